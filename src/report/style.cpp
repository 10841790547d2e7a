// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Colour, width and character set of one stream, decided from flag, environment and terminal.
#include "ahub/report/style.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include <fmt/format.h>

#include "ahub/base/text.hpp"

namespace ahub::report {
namespace {

/// The variable's value; unset counts as empty.
std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

bool wants_colour(std::string_view when, bool terminal) {
  if (when == "always") return true;
  if (when == "never") return false;
  if (!variable("NO_COLOR").empty()) return false;
  const std::string_view force = variable("CLICOLOR_FORCE");
  if (!force.empty() && force != "0") return true;
  if (variable("CLICOLOR") == "0") return false;
  return terminal && variable("TERM") != "dumb";
}

std::size_t width_of(int descriptor, bool terminal) {
  if (!terminal) return 0;
  const auto columns = parse_integer(variable("COLUMNS"));
  if (columns && *columns > 0) return static_cast<std::size_t>(*columns);
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

/// True when the locale's character set is UTF-8. The C locale, which an unset one means, is ASCII.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    if (variable(name).empty()) continue;
    const std::string locale = case_folded(variable(name));
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

std::string painted(const Style& style, std::string_view text, int code) {
  if (!style.colour || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

}  // namespace

std::string Style::bold(std::string_view text) const { return painted(*this, text, 1); }
std::string Style::dim(std::string_view text) const { return painted(*this, text, 2); }
std::string Style::red(std::string_view text) const { return painted(*this, text, 31); }
std::string Style::green(std::string_view text) const { return painted(*this, text, 32); }
std::string Style::yellow(std::string_view text) const { return painted(*this, text, 33); }
std::string Style::blue(std::string_view text) const { return painted(*this, text, 34); }
std::string Style::cyan(std::string_view text) const { return painted(*this, text, 36); }

Style style_of(int descriptor, std::string_view when) {
  Style style;
  style.terminal = isatty(descriptor) == 1;
  style.colour = wants_colour(when, style.terminal);
  style.unicode = locale_is_utf8();
  style.width = width_of(descriptor, style.terminal);
  return style;
}

}  // namespace ahub::report
