// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/rank/influence.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "ahub/base/random.hpp"

using namespace ahub;

namespace {

/// Packages in memory, in the simplest form that can answer.
class Model final : public InfluenceGraph {
 public:
  struct Entry {
    RankNode node;
    std::vector<ContributorKey> contributors;  ///< Sorted.
    std::vector<RankCitation> citations;
  };
  std::map<std::string, Entry> entries;

  std::optional<RankNode> node(const std::string& slug) override {
    const auto found = entries.find(slug);
    if (found == entries.end()) return std::nullopt;
    return found->second.node;
  }
  std::vector<RankCitation> citations(const std::string& slug) override {
    return entries.at(slug).citations;
  }
  std::vector<std::string> citing(const std::string& slug) override {
    std::vector<std::string> found;
    for (const auto& [name, entry] : entries) {
      for (const RankCitation& citation : entry.citations) {
        if (citation.target == slug) {
          found.push_back(name);
          break;
        }
      }
    }
    return found;
  }
  std::int64_t received(const std::string& slug) override {
    std::int64_t sum = 0;
    for (const auto& [name, entry] : entries) {
      for (const RankCitation& citation : entry.citations)
        sum += citation.target == slug ? citation.milli : 0;
    }
    return sum;
  }
  bool share_contributor(const std::string& left, const std::string& right) override {
    // Said as the header says it; share_key must not differ.
    bool shared = false;
    for (const ContributorKey& one : entries.at(left).contributors) {
      for (const ContributorKey& other : entries.at(right).contributors)
        shared = shared || (one.text == other.text && !(one.weak && other.weak));
    }
    if (shared != share_key(entries.at(left).contributors, entries.at(right).contributors))
      FAIL("share_key of " << left << " and " << right);
    return shared;
  }
  void set_influence(const std::string& slug, std::int64_t influence) override {
    ++visits;
    entries.at(slug).node.influence = influence;
  }
  void set_citation(const std::string& slug, const RankCitation& citation) override {
    entries.at(slug).citations.at(static_cast<std::size_t>(citation.position)) = citation;
  }

  int visits = 0;
};

/// What the pass over all packages makes of the model.
std::vector<Standing> standings_of(const Model& model) {
  std::map<std::string, std::size_t> index;
  for (const auto& [slug, entry] : model.entries) index.emplace(slug, index.size());
  std::vector<Standing> standings;
  for (const auto& [slug, entry] : model.entries) {
    Standing standing{entry.node.sequence, entry.node.level, entry.contributors, {}};
    for (const RankCitation& citation : entry.citations) {
      const auto target = index.find(citation.target);
      const bool known = target != index.end();
      standing.relations.push_back({known ? target->second : RankRelation::kExternal, citation.kind,
                                    known && citation.supersedes});
    }
    standings.push_back(std::move(standing));
  }
  return standings;
}

bool agrees(const Model& model) {
  const std::vector<Standing> standings = standings_of(model);
  RankGraph graph;
  NameIds names;
  for (const Standing& standing : standings) add_standing(graph, names, standing);
  const Flow expected = flow(graph);
  std::size_t package = 0, relation = 0;
  for (const auto& [slug, entry] : model.entries) {
    if (entry.node.influence != expected.influence[package++]) return false;
    for (const RankCitation& citation : entry.citations) {
      if (citation.weight != expected.weight[relation]) return false;
      if (citation.milli != expected.milli[relation++]) return false;
    }
  }
  return true;
}

std::string slug_of(std::uint64_t number) { return "p" + std::to_string(number); }

/// Random contributors and relations, the latter also to packages that are not there and to none.
void draw(Xoshiro256ss& rng, std::uint64_t slugs, Model::Entry& entry) {
  entry.contributors.clear();
  for (std::uint64_t i = 1 + rng.below(5) / 4; i > 0; --i) {
    // Of two people in five something better is known than the name, and the name beside it.
    const bool better = rng.below(5) < 2;
    entry.contributors.emplace_back("author-" + std::to_string(rng.below(2 * slugs)), better);
    if (better) entry.contributors.emplace_back("orcid-" + std::to_string(rng.below(slugs)));
  }
  std::sort(entry.contributors.begin(), entry.contributors.end());
  entry.citations.clear();
  const std::uint64_t count = rng.below(5);
  for (std::uint64_t i = 0; i < count; ++i) {
    RankCitation citation;
    citation.position = static_cast<std::int64_t>(i);
    citation.target = rng.below(6) == 0 ? "" : slug_of(rng.below(slugs));
    citation.kind = static_cast<Endorsement>(rng.below(4));
    entry.citations.push_back(citation);
  }
  if (count > 0 && rng.below(6) == 0) {
    const std::string target = entry.citations[rng.below(count)].target;
    for (RankCitation& citation : entry.citations)
      citation.supersedes = !target.empty() && citation.target == target;
  }
}

std::vector<std::string> paid_by(const Model::Entry& entry) {
  std::vector<std::string> targets;
  for (const RankCitation& citation : entry.citations) {
    if (citation.milli > 0) targets.push_back(citation.target);
  }
  return targets;
}

}  // namespace

TEST_CASE("10^4 random histories: the incremental influence is that of the full pass", "[rank]") {
  Xoshiro256ss rng(20'261'125);
  for (int history = 0; history < 10'000; ++history) {
    Model model;
    std::int64_t next = 1;
    const std::uint64_t slugs = 2 + rng.below(9);
    for (int step = 0; step < 14; ++step) {
      // Several packages may change before influence is brought up to date.
      std::vector<RankChange> changes;
      const std::uint64_t batch = 1 + rng.below(3);
      for (std::uint64_t i = 0; i < batch; ++i) {
        RankChange change;
        change.slug = slug_of(rng.below(slugs));
        const auto found = model.entries.find(change.slug);
        const std::uint64_t action = rng.below(8);
        if (found == model.entries.end()) {  // Import.
          Model::Entry entry;
          entry.node = {next++, static_cast<int>(rng.below(5)), 0};
          draw(rng, slugs, entry);
          model.entries.emplace(change.slug, std::move(entry));
          change.moved = true;
        } else if (action < 2) {  // Remove.
          change.lost = paid_by(found->second);
          change.moved = true;
          model.entries.erase(found);
        } else if (action < 5) {  // A new version with other relations and contributors.
          change.lost = paid_by(found->second);
          change.moved = true;
          draw(rng, slugs, found->second);
        } else {  // Verify.
          found->second.node.level = static_cast<int>(rng.below(5));
        }
        changes.push_back(std::move(change));
      }
      update_influence(model, changes);
      if (!agrees(model)) FAIL("history " << history << ", step " << step);
    }
  }
}

TEST_CASE("caps of 6 and 12 points hold along a long chain of citations", "[rank]") {
  Model model;
  for (int i = 0; i < 30; ++i) {
    Model::Entry entry;
    entry.node = {i, 4, 0};
    entry.contributors.emplace_back("author-" + std::to_string(i));
    for (int back = 1; back <= 3 && back <= i; ++back) {
      RankCitation citation;
      citation.position = back - 1;
      citation.target = slug_of(static_cast<std::uint64_t>(i - back));
      citation.kind = Endorsement::confirms;
      entry.citations.push_back(citation);
    }
    const std::string slug = slug_of(static_cast<std::uint64_t>(i));
    model.entries.emplace(slug, entry);
    const RankChange change{slug, true, {}};
    update_influence(model, std::span(&change, 1));
    REQUIRE(agrees(model));
  }
  CHECK(model.entries.at("p0").node.influence == 6000);
}

TEST_CASE("a ring of 50 unverified packages earns nothing, whichever comes first", "[rank]") {
  Model model;
  std::vector<RankChange> changes;
  for (std::uint64_t i = 0; i < 50; ++i) {
    Model::Entry entry;
    entry.node = {static_cast<std::int64_t>((i * 7) % 50), 2, 0};
    entry.contributors.emplace_back("author-" + std::to_string(i));
    RankCitation citation;
    citation.target = slug_of((i + 1) % 50);
    citation.kind = Endorsement::confirms;
    entry.citations = {citation};
    model.entries.emplace(slug_of(i), std::move(entry));
    changes.push_back({slug_of(i), true, {}});
  }
  update_influence(model, changes);
  for (const auto& [slug, entry] : model.entries) CHECK(entry.node.influence == 0);
  CHECK(model.visits == 0);
}

TEST_CASE("where nothing that is passed on changes, the walk ends", "[rank]") {
  // A chain of unverified packages: a new one at its head reaches nobody.
  Model model;
  for (int i = 0; i < 100; ++i) {
    Model::Entry entry;
    entry.node = {i, 1, 0};
    entry.contributors.emplace_back("author-" + std::to_string(i));
    RankCitation citation;
    citation.target = i > 0 ? slug_of(static_cast<std::uint64_t>(i) - 1) : "";
    citation.kind = Endorsement::confirms;
    entry.citations = {citation};
    model.entries.emplace(slug_of(static_cast<std::uint64_t>(i)), std::move(entry));
  }
  model.entries.at("p99").node.level = 3;
  const RankChange change{"p99", false, {}};
  update_influence(model, std::span(&change, 1));
  CHECK(model.entries.at("p98").node.influence == 1500);
  CHECK(model.visits == 1);
  CHECK(agrees(model));
}
