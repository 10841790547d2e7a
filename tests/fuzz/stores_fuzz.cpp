// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A stranger's store under libFuzzer, through every reading command: whatever the file holds, a
// command ends by itself and with a documented error.
//   byte 0: the command; byte 1: how the rest makes a store of the seed (AHUB_FUZZ_SEED) or is one.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "ahub/base/error.hpp"
#include "ahub/report/style.hpp"
#include "cli/command_line.hpp"

using namespace ahub;

namespace {

using Words = std::vector<std::string>;

const Words kCommands[] = {
    {"rank"},
    {"rank", "--by", "hot"},
    {"rank", "--explain"},
    {"rank", "--as-of", "2030-01-01"},
    {"rank", "-f", "json"},
    {"rank", "-f", "markdown"},
    {"rank", "--tag", "caching", "--min-level", "1"},
    {"show", "cache-admission-zipfian"},
    {"show", "cache-admission-zipfian", "-f", "json"},
    {"search", "zipf cache"},
    {"search", "zipf", "-f", "json"},
    {"search", "zipf", "--by", "attention"},
    {"lookup", "2205.14135"},
    {"tensions"},
    {"tensions", "-f", "json"},
    {"frontier"},
    {"frontier", "-f", "json"},
    {"graph"},
    {"graph", "-f", "json"},
    {"graph", "-f", "dot"},
    {"doctor"},
    {"doctor", "-f", "json"},
    {"stats"},
    {"stats", "-f", "json"},
    {"report"},
    {"report", "-f", "json"},
    {"report", "-f", "html"},
    {"report", "-f", "markdown"},
    {"changes"},
    {"changes", "-f", "json"},
    {"card", "cache-admission-zipfian"},
    {"diff", "cache-admission-zipfian", "search-crossover"},
    {"receipt", "list"},
    {"receipt", "list", "-f", "json"},
    {"receipt", "export"},
    {"trust", "list"},
};

const std::string& seed() {
  static const std::string bytes = [] {
    const char* name = std::getenv("AHUB_FUZZ_SEED");
    std::ifstream in(name == nullptr ? "" : name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();
  return bytes;
}

void write_bytes(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// Takes bytes from the front; zeros when there are none left.
struct Source {
  const std::uint8_t* data;
  std::size_t left;
  std::uint8_t byte() {
    if (left == 0) return 0;
    --left;
    return *data++;
  }
  std::string text(std::size_t length) {
    std::string out;
    while (out.size() < length && left > 0) out += static_cast<char>(byte());
    return out;
  }
};

/// Offsets of three bytes and what stands there.
void patch(std::string& bytes, Source& source) {
  while (source.left >= 4 && !bytes.empty()) {
    const std::size_t offset =
        source.byte() | source.byte() << 8U | static_cast<std::size_t>(source.byte()) << 16U;
    bytes[offset % bytes.size()] = static_cast<char>(source.byte());
  }
}

sqlite3* open_free(const std::string& path) {
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  sqlite3_exec(database, "PRAGMA writable_schema=1; PRAGMA synchronous=OFF", nullptr, nullptr,
               nullptr);
  return database;
}

void bind_value(sqlite3_stmt* statement, Source& source) {
  static constexpr std::int64_t kIntegers[] = {0,  1,   -1,        2,         4,         5,
                                               99, 255, 1LL << 31, 1LL << 53, INT64_MAX, INT64_MIN};
  const unsigned kind = source.byte();
  switch (kind % 7) {
    case 0:
      sqlite3_bind_null(statement, 1);
      break;
    case 1:
    case 2:
      sqlite3_bind_int64(statement, 1, kIntegers[source.byte() % std::size(kIntegers)]);
      break;
    case 3: {
      double value = 0;
      const std::string raw = source.text(sizeof value);
      std::memcpy(&value, raw.data(), raw.size());
      sqlite3_bind_double(statement, 1, value);
      break;
    }
    case 4: {
      const std::string blob = source.text(source.byte());
      sqlite3_bind_blob(statement, 1, blob.data(), static_cast<int>(blob.size()), SQLITE_TRANSIENT);
      break;
    }
    default: {
      const std::string text = source.text(source.byte());
      sqlite3_bind_text(statement, 1, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
      break;
    }
  }
}

/// Puts values of any type into columns of the seed; its schema is ours again afterwards.
void spoil(const std::string& path, Source& source) {
  write_bytes(path, seed());
  sqlite3* database = open_free(path);
  sqlite3_exec(database,
               "CREATE TEMP TABLE kept AS SELECT rowid AS id, sql FROM main.sqlite_schema; UPDATE "
               "main.sqlite_schema SET sql = replace(replace(replace(sql, ') STRICT, WITHOUT "
               "ROWID', ') WITHOUT ROWID'), ') STRICT', ')'), ' NOT NULL', '') WHERE sql LIKE "
               "'%STRICT%'; PRAGMA schema_version=1000",
               nullptr, nullptr, nullptr);
  std::vector<std::pair<std::string, std::string>> columns;
  sqlite3_stmt* query = nullptr;
  sqlite3_prepare_v2(database,
                     "SELECT t.name, c.name FROM main.sqlite_schema t, pragma_table_info(t.name) c "
                     "WHERE t.type = 'table' AND t.name NOT IN ('text_index', 'text_word')",
                     -1, &query, nullptr);
  const auto column_text = [&](int i) {
    return std::string(reinterpret_cast<const char*>(sqlite3_column_text(query, i)));
  };
  while (sqlite3_step(query) == SQLITE_ROW) columns.emplace_back(column_text(0), column_text(1));
  sqlite3_finalize(query);
  while (source.left > 2 && !columns.empty()) {
    const auto& [table, column] = columns[source.byte() % columns.size()];
    const std::string sql = "UPDATE OR IGNORE \"" + table + "\" SET \"" + column +
                            "\" = ?1 WHERE ?2 = 0 OR random() % ?2 = 0";
    sqlite3_stmt* update = nullptr;
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &update, nullptr) == SQLITE_OK) {
      bind_value(update, source);
      sqlite3_bind_int(update, 2, 0);
      sqlite3_step(update);
    }
    sqlite3_finalize(update);
  }
  sqlite3_exec(database,
               "UPDATE main.sqlite_schema SET sql = (SELECT sql FROM kept WHERE id = "
               "sqlite_schema.rowid); PRAGMA schema_version=1001",
               nullptr, nullptr, nullptr);
  sqlite3_close(database);
}

const std::string& place() {
  static const std::string path = [] {
    std::string name = "/dev/shm/ahub-stores-fuzz-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) std::abort();
    static std::string kept = name;
    std::atexit([] {
      for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        unlink((kept + "/hub.db" + suffix).c_str());
      rmdir(kept.c_str());
    });
    // What the commands print is nobody's here.
    const int null = open("/dev/null", O_WRONLY);
    dup2(null, STDOUT_FILENO);
    return name + "/hub.db";
  }();
  return path;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  Source source{data + 2, size - 2};
  const std::string& path = place();
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) unlink((path + suffix).c_str());
  if (data[1] % 4 == 0) {
    write_bytes(path, std::string_view(reinterpret_cast<const char*>(source.data), source.left));
  } else if (data[1] % 4 == 1) {
    std::string bytes = seed();
    patch(bytes, source);
    write_bytes(path, bytes);
  } else {
    spoil(path, source);
  }
  Words words{"--store", path, "-q"};
  const Words& command = kCommands[data[0] % std::size(kCommands)];
  words.insert(words.end(), command.begin(), command.end());
  try {
    cli::CommandLine line = cli::parse(words);
    line.invocation.out = report::style_of(STDOUT_FILENO, "never");
    line.invocation.err = line.invocation.out;
    line.command->run(line.invocation);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::internal) {
      std::fprintf(stderr, "%s: %s\n", command.front().c_str(), error.what());
      std::abort();
    }
    // The command lines are sound.
    if (error.kind() == ErrorKind::usage) {
      std::fprintf(stderr, "%s: %s\n", command.front().c_str(), error.what());
      std::abort();
    }
  }
  return 0;
}
