// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// BM25 of the full-text index's matches, as an auxiliary function of FTS5.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

struct sqlite3;

namespace ahub {

/// What the SQL function `text_score(text_index)` is told and remembers during one question.
struct TextScoring {
  /// Matches that are not wanted are not scored: the function gives NULL. Empty: all are wanted.
  std::function<bool(std::int64_t rowid)> wanted;
  std::vector<double> weights;  ///< Of the index's columns.

  bool prepared = false;
  double mean_length = 0;   ///< Tokens of a document.
  std::vector<double> idf;  ///< Of each phrase.
};

/// Makes `text_score(text_index)` known: the BM25 of Robertson and Zaragoza 2009, eq. 3.15, with k1
/// = 1.2 and b = 0.75, higher is better, the same numbers as FTS5's own function gives with the
/// opposite sign. It differs in what it costs: a phrase is counted no further than to where its
/// weight no longer changes. `scoring` must live as long as the connection.
void add_text_score(sqlite3* database, TextScoring& scoring);

}  // namespace ahub
