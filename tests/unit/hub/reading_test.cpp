// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The use cases that read across packages, over small stores.
#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "ahub/hub/changes.hpp"
#include "ahub/hub/diff.hpp"
#include "ahub/hub/frontier.hpp"
#include "ahub/hub/graph.hpp"
#include "ahub/hub/lookup.hpp"
#include "ahub/hub/stats.hpp"
#include "unit/hub/temporary.hpp"

using namespace ahub;
using ahub::test::cache_manifest;
using ahub::test::TemporaryDirectory;
using ahub::test::true_hits;

namespace {

constexpr const char* kTime = "2026-11-24T10:00:00.000Z";

void add(Hub& hub, const TemporaryDirectory& place, const std::string& slug, int version, int hits,
         const std::string& extra = {}) {
  ImportOptions options;
  options.time = kTime;
  const auto items = hub.import(
      {place.package(slug + std::to_string(version), cache_manifest(slug, version, hits, extra))},
      options);
  REQUIRE(items.at(0).status == ImportStatus::added);
}

Hub make_hub(const TemporaryDirectory& place) {
  return Hub(Store::open(place.path() / "hub.db", StoreMode::create));
}

}  // namespace

TEST_CASE("a frontier lists the newest versions, best first, with their open tensions",
          "[hub][frontier]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  add(hub, place, "small-cache", 1, true_hits() + 100);
  add(hub, place, "small-cache", 2, true_hits());
  add(hub, place, "other-cache", 1, true_hits() + 5);
  const FrontierReport report = frontier(hub, {});
  REQUIRE(report.lists.size() == 1);
  const FrontierList& list = report.lists[0];
  REQUIRE(list.entries.size() == 2);
  CHECK(list.entries[0].package == "other-cache");
  CHECK(list.entries[1].package == "small-cache");
  CHECK(list.entries[1].version == 2);
  CHECK(list.entries[1].badge == "attested");
  CHECK(list.tensions.size() == 1);
  CHECK(list.entries[0].tensions == 1);
  FrontierQuery query;
  query.concept_name = "nothing";
  CHECK(frontier(hub, query).lists.empty());
  query = {};
  query.metric = "hits";
  query.domain = "cs.DC";
  CHECK(frontier(hub, query).keys == 1);
}

TEST_CASE("a graph starts at the version or claim that is named", "[hub][graph]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  add(hub, place, "small-cache", 1, true_hits(),
      "relations: [{kind: uses, target: \"doi:10.1000/1\"}]\n");
  add(hub, place, "small-cache", 2, true_hits());
  GraphRequest request;
  request.start = "small-cache";
  CHECK_FALSE(graph_of(hub, request).graph.find("doi:10.1000/1"));
  request.start = "small-cache@1";
  CHECK(graph_of(hub, request).graph.find("doi:10.1000/1"));
  request.start = "small-cache#c1";
  const GraphReport report = graph_of(hub, request);
  REQUIRE(report.start);
  CHECK(report.graph.nodes[*report.start].id == "small-cache#c1");
  request.start = "small-cache#c9";
  CHECK_THROWS_AS(graph_of(hub, request), Error);
  request.start.clear();
  request.check = true;
  CHECK(graph_of(hub, request).findings.empty());
}

TEST_CASE("stored versions and directories are compared alike", "[hub][diff]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  add(hub, place, "small-cache", 1, true_hits());
  add(hub, place, "small-cache", 2, true_hits() + 1);
  const DiffReport stored = diff(diff_side(hub, "small-cache@1"), diff_side(hub, "small-cache@2"));
  const DiffReport mixed =
      diff(diff_side(hub, "small-cache@1"), diff_side(place.path() / "small-cache2"));
  CHECK(stored.changes.size() == 2);  // The statement and the number.
  CHECK(mixed.changes.size() == stored.changes.size());
  CHECK_THROWS_AS(diff_side(hub, "small-cache#c1"), Error);
}

TEST_CASE("changes come in pages that lose nothing", "[hub][changes]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  add(hub, place, "small-cache", 1, true_hits());
  VerifyRequest request;
  request.targets = {"small-cache"};
  request.options.time = kTime;
  hub.verify(request);
  std::vector<std::string> seen;
  ChangesPage page;
  do {
    page = changes(hub, page.next_since, 1);
    for (const ChangeEvent& change : page.events)
      seen.push_back(change.event.kind + " " + change.package + change.claim + change.verdict);
  } while (page.more);
  CHECK(seen == std::vector<std::string>{"init ", "import small-cache@1",
                                         "receipt small-cache@1c1confirmed"});
  page = changes(hub, page.next_since, 10);
  CHECK(page.events.empty());
  CHECK(page.next_since == 3);
  hub.remove("small-cache", kTime);
  CHECK(changes(hub, 3, 10).events.at(0).package == "small-cache@1");
  // The receipt went with its package; its event stays.
  CHECK(changes(hub, 2, 1).events.at(0).package.empty());
}

TEST_CASE("an outside work is found by any of its names, and by its beginning", "[hub][lookup]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  add(hub, place, "small-cache", 1, true_hits(),
      "relations: [{kind: builds_on, target: \"arXiv:2205.14135v2\"}]\n");
  const auto count = [&](const char* query) { return lookup(hub, query).hits.size(); };
  CHECK(count("2205.14135v7") == 1);
  CHECK(lookup(hub, "arxiv:2205.14135").hits.at(0).where == "builds_on");
  CHECK(count("2205.") == 1);
  CHECK(count("arXiv:2205.1413") == 0);
  CHECK(lookup(hub, "http://EXAMPLE.org/small/").hits.at(0).where == "evidence of c1");
  CHECK(count("https://example.org") == 1);
  CHECK(count("https://example.org/sma") == 0);
  CHECK(count("small-cache") == 0);
}

TEST_CASE("the numbers of a store are those of its newest versions and all its facts",
          "[hub][stats]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  CHECK(stats(hub).packages == 0);
  add(hub, place, "small-cache", 1, true_hits());
  add(hub, place, "small-cache", 2, true_hits());
  add(hub, place, "other-cache", 1, true_hits() + 5);
  const StoreStats numbers = stats(hub);
  CHECK(numbers.packages == 2);
  CHECK(numbers.versions == 3);
  CHECK(numbers.claims == 2);
  CHECK(numbers.levels[1] == 2);
  CHECK(numbers.tensions.at(0).count == 1);
  CHECK(numbers.badges.back().name == "attested");
  CHECK(numbers.badges.back().count == 2);
  CHECK(numbers.concepts.at(0).count == 2);
  CHECK(numbers.events == 4);
  CHECK(numbers.bytes > 0);
}
