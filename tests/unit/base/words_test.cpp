// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Words of every script: what is alike, what is not, and that a question finds what the index has.
#include "ahub/base/words.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <utility>

#include "ahub/base/random.hpp"
#include "ahub/base/text.hpp"

using namespace ahub;

namespace {

/// The units as they are compared: words apart, letters of a run together.
std::string folded(std::string_view text) {
  std::string out;
  bool joined = true;
  for (const TextUnit& unit : text_units(text)) {
    if (!joined) out += '|';
    out += unit.folded;
    joined = unit.joined;
  }
  return out;
}

/// Tokens as FTS5's ascii tokenizer takes them.
std::vector<std::string> tokens(std::string_view text) {
  std::vector<std::string> found;
  std::string token;
  const std::string indexed = indexed_text(text) + " ";
  for (const char c : indexed) {
    const bool counts = static_cast<signed char>(c) < 0 || (c >= '0' && c <= '9') ||
                        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (counts)
      token += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    else if (!token.empty())
      found.push_back(std::exchange(token, {}));
  }
  return found;
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& each : list) text += (text.empty() ? "" : " ") + each;
  return text;
}

/// Whether a phrase of `query`'s tokens stands in `text`'s.
bool finds(std::string_view query, std::string_view text) {
  bool begun = false;
  const std::vector<TextUnit> units = text_units(query);
  const std::string sought = sought_text(units, begun);
  const std::vector<std::string> have = tokens(text);
  std::vector<std::string> want;
  std::size_t at = 0;
  while (at < sought.size()) {
    const std::size_t end = std::min(sought.find(' ', at), sought.size());
    want.push_back(sought.substr(at, end - at));
    at = end + 1;
  }
  for (std::size_t first = 0; first + want.size() <= have.size(); ++first) {
    std::size_t k = 0;
    for (; k < want.size(); ++k) {
      const std::string& word = have[first + k];
      const bool last = k + 1 == want.size();
      if (last && begun ? word.compare(0, want[k].size(), want[k]) != 0 : word != want[k]) break;
    }
    if (k == want.size() && k > 0) return true;
  }
  return false;
}

/// Whether the units of `query` stand in those of `text`: what is marked in an answer.
bool marks(std::string_view query, std::string_view text) {
  const std::vector<TextUnit> want = text_units(query), have = text_units(text);
  bool begun = false;
  sought_text(want, begun);
  for (std::size_t first = 0; first + want.size() <= have.size(); ++first) {
    std::size_t k = 0;
    while (k < want.size() && matches_unit(want[k], have[first + k], begun, k + 1 == want.size()))
      ++k;
    if (k == want.size() && k > 0) return true;
  }
  return false;
}

bool alike(std::string_view left, std::string_view right) { return folded(left) == folded(right); }

}  // namespace

TEST_CASE("ASCII enters the index as it is", "[words]") {
  CHECK(indexed_text("A KV-cache, 2.5x (FP8_e4m3)") == "A KV-cache, 2.5x (FP8_e4m3)");
  CHECK(folded("A KV-cache, 2.5x (FP8_e4m3)") == "a|kv|cache|2|5x|fp8|e4m3");
  CHECK(indexed_text("").empty());
  CHECK(folded(" \t\n.,").empty());
}

TEST_CASE("letters of scripts without blanks are indexed in pairs, Latin beside them apart",
          "[words]") {
  CHECK(joined(tokens("基于KVcache的推理加速")) == "基于 于 kvcache 的推 推理 理加 加速 速");
  CHECK(joined(tokens("第3章")) == "第 3 章");
  CHECK(joined(tokens("캐시를 교체")) == "캐시 시를 를 교체 체");
  CHECK(joined(tokens("GPU上のメモリ")) == "gpu 上の のメ メモ モリ リ");
  CHECK(joined(tokens("推理，加速")) == "推理 理 加速 速");
  bool begun = false;
  CHECK(sought_text(text_units("推理加速"), begun) == "推理 理加 加速");
  CHECK(!begun);
  CHECK(sought_text(text_units("基于KVcache"), begun) == "基于 于 kvcache");
  CHECK(!begun);
  CHECK(sought_text(text_units("茶"), begun) == "茶");
  CHECK(begun);
}

TEST_CASE("a line broken within a script without blanks breaks no word, and Korean has blanks",
          "[words]") {
  CHECK(folded("大语言模型推\n  理") == "大语言模型推理");
  CHECK(folded("推理\u3000加速") == "推理加速");
  CHECK(folded("การประ\u200bเมิน") == folded("การประเมิน"));
  CHECK(folded("값이 상승") == "값이|상승");
  CHECK(folded("推理 GPU 加速") == "推理|gpu|加速");
}

TEST_CASE("case, accents, width, forms and what cannot be seen do not count", "[words]") {
  // Latin.
  CHECK(alike("Café", "cafe\u0301"));
  CHECK(alike("CAFÉ", "cafe"));
  CHECK(alike("Straße", "STRASSE"));
  CHECK(alike("STRAẞE", "strasse"));
  CHECK(alike("İstanbul", "ISTANBUL"));
  CHECK(alike("ılık", "ILIK"));
  CHECK(alike("Łukasz Ørsted æther œuvre", "lukasz orsted aether oeuvre"));
  CHECK(alike("naïve coöperation Erdős", "naive cooperation Erdos"));
  CHECK(alike("e\u0323\u0302", "e\u0302\u0323"));
  CHECK(alike("\u1ec7", "e"));
  CHECK(alike("dữ liệu Đồ thị", "du lieu do thi"));
  CHECK(alike("d\u01b0\u0303 lie\u0323\u0302u", "dữ liệu"));
  // Width, ligatures, mathematical letters.
  CHECK(alike("ＫＶ　Ｃａｃｈｅ２", "KV cache2"));
  CHECK(alike("ｷｬｯｼｭ", "キャッシュ"));
  CHECK(alike("ｶﾞｲﾄﾞﾊﾟｽ", "ガイドパス"));
  CHECK(alike("ガ", "カ\u3099"));
  CHECK(!alike("カ", "ガ"));
  CHECK(alike("ﬁne-tuning eﬃcient", "fine-tuning efficient"));
  CHECK(alike("𝒪(𝑛)", "O(n)"));
  CHECK(alike("Ⅷ", "viii"));
  CHECK(alike("H₂O", "H2O"));
  CHECK(alike("10⁻⁶", "10^-6"));
  CHECK(alike("10⁶", "10^6"));
  CHECK(alike("10²³", "10^23"));
  CHECK(alike("m²", "m2"));
  CHECK(alike("2½", "2 1/2"));
  CHECK(alike("㎞", "km"));
  CHECK(alike("µs", "\u03bcs"));
  // Soft hyphens, joiners, marks of direction, selectors.
  CHECK(alike("quan\u00adtization", "quantization"));
  CHECK(alike("atten\u200dtion\u2060", "attention"));
  CHECK(alike("\ufeffcache\u200e", "cache"));
  CHECK(alike("葛\U000E0100飾", "葛飾"));
  CHECK(folded("kv\u200bcache") == "kv|cache");
  // Greek.
  CHECK(alike("Λόγος", "λογοσ"));
  CHECK(alike("ΛΌΓΟΣ", "λόγος"));
  CHECK(alike("Ἀθῆναι τῷ", "αθηναι τω"));
  CHECK(alike("ΐ", "ι"));
  // Cyrillic.
  CHECK(alike("Ёлка объём", "елка объем"));
  CHECK(alike("Йод", "и\u0306од"));
  CHECK(alike("п\u02bcять", "п’ять"));
  // Arabic and Persian.
  CHECK(alike("كِتَابٌ", "كتاب"));
  CHECK(alike("كتـــاب", "كتاب"));
  CHECK(alike("أحمد إسلام آلة ٱلله", "احمد اسلام الة الله"));
  CHECK(alike("مكتبة على", "مكتبه علي"));
  CHECK(alike("ﻛﺘﺎﺏ", "كتاب"));
  CHECK(alike("ﻻ", "لا"));
  CHECK(alike("کتاب فارسی", "كتاب فارسي"));
  CHECK(alike("می\u200cخواهم", "میخواهم"));
  CHECK(alike("١٢٣ ۱۲۳ १२३ ๑๒๓", "123 123 123 123"));
  // Hebrew.
  CHECK(alike("שָׁלוֹם", "שלום"));
  CHECK(alike("\ufb2a", "ש"));
  CHECK(folded("בית־ספר") == "בית|ספר");
  // Devanagari: vowels count, nuktas do not, the nasal has two spellings.
  CHECK(alike("हिन्दी", "हिंदी"));
  CHECK(alike("फ़ाइल", "फाइल"));
  CHECK(alike("\u0958", "क"));
  CHECK(alike("चाँद", "चांद"));
  CHECK(!alike("कि", "की"));
  CHECK(text_units("मशीन लर्निंग").size() == 2);
  // Thai and Burmese: marks count, their order does not.
  CHECK(alike("น้ำ", "นํ้า"));
  CHECK(!alike("มา", "ม้า"));
  CHECK(alike("\u1019\u103a\u1037", "\u1019\u1037\u103a"));
  // Korean in parts; radicals that look like Han.
  CHECK(alike("한글", "\u1112\u1161\u11ab\u1100\u1173\u11af"));
  CHECK(alike("⽤⽊", "用木"));
  // Latin glued to particles of other scripts.
  CHECK(folded("הGPU של الـGPU GPUका 5السرعة") == "ה|gpu|של|ال|gpu|gpu|का|5السرعه");
  CHECK(folded("βcarotene µs K-means GPUшный") == "βcarotene|μs|k|means|gpuшныи");
  CHECK(folded("SQLite™ 5° C++") == "sqlite|5|c");
}

TEST_CASE("in every script words are found within what surrounds them", "[words]") {
  struct Script {
    const char* text;
    std::vector<const char*> hits, misses;
  };
  const Script scripts[] = {
      {"大语言模型推理的缓存策略",
       {"缓存", "推理", "大语言模型", "略", "大", "的"},
       {"存缓", "图"}},
      {"基于KVcache的推理加速",
       {"KVcache", "kvcache", "推理", "加速", "基于KVCache"},
       {"cache", "基推"}},
      {"キャッシュ置換アルゴリズムの評価",
       {"キャッシュ", "ｷｬｯｼｭ", "置換", "評価", "価", "アルゴリズム"},
       {"換置", "キヤ"}},
      {"サーバーの負荷を測る", {"サーバ", "負荷", "測る"}, {"サハ"}},
      {"การประเมินแคช", {"แคช", "ประเมิน", "การ"}, {"แคป", "ชแค"}},
      {"ການປະເມີນແຄຊ໌", {"ແຄຊ໌", "ປະເມີນ"}, {"ປາ"}},
      {"ការវាយតម្លៃឃ្លាំងសម្ងាត់", {"តម្លៃ", "សម្ងាត់", "ការ"}, {"តលៃ"}},
      {"မြန်မာဘာသာစကား", {"မြန်မာ", "စကား", "ဘာသာ"}, {"မာန်"}},
      {"캐시를 교체하는 정책", {"캐시", "교체", "정책", "체", "책"}, {"시교", "캐교"}},
      {"값이 상승한다", {"상승", "값"}, {"이상"}},
      {"벡터DB의 성능", {"벡터", "DB", "db", "성능"}, {"터성"}},
      {"Αξιολόγηση της κρυφής μνήμης", {"αξιολογηση", "ΜΝΉΜΗΣ", "μνημησ", "κρυφης"}, {"μνημη"}},
      {"Оценка объёма памяти", {"объема", "ОБЪЁМА", "памяти"}, {"объем"}},
      {"تقييم الذاكِرة المخبّأة", {"الذاكرة", "المخبأة", "المخباه", "تقييم"}, {"ذاكر"}},
      {"הַעֲרָכַת מטמון", {"הערכת", "מטמון"}, {"מטמ"}},
      {"Đánh giá bộ nhớ đệm", {"danh gia", "đệm", "dem", "bo nho", "BỘ NHỚ"}, {"da"}},
      {"कैश नीति का मूल्यांकन", {"कैश", "नीति", "मूल्यांकन"}, {"मूल", "कश"}},
  };
  for (const Script& script : scripts) {
    INFO(script.text);
    for (const char* hit : script.hits) {
      INFO(hit);
      CHECK(finds(hit, script.text));
      CHECK(marks(hit, script.text));
    }
    for (const char* miss : script.misses) {
      INFO(miss);
      CHECK(!finds(miss, script.text));
      CHECK(!marks(miss, script.text));
    }
  }
}

TEST_CASE("the marks are where the index finds, over random texts and bytes", "[words]") {
  constexpr const char* kPieces[] = {"a",  "Kv", "1",      "推",     "理", "カ",     "ｶ", "ﾞ",
                                     "가", "ก",  "ี",       "้",       "é",  "\u0301", " ", "\n",
                                     ",",  "，", "\u00ad", "\u200b", "²",  "न",      "्",  "ß",
                                     "㎞", "㈱", "ᆨ",     "ا",      "ـ",  "\u3000", "İ", "ﷺ"};
  Xoshiro256ss random(7);
  const auto made = [&](std::uint64_t most) {
    std::string text;
    for (std::uint64_t i = random.below(most) + 1; i > 0; --i)
      text += kPieces[random.below(std::size(kPieces))];
    return text;
  };
  int found = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = made(24), query = made(4);
    const bool hit = finds(query, text);
    found += hit ? 1 : 0;
    if (hit != marks(query, text)) {
      CAPTURE(text, query);
      CHECK(hit == marks(query, text));
    }
    // Every unit lies in the text, in order.
    std::size_t begin = 0;
    for (const TextUnit& unit : text_units(text)) {
      REQUIRE(unit.begin >= begin);
      REQUIRE(unit.end > unit.begin);
      REQUIRE(unit.end <= text.size());
      begin = unit.begin;
      REQUIRE(!first_invalid_utf8(unit.folded));
      REQUIRE(!unit.folded.empty());
    }
  }
  CHECK(found > 1000);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    for (std::uint64_t i = random.below(20); i > 0; --i)
      bytes += static_cast<char>(random.below(256));
    for (const TextUnit& unit : text_units(bytes)) REQUIRE(unit.end <= bytes.size());
    static_cast<void>(indexed_text(bytes));
  }
}
