// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/arith/reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"

namespace ahub::sim::arith {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool starts_name(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

}  // namespace

void fail(std::string_view what, std::string_view text, std::size_t offset, const Fault& fault) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::string_view in_line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0.
  throw Error(ErrorKind::input, "bad-expression",
              fmt::format("{}:{}:{}: {}", what, line, code_points(in_line) + 1, fault.message),
              fault.hint.empty() ? "'ahub sim describe arith' shows the language" : fault.hint);
}

std::string shown(std::string_view word) { return truncate_to_width(safe_text(word), 40); }

bool Reader::digit_at(std::size_t place) const noexcept {
  return place < text_.size() && is_digit(text_[place]);
}

bool Reader::at_stop() const noexcept {
  return at_end() || text_[at_] == ';' || (text_[at_] == '\n' && parentheses_ == 0);
}

bool Reader::at_name() const noexcept { return !at_end() && starts_name(text_[at_]); }

void Reader::skip_blanks() {
  while (!at_end()) {
    const char c = text_[at_];
    if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == ' ' || c == '\t' || c == '\r' || (c == '\n' && parentheses_ > 0)) {
      ++at_;
    } else {
      return;
    }
  }
}

void Reader::skip_spaces() {
  while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
}

bool Reader::take(std::string_view sign) {
  skip_blanks();
  if (rest().substr(0, sign.size()) != sign) return false;
  at_ += sign.size();
  return true;
}

bool Reader::open() {
  const bool taken = take("(");
  parentheses_ += taken ? 1 : 0;
  return taken;
}

bool Reader::take_closing() {
  const bool taken = take(")");
  parentheses_ -= taken ? 1 : 0;
  return taken;
}

void Reader::close() {
  if (!take_closing()) refuse(at_, {fmt::format("')' is missing before {}", next()), {}});
}

std::string_view Reader::take_word() {
  const std::size_t start = at_;
  while (at_name() || at_digit()) ++at_;
  return text_.substr(start, at_ - start);
}

void Reader::skip_digits() {
  const auto separator = [&] {
    return rest().substr(0, 1) == "_" && digit_at(at_ - 1) && digit_at(at_ + 1);
  };
  while (at_digit() || separator()) ++at_;
}

std::string_view Reader::take_number() {
  const std::size_t start = at_;
  skip_digits();
  if (rest().substr(0, 1) == ".") {
    ++at_;
    if (!at_digit()) refuse(at_, {"a digit is missing behind the point", {}});
    skip_digits();
  }
  if (rest().substr(0, 1) == "e" || rest().substr(0, 1) == "E") {
    const std::string_view sign = rest().substr(1, 1);
    const std::size_t first = at_ + (sign == "-" || sign == "+" ? 2 : 1);
    if (digit_at(first)) {  // Otherwise the letter starts a unit.
      at_ = first;
      skip_digits();
    }
  }
  return text_.substr(start, at_ - start);
}

std::string Reader::next() const {
  if (at_end()) return "the end";
  if (text_[at_] == '\n') return "the end of the line";
  Reader ahead = *this;
  if (!ahead.take_word().empty())
    return fmt::format("'{}'", shown(text_.substr(at_, ahead.at_ - at_)));
  std::size_t end = at_;
  static_cast<void>(next_code_point(text_, end));
  return fmt::format("'{}'", shown(text_.substr(at_, end - at_)));
}

void Reader::refuse_rest() const {
  std::string hint;
  if (text_[at_] == '=') hint = "== compares; a name stands alone left of =";
  if (text_[at_] == ')') hint = "there is no '(' for it";
  if (at_name() || at_digit() || text_[at_] == '(')
    hint = "write * for a product; a statement ends with ';' or its line";
  refuse(at_, {fmt::format("unexpected {}", next()), hint});
}

void Reader::refuse_start() const {
  const bool point = rest().substr(0, 1) == ".";
  refuse(at_, {fmt::format("a value is missing before {}", next()),
               point ? "a number starts with a digit: 0.5" : ""});
}

}  // namespace ahub::sim::arith
