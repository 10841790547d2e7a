// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/verify/counted.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/digest.hpp"
#include "ahub/base/error.hpp"
#include "verify/statement.hpp"

namespace ahub {
namespace {

constexpr std::array<std::string_view, 5> kStates{"counted", "untrusted", "absent", "malformed",
                                                  "forged"};

JudgedReceipt judged(const ReceiptSubject* subject, RawReceipt raw,
                     std::span<const std::string> trusted) {
  JudgedReceipt out;
  out.event = raw.event;
  const auto worthless = [&](ReceiptState state, std::string why) {
    out.state = state;
    out.why = std::move(why);
    out.receipt = {};
    out.receipt.id = std::move(raw.id);
    out.receipt.body = std::move(raw.body);
    out.receipt.meta = std::move(raw.meta);
    out.receipt.key = std::move(raw.key);
    out.receipt.signature = std::move(raw.signature);
    return std::move(out);
  };
  if (sha256_hex(raw.body) != raw.id)
    return worthless(ReceiptState::forged, "its content does not give its id");
  if (!is_sha256_hex(raw.key) ||
      !verify_signature(raw.body, from_hex(raw.signature), from_hex(raw.key)))
    return worthless(ReceiptState::forged, "its signature does not match its key");
  try {
    out.receipt = receipt_from_parts(raw.id, raw.body, raw.meta, raw.key, raw.signature);
  } catch (const Error& error) {
    return worthless(ReceiptState::malformed, error.what());
  }
  std::string fault = subject == nullptr ? "" : subject_fault(*subject, out.receipt);
  if (!fault.empty()) return worthless(ReceiptState::malformed, std::move(fault));
  const bool known = std::find(trusted.begin(), trusted.end(), raw.key) != trusted.end();
  if (!known) {
    out.state = ReceiptState::untrusted;
    out.why = "its key is not trusted";
  } else if (subject == nullptr) {
    out.state = ReceiptState::absent;
    out.why = "its package is not in the store";
  } else {
    out.state = ReceiptState::counted;
  }
  return out;
}

}  // namespace

std::string_view to_string(ReceiptState state) noexcept {
  return kStates[static_cast<std::size_t>(state)];
}

ReceiptSubject subject_of(const Package& package) {
  return {package.slug, package.version, package.digest, &package};
}

std::string subject_fault(const ReceiptSubject& subject, const Receipt& receipt) {
  if (receipt.slug != subject.slug || receipt.version != subject.version) {
    return fmt::format("it says {}@{}, and its digest is that of {}@{}", receipt.slug,
                       receipt.version, subject.slug, subject.version);
  }
  if (receipt.package_digest != subject.digest) {
    return fmt::format("{}@{} here has the digest {}, not {}", subject.slug, subject.version,
                       subject.digest.substr(0, 12), receipt.package_digest.substr(0, 12));
  }
  if (subject.package == nullptr) return {};
  if (subject.package->find_claim(receipt.claim) == nullptr) {
    return fmt::format("{}@{} has no claim '{}'", subject.slug, subject.version, receipt.claim);
  }
  const std::vector<Method>& methods = subject.package->methods;
  if (!is_hybrid(receipt.method) &&
      std::none_of(methods.begin(), methods.end(),
                   [&](const Method& method) { return method.id == receipt.method; })) {
    return fmt::format("{}@{} has no method '{}'", subject.slug, subject.version, receipt.method);
  }
  return {};
}

JudgedReceipts judge_receipts(const ReceiptSubject* subject, std::vector<RawReceipt> receipts,
                              std::span<const std::string> trusted) {
  JudgedReceipts out;
  for (RawReceipt& raw : receipts) {
    auto one = std::make_shared<const JudgedReceipt>(judged(subject, std::move(raw), trusted));
    if (one->counts()) out.counted.push_back(CountedReceipt(one));
    out.all.push_back(std::move(one));
  }
  return out;
}

JudgedReceipts judge_receipts(const ReceiptSubject& subject, std::vector<RawReceipt> receipts,
                              std::span<const std::string> trusted) {
  return judge_receipts(&subject, std::move(receipts), trusted);
}

JudgedReceipts judge_receipts(const Package& package, std::span<const Receipt> receipts,
                              std::span<const std::string> trusted) {
  std::vector<RawReceipt> raw;
  for (const Receipt& receipt : receipts)
    raw.push_back({receipt.id, receipt.body, receipt.meta, receipt.key, receipt.signature, 0});
  return judge_receipts(subject_of(package), std::move(raw), trusted);
}

}  // namespace ahub
