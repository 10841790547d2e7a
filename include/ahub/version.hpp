// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace ahub {

/// The program's version, as in CMakeLists.txt.
std::string_view version() noexcept;

}  // namespace ahub
