// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The writer: a real that is no number is null in every form.
#include "ahub/base/json.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace ahub;

TEST_CASE("what is no finite number is null in JSON", "[json]") {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const double none : {kInfinity, -kInfinity, std::nan("")}) {
    const Json value =
        Json::object().set("a", none).set("b", Json::array().push(none).push(1.5)).set("c", 2);
    CHECK(to_json(value) == R"({"a":null,"b":[null,1.5],"c":2})");
    CHECK(canonical_json(value) == R"({"a":null,"b":[null,1.5],"c":2})");
    CHECK(parse_json(to_pretty_json(value), "t").find("a")->is_null());
    CHECK(to_json(none) == "null");
  }
  // Controls: the ends of the range.
  CHECK(to_json(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
  CHECK(to_json(std::numeric_limits<double>::denorm_min()) == "5e-324");
  CHECK(to_json(1e300) == "1e+300");
}
