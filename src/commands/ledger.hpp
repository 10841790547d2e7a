// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Rows of a sweep in a file that a later run of the same sweep continues.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ahub::commands {

/// A first line that names the sweep, then one line a row, in order. Locked while it is open.
class Ledger {
 public:
  /// `sweep`: everything that decides the rows; `columns`: members of a row. Makes the file where
  /// it is missing; a last line that was cut is dropped. Throws `Error{input}`: "other-sweep",
  /// "bad-row" for one that is none (a crash may leave zeros in a file) with its place;
  /// `Error{temporary}`: "locked", "write-failed".
  Ledger(std::filesystem::path path, const std::string& sweep,
         const std::vector<std::string>& columns);

  /// The rows that are there, without their line ends.
  const std::vector<std::string>& rows() const { return rows_; }
  /// Numbers of the rows that say that their point hit a limit.
  std::vector<std::size_t> failed() const;
  /// Appends a row and hands it to the file system.
  void write(const std::string& row);
  /// Puts `row` in the place of row `number`; in the file after save().
  void replace(std::size_t number, const std::string& row) { rows_[number] = row; }
  /// Writes the file anew, as a whole or not at all.
  void save();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, Close>;

  [[noreturn]] void fail() const;
  void put(std::FILE* file, const std::string& line) const;
  void lock(std::FILE* file) const;

  std::filesystem::path path_;
  std::string first_;
  std::vector<std::string> rows_;
  File file_;
};

}  // namespace ahub::commands
