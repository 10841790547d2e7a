// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What readers chose for a run, in the receipt that rests on it.
#include <catch2/catch.hpp>

#include "ahub/base/reading.hpp"
#include "ahub/verify/receipt.hpp"

using namespace ahub;

TEST_CASE("a receipt keeps the choices of its runs, and has no field where there are none") {
  Package package;
  package.slug = "small-cache";
  package.digest = std::string(64, 'a');
  const KeyPair key = make_key_pair();
  std::vector<RunRecord> runs(1);
  runs[0].id = "run";
  runs[0].engine = "simulator";
  runs[0].simulator = "cache";
  runs[0].version = 2;
  runs[0].implementation = "cache@2";
  runs[0].status = "ok";
  const auto made = [&] {
    return make_receipt(package, "c1", "sim", Verdict::inconclusive, "", {}, runs, key,
                        Json::object());
  };
  CHECK(made().body.find("choices") == std::string::npos);
  CHECK(made().runs.at(0).choices == Json::array());
  runs[0].choices = to_json_value(std::vector<Choice>{{"t.csv", "id column", "'key'", 3}});
  const Receipt receipt = made();
  const Receipt back = receipt_from_json(receipt_to_json(receipt), "test");
  CHECK(back.id == receipt.id);
  CHECK(canonical_json(back.runs.at(0).choices) == canonical_json(runs[0].choices));
}
