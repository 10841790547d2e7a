// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Whose a store is: one that was only found is opened when it is the user's own.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ahub {

/// Refuses a store that nobody named, `file` = DIR/.ahub/hub.db (`project`) or the user's own place
/// (else): throws `Error{store, "foreign-owner"}` with the owner's name when the file, the
/// directory that holds it or, of a project, DIR belongs to another user, also where one of them is
/// a link; `Error{store, "open-to-others"}` when others may put files beside it. What is not there
/// or may not be looked at is left to the opening. Directories that the user allowed
/// (`safe_directories`) pass. Root may also open what belongs to SUDO_UID.
void require_own_store(const std::filesystem::path& file, bool project);

/// The directories whose stores may be read though they are others': AHUB_SAFE_DIRECTORY (separated
/// by ':') and the lines of `safe_directory_file`. "*" allows all, "DIR/*" what lies below DIR;
/// relative ones are ignored.
std::vector<std::string> safe_directories();
/// $XDG_CONFIG_HOME/ahub/safe-directories, else ~/.config/ahub/safe-directories; empty without
/// HOME. It counts when it is the user's own and nobody else may write it.
std::filesystem::path safe_directory_file();
/// Adds a directory to the file, as its path without links. False when it is listed already. Throws
/// `Error{input}` when it is no directory ("not-found") or the file is not taken ("unsafe-list"),
/// `Error{usage, "no-home"}` without HOME, `Error{temporary}` when the file cannot be written.
bool allow_directory(const std::filesystem::path& directory);

/// Why a file does not count as the user's own: "it belongs to 'NAME'"; empty when it does or when
/// it is not there.
std::string why_not_own(const std::filesystem::path& file);

/// Throws `Error{store, "foreign-journal"}` when a journal, log or shared memory lies beside the
/// store that is a link, no regular file, or neither the user's, the store's owner's nor root's:
/// SQLite would write what it says into the store.
void require_sound_siblings(const std::filesystem::path& file);

}  // namespace ahub
