// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub trust: whose receipts count.
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "ahub/store/ownership.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run_add(const Invocation& invocation) {
  Hub hub = open_hub(invocation, StoreMode::read_write);
  const bool added =
      hub.trust(invocation.arguments.front(), invocation.text("name"), current_time());
  invocation.print(added ? report::Text("trusted\n") : report::Text("already trusted\n"));
  return 0;
}

int run_store(const Invocation& invocation) {
  const bool added = allow_directory(invocation.arguments.front());
  invocation.print(added ? report::Text("listed\n") : report::Text("already listed\n"));
  return 0;
}

int run_remove(const Invocation& invocation) {
  Hub hub = open_hub(invocation, StoreMode::read_write);
  const bool removed = hub.distrust(invocation.arguments.front(), current_time());
  invocation.print(removed ? report::Text("no longer trusted\n")
                           : report::Text("not trusted before\n"));
  return 0;
}

int run_list(const Invocation& invocation) {
  Hub hub = open_hub(invocation, StoreMode::read_only);
  report::Text out;
  Json data = Json::array();
  for (const TrustedKey& key : hub.store().trusted_keys()) {
    out += report::Text::format("{}  {}\n", key.key, key.own ? "this store" : safe_text(key.name));
    data.push(Json::object().set("key", key.key).set("name", key.name).set("own", key.own));
  }
  if (invocation.format() == "json")
    invocation.print(
        report::JsonText::pretty(report::envelope("ahub.trust-list/1", std::move(data))));
  else
    invocation.print(out);
  return 0;
}

}  // namespace

CommandSpec trust_add_command() {
  CommandSpec row;
  row.summary = "let another host's receipts count";
  row.description =
      "Adds an Ed25519 public key. From then on receipts signed by it count for levels; a package "
      "that both hosts verified reaches level 4.";
  row.arguments = {{"KEY", "A public key: 64 hex digits.", 1, 1}};
  row.options = {{"name", '\0', OptionKind::text, "NAME", "", "Whose key it is."}};
  row.exits = {
      {0, "the key is trusted"}, kUsageExit, {3, "this is no key"}, kStoreExit, kTemporaryExit};
  row.examples = {
      {"ahub trust add --name lab 3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29",
       "a key with a name"}};
  row.writes_store = true;
  row.run = run_add;
  return row;
}

CommandSpec trust_remove_command() {
  CommandSpec row;
  row.summary = "let another host's receipts count no longer";
  row.description =
      "Takes back 'ahub trust add'. The receipts stay and count for nothing from then on; levels "
      "and attention follow. The store's own key stays trusted.";
  row.arguments = {{"KEY", "A public key: 64 hex digits.", 1, 1}};
  row.exits = {{0, "the key is not trusted"},
               kUsageExit,
               {3, "this is no key, or the store's own"},
               kStoreExit,
               kTemporaryExit};
  row.examples = {
      {"ahub trust remove 3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29",
       "a key that was trusted, or not"}};
  row.writes_store = true;
  row.run = run_remove;
  return row;
}

CommandSpec trust_store_command() {
  CommandSpec row;
  row.summary = "let another user's store be read where it is found";
  row.description =
      "Lists DIR, which holds another user's .ahub, in $XDG_CONFIG_HOME/ahub/safe-directories "
      "(~/.config by default): below it his store is then read, as with --store, and never "
      "written. Without it a store that lies upward from the working directory is opened only when "
      "it, .ahub and DIR are the user's own. Lines of that file, and of AHUB_SAFE_DIRECTORY "
      "separated by colons, may also be DIR/* for all directories below one, or * for all.";
  row.arguments = {{"DIR", "The directory that holds .ahub.", 1, 1, "path"}};
  row.exits = {
      {0, "the directory is listed"}, kUsageExit, {3, "this is no directory"}, kTemporaryExit};
  row.examples = {{"ahub trust store .", "a colleague's directory, to read its store"}};
  row.run = run_store;
  return row;
}

CommandSpec trust_list_command() {
  CommandSpec row;
  row.summary = "the keys whose receipts count";
  row.description =
      "Lists the store's own public key, which other hosts may trust, and those that this store "
      "trusts.";
  row.options = {kHumanOrJson};
  row.exits = {{0, "they were listed"}, kUsageExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub trust list", "own key first"}};
  row.run = run_list;
  return row;
}

}  // namespace ahub::commands
