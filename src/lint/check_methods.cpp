// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Can the methods of a package run at all?
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/sim/simulator.hpp"
#include "lint/check_verification.hpp"
#include "lint/finding.hpp"
#include "lint/memo.hpp"

namespace ahub::lint_rules {
namespace {

/// Calls `visit(run, its node)` for each simulator run of each method.
template <class Visit>
void each_run(const LintContext& context, Visit visit) {
  each_method(context, [&](const Method& method, const Node& node) {
    if (method.mode != MethodMode::simulator) return;
    for (std::size_t i = 0; i < method.runs.size(); ++i) visit(method.runs[i], node["runs"][i]);
  });
}

/// Calls `visit(problem, the parameter's node in params)` for each setting that does not bind.
template <class Visit>
void each_problem(LintContext& context, Visit visit) {
  each_run(context, [&](const RunSpec& run, const Node& node) {
    const sim::Simulator* simulator = sim::find_simulator(run.simulator);
    if (simulator == nullptr) return;
    for (const sim::SettingProblem& problem : context.memo().bound(*simulator, run).problems) {
      visit(*simulator, problem, node["params"]);
    }
  });
}

std::string hint(const sim::SettingProblem& problem, const sim::Simulator& simulator) {
  if (!problem.hint.empty()) return problem.hint;
  if (!problem.suggestion.empty()) return fmt::format("did you mean '{}'?", problem.suggestion);
  return fmt::format("'ahub sim describe {}' lists its parameters and their ranges",
                     simulator.about.name);
}

bool ends_with_py(std::string_view path) {
  return path.size() > 3 && path.substr(path.size() - 3) == ".py";
}

}  // namespace

void check_unknown_simulator(LintContext& context) {
  std::vector<std::string> names;
  for (const sim::Simulator& simulator : sim::catalog()) names.emplace_back(simulator.about.name);
  each_run(context, [&](const RunSpec& run, const Node& node) {
    if (sim::find_simulator(run.simulator) != nullptr) return;
    report(context, "AH301", node["simulator"].span,
           fmt::format("there is no simulator {}", in_quotes(run.simulator)),
           did_you_mean(context, run.simulator, names,
                        fmt::format("there are {}", fmt::join(names, ", "))));
  });
}

void check_unknown_parameter(LintContext& context) {
  each_problem(context, [&](const sim::Simulator& simulator, const sim::SettingProblem& problem,
                            const Node& params) {
    if (problem.kind != sim::SettingProblem::Kind::unknown) return;
    report(context, "AH302", params.key_span(problem.name), problem.message,
           hint(problem, simulator));
  });
}

void check_bad_parameter(LintContext& context) {
  each_problem(context, [&](const sim::Simulator& simulator, const sim::SettingProblem& problem,
                            const Node& params) {
    if (problem.kind == sim::SettingProblem::Kind::unknown) return;
    report(context, "AH303", params[problem.name].span, problem.message, hint(problem, simulator));
  });
}

void check_undeclared_input(LintContext& context) {
  each_run(context, [&](const RunSpec& run, const Node& node) {
    const sim::Simulator* simulator = sim::find_simulator(run.simulator);
    if (simulator == nullptr) return;
    for (const auto& [name, value] : run.params) {
      const sim::ParamInfo* param = simulator->find_param(name);
      if (param == nullptr || param->type != sim::ParamType::file || !value.is_string()) continue;
      const std::string& path = value.as_string();
      const bool declared =
          path.empty() ||
          std::any_of(context.package().artifacts.begin(), context.package().artifacts.end(),
                      [&](const Artifact& one) { return one.path == path && !one.sha256.empty(); });
      if (declared) continue;
      report(context, "AH320", node["params"][name].span,
             fmt::format("the run reads {}, which is no artifact with a hash", in_quotes(path)),
             "declare the file under 'artifacts' with its sha256");
    }
  });
}

void check_duplicate_run_id(LintContext& context) {
  each_method(context, [&](const Method& method, const Node& node) {
    std::map<std::string_view, Span> seen;
    for (std::size_t i = 0; i < method.runs.size(); ++i) {
      const Span place = place_of(node["runs"][i], "id");
      const auto [first, is_new] = seen.emplace(method.runs[i].id, place);
      if (is_new) continue;
      report(context, "AH309", place,
             fmt::format("two runs of method {} have the id {}", in_quotes(method.id),
                         in_quotes(method.runs[i].id)),
             "give each run an 'id' of its own; without one it is 'run'",
             {{first->second, "the first of them"}});
    }
  });
}

void check_duplicate_method_id(LintContext& context) {
  std::map<std::string_view, Span> seen;
  each_method(context, [&](const Method& method, const Node& node) {
    const Span place = place_of(node, node["id"] ? "id" : "mode");
    const auto [first, is_new] = seen.emplace(method.id, place);
    if (is_new) return;
    report(context, "AH310", place, fmt::format("two methods have the id {}", in_quotes(method.id)),
           "give each method an 'id' of its own; without one it is the word of its mode",
           {{first->second, "the first of them"}});
  });
}

void check_method_without_assertions(LintContext& context) {
  each_method(context, [&](const Method& method, const Node& node) {
    if (!method.expected.empty()) return;
    report(context, "AH311", place_of(node, "mode"),
           fmt::format("method {} asserts nothing", in_quotes(method.id)),
           "add 'expected: [{claim: c1, output: ..., op: approx, abs: ...}]'");
  });
}

void check_entrypoint_missing(LintContext& context) {
  if (!context.files().complete) return;
  std::vector<std::string> scripts;
  for (const PackageFile& file : context.files().files) {
    if (ends_with_py(file.path)) scripts.push_back(file.path);
  }
  each_method(context, [&](const Method& method, const Node& node) {
    if (method.mode != MethodMode::script || context.files().find(method.entrypoint) != kNoFile)
      return;
    report(context, "AH312", node["entrypoint"].span,
           fmt::format("the entrypoint {} is not in the package", in_quotes(method.entrypoint)),
           did_you_mean(context, method.entrypoint, scripts,
                        "it is a path inside the package, with '/' between directories"));
  });
}

void check_entrypoint_not_python(LintContext& context) {
  each_method(context, [&](const Method& method, const Node& node) {
    if (method.mode != MethodMode::script || ends_with_py(method.entrypoint)) return;
    report(context, "AH313", node["entrypoint"].span,
           fmt::format("the entrypoint {} is no .py file", in_quotes(method.entrypoint)),
           "scripts are run by python3");
  });
}

void check_docker_method(LintContext& context) {
  each_method(context, [&](const Method& method, const Node& node) {
    if (method.mode != MethodMode::docker) return;
    report(context, "AH314", node["mode"].span,
           fmt::format("method {} needs docker, which ahub does not run", in_quotes(method.id)),
           "add a method of mode 'simulator' or 'script' that lifts the package's level");
  });
}

void check_run_too_costly(LintContext& context) {
  each_run(context, [&](const RunSpec& run, const Node& node) {
    const sim::Simulator* simulator = sim::find_simulator(run.simulator);
    if (simulator == nullptr) return;
    const sim::Bound& bound = context.memo().bound(*simulator, run);
    if (!bound.problems.empty()) return;
    const sim::Cost cost = simulator->cost(bound.settings);
    if (cost.steps <= static_cast<double>(limits::kSimulatorSteps) &&
        cost.bytes <= static_cast<double>(limits::kSimulatorBytes))
      return;
    report(
        context, "AH315", node["simulator"].span,
        fmt::format(
            "run {} may take {:.3g} steps and {:.3g} bytes, the limits are {:.3g} and {:.3g}",
            in_quotes(run.id), cost.steps, cost.bytes, static_cast<double>(limits::kSimulatorSteps),
            static_cast<double>(limits::kSimulatorBytes)),
        "make the run smaller: the limits are those of 'ahub help limits'");
  });
}

}  // namespace ahub::lint_rules
