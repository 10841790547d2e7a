// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Letters of other scripts that are drawn like Latin ones.
#pragma once

namespace ahub {

/// The lower-case ASCII letter that `c` stands for in a word of its own script, or 0. `c`: after
/// case folding. Both cases go to one letter, so that a name is the same in capitals.
char look_alike(char32_t c) noexcept;

/// The ASCII letter, of either case, that `c` is drawn like among Latin letters, or 0. `c`: as
/// written, compatibility forms taken apart.
char look_alike_as_drawn(char32_t c) noexcept;

}  // namespace ahub
