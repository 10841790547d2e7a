// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The feed in its order, from any place on.
#pragma once

#include <cstdint>
#include <optional>

#include "store/statement.hpp"

namespace ahub {

/// A place in the order of the feed.
struct Place {
  std::int64_t attention = 0, sequence = 0, package = 0;
};

/// Walks the feed, or one facet of it, in order. Equal attention is a range of its own, so that
/// neither range reads a row that lies before the cursor.
class FeedWalk {
 public:
  FeedWalk(Connection& connection, std::int64_t facet) : connection_(connection), facet_(facet) {}
  FeedWalk(const FeedWalk&) = delete;
  FeedWalk& operator=(const FeedWalk&) = delete;
  ~FeedWalk() {
    if (rows_ != nullptr) rows_->reset();
  }

  void from_start(std::int64_t skip) {
    open(
        "SELECT attention, sequence, package FROM feed ORDER BY attention DESC, sequence LIMIT -1 "
        "OFFSET ?",
        "SELECT attention, sequence, package FROM facet_feed WHERE facet = ? "
        "ORDER BY attention DESC, sequence LIMIT -1 OFFSET ?")
        .bind(skip);
  }
  void after(std::int64_t attention, std::int64_t sequence) {
    below_ = attention;
    below_follows_ = true;
    open(
        "SELECT attention, sequence, package FROM feed WHERE attention = ? AND sequence > ? "
        "ORDER BY sequence",
        "SELECT attention, sequence, package FROM facet_feed WHERE facet = ? AND attention = ? "
        "AND sequence > ? ORDER BY sequence")
        .bind(attention)
        .bind(sequence);
  }
  std::optional<Place> next() {
    bool there = rows_->step();
    if (!there && below_follows_) {
      below_follows_ = false;
      rows_->reset();
      open(
          "SELECT attention, sequence, package FROM feed WHERE attention < ? "
          "ORDER BY attention DESC, sequence",
          "SELECT attention, sequence, package FROM facet_feed WHERE facet = ? AND attention < ? "
          "ORDER BY attention DESC, sequence")
          .bind(below_);
      there = rows_->step();
    }
    if (!there) return std::nullopt;
    return Place{rows_->integer(0), rows_->integer(1), rows_->integer(2)};
  }

 private:
  Statement& open(const char* all, const char* faceted) {
    rows_ = &connection_.prepare(facet_ == 0 ? all : faceted);
    if (facet_ != 0) rows_->bind(facet_);
    return *rows_;
  }

  Connection& connection_;
  std::int64_t facet_;  ///< 0: the whole feed.
  Statement* rows_ = nullptr;
  std::int64_t below_ = 0;  ///< The range below this attention comes next, if any.
  bool below_follows_ = false;
};

}  // namespace ahub
