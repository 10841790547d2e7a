// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Claims of two packages: which belong together, and how they differ.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "graph/difference.hpp"

namespace ahub {
namespace {

std::vector<std::string> evidence_of(const Claim& claim) {
  std::vector<std::string> out;
  for (const Evidence& each : claim.evidence) {
    if (!each.run.empty())
      out.push_back("run " + each.run);
    else if (!each.source.empty())
      out.push_back(each.source);
    else if (each.first_line == 0)
      out.push_back(each.artifact);
    else
      out.push_back(fmt::format("{}#L{}-L{}", each.artifact, each.first_line,
                                std::max(each.first_line, each.last_line)));
  }
  return out;
}

std::string truth(std::optional<bool> value) { return !value ? "" : *value ? "true" : "false"; }

/// One line for a claim that only one side has.
std::string whole(const Claim& claim) {
  const Structured& stated = claim.structured;
  if (!stated.value) return claim.statement;
  return fmt::format(
      "{} = {}{}{}", stated.metric.empty() ? "value" : stated.metric, format_real(*stated.value),
      stated.unit.empty() || stated.unit == "1" ? "" : " ", stated.unit == "1" ? "" : stated.unit);
}

/// A number of the protocol; other values are texts.
std::optional<double> number_of(const ProtocolEntry& entry) {
  if (!entry.value.is_number()) return std::nullopt;
  return entry.value.as_number();
}

void compare_protocols(const std::string& name, const Claim& left, const Claim& right,
                       Changes& changes) {
  const auto find = [](const Claim& claim, const std::string& entry) {
    return std::find_if(claim.protocol.begin(), claim.protocol.end(),
                        [&](const ProtocolEntry& each) { return each.name == entry; });
  };
  const auto text = [](const ProtocolEntry& entry) {
    return entry.unit.empty() ? plain(entry.value) : plain(entry.value) + " " + entry.unit;
  };
  for (const ProtocolEntry& entry : left.protocol) {
    const std::string item = name + " " + entry.name;
    const auto other = find(right, entry.name);
    if (other == right.protocol.end())
      changes.text(ChangeSection::protocol, item, text(entry), "");
    else if (number_of(entry) && number_of(*other))
      changes.number(ChangeSection::protocol, item, number_of(entry), entry.unit, number_of(*other),
                     other->unit);
    else
      changes.text(ChangeSection::protocol, item, text(entry), text(*other));
  }
  for (const ProtocolEntry& entry : right.protocol) {
    if (find(left, entry.name) == left.protocol.end())
      changes.text(ChangeSection::protocol, name + " " + entry.name, "", text(entry));
  }
}

void compare_claim(const std::string& name, const Claim& left, const Claim& right,
                   Changes& changes) {
  const Structured &a = left.structured, &b = right.structured;
  const auto text = [&](const char* item, std::string_view before, std::string_view after) {
    changes.text(ChangeSection::claim, fmt::format("{} {}", name, item), std::string(before),
                 std::string(after));
  };
  text("kind", to_string(left.kind), to_string(right.kind));
  text("scope", to_string(left.scope), to_string(right.scope));
  text("statement", left.statement, right.statement);
  text("system", a.system, b.system);
  text("workload", a.workload, b.workload);
  text("task", a.task, b.task);
  text("dataset", a.dataset, b.dataset);
  text("metric", a.metric, b.metric);
  text("baseline", a.baseline, b.baseline);
  text("hardware", a.hardware, b.hardware);
  text("model", a.model, b.model);
  text("higher_is_better", truth(a.higher_is_better), truth(b.higher_is_better));
  changes.sets(ChangeSection::claim, name + " evidence", evidence_of(left), evidence_of(right));
  const auto number = [&](const char* item, std::optional<double> before,
                          std::optional<double> after, const std::string& before_unit,
                          const std::string& after_unit) {
    changes.number(ChangeSection::value, fmt::format("{} {}", name, item), before, before_unit,
                   after, after_unit);
  };
  number(a.metric.empty() || a.metric != b.metric ? "value" : a.metric.c_str(), a.value, b.value,
         a.unit, b.unit);
  number("baseline", a.baseline_value, b.baseline_value, a.unit, b.unit);
  number("improvement", a.improvement_pct, b.improvement_pct, "%", "%");
  compare_protocols(name, left, right, changes);
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> match_claims(const Package& left,
                                                              const Package& right) {
  std::vector<std::pair<std::size_t, std::size_t>> matches;
  std::vector<bool> left_taken(left.claims.size()), right_taken(right.claims.size());
  const auto pass = [&](auto alike) {
    for (std::size_t i = 0; i < left.claims.size(); ++i) {
      for (std::size_t j = 0; j < right.claims.size() && !left_taken[i]; ++j) {
        if (right_taken[j] || !alike(left.claims[i], right.claims[j])) continue;
        left_taken[i] = right_taken[j] = true;
        matches.emplace_back(i, j);
      }
    }
  };
  if (left.slug == right.slug) {
    pass([](const Claim& a, const Claim& b) { return a.id == b.id; });
  } else {
    pass([&](const Claim& a, const Claim& b) {
      const std::string key = frontier_key(left.profile, a);
      return !key.empty() && key == frontier_key(right.profile, b);
    });
    pass([](const Claim& a, const Claim& b) { return a.statement == b.statement; });
  }
  std::sort(matches.begin(), matches.end());
  return matches;
}

void compare_claims(const Package& left, const Package& right, Changes& changes) {
  const auto matches = match_claims(left, right);
  std::vector<bool> left_taken(left.claims.size()), right_taken(right.claims.size());
  for (const auto& [i, j] : matches) {
    left_taken[i] = right_taken[j] = true;
    const Claim &a = left.claims[i], &b = right.claims[j];
    compare_claim(a.id == b.id ? a.id : fmt::format("{}:{}", a.id, b.id), a, b, changes);
  }
  for (std::size_t i = 0; i < left.claims.size(); ++i) {
    if (!left_taken[i])
      changes.text(ChangeSection::claim, left.claims[i].id, whole(left.claims[i]), "");
  }
  for (std::size_t j = 0; j < right.claims.size(); ++j) {
    if (!right_taken[j])
      changes.text(ChangeSection::claim, right.claims[j].id, "", whole(right.claims[j]));
  }
}

}  // namespace ahub
