// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the writers of the field report share.
#pragma once

#include <string>

#include "ahub/hub/field.hpp"

namespace ahub::report {

/// "3.6 x", "16"; a dash for no number.
std::string field_number(const std::optional<double>& value, const std::string& unit);
/// "12 confirmed, 9 recomputed, 3 attested".
std::string field_counts(const FieldReport& report);
/// Who reports the published number, when it is not the package itself.
std::string field_origin(const FieldPackage& package, const FieldClaim& claim);
/// What the words of the verdicts mean, in one paragraph.
std::string field_legend();

}  // namespace ahub::report
