// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What two packages, or two versions of one, say differently.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/package/package.hpp"

namespace ahub {

enum class ChangeKind { added, removed, changed };
enum class ChangeSection {
  metadata,
  claim,
  value,
  protocol,
  recipe,
  artifact,
  run,
  relation,
  exploration
};
std::string_view to_string(ChangeKind) noexcept;
std::string_view to_string(ChangeSection) noexcept;

struct Change {
  ChangeSection section = ChangeSection::metadata;
  ChangeKind kind = ChangeKind::changed;
  std::string item;  ///< "title", "c1", "c1 capacity", "sim capacity", a path.
  std::string before, after;
  std::optional<double> delta;  ///< after - before in `unit`, for numbers whose units convert.
  std::string unit;
  std::string delta_undefined;  ///< Why numbers whose units convert have no delta; or empty.
};

/// One package and its files, as read.
struct PackageContent {
  Package package;
  PackageFiles files;
};

/// Changes from `left` to `right`, by section. Numbers are compared after unit conversion; slug and
/// version are names, not content. Claims of one slug are matched by id, those of two slugs by
/// frontier key and else by statement.
std::vector<Change> differences(const PackageContent& left, const PackageContent& right);

}  // namespace ahub
