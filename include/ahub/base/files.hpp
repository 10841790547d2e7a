// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The bytes of one package, read once: from a directory, an archive or memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/base/diagnostic.hpp"

namespace ahub {

/// One regular file of a package.
struct PackageFile {
  std::string path;    ///< Relative, '/'-separated, passes the path rules of safety.md 6.1.
  std::string bytes;   ///< The whole content.
  std::string sha256;  ///< Of `bytes`, 64 hex digits.
  /// Lines of `bytes`, the last one with or without a line feed; -1 when nobody has counted yet.
  std::int64_t lines = -1;
};

/// `file.lines`, counted when it is not known.
std::int64_t lines_of(const PackageFile& file) noexcept;

/// What lies beside the files of a package and is no part of it.
struct LeftOut {
  std::string path;  ///< As the package would name it; a directory ends with '/'.
  std::string why;   ///< Who leaves it there ("macOS"), or the line: ".ahubignore:3".
};

/// All files of one package, sorted by path (bytewise). Every later stage (digest, parser,
/// lint, store, sandbox) works on these same bytes; nothing is opened a second time.
struct PackageFiles {
  std::string
      origin;  ///< How to name the package's place to a user: the path as typed, or "slug@2".
  std::vector<PackageFile> files;
  /// Entries that were refused: links, devices, bad names, over-limit files (codes AH8xx).
  std::vector<Diagnostic> problems;
  /// What was not taken (litter.hpp), sorted by path; of a directory only the directory.
  std::vector<LeftOut> left_out;
  /// False when only the manifest is at hand (lint from standard input): artifacts are not checked.
  bool complete = true;

  /// Index of `path`, or kNoFile.
  FileId find(std::string_view path) const noexcept;
};

/// How the files of a package are chosen.
struct ReadOptions {
  /// Takes litter and what `.ahubignore` names as well; never `.git` and `.ahub`.
  bool all_files = false;
  /// The paths that a manifest (its file name, its bytes) names: these are taken whatever their
  /// names. Null: only the names decide. Asked once at most, and only when something is left out.
  std::function<std::vector<std::string>(std::string_view name, std::string_view bytes)> named = {};
};

/// Reads a directory (openat2, no links followed, FIFO-safe) or an archive (.zip, .tar.gz,
/// .tar.zst, .tar) of one. Repositories, litter and what `.ahubignore` names are left out. A file
/// path that ends in discovery.yaml or discovery.json means its directory. Throws `Error{input}`
/// "not-found" / "unreadable" / "not-a-package" when there is nothing to read at all.
PackageFiles read_package_files(const std::filesystem::path& path, const ReadOptions& options = {});

/// A package of files held in memory; sorts, hashes, and applies the same path rules and limits.
PackageFiles make_package_files(std::string origin,
                                std::vector<std::pair<std::string, std::string>> path_and_bytes);

/// Reads one regular file of at most `max_bytes` bytes, following no final link ("-" is not
/// special). Throws `Error{input}` "not-found", "unreadable" or "too-large".
std::string read_file(const std::filesystem::path& path, std::size_t max_bytes);

/// Writes `bytes` to a new or existing file through a temporary file and rename; to a device or a
/// pipe directly; a link stays, and what it leads to is replaced.
/// Throws `Error{temporary, "write-failed"}`.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// The same for bytes that come in pieces: `fill` hands them to its argument. What `fill` throws
/// passes through, and nothing is written.
using FillFile = std::function<void(const std::function<void(std::string_view)>& write)>;
void write_file(const std::filesystem::path& path, const FillFile& fill);

/// Empty when `path` may name a file inside a package; otherwise why not (one phrase).
std::string path_problem(std::string_view path);

}  // namespace ahub
