// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "lint/families.hpp"

namespace ahub::lint_rules {

std::span<const Rule> graph() noexcept { return {}; }

}  // namespace ahub::lint_rules
