// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/names.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "ahub/base/random.hpp"

using namespace ahub;

namespace {

bool same(std::string_view left, std::string_view right) {
  const auto keys = name_keys(folded_name(left)), others = name_keys(folded_name(right));
  return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
    return std::find(others.begin(), others.end(), key) != others.end();
  });
}

}  // namespace

TEST_CASE("a name is the same in every spelling of its owner", "[names]") {
  const std::string jane = "Jane Doe";
  for (const char* other : {"jane doe",
                            "JANE DOE",
                            "jANE dOE",
                            "Jane  Doe",
                            " Jane Doe ",
                            "Jane\u00A0Doe",
                            "Jane\u3000Doe",
                            "Jane\u2009Doe",
                            "Jane\u202FDoe",
                            "Jane\tDoe",
                            "Jane\u2800Doe",
                            "JaneDoe",
                            "Jane-Doe",
                            "Jane.Doe",
                            "Jane_Doe",
                            "Doe, Jane",
                            "Doe Jane",
                            "Doe,Jane",
                            "Doe\uFF0C Jane",
                            "Ja\u200Bne Doe",
                            "Jane\u200B Doe",
                            "Jane\u200BDoe",
                            "Jane\u2060 Doe",
                            "\uFEFFJane Doe",
                            "Ja\u00ADne Doe",
                            "Jane\u034F Doe",
                            "Jane\u180E Doe",
                            "Jane\U000E0020 Doe",
                            "Jane\uFE0F Doe",
                            "Jane\u3164 Doe",
                            "Ja\u115Fne Doe",
                            "\u202EJane Doe",
                            "\uFF2A\uFF41\uFF4E\uFF45 \uFF24\uFF4F\uFF45",
                            "\U0001D409\U0001D41A\U0001D427\U0001D41E Doe",
                            "\u24BF\u24D0\u24DD\u24D4 Doe",
                            "J\u0430ne Doe",
                            "Jan\u0435 D\u043E\u0435",
                            "\u0408\u0430n\u0435 Doe",
                            "Jane D\u03BFe",
                            "JANE D\u039FE",
                            "Ja\u0578e Doe",
                            "Jane D\u0585e",
                            "J\u0251ne Doe",
                            "\u13AB\u13AAn\u13AC Doe",
                            "\uA4D9\uA4EE\uA4E0\uA4F0 \uA4D3\uA4F3\uA4F0",
                            "J\u00E1ne D\u00F3e",
                            "Ja\u0301ne Doe",
                            "J\u00E4ne Doe",
                            "Jane D\u00F8e",
                            "Jane D0e",
                            "J\u1D00\u0274\u1D07 Doe",
                            "Jane Doe \U0001F680",
                            "\u201CJane\u201D Doe"}) {
    INFO(other);
    CHECK(same(jane, other));
    CHECK(same(other, jane));
  }
}

TEST_CASE("other kinds of names in two spellings each", "[names]") {
  CHECK(same("J.-P. Serre", "J P Serre"));
  CHECK(same("J.-P. Serre", "Serre, JP"));
  CHECK(same("M\u00FCller", "Muller"));
  CHECK(same("\u0141ukasz", "Lukasz"));
  CHECK(same("Stra\u00DFe", "STRASSE"));
  CHECK(same("O'Brien", "O\u2019Brien"));
  CHECK(same("O\u00B4Brien", "Obrien"));
  CHECK(same("Xiao-Ming Li", "Xiaoming Li"));
  CHECK(same("Li Wei", "Wei Li"));
  CHECK(same("Alice", "AIice"));  // A capital i.
  CHECK(same("Alice", "aIice"));
  CHECK(same("Ian", "lan"));  // A small l.
  CHECK(same("Alice", "A1ice"));
  CHECK(same("Alice", "A|ice"));
  CHECK(same("Steve", "Ste\u03BDe"));  // A Greek nu, drawn like a v.
  CHECK(same("Steve", "STE\u03BDE"));
  CHECK(same("\u0386\u03BD\u03BD\u03B1", "\u0391\u039D\u039D\u0391"));  // Greek, in capitals.
  CHECK(same("\u0418\u0432\u0430\u043D", "\u0418\u0412\u0410\u041D"));  // Cyrillic, in capitals.
  CHECK(same("\uD55C\uAE00", "\u1112\u1161\u11AB\u1100\u1173\u11AF"));  // Hangul, taken apart.
  CHECK(same("\uFF76\uFF9E", "\u30AC"));  // Half-width kana with a mark of its own.
  CHECK(same("\u5F20 \u4F1F", "\u5F20\u4F1F"));
  CHECK(same("I\u015F\u0131k", "Isik"));
}

TEST_CASE("two people stay two", "[names]") {
  CHECK_FALSE(same("Jane Doe", "Janet Doe"));
  CHECK_FALSE(same("Jane Doe", "Jane Dee"));
  CHECK_FALSE(same("Jane Doe", "Jane"));
  CHECK_FALSE(same("Ian Doe", "Lan Doe"));
  CHECK_FALSE(same("Neil Doe", "Nell Doe"));
  CHECK_FALSE(same("Agent 1", "Agent 2"));
  CHECK_FALSE(same("gpt-4", "gpt-5"));
  CHECK_FALSE(same("\u5F20\u4F1F", "\u674E\u4F1F"));
  CHECK_FALSE(same("\u0418\u0432\u0430\u043D", "\u041F\u0435\u0442\u0440"));
  // Vowel signs are letters: Kiran and Karan.
  CHECK_FALSE(same("\u0915\u093F\u0930\u0923", "\u0915\u0930\u0923"));
  CHECK_FALSE(same("\u304B", "\u304C"));
  // Who says nothing is found by no name.
  CHECK(folded_name("...").empty());
  CHECK(folded_name("\U0001F680").empty());
  CHECK(folded_name("").empty());
  CHECK(folded_name("\u3164\u200B\u2800").empty());
  CHECK(name_keys("").empty());
}

TEST_CASE("ASCII names are folded as all others", "[names]") {
  Xoshiro256ss random(17);
  constexpr std::string_view kSigns = "aBIl10o|,.'`- 7Z";
  for (int i = 0; i < 20'000; ++i) {
    std::string name;
    for (std::uint64_t length = random.below(9); length > 0; --length)
      name += kSigns[random.below(kSigns.size())];
    // A joiner that is dropped, for the other way.
    if (folded_name(name) != folded_name(name + "\u034F"))
      FAIL("'" << name << "' is '" << folded_name(name) << "' and '" << folded_name(name + "\u034F")
               << "'");
  }
}

TEST_CASE("what no reader sees", "[names]") {
  for (const char* text :
       {"",       " ",      "   ",        "\u00A0",       "\u3000\u3000", "\u2003",
        "\u1680", "\u205F", "\u2028",     "\u200B",       "\u200D\u200C", "\u2060",
        "\uFEFF", "\u00AD", "\u034F",     "\u061C",       "\u180E",       "\u3164",
        "\u115F", "\u1160", "\uFFA0",     "\u2800\u2800", "\u0301\u0302", "\u20DD",
        "\u093F", "\uFE0F", "\U000E0041", "\U000E01EF",   "\uFFFC",       "\t",
        "\u202E", "\uE000", "\U0001D159", "\u17B4"}) {
    CAPTURE(text);
    CHECK(is_unseen(std::string_view(text)));
  }
  for (const char* text :
       {"a", " a ", ".", "\u4F1F", "\U0001F680", "a\u0301", "\u2801", "-", "\u3131", "\u0E01"}) {
    CAPTURE(text);
    CHECK_FALSE(is_unseen(std::string_view(text)));
  }
}
