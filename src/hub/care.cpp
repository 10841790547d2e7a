// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Care of the store: doctor looks and never changes, rebuild recomputes what is derived.
#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "hub/derive.hpp"
#include "hub/refresh.hpp"

namespace ahub {
namespace {

/// What only the upper layers can judge: manifests, signatures, and the cache against the facts.
void check_meaning(const Store& store, std::vector<Damage>& damage) {
  for (const StoredPackage& stored : store.packages()) {
    const std::string name = fmt::format("{}@{}", stored.slug, stored.version);
    const PackageFiles files = store.files(stored);
    const ParsedPackage parsed = parse_package(files, {.tolerant = stored.tolerant});
    if (!parsed.valid()) damage.push_back({"package", name, "its manifest is not valid"});
    if (content_digest(files) != stored.digest) {
      damage.push_back({"package", name, "its files do not give its digest"});
    }
  }
  for (const StoredReceipt& receipt : store.all_receipts()) {
    if (!verify_signature(receipt.body, from_hex(receipt.signature), from_hex(receipt.key))) {
      damage.push_back({"receipt", receipt.id, "its signature does not match its key"});
    }
  }
  // A crash between a fact and the refresh leaves the cache behind; readers then answer from the
  // facts.
  if (store.derived_stale()) return;
  const Facts facts = current_facts(store);
  const Derived derived = derive(facts);
  for (const FeedRow& row : derived.rows) {
    if (const std::optional<FeedRow> kept = store.feed_row(row.slug); !kept || *kept != row) {
      damage.push_back(
          {"derived", row.slug, "its feed row differs from the facts; 'ahub rebuild' renews it"});
    }
  }
  for (const Known& known : facts.packages) {
    std::optional<PackageRows> kept = store.package_rows(known.package.slug);
    if (!kept) continue;  // Said above.
    PackageRows rows = package_rows_of(known, facts.trusted);
    // What flows between packages shows in the feed row.
    rows.feed = kept->feed;
    for (RelationRow& relation : kept->relations) {
      relation.weight = 0;
      relation.milli = 0;
    }
    if (*kept != rows) {
      damage.push_back({"derived", known.package.slug,
                        "its claims or relations differ from the facts; 'ahub rebuild' renews "
                        "them"});
    }
  }
  if (store.tensions("") != derived.tensions) {
    damage.push_back(
        {"derived", "tensions", "they differ from the facts; 'ahub rebuild' renews them"});
  }
  if (store.package_count() != static_cast<std::int64_t>(derived.rows.size())) {
    damage.push_back(
        {"derived", "feed", "it lists packages that are not there; 'ahub rebuild' renews it"});
  }
}

}  // namespace

DoctorReport Hub::doctor(CheckDepth depth) const {
  DoctorReport report;
  report.damage = store_.check(depth);
  report.sandbox = sandbox_support();
  // Reading damaged rows further would only repeat the same finding.
  if (report.damage.empty() && depth != CheckDepth::quick) check_meaning(store_, report.damage);
  if (!report.damage.empty()) return report;
  report.facts = {{"store", store_.path().string()},
                  {"packages", std::to_string(store_.packages().size())},
                  {"receipts", std::to_string(store_.all_receipts().size())},
                  {"events", std::to_string(store_.events().size())},
                  {"feed", store_.derived_stale() ? "behind the facts; the next write renews it"
                                                  : "up to date"},
                  {"key", to_hex(store_.own_key().public_key)}};
  return report;
}

void Hub::refresh() {
  store_.write([&] { refresh_packages(store_, {}); });
}

void Hub::rebuild() {
  store_.write([&] { rebuild_derived(store_); });
}

}  // namespace ahub
