// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Two packages side by side, from the store or as they lie in a directory.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/graph/difference.hpp"
#include "ahub/hub/hub.hpp"

namespace ahub {

struct DiffSide {
  std::string name;  ///< As typed.
  PackageContent content;
};

/// A stored package. Throws as `Hub::resolve` does, and for a reference to a claim.
DiffSide diff_side(Hub& hub, std::string_view ref);
/// A directory, archive or manifest; throws `Error{input}` when it is malformed. `all_files`: as in
/// `LoadOptions`.
DiffSide diff_side(const std::filesystem::path& path, bool all_files = false);

struct DiffReport {
  DiffSide left, right;
  std::vector<Change> changes;
};
DiffReport diff(DiffSide left, DiffSide right);

}  // namespace ahub
