// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/field_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "report/number_words.hpp"

namespace ahub::report {
namespace {

/// Checks of one claim that ask the same of one output, in different runs.
struct Question {
  std::vector<const Check*> checks;
};

bool same_question(const Check& a, const Check& b) {
  return a.method == b.method && a.output == b.output && a.op == b.op && a.expected == b.expected &&
         a.low == b.low && a.high == b.high && a.unit == b.unit && a.comparable == b.comparable &&
         a.passed == b.passed && a.actual.has_value() == b.actual.has_value();
}

std::vector<Question> questions_of(const FieldClaim& claim) {
  std::vector<Question> questions;
  for (const Check& check : claim.checks) {
    const auto same = [&](const Question& question) {
      return same_question(*question.checks.front(), check);
    };
    const auto known = std::find_if(questions.begin(), questions.end(), same);
    if (known != questions.end())
      known->checks.push_back(&check);
    else
      questions.push_back({{&check}});
  }
  return questions;
}

std::string line_of(const Question& question) {
  const Check& first = *question.checks.front();
  const std::string mark = first.passed ? "" : "FAILED ";
  const std::string output = safe_text(first.output), method = safe_text(first.method);
  if (question.checks.size() == 1) {
    return fmt::format("{}{} ({}/{}): {}, expected {}", mark, output, method, safe_text(first.run),
                       actual_words(first), expected_words(first));
  }
  const auto less = [](const Check* a, const Check* b) { return a->actual < b->actual; };
  const auto [low, high] =
      std::minmax_element(question.checks.begin(), question.checks.end(), less);
  const std::string least = actual_digits(**low), greatest = actual_digits(**high);
  const std::string range = least == greatest ? least : fmt::format("{} to {}", least, greatest);
  return fmt::format(
      "{}{} ({}, {} runs): {}, expected {}", mark, output, method, question.checks.size(),
      first.actual ? quantity_words(range, first.unit) : "no number", expected_words(first));
}

}  // namespace

std::string claimed_words(const FieldClaim& claim) {
  return claim.claimed ? stated_words(*claim.claimed, claim.unit) : "no number";
}

std::string recomputed_words(const FieldClaim& claim) {
  if (claim.recomputed && claim.claimed)
    return beside_words(*claim.recomputed, *claim.claimed, claim.tolerance, claim.unit);
  if (claim.receipt.empty()) return "not run";
  if (claim.checks.empty()) return "no number came out";
  return claim.claimed ? "not this number: see checks" : "see checks";
}

std::vector<std::string> compared_words(const FieldClaim& claim) {
  std::vector<std::string> lines;
  for (const FieldCompared& one : claim.compared) {
    lines.push_back(fmt::format("{} by {}#{} ({})", stated_words(one.value, one.unit),
                                safe_text(one.package), safe_text(one.claim), one.relation));
  }
  return lines;
}

std::vector<std::string> check_lines(const FieldClaim& claim) {
  std::vector<std::string> lines;
  for (const Question& question : questions_of(claim)) lines.push_back(line_of(question));
  return lines;
}

std::string field_counts(const FieldReport& report) {
  std::string out;
  for (const Facet& facet : report.verdicts)
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", facet.count, facet.name);
  return out.empty() ? "none" : out;
}

std::string field_legend() {
  return "claimed: the claim's own number, as its author wrote it. recomputed: that number, as the "
         "newest receipt behind the verdict has it. compared with: what other packages claim of "
         "the "
         "same metric, with which this package compares itself; it is theirs, and nothing here "
         "recomputed it. checks: every output that was compared, and with what. Verdicts: "
         "confirmed: re-executed, and every check passed. recomputed: passed on a calibrated or "
         "generative model alone, so it holds under stated parameters and says nothing about "
         "hardware. refuted: a check failed. inconclusive: it could not be decided. attested: "
         "stated, and not re-executed in this store.";
}

}  // namespace ahub::report
