// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the surroundings of a store's file allow, asked before SQLite is.
#pragma once

#include <filesystem>
#include <string>

namespace ahub {

/// Throws `Error{store}`: "no-store" when nothing is there, "cannot-open" when it is no regular
/// file, may not be read, or a directory above it may not be entered.
void require_readable(const std::filesystem::path& file);

/// Why the file, or the directory that takes its log, cannot be written; empty when both can.
std::string why_not_writable(const std::filesystem::path& file);

/// `Error{store, "read-only"}` for a command that would write.
[[noreturn]] void refuse_to_write(const std::filesystem::path& file, const std::string& why);

/// `shared_file_system` of the directory that holds `file`.
std::string_view file_system_of(const std::filesystem::path& file);

/// True when the file's header says that it is logged ahead.
bool is_write_ahead(const std::filesystem::path& file);
/// True when the file `<file><suffix>` holds something.
bool holds_bytes(const std::filesystem::path& file, const char* suffix);

/// A URI under which SQLite reads the file as it lies: no locks, no files beside it.
std::string immutable_uri(const std::filesystem::path& file);
/// A URI under which SQLite follows others' changes and writes nothing, not even shared memory.
std::string untouched_uri(const std::filesystem::path& file);

}  // namespace ahub
