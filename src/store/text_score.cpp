// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "store/text_score.hpp"

#include <cmath>

#include "store/statement.hpp"

namespace ahub {
namespace {

constexpr double kK1 = 1.2, kB = 0.75;
/// A phrase in over half of the documents: its logarithm would be negative.
constexpr double kLeastIdf = 1e-6;

struct PhraseCount {
  std::int64_t found = 0, enough = 0;
};

int count_one(const Fts5ExtensionApi*, Fts5Context*, void* data) {
  PhraseCount& count = *static_cast<PhraseCount*>(data);
  return ++count.found > count.enough ? SQLITE_DONE : SQLITE_OK;
}

int prepare(const Fts5ExtensionApi* api, Fts5Context* context, TextScoring& scoring) {
  std::int64_t rows = 0, tokens = 0;
  sqlite3_int64 number = 0;
  int code = api->xRowCount(context, &number);
  rows = number;
  if (code == SQLITE_OK) code = api->xColumnTotalSize(context, -1, &number);
  tokens = number;
  scoring.mean_length = static_cast<double>(tokens) / static_cast<double>(rows);
  scoring.idf.clear();
  for (int phrase = 0; code == SQLITE_OK && phrase < api->xPhraseCount(context); ++phrase) {
    PhraseCount count{0, rows / 2};
    code = api->xQueryPhrase(context, phrase, &count, count_one);
    const auto found = static_cast<double>(count.found);
    const double idf = std::log((static_cast<double>(rows) - found + 0.5) / (found + 0.5));
    scoring.idf.push_back(idf > 0 ? idf : kLeastIdf);
  }
  scoring.prepared = code == SQLITE_OK;
  return code;
}

int score_of(const Fts5ExtensionApi* api, Fts5Context* context, const TextScoring& scoring,
             double& score) {
  int tokens = 0;
  int code = api->xColumnSize(context, -1, &tokens);
  const double length = kK1 * (1 - kB + kB * static_cast<double>(tokens) / scoring.mean_length);
  score = 0;
  for (std::size_t phrase = 0; code == SQLITE_OK && phrase < scoring.idf.size(); ++phrase) {
    double frequency = 0;
    Fts5PhraseIter places;
    int column = -1, offset = -1;
    code = api->xPhraseFirst(context, static_cast<int>(phrase), &places, &column, &offset);
    for (; code == SQLITE_OK && column >= 0; api->xPhraseNext(context, &places, &column, &offset))
      frequency += scoring.weights.at(static_cast<std::size_t>(column));
    score += scoring.idf[phrase] * ((frequency * (kK1 + 1)) / (frequency + length));
  }
  return code;
}

void text_score(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int,
                sqlite3_value**) {
  TextScoring& scoring = *static_cast<TextScoring*>(api->xUserData(context));
  // Nothing may be thrown through SQLite.
  try {
    if (scoring.wanted && !scoring.wanted(api->xRowid(context))) return sqlite3_result_null(result);
    int code = scoring.prepared ? SQLITE_OK : prepare(api, context, scoring);
    double score = 0;
    if (code == SQLITE_OK) code = score_of(api, context, scoring, score);
    if (code != SQLITE_OK) return sqlite3_result_error_code(result, code);
    sqlite3_result_double(result, score);
  } catch (...) {
    sqlite3_result_error_code(result, SQLITE_CORRUPT);
  }
}

}  // namespace

void add_text_score(sqlite3* database, TextScoring& scoring) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr);
  if (code == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
    code = sqlite3_finalize(statement);
  }
  if (code == SQLITE_OK && api == nullptr) code = SQLITE_ERROR;
  if (code == SQLITE_OK)
    code = api->xCreateFunction(api, "text_score", &scoring, text_score, nullptr);
  if (code != SQLITE_OK) throw_sqlite(database, code, "preparing the full-text index");
}

}  // namespace ahub
