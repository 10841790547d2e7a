// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Receipts of the store as they are listed and exchanged, and whose keys make them count.
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "hub/derive.hpp"
#include "hub/refresh.hpp"

namespace ahub {
namespace {

void check_key(const std::string& key) {
  if (is_sha256_hex(key)) return;
  throw Error(ErrorKind::input, "bad-key", fmt::format("'{}' is no public key", safe_text(key)),
              "a key is 64 lower-case hex digits; 'ahub trust list' shows a store's own");
}

/// The package versions that receipts are about, each parsed once.
class Subjects {
 public:
  explicit Subjects(const Store& store) : store_(store) {}

  /// Null when the store has no package of that digest.
  const ReceiptSubject* find(const std::string& digest) {
    const auto known = subjects_.find(digest);
    if (known != subjects_.end()) return known->second ? &known->second->subject : nullptr;
    std::unique_ptr<Kept>& kept = subjects_[digest];
    const std::vector<StoredPackage> stored =
        is_sha256_hex(digest) ? store_.find_digest(digest) : std::vector<StoredPackage>();
    if (stored.empty()) return nullptr;
    kept = std::make_unique<Kept>();
    kept->package =
        parse_package(store_.files(stored.front()), {.tolerant = stored.front().tolerant}).package;
    kept->subject = subject_of(kept->package);
    return &kept->subject;
  }

 private:
  struct Kept {
    Package package;
    ReceiptSubject subject;
  };
  const Store& store_;
  std::map<std::string, std::unique_ptr<Kept>> subjects_;
};

/// Why a sound receipt cannot be about what is stored here; empty when it can.
std::string misfit(const Store& store, Subjects& subjects, const Receipt& receipt) {
  if (const ReceiptSubject* subject = subjects.find(receipt.package_digest))
    return subject_fault(*subject, receipt);
  // A version never changes its content: what says otherwise is about something else.
  const std::optional<StoredPackage> other = store.find(receipt.slug, receipt.version);
  if (!other) return {};
  return subject_fault({other->slug, other->version, other->digest, nullptr}, receipt);
}

}  // namespace

std::vector<std::shared_ptr<const JudgedReceipt>> Hub::judge(
    const std::vector<StoredReceipt>& receipts) const {
  const std::vector<std::string> trusted = trusted_of(store_);
  Subjects subjects(store_);
  std::vector<std::shared_ptr<const JudgedReceipt>> judged;
  for (const StoredReceipt& stored : receipts) {
    JudgedReceipts one =
        judge_receipts(subjects.find(stored.package_digest), {raw_receipt(stored)}, trusted);
    judged.push_back(std::move(one.all.front()));
  }
  return judged;
}

std::vector<std::shared_ptr<const JudgedReceipt>> Hub::receipts(const std::string& digest) const {
  return judge(digest.empty() ? store_.all_receipts() : store_.receipts(digest));
}

std::size_t Hub::import_receipts(const std::vector<Receipt>& receipts, const std::string& time) {
  std::size_t added = 0;
  store_.write([&] {
    Subjects subjects(store_);
    for (const Receipt& receipt : receipts) {
      if (const std::string why = misfit(store_, subjects, receipt); !why.empty()) {
        throw Error(ErrorKind::input, "bad-receipt",
                    fmt::format("receipt {}: {}", receipt.id.substr(0, 12), safe_text(why)),
                    "leave it out: it is about no package that this store has");
      }
      if (store_.add_receipt(to_stored(receipt), time)) ++added;
    }
    if (added > 0) refresh_packages(store_, {});
  });
  return added;
}

bool Hub::trust(const std::string& key, const std::string& name, const std::string& time) {
  check_key(key);
  bool added = false;
  store_.write([&] {
    added = store_.add_trusted_key(key, name, time);
    if (added) refresh_packages(store_, {});
  });
  return added;
}

bool Hub::distrust(const std::string& key, const std::string& time) {
  check_key(key);
  if (key == to_hex(store_.own_key().public_key)) {
    throw Error(ErrorKind::input, "bad-key", "this is the store's own key, which it always trusts",
                "'ahub trust list' shows the keys of others");
  }
  bool removed = false;
  store_.write([&] {
    removed = store_.remove_trusted_key(key, time);
    if (removed) refresh_packages(store_, {});
  });
  return removed;
}

}  // namespace ahub
