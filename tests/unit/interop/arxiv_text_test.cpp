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
  const auto names = [](std::string_view text) { return split_authors(text).names; };
  CHECK(names("A. B. and C. D.") == Names{"A. B.", "C. D."});
  CHECK(names("A, B, and C (X and Y, Z), D Jr., E, III") == Names{"A", "B", "C", "D Jr.", "E III"});
  CHECK(names("Anderson Land") == Names{"Anderson Land"});
  CHECK(names("Alexand Ander and\n Land, and B & C") == Names{"Alexand Ander", "Land", "B", "C"});
  CHECK(names("(only a place)") == Names{});
  CHECK(names("A,,B , C") == Names{"A", "B", "C"});
  CHECK(names("") == Names{});
  CHECK(names("A and") == Names{"A"});
  CHECK(names("and A & and B") == Names{"A", "B"});
}

TEST_CASE("a bracket that does not close hides no author") {
  using Names = std::vector<std::string>;
  const SplitAuthors open = split_authors("A. Example (1, B. Sample (2), C. Person");
  CHECK(open.names == Names{"A. Example (1", "B. Sample", "C. Person"});
  CHECK(open.unclosed);
  CHECK(split_authors("A (X, B").names == Names{"A (X", "B"});
  CHECK(split_authors("A) X, B (Y)").names == Names{"A) X", "B"});
  CHECK_FALSE(split_authors("A) X, B (Y)").unclosed);
  const SplitAuthors nested = split_authors("A (X (Y), Z), B ((Q)), C");
  CHECK(nested.names == Names{"A", "B", "C"});
  CHECK_FALSE(nested.unclosed);
  CHECK(split_authors("A ((X), B (Y), C").names == Names{"A (", "B", "C"});
}

TEST_CASE("collaborations, et al. and TeX in lists of names") {
  using Names = std::vector<std::string>;
  const auto names = [](std::string_view text) { return split_authors(text).names; };
  CHECK(names("A. B. for the ATLAS Collaboration") == Names{"A. B.", "ATLAS Collaboration"});
  CHECK(names("A. B., C. D. (on behalf of the X Collaboration)") == Names{"A. B.", "C. D."});
  CHECK(names("A. B., for the X Collaboration") == Names{"A. B.", "X Collaboration"});
  CHECK(names("A. B. on behalf of the X Collaboration") == Names{"A. B.", "X Collaboration"});
  CHECK(names("LIGO Collaboration: A. B., C. D.") == Names{"LIGO Collaboration", "A. B.", "C. D."});
  CHECK(names("A. B., C. D. et al.") == Names{"A. B.", "C. D."});
  CHECK(names("A. B., et al") == Names{"A. B."});
  CHECK(split_authors("A. B. et al.").et_al);
  CHECK(names("M. Halal") == Names{"M. Halal"});
  CHECK_FALSE(split_authors("M. Halal").et_al);
  CHECK(names("C. Bal\\'azs, {\\L}. K{\\\"u}hn, A{\\c{c}}, D{x,y}, E\\,F") ==
        Names{"C. Bal\\'azs", "{\\L}. K{\\\"u}hn", "A{\\c{c}}", "D{x,y}", "E\\,F"});
  CHECK(names("A{, B, C") == Names{"A{", "B", "C"});
}

TEST_CASE("HTML is read as its text") {
  CHECK(text_of_html("<p>A &lt; B &amp;amp; <i>c</i><br/>d</p>") == " A < B &amp; c d ");
  CHECK(text_of_html("a < b and c > d, <x> &unknown; <p") == "a < b and c > d, <x> &unknown; <p");
}

TEST_CASE("categories are told from classes of other schemes") {
  for (const char* text : {"cs.LG", "hep-th", "cond-mat.str-el", "q-bio.NC"})
    CHECK(is_category(text));
  for (const char* text : {"", "c", "68T07", "F.2.2", "cs.", ".LG", "cs.LG.X", "cs LG", "-x"})
    CHECK_FALSE(is_category(text));
}
