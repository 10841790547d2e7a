// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "interop/arxiv_text.hpp"

using namespace ahub::interop;

TEST_CASE("white space is collapsed and nothing else") {
  CHECK(collapsed("") == "");
  CHECK(collapsed(" \n\t ") == "");
  CHECK(collapsed("  a \n b\r\n\v\fc\t") == "a b c");
  CHECK(collapsed("a\u00A0b\x01") == "a\u00A0b\x01");
}

TEST_CASE("dates are read in three forms and must exist") {
  CHECK(date_of("2022-05-27T17:53:09Z") == "2022-05-27");
  CHECK(date_of("2022-05-27") == "2022-05-27");
  CHECK(date_of("Mon, 2 Apr 2007 19:18:42 GMT") == "2007-04-02");
  CHECK(date_of("29 Feb 2004") == "2004-02-29");
  for (const char* text : {"", "2023-02-29", "2022-13-01", "2022-05-27x", "22-05-27", "tomorrow",
                           "Mon, 31 Apr 2007 19:18:42 GMT", "Mon, 2 Foo 2007"}) {
    CHECK(date_of(text) == "");
  }
}

TEST_CASE("names are split at commas and 'and'") {
  using Names = std::vector<std::string>;
  CHECK(split_authors("A. B. and C. D.") == Names{"A. B.", "C. D."});
  CHECK(split_authors("A, B, and C (X and Y, Z), D Jr., E, III") ==
        Names{"A", "B", "C", "D Jr.", "E III"});
  CHECK(split_authors("Anderson Land") == Names{"Anderson Land"});
  CHECK(split_authors("(only a place)") == Names{});
  CHECK(split_authors("A,,B , C") == Names{"A", "B", "C"});
}

TEST_CASE("categories are told from classes of other schemes") {
  for (const char* text : {"cs.LG", "hep-th", "cond-mat.str-el", "q-bio.NC"})
    CHECK(is_category(text));
  for (const char* text : {"", "c", "68T07", "F.2.2", "cs.", ".LG", "cs.LG.X", "cs LG", "-x"})
    CHECK_FALSE(is_category(text));
}
