// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One id a line.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "sim/trace/csv_columns.hpp"
#include "sim/trace/line_parser.hpp"

namespace ahub::sim {
namespace {

/// Where a second column begins in a line that should be one id (byte from 0). Ids may hold any of
/// these characters but blanks; a number beside one is a column.
std::optional<std::size_t> second_column(std::string_view id) {
  const std::size_t blank = id.find_first_of(" \t");
  if (blank != std::string_view::npos) return blank + 1;
  if (id.front() == '/' || id.find("://") != std::string_view::npos) return std::nullopt;
  const std::size_t comma = id.find_first_of(",;");
  if (comma != std::string_view::npos) return comma + 1;
  for (std::size_t start = 0, bar = id.find('|'); bar != std::string_view::npos;) {
    const std::size_t next = std::min(id.find('|', bar + 1), id.size());
    if (is_number(id.substr(start, bar - start)) || is_number(id.substr(bar + 1, next - bar - 1)))
      return bar + 1;
    start = bar + 1;
    bar = id.find('|', start);
  }
  return std::nullopt;
}

class TextParser final : public LineParser {
 public:
  using LineParser::LineParser;

 private:
  void line(std::string_view text) override {
    const std::string_view id = trimmed(text);
    if (id.empty()) return;
    if (id.front() == '#') {
      ++comments_;
      return;
    }
    if (lines_ == 0 && looks_like_json(id)) refuse_json(requests_, at(), number());
    const bool number_alone = id.find_first_not_of("0123456789") == std::string_view::npos;
    if (const auto column = number_alone ? std::nullopt : second_column(id)) {
      const auto place = static_cast<std::size_t>(id.data() - text.data()) + *column;
      requests_.refuse("the line has several columns, one id is expected", at() + place, number(),
                       place + 1, "name it *.csv or give the format csv");
    }
    if (++lines_ == 1 && !is_number(id)) {
      first_ = {std::string(id), number(), at()};
      return;
    }
    if (first_) settle_first(id);
    add(id, at());
  }
  void last() override {
    if (first_) settle_first({});
    if (lines_ == 1) requests_.say_single();
    if (comments_ > 0)
      requests_.chose("lines that begin with '#'", "left out as comments", comments_);
  }

  /// The first line is a header when it has a name for ids, or when a number comes after it.
  void settle_first(std::string_view second) {
    const Held first = std::move(*first_);
    first_.reset();
    if (!second.empty() && (names_ids(first.text) || is_number(second))) {
      requests_.chose(
          "header",
          fmt::format("'{}' in line {} is no request", short_text(first.text), first.number), 1,
          "remove the line");
    } else {
      add(first.text, first.at);
    }
  }

  void add(std::string_view text, std::uint64_t place) {
    const Id id = id_of(text);
    if (id.hashed) requests_.leave_texts(1);
    requests_.add(id.value, 1, place);
  }

  struct Held {
    std::string text;
    std::uint64_t number, at;
  };
  std::optional<Held> first_;
  std::uint64_t lines_ = 0, comments_ = 0;
};

}  // namespace

std::unique_ptr<TraceParser> text_parser(Requests& requests) {
  return std::make_unique<TextParser>(requests);
}

}  // namespace ahub::sim
