// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Which receipts count: the one place that decides, and a type that only it can make.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/verify/receipt.hpp"

namespace ahub {

enum class ReceiptState {
  counted,
  untrusted,  ///< Sound, but the store does not trust its key.
  absent,     ///< Sound and trusted, but its package is not in the store.
  malformed,  ///< A member is missing, of another type, out of range, or says what cannot be.
  forged,     ///< Its content does not give its id, or its signature does not match its key.
};
/// "counted", "untrusted", "absent", "malformed", "forged".
std::string_view to_string(ReceiptState state) noexcept;

/// True for receipts whose members can be read.
constexpr bool is_sound(ReceiptState state) noexcept {
  return state != ReceiptState::malformed && state != ReceiptState::forged;
}

/// A receipt as it is kept, nothing of it read yet.
struct RawReceipt {
  std::string id, body, meta, key, signature;
  std::int64_t event = 0;  ///< Of its last observation.
};

/// A receipt and what it is worth. Of a malformed or forged one only id, body, meta, key and
/// signature are set.
struct JudgedReceipt {
  Receipt receipt;
  ReceiptState state = ReceiptState::malformed;
  std::string why;  ///< Empty when it counts; else a phrase, not escaped.
  std::int64_t event = 0;

  bool counts() const noexcept { return state == ReceiptState::counted; }
  /// Its members can be read, whatever they are worth.
  bool sound() const noexcept { return is_sound(state); }
};

struct JudgedReceipts;
struct ReceiptSubject;

/// A receipt whose fields, signature, subject and key are good. What computes levels, badges and
/// numbers takes these, so that no other receipt can get there.
class CountedReceipt {
 public:
  const Receipt& operator*() const noexcept { return judged_->receipt; }
  const Receipt* operator->() const noexcept { return &judged_->receipt; }
  std::int64_t event() const noexcept { return judged_->event; }

 private:
  explicit CountedReceipt(std::shared_ptr<const JudgedReceipt> judged)
      : judged_(std::move(judged)) {}
  friend JudgedReceipts judge_receipts(const ReceiptSubject*, std::vector<RawReceipt>,
                                       std::span<const std::string>);
  std::shared_ptr<const JudgedReceipt> judged_;
};

/// All receipts of one package version, in the order given.
struct JudgedReceipts {
  std::vector<std::shared_ptr<const JudgedReceipt>> all;
  std::vector<CountedReceipt> counted;
};

/// What the receipts must be about.
struct ReceiptSubject {
  std::string slug;
  std::int64_t version = 1;
  std::string digest;
  /// Its claims and methods; null: they are not known here.
  const Package* package = nullptr;
};
ReceiptSubject subject_of(const Package& package);

/// What is wrong with a sound receipt about this subject: another digest or version, a claim or
/// method that it does not have. Empty when nothing is.
std::string subject_fault(const ReceiptSubject& subject, const Receipt& receipt);

/// Judges each receipt: id and signature, fields, subject (null: their package is not in the
/// store), and whether its key is in `trusted` (hex; a store's own included). Never throws on
/// content.
JudgedReceipts judge_receipts(const ReceiptSubject* subject, std::vector<RawReceipt> receipts,
                              std::span<const std::string> trusted);
JudgedReceipts judge_receipts(const ReceiptSubject& subject, std::vector<RawReceipt> receipts,
                              std::span<const std::string> trusted);
/// The same of receipts in memory; their events are 0.
JudgedReceipts judge_receipts(const Package& package, std::span<const Receipt> receipts,
                              std::span<const std::string> trusted);

}  // namespace ahub
