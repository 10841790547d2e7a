// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "verify/statement.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/calendar.hpp"
#include "ahub/base/digest.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/verify/verify.hpp"
#include "verify/execute.hpp"
#include "verify/json_place.hpp"

namespace ahub {
namespace {

constexpr std::size_t kName = 200, kText = 64U << 10;
constexpr std::int64_t kSimulatorVersion = 1'000'000;
constexpr double kLongestRun = 1e9;            // Seconds.
constexpr std::int64_t kMost = 1'000'000'000;  // Outputs or runs that are counted, not held.
constexpr std::array<Comparison, 7> kOperators{
    Comparison::equal, Comparison::approx, Comparison::at_most, Comparison::at_least,
    Comparison::below, Comparison::above,  Comparison::between};

/// One of few texts; the message names them all.
std::size_t one_of(const Place& place, std::span<const std::string_view> words) {
  const std::string& text = place.text(0, kText);
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) place.takes(fmt::format("'{}'", fmt::join(words, "' or '")));
  return static_cast<std::size_t>(found - words.begin());
}

void check_choices(const Place& list) {
  list.each(0, limits::kDocumentNodes, [](const Place& choice) {
    for (const char* key : {"file", "what", "chosen"}) choice[key].text(0, kText);
    choice["rows"].integer(0, INT64_MAX);
  });
}

/// Two implementations make two runners: the word is not free.
bool is_implementation(const RunRecord& run) {
  constexpr std::string_view kScript = "script:";
  const std::string_view text = run.implementation;
  if (run.engine == "simulator") {
    return text == fmt::format("{}@{}", run.simulator, run.version) ||
           (run.version == 0 && text == run.simulator);  // There is none so named.
  }
  return run.simulator.empty() &&
         (text == "script" ||
          (text.starts_with(kScript) && is_sha256_hex(text.substr(kScript.size()))));
}

RunRecord read_run(const Place& place, const std::string& method) {
  static constexpr std::string_view kEngines[] = {"simulator", "script"};
  RunRecord run;
  run.method = method;
  run.id = place["id"].text(1, kName);
  run.engine = kEngines[one_of(place["engine"], kEngines)];
  run.implementation = place["implementation"].text(0, kName);
  run.simulator = place["simulator"].text(0, kName);
  run.version = static_cast<int>(place["version"].integer(0, kSimulatorVersion));
  if (!is_implementation(run))
    place["implementation"].takes("'SIMULATOR@VERSION' as beside it, or 'script:SHA-256'");
  run.fidelity = place["fidelity"].text(0, kName);
  const Place params = place["params"], outputs = place["outputs"];
  params.members();
  run.params = params.json();
  run.seed = place["seed"].integer(INT64_MIN, INT64_MAX);
  for (const Json::Member& output : outputs.members()) outputs[output.first].number();
  run.outputs = outputs.json();
  if (const std::optional<Place> total = place.find("outputs_total")) {
    const auto held = static_cast<std::int64_t>(run.outputs.as_object().size());
    run.outputs_total = total->integer(held, kMost);
    const Place sha256 = place["outputs_sha256"];
    if (!is_sha256_hex(sha256.text(0, kText))) sha256.takes("64 lower-case hex digits");
    run.outputs_sha256 = sha256.json().as_string();
  }
  run.status = place["status"].text(1, kName);
  run.sandbox = place["sandbox"].text(0, kText);
  if (const std::optional<Place> choices = place.find("choices")) {
    check_choices(*choices);
    run.choices = choices->json();
  }
  return run;
}

Check read_check(const Place& place, const Receipt& receipt) {
  std::array<std::string_view, kOperators.size()> words;
  std::transform(kOperators.begin(), kOperators.end(), words.begin(),
                 [](Comparison op) { return to_string(op); });
  Check check;
  check.claim = receipt.claim;
  check.method = receipt.method;
  check.run = place["run"].text(0, kName);
  check.output = place["output"].text(0, kName);
  check.op = kOperators[one_of(place["op"], words)];
  const std::optional<double> expected = place["expected"].number_or_null();
  check.comparable = expected.has_value();
  const auto bound = [&](const char* key) {
    const Place here = place[key];
    const std::optional<double> value = here.number_or_null();
    if (value.has_value() != check.comparable)
      here.takes(check.comparable ? "a number, as 'expected' does" : "null, as 'expected' does");
    return value.value_or(0);
  };
  check.expected = expected.value_or(0);
  check.low = bound("low");
  check.high = bound("high");
  check.unit = place["unit"].text(0, kName);
  check.actual = place["actual"].number_or_null();
  check.from_claim = place["from_claim"].boolean();
  check.passed = place["passed"].boolean();
  check.reason = place["reason"].text(0, kText);
  if (check.passed && (!check.actual || !check.comparable))
    place["passed"].refuse("is true, and there is nothing that was compared");
  // Open ends are written as the asserted value, which lies outside a strict one.
  if (check.comparable && !is_bound(check.op) && check.low > check.high)
    place["low"].refuse("lies above 'high'");
  if (check.comparable && check.actual) {
    const bool holds = check_holds(check, *check.actual);
    if (check.passed && !holds)
      place["passed"].refuse("is true, and 'actual' is not what it takes");
    if (!check.passed && holds && check.reason.empty())
      place["passed"].refuse("is false, and 'actual' is what it takes");
  }
  const auto run = std::find_if(receipt.runs.begin(), receipt.runs.end(),
                                [&](const RunRecord& one) { return one.id == check.run; });
  if (run == receipt.runs.end()) {
    if (check.actual) place["run"].refuse("is the id of no run");
    return check;
  }
  const Json* const output = run->outputs.find(check.output);
  if (check.actual && (output == nullptr || output->as_number() != *check.actual))
    place["actual"].refuse("is not what the run gave");
  StatedUnit stated = unit_of(*run, check.output);
  check.unit_source = stated.source;
  if (stated.source == StatedUnit::Source::run && check.unit.empty())
    check.unit = std::move(stated.unit);
  return check;
}

/// What is said of the runs together must be what follows from them; where only those are held that
/// the checks read, others may have failed, or be of further implementations.
void check_sums(const Place& predicate, const Receipt& receipt) {
  bool all = true, completed = true, sandboxed = true;
  if (const std::optional<Place> total = predicate.find("runs_total")) {
    total->integer(static_cast<std::int64_t>(receipt.runs.size()) + 1, kMost);
    all = false;
  } else if (receipt.runs.empty()) {
    completed = false;
  }
  for (const RunRecord& run : receipt.runs) {
    completed = completed && run.status == "ok";
    sandboxed = sandboxed && run.sandbox != "none";
    if (run.engine != receipt.runs.front().engine)
      predicate["engine"].refuse("has runs of two kinds");
  }
  if (receipt.completed != completed && (all || receipt.completed))
    predicate["completed"].refuse(fmt::format("is {}, and its runs say {}", !completed, completed));
  if (receipt.sandboxed != sandboxed && (all || receipt.sandboxed))
    predicate["sandboxed"].refuse(fmt::format("is {}, and its runs say {}", !sandboxed, sandboxed));
  const std::string_view engine = !receipt.runs.empty() ? receipt.runs.front().engine
                                  : all                 ? std::string_view()
                                                        : "simulator";
  if (receipt.engine != engine) predicate["engine"].refuse("is not that of its runs");
  const std::vector<std::string> said = implementations_of(receipt),
                                 held = implementations_of(receipt.runs);
  const bool fits =
      all ? said == held : std::all_of(held.begin(), held.end(), [&](const auto& one) {
        return std::find(said.begin(), said.end(), one) != said.end();
      });
  if (!fits) predicate["implementation"].refuse("is not that of its runs");
}

/// A verdict is about checks, and says no other than they do.
void check_verdict(const Place& predicate, const Receipt& receipt) {
  const Place verdict = predicate["verdict"];
  const bool good = receipt.verdict == Verdict::confirmed || receipt.verdict == Verdict::recomputed;
  // An experiment between two claims asserts nothing: it was recomputed.
  if (is_hybrid(receipt.method)) {
    if (receipt.verdict != Verdict::recomputed || !receipt.checks.empty())
      verdict.refuse("is of an experiment, which is recomputed and asserts nothing");
    return;
  }
  const auto passed = [](const Check& check) { return check.passed; };
  if (good && (receipt.checks.empty() ||
               !std::all_of(receipt.checks.begin(), receipt.checks.end(), passed)))
    verdict.refuse(fmt::format("is {}, and not every check passed", to_string(receipt.verdict)));
  if (receipt.verdict == Verdict::refuted &&
      std::all_of(receipt.checks.begin(), receipt.checks.end(), passed))
    verdict.refuse("is refuted, and no check failed");
}

void read_predicate(const Place& predicate, Receipt& receipt) {
  predicate["ahub"].text(1, kName);
  receipt.slug = predicate["slug"].text(1, kName);
  if (!is_slug(receipt.slug)) predicate["slug"].takes("a package's slug");
  receipt.version = predicate["version"].integer(1, limits::kVersion);
  receipt.claim = predicate["claim"].text(1, kName);
  receipt.method = predicate["method"].text(1, kName);
  receipt.engine = predicate["engine"].text(0, kName);
  receipt.implementation = predicate["implementation"].text(0, kText);
  if (predicate["key"].text(0, kText) != receipt.key)
    predicate["key"].refuse("is another key than the one that signed");
  std::set<std::string> ids;
  const Place runs = predicate["runs"];
  runs.each(0, limits::kDocumentNodes, [&](const Place& run) {
    receipt.runs.push_back(read_run(run, receipt.method));
    if (!ids.insert(receipt.runs.back().id).second) run["id"].refuse("is the id of two runs");
  });
  const std::string& word = predicate["verdict"].text(0, kText);
  const std::optional<Verdict> verdict = parse_verdict(word);
  if (!verdict) predicate["verdict"].takes("confirmed, recomputed, refuted, inconclusive or error");
  receipt.verdict = *verdict;
  receipt.reason = predicate["reason"].text(0, kText);
  receipt.completed = predicate["completed"].boolean();
  receipt.sandboxed = predicate["sandboxed"].boolean();
  const Place checks = predicate["checks"];
  checks.each(0, limits::kDocumentNodes,
              [&](const Place& check) { receipt.checks.push_back(read_check(check, receipt)); });
  check_sums(predicate, receipt);
  check_verdict(predicate, receipt);
}

/// "2026-11-28T18:25:20Z", with or without a fraction, of a day that there is.
bool is_time(std::string_view text) {
  static constexpr std::string_view kForm = "dddd-dd-ddTdd:dd:dd";
  if (text.size() < kForm.size() + 1 || text.back() != 'Z') return false;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    if (kForm[i] == 'd' ? !digit(text[i]) : text[i] != kForm[i]) return false;
  }
  const std::string_view fraction = text.substr(kForm.size(), text.size() - kForm.size() - 1);
  if (!fraction.empty() && (fraction.size() < 2 || fraction[0] != '.' ||
                            !std::all_of(fraction.begin() + 1, fraction.end(), digit)))
    return false;
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) value = 10 * value + (text[i] - '0');
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  return year >= 1970 && is_day(year, month, day) && number(11, 2) <= 23 && number(14, 2) <= 59 &&
         number(17, 2) <= 60;
}

}  // namespace

std::vector<std::string> implementations_of(const Receipt& receipt) {
  std::vector<std::string> parts;
  const std::string_view text = receipt.implementation;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('+', start), text.size());
    parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

std::vector<std::string> implementations_of(std::span<const RunRecord> runs) {
  std::vector<std::string> parts;
  for (const RunRecord& run : runs) {
    if (std::find(parts.begin(), parts.end(), run.implementation) == parts.end())
      parts.push_back(run.implementation);
  }
  return parts;
}

bool is_hybrid(std::string_view method) noexcept { return method.starts_with(kHybridMethod); }

std::string to_string(const std::vector<ReceiptFault::Step>& path) {
  std::string out;
  for (const ReceiptFault::Step& step : path) {
    if (const std::string* name = std::get_if<std::string>(&step))
      out += (out.empty() ? "" : ".") + safe_text(*name);
    else
      out += fmt::format("[{}]", std::get<std::size_t>(step));
  }
  return out.empty() ? "the statement" : out;
}

void read_statement(const Json& statement, Receipt& receipt) {
  const Place root(statement);
  if (root["_type"].text(0, kText) != kStatementType)
    root["_type"].takes(fmt::format("'{}'", kStatementType));
  if (root["predicateType"].text(0, kText) != kPredicateType)
    root["predicateType"].takes(fmt::format("'{}', the only one there is", kPredicateType));
  const Place predicate = root["predicate"];
  read_predicate(predicate, receipt);
  const Place subjects = root["subject"];
  subjects.each(1, 1, [&](const Place& subject) {
    const std::string name = fmt::format("{}@{}#{}", receipt.slug, receipt.version, receipt.claim);
    const std::optional<PackageRef> ref = parse_ref(name);
    if (!ref || ref->claim != receipt.claim) predicate["claim"].takes("a claim's id, as in 'c1'");
    if (subject["name"].text(0, kText) != name)
      subject["name"].takes(fmt::format("'{}', as the predicate says", name));
    const Place digest = subject["digest"];
    const Place sha256 = digest["sha256"];
    if (!is_sha256_hex(sha256.text(0, kText))) sha256.takes("64 lower-case hex digits");
    receipt.package_digest = sha256.json().as_string();
  });
}

void check_meta(const Json& meta) {
  const Place root(meta);
  if (const auto host = root.find("host")) host->text(0, kName);
  if (const auto time = root.find("time");
      time && !time->text(0, kName).empty() && !is_time(time->text(0, kName)))
    time->takes("a time as in '2026-01-31T12:00:00Z'");
  if (const auto seconds = root.find("duration_s")) {
    if (seconds->number() < 0 || seconds->number() > kLongestRun)
      seconds->takes("0 to 1e9 seconds");
  }
}

}  // namespace ahub
