// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/tierkv/system.hpp"

#include <algorithm>
#include <cassert>
#include <deque>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/engine/link.hpp"
#include "sim/serving/workload.hpp"

namespace ahub::sim::tierkv {
namespace {

enum class Tier { hbm, dram, ssd };

struct Request {
  std::int64_t tokens = 0;   // Of keys and values.
  std::int64_t left = 0;     // Tokens to generate.
  std::int64_t quantum = 0;  // Tokens before it yields, while in the batch.
  Tier tier = Tier::hbm;
  bool moving = false;         // Between tiers; its place in `tier` is taken already.
  std::int64_t chunks = 0;     // Still to arrive.
  std::uint64_t position = 0;  // In the ring: the smaller, the sooner it runs.
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
  bool last;  // Of the chunks of a transfer.
  std::uint32_t request;
};

/// One arm. The ring holds the requests that wait, the next one to run in front; `resident_` and
/// `in_dram_` order those of a tier that wait by their position, so that the one needed last is at
/// the end and the one used longest ago, which is the one needed soonest, in front.
class System {
 public:
  System(const Params& params, Staging staging, std::int64_t seed, const Context& context)
      : p_(params),
        staging_(staging),
        context_(context),
        requests_of_(seed, "requests"),
        device_(serving::device_of(serving::gpu(p_.gpu), serving::language_model(p_.model),
                                   static_cast<double>(p_.ranks))),
        writes_back_(p_.write_back == "yes"),
        efficiency_{p_.mfu, p_.mbu, p_.overhead_ms / 1e3},
        token_bytes_(static_cast<std::int64_t>(device_.kv_token_bytes)),
        hbm_(static_cast<std::int64_t>(p_.hbm_kv_gb * 1e9)),
        batch_limit_(static_cast<std::int64_t>(p_.hbm_kv_gb * 1e9 * p_.fill)),
        dram_(static_cast<std::int64_t>(p_.hbm_kv_gb * 1e9 * p_.dram_multiple)),
        to_hbm_(p_.pcie_gb_s * 1e9, p_.pcie_latency_us / 1e6),
        from_hbm_(p_.pcie_gb_s * 1e9, p_.pcie_latency_us / 1e6),
        ssd_read_(p_.ssd_read_gb_s * 1e9, p_.ssd_latency_us / 1e6),
        ssd_write_(p_.ssd_write_gb_s * 1e9, p_.ssd_latency_us / 1e6) {
    const char* system = staging == Staging::staged ? "staged" : "reactive";
    if (context.timeline == nullptr) return;
    gpu_track_ = context.timeline->track(system, "GPU");
    in_track_ = context.timeline->track(system, "PCIe to HBM");
    out_track_ = context.timeline->track(system, "PCIe from HBM");
    read_track_ = context.timeline->track(system, "SSD read");
    write_track_ = context.timeline->track(system, "SSD write");
    used_track_ = context.timeline->track(system, "HBM used (MB)");
    waiting_track_ = context.timeline->track(system, "requests awaited");
  }

  Outcome run() {
    fill();
    start_iteration(0);
    while (iterations_ < p_.iterations) {
      if (events_.empty()) {
        throw Error(ErrorKind::input, "bad-parameter",
                    "the batch leaves no room in HBM to bring a request in",
                    "lower fill, or give more with hbm_kv_gb");
      }
      const auto event = events_.pop();
      if ((++out_.events & 0xffff) == 0) context_.deadline.check();
      handle(event.time, event.payload);
    }
    std::sort(samples_.begin(), samples_.end());
    const auto rank = [&](double share) {  // Nearest rank.
      const double place = std::ceil(share * static_cast<double>(samples_.size()));
      return samples_[static_cast<std::size_t>(std::max(place, 1.0)) - 1];
    };
    out_.p50_ns = rank(0.5);
    out_.p99_ns = rank(0.99);
    return out_;
  }

 private:
  std::int64_t bytes(const Request& request) const { return request.tokens * token_bytes_; }
  std::int64_t free_hbm() const { return hbm_ - hbm_used_; }

  // ---- The start: requests in the middle of their lives, the ones that run soonest nearest.

  Request fresh() {
    Request request;
    request.tokens = serving::lognormal_length(requests_of_, p_.context_mean, p_.context_cv);
    request.left = serving::lognormal_length(requests_of_, p_.output_mean, p_.output_cv);
    const std::int64_t most = batch_limit_ / token_bytes_;
    if (request.tokens + request.left > most) {
      throw Error(ErrorKind::input, "bad-parameter",
                  fmt::format("a request of {} tokens came up, the batch holds {}",
                              request.tokens + request.left, most),
                  "give more with hbm_kv_gb, or make the requests shorter");
    }
    return request;
  }

  void fill() {
    const auto demand = static_cast<std::int64_t>(static_cast<double>(hbm_) * p_.oversubscription);
    std::int64_t total = 0;
    while (total < demand) {
      Request request = fresh();
      const auto done =
          static_cast<std::int64_t>(requests_of_.below(static_cast<std::uint64_t>(request.left)));
      request.tokens += done;
      request.left -= done;
      total += bytes(request);
      requests_.push_back(request);
    }
    for (std::uint32_t i = 0; i < requests_.size(); ++i) {
      Request& request = requests_[i];
      const std::int64_t size = bytes(request);
      if (hbm_used_ + size <= batch_limit_) {
        hbm_used_ += size;
      } else if (dram_used_ + size <= dram_) {
        request.tier = Tier::dram;
        dram_used_ += size;
      } else {
        request.tier = Tier::ssd;
      }
      wait_again(i);
    }
  }

  void wait_again(std::uint32_t i) {
    Request& request = requests_[i];
    request.position = next_position_++;
    ring_.push_back(i);
    if (request.tier == Tier::hbm) resident_.insert({request.position, i});
    if (request.tier == Tier::dram) in_dram_.insert({request.position, i});
  }

  // ---- Iterations.

  void handle(Nanoseconds now, const Happening& event) {
    switch (event.kind) {
      case Kind::iteration_starts:
        start_iteration(now);
        break;
      case Kind::iteration_ends:
        end_iteration(now);
        break;
      case Kind::chunk_read:
        move_in(now, event.request, false, event.last);
        break;
      case Kind::chunk_arrives:
        arrive(now, event.request);
        break;
      case Kind::demoted:
        hbm_used_ -= leaving_bytes_[event.request];
        leaving_ -= leaving_bytes_[event.request];
        fetch_more(now);
        if (!busy_) compute_when_ready(now);
        break;
    }
    assert(sound());
  }

  void start_iteration(Nanoseconds now) {
    began_ = now;
    busy_ = false;
    Nanoseconds delay = 0;
    while (!ring_.empty() && batch_bytes_ + bytes(requests_[ring_.front()]) <= batch_limit_) {
      const std::uint32_t i = ring_.front();
      ring_.pop_front();
      delay += admit(now + delay, i);
    }
    if (staging_ == Staging::staged) {
      stage(now);
      fetch_more(now);
      compute_when_ready(now);
    } else {
      delay += make_room_at_once(now + delay, growth());
      compute(now + delay);
    }
  }

  /// Every running request writes one token an iteration.
  std::int64_t growth() const { return static_cast<std::int64_t>(batch_.size()) * token_bytes_; }

  /// Puts a request into the batch; returns how long the whole device waits for it (reactive).
  Nanoseconds admit(Nanoseconds now, std::uint32_t i) {
    Request& request = requests_[i];
    ++out_.admissions;
    batch_.push_back(i);
    batch_bytes_ += bytes(request);
    // Spread over the quantum at the start, so that the first batch does not yield as one.
    request.quantum =
        began_ == 0 ? 1 + static_cast<std::int64_t>(batch_.size()) % p_.quantum : p_.quantum;
    if (request.tier == Tier::hbm && !request.moving) {
      ++out_.hits;
      resident_.erase({request.position, i});
      return 0;
    }
    if (staging_ == Staging::reactive) return fetch_at_once(now, i);
    ++missing_;
    if (!request.moving) want(i);
    return 0;
  }

  /// Once everybody is there and what is written next has room, or nothing can make any.
  void compute_when_ready(Nanoseconds now) {
    if (missing_ == 0 && (free_hbm() >= growth() || leaving_ == 0)) compute(now);
  }

  void compute(Nanoseconds now) {
    std::int64_t tokens = 0;
    for (const std::uint32_t i : batch_) tokens += requests_[i].tokens;
    const Nanoseconds duration = serving::iteration_time(
        device_, efficiency_, static_cast<double>(batch_.size()), static_cast<double>(tokens));
    assert(now >= began_);
    out_.stall_ns += now - began_;
    note(gpu_track_, "stall", began_, now, iterations_);
    note(gpu_track_, "decode", now, now + duration, iterations_);
    busy_ = true;
    events_.push(now + duration, {Kind::iteration_ends, false, 0});
  }

  void end_iteration(Nanoseconds now) {
    ++iterations_;
    out_.decode_ns += now - began_;
    samples_.push_back(now - began_);
    out_.tokens += static_cast<std::int64_t>(batch_.size());
    batch_bytes_ += growth();
    hbm_used_ += growth();
    Nanoseconds prefill = 0;
    std::size_t kept = 0;
    for (const std::uint32_t i : batch_) {
      Request& request = requests_[i];
      ++request.tokens;
      --request.left;
      --request.quantum;
      if (request.left == 0) {
        batch_bytes_ -= bytes(request);
        prefill += replace(i);
      } else if (request.quantum == 0) {
        batch_bytes_ -= bytes(request);
        wait_again(i);
      } else {
        batch_[kept++] = i;
      }
    }
    batch_.resize(kept);
    out_.prefill_ns += prefill;
    note(gpu_track_, "prefill", now, now + prefill, iterations_);
    if (context_.timeline != nullptr)
      context_.timeline->counter(used_track_, now, hbm_used_ / 1'000'000);
    events_.push(now + prefill, {Kind::iteration_starts, false, 0});
  }

  /// A new request takes the place of a finished one; returns the time of its prefill.
  Nanoseconds replace(std::uint32_t i) {
    hbm_used_ -= bytes(requests_[i]);
    requests_[i] = fresh();
    hbm_used_ += bytes(requests_[i]);
    wait_again(i);
    return serving::to_nanoseconds(2 * device_.parameters *
                                   static_cast<double>(requests_[i].tokens) /
                                   (device_.flops * efficiency_.mfu));
  }

  // ---- Reactive: everything at once, while the device waits. The victim was used longest ago.

  Nanoseconds fetch_at_once(Nanoseconds now, std::uint32_t i) {
    Request& request = requests_[i];
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

  Nanoseconds make_room_at_once(Nanoseconds now, std::int64_t size) {
    Nanoseconds delay = 0;
    while (free_hbm() < size && !resident_.empty()) {
      const std::uint32_t victim = resident_.begin()->second;
      resident_.erase(resident_.begin());
      const std::int64_t moved = bytes(requests_[victim]);
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

  Nanoseconds write_at_once(Nanoseconds now, std::uint32_t i, std::int64_t size) {
    if (!writes_back_) return 0;
    const Nanoseconds took = ssd_write_.alone(static_cast<double>(size));
    out_.ssd_bytes += size;
    note(write_track_, "write", now, now + took, i);
    return took;
  }

  /// Whether room for `size` has to be made in DRAM, and can be.
  bool evicts_from_dram(std::int64_t size) const {
    return p_.dram_full == "evict" && dram_ - dram_used_ < size && !in_dram_.empty();
  }

  /// False when there is no room: then the request goes through to the SSDs.
  bool enter_dram(std::uint32_t i) {
    Request& request = requests_[i];
    const std::int64_t size = bytes(request);
    request.tier = size <= dram_ - dram_used_ ? Tier::dram : Tier::ssd;
    if (request.tier != Tier::dram) return false;
    dram_used_ += size;
    in_dram_.insert({request.position, i});
    return true;
  }

  std::int64_t leave_dram(std::uint32_t i) {
    Request& request = requests_[i];
    in_dram_.erase({request.position, i});
    dram_used_ -= bytes(request);
    request.tier = Tier::ssd;
    return bytes(request);
  }

  // ---- Staged: the ring tells who comes next, transfers run beside the computation. The victim
  // is the one needed last (Belady's rule, which the ring makes possible).

  /// Wants the requests that enter within the look-ahead, as far as those that leave make room.
  void stage(Nanoseconds now) {
    std::int64_t room = batch_limit_ - batch_bytes_;
    if (context_.timeline != nullptr)
      context_.timeline->counter(waiting_track_, now, static_cast<std::int64_t>(wanted_.size()));
    for (const std::uint32_t i : batch_) {
      const Request& request = requests_[i];
      if (std::min(request.quantum, request.left) <= p_.lookahead) room += bytes(request);
    }
    room -= growth() * p_.lookahead;
    for (const std::uint32_t i : ring_) {
      const Request& request = requests_[i];
      room -= bytes(request);
      if (p_.lookahead == 0 || room < 0) break;
      if (request.moving) continue;
      if (request.tier == Tier::hbm) {
        // Not to be demoted for those that come after it.
        protected_until_ = std::max(protected_until_, request.position);
      } else {
        want(i);
      }
    }
  }

  void want(std::uint32_t i) {
    Request& request = requests_[i];
    request.moving = true;
    if (request.tier == Tier::dram) in_dram_.erase({request.position, i});
    protected_until_ = std::max(protected_until_, request.position);
    wanted_.push_back(i);
  }

  /// Starts the fetches that have room, in order, and demotions for the first that has none.
  void fetch_more(Nanoseconds now) {
    const std::int64_t reserve = 2 * growth();  // For this iteration and the next.
    while (!wanted_.empty()) {
      const std::uint32_t i = wanted_.front();
      const std::int64_t size = bytes(requests_[i]);
      if (free_hbm() - reserve < size) break;
      wanted_.pop_front();
      hbm_used_ += size;
      fetch(now, i);
    }
    while (free_hbm() + leaving_ < reserve && demote_last(now, true)) {
    }
    if (wanted_.empty()) return;
    // Those about to run stay, unless the batch waits for their place.
    const std::int64_t need = reserve + bytes(requests_[wanted_.front()]);
    while (free_hbm() + leaving_ < need && demote_last(now, missing_ > 0)) {
    }
  }

  bool demote_last(Nanoseconds now, bool protected_too) {
    if (resident_.empty()) return false;
    const auto last = std::prev(resident_.end());
    if (last->first <= protected_until_ && !protected_too) return false;
    const std::uint32_t victim = last->second;
    resident_.erase(last);
    const std::int64_t size = bytes(requests_[victim]);
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

  /// A write to the SSDs, whose room in DRAM is a buffer beside the tier.
  void write_beside(Nanoseconds now, std::uint32_t i, std::int64_t size) {
    if (!writes_back_) return;
    const Nanoseconds start = ssd_write_.start(now);
    ssd_write_.submit(now, static_cast<double>(size), true);
    out_.ssd_bytes += size;
    note(write_track_, "write", start, ssd_write_.free(), i);
  }

  /// Chunk by chunk: from an SSD the second hop of a chunk starts when its first is done.
  void fetch(Nanoseconds now, std::uint32_t i) {
    Request& request = requests_[i];
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

  double chunk_bytes(const Request& request, bool last) const {
    const std::int64_t before = (request.tokens - 1) / p_.chunk_tokens * p_.chunk_tokens;
    return static_cast<double>((last ? request.tokens - before : p_.chunk_tokens) * token_bytes_);
  }

  void move_in(Nanoseconds now, std::uint32_t i, bool first, bool last) {
    const double size = chunk_bytes(requests_[i], last);
    const Nanoseconds start = to_hbm_.start(now);
    const Nanoseconds end = to_hbm_.submit(now, size, first);
    out_.pcie_bytes += static_cast<std::int64_t>(size);
    note(in_track_, "fetch", start, to_hbm_.free(), i);
    events_.push(end, {Kind::chunk_arrives, last, i});
  }

  void arrive(Nanoseconds now, std::uint32_t i) {
    Request& request = requests_[i];
    if (--request.chunks > 0) return;
    request.moving = false;
    if (request.position < next_to_run()) {  // It is in the batch, which waits for it.
      --missing_;
      if (!busy_) compute_when_ready(now);
    } else {
      resident_.insert({request.position, i});
    }
  }

  std::uint64_t next_to_run() const {
    return ring_.empty() ? next_position_ : requests_[ring_.front()].position;
  }

  void note(std::uint32_t track, const char* name, Nanoseconds start, Nanoseconds end,
            std::int64_t value) {
    if (context_.timeline != nullptr && end > start)
      context_.timeline->span(track, name, start, end, value);
  }

  /// What always holds: no tier is overfull, the counters are the sums, nobody is lost.
  bool sound() const {
    std::int64_t hbm = leaving_, dram = 0;
    for (const std::uint32_t i : wanted_)
      dram += requests_[i].tier == Tier::dram ? bytes(requests_[i]) : 0;
    for (const auto& [position, i] : in_dram_) dram += bytes(requests_[i]);
    for (const Request& request : requests_) hbm += request.tier == Tier::hbm ? bytes(request) : 0;
    return hbm == hbm_used_ && dram == dram_used_ && dram_used_ <= dram_ &&
           ring_.size() + batch_.size() == requests_.size();
  }

  const Params& p_;
  Staging staging_;
  const Context& context_;
  Draws requests_of_;
  serving::Device device_;
  bool writes_back_;
  serving::Efficiency efficiency_;
  std::int64_t token_bytes_, hbm_, batch_limit_, dram_;
  Link to_hbm_, from_hbm_, ssd_read_, ssd_write_;

  EventQueue<Happening> events_;
  std::vector<Request> requests_;
  std::deque<std::uint32_t> ring_;    // Those that wait.
  std::vector<std::uint32_t> batch_;  // Those that run.
  std::deque<std::uint32_t> wanted_;  // Fetches without room yet.
  std::set<std::pair<std::uint64_t, std::uint32_t>> resident_, in_dram_;
  std::vector<std::int64_t> leaving_bytes_;  // Of each demotion.
  std::int64_t hbm_used_ = 0, dram_used_ = 0, batch_bytes_ = 0, leaving_ = 0, missing_ = 0;
  std::uint64_t next_position_ = 0, protected_until_ = 0;
  std::int64_t iterations_ = 0;
  Nanoseconds began_ = 0;
  bool busy_ = false;  // With the decode step or a prefill.
  std::vector<Nanoseconds> samples_;
  Outcome out_;
  std::uint32_t gpu_track_ = 0, in_track_ = 0, out_track_ = 0, read_track_ = 0, write_track_ = 0,
                used_track_ = 0, waiting_track_ = 0;
};

}  // namespace

Outcome simulate(const Params& params, Staging staging, std::int64_t seed, const Context& context) {
  return System(params, staging, seed, context).run();
}

double expected_requests(const Params& p) {
  const double kv = serving::language_model(p.model).kv_token_bytes / static_cast<double>(p.ranks);
  return p.hbm_kv_gb * 1e9 * p.oversubscription / (kv * (p.context_mean + p.output_mean / 2)) + 1;
}

}  // namespace ahub::sim::tierkv
