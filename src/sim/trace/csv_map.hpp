// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the columns of comma-separated values are: delimiter, header and columns, told from the
// first rows or given.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/trace/csv_columns.hpp"
#include "sim/trace/parser.hpp"

namespace ahub::sim {

inline constexpr std::size_t kNoColumn = ~std::size_t{0};

/// A line and its place: number from 1, byte from 0.
struct CsvLine {
  std::string text;
  std::uint64_t number, at;
};

inline bool same_text(const CsvCell& a, const CsvCell& b) { return a.text == b.text; }

/// Throws as `Requests::refuse` does; `column` from 1.
[[noreturn]] void refuse_at(const Requests& requests, const CsvLine& line, std::size_t column,
                            const std::string& why, const std::string& hint = "");

/// Says what it chose to the requests. Refuses what can be read in more than one way.
class CsvMap {
 public:
  /// Throws `Error{usage, "bad-option"}`.
  CsvMap(Requests& requests, const TraceOptions& options);

  /// True when the first line is "sep=;", by which Excel is told the delimiter.
  bool excel_line(std::string_view text);
  /// `held`: the first rows, at least one; `comment`: the last comment before them, or empty.
  void tell(std::vector<CsvLine> held, const CsvLine& comment);

  char delimiter() const { return delimiter_; }
  std::size_t width() const { return width_; }                    ///< Cells of a row.
  const std::vector<CsvCell>& header() const { return header_; }  ///< Empty: there is none.
  bool header_is_comment() const { return header_is_comment_; }
  bool shifted() const { return shifted_; }  ///< The header that is written lacks its first cell.
  std::size_t id() const { return id_; }
  std::size_t size() const { return size_; }        ///< kNoColumn: every object counts 1.
  std::size_t repeats() const { return repeats_; }  ///< kNoColumn: a row is one request.
  bool ids_are_places() const { return place_; }    ///< On a disk.
  const std::vector<std::size_t>& times() const { return times_; }
  /// The rows held back that are no header.
  std::span<const CsvLine> rows() const;
  /// "'key' (column 2 of 4)".
  std::string column_name(std::size_t place) const;

 private:
  /// A column as the user gave it: by number, by name, as none ("-"), or not at all.
  struct Given {
    std::string name;
    std::size_t number = kNoColumn;  // From 0.

    explicit Given(const std::string& text);
    bool absent() const { return name.empty(); }
    bool none() const { return name == "-"; }
    bool by_name() const { return !absent() && !none() && number == kNoColumn; }
  };

  std::vector<std::vector<CsvCell>> sample(std::size_t from) const;
  void tell_delimiter();
  bool find_header(const std::vector<CsvCell>& first);
  void shift_header();
  void choose_columns(const std::vector<CsvCell>& first);
  std::size_t place_of(const Given& given, std::span<const CsvCell> shown, bool headed) const;
  std::size_t chosen(ColumnKind kind, std::span<const CsvCell> shown, bool headed) const;
  void say_columns(std::span<const CsvCell> shown, bool headed);
  void look_at_others();
  [[noreturn]] void refuse(const CsvLine& line, const std::string& why,
                           const std::string& hint = "") const;

  Requests& requests_;
  char delimiter_;
  Given given_id_, given_size_;
  std::vector<CsvLine> held_;
  CsvLine comment_{}, first_{}, at_of_header_{};  // `first_`: the first row.
  std::vector<CsvCell> header_;
  bool header_is_comment_ = false, place_ = false, shifted_ = false;
  std::size_t width_ = 0, id_ = kNoColumn, size_ = kNoColumn, repeats_ = kNoColumn;
  std::vector<std::size_t> times_;
};

}  // namespace ahub::sim
