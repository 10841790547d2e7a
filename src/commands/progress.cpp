// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "commands/progress.hpp"

#include <unistd.h>

#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "ahub/base/text.hpp"

namespace ahub::commands {

Progress::Progress(const Invocation& invocation, std::string verb)
    : style_(invocation.err),
      shown_(invocation.err.terminal && !invocation.quiet),
      verb_(std::move(verb)) {}

Progress::~Progress() { clear(); }

void Progress::show(std::size_t done, std::size_t total, const std::string& what) {
  constexpr std::chrono::milliseconds kInterval{100};
  const auto now = std::chrono::steady_clock::now();
  if (!shown_ || (dirty_ && now - last_ < kInterval)) return;
  last_ = now;
  dirty_ = true;
  std::string line = fmt::format("{} {}/{}", verb_, done, total);
  if (!what.empty()) line += " " + safe_text(what);
  const double spent = std::chrono::duration<double>(now - start_).count();
  // Early guesses are wrong, and short work needs none.
  if (done > 0 && done < total && spent > 2) {
    const double left = spent / static_cast<double>(done) * static_cast<double>(total - done);
    line += fmt::format(", about {:.0f} s left", std::ceil(left));
  }
  const std::string cut = truncate_to_width(line, style_.width > 1 ? style_.width - 1 : 79);
  const report::Text line_of_ours = report::Text("\r\x1b[K") + report::Text::of(cut);
  std::fwrite(line_of_ours.str().data(), 1, line_of_ours.size(), stderr);
  std::fflush(stderr);
}

void Progress::wipe() noexcept {
  if (isatty(STDERR_FILENO) == 1) static_cast<void>(!write(STDERR_FILENO, "\r\033[K", 4));
}

void Progress::clear() {
  if (!dirty_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  dirty_ = false;
}

}  // namespace ahub::commands
