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
                            "Doe\u3164Jane",
                            "Doe\uFFA0Jane",
                            "Jan\u0247 Doe",
                            "J\u2C65ne Doe",
                            "Ja\u0272e Do\u0247",
                            "\U0001F159\U0001F150\U0001F15D\U0001F154 Doe",
                            "\U0001D5DD\u1D43\u207F\u1D49 Doe",
                            "\u216Eoe, Jane",
                            "Jane Do\u212F",
                            "Jane\u00B7Doe",
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

TEST_CASE("names with digits keep their order", "[names]") {
  CHECK(same("gpt-4.5", "GPT 4.5"));
  CHECK(same("gpt-4.5", "gpt4.5"));
  CHECK(same("gpt-4o", "GPT-4O"));
  CHECK(same("J0hn Doe", "John Doe"));
  CHECK(same("J0 Doe", "Jo Doe"));
  CHECK(same("Pau1 Doe", "Paul Doe"));
  CHECK(same("Jane D\u0A66e", "Jane Doe"));
  CHECK(same("0\u043B\u044F", "\u041E\u043B\u044F"));
  CHECK(same("3\u0443\u0435\u0432\u0430", "\u0417\u0443\u0435\u0432\u0430"));
  CHECK(same("Jane Doe (2)", "Jane Doe"));
  CHECK(same("Jane Doe\uFF08\uFF12\uFF09", "Jane Doe [3]"));
  CHECK_FALSE(same("gpt-4.5", "gpt-5.4"));
  CHECK_FALSE(same("gpt-3.5-turbo", "gpt-5.3-turbo"));
  CHECK_FALSE(same("gpt-4.1", "gpt-41"));
  CHECK_FALSE(same("claude-3.5", "claude-5.3"));
  CHECK_FALSE(same("Qwen 2.5", "Qwen 5.2"));
  CHECK_FALSE(same("Qwen 2.5", "Qwen 25"));
  CHECK_FALSE(same("o1", "ol"));
  CHECK_FALSE(same("o1", "oI"));
  CHECK_FALSE(same("gpt-4o", "gpt-40"));
}

TEST_CASE("titles, umlauts, kana, marks of other scripts", "[names]") {
  for (const char* other :
       {"Dr. Jane Doe", "Doe, Prof. Dr. Jane", "Jane Doe, Ph.D.", "Jane Doe PhD", "JANE DOE JR.",
        "Ja\u2D7Fne Doe", "Ja\U00011A47ne Doe", "Ja\U00010A3Fne Doe", "Ja\U00016FE4ne Doe",
        "Ja\u0378ne Doe", "Jane D\u10FFe", "Jane D\u0D20e", "Jane D\u05E1e", "Jane D\u0647e",
        "Jane D\U000118C8e", "Jane D\U000104C2e", "Jane D\u25CBe", "Jane Do\u212E"}) {
    CAPTURE(other);
    CHECK(same("Jane Doe", other));
  }
  CHECK(same("Alice", "A\u2223ice"));
  CHECK(same("Alice", "A\u05C0ice"));
  CHECK(same("M\u00FCller", "Mueller"));
  CHECK(same("MU\u0308LLER", "Muller"));
  CHECK(same("\u305F\u304B\u3057", "\u30BF\u30AB\u30B7"));
  CHECK(same("\u3054", "\u30B4"));
  CHECK(same("\u0401\u043B", "\u0435\u043B"));
  CHECK(same("\u0419\u0430", "\u0439\u0430"));
  CHECK(same("\u0419\u0430", "\u0438\u0306\u0430"));
  CHECK_FALSE(same("Mueller", "Muller"));  // Sue and Su, Noel and Nol are two.
  CHECK_FALSE(same("Sue Li", "Su Li"));
  CHECK_FALSE(same("\u0410\u043D\u0434\u0440\u0435\u0439", "\u0410\u043D\u0434\u0440\u0435\u0438"));
  CHECK_FALSE(same("\u0407\u0432\u0430\u043D", "\u0406\u0432\u0430\u043D"));
  CHECK_FALSE(same("\u304B", "\u30AC"));
  CHECK_FALSE(same("Dr. Doe", "Jane Doe"));
  CHECK_FALSE(same("Prof Doe", "Doe"));  // A name of two words keeps both.
  // Scripts that the tables do not know are names.
  for (const char* name : {"\U00010D50\U00010D51", "\U00016D43", "\U000105C0", "\U00011BC0",
                           "\U0001E5D0", "\U0001D800\U0001D801"}) {
    CAPTURE(name);
    CHECK_FALSE(folded_name(name).empty());
  }
  CHECK_FALSE(same("\U00016D43", "\U000105C0"));
}

TEST_CASE("ASCII names are folded as all others", "[names]") {
  Xoshiro256ss random(17);
  constexpr std::string_view kSigns = "aBIl10o|,.'`- 7Z()";
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

TEST_CASE("names that are surely distinct have no key in common", "[names]") {
  Xoshiro256ss random(23);
  constexpr std::string_view kPieces[] = {"Jane",    "jane", "Doe", "Dr.",   "Ph. D.", "Jr",
                                          "(2)",     "[3]",  "J.",  "O'Doe", "Odoe",   "D0e",
                                          "gpt-4.5", "5.4",  "|an", "Ian"};
  std::size_t sure = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::vector<std::string> names(2);
    for (std::string& name : names) {
      for (std::uint64_t count = 1 + random.below(4); count > 0; --count)
        name += (name.empty() ? "" : " ") + std::string(kPieces[random.below(std::size(kPieces))]);
    }
    if (!surely_distinct(names)) continue;
    ++sure;
    const std::vector<std::string> keys = name_keys(folded_name(names[0]));
    for (const std::string& key : name_keys(folded_name(names[1]))) {
      if (std::find(keys.begin(), keys.end(), key) != keys.end())
        FAIL("'" << names[0] << "' and '" << names[1] << "' are one by '" << key << "'");
    }
  }
  CHECK(sure > 1000);
  CHECK_FALSE(surely_distinct(std::vector<std::string>{"Jane Doe", "Dr. Jane Doe"}));
  CHECK(surely_distinct(std::vector<std::string>{"Jane Doe", "Ada Example"}));
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
