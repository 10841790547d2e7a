// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// RAII over sqlite3: connections, statements, errors in one place.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ahub {

/// No value of a store is longer: blobs hold package files of up to 64 MiB.
inline constexpr int kValueBytes = 80 << 20;
/// Nor a text; the longest are bodies of receipts.
inline constexpr std::size_t kTextBytes = 16U << 20;
/// Nor is a number greater, so that sums over a table stay numbers.
inline constexpr std::int64_t kGreatest = std::int64_t{1} << 53;
/// Rungs of the ladder: a level outside them would be taken for an index.
inline constexpr std::int64_t kTopLevel = 4;

/// Throws the `Error` that an SQLite result code stands for; `what` says what was tried.
[[noreturn]] void throw_sqlite(sqlite3* database, int code, std::string_view what);

class Statement {
 public:
  Statement(sqlite3* database, const char* sql);

  /// Binds in order; texts are copied.
  Statement& bind(std::int64_t value);
  Statement& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
  Statement& bind(double value);
  Statement& bind(std::string_view text);
  /// NULL where there is no value.
  Statement& bind(const std::optional<double>& value);
  Statement& bind_blob(std::string_view bytes);

  /// True when there is a row to read.
  bool step();
  /// Runs to the end and makes the statement ready for other values.
  void run();

  /// A value of the row. The file may be a stranger's, and SQLite does not look at types when it
  /// reads: another type, a number that is not finite, a text that is no UTF-8 or holds a NUL throw
  /// `Error{store, "damaged-store"}` with table, column and, where rows have numbers, the row.
  std::int64_t integer(int column) const;
  /// The same, also for a number outside [least, most].
  std::int64_t integer(int column, std::int64_t least, std::int64_t most) const;
  double real(int column) const;
  std::string text(int column) const;
  std::string blob(int column) const;
  /// Whatever it holds, as SQLite writes it.
  std::string bytes(int column) const;
  /// The same, until the next step.
  std::string_view view(int column) const;
  bool null(int column) const;

  void reset();

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };
  [[noreturn]] void refuse_value(int column, std::string_view wanted) const;
  /// ", row 7," where one of the table's rows with a number has this type; else nothing.
  std::string row_with_type(const std::string& table, const std::string& column, int type) const;

  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bound_ = 0;
  bool stepped_ = false;
};

/// One connection, configured by the safe recipe, for one thread at a time; statements are prepared
/// once.
class Connection {
 public:
  Connection() = default;
  /// `flags` for sqlite3_open_v2. Throws `Error` when the file cannot be opened.
  Connection(const std::string& file, int flags, double wait_seconds);

  /// A statement ready for binding; `sql` must have static lifetime.
  Statement& prepare(const char* sql);
  /// Runs SQL without results.
  void execute(const char* sql);
  /// The single integer of a query such as a pragma; `fallback` without a row.
  std::int64_t integer(const char* sql, std::int64_t fallback = 0);
  std::string text(const char* sql);
  sqlite3* handle() const noexcept { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
  };
  std::unique_ptr<sqlite3, Close> database_;
  std::map<const char*, Statement> statements_;
};

}  // namespace ahub
