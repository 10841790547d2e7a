// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The event log as a feed that can be followed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ahub/hub/hub.hpp"

namespace ahub {

struct ChangeEvent {
  Event event;
  std::string package;         ///< "slug@2" of imports, removals and receipts still stored.
  std::string claim, verdict;  ///< Of receipts; of a malformed or forged one empty.
  /// Of receipts that count for nothing: why. Empty when they count, and for other events.
  std::string uncounted;
};

struct ChangesPage {
  std::int64_t since = 0;
  std::vector<ChangeEvent> events;  ///< Oldest first.
  std::int64_t next_since = 0;      ///< Ask with it for what comes after.
  bool more = false;                ///< Events after the last one shown are there already.
};

/// Events after number `since`, at most `limit` of them.
ChangesPage changes(Hub& hub, std::int64_t since, std::size_t limit);

}  // namespace ahub
