// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/verify/counted.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/digest.hpp"
#include "ahub/base/error.hpp"
#include "ahub/verify/verify.hpp"
#include "verify/execute.hpp"
#include "verify/statement.hpp"

namespace ahub {
namespace {

constexpr std::array<std::string_view, 5> kStates{"counted", "untrusted", "absent", "malformed",
                                                  "forged"};

/// What the runs say that the method does not.
std::string run_fault(const Method& method, const Receipt& receipt) {
  const bool simulated = method.mode == MethodMode::simulator;
  if (!receipt.engine.empty() && receipt.engine != (simulated ? "simulator" : "script"))
    return fmt::format("its engine is not that of the method '{}'", method.id);
  for (const RunRecord& run : receipt.runs) {
    if (!simulated) {
      if (run.id != "script")
        return fmt::format("the method '{}' has no run '{}'", method.id, run.id);
      continue;
    }
    const auto spec = std::find_if(method.runs.begin(), method.runs.end(),
                                   [&](const RunSpec& one) { return one.id == run.id; });
    if (spec == method.runs.end())
      return fmt::format("the method '{}' has no run '{}'", method.id, run.id);
    if (spec->simulator != run.simulator || spec->seed != run.seed)
      return fmt::format("the run '{}' of the method is of another simulator or seed", run.id);
  }
  for (const std::string& part :
       simulated ? implementations_of(receipt) : std::vector<std::string>()) {
    const std::string simulator = part.substr(0, part.find('@'));
    if (std::none_of(method.runs.begin(), method.runs.end(),
                     [&](const RunSpec& one) { return one.simulator == simulator; }))
      return fmt::format("the method '{}' runs no '{}'", method.id, part);
  }
  return {};
}

/// Conversions of a claim may differ in the last digits between versions of ahub.
bool nearly(double left, double right) {
  return left == right ||
         std::abs(left - right) <= 1e-9 * std::max(std::abs(left), std::abs(right));
}

/// What the checks say that the assertions of the method about this claim do not.
std::string check_fault(const Package& package, const Method& method, const Receipt& receipt) {
  std::size_t at = 0;
  for (const Expectation& expectation : method.expected) {
    if (expectation.claim != receipt.claim) continue;
    if (at == receipt.checks.size())
      return fmt::format("the method asserts more about {} than was checked", receipt.claim);
    const Check& check = receipt.checks[at++];
    const auto run = std::find_if(receipt.runs.begin(), receipt.runs.end(),
                                  [&](const RunRecord& one) { return one.id == check.run; });
    const bool named = expectation.run.empty() || expectation.run == check.run;
    if (!named || check.output != expectation.output || check.op != expectation.op)
      return fmt::format("check {} is not what the method asserts about {}", at, receipt.claim);
    if (run == receipt.runs.end()) continue;  // Nothing came out, so nothing passed.
    const Check again = compare(package, method, expectation, unit_of(*run, check.output), {});
    if (again.comparable != check.comparable || again.from_claim != check.from_claim ||
        again.unit != check.unit || !nearly(again.expected, check.expected) ||
        !nearly(again.low, check.low) || !nearly(again.high, check.high))
      return fmt::format("check {} expects other than the method asserts about {}", at,
                         receipt.claim);
  }
  if (at < receipt.checks.size())
    return fmt::format("the method asserts less about {} than was checked", receipt.claim);
  return {};
}

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
  if (is_hybrid(receipt.method)) return {};
  const std::vector<Method>& methods = subject.package->methods;
  const auto method = std::find_if(methods.begin(), methods.end(),
                                   [&](const Method& one) { return one.id == receipt.method; });
  if (method == methods.end()) {
    return fmt::format("{}@{} has no method '{}'", subject.slug, subject.version, receipt.method);
  }
  std::string fault = run_fault(*method, receipt);
  return fault.empty() ? check_fault(*subject.package, *method, receipt) : fault;
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
