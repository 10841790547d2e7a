// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Names of people, subjects and days, as grammars.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ahub::lint_rules {

/// The categories of the arXiv taxonomy.
std::span<const std::string_view> arxiv_categories() noexcept;

/// True for YYYY-MM-DD that is a day of the Gregorian calendar.
bool is_calendar_date(std::string_view text) noexcept;
bool is_web_url(std::string_view text) noexcept;

}  // namespace ahub::lint_rules
