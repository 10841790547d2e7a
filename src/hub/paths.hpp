// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Helpers that several use cases share: expanding collections, refusing malformed packages.
#pragma once

#include <filesystem>
#include <vector>

#include "ahub/hub/hub.hpp"

namespace ahub {

/// The packages that a path stands for: a collection's members in order, else the path itself.
std::vector<std::filesystem::path> expand_collections(const std::filesystem::path& path);

/// Bytes of a package's files in memory.
std::uint64_t held_bytes(const LintReport& report);
/// Lets go of what a renderer of findings does not need: the bytes of files in which nothing was
/// found, and the manifest's tree. Paths, hashes and what was left out stay.
void release(LintReport& report);

/// Throws `Error{input, "malformed-package"}` naming the first blocking finding with its place.
void refuse_malformed(const LintReport& report);

}  // namespace ahub
