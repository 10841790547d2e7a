// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// collection.yaml: packages listed in their order of publication.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ahub {

/// Package directories or archives to read, in order.
struct Collection {
  std::string title;
  std::vector<std::filesystem::path> members;
};

/// True when `path` is a collection.yaml or a directory that holds one.
bool is_collection(const std::filesystem::path& path);
/// Reads it: `{title: ..., packages: [dir, ...]}`, paths relative to the file, none outside it.
/// Throws `Error{input, "bad-collection"}` with file:line:column.
Collection read_collection(const std::filesystem::path& path);

}  // namespace ahub
