// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <deque>
#include <functional>
#include <map>

#include "sim/pagedkv/blocks.hpp"
#include "sim/pagedkv/buddy.hpp"
#include "sim/pagedkv/server.hpp"
#include "unit/sim/run_simulator.hpp"

using ahub::Json;
using namespace ahub::sim;
using namespace ahub::sim::pagedkv;

namespace {

/// The free runs of a buddy system, found from a picture of the slots.
std::map<std::uint32_t, std::vector<std::uint32_t>> free_runs(const std::vector<bool>& taken) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> runs;  // By size.
  const std::function<void(std::uint32_t, std::uint32_t)> look = [&](std::uint32_t start,
                                                                     std::uint32_t size) {
    bool any = false, all = true;
    for (std::uint32_t i = start; i < start + size; ++i) {
      any = any || taken[i];
      all = all && taken[i];
    }
    if (!any) {
      runs[size].push_back(start);
    } else if (!all) {
      look(start, size / 2);
      look(start + size / 2, size / 2);
    }
  };
  const auto slots = static_cast<std::uint32_t>(taken.size());
  std::uint32_t start = 0;
  for (std::uint32_t size = 1U << 20U; size > 0; size /= 2) {
    if ((slots & size) == 0) continue;
    look(start, size);
    start += size;
  }
  return runs;
}

/// Serving as one would write it first: every request is touched in every step, blocks are counted
/// from lengths alone.
struct NaiveServer {
  std::int64_t iterations = 0, preemptions = 0;
  std::uint64_t end = 0;

  void run(const pagedkv::Params& p, Scheme scheme, const std::vector<serving::Request>& requests) {
    const bool paged = scheme == Scheme::paged;
    const serving::Device device =
        serving::device_of(serving::gpu(p.gpu), serving::language_model(p.model));
    const serving::Efficiency efficiency{p.mfu, p.mbu, p.overhead_ms / 1e3};
    std::vector<std::uint32_t> generated(requests.size(), 0);
    std::vector<std::uint32_t> start(requests.size(), 0);
    std::deque<std::size_t> waiting;
    std::vector<std::size_t> running;
    Buddy buddy(static_cast<std::uint32_t>(p.slots));
    const std::int64_t total = p.slots / p.block;
    const auto margin = static_cast<std::int64_t>(p.watermark * static_cast<double>(total));
    const auto length = [&](std::size_t i) {
      return std::int64_t{requests[i].prompt} + generated[i];
    };
    const auto asked = [&](std::size_t i) -> std::uint32_t {
      if (scheme == Scheme::max) return static_cast<std::uint32_t>(p.longest);
      std::uint32_t answer = requests[i].output;
      if (scheme == Scheme::pow2) {
        for (answer = 1; answer < requests[i].output;) answer *= 2;
      }
      return std::min(static_cast<std::uint32_t>(p.longest), requests[i].prompt + answer);
    };
    const auto blocks = [&](std::int64_t tokens) { return (tokens + p.block - 1) / p.block; };
    const auto used = [&] {
      std::int64_t sum = 0;
      for (const std::size_t i : running) sum += blocks(length(i));
      return sum;
    };
    std::size_t arrived = 0, done = 0;
    std::uint64_t now = requests.front().arrival;
    while (done < requests.size()) {
      ++iterations;
      if (running.empty() && waiting.empty()) now = std::max(now, requests[arrived].arrival);
      for (; arrived < requests.size() && requests[arrived].arrival <= now; ++arrived)
        waiting.push_back(arrived);
      double prompts = 0;
      while (!waiting.empty() && running.size() < static_cast<std::size_t>(p.batch_cap)) {
        const std::size_t i = waiting.front();
        if (paged) {
          const std::int64_t keep = running.empty() ? 0 : margin;
          if (total - used() < blocks(length(i)) + keep) break;
        } else {
          const auto run = buddy.allocate(asked(i));
          if (!run) break;
          start[i] = *run;
        }
        waiting.pop_front();
        running.push_back(i);
        prompts += static_cast<double>(length(i));
      }
      if (prompts > 0) {
        now += serving::iteration_time(device, efficiency, prompts, prompts);
        continue;
      }
      if (paged) {
        // In order of arrival everybody takes the block of its next token.
        std::sort(running.begin(), running.end());
        for (std::size_t at = 0; at < running.size(); ++at) {
          const auto held = [&] {
            std::int64_t sum = 0;
            for (std::size_t k = 0; k < running.size(); ++k)
              sum += blocks(length(running[k]) + (k < at ? 1 : 0));
            return sum;
          };
          const bool needs = length(running[at]) % p.block == 0;
          while (at < running.size() && needs && held() == total) {
            waiting.push_front(running.back());
            running.pop_back();
            ++preemptions;
          }
        }
      }
      double tokens = 0;
      for (const std::size_t i : running) tokens += static_cast<double>(length(i));
      now +=
          serving::iteration_time(device, efficiency, static_cast<double>(running.size()), tokens);
      std::vector<std::size_t> kept;
      for (const std::size_t i : running) {
        if (++generated[i] == requests[i].output) {
          ++done;
          if (!paged) buddy.release(start[i], asked(i));
        } else {
          kept.push_back(i);
        }
      }
      running = kept;
    }
    end = now;
  }
};

}  // namespace

TEST_CASE("the buddy allocator agrees with a picture of the slots", "[pagedkv]") {
  for (const std::uint32_t slots : {1U, 7U, 64U, 100U, 157U}) {
    Draws draws(slots);
    Buddy buddy(slots);
    std::vector<bool> taken(slots, false);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> held;
    for (int step = 0; step < 4000; ++step) {
      if (held.empty() || draws.below(2) == 0) {
        const auto size = static_cast<std::uint32_t>(1 + draws.below(slots));
        std::optional<std::uint32_t> expected;
        for (const auto& [run, starts] : free_runs(taken)) {
          if (run >= size && !expected) expected = starts.front();
        }
        const auto start = buddy.allocate(size);
        REQUIRE(start == expected);
        if (!start) continue;
        for (std::uint32_t i = 0; i < Buddy::rounded(size); ++i) taken[*start + i] = true;
        held.emplace_back(*start, size);
      } else {
        const std::size_t at = draws.below(held.size());
        const auto [start, size] = held[at];
        held.erase(held.begin() + static_cast<std::ptrdiff_t>(at));
        for (std::uint32_t i = 0; i < Buddy::rounded(size); ++i) taken[start + i] = false;
        buddy.release(start, size);
      }
      REQUIRE(buddy.free_slots() ==
              static_cast<std::uint32_t>(std::count(taken.begin(), taken.end(), false)));
    }
  }
}

TEST_CASE("15,728 slots hold seven runs of 2,048", "[pagedkv]") {
  Buddy buddy(15'728);
  for (int i = 0; i < 7; ++i) CHECK(buddy.allocate(2048));
  CHECK_FALSE(buddy.allocate(2048));
}

TEST_CASE("the examples of the paper: a prompt of seven tokens in blocks of four", "[pagedkv]") {
  BlockPool pool(9);
  BlockTable a;
  append_prompt(a, pool, 7, 4);  // Figure 6: two blocks, the second with one slot free.
  CHECK(a.blocks.size() == 2);
  CHECK(needed_for_token(a, pool, 4) == 0);
  append_token(a, pool, 4);  // The eighth token fills it.
  CHECK(a.blocks.size() == 2);
  CHECK(needed_for_token(a, pool, 4) == 1);
  append_token(a, pool, 4);  // The ninth takes a third.
  CHECK(a.blocks.size() == 3);
  clear(a, pool);

  append_prompt(a, pool, 7, 4);  // Figure 8: two samples of one prompt.
  BlockTable b = fork(a, pool);
  CHECK(pool.used() == 2);
  CHECK(pool.references(a.blocks[1]) == 2);
  const BlockId shared = a.blocks[1];
  CHECK(append_token(a, pool, 4));  // Written by the first at count 2: copied.
  CHECK(a.blocks[1] != shared);
  CHECK(pool.references(shared) == 1);
  CHECK_FALSE(append_token(b, pool, 4));  // By the second at count 1: in place.
  CHECK(b.blocks[1] == shared);
  CHECK(a.blocks[0] == b.blocks[0]);
  CHECK(pool.used() == 3);
}

TEST_CASE("tables over a pool agree with a naive map of what was written", "[pagedkv]") {
  constexpr std::uint32_t kBlock = 4;
  Draws draws(11);
  BlockPool pool(64);
  struct Sequence {
    BlockTable table;
    std::vector<int> text;
  };
  std::vector<Sequence> sequences;
  std::map<std::pair<BlockId, std::uint32_t>, int> memory;  // What each slot holds.
  int next = 0;
  for (int step = 0; step < 100'000; ++step) {
    const std::uint64_t what = draws.below(20);
    if (sequences.empty() || what == 0) {
      const auto tokens = static_cast<std::uint32_t>(1 + draws.below(12));
      if (pool.free() < blocks_for(tokens, kBlock)) continue;
      Sequence fresh;
      append_prompt(fresh.table, pool, tokens, kBlock);
      for (std::uint32_t i = 0; i < tokens; ++i) {
        memory[{fresh.table.blocks[i / kBlock], i % kBlock}] = next;
        fresh.text.push_back(next++);
      }
      sequences.push_back(fresh);
      continue;
    }
    Sequence& one = sequences[draws.below(sequences.size())];
    if (what == 1) {
      if (sequences.size() < 40) {
        Sequence copy{fork(one.table, pool), one.text};
        sequences.push_back(copy);
      }
    } else if (what == 2) {
      clear(one.table, pool);
      std::swap(one, sequences.back());
      sequences.pop_back();
    } else if (pool.free() >= needed_for_token(one.table, pool, kBlock)) {
      const std::uint32_t at = one.table.tokens, before = pool.free();
      const std::uint32_t needed = needed_for_token(one.table, pool, kBlock);
      const BlockId old = one.table.blocks.empty() ? 0 : one.table.blocks.back();
      if (append_token(one.table, pool, kBlock)) {
        for (std::uint32_t i = 0; i < at % kBlock; ++i)
          memory[{one.table.blocks.back(), i}] = memory[{old, i}];
      }
      CHECK(before - pool.free() == needed);
      memory[{one.table.blocks[at / kBlock], at % kBlock}] = next;
      one.text.push_back(next++);
    }
    if (step % 97 != 0) continue;
    std::map<BlockId, std::uint32_t> references;
    for (const Sequence& sequence : sequences) {
      REQUIRE(sequence.table.tokens == sequence.text.size());
      REQUIRE(sequence.table.blocks.size() == blocks_for(sequence.table.tokens, kBlock));
      for (std::uint32_t i = 0; i < sequence.table.tokens; ++i)
        REQUIRE(memory[{sequence.table.blocks[i / kBlock], i % kBlock}] == sequence.text[i]);
      for (const BlockId block : sequence.table.blocks) ++references[block];
    }
    REQUIRE(references.size() == pool.used());
    for (const auto& [block, count] : references) REQUIRE(pool.references(block) == count);
  }
}

TEST_CASE("serving agrees with a naive server", "[pagedkv]") {
  for (int seed = 1; seed <= 24; ++seed) {
    pagedkv::Params p;
    p.requests = 60;
    p.rate = 3 * seed;
    p.longest = 256;
    p.prompt_mean = 40;
    p.output_mean = 30;
    p.slots = 300 + 100 * (seed % 7);
    p.block = seed % 3 == 0 ? 1 : 4 * (seed % 5 + 1);
    p.batch_cap = seed % 4 == 0 ? 3 : 64;
    const auto requests = serving::make_requests(p, seed, Context());
    for (const Scheme scheme : {Scheme::max, Scheme::pow2, Scheme::oracle, Scheme::paged}) {
      NaiveServer naive;
      naive.run(p, scheme, requests);
      const Outcome outcome = serve(p, scheme, requests, seed, Context());
      INFO("seed " << seed << " scheme " << static_cast<int>(scheme));
      CHECK(outcome.end == naive.end);
      CHECK(outcome.iterations == naive.iterations);
      CHECK(outcome.preemptions == naive.preemptions);
    }
  }
}

TEST_CASE("the default configuration is near the paper's figures", "[pagedkv]") {
  const auto values = outputs_of_run("pagedkv", {{"rate", 4}}, 42);
  CHECK(values.at("batched_max") == 7);
  CHECK(values.at("token_paged") > 0.96);
  CHECK(values.at("paged_over_oracle") >= 1.7);
  CHECK(values.at("paged_over_oracle") <= 2.7);
  CHECK(values.at("paged_over_max") >= 2.7);
  CHECK(values.at("paged_over_max") <= 8);
  for (const char* const scheme : {"max", "pow2", "oracle", "paged"}) {
    double sum = 0;
    for (const char* const part : {"token_", "reservation_", "internal_", "external_"})
      sum += values.at(std::string(part) + scheme);
    CHECK(sum == Approx(1).margin(1e-5));
  }
}

TEST_CASE("larger blocks waste more, sharing saves more with more samples", "[pagedkv]") {
  double before = 1;
  for (const int block : {1, 16, 256}) {
    const double token = outputs_of_run("pagedkv",
                                        {{"scheme", Json::array().push("paged")},
                                         {"rate", 4},
                                         {"requests", 1000},
                                         {"block", block}},
                                        1)
                             .at("token_paged");
    CHECK(token < before);
    before = token;
  }
  for (const char* const sharing : {"parallel", "beam"}) {
    before = 0;
    for (const int width : {2, 4, 6}) {
      const auto values = outputs_of_run("pagedkv",
                                         {{"scheme", Json::array().push("paged")},
                                          {"requests", 300},
                                          {"rate", 1},
                                          {"sharing", sharing},
                                          {"width", width}},
                                         1);
      CHECK(values.at("sharing_saved_paged") > before);
      CHECK(values.at("copies_paged") > 0);
      before = values.at("sharing_saved_paged");
    }
  }
}

TEST_CASE("swapping keeps every token that recomputation keeps", "[pagedkv]") {
  const ahub::sim::Params base{
      {"scheme", Json::array().push("paged")}, {"rate", 8}, {"requests", 400}};
  std::map<std::string, std::map<std::string, double>> values;
  for (const char* const how : {"recompute", "swap"}) {
    ahub::sim::Params params = base;
    params.emplace_back("preemption", how);
    values[how] = outputs_of_run("pagedkv", params, 2);
    CHECK(values[how].at("preemptions_paged") > 0);
  }
  CHECK(values["swap"].at("tokens_paged") == values["recompute"].at("tokens_paged"));
  CHECK(values["swap"].at("iterations_paged") != values["recompute"].at("iterations_paged"));
  // Beams that had to make room come back with what they share.
  const auto beams = outputs_of_run("pagedkv",
                                    {{"scheme", Json::array().push("paged")},
                                     {"rate", 8},
                                     {"requests", 200},
                                     {"sharing", "beam"},
                                     {"width", 4}},
                                    2);
  CHECK(beams.at("preemptions_paged") > 0);
}

TEST_CASE("settings that make no sense are refused", "[pagedkv]") {
  CHECK(refusal("pagedkv", {{"width", 2}}) == "sharing is 'none' and width is 2");
  CHECK(refusal("pagedkv", {{"slots", 1024}}).find("does not fit") != std::string::npos);
  CHECK(refusal("pagedkv", {{"requests", 1'000'000'000}}).find("requests") != std::string::npos);
  CHECK(refusal("pagedkv", {{"block", 0}}).find("block") != std::string::npos);
}
