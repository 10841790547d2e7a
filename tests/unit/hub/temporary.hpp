// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A directory that goes away with the test, and packages to put into it.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "ahub/base/files.hpp"

namespace ahub::test {

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::filesystem::path& path() const noexcept { return path_; }
  /// Writes a package directory with this manifest and returns its path.
  std::filesystem::path package(
      const std::string& name, const std::string& manifest,
      const std::vector<std::pair<std::string, std::string>>& files = {}) const;

 private:
  std::filesystem::path path_;
};

/// A valid manifest: one claim of scope model that LRU gives `hits` hits in a small run.
std::string cache_manifest(const std::string& slug, int version, int hits,
                           const std::string& extra = {});

/// What LRU really gives in that run.
int true_hits();

}  // namespace ahub::test
