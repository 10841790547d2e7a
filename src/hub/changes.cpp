// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/changes.hpp"

#include <fmt/format.h>

namespace ahub {
ChangesPage changes(Hub& hub, std::int64_t since, std::size_t limit) {
  ChangesPage page;
  page.since = page.next_since = since;
  // One event more than asked for tells of a next page.
  std::vector<Event> events = hub.store().events_since(since, limit + 1);
  page.more = events.size() > limit;
  if (page.more) events.resize(limit);
  for (Event& event : events) {
    ChangeEvent change;
    if (event.kind == "import" || event.kind == "remove") change.package = event.subject;
    if (event.kind == "receipt") {
      const std::vector<StoredReceipt> found = hub.store().find_receipts(event.subject);
      if (found.size() == 1) {
        const std::vector<StoredPackage> packages =
            hub.store().find_digest(found.front().package_digest);
        if (!packages.empty())
          change.package = fmt::format("{}@{}", packages.front().slug, packages.front().version);
        change.claim = found.front().claim;
        change.verdict = found.front().verdict;
      }
    }
    page.next_since = event.sequence;
    change.event = std::move(event);
    page.events.push_back(std::move(change));
  }
  return page;
}

}  // namespace ahub
