// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/changes.hpp"

#include <map>

#include <fmt/format.h>

namespace ahub {
namespace {

/// The one place where the feed reads the log. One event more than asked for tells of a next page.
std::vector<Event> read_events(const Store& store, std::int64_t since, std::size_t limit) {
  std::vector<Event> wanted;
  for (Event& event : store.events()) {
    if (event.sequence > since && wanted.size() <= limit) wanted.push_back(std::move(event));
  }
  return wanted;
}

}  // namespace

ChangesPage changes(Hub& hub, std::int64_t since, std::size_t limit) {
  ChangesPage page;
  page.since = page.next_since = since;
  std::vector<Event> events = read_events(hub.store(), since, limit);
  page.more = events.size() > limit;
  if (page.more) events.resize(limit);
  std::map<std::string, std::string> names;
  for (const StoredPackage& stored : hub.store().packages())
    names[stored.digest] = fmt::format("{}@{}", stored.slug, stored.version);
  for (Event& event : events) {
    ChangeEvent change;
    if (event.kind == "import" || event.kind == "remove") change.package = event.subject;
    if (event.kind == "receipt") {
      const std::vector<StoredReceipt> found = hub.store().find_receipts(event.subject);
      if (found.size() == 1) {
        change.package = names[found.front().package_digest];
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
