// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "hub/graph_near.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "ahub/base/json.hpp"
#include "ahub/base/random.hpp"
#include "unit/hub/temporary.hpp"

using namespace ahub;

TEST_CASE("around one package the graph is the same from near it and from the whole store",
          "[graph]") {
  const test::TemporaryDirectory place;
  Hub hub(Store::open(place.path() / "hub.db", StoreMode::create));
  ImportOptions options;
  options.time = "2026-11-25T00:00:00.000Z";
  Xoshiro256ss random(23);
  const auto one_of = [&](std::initializer_list<const char*> texts) {
    return std::string(texts.begin()[random.below(texts.size())]);
  };
  constexpr int kPackages = 120;
  for (int i = 0; i < kPackages; ++i) {
    const std::string slug = fmt::format("pack-{}", i);
    Json relations = Json::array(), concepts = Json::array(), evidence = Json::array();
    for (std::uint64_t k = random.below(3); k > 0; --k) {
      // Some targets never come, some name a claim, which may not be there, some are works outside.
      std::string target = fmt::format("pack-{}", random.below(kPackages + 20));
      target += one_of({"", "", "", "#c1", "#c9"});
      if (random.below(8) == 0) target = one_of({"arXiv:2205.14135", "doi:10.1000/Xy"});
      if (target.rfind(slug, 0) == 0) continue;
      relations.push(Json::object()
                         .set("kind", one_of({"builds_on", "uses", "confirms", "compares_to"}))
                         .set("target", target));
    }
    concepts.push(fmt::format("concept-{}", random.below(40)));
    evidence.push(Json::object().set(
        "source", one_of({"arXiv:2205.14135", "https://Example.org/A", "https://example.org/a",
                          "arXiv:2101.00001", "arXiv:2101.00002v2"})));
    if (random.below(60) == 0) evidence.push(Json::object().set("source", "a letter"));
    const Json claim =
        Json::object()
            .set("id", "c1")
            .set("kind", "performance")
            .set("scope", "system")
            .set("statement", "reported: a number.")
            .set("structured", Json::object()
                                   .set("metric", fmt::format("m{}", random.below(30)))
                                   .set("value", 1)
                                   .set("unit", "ms"))
            .set("evidence", evidence);
    const Json manifest =
        Json::object()
            .set("schema", "attentionhub/discovery@0.1")
            .set("profile", "generic@0.1")
            .set("slug", slug)
            .set("title", "The package " + slug)
            .set("version", 1)
            .set("abstract", "One of many.")
            .set("domain", "cs.DC")
            .set("concepts", concepts)
            .set("contributors",
                 Json::array().push(Json::object().set("kind", "human").set("name", "A B")))
            .set("claims", Json::array().push(claim))
            .set("relations", relations);
    hub.import({place.package(slug, to_json(manifest))}, options);
  }
  REQUIRE(hub.store().package_count() == kPackages);
  int near = 0;
  for (int i = 0; i < kPackages; ++i) {
    GraphRequest request;
    request.start = fmt::format("pack-{}", i) + one_of({"", "", "#c1"});
    request.depth = static_cast<int>(random.below(4));
    request.lineage = random.below(4) == 0;
    if (!request.lineage && random.below(3) == 0)
      request.kinds = {NodeKind::package, NodeKind::claim};
    if (!hub.store().find(fmt::format("pack-{}", i), std::nullopt)) continue;
    near += read_near(hub.store(), request).has_value() ? 1 : 0;
    const GraphReport found = graph_of(hub, request);
    request.check = true;  // Reads the whole store.
    const GraphReport whole = graph_of(hub, request);
    INFO(request.start << " depth " << request.depth << " lineage " << request.lineage);
    CHECK(found.graph.nodes == whole.graph.nodes);
    CHECK(found.graph.edges == whole.graph.edges);
    CHECK(found.start == whole.start);
  }
  CHECK(near > 20);
}
