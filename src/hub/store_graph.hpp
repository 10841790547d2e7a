// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The store's derived tables as the graph that influence flows through.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "ahub/rank/influence.hpp"
#include "ahub/store/store.hpp"

namespace ahub {

/// Needs an open write() for the setters.
class StoreGraph final : public InfluenceGraph {
 public:
  explicit StoreGraph(Store& store) : store_(store) {}

  std::optional<RankNode> node(const std::string& slug) override;
  std::vector<RankCitation> citations(const std::string& slug) override;
  std::vector<std::string> citing(const std::string& slug) override;
  std::int64_t received(const std::string& slug) override;
  bool share_contributor(const std::string& left, const std::string& right) override;
  void set_influence(const std::string& slug, std::int64_t influence) override;
  void set_citation(const std::string& slug, const RankCitation& citation) override;

 private:
  /// The sorted keys of a package's contributors. They do not change while influence does.
  const std::vector<ContributorKey>& keys_of(const std::string& slug);

  Store& store_;
  std::unordered_map<std::string, std::vector<ContributorKey>> keys_;
};

}  // namespace ahub
