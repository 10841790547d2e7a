// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Receipts: what was executed for one claim, what came out, and the verdict.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/base/digest.hpp"
#include "ahub/base/json.hpp"
#include "ahub/base/units.hpp"
#include "ahub/package/package.hpp"

namespace ahub {

enum class Verdict { confirmed, recomputed, refuted, inconclusive, error };
/// "confirmed", "recomputed", "refuted", "inconclusive", "error".
std::string_view to_string(Verdict verdict) noexcept;
std::optional<Verdict> parse_verdict(std::string_view text) noexcept;

/// One assertion compared with what came out.
struct Check {
  std::string claim, method, run, output;
  Comparison op = Comparison::approx;
  double expected = 0;       ///< approx, ==, <=, >=, <, >.
  double low = 0, high = 0;  ///< between; for approx the accepted interval.
  std::string unit;          ///< Of the output and of what is expected; may be empty.
  /// Who states the output's unit. none: nobody does (a script), and beside `from_claim` the
  /// claim's unit was taken.
  StatedUnit::Source unit_source = StatedUnit::Source::none;
  bool comparable = true;        ///< False: nothing was expected in a unit that fits the output;
                                 ///< `expected`, `low` and `high` mean nothing.
  std::optional<double> actual;  ///< Absent when nothing came out.
  bool from_claim = false;       ///< `expected` is the claim's structured value.
  bool passed = false;
  std::string reason;     ///< Why it could not be decided; empty otherwise.
  std::string reproduce;  ///< A command line that gives the same number alone.
};

/// An output that a run gave, but not as a number that can be compared: never part of a receipt.
struct Unusable {
  std::string name;
  std::string why;  ///< What follows "the output 'x' ": "is NaN, not a finite number".
};

/// One execution.
struct RunRecord {
  std::string method, id;
  std::string engine;            ///< "simulator" or "script".
  std::string implementation;    ///< "cache@1", or "script:" and the SHA-256 of the entry point.
  std::string simulator;         ///< "cache"; empty for scripts.
  int version = 0;               ///< Of the simulator.
  std::string fidelity;          ///< "exact", ...; for scripts "numeric".
  Json params = Json::object();  ///< All settings, defaults included.
  std::int64_t seed = 0;
  Json outputs = Json::object();  ///< Name -> number. Of a receipt: see `outputs_total`.
  /// Of a receipt that holds only the outputs that its assertions read, because there were more
  /// than `limits::kReceiptOutputs` or `limits::kReceiptBytes`: how many there were; else 0.
  std::int64_t outputs_total = 0;
  std::string outputs_sha256;  ///< Of the canonical JSON of all; calculated once for many receipts.
  std::vector<Unusable> unusable;  ///< Scripts: what else was printed, by name.
  Json choices = Json::array();    ///< What the readers of its files chose: `to_json_value`.
  std::string status;              ///< "ok", or the way it ended: "wall", "exit", ...
  std::string sandbox;             ///< Scripts: what enclosed it.
  std::string message;             ///< What went wrong; escaped by renderers.
  double seconds = 0;              ///< Volatile: never part of a receipt's id.
};

/// The exchange form's name.
inline constexpr std::string_view kReceiptSchema = "ahub.receipt/1";

/// Evidence that one claim was re-executed by one method: an in-toto Statement v1.
struct Receipt {
  std::string id;         ///< SHA-256 of `body`, 64 hex digits.
  std::string body;       ///< Canonical JSON of the Statement, without `meta`.
  std::string meta;       ///< Canonical JSON {host, time, duration_s}: volatile, unsigned by id.
  std::string key;        ///< Runner's Ed25519 public key, 64 hex digits.
  std::string signature;  ///< Over `body`, 128 hex digits.

  // Read back out of `body`:
  std::string slug, package_digest, claim, method;
  std::int64_t version = 1;
  std::string engine, implementation;
  Verdict verdict = Verdict::inconclusive;
  std::string reason;
  bool completed = false;  ///< Every run of the method ended by itself with outputs.
  bool sandboxed = true;   ///< False when a script ran with --sandbox=none.
  std::vector<RunRecord> runs;
  std::vector<Check> checks;
};

/// Makes, canonicalises, hashes and signs a receipt. `checks` are those of `claim`; `runs` those of
/// the method. Beyond `limits::kReceiptRuns`, or `limits::kReceiptBytes` of parameters, it holds
/// those runs alone that the checks read, and says in "runs_total" how many there were; of outputs
/// likewise ("outputs_total", and the SHA-256 of their canonical JSON in "outputs_sha256").
Receipt make_receipt(const Package& package, std::string_view claim, std::string_view method,
                     Verdict verdict, std::string_view reason, std::span<const Check> checks,
                     std::span<const RunRecord> runs, const KeyPair& key, const Json& meta);

/// The SHA-256 of the canonical JSON of a run's outputs when a receipt would not hold them all;
/// else empty.
std::string digest_of_outputs(const Json& outputs);

/// One exchange line: {"schema":..., "id":..., "key":..., "signature":..., "meta":...,
/// "statement":...}. Throws `Error{input}` when body or meta is no JSON.
Json receipt_value(const Receipt& receipt);
/// The same on one line.
std::string receipt_to_json(const Receipt& receipt);
/// Reads it back; checks form, every member of the statement, id and signature. `what` and `line`
/// (from 1) say where the text stands. Throws `Error{input, "bad-receipt"}`, "what:line:column:"
/// before what is wrong.
Receipt receipt_from_json(std::string_view text, std::string_view what, std::size_t line = 1);
/// Fills the fields that are read back out of `body`: members have the types and ranges that ahub
/// writes, and agree with each other. Throws `Error{input, "bad-receipt"}` naming the member. Says
/// nothing of id and signature: `judge_receipts` does.
Receipt receipt_from_parts(std::string id, std::string body, std::string meta, std::string key,
                           std::string signature);

}  // namespace ahub
