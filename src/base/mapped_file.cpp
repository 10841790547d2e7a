// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "base/descriptor.hpp"

namespace ahub {

MappedFile::MappedFile(const std::filesystem::path& path) {
  const std::string name = safe_text(path.string());
  const auto refuse = [&name](std::string_view code, std::string_view why) {
    throw Error(ErrorKind::input, code, fmt::format("cannot read '{}': {}", name, why));
  };
  // O_NONBLOCK: opening a FIFO without a writer would wait for one.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) {
    const bool absent = errno == ENOENT || errno == ENOTDIR;
    refuse(absent ? "not-found" : "unreadable", std::strerror(errno));
  }
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) refuse("unreadable", std::strerror(errno));
  if (!S_ISREG(status.st_mode)) {
    throw Error(ErrorKind::input, "unreadable", fmt::format("'{}' is not a regular file", name),
                "give the path of a file; pipes and devices have no known end");
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > std::numeric_limits<std::size_t>::max()) refuse("unreadable", std::strerror(EFBIG));
  size_ = static_cast<std::size_t>(size);
  if (size_ > 0) {
    void* const start = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (start == MAP_FAILED) refuse("unreadable", std::strerror(errno));
    start_ = start;
    // Only advice: a kernel that does not know it reads the same bytes, slower.
    static_cast<void>(::madvise(start_, size_, MADV_SEQUENTIAL));
  }
  descriptor_ = file.release();
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      start_(std::exchange(other.start_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(start_, other.start_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (start_ != nullptr) ::munmap(start_, size_);
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string_view MappedFile::bytes() const {
  if (start_ == nullptr) return {};
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || static_cast<std::uint64_t>(status.st_size) < size_) {
    throw Error(ErrorKind::input, "unreadable",
                fmt::format("the file was cut below its {} bytes while it was read", size_),
                "read it again when nothing writes to it");
  }
  return {static_cast<const char*>(start_), size_};
}

}  // namespace ahub
