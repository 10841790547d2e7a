// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Traces of requests to language models: when each came, how long its prompt and its answer were.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ahub/base/reading.hpp"

#include "sim/engine/event_queue.hpp"

namespace ahub::sim::serving {

/// The longest prompt or answer that a trace may have, and the most requests.
inline constexpr std::int64_t kLongestText = 10'000'000;
inline constexpr std::size_t kMostRequests = 20'000'000;

struct Request {
  Nanoseconds arrival = 0;   ///< Since the first request of the trace.
  std::uint32_t prompt = 1;  ///< Tokens, at least 1.
  std::uint32_t output = 1;  ///< Tokens, at least 1.
};

/// Reads a trace in one of four forms, told apart by its first line; other columns are ignored:
///   Azure 2023 and 2024   TIMESTAMP,ContextTokens,GeneratedTokens    "2023-11-16 18:15:46.6805900"
///   BurstGPT              Timestamp,...,Request tokens,Response tokens,...   seconds
///   Vidur                 arrived_at,num_prefill_tokens,num_decode_tokens    seconds
///   Mooncake              JSON lines with timestamp (ms), input_length, output_length
/// Requests come back in order of arrival, equal times as in the file. A text of 0 tokens counts as
/// 1: a request without an answer still does one step. Throws `Error{input, "bad-trace"}`
/// "NAME:LINE:COLUMN: why" for a missing column, a time or length that is no number, is negative
/// or too large, and for a trace without requests; "too-large" for more than `kMostRequests`.
/// `reading` hears of what was chosen (null: nobody does).
std::vector<Request> parse_requests(std::string_view bytes, std::string_view name,
                                    Reading* reading = nullptr);

}  // namespace ahub::sim::serving
