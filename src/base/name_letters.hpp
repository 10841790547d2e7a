// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Letters that names are folded to, and that their keys are made of.
#pragma once

#include <string_view>

namespace ahub {

constexpr bool is_letter(char32_t c) noexcept {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
constexpr bool is_digit(char32_t c) noexcept { return c >= '0' && c <= '9'; }

/// Small and capital; each is taken for the vowel, and for the vowel with an e behind it.
inline constexpr std::u32string_view kUmlauts = U"\u00E4\u00F6\u00FC\u00C4\u00D6\u00DC";

}  // namespace ahub
