// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Colour, width and character set of one stream, decided from flag, environment and terminal.
#include "ahub/report/style.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include "ahub/base/environment.hpp"
#include "ahub/base/text.hpp"

namespace ahub::report {
namespace {

bool wants_colour(std::string_view when, bool terminal) {
  if (when == "always") return true;
  if (when == "never") return false;
  if (!environment("NO_COLOR").empty()) return false;
  const std::string_view force = environment("CLICOLOR_FORCE");
  if (!force.empty() && force != "0") return true;
  if (environment("CLICOLOR") == "0") return false;
  return terminal && environment("TERM") != "dumb";
}

std::size_t width_of(int descriptor, bool terminal) {
  if (!terminal) return 0;
  const auto columns = parse_integer(environment("COLUMNS"));
  if (columns && *columns > 0) return static_cast<std::size_t>(*columns);
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

/// True when the locale's character set is UTF-8. The C locale, which an unset one means, is ASCII.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    if (environment(name).empty()) continue;
    const std::string locale = case_folded(environment(name));
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

Text painted(const Style& style, const Text& text, int code) {
  return style.colour ? Terminal::painted(code, text) : text;
}

}  // namespace

Text Style::bold(const Text& text) const { return painted(*this, text, 1); }
Text Style::bold(std::string_view text) const { return bold(Text::of(text)); }
Text Style::dim(const Text& text) const { return painted(*this, text, 2); }
Text Style::dim(std::string_view text) const { return dim(Text::of(text)); }
Text Style::red(const Text& text) const { return painted(*this, text, 31); }
Text Style::red(std::string_view text) const { return red(Text::of(text)); }
Text Style::green(const Text& text) const { return painted(*this, text, 32); }
Text Style::green(std::string_view text) const { return green(Text::of(text)); }
Text Style::yellow(const Text& text) const { return painted(*this, text, 33); }
Text Style::yellow(std::string_view text) const { return yellow(Text::of(text)); }
Text Style::blue(const Text& text) const { return painted(*this, text, 34); }
Text Style::blue(std::string_view text) const { return blue(Text::of(text)); }
Text Style::cyan(const Text& text) const { return painted(*this, text, 36); }
Text Style::cyan(std::string_view text) const { return cyan(Text::of(text)); }

Style style_of(int descriptor, std::string_view when) {
  Style style;
  style.terminal = isatty(descriptor) == 1;
  style.colour = wants_colour(when, style.terminal);
  style.unicode = locale_is_utf8();
  style.width = width_of(descriptor, style.terminal);
  return style;
}

}  // namespace ahub::report
