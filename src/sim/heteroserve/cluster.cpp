// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The devices: admission, iterations, and what the users see.
#include "sim/heteroserve/cluster.hpp"

#include <algorithm>
#include <cassert>
#include <deque>
#include <map>

#include <fmt/format.h>

#include "sim/engine/nearest_rank.hpp"
#include "sim/engine/request_states.hpp"
#include "sim/serving/device_rows.hpp"

namespace ahub::sim::heteroserve {
namespace {

using serving::Request;

struct Running {
  std::uint32_t request;
  std::int64_t reserved;  // Tokens of keys and values.
  std::int64_t started;   // The iteration that feeds its prompt.
};

struct Worker {
  std::deque<std::uint32_t> queue;
  // By the iteration in which something is due: a running request ends, or its reservation does.
  std::multimap<std::int64_t, Running> due;
  std::vector<std::uint32_t> entering;  // Fed in the current iteration.
  std::int64_t running = 0, context = 0, reserved = 0, iteration = 0;
  Nanoseconds busy = 0, began = 0;
  bool working = false;
  std::uint32_t track = 0, queue_track = 0;
};

constexpr std::uint32_t kArrival = ~0U;
struct Happening {
  std::uint32_t node;  // kArrival: the next request comes.
};

std::string_view name_of(Policy policy) {
  return std::find_if(std::begin(kPolicies), std::end(kPolicies),
                      [&](const PolicyRow& row) { return row.policy == policy; })
      ->name;
}

double mean_output(const std::vector<Request>& requests) {
  double sum = 0;
  for (const Request& request : requests) sum += request.output;
  return sum / static_cast<double>(requests.size());
}

/// A timeline numbers the devices of a kind.
std::vector<Worker> idle_workers(const std::vector<Node>& nodes, Timeline* timeline,
                                 std::string_view system) {
  std::vector<Worker> workers(nodes.size());
  if (timeline == nullptr) return workers;
  std::map<std::string_view, int> alike;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const std::string_view kind = nodes[i].gpu->name;
    const std::string name = fmt::format("{} #{}", kind, ++alike[kind]);
    workers[i].track = timeline->track(system, name, Timeline::Shows::device, "batch");
    workers[i].queue_track =
        timeline->track(system, name + " queue", Timeline::Shows::counter, "requests");
  }
  return workers;
}

class Cluster {
 public:
  Cluster(const Params& params, Policy policy, const std::vector<Request>& requests,
          std::int64_t seed, const Context& context)
      : p_(params),
        requests_(requests),
        context_(context),
        nodes_(nodes_of(params)),
        mean_output_(mean_output(requests)),
        dispatcher_(policy, nodes_, mean_output_, seed),
        predictions_(seed, "predictions"),
        efficiency_(serving::efficiency_of(params)),
        cap_(policy == Policy::rr ? params.uniform_cap : params.batch_cap),
        workers_(idle_workers(nodes_, context.timeline, name_of(policy))),
        loads_(nodes_.size()),
        guesses_(requests.size()),
        first_token_(requests.size()),
        end_(requests.size()),
        states_(context.timeline, name_of(policy)) {}

  Outcome run() {
    events_.push(requests_.front().arrival, {kArrival});
    while (!events_.empty()) {
      const auto event = events_.pop();
      if ((out_.events++ & 0xfff) == 0) context_.deadline.check();  // Short runs may be many.
      if (event.payload.node == kArrival) {
        arrive(event.time);
      } else {
        end_iteration(event.time, event.payload.node);
      }
    }
    assert(sound());
    summarise();
    return out_;
  }

 private:
  void arrive(Nanoseconds now) {
    const auto i = static_cast<std::uint32_t>(arrived_++);
    const Request& request = requests_[i];
    const double error = predictions_.lognormal(1, p_.prediction_cv);
    guesses_[i] = guess_of(request.prompt, static_cast<double>(request.output) * error);
    const std::size_t node = dispatcher_.choose(guesses_[i], loads_);
    change_load(node, i, 1);
    workers_[node].queue.push_back(i);
    states_.enter(i, "waits", now);
    note_queue(now, workers_[node]);
    if (!workers_[node].working) start_iteration(now, static_cast<std::uint32_t>(node));
    if (arrived_ < requests_.size()) events_.push(requests_[arrived_].arrival, {kArrival});
  }

  void note_queue(Nanoseconds now, const Worker& worker) {
    if (context_.timeline != nullptr)
      context_.timeline->counter(worker.queue_track, now,
                                 static_cast<std::int64_t>(worker.queue.size()));
  }

  void change_load(std::size_t node, std::uint32_t i, int sign) {
    const Guess& guess = guesses_[i];
    loads_[node].depth += sign;
    loads_[node].pending += sign * (static_cast<double>(guess.prompt) + guess.expected);
    loads_[node].work += sign * work_of(guess, mean_output_);
  }

  /// Admits what fits, in order of arrival, and runs one step of everybody.
  void start_iteration(Nanoseconds now, std::uint32_t n) {
    Worker& worker = workers_[n];
    ++worker.iteration;
    std::int64_t prompts = 0;
    while (!worker.queue.empty() && worker.running < cap_) {
      const std::uint32_t i = worker.queue.front();
      const std::int64_t reserve = requests_[i].prompt + guesses_[i].upper;
      // What was never asked to shrink runs alone in the worst case.
      if (worker.reserved + reserve > nodes_[n].kv_tokens && worker.running > 0) break;
      worker.queue.pop_front();
      worker.reserved += reserve;
      ++worker.running;
      prompts += requests_[i].prompt;
      worker.entering.push_back(i);
      states_.enter(i, "runs", now);
      plan({i, reserve, worker.iteration}, worker);
    }
    if (!worker.entering.empty()) note_queue(now, worker);
    worker.working = worker.running > 0;
    if (!worker.working) return;
    worker.began = now;
    const std::int64_t old = worker.running - static_cast<std::int64_t>(worker.entering.size());
    const Nanoseconds duration =
        serving::iteration_time(nodes_[n].device, efficiency_, static_cast<double>(prompts + old),
                                static_cast<double>(worker.context + prompts));
    worker.context += prompts;
    events_.push(now + duration, {n});
  }

  /// A request is looked at again when it ends, or when it has outgrown its reservation.
  void plan(const Running& running, Worker& worker) {
    const Request& request = requests_[running.request];
    const std::int64_t until =
        std::min<std::int64_t>(request.output, running.reserved - request.prompt);
    worker.due.emplace(running.started + until - 1, running);
  }

  void end_iteration(Nanoseconds now, std::uint32_t n) {
    Worker& worker = workers_[n];
    ++out_.iterations;
    worker.busy += now - worker.began;
    if (context_.timeline != nullptr)
      context_.timeline->span(worker.track, "iteration", worker.began, now, worker.running);
    for (const std::uint32_t i : worker.entering) first_token_[i] = now;
    worker.entering.clear();
    worker.context += worker.running;
    count_tokens(worker.running, now);
    while (!worker.due.empty() && worker.due.begin()->first == worker.iteration) {
      Running running = worker.due.begin()->second;
      worker.due.erase(worker.due.begin());
      const Request& request = requests_[running.request];
      if (worker.iteration - running.started + 1 == request.output) {
        leave(now, n, running);
        continue;
      }
      // Longer than predicted: as much again. Those that wait have to leave it the room.
      ++out_.overflows;
      const std::int64_t more = running.reserved - request.prompt;
      running.reserved += more;
      worker.reserved += more;
      plan(running, worker);
    }
    start_iteration(now, n);
  }

  void leave(Nanoseconds now, std::uint32_t n, const Running& running) {
    Worker& worker = workers_[n];
    const Request& request = requests_[running.request];
    --worker.running;
    worker.context -= std::int64_t{request.prompt} + request.output;
    worker.reserved -= running.reserved;
    change_load(n, running.request, -1);
    end_[running.request] = now;
    states_.leave(running.request, now);
  }

  void count_tokens(std::int64_t tokens, Nanoseconds now) {
    out_.tokens += tokens;
    if (now <= requests_.back().arrival) out_.window_tokens += static_cast<double>(tokens);
  }

  void summarise() {
    std::vector<Nanoseconds> first(requests_.size());
    double tpot_sum = 0;
    std::int64_t with_tpot = 0;
    Nanoseconds last = 0;
    for (std::size_t i = 0; i < requests_.size(); ++i) {
      const Request& request = requests_[i];
      first[i] = first_token_[i] - request.arrival;
      last = std::max(last, end_[i]);
      double tpot = 0;
      if (request.output > 1) {
        tpot = static_cast<double>(end_[i] - first_token_[i]) / 1e6 / (request.output - 1);
        tpot_sum += tpot;
        ++with_tpot;
      }
      const double ttft = static_cast<double>(first[i]) / 1e6;
      if (ttft <= p_.ttft_slo_ms && tpot <= p_.tpot_slo_ms) ++out_.within_slo;
    }
    std::sort(first.begin(), first.end());
    out_.ttft_p50_ms = static_cast<double>(nearest_rank(first, 0.5)) / 1e6;
    out_.ttft_p99_ms = static_cast<double>(nearest_rank(first, 0.99)) / 1e6;
    out_.tpot_mean_ms = with_tpot == 0 ? 0 : tpot_sum / static_cast<double>(with_tpot);
    const Nanoseconds span = last - requests_.front().arrival;
    out_.makespan_s = static_cast<double>(span) / 1e9;
    std::size_t next = 0;
    for (const auto& [count, busy] : {std::pair{p_.h100, &out_.busy_h100},
                                      {p_.a100, &out_.busy_a100},
                                      {p_.l40s, &out_.busy_l40s}}) {
      for (std::int64_t i = 0; i < count; ++i)
        *busy += static_cast<double>(workers_[next++].busy) /
                 (static_cast<double>(span) * static_cast<double>(count));
    }
  }

  /// Nobody is lost and nothing stays reserved.
  bool sound() const {
    std::int64_t tokens = 0;
    for (const Request& request : requests_) tokens += request.output;
    return arrived_ == requests_.size() && tokens == out_.tokens &&
           std::all_of(workers_.begin(), workers_.end(), [](const Worker& worker) {
             return worker.running == 0 && worker.context == 0 && worker.reserved == 0 &&
                    worker.queue.empty() && worker.due.empty();
           });
  }

  const Params& p_;
  const std::vector<Request>& requests_;
  const Context& context_;
  std::vector<Node> nodes_;
  double mean_output_;
  Dispatcher dispatcher_;
  Draws predictions_;
  serving::Efficiency efficiency_;
  std::int64_t cap_;
  std::vector<Worker> workers_;
  std::vector<Load> loads_;
  std::vector<Guess> guesses_;
  std::vector<Nanoseconds> first_token_, end_;
  RequestStates states_;
  EventQueue<Happening> events_;
  std::size_t arrived_ = 0;
  Outcome out_;
};

}  // namespace

Outcome simulate(const Params& params, Policy policy, const std::vector<Request>& requests,
                 std::int64_t seed, const Context& context) {
  return Cluster(params, policy, requests, seed, context).run();
}

}  // namespace ahub::sim::heteroserve
