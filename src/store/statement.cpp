// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "store/statement.hpp"

#include <cmath>
#include <cstring>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"

namespace ahub {

void throw_sqlite(sqlite3* database, int code, std::string_view what) {
  const std::string reason = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  const std::string message = fmt::format("{}: {}", what, safe_text(reason));
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(ErrorKind::temporary, "locked", message,
                  "another process is writing; try again or raise --wait");
    case SQLITE_FULL:
      throw Error(ErrorKind::temporary, "disk-full", message,
                  "free some space; nothing was changed");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      // Trying again does not help.
      throw Error(ErrorKind::store, "read-only", message,
                  "the store's file or directory cannot be written; copy it to a place of your own");
    case SQLITE_IOERR:
      throw Error(ErrorKind::temporary, "io-error", message, "nothing was changed");
    case SQLITE_CANTOPEN:
      throw Error(ErrorKind::store, "cannot-open", message,
                  "see that the path is a file that you may read and write");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw Error(ErrorKind::store, "damaged-store", message,
                  "the file is damaged or no ahub store; packages can be imported into a new one");
    case SQLITE_NOMEM:
      throw Error(ErrorKind::temporary, "out-of-memory", message);
    default:
      throw Error(ErrorKind::internal, "sqlite", message);
  }
}

Statement::Statement(sqlite3* database, const char* sql) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  statement_.reset(statement);
  // A missing table or column means that the schema is not the one that this program wrote.
  if (code == SQLITE_ERROR) {
    throw Error(ErrorKind::store, "damaged-store",
                fmt::format("the store's schema is not as it should be: {}",
                            safe_text(sqlite3_errmsg(database))));
  }
  if (code != SQLITE_OK) throw_sqlite(database, code, "reading the store");
}

Statement& Statement::bind(std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), ++bound_, value);
  return *this;
}

Statement& Statement::bind(double value) {
  sqlite3_bind_double(statement_.get(), ++bound_, value);
  return *this;
}

Statement& Statement::bind(std::string_view text) {
  // A null pointer would bind NULL instead of the empty text.
  const char* data = text.data() == nullptr ? "" : text.data();
  sqlite3_bind_text64(statement_.get(), ++bound_, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(const std::optional<double>& value) {
  if (value) return bind(*value);
  sqlite3_bind_null(statement_.get(), ++bound_);
  return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
  const char* data = bytes.data() == nullptr ? "" : bytes.data();
  sqlite3_bind_blob64(statement_.get(), ++bound_, data, bytes.size(), SQLITE_TRANSIENT);
  return *this;
}

bool Statement::step() {
  stepped_ = true;
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  sqlite3_reset(statement_.get());
  throw_sqlite(database_, code, "using the store");
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() {
  if (bound_ == 0 && !stepped_) return;
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  bound_ = 0;
  stepped_ = false;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const {
  const double value = sqlite3_column_double(statement_.get(), column);
  if (!std::isfinite(value)) {
    throw Error(ErrorKind::store, "damaged", "a number of the store is none",
                "'ahub doctor' says what is damaged, 'ahub rebuild' derives the tables anew");
  }
  return value;
}

std::string Statement::text(int column) const { return blob(column); }

std::string Statement::blob(int column) const {
  const void* data = sqlite3_column_blob(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return data == nullptr ? std::string() : std::string(static_cast<const char*>(data), size);
}

bool Statement::null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

Connection::Connection(const std::string& file, int flags, double wait_seconds) {
  // Nobody asks how much memory is in use, and counting it takes a lock for each allocation.
  [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(
      file.c_str(), &database,
      flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(database);
  if (code != SQLITE_OK)
    throw_sqlite(database, code, fmt::format("cannot open '{}'", safe_text(file)));
  sqlite3_busy_timeout(database, static_cast<int>(wait_seconds * 1000));
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  // Blobs hold package files of up to 64 MiB.
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 80 << 20);
  sqlite3_limit(database, SQLITE_LIMIT_SQL_LENGTH, 100'000);
  sqlite3_limit(database, SQLITE_LIMIT_COLUMN, 100);
  sqlite3_limit(database, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit(database, SQLITE_LIMIT_COMPOUND_SELECT, 5);
  sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(database, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50);
  sqlite3_limit(database, SQLITE_LIMIT_VARIABLE_NUMBER, 100);
}

Statement& Connection::prepare(const char* sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) found = statements_.emplace(sql, Statement(handle(), sql)).first;
  found->second.reset();
  return found->second;
}

void Connection::execute(const char* sql) {
  const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite(handle(), code, "writing the store");
}

std::int64_t Connection::integer(const char* sql, std::int64_t fallback) {
  Statement statement(handle(), sql);
  return statement.step() ? statement.integer(0) : fallback;
}

std::string Connection::text(const char* sql) {
  Statement statement(handle(), sql);
  return statement.step() ? statement.text(0) : std::string();
}

}  // namespace ahub
