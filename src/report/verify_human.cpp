// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What verification found, for a person: verdicts, the numbers, and how to get them again.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/number_words.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

/// A script's number has no unit of its own: that the claim's was taken is said.
std::string_view as_claimed(const Check& check) {
  if (!check.from_claim) return "";
  const bool taken = check.unit_source == StatedUnit::Source::none && !check.unit.empty();
  return taken ? " (as claimed; the script states no unit, the claim's is taken)" : " (as claimed)";
}

/// `said`: the claim's reason, which need not stand there twice.
Text check_line(const Check& check, std::string_view said, const Style& style) {
  const Text mark = check.passed       ? style.green("ok  ")
                    : check.comparable ? style.red("FAIL")
                                       : style.yellow("??  ");
  Text line =
      Text::format("    {} {}/{} {}: expected {}{}, actual {}\n", mark, check.method, check.run,
                   check.output, expected_words(check), as_claimed(check), actual_words(check));
  if (check.passed) return line;
  if (!check.reason.empty() && check.reason != said)
    line += Text::format("         {}\n", check.reason);
  if (!check.reproduce.empty()) {
    line += Text::format("         reproduce: {}\n", check.reproduce);
  }
  return line;
}

Text claim_lines(const Package& package, const ClaimResult& result, const Style& style) {
  const Claim* claim = package.find_claim(result.claim);
  const std::string_view word = result.attested ? "attested" : to_string(result.verdict);
  Text out =
      Text::format("  {:<4} {}  {}\n", result.claim, coloured_verdict(padded(word, 12), style),
                   claim == nullptr ? "" : safe_text(claim->statement));
  if (!result.reason.empty() && !result.attested) {
    out += Text::format("       {}\n", result.reason);
  }
  for (const Check& check : result.checks) out += check_line(check, result.reason, style);
  return out;
}

Text failed_runs(const VerifyResult& result, const Style& style) {
  Text out;
  for (const RunRecord& run : result.runs) {
    if (run.status == "ok") continue;
    out += Text::format("  {} {}/{} ended with {}: {}\n", style.yellow("run"), run.method, run.id,
                        run.status, run.message);
  }
  return out;
}

/// What readers chose, each once: runs over one file chose alike.
Text choices_of(const VerifyResult& result) {
  std::vector<std::string> said;
  Text out;
  for (const RunRecord& run : result.runs) {
    for (const std::string& line : choice_lines(run.choices)) {
      if (std::find(said.begin(), said.end(), line) != said.end()) continue;
      out += Text::format("  note: {}\n", line);
      said.push_back(line);
    }
  }
  return out;
}

Text level_line(const VerifyItem& item, const Style& style) {
  const std::string level = fmt::format("L{} {}", item.after.level, level_name(item.after.level));
  Text out =
      Text::format("  level {}", item.after.level >= 3 ? style.green(level) : Text::of(level));
  if (item.path.empty() && item.before.level != item.after.level) {
    out += Text::format(" (was L{})", item.before.level);
  }
  out += Text::format(", attention {}", format_milli(item.attention));
  if (item.path.empty() && item.attention_before != item.attention) {
    out += Text::format(" (was {})", format_milli(item.attention_before));
  }
  out += "\n";
  if (item.after.level < 4 && !item.after.next.empty()) {
    out += style.dim(Text::format("  next: {}", item.after.next)) + "\n";
  }
  return out;
}

}  // namespace

Text verify_human(const VerifyReport& report, const Style& style) {
  Text out;
  int confirmed = 0, recomputed = 0, refuted = 0, undecided = 0, attested = 0;
  bool verified = false;
  for (const VerifyItem& item : report.items) {
    out += Text::format("{}  {}\n", style.bold(item.ref), item.package.title);
    for (const ClaimResult& claim : item.result.claims) {
      out += claim_lines(item.package, claim, style);
      if (claim.attested)
        ++attested;
      else if (claim.verdict == Verdict::confirmed)
        ++confirmed;
      else if (claim.verdict == Verdict::recomputed)
        ++recomputed;
      else if (claim.verdict == Verdict::refuted)
        ++refuted;
      else
        ++undecided;
    }
    out += failed_runs(item.result, style);
    out += choices_of(item.result);
    if (!item.result.refused.empty()) out += Text::format("  {}\n", item.result.refused);
    out += level_line(item, style) + "\n";
    verified = verified || item.after.level >= 3;
  }
  out += Text::format("{} confirmed, {} recomputed, {} refuted, {} undecided, {} attested in {}\n",
                      confirmed, recomputed, refuted, undecided, attested,
                      counted(static_cast<std::int64_t>(report.items.size()), "package"));
  if (verified) {
    out +=
        style.dim("Verified means computationally reproducible as shipped, not true in general.") +
        "\n";
  }
  return out;
}

}  // namespace ahub::report
