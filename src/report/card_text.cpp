// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One package in about 400 tokens, for the context of an agent: never more than 2,000 bytes.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"
#include "report/card_words.hpp"
#include "report/number_words.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

constexpr std::size_t kCardBytes = 2000;

/// At most `bytes` of text, cut between code points, with a mark where it was cut.
std::string cut(std::string_view raw, std::size_t bytes) {
  const std::string text = safe_text(raw);
  if (text.size() <= bytes) return text;
  std::size_t end = 0;
  for (std::size_t next = 0; next + 3 <= bytes;) {
    end = next;
    next_code_point(text, next);
  }
  return text.substr(0, end) + "...";
}

std::string protocol_words(const Claim& claim) {
  std::string out;
  for (const ProtocolEntry& entry : claim.protocol) {
    const std::string value =
        entry.value.is_string() ? entry.value.as_string() : canonical_json(entry.value);
    out += fmt::format("{}{}={}{}{}", out.empty() ? "" : ", ", entry.name, value,
                       entry.unit.empty() ? "" : " ", entry.unit);
  }
  return out;
}

std::string claim_words(const Claim& claim, const std::string& badge) {
  std::string out = fmt::format("- {} {}: ", safe_text(claim.id), safe_text(badge));
  const Structured& stated = claim.structured;
  if (stated.value) {
    std::string number = fmt::format("{} = {}", stated.metric.empty() ? "value" : stated.metric,
                                     stated_words(*stated.value, stated.unit));
    if (!stated.baseline.empty() || stated.baseline_value) {
      number += fmt::format(
          " (against {}{}{})", stated.baseline.empty() ? "" : stated.baseline,
          !stated.baseline.empty() && stated.baseline_value ? " " : "",
          stated.baseline_value ? stated_words(*stated.baseline_value, stated.unit) : "");
    }
    out += cut(number, 110) + ". ";
  }
  out += cut(claim.statement, 150) + "\n";
  if (!claim.protocol.empty()) out += "  protocol: " + cut(protocol_words(claim), 110) + "\n";
  return out;
}

std::string rerun_words(const Package& package) {
  if (package.methods.empty()) return "re-run: not possible, it ships no verification method\n";
  std::string methods;
  for (const Method& method : package.methods)
    methods +=
        fmt::format("{}{}: {}", methods.empty() ? "" : "; ", method.id, method_words(method));
  return fmt::format("re-run: ahub verify {} ({})\n", safe_text(package.slug), cut(methods, 140));
}

std::string relation_words(const Package& package) {
  std::string out;
  for (const Relation& relation : package.relations)
    out +=
        fmt::format("{}{} {}", out.empty() ? "" : "; ", to_string(relation.kind), relation.target);
  return out.empty() ? "" : "relations: " + cut(out, 200) + "\n";
}

std::string tension_words(const PackageView& view) {
  std::string out;
  for (const DerivedTension& tension : view.tensions) {
    if (tension.state != "open") continue;
    out += fmt::format("{}{} against {}", out.empty() ? "" : "; ", tension.left, tension.right);
    if (tension.gap > 0)
      out += fmt::format(" (gap {})", computed_words(tension.gap, gap_unit(tension.unit)));
  }
  return "open tensions: " + (out.empty() ? "none" : cut(out, 300)) + "\n";
}

}  // namespace

Text card_text(const PackageView& view) {
  const Package& package = view.package;
  const int level = view.level.level;
  std::string head = fmt::format("{}: {}\n", safe_text(package.ref()), cut(package.title, 160));
  head += fmt::format("{}, {}, sha256:{}\nlicence: {}\n",
                      package.domain.empty() ? "no domain" : cut(package.domain, 32),
                      cut(date_words(package, view.row.date), 40),
                      safe_text(package.digest.substr(0, 12)), cut(license_words(package), 80));
  head += fmt::format("level {} of 4, {}: {}\n", level, level_name(level), level_meaning(level));
  head +=
      fmt::format("attention {}, rank {}\nclaims:\n", format_milli(view.row.attention), view.rank);
  std::string tail = rerun_words(package) + relation_words(package) + tension_words(view);
  if (!view.level.next.empty()) tail += "to raise its level: " + cut(view.level.next, 160) + "\n";

  // The claims get what the rest leaves, and room for the line that says how many are missing.
  constexpr std::size_t kMoreBytes = 120;
  const std::size_t used = head.size() + tail.size() + kMoreBytes;
  std::string claims;
  std::size_t shown = 0;
  while (shown < package.claims.size()) {
    const std::string next = claim_words(package.claims[shown], view.badges[shown]);
    if (used + claims.size() + next.size() > kCardBytes) break;
    claims += next;
    ++shown;
  }
  if (const std::size_t left = package.claims.size() - shown; left > 0) {
    claims +=
        fmt::format("- {} more: ahub show {}\n", counted(static_cast<std::int64_t>(left), "claim"),
                    safe_text(package.slug));
  }
  // Every line was made above and cut to its share, the text in it escaped.
  return Terminal::block(head + claims + tail);
}

}  // namespace ahub::report
