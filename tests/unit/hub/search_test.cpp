// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/search.hpp"

#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "ahub/base/random.hpp"
#include "hub/snippet.hpp"
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
  // Blanks and signs of scripts without blanks; Latin glued to them stays with them.
  CHECK(wanted("\u63a8\u7406\u3000\u52a0\u901f") == "\u63a8\u7406|\u52a0\u901f|");
  CHECK(wanted("\u63a8\u7406\u3001\u52a0\u901f*") == "\u63a8\u7406|\u52a0\u901f*|");
  CHECK(wanted("\u63a8\u7406\uff0cGPU") == "\u63a8\u7406|GPU|");
  CHECK(wanted("\u57fa\u4e8eKVcache") == "\u57fa\u4e8eKVcache|");
  CHECK(wanted("\"\u63a8\u7406\uff0c\u52a0\u901f\"") == "\u63a8\u7406 \u52a0\u901f|");
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

namespace {

std::string shown(const std::vector<SnippetPart>& parts) {
  std::string text;
  for (const SnippetPart& part : parts) text += part.hit ? "[" + part.text + "]" : part.text;
  return text;
}

std::vector<std::string> slugs(const SearchReport& report) {
  std::vector<std::string> slugs;
  for (const SearchHit& hit : report.hits) slugs.push_back(hit.row.slug);
  return slugs;
}

}  // namespace

TEST_CASE("what the index finds is marked: accents, beginnings behind a sign, phrases",
          "[search]") {
  const auto marked = [](std::string_view query, const std::string& text) {
    return shown(Marker(parse_search(query)).marked(text));
  };
  CHECK(marked("cafe", "Le Caf\u00e9 noir") == "Le [Caf\u00e9] noir");
  CHECK(marked("caf\u00e9", "cafe, CAFE\u0301") == "[cafe], [CAFE\u0301]");
  CHECK(marked("kv-ca*", "a KV-cache, kv cold, kv") == "a [KV]-[cache], kv cold, kv");
  CHECK(marked("\"attention sinks\"", "attention, attention sinks") ==
        "attention, [attention] [sinks]");
  CHECK(marked("zip*", "unzip zipf zip") == "unzip [zipf] [zip]");
  CHECK(marked("x", "") == "");
  CHECK(Marker(parse_search("x")).snippet("no such word").empty());
}

TEST_CASE("pages by cursor give what one page gives", "[search]") {
  const test::TemporaryDirectory place;
  Hub hub(Store::open(place.path() / "hub.db", StoreMode::create));
  ImportOptions options;
  options.time = "2026-11-25T00:00:00.000Z";
  for (int i = 0; i < 23; ++i) {
    // Equal texts have equal scores, so that ties lie on the borders of pages.
    const std::string slug = "cache-" + std::to_string(i);
    hub.import({place.package(slug, test::cache_manifest(slug, 1, 5))}, options);
  }
  for (const bool by_attention : {false, true}) {
    SearchRequest request;
    request.terms = parse_search("LRU run");
    request.by_attention = by_attention;
    request.limit = 1000;
    const std::vector<std::string> all = slugs(search(hub, request));
    REQUIRE(all.size() > 20);
    for (const int limit : {1, 4, 7}) {
      request.limit = limit;
      request.after.reset();
      std::vector<std::string> paged;
      for (bool more = true; more;) {
        const SearchReport page = search(hub, request);
        for (const std::string& slug : slugs(page)) paged.push_back(slug);
        more = page.more;
        CHECK(more == !page.next_cursor.empty());
        if (!more) break;
        request.after = parse_search_cursor(page.next_cursor, by_attention);
        REQUIRE(request.after);
      }
      CHECK(paged == all);
    }
  }
  for (const char* text : {"", "1", "1:2:3:4", "a:2", "-1:2", "1:", ":1", "1e999:2:3"}) {
    CHECK(!parse_search_cursor(text, true));
    CHECK(!parse_search_cursor(text, false));
  }
}
