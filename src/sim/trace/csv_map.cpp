// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/trace/csv_map.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"

namespace ahub::sim {

void refuse_at(const Requests& requests, const CsvLine& line, std::size_t column,
               const std::string& why, const std::string& hint) {
  requests.refuse(why, line.at + column - 1, line.number, column, hint);
}

void CsvMap::refuse(const CsvLine& line, const std::string& why, const std::string& hint) const {
  refuse_at(requests_, line, 1, why, hint);
}

CsvMap::Given::Given(const std::string& text) : name(text) {
  const std::optional<long long> value = parse_integer(text);
  if (value && (*value < 1 || *value > 10'000))
    throw Error(ErrorKind::usage, "bad-option", "a column's number is 1 to 10000");
  if (value) number = static_cast<std::size_t>(*value - 1);
}

CsvMap::CsvMap(Requests& requests, const TraceOptions& options)
    : requests_(requests),
      delimiter_(options.delimiter),
      given_id_(options.id_column),
      given_size_(options.size_column) {
  if (delimiter_ == '"' || delimiter_ == '\n' || delimiter_ == '\r')
    throw Error(ErrorKind::usage, "bad-option", "the delimiter cannot be a quote or a line end");
  if (given_id_.none())
    throw Error(ErrorKind::usage, "bad-option", "there is no trace without a column of ids");
}

bool CsvMap::excel_line(std::string_view text) {
  if (text.size() < 4 || text.size() > 5 || plain_name(text.substr(0, 3)) != "sep" ||
      text[3] != '=')
    return false;
  const char wanted = text.size() == 5 ? text[4] : '\t';
  if (delimiter_ == '\0') delimiter_ = wanted;
  return true;
}

/// The rows held back as cells; those that cannot be cut are refused when their turn comes.
std::vector<std::vector<CsvCell>> CsvMap::sample(std::size_t from) const {
  std::vector<std::vector<CsvCell>> rows;
  for (std::size_t i = from; i < held_.size(); ++i) {
    rows.emplace_back();
    if (split_csv(held_[i].text, delimiter_, rows.back())) rows.back().clear();
  }
  return rows;
}

void CsvMap::tell(std::vector<CsvLine> held, const CsvLine& comment) {
  held_ = std::move(held);
  comment_ = comment;
  if (delimiter_ == '\0') tell_delimiter();
  // A row that cannot be cut is refused before anything is chosen by it.
  std::vector<CsvCell> first, cells;
  for (std::size_t i = 0; i < held_.size() && i < requests_.limit(); ++i) {
    if (const auto fault = split_csv(held_[i].text, delimiter_, cells))
      refuse_at(requests_, held_[i], fault->column, std::string(fault->why));
    if (i == 0) first = cells;
  }
  first_ = held_.front();
  width_ = first.size();
  const bool headed = find_header(first);
  if (!headed) header_.clear();
  if (headed && !header_is_comment_) shift_header();
  at_of_header_ = header_is_comment_ ? comment_ : first_;
  choose_columns(first);
}

std::span<const CsvLine> CsvMap::rows() const {
  return std::span(held_).subspan(!header_.empty() && !header_is_comment_ ? 1 : 0);
}

void CsvMap::tell_delimiter() {
  std::vector<std::string_view> lines;
  for (const CsvLine& one : held_) lines.push_back(one.text);
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
    refuse(held_.front(), fmt::format("{} could stand between the cells", names),
           "give the delimiter (delimiter, --delimiter)");
  }
  delimiter_ = told.empty() ? ',' : told.front();
  if (delimiter_ != ',') {
    requests_.chose("delimiter", std::string(delimiter_name(delimiter_)), 0,
                    "give it with delimiter or --delimiter");
  }
}

/// Sets `header_` when there is one: the first row, or a comment before it.
bool CsvMap::find_header(const std::vector<CsvCell>& first) {
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
  const std::size_t begin = std::min(comment_.text.find_first_not_of("# \t"), comment_.text.size());
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
void CsvMap::shift_header() {
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

void CsvMap::choose_columns(const std::vector<CsvCell>& first) {
  const bool headed = !header_.empty();
  const std::span<const CsvCell> shown = headed ? header_ : first;
  id_ = place_of(given_id_, shown, headed);
  if (id_ == kNoColumn) id_ = chosen(ColumnKind::id, shown, headed);
  if (id_ == kNoColumn && width_ == 1) id_ = 0;
  if (width_ == 1 && headed && given_id_.absent()) {
    requests_.chose("header",
                    fmt::format("'{}' in line {} is no request", short_text(header_[0].text),
                                at_of_header_.number),
                    1, "name the column or remove the line");
  }
  if (id_ == kNoColumn) {
    refuse(headed ? at_of_header_ : first_,
           fmt::format("{} columns and {} for the ids: {}", width_,
                       headed ? "no known name" : "no header with a name", listed(shown)),
           "give the ids' column by name or number (id_column, --id-column)" +
               (headed ? std::string() : looks_like(first)));
  }
  if (given_size_.none()) {
    size_ = kNoColumn;
  } else {
    size_ = place_of(given_size_, shown, headed);
    if (size_ == kNoColumn) size_ = chosen(ColumnKind::size, shown, headed);
  }
  if (width_ > 1) say_columns(shown, headed);
  if (headed) look_at_others();
}

/// The given column's place; none when it was not given.
std::size_t CsvMap::place_of(const Given& given, std::span<const CsvCell> shown,
                             bool headed) const {
  if (given.absent()) return kNoColumn;
  if (given.number != kNoColumn) {
    if (given.number < width_) return given.number;
    refuse(first_,
           fmt::format("the row has {} cells, column {} was asked for", width_, given.number + 1),
           fmt::format("the columns are {}", listed(shown)));
  }
  std::vector<std::size_t> places;
  for (std::size_t i = 0; headed && i < header_.size(); ++i) {
    if (header_[i].text == given.name) places.push_back(i);
  }
  if (places.size() == 1) return places.front();
  const char* const what = places.empty() ? "no column" : "two columns";
  refuse(first_, fmt::format("the header has {} '{}'", what, safe_text(given.name)),
         fmt::format("the columns are {}", listed(shown)));
}

/// The column with a known name of that kind; refused when several could be it.
std::size_t CsvMap::chosen(ColumnKind kind, std::span<const CsvCell> shown, bool headed) const {
  const std::vector<std::size_t> places =
      headed ? columns_of(kind, shown) : std::vector<std::size_t>();
  if (places.size() > 1) {
    const char* const what = kind == ColumnKind::id ? "ids" : "sizes";
    refuse(at_of_header_,
           fmt::format("several columns could be the {}: '{}' and '{}'", what,
                       short_text(shown[places[0]].text), short_text(shown[places[1]].text)),
           kind == ColumnKind::id ? "name one (id_column, --id-column)"
                                  : "name one, or - for no sizes (size_column, --size-column)");
  }
  return places.empty() ? kNoColumn : places.front();
}

std::string CsvMap::column_name(std::size_t place) const {
  return header_.empty() ? fmt::format("column {} of {}", place + 1, width_)
                         : fmt::format("'{}' (column {} of {})", short_text(header_[place].text),
                                       place + 1, width_);
}

void CsvMap::say_columns(std::span<const CsvCell> shown, bool headed) {
  if (given_id_.absent()) {
    requests_.chose("id column", column_name(id_), 0, "name it with id_column or --id-column");
  }
  if (given_size_.absent()) {
    requests_.chose("size column",
                    size_ == kNoColumn ? "none, every object counts 1" : column_name(size_), 0,
                    "name it, or - for none, with size_column or --size-column");
  }
  if (!headed) return;
  const std::vector<std::size_t> disks = columns_of(ColumnKind::disk, shown);
  place_ = is_place(shown[id_].text);
  if (!place_ || disks.empty() || disks.front() == id_) return;
  requests_.chose("disks",
                  fmt::format("{} is not looked at: equal places on two disks are one object",
                              column_name(disks.front())));
  if (size_ != kNoColumn && plain_name(shown[disks.front()].text) == "volumeid" &&
      !columns_of(ColumnKind::operation, shown).empty() && plain_name(shown[size_].text) == "size")
    requests_.chose("unit of sizes", "as written (Tencent's are sectors of 512 bytes)");
}

/// Columns that change what a request is, and those that are lost.
void CsvMap::look_at_others() {
  const std::vector<std::size_t> operations = columns_of(ColumnKind::operation, header_);
  for (const std::size_t place : operations) {
    if (place == id_ || place == size_) continue;
    requests_.chose("operations",
                    fmt::format("{} is not looked at: every row is a request", column_name(place)));
    requests_.leave(fmt::format("the operations of {}", column_name(place)));
  }
  const std::vector<std::size_t> repeats = columns_of(ColumnKind::repeats, header_);
  if (!repeats.empty() && repeats.front() != id_ && repeats.front() != size_)
    repeats_ = repeats.front();
  for (const std::size_t place : columns_of(ColumnKind::time, header_)) {
    if (place == id_ || place == size_) continue;
    requests_.leave(fmt::format("the times of {}", column_name(place)));
    times_.push_back(place);
  }
}

}  // namespace ahub::sim
