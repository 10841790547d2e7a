// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Fetching when a request enters the batch, while the device waits.
#include "sim/tierkv/tiers.hpp"

namespace ahub::sim::tierkv {

Nanoseconds Tiers::fetch_at_once(Nanoseconds now, std::uint32_t i) {
  Request& request = requests[i];
  const std::int64_t size = bytes(request);
  Nanoseconds delay = make_room_at_once(now, size);
  if (request.tier == Tier::ssd) {
    const Nanoseconds took = ssd_read_.alone(static_cast<double>(size));
    out_.ssd_bytes += size;
    note(read_track_, "read", now + delay, now + delay + took, i);
    delay += took;
  } else {
    dram_used_ -= size;
    in_dram_.erase({request.position, i});
  }
  const Nanoseconds took = to_hbm_.alone(static_cast<double>(size));
  out_.pcie_bytes += size;
  note(in_track_, "fetch", now + delay, now + delay + took, i);
  request.tier = Tier::hbm;
  hbm_used_ += size;
  return delay + took;
}

Nanoseconds Tiers::make_room_at_once(Nanoseconds now, std::int64_t size) {
  Nanoseconds delay = 0;
  while (free_hbm() < size && !resident_.empty()) {
    const std::uint32_t victim = resident_.begin()->second;
    resident_.erase(resident_.begin());
    const std::int64_t moved = bytes(requests[victim]);
    while (evicts_from_dram(moved)) {
      const std::uint32_t lower = in_dram_.begin()->second;
      delay += write_at_once(now + delay, lower, leave_dram(lower));
    }
    if (writes_back_) {
      const Nanoseconds took = from_hbm_.alone(static_cast<double>(moved));
      out_.pcie_bytes += moved;
      note(out_track_, "demote", now + delay, now + delay + took, victim);
      delay += took;
    }
    hbm_used_ -= moved;
    if (!enter_dram(victim)) delay += write_at_once(now + delay, victim, moved);
  }
  return delay;
}

Nanoseconds Tiers::write_at_once(Nanoseconds now, std::uint32_t i, std::int64_t size) {
  if (!writes_back_) return 0;
  const Nanoseconds took = ssd_write_.alone(static_cast<double>(size));
  out_.ssd_bytes += size;
  note(write_track_, "write", now, now + took, i);
  return took;
}

}  // namespace ahub::sim::tierkv
