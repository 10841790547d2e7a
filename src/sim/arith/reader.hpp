// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Reads the words and signs of a program, and knows the place of each for messages.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/arith/rational.hpp"

namespace ahub::sim::arith {

/// Throws `Error{input, "bad-expression"}`: "`what`:LINE:COLUMN: message", the column in code
/// points of `text` up to `offset`.
[[noreturn]] void fail(std::string_view what, std::string_view text, std::size_t offset,
                       const Fault& fault);

/// `word` for a message: hidden characters escaped, and cut when long.
std::string shown(std::string_view word);

/// A place in a program. `text` is valid UTF-8.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::size_t place() const noexcept { return at_; }
  void go_to(std::size_t place) noexcept { at_ = place; }
  std::string_view rest() const noexcept { return text_.substr(at_); }
  bool at_end() const noexcept { return at_ == text_.size(); }
  /// At the end of a statement: ';', a newline outside parentheses, or the end.
  bool at_stop() const noexcept;
  bool at_digit() const noexcept { return digit_at(at_); }
  bool at_name() const noexcept;

  /// Passes over blanks and comments; over newlines too, inside parentheses.
  void skip_blanks();
  /// Passes over blanks within the line, no comments.
  void skip_spaces();
  /// Skips blanks, and takes `sign` when it comes next.
  bool take(std::string_view sign);
  /// As `take("(")`, a closing one that must come, and as `take(")")`.
  bool open();
  void close();
  bool take_closing();
  /// The letters, digits and '_' from here on.
  std::string_view take_word();
  /// Digits with an optional fraction and exponent; `at_digit()`.
  std::string_view take_number();

  /// What comes next, for a message: "'abc'", "the end of the line".
  std::string next() const;
  [[noreturn]] void refuse(std::size_t place, const Fault& fault) const {
    fail("program", text_, place, fault);
  }
  /// No statement goes on like this.
  [[noreturn]] void refuse_rest() const;
  /// No value starts like this.
  [[noreturn]] void refuse_start() const;

 private:
  bool digit_at(std::size_t place) const noexcept;
  void skip_digits();

  std::string_view text_;
  std::size_t at_ = 0;
  int parentheses_ = 0;
};

}  // namespace ahub::sim::arith
