// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/left_out.hpp"
#include "ahub/base/text.hpp"
#include "ahub/commands/command.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {

using report::Text;

const std::vector<std::string>& Invocation::list(std::string_view name) const {
  static const std::vector<std::string> none;
  const auto found = options.find(name);
  return found == options.end() ? none : found->second;
}

bool Invocation::flag(std::string_view name) const { return !list(name).empty(); }

std::string Invocation::text(std::string_view name) const {
  const std::vector<std::string>& values = list(name);
  return values.empty() ? std::string() : values.back();
}

long long Invocation::integer(std::string_view name) const {
  return parse_integer(text(name)).value_or(0);
}

double Invocation::real(std::string_view name) const { return parse_real(text(name)).value_or(0); }

std::string Invocation::format() const { return flag("json") ? "json" : text("format"); }

void Invocation::write(std::string_view data) {
  const bool written =
      std::fwrite(data.data(), 1, data.size(), stdout) == data.size() && std::fflush(stdout) == 0;
  if (!written) {
    throw Error(ErrorKind::temporary, "write-failed",
                fmt::format("cannot write the output: {}", std::strerror(errno)));
  }
}

void Invocation::say(const report::Text& line) const {
  if (quiet) return;
  std::fwrite(line.str().data(), 1, line.size(), stderr);
  std::fputc('\n', stderr);
}

void say_left_out(const Invocation& invocation, const std::string& path,
                  std::span<const LeftOut> left_out) {
  Reading reading(strict_input(invocation));
  choose_left_out(path, left_out, reading);
  say_choices(invocation, reading.choices());
}

}  // namespace ahub::commands
