// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The list of choices: each once, in order, an error when strict; and what pieces of work throw.
#include "ahub/base/reading.hpp"

#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "ahub/base/parallel.hpp"

using namespace ahub;

TEST_CASE("a choice is kept once and said on one line") {
  Reading reading;
  reading.chose({"b.csv", "id column", "'key' (column 2 of 4)", 0});
  reading.chose({"a.csv", "requests of 0 tokens", "left out", 12});
  reading.chose({"b.csv", "id column", "'key' (column 2 of 4)", 0});
  reading.chose({"a.csv", "delimiter", "tab", 1});
  const std::vector<Choice> choices = reading.choices();
  REQUIRE(choices.size() == 3);
  CHECK(to_text(choices[0]) == "a.csv: requests of 0 tokens: left out (12 rows)");
  CHECK(to_text(choices[1]) == "a.csv: delimiter: tab (1 row)");
  CHECK(to_text(choices[2]) == "b.csv: id column: 'key' (column 2 of 4)");
  CHECK(to_text({"a\nb", "c\x1B", "d", 0}) == "a\\nb: c\\u{1B}: d");
  CHECK(to_json(to_json_value(std::span(choices).first(1))) ==
        R"([{"file":"a.csv","what":"requests of 0 tokens","chosen":"left out","rows":12}])");
}

TEST_CASE("a strict reading refuses the first choice with the option that says it") {
  Reading reading(true);
  try {
    reading.chose({"a.csv", "delimiter", "tab", 0}, "give it with --delimiter");
    FAIL("nothing was thrown");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.code() == "strict-input");
    CHECK(std::string(error.what()) == "a.csv: delimiter: tab");
    CHECK(error.hint() == "give it with --delimiter");
  }
  CHECK(reading.choices().empty());
}

TEST_CASE("of several pieces that throw the one of the lowest number is heard of") {
  for (const int jobs : {1, 4}) {
    std::atomic<int> begun{0};
    try {
      for_each_parallel(1000, jobs, nullptr, [&](std::size_t i) {
        ++begun;
        if (i == 3 || i == 5) throw Error(ErrorKind::input, "x", std::to_string(i));
      });
      FAIL("nothing was thrown");
    } catch (const Error& error) {
      CHECK((std::string(error.what()) == "3" || jobs > 1));
    }
    CHECK(begun < 1000);
  }
}
