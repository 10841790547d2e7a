// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Names of people, licences, subjects, days and works, as grammars.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ahub::lint_rules {

/// True when the last character of a well-formed ORCID is its check character (ISO 7064, mod 11-2).
bool orcid_checksum_holds(std::string_view orcid) noexcept;

/// An SPDX license expression, taken apart.
struct LicenseExpression {
  std::string problem;           ///< What is wrong with its grammar; empty when nothing is.
  std::vector<std::string> ids;  ///< Its licence ids, without '+'; LicenseRef-... are left out.
};
LicenseExpression parse_license(std::string_view text);
/// The most used ids of the SPDX list.
std::span<const std::string_view> common_licenses() noexcept;
bool is_common_license(std::string_view id) noexcept;  ///< In any case.

/// The categories of the arXiv taxonomy.
std::span<const std::string_view> arxiv_categories() noexcept;

/// True for YYYY-MM-DD that is a day of the Gregorian calendar.
bool is_calendar_date(std::string_view text) noexcept;
bool is_web_url(std::string_view text) noexcept;
/// True for an arXiv id, a DOI (10.prefix/suffix) with its scheme, or a URL.
bool is_external_work(std::string_view text);

}  // namespace ahub::lint_rules
