// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Comma-separated values with a mapping of columns.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "sim/trace/csv_cells.hpp"
#include "sim/trace/line_parser.hpp"

namespace ahub::sim {
namespace {

class CsvParser final : public LineParser {
 public:
  CsvParser(Requests& requests, const TraceOptions& options)
      : LineParser(requests),
        delimiter_(options.delimiter),
        id_name_(options.id_column),
        size_name_(options.size_column) {
    if (delimiter_ == '"' || delimiter_ == '\n' || delimiter_ == '\r' || delimiter_ == '\0')
      throw Error(ErrorKind::usage, "bad-option", "the delimiter cannot be a quote or a line end");
  }

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};

  void line(std::string_view text) override {
    if (trimmed(text).empty()) return;
    if (const auto fault = split_csv(text, delimiter_, cells_))
      refuse(std::string(fault->why), fault->column);
    if (!mapped_) {
      mapped_ = true;
      if (map_columns()) return;  // It was the header.
    }
    const CsvCell& id = cell(id_, "id");
    if (id.text.empty()) refuse("the id is empty", id.column);
    std::uint32_t size = 1;
    if (size_ != kNone) {
      const CsvCell& field = cell(size_, "size");
      const char* const end = field.text.data() + field.text.size();
      const auto [stop, error] = std::from_chars(field.text.data(), end, size);
      if (error != std::errc() || stop != end) {
        refuse(fmt::format("the size '{}' is no number from 0 to 4294967295",
                           safe_text(field.text.substr(0, 40))),
               field.column);
      }
    }
    requests_.add(id_of(id.text), size, at());
  }

  /// True when the first row is a header.
  bool map_columns() {
    const auto numbered = [&](const std::string& name) {
      const std::optional<long long> value = parse_integer(name);
      if (value && (*value < 1 || *value > 10'000))
        throw Error(ErrorKind::usage, "bad-option", "a column's number is 1 to 10000");
      return value ? static_cast<std::size_t>(*value - 1) : kNone;
    };
    id_ = numbered(id_name_);
    size_ = numbered(size_name_);
    const bool named =
        (!id_name_.empty() && id_ == kNone) || (!size_name_.empty() && size_ == kNone);
    const std::size_t known_id = find({"id", "obj_id", "key"});
    if (!named && known_id == kNone) {
      if (id_ == kNone) id_ = 0;
      return false;
    }
    if (id_ == kNone) id_ = id_name_.empty() ? known_id : find_exactly(id_name_);
    if (size_ == kNone)
      size_ = size_name_.empty() ? find({"size", "obj_size"}) : find_exactly(size_name_);
    if (id_ == kNone) {
      requests_.refuse("the header names no column for the ids", at(), number(), 1,
                       "give it with id_column=NAME or id_column=NUMBER");
    }
    return true;
  }
  std::size_t find(std::initializer_list<std::string_view> names) const {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const std::string folded = case_folded(cells_[i].text);
      if (std::find(names.begin(), names.end(), folded) != names.end()) return i;
    }
    return kNone;
  }
  std::size_t find_exactly(const std::string& name) const {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (cells_[i].text == name) return i;
    }
    requests_.refuse(fmt::format("the header has no column '{}'", safe_text(name)), at(), number(),
                     1);
  }

  const CsvCell& cell(std::size_t index, const char* what) const {
    if (index < cells_.size()) return cells_[index];
    requests_.refuse(
        fmt::format("the row has {} cells, the {} is number {}", cells_.size(), what, index + 1),
        at(), number(), 1);
  }
  [[noreturn]] void refuse(const std::string& why, std::size_t column) const {
    requests_.refuse(why, at() + column - 1, number(), column);
  }

  char delimiter_;
  std::string id_name_, size_name_;
  bool mapped_ = false;
  std::size_t id_ = kNone, size_ = kNone;
  std::vector<CsvCell> cells_;
};

}  // namespace

std::unique_ptr<TraceParser> csv_parser(Requests& requests, const TraceOptions& options) {
  return std::make_unique<CsvParser>(requests, options);
}

}  // namespace ahub::sim
