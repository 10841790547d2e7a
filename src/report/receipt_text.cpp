// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Receipts: a list, and one laid open.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/number_words.hpp"
#include "report/words.hpp"

namespace ahub::report {

Text receipts_human(const std::vector<Receipt>& receipts, const Style& style) {
  Text out;
  for (const Receipt& receipt : receipts) {
    out += Text::format("{}  {}  {}@{}#{}  {} by {}  key {}\n", receipt.id.substr(0, 12),
                        coloured_verdict(padded(to_string(receipt.verdict), 12), style),
                        receipt.slug, receipt.version, receipt.claim, receipt.method,
                        receipt.implementation, short_hash(receipt.key));
  }
  return out;
}

JsonLines receipts_json(const std::vector<Receipt>& receipts) {
  Json data = Json::array();
  for (const Receipt& receipt : receipts) {
    data.push(Json::object()
                  .set("id", receipt.id)
                  .set("package", receipt.slug)
                  .set("version", receipt.version)
                  .set("digest", receipt.package_digest)
                  .set("claim", receipt.claim)
                  .set("method", receipt.method)
                  .set("engine", receipt.engine)
                  .set("implementation", receipt.implementation)
                  .set("verdict", to_string(receipt.verdict))
                  .set("reason", receipt.reason)
                  .set("key", receipt.key)
                  .set("meta", parse_json(receipt.meta.empty() ? "{}" : receipt.meta, "meta")));
  }
  return JsonText::pretty(envelope("ahub.receipt-list/1", std::move(data)));
}

Text receipt_human(const Receipt& receipt, const Style& style) {
  Text out = Text::format("{}\n", style.bold("receipt " + receipt.id));
  const auto field = [&](std::string_view name, const std::string& value) {
    out += Text::format("  {:<15} {}\n", name, value);
  };
  field("package",
        fmt::format("{}@{}  sha256:{}", receipt.slug, receipt.version, receipt.package_digest));
  field("claim", receipt.claim);
  field("method", fmt::format("{} by {}", receipt.method, receipt.implementation));
  field("verdict", std::string(to_string(receipt.verdict)));
  if (!receipt.reason.empty()) field("reason", receipt.reason);
  field("key", receipt.key);
  field("meta", receipt.meta);
  for (const RunRecord& run : receipt_runs(receipt)) {
    out += Text::format("  run {}: {} seed {} {} ({})\n", run.id, run.implementation, run.seed,
                        run.status, run.fidelity);
    for (const std::string& line : choice_lines(run.choices))
      out += Text::format("    note: {}\n", line);
  }
  for (const Check& check : receipt_checks(receipt)) {
    out += Text::format("  check {}/{} {}: expected {}, actual {}\n", check.run, check.output,
                        check.passed ? style.green("passed") : style.red("failed"),
                        expected_words(check), actual_words(check));
  }
  return out;
}

}  // namespace ahub::report
