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

/// Throws `Error{input, "malformed-package"}` naming the first blocking finding with its place.
void refuse_malformed(const LintReport& report);

}  // namespace ahub
