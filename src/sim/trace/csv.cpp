// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Comma-separated values with a mapping of columns, told from the first rows or given.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "sim/trace/csv_columns.hpp"
#include "sim/trace/line_parser.hpp"

namespace ahub::sim {
namespace {

constexpr std::size_t kNone = ~std::size_t{0};
/// Rows that are held back until it is clear what the file's columns are.
constexpr std::size_t kSample = 100;
constexpr std::uint64_t kMostRepeats = 1'000'000;

/// A column as the user gave it: by number, by name, as none ("-"), or not at all.
struct Given {
  std::string name;
  std::size_t number = kNone;  // From 0.

  explicit Given(const std::string& text) : name(text) {
    const std::optional<long long> value = parse_integer(text);
    if (value && (*value < 1 || *value > 10'000))
      throw Error(ErrorKind::usage, "bad-option", "a column's number is 1 to 10000");
    if (value) number = static_cast<std::size_t>(*value - 1);
  }
  bool absent() const { return name.empty(); }
  bool none() const { return name == "-"; }
  bool by_name() const { return !absent() && !none() && number == kNone; }
};

class CsvParser final : public LineParser {
 public:
  CsvParser(Requests& requests, const TraceOptions& options)
      : LineParser(requests),
        delimiter_(options.delimiter),
        given_id_(options.id_column),
        given_size_(options.size_column) {
    if (delimiter_ == '"' || delimiter_ == '\n' || delimiter_ == '\r')
      throw Error(ErrorKind::usage, "bad-option", "the delimiter cannot be a quote or a line end");
    if (given_id_.none())
      throw Error(ErrorKind::usage, "bad-option", "there is no trace without a column of ids");
    // What follows the limit is not looked at.
    sample_rows_ = static_cast<std::size_t>(
        std::min<std::uint64_t>(kSample, std::max<std::uint64_t>(requests.limit(), 1) + 1));
  }

 private:
  struct Held {
    std::string text;
    std::uint64_t number, at;
  };

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
      if (number() == 1 && excel_line(bare)) return;
      if (looks_like_json(bare)) refuse_json(requests_, at(), number());
    }
    held_.push_back({std::string(text), number(), at()});
    if (held_.size() == sample_rows_) map();
  }

  void last() override {
    if (!mapped_ && !held_.empty()) map();
    if (!mapped_) return;
    if (comments_ > (header_is_comment_ ? 1U : 0U)) {
      requests_.chose("lines that begin with '#'", "left out as comments",
                      comments_ - (header_is_comment_ ? 1 : 0),
                      "put the first cell of a row in quotes when it is data");
    }
    if (rows_ == 1 && width_ == 1 && header_.empty()) requests_.say_single();
    if (unordered_ > 0) {
      requests_.chose("rows out of order of time", "replayed in the order of the file", unordered_,
                      "sort the rows by their time");
    }
    if (headers_again_ > 0)
      requests_.chose("header lines in the middle", "left out", headers_again_);
    if (repeats_ != kNone) {
      requests_.chose("requests of a row", fmt::format("as many as {} says", column_name(repeats_)),
                      rows_);
    }
    if (spanning_ > 0) {
      requests_.chose("requests larger than a block of 512 bytes",
                      fmt::format("one object each, by the first block in {}", column_name(id_)),
                      spanning_);
    }
  }

  /// "sep=;", by which Excel is told the delimiter.
  bool excel_line(std::string_view text) {
    if (text.size() < 4 || text.size() > 5 || plain_name(text.substr(0, 3)) != "sep" ||
        text[3] != '=')
      return false;
    const char wanted = text.size() == 5 ? text[4] : '\t';
    if (delimiter_ == '\0') delimiter_ = wanted;
    return true;
  }

  /// The rows held back as cells; those that cannot be cut are refused when their turn comes.
  std::vector<std::vector<CsvCell>> sample(std::size_t from) const {
    std::vector<std::vector<CsvCell>> rows;
    for (std::size_t i = from; i < held_.size(); ++i) {
      rows.emplace_back();
      if (split_csv(held_[i].text, delimiter_, rows.back())) rows.back().clear();
    }
    return rows;
  }

  /// Finds out what the columns are, then takes the rows held back.
  void map() {
    mapped_ = true;
    if (delimiter_ == '\0') tell_delimiter();
    for (std::size_t i = 0; i < held_.size() && i < requests_.limit(); ++i) cut(held_[i]);
    cut(first_ = held_.front());
    width_ = cells_.size();
    const std::vector<CsvCell> first = cells_;
    const bool headed = find_header(first);
    if (!headed) header_.clear();
    if (headed && !header_is_comment_) shift_header();
    const std::vector<Held> held = std::move(held_);
    at_of_header_ = header_is_comment_ ? comment_ : first_;
    choose_columns(first);
    for (std::size_t i = headed && !header_is_comment_ ? 1 : 0; i < held.size(); ++i) {
      if (!requests_.open()) return;
      row(held[i].text, held[i].number, held[i].at);
    }
  }

  void tell_delimiter() {
    std::vector<std::string_view> lines;
    for (const Held& one : held_) lines.push_back(one.text);
    std::vector<char> told = told_delimiters(lines);
    if (told.size() > 1) {  // A header that is known under one of them decides.
      std::vector<char> known;
      std::vector<CsvCell> cells;
      for (const char delimiter : told) {
        if (!split_csv(held_.front().text, delimiter, cells) &&
            !columns_of(ColumnKind::id, cells).empty())
          known.push_back(delimiter);
      }
      if (known.size() == 1) told = known;
    }
    if (told.size() > 1) {
      std::string names;
      for (const char delimiter : told)
        names += fmt::format("{}{}", names.empty() ? "" : " or ", delimiter_name(delimiter));
      refuse(held_.front(), 1, fmt::format("{} could stand between the cells", names),
             "give the delimiter (delimiter, --delimiter)");
    }
    delimiter_ = told.empty() ? ',' : told.front();
    if (delimiter_ != ',') {
      requests_.chose("delimiter", std::string(delimiter_name(delimiter_)), 0,
                      "give it with delimiter or --delimiter");
    }
  }

  /// Sets `header_` when there is one: the first row, or a comment before it.
  bool find_header(const std::vector<CsvCell>& first) {
    const auto has = [](std::span<const CsvCell> cells, const Given& given) {
      return std::any_of(cells.begin(), cells.end(),
                         [&](const CsvCell& cell) { return cell.text == given.name; });
    };
    const auto named_in = [&](std::span<const CsvCell> cells) {
      return (given_id_.by_name() || given_size_.by_name()) &&
             (!given_id_.by_name() || has(cells, given_id_)) &&
             (!given_size_.by_name() || has(cells, given_size_));
    };
    header_ = first;
    if (named_in(first)) return true;
    const auto numbers = [](std::span<const CsvCell> cells) {
      return std::any_of(cells.begin(), cells.end(),
                         [](const CsvCell& cell) { return is_number(cell.text); });
    };
    const std::vector<std::vector<CsvCell>> rows = sample(1);
    const auto known = [](std::span<const CsvCell> cells) {
      return !columns_of(ColumnKind::id, cells).empty() ||
             (cells.size() > 1 && !columns_of(ColumnKind::size, cells).empty());
    };
    if (!numbers(first) && (known(first) || stands_over_numbers(first, rows))) return true;
    // Other cells of a header may be numbers, the one over sizes cannot.
    if (given_size_.number < first.size() && !is_number(first[given_size_.number].text) &&
        std::any_of(rows.begin(), rows.end(), [&](const std::vector<CsvCell>& cells) {
          return given_size_.number < cells.size() && is_number(cells[given_size_.number].text);
        }))
      return true;
    if (comment_.text.empty()) return false;
    const std::size_t begin =
        std::min(comment_.text.find_first_not_of("# \t"), comment_.text.size());
    if (split_csv(comment_.text.substr(begin), delimiter_, header_)) return false;
    header_is_comment_ = header_.size() == first.size() && !numbers(header_) &&
                         (named_in(header_) || (header_.size() > 1 && known(header_)));
    if (header_is_comment_) {
      requests_.chose("header", fmt::format("the comment in line {}", comment_.number), 1,
                      "write it without '#'");
    }
    return header_is_comment_;
  }

  /// R's write.table gives the rows names and their column none: the header is one cell shorter.
  void shift_header() {
    const std::vector<std::vector<CsvCell>> rows = sample(1);
    bool quoted = !rows.empty(), counted = quoted;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool again =
          std::equal(rows[i].begin(), rows[i].end(), header_.begin(), header_.end(), same_text);
      if (again) continue;
      if (rows[i].size() != width_ + 1) return;
      quoted = quoted && trimmed(held_[i + 1].text).front() == '"';
      counted = counted && rows[i][0].text == std::to_string(i + 1);
    }
    if (!quoted && !counted) return;
    header_.insert(header_.begin(), CsvCell{{}, 1});
    ++width_;
    shifted_ = true;
    requests_.chose("row names", "column 1, for which the header has no cell", 0,
                    "write the table without them (R: row.names=FALSE)");
  }

  void choose_columns(const std::vector<CsvCell>& first) {
    const bool headed = !header_.empty();
    const std::span<const CsvCell> shown = headed ? header_ : first;
    id_ = place_of(given_id_, shown, headed);
    if (id_ == kNone) id_ = chosen(ColumnKind::id, shown, headed);
    if (id_ == kNone && width_ == 1) id_ = 0;
    if (width_ == 1 && headed && given_id_.absent()) {
      requests_.chose("header",
                      fmt::format("'{}' in line {} is no request", short_text(header_[0].text),
                                  at_of_header_.number),
                      1, "name the column or remove the line");
    }
    if (id_ == kNone) {
      refuse(headed ? at_of_header_ : first_, 1,
             fmt::format("{} columns and {} for the ids: {}", width_,
                         headed ? "no known name" : "no header with a name", listed(shown)),
             "give the ids' column by name or number (id_column, --id-column)" +
                 (headed ? std::string() : looks_like(first)));
    }
    if (given_size_.none()) {
      size_ = kNone;
    } else {
      size_ = place_of(given_size_, shown, headed);
      if (size_ == kNone) size_ = chosen(ColumnKind::size, shown, headed);
    }
    if (width_ > 1) say_columns(shown, headed);
    if (headed) look_at_others();
  }

  /// The given column's place; none when it was not given.
  std::size_t place_of(const Given& given, std::span<const CsvCell> shown, bool headed) const {
    if (given.absent()) return kNone;
    if (given.number != kNone) {
      if (given.number < width_) return given.number;
      refuse(first_, 1,
             fmt::format("the row has {} cells, column {} was asked for", width_, given.number + 1),
             fmt::format("the columns are {}", listed(shown)));
    }
    std::vector<std::size_t> places;
    for (std::size_t i = 0; headed && i < header_.size(); ++i) {
      if (header_[i].text == given.name) places.push_back(i);
    }
    if (places.size() == 1) return places.front();
    const char* const what = places.empty() ? "no column" : "two columns";
    refuse(first_, 1, fmt::format("the header has {} '{}'", what, safe_text(given.name)),
           fmt::format("the columns are {}", listed(shown)));
  }

  /// The column with a known name of that kind; refused when several could be it.
  std::size_t chosen(ColumnKind kind, std::span<const CsvCell> shown, bool headed) const {
    const std::vector<std::size_t> places =
        headed ? columns_of(kind, shown) : std::vector<std::size_t>();
    if (places.size() > 1) {
      const char* const what = kind == ColumnKind::id ? "ids" : "sizes";
      refuse(at_of_header_, 1,
             fmt::format("several columns could be the {}: '{}' and '{}'", what,
                         short_text(shown[places[0]].text), short_text(shown[places[1]].text)),
             kind == ColumnKind::id ? "name one (id_column, --id-column)"
                                    : "name one, or - for no sizes (size_column, --size-column)");
    }
    return places.empty() ? kNone : places.front();
  }

  std::string column_name(std::size_t place) const {
    return header_.empty() ? fmt::format("column {} of {}", place + 1, width_)
                           : fmt::format("'{}' (column {} of {})", short_text(header_[place].text),
                                         place + 1, width_);
  }

  void say_columns(std::span<const CsvCell> shown, bool headed) {
    if (given_id_.absent()) {
      requests_.chose("id column", column_name(id_), 0, "name it with id_column or --id-column");
    }
    if (given_size_.absent()) {
      requests_.chose("size column",
                      size_ == kNone ? "none, every object counts 1" : column_name(size_), 0,
                      "name it, or - for none, with size_column or --size-column");
    }
    if (!headed) return;
    const std::vector<std::size_t> disks = columns_of(ColumnKind::disk, shown);
    place_ = is_place(shown[id_].text);
    if (!place_ || disks.empty() || disks.front() == id_) return;
    requests_.chose("disks",
                    fmt::format("{} is not looked at: equal places on two disks are one object",
                                column_name(disks.front())));
    if (size_ != kNone && plain_name(shown[disks.front()].text) == "volumeid" &&
        !columns_of(ColumnKind::operation, shown).empty() &&
        plain_name(shown[size_].text) == "size")
      requests_.chose("unit of sizes", "as written (Tencent's are sectors of 512 bytes)");
  }

  /// Columns that change what a request is, and those that are lost.
  void look_at_others() {
    const std::vector<std::size_t> operations = columns_of(ColumnKind::operation, header_);
    for (const std::size_t place : operations) {
      if (place == id_ || place == size_) continue;
      requests_.chose("operations", fmt::format("{} is not looked at: every row is a request",
                                                column_name(place)));
      requests_.leave(fmt::format("the operations of {}", column_name(place)));
    }
    const std::vector<std::size_t> repeats = columns_of(ColumnKind::repeats, header_);
    if (!repeats.empty() && repeats.front() != id_ && repeats.front() != size_)
      repeats_ = repeats.front();
    for (const std::size_t place : columns_of(ColumnKind::time, header_)) {
      if (place == id_ || place == size_) continue;
      requests_.leave(fmt::format("the times of {}", column_name(place)));
      times_.push_back({place, {}});
    }
  }

  void cut(const Held& one) {
    if (const auto fault = split_csv(one.text, delimiter_, cells_))
      refuse(one, fault->column, std::string(fault->why));
  }

  void row(std::string_view text, std::uint64_t number, std::uint64_t at) {
    const Held here{{}, number, at};
    if (const auto fault = split_csv(text, delimiter_, cells_))
      refuse(here, fault->column, std::string(fault->why));
    if (cells_.size() != width_) {
      if (is_short_header_again()) return;
      refuse_width(here);
    }
    const CsvCell& id = cells_[id_];
    if (is_header_again(id)) return;
    if (id.text.empty()) refuse(here, id.column, "the id is empty");
    const std::uint32_t size =
        size_ == kNone ? 1 : static_cast<std::uint32_t>(whole(size_, "size", 0xffffffffU, here));
    ++rows_;
    if (!times_.empty()) look_at_times();
    if (place_ && size_ != kNone && size > 512) ++spanning_;
    std::uint64_t count = repeats_ == kNone ? 1 : whole(repeats_, "count", kMostRepeats, here);
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
    if (header_.empty() || id.text != header_[id_].text ||
        !std::equal(cells_.begin(), cells_.end(), header_.begin(), header_.end(), same_text))
      return false;
    ++headers_again_;
    return true;
  }

  static bool same_text(const CsvCell& a, const CsvCell& b) { return a.text == b.text; }

  bool is_short_header_again() {
    if (!shifted_ ||
        !std::equal(cells_.begin(), cells_.end(), header_.begin() + 1, header_.end(), same_text))
      return false;
    ++headers_again_;
    return true;
  }

  [[noreturn]] void refuse_width(const Held& here) const {
    const std::size_t wanted = size_ == kNone ? id_ : std::max(id_, size_);
    if (wanted < cells_.size()) {
      refuse(here, 1, fmt::format("the row has {} cells, the first has {}", cells_.size(), width_),
             "put a cell that holds the delimiter in quotes");
    }
    refuse(here, 1,
           fmt::format("the row has {} cells, the {} is number {}", cells_.size(),
                       wanted == id_ ? "id" : "size", wanted + 1));
  }

  /// The whole number in a column.
  std::uint64_t whole(std::size_t place, const char* what, std::uint64_t most,
                      const Held& here) const {
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

  [[noreturn]] void refuse(const Held& one, std::size_t column, const std::string& why,
                           const std::string& hint = "") const {
    requests_.refuse(why, one.at + column - 1, one.number, column, hint);
  }

  struct Time {
    std::size_t place;
    std::string last;
  };

  char delimiter_;
  Given given_id_, given_size_;
  std::size_t sample_rows_ = kSample;
  std::vector<Held> held_;
  Held comment_{}, first_{}, at_of_header_{};  // `first_`: the first row.
  std::vector<CsvCell> header_, cells_;
  bool mapped_ = false, header_is_comment_ = false, place_ = false, shifted_ = false;
  std::size_t width_ = 0, id_ = kNone, size_ = kNone, repeats_ = kNone;
  std::uint64_t comments_ = 0, headers_again_ = 0, rows_ = 0, spanning_ = 0, unordered_ = 0;
  std::vector<Time> times_;
};

}  // namespace

std::unique_ptr<TraceParser> csv_parser(Requests& requests, const TraceOptions& options) {
  return std::make_unique<CsvParser>(requests, options);
}

}  // namespace ahub::sim
