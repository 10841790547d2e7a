// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// How a stream wants its text.
#pragma once

#include <string_view>

#include "ahub/report/printable.hpp"

namespace ahub::report {

/// One stream's manners. Width 0 means unlimited (a pipe).
struct Style {
  bool colour = false;
  bool terminal = false;
  bool unicode = true;  ///< False under LANG=C: ASCII stand-ins.
  std::size_t width = 0;

  /// In the colour, where the stream has some; of what is no Text yet, escaped.
  Text bold(const Text& text) const;
  Text bold(std::string_view text) const;
  Text dim(const Text& text) const;
  Text dim(std::string_view text) const;
  Text red(const Text& text) const;
  Text red(std::string_view text) const;
  Text green(const Text& text) const;
  Text green(std::string_view text) const;
  Text yellow(const Text& text) const;
  Text yellow(std::string_view text) const;
  Text blue(const Text& text) const;
  Text blue(std::string_view text) const;
  Text cyan(const Text& text) const;
  Text cyan(std::string_view text) const;
};

/// The style of a file descriptor: `when` is auto, always or never (wins over NO_COLOR,
/// CLICOLOR_FORCE, CLICOLOR, TERM=dumb); width from COLUMNS, else the terminal, else unlimited.
Style style_of(int descriptor, std::string_view when);

}  // namespace ahub::report
