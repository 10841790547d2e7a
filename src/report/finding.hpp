// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A finding with everything that its renderers need: where it is, as text.
#pragma once

#include <string>
#include <vector>

#include "ahub/hub/hub.hpp"

namespace ahub::report {

struct PlacedFinding {
  const Diagnostic* finding = nullptr;
  std::string path;  ///< For people: escaped.
  bool has_position = false;
  Position begin, end;
  std::string_view rule_name;  ///< Empty for an unknown code.
  bool blocks_import = false;
};

/// The findings of a report with their places, in order.
std::vector<PlacedFinding> placed(const LintReport& report);

/// "error[AH204]: message" and so on share the count at the end: findings beyond the limit are only
/// counted.
std::size_t shown_count(const LintReport& report);

}  // namespace ahub::report
