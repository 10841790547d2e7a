// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What a package must have besides the words of a full-text question.
#pragma once

#include <cstdint>
#include <optional>

#include "ahub/store/derived.hpp"
#include "store/id_set.hpp"
#include "store/statement.hpp"

namespace ahub {

/// Reads a filter that few packages pass as the set of them, and asks the others row by row.
class TextFilter {
 public:
  /// `largest`: packages of a set that is worth reading.
  TextFilter(Connection& connection, const TextQuery& query, std::int64_t packages,
             std::int64_t largest);

  /// Whether every package passes.
  bool open() const noexcept { return !set_ && !by_row_; }
  bool passes(std::int64_t package) const;
  /// Packages that pass at most.
  std::int64_t at_most() const noexcept { return at_most_; }
  /// The rarest facet asked for, to walk instead of the feed (0 for none), and its size.
  std::int64_t facet() const noexcept { return facet_; }
  std::int64_t walked() const noexcept { return facet_ == 0 ? packages_ : facet_count_; }
  /// All that may pass, where they are known.
  const std::optional<IdSet>& set() const noexcept { return set_; }

 private:
  void take_facet(const char* kind, const std::string& name);
  /// Keeps what `rows` gives of what was kept before, unless that is too much.
  void take_set(Statement& rows);

  Connection& connection_;
  const TextQuery& query_;
  const std::int64_t packages_, largest_;
  std::int64_t at_most_, facet_ = 0, facet_count_ = 0;
  std::optional<IdSet> set_;
  bool by_row_ = false;
};

}  // namespace ahub
