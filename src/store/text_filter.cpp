// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "store/text_filter.hpp"

#include <algorithm>

namespace ahub {

TextFilter::TextFilter(Connection& connection, const TextQuery& query, std::int64_t packages,
                       std::int64_t largest)
    : connection_(connection),
      query_(query),
      packages_(packages),
      largest_(largest),
      at_most_(packages) {
  if (!query.domain.empty()) take_facet("category", query.domain);
  if (!query.concept_name.empty()) take_facet("tag", query.concept_name);
  if (query.min_level > 0) {
    take_set(connection.prepare("SELECT package FROM feed WHERE attention >= ? AND level >= ?")
                 .bind(query.min_attention)
                 .bind(query.min_level));
  }
  if (!query.metric.empty()) {
    take_set(connection.prepare("SELECT package FROM claim WHERE metric = ? AND metric <> ''")
                 .bind(query.metric));
  }
  if (query.kind == "observation") {
    by_row_ = true;  // What most claims are.
  } else if (!query.kind.empty()) {
    take_set(
        connection.prepare("SELECT package FROM claim WHERE kind = ? AND kind <> 'observation'")
            .bind(query.kind));
    // One claim must have both.
    by_row_ = by_row_ || !query.metric.empty();
  }
}

void TextFilter::take_facet(const char* kind, const std::string& name) {
  Statement& find = connection_.prepare("SELECT id, count FROM facet WHERE kind = ? AND name = ?");
  find.bind(kind).bind(name);
  const bool known = find.step();
  const std::int64_t facet = known ? find.integer(0) : 0, count = known ? find.integer(1) : 0;
  find.reset();
  at_most_ = std::min(at_most_, count);
  if (!known) set_ = IdSet();
  if (!known || (set_ && set_->size() == 0)) return;
  if (facet_ == 0 || count < facet_count_) {
    facet_ = facet;
    facet_count_ = count;
  }
  if (count > largest_)
    by_row_ = true;
  else
    take_set(connection_.prepare("SELECT package FROM facet_feed WHERE facet = ?").bind(facet));
}

void TextFilter::take_set(Statement& rows) {
  IdSet kept;
  while (kept.size() <= largest_ && rows.step()) {
    const std::int64_t package = rows.integer(0);
    if (!set_ || set_->contains(package)) kept.add(package);
  }
  rows.reset();
  if (kept.size() > largest_) {
    by_row_ = true;
    return;
  }
  at_most_ = std::min(at_most_, kept.size());
  set_ = std::move(kept);
}

bool TextFilter::passes(std::int64_t package) const {
  if (set_ && !set_->contains(package)) return false;
  if (!by_row_) return true;
  Statement& row = connection_.prepare(
      "SELECT 1 FROM feed WHERE package = ?1 AND level >= ?2 AND (?3 = '' OR domain = ?3) AND (?4 "
      "= '' OR instr(char(10) || concepts || char(10), char(10) || ?4 || char(10)) > 0) AND ((?5 = "
      "'' AND ?6 = '') OR EXISTS (SELECT 1 FROM claim WHERE claim.package = ?1 AND (?5 = '' OR "
      "claim.kind = ?5) AND (?6 = '' OR claim.metric = ?6)))");
  row.bind(package).bind(query_.min_level).bind(query_.domain).bind(query_.concept_name);
  const bool found = row.bind(query_.kind).bind(query_.metric).step();
  row.reset();
  return found;
}

}  // namespace ahub
