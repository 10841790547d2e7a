// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Where the keys and values of requests lie, HBM, DRAM or SSDs, and the links that move them.
#pragma once

#include <cstdint>
#include <deque>
#include <set>
#include <utility>
#include <vector>

#include "sim/engine/link.hpp"
#include "sim/tierkv/system.hpp"

namespace ahub::sim::tierkv {

enum class Tier { hbm, dram, ssd };

struct Request {
  std::int64_t tokens = 0;   ///< Of keys and values.
  std::int64_t left = 0;     ///< Tokens to generate.
  std::int64_t quantum = 0;  ///< Tokens before it yields, while in the batch.
  Tier tier = Tier::hbm;
  bool moving = false;         ///< On its way to HBM, or in line for it.
  std::int64_t chunks = 0;     ///< Still to arrive.
  std::uint64_t position = 0;  ///< In the ring: the smaller, the sooner it runs.
};

enum class Kind : std::uint8_t {
  iteration_starts,
  iteration_ends,
  chunk_read,
  chunk_arrives,
  demoted
};
struct Happening {
  Kind kind;
  bool last;              ///< Of the chunks of a transfer.
  std::uint32_t request;  ///< Its number; of a demotion its own.
};

/// The tiers of one arm. Requests that wait are ordered by their position in each tier, so that the
/// one needed last is at the end and the one used longest ago, which is the one needed soonest, in
/// front.
class Tiers {
 public:
  /// `system`: the arm's name on the timeline.
  Tiers(const Params& params, std::int64_t token_bytes, const char* system,
        EventQueue<Happening>& events, const Context& context, Outcome& out);

  std::vector<Request> requests;

  std::int64_t bytes(const Request& request) const { return request.tokens * token_bytes_; }
  std::int64_t hbm() const { return hbm_; }
  std::int64_t hbm_used() const { return hbm_used_; }
  std::int64_t free_hbm() const { return hbm_ - hbm_used_; }
  /// Demotions are under way that will free some of it.
  bool is_leaving() const { return leaving_ > 0; }

  /// The nearest tier with room, of HBM its first `hbm_limit` bytes.
  void place_at_start(Request& request, std::int64_t hbm_limit);
  /// A request waits, where it is.
  void wait(std::uint32_t i);
  /// A request that waited in HBM runs.
  void run(std::uint32_t i);
  /// Running requests have written so many bytes.
  void grow(std::int64_t size) { hbm_used_ += size; }
  /// Another request takes the place of a running one.
  void replace(std::uint32_t i, const Request& fresh);

  // Reactive (reactive.cpp): everything at once, while the device waits; the victim was used
  // longest ago. Each returns the time that it takes.
  Nanoseconds fetch_at_once(Nanoseconds now, std::uint32_t i);
  Nanoseconds make_room_at_once(Nanoseconds now, std::int64_t size);

  // Staged (staged.cpp): transfers run beside the computation; the victim is the one needed last
  // (Belady's rule, which the ring makes possible).
  /// Puts a request in line for HBM.
  void want(std::uint32_t i);
  std::size_t wanted() const { return wanted_.size(); }
  /// Those up to this position are not demoted for others in line.
  void protect(std::uint64_t position);
  /// Starts the fetches that have room beside `reserve` bytes, in order, and demotions for the
  /// first that has none; when the batch waits also of protected ones.
  void fetch_more(Nanoseconds now, std::int64_t reserve, bool batch_waits);
  void chunk_read(Nanoseconds now, std::uint32_t i, bool last) { move_in(now, i, false, last); }
  /// True when it was the last one.
  bool chunk_arrives(std::uint32_t i);
  void demoted(std::uint32_t demotion);

  /// No tier is overfull and the counters are the sums.
  bool sound() const;

 private:
  bool evicts_from_dram(std::int64_t size) const;
  bool enter_dram(std::uint32_t i);
  std::int64_t leave_dram(std::uint32_t i);
  Nanoseconds write_at_once(Nanoseconds now, std::uint32_t i, std::int64_t size);
  bool demote_last(Nanoseconds now, bool protected_too);
  void write_beside(Nanoseconds now, std::uint32_t i, std::int64_t size);
  void fetch(Nanoseconds now, std::uint32_t i);
  double chunk_bytes(const Request& request, bool last) const;
  void move_in(Nanoseconds now, std::uint32_t i, bool first, bool last);
  void note(std::uint32_t track, const char* name, Nanoseconds start, Nanoseconds end,
            std::uint32_t i);

  const Params& p_;
  EventQueue<Happening>& events_;
  const Context& context_;
  Outcome& out_;
  bool writes_back_;
  std::int64_t token_bytes_, hbm_, dram_;
  Link to_hbm_, from_hbm_, ssd_read_, ssd_write_;

  std::set<std::pair<std::uint64_t, std::uint32_t>> resident_, in_dram_;
  std::deque<std::uint32_t> wanted_;         // Fetches without room yet.
  std::vector<std::int64_t> leaving_bytes_;  // Of each demotion.
  std::int64_t hbm_used_ = 0, dram_used_ = 0, leaving_ = 0;
  std::uint64_t protected_until_ = 0;
  std::uint32_t in_track_ = 0, out_track_ = 0, read_track_ = 0, write_track_ = 0;
};

}  // namespace ahub::sim::tierkv
