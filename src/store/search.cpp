// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The full-text index over the newest versions, and questions to it.
#include <algorithm>
#include <limits>

#include "ahub/base/words.hpp"
#include "store/feed_columns.hpp"
#include "store/feed_walk.hpp"
#include "store/id_set.hpp"
#include "store/impl.hpp"
#include "store/text_filter.hpp"
#include "store/text_score.hpp"

namespace ahub {
namespace {

/// By relevance: so many matches are scored at most, the newest first. Scoring costs about 1 us a
/// match.
constexpr std::size_t kScored = 10'000;

// What things cost in a store of 10^6 packages, in ns: asking whether a row of the feed matches,
// reading the next match, reading the next row of the feed, looking a row of it up.
constexpr double kProbe = 18'000, kMatch = 45, kWalk = 60, kLookUp = 1'900;
/// Matches that tell how many there are in all.
constexpr std::size_t kSample = 1'000;
/// Probes after which we no longer believe that the matches are where others are.
constexpr int kProbes = 1'000;
/// By attention: the largest filter that is read as a set.
constexpr std::int64_t kLargestSet = 20'000;
/// By relevance: up to this part of the packages is. Above it most packages pass when asked.
constexpr std::int64_t kSetOf = 4;

/// Bytes of text that we put off, and that FTS5 gathers before it writes a segment: its own default
/// makes many.
constexpr std::size_t kGathered = 64 << 20, kGatheredByDefault = 1 << 20;

const std::vector<double> kWeights = {4, 1, 2, 3};  // Of title, abstract, claims and concepts.

/// The matches of a question, the newest first, read as far as needed.
class Matches {
 public:
  Matches(Connection& connection, const TextQuery& query)
      : rows_(connection.prepare(
            "SELECT rowid FROM text_index WHERE text_index MATCH ? ORDER BY rowid DESC")) {
    rows_.bind(query.expression);
  }
  Matches(const Matches&) = delete;
  Matches& operator=(const Matches&) = delete;
  ~Matches() { rows_.reset(); }

  /// Reads until `count` are known, or all.
  void read(std::size_t count) {
    while (!all_ && ids_.size() < count) {
      all_ = !rows_.step();
      if (!all_) ids_.push_back(rows_.integer(0));
    }
  }
  const std::vector<std::int64_t>& ids() const noexcept { return ids_; }
  bool all() const noexcept { return all_; }

 private:
  Statement& rows_;
  std::vector<std::int64_t> ids_;
  bool all_ = false;
};

bool before(const Place& left, const Place& right) {
  return left.attention != right.attention ? left.attention > right.attention
                                           : left.sequence < right.sequence;
}

std::optional<Place> place_of(Connection& connection, std::int64_t package) {
  Statement& find =
      connection.prepare("SELECT attention, sequence FROM feed WHERE package = ?").bind(package);
  std::optional<Place> place;
  if (find.step()) place = Place{find.integer(0), find.integer(1), package};
  find.reset();
  return place;
}

/// Packages in the order of the feed that match and pass the filter. Candidates come from a walk
/// along the feed or, where few are known, from looking these up; whether one matches is asked of
/// the index row by row where every few rows match, else all matches are read first.
class ByAttention {
 public:
  ByAttention(Connection& connection, const TextQuery& query, std::int64_t packages)
      : connection_(connection),
        query_(query),
        filter_(connection, query, packages, kLargestSet),
        matches_(connection, query),
        wanted_(static_cast<std::size_t>(query.limit) + 1),
        packages_(static_cast<double>(std::max<std::int64_t>(packages, 1))) {}

  std::vector<Place> run() {
    if (filter_.at_most() == 0) return {};
    matches_.read(kSample);
    // The rows of all words with one beginning are gathered anew for each probe.
    const bool many_words = query_.expression.find('*') != std::string::npos;
    if (!matches_.all() && !many_words) {
      const double probes =
          std::min(static_cast<double>(filter_.at_most()), static_cast<double>(wanted_) / share());
      if (probes * kProbe < share() * packages_ * kMatch) {
        if (std::optional<std::vector<Place>> found = by_probing()) return *found;
      }
    }
    return by_reading();
  }

 private:
  /// The share of the packages that match, judged by the newest.
  double share() const {
    const std::vector<std::int64_t>& ids = matches_.ids();
    return static_cast<double>(ids.size()) / static_cast<double>(ids.front() - ids.back() + 1);
  }
  /// Whether to look `count` candidates up rather than to meet enough of them on the walk, where
  /// this share of all packages counts.
  bool few(std::int64_t count, double share) const {
    const auto all = static_cast<double>(filter_.walked());
    const double rows = share > 0 ? std::min(all, static_cast<double>(wanted_) / share) : all;
    return static_cast<double>(count) * kLookUp < rows * kWalk;
  }

  std::optional<std::vector<Place>> by_probing() {
    int tried = 0;
    const auto accept = [&](std::int64_t package) {
      return filter_.passes(package) && ++tried <= kProbes && matches(package);
    };
    const std::optional<IdSet>& set = filter_.set();
    const bool listed =
        set && few(set->size(), share() * static_cast<double>(set->size()) / packages_);
    const auto give_up = [&] { return tried > kProbes; };
    std::vector<Place> found =
        listed ? first_of(set->ids(), accept) : first_of_walk(accept, give_up);
    if (give_up()) return std::nullopt;
    return found;
  }

  std::vector<Place> by_reading() {
    matches_.read(std::numeric_limits<std::size_t>::max());
    IdSet kept;
    for (const std::int64_t package : matches_.ids()) {
      if (!filter_.set() || filter_.set()->contains(package)) kept.add(package);
    }
    if (few(kept.size(), static_cast<double>(kept.size()) / packages_)) {
      return first_of(kept.ids(), [&](std::int64_t package) { return filter_.passes(package); });
    }
    return first_of_walk(
        [&](std::int64_t package) { return kept.contains(package) && filter_.passes(package); },
        [] { return false; });
  }

  bool matches(std::int64_t package) {
    Statement& probe =
        connection_.prepare("SELECT 1 FROM text_index WHERE text_index MATCH ? AND rowid = ?");
    const bool found = probe.bind(query_.expression).bind(package).step();
    probe.reset();
    return found;
  }

  template <class Accept, class GiveUp>
  std::vector<Place> first_of_walk(Accept accept, GiveUp give_up) {
    FeedWalk walk(connection_, filter_.facet());
    if (query_.after)
      walk.after(query_.after->attention, query_.after->sequence);
    else
      walk.from_start(0);
    std::vector<Place> found;
    while (found.size() < wanted_ && !give_up()) {
      const std::optional<Place> place = walk.next();
      if (!place || place->attention < query_.min_attention) break;
      if (accept(place->package)) found.push_back(*place);
    }
    return found;
  }
  template <class Accept>
  std::vector<Place> first_of(const std::vector<std::int64_t>& ids, Accept accept) {
    std::vector<Place> places;
    for (const std::int64_t package : ids) {
      const std::optional<Place> place = place_of(connection_, package);
      if (!place) continue;
      if (query_.after && !before({query_.after->attention, query_.after->sequence, 0}, *place))
        continue;
      places.push_back(*place);
    }
    std::sort(places.begin(), places.end(), before);
    std::vector<Place> found;
    for (const Place& place : places) {
      if (found.size() == wanted_) break;
      if (accept(place.package)) found.push_back(place);
    }
    return found;
  }

  Connection& connection_;
  const TextQuery& query_;
  const TextFilter filter_;
  Matches matches_;
  const std::size_t wanted_;  ///< One more than is shown, to know of more.
  const double packages_;
};

struct Scored {
  double score = 0;
  Place place;
};

bool better(const Scored& left, const Scored& right) {
  return left.score != right.score ? left.score > right.score : before(left.place, right.place);
}

/// The newest matches that pass the filter with their scores; `all`: whether there are no more.
std::vector<Scored> newest_scored(Connection& connection, TextScoring& scoring,
                                  const TextQuery& query, std::int64_t packages, bool& all) {
  const TextFilter filter(connection, query, packages, packages / kSetOf);
  std::vector<Scored> found;
  all = true;
  if (filter.at_most() == 0) return found;
  scoring = {};
  scoring.weights = kWeights;
  if (!filter.open())
    scoring.wanted = [&filter](std::int64_t package) { return filter.passes(package); };
  Statement& matches = connection.prepare(
      "SELECT rowid, text_score(text_index) FROM text_index WHERE text_index MATCH ? ORDER BY "
      "rowid DESC");
  matches.bind(query.expression);
  while (all && matches.step()) {
    if (matches.null(1)) continue;
    all = found.size() < kScored;
    if (all) found.push_back({matches.real(1), {0, 0, matches.integer(0)}});
  }
  matches.reset();
  scoring = {};
  return found;
}

/// The best of what was scored. Only those that may be shown are looked up in the feed.
std::vector<Scored> best(Connection& connection, std::vector<Scored> found,
                         const TextQuery& query) {
  std::vector<Scored> shown;
  const auto take = [&](Scored one) {
    const std::optional<Place> place = place_of(connection, one.place.package);
    if (!place) return;
    one.place = *place;
    const bool again =
        query.after &&
        !better({query.after->score, {query.after->attention, query.after->sequence, 0}}, one);
    if (!again) shown.push_back(one);
  };
  if (query.after) {
    std::erase_if(found, [&](const Scored& one) { return one.score > query.after->score; });
  }
  std::sort(found.begin(), found.end(),
            [](const Scored& left, const Scored& right) { return left.score > right.score; });
  const auto wanted = static_cast<std::size_t>(query.limit) + 1;
  for (const Scored& one : found) {
    // Equal scores are put in order by what the feed says of them.
    if (shown.size() >= wanted && one.score < shown.back().score) break;
    take(one);
  }
  std::sort(shown.begin(), shown.end(), better);
  shown.resize(std::min(shown.size(), wanted));
  return shown;
}

}  // namespace

void index_text(Connection& connection, Unsettled& unsettled, const PackageRows& rows, bool enter) {
  // A full stop between, so that scripts without blanks are not read across.
  constexpr std::string_view kEnd = ".\n";
  std::string claims, concepts;
  for (const ClaimRow& claim : rows.claims) claims.append(claim.statement).append(kEnd);
  for (const std::string& name : rows.feed.concepts) concepts.append(name).append(kEnd);
  Unsettled::Text text{
      rows.feed.package,    indexed_text(rows.feed.title), indexed_text(rows.feed.summary),
      indexed_text(claims), indexed_text(concepts),        enter};
  unsettled.text_bytes +=
      text.title.size() + text.abstract.size() + text.claims.size() + text.concepts.size();
  unsettled.texts.push_back(std::move(text));
  // A rebuild of a large store must not hold all its texts.
  if (unsettled.text_bytes > kGathered) settle_texts(connection, unsettled);
}

void settle_texts(Connection& connection, Unsettled& unsettled) {
  if (unsettled.text_bytes > kGatheredByDefault) {
    connection.prepare("INSERT INTO text_index (text_index, rank) VALUES ('hashsize', ?)")
        .bind(static_cast<std::int64_t>(kGathered))
        .run();
  }
  for (const Unsettled::Text& text : unsettled.texts) {
    Statement& statement = connection.prepare(
        text.enter
            ? "INSERT INTO text_index (rowid, title, abstract, claims, concepts) VALUES (?, ?, ?, "
              "?, ?)"
            : "INSERT INTO text_index (text_index, rowid, title, abstract, claims, concepts) "
              "VALUES ('delete', ?, ?, ?, ?, ?)");
    statement.bind(text.package)
        .bind(text.title)
        .bind(text.abstract)
        .bind(text.claims)
        .bind(text.concepts)
        .run();
  }
  unsettled.texts.clear();
  unsettled.text_bytes = 0;
}

TextMatches Store::search(const TextQuery& query) const {
  Connection& connection = impl_->connection;
  const std::int64_t packages = package_count();
  TextMatches found;
  std::vector<Scored> shown;
  if (query.by_attention) {
    for (const Place& place : ByAttention(connection, query, packages).run())
      shown.push_back({0, place});
  } else {
    if (!impl_->text_scoring) {
      impl_->text_scoring = std::make_unique<TextScoring>();
      add_text_score(connection.handle(), *impl_->text_scoring);
    }
    shown =
        best(connection,
             newest_scored(connection, *impl_->text_scoring, query, packages, found.exact), query);
  }
  found.more = shown.size() > static_cast<std::size_t>(query.limit);
  if (found.more) shown.pop_back();
  for (const Scored& one : shown) {
    if (std::optional<FeedRow> row = feed_row_at(connection, one.place.package))
      found.matches.push_back({std::move(*row), one.score});
  }
  return found;
}

std::vector<std::string> Store::statements(std::int64_t package) const {
  std::vector<std::string> statements;
  Statement& query =
      impl_->connection.prepare("SELECT statement FROM claim WHERE package = ? ORDER BY position");
  query.bind(package);
  while (query.step()) statements.push_back(query.text(0));
  query.reset();
  return statements;
}

}  // namespace ahub
