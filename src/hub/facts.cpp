// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Facts as values: packages with their receipts, now or at the end of an earlier day.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "hub/derive.hpp"

namespace ahub {

Receipt to_receipt(const StoredReceipt& stored) {
  try {
    return receipt_from_parts(stored.id, stored.body, stored.meta, stored.key, stored.signature);
  } catch (const Error& error) {
    throw Error(ErrorKind::store, "damaged-store",
                fmt::format("receipt {}: {}", stored.id, error.what()),
                "run 'ahub doctor' to see what else is damaged");
  }
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

Known known_package(const Store& store, const StoredPackage& stored, const LoadedPackage* loaded) {
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
  for (const StoredReceipt& receipt : store.receipts(stored.digest)) {
    known.receipts.push_back(to_receipt(receipt));
    known.receipt_events.push_back(receipt.event);
  }
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
  store.each_event([&](const Event& event) {
    if (event.time > end) return;
    last_event = std::max(last_event, event.sequence);
    if (event.kind == "receipt") receipt_events_[event.subject] = event.sequence;
  });
  for (const TrustedKey& key : store.trusted_keys()) {
    if (key.own || key.event <= last_event) trusted_.push_back(key.key);
  }
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
  Known known = known_package(store_, stored);
  if (!dated_) return known;
  std::vector<std::pair<std::int64_t, Receipt>> observed;
  for (Receipt& receipt : known.receipts) {
    const auto event = receipt_events_.find(receipt.id);
    if (event != receipt_events_.end()) observed.emplace_back(event->second, std::move(receipt));
  }
  std::sort(observed.begin(), observed.end(),
            [](const auto& left, const auto& right) { return left.first < right.first; });
  known.receipts.clear();
  known.receipt_events.clear();
  for (auto& [event, receipt] : observed) {
    known.receipt_events.push_back(event);
    known.receipts.push_back(std::move(receipt));
  }
  return known;
}

std::int64_t newest_event(const Known& known) {
  std::int64_t newest = known.stored.event;
  for (const std::int64_t event : known.receipt_events) newest = std::max(newest, event);
  return newest;
}

Facts current_facts(const Store& store) {
  const FactReader reader(store);
  Facts facts;
  for (const StoredPackage& stored : reader.packages())
    facts.packages.push_back(reader.known(stored));
  facts.trusted = reader.trusted();
  facts.tension_events = reader.tension_events();
  return facts;
}

}  // namespace ahub
