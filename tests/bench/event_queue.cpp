// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The hold model (Jones, CACM 29 (1986)): N pending events, each step takes the earliest and puts
// one in its place an exponential time later. The event queue against std::priority_queue with the
// same total order, in turn.
//   event_queue [ROUNDS [STEPS]]
#include <cstdio>
#include <cstdlib>
#include <queue>

#include "bench/timing.hpp"
#include "sim/draws.hpp"
#include "sim/engine/event_queue.hpp"

namespace {

using ahub::sim::Nanoseconds;

struct Plain {
  Nanoseconds time;
  std::uint64_t sequence;
  std::uint64_t payload;
  bool operator<(const Plain& other) const {
    return time != other.time ? time > other.time : sequence > other.sequence;
  }
};

/// std::priority_queue behind the same interface.
class Heap {
 public:
  void push(Nanoseconds time, std::uint64_t payload) { heap_.push({time, sequence_++, payload}); }
  Plain pop() {
    const Plain top = heap_.top();
    heap_.pop();
    return top;
  }

 private:
  std::priority_queue<Plain> heap_;
  std::uint64_t sequence_ = 0;
};

template <class Queue>
std::uint64_t hold(std::size_t pending, std::size_t steps, const std::vector<Nanoseconds>& gaps,
                   ahub::bench::Times& times) {
  Queue queue;
  for (std::size_t i = 0; i < pending; ++i) queue.push(gaps[i % gaps.size()], i);
  std::uint64_t check = 0;
  const auto run = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const auto event = queue.pop();
      check = check * 31 + event.payload + event.time;
      queue.push(event.time + gaps[(i * 7 + event.payload) % gaps.size()], event.payload);
    }
  };
  run(pending);  // Until the queue looks as it does in the long run.
  times.add([&] { run(steps); });
  return check;
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const auto steps = static_cast<std::size_t>(argc > 2 ? std::atol(argv[2]) : 4'000'000);
  ahub::sim::Draws draws(1);
  std::vector<Nanoseconds> gaps(1U << 16U);
  for (Nanoseconds& gap : gaps) gap = static_cast<Nanoseconds>(draws.exponential(1e9));
  for (const std::size_t pending : {100U, 10'000U, 1'000'000U}) {
    ahub::bench::Times ours, theirs;
    for (int round = 0; round < rounds; ++round) {
      const std::uint64_t a =
          hold<ahub::sim::EventQueue<std::uint64_t>>(pending, steps, gaps, ours);
      const std::uint64_t b = hold<Heap>(pending, steps, gaps, theirs);
      if (a != b) {
        std::puts("the queues took different events");
        return 1;
      }
    }
    const double unit = 1e9 / static_cast<double>(steps);
    std::printf("pending %8zu  queue %6.1f ns  heap %6.1f ns a step  ratio %.2f\n", pending,
                ours.cpu(0.5) * unit, theirs.cpu(0.5) * unit, theirs.cpu(0.5) / ours.cpu(0.5));
  }
}
