// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "ahub/hub/hub.hpp"
#include "unit/hub/temporary.hpp"

using namespace ahub;
using ahub::test::cache_manifest;
using ahub::test::TemporaryDirectory;
using ahub::test::true_hits;

namespace {

constexpr const char* kTime = "2026-11-24T10:00:00.000Z";

Hub make_hub(const TemporaryDirectory& place) {
  return Hub(Store::open(place.path() / "hub.db", StoreMode::create));
}

std::vector<ImportItem> import(Hub& hub, const std::filesystem::path& path,
                               const char* time = kTime) {
  ImportOptions options;
  options.time = time;
  return hub.import({path}, options);
}

VerifyReport verify(Hub& hub, const std::string& target, const char* time = kTime) {
  VerifyRequest request;
  request.targets = {target};
  request.options.time = time;
  return hub.verify(request);
}

std::int64_t attention_of(const Hub& hub, const std::string& slug) {
  for (const FeedRow& row : hub.feed({}).slice.rows) {
    if (row.slug == slug) return row.attention;
  }
  return -1;
}

}  // namespace

TEST_CASE("a package climbs from import to level 3 and the feed shows what it earned", "[hub]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  const auto items = import(hub, place.package("p", cache_manifest("small-cache", 1, true_hits())));
  REQUIRE(items.size() == 1);
  REQUIRE(items[0].status == ImportStatus::added);
  CHECK(items[0].level == 1);
  CHECK(attention_of(hub, "small-cache") == 4000);

  const VerifyReport report = verify(hub, "small-cache");
  CHECK(report.exit == 0);
  REQUIRE(report.items.size() == 1);
  CHECK(report.items[0].after.level == 3);
  CHECK(attention_of(hub, "small-cache") == 10000);
}

TEST_CASE("a claimed value that differs by one is refuted and the level stays below 3", "[hub]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  import(hub, place.package("p", cache_manifest("small-cache", 1, true_hits() + 1)));
  const VerifyReport report = verify(hub, "small-cache");
  CHECK(report.exit == 1);
  REQUIRE(report.items[0].result.claims.size() == 1);
  const ClaimResult& claim = report.items[0].result.claims[0];
  CHECK(claim.verdict == Verdict::refuted);
  REQUIRE(claim.checks.size() == 1);
  CHECK(claim.checks[0].expected == true_hits() + 1);
  CHECK(claim.checks[0].actual == true_hits());
  CHECK(claim.checks[0].reproduce.find("ahub sim run cache") == 0);
  CHECK(report.items[0].after.level == 2);
  CHECK(attention_of(hub, "small-cache") == 7000);
}

TEST_CASE("a new version with a false number takes the level away", "[hub]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  import(hub, place.package("one", cache_manifest("small-cache", 1, true_hits())));
  verify(hub, "small-cache");
  CHECK(attention_of(hub, "small-cache") == 10000);
  import(hub, place.package("two", cache_manifest("small-cache", 2, true_hits() + 1)));
  verify(hub, "small-cache");
  CHECK(attention_of(hub, "small-cache") == 7000);
  CHECK(hub.show("small-cache@1").level.level == 3);
}

TEST_CASE("the same bytes again change nothing, other bytes under one version conflict", "[hub]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  const auto first = place.package("p", cache_manifest("small-cache", 1, 5));
  import(hub, first);
  const std::string before = hub.store().dump();
  CHECK(import(hub, first)[0].status == ImportStatus::unchanged);
  const auto conflict = import(hub, place.package("q", cache_manifest("small-cache", 1, 6)));
  CHECK(conflict[0].status == ImportStatus::refused);
  CHECK(conflict[0].exit == 3);
  CHECK(hub.store().dump() == before);
}

TEST_CASE("a malformed package leaves no trace and its neighbours are taken", "[hub]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  const auto bad = place.package("bad", "schema: attentionhub/discovery@0.1\n");
  const auto good = place.package("good", cache_manifest("small-cache", 1, 5));
  ImportOptions options;
  options.time = kTime;
  const std::string before = hub.store().dump();
  CHECK(hub.import({bad}, options)[0].exit == 3);
  CHECK(hub.store().dump() == before);
  const auto items = hub.import({bad, good}, options);
  CHECK(items[0].status == ImportStatus::refused);
  CHECK(items[1].status == ImportStatus::added);
}

TEST_CASE("an atomic import with one refused package takes none", "[hub]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  const std::string before = hub.store().dump();
  ImportOptions options;
  options.time = kTime;
  options.atomic = true;
  const auto items = hub.import({place.package("good", cache_manifest("small-cache", 1, 5)),
                                 place.package("bad", "schema: x\n")},
                                options);
  CHECK(items[0].status == ImportStatus::refused);
  CHECK(items[1].status == ImportStatus::refused);
  CHECK(hub.store().dump() == before);
}

TEST_CASE("influence comes from a later verified package of other contributors", "[hub]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  import(hub, place.package("a", cache_manifest("first-cache", 1, true_hits())));
  import(hub, place.package(
                  "b", cache_manifest("second-cache", 1, true_hits(),
                                      "relations: [{kind: confirms, target: first-cache}]\n")));
  CHECK(attention_of(hub, "first-cache") == 4000);
  verify(hub, "second-cache");
  // m = 3 x (3 - 2) = 3 points, w = 1, divided by 2 x 1.
  CHECK(attention_of(hub, "first-cache") == 5500);
  std::int64_t sum = 0;
  for (const AttentionPart& part : hub.explain("first-cache")) sum += part.milli;
  CHECK(sum == 5500);
}

TEST_CASE("rebuild gives the dump that was there before", "[hub]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  import(hub, place.package("p", cache_manifest("small-cache", 1, true_hits())));
  verify(hub, "small-cache");
  const std::string before = hub.store().dump();
  hub.rebuild();
  CHECK(hub.store().dump() == before);
  CHECK(hub.doctor(CheckDepth::full).damage.empty());
}

TEST_CASE("the feed of an earlier day knows nothing of later receipts", "[hub]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  import(hub, place.package("p", cache_manifest("small-cache", 1, true_hits())),
         "2026-11-20T08:00:00.000Z");
  verify(hub, "small-cache", "2026-11-22T08:00:00.000Z");
  CHECK(hub.feed_as_of({}, "2026-11-19", "attention").slice.rows.empty());
  REQUIRE(hub.feed_as_of({}, "2026-11-21", "attention").slice.rows.size() == 1);
  CHECK(hub.feed_as_of({}, "2026-11-21", "attention").slice.rows[0].attention == 4000);
  CHECK(hub.feed_as_of({}, "2026-11-22", "attention").slice.rows[0].attention == 10000);
}

TEST_CASE("the hot order halves what is 180 days older than the newest event", "[hub]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  import(hub, place.package("p", cache_manifest("old-cache", 1, 5)), "2026-01-01T00:00:00.000Z");
  import(hub, place.package("q", cache_manifest("new-cache", 1, 5)), "2026-06-30T00:00:00.000Z");
  const FeedPage page = hub.feed_as_of({}, "", "hot");
  REQUIRE(page.slice.rows.size() == 2);
  CHECK(page.slice.rows[0].slug == "new-cache");
  CHECK(page.slice.rows[0].attention == 4000);
  CHECK(page.slice.rows[1].attention == 2000);
}

TEST_CASE("an unknown package is refused with the nearest name", "[hub]") {
  const TemporaryDirectory place;
  Hub hub = make_hub(place);
  import(hub, place.package("p", cache_manifest("small-cache", 1, 5)));
  try {
    hub.resolve("smal-cache");
    FAIL("resolve must throw");
  } catch (const Error& error) {
    CHECK(error.code() == "not-found");
    CHECK(error.hint().find("small-cache") != std::string::npos);
  }
}

TEST_CASE("receipts of another store count only once its key is trusted", "[hub]") {
  const TemporaryDirectory here, there;
  Hub ours = make_hub(here), theirs = make_hub(there);
  const auto package = here.package("p", cache_manifest("small-cache", 1, true_hits()));
  import(ours, package);
  import(theirs, package);
  verify(ours, "small-cache");
  const VerifyReport report = verify(theirs, "small-cache");
  CHECK(ours.import_receipts(report.items[0].result.receipts, kTime) == 1);
  CHECK(attention_of(ours, "small-cache") == 10000);
  CHECK(ours.trust(to_hex(theirs.store().own_key().public_key), "their host", kTime));
  CHECK(attention_of(ours, "small-cache") == 13000);
}

TEST_CASE("verifying a path touches no store and ends at the level of the package as it lies",
          "[hub]") {
  const TemporaryDirectory place;
  VerifyOptions options;
  options.time = kTime;
  const VerifyItem item =
      verify_path(place.package("p", cache_manifest("small-cache", 1, true_hits())), {}, options);
  CHECK(item.after.level == 3);
  CHECK(item.attention == 10000);
  CHECK_THROWS_AS(verify_path(place.package("bad", "a: b\n"), {}, options), Error);
}
