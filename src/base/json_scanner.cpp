// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/json_scanner.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/json.hpp"
#include "ahub/base/text.hpp"

namespace ahub {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The grammar of RFC 8259, section 6.
bool is_number(std::string_view word) noexcept {
  std::size_t i = word.substr(0, 1) == "-" ? 1 : 0;
  const auto digits = [&] {
    const std::size_t start = i;
    while (i < word.size() && is_digit(word[i])) ++i;
    return i > start;
  };
  const std::size_t start = i;
  if (!digits() || (word[start] == '0' && i > start + 1)) return false;
  if (i < word.size() && word[i] == '.') {
    ++i;
    if (!digits()) return false;
  }
  if (i < word.size() && (word[i] == 'e' || word[i] == 'E')) {
    ++i;
    if (i < word.size() && (word[i] == '+' || word[i] == '-')) ++i;
    if (!digits()) return false;
  }
  return i == word.size();
}

bool is_constant(std::string_view word) noexcept {
  return word == "NaN" || word == "Infinity" || word == "-Infinity";
}

}  // namespace

char JsonScanner::peek() noexcept {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
    ++at_;
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool JsonScanner::take(char c) noexcept {
  if (peek() != c || at_ >= text_.size()) return false;
  ++at_;
  return true;
}

void JsonScanner::expect(char c) {
  if (!take(c)) fault(fmt::format("'{}' was expected", c));
}

std::string_view JsonScanner::quoted() {
  if (peek() != '"') fault("a text in double quotes was expected");
  const std::size_t start = at_;
  for (++at_; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '"') {
      ++at_;
      return from(start);
    }
    if (static_cast<unsigned char>(c) < 0x20) fault("a control character stands in a text");
    if (c == '\\') ++at_;
  }
  at_ = start;
  fault("a text does not end");
}

std::string JsonScanner::text() {
  const std::string_view raw = quoted();
  if (raw.find('\\') == std::string_view::npos) return std::string(raw.substr(1, raw.size() - 2));
  try {
    return unescaped_json(raw);
  } catch (const Error&) {
    at_ -= raw.size();
    fault("a text has an escape that JSON does not have");
  }
}

std::string_view JsonScanner::word() const noexcept {
  return text_.substr(at_, std::min(text_.find_first_of(",:]}[{\" \t\r\n", at_), text_.size()) -
                               std::min(at_, text_.size()));
}

std::string_view JsonScanner::number() {
  static_cast<void>(peek());
  const std::string_view found = word();
  if (!is_number(found) && !(python_ && is_constant(found))) fault("a number was expected");
  at_ += found.size();
  return found;
}

void JsonScanner::skip(std::size_t depth) {
  const char c = peek();
  if (at_ >= text_.size()) fault("the text ends where a value belongs");
  if (c == '"') {
    quoted();
  } else if (c == '{' || c == '[') {
    if (depth >= kDepth) fault(fmt::format("values nest too deep, more than {} levels", kDepth));
    ++at_;
    const char end = c == '{' ? '}' : ']';
    if (take(end)) return;
    do {
      if (c == '{') {
        quoted();
        expect(':');
      }
      skip(depth + 1);
    } while (take(','));
    expect(end);
  } else {
    const std::string_view found = word();
    if (found != "true" && found != "false" && found != "null" && !is_number(found) &&
        !(python_ && is_constant(found)))
      fault("a value was expected");
    at_ += found.size();
  }
}

std::string unescaped_json(std::string_view quoted) {
  return parse_json(quoted, "text", quoted.size()).as_string();
}

}  // namespace ahub
