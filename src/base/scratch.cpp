// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/scratch.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "ahub/base/error.hpp"

namespace ahub {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSlots = 256, kNoSlot = kSlots, kPathBytes = 1024;

enum State : int { unused, filling, used };

// Fixed memory: a signal may come while anything else is being changed.
struct Slot {
  std::atomic<int> state{unused};
  char path[kPathBytes] = {};
};
Slot slots[kSlots];

std::size_t take_slot(const std::string& path) noexcept {
  if (path.size() >= kPathBytes) return kNoSlot;
  for (std::size_t i = 0; i < kSlots; ++i) {
    int expected = unused;
    if (!slots[i].state.compare_exchange_strong(expected, filling)) continue;
    std::memcpy(slots[i].path, path.c_str(), path.size() + 1);
    slots[i].state = used;
    return i;
  }
  return kNoSlot;
}

// Of the kernel's linux_dirent64, as readdir would allocate: the record's length and its name.
constexpr std::size_t kLengthAt = 16, kNameAt = 19;

void remove_at(int directory, const char* name, int depth) noexcept;

/// True when something was there.
bool empty_out(int directory, int depth) noexcept {
  char buffer[2048];
  bool any = false;
  for (;;) {
    const long count = syscall(SYS_getdents64, directory, buffer, sizeof buffer);
    if (count <= 0) return any;
    for (long at = 0; at < count;) {
      std::uint16_t length = 0;
      std::memcpy(&length, buffer + at + kLengthAt, sizeof length);
      const char* name = buffer + at + kNameAt;
      at += length;
      if (std::strcmp(name, ".") == 0 || std::strcmp(name, "..") == 0) continue;
      any = true;
      remove_at(directory, name, depth);
    }
  }
}

void remove_at(int directory, const char* name, int depth) noexcept {
  if (unlinkat(directory, name, 0) == 0 || depth == 0) return;
  if (unlinkat(directory, name, AT_REMOVEDIR) == 0) return;
  const int inner =
      openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (inner < 0) return;
  // Another thread may still be writing files into it, and what is removed while it is listed may
  // hide the next.
  constexpr int kPasses = 8;
  for (int pass = 0; pass < kPasses && empty_out(inner, depth - 1); ++pass)
    ::lseek(inner, 0, SEEK_SET);
  ::close(inner);
  unlinkat(directory, name, AT_REMOVEDIR);
}

}  // namespace

Scratch::Scratch(fs::path path) : path_(std::move(path)), slot_(take_slot(path_.string())) {}

void Scratch::keep() noexcept {
  kept_ = true;
  if (slot_ != kNoSlot) slots[slot_].state = unused;
  slot_ = kNoSlot;
}

Scratch::~Scratch() {
  if (kept_) return;
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  keep();
}

fs::path make_scratch_directory(const std::string& name) {
  std::error_code error;
  std::string path = (fs::temp_directory_path(error) / (name + "-XXXXXX")).string();
  if (error || mkdtemp(path.data()) == nullptr) {
    throw Error(ErrorKind::temporary, "write-failed", "cannot make a temporary directory",
                "is the disk full? TMPDIR names another place");
  }
  return path;
}

void remove_tree(const char* path) noexcept {
  constexpr int kDepth = 64;
  remove_at(AT_FDCWD, path, kDepth);
}

void remove_scratch() noexcept {
  for (Slot& slot : slots) {
    if (slot.state == used) remove_tree(slot.path);
  }
}

}  // namespace ahub
