// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Gathers the files of a package from any source under one set of rules.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "ahub/base/files.hpp"
#include "ahub/base/litter.hpp"

namespace ahub {

/// Checks names, counts and sizes while files arrive; then sorts and hashes.
class Collector {
 public:
  Collector(std::string origin, const ReadOptions& options)
      : options_(options), ignored_(options.all_files) {
    files_.origin = std::move(origin);
  }

  /// What is left out: the table until `read_ignore_file` adds lines to it.
  const IgnoreList& ignored() const noexcept { return ignored_; }
  /// Takes the lines of the `.ahubignore` at the root.
  void read_ignore_file(std::string_view bytes);
  /// Records what is not taken.
  void leave_out(std::string path, std::string why);
  /// Of what was left out, the files that the manifest names, which is added already.
  std::vector<std::string> wanted_back() const;

  /// True when a file of this name and size may be read; otherwise the problem is recorded.
  bool admit(const std::string& path, std::uint64_t size);
  /// Takes an admitted file.
  void add(std::string path, std::string bytes);
  void problem(std::string_view code, const std::string& path, std::string message,
               std::string help = {});
  /// True once a limit on the whole package was passed: stop reading.
  bool full() const noexcept { return full_; }
  PackageFiles finish();

  /// How many bytes of this path may be read at most.
  static std::uint64_t limit_of(std::string_view path) noexcept;

  static bool is_manifest(std::string_view path) noexcept;

 private:
  const ReadOptions& options_;
  IgnoreList ignored_;
  PackageFiles files_;
  std::map<std::string, std::string> folded_;
  std::uint64_t bytes_ = 0;
  bool full_ = false;
};

/// Adds every file below a directory. Throws `Error{input}` when it cannot be opened.
void collect_directory(const std::filesystem::path& directory, Collector& collector);
/// Adds every file of an archive. Throws `Error{input, "not-a-package"}` when it is none.
void collect_archive(const std::filesystem::path& file, Collector& collector);

}  // namespace ahub
