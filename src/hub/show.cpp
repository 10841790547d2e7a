// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One package looked up and laid open.
#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/package/hash_difference.hpp"
#include "hub/derive.hpp"

namespace ahub {
namespace {

constexpr int kSuggestionPool = 10'000;

[[noreturn]] void not_found(const Store& store, std::string_view text, std::string_view slug) {
  const std::optional<std::string> near = nearest(slug, store.slugs(kSuggestionPool));
  throw Error(ErrorKind::input, "not-found",
              fmt::format("no package '{}' in the store", safe_text(text)),
              near ? fmt::format("did you mean '{}'?", *near) : "'ahub rank' lists the packages");
}

}  // namespace

StoredPackage Hub::resolve(std::string_view text) const {
  const std::optional<PackageRef> ref = parse_ref(text);
  if (!ref) not_found(store_, text, text);
  return resolve(*ref);
}

StoredPackage Hub::resolve(const PackageRef& ref) const {
  if (ref.digest_prefix.empty()) {
    if (std::optional<StoredPackage> found = store_.find(ref.slug, ref.version)) return *found;
    if (ref.version && store_.find(ref.slug, std::nullopt)) {
      throw Error(ErrorKind::input, "not-found",
                  fmt::format("{} has no version {} in the store", ref.slug, *ref.version),
                  fmt::format("'ahub show {}' lists its versions", ref.slug));
    }
    // "deadbeef" may be meant as a digest as well as a slug.
    const std::vector<StoredPackage> by_digest = store_.find_digest(ref.slug);
    if (by_digest.size() == 1 && ref.slug.size() >= 6) return by_digest.front();
    not_found(store_, ref.slug, ref.slug);
  }
  const std::vector<StoredPackage> found = store_.find_digest(ref.digest_prefix);
  if (found.empty()) not_found(store_, ref.digest_prefix, ref.digest_prefix);
  if (found.size() > 1) {
    throw Error(ErrorKind::input, "ambiguous",
                fmt::format("{} packages have a digest that starts with {}", found.size(),
                            ref.digest_prefix),
                "give more digits");
  }
  return found.front();
}

Package Hub::parse(const StoredPackage& stored) const {
  return parse_stored(stored, store_.files(stored));
}

namespace {

/// Row, rank, attention and tensions from the derived tables. An older version is shown with the
/// level it earned itself and with the influence of its slug, at the rank where that would stand.
void from_tables(const Store& store, const Known& known, PackageView& view) {
  view.row = feed_row_of(known, view.level);
  view.tensions = store.tensions(view.stored.slug);
  view.attention = stored_parts(store, known, view.level);
  if (const std::optional<FeedRow> newest = store.feed_row(view.stored.slug)) {
    view.row.tensions = newest->tensions;
    view.row.attention += newest->attention - total_attention(newest->level, 0);
    view.rank = store.feed_rank(view.row.attention, view.row.sequence);
    // Its newest version stands in the feed in its place.
    if (newest->attention > view.row.attention) --view.rank;
  }
}

/// The same from the facts, for a store whose tables are behind them.
void from_facts(const Store& store, const Known& known, PackageView& view) {
  Facts facts = current_facts(store);
  std::size_t index = 0;
  while (index + 1 < facts.packages.size() &&
         facts.packages[index].package.slug != view.stored.slug)
    ++index;
  facts.packages[index] = known;
  const Derived derived = derive(facts);
  for (std::size_t i = 0; i < derived.rows.size(); ++i) {
    if (derived.rows[i].slug != view.stored.slug) continue;
    view.row = derived.rows[i];
    view.rank = static_cast<std::int64_t>(i) + 1;
  }
  view.attention = attention_parts(facts, derived, index);
  const std::string& slug = view.stored.slug;
  const auto concerns = [&](const std::string& side) {
    return side == slug || side.compare(0, slug.size() + 1, slug + "#") == 0;
  };
  for (const DerivedTension& tension : derived.tensions) {
    if (concerns(tension.left) || concerns(tension.right)) view.tensions.push_back(tension);
  }
}

}  // namespace

PackageView Hub::show(std::string_view text) const {
  PackageView view;
  view.stored = resolve(text);
  const Known known = known_package(store_, view.stored, trusted_of(store_));
  view.level = level_of(known);
  if (store_.derived_stale())
    from_facts(store_, known, view);
  else
    from_tables(store_, known, view);
  view.package = known.package;
  view.badges = claim_badges(known.package, known.receipts.counted);
  view.receipts = known.receipts;
  const PackageFiles files = store_.files(view.stored);
  for (const Artifact& artifact : view.package.artifacts) {
    view.artifacts.push_back(check_artifact(files, artifact));
    view.artifact_notes.push_back(explain_artifact(files, artifact).what);
  }
  for (const StoredPackage& stored : store_.versions(view.stored.slug))
    view.versions.push_back(stored.version);
  return view;
}

}  // namespace ahub
