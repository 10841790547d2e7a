// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What a search found, as text.
#pragma once

#include <string>

#include "ahub/hub/search.hpp"
#include "ahub/report/style.hpp"

namespace ahub::report {

/// Hits between [ and ] where there is no colour.
Text search_human(const SearchReport& report, const Style& style);
TsvLines search_tsv(const SearchReport& report);
JsonLines search_json(const SearchReport& report);
JsonLines search_ndjson(const SearchReport& report);

}  // namespace ahub::report
