// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A channel that moves one thing after the other.
#pragma once

#include <algorithm>
#include <cmath>

#include "sim/engine/event_queue.hpp"

namespace ahub::sim {

/// First come, first served. Every transfer pays its bytes at the channel's rate; a latency comes
/// on top and delays only the transfer itself, not those behind it.
class Link {
 public:
  /// B/s, above 0; seconds, at least 0.
  Link(double bytes_per_second, double latency_seconds)
      : nanoseconds_per_byte_(1e9 / bytes_per_second),
        latency_(static_cast<Nanoseconds>(std::nearbyint(latency_seconds * 1e9))) {}

  /// When a transfer asked for at `now` starts to move.
  Nanoseconds start(Nanoseconds now) const noexcept { return std::max(now, free_); }
  /// Queues a transfer; returns when it has arrived.
  Nanoseconds submit(Nanoseconds now, double bytes, bool with_latency) noexcept {
    free_ = start(now) + duration(bytes);
    return free_ + (with_latency ? latency_ : 0);
  }
  /// When the channel has moved all that was submitted.
  Nanoseconds free() const noexcept { return free_; }
  /// Of a transfer that finds the channel free.
  Nanoseconds alone(double bytes) const noexcept { return duration(bytes) + latency_; }

 private:
  Nanoseconds duration(double bytes) const noexcept {
    return static_cast<Nanoseconds>(std::nearbyint(bytes * nanoseconds_per_byte_));
  }
  double nanoseconds_per_byte_;
  Nanoseconds latency_;
  Nanoseconds free_ = 0;
};

}  // namespace ahub::sim
