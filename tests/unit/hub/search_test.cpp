// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/search.hpp"

#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "ahub/base/random.hpp"
#include "unit/hub/temporary.hpp"

using namespace ahub;

namespace {

std::string shown(const std::vector<SearchTerms::Term>& terms) {
  std::string text;
  for (const SearchTerms::Term& term : terms) text += term.text + (term.prefix ? "*|" : "|");
  return text;
}

std::string wanted(std::string_view query) { return shown(parse_search(query).wanted); }

}  // namespace

TEST_CASE("queries become words, phrases, beginnings and exclusions", "[search]") {
  CHECK(wanted("zipf cache") == "zipf|cache|");
  CHECK(wanted("\"attention sinks\" kv*") == "attention sinks|kv*|");
  CHECK(wanted("kv-cache") == "kv cache|");
  CHECK(wanted("caf\u00e9") == "caf\u00e9|");
  CHECK(wanted("cache \u2014 zipf \u2603") == "cache|zipf|");
  CHECK_THROWS_AS(parse_search("\u2014"), Error);
  CHECK(shown(parse_search("a -b -\"c d\"").unwanted) == "b|c d|");
}

TEST_CASE("signs that mean something to the index mean nothing in a query", "[search]") {
  CHECK(wanted("NEAR(a b, 3)") == "NEAR a|b|3|");
  CHECK(wanted("title:cache AND ^x OR {y} NOT +z") == "title cache|AND|x|OR|y|NOT|z|");
  for (const char* query : {"", "  ", "-only", "((((", "\"open", "\"\"", "\xff", "*"})
    CHECK_THROWS_AS(parse_search(query), Error);
  CHECK_THROWS_AS(parse_search(std::string(3000, 'x')), Error);
  std::string many;
  for (int i = 0; i < 40; ++i) many += "w" + std::to_string(i) + " ";
  CHECK_THROWS_AS(parse_search(many), Error);
}

TEST_CASE("whatever is typed, the answer is hits, none, or one refusal", "[search]") {
  const test::TemporaryDirectory place;
  Hub hub(Store::open(place.path() / "hub.db", StoreMode::create));
  ImportOptions options;
  options.time = "2026-11-25T00:00:00.000Z";
  hub.import({place.package("a", test::cache_manifest("small-cache", 1, 5))}, options);
  const std::string before = hub.store().dump();
  constexpr std::string_view kAlphabet = "aALRUcache \"*-()^:+{}[]'%_;,.\\/|~&";
  Xoshiro256ss random(5);
  int answered = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string query;
    const std::uint64_t length = 1 + random.below(24);
    for (std::uint64_t i = 0; i < length; ++i) query += kAlphabet[random.below(kAlphabet.size())];
    SearchRequest request;
    request.by_attention = round % 2 == 0;
    try {
      request.terms = parse_search(query);
    } catch (const Error& error) {
      CHECK(error.code() == "bad-query");
      continue;
    }
    ++answered;
    static_cast<void>(search(hub, request));
  }
  CHECK(answered > 1000);
  CHECK(hub.store().dump() == before);
}

TEST_CASE("both orders find the same packages, and filters hold", "[search]") {
  const test::TemporaryDirectory place;
  Hub hub(Store::open(place.path() / "hub.db", StoreMode::create));
  ImportOptions options;
  options.time = "2026-11-25T00:00:00.000Z";
  for (int i = 0; i < 40; ++i) {
    const std::string slug = "cache-" + std::to_string(i);
    hub.import({place.package(slug, test::cache_manifest(slug, 1, 5))}, options);
  }
  SearchRequest request;
  request.terms = parse_search("LRU run");
  const SearchReport relevance = search(hub, request);
  CHECK(relevance.hits.size() == 25);
  CHECK(relevance.more);
  CHECK(relevance.exact);
  request.by_attention = true;
  const SearchReport attention = search(hub, request);
  CHECK(attention.hits.size() == 25);
  CHECK(attention.hits[0].row.slug == "cache-0");
  request.limit = 1000;
  CHECK(search(hub, request).hits.size() == 40);
  request.domain = "cs.CL";
  CHECK(search(hub, request).hits.empty());
  request.domain = "cs.DC";
  request.metric = "hits";
  request.kind = "performance";
  request.concept_name = "caching";
  CHECK(search(hub, request).hits.size() == 40);
  request.concept_name = "cach%";
  CHECK(search(hub, request).hits.empty());
  request.concept_name.clear();
  request.kind = "negative";
  CHECK(search(hub, request).hits.empty());
  hub.remove("cache-7", options.time);
  request.kind.clear();
  CHECK(search(hub, request).hits.size() == 39);
}
