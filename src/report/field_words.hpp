// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the writers of the field report share.
#pragma once

#include <string>
#include <vector>

#include "ahub/hub/field.hpp"

namespace ahub::report {

/// "11.81 pp" as the author wrote it; "no number".
std::string claimed_words(const FieldClaim& claim);
/// "5.812 pp" in the digits that mean something; else why there is none: "not run", "see checks".
std::string recomputed_words(const FieldClaim& claim);
/// "11.81 pp by cache-admission-zipfian#c1 (compares_to)", one for each.
std::vector<std::string> compared_words(const FieldClaim& claim);
/// Every checked output, one line for each distinct question: "gap_pp (sim/warm): 5.812 pp,
/// expected 5.81 pp +- 0.005"; runs asked the same are one line with their least and greatest
/// number. A check that failed begins with "FAILED ".
std::vector<std::string> check_lines(const FieldClaim& claim);
/// "12 confirmed, 9 recomputed, 3 attested".
std::string field_counts(const FieldReport& report);
/// What the words of the table mean, in one paragraph.
std::string field_legend();

}  // namespace ahub::report
