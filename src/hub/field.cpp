// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/field.hpp"

#include <algorithm>
#include <map>

#include "ahub/base/error.hpp"
#include "ahub/base/units.hpp"
#include "ahub/graph/values.hpp"

namespace ahub {
namespace {

/// The newest receipt of that claim with that verdict.
const Receipt* receipt_behind(const PackageView& view, const std::string& claim,
                              const std::string& verdict) {
  const Receipt* found = nullptr;
  for (const Receipt& receipt : view.receipts) {
    if (receipt.claim == claim && to_string(receipt.verdict) == verdict) found = &receipt;
  }
  return found;
}

/// The output's unit as the check has it.
StatedUnit output_of(const Check& check) {
  return {check.unit.empty() ? "1" : check.unit, check.unit_source};
}

/// Whether a check compares with the claim's own number, taken from it or written again.
bool is_of_claim(const Check& check, const Structured& stated) {
  if (!check.comparable) return false;
  if (check.from_claim) return true;
  if (!stated.value || (check.op != Comparison::approx && check.op != Comparison::equal))
    return false;
  const auto value = in_output_unit(*stated.value, stated.unit, output_of(check));
  return value && same_number(check.expected, *value);
}

/// The check of the claim's own number, else the first with a result.
const Check* telling(const std::vector<Check>& checks, const Structured& stated) {
  const Check* found = nullptr;
  for (const Check& check : checks) {
    if (!check.actual) continue;
    if (is_of_claim(check, stated)) return &check;
    if (found == nullptr) found = &check;
  }
  return found;
}

void add_execution(const PackageView& view, const Structured& stated, FieldClaim& row) {
  const Receipt* receipt = receipt_behind(view, row.id, row.verdict);
  if (receipt == nullptr) return;
  row.receipt = receipt->id;
  const std::vector<Check> checks = receipt_checks(*receipt);
  const Check* check = telling(checks, stated);
  if (check == nullptr) return;
  for (const RunRecord& run : receipt_runs(*receipt)) {
    if (run.id == check->run) row.fidelity = run.fidelity;
  }
  // A bound on another quantity says nothing about the claim's number.
  if (stated.value && is_of_claim(*check, stated)) {
    const std::string unit =
        check->from_claim ? check->unit : compared_unit(stated.unit, output_of(*check));
    row.recomputed = convert(*check->actual, unit.empty() ? stated.unit : unit, stated.unit);
  }
}

/// Packages by slug, loaded once each; null where a target is not in the store.
class Originals {
 public:
  explicit Originals(const Hub& hub) : hub_(hub) {}

  const Package* find(const std::string& target) {
    const auto known = packages_.find(target);
    if (known != packages_.end()) return known->second ? &*known->second : nullptr;
    std::optional<Package> package;
    try {
      package = hub_.parse(hub_.resolve(target));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input) throw;
    }
    const auto& kept = packages_.emplace(target, std::move(package)).first->second;
    return kept ? &*kept : nullptr;
  }

 private:
  const Hub& hub_;
  std::map<std::string, std::optional<Package>> packages_;
};

void add_published(const Package& package, const Structured& stated, Originals& originals,
                   FieldClaim& row) {
  row.published = stated.value;
  row.published_by = package.slug;
  for (const Relation& relation : package.relations) {
    const Package* original =
        relation.kind == RelationKind::builds_on || relation.kind == RelationKind::uses
            ? nullptr
            : originals.find(relation.target);
    if (original == nullptr || original->slug == package.slug) continue;
    for (const Claim& claim : original->claims) {
      if (stated.metric.empty() || claim.structured.metric != stated.metric) continue;
      if (!claim.structured.value) continue;
      const auto value = convert(*claim.structured.value, claim.structured.unit, stated.unit);
      if (!value) continue;
      row.published = value;
      row.published_by = original->slug;
      return;
    }
  }
}

FieldPackage field_package(const PackageView& view, Originals& originals) {
  FieldPackage package{view.package.slug, view.package.title, view.package.version,
                       view.level.level,  view.row.attention, {}};
  for (std::size_t i = 0; i < view.package.claims.size(); ++i) {
    const Claim& claim = view.package.claims[i];
    const Structured& stated = claim.structured;
    FieldClaim row;
    row.id = claim.id;
    row.system = stated.system;
    row.metric = stated.metric;
    row.statement = claim.statement;
    row.unit = stated.unit;
    row.verdict = view.badges[i];
    add_published(view.package, stated, originals, row);
    add_execution(view, stated, row);
    package.claims.push_back(std::move(row));
  }
  return package;
}

}  // namespace

FieldReport field_report(const Hub& hub, std::int64_t limit) {
  FeedQuery query;
  query.limit = static_cast<int>(limit);
  const FeedPage page = hub.feed(query);
  FieldReport report;
  report.left_out = page.packages - static_cast<std::int64_t>(page.slice.rows.size());
  Originals originals(hub);
  std::map<std::string, std::int64_t> verdicts;
  for (const FeedRow& row : page.slice.rows) {
    report.packages.push_back(field_package(hub.show(row.slug), originals));
    for (const FieldClaim& claim : report.packages.back().claims) ++verdicts[claim.verdict];
  }
  for (const auto& [verdict, count] : verdicts) report.verdicts.push_back({verdict, count});
  std::stable_sort(report.verdicts.begin(), report.verdicts.end(),
                   [](const Facet& a, const Facet& b) { return a.count > b.count; });
  return report;
}

}  // namespace ahub
