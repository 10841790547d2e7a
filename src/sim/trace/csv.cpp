// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The rows of comma-separated values as requests.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "sim/trace/csv_map.hpp"
#include "sim/trace/line_parser.hpp"

namespace ahub::sim {
namespace {

/// Rows that are held back until it is clear what the file's columns are.
constexpr std::size_t kSample = 100;
constexpr std::uint64_t kMostRepeats = 1'000'000;

class CsvParser final : public LineParser {
 public:
  CsvParser(Requests& requests, const TraceOptions& options)
      : LineParser(requests), map_(requests, options) {
    // What follows the limit is not looked at.
    sample_rows_ = static_cast<std::size_t>(
        std::min<std::uint64_t>(kSample, std::max<std::uint64_t>(requests.limit(), 1) + 1));
  }

 private:
  void line(std::string_view text) override {
    const std::string_view bare = trimmed(text);
    if (bare.empty()) return;
    if (bare.front() == '#') {
      ++comments_;
      if (!mapped_ && held_.empty()) comment_ = {std::string(bare), number(), at()};
      return;
    }
    if (mapped_) return row(text, number(), at());
    if (held_.empty()) {
      if (number() == 1 && map_.excel_line(bare)) return;
      if (looks_like_json(bare)) refuse_json(requests_, at(), number());
    }
    held_.push_back({std::string(text), number(), at()});
    if (held_.size() == sample_rows_) map();
  }

  void last() override {
    if (!mapped_ && !held_.empty()) map();
    if (!mapped_) return;
    const std::uint64_t comments = comments_ - (map_.header_is_comment() ? 1 : 0);
    if (comments > 0) {
      requests_.chose("lines that begin with '#'", "left out as comments", comments,
                      "put the first cell of a row in quotes when it is data");
    }
    if (rows_ == 1 && map_.width() == 1 && map_.header().empty()) requests_.say_single();
    if (unordered_ > 0) {
      requests_.chose("rows out of order of time", "replayed in the order of the file", unordered_,
                      "sort the rows by their time");
    }
    if (headers_again_ > 0)
      requests_.chose("header lines in the middle", "left out", headers_again_);
    if (map_.repeats() != kNoColumn) {
      requests_.chose("requests of a row",
                      fmt::format("as many as {} says", map_.column_name(map_.repeats())), rows_);
    }
    if (spanning_ > 0) {
      requests_.chose(
          "requests larger than a block of 512 bytes",
          fmt::format("one object each, by the first block in {}", map_.column_name(map_.id())),
          spanning_);
    }
  }

  /// Finds out what the columns are, then takes the rows held back.
  void map() {
    mapped_ = true;
    map_.tell(std::move(held_), comment_);
    for (const std::size_t place : map_.times()) times_.push_back({place, {}});
    for (const CsvLine& held : map_.rows()) {
      if (!requests_.open()) return;
      row(held.text, held.number, held.at);
    }
  }

  void row(std::string_view text, std::uint64_t number, std::uint64_t at) {
    const CsvLine here{{}, number, at};
    if (const auto fault = split_csv(text, map_.delimiter(), cells_))
      refuse(here, fault->column, std::string(fault->why));
    if (cells_.size() != map_.width()) {
      if (is_short_header_again()) return;
      refuse_width(here);
    }
    const CsvCell& id = cells_[map_.id()];
    if (is_header_again(id)) return;
    if (id.text.empty()) refuse(here, id.column, "the id is empty");
    const std::uint32_t size =
        map_.size() == kNoColumn
            ? 1
            : static_cast<std::uint32_t>(whole(map_.size(), "size", 0xffffffffU, here));
    ++rows_;
    if (!times_.empty()) look_at_times();
    if (map_.ids_are_places() && map_.size() != kNoColumn && size > 512) ++spanning_;
    std::uint64_t count =
        map_.repeats() == kNoColumn ? 1 : whole(map_.repeats(), "count", kMostRepeats, here);
    const Id key = id_of(id.text);
    if (key.hashed) requests_.leave_texts(count);
    for (; count > 0 && requests_.open(); --count) requests_.add(key.value, size, at);
  }

  /// A row is out of order when a time goes back and none goes on: a day and its hours are two.
  void look_at_times() {
    bool back = false, on = false;
    for (Time& time : times_) {
      std::string& cell = cells_[time.place].text;
      const int order = compare_times(time.last, cell);
      back = back || order > 0;
      on = on || order < 0;
      time.last = std::move(cell);
    }
    if (back && !on) ++unordered_;
  }

  /// Files that were put one behind the other have their headers in the middle.
  bool is_header_again(const CsvCell& id) {
    const std::vector<CsvCell>& header = map_.header();
    if (header.empty() || id.text != header[map_.id()].text ||
        !std::equal(cells_.begin(), cells_.end(), header.begin(), header.end(), same_text))
      return false;
    ++headers_again_;
    return true;
  }

  bool is_short_header_again() {
    const std::vector<CsvCell>& header = map_.header();
    if (!map_.shifted() ||
        !std::equal(cells_.begin(), cells_.end(), header.begin() + 1, header.end(), same_text))
      return false;
    ++headers_again_;
    return true;
  }

  [[noreturn]] void refuse_width(const CsvLine& here) const {
    const std::size_t wanted =
        map_.size() == kNoColumn ? map_.id() : std::max(map_.id(), map_.size());
    if (wanted < cells_.size()) {
      refuse(here, 1,
             fmt::format("the row has {} cells, the first has {}", cells_.size(), map_.width()),
             "put a cell that holds the delimiter in quotes");
    }
    refuse(here, 1,
           fmt::format("the row has {} cells, the {} is number {}", cells_.size(),
                       wanted == map_.id() ? "id" : "size", wanted + 1));
  }

  /// The whole number in a column.
  std::uint64_t whole(std::size_t place, const char* what, std::uint64_t most,
                      const CsvLine& here) const {
    const CsvCell& field = cells_[place];
    std::uint64_t value = 0;
    const char* const end = field.text.data() + field.text.size();
    const auto [stop, error] = std::from_chars(field.text.data(), end, value);
    if (error == std::errc() && stop == end && value <= most) return value;
    const std::optional<std::uint64_t> written = whole_number(field.text);
    if (written && *written <= most) return *written;
    refuse(here, field.column,
           fmt::format("the {} '{}' is no {}number from 0 to {}", what,
                       safe_text(field.text.substr(0, 40)),
                       !written && is_number(field.text) &&
                               field.text.find_first_of(".eE") != std::string::npos
                           ? "whole "
                           : "",
                       most));
  }

  [[noreturn]] void refuse(const CsvLine& line, std::size_t column, const std::string& why,
                           const std::string& hint = "") const {
    refuse_at(requests_, line, column, why, hint);
  }

  struct Time {
    std::size_t place;
    std::string last;
  };

  CsvMap map_;
  std::size_t sample_rows_ = kSample;
  std::vector<CsvLine> held_;  // Until the columns are known.
  CsvLine comment_{};          // The last one before the rows.
  std::vector<CsvCell> cells_;
  bool mapped_ = false;
  std::uint64_t comments_ = 0, headers_again_ = 0, rows_ = 0, spanning_ = 0, unordered_ = 0;
  std::vector<Time> times_;
};

}  // namespace

std::unique_ptr<TraceParser> csv_parser(Requests& requests, const TraceOptions& options) {
  return std::make_unique<CsvParser>(requests, options);
}

}  // namespace ahub::sim
