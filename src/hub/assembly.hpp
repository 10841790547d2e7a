// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What packages are to each other, gathered from their rows one package after another, so that no
// manifest has to stay in memory.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ahub/graph/tension.hpp"
#include "ahub/rank/rank.hpp"
#include "ahub/store/store.hpp"

namespace ahub {

class Assembly {
 public:
  /// The packages that will be added, in this order: by sequence, one version each.
  explicit Assembly(std::span<const StoredPackage> packages);

  void add(const PackageRows& rows);
  /// Index of a slug among the packages, or nothing.
  std::optional<std::size_t> index_of(const std::string& slug) const;
  /// For the pass over all of them.
  const RankGraph& graph() const noexcept { return graph_; }
  /// The tensions among them, each in the state that the last of its events gives.
  std::vector<DerivedTension> tensions(const std::vector<TensionEvent>& events) const;

 private:
  std::unordered_map<std::string, std::size_t> index_;
  RankGraph graph_;
  NameIds names_;
  std::vector<ComparableClaim> claims_;
  std::vector<StatedContradiction> stated_;
};

/// How many open tensions each package is in, by index.
std::vector<int> open_tensions(const Assembly& assembly, std::span<const DerivedTension> tensions);

}  // namespace ahub
