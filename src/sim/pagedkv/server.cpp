// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/pagedkv/server.hpp"

#include <algorithm>
#include <cassert>
#include <deque>
#include <map>
#include <set>

#include "sim/engine/link.hpp"
#include "sim/engine/request_states.hpp"
#include "sim/pagedkv/memory.hpp"
#include "sim/serving/device_rows.hpp"

namespace ahub::sim::pagedkv {
namespace {

using serving::Request;

/// A request that waits or runs. All of its sequences (samples or beams) have the same length.
struct Job {
  std::uint64_t began = 0;      // Running: the decode step after which it had no token yet.
  std::uint32_t generated = 0;  // Waiting: tokens of each sequence so far.
  std::uint32_t visit = 0;      // The entry of `due_` that counts.
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
        requests_(requests),
        context_(context),
        device_(serving::device_of(serving::gpu(p_.gpu), serving::language_model(p_.model))),
        efficiency_(serving::efficiency_of(p_)),
        host_(p_.pcie_gb_s * 1e9, 0),
        memory_(params, scheme, requests, seed),
        window_begin_(
            requests[static_cast<std::size_t>(p_.warmup * static_cast<double>(requests.size()))]
                .arrival),
        window_end_(requests.back().arrival),
        gpu_track_(track(scheme, "GPU", Timeline::Shows::device, "batch")),
        running_track_(track(scheme, "running", Timeline::Shows::counter, "requests")),
        waiting_track_(track(scheme, "waiting", Timeline::Shows::counter, "requests")),
        held_track_(track(scheme, "slots held", Timeline::Shows::counter, "tokens")),
        jobs_(requests.size()),
        states_(context.timeline, name_of(scheme)) {}

  Outcome run() {
    memory_.refuse_too_large();
    Nanoseconds now = requests_.front().arrival;
    while (finished_ < requests_.size()) {
      if ((out_.iterations++ & 0xfff) == 0) context_.deadline.check();
      if (running_.empty() && waiting_.empty()) now = std::max(now, requests_[arrived_].arrival);
      while (arrived_ < requests_.size() && requests_[arrived_].arrival <= now)
        arrive(static_cast<std::uint32_t>(arrived_++));
      now = step(now);
      assert(sound());
    }
    out_.end = now;
    out_.window_ns = static_cast<double>(window_end_ - window_begin_);
    assert(memory_.empty());
    return out_;
  }

 private:
  static const char* name_of(Scheme scheme) {
    static constexpr const char* kNames[] = {"max", "pow2", "oracle", "paged"};
    return kNames[static_cast<std::size_t>(scheme)];
  }

  std::uint32_t track(Scheme scheme, const char* name, Timeline::Shows shows,
                      const char* value) const {
    return context_.timeline == nullptr
               ? 0
               : context_.timeline->track(name_of(scheme), name, shows, value);
  }

  void arrive(std::uint32_t i) {
    waiting_.push_back(i);
    states_.enter(i, "waits", requests_[i].arrival);
  }

  std::uint32_t length(std::uint32_t i) const {
    return requests_[i].prompt + static_cast<std::uint32_t>(decodes_ - jobs_[i].began);
  }
  bool is_running(std::uint32_t i) const { return running_.find(i) != running_.end(); }

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
    if (memory_.paged()) moving += extend(now);
    const auto sequences = static_cast<double>(running_.size() * memory_.width());
    const auto tokens = static_cast<double>(tokens_ * memory_.width());
    const Nanoseconds end =
        now + moving + serving::iteration_time(device_, efficiency_, sequences, tokens);
    account(now, end, "decode");
    finish_step(end);
    return end;
  }

  void finish_step(Nanoseconds end) {
    ++decodes_;
    tokens_ += running_.size();
    out_.tokens += static_cast<std::int64_t>(running_.size() * memory_.width());
    for (const std::uint32_t i : visited_) {
      if (!is_running(i)) continue;  // Thrown out before the step.
      if (length(i) == memory_.final_length(i)) {
        const double seconds = static_cast<double>(end - requests_[i].arrival) / 1e9;
        out_.latency_sum += seconds / requests_[i].output;
        ++finished_;
        states_.leave(i, end);
        leave(i);
        memory_.release(i);
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
      const std::uint32_t swapped = memory_.swapped(i);
      if (!memory_.place(i, length(i), running_.empty())) break;
      waiting_.pop_front();
      running_.insert(i);
      states_.enter(i, "runs", now);
      tokens_ += length(i);
      if (swapped > 0) {
        moving += host_time(swapped);
      } else {
        prompts += length(i);
      }
      plan(i);
    }
    return moving;
  }

  void leave(std::uint32_t i) {
    running_.erase(i);
    tokens_ -= length(i);
    ++jobs_[i].visit;
  }

  /// Looks at a request again in the step that ends it or that needs blocks for it.
  void plan(std::uint32_t i) {
    Job& job = jobs_[i];
    const std::uint64_t last = job.began + requests_[i].output;
    const std::uint64_t step = std::min(last, decodes_ + memory_.next_need(i, length(i)));
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
      if (!is_running(i)) continue;
      memory_.begin_token(i, length(i));
      while (is_running(i) && !memory_.has_room_for_token(i))
        moving += throw_out(*running_.rbegin(), now);
      if (is_running(i)) out_.copies += memory_.write_token(i);
    }
    return moving;
  }

  Nanoseconds throw_out(std::uint32_t i, Nanoseconds now) {
    ++out_.preemptions;
    jobs_[i].generated = static_cast<std::uint32_t>(decodes_ - jobs_[i].began);
    leave(i);
    waiting_.push_front(i);
    states_.enter(i, "makes room", now);
    // Several sequences of a request hold different tokens: their blocks have to be kept.
    if (p_.preemption != "swap" && memory_.width() == 1) {
      memory_.release(i);
      return 0;
    }
    memory_.swap_out(i);
    return host_time(memory_.swapped(i));
  }

  Nanoseconds host_time(std::uint32_t blocks) const {
    return host_.alone(static_cast<double>(blocks) * static_cast<double>(p_.block) *
                       device_.kv_token_bytes);
  }

  // ---- What is measured.

  void account(Nanoseconds begin, Nanoseconds end, const char* what) {
    record(begin, end, what);
    if (end <= window_begin_ || begin >= window_end_) return;
    const auto time =
        static_cast<double>(std::min(end, window_end_) - std::max(begin, window_begin_));
    const Usage usage = memory_.usage(tokens_);
    out_.usage.token += time * usage.token;
    out_.usage.reservation += time * usage.reservation;
    out_.usage.internal += time * usage.internal;
    out_.usage.external += time * usage.external;
    out_.batched += time * static_cast<double>(running_.size());
    out_.blocks_held += time * static_cast<double>(memory_.blocks_used());
    out_.blocks_logical += time * static_cast<double>(memory_.blocks_logical());
  }

  void record(Nanoseconds begin, Nanoseconds end, const char* what) {
    if (context_.timeline == nullptr) return;
    const auto running = static_cast<std::int64_t>(running_.size());
    context_.timeline->span(gpu_track_, what, begin, end, running);
    context_.timeline->counter(running_track_, begin, running);
    context_.timeline->counter(waiting_track_, begin, static_cast<std::int64_t>(waiting_.size()));
    context_.timeline->counter(held_track_, begin, static_cast<std::int64_t>(memory_.slots_held()));
  }

  /// What always holds: the memory is sound, and every request is somewhere.
  bool sound() const {
    std::uint64_t tokens = 0;
    for (const std::uint32_t i : running_) tokens += length(i);
    return memory_.sound(running_) && tokens == tokens_ &&
           waiting_.size() + running_.size() + finished_ == arrived_;
  }

  const Params& p_;
  const std::vector<Request>& requests_;
  const Context& context_;
  serving::Device device_;
  serving::Efficiency efficiency_;
  Link host_;
  Memory memory_;

  Nanoseconds window_begin_, window_end_;
  std::uint32_t gpu_track_, running_track_, waiting_track_, held_track_;
  std::vector<Job> jobs_;
  RequestStates states_;
  std::deque<std::uint32_t> waiting_;
  std::set<std::uint32_t> running_;  // By arrival.
  std::map<std::uint64_t, std::vector<Due>> due_;
  std::vector<std::uint32_t> visited_;
  std::uint64_t decodes_ = 0;
  std::uint64_t tokens_ = 0;  // Of one sequence of everybody that runs.
  std::size_t arrived_ = 0, finished_ = 0;
  Outcome out_;
};

}  // namespace

Outcome serve(const Params& params, Scheme scheme, const std::vector<Request>& requests,
              std::int64_t seed, const Context& context) {
  return Server(params, scheme, requests, seed, context).run();
}

}  // namespace ahub::sim::pagedkv
