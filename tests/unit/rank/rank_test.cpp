// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/rank/rank.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "ahub/base/random.hpp"

using namespace ahub;

namespace {

Standing standing(std::int64_t sequence, int level, const std::string& who,
                  std::vector<RankRelation> relations = {}) {
  return {sequence, level, {who}, std::move(relations)};
}

}  // namespace

TEST_CASE("without relations attention is one point and three a level", "[rank]") {
  const std::vector<Standing> standings{standing(1, 0, "a"), standing(2, 1, "b"),
                                        standing(3, 4, "c")};
  const std::vector<Attention> found = attention(standings);
  CHECK(found[0].total == 1000);
  CHECK(found[1].total == 4000);
  CHECK(found[2].total == 13000);
}

TEST_CASE("a verified later package passes half of what verification earned it", "[rank]") {
  // q: level 4 earned 6; confirms has weight 1, the divisor is 2 x max(1, 1).
  const std::vector<Standing> standings{standing(1, 1, "a"),
                                        standing(2, 4, "b", {{0, Endorsement::confirms, false}})};
  CHECK(attention(standings)[0].total == 4000 + 3000);
  // builds_on weighs 0.5: 6 x 0.5 / (2 x max(1, 0.5)) = 1.5.
  const std::vector<Standing> builds{standing(1, 1, "a"),
                                     standing(2, 4, "b", {{0, Endorsement::builds_on, false}})};
  CHECK(attention(builds)[0].total == 4000 + 1500);
}

TEST_CASE("influence runs through a chain from the newest to the oldest", "[rank]") {
  // c passes 3/2 = 1.5 to b; b passes (3 + 1.5)/2 = 2.25 to a.
  const std::vector<Standing> standings{standing(1, 1, "a"),
                                        standing(2, 3, "b", {{0, Endorsement::confirms, false}}),
                                        standing(3, 3, "c", {{1, Endorsement::confirms, false}})};
  const std::vector<Attention> found = attention(standings);
  CHECK(found[1].influence == 1500);
  CHECK(found[0].influence == 2250);
}

TEST_CASE("earlier, unverified, related or superseding packages pass nothing", "[rank]") {
  const std::vector<Standing> earlier{standing(2, 1, "a"),
                                      standing(1, 4, "b", {{0, Endorsement::confirms, false}})};
  CHECK(attention(earlier)[0].influence == 0);
  const std::vector<Standing> unverified{standing(1, 1, "a"),
                                         standing(2, 2, "b", {{0, Endorsement::confirms, false}})};
  CHECK(attention(unverified)[0].influence == 0);
  const std::vector<Standing> own{standing(1, 1, "a"),
                                  standing(2, 4, "a", {{0, Endorsement::confirms, false}})};
  CHECK(attention(own)[0].influence == 0);
  const std::vector<Standing> superseding{standing(1, 1, "a"),
                                          standing(2, 4, "b", {{0, Endorsement::confirms, true}})};
  CHECK(attention(superseding)[0].influence == 0);
}

TEST_CASE("two weak keys alike are two people, a weak and a strong one are one", "[rank]") {
  const auto passed = [](std::vector<ContributorKey> left, std::vector<ContributorKey> right) {
    const std::vector<Standing> two{{1, 1, std::move(left), {}},
                                    {2, 4, std::move(right), {{0, Endorsement::confirms, false}}}};
    return attention(two)[0].influence > 0;
  };
  using Key = ContributorKey;
  CHECK(passed({Key("n", true), Key("one")}, {Key("n", true), Key("two")}));
  CHECK_FALSE(passed({Key("n", true), Key("one")}, {Key("n", true), Key("one")}));
  CHECK_FALSE(passed({Key("n", true), Key("one")}, {Key("n")}));
  CHECK_FALSE(passed({Key("n")}, {Key("n", true), Key("two")}));
  CHECK_FALSE(passed({Key("n")}, {Key("n")}));
  // Both kinds in one package, in any order.
  CHECK_FALSE(passed({Key("n", true), Key("n")}, {Key("n", true)}));
  CHECK_FALSE(passed({Key("n", true)}, {Key("n", true), Key("n")}));
  CHECK(passed({Key("m"), Key("n", true)}, {Key("a"), Key("n", true), Key("z")}));
}

TEST_CASE("a ring of unverified packages earns nothing", "[rank]") {
  std::vector<Standing> ring;
  for (std::size_t i = 0; i < 50; ++i) {
    ring.push_back(standing(static_cast<std::int64_t>(i), 1, "p" + std::to_string(i),
                            {{(i + 1) % 50, Endorsement::confirms, false}}));
  }
  for (const Attention& found : attention(ring)) CHECK(found.total == 4000);
}

TEST_CASE("influence is capped at six points and external works dilute", "[rank]") {
  std::vector<Standing> crowd{standing(0, 1, "a")};
  for (std::int64_t i = 1; i < 20; ++i)
    crowd.push_back(standing(i, 4, "p" + std::to_string(i), {{0, Endorsement::confirms, false}}));
  CHECK(attention(crowd)[0].influence == 6000);
  const std::vector<Standing> diluted{
      standing(1, 1, "a"), standing(2, 4, "b",
                                    {{0, Endorsement::confirms, false},
                                     {RankRelation::kExternal, Endorsement::confirms, false}})};
  CHECK(attention(diluted)[0].influence == 1500);
}

TEST_CASE("the order of the input changes nothing", "[rank]") {
  Xoshiro256ss rng(3);
  for (int round = 0; round < 100; ++round) {
    constexpr std::size_t kCount = 20;
    std::vector<Standing> standings;
    for (std::size_t i = 0; i < kCount; ++i) {
      Standing s = standing(static_cast<std::int64_t>(i), static_cast<int>(rng.below(5)),
                            "p" + std::to_string(rng.below(15)));
      for (int k = 0; k < 3; ++k)
        s.relations.push_back(
            {rng.below(kCount), static_cast<Endorsement>(rng.below(4)), rng.below(8) == 0});
      standings.push_back(s);
    }
    std::vector<std::size_t> order(kCount), place(kCount);
    for (std::size_t i = 0; i < kCount; ++i) order[i] = i;
    for (std::size_t i = kCount - 1; i > 0; --i) std::swap(order[i], order[rng.below(i + 1)]);
    for (std::size_t i = 0; i < kCount; ++i) place[order[i]] = i;
    std::vector<Standing> shuffled;
    for (const std::size_t i : order) {
      shuffled.push_back(standings[i]);
      for (RankRelation& relation : shuffled.back().relations)
        relation.target = place[relation.target];
    }
    const std::vector<Attention> straight = attention(standings), other = attention(shuffled);
    for (std::size_t i = 0; i < kCount; ++i) REQUIRE(straight[i].total == other[place[i]].total);
  }
}

TEST_CASE("the feed is ordered by attention and then by publication", "[rank]") {
  const std::vector<Standing> standings{standing(5, 1, "a"), standing(2, 1, "b"),
                                        standing(9, 3, "c")};
  CHECK(feed_order(standings, attention(standings)) == std::vector<std::size_t>{2, 1, 0});
}
