// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// How a feed row lies in its table; those that write it and those that read it share this.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ahub/store/derived.hpp"
#include "store/statement.hpp"

namespace ahub {

/// The columns that read_feed_row takes; a condition on `feed` follows.
#define AHUB_FEED_ROW                                                                              \
  "SELECT feed.package, sequence, slug, title, summary, domain, date, version, attention, level, " \
  "claims, confirmed, recomputed, refuted, inconclusive, tensions, concepts FROM feed JOIN "       \
  "feed_text ON feed_text.package = feed.package WHERE "

FeedRow read_feed_row(const Statement& row);
std::optional<FeedRow> feed_row_at(Connection& connection, std::int64_t package);

/// Concepts hold no line feeds (they are one-line texts), so one separates them.
std::string joined_concepts(const std::vector<std::string>& concepts);
std::vector<std::string> split_concepts(const std::string& text);

}  // namespace ahub
