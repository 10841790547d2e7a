// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "commands/standard_input.hpp"

#include <unistd.h>

#include <cerrno>

#include <fmt/format.h>

#include "ahub/base/error.hpp"

namespace ahub::commands {

std::string read_standard_input(std::size_t max_bytes) {
  std::string text;
  char buffer[65536];
  for (;;) {
    const ssize_t count = read(STDIN_FILENO, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw Error(ErrorKind::input, "unreadable", "standard input cannot be read");
    if (count == 0) return text;
    text.append(buffer, static_cast<std::size_t>(count));
    if (text.size() > max_bytes) {
      throw Error(ErrorKind::input, "too-large",
                  fmt::format("standard input has more than {} bytes", max_bytes));
    }
  }
}

}  // namespace ahub::commands
