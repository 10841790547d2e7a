// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The experiments between two recipes, each distinct one run once.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ahub/base/error.hpp"
#include "hub/recipe.hpp"

namespace ahub {

/// One execution's end: outputs, or why there are none.
struct Outcome {
  sim::RunResult result;
  std::optional<Error> error;
};

/// Every distinct trial that was asked for, run once. Both recipes must outlive it.
class Laboratory {
 public:
  Laboratory(const Recipe& left, const Recipe& right);

  void ask(const Trial& trial);
  /// Distinct trials asked for so far.
  std::size_t size() const { return trials_.size(); }
  /// Elementary steps of all of them, as the simulator's bound says.
  double steps() const;
  /// Runs what was asked for since the last call: a sweep asks for more in a second round. Throws
  /// `Error{limit, "deadline"}` when all rounds take `limits::kExplainRunTimes` times what a run
  /// may.
  void run(const ExplainRequest& request);

  /// The outcome of a trial that was asked for and run.
  const Outcome& outcome(const Trial& trial) const;
  /// What the readers of the sides' files chose in all of them, each choice once.
  const std::vector<Choice>& choices() const { return choices_; }
  /// The number that both sides claim. Throws what the run threw.
  double value(const Trial& trial) const;
  std::optional<double> value_if_any(const Trial& trial) const;

 private:
  double number(const std::vector<sim::Output>& outputs) const;
  sim::FileView open(const std::string& path) const;
  void run_one(std::size_t index, const ExplainRequest& request, sim::Memo& memo, Reading& reading);

  const sim::Simulator& simulator_;
  const Recipe& left_;
  const Recipe& right_;
  std::vector<Trial> trials_;
  std::map<std::string, std::size_t> known_;  ///< By `key_of`: index into trials and outcomes.
  std::vector<Outcome> outcomes_;
  std::vector<Choice> choices_;
  std::size_t ran_ = 0;
  /// When the time of all runs together is over; set by the first.
  std::optional<std::chrono::steady_clock::time_point> end_;
};

}  // namespace ahub
