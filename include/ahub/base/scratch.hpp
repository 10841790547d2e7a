// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Files and directories that must not outlive the program, also when a signal ends it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace ahub {

/// A path that is removed, with what lies below it, when the object goes or `remove_scratch` is
/// called. With more than 256 at a time, or paths of 1 KiB and more, only the former.
class Scratch {
 public:
  explicit Scratch(std::filesystem::path path);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::filesystem::path& path() const noexcept { return path_; }
  /// It stays: it has become what it was made for.
  void keep() noexcept;

 private:
  std::filesystem::path path_;
  std::size_t slot_;
  bool kept_ = false;
};

/// Makes a directory NAME-XXXXXX that only the user may enter in TMPDIR (/tmp by default). Throws
/// `Error{temporary, "write-failed"}` when it cannot.
std::filesystem::path make_scratch_directory(const std::string& name);

/// Removes everything that a `Scratch` holds. Async-signal-safe; the program is to end after it.
void remove_scratch() noexcept;

/// Removes a file or a tree without following links, as far as rights allow; at most 64 levels
/// deep. Async-signal-safe.
void remove_tree(const char* path) noexcept;

}  // namespace ahub
