// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What was left out of a package, as a reader's choice.
#pragma once

#include <span>
#include <string>

#include "ahub/base/files.hpp"
#include "ahub/base/reading.hpp"

namespace ahub {

/// Tells `reading` what is no part of the package at `path`, the first five by name:
/// "PATH: left out: .DS_Store (macOS), .git/ (git)". Nothing for an empty list. When strict, throws
/// `Error{input, "strict-input"}`.
void choose_left_out(const std::string& path, std::span<const LeftOut> left_out, Reading& reading);

}  // namespace ahub
