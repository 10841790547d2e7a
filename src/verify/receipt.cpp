// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Receipts as in-toto Statements: made, signed, exchanged, read back.
#include "ahub/verify/receipt.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/sim/simulator.hpp"
#include "ahub/sim/stated_unit.hpp"
#include "ahub/version.hpp"

namespace ahub {
namespace {

constexpr std::string_view kStatementType = "https://in-toto.io/Statement/v1";
constexpr std::string_view kPredicateType = "urn:ahub:receipt:1";
constexpr std::array<std::string_view, 5> kVerdicts{"confirmed", "recomputed", "refuted",
                                                    "inconclusive", "error"};
constexpr std::array<Comparison, 7> kOperators{
    Comparison::equal, Comparison::approx, Comparison::at_most, Comparison::at_least,
    Comparison::below, Comparison::above,  Comparison::between};

[[noreturn]] void bad_receipt(const std::string& message) {
  throw Error(ErrorKind::input, "bad-receipt", message,
              "receipts are exchanged by 'ahub receipt export' and 'ahub receipt import'");
}

/// What the parts of a record take in JSON, about.
std::uint64_t weight(const Json& object) {
  std::uint64_t bytes = 0;
  for (const Json::Member& entry : object.as_object())
    bytes += entry.first.size() + (entry.second.is_string() ? entry.second.as_string().size() : 16);
  return bytes;
}

/// The outputs of a run that the checks of one receipt read.
Json outputs_read(const RunRecord& run, std::span<const Check> checks) {
  std::unordered_set<std::string_view> names;
  for (const Check& check : checks) {
    if (check.run == run.id) names.insert(check.output);
  }
  Json outputs = Json::object();
  for (const Json::Member& output : run.outputs.as_object()) {
    if (names.count(output.first) > 0) outputs.set(output.first, output.second);
  }
  return outputs;
}

bool is_whole(const Json& outputs) {
  return outputs.as_object().size() <= limits::kReceiptOutputs &&
         weight(outputs) <= limits::kReceiptBytes;
}

Json run_json(const RunRecord& run, std::span<const Check> checks) {
  const bool whole = run.outputs_sha256.empty() && is_whole(run.outputs);
  Json json = Json::object()
                  .set("id", run.id)
                  .set("engine", run.engine)
                  .set("implementation", run.implementation)
                  .set("simulator", run.simulator)
                  .set("version", run.version)
                  .set("fidelity", run.fidelity)
                  .set("params", run.params)
                  .set("seed", run.seed)
                  .set("outputs", whole ? run.outputs : outputs_read(run, checks))
                  .set("status", run.status)
                  .set("sandbox", run.sandbox);
  if (!whole) {
    json.set("outputs_total", run.outputs.as_object().size());
    json.set("outputs_sha256",
             run.outputs_sha256.empty() ? digest_of_outputs(run.outputs) : run.outputs_sha256);
  }
  // Receipts of runs that chose nothing stay as they were before there was the field.
  if (!run.choices.as_array().empty()) json.set("choices", run.choices);
  return json;
}

Json check_json(const Check& check) {
  // The unit that a parameter of the run names stands in the receipt's run, and only there where
  // the number is not the claim's: so receipts always had it.
  const bool in_run = check.unit_source == StatedUnit::Source::run && !check.from_claim;
  const auto bound = [&](double value) { return check.comparable ? Json(value) : Json(); };
  return Json::object()
      .set("run", check.run)
      .set("output", check.output)
      .set("op", to_string(check.op))
      .set("expected", bound(check.expected))
      .set("low", bound(check.low))
      .set("high", bound(check.high))
      .set("unit", in_run ? "" : check.unit)
      .set("actual", check.actual ? Json(*check.actual) : Json())
      .set("from_claim", check.from_claim)
      .set("passed", check.passed)
      .set("reason", check.reason);
}

const Json& member(const Json& object, std::string_view key) {
  const Json* found = object.find(key);
  if (found == nullptr) bad_receipt(fmt::format("the receipt has no '{}'", key));
  return *found;
}

Json parsed(std::string_view text, std::string_view what) {
  try {
    return parse_json(text, what);
  } catch (const Error& error) {
    bad_receipt(error.what());
  }
}

std::vector<RunRecord> runs_of(const Json& statement, const std::string& method) {
  std::vector<RunRecord> runs;
  for (const Json& json : member(member(statement, "predicate"), "runs").as_array()) {
    RunRecord run;
    run.method = method;
    run.id = json.text_or("id");
    run.engine = json.text_or("engine");
    run.implementation = json.text_or("implementation");
    run.simulator = json.text_or("simulator");
    run.version = static_cast<int>(member(json, "version").as_integer());
    run.fidelity = json.text_or("fidelity");
    run.params = member(json, "params");
    run.seed = member(json, "seed").as_integer();
    run.outputs = member(json, "outputs");
    if (const Json* total = json.find("outputs_total"); total != nullptr && total->is_integer())
      run.outputs_total = total->as_integer();
    run.status = json.text_or("status");
    run.sandbox = json.text_or("sandbox");
    if (const Json* choices = json.find("choices"); choices != nullptr && choices->is_array())
      run.choices = *choices;
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace

std::string digest_of_outputs(const Json& outputs) {
  return is_whole(outputs) ? std::string() : sha256_hex(canonical_json(outputs));
}

std::string_view to_string(Verdict verdict) noexcept {
  return kVerdicts[static_cast<std::size_t>(verdict)];
}

std::optional<Verdict> parse_verdict(std::string_view text) noexcept {
  const auto* const found = std::find(kVerdicts.begin(), kVerdicts.end(), text);
  if (found == kVerdicts.end()) return std::nullopt;
  return static_cast<Verdict>(found - kVerdicts.begin());
}

Receipt make_receipt(const Package& package, std::string_view claim, std::string_view method,
                     Verdict verdict, std::string_view reason, std::span<const Check> checks,
                     std::span<const RunRecord> runs, const KeyPair& key, const Json& meta) {
  Json check_list = Json::array(), run_list = Json::array();
  for (const Check& check : checks) check_list.push(check_json(check));
  bool completed = !runs.empty();
  bool sandboxed = true;
  std::uint64_t params = 0;
  for (const RunRecord& run : runs) params += weight(run.params);
  const bool all_runs = runs.size() <= limits::kReceiptRuns && params <= limits::kReceiptBytes;
  std::unordered_set<std::string_view> read;
  for (const Check& check : checks) read.insert(check.run);
  for (const RunRecord& run : runs) {
    if (all_runs || read.count(run.id) > 0) run_list.push(run_json(run, checks));
    completed = completed && run.status == "ok";
    sandboxed = sandboxed && run.sandbox != "none";
  }
  const std::string public_key = to_hex(key.public_key);
  const std::string engine = runs.empty() ? "" : runs.front().engine;
  // A method may run several simulators: together they are its implementation.
  std::vector<std::string> parts;
  for (const RunRecord& run : runs) {
    if (std::find(parts.begin(), parts.end(), run.implementation) == parts.end())
      parts.push_back(run.implementation);
  }
  const std::string implementation = fmt::format("{}", fmt::join(parts, "+"));

  Json statement = Json::object();
  Json predicate = Json::object();
  predicate.set("ahub", version())
      .set("slug", package.slug)
      .set("version", package.version)
      .set("claim", claim)
      .set("method", method)
      .set("engine", engine)
      .set("implementation", implementation)
      .set("key", public_key)
      .set("runs", std::move(run_list))
      .set("checks", std::move(check_list))
      .set("verdict", to_string(verdict))
      .set("reason", reason)
      .set("completed", completed)
      .set("sandboxed", sandboxed);
  if (!all_runs) predicate.set("runs_total", runs.size());
  statement.set("_type", kStatementType);
  statement.set("subject", Json::array().push(
                               Json::object()
                                   .set("name", fmt::format("{}#{}", package.ref(), claim))
                                   .set("digest", Json::object().set("sha256", package.digest))));
  statement.set("predicateType", kPredicateType);
  statement.set("predicate", std::move(predicate));
  const std::string body = canonical_json(statement);
  return receipt_from_parts(sha256_hex(body), body, canonical_json(meta), public_key,
                            to_hex(sign(body, key.secret_key)));
}

Receipt receipt_from_parts(std::string id, std::string body, std::string meta, std::string key,
                           std::string signature) {
  Receipt receipt;
  receipt.id = std::move(id);
  receipt.body = std::move(body);
  receipt.meta = std::move(meta);
  receipt.key = std::move(key);
  receipt.signature = std::move(signature);
  try {
    const Json statement = parsed(receipt.body, "receipt");
    if (statement.text_or("_type") != kStatementType ||
        statement.text_or("predicateType") != kPredicateType) {
      bad_receipt("this is no receipt of ahub");
    }
    const Json& subject = member(statement, "subject");
    if (!subject.is_array() || subject.as_array().size() != 1)
      bad_receipt("a receipt has exactly one subject");
    receipt.package_digest =
        member(member(subject.as_array().front(), "digest"), "sha256").as_string();
    const Json& predicate = member(statement, "predicate");
    receipt.slug = member(predicate, "slug").as_string();
    receipt.version = member(predicate, "version").as_integer();
    receipt.claim = member(predicate, "claim").as_string();
    receipt.method = member(predicate, "method").as_string();
    receipt.engine = member(predicate, "engine").as_string();
    receipt.implementation = member(predicate, "implementation").as_string();
    receipt.reason = member(predicate, "reason").as_string();
    receipt.completed = member(predicate, "completed").as_bool();
    receipt.sandboxed = member(predicate, "sandboxed").as_bool();
    const std::optional<Verdict> verdict = parse_verdict(member(predicate, "verdict").as_string());
    if (!verdict) bad_receipt("the receipt's verdict is unknown");
    receipt.verdict = *verdict;
    if (member(predicate, "key").as_string() != receipt.key)
      bad_receipt("the receipt names another key than it is signed by");
    if (!is_slug(receipt.slug) || !is_sha256_hex(receipt.package_digest))
      bad_receipt("the receipt's subject is malformed");
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::input) throw;
    bad_receipt(error.what());  // A member of another type than it should have.
  }
  return receipt;
}

Json receipt_value(const Receipt& receipt) {
  return Json::object()
      .set("schema", "ahub.receipt/1")
      .set("id", receipt.id)
      .set("key", receipt.key)
      .set("signature", receipt.signature)
      .set("meta", parse_json(receipt.meta, "meta"))
      .set("statement", parse_json(receipt.body, "receipt"));
}

std::string receipt_to_json(const Receipt& receipt) { return to_json(receipt_value(receipt)); }

Receipt receipt_from_json(std::string_view text, std::string_view what) {
  const Json json = parsed(text, what);
  if (!json.is_object() || json.text_or("schema") != "ahub.receipt/1")
    bad_receipt(fmt::format("{}: this is no receipt", safe_text(what)));
  const std::string body = canonical_json(member(json, "statement"));
  const Json* meta = json.find("meta");
  Receipt receipt =
      receipt_from_parts(json.text_or("id"), body, meta == nullptr ? "{}" : canonical_json(*meta),
                         json.text_or("key"), json.text_or("signature"));
  if (sha256_hex(body) != receipt.id)
    bad_receipt(fmt::format("{}: the id does not match the content", safe_text(what)));
  if (!verify_signature(body, from_hex(receipt.signature), from_hex(receipt.key))) {
    bad_receipt(fmt::format("{}: the signature does not match the key", safe_text(what)));
  }
  return receipt;
}

std::vector<Check> receipt_checks(const Receipt& receipt) {
  std::vector<Check> checks;
  const Json statement = parsed(receipt.body, "receipt");
  const std::vector<RunRecord> runs = runs_of(statement, receipt.method);
  for (const Json& json : member(member(statement, "predicate"), "checks").as_array()) {
    Check check;
    check.claim = receipt.claim;
    check.method = receipt.method;
    check.run = json.text_or("run");
    check.output = json.text_or("output");
    for (const Comparison op : kOperators) {
      if (json.text_or("op") == to_string(op)) check.op = op;
    }
    check.comparable = member(json, "expected").is_number();
    if (check.comparable) {
      check.expected = member(json, "expected").as_number();
      check.low = member(json, "low").as_number();
      check.high = member(json, "high").as_number();
    }
    check.unit = json.text_or("unit");
    if (const Json& actual = member(json, "actual"); actual.is_number())
      check.actual = actual.as_number();
    check.from_claim = member(json, "from_claim").as_bool();
    check.passed = member(json, "passed").as_bool();
    check.reason = json.text_or("reason");
    for (const RunRecord& run : runs) {
      if (run.id != check.run || !run.params.is_object()) continue;
      StatedUnit stated = sim::stated_unit(run.simulator, run.params.as_object(), check.output);
      check.unit_source = stated.source;
      if (stated.source == StatedUnit::Source::run && check.unit.empty())
        check.unit = std::move(stated.unit);
    }
    checks.push_back(std::move(check));
  }
  return checks;
}

std::vector<RunRecord> receipt_runs(const Receipt& receipt) {
  return runs_of(parsed(receipt.body, "receipt"), receipt.method);
}

}  // namespace ahub
