// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "lint/memo.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/lint/rule.hpp"

namespace ahub {

lint_rules::Memo& LintContext::memo() {
  if (memo_ == nullptr) memo_ = std::make_shared<lint_rules::Memo>(package(), files());
  return *memo_;
}

}  // namespace ahub

namespace ahub::lint_rules {

Memo::Memo(const Package& package, const PackageFiles& files) : package_(package), files_(files) {
  artifacts_.reserve(package.artifacts.size());
  for (const Artifact& artifact : package.artifacts)
    artifacts_.push_back(artifact.path.empty() ? artifact.url : artifact.path);
  for (const std::string& name : artifacts_) declared_.insert(name);
}

Memo::Run& Memo::run_of(const sim::Simulator& simulator, const RunSpec& run) {
  const auto [place, fresh] = runs_.try_emplace(&run);
  if (!fresh) return place->second;
  place->second.bound = sim::bind_settings(simulator, run.params);
  arithmetic_ += place->second.bound.check_steps;
  if (arithmetic_ > static_cast<double>(limits::kLintArithmetic)) {
    throw Error(ErrorKind::limit, "cost",
                fmt::format("{}: up to run '{}' the programs of its runs take more than {} steps "
                            "of arithmetic to check",
                            safe_text(package_.slug), safe_text(run.id), limits::kLintArithmetic),
                "shorten their numbers, or split the package");
  }
  return place->second;
}

const sim::Bound& Memo::bound(const sim::Simulator& simulator, const RunSpec& run) {
  return run_of(simulator, run).bound;
}

const std::vector<std::string>& Memo::outputs(const sim::Simulator& simulator, const RunSpec& run) {
  Run& known = run_of(simulator, run);
  if (known.asked) return known.outputs;
  known.asked = true;
  if (known.bound.problems.empty()) {
    known.outputs = simulator.outputs_of(known.bound.settings);
  } else {
    for (const sim::OutputInfo& output : simulator.outputs) known.outputs.push_back(output.name);
  }
  return known.outputs;
}

const HashDifference& Memo::difference(const Artifact& artifact) {
  const auto [place, fresh] = differences_.try_emplace(
      {artifact.path, artifact.sha256, artifact.size.value_or(-1)}, HashDifference());
  if (!fresh) return place->second;
  const FileId file = files_.find(artifact.path);
  const std::uint64_t bytes = file == kNoFile ? 0 : files_.files[file].bytes.size();
  if (tried_bytes_ + bytes > limits::kExplainedBytes) {
    place->second = {
        "its content is another",
        fmt::format("why was not looked for: the files before it have {} bytes", tried_bytes_)};
    return place->second;
  }
  tried_bytes_ += bytes;
  return place->second = explain_artifact(files_, artifact);
}

std::string Memo::suggestion(std::string_view name, const std::vector<std::string>& candidates) {
  // Long names are cut by whoever shows them; what is near to one is found by no reader.
  std::uint64_t steps = candidates.size();
  for (const std::string& candidate : candidates) {
    const std::size_t longer = std::max(name.size(), candidate.size());
    const std::size_t shorter = std::min(name.size(), candidate.size());
    if (longer - shorter <= std::max<std::size_t>(1, name.size() / 3)) steps += longer * shorter;
  }
  if (searched_ + steps > limits::kSuggestionSteps) return {};
  searched_ += steps;
  return nearest(name, candidates).value_or("");
}

}  // namespace ahub::lint_rules
