// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Where a store's file lies: whether it can be written there, and how it is logged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ahub {

/// The file system behind the `f_type` of statfs(2) (its low 32 bits count) when processes on it
/// may share files without sharing memory: "NFS", "Lustre", "FUSE" ... Empty: a local one.
std::string_view shared_file_system(std::uint64_t f_type) noexcept;

/// How an open store lies.
struct StorePlace {
  std::string not_writable;  ///< Why it cannot be written, a phrase; empty when it can.
  std::string file_system;   ///< As `shared_file_system`; empty for a local one.
  bool write_ahead = false;  ///< Logged ahead of its file; else by a rollback journal.
  bool as_it_lies = false;   ///< Read without locks, since nothing beside it can be made.
};

}  // namespace ahub
