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
#include "ahub/package/document.hpp"
#include "ahub/version.hpp"
#include "verify/statement.hpp"

namespace ahub {
namespace {

constexpr std::array<std::string_view, 5> kVerdicts{"confirmed", "recomputed", "refuted",
                                                    "inconclusive", "error"};
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

/// Where in the text that step of the way is; the last one that is there when it is missing.
Span span_at(const Node& root, std::span<const ReceiptFault::Step> path) {
  const Node* node = &root;
  for (const ReceiptFault::Step& step : path) {
    const Node& next = std::holds_alternative<std::string>(step)
                           ? (*node)[std::get<std::string>(step)]
                           : (*node)[std::get<std::size_t>(step)];
    if (!next) break;
    node = &next;
  }
  return node->span;
}

/// The message of parse_json, whose text was line `line` of the source.
std::string at_line(std::string message, std::string_view what, std::size_t line) {
  const std::string first = fmt::format("{}:1:", what), here = fmt::format("{}:{}:", what, line);
  if (message.compare(0, first.size(), first) == 0) message.replace(0, first.size(), here);
  return message;
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
  const std::string implementation = fmt::format("{}", fmt::join(implementations_of(runs), "+"));

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
  bool in_meta = false;
  try {
    const Json statement = parse_json(receipt.body, "receipt");
    read_statement(statement, receipt);
    // Who reads an exported line hashes the canonical form.
    if (canonical_json(statement) != receipt.body) bad_receipt("its text is no canonical JSON");
    in_meta = true;
    check_meta(parse_json(receipt.meta.empty() ? "{}" : receipt.meta, "meta"));
  } catch (const ReceiptFault& fault) {
    std::vector<ReceiptFault::Step> path = fault.path;
    if (in_meta) path.insert(path.begin(), std::string("meta"));
    bad_receipt(fmt::format("{} {}", to_string(path), fault.message));
  } catch (const Error& error) {
    bad_receipt(error.what());
  }
  return receipt;
}

Json receipt_value(const Receipt& receipt) {
  return Json::object()
      .set("schema", kReceiptSchema)
      .set("id", receipt.id)
      .set("key", receipt.key)
      .set("signature", receipt.signature)
      .set("meta", parse_json(receipt.meta.empty() ? "{}" : receipt.meta, "meta"))
      .set("statement", parse_json(receipt.body, "receipt"));
}

std::string receipt_to_json(const Receipt& receipt) { return to_json(receipt_value(receipt)); }

Receipt receipt_from_json(std::string_view text, std::string_view what, std::size_t line) {
  const std::string name = safe_text(what);
  Json json;
  try {
    json = parse_json(text, what);
  } catch (const Error& error) {
    bad_receipt(at_line(error.what(), name, line));
  }
  const auto refuse = [&](const std::vector<ReceiptFault::Step>& path, const std::string& message) {
    const Document document = parse_json_document(text, 0);
    const Position at = position_of(text, span_at(document.root, path).begin);
    bad_receipt(fmt::format("{}:{}:{}: {}", name, line + at.line - 1, at.column, message));
  };
  if (!json.is_object()) refuse({}, "this is no receipt, which is an object");
  const auto text_of = [&](const char* key) {
    const Json* const found = json.find(key);
    if (found == nullptr) refuse({}, fmt::format("the receipt has no '{}'", key));
    if (!found->is_string()) refuse({key}, fmt::format("'{}' is no text", key));
    return found->as_string();
  };
  if (const std::string schema = text_of("schema"); schema != kReceiptSchema) {
    refuse({"schema"}, fmt::format("the form '{}' is none that there is; '{}' is the only one",
                                   truncate_to_width(safe_text(schema), 60), kReceiptSchema));
  }
  Receipt receipt;
  receipt.id = text_of("id");
  receipt.key = text_of("key");
  receipt.signature = text_of("signature");
  if (!is_sha256_hex(receipt.id)) refuse({"id"}, "'id' is not 64 lower-case hex digits");
  if (!is_sha256_hex(receipt.key)) refuse({"key"}, "'key' is not 64 lower-case hex digits");
  const Json* const statement = json.find("statement");
  if (statement == nullptr) refuse({}, "the receipt has no 'statement'");
  const Json* const meta = json.find("meta");
  receipt.meta = meta == nullptr ? "{}" : canonical_json(*meta);
  const char* part = "statement";
  try {
    read_statement(*statement, receipt);
    part = "meta";
    if (meta != nullptr) check_meta(*meta);
  } catch (const ReceiptFault& fault) {
    std::vector<ReceiptFault::Step> path = fault.path;
    path.insert(path.begin(), std::string(part));
    refuse(path, fmt::format("{} {}", to_string(path), fault.message));
  }
  receipt.body = canonical_json(*statement);
  if (sha256_hex(receipt.body) != receipt.id) refuse({"id"}, "the id does not match the content");
  if (!verify_signature(receipt.body, from_hex(receipt.signature), from_hex(receipt.key)))
    refuse({"signature"}, "the signature does not match the key");
  return receipt;
}

}  // namespace ahub
