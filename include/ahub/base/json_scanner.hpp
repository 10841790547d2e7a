// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// JSON token by token, for readers that want few of many values and the place of each.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ahub {

/// What is wrong with a text, and at which of its bytes (from 0).
class JsonFault : public std::runtime_error {
 public:
  JsonFault(const std::string& why, std::size_t offset) : std::runtime_error(why), at(offset) {}
  std::size_t at;
};

/// A cursor over JSON (RFC 8259). Blanks before a token are passed over. Every member throws
/// `JsonFault` where the text is not what is asked for; UTF-8 is the caller's to examine.
class JsonScanner {
 public:
  static constexpr std::size_t kDepth = 32;  ///< Most levels of one value.

  /// `text` outlives the scanner. `python`: NaN, Infinity and -Infinity are values, as Python's
  /// json.dumps writes them.
  explicit JsonScanner(std::string_view text, bool python = false) : text_(text), python_(python) {}

  std::size_t at() const noexcept { return at_; }
  void go_to(std::size_t at) noexcept { at_ = at; }
  std::string_view from(std::size_t start) const noexcept {
    return text_.substr(start, at_ - start);
  }

  /// The next token's first character; NUL at the end.
  char peek() noexcept;
  /// Past `c`, when it is next.
  bool take(char c) noexcept;
  void expect(char c);
  /// A text as it is written, quotes and escapes included.
  std::string_view quoted();
  /// A text.
  std::string text();
  /// A number as it is written; with `python` also NaN, Infinity and -Infinity.
  std::string_view number();
  /// Past any value.
  void skip_value() { skip(0); }
  [[noreturn]] void fault(const std::string& why) const { throw JsonFault(why, at_); }

 private:
  void skip(std::size_t depth);
  /// The characters up to the next delimiter.
  std::string_view word() const noexcept;

  std::string_view text_;
  bool python_;
  std::size_t at_ = 0;
};

/// What `quoted` stands for. Throws `Error{input}` on an escape that JSON does not have.
std::string unescaped_json(std::string_view quoted);

}  // namespace ahub
