// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The derived tables after single changes against those of a rebuild.
#include "hub/refresh.hpp"

#include <utility>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "ahub/base/random.hpp"
#include "ahub/hub/graph.hpp"
#include "store/schema.hpp"
#include "store/statement.hpp"
#include "unit/hub/temporary.hpp"

using namespace ahub;
using ahub::test::cache_manifest;
using ahub::test::TemporaryDirectory;
using ahub::test::true_hits;
namespace fs = std::filesystem;

namespace {

constexpr const char* kTime = "2026-11-24T10:00:00.000Z";

/// What a rebuild would write; the store stays as it is.
std::string dump_of_rebuild(Hub& hub) {
  struct Undo {};
  std::string dump;
  try {
    hub.store().write([&] {
      rebuild_derived(hub.store());
      dump = hub.store().dump();
      throw Undo{};
    });
  } catch (const Undo&) {
  }
  return dump;
}

/// One random life of a store.
class History {
 public:
  explicit History(std::uint64_t seed)
      : rng_(seed), hub_(Store::open(place_.path() / "hub.db", StoreMode::create)) {
    other_key_ = make_key_pair();
  }

  void step() {
    // Some weeks later.
    month_ += static_cast<int>(rng_.below(2));
    const std::string time = now();
    const std::vector<StoredPackage> stored = hub_.store().newest_packages();
    const std::uint64_t action = stored.empty() ? 0 : rng_.below(10);
    if (action < 3) {
      import({package()});
    } else if (action == 3) {
      import({package(), package(), package()});
    } else if (action < 6) {
      VerifyRequest request;
      request.targets = {any(stored).slug};
      request.options.time = time;
      hub_.verify(request);
    } else if (action == 6) {
      hub_.remove(any(stored).slug, time);
    } else if (action == 7) {
      hub_.import_receipts(receipts_of_other_host(any(stored)), time);
    } else if (action == 8 && rng_.below(4) == 0) {
      hub_.trust(to_hex(other_key_.public_key), "other", time);
    } else {
      // A process that died between its facts and their derivation; the next step catches up.
      const LoadedPackage loaded = load_package(package());
      const Package& found = loaded.parsed.package;
      hub_.store().write([&] {
        hub_.store().add_package(found.slug, found.version, found.digest, false, loaded.files,
                                 time);
      });
      CHECK(hub_.store().derived_stale());
      import({package()});
    }
  }

  Hub& hub() { return hub_; }

 private:
  std::string now() const {
    return fmt::format("20{:02}-{:02}-03T10:00:00.000Z", 20 + month_ / 12, 1 + month_ % 12);
  }
  const StoredPackage& any(const std::vector<StoredPackage>& stored) {
    return stored[rng_.below(stored.size())];
  }
  std::string slug() { return fmt::format("package-{}", rng_.below(9)); }

  void import(const std::vector<fs::path>& paths) {
    ImportOptions options;
    options.time = now();
    options.atomic = rng_.below(2) == 0;
    hub_.import(paths, options);
  }

  /// A package or the next version of one, true or false, with relations to whatever there is or is
  /// not.
  fs::path package() {
    const std::string name = slug();
    const std::optional<StoredPackage> newest = hub_.store().find(name, std::nullopt);
    std::string relations;
    for (std::uint64_t i = rng_.below(4); i > 0; --i) {
      constexpr const char* kKinds[] = {"confirms", "builds_on", "uses", "contradicts",
                                        "supersedes"};
      std::string target = rng_.below(6) == 0 ? "arXiv:2205.14135v2" : slug();
      if (rng_.below(5) == 0 && target[0] == 'p') target += "#c1";
      if (target.substr(0, name.size()) == name) continue;
      relations += fmt::format("{}{{kind: {}, target: \"{}\"}}", relations.empty() ? "" : ", ",
                               kKinds[rng_.below(5)], target);
    }
    const std::string extra = relations.empty() ? "" : "relations: [" + relations + "]\n";
    static const int hits = true_hits();
    const int claimed = rng_.below(3) == 0 ? hits + 1 : hits;
    const int version = newest ? static_cast<int>(newest->version) + 1 : 1;
    std::string manifest = cache_manifest(name, version, claimed, extra);
    if (rng_.below(2) == 0) {
      const std::string author = "author of " + name;
      manifest.replace(manifest.find(author), author.size(), any_author());
    }
    if (rng_.below(2) == 0) {
      const std::string concepts = "concepts: [caching]";
      manifest.replace(manifest.find(concepts), concepts.size(),
                       fmt::format("concepts: [tag-{}, tag-{}]", rng_.below(3), rng_.below(3)));
    }
    return place_.package(fmt::format("p{}", count_++), manifest);
  }

  /// Two people in several spellings, with ORCIDs here and there, and somebody without a name.
  std::string any_author() {
    // Between quotation marks.
    static constexpr const char* kAuthors[] = {
        "author one",
        "Author  ONE",
        "One, A\u0301uthor",
        "\u0430uthor one",
        "author two",
        "author\u00A0two",
        "...",
        "author one\", orcid: \"0000-0002-1825-0097",
        "Author 1ne\", orcid: \"0000-0001-5109-3700",
        "someone else\", orcid: \"https://orcid.org/0000-0002-1825-0097",
        "author two\", orcid: \"0000-0002-1694-233x"};
    return kAuthors[rng_.below(std::size(kAuthors))];
  }

  std::vector<Receipt> receipts_of_other_host(const StoredPackage& stored) {
    VerifyOptions options;
    options.time = now();
    options.key = other_key_;
    return verify_package(hub_.parse(stored), hub_.store().files(stored), options).receipts;
  }

  Xoshiro256ss rng_;
  TemporaryDirectory place_;
  Hub hub_;
  KeyPair other_key_;
  int count_ = 0;
  int month_ = 1;
};

/// The pages of two feeds of one store, by tables and from the facts.
void require_same(const FeedPage& tables, const FeedPage& facts) {
  REQUIRE(tables.slice.rows == facts.slice.rows);
  if (!tables.slice.rows.empty()) CHECK(tables.slice.first_rank == facts.slice.first_rank);
  CHECK(tables.slice.more == facts.slice.more);
  CHECK(tables.next_cursor == facts.next_cursor);
  CHECK(tables.packages == facts.packages);
}

}  // namespace

TEST_CASE("after random imports, verifications, receipts and removals the tables are a rebuild's",
          "[hub]") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    History history(seed);
    for (int step = 0; step < 12; ++step) {
      history.step();
      const std::string incremental = history.hub().store().dump();
      REQUIRE_FALSE(history.hub().store().derived_stale());
      if (incremental != dump_of_rebuild(history.hub()))
        FAIL("seed " << seed << ", step " << step << " differs");
    }
    const DoctorReport report = history.hub().doctor(CheckDepth::full);
    if (!report.damage.empty())
      FAIL("seed " << seed << ": " << report.damage[0].subject << " " << report.damage[0].message);
  }
}

TEST_CASE("feed, hot feed and check in their quick ways say what the facts as a whole say",
          "[hub]") {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    History history(seed);
    for (int step = 0; step < 14; ++step) history.step();
    Hub& hub = history.hub();
    CAPTURE(seed);
    GraphRequest check;
    check.check = true;
    const std::vector<GraphFinding> findings = graph_of(hub, check).findings;
    check.only_findings = true;
    CHECK(graph_of(hub, check).findings == findings);
    found += findings.size();
    FeedQuery query;
    query.limit = 4;
    std::vector<FeedQuery> queries(5, query);
    queries[1].page = 2;
    queries[2].min_level = 3;
    queries[3].tags = {"tag-1"};
    queries[4].category = "cs.PF";
    for (FeedQuery& each : queries) {
      // The end of time: all facts, and none of the tables.
      require_same(hub.feed(each), hub.feed_as_of(each, "9999-12-31", "attention"));
      const FeedPage hot = hub.feed_as_of(each, {}, "hot");
      require_same(hot, hub.feed_as_of(each, "9999-12-31", "hot"));
      if (!hot.slice.more) continue;
      each.has_cursor = true;
      each.after_attention = hot.slice.rows.back().attention;
      each.after_sequence = hot.slice.rows.back().sequence;
      require_same(hub.feed_as_of(each, {}, "hot"), hub.feed_as_of(each, "9999-12-31", "hot"));
    }
  }
  CHECK(found > 40);
}

TEST_CASE("doctor sees what is passed on beside the facts", "[hub]") {
  const TemporaryDirectory place;
  const fs::path file = place.path() / "hub.db";
  Hub hub(Store::open(file, StoreMode::create));
  ImportOptions options;
  options.time = kTime;
  hub.import(
      {place.package("a", cache_manifest("first-cache", 1, true_hits())),
       place.package("b", cache_manifest("second-cache", 1, true_hits(),
                                         "relations: [{kind: confirms, target: first-cache}]\n"))},
      options);
  CHECK(hub.doctor(CheckDepth::normal).damage.empty());
  Connection(file.string(), SQLITE_OPEN_READWRITE, 1).execute("UPDATE relation SET weight = 1");
  const std::vector<Damage> damage = hub.doctor(CheckDepth::normal).damage;
  REQUIRE(damage.size() == 1);
  CHECK(damage[0].check == "derived");
  CHECK(damage[0].subject == "second-cache");
  hub.rebuild();
  CHECK(hub.doctor(CheckDepth::normal).damage.empty());
}

TEST_CASE("a slug that comes to exist is no external work any more", "[hub]") {
  const TemporaryDirectory place;
  Hub hub(Store::open(place.path() / "hub.db", StoreMode::create));
  ImportOptions options;
  options.time = kTime;
  hub.import(
      {place.package("a", cache_manifest("first-cache", 1, true_hits())),
       place.package("b", cache_manifest("second-cache", 1, true_hits(),
                                         "relations: [{kind: confirms, target: first-cache}, "
                                         "{kind: confirms, target: third-cache}]\n"))},
      options);
  VerifyRequest request;
  request.targets = {"second-cache"};
  request.options.time = kTime;
  hub.verify(request);
  // Half of 3 points, shared with a work that is not here.
  CHECK(hub.store().feed_row("first-cache")->attention == 4000 + 750);
  // It comes after the package that cites it: nothing flows there, so all of it flows here.
  hub.import({place.package("c", cache_manifest("third-cache", 1, true_hits()))}, options);
  CHECK(hub.store().feed_row("first-cache")->attention == 4000 + 1500);
  hub.remove("third-cache", kTime);
  CHECK(hub.store().feed_row("first-cache")->attention == 4000 + 750);
  CHECK(hub.store().dump() == dump_of_rebuild(hub));
}

TEST_CASE("a ring of 50 unverified packages stays at four points each", "[hub]") {
  const TemporaryDirectory place;
  Hub hub(Store::open(place.path() / "hub.db", StoreMode::create));
  std::vector<fs::path> paths;
  for (int i = 0; i < 50; ++i) {
    paths.push_back(place.package(
        fmt::format("p{}", i),
        cache_manifest(
            fmt::format("ring-{}", i), 1, 5,
            fmt::format("relations: [{{kind: confirms, target: ring-{}}}]\n", (i + 1) % 50))));
  }
  ImportOptions options;
  options.time = kTime;
  for (const ImportItem& item : hub.import(paths, options))
    REQUIRE(item.status == ImportStatus::added);
  FeedQuery query;
  query.limit = 50;
  const FeedPage page = hub.feed(query);
  REQUIRE(page.slice.rows.size() == 50);
  for (const FeedRow& row : page.slice.rows) CHECK(row.attention == 4000);
}

TEST_CASE("works outside the store have one name however they are written", "[hub]") {
  const TemporaryDirectory place;
  Hub hub(Store::open(place.path() / "hub.db", StoreMode::create));
  ImportOptions options;
  options.time = kTime;
  const char* const works[] = {"arXiv:2205.14135", "https://arxiv.org/abs/2205.14135v2",
                               "https://arxiv.org/pdf/2205.14135.pdf"};
  int number = 0;
  for (const char* work : works) {
    const std::string slug = fmt::format("citing-{}", ++number);
    hub.import({place.package(slug, cache_manifest(slug, 1, 5,
                                                   fmt::format("relations: [{{kind: uses, target: "
                                                               "\"{}\"}}]\n",
                                                               work)))},
               options);
    // The other one is the evidence of every package of the suite.
    CHECK(hub.store().package_rows(slug)->works ==
          std::vector<std::string>{"arxiv:2205.14135", "https://example.org/small"});
  }
}

TEST_CASE("an import from arXiv leaves what a rebuild from the stored bytes would write") {
  const TemporaryDirectory place;
  Hub hub(Store::open(place.path() / "hub.db", StoreMode::create));
  Xoshiro256ss rng(11);
  const std::vector<std::string> texts{"", R"(A \"quoted\" $x_{i}$ sentence. Another one.)",
                                       "\u00e9t\u00e9, zero\u200bwidth, private \ue000. End.",
                                       std::string(3000, 'w')};
  const auto any = [&] { return texts[rng.below(texts.size())]; };
  for (int round = 0; round < 3; ++round) {
    std::string lines;
    for (int i = 0; i < 40; ++i) {
      // Some come up twice, in one batch and in several rounds, with the same and with other words.
      lines += fmt::format(
          R"({{"id":"2205.{:05}","title":"t {}","abstract":"{}","authors":"{}, Ada Example",)"
          R"("categories":"{}","doi":"10.1/{}","license":"http://creativecommons.org/licenses/by/4.0/",)"
          R"("versions":[{{"version":"v{}","created":"Mon, 2 Apr 2007 19:18:42 GMT"}}]}})",
          rng.below(30), any(), any(), any(), rng.below(2) == 0 ? "cs.LG math.CO" : "hep-th", any(),
          1 + rng.below(3));
      lines += '\n';
    }
    ArxivImportOptions options;
    options.time = kTime;
    options.batch = 7;
    const ArxivSource source{"test", [&](const PieceSink& sink) { sink(lines); }};
    const ArxivImport report = import_arxiv(&hub.store(), source, options);
    CHECK(report.skipped == 0);
    CHECK(report.records == 40);
    CHECK(hub.store().dump() == dump_of_rebuild(hub));
    CHECK(hub.doctor(CheckDepth::full).damage.empty());
  }
}

TEST_CASE("a store of schema 1 is read from its facts and rebuilt at its first write", "[hub]") {
  const TemporaryDirectory place;
  const fs::path file = place.path() / "hub.db";
  ImportOptions options;
  options.time = kTime;
  std::string before;
  {
    Hub hub(Store::open(file, StoreMode::create));
    hub.import({place.package("a", cache_manifest("first-cache", 1, true_hits()))}, options);
    VerifyRequest request;
    request.targets = {"first-cache"};
    request.options.time = kTime;
    hub.verify(request);
    before = hub.store().dump();
  }
  {
    Connection connection(file.string(), SQLITE_OPEN_READWRITE, 1);
    for (const char* table : {"feed", "feed_text", "facet", "facet_feed", "claim", "relation",
                              "contributor", "external", "inflow", "counted", "feed_block",
                              "tension", "derived_from", "text_word", "text_index"})
      connection.execute(fmt::format("DROP TABLE {}", table).c_str());
    connection.execute("DROP INDEX event_tension");
    const std::string first = kMigrations[0];
    connection.execute(first.substr(first.find("CREATE TABLE feed ")).c_str());
    connection.execute("INSERT INTO derived_from SELECT max(sequence) FROM event");
    connection.execute(
        "DROP INDEX package_file_blob; ALTER TABLE package_file RENAME TO new_file; ALTER TABLE "
        "blob RENAME TO new_blob");
    const std::size_t blob = first.find("CREATE TABLE blob ");
    connection.execute(first.substr(blob, first.find("CREATE TABLE receipt ") - blob).c_str());
    connection.execute(
        "INSERT INTO blob SELECT sha256, bytes FROM new_blob; INSERT INTO package_file SELECT "
        "package, path, size, sha256 FROM new_file; DROP TABLE new_file; DROP TABLE new_blob");
    connection.execute("PRAGMA user_version=1");
  }
  {
    const Hub hub(Store::open(file, StoreMode::read_only));
    REQUIRE(hub.feed({}).slice.rows.size() == 1);
    CHECK(hub.feed({}).slice.rows[0].attention == 10'000);
    CHECK(hub.show("first-cache").rank == 1);
    CHECK(hub.doctor(CheckDepth::full).damage.empty());
  }
  Hub hub(Store::open(file, StoreMode::read_write));
  CHECK(fs::exists(file.string() + ".v1.bak"));
  CHECK(hub.store().derived_stale());
  CHECK(hub.store().pending().everything);
  CHECK(hub.doctor(CheckDepth::full).damage.empty());
  hub.store().write([&] { refresh_packages(hub.store(), {}); });
  CHECK(hub.store().dump() == before);
}
