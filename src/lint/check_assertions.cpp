// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Does each assertion reach something, and can it fail?
#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"
#include "lint/assertion.hpp"
#include "lint/check_verification.hpp"
#include "lint/finding.hpp"
#include "lint/memo.hpp"
#include "lint/quantities.hpp"

namespace ahub::lint_rules {
namespace {

bool takes_claimed_value(const Expectation& expectation) {
  return expectation.op == Comparison::approx || expectation.op == Comparison::equal;
}

std::vector<std::string> run_ids(const Method& method) {
  std::vector<std::string> ids;
  for (const RunSpec& run : method.runs) ids.push_back(run.id);
  return ids;
}

/// Why no result, or none that matters, can fail the assertion; empty when one can.
std::string why_it_cannot_fail(const Package& package, const Method& method,
                               const Expectation& expectation) {
  const std::optional<double> claimed = claimed_value(package, method, expectation);
  const double bound = expectation.value.value_or(0);
  switch (expectation.op) {
    case Comparison::equal:
      return {};
    case Comparison::approx: {
      const std::optional<double> value = asserted_value(package, method, expectation);
      if (!value || *value == 0 || tolerance_of(expectation, *value) < std::abs(*value)) return {};
      const double tolerance = tolerance_of(expectation, *value);
      return fmt::format("0 lies within {} of {}",
                         std::isfinite(tolerance) ? format_real(tolerance) : "more than any number",
                         format_real(*value));
    }
    case Comparison::between:
      if (!claimed || *claimed == 0 || *expectation.low > 0 || *expectation.high < 0) return {};
      return fmt::format("0 lies between {} and {}, and {} is claimed",
                         format_real(*expectation.low), format_real(*expectation.high),
                         format_real(*claimed));
    case Comparison::at_least:
    case Comparison::above:
      if (!claimed || *claimed <= 0 || bound > 0) return {};
      return fmt::format("{} is claimed, and the bound is {}", format_real(*claimed),
                         format_real(bound));
    case Comparison::at_most:
    case Comparison::below:
      if (!claimed || *claimed >= 0 || bound < 0) return {};
      return fmt::format("{} is claimed, and the bound is {}", format_real(*claimed),
                         format_real(bound));
  }
  return {};
}

std::set<std::string> words_of(std::string_view name) {
  std::set<std::string> words;
  std::string word;
  for (const char c : std::string(name) + "-") {
    if (c != '-' && c != '_' && c != '.')
      word += c;
    else if (!word.empty())
      words.insert(std::exchange(word, {}));
  }
  return words;
}

/// True when output and metric share a word: hit_rate_lru and hit-rate.
bool resembles(std::string_view output, std::string_view metric) {
  const std::set<std::string> words = words_of(metric);
  const std::set<std::string> others = words_of(output);
  return std::any_of(others.begin(), others.end(),
                     [&](const std::string& word) { return words.count(word) > 0; });
}

bool states(const StatedUnit& unit) {
  return unit.source == StatedUnit::Source::declared || unit.source == StatedUnit::Source::run;
}

/// How many assertions of the method could be the claim's number: same claim, unit of the same
/// kind.
std::ptrdiff_t candidates(const Package& package, const Method& method, const std::string& claim) {
  return std::count_if(
      method.expected.begin(), method.expected.end(), [&](const Expectation& expectation) {
        // A plain number could be any of them.
        return expectation.claim == claim && states(unit_of(method, expectation)) &&
               claimed_value(package, method, expectation).has_value();
      });
}

}  // namespace

void check_unknown_output(LintContext& context) {
  each_assertion(
      context, [&](const Method& method, const Expectation& expectation, const Node& node) {
        const RunSpec* run = run_of(method, expectation);
        const sim::Simulator* simulator =
            run == nullptr ? nullptr : sim::find_simulator(run->simulator);
        if (simulator == nullptr) return;
        const std::vector<std::string>& names = context.memo().outputs(*simulator, *run);
        if (std::find(names.begin(), names.end(), expectation.output) != names.end()) return;
        const bool other_settings = simulator->find_output(expectation.output) != nullptr;
        report(context, "AH304", node["output"].span,
               fmt::format("run {} of simulator {} gives no output {}{}", in_quotes(run->id),
                           in_quotes(run->simulator), in_quotes(expectation.output),
                           other_settings ? " with these settings" : ""),
               did_you_mean(context, expectation.output, names,
                            fmt::format("it gives {}", listed(names))));
      });
}

void check_assertion_cannot_fail(LintContext& context) {
  each_assertion(
      context, [&](const Method& method, const Expectation& expectation, const Node& node) {
        const std::string reason = why_it_cannot_fail(context.package(), method, expectation);
        if (reason.empty()) return;
        report(context, "AH305", node["op"].span,
               fmt::format("the assertion about {} cannot fail: {}", in_quotes(expectation.output),
                           reason),
               "choose bounds or a tolerance that a wrong result would leave");
      });
}

void check_assertion_of_unknown_claim(LintContext& context) {
  std::vector<std::string> ids;
  for (const Claim& claim : context.package().claims) ids.push_back(claim.id);
  each_assertion(context, [&](const Method&, const Expectation& expectation, const Node& node) {
    if (context.package().find_claim(expectation.claim) != nullptr) return;
    report(context, "AH306", node["claim"].span,
           fmt::format("there is no claim {}", in_quotes(expectation.claim)),
           fmt::format("the claims are {}", listed(ids)));
  });
}

void check_assertion_of_unknown_run(LintContext& context) {
  each_assertion(context, [&](const Method& method, const Expectation& expectation,
                              const Node& node) {
    if (expectation.run.empty() || run_of(method, expectation) != nullptr) return;
    const std::vector<std::string> ids = run_ids(method);
    const bool simulated = method.mode == MethodMode::simulator;
    // A script's one execution goes by this name in receipts.
    if (method.mode == MethodMode::script && expectation.run == "script") return;
    report(context, "AH307", node["run"].span,
           fmt::format("method {} has no run {}", in_quotes(method.id), in_quotes(expectation.run)),
           simulated ? did_you_mean(context, expectation.run, ids,
                                    fmt::format("its runs are {}", listed(ids)))
                     : "only simulator methods have runs: leave 'run' out");
  });
}

void check_assertion_without_run(LintContext& context) {
  each_assertion(context, [&](const Method& method, const Expectation& expectation,
                              const Node& node) {
    if (method.mode != MethodMode::simulator || method.runs.size() < 2 || !expectation.run.empty())
      return;
    report(context, "AH308", node["output"].span,
           fmt::format("the assertion names none of the {} runs of method {}", method.runs.size(),
                       in_quotes(method.id)),
           fmt::format("add 'run: ...', one of {}", listed(run_ids(method))));
  });
}

void check_assertion_contradicts_claim(LintContext& context) {
  each_assertion(context, [&](const Method& method, const Expectation& expectation,
                              const Node& node) {
    const StatedUnit unit = unit_of(method, expectation);
    if (!states(unit) || !expectation.value || !takes_claimed_value(expectation)) return;
    const std::optional<double> claimed = claimed_value(context.package(), method, expectation);
    if (!claimed) return;
    const auto& claims = context.package().claims;
    const Claim* claim = context.package().find_claim(expectation.claim);
    // The claim's digits in another unit are meant for the claim, whatever the output is called.
    const bool same_digits = expectation.value == claim->structured.value;
    const auto count = [&] { return candidates(context.package(), method, expectation.claim); };
    if (!same_digits && (!resembles(expectation.output, claim->structured.metric) ||
                         context.memo().candidates(method, expectation.claim, count) != 1))
      return;
    const Node& stated = context.root()["claims"][static_cast<std::size_t>(claim - claims.data())]
                                       ["structured"]["value"];
    const double printed = std::abs(
        in_output_unit(half_digit_of(stated.text), claim->structured.unit, unit).value_or(0));
    const double room = tolerance_of(expectation, *expectation.value) + printed;
    if (std::abs(*expectation.value - *claimed) <= room * (1 + 1e-9) + 1e-12 * std::abs(*claimed))
      return;
    report(context, "AH316", node["value"].span,
           fmt::format("the assertion expects {} {}, {} claims {} {}", node["value"].text,
                       unit.unit, claim->id, stated.text, claim->structured.unit),
           "leave 'value' out: the claim's own value is then what is checked",
           {{stated.span, "the claimed value"}});
  });
}

void check_assertion_without_value(LintContext& context) {
  each_assertion(context, [&](const Method&, const Expectation& expectation, const Node& node) {
    const Claim* claim = context.package().find_claim(expectation.claim);
    if (claim == nullptr || claim->structured.value || expectation.value ||
        !takes_claimed_value(expectation))
      return;
    report(context, "AH317", node["op"].span,
           fmt::format("the assertion has no value, and {} claims none", claim->id),
           "add 'value: ...' to the assertion or to the claim's 'structured'");
  });
}

void check_unit_not_convertible(LintContext& context) {
  each_assertion(context, [&](const Method& method, const Expectation& expectation,
                              const Node& node) {
    const Claim* claim = context.package().find_claim(expectation.claim);
    const StatedUnit unit = unit_of(method, expectation);
    if (claim == nullptr || !claim->structured.value || unit.source == StatedUnit::Source::none)
      return;
    if (expectation.value || expectation.op == Comparison::between) return;
    if (claimed_value(context.package(), method, expectation)) return;
    const std::string_view what = unit.source == StatedUnit::Source::count    ? " (a plain count)"
                                  : unit.source == StatedUnit::Source::number ? " (a plain number)"
                                                                              : "";
    report(context, "AH318", node["output"].span,
           fmt::format("the output {} is in '{}'{}, {} claims a value in {}",
                       in_quotes(expectation.output), unit.unit, what, claim->id,
                       in_quotes(claim->structured.unit)),
           "assert an output of the claim's unit, or give the assertion a 'value' in the output's");
  });
}

void check_equality_of_real(LintContext& context) {
  each_assertion(
      context, [&](const Method& method, const Expectation& expectation, const Node& node) {
        const sim::OutputInfo* output = output_of(method, expectation);
        if (output == nullptr || output->exact || expectation.op != Comparison::equal) return;
        report(context, "AH319", node["op"].span,
               fmt::format("{} is not an integer, and '==' allows no rounding",
                           in_quotes(output->name)),
               "write 'op: approx' with 'abs: ...', or assert one of the integer outputs");
      });
}

}  // namespace ahub::lint_rules
