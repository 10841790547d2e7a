// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// How a stream wants its text.
#pragma once

#include <string>
#include <string_view>

namespace ahub::report {

/// One stream's manners. Width 0 means unlimited (a pipe).
struct Style {
  bool colour = false;
  bool terminal = false;
  bool unicode = true;  ///< False under LANG=C: ASCII stand-ins.
  std::size_t width = 0;

  std::string bold(std::string_view text) const;
  std::string dim(std::string_view text) const;
  std::string red(std::string_view text) const;
  std::string green(std::string_view text) const;
  std::string yellow(std::string_view text) const;
  std::string blue(std::string_view text) const;
  std::string cyan(std::string_view text) const;
};

/// The style of a file descriptor: `when` is auto, always or never (wins over NO_COLOR,
/// CLICOLOR_FORCE, CLICOLOR, TERM=dumb); width from COLUMNS, else the terminal, else unlimited.
Style style_of(int descriptor, std::string_view when);

}  // namespace ahub::report
