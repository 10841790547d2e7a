// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub explain: one lint rule.
#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  const std::string& name = invocation.arguments.front();
  const Rule* rule = find_rule(name);
  if (rule == nullptr) {
    std::vector<std::string> names;
    for (const Rule& known : rules()) {
      names.emplace_back(known.code);
      names.emplace_back(known.name);
    }
    const std::optional<std::string> near = nearest(name, names);
    throw Error(ErrorKind::input, "not-found",
                fmt::format("there is no rule '{}'", safe_text(name)),
                near ? fmt::format("did you mean '{}'?", *near) : "ahub-rules(7) lists all rules");
  }
  if (invocation.format() == "json")
    invocation.print(report::rule_json(*rule));
  else
    invocation.print(report::rule_human(*rule, invocation.out));
  return 0;
}

}  // namespace

CommandSpec explain_command() {
  CommandSpec row;
  row.summary = "what a lint code means and how to mend it";
  row.description =
      "Prints a rule's reason, the smallest manifest that it complains about, and the same one "
      "repaired. A rule is named by its code or its name.";
  row.arguments = {{"CODE", "The code or name of a rule.", 1, 1, "rule"}};
  row.options = {kHumanOrJson};
  row.exits = {{0, "the rule was shown"}, kUsageExit, {3, "there is no such rule"}, kTemporaryExit};
  row.examples = {{"ahub explain AH010", "by code"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
