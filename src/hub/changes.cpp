// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/changes.hpp"

#include <utility>

#include <fmt/format.h>

namespace ahub {
namespace {

/// What the receipt says, which is signed; the row's copies are not.
void describe(ChangeEvent& change, const JudgedReceipt& judged) {
  if (!judged.counts())
    change.uncounted = fmt::format("{}: {}", to_string(judged.state), judged.why);
  if (!judged.sound()) return;
  change.claim = judged.receipt.claim;
  change.verdict = to_string(judged.receipt.verdict);
}

}  // namespace

ChangesPage changes(Hub& hub, std::int64_t since, std::size_t limit) {
  ChangesPage page;
  page.since = page.next_since = since;
  // One event more than asked for tells of a next page.
  std::vector<Event> events = hub.store().events_since(since, limit + 1);
  page.more = events.size() > limit;
  if (page.more) events.resize(limit);
  std::vector<StoredReceipt> receipts;
  std::vector<std::size_t> changes_of;
  for (Event& event : events) {
    ChangeEvent change;
    if (event.kind == "import" || event.kind == "remove") change.package = event.subject;
    if (event.kind == "receipt") {
      std::vector<StoredReceipt> found = hub.store().find_receipts(event.subject);
      if (found.size() == 1) {
        const std::vector<StoredPackage> packages =
            hub.store().find_digest(found.front().package_digest);
        if (!packages.empty())
          change.package = fmt::format("{}@{}", packages.front().slug, packages.front().version);
        receipts.push_back(std::move(found.front()));
        changes_of.push_back(page.events.size());
      }
    }
    page.next_since = event.sequence;
    change.event = std::move(event);
    page.events.push_back(std::move(change));
  }
  const auto judged = hub.judge(receipts);
  for (std::size_t i = 0; i < judged.size(); ++i) describe(page.events[changes_of[i]], *judged[i]);
  return page;
}

}  // namespace ahub
