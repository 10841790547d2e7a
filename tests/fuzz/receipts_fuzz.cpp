// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A stranger's receipt under libFuzzer: refused with a place, or typed; and what is judged sound
// can be computed with, shown, and sent on. Byte 0: 0 a line of 'receipt import', 1 a line whose
// statement is signed anew, 2 a row of a store.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "ahub/base/digest.hpp"
#include "ahub/base/error.hpp"
#include "ahub/package/package.hpp"
#include "ahub/verify/verify.hpp"

using namespace ahub;

namespace {

[[noreturn]] void broken(const char* what) {
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

const KeyPair& key() {
  static const KeyPair pair = make_key_pair();
  return pair;
}

/// What the seeds are about.
const Package& package() {
  static const Package made = [] {
    Package package;
    package.slug = "cache-admission-zipfian";
    package.digest = std::string(64, 'a');
    for (const char* id : {"c1", "c2"}) {
      Claim claim;
      claim.id = id;
      package.claims.push_back(claim);
    }
    Method method;
    method.id = "sim";
    for (const char* id : {"c1", "c2"}) {
      Expectation expectation;
      expectation.claim = id;
      method.expected.push_back(expectation);
    }
    package.methods.push_back(method);
    return package;
  }();
  return made;
}

void check_sound(const Receipt& receipt) {
  for (const Check& check : receipt.checks) {
    if (check.passed && !check.actual) broken("a check passed without a number");
    if ((check.actual && !std::isfinite(*check.actual)) || !std::isfinite(check.expected))
      broken("a number that is none");
  }
  for (const RunRecord& run : receipt.runs) {
    for (const Json::Member& output : run.outputs.as_object()) {
      if (!std::isfinite(output.second.as_number())) broken("an output that is no number");
    }
  }
  const Receipt again = receipt_from_json(receipt_to_json(receipt), "again");
  if (again.id != receipt.id || again.body != receipt.body) broken("it cannot be sent on");
}

void judge(const std::string& body, const std::string& meta) {
  const std::string own = to_hex(key().public_key);
  const std::vector<std::string> trusted{own};
  const std::string signature = to_hex(sign(body, key().secret_key));
  const JudgedReceipts judged = judge_receipts(
      subject_of(package()), {{sha256_hex(body), body, meta, own, signature, 1}}, trusted);
  if (judged.all.size() != 1 || judged.all[0]->counts() != (judged.counted.size() == 1))
    broken("a receipt got lost");
  if (!judged.all[0]->counts() && judged.all[0]->why.empty()) broken("no reason is given");
  for (const CountedReceipt& receipt : judged.counted) check_sound(*receipt);
  if (judged.counted.empty() &&
      (compute_level(package(), true, judged.counted).level > 1 ||
       claim_badges(package(), judged.counted) != std::vector<std::string>(2, "attested")))
    broken("what does not count was counted");
  compute_level(package(), true, judged.counted);
  if (!judge_receipts(subject_of(package()), {{sha256_hex(body), body, meta, own, signature, 1}},
                      {})
           .counted.empty())
    broken("nobody trusts the key, and it counts");
}

std::string with_key(std::string text) {
  const std::string_view mark = "@KEY@";
  for (std::size_t at; (at = text.find(mark)) != std::string::npos;)
    text.replace(at, mark.size(), to_hex(key().public_key));
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string text = with_key({reinterpret_cast<const char*>(data + 1), size - 1});
  if (data[0] % 3 == 2) {
    const std::size_t end = text.find('\0');
    judge(text.substr(0, end), end == std::string::npos ? "" : text.substr(end + 1));
    return 0;
  }
  try {
    if (data[0] % 3 == 1) {
      const std::string body = canonical_json(parse_json(text, "input"));
      judge(body, "{}");
      text = to_json(Json::object()
                         .set("schema", "ahub.receipt/1")
                         .set("id", sha256_hex(body))
                         .set("key", to_hex(key().public_key))
                         .set("signature", to_hex(sign(body, key().secret_key)))
                         .set("statement", parse_json(body, "input")));
    }
    check_sound(receipt_from_json(text, "input", 7));
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input && error.kind() != ErrorKind::limit) broken(error.what());
  }
  return 0;
}
