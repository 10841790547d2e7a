// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Care of the store: doctor looks and never changes, rebuild recomputes what is derived.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "hub/assembly.hpp"
#include "hub/derive.hpp"
#include "hub/identities.hpp"
#include "hub/refresh.hpp"

namespace ahub {
namespace {

/// So many identities are named.
constexpr std::size_t kSharedIdentities = 10;

/// The derived tables against what the facts give, package by package and then as a whole.
class SecondOpinion {
 public:
  explicit SecondOpinion(const Store& store)
      : store_(store), facts_(store), assembly_(facts_.packages()) {}

  /// The newest versions, one after another.
  const StoredPackage* next() const {
    return kept_.size() < facts_.packages().size() ? &facts_.packages()[kept_.size()] : nullptr;
  }
  void compare(const Known& known, std::vector<Damage>& damage) {
    const std::string& slug = known.stored.slug;
    PackageRows rows = package_rows_of(known);
    assembly_.add(rows);
    std::optional<PackageRows> kept = store_.package_rows(slug);
    // What others give is compared when all have been seen.
    KeptFlow flow;
    if (kept) {
      flow.attention = rows.feed.attention = kept->feed.attention;
      flow.tensions = rows.feed.tensions = kept->feed.tensions;
      for (RelationRow& relation : kept->relations) {
        flow.passed.emplace_back(std::exchange(relation.weight, 0),
                                 std::exchange(relation.milli, 0));
      }
    }
    flow.comparable = kept && *kept == rows;
    kept_.push_back(std::move(flow));
    if (kept_.back().comparable) return;
    if (!kept || kept->feed != rows.feed) {
      feed_row_differs(slug, damage);
    } else {
      damage.push_back({"derived", slug,
                        "its claims or relations differ from the facts; 'ahub rebuild' renews "
                        "them"});
    }
  }
  void compare_all(std::vector<Damage>& damage) const {
    const RankGraph& graph = assembly_.graph();
    const Flow found = flow(graph);
    std::vector<DerivedTension> tensions = assembly_.tensions(facts_.tension_events());
    const std::vector<int> open = open_tensions(assembly_, tensions);
    for (std::size_t i = 0; i < graph.size(); ++i) {
      if (!kept_[i].comparable) continue;  // Said above.
      const std::string& slug = facts_.packages()[i].slug;
      const std::int64_t attention = total_attention(graph.level[i], found.influence[i]);
      if (kept_[i].attention != attention || kept_[i].tensions != open[i])
        feed_row_differs(slug, damage);
      std::size_t at = graph.first_relation[i];
      const bool same = std::all_of(
          kept_[i].passed.begin(), kept_[i].passed.end(), [&](const auto& weight_and_milli) {
            const auto [weight, milli] = weight_and_milli;
            const bool equal = weight == found.weight[at] && milli == found.milli[at];
            ++at;
            return equal;
          });
      if (!same) {
        damage.push_back({"derived", slug,
                          "what it passes on differs from the facts; 'ahub rebuild' renews it"});
      }
    }
    if (store_.tensions("") != tensions) {
      damage.push_back(
          {"derived", "tensions", "they differ from the facts; 'ahub rebuild' renews them"});
    }
    if (store_.package_count() != static_cast<std::int64_t>(graph.size())) {
      damage.push_back(
          {"derived", "feed", "it lists packages that are not there; 'ahub rebuild' renews it"});
    }
  }

 private:
  /// What the tables say that a package has from others and gives to others.
  struct KeptFlow {
    std::int64_t attention = 0;
    int tensions = 0;
    std::vector<std::pair<int, std::int64_t>> passed;  ///< Weight and milli-points, by relation.
    bool comparable = false;                           ///< The rest is as it should be.
  };

  static void feed_row_differs(const std::string& slug, std::vector<Damage>& damage) {
    damage.push_back(
        {"derived", slug, "its feed row differs from the facts; 'ahub rebuild' renews it"});
  }

  const Store& store_;
  FactReader facts_;
  Assembly assembly_;
  std::vector<KeptFlow> kept_;  // By package.
};

/// What only the upper layers can judge: manifests, signatures, and the cache against the facts.
void check_meaning(const Store& store, std::vector<Damage>& damage, Identities& identities) {
  // A crash between a fact and the refresh leaves the cache behind; readers then answer from the
  // facts.
  std::optional<SecondOpinion> opinion;
  const std::vector<std::string> trusted = trusted_of(store);
  if (!store.derived_stale()) opinion.emplace(store);
  std::set<std::int64_t> newest;
  for (const StoredPackage& stored : store.newest_packages()) newest.insert(stored.id);
  for (const StoredPackage& stored : store.packages()) {
    const std::string name = fmt::format("{}@{}", stored.slug, stored.version);
    LoadedPackage loaded;
    loaded.files = store.files(stored);
    loaded.parsed = parse_package(loaded.files, {.tolerant = stored.tolerant});
    if (!loaded.parsed.valid()) damage.push_back({"package", name, "its manifest is not valid"});
    if (content_digest(loaded.files) != stored.digest) {
      damage.push_back({"package", name, "its files do not give its digest"});
    }
    if (newest.count(stored.id) > 0) identities.add(stored, loaded.parsed.package);
    if (opinion && opinion->next() != nullptr && opinion->next()->id == stored.id)
      opinion->compare(known_package(store, stored, trusted, &loaded), damage);
  }
  if (opinion) opinion->compare_all(damage);
}

/// How the store keeps a write whole, and why in that way.
std::string journal_of(const StorePlace& place) {
  if (place.as_it_lies) return "none: read as it lies, without locks";
  std::string out = place.write_ahead ? "write-ahead log" : "rollback journal";
  if (!place.file_system.empty()) {
    out +=
        fmt::format(" (the file system is {}: {})", place.file_system,
                    place.write_ahead ? "hosts would not see each other's writes"
                                      : "hosts share no memory, which the write-ahead log needs");
  }
  return out;
}

}  // namespace

DoctorReport Hub::doctor(CheckDepth depth) const {
  DoctorReport report;
  report.damage = store_.check(depth);
  report.sandbox = sandbox_support();
  Identities identities;
  // Reading damaged rows further would only repeat the same finding.
  if (report.damage.empty() && depth != CheckDepth::quick) {
    check_meaning(store_, report.damage, identities);
    for (const auto& judged : receipts()) {
      if (!judged->sound())
        report.damage.push_back(
            {"receipt", judged->receipt.id,
             fmt::format("{} and not counted: {}", to_string(judged->state), judged->why)});
    }
  }
  if (!report.damage.empty()) return report;
  std::size_t events = 0;
  store_.each_event([&](const Event&) { ++events; });
  report.facts = {{"store", store_.path().string()},
                  {"journal", journal_of(store_.place())},
                  {"packages", std::to_string(store_.packages().size())},
                  {"receipts", std::to_string(store_.all_receipts().size())},
                  {"events", std::to_string(events)},
                  {"feed", store_.derived_stale() ? "behind the facts; the next write renews it"
                                                  : "up to date"},
                  {"key", to_hex(store_.own_key().public_key)}};
  if (depth != CheckDepth::quick) {
    report.facts.emplace_back(
        "people", fmt::format("{} contributed to several packages", identities.count()));
    report.shared = identities.shared(store_, kSharedIdentities);
  }
  if (const std::string& why = store_.place().not_writable; !why.empty())
    report.facts.insert(report.facts.begin() + 1, {"access", "read-only: " + why});
  return report;
}

void Hub::refresh() {
  store_.write([&] { refresh_packages(store_, {}); });
}

void Hub::rebuild() {
  store_.write([&] { rebuild_derived(store_); });
}

}  // namespace ahub
