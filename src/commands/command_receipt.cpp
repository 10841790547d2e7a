// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub receipt: signed results, listed, shown and exchanged between hosts.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "ahub/base/digest.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "commands/rows.hpp"
#include "commands/standard_input.hpp"

namespace ahub::commands {
namespace {

constexpr std::size_t kExchangeBytes = 64U << 20;

using Judged = std::vector<std::shared_ptr<const JudgedReceipt>>;

Judged receipts_of(const Hub& hub, const std::vector<std::string>& packages) {
  if (packages.empty()) return hub.receipts();
  Judged receipts;
  for (const std::string& ref : packages) {
    const Judged more = hub.receipts(hub.resolve(ref).digest);
    receipts.insert(receipts.end(), more.begin(), more.end());
  }
  return receipts;
}

int run_list(const Invocation& invocation) {
  const Hub hub = open_hub(invocation, StoreMode::read_only);
  const Judged receipts = receipts_of(hub, invocation.arguments);
  if (invocation.format() == "json")
    invocation.print(report::receipts_json(receipts));
  else
    invocation.print(report::receipts_human(receipts, invocation.out));
  return 0;
}

int run_show(const Invocation& invocation) {
  Hub hub = open_hub(invocation, StoreMode::read_only);
  const std::string& prefix = invocation.arguments.front();
  const std::vector<StoredReceipt> found =
      prefix.size() >= 6 ? hub.store().find_receipts(prefix) : std::vector<StoredReceipt>();
  if (found.size() != 1) {
    throw Error(ErrorKind::input, found.empty() ? "not-found" : "ambiguous",
                found.empty()
                    ? fmt::format("no receipt '{}'", safe_text(prefix))
                    : fmt::format("{} receipts begin with {}", found.size(), safe_text(prefix)),
                "an id is given by six or more of its digits; 'ahub receipt list' shows them");
  }
  const Judged judged = hub.judge(found);
  if (invocation.format() == "json")
    invocation.print(report::receipt_json(*judged.front()));
  else
    invocation.print(report::receipt_human(*judged.front(), invocation.out));
  return 0;
}

int run_export(const Invocation& invocation) {
  const Hub hub = open_hub(invocation, StoreMode::read_only);
  // The writer's escapes are no part of what is signed: the reader makes the canonical form again.
  report::JsonLines lines;
  for (const auto& judged : receipts_of(hub, invocation.arguments)) {
    // Another host would refuse the whole file for it.
    if (!judged->sound()) {
      invocation.say(report::Text::format("ahub: left out {}: {} receipt, {}",
                                          judged->receipt.id.substr(0, 12),
                                          to_string(judged->state), judged->why));
      continue;
    }
    lines += report::JsonText::line(receipt_value(judged->receipt));
  }
  invocation.print(lines);
  return 0;
}

int run_import(const Invocation& invocation) {
  std::vector<Receipt> receipts;
  for (const std::string& path : invocation.arguments) {
    const bool piped = path == "-";
    const std::string raw =
        piped ? read_standard_input(kExchangeBytes) : read_file(path, kExchangeBytes);
    // Each line is judged by its signature; JSON may hold the odd control byte.
    const Unfolded whole =
        unfold(raw, piped ? "standard input" : path,
               {.content = Door::Content::lines, .unfolded_bytes = kExchangeBytes});
    const std::string_view text = whole.bytes;
    std::size_t line = 0;
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      const std::string_view one = text.substr(start, end - start);
      ++line;
      if (one.find_first_not_of(" \t\r") != std::string_view::npos)
        receipts.push_back(receipt_from_json(one, piped ? "standard input" : path, line));
      start = end + 1;
    }
  }
  Hub hub = open_hub(invocation, StoreMode::read_write);
  const std::size_t added = hub.import_receipts(receipts, current_time());
  invocation.print(report::Text::format("{} receipts read, {} new\n", receipts.size(), added));
  std::set<std::string> trusted;
  for (const TrustedKey& key : hub.store().trusted_keys()) trusted.insert(key.key);
  const auto untrusted =
      std::count_if(receipts.begin(), receipts.end(),
                    [&](const Receipt& receipt) { return trusted.count(receipt.key) == 0; });
  if (untrusted > 0) {
    invocation.say(report::Text::format(
        "ahub: {} of them are by keys that this store does not trust and count for "
        "nothing yet: 'ahub trust add KEY'",
        untrusted));
  }
  return 0;
}

}  // namespace

CommandSpec receipt_list_command() {
  CommandSpec row;
  row.summary = "the signed results in the store";
  row.description =
      "Lists receipts, oldest observation first: all of them, or those of the packages named. One "
      "that does not count says why: its key is not trusted, its package is not here, or it is "
      "malformed or forged.";
  row.arguments = {{"PKG", "Only receipts of these packages.", 0, -1, "package"}};
  row.options = {kHumanOrJson};
  row.exits = {{0, "they were listed"}, kUsageExit, kInputExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub receipt list cache-admission-zipfian", "those of one package"}};
  row.run = run_list;
  return row;
}

CommandSpec receipt_show_command() {
  CommandSpec row;
  row.summary = "one signed result laid open";
  row.description =
      "Shows what was run, with which parameters and seed, what came out, and what it was compared "
      "with.";
  row.arguments = {{"ID", "Six or more digits of a receipt's id.", 1, 1, "receipt"}};
  row.options = {kHumanOrJson};
  row.exits = {{0, "it was shown"}, kUsageExit, kInputExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub receipt show 000000", "an id that no receipt has", 3}};
  row.run = run_show;
  return row;
}

CommandSpec receipt_export_command() {
  CommandSpec row;
  row.summary = "write receipts for another host";
  row.description =
      "Writes receipts as JSON lines: each an in-toto Statement with its id, the runner's public "
      "key and signature.";
  row.arguments = {{"PKG", "Only receipts of these packages.", 0, -1, "package"}};
  row.exits = {{0, "they were written"}, kUsageExit, kInputExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub receipt export search-crossover", "the receipts of one package"}};
  row.run = run_export;
  return row;
}

CommandSpec receipt_import_command() {
  CommandSpec row;
  row.summary = "take receipts from another host";
  row.description =
      "Reads JSON lines written by 'ahub receipt export', checks every member, id and signature of "
      "each, and that a package which is here has the digest, claim and method that it names, and "
      "adds them as a set: all or, when one is malformed, none. They count only if the store "
      "trusts their key.";
  row.arguments = {{"FILE", "Files of receipts, or - for standard input.", 1, -1, "path"}};
  row.exits = {{0, "they are in the store"},
               kUsageExit,
               kInputExit,
               kStoreExit,
               kTemporaryExit,
               {7, "the file unfolds to far more than it holds"}};
  row.examples = {
      {"ahub receipt export | ahub receipt import -", "the same receipts again: nothing is new"}};
  row.writes_store = true;
  row.run = run_import;
  return row;
}

}  // namespace ahub::commands
