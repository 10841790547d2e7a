// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/tierkv/tiers.hpp"

namespace ahub::sim::tierkv {

Tiers::Tiers(const Params& params, std::int64_t token_bytes, const char* system,
             EventQueue<Happening>& events, const Context& context, Outcome& out)
    : p_(params),
      events_(events),
      context_(context),
      out_(out),
      writes_back_(params.write_back == "yes"),
      token_bytes_(token_bytes),
      hbm_(static_cast<std::int64_t>(p_.hbm_kv_gb * 1e9)),
      dram_(static_cast<std::int64_t>(p_.hbm_kv_gb * 1e9 * p_.dram_multiple)),
      to_hbm_(p_.pcie_gb_s * 1e9, p_.pcie_latency_us / 1e6),
      from_hbm_(p_.pcie_gb_s * 1e9, p_.pcie_latency_us / 1e6),
      ssd_read_(p_.ssd_read_gb_s * 1e9, p_.ssd_latency_us / 1e6),
      ssd_write_(p_.ssd_write_gb_s * 1e9, p_.ssd_latency_us / 1e6) {
  if (context.timeline == nullptr) return;
  in_track_ = context.timeline->track(system, "PCIe to HBM", Timeline::Shows::device, "request");
  out_track_ = context.timeline->track(system, "PCIe from HBM", Timeline::Shows::device, "request");
  read_track_ = context.timeline->track(system, "SSD read", Timeline::Shows::device, "request");
  write_track_ = context.timeline->track(system, "SSD write", Timeline::Shows::device, "request");
}

void Tiers::place_at_start(Request& request, std::int64_t hbm_limit) {
  const std::int64_t size = bytes(request);
  if (hbm_used_ + size <= hbm_limit) {
    hbm_used_ += size;
  } else if (dram_used_ + size <= dram_) {
    request.tier = Tier::dram;
    dram_used_ += size;
  } else {
    request.tier = Tier::ssd;
  }
}

void Tiers::wait(std::uint32_t i) {
  const Request& request = requests[i];
  if (request.tier == Tier::hbm) resident_.insert({request.position, i});
  if (request.tier == Tier::dram) in_dram_.insert({request.position, i});
}

void Tiers::run(std::uint32_t i) { resident_.erase({requests[i].position, i}); }

void Tiers::replace(std::uint32_t i, const Request& fresh) {
  hbm_used_ += bytes(fresh) - bytes(requests[i]);
  requests[i] = fresh;
}

/// Whether room for `size` has to be made in DRAM, and can be.
bool Tiers::evicts_from_dram(std::int64_t size) const {
  return p_.dram_full == "evict" && dram_ - dram_used_ < size && !in_dram_.empty();
}

/// False when there is no room: then the request goes through to the SSDs.
bool Tiers::enter_dram(std::uint32_t i) {
  Request& request = requests[i];
  const std::int64_t size = bytes(request);
  request.tier = size <= dram_ - dram_used_ ? Tier::dram : Tier::ssd;
  if (request.tier != Tier::dram) return false;
  dram_used_ += size;
  in_dram_.insert({request.position, i});
  return true;
}

std::int64_t Tiers::leave_dram(std::uint32_t i) {
  Request& request = requests[i];
  in_dram_.erase({request.position, i});
  dram_used_ -= bytes(request);
  request.tier = Tier::ssd;
  return bytes(request);
}

void Tiers::note(std::uint32_t track, const char* name, Nanoseconds start, Nanoseconds end,
                 std::uint32_t i) {
  if (context_.timeline != nullptr && end > start)
    context_.timeline->span(track, name, start, end, i);
}

bool Tiers::sound() const {
  std::int64_t hbm = leaving_, dram = 0;
  for (const std::uint32_t i : wanted_)
    dram += requests[i].tier == Tier::dram ? bytes(requests[i]) : 0;
  for (const auto& [position, i] : in_dram_) dram += bytes(requests[i]);
  for (const Request& request : requests) hbm += request.tier == Tier::hbm ? bytes(request) : 0;
  return hbm == hbm_used_ && dram == dram_used_ && dram_used_ <= dram_;
}

}  // namespace ahub::sim::tierkv
