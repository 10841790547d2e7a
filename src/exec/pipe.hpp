// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Descriptors that close themselves, in pairs.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include "ahub/base/error.hpp"

namespace ahub {

class OwnedDescriptor {
 public:
  explicit OwnedDescriptor(int descriptor = -1) noexcept : descriptor_(descriptor) {}
  OwnedDescriptor(const OwnedDescriptor&) = delete;
  OwnedDescriptor& operator=(const OwnedDescriptor&) = delete;
  ~OwnedDescriptor() { reset(); }
  int get() const noexcept { return descriptor_; }
  void reset(int descriptor = -1) noexcept {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = descriptor;
  }

 private:
  int descriptor_;
};

struct Pipe {
  OwnedDescriptor read, write;
  Pipe() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
      throw Error(ErrorKind::temporary, "no-pipe", "cannot make a pipe");
    read.reset(ends[0]);
    write.reset(ends[1]);
  }
};

}  // namespace ahub
