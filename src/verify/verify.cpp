// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// All methods of a package: run once each, compare, judge, sign.
#include "ahub/verify/verify.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/parallel.hpp"
#include "ahub/base/reading.hpp"
#include "ahub/base/text.hpp"
#include "ahub/sim/simulator.hpp"
#include "verify/execute.hpp"

namespace ahub {
namespace {

bool wanted(const std::vector<std::string>& names, const std::string& name) {
  return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

/// The runs of a method that assertions about wanted claims read.
std::vector<Job> jobs_of(const Package& package, const VerifyOptions& options) {
  std::vector<Job> jobs;
  for (const Method& method : package.methods) {
    if (!options.method.empty() && method.id != options.method) continue;
    const bool concerned = std::any_of(
        method.expected.begin(), method.expected.end(),
        [&](const Expectation& expectation) { return wanted(options.claims, expectation.claim); });
    if (!concerned || method.mode == MethodMode::docker) continue;
    if (method.mode == MethodMode::script) jobs.push_back({&method, nullptr});
    for (const RunSpec& run : method.runs) {
      if (method.mode == MethodMode::simulator) jobs.push_back({&method, &run});
    }
  }
  return jobs;
}

/// Executes all jobs on up to options.jobs threads; results stand at their job's index.
std::vector<RunRecord> execute_all(const Package& package, const PackageFiles& files,
                                   const std::vector<Job>& jobs, const VerifyOptions& options) {
  std::vector<RunRecord> records(jobs.size());
  const auto end = std::chrono::steady_clock::now() +
                   std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                       std::chrono::duration<double>(options.run_seconds) *
                       static_cast<double>(limits::kPackageRunTimes));
  std::function<void(std::size_t, std::size_t)> report;
  if (options.progress) {
    report = [&](std::size_t finished, std::size_t i) {
      options.progress(finished, jobs.size(),
                       fmt::format("{} {}/{}", package.slug, records[i].method, records[i].id));
    };
  }
  for_each_parallel(
      jobs.size(), options.jobs, options.interrupted,
      [&](std::size_t i) { records[i] = execute(package, files, jobs[i], options, end); }, report);
  return records;
}

/// What came out of one method, by name: an assertion, a claim and an output are each looked at
/// once.
class Results {
 public:
  Results(const Method& method, const std::vector<RunRecord>& records) : records_(records) {
    for (const RunRecord& record : records_) {
      runs_.try_emplace(record.id, &record);
      Named& named = names_[&record];
      for (const Json::Member& output : record.outputs.as_object())
        named.outputs.try_emplace(output.first, &output.second);
      for (const Unusable& output : record.unusable)
        named.unusable.try_emplace(output.name, &output);
    }
    single_ = method.mode == MethodMode::script || method.runs.size() == 1;
  }

  const std::vector<RunRecord>& records() const noexcept { return records_; }
  const RunRecord* find_run(std::string_view id) const {
    const auto found = runs_.find(id);
    if (found != runs_.end()) return found->second;
    return id.empty() && single_ && !records_.empty() ? &records_.back() : nullptr;
  }
  const Json* output(const RunRecord& record, std::string_view name) const {
    return found(names_.at(&record).outputs, name);
  }
  const Unusable* unusable(const RunRecord& record, std::string_view name) const {
    return found(names_.at(&record).unusable, name);
  }

 private:
  template <class Value>
  using ByName = std::unordered_map<std::string_view, const Value*>;
  struct Named {
    ByName<Json> outputs;
    ByName<Unusable> unusable;
  };
  template <class Value>
  static const Value* found(const ByName<Value>& map, std::string_view name) {
    const auto place = map.find(name);
    return place == map.end() ? nullptr : place->second;
  }

  const std::vector<RunRecord>& records_;
  bool single_ = false;
  ByName<RunRecord> runs_;
  std::unordered_map<const RunRecord*, Named> names_;
};

std::string shell_quoted(const std::string& text) {
  const bool plain =
      text.find_first_not_of(
          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./_-") ==
      std::string::npos;
  if (plain && !text.empty()) return text;
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string reproduce(const RunRecord& record, const std::string& output,
                      const VerifyOptions& options) {
  const sim::Simulator* simulator =
      record.simulator.empty() ? nullptr : sim::find_simulator(record.simulator);
  const auto reads_file = [&](const Json::Member& param) {
    const sim::ParamInfo* info = simulator->find_param(param.first);
    return info != nullptr && info->type == sim::ParamType::file && param.second != Json("");
  };
  // A file of the package has no path of its own that a simulator could be given.
  if (simulator == nullptr ||
      std::any_of(record.params.as_object().begin(), record.params.as_object().end(), reads_file))
    return fmt::format("ahub verify {} --method {}", shell_quoted(options.display), record.method);
  std::vector<sim::Setting> settings;
  for (const Json::Member& member : record.params.as_object())
    settings.push_back({member.first, member.second, false});
  // A run that was refused has no bound settings to repeat.
  if (settings.empty()) return {};
  return sim::reproduce_command(*simulator, settings, record.seed, output);
}

/// Why an output that is there cannot decide the assertion; empty when it can or is not there.
std::string why_unusable(const Results& results, const RunRecord& record,
                         const Expectation& expectation) {
  if (const Unusable* output = results.unusable(record, expectation.output))
    return fmt::format("the output '{}' {}", output->name, output->why);
  // An assertion's value is a double: beyond 2^53 it may stand for its neighbour.
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  const Json* const value = results.output(record, expectation.output);
  if (expectation.op == Comparison::equal && value != nullptr && value->is_integer() &&
      (value->as_integer() > kExact || value->as_integer() < -kExact)) {
    return fmt::format("the output '{}' is {}, beyond 2^53, where '==' cannot tell neighbours",
                       expectation.output, value->as_integer());
  }
  return {};
}

Check check_of(const Package& package, const Method& method, const Expectation& expectation,
               const Results& results, const VerifyOptions& options) {
  const RunRecord* record = results.find_run(expectation.run);
  if (record == nullptr) {
    Check check = compare(package, method, expectation, {}, std::nullopt);
    if (check.reason.empty() || check.run.empty())
      check.reason = "the assertion names no run of its method";
    return check;
  }
  const Json* value = results.output(*record, expectation.output);
  std::optional<double> actual;
  if (value != nullptr && value->is_number()) actual = value->as_number();
  Check check = compare(package, method, expectation, unit_of(*record, expectation.output), actual);
  check.run = record->id;
  if (const std::string why = why_unusable(results, *record, expectation); !why.empty()) {
    check.passed = false;
    check.actual.reset();
    check.reason = why;
  }
  if (record->status != "ok")
    check.reason =
        fmt::format("run {} ended with {}: {}", record->id, record->status, record->message);
  check.reproduce = reproduce(*record, expectation.output, options);
  const bool assumed = check.from_claim && check.comparable && !check.unit.empty() &&
                       check.unit_source == StatedUnit::Source::none;
  if (assumed && options.strict_input) {
    Reading(true).chose({method.entrypoint, fmt::format("unit of '{}'", expectation.output),
                         fmt::format("'{}', the claim's", check.unit), 0},
                        "give the assertion a 'value' in the unit of the output");
  }
  return check;
}

/// What came out and what was expected, both with their unit.
std::string refutation(const Check& check) {
  const std::string unit = check.unit.empty() || check.unit == "1" ? "" : " " + check.unit;
  const std::string actual = format_real(*check.actual) + unit;
  if (check.op == Comparison::between)
    return fmt::format("{} is {}, expected between {} and {}{}", check.output, actual,
                       format_real(check.low), format_real(check.high), unit);
  return fmt::format("{} is {}, expected {} {}{}", check.output, actual, to_string(check.op),
                     format_real(check.expected), unit);
}

/// The verdict on one claim by one method, with its reason when it is none of the good ones.
std::pair<Verdict, std::string> judge(const Claim& claim, const std::vector<Check>& checks,
                                      const Results& results) {
  for (const Check& check : checks) {
    const RunRecord* record = results.find_run(check.run);
    if (record == nullptr || record->status == "ok") continue;
    // What stopped from outside proves nothing; a run that broke by itself is an error of the
    // package.
    const bool broke =
        record->status == "error" || record->status == "exit" || record->status == "signal";
    return {broke ? Verdict::error : Verdict::inconclusive, check.reason};
  }
  if (std::string reason = digits_without_unit(claim, checks); !reason.empty())
    return {Verdict::inconclusive, std::move(reason)};
  for (const Check& check : checks) {
    if (!check.passed && check.reason.empty()) return {Verdict::refuted, refutation(check)};
  }
  for (const Check& check : checks) {
    if (!check.reason.empty()) return {Verdict::inconclusive, check.reason};
  }
  const bool modelled = claim.scope == ClaimScope::system &&
                        std::all_of(checks.begin(), checks.end(), [&](const Check& check) {
                          const RunRecord* record = results.find_run(check.run);
                          return record != nullptr && (record->fidelity == "calibrated" ||
                                                       record->fidelity == "generative");
                        });
  if (modelled)
    return {
        Verdict::recomputed,
        "only a calibrated or generative model supports it: recomputed under stated parameters"};
  return {Verdict::confirmed, ""};
}

/// How much a verdict weighs when several methods judge one claim.
int gravity(Verdict verdict) {
  switch (verdict) {
    case Verdict::recomputed:
      return 0;
    case Verdict::confirmed:
      return 1;
    case Verdict::inconclusive:
      return 2;
    case Verdict::error:
      return 3;
    case Verdict::refuted:
      return 4;
  }
  return 3;
}

Json meta_of(const VerifyOptions& options, const std::vector<RunRecord>& runs) {
  double seconds = 0;
  for (const RunRecord& run : runs) seconds += run.seconds;
  return Json::object()
      .set("host", options.host)
      .set("time", options.time)
      .set("duration_s", seconds);
}

bool hit_limit(const RunRecord& record) {
  static constexpr std::string_view kLimits[] = {"cpu", "wall", "memory", "output"};
  return std::find(std::begin(kLimits), std::end(kLimits), record.status) != std::end(kLimits);
}

/// Judges every wanted claim of one method and adds its checks, verdicts and receipts.
void judge_method(const Package& package, const Method& method, const VerifyOptions& options,
                  VerifyResult& result) {
  std::uint64_t receipt_bytes = 0;
  for (const Receipt& receipt : result.receipts) receipt_bytes += receipt.body.size();
  std::vector<RunRecord> own;
  for (const RunRecord& record : result.runs) {
    if (record.method != method.id) continue;
    own.push_back(record);
    own.back().outputs_sha256 = digest_of_outputs(record.outputs);
  }
  const Results results(method, own);
  for (ClaimResult& claim_result : result.claims) {
    std::vector<Check> checks;
    for (const Expectation& expectation : method.expected) {
      if (expectation.claim == claim_result.claim)
        checks.push_back(check_of(package, method, expectation, results, options));
    }
    if (checks.empty()) continue;
    auto [verdict, reason] = judge(*package.find_claim(claim_result.claim), checks, results);
    if (method.mode == MethodMode::docker) {
      verdict = Verdict::inconclusive;
      reason = "mode docker is recognised but never run: ship a simulator or script method";
      result.refused = fmt::format("method {}: {}", method.id, reason);
    }
    const bool first = claim_result.attested;
    if (first || gravity(verdict) > gravity(claim_result.verdict)) {
      claim_result.verdict = verdict;
      claim_result.reason = reason;
    }
    claim_result.attested = false;
    // A method that was refused before it ran says nothing about the package.
    const bool refused =
        own.empty() || std::any_of(own.begin(), own.end(), [](const RunRecord& record) {
          return record.status == "sandbox-unavailable";
        });
    if (!refused) {
      Receipt receipt = make_receipt(package, claim_result.claim, method.id, verdict, reason,
                                     checks, own, options.key, meta_of(options, own));
      receipt_bytes += receipt.body.size();
      if (receipt_bytes > limits::kVerifyReceiptBytes) {
        claim_result.verdict = Verdict::inconclusive;
        claim_result.reason = fmt::format(
            "the receipts of {} up to method {} take more than {} bytes: none is kept "
            "for this claim",
            package.ref(), method.id, limits::kVerifyReceiptBytes);
        result.limit_hit = true;
      } else {
        result.receipts.push_back(std::move(receipt));
      }
    }
    claim_result.checks.insert(claim_result.checks.end(), checks.begin(), checks.end());
  }
}

}  // namespace

VerifyResult verify_package(const Package& package, const PackageFiles& files,
                            const VerifyOptions& options) {
  VerifyResult result;
  for (const Claim& claim : package.claims) {
    if (!wanted(options.claims, claim.id)) continue;
    ClaimResult claim_result;
    claim_result.claim = claim.id;
    claim_result.attested = true;
    claim_result.reason = "no method checks this claim";
    result.claims.push_back(std::move(claim_result));
  }
  result.runs = execute_all(package, files, jobs_of(package, options), options);
  if (options.interrupted != nullptr && options.interrupted->load()) return result;
  for (const RunRecord& record : result.runs) {
    result.limit_hit = result.limit_hit || hit_limit(record);
    if (record.status == "sandbox-unavailable") {
      result.sandbox_missing = true;
      result.refused = record.message;
    }
  }
  for (const Method& method : package.methods) {
    if (options.method.empty() || method.id == options.method)
      judge_method(package, method, options, result);
  }
  return result;
}

}  // namespace ahub
