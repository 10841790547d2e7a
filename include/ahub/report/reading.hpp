// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Renderers of the commands that read across packages.
#pragma once

#include <string>

#include "ahub/hub/frontier.hpp"
#include "ahub/report/style.hpp"

namespace ahub::report {

std::string frontier_human(const FrontierReport& report, const Style& style);
std::string frontier_json(const FrontierReport& report);
/// Columns: key metric place value unit stated_value stated_unit package version claim system level
/// badge tensions; `place` is empty for values that do not compare.
std::string frontier_csv(const FrontierReport& report);
std::string frontier_tsv(const FrontierReport& report);

}  // namespace ahub::report
