// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/identities.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/package/identity.hpp"

namespace ahub {
namespace {

/// So many of the newest endorsing packages are looked at, and so many of them are named.
constexpr int kLookedAt = 100;
constexpr std::size_t kNamedEndorsers = 10;

bool has_key(const Contributor& contributor, std::uint64_t hash) {
  const std::vector<IdentityKey> keys = identity_keys(identity_of(contributor));
  return std::any_of(keys.begin(), keys.end(),
                     [&](const IdentityKey& key) { return fnv1a(key.text) == hash; });
}

/// The first contributor of `package` who is one of `identities`, and why.
struct Common {
  const Contributor* contributor = nullptr;
  SamePerson why = SamePerson::name;
};

Common common_of(const Package& package, std::span<const std::string> identities) {
  for (const Contributor& contributor : package.contributors) {
    const std::string own = identity_of(contributor);
    for (const std::string& other : identities) {
      if (const std::optional<SamePerson> why = same_person(own, other))
        return {&contributor, *why};
    }
  }
  return {};
}

class Withheld {
 public:
  explicit Withheld(const Package& package) : package_(package) {}

  void add(const EndorserRow& endorser, std::span<const std::string> identities) {
    const auto [contributor, why] = common_of(package_, identities);
    if (contributor == nullptr) return;
    if (parts_.size() == kNamedEndorsers) {
      ++more_;
      return;
    }
    AttentionPart part;
    part.name = "identity";
    part.from = fmt::format("{}@{}", endorser.slug, endorser.version);
    part.why = fmt::format("{} {} it and passes nothing on: '{}' contributed to both ({})",
                           part.from, endorser.kind, contributor->name, to_string(why));
    part.event = endorser.event;
    parts_.push_back(std::move(part));
  }
  std::vector<AttentionPart> finish() && {
    if (more_ > 0) parts_.back().why += fmt::format(", and {} more packages do", more_);
    return std::move(parts_);
  }

 private:
  const Package& package_;
  std::vector<AttentionPart> parts_;
  std::size_t more_ = 0;
};

}  // namespace

void Identities::add(const StoredPackage& stored, const Package& package) {
  const auto number = static_cast<std::uint32_t>(packages_.size());
  packages_.push_back(stored.id);
  for (const Contributor& contributor : package.contributors) {
    const std::uint64_t spelling = fnv1a(contributor.name);
    for (const IdentityKey& key : identity_keys(identity_of(contributor))) {
      Seen& seen = seen_[fnv1a(key.text)];
      if (seen.packages == 0) seen.spelling = spelling;
      const bool other_spelling = seen.spelling != spelling && !seen.differs;
      seen.differs = seen.differs || other_spelling;
      seen.strong = seen.strong || !key.has_orcid;
      if (seen.packages > 0 && seen.last == number) continue;  // Listed twice.
      // The first package with another spelling is named in any case.
      if (seen.packages < kNamed || other_spelling)
        seen.first[std::min<std::size_t>(seen.packages, kNamed - 1)] = number;
      seen.last = number;
      ++seen.packages;
    }
  }
}

std::vector<std::pair<std::uint64_t, const Identities::Seen*>> Identities::groups() const {
  std::vector<std::pair<std::uint64_t, const Seen*>> groups;
  for (const auto& [hash, seen] : seen_) {
    if (seen.packages > 1 && seen.strong) groups.emplace_back(hash, &seen);
  }
  const auto rank = [](const auto& group) {
    return std::tuple(!group.second->differs, -static_cast<std::int64_t>(group.second->packages),
                      group.second->first, group.first);
  };
  std::sort(groups.begin(), groups.end(),
            [&](const auto& left, const auto& right) { return rank(left) < rank(right); });
  // Somebody has several keys.
  groups.erase(std::unique(groups.begin(), groups.end(),
                           [](const auto& left, const auto& right) {
                             return left.second->packages == right.second->packages &&
                                    left.second->first == right.second->first &&
                                    left.second->spelling == right.second->spelling;
                           }),
               groups.end());
  return groups;
}

std::size_t Identities::count() const { return groups().size(); }

std::vector<SharedIdentity> Identities::shared(const Store& store, std::size_t limit) const {
  std::vector<SharedIdentity> found;
  for (const auto& [hash, seen] : groups()) {
    if (found.size() == limit) break;
    SharedIdentity identity;
    identity.packages = seen->packages;
    std::vector<std::string> identities;
    for (std::size_t i = 0; i < std::min<std::size_t>(seen->packages, kNamed); ++i) {
      const std::optional<StoredPackage> stored = store.package_of(packages_[seen->first[i]]);
      if (!stored) continue;
      identity.slugs.push_back(stored->slug);
      const Package package = parse_stored(*stored, store.files(*stored));
      for (const Contributor& contributor : package.contributors) {
        if (!has_key(contributor, hash)) continue;
        identities.push_back(identity_of(contributor));
        if (std::find(identity.names.begin(), identity.names.end(), contributor.name) ==
            identity.names.end())
          identity.names.push_back(contributor.name);
      }
    }
    SamePerson why = SamePerson::name;
    for (std::size_t i = 1; i < identities.size(); ++i) {
      if (const auto same = same_person(identities[0], identities[i])) why = *same;
    }
    identity.why = to_string(why);
    found.push_back(std::move(identity));
  }
  return found;
}

std::vector<AttentionPart> withheld_parts(const Store& store, const Package& package) {
  Withheld withheld(package);
  for (const EndorserRow& row : store.idle_endorsers(package.slug, kLookedAt)) {
    const std::optional<FeedNode> node = store.feed_node(row.slug);
    if (node) withheld.add(row, store.contributors(node->package));
  }
  return std::move(withheld).finish();
}

std::vector<AttentionPart> withheld_parts(const Facts& facts, std::size_t index) {
  const Known& known = facts.packages[index];
  Withheld withheld(known.package);
  int looked_at = 0;
  for (std::size_t i = facts.packages.size(); i-- > 0 && looked_at < kLookedAt;) {
    const Known& other = facts.packages[i];
    if (other.stored.sequence <= known.stored.sequence) continue;
    for (const Relation& relation : other.package.relations) {
      const std::optional<PackageRef> ref = parse_ref(relation.target);
      if (!ref || ref->slug != known.package.slug) continue;
      if (endorsement(to_string(relation.kind)) == Endorsement::none) continue;
      ++looked_at;
      withheld.add({other.package.slug, std::string(to_string(relation.kind)), other.stored.version,
                    0, newest_event(other)},
                   identities_of(other.package));
    }
  }
  return std::move(withheld).finish();
}

}  // namespace ahub
