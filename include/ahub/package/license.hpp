// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A licence as authors write it, read as an SPDX expression.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ahub {

/// A licence text, read.
struct LicenseExpression {
  std::string canonical;         ///< As SPDX writes it; empty when there is a problem.
  std::string problem;           ///< Why it is no expression; empty when it is one.
  std::string help;              ///< What to write instead of it, or of an id that is not known.
  std::vector<std::string> ids;  ///< Its licence ids, without '+'; LicenseRef-... are left out.
};

/// Reads `text` (SPDX, or a usual name in any case: "MIT or Apache-2.0", "Apache License, Version
/// 2.0", "CC BY 4.0", a licence's page). Taken where it can mean one thing only; "BSD", "GPLv3",
/// "MIT/Apache-2.0" are problems whose help lists the spellings. Ids that are not in the table are
/// kept as written.
LicenseExpression parse_license(std::string_view text);

/// The most used ids of the SPDX list.
std::span<const std::string_view> common_licenses() noexcept;
bool is_common_license(std::string_view id) noexcept;  ///< In any case.

}  // namespace ahub
