// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Code points without ink that a reader may still want, by what stands before them.
#pragma once

namespace ahub {

/// `is_hidden` of `c` behind `before` (0 at the beginning of a text): the same, but for a selector
/// of presentation (U+FE0E, U+FE0F) behind a sign or a keycap's base, a selector of ideographs
/// (U+E0100 to U+E01EF) behind a Han letter, and a selector of Mongolian behind one of its letters.
bool is_hidden_behind(char32_t before, char32_t c) noexcept;

}  // namespace ahub
