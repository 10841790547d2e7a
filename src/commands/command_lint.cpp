// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub lint: findings about packages, without any store.
#include <unistd.h>

#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/report/report.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"
#include "commands/standard_input.hpp"

namespace ahub::commands {
namespace {

std::vector<std::string> split(const std::vector<std::string>& lists) {
  std::vector<std::string> parts;
  for (const std::string& list : lists) {
    for (std::size_t start = 0; start <= list.size();) {
      const std::size_t end = std::min(list.find(',', start), list.size());
      if (end > start) parts.push_back(list.substr(start, end - start));
      start = end + 1;
    }
  }
  return parts;
}

int run(const Invocation& invocation) {
  LintOptions options;
  options.select = split(invocation.list("select"));
  options.ignore = split(invocation.list("ignore"));
  std::vector<LintReport> reports;
  for (const std::string& path : invocation.arguments) {
    if (path == "-") {
      reports.push_back(
          lint_text("standard-input", read_standard_input(limits::kManifestBytes + 1), options));
      continue;
    }
    for (LintReport& report : lint_path(path, options, invocation.flag("all-files"))) {
      // AH811 says it; only forbidden it is an error.
      if (strict_input(invocation))
        say_left_out(invocation, report.path, report.loaded.files.left_out);
      reports.push_back(std::move(report));
    }
  }
  const std::string format = invocation.format();
  if (format == "json")
    invocation.print(report::lint_json(reports));
  else if (format == "sarif")
    invocation.print(report::lint_sarif(reports));
  else if (format == "github")
    invocation.print(report::lint_github(reports));
  else if (format == "concise")
    invocation.print(report::lint_concise(reports, invocation.out));
  else
    invocation.print(report::lint_full(reports, invocation.out));
  if (format == "full" || format == "concise")
    invocation.say(report::Text::of(report::lint_summary(reports)));

  // Others were checked all the same; the exit code is that of the limit.
  for (const LintReport& report : reports) {
    if (report.too_dear) std::rethrow_exception(report.too_dear);
  }
  const bool strict = invocation.flag("strict");
  const bool bad = std::any_of(reports.begin(), reports.end(), [&](const LintReport& report) {
    return std::any_of(report.diagnostics.begin(), report.diagnostics.end(),
                       [&](const Diagnostic& finding) {
                         return finding.severity == Severity::error ||
                                (strict && finding.severity == Severity::warning);
                       });
  });
  return bad && !invocation.flag("exit-zero") ? 1 : 0;
}

}  // namespace

CommandSpec lint_command() {
  CommandSpec row;
  row.summary = "check packages and say what to write instead";
  row.description =
      "Reads packages (directories, archives, collections, a manifest; - is a manifest on standard "
      "input) and reports what is wrong "
      "with a stable code, the place and a suggestion. Nothing is run and no store is opened. "
      "'ahub explain CODE' tells more "
      "about a finding; ahub-rules(7) lists all rules.";
  row.arguments = {
      {"PATH", "Packages, collections, manifests, or - for standard input.", 1, -1, "path"}};
  row.options = {{"format", 'f', OptionKind::choice, "FORMAT", "full", "Output format.",
                  "full|concise|json|sarif|github"},
                 {"select", '\0', OptionKind::list, "CODES", "",
                  "Only rules whose codes begin so (comma-separated)."},
                 {"ignore", '\0', OptionKind::list, "CODES", "",
                  "No rules whose codes begin so (comma-separated)."},
                 kAllFiles,
                 kStrictInput,
                 {"strict", '\0', OptionKind::flag, "", "", "Warnings answer no as well."},
                 {"exit-zero", '\0', OptionKind::flag, "", "", "Leave with 0 whatever was found."}};
  row.exits = {{0, "no errors were found"},
               {1, "errors were found"},
               kUsageExit,
               kInputExit,
               kTemporaryExit,
               {7, "a package is too dear to check; the others were checked"}};
  row.examples = {
      {"ahub lint examples/discoveries", "every package of a collection"},
      {"ahub lint --format concise --ignore AH7 examples/discoveries/tierkv",
       "one line a finding, without the prose rules"},
      {"ahub lint - < examples/discoveries/tierkv/discovery.yaml", "a manifest from a pipe"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
