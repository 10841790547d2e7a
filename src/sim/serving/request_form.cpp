// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/serving/request_form.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/trace/csv_columns.hpp"

namespace ahub::sim::serving {
namespace {

// Of two that fit the upper one counts.
constexpr Form kCsvForms[] = {
    {"Azure", Clock::date, {"TIMESTAMP", "ContextTokens", "GeneratedTokens"}},
    {"BurstGPT", Clock::seconds, {"Timestamp", "Request tokens", "Response tokens"}},
    {"Vidur", Clock::seconds, {"arrived_at", "num_prefill_tokens", "num_decode_tokens"}},
    {"Vidur (lengths)", Clock::none, {"", "num_prefill_tokens", "num_decode_tokens"}},
};
constexpr Form kJsonForms[] = {
    // Mooncake's keys, but seconds: qwen-bailian-usagetraces-anon.
    {"Bailian JSON lines",
     Clock::seconds,
     {"timestamp", "input_length", "output_length"},
     {"chat_id", "parent_chat_id", "turn"}},
    {"Mooncake JSON lines", Clock::milliseconds, {"timestamp", "input_length", "output_length"}},
};

/// Objects of other programs, by a key of theirs.
struct Foreign {
  std::string_view key, why, hint;
};
constexpr Foreign kForeign[] = {
    {"conversations", "a conversation (ShareGPT), which has texts and no lengths",
     "count its tokens and write timestamp, input_length and output_length"},
    {"messages", "a list of messages, which has texts and no lengths",
     "count their tokens and write timestamp, input_length and output_length"},
    {"text_input", "a prompt, which has a text and no length",
     "count its tokens and write timestamp, input_length and output_length"},
    {"prompt", "a prompt, which has a text and no length",
     "count its tokens and write timestamp, input_length and output_length"},
};

bool has(const Json& object, std::string_view key) {
  return !key.empty() && object.find(key) != nullptr;
}

}  // namespace

std::string_view to_string(Clock clock) noexcept {
  switch (clock) {
    case Clock::none:
      return "no times";
    case Clock::date:
      return "dates";
    case Clock::seconds:
      return "seconds";
    case Clock::milliseconds:
      return "milliseconds";
    case Clock::microseconds:
      return "microseconds";
    case Clock::nanoseconds:
      return "nanoseconds";
  }
  return "seconds";
}

Placed form_of_header(std::span<const CsvCell> header) {
  Placed best;
  std::size_t most = 0;
  for (const Form& form : kCsvForms) {
    Placed placed;
    std::size_t known = 0, wanted = 0;
    for (std::size_t i = 0; i < form.columns.size(); ++i) {
      if (form.columns[i].empty()) continue;
      ++wanted;
      std::size_t found = 0;
      const std::string name = plain_name(form.columns[i]);
      for (std::size_t place = 0; place < header.size(); ++place) {
        if (plain_name(header[place].text) != name) continue;
        if (found++ == 0) placed.places[i] = place;
      }
      if (found > 1) placed.twice = form.columns[i];
      if (found > 0) {
        ++known;
      } else if (placed.missing.empty()) {
        placed.missing = form.columns[i];
      }
    }
    if (known == wanted) {
      placed.form = &form;
      return placed;
    }
    if (known > most) {
      most = known;
      best = placed;
    }
  }
  return best;
}

const Form* form_of_object(const Json& object, std::string& why, std::string& hint) {
  for (const Form& form : kJsonForms) {
    const bool marked = std::any_of(form.marks.begin(), form.marks.end(),
                                    [&](std::string_view mark) { return has(object, mark); });
    const bool plain = form.marks.front().empty();
    if ((plain || marked) && std::all_of(form.columns.begin(), form.columns.end(),
                                         [&](std::string_view key) { return has(object, key); }))
      return &form;
  }
  for (const Foreign& foreign : kForeign) {
    if (!has(object, foreign.key)) continue;
    why = fmt::format("the object has '{}': {}", foreign.key, foreign.why);
    hint = foreign.hint;
    return nullptr;
  }
  if (has(object, "delay") || (has(object, "session_id") && !has(object, "timestamp"))) {
    why =
        "the object has no 'timestamp' but a session or a delay (AIPerf): when it comes depends "
        "on an answer";
    hint = "write the time at which each request came as 'timestamp'";
    return nullptr;
  }
  for (const std::string_view key : kJsonForms[0].columns) {
    if (has(object, key)) continue;
    why = fmt::format("the object has no number '{}'", key);
    hint = known_forms();
    return nullptr;
  }
  return nullptr;
}

std::string_view known_forms() noexcept {
  return "known: Azure (TIMESTAMP,ContextTokens,GeneratedTokens), BurstGPT (Timestamp,Request "
         "tokens,Response tokens), Vidur (arrived_at,num_prefill_tokens,num_decode_tokens, or the "
         "lengths alone), Mooncake and Bailian (JSON lines)";
}

}  // namespace ahub::sim::serving
