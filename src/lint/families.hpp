// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The rule families, each a table in a file of its own; rules.cpp joins them.
#pragma once

#include <span>

#include "ahub/lint/rule.hpp"

namespace ahub::lint_rules {

std::span<const Rule> syntax() noexcept;
std::span<const Rule> manifest() noexcept;
std::span<const Rule> claims() noexcept;
std::span<const Rule> verification() noexcept;
std::span<const Rule> evidence() noexcept;
std::span<const Rule> identity() noexcept;
std::span<const Rule> graph() noexcept;
std::span<const Rule> prose() noexcept;
std::span<const Rule> files() noexcept;

}  // namespace ahub::lint_rules
