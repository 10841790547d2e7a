// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/hidden.hpp"

#include <catch2/catch.hpp>

#include "ahub/base/json.hpp"
#include "ahub/base/names.hpp"
#include "ahub/base/text.hpp"

using namespace ahub;

TEST_CASE("what has no ink is hidden", "[hidden]") {
  for (const char32_t c :
       {0x34F,   0x115F,  0x1160,  0x17B4,  0x17B5,  0x180B,  0x180E,  0x180F,  0x200B,  0x2065,
        0x3164,  0xFE00,  0xFE0D,  0xFFA0,  0xFFF0,  0xFFF8,  0x13430, 0x1345F, 0x16FE4, 0x1BCA0,
        0x1BCA3, 0x1D173, 0x1D17A, 0xE0080, 0xE00FF, 0xE0100, 0xE01EF, 0xE01F0, 0xE0FFF}) {
    CAPTURE(static_cast<unsigned>(c));
    CHECK(is_hidden(c));
    CHECK(is_hidden_behind('a', c));
    CHECK(is_hidden_behind(0, c));
    CHECK(is_unseen(c));
  }
  for (const char32_t c : {0x301, 0x1161, 0x17B6, 0x1810, 0x2800, 0x3131, 0xFFFD, 0x1F680, 0x13000,
                           0x600, 0x20000, 0xE000 - 0x1000}) {
    CAPTURE(static_cast<unsigned>(c));
    CHECK_FALSE(is_hidden(c));
  }
}

TEST_CASE("selectors stay behind what takes one", "[hidden]") {
  for (const char* text : {"\u2764\uFE0F", "\u2764\uFE0E", "1\uFE0F\u20E3", "#\uFE0F\u20E3",
                           "\u2122\uFE0F", "\u00A9\uFE0F", "\u2139\uFE0F", "\u203C\uFE0F",
                           "\U0001F3F3\uFE0F", "\u845B\U000E0100", "\u1820\u180B"}) {
    CAPTURE(text);
    CHECK(safe_text(text) == text);
    CHECK(to_json(Json(std::string(text))) == "\"" + std::string(text) + "\"");
  }
  CHECK(safe_text("\u2764\uFE0F\uFE0F") == "\u2764\uFE0F\\u{FE0F}");
  CHECK(safe_text("a\uFE0F") == "a\\u{FE0F}");
  CHECK(safe_text("\uFE0F") == "\\u{FE0F}");
  CHECK(safe_text(" \uFE0E") == " \\u{FE0E}");
  CHECK(safe_text("\u00E9\uFE0F") == "\u00E9\\u{FE0F}");
  CHECK(safe_text("a\U000E0100") == "a\\u{E0100}");
  CHECK(safe_text("\u845B\U000E0100\U000E0101") == "\u845B\U000E0100\\u{E0101}");
  CHECK(safe_text("\u845B\n\U000E0100") == "\u845B\\n\\u{E0100}");
  CHECK(safe_text("a\u180B") == "a\\u{180B}");
}
