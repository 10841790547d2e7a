// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What verification found, as JSON (schemas/output/verify.schema.json) and as Markdown.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/number_words.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

/// Who says in which unit the numbers are.
std::string_view unit_from(const Check& check) {
  switch (check.unit_source) {
    case StatedUnit::Source::none:
      return check.from_claim && !check.unit.empty() ? "claim" : "nobody";
    case StatedUnit::Source::declared:
      return "simulator";
    case StatedUnit::Source::run:
      return "run";
    case StatedUnit::Source::number:
      return "plain number";
    case StatedUnit::Source::count:
      return "plain count";
  }
  return "nobody";
}

Json check_json(const Check& check) {
  Json expected;
  const auto bound = [&](double value) { return check.comparable ? Json(value) : Json(); };
  if (!check.comparable) {
    expected = Json();
  } else if (check.op == Comparison::between) {
    expected = Json::array().push(check.low).push(check.high);
  } else {
    expected = check.expected;
  }
  return Json::object()
      .set("method", check.method)
      .set("run", check.run)
      .set("output", check.output)
      .set("op", to_string(check.op))
      .set("expected", std::move(expected))
      .set("low", bound(check.low))
      .set("high", bound(check.high))
      .set("unit", check.unit)
      .set("unit_from", unit_from(check))
      .set("actual", check.actual ? Json(*check.actual) : Json())
      .set("passed", check.passed)
      .set("from_claim", check.from_claim)
      .set("reason", check.reason)
      .set("reproduce", check.reproduce);
}

Json claim_json(const ClaimResult& result) {
  Json checks = Json::array();
  for (const Check& check : result.checks) checks.push(check_json(check));
  return Json::object()
      .set("claim", result.claim)
      .set("verdict", result.attested ? std::string_view("attested") : to_string(result.verdict))
      .set("reason", result.reason)
      .set("checks", std::move(checks));
}

Json run_json(const RunRecord& run) {
  return Json::object()
      .set("method", run.method)
      .set("id", run.id)
      .set("engine", run.engine)
      .set("implementation", run.implementation)
      .set("simulator", run.simulator.empty() ? Json() : Json(run.simulator))
      .set("version", run.version)
      .set("fidelity", run.fidelity)
      .set("params", run.params)
      .set("seed", run.seed)
      .set("outputs", run.outputs)
      .set("choices", run.choices)
      .set("status", run.status)
      .set("sandbox", run.sandbox.empty() ? Json() : Json(run.sandbox))
      .set("message", run.message);
}

Json item_json(const VerifyItem& item) {
  Json claims = Json::array(), runs = Json::array(), receipts = Json::array();
  Json left_out = Json::array();
  for (const LeftOut& left : item.left_out) left_out.push(left.path);
  for (const ClaimResult& claim : item.result.claims) claims.push(claim_json(claim));
  for (const RunRecord& run : item.result.runs) runs.push(run_json(run));
  for (const Receipt& receipt : item.result.receipts) receipts.push(receipt.id);
  return Json::object()
      .set("package", item.package.slug)
      .set("version", item.package.version)
      .set("path", item.path.empty() ? Json() : Json(item.path))
      .set("digest", item.package.digest)
      .set("level", item.after.level)
      .set("level_before", item.before.level)
      .set("attention", static_cast<double>(item.attention) / 1000)
      .set("claims", std::move(claims))
      .set("runs", std::move(runs))
      .set("receipts", std::move(receipts))
      .set("left_out", std::move(left_out));
}

}  // namespace

JsonLines verify_json(const VerifyReport& report) {
  Json data = Json::array();
  std::vector<std::string> warnings;
  for (const VerifyItem& item : report.items) {
    data.push(item_json(item));
    if (!item.result.refused.empty()) warnings.push_back(item.ref + ": " + item.result.refused);
  }
  return JsonText::pretty(envelope("ahub.verify/1", std::move(data), warnings));
}

MarkdownText verify_markdown(const VerifyReport& report) {
  MarkdownText out(
      "| package | level | claim | verdict | expected | actual |\n|:--|:--|:--|:--|--:|--:|\n");
  for (const VerifyItem& item : report.items) {
    for (const ClaimResult& claim : item.result.claims) {
      const std::string_view word = claim.attested ? "attested" : to_string(claim.verdict);
      if (claim.checks.empty()) {
        out += MarkdownText::format("| {} | L{} | {} | {} | | |\n", item.ref, item.after.level,
                                    claim.claim, word);
      }
      for (const Check& check : claim.checks) {
        out +=
            MarkdownText::format("| {} | L{} | {} | {} | {} | {} |\n", item.ref, item.after.level,
                                 claim.claim, word, expected_words(check), actual_words(check));
      }
    }
  }
  return out;
}

}  // namespace ahub::report
