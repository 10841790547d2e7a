// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What `ahub new` writes: a package directory that passes lint and verify as it is, and teaches the
// manifest.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ahub::commands {

/// Paths and contents of the package's files.
using TemplateFiles = std::vector<std::pair<std::string, std::string>>;

/// The template's files for a slug: "simulator", "script" or "observation". Numbers are computed,
/// not typed in: the simulator template runs its experiment.
TemplateFiles template_files(std::string_view name, const std::string& slug);

}  // namespace ahub::commands
