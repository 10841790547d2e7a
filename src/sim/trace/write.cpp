// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ahub/sim/trace.hpp"

namespace ahub::sim {
namespace {

constexpr std::size_t kPiece = 60U << 10;

std::uint64_t id_in_file(const DenseTrace& trace, std::uint32_t id) {
  return trace.ids.empty() ? id : trace.ids[id];
}

/// Hands on what was gathered when it is large, or at the end.
class Gather {
 public:
  explicit Gather(const TraceSink& sink) : sink_(sink) {}
  std::string& text() {
    if (text_.size() >= kPiece) flush();
    return text_;
  }
  void flush() {
    if (!text_.empty()) sink_(text_);
    text_.clear();
  }

 private:
  const TraceSink& sink_;
  std::string text_;
};

template <class Value>
void put(std::string& text, Value value) {
  for (std::size_t i = 0; i < sizeof(Value); ++i)
    text += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xffU);
}

}  // namespace

void to_oracle_general(const DenseTrace& trace, const TraceSink& sink) {
  constexpr std::uint32_t kNever = 0xffffffffU;
  const std::vector<std::uint32_t>& requests = trace.requests;
  std::vector<std::uint32_t> next(requests.size(), kNever), later;
  for (std::size_t i = requests.size(); i-- > 0;) {
    if (requests[i] >= later.size()) later.resize(requests[i] + 1, kNever);
    next[i] = later[requests[i]];
    later[requests[i]] = static_cast<std::uint32_t>(i);
  }
  Gather out(sink);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    std::string& text = out.text();
    put(text, static_cast<std::uint32_t>(i));
    put(text, id_in_file(trace, requests[i]));
    put(text, trace.sizes.empty() ? std::uint32_t{1} : trace.sizes[requests[i]]);
    put(text, next[i] == kNever ? std::int64_t{-1} : std::int64_t{next[i]});
  }
  out.flush();
}

void to_csv(const DenseTrace& trace, const TraceSink& sink) {
  Gather out(sink);
  out.text() += trace.sizes.empty() ? "id\n" : "id,size\n";
  for (const std::uint32_t id : trace.requests) {
    if (trace.sizes.empty()) {
      fmt::format_to(std::back_inserter(out.text()), "{}\n", id_in_file(trace, id));
    } else {
      fmt::format_to(std::back_inserter(out.text()), "{},{}\n", id_in_file(trace, id),
                     trace.sizes[id]);
    }
  }
  out.flush();
}

void to_text(const DenseTrace& trace, const TraceSink& sink) {
  Gather out(sink);
  for (const std::uint32_t id : trace.requests)
    fmt::format_to(std::back_inserter(out.text()), "{}\n", id_in_file(trace, id));
  out.flush();
}

}  // namespace ahub::sim
