// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Which column of a table is what, by the names that real traces use; and what a cell looks like.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/trace/csv_cells.hpp"

namespace ahub::sim {

/// What a column of a cache trace holds.
enum class ColumnKind { id, size, time, operation, repeats, disk };

/// Letters and digits of `name` in lower case: "Obj ID", "obj_id" and "objId" are one name.
std::string plain_name(std::string_view name);

/// A name for ids: "key", "obj_id".
bool names_ids(std::string_view name);

/// The columns (from 0) of that kind whose names rank highest: one, or several that could be it.
std::vector<std::size_t> columns_of(ColumnKind kind, std::span<const CsvCell> header);

/// The ids of such a column are places on a disk: "lbn", "offset".
bool is_place(std::string_view name);

/// A decimal number, or a hexadecimal one after 0x.
bool is_number(std::string_view cell) noexcept;

/// The value of a whole number in decimals with a zero fraction or an exponent, as R, pandas and
/// numpy write reals: "300", "300.0", "1e+05". None for others, or from 2^64 on.
std::optional<std::uint64_t> whole_number(std::string_view cell) noexcept;

/// Below 0 when time `a` is before `b`, above when it is after; 0 also when that cannot be told:
/// only numbers, and ISO dates of one form without offsets, are compared.
int compare_times(std::string_view a, std::string_view b) noexcept;

/// Which public trace without a header has rows like this, and its columns: a hint, or empty.
std::string looks_like(std::span<const CsvCell> row);

/// "1 'time', 2 'key'": all columns for a message, cut where there are many.
std::string listed(std::span<const CsvCell> cells);
/// A cell's text for a message: escaped and cut.
std::string short_text(std::string_view cell);

/// The cells at which a header starts over what the rows below have: no number in it, and a column
/// in which every row below has one. `rows`: at least one.
bool stands_over_numbers(std::span<const CsvCell> first,
                         std::span<const std::vector<CsvCell>> rows);

}  // namespace ahub::sim
