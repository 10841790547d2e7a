// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace ahub {

/// `text` with case folded and the marks taken off its letters: equal for words that a reader who
/// types no accents cannot tell apart. Valid UTF-8 only; anything else is returned as it is.
std::string accents_folded(std::string_view text);

}  // namespace ahub
