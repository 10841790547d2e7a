// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Fetching before a request enters the batch, beside the computation.
#include <algorithm>

#include "sim/tierkv/tiers.hpp"

namespace ahub::sim::tierkv {

void Tiers::want(std::uint32_t i) {
  Request& request = requests[i];
  request.moving = true;
  if (request.tier == Tier::dram) in_dram_.erase({request.position, i});
  protect(request.position);
  wanted_.push_back(i);
}

void Tiers::protect(std::uint64_t position) {
  protected_until_ = std::max(protected_until_, position);
}

void Tiers::fetch_more(Nanoseconds now, std::int64_t reserve, bool batch_waits) {
  while (!wanted_.empty()) {
    const std::uint32_t i = wanted_.front();
    const std::int64_t size = bytes(requests[i]);
    if (free_hbm() - reserve < size) break;
    wanted_.pop_front();
    hbm_used_ += size;
    fetch(now, i);
  }
  while (free_hbm() + leaving_ < reserve && demote_last(now, true)) {
  }
  if (wanted_.empty()) return;
  // Those about to run stay, unless the batch waits for their place.
  const std::int64_t need = reserve + bytes(requests[wanted_.front()]);
  while (free_hbm() + leaving_ < need && demote_last(now, batch_waits)) {
  }
}

bool Tiers::demote_last(Nanoseconds now, bool protected_too) {
  if (resident_.empty()) return false;
  const auto last = std::prev(resident_.end());
  if (last->first <= protected_until_ && !protected_too) return false;
  const std::uint32_t victim = last->second;
  resident_.erase(last);
  const std::int64_t size = bytes(requests[victim]);
  while (evicts_from_dram(size)) {
    const std::uint32_t lower = std::prev(in_dram_.end())->second;
    write_beside(now, lower, leave_dram(lower));
  }
  Nanoseconds end = now;
  if (writes_back_) {
    const Nanoseconds start = from_hbm_.start(now);
    end = from_hbm_.submit(now, static_cast<double>(size), true);
    out_.pcie_bytes += size;
    note(out_track_, "demote", start, from_hbm_.free(), victim);
  }
  if (!enter_dram(victim)) write_beside(end, victim, size);
  leaving_ += size;
  leaving_bytes_.push_back(size);
  events_.push(end, {Kind::demoted, true, static_cast<std::uint32_t>(leaving_bytes_.size() - 1)});
  return true;
}

void Tiers::demoted(std::uint32_t demotion) {
  hbm_used_ -= leaving_bytes_[demotion];
  leaving_ -= leaving_bytes_[demotion];
}

/// A write to the SSDs, whose room in DRAM is a buffer beside the tier.
void Tiers::write_beside(Nanoseconds now, std::uint32_t i, std::int64_t size) {
  if (!writes_back_) return;
  const Nanoseconds start = ssd_write_.start(now);
  ssd_write_.submit(now, static_cast<double>(size), true);
  out_.ssd_bytes += size;
  note(write_track_, "write", start, ssd_write_.free(), i);
}

/// Chunk by chunk: from an SSD the second hop of a chunk starts when its first is done.
void Tiers::fetch(Nanoseconds now, std::uint32_t i) {
  Request& request = requests[i];
  request.chunks = (request.tokens + p_.chunk_tokens - 1) / p_.chunk_tokens;
  const bool from_ssd = request.tier == Tier::ssd;
  if (!from_ssd) dram_used_ -= bytes(request);
  request.tier = Tier::hbm;
  for (std::int64_t chunk = 0; chunk < request.chunks; ++chunk) {
    const bool last = chunk + 1 == request.chunks;
    if (!from_ssd) {
      move_in(now, i, chunk == 0, last);
      continue;
    }
    const double size = chunk_bytes(request, last);
    const Nanoseconds start = ssd_read_.start(now);
    const Nanoseconds end = ssd_read_.submit(now, size, chunk == 0);
    out_.ssd_bytes += static_cast<std::int64_t>(size);
    note(read_track_, "read", start, ssd_read_.free(), i);
    events_.push(end, {Kind::chunk_read, last, i});
  }
}

double Tiers::chunk_bytes(const Request& request, bool last) const {
  const std::int64_t before = (request.tokens - 1) / p_.chunk_tokens * p_.chunk_tokens;
  return static_cast<double>((last ? request.tokens - before : p_.chunk_tokens) * token_bytes_);
}

void Tiers::move_in(Nanoseconds now, std::uint32_t i, bool first, bool last) {
  const double size = chunk_bytes(requests[i], last);
  const Nanoseconds start = to_hbm_.start(now);
  const Nanoseconds end = to_hbm_.submit(now, size, first);
  out_.pcie_bytes += static_cast<std::int64_t>(size);
  note(in_track_, "fetch", start, to_hbm_.free(), i);
  events_.push(end, {Kind::chunk_arrives, last, i});
}

bool Tiers::chunk_arrives(std::uint32_t i) {
  Request& request = requests[i];
  if (--request.chunks > 0) return false;
  request.moving = false;
  return true;
}

}  // namespace ahub::sim::tierkv
