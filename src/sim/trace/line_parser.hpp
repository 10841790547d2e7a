// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Splits pieces of a text into lines; shared by the formats that have lines.
#pragma once

#include "ahub/base/foreign.hpp"
#include "sim/trace/parser.hpp"

namespace ahub::sim {

class LineParser : public TraceParser {
 public:
  explicit LineParser(Requests& requests) : requests_(requests) {}

  bool feed(std::string_view piece) final {
    while (!piece.empty()) {
      if (!requests_.open()) return false;
      const std::size_t end = piece.find('\n');
      if (end == std::string_view::npos) {
        carry_ += piece;
        return true;
      }
      if (carry_.empty()) {
        take(piece.substr(0, end));
      } else {
        carry_ += piece.substr(0, end);
        const std::string whole = std::move(carry_);
        carry_.clear();
        take(whole);
      }
      piece.remove_prefix(end + 1);
    }
    return requests_.open();
  }
  void end() final {
    if (!carry_.empty() && requests_.open()) take(carry_);
    last();
    if (marked_ > 0)
      requests_.chose("byte order mark inside the file", "dropped", marked_,
                      "the file is several that were joined: take the marks out");
  }

 protected:
  /// One line without its end.
  virtual void line(std::string_view text) = 0;
  /// After the last line: what was held back, and what is to be said.
  virtual void last() {}
  std::uint64_t number() const { return number_; }
  std::uint64_t at() const { return at_; }
  Requests& requests_;

 private:
  void take(std::string_view text) {
    std::size_t whole = text.size() + 1;
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    if (text.find(kUtf8Mark[0]) != std::string_view::npos) {
      const std::string_view bare = without_marks(text);
      const std::size_t marks = text.size() - bare.size();
      if (marks > 0) ++marked_;
      at_ += marks;
      whole -= marks;
      text = bare;
      const std::size_t inside = text.find(kUtf8Mark);
      if (inside != std::string_view::npos) {
        requests_.refuse("a byte order mark stands inside the line", at_ + inside, number_,
                         marks + inside + 1,
                         "files were joined without a line end: put one before the mark");
      }
    }
    line(text);
    at_ += whole;
    ++number_;
  }

  std::string carry_;
  std::uint64_t number_ = 1;  // Of the line, from 1.
  std::uint64_t at_ = 0;      // Its first byte, from 0.
  std::uint64_t marked_ = 0;  // Lines that began with a byte order mark.
};

/// A decimal number without sign or leading zeros below 2^64, else the hash of the text.
struct Id {
  std::uint64_t value;
  bool hashed;
};
Id id_of(std::string_view text);

}  // namespace ahub::sim
