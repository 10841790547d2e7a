// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub verify: re-execution.
#include <sys/utsname.h>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "commands/progress.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

namespace fs = std::filesystem;

struct Target {
  std::string path;   ///< Verified as it lies there; empty for a reference.
  std::string claim;  ///< Of a path.
};

/// A target is a path when it looks like one, or when it is no reference but exists.
Target target_of(const std::string& text) {
  std::error_code ignored;
  const std::size_t hash = text.rfind('#');
  Target target;
  target.path = text.substr(0, hash);
  if (hash != std::string::npos) target.claim = text.substr(hash + 1);
  const bool looks = text.find('/') != std::string::npos || text.find('.') != std::string::npos;
  if (!looks && parse_ref(text)) target.path.clear();
  return target;
}

std::string host_name() {
  utsname name{};
  return uname(&name) == 0 ? fmt::format("{} {} {}", name.nodename, name.sysname, name.machine)
                           : std::string();
}

VerifyOptions options_of(const Invocation& invocation) {
  VerifyOptions options;
  options.claims = invocation.list("claim");
  options.method = invocation.text("method");
  const long long jobs = invocation.integer("jobs");
  if (jobs < 1 || jobs > 256) throw Error(ErrorKind::usage, "bad-option", "--jobs takes 1 to 256");
  options.jobs = static_cast<int>(jobs);
  options.sandbox =
      invocation.text("sandbox") == "none" ? SandboxMode::none : SandboxMode::required;
  options.run_seconds = invocation.real("timeout");
  if (options.run_seconds <= 0 || options.run_seconds > 600)
    throw Error(ErrorKind::usage, "bad-option",
                "--timeout takes more than 0 and at most 600 seconds");
  options.strict_input = strict_input(invocation);
  options.host = host_name();
  options.time = current_time();
  options.interrupted = &interrupted();
  return options;
}

/// With --inconclusive=pass only refutations and errors answer no.
int exit_of(const VerifyReport& report, const Invocation& invocation) {
  const bool lenient = invocation.text("inconclusive") == "pass";
  int exit = 0;
  for (const VerifyItem& item : report.items) {
    int code = verify_exit(item.result);
    const bool refuted = std::any_of(
        item.result.claims.begin(), item.result.claims.end(), [](const ClaimResult& claim) {
          return claim.verdict == Verdict::refuted || claim.verdict == Verdict::error;
        });
    if (code == 1 && lenient && !refuted) code = 0;
    exit = worse_exit(exit, code);
  }
  return exit;
}

/// The text for people shows them under their package; on a terminal that is enough.
void say_all_choices(const Invocation& invocation, const VerifyReport& report) {
  if (invocation.format() == "human" && invocation.out.terminal) return;
  for (const VerifyItem& item : report.items) {
    std::vector<std::string> said;
    for (const RunRecord& record : item.result.runs) {
      for (const std::string& line : report::choice_lines(record.choices)) {
        if (std::find(said.begin(), said.end(), line) != said.end()) continue;
        invocation.say(report::Text::format("note: {}: {}", item.ref, line));
        said.push_back(line);
      }
    }
  }
}

int run(const Invocation& invocation) {
  VerifyRequest request;
  request.all = invocation.flag("all");
  request.record = !invocation.flag("dry-run");
  request.options = options_of(invocation);
  if (request.all != invocation.arguments.empty()) {
    throw Error(
        ErrorKind::usage, "usage",
        request.all ? "--all takes no packages beside it" : "name a package, or ask for --all",
        "'ahub verify --help' shows the usage");
  }
  if (request.options.sandbox == SandboxMode::none) {
    invocation.say(report::Text(
        "ahub: warning: scripts of packages run without a sandbox, with all your rights"));
  }
  Progress progress(invocation, "verifying");
  request.options.progress = [&](std::size_t done, std::size_t total, const std::string& what) {
    progress.show(done, total, what);
  };

  VerifyReport report;
  for (const std::string& text : invocation.arguments) {
    const Target target = target_of(text);
    if (target.path.empty()) {
      request.targets.push_back(text);
      continue;
    }
    std::vector<std::string> claims;
    if (!target.claim.empty()) claims.push_back(target.claim);
    report.items.push_back(
        verify_path(target.path, claims, request.options, invocation.flag("all-files")));
    say_left_out(invocation, target.path, report.items.back().left_out);
  }
  if (request.all || !request.targets.empty()) {
    Hub hub = open_hub(invocation, request.record ? StoreMode::read_write : StoreMode::read_only);
    VerifyReport stored = hub.verify(request);
    for (VerifyItem& item : stored.items) report.items.push_back(std::move(item));
  }
  progress.clear();
  say_all_choices(invocation, report);
  const std::string format = invocation.format();
  if (format == "json")
    invocation.print(report::verify_json(report));
  else if (format == "markdown")
    invocation.print(report::verify_markdown(report));
  else
    invocation.print(report::verify_human(report, invocation.out));
  return exit_of(report, invocation);
}

}  // namespace

CommandSpec verify_command() {
  CommandSpec row;
  row.summary = "re-execute claims and sign what came out";
  row.description =
      "Runs a package's verification methods, compares every assertion with what came out, and "
      "records a signed receipt for each "
      "claim and method. Built-in simulators run in process. A package's own script runs in a "
      "sandbox without network, writing or "
      "other processes; where the kernel cannot make one the script is refused (exit 6) unless "
      "--sandbox=none is given.\n\n"
      "PKG is a package of the store, or a path: a directory or archive is verified as it lies "
      "there and no store is touched. "
      "PKG#c1 checks one claim. Results do not depend on --jobs.";
  row.arguments = {
      {"PKG", "Packages of the store, or paths; #c1 behind one names a claim.", 0, -1, "package"}};
  row.options = {
      {"format", 'f', OptionKind::choice, "FORMAT", "human", "Output format.",
       "human|json|markdown"},
      {"all", 'a', OptionKind::flag, "", "", "Every package of the store."},
      {"claim", '\0', OptionKind::list, "CLAIM", "", "Only this claim; repeat it for several."},
      {"method", '\0', OptionKind::text, "ID", "", "Only this verification method."},
      {"jobs", 'j', OptionKind::integer, "N", "2", "Runs at the same time (1 to 256)."},
      {"timeout", '\0', OptionKind::real, "SECONDS", "60",
       "Wall time of one run (at most 600); all runs of a package together have ten times as "
       "much."},
      {"sandbox", '\0', OptionKind::choice, "HOW", "required", "How scripts are enclosed.",
       "required|none"},
      {"inconclusive", '\0', OptionKind::choice, "HOW", "fail",
       "Whether an undecided claim answers no.", "fail|pass"},
      kAllFiles,
      {"dry-run", '\0', OptionKind::flag, "", "", "Run and compare, record nothing."},
      kStrictInput,
  };
  row.exits = {{0, "every checked claim is confirmed or recomputed"},
               {1, "a claim is refuted, undecided or ended in an error"},
               kUsageExit,
               kInputExit,
               kStoreExit,
               kTemporaryExit,
               {6, "the sandbox cannot be made here"},
               {7, "a run hit a limit"}};
  row.examples = {
      {"ahub verify cache-admission-zipfian", "all claims of a package"},
      {"ahub verify search-crossover#c2 --json", "one claim, for programs"},
      {"ahub verify --all -j 2", "the whole store"},
      {"ahub verify examples/discoveries/cache-admission-zipfian", "a directory as it lies there"}};
  row.writes_store = true;
  row.run = run;
  return row;
}

}  // namespace ahub::commands
