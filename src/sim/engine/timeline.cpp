// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/sim/timeline.hpp"

namespace ahub::sim {

std::uint32_t Timeline::track(std::string_view system, std::string_view name, Shows shows,
                              std::string_view value) {
  tracks_.push_back({std::string(system), std::string(name), shows, std::string(value)});
  return static_cast<std::uint32_t>(tracks_.size() - 1);
}

void Timeline::span(std::uint32_t track, std::string_view name, std::uint64_t start,
                    std::uint64_t end, std::int64_t value) {
  add({track, std::string(name), start, end - start, value});
}

void Timeline::counter(std::uint32_t track, std::uint64_t time, std::int64_t value) {
  add({track, {}, time, 0, value});
}

void Timeline::add(Record record) {
  if (records_.size() < kMost) {
    records_.push_back(std::move(record));
  } else {
    ++dropped_;
  }
}

}  // namespace ahub::sim
