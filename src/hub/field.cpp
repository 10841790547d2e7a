// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/field.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "ahub/base/error.hpp"
#include "ahub/base/units.hpp"
#include "ahub/graph/values.hpp"

namespace ahub {
namespace {

/// The newest receipt of that claim with that verdict, of those that count.
const CountedReceipt* receipt_behind(const PackageView& view, const std::string& claim,
                                     const std::string& verdict) {
  const CountedReceipt* found = nullptr;
  for (const CountedReceipt& receipt : view.receipts.counted) {
    if (receipt->claim == claim && to_string(receipt->verdict) == verdict) found = &receipt;
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

/// The newest receipt of each method for that claim, in the order of the manifest.
std::vector<const CountedReceipt*> newest_receipts(const PackageView& view,
                                                   const std::string& claim) {
  std::vector<const CountedReceipt*> found;
  for (const Method& method : view.package.methods) {
    const CountedReceipt* newest = nullptr;
    for (const CountedReceipt& receipt : view.receipts.counted) {
      if (receipt->claim == claim && receipt->method == method.id) newest = &receipt;
    }
    if (newest != nullptr) found.push_back(newest);
  }
  return found;
}

/// Fills in what that receipt says of the claim's own number; false when it says nothing.
bool add_recomputed(const CountedReceipt& receipt, const Structured& stated, FieldClaim& row) {
  const Check* check = telling(receipt->checks, stated);
  if (check == nullptr) return false;
  row.receipt = receipt->id;
  for (const RunRecord& run : receipt->runs) {
    if (run.id == check->run) row.fidelity = run.fidelity;
  }
  // A bound on another quantity says nothing about the claim's number.
  if (!stated.value || !is_of_claim(*check, stated)) return false;
  const std::string unit =
      check->from_claim ? check->unit : compared_unit(stated.unit, output_of(*check));
  const std::string& from = unit.empty() ? stated.unit : unit;
  row.recomputed = convert(*check->actual, from, stated.unit);
  if (check->op == Comparison::approx)
    row.tolerance =
        convert_saturated(check->high / 2 - check->low / 2, from, stated.unit).value_or(0);
  return row.recomputed.has_value();
}

void add_execution(const PackageView& view, const Structured& stated, FieldClaim& row) {
  const CountedReceipt* behind = receipt_behind(view, row.id, row.verdict);
  if (behind == nullptr) return;
  const std::vector<const CountedReceipt*> newest = newest_receipts(view, row.id);
  for (const CountedReceipt* each : newest) {
    const std::vector<Check>& more = (*each)->checks;
    row.checks.insert(row.checks.end(), more.begin(), more.end());
  }
  if (add_recomputed(*behind, stated, row)) return;
  // Another method of the same verdict may have compared the number itself.
  for (const CountedReceipt* each : newest) {
    if ((*each)->verdict == (*behind)->verdict && add_recomputed(*each, stated, row)) return;
  }
  row.receipt.clear();
  row.fidelity.clear();
  add_recomputed(*behind, stated, row);
  row.receipt = (*behind)->id;
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

/// Claims of another package that one of this is set beside: the claim that the relation names,
/// else those of the same metric, and of the same workload and hardware where there are such.
std::vector<const Claim*> counterparts(const Package& package, const Claim& claim,
                                       const Package& original, const std::string& target) {
  const std::optional<PackageRef> ref = parse_ref(target);
  const std::string key = frontier_key(package.profile, claim);
  std::vector<const Claim*> found, same_key;
  for (const Claim& theirs : original.claims) {
    if (ref && !ref->claim.empty() && ref->claim != theirs.id) continue;
    if (claim.structured.metric.empty() || !theirs.structured.value ||
        theirs.structured.metric != claim.structured.metric ||
        !same_kind(theirs.structured.unit, claim.structured.unit))
      continue;
    found.push_back(&theirs);
    if (!key.empty() && frontier_key(original.profile, theirs) == key) same_key.push_back(&theirs);
  }
  return same_key.empty() ? found : same_key;
}

/// Building on a package is no comparison with it.
void add_compared(const Package& package, const Claim& claim, Originals& originals,
                  FieldClaim& row) {
  for (const Relation& relation : package.relations) {
    if (relation.kind == RelationKind::builds_on || relation.kind == RelationKind::uses) continue;
    const Package* original = originals.find(relation.target);
    if (original == nullptr || original->slug == package.slug) continue;
    for (const Claim* theirs : counterparts(package, claim, *original, relation.target)) {
      FieldCompared compared{original->slug, theirs->id, std::string(to_string(relation.kind)),
                             *theirs->structured.value, theirs->structured.unit};
      // Two relations to one package tell of one comparison.
      const auto again = [&](const FieldCompared& known) {
        return known.package == compared.package && known.claim == compared.claim;
      };
      if (std::none_of(row.compared.begin(), row.compared.end(), again))
        row.compared.push_back(std::move(compared));
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
    row.claimed = stated.value;
    add_compared(view.package, claim, originals, row);
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
    const PackageView view = hub.show(row.slug);
    for (const auto& judged : view.receipts.all) {
      if (!judged->counts())
        report.uncounted.push_back({row.slug, judged->receipt.id, judged->state, judged->why});
    }
    report.packages.push_back(field_package(view, originals));
    for (const FieldClaim& claim : report.packages.back().claims) ++verdicts[claim.verdict];
  }
  for (const auto& [verdict, count] : verdicts) report.verdicts.push_back({verdict, count});
  std::stable_sort(report.verdicts.begin(), report.verdicts.end(),
                   [](const Facet& a, const Facet& b) { return a.count > b.count; });
  return report;
}

}  // namespace ahub
