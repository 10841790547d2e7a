// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Is a claim complete under its profile, and can it be told from the others?
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "lint/check_claims.hpp"
#include "lint/finding.hpp"

namespace ahub::lint_rules {
namespace {

/// A profile that ships with ahub: the fields of its frontier key, and the keys that mean nothing
/// in it.
struct Profile {
  std::string_view name;
  std::vector<std::string_view> frontier;
  std::vector<std::string_view> foreign;
};

const std::vector<Profile>& profiles() {
  static const std::vector<Profile> kProfiles{
      {"generic@0.1", {"metric"}, {}},
      {"ml@0.1", {"task", "dataset", "metric"}, {"workload"}},
      {"systems@0.1", {"workload", "metric", "hardware"}, {"task", "dataset"}},
  };
  return kProfiles;
}

const Profile* find_profile(std::string_view name) {
  const auto found = std::find_if(profiles().begin(), profiles().end(),
                                  [&](const Profile& profile) { return profile.name == name; });
  return found == profiles().end() ? nullptr : &*found;
}

bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// True when the folded text has `word` (or its plural) as a word of its own.
bool has_word(const std::string& folded, std::string_view word) {
  for (std::size_t at = folded.find(word); at != std::string::npos;
       at = folded.find(word, at + 1)) {
    std::size_t end = at + word.size();
    if (end < folded.size() && folded[end] == 's') ++end;
    if ((at == 0 || !is_letter(folded[at - 1])) &&
        (end == folded.size() || !is_letter(folded[end])))
      return true;
  }
  return false;
}

}  // namespace

void check_duplicate_claim_id(LintContext& context) {
  std::map<std::string_view, Span> seen;
  each_claim(context, [&](const Claim& claim, const Node& node) {
    const auto [first, is_new] = seen.emplace(claim.id, node["id"].span);
    if (is_new) return;
    report(context, "AH201", node["id"].span,
           fmt::format("two claims have the id {}", in_quotes(claim.id)),
           fmt::format("number the claims from c1 to c{}", context.package().claims.size()),
           {{first->second, "it stands here first"}});
  });
}

void check_comparison_without_baseline(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    if (claim.kind != ClaimKind::comparison || !claim.structured.baseline.empty()) return;
    report(context, "AH206", node["kind"].span,
           fmt::format("the comparison {} does not name what it compares with", claim.id),
           "add 'baseline: ...' to 'structured'");
  });
}

void check_direction_missing(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    if (!claim.structured.value || claim.structured.higher_is_better) return;
    report(context, "AH208", node["structured"]["metric"].span,
           fmt::format("{} does not say whether a higher {} is better", claim.id,
                       in_quotes(claim.structured.metric)),
           "add 'higher_is_better: true' or 'false'");
  });
}

void check_metric_form(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    const std::string& metric = claim.structured.metric;
    if (metric.empty() || is_kebab_case(metric)) return;
    report(context, "AH209", node["structured"]["metric"].span,
           fmt::format("the metric of {} is {}", claim.id, in_quotes(metric)),
           "write it in lower case with hyphens, as in 'hit-rate'");
  });
}

void check_model_scope(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    if (claim.scope != ClaimScope::model || has_word(case_folded(claim.statement), "model")) return;
    report(context, "AH211", node["statement"].span,
           fmt::format("{} is about a model and its statement does not say so", claim.id),
           "say 'in this model, with these parameters, ...'");
  });
}

void check_foreign_key(LintContext& context) {
  const Profile* profile = find_profile(context.package().profile);
  if (profile == nullptr) return;
  each_claim(context, [&](const Claim& claim, const Node& node) {
    for (const std::string_view key : profile->foreign) {
      if (!node["structured"][key]) continue;
      report(context, "AH212", node["structured"].key_span(key),
             fmt::format("{} has {}, which profile {} does not use", claim.id, in_quotes(key),
                         in_quotes(profile->name)),
             fmt::format("its claims are compared by {}", fmt::join(profile->frontier, ", ")));
    }
  });
}

void check_unknown_profile(LintContext& context) {
  const std::string& name = context.package().profile;
  if (find_profile(name) != nullptr) return;
  std::vector<std::string> names;
  for (const Profile& profile : profiles()) names.emplace_back(profile.name);
  report(context, "AH213", context.root()["profile"].span,
         fmt::format("the profile is {}, which ahub does not know", in_quotes(name)),
         did_you_mean(context, name, names,
                      fmt::format("known profiles are {}", fmt::join(names, ", "))));
}

void check_frontier_key(LintContext& context) {
  const Profile* profile = find_profile(context.package().profile);
  if (profile == nullptr) return;
  each_claim(context, [&](const Claim& claim, const Node& node) {
    const Node& facts = node["structured"];
    if (!claim.structured.value || !frontier_key(profile->name, claim).empty()) return;
    std::vector<std::string_view> absent;
    std::copy_if(profile->frontier.begin(), profile->frontier.end(), std::back_inserter(absent),
                 [&](std::string_view key) { return facts[key].text.empty(); });
    report(context, "AH214", facts["metric"].span,
           fmt::format("{} has no {}, so it compares with no other claim", claim.id,
                       fmt::join(absent, " and no ")),
           fmt::format("profile '{}' compares claims with equal {}", profile->name,
                       fmt::join(profile->frontier, ", ")));
  });
}

}  // namespace ahub::lint_rules
