// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <cmath>

#include "ahub/base/error.hpp"
#include "ahub/verify/verify.hpp"
#include "exec/support_override.hpp"
#include "verify/execute.hpp"

using namespace ahub;

namespace {

Package package_with(double value, const std::string& unit) {
  Package package;
  package.slug = "small-cache";
  package.digest = std::string(64, 'a');
  Claim claim;
  claim.id = "c1";
  claim.structured.metric = "m";
  claim.structured.value = value;
  claim.structured.unit = unit;
  claim.evidence.push_back({"", 0, 0, "", "https://example.org"});
  package.claims.push_back(claim);
  Method method;
  method.id = "sim";
  Expectation expectation;
  expectation.claim = "c1";
  expectation.output = "x";
  method.expected.push_back(expectation);
  method.runs.push_back({"run", "cache", {}, 0});
  package.methods.push_back(method);
  method.id = "script";
  method.mode = MethodMode::script;
  method.runs.clear();
  package.methods.push_back(method);
  return package;
}

Check check(const Package& package, Comparison op, std::optional<double> value,
            std::optional<double> abs, const std::string& unit, std::optional<double> actual) {
  Expectation expectation;
  expectation.claim = "c1";
  expectation.output = "x";
  expectation.op = op;
  expectation.value = value;
  expectation.abs = abs;
  const auto source = unit.empty() ? StatedUnit::Source::none : StatedUnit::Source::declared;
  return compare(package, package.methods[0], expectation, {unit, source}, actual);
}

RunRecord record(int version = 1, const std::string& status = "ok") {
  RunRecord run;
  run.id = "run";
  run.engine = "simulator";
  run.simulator = "cache";
  run.version = version;
  run.implementation = "cache@" + std::to_string(version);
  run.fidelity = "exact";
  run.status = status;
  return run;
}

RunRecord script_record(const std::string& sandbox) {
  RunRecord run;
  run.id = "script";
  run.engine = "script";
  run.implementation = "script:" + std::string(64, 'b');
  run.fidelity = "numeric";
  run.status = "ok";
  run.sandbox = sandbox;
  return run;
}

/// What comes out is what the verdict says of it.
Receipt receipt(const Package& package, const KeyPair& key, Verdict verdict,
                RunRecord run = record()) {
  const Method& method = package.methods.at(run.engine == "script" ? 1 : 0);
  std::optional<double> actual;
  if (verdict != Verdict::inconclusive)
    actual = *package.claims.at(0).structured.value + (verdict == Verdict::refuted ? 1 : 0);
  if (actual) run.outputs.set("x", *actual);
  Check check = compare(package, method, method.expected.at(0), unit_of(run, "x"), actual);
  check.run = run.id;
  return make_receipt(package, "c1", method.id, verdict, "", {&check, 1}, {&run, 1}, key,
                      Json::object());
}

int level(const Package& package, const std::vector<Receipt>& receipts,
          const std::vector<KeyPair>& keys, bool integrity = true) {
  std::vector<std::string> trusted;
  for (const KeyPair& key : keys) trusted.push_back(to_hex(key.public_key));
  return compute_level(package, integrity, judge_receipts(package, receipts, trusted).counted)
      .level;
}

}  // namespace

TEST_CASE("an approximate assertion without value checks the claimed number", "[compare]") {
  const Package package = package_with(11.81, "pp");
  const Check close = check(package, Comparison::approx, std::nullopt, 0.005, "pp", 11.8105);
  CHECK(close.passed);
  CHECK(close.from_claim);
  CHECK(check(package, Comparison::approx, std::nullopt, 0.005, "pp", 11.815).passed);
  CHECK_FALSE(check(package, Comparison::approx, std::nullopt, 0.005, "pp", 11.8151).passed);
  CHECK_FALSE(check(package, Comparison::approx, std::nullopt, 0.005, "pp", 11.804).passed);
}

TEST_CASE("the claimed number is converted to the output's unit, or the check stays open",
          "[compare]") {
  const Package share = package_with(83.76, "%");
  CHECK(check(share, Comparison::approx, std::nullopt, 0.00005, "fraction", 0.8376).passed);
  const Check open = check(share, Comparison::approx, std::nullopt, 0.1, "pp", 83.76);
  CHECK_FALSE(open.passed);
  CHECK(open.reason.find("pp") != std::string::npos);
}

TEST_CASE("each operator draws its line", "[compare]") {
  const Package package = package_with(8, "x");
  const auto passed = [&](Comparison op, double actual) {
    return check(package, op, 8.0, std::nullopt, "x", actual).passed;
  };
  CHECK(passed(Comparison::equal, 8));
  CHECK_FALSE(passed(Comparison::equal, std::nextafter(8.0, 9.0)));
  CHECK(passed(Comparison::at_most, 8));
  CHECK_FALSE(passed(Comparison::at_most, 8.001));
  CHECK(passed(Comparison::at_least, 8));
  CHECK_FALSE(passed(Comparison::at_least, 7.999));
  CHECK_FALSE(passed(Comparison::below, 8));
  CHECK(passed(Comparison::below, 7.999));
  CHECK_FALSE(passed(Comparison::above, 8));
  CHECK(passed(Comparison::above, 8.001));
}

TEST_CASE("what is not a finite number never passes", "[compare]") {
  const Package package = package_with(1, "x");
  for (const double actual : {std::nan(""), HUGE_VAL, -HUGE_VAL}) {
    const Check found = check(package, Comparison::at_least, -1e300, std::nullopt, "x", actual);
    CHECK_FALSE(found.passed);
    CHECK_FALSE(found.reason.empty());
  }
  CHECK_FALSE(check(package, Comparison::at_most, 1e300, std::nullopt, "x", std::nullopt).passed);
}

TEST_CASE("a receipt travels as one line and any change is noticed", "[receipt]") {
  const KeyPair key = make_key_pair();
  const Receipt made = receipt(package_with(1, "x"), key, Verdict::confirmed);
  const std::string line = receipt_to_json(made);
  CHECK(receipt_from_json(line, "line").id == made.id);
  for (const char* member : {"confirmed", "cache@1", "small-cache", "\"c1\"", "exact"}) {
    std::string changed = line;
    const std::size_t at = changed.find(member);
    REQUIRE(at != std::string::npos);
    changed[at + 2] = changed[at + 2] == 'x' ? 'y' : 'x';
    CHECK_THROWS_AS(receipt_from_json(changed, "line"), Error);
  }
  std::string other = line;
  const std::string forged = to_hex(make_key_pair().public_key);
  for (std::size_t at = other.find(made.key); at != std::string::npos; at = other.find(made.key))
    other.replace(at, 64, forged);
  CHECK_THROWS_AS(receipt_from_json(other, "line"), Error);
}

TEST_CASE("volatile facts do not change a receipt's id", "[receipt]") {
  const KeyPair key = make_key_pair();
  const Package package = package_with(1, "x");
  const std::vector<RunRecord> runs{record()};
  const Receipt first = make_receipt(package, "c1", "sim", Verdict::inconclusive, "", {}, runs, key,
                                     Json::object().set("host", "a"));
  const Receipt second = make_receipt(package, "c1", "sim", Verdict::inconclusive, "", {}, runs,
                                      key, Json::object().set("host", "b"));
  CHECK(first.id == second.id);
  CHECK(first.meta != second.meta);
}

TEST_CASE("the ladder is climbed by receipts alone", "[level]") {
  const Package package = package_with(1, "x");
  const KeyPair ours = make_key_pair(), theirs = make_key_pair();
  CHECK(level(package, {}, {ours}, false) == 0);
  CHECK(level(package, {}, {ours}) == 1);
  CHECK(level(package, {receipt(package, ours, Verdict::refuted)}, {ours}) == 2);
  CHECK(level(package, {receipt(package, ours, Verdict::recomputed)}, {ours}) == 2);
  CHECK(level(package, {receipt(package, ours, Verdict::inconclusive, record(1, "wall"))},
              {ours}) == 1);
  const Receipt good = receipt(package, ours, Verdict::confirmed);
  CHECK(level(package, {good}, {ours}) == 3);
  CHECK(level(package, {good}, {ours}, false) == 0);
  CHECK(level(package, {good}, {theirs}) == 1);
  const Receipt second = receipt(package, theirs, Verdict::confirmed);
  CHECK(level(package, {good, second}, {ours}) == 3);
  CHECK(level(package, {good, second}, {ours, theirs}) == 4);
  CHECK(level(package, {good, receipt(package, ours, Verdict::confirmed, record(2))}, {ours}) == 4);
  // The newest receipt of one runner counts.
  CHECK(level(package, {good, receipt(package, ours, Verdict::refuted)}, {ours}) == 2);
}

TEST_CASE("a script run without a sandbox is no independent second", "[level]") {
  const Package package = package_with(1, "x");
  const KeyPair key = make_key_pair();
  const Receipt simulated = receipt(package, key, Verdict::confirmed);
  const auto with_script = [&](const std::string& sandbox) {
    return level(package,
                 {simulated, receipt(package, key, Verdict::confirmed, script_record(sandbox))},
                 {key});
  };
  CHECK(with_script("none") == 3);
  CHECK(with_script("landlock:7+seccomp+rlimits") == 4);
}

namespace {

struct Scripted {
  PackageFiles files;
  Package package;
};

Scripted scripted(const std::string& program) {
  Scripted result;
  result.files =
      make_package_files("test", {{"discovery.yaml", R"(schema: attentionhub/discovery@0.1
profile: systems@0.1
slug: scripted
title: A script and its claim
contributors: [{kind: human, name: Ada}]
claims: [{id: c1, kind: performance, scope: model, statement: In this model 4., structured: {metric: m, value: 4, unit: count}, evidence: ["doi:10.1/x"]}]
verification: {mode: script, entrypoint: verify.py, expected: [{claim: c1, output: out.x, op: ==}]}
)"},
                                  {"verify.py", program}});
  ParsedPackage parsed = parse_package(result.files);
  REQUIRE(parsed.valid());
  result.package = std::move(parsed.package);
  return result;
}

Verdict verdict_of(const std::string& program, double seconds = 20) {
  const Scripted test = scripted(program);
  VerifyOptions options;
  options.key = make_key_pair();
  options.run_seconds = seconds;
  return verify_package(test.package, test.files, options).claims.at(0).verdict;
}

}  // namespace

TEST_CASE("a script's numbers decide, and only numbers", "[verify]") {
  CHECK(verdict_of("print('{\"out\": {\"x\": 4}}')") == Verdict::confirmed);
  CHECK(verdict_of("print('{\"out\": {\"x\": 5}}')") == Verdict::refuted);
  CHECK(verdict_of("print('{\"out\": {\"x\": \"4\"}}')") == Verdict::inconclusive);
  CHECK(verdict_of("print('{}')") == Verdict::inconclusive);
  CHECK(verdict_of("print('passed')") == Verdict::error);
  CHECK(verdict_of("print('[4]')") == Verdict::error);
  CHECK(verdict_of("raise SystemExit(3)") == Verdict::error);
  CHECK(verdict_of("import time; time.sleep(30)", 0.5) == Verdict::inconclusive);
}

TEST_CASE("without a sandbox a script is refused and leaves no receipt", "[verify]") {
  SandboxSupport support = sandbox_support();
  support.missing = "Landlock";
  override_sandbox_support(&support);
  const Scripted test = scripted("print('{\"out\": {\"x\": 4}}')");
  VerifyOptions options;
  options.key = make_key_pair();
  const VerifyResult result = verify_package(test.package, test.files, options);
  override_sandbox_support(nullptr);
  CHECK(result.sandbox_missing);
  CHECK(result.receipts.empty());
  CHECK(result.claims.at(0).verdict == Verdict::inconclusive);
}

TEST_CASE(
    "a plain count is in the claim's unit when it counts or is a share, else nothing compares",
    "[compare]") {
  const auto with = [](double value, const std::string& unit, StatedUnit::Source source) {
    const Package package = package_with(value, unit);
    Expectation expectation = package.methods[0].expected[0];
    expectation.rel = 0.01;
    return compare(package, package.methods[0], expectation, {"1", source}, 0.5);
  };
  const Check share = with(50, "%", StatedUnit::Source::number);
  CHECK(share.passed);
  CHECK(share.unit == "fraction");
  CHECK(share.expected == 0.5);
  const Check ratio = with(0.5, "x", StatedUnit::Source::number);
  CHECK(ratio.passed);
  CHECK(ratio.unit == "x");
  const Check bytes = with(0.5, "GB", StatedUnit::Source::count);
  CHECK_FALSE(bytes.passed);
  CHECK_FALSE(bytes.comparable);
  CHECK(bytes.reason == "the claim is in 'GB', the output in '1' (a plain count)");
}

TEST_CASE("a receipt keeps what nothing was expected of, and the unit that its run names",
          "[receipt]") {
  const Package package = package_with(1, "GB");
  const KeyPair key = make_key_pair();
  RunRecord run = record();
  run.id = "base";
  run.simulator = "arith";
  run.implementation = "arith@1";
  run.outputs = Json::object().set("x", 5).set("value", 12);
  run.params = Json::object().set("program", "12 B").set("unit", "B");
  Check bytes = check(package, Comparison::approx, std::nullopt, 1, "s", 5);
  bytes.run = "base";
  Expectation stated = package.methods[0].expected[0];
  stated.value = 12;
  stated.output = "value";
  Check valued = compare(package, package.methods[0], stated, {"B", StatedUnit::Source::run}, 12);
  valued.run = "base";
  const std::vector<Check> checks{bytes, valued};
  const Receipt made = make_receipt(package, "c1", "sim", Verdict::inconclusive, "", checks,
                                    std::vector<RunRecord>{run}, key, Json::object());
  CHECK(made.body.find("\"unit\":\"B\"}") != std::string::npos);  // The run says it, once.
  CHECK(made.body.find("\"unit\":\"\"") != std::string::npos);
  const std::vector<Check> read = made.checks;
  REQUIRE(read.size() == 2);
  CHECK_FALSE(read[0].comparable);
  CHECK(read[1].comparable);
  CHECK(read[1].unit == "B");
  CHECK(read[1].unit_source == StatedUnit::Source::run);
}

TEST_CASE("an assertion's own value that has the claim's digits in another unit proves nothing",
          "[compare]") {
  const auto why = [](const std::string& claimed, Comparison op, double value, StatedUnit output) {
    const Package package = package_with(12, claimed);
    Expectation expectation = package.methods[0].expected[0];
    expectation.op = op;
    expectation.value = value;
    expectation.abs = 0.5;
    const std::vector<Check> checks{compare(package, package.methods[0], expectation, output, 12)};
    return digits_without_unit(package.claims[0], checks);
  };
  using Source = StatedUnit::Source;
  CHECK_FALSE(why("KB", Comparison::approx, 12, {"B", Source::run}).empty());
  CHECK_FALSE(why("KB", Comparison::at_most, 15, {"B", Source::run}).empty());
  CHECK_FALSE(why("GB", Comparison::equal, 12, {"1", Source::count}).empty());
  CHECK(why("KB", Comparison::approx, 12'000, {"B", Source::run}).empty());
  CHECK(why("KB", Comparison::approx, 12, {"KB", Source::declared}).empty());
  CHECK(why("KB", Comparison::approx, 12, {}).empty());                    // A script's number.
  CHECK(why("GB", Comparison::at_most, 15, {"ms", Source::run}).empty());  // Another quantity.
  CHECK(why("GB", Comparison::approx, 400, {"ms", Source::run}).empty());
}
