// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The strict reader of what a receipt states: every member has the type and range that ahub
// writes, or the receipt is malformed, with the place.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ahub/base/json.hpp"
#include "ahub/verify/receipt.hpp"

namespace ahub {

inline constexpr std::string_view kStatementType = "https://in-toto.io/Statement/v1";
inline constexpr std::string_view kPredicateType = "urn:ahub:receipt:1";
/// Methods that begin so are the experiments between two claims; no manifest can hold such a name.
inline constexpr std::string_view kHybridMethod = "tension:";
bool is_hybrid(std::string_view method) noexcept;
/// The parts of "cache@2+search@1", as they stand.
std::vector<std::string> implementations_of(const Receipt& receipt);
/// Those of the runs, each once, in their order.
std::vector<std::string> implementations_of(std::span<const RunRecord> runs);

/// What is wrong with a receipt, and in which member.
struct ReceiptFault {
  using Step = std::variant<std::string, std::size_t>;  ///< A member's name or an element's index.
  std::vector<Step> path;
  std::string message;  ///< "is the text 'x', it takes a whole number from 1 to 999999".
};
/// "predicate.runs[0].version", safe to print.
std::string to_string(const std::vector<ReceiptFault::Step>& path);

/// Fills every typed field of `receipt` that the statement gives; `receipt.key` is there already.
/// Members that are not known are passed over, as in-toto asks. Throws `ReceiptFault`.
void read_statement(const Json& statement, Receipt& receipt);
/// Checks {host, time, duration_s}, each of which may be absent. Throws `ReceiptFault`.
void check_meta(const Json& meta);

}  // namespace ahub
