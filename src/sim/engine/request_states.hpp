// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The states that requests go through, as spans of a timeline.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "ahub/sim/timeline.hpp"
#include "sim/engine/event_queue.hpp"

namespace ahub::sim {

/// In a system of their own, so that they fold away beside the devices: there are many. Does
/// nothing without a timeline.
class RequestStates {
 public:
  RequestStates(Timeline* timeline, std::string_view system) : timeline_(timeline) {
    if (timeline_ != nullptr)
      track_ = timeline_->track(std::string(system) + " requests", "requests",
                                Timeline::Shows::states, "request");
  }

  /// Request `i` enters a state, which ends the one before. `state`: a literal.
  void enter(std::uint32_t i, std::string_view state, Nanoseconds now) {
    if (timeline_ == nullptr) return;
    leave(i, now);
    open_[i] = {state, now};
  }

  void leave(std::uint32_t i, Nanoseconds now) {
    if (timeline_ == nullptr) return;
    const auto found = open_.find(i);
    if (found == open_.end()) return;
    const auto [state, since] = found->second;
    if (now > since) timeline_->span(track_, state, since, now, i);
    open_.erase(found);
  }

  /// The run stops before its requests do.
  void leave_all(Nanoseconds now) {
    while (!open_.empty()) leave(open_.begin()->first, now);
  }

 private:
  struct Open {
    std::string_view state;
    Nanoseconds since;
  };
  Timeline* timeline_;
  std::uint32_t track_ = 0;
  std::map<std::uint32_t, Open> open_;
};

}  // namespace ahub::sim
