// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The one exception type of ahub. Its kind decides the exit code.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace ahub {

/// Why a command could not continue. The kind alone decides the exit code.
enum class ErrorKind { usage, input, store, temporary, sandbox, limit, internal };

/// Thrown when the work asked for cannot be done. What is wrong *inside a package*
/// is a `Diagnostic`, and what a check found is a `Verdict`: neither is ever thrown.
class Error : public std::runtime_error {
 public:
  /// `code`: stable kebab-case word with static lifetime, e.g. "not-found".
  /// `message`: one phrase, lower case, no final stop, values already passed through `safe_text`.
  /// `hint`: one sentence telling the user what to do next; may be empty.
  Error(ErrorKind kind, std::string_view code, const std::string& message, std::string hint = {})
      : std::runtime_error(message), kind_(kind), code_(code), hint_(std::move(hint)) {}
  ErrorKind kind() const noexcept { return kind_; }
  std::string_view code() const noexcept { return code_; }
  const std::string& hint() const noexcept { return hint_; }

 private:
  ErrorKind kind_;
  std::string_view code_;
  std::string hint_;
};

/// The process exit code for `kind`; the table is in ahub(1), EXIT STATUS.
int exit_code(ErrorKind kind) noexcept;

/// The worse of two exit codes in the documented order 70, 4, 5, 6, 3, 7, 1, 0.
int worse_exit(int left, int right) noexcept;

}  // namespace ahub
