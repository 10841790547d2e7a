// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One lint rule, explained.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/report/report.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

Text indented(std::string_view text) {
  Text out;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    out += Text::format("    {}\n", text.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

}  // namespace

Text rule_human(const Rule& rule, const Style& style) {
  Text out =
      Text::format("{} {} ({}{})\n\n", style.bold(rule.code), rule.name, to_string(rule.severity),
                   rule.blocks_import ? ", keeps a package out of the store" : "");
  out += paragraph(rule.summary, 0, style) + "\n" + paragraph(rule.why, 0, style) + "\n";
  out += style.bold("Instead of") + "\n" + indented(rule.bad) + "\n" + style.bold("write") + "\n" +
         indented(rule.good);
  return out;
}

JsonLines rule_json(const Rule& rule) {
  return JsonText::pretty(envelope("ahub.explain/1", Json::object()
                                                         .set("code", rule.code)
                                                         .set("name", rule.name)
                                                         .set("severity", to_string(rule.severity))
                                                         .set("blocks_import", rule.blocks_import)
                                                         .set("summary", rule.summary)
                                                         .set("why", rule.why)
                                                         .set("bad", rule.bad)
                                                         .set("good", rule.good)));
}

}  // namespace ahub::report
