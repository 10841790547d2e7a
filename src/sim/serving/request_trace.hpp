// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Traces of requests to language models: when each came, how long its prompt and its answer were.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "ahub/base/reading.hpp"
#include "sim/engine/event_queue.hpp"
#include "sim/serving/request_form.hpp"

namespace ahub::sim::serving {

/// The longest prompt or answer that a trace may have, and the most requests.
inline constexpr std::int64_t kLongestText = 10'000'000;
inline constexpr std::size_t kMostRequests = 20'000'000;

struct Request {
  Nanoseconds arrival = 0;   ///< Since the first request of the trace.
  std::uint32_t prompt = 1;  ///< Tokens, at least 1.
  std::uint32_t output = 1;  ///< Tokens, at least 1.
};

struct RequestTrace {
  std::vector<Request> requests;  ///< In order of arrival, equal times as in the file.
  bool timed = true;              ///< False: lengths alone, in the file's order.
};

/// Reads a trace in one of these forms, told apart by their own columns and keys; compressed or
/// not:
///   Azure 2023, 2024, LMM 2025  TIMESTAMP,ContextTokens,GeneratedTokens   "2023-11-16 18:15:46.68"
///   BurstGPT                    Timestamp,...,Request tokens,Response tokens,...   seconds
///   Vidur                       arrived_at,num_prefill_tokens,num_decode_tokens    seconds
///   Vidur, lengths alone        num_prefill_tokens,num_decode_tokens
///   Mooncake                    JSON lines with timestamp (ms), input_length, output_length
///   Bailian                     the same with chat_id, parent_chat_id, turn; timestamp in seconds
/// `unit`: that of numeric times, when it is not the form's. A request of 0 tokens, prompt or
/// answer, failed: it is left out. Throws what `read_foreign` does, `Error{input, "bad-trace"}`
/// "NAME:LINE:COLUMN: why" for an unknown form, a missing, double or ambiguous column, a time or
/// length that is no number, is negative or too large, rows of two forms, and a trace without
/// requests; "too-large" for more than `kMostRequests`. `reading` hears of the form, the unit and
/// the span, of rows left out or sorted, and of what is not looked at (null: nobody does).
/// `alive`: as `Door::alive`.
RequestTrace parse_requests(std::string_view bytes, std::string_view name,
                            Reading* reading = nullptr, std::optional<Clock> unit = std::nullopt,
                            const std::function<void()>& alive = {});

}  // namespace ahub::sim::serving
