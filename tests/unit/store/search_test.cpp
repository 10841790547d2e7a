// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The ways to answer a full-text question against a list that is looked through.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "ahub/base/random.hpp"
#include "ahub/store/store.hpp"

using namespace ahub;

namespace {

constexpr int kPackages = 3000;

struct Place {
  std::filesystem::path path = [] {
    std::string name = (std::filesystem::temp_directory_path() / "ahub-XXXXXX").string();
    return std::filesystem::path(mkdtemp(name.data()));
  }();
  ~Place() { std::filesystem::remove_all(path); }
};

/// "often" in nine of ten, "half", "rare" in one of two hundred; "late" only far behind in the
/// feed.
std::vector<PackageRows> made_up() {
  std::vector<PackageRows> all;
  Xoshiro256ss random(11);
  for (int i = 0; i < kPackages; ++i) {
    PackageRows rows;
    FeedRow& feed = rows.feed;
    feed.package = 2 * i + 1;
    feed.sequence = i + 5;
    feed.slug = "p" + std::to_string(i);
    feed.title = random.below(5) == 0 ? "a half title" : "title";
    feed.attention = 4000 + 250 * static_cast<std::int64_t>(random.below(random.below(10) + 1));
    feed.level = static_cast<int>(random.below(3));
    feed.domain = random.below(3) == 0 ? "cs.DC" : "cs.LG";
    for (const char* tag : {"one", "two", "three"})
      if (random.below(tag[0] == 'o' ? 50 : 2) == 0) feed.concepts.push_back(tag);
    std::sort(feed.concepts.begin(), feed.concepts.end());
    if (random.below(10) > 0) feed.summary += "often ";
    if (random.below(2) > 0) feed.summary += "half ";
    if (random.below(200) == 0) feed.summary += "rare ";
    if (feed.attention < 4750) feed.summary += "late ";
    ClaimRow claim;
    claim.id = "c1";
    claim.kind = random.below(20) == 0 ? "negative" : "observation";
    claim.metric = random.below(30) == 0 ? "m" : "";
    claim.statement = random.below(4) == 0 ? "often said" : "said";
    rows.claims.push_back(claim);
    all.push_back(std::move(rows));
  }
  return all;
}

bool says(const PackageRows& rows, const std::string& word) {
  const std::string text =
      " " + rows.feed.title + " " + rows.feed.summary + " " + rows.claims[0].statement + " ";
  const bool begun = word.back() == '*';
  return text.find(begun ? " " + word.substr(0, word.size() - 1) : " " + word + " ") !=
         std::string::npos;
}

bool passes(const PackageRows& rows, const TextQuery& query) {
  const FeedRow& feed = rows.feed;
  const ClaimRow& claim = rows.claims[0];
  return feed.level >= query.min_level && (query.domain.empty() || feed.domain == query.domain) &&
         (query.concept_name.empty() ||
          std::count(feed.concepts.begin(), feed.concepts.end(), query.concept_name) > 0) &&
         (query.kind.empty() || claim.kind == query.kind) &&
         (query.metric.empty() || claim.metric == query.metric);
}

std::vector<std::string> slugs(const TextMatches& found) {
  std::vector<std::string> slugs;
  for (const TextMatch& match : found.matches) slugs.push_back(match.row.slug);
  return slugs;
}

}  // namespace

TEST_CASE("every way to search gives what looking through all packages gives", "[search]") {
  const Place place;
  Store store = Store::open(place.path / "hub.db", StoreMode::create);
  std::vector<PackageRows> all = made_up();
  store.write([&] {
    for (const PackageRows& rows : all) store.change_package(nullptr, &rows);
    store.stamp_derived();
  });
  std::sort(all.begin(), all.end(), [](const PackageRows& left, const PackageRows& right) {
    return left.feed.attention != right.feed.attention ? left.feed.attention > right.feed.attention
                                                       : left.feed.sequence < right.feed.sequence;
  });
  const std::vector<std::vector<std::string>> words = {
      {"often"},         {"half"},         {"rare"},  {"late"},        {"none"},
      {"often", "half"}, {"rare", "late"}, {"ofte*"}, {"hal*", "late"}};
  const auto pick = [](Xoshiro256ss& random, std::initializer_list<const char*> texts) {
    return std::string(texts.begin()[random.below(texts.size())]);
  };
  Xoshiro256ss random(3);
  for (int round = 0; round < 400; ++round) {
    TextQuery query;
    const std::vector<std::string>& wanted = words[random.below(words.size())];
    for (const std::string& word : wanted) {
      const bool begun = word.back() == '*';
      query.expression += (query.expression.empty() ? "\"" : " AND \"") +
                          word.substr(0, word.size() - (begun ? 1 : 0)) + (begun ? "\" *" : "\"");
    }
    query.domain = pick(random, {"", "", "", "cs.DC", "cs.XX"});
    query.concept_name = pick(random, {"", "", "", "one", "two", "on"});
    query.kind = pick(random, {"", "", "", "negative", "observation"});
    query.metric = pick(random, {"", "", "", "m"});
    query.min_level = static_cast<int>(random.below(6) / 2 * (random.below(2)));
    const int limits[] = {1, 2, 5, 25, 1000};
    query.limit = limits[random.below(5)];
    std::vector<std::string> expected;
    for (const PackageRows& rows : all) {
      const bool said = std::all_of(wanted.begin(), wanted.end(),
                                    [&](const std::string& word) { return says(rows, word); });
      if (said && passes(rows, query)) expected.push_back(rows.feed.slug);
    }
    INFO(query.expression << " domain " << query.domain << " concept " << query.concept_name
                          << " kind " << query.kind << " metric " << query.metric << " level "
                          << query.min_level << " limit " << query.limit);
    query.by_attention = true;
    const auto limit = static_cast<std::size_t>(query.limit);
    const TextMatches first = store.search(query);
    CHECK(first.more == (expected.size() > limit));
    const std::size_t shown = std::min(expected.size(), limit);
    CHECK(slugs(first) ==
          std::vector<std::string>(expected.begin(),
                                   expected.begin() + static_cast<std::ptrdiff_t>(shown)));
    if (shown > 0) {
      const FeedRow& last = first.matches.back().row;
      query.after = TextPlace{0, last.attention, last.sequence};
      const std::size_t next = std::min(expected.size(), 2 * limit);
      CHECK(slugs(store.search(query)) ==
            std::vector<std::string>(expected.begin() + static_cast<std::ptrdiff_t>(shown),
                                     expected.begin() + static_cast<std::ptrdiff_t>(next)));
      query.after.reset();
    }
    query.by_attention = false;
    query.limit = kPackages;
    std::vector<std::string> scored = slugs(store.search(query));
    std::sort(scored.begin(), scored.end());
    std::sort(expected.begin(), expected.end());
    CHECK(scored == expected);
  }
}

TEST_CASE("scores are BM25 over all four columns", "[search]") {
  const Place place;
  Store store = Store::open(place.path / "hub.db", StoreMode::create);
  const auto add = [&](std::int64_t id, const std::string& title, const std::string& summary) {
    PackageRows rows;
    rows.feed.package = rows.feed.sequence = id;
    rows.feed.slug = "p" + std::to_string(id);
    rows.feed.title = title;
    rows.feed.summary = summary;
    store.write([&] { store.change_package(nullptr, &rows); });
  };
  add(1, "zipf cache", "one two three");
  add(2, "other", "zipf zipf one");
  add(3, "other", "two two");
  add(4, "cache", "two");
  add(5, "other", "one");
  // Robertson and Zaragoza 2009, eq. 3.15: k1 1.2, b 0.75; a title counts four times.
  const double mean = (5 + 4 + 3 + 2 + 2) / 5.0;
  const auto part = [&](double documents, double frequency, double length) {
    return std::max(std::log((5 - documents + 0.5) / (documents + 0.5)), 1e-6) * frequency * 2.2 /
           (frequency + 1.2 * (0.25 + 0.75 * length / mean));
  };
  TextQuery query;
  query.expression = "\"zipf\"";
  TextMatches found = store.search(query);
  REQUIRE(found.matches.size() == 2);
  CHECK(found.matches[0].row.slug == "p1");
  CHECK(found.matches[0].score == Approx(part(2, 4, 5)).epsilon(1e-12));
  CHECK(found.matches[1].score == Approx(part(2, 2, 4)).epsilon(1e-12));
  query.expression = "\"zipf\" AND \"one\"";
  found = store.search(query);
  REQUIRE(found.matches.size() == 2);
  CHECK(found.matches[0].score == Approx(part(2, 4, 5) + part(3, 1, 5)).epsilon(1e-12));
}
