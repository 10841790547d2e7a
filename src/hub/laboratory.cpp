// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/laboratory.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/limits.hpp"
#include "ahub/base/parallel.hpp"
#include "ahub/base/text.hpp"
#include "ahub/verify/verify.hpp"

namespace ahub {
namespace {

std::string key_of(const Trial& trial) {
  Json params = Json::object();
  for (const auto& [name, value] : trial.params) params.set(name, value);
  return canonical_json(Json::array().push(std::move(params)).push(trial.seed));
}

}  // namespace

Laboratory::Laboratory(const Recipe& left, const Recipe& right)
    : simulator_(*sim::find_simulator(left.run.simulator)), left_(left), right_(right) {}

void Laboratory::ask(const Trial& trial) {
  if (known_.try_emplace(key_of(trial), trials_.size()).second) trials_.push_back(trial);
}

double Laboratory::steps() const {
  double sum = 0;
  for (const Trial& trial : trials_) {
    const sim::Bound bound = sim::bind_settings(simulator_, trial.params);
    if (bound.problems.empty()) sum += simulator_.cost(bound.settings).steps;
  }
  return sum;
}

void Laboratory::run(const ExplainRequest& request) {
  outcomes_.resize(trials_.size());
  using Clock = std::chrono::steady_clock;
  if (!end_)
    end_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                              std::chrono::duration<double>(request.run_seconds) *
                              static_cast<double>(limits::kExplainRunTimes));
  sim::Memo memo;
  Reading reading(request.strict_input);
  for (const Choice& choice : choices_) reading.chose(choice);
  std::function<void(std::size_t, std::size_t)> report;
  if (request.progress) {
    report = [&](std::size_t finished, std::size_t) {
      request.progress(ran_ + finished, trials_.size());
    };
  }
  for_each_parallel(
      trials_.size() - ran_, request.jobs, request.interrupted,
      [&](std::size_t i) { run_one(ran_ + i, request, memo, reading); }, report);
  ran_ = trials_.size();
  choices_ = reading.choices();
}

const Outcome& Laboratory::outcome(const Trial& trial) const {
  return outcomes_[known_.at(key_of(trial))];
}

double Laboratory::value(const Trial& trial) const {
  const Outcome& found = outcome(trial);
  if (found.error) {
    throw Error(found.error->kind(), found.error->code(),
                fmt::format("an experiment in between cannot be run: {}", found.error->what()),
                found.error->hint());
  }
  return number(found.result.outputs);
}

std::optional<double> Laboratory::value_if_any(const Trial& trial) const {
  const Outcome& found = outcome(trial);
  if (found.error) return std::nullopt;
  return number(found.result.outputs);
}

double Laboratory::number(const std::vector<sim::Output>& outputs) const {
  for (const sim::Output& output : outputs) {
    if (output.name == left_.output) return output.value.as_number();
  }
  throw Error(ErrorKind::input, "not-executable",
              fmt::format("an experiment in between gives no output '{}'", left_.output));
}

/// An artifact of whichever side's package has it; both must mean the same bytes by one path.
sim::FileView Laboratory::open(const std::string& path) const {
  const FileId in_left = left_.files.find(path), in_right = right_.files.find(path);
  if (in_left != kNoFile && in_right != kNoFile &&
      left_.files.files[in_left].sha256 != right_.files.files[in_right].sha256) {
    throw Error(ErrorKind::input, "not-executable",
                fmt::format("'{}' has other content in {} than in {}", safe_text(path),
                            left_.package.ref(), right_.package.ref()),
                "hybrids cannot tell the two apart");
  }
  const Recipe& side = in_left != kNoFile ? left_ : right_;
  return open_artifact(side.package, side.files, path);
}

void Laboratory::run_one(std::size_t index, const ExplainRequest& request, sim::Memo& memo,
                         Reading& reading) {
  const double left =
      std::chrono::duration<double>(*end_ - std::chrono::steady_clock::now()).count();
  try {
    sim::Context context(
        sim::Deadline(std::chrono::duration<double>(std::min(left, request.run_seconds))));
    context.memo = &memo;
    context.reading = &reading;
    context.open = [this](const std::string& path) { return open(path); };
    outcomes_[index].result =
        sim::run(simulator_, trials_[index].params, trials_[index].seed, context);
  } catch (const Error& error) {
    if (error.code() == "strict-input") throw;
    if (error.code() == "deadline" && left < request.run_seconds) {
      throw Error(ErrorKind::limit, "deadline",
                  fmt::format("the {} experiments in between take more than {:g} s together, {} "
                              "times what --timeout gives to one",
                              trials_.size(),
                              request.run_seconds * static_cast<double>(limits::kExplainRunTimes),
                              limits::kExplainRunTimes),
                  "give more time with --timeout SECONDS, or ask for fewer with --seeds or "
                  "--orders");
    }
    outcomes_[index].error = error;
  }
}

}  // namespace ahub
