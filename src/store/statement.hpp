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

  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  std::string blob(int column) const;
  bool null(int column) const;

  void reset();

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };
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
