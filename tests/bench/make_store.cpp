// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A store of any size for the benchmarks: real facts (manifests, receipts signed by the store's
// key), and the derived rows that `ahub rebuild` would give, without parsing what was just written.
//   make_store FILE PACKAGES [SEED [RELATIONS]]
// Relations by preferential attachment to older packages, 3 by default: with 10 the file of 10^6
// packages doubles. 3 of 100 packages are verified. The same arguments give the same packages; keys
// and so signatures differ.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/names.hpp"
#include "ahub/package/identity.hpp"
#include "ahub/rank/rank.hpp"
#include "ahub/sim/stated_unit.hpp"
#include "bench/words.hpp"
#include "hub/derive.hpp"
#include "hub/refresh.hpp"

namespace ahub::bench {
namespace {

constexpr std::size_t kWords = 20'000, kDomains = 40, kConcepts = 200, kBatch = 20'000;
constexpr std::uint64_t kVerifiedOf = 100, kVerified = 3;
constexpr const char* kTime = "2026-06-11T00:00:00.000Z";

struct Cites {
  std::size_t target = 0;
  RelationKind kind = RelationKind::builds_on;
};

/// Package `i` is a function of the seed and of `i` alone, but for whom it cites.
class Corpus {
 public:
  Corpus(std::size_t size, std::uint64_t seed, std::size_t relations)
      : size_(size), seed_(seed), words_(kWords, seed), domains_(kDomains), concepts_(kConcepts) {
    cite(relations);
  }
  std::size_t size() const { return size_; }
  const std::vector<Cites>& cites(std::size_t i) const { return cites_[i]; }
  bool verified(std::size_t i) const { return stream(i, 1).below(kVerifiedOf) < kVerified; }

  std::string slug(std::size_t i) const {
    Xoshiro256ss random = stream(i, 2);
    const std::string& one = words_.word(60 + random.below(kWords - 60));
    return fmt::format("{}-{}-{}", one, words_.word(60 + random.below(kWords - 60)), i);
  }
  std::vector<std::string> contributors(std::size_t i) const {
    // A person writes some ten packages: names come from a pool that grows with the store.
    Xoshiro256ss random = stream(i, 3);
    std::vector<std::string> names;
    for (std::uint64_t k = 1 + random.below(4); k > 0; --k) {
      const std::uint64_t person = random.below(size_ / 4 + 1);
      Xoshiro256ss born = stream(person, 4);
      names.push_back(fmt::format("{} {}", words_.name(born), person));
    }
    return sorted_once(std::move(names));
  }
  /// Everything that the manifest says, in its model.
  Package package(std::size_t i) const {
    Xoshiro256ss random = stream(i, 5);
    Package package;
    package.slug = slug(i);
    package.title = words_.title(random);
    package.abstract = words_.abstract(random, 120 + random.below(61));
    static constexpr const char* kFields[] = {"cs", "math", "stat", "eess", "econ"};
    const std::size_t domain = domains_.draw(random);
    package.domain = fmt::format("{}.{}{}", kFields[domain % 5],
                                 static_cast<char>('A' + domain / 5 % 26), "LXCT"[domain % 4]);
    for (std::uint64_t k = 1 + random.below(4); k > 0; --k)
      package.concepts.push_back("c-" + words_.word(100 + concepts_.draw(random)));
    package.concepts = sorted_once(std::move(package.concepts));
    for (const std::string& name : contributors(i)) {
      Contributor contributor;
      contributor.name = name;
      package.contributors.push_back(contributor);
    }
    const std::size_t day = i * (26 * 12 * 28) / size_;
    package.provenance.published =
        fmt::format("{}-{:02}-{:02}", 2000 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
    package.provenance.source = fmt::format("arXiv:{:04}.{:05}", 1501 + i / 90'000, i % 90'000);
    Claim claim;
    claim.statement = "reported: " + words_.abstract(random, 15);
    package.claims.push_back(claim);
    for (const Cites& each : cites_[i]) package.relations.push_back({each.kind, slug(each.target)});
    return package;
  }
  /// What four verified packages measured alike: they share a frontier key.
  std::size_t experiment(std::size_t i) const { return i / (4 * kVerifiedOf / kVerified); }

  static std::vector<std::string> sorted_once(std::vector<std::string> texts) {
    std::sort(texts.begin(), texts.end());
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    return texts;
  }

 private:
  Xoshiro256ss stream(std::uint64_t i, std::uint64_t role) const {
    return Xoshiro256ss(SplitMix64(seed_ * 1'000'003 + i * 16 + role).next());
  }
  /// Three of four citations copy an earlier one: what is cited is cited again.
  void cite(std::size_t relations) {
    cites_.resize(size_);
    std::vector<std::uint32_t> targets;
    Xoshiro256ss random = stream(0, 6);
    static constexpr RelationKind kKinds[] = {RelationKind::builds_on, RelationKind::builds_on,
                                              RelationKind::builds_on, RelationKind::uses,
                                              RelationKind::uses,      RelationKind::uses,
                                              RelationKind::confirms,  RelationKind::compares_to};
    for (std::size_t i = 1; i < size_; ++i) {
      const std::size_t first = targets.size();
      for (std::size_t k = 0; k < relations; ++k) {
        const bool fresh = first == 0 || random.below(4) == 0;
        const std::size_t target = fresh ? random.below(i) : targets[random.below(first)];
        const RelationKind kind = kKinds[random.below(std::size(kKinds))];
        const bool again = std::any_of(cites_[i].begin(), cites_[i].end(),
                                       [&](const Cites& each) { return each.target == target; });
        if (again) continue;
        cites_[i].push_back({target, kind});
        targets.push_back(static_cast<std::uint32_t>(target));
      }
    }
  }

  std::size_t size_;
  std::uint64_t seed_;
  Vocabulary words_;
  Zipf domains_, concepts_;
  std::vector<std::vector<Cites>> cites_;
};

std::string manifest(const Corpus& corpus, std::size_t i, const Package& package) {
  Json concepts = Json::array(), people = Json::array(), relations = Json::array();
  for (const std::string& name : package.concepts) concepts.push(name);
  for (const Contributor& each : package.contributors)
    people.push(Json::object().set("kind", "human").set("name", each.name));
  for (const Relation& each : package.relations)
    relations.push(Json::object().set("kind", to_string(each.kind)).set("target", each.target));
  const bool verified = corpus.verified(i);
  Json claim = Json::object();
  claim.set("id", "c1")
      .set("kind", verified ? "performance" : "observation")
      .set("scope", verified ? "model" : "system")
      .set("statement", package.claims[0].statement);
  if (verified) {
    claim.set("structured",
              Json::object()
                  .set("system", package.slug)
                  .set("workload", fmt::format("zipf-{}", corpus.experiment(i)))
                  .set("metric", "hit-rate")
                  .set("value", 0.5 + 1e-6 * static_cast<double>(corpus.experiment(i) % 1000))
                  .set("unit", "fraction")
                  .set("higher_is_better", true)
                  .set("hardware", "any-cpu"));
  }
  claim.set("evidence",
            Json::array().push(Json::object().set("source", package.provenance.source)));
  Json json = Json::object();
  json.set("schema", kSchemaId)
      .set("profile", "systems@0.1")
      .set("slug", package.slug)
      .set("version", 1)
      .set("title", package.title)
      .set("abstract", package.abstract)
      .set("domain", package.domain)
      .set("concepts", std::move(concepts))
      .set("contributors", std::move(people))
      .set("provenance", Json::object()
                             .set("published", package.provenance.published)
                             .set("source", package.provenance.source))
      .set("claims", Json::array().push(std::move(claim)));
  if (!package.relations.empty()) json.set("relations", std::move(relations));
  if (verified) {
    Json run = Json::object()
                   .set("id", "base")
                   .set("simulator", "cache")
                   .set("params", Json::object().set("capacity", 100).set("requests", 20'000))
                   .set("seed", 7);
    json.set("verification",
             Json::object()
                 .set("mode", "simulator")
                 .set("runs", Json::array().push(std::move(run)))
                 .set("expected", Json::array().push(Json::object()
                                                         .set("claim", "c1")
                                                         .set("output", "hit_rate_lru")
                                                         .set("op", "approx")
                                                         .set("abs", 0.00005))));
  }
  return to_pretty_json(json);
}

/// The rows of a package that nobody ran: level 1, since its evidence is a source.
PackageRows attested_rows(const Package& package, const StoredPackage& stored) {
  PackageRows rows;
  FeedRow& feed = rows.feed;
  feed.package = stored.id;
  feed.sequence = stored.sequence;
  feed.slug = package.slug;
  feed.title = package.title;
  feed.summary = package.abstract;
  feed.domain = package.domain;
  feed.date = package.provenance.published;
  feed.level = 1;
  feed.claims = 1;
  feed.concepts = package.concepts;
  ClaimRow claim;
  claim.id = "c1";
  claim.kind = to_string(ClaimKind::observation);
  claim.scope = to_string(ClaimScope::system);
  claim.statement = package.claims[0].statement;
  claim.badge = "attested";
  rows.claims.push_back(std::move(claim));
  for (const Relation& each : package.relations)
    rows.relations.push_back(
        {std::string(to_string(each.kind)), each.target, each.target, "", 0, 0});
  rows.contributors = identities_of(package);
  rows.works = works_of(package);
  return rows;
}

/// A receipt as a run of the simulator would leave it; the run itself did not take place.
void add_receipt(Store& store, const KeyPair& key, std::span<const std::string> trusted,
                 Known& known) {
  RunRecord run;
  run.method = known.package.methods.at(0).id;
  run.id = "base";
  run.engine = "simulator";
  run.implementation = "cache@1";
  run.simulator = "cache";
  run.version = 1;
  run.fidelity = "exact";
  run.status = "ok";
  run.outputs = Json::object().set("hit_rate_lru", *known.package.claims.at(0).structured.value);
  const Method& method = known.package.methods.at(0);
  run.seed = method.runs.at(0).seed;
  Check check = compare(known.package, method, method.expected.at(0),
                        sim::stated_unit(run.simulator, run.params.as_object(), "hit_rate_lru"),
                        known.package.claims.at(0).structured.value);
  check.run = run.id;
  const Receipt receipt =
      make_receipt(known.package, "c1", run.method, Verdict::confirmed, "", {&check, 1}, {&run, 1},
                   key, Json::object().set("time", kTime));
  store.add_receipt(to_stored(receipt), kTime);
  known.receipts = judge_receipts(known.package, {&receipt, 1}, trusted);
}

/// What flows between the packages, known before the first row is written.
struct Attentions {
  RankGraph graph;
  Flow found;
};

Attentions attentions_of(const Corpus& corpus) {
  Attentions result;
  NameIds names;
  for (std::size_t i = 0; i < corpus.size(); ++i) {
    Standing standing;
    standing.sequence = static_cast<std::int64_t>(i);
    standing.level = corpus.verified(i) ? 3 : 1;
    for (const std::string& name : corpus.contributors(i)) {
      for (ContributorKey& key : contributor_keys(std::vector{folded_name(name)}))
        standing.contributors.push_back(std::move(key));
    }
    for (const Cites& each : corpus.cites(i))
      standing.relations.push_back({each.target, endorsement(to_string(each.kind)), false});
    add_standing(result.graph, names, standing);
  }
  result.found = flow(result.graph);
  return result;
}

class Maker {
 public:
  Maker(Store& store, const Corpus& corpus)
      : store_(store), corpus_(corpus), attentions_(attentions_of(corpus)), key_(store.own_key()) {
    trusted_ = trusted_of(store);
  }
  void take(std::size_t i) {
    const Package package = corpus_.package(i);
    const PackageFiles files = make_package_files(
        package.slug, {{std::string(kManifestJson), manifest(corpus_, i, package)}});
    store_.add_package(package.slug, 1, content_digest(files), false, files, kTime);
    const StoredPackage stored = *store_.find(package.slug, 1);
    PackageRows rows =
        corpus_.verified(i) ? verified_rows(stored, files) : attested_rows(package, stored);
    const Flow& found = attentions_.found;
    rows.feed.attention = total_attention(rows.feed.level, found.influence[i]);
    for (std::size_t k = 0; k < rows.relations.size(); ++k) {
      rows.relations[k].weight = found.weight[attentions_.graph.first_relation[i] + k];
      rows.relations[k].milli = found.milli[attentions_.graph.first_relation[i] + k];
    }
    store_.change_package(nullptr, &rows);
  }

 private:
  PackageRows verified_rows(const StoredPackage& stored, const PackageFiles& files) {
    Known known;
    known.stored = stored;
    known.package = parse_package(files).package;
    known.integrity = integrity_holds(known.package, files);
    add_receipt(store_, key_, trusted_, known);
    return package_rows_of(known);
  }

  Store& store_;
  const Corpus& corpus_;
  const Attentions attentions_;
  const KeyPair key_;
  std::vector<std::string> trusted_;
};

int make(const char* file, std::size_t size, std::uint64_t seed, std::size_t relations) {
  Store store = Store::open(file, StoreMode::create);
  const Corpus corpus(size, seed, relations);
  Maker maker(store, corpus);
  store.write([&] { store.clear_derived(); });
  for (std::size_t first = 0; first < size; first += kBatch) {
    store.write([&] {
      for (std::size_t i = first; i < std::min(first + kBatch, size); ++i) maker.take(i);
      store.stamp_derived();
    });
    std::fprintf(stderr, "\r%zu", std::min(first + kBatch, size));
  }
  store.write([&] {
    refresh_tensions(store, nullptr);
    store.stamp_derived();
  });
  std::fputs("\n", stderr);
  return 0;
}

}  // namespace
}  // namespace ahub::bench

int main(int count, char** arguments) {
  const auto number = [&](int at, std::uint64_t otherwise) {
    return count > at ? std::strtoull(arguments[at], nullptr, 10) : otherwise;
  };
  if (count < 3 || count > 5 || number(2, 0) == 0) {
    std::fputs("usage: make_store FILE PACKAGES [SEED [RELATIONS]]\n", stderr);
    return 2;
  }
  try {
    return ahub::bench::make(arguments[1], number(2, 0), number(3, 42), number(4, 3));
  } catch (const ahub::Error& error) {
    std::fprintf(stderr, "make_store: %s\n", error.what());
    return 3;
  }
}
