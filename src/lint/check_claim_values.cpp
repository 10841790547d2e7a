// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Do a claim's numbers fit its units, its statement and each other?
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"
#include "lint/check_claims.hpp"
#include "lint/finding.hpp"
#include "lint/quantities.hpp"

namespace ahub::lint_rules {
namespace {

bool is_numeric_kind(const Claim& claim) {
  return claim.kind == ClaimKind::performance || claim.kind == ClaimKind::comparison;
}

std::vector<std::string> unit_symbols() {
  std::vector<std::string> symbols;
  for (const NamedUnit& unit : units()) symbols.push_back(unit.symbol);
  return symbols;
}

/// The improvement that value and baseline give, in percent, and how far their printed digits leave
/// it open.
struct Improvement {
  double percent = 0, tolerance = 0;
};

Improvement improvement_of(const Structured& facts, const Node& node) {
  const double base = *facts.baseline_value, value = *facts.value;
  Improvement result;
  result.percent =
      100 * difference(value, facts.unit, base, facts.unit).value_or(value - base) / std::abs(base);
  const double value_error = half_digit_of(node["value"].text) / std::abs(base);
  const double base_error =
      half_digit_of(node["baseline_value"].text) / std::abs(base) * std::abs(value / base);
  result.tolerance =
      100 * (value_error + base_error) + half_digit_of(node["improvement_pct"].text) + 1e-9;
  return result;
}

void check_share(LintContext& context, const Claim& claim, const Node& facts, std::string_view key,
                 double top) {
  const Node& node = facts[key];
  const std::optional<double> value = node.number();
  if (!value || (*value >= 0 && *value <= top)) return;
  report(context, "AH210", node.span,
         fmt::format("'{}' of {} is {}, a share in {} lies from 0 to {}", key, claim.id, node.text,
                     in_quotes(claim.structured.unit), format_real(top)),
         "a difference of shares is in 'pp', a ratio in 'x'");
}

}  // namespace

void check_claim_without_value(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    if (!is_numeric_kind(claim) || claim.structured.value) return;
    report(context, "AH202", place_of(node["structured"], "value"),
           fmt::format("the {} claim {} states no value", to_string(claim.kind), claim.id),
           "add 'value: ...', or make it a claim of kind 'observation'");
  });
}

void check_unknown_unit(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    const std::string& unit = claim.structured.unit;
    if (unit.empty() || find_unit(unit) || !is_unit_text(unit)) return;
    const std::string advice = unit_advice(unit);
    report(context, "AH203", node["structured"]["unit"].span,
           fmt::format("the unit of {} is {}, which ahub does not know", claim.id, in_quotes(unit)),
           !advice.empty()
               ? advice
               : did_you_mean(context, unit, unit_symbols(),
                              "claims in it compare only with claims in exactly the same unit"));
  });
}

void check_malformed_unit(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    const std::string& unit = claim.structured.unit;
    if (unit.empty() || is_unit_text(unit)) return;
    report(context, "AH215", node["structured"]["unit"].span,
           fmt::format("the unit of {} is {}, which does not read as a unit", claim.id,
                       in_quotes(unit)),
           "write a symbol such as ms, %, tok/s or GB/(s*W)");
  });
}

void check_claim_without_unit(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    if (!claim.structured.value || !claim.structured.unit.empty()) return;
    const Node& facts = node["structured"];
    report(context, "AH204", facts["unit"] ? facts["unit"].span : facts["value"].span,
           fmt::format("the value {} of {} has no unit", facts["value"].text, claim.id),
           "add 'unit: ...', for example fraction, \"%\", pp, ms, x, count; 1 for a plain number");
  });
}

void check_statement_disagrees(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    const Structured& facts = claim.structured;
    if (!facts.value || facts.unit.empty()) return;
    const std::vector<Quantity> measures = find_measures(claim.statement, facts.unit);
    const auto agrees = [&](const Quantity& quantity) { return says(quantity, *facts.value); };
    if (measures.empty() || std::any_of(measures.begin(), measures.end(), agrees)) return;
    const Quantity& first = measures.front();
    report(context, "AH205", node["structured"]["value"].span,
           fmt::format(
               "the value of {} is {} {}, its statement says {}", claim.id,
               node["structured"]["value"].text, facts.unit,
               in_quotes(
                   std::string_view(claim.statement).substr(first.begin, first.end - first.begin))),
           "write the same number in both", {{node["statement"].span, "the statement"}});
  });
}

void check_improvement(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    const Structured& facts = claim.structured;
    if (!facts.value || !facts.baseline_value || !facts.improvement_pct ||
        *facts.baseline_value == 0)
      return;
    // A difference of shares beside its baseline's share has no ratio.
    if (const auto unit = find_unit(facts.unit); unit && unit->is_difference()) return;
    const Improvement improvement = improvement_of(facts, node["structured"]);
    const double stated = *facts.improvement_pct;
    const double sign = facts.higher_is_better.value_or(stated * improvement.percent >= 0) ? 1 : -1;
    // What is too large for a number contradicts nobody.
    if (!std::isfinite(improvement.percent) || !std::isfinite(improvement.tolerance)) return;
    if (std::abs(sign * improvement.percent - stated) <= improvement.tolerance) return;
    report(
        context, "AH207", node["structured"]["improvement_pct"].span,
        fmt::format("'improvement_pct' of {} is {}, value and baseline_value give {:.4g}", claim.id,
                    node["structured"]["improvement_pct"].text, sign * improvement.percent),
        "it is 100 * (value - baseline_value) / baseline_value, with the sign turned when lower is "
        "better");
  });
}

void check_share_range(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    const std::optional<Unit> unit = find_unit(claim.structured.unit);
    if (!unit || !unit->is_share()) return;
    const double top = std::round(1 / unit->factor.value());
    check_share(context, claim, node["structured"], "value", top);
    check_share(context, claim, node["structured"], "baseline_value", top);
  });
}

}  // namespace ahub::lint_rules
