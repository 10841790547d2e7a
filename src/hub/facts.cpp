// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Facts as values: packages with their receipts, now or at the end of an earlier day.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "hub/derive.hpp"

namespace ahub {

RawReceipt raw_receipt(StoredReceipt stored) {
  return {std::move(stored.id),  std::move(stored.body),      std::move(stored.meta),
          std::move(stored.key), std::move(stored.signature), stored.event};
}

std::vector<RawReceipt> raw_receipts(const Store& store, const std::string& digest) {
  std::vector<RawReceipt> raw;
  for (StoredReceipt& stored : store.receipts(digest))
    raw.push_back(raw_receipt(std::move(stored)));
  return raw;
}

StoredPackage named_package(const Store& store, const std::string& slug) {
  if (std::optional<StoredPackage> stored = store.find(slug, std::nullopt))
    return std::move(*stored);
  throw Error(
      ErrorKind::store, "damaged-store",
      fmt::format("the store's tables name a package '{}' that it does not hold", safe_text(slug)),
      "run 'ahub doctor' to see what else is damaged");
}

StoredReceipt to_stored(const Receipt& receipt) {
  StoredReceipt stored;
  stored.id = receipt.id;
  stored.body = receipt.body;
  stored.meta = receipt.meta;
  stored.key = receipt.key;
  stored.signature = receipt.signature;
  stored.package_digest = receipt.package_digest;
  stored.claim = receipt.claim;
  stored.method = receipt.method;
  stored.verdict = to_string(receipt.verdict);
  stored.engine = receipt.engine;
  return stored;
}

std::vector<std::string> trusted_of(const Store& store) {
  std::vector<std::string> keys;
  for (const TrustedKey& key : store.trusted_keys()) keys.push_back(key.key);
  return keys;
}

Package parse_stored(const StoredPackage& stored, const PackageFiles& files) {
  Package package = parse_package(files, {.tolerant = stored.tolerant}).package;
  if (package.slug != stored.slug || package.version != stored.version) {
    throw Error(ErrorKind::store, "damaged-store",
                fmt::format("the store is damaged: the manifest of {}@{} is another package's or "
                            "cannot be read",
                            safe_text(stored.slug), stored.version),
                "run 'ahub doctor' to see what else is damaged");
  }
  return package;
}

namespace {

/// The package without its receipts.
Known bare_package(const Store& store, const StoredPackage& stored, const LoadedPackage* loaded) {
  Known known;
  known.stored = stored;
  if (loaded != nullptr) {
    known.package = loaded->parsed.package;
    known.integrity = integrity_holds(known.package, loaded->files);
  } else {
    const PackageFiles files = store.files(stored);
    known.package = parse_stored(stored, files);
    known.integrity = integrity_holds(known.package, files);
  }
  return known;
}

}  // namespace

Known known_package(const Store& store, const StoredPackage& stored,
                    std::span<const std::string> trusted, const LoadedPackage* loaded) {
  Known known = bare_package(store, stored, loaded);
  known.receipts =
      judge_receipts(subject_of(known.package), raw_receipts(store, stored.digest), trusted);
  return known;
}

FactReader::FactReader(const Store& store, const std::string& date)
    : store_(store), dated_(!date.empty()) {
  if (!dated_) {
    packages_ = store.newest_packages();
    trusted_ = trusted_of(store);
    tension_events_ = store.tension_events();
    return;
  }
  // Times are ISO 8601 UTC, so text order is time order: everything up to the day's last instant
  // counts.
  const std::string end = date + "T23:59:59.999Z";
  std::int64_t last_event = 0;
  std::set<std::string> trusted;
  store.each_event([&](const Event& event) {
    if (event.time > end) return;
    last_event = std::max(last_event, event.sequence);
    if (event.kind == "receipt") receipt_events_[event.subject] = event.sequence;
    // A key that is no longer trusted was so on that day.
    if (event.kind == "trust") trusted.insert(event.subject);
    if (event.kind == "distrust") trusted.erase(event.subject);
  });
  for (const TrustedKey& key : store.trusted_keys()) {
    if (key.own) trusted.insert(key.key);
  }
  trusted_.assign(trusted.begin(), trusted.end());
  for (TensionEvent& event : store.tension_events()) {
    if (event.sequence <= last_event) tension_events_.push_back(std::move(event));
  }
  for (StoredPackage& stored : store.packages()) {
    if (stored.imported_at > end) continue;
    if (!packages_.empty() && packages_.back().slug == stored.slug) packages_.pop_back();
    packages_.push_back(std::move(stored));
  }
}

Known FactReader::known(const StoredPackage& stored) const {
  if (!dated_) return known_package(store_, stored, trusted_);
  Known known = bare_package(store_, stored, nullptr);
  std::vector<RawReceipt> observed;
  for (RawReceipt& receipt : raw_receipts(store_, stored.digest)) {
    const auto event = receipt_events_.find(receipt.id);
    if (event == receipt_events_.end()) continue;
    receipt.event = event->second;
    observed.push_back(std::move(receipt));
  }
  std::sort(observed.begin(), observed.end(), [](const RawReceipt& left, const RawReceipt& right) {
    return left.event < right.event;
  });
  known.receipts = judge_receipts(subject_of(known.package), std::move(observed), trusted_);
  return known;
}

std::int64_t newest_event(const Known& known) {
  std::int64_t newest = known.stored.event;
  for (const CountedReceipt& receipt : known.receipts.counted)
    newest = std::max(newest, receipt.event());
  return newest;
}

Facts current_facts(const Store& store) {
  const FactReader reader(store);
  Facts facts;
  for (const StoredPackage& stored : reader.packages())
    facts.packages.push_back(reader.known(stored));
  facts.tension_events = reader.tension_events();
  return facts;
}

}  // namespace ahub
