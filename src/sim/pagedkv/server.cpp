// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/pagedkv/server.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/engine/link.hpp"
#include "sim/engine/request_states.hpp"
#include "sim/pagedkv/buddy.hpp"
#include "sim/pagedkv/sequences.hpp"
#include "sim/serving/device_rows.hpp"

namespace ahub::sim::pagedkv {
namespace {

using serving::Request;

/// A request that waits or runs. All of its sequences (samples or beams) have the same length.
struct Job {
  std::uint64_t began = 0;      // Running: the decode step after which it had no token yet.
  std::uint32_t generated = 0;  // Waiting: tokens of each sequence so far.
  std::uint32_t visit = 0;      // The entry of `due_` that counts.
  std::uint32_t run = 0;        // Contiguous: the first slot.
  std::uint32_t swapped = 0;    // Paged: blocks in host memory, which the tables then number.
  Sequences tables;
};

/// When a running request has to be looked at.
struct Due {
  std::uint32_t request, visit;
};

class Server {
 public:
  Server(const Params& params, Scheme scheme, const std::vector<Request>& requests,
         std::int64_t seed, const Context& context)
      : p_(params),
        paged_(scheme == Scheme::paged),
        beam_(paged_ && p_.sharing == "beam" && p_.width > 1),
        scheme_(scheme),
        requests_(requests),
        context_(context),
        beams_(seed, "beams"),
        device_(serving::device_of(serving::gpu(p_.gpu), serving::language_model(p_.model))),
        efficiency_(serving::efficiency_of(p_)),
        host_(p_.pcie_gb_s * 1e9, 0),
        slots_(static_cast<std::uint32_t>(p_.slots)),
        block_(static_cast<std::uint32_t>(p_.block)),
        width_(paged_ && p_.sharing != "none" ? static_cast<std::uint32_t>(p_.width) : 1),
        buddy_(slots_),
        pool_(slots_ / block_),
        margin_(static_cast<std::uint32_t>(p_.watermark * static_cast<double>(pool_.total()))),
        window_begin_(
            requests[static_cast<std::size_t>(p_.warmup * static_cast<double>(requests.size()))]
                .arrival),
        window_end_(requests.back().arrival),
        gpu_track_(track("GPU", Timeline::Shows::device, "batch")),
        running_track_(track("running", Timeline::Shows::counter, "requests")),
        waiting_track_(track("waiting", Timeline::Shows::counter, "requests")),
        held_track_(track("slots held", Timeline::Shows::counter, "tokens")),
        jobs_(requests.size()),
        states_(context.timeline, name_of(scheme)) {}

  Outcome run() {
    refuse_too_large();
    Nanoseconds now = requests_.front().arrival;
    while (finished_ < requests_.size()) {
      if ((++out_.iterations & 0xfff) == 0) context_.deadline.check();
      if (running_.empty() && waiting_.empty()) now = std::max(now, requests_[arrived_].arrival);
      while (arrived_ < requests_.size() && requests_[arrived_].arrival <= now)
        arrive(static_cast<std::uint32_t>(arrived_++));
      now = step(now);
      assert(sound());
    }
    out_.end = now;
    out_.window_ns = static_cast<double>(window_end_ - window_begin_);
    assert(pool_.used() == 0 && buddy_.free_slots() == slots_ && logical_ == 0);
    return out_;
  }

 private:
  static const char* name_of(Scheme scheme) {
    static constexpr const char* kNames[] = {"max", "pow2", "oracle", "paged"};
    return kNames[static_cast<std::size_t>(scheme)];
  }

  std::uint32_t track(const char* name, Timeline::Shows shows, const char* value) const {
    return context_.timeline == nullptr
               ? 0
               : context_.timeline->track(name_of(scheme_), name, shows, value);
  }

  void arrive(std::uint32_t i) {
    waiting_.push_back(i);
    states_.enter(i, "waits", requests_[i].arrival);
  }

  // ---- What a request needs.

  std::uint32_t length(std::uint32_t i) const {
    return requests_[i].prompt + static_cast<std::uint32_t>(decodes_ - jobs_[i].began);
  }
  std::uint32_t final_length(std::uint32_t i) const {
    return requests_[i].prompt + requests_[i].output;
  }
  /// Contiguous schemes: the slots that a request asks for.
  std::uint32_t asked(std::uint32_t i) const {
    const auto longest = static_cast<std::uint32_t>(p_.longest);
    if (scheme_ == Scheme::max) return longest;
    if (scheme_ == Scheme::oracle) return final_length(i);
    return std::min(longest, requests_[i].prompt + std::bit_ceil(requests_[i].output));
  }

  void refuse_too_large() const {
    for (std::uint32_t i = 0; i < requests_.size(); ++i) {
      // Paged: the last block of a sequence may be copied once.
      const bool fits =
          paged_ ? width_ * (blocks_for(final_length(i), block_) + 1) + margin_ <= pool_.total()
                 : asked(i) <= std::bit_floor(slots_);
      if (!fits) {
        throw Error(ErrorKind::input, "bad-parameter",
                    fmt::format("request {} of {} tokens does not fit into {} slots", i + 1,
                                final_length(i), slots_),
                    "give more slots, or fewer tokens with 'longest'");
      }
    }
  }

  // ---- Iterations: the prompts of those that enter, else a token of everybody.

  Nanoseconds step(Nanoseconds now) {
    std::uint64_t prompts = 0;
    Nanoseconds moving = admit(now, prompts);
    if (prompts > 0) {
      const auto fed = static_cast<double>(prompts);
      const Nanoseconds end =
          now + moving + serving::iteration_time(device_, efficiency_, fed, fed);
      account(now, end, "prefill");
      return end;
    }
    take_due();
    if (paged_) moving += extend(now);
    const auto sequences = static_cast<double>(running_.size() * width_);
    const auto tokens = static_cast<double>(tokens_ * width_);
    const Nanoseconds end =
        now + moving + serving::iteration_time(device_, efficiency_, sequences, tokens);
    account(now, end, "decode");
    finish_step(end);
    return end;
  }

  void finish_step(Nanoseconds end) {
    ++decodes_;
    tokens_ += running_.size();
    out_.tokens += static_cast<std::int64_t>(running_.size() * width_);
    for (const std::uint32_t i : visited_) {
      if (running_.find(i) == running_.end()) continue;  // Thrown out before the step.
      if (length(i) == final_length(i)) {
        const double seconds = static_cast<double>(end - requests_[i].arrival) / 1e9;
        out_.latency_sum += seconds / requests_[i].output;
        ++finished_;
        states_.leave(i, end);
        leave(i);
        jobs_[i].tables = {};
      } else {
        plan(i);
      }
    }
  }

  // ---- Admission: first come, first served; who does not fit holds up those behind.

  /// Adds the prompts to feed; returns the time that blocks take from host memory.
  Nanoseconds admit(Nanoseconds now, std::uint64_t& prompts) {
    Nanoseconds moving = 0;
    while (!waiting_.empty() && running_.size() < static_cast<std::size_t>(p_.batch_cap)) {
      const std::uint32_t i = waiting_.front();
      Job& job = jobs_[i];
      job.began = decodes_ - job.generated;
      const std::uint32_t swapped = job.swapped;
      if (!place(i)) break;
      waiting_.pop_front();
      running_.insert(i);
      states_.enter(i, "runs", now);
      tokens_ += length(i);
      final_ += final_length(i);
      if (!paged_) asked_ += asked(i);
      if (swapped > 0) {
        moving += host_time(swapped);
      } else {
        prompts += length(i);
      }
      plan(i);
    }
    return moving;
  }

  bool place(std::uint32_t i) {
    Job& job = jobs_[i];
    if (!paged_) {
      const auto run = buddy_.allocate(asked(i));
      job.run = run.value_or(0);
      return run.has_value();
    }
    const std::uint32_t needed = job.swapped > 0 ? job.swapped : blocks_for(length(i), block_);
    // A margin, so that a newcomer is not thrown out at its first token.
    if (pool_.free() < needed + (running_.empty() ? 0 : margin_)) return false;
    if (job.swapped > 0) {
      pagedkv::place(job.tables, std::exchange(job.swapped, 0U), pool_);
    } else {
      job.tables = start(length(i), width_, pool_, block_);
    }
    logical_ += entries(job.tables);
    return true;
  }

  void leave(std::uint32_t i) {
    Job& job = jobs_[i];
    running_.erase(i);
    tokens_ -= length(i);
    final_ -= final_length(i);
    ++job.visit;
    if (!paged_) {
      asked_ -= asked(i);
      buddy_.release(job.run, asked(i));
      return;
    }
    logical_ -= entries(job.tables);
    clear(job.tables, pool_);
  }

  /// Looks at a request again in the step that ends it or that needs blocks for it.
  void plan(std::uint32_t i) {
    Job& job = jobs_[i];
    std::uint64_t step = job.began + requests_[i].output;
    if (paged_) {
      const std::uint32_t over = length(i) % block_;
      // The last block of a prompt is shared until the next token; beams change in every step.
      const bool shared = width_ > 1 && pool_.references(job.tables.front().blocks.back()) > 1;
      const std::uint32_t wait = over == 0 || shared || beam_ ? 1 : block_ - over + 1;
      step = std::min(step, decodes_ + wait);
    }
    due_[step].push_back({i, ++job.visit});
  }

  /// The requests to look at in the coming step, in order of arrival.
  void take_due() {
    visited_.clear();
    const auto now = due_.find(decodes_ + 1);
    if (now == due_.end()) return;
    for (const Due& due : now->second) {
      if (jobs_[due.request].visit == due.visit) visited_.push_back(due.request);
    }
    due_.erase(now);
    std::sort(visited_.begin(), visited_.end());
  }

  // ---- Paged: blocks for the coming tokens; who came last makes room.

  Nanoseconds extend(Nanoseconds now) {
    Nanoseconds moving = 0;
    for (const std::uint32_t i : visited_) {
      if (running_.find(i) == running_.end()) continue;
      Job& job = jobs_[i];
      for (BlockTable& table : job.tables) table.tokens = length(i);
      if (beam_ && length(i) > requests_[i].prompt)
        change_parents(job.tables, pool_, beams_, p_.reparent);
      while (running_.find(i) != running_.end() &&
             pool_.free() < needed_for_tokens(job.tables, pool_, block_))
        moving += throw_out(*running_.rbegin(), now);
      if (running_.find(i) == running_.end()) continue;
      logical_ -= entries(job.tables);
      for (BlockTable& table : job.tables) {
        if (append_token(table, pool_, block_)) ++out_.copies;
      }
      logical_ += entries(job.tables);
    }
    return moving;
  }

  Nanoseconds throw_out(std::uint32_t i, Nanoseconds now) {
    Job& job = jobs_[i];
    ++out_.preemptions;
    job.generated = static_cast<std::uint32_t>(decodes_ - job.began);
    // Several sequences of a request hold different tokens: their blocks have to be kept.
    const bool keep = p_.preemption == "swap" || width_ > 1;
    Sequences host;
    if (keep) host = numbered(job.tables, job.swapped);
    leave(i);
    job.tables = std::move(host);
    waiting_.push_front(i);
    states_.enter(i, "makes room", now);
    return keep ? host_time(job.swapped) : 0;
  }

  Nanoseconds host_time(std::uint32_t blocks) const {
    return host_.alone(static_cast<double>(blocks) * block_ * device_.kv_token_bytes);
  }

  // ---- What is measured.

  void account(Nanoseconds begin, Nanoseconds end, const char* what) {
    if (context_.timeline != nullptr) {
      context_.timeline->span(gpu_track_, what, begin, end,
                              static_cast<std::int64_t>(running_.size()));
      context_.timeline->counter(running_track_, begin, static_cast<std::int64_t>(running_.size()));
      context_.timeline->counter(waiting_track_, begin, static_cast<std::int64_t>(waiting_.size()));
      context_.timeline->counter(
          held_track_, begin,
          paged_ ? std::int64_t{pool_.used()} * block_ : static_cast<std::int64_t>(asked_));
    }
    if (end <= window_begin_ || begin >= window_end_) return;
    const auto time =
        static_cast<double>(std::min(end, window_end_) - std::max(begin, window_begin_));
    const auto tokens = static_cast<double>(tokens_), slots = static_cast<double>(slots_);
    out_.batched += time * static_cast<double>(running_.size());
    if (!paged_) {
      const auto final = static_cast<double>(final_), asked = static_cast<double>(asked_);
      out_.usage.token += time * tokens;
      out_.usage.reservation += time * (final - tokens);
      out_.usage.internal += time * (asked - final);
      out_.usage.external += time * (slots - asked);
      return;
    }
    const double held = static_cast<double>(pool_.used()) * block_;
    const double logical = static_cast<double>(logical_) * block_;
    const double unfilled = logical - tokens * width_;
    out_.usage.token += time * (held - unfilled);
    out_.usage.internal += time * unfilled;
    out_.usage.external += time * (slots - held);
    out_.blocks_held += time * static_cast<double>(pool_.used());
    out_.blocks_logical += time * static_cast<double>(logical_);
  }

  /// What always holds: references are table entries, every slot and every request is somewhere.
  bool sound() const {
    std::uint64_t references = 0, held = 0, tokens = 0;
    for (BlockId block = 0; block < pool_.total(); ++block) references += pool_.references(block);
    for (const std::uint32_t i : running_) {
      held += paged_ ? entries(jobs_[i].tables) : Buddy::rounded(asked(i));
      tokens += length(i);
    }
    const bool memory = paged_ ? references == held && held == logical_ &&
                                     pool_.used() + pool_.free() == pool_.total()
                               : held + buddy_.free_slots() == slots_;
    return memory && tokens == tokens_ && waiting_.size() + running_.size() + finished_ == arrived_;
  }

  const Params& p_;
  bool paged_, beam_;
  Scheme scheme_;
  const std::vector<Request>& requests_;
  const Context& context_;
  Draws beams_;
  serving::Device device_;
  serving::Efficiency efficiency_;
  Link host_;
  std::uint32_t slots_, block_, width_;
  Buddy buddy_;
  BlockPool pool_;
  std::uint32_t margin_;

  Nanoseconds window_begin_, window_end_;
  std::uint32_t gpu_track_, running_track_, waiting_track_, held_track_;
  std::vector<Job> jobs_;
  RequestStates states_;
  std::deque<std::uint32_t> waiting_;
  std::set<std::uint32_t> running_;  // By arrival.
  std::map<std::uint64_t, std::vector<Due>> due_;
  std::vector<std::uint32_t> visited_;
  std::uint64_t decodes_ = 0;
  std::uint64_t tokens_ = 0, final_ = 0, asked_ = 0, logical_ = 0;  // Sums over the running.
  std::size_t arrived_ = 0, finished_ = 0;
  Outcome out_;
};

}  // namespace

Outcome serve(const Params& params, Scheme scheme, const std::vector<Request>& requests,
              std::int64_t seed, const Context& context) {
  return Server(params, scheme, requests, seed, context).run();
}

}  // namespace ahub::sim::pagedkv
