// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Receipts: a list, and one laid open.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "report/number_words.hpp"
#include "report/words.hpp"

namespace ahub::report {

Text receipts_human(const std::vector<std::shared_ptr<const JudgedReceipt>>& receipts,
                    const Style& style) {
  Text out;
  for (const auto& judged : receipts) {
    const Receipt& receipt = judged->receipt;
    if (!judged->sound()) {
      out += Text::format("{}  {} receipt, not counted: {}\n", receipt.id.substr(0, 12),
                          to_string(judged->state), judged->why);
      continue;
    }
    out += Text::format("{}  {}  {}@{}#{}  {} by {}  key {}{}\n", receipt.id.substr(0, 12),
                        coloured_verdict(padded(to_string(receipt.verdict), 12), style),
                        receipt.slug, receipt.version, receipt.claim, receipt.method,
                        receipt.implementation, short_hash(receipt.key),
                        judged->counts() ? "" : "  not counted: " + judged->why);
  }
  return out;
}

JsonLines receipts_json(const std::vector<std::shared_ptr<const JudgedReceipt>>& receipts) {
  Json data = Json::array();
  for (const auto& judged : receipts) {
    const Receipt& receipt = judged->receipt;
    const auto of_sound = [&](Json value) { return judged->sound() ? std::move(value) : Json(); };
    data.push(Json::object()
                  .set("id", receipt.id)
                  .set("package", of_sound(receipt.slug))
                  .set("version", of_sound(receipt.version))
                  .set("digest", of_sound(receipt.package_digest))
                  .set("claim", of_sound(receipt.claim))
                  .set("method", of_sound(receipt.method))
                  .set("engine", of_sound(receipt.engine))
                  .set("implementation", of_sound(receipt.implementation))
                  .set("verdict", of_sound(to_string(receipt.verdict)))
                  .set("reason", of_sound(receipt.reason))
                  .set("key", receipt.key)
                  .set("meta", judged->sound() && !receipt.meta.empty()
                                   ? parse_json(receipt.meta, "meta")
                                   : Json::object())
                  .set("state", to_string(judged->state))
                  .set("why", judged->counts() ? Json() : Json(judged->why)));
  }
  return JsonText::pretty(envelope("ahub.receipt-list/1", std::move(data)));
}

Text receipt_human(const JudgedReceipt& judged, const Style& style) {
  const Receipt& receipt = judged.receipt;
  Text out = Text::format("{}\n", style.bold("receipt " + receipt.id));
  if (!judged.counts()) {
    out += Text::format("  {:<15} not counted, {}: {}\n", "state", to_string(judged.state),
                        judged.why);
  }
  if (!judged.sound()) return out;
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
  for (const RunRecord& run : receipt.runs) {
    out += Text::format("  run {}: {} seed {} {} ({})\n", run.id, run.implementation, run.seed,
                        run.status, run.fidelity);
    for (const std::string& line : choice_lines(run.choices))
      out += Text::format("    note: {}\n", line);
  }
  for (const Check& check : receipt.checks) {
    out += Text::format("  check {}/{} {}: expected {}, actual {}\n", check.run, check.output,
                        check.passed ? style.green("passed") : style.red("failed"),
                        expected_words(check), actual_words(check));
  }
  return out;
}

JsonLines receipt_json(const JudgedReceipt& judged) {
  const Receipt& receipt = judged.receipt;
  Json json = !judged.sound() ? Json::object()
                                    .set("schema", kReceiptSchema)
                                    .set("id", receipt.id)
                                    .set("key", receipt.key)
                                    .set("signature", receipt.signature)
                                    .set("body", receipt.body)
                              : receipt_value(receipt);
  json.set("state", to_string(judged.state));
  json.set("why", judged.counts() ? Json() : Json(judged.why));
  return JsonText::pretty(json);
}

}  // namespace ahub::report
