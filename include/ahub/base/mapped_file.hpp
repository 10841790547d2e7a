// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A regular file mapped for reading from its first byte to its last.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace ahub {

/// The whole of one regular file, mapped privately and read-only; unmapped by the destructor.
/// The kernel answers a read past the end of a file with SIGBUS, so a file must not be cut while
/// it is mapped: `bytes` refuses one that has shrunk since, but cannot guard what is read later.
class MappedFile {
 public:
  /// Follows links. Throws `Error{input}` "not-found", or "unreadable" when `path` is not a regular
  /// file (a FIFO or a device would never end) or cannot be opened or mapped.
  explicit MappedFile(const std::filesystem::path& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  /// The file's bytes, valid while this object lives; empty for an empty file.
  /// Throws `Error{input, "unreadable"}` when the file is now shorter than what was mapped.
  std::string_view bytes() const;

 private:
  int descriptor_ = -1;
  void* start_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace ahub
