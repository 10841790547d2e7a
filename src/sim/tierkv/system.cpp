// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/tierkv/system.hpp"

#include <algorithm>
#include <cassert>
#include <deque>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/engine/nearest_rank.hpp"
#include "sim/engine/request_states.hpp"
#include "sim/serving/device_rows.hpp"
#include "sim/serving/workload.hpp"
#include "sim/tierkv/tiers.hpp"

namespace ahub::sim::tierkv {
namespace {

/// One arm: who runs when. The ring holds the requests that wait, the next one to run in front.
class System {
 public:
  System(const Params& params, Staging staging, std::int64_t seed, const Context& context)
      : p_(params),
        staging_(staging),
        context_(context),
        requests_of_(seed, "requests"),
        device_(serving::device_of(serving::gpu(p_.gpu), serving::language_model(p_.model),
                                   static_cast<double>(p_.ranks))),
        efficiency_(serving::efficiency_of(p_)),
        token_bytes_(static_cast<std::int64_t>(device_.kv_token_bytes)),
        batch_limit_(static_cast<std::int64_t>(p_.hbm_kv_gb * 1e9 * p_.fill)),
        gpu_track_(track("GPU", Timeline::Shows::device, "iteration")),
        tiers_(p_, token_bytes_, name_of(staging), events_, context, out_),
        states_(context.timeline, name_of(staging)),
        used_track_(track("HBM used", Timeline::Shows::counter, "MB")),
        wanted_track_(track("in line for HBM", Timeline::Shows::counter, "requests")) {}

  Outcome run() {
    Nanoseconds now = 0;
    fill();
    start_iteration(now);
    while (iterations_ < p_.iterations) {
      if (events_.empty()) {
        throw Error(ErrorKind::input, "bad-parameter",
                    "the batch leaves no room in HBM to bring a request in",
                    "lower fill, or give more with hbm_kv_gb");
      }
      const auto event = events_.pop();
      now = event.time;
      if ((out_.events++ & 0xfff) == 0) context_.deadline.check();  // Short runs may be many.
      handle(now, event.payload);
    }
    states_.leave_all(now);
    std::sort(samples_.begin(), samples_.end());
    out_.p50_ns = nearest_rank(samples_, 0.5);
    out_.p99_ns = nearest_rank(samples_, 0.99);
    return out_;
  }

 private:
  static const char* name_of(Staging staging) {
    return staging == Staging::staged ? "staged" : "reactive";
  }

  std::uint32_t track(const char* name, Timeline::Shows shows, const char* value) const {
    return context_.timeline == nullptr
               ? 0
               : context_.timeline->track(name_of(staging_), name, shows, value);
  }

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

  /// Requests in the middle of their lives, the ones that run soonest nearest.
  void fill() {
    const auto demand =
        static_cast<std::int64_t>(static_cast<double>(tiers_.hbm()) * p_.oversubscription);
    std::int64_t total = 0;
    while (total < demand) {
      Request request = fresh();
      const auto done =
          static_cast<std::int64_t>(requests_of_.below(static_cast<std::uint64_t>(request.left)));
      request.tokens += done;
      request.left -= done;
      total += tiers_.bytes(request);
      tiers_.requests.push_back(request);
    }
    for (std::uint32_t i = 0; i < tiers_.requests.size(); ++i) {
      tiers_.place_at_start(tiers_.requests[i], batch_limit_);
      wait_again(i, 0);
    }
  }

  void wait_again(std::uint32_t i, Nanoseconds now) {
    Request& request = tiers_.requests[i];
    request.position = next_position_++;
    ring_.push_back(i);
    tiers_.wait(i);
    states_.enter(i, "waits", now);
  }

  void handle(Nanoseconds now, const Happening& event) {
    switch (event.kind) {
      case Kind::iteration_starts:
        start_iteration(now);
        break;
      case Kind::iteration_ends:
        end_iteration(now);
        break;
      case Kind::chunk_read:
        tiers_.chunk_read(now, event.request, event.last);
        break;
      case Kind::chunk_arrives:
        if (tiers_.chunk_arrives(event.request)) arrive(now, event.request);
        break;
      case Kind::demoted:
        tiers_.demoted(event.request);
        fetch_more(now);
        if (!busy_) compute_when_ready(now);
        break;
    }
    assert(tiers_.sound() && ring_.size() + batch_.size() == tiers_.requests.size());
  }

  void start_iteration(Nanoseconds now) {
    began_ = now;
    busy_ = false;
    Nanoseconds delay = 0;
    while (!ring_.empty() &&
           batch_bytes_ + tiers_.bytes(tiers_.requests[ring_.front()]) <= batch_limit_) {
      const std::uint32_t i = ring_.front();
      ring_.pop_front();
      delay += admit(now + delay, i);
    }
    if (staging_ == Staging::staged) {
      stage(now);
      fetch_more(now);
      compute_when_ready(now);
    } else {
      delay += tiers_.make_room_at_once(now + delay, growth());
      compute(now + delay);
    }
  }

  /// Every running request writes one token an iteration.
  std::int64_t growth() const { return static_cast<std::int64_t>(batch_.size()) * token_bytes_; }

  /// Puts a request into the batch; returns how long the whole device waits for it (reactive).
  Nanoseconds admit(Nanoseconds now, std::uint32_t i) {
    Request& request = tiers_.requests[i];
    ++out_.admissions;
    states_.enter(i, "runs", now);
    batch_.push_back(i);
    batch_bytes_ += tiers_.bytes(request);
    // Spread over the quantum at the start, so that the first batch does not yield as one.
    request.quantum =
        began_ == 0 ? 1 + static_cast<std::int64_t>(batch_.size()) % p_.quantum : p_.quantum;
    if (request.tier == Tier::hbm && !request.moving) {
      ++out_.hits;
      tiers_.run(i);
      return 0;
    }
    if (staging_ == Staging::reactive) return tiers_.fetch_at_once(now, i);
    ++missing_;
    if (!request.moving) tiers_.want(i);
    return 0;
  }

  /// Once everybody is there and what is written next has room, or nothing can make any.
  void compute_when_ready(Nanoseconds now) {
    if (missing_ == 0 && (tiers_.free_hbm() >= growth() || !tiers_.is_leaving())) compute(now);
  }

  void compute(Nanoseconds now) {
    std::int64_t tokens = 0;
    for (const std::uint32_t i : batch_) tokens += tiers_.requests[i].tokens;
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
    tiers_.grow(growth());
    Nanoseconds prefill = 0;
    std::size_t kept = 0;
    for (const std::uint32_t i : batch_) {
      Request& request = tiers_.requests[i];
      ++request.tokens;
      --request.left;
      --request.quantum;
      if (request.left == 0) {
        batch_bytes_ -= tiers_.bytes(request);
        prefill += replace(i, now);
      } else if (request.quantum == 0) {
        batch_bytes_ -= tiers_.bytes(request);
        wait_again(i, now);
      } else {
        batch_[kept++] = i;
      }
    }
    batch_.resize(kept);
    out_.prefill_ns += prefill;
    note(gpu_track_, "prefill", now, now + prefill, iterations_);
    if (context_.timeline != nullptr)
      context_.timeline->counter(used_track_, now, tiers_.hbm_used() / 1'000'000);
    events_.push(now + prefill, {Kind::iteration_starts, false, 0});
  }

  /// A new request takes the place of a finished one; returns the time of its prefill.
  Nanoseconds replace(std::uint32_t i, Nanoseconds now) {
    tiers_.replace(i, fresh());
    wait_again(i, now);
    return serving::to_nanoseconds(2 * device_.parameters *
                                   static_cast<double>(tiers_.requests[i].tokens) /
                                   (device_.flops * efficiency_.mfu));
  }

  /// Wants the requests that enter within the look-ahead, as far as those that leave make room.
  void stage(Nanoseconds now) {
    std::int64_t room = batch_limit_ - batch_bytes_;
    if (context_.timeline != nullptr)
      context_.timeline->counter(wanted_track_, now, static_cast<std::int64_t>(tiers_.wanted()));
    for (const std::uint32_t i : batch_) {
      const Request& request = tiers_.requests[i];
      if (std::min(request.quantum, request.left) <= p_.lookahead) room += tiers_.bytes(request);
    }
    room -= growth() * p_.lookahead;
    for (const std::uint32_t i : ring_) {
      const Request& request = tiers_.requests[i];
      room -= tiers_.bytes(request);
      if (p_.lookahead == 0 || room < 0) break;
      if (request.moving) continue;
      if (request.tier == Tier::hbm) {
        // Not to be demoted for those that come after it.
        tiers_.protect(request.position);
      } else {
        tiers_.want(i);
      }
    }
  }

  void fetch_more(Nanoseconds now) {
    // Room for the tokens of this iteration and the next.
    tiers_.fetch_more(now, 2 * growth(), missing_ > 0);
  }

  /// A request is whole in HBM.
  void arrive(Nanoseconds now, std::uint32_t i) {
    const bool in_batch =
        ring_.empty() || tiers_.requests[i].position < tiers_.requests[ring_.front()].position;
    if (in_batch) {
      --missing_;
      if (!busy_) compute_when_ready(now);
    } else {
      tiers_.wait(i);
    }
  }

  void note(std::uint32_t track, const char* name, Nanoseconds start, Nanoseconds end,
            std::int64_t value) {
    if (context_.timeline != nullptr && end > start)
      context_.timeline->span(track, name, start, end, value);
  }

  const Params& p_;
  Staging staging_;
  const Context& context_;
  Draws requests_of_;
  serving::Device device_;
  serving::Efficiency efficiency_;
  std::int64_t token_bytes_, batch_limit_;
  EventQueue<Happening> events_;
  Outcome out_;
  std::uint32_t gpu_track_;  // Above those of the tiers.
  Tiers tiers_;
  RequestStates states_;

  std::deque<std::uint32_t> ring_;    // Those that wait.
  std::vector<std::uint32_t> batch_;  // Those that run.
  std::int64_t batch_bytes_ = 0;
  std::int64_t missing_ = 0;  // Of the batch, not in HBM yet.
  std::uint64_t next_position_ = 0;
  std::int64_t iterations_ = 0;
  Nanoseconds began_ = 0;
  bool busy_ = false;  // With the decode step or a prefill.
  std::vector<Nanoseconds> samples_;
  std::uint32_t used_track_, wanted_track_;
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
