// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A line on standard error that says how far a long command is; only on a terminal.
#pragma once

#include <chrono>
#include <string>

#include "ahub/commands/command.hpp"

namespace ahub::commands {

class Progress {
 public:
  Progress(const Invocation& invocation, std::string verb);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Rewrites the line at most ten times a second.
  void show(std::size_t done, std::size_t total, const std::string& what);
  /// Removes the line.
  void clear();
  /// Removes whatever line there is, of any object; may be called in a signal's handler.
  static void wipe() noexcept;

 private:
  const report::Style style_;
  const bool shown_;
  const std::string verb_;
  bool dirty_ = false;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace ahub::commands
