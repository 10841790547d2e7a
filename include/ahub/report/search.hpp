// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What a search found, as text.
#pragma once

#include <string>

#include "ahub/hub/search.hpp"
#include "ahub/report/style.hpp"

namespace ahub::report {

/// Hits between [ and ] where there is no colour.
std::string search_human(const SearchReport& report, const Style& style);
std::string search_tsv(const SearchReport& report);
std::string search_json(const SearchReport& report);
std::string search_ndjson(const SearchReport& report);

}  // namespace ahub::report
