// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The trust ladder, computed from receipts (product.md section 2).
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "ahub/verify/verify.hpp"

namespace ahub {
namespace {

/// (engine, implementation, key): two of them are distinct when any part differs.
using Runner = std::tuple<std::string, std::string, std::string>;

/// What one runner showed of one method: the receipt that counts for each claim.
struct Attempt {
  const Method* method = nullptr;
  Runner runner;
  std::map<std::string, const Receipt*> claims;
};

std::set<std::string> asserted_claims(const Method& method) {
  std::set<std::string> claims;
  for (const Expectation& expectation : method.expected) claims.insert(expectation.claim);
  return claims;
}

/// Receipts by method and runner; later observations replace earlier ones.
std::vector<Attempt> attempts(const Package& package, std::span<const CountedReceipt> receipts) {
  std::map<std::pair<std::string, Runner>, Attempt> found;
  for (const CountedReceipt& counted : receipts) {
    const Receipt& receipt = *counted;
    const auto method =
        std::find_if(package.methods.begin(), package.methods.end(),
                     [&](const Method& candidate) { return candidate.id == receipt.method; });
    if (method == package.methods.end()) continue;
    const Runner runner{receipt.engine, receipt.implementation, receipt.key};
    Attempt& attempt = found[{receipt.method, runner}];
    attempt.method = &*method;
    attempt.runner = runner;
    attempt.claims[receipt.claim] = &receipt;
  }
  std::vector<Attempt> list;
  for (auto& [key, attempt] : found) list.push_back(std::move(attempt));
  return list;
}

/// True when every claim that the method asserts has a receipt that satisfies `holds`.
template <class Predicate>
bool every_claim(const Attempt& attempt, Predicate holds) {
  const std::set<std::string> claims = asserted_claims(*attempt.method);
  return !claims.empty() &&
         std::all_of(claims.begin(), claims.end(), [&](const std::string& claim) {
           const auto receipt = attempt.claims.find(claim);
           return receipt != attempt.claims.end() && holds(*receipt->second);
         });
}

std::vector<std::string> ids(const Attempt& attempt) {
  std::vector<std::string> list;
  for (const auto& [claim, receipt] : attempt.claims) list.push_back(receipt->id);
  return list;
}

std::string runner_name(const Attempt& attempt) {
  return fmt::format("{} by {} with key {}", attempt.method->id,
                     std::get<1>(attempt.runner).substr(0, 24),
                     std::get<2>(attempt.runner).substr(0, 8));
}

}  // namespace

bool integrity_holds(const Package& package, const PackageFiles& files) {
  const bool artifacts = std::all_of(
      package.artifacts.begin(), package.artifacts.end(), [&](const Artifact& artifact) {
        const Resolution resolution = check_artifact(files, artifact).resolution;
        // An artifact that is not bundled cannot be checked here; one without a hash proves
        // nothing.
        return resolution == Resolution::unchecked ||
               (resolution == Resolution::ok && !artifact.sha256.empty());
      });
  const bool claims =
      std::all_of(package.claims.begin(), package.claims.end(), [&](const Claim& claim) {
        return !claim.evidence.empty() &&
               std::all_of(claim.evidence.begin(), claim.evidence.end(),
                           [&](const Evidence& evidence) {
                             return resolve_evidence(package, files, evidence) == Resolution::ok;
                           });
      });
  return artifacts && claims && files.complete;
}

Level compute_level(const Package& package, bool integrity,
                    std::span<const CountedReceipt> receipts) {
  Level level;
  const auto reach = [&](int rung, std::string why, std::vector<std::string> by = {}) {
    level.level = rung;
    level.steps.push_back({rung, std::move(why), std::move(by)});
  };
  reach(0, "the manifest is valid");
  if (!integrity) {
    level.next = "every artifact's hash must match and every claim carry evidence that resolves";
    return level;
  }
  reach(1, "every artifact's hash matches, every claim carries evidence that resolves");

  const std::vector<Attempt> tried = attempts(package, receipts);
  const auto ran = std::find_if(tried.begin(), tried.end(), [](const Attempt& attempt) {
    return every_claim(attempt, [](const Receipt& receipt) { return receipt.completed; });
  });
  if (ran == tried.end()) {
    level.next = package.methods.empty()
                     ? "it ships no verification method"
                     : "a verification method must run to its end: 'ahub verify'";
    return level;
  }
  std::vector<const Attempt*> passed;
  for (const Attempt& attempt : tried) {
    const bool all = every_claim(attempt, [](const Receipt& receipt) {
      return receipt.completed && receipt.verdict == Verdict::confirmed;
    });
    if (all) passed.push_back(&attempt);
  }
  const Attempt& first = passed.empty() ? *ran : *passed.front();
  reach(2, fmt::format("{} ran to its end", runner_name(first)), ids(first));
  if (passed.empty()) {
    level.next = "every assertion of one method must pass, on more than a calibrated model alone";
    return level;
  }
  reach(3, fmt::format("every assertion of {} passed", runner_name(first)), ids(first));

  // Without a sandbox a script could have read its numbers elsewhere: it is no independent second.
  std::vector<const Attempt*> independent;
  for (const Attempt* attempt : passed) {
    const bool enclosed = std::all_of(attempt->claims.begin(), attempt->claims.end(),
                                      [](const auto& entry) { return entry.second->sandboxed; });
    if (enclosed) independent.push_back(attempt);
  }
  const auto second = std::find_if(
      independent.begin(), independent.end(),
      [&](const Attempt* attempt) { return attempt->runner != independent.front()->runner; });
  if (independent.empty() || second == independent.end()) {
    level.next =
        "a second, distinct runner must pass too: another method, or another host's trusted key";
    return level;
  }
  const Attempt& other = **second;
  reach(4, fmt::format("{} passed as well", runner_name(other)), ids(other));
  return level;
}

std::vector<std::string> claim_badges(const Package& package,
                                      std::span<const CountedReceipt> receipts) {
  const std::vector<Attempt> tried = attempts(package, receipts);
  std::vector<std::string> badges;
  for (const Claim& claim : package.claims) {
    std::set<Verdict> verdicts;
    for (const Attempt& attempt : tried) {
      const auto receipt = attempt.claims.find(claim.id);
      if (receipt != attempt.claims.end()) verdicts.insert(receipt->second->verdict);
    }
    std::string badge = "attested";
    // The worst that any runner found stands; a confirmation counts for more than a recomputation.
    for (const Verdict verdict : {Verdict::recomputed, Verdict::confirmed, Verdict::inconclusive,
                                  Verdict::error, Verdict::refuted}) {
      if (verdicts.count(verdict) > 0) badge = to_string(verdict);
    }
    badges.push_back(std::move(badge));
  }
  return badges;
}

}  // namespace ahub
