// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/units.hpp"

#include <catch2/catch.hpp>

using namespace ahub;

TEST_CASE("every known unit reads as one, and so do unknown ones of the same form", "[units]") {
  for (const NamedUnit& unit : units()) CHECK(is_unit_text(unit.symbol));
  for (const char* text : {"GB/(s*W)", "m^2", "papers per hour", "req.", "case-studies"})
    CHECK(is_unit_text(text));
  for (const char* text :
       {"", "/s", "ms/", "ms/(", "(ms", "ms)", "a//b", "()", "a$", "<b>", "a\tb"})
    CHECK_FALSE(is_unit_text(text));
}

TEST_CASE("units of one kind convert, others never", "[units]") {
  CHECK(*convert(83.76, "%", "fraction") == 0.8376);
  CHECK(*convert(1500, "ms", "s") == 1.5);
  CHECK(*convert(2, "KiB", "B") == 2048);
  CHECK_FALSE(convert(11.81, "pp", "%"));
  CHECK_FALSE(convert(1, "nothing", "s"));
  CHECK(*convert(3, "nothing", "nothing") == 3);
}
