// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What several rules ask for, calculated once; and the budgets of what costs more than one look.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ahub/package/hash_difference.hpp"
#include "ahub/package/package.hpp"
#include "ahub/sim/simulator.hpp"

namespace ahub::lint_rules {

class Memo {
 public:
  Memo(const Package& package, const PackageFiles& files);

  /// The run's settings, bound. Throws `Error{limit, "cost"}` when the programs of the package's
  /// runs take more than `limits::kLintArithmetic` together.
  const sim::Bound& bound(const sim::Simulator& simulator, const RunSpec& run);
  /// Names of the outputs that a run gives; those of the simulator when its settings do not bind.
  const std::vector<std::string>& outputs(const sim::Simulator& simulator, const RunSpec& run);

  /// Paths of the artifacts, and addresses of those that are not bundled.
  const std::vector<std::string>& artifacts() const noexcept { return artifacts_; }
  bool is_artifact(std::string_view name) const { return declared_.count(name) > 0; }

  /// As `explain_artifact`, as long as the files that were tried stay within a budget of bytes.
  const HashDifference& difference(const Artifact& artifact);

  /// The name of `candidates` nearest to `name` that a reader may have meant, or empty: also when
  /// the search for it is over the budget of one lint.
  std::string suggestion(std::string_view name, const std::vector<std::string>& candidates);

  /// How many assertions of the method about the claim could be the claim's number, counted by
  /// `count` at the first time.
  template <class Count>
  std::ptrdiff_t candidates(const Method& method, const std::string& claim, Count count) {
    const auto [place, fresh] = candidates_.try_emplace({&method, claim}, 0);
    if (fresh) place->second = count();
    return place->second;
  }

 private:
  struct Run {
    sim::Bound bound;
    std::vector<std::string> outputs;
    bool asked = false;
  };
  Run& run_of(const sim::Simulator& simulator, const RunSpec& run);

  const Package& package_;
  const PackageFiles& files_;
  std::vector<std::string> artifacts_;
  std::unordered_set<std::string_view> declared_;  // Views of artifacts_.
  std::unordered_map<const RunSpec*, Run> runs_;
  std::map<std::tuple<std::string, std::string, std::int64_t>, HashDifference> differences_;
  std::map<std::pair<const Method*, std::string>, std::ptrdiff_t> candidates_;
  double arithmetic_ = 0;
  std::uint64_t searched_ = 0, tried_bytes_ = 0;
};

}  // namespace ahub::lint_rules
