// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Search over packages in many scripts: both orders, filters, phrases, pages, changes, old stores.
#include <catch2/catch.hpp>

#include <algorithm>

#include <fmt/format.h>

#include "ahub/hub/search.hpp"
#include "hub/refresh.hpp"
#include "store/schema.hpp"
#include "store/statement.hpp"
#include "unit/hub/temporary.hpp"

using namespace ahub;

namespace {

constexpr const char* kTime = "2026-11-25T00:00:00.000Z";

std::string manifest(const std::string& slug, const std::string& title, const std::string& abstract,
                     const std::string& said, int version = 1) {
  return fmt::format(
      "schema: attentionhub/discovery@0.1\nprofile: generic@0.1\nslug: {}-text\nversion: {}\n"
      "title: \"{}\"\nabstract: \"{}\"\ndomain: cs.DC\nconcepts: [caching]\n"
      "contributors: [{{kind: human, name: Ada Example}}]\n"
      "claims:\n  - {{id: c1, kind: observation, statement: \"reported: {}\", evidence: "
      "[\"https://example.org/x\"]}}\n",
      slug, version, title, abstract, said);
}

struct Text {
  const char *slug, *title, *abstract, *said;
};

constexpr Text kTexts[] = {
    {"zh", "大语言模型推理的缓存策略", "我们评估了多种缓存替换算法。", "命中率提高"},
    {"zh-mixed", "基于KVcache的推理加速", "在GPU上，推理，加速。", "吞吐量翻倍"},
    {"ja", "キャッシュ置換アルゴリズムの評価", "サーバーの負荷を測る。", "ﾒﾓﾘが足りない"},
    {"th", "การประเมินแคช", "วัดความหน่วงของหน่วยความจำ", "เร็วขึ้น"},
    {"ko", "캐시를 교체하는 정책", "벡터DB의 성능을 측정한다.", "값이 상승한다"},
    {"el", "Αξιολόγηση της κρυφής μνήμης", "Λόγος επιτυχίας", "ταχύτητα"},
    {"ru", "Оценка объёма памяти", "Кэш вытеснения", "ускорение"},
    {"ar", "تقييم الذاكِرة المخبّأة", "أداء أفضل", "ســرعة"},
    {"he", "הַעֲרָכַת מטמון", "ביצועים", "מהיר"},
    {"vi", "Đánh giá bộ nhớ đệm", "Hiệu năng của thuật toán", "nhanh hơn"},
    {"hi", "कैश नीति का मूल्यांकन", "हिन्दी में", "तेज़"},
    {"de", "Größe des Zwischenspeichers", "Straße, ﬁne, quantization", "schneller"},
    {"en", "Cache replacement by size", "A KV cache of 10⁶ lines", "faster"},
};

struct Hall {
  test::TemporaryDirectory place;
  Hub hub{Store::open(place.path() / "hub.db", StoreMode::create)};

  Hall() {
    for (const Text& text : kTexts)
      add(manifest(text.slug, text.title, text.abstract, text.said), text.slug);
  }
  void add(const std::string& text, const std::string& name) {
    ImportOptions options;
    options.time = kTime;
    REQUIRE(hub.import({place.package(name, text)}, options).at(0).exit == 0);
  }
};

std::string found(Hub& hub, std::string_view query, bool by_attention,
                  const std::string& concept_name = {}) {
  SearchRequest request;
  request.terms = parse_search(query);
  request.by_attention = by_attention;
  request.concept_name = concept_name;
  std::vector<std::string> slugs;
  for (const SearchHit& hit : search(hub, request).hits) {
    slugs.push_back(hit.row.slug.substr(0, hit.row.slug.size() - 5));  // Without "-text".
    // Whatever is found is shown: the concept is not, and nothing else hits elsewhere.
    const auto marked = [](const std::vector<SnippetPart>& parts) {
      return std::any_of(parts.begin(), parts.end(), [](const auto& part) { return part.hit; });
    };
    CHECK((marked(hit.title) || marked(hit.snippet)));
  }
  std::sort(slugs.begin(), slugs.end());
  return fmt::format("{}", fmt::join(slugs, " "));
}

struct Question {
  const char *query, *slugs;
};

constexpr Question kQuestions[] = {
    {"推理", "zh zh-mixed"},
    {"缓存", "zh"},
    {"缓存 推理", "zh"},
    {"加速", "zh-mixed"},
    {"KVcache", "zh-mixed"},
    {"kvcache 推理", "zh-mixed"},
    {"基于KVCache的推理", "zh-mixed"},
    {"推理加速", "zh-mixed"},
    {"\"推理 加速\"", "zh-mixed"},
    {"推理的缓存", "zh"},
    {"存缓", ""},
    {"略", "zh"},
    {"策", "zh"},
    {"GPU", "zh-mixed"},
    {"缓存　算法", "zh"},
    {"推理 -加速", "zh"},
    {"推理 -\"基于kvcache\"", "zh"},
    {"大语言*", "zh"},
    {"翻倍", "zh-mixed"},
    {"算法，策略", "zh"},
    {"策略、推理", "zh"},
    {"キャッシュ", "ja"},
    {"ｷｬｯｼｭ", "ja"},
    {"サーバ", "ja"},
    {"置換 評価", "ja"},
    {"メモリ", "ja"},
    {"置換　負荷", "ja"},
    {"แคช", "th"},
    {"หน่วยความจำ", "th"},
    {"ประเมิน เร็ว", "th"},
    {"แคป", ""},
    {"캐시", "ko"},
    {"교체", "ko"},
    {"캐시 정책", "ko"},
    {"벡터", "ko"},
    {"db", "ko"},
    {"이상", ""},
    {"체", "ko"},
    {"성능", "ko"},
    {"αξιολογηση", "el"},
    {"ΜΝΗΜΗΣ", "el"},
    {"λογοσ", "el"},
    {"объема", "ru"},
    {"ПАМЯТИ", "ru"},
    {"объ*", "ru"},
    {"الذاكرة", "ar"},
    {"اداء", "ar"},
    {"سرعة", "ar"},
    {"المخباة", "ar"},
    {"הערכת", "he"},
    {"danh gia", "vi"},
    {"đánh giá", "vi"},
    {"\"bo nho dem\"", "vi"},
    {"thuat toan", "vi"},
    {"मूल्यांकन", "hi"},
    {"हिंदी", "hi"},
    {"तेज", "hi"},
    {"grosse", "de"},
    {"STRASSE", "de"},
    {"fine", "de"},
    {"quan\u00adtization", "de"},
    {"ｓｉｚｅ", "en"},
    {"10^6", "en"},
    {"size*", "en"},
    {"cache", "en"},
    {"zwischen*", "de"},
};

}  // namespace

TEST_CASE("words of every script are found in both orders and marked", "[search]") {
  Hall hall;
  for (const bool by_attention : {false, true}) {
    for (const auto& [query, slugs] : kQuestions) {
      INFO(query);
      CHECK(found(hall.hub, query, by_attention) == slugs);
      CHECK(found(hall.hub, query, by_attention, "caching") == slugs);
      CHECK(found(hall.hub, query, by_attention, "other").empty());
    }
  }
}

TEST_CASE("another version and a removal leave no word of a script behind", "[search]") {
  Hall hall;
  hall.add(manifest("zh", "图神经网络", "训练。", "更快", 2), "zh-2");
  CHECK(found(hall.hub, "推理", false) == "zh-mixed");
  CHECK(found(hall.hub, "缓存", true).empty());
  CHECK(found(hall.hub, "神经", true) == "zh");
  hall.hub.remove("ja-text", kTime);
  hall.hub.remove("hi-text", kTime);
  CHECK(found(hall.hub, "キャッシュ", false).empty());
  CHECK(found(hall.hub, "हिंदी", true).empty());
  CHECK(hall.hub.doctor(CheckDepth::full).damage.empty());
  const std::string written = hall.hub.store().dump();
  hall.hub.rebuild();
  CHECK(hall.hub.store().dump() == written);
}

TEST_CASE("marks stand around whole runs of letters, and parts give the text again", "[search]") {
  Hall hall;
  SearchRequest request;
  request.terms = parse_search("推理 kvcache");
  const SearchReport report = search(hall.hub, request);
  REQUIRE(report.hits.size() == 1);
  std::string title;
  for (const SnippetPart& part : report.hits[0].title)
    title += part.hit ? "[" + part.text + "]" : part.text;
  CHECK(title == "基于[KVcache]的[推理]加速");
}

TEST_CASE("a store whose index knows no such words is brought over", "[search]") {
  const test::TemporaryDirectory place;
  const std::filesystem::path file = place.path() / "hub.db";
  std::string before;
  ImportOptions options;
  options.time = kTime;
  {
    Hub hub(Store::open(file, StoreMode::create));
    for (const Text& text : kTexts)
      hub.import(
          {place.package(text.slug, manifest(text.slug, text.title, text.abstract, text.said))},
          options);
    before = hub.store().dump();
  }
  {
    Connection connection(file.string(), SQLITE_OPEN_READWRITE, 1);
    connection.execute(
        "DROP TABLE text_word; DROP TABLE text_index; CREATE VIRTUAL TABLE text_index USING fts5 "
        "(title, abstract, claims, concepts, content='', tokenize='unicode61 remove_diacritics "
        "2'); CREATE VIRTUAL TABLE text_word USING fts5vocab (text_index, instance);"
        "INSERT INTO text_index (rowid, title, abstract) SELECT package, title, summary FROM feed "
        "JOIN feed_text USING (package); DROP TABLE contributor; CREATE TABLE contributor (package "
        "INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (package, name)) STRICT, WITHOUT ROWID; "
        "PRAGMA user_version=3");
  }
  {
    Hub hub(Store::open(file, StoreMode::read_only));
    CHECK(hub.store().derived_stale());
    CHECK(hub.feed({}).slice.rows.size() == std::size(kTexts));
    CHECK(hub.doctor(CheckDepth::full).damage.empty());
  }
  Hub hub(Store::open(file, StoreMode::read_write));
  CHECK(std::filesystem::exists(file.string() + ".v3.bak"));
  CHECK(hub.store().derived_stale());
  CHECK(hub.doctor(CheckDepth::full).damage.empty());
  hub.refresh();
  CHECK(hub.store().dump() == before);
  CHECK(found(hub, "推理", false) == "zh zh-mixed");
}
