// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "naive_policies.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>

#include "ahub/base/random.hpp"

namespace naive {
namespace {

using Id = std::uint32_t;
using Ids = std::vector<Id>;  // Oldest first unless said otherwise.
using Hits = std::vector<std::uint8_t>;

bool has(const Ids& ids, Id id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }
void drop(Ids& ids, Id id) { ids.erase(std::find(ids.begin(), ids.end(), id)); }
void to_end(Ids& ids, Id id) {
  drop(ids, id);
  ids.push_back(id);
}
Id take_first(Ids& ids) {
  const Id id = ids.front();
  ids.erase(ids.begin());
  return id;
}
std::uint64_t bytes(const Ids& ids, const Input& in) {
  std::uint64_t sum = 0;
  for (const Id id : ids) sum += in.sizes[id];
  return sum;
}

/// The frame of all policies that keep their residents in one list: `hit(id)` and `victim()` (which
/// may reorder the list) make the difference; new objects come at the end.
struct OneList {
  const Input& in;
  Ids residents = {};
  std::uint64_t now = 0;
  std::function<void(Id)> every = [](Id) {};
  std::function<void(Id)> hit = [](Id) {};
  std::function<void(Id)> insert = [](Id) {};
  std::function<Id()> victim = {};
  std::function<void(Id)> remove = [this](Id id) { drop(residents, id); };

  Hits run() {
    Hits hits;
    for (const Id id : in.trace) {
      ++now;
      every(id);
      const bool found = has(residents, id);
      hits.push_back(found ? 1 : 0);
      if (found) {
        hit(id);
      } else if (in.sizes[id] <= in.capacity) {
        while (bytes(residents, in) + in.sizes[id] > in.capacity) remove(victim());
        residents.push_back(id);
        insert(id);
      }
    }
    return hits;
  }
};

Hits fifo(const Input& in) {
  OneList list{in};
  list.victim = [&] { return list.residents.front(); };
  return list.run();
}
Hits lru(const Input& in) {
  OneList list{in};
  list.hit = [&](Id id) { to_end(list.residents, id); };
  list.victim = [&] { return list.residents.front(); };
  return list.run();
}
Hits mru(const Input& in) {
  OneList list{in};
  list.hit = [&](Id id) { to_end(list.residents, id); };
  list.victim = [&] { return list.residents.back(); };
  return list.run();
}
void swap_remove(Ids& ids, Id id) {
  *std::find(ids.begin(), ids.end(), id) = ids.back();
  ids.pop_back();
}
Hits random(const Input& in) {
  OneList list{in};
  ahub::Xoshiro256ss rng(in.seed);
  list.victim = [&] { return list.residents[rng.below(list.residents.size())]; };
  list.remove = [&](Id id) { swap_remove(list.residents, id); };
  return list.run();
}
Hits clock(const Input& in) {
  OneList list{in};
  std::set<Id> bits;
  list.hit = [&](Id id) { bits.insert(id); };
  list.victim = [&] {
    while (bits.erase(list.residents.front()) > 0) to_end(list.residents, list.residents.front());
    return list.residents.front();
  };
  return list.run();
}
Hits sieve(const Input& in) {
  OneList list{in};
  std::set<Id> bits;
  bool set = false;
  Id hand = 0;
  list.hit = [&](Id id) { bits.insert(id); };
  list.victim = [&] {
    auto at = set ? std::find(list.residents.begin(), list.residents.end(), hand)
                  : list.residents.begin();
    while (bits.erase(*at) > 0) {
      if (++at == list.residents.end()) at = list.residents.begin();
    }
    set = at + 1 != list.residents.end();
    if (set) hand = *(at + 1);
    return *at;
  };
  return list.run();
}
/// The resident with the least key; the earliest in the list among equals.
template <class Key>
Id least(const Ids& residents, Key key) {
  return *std::min_element(residents.begin(), residents.end(),
                           [&](Id a, Id b) { return key(a) < key(b); });
}
Hits lru_k(const Input& in) {
  OneList list{in};
  std::map<Id, std::pair<std::uint64_t, std::uint64_t>> times;
  list.every = [&](Id id) { times[id] = {times[id].second, list.now}; };
  list.victim = [&] { return least(list.residents, [&](Id id) { return times[id]; }); };
  return list.run();
}
Hits lfu(const Input& in) {
  OneList list{in};
  std::map<Id, int> counts;
  // The list is in the order in which the objects came to their counts.
  list.hit = [&](Id id) {
    ++counts[id];
    to_end(list.residents, id);
  };
  list.insert = [&](Id id) { counts[id] = 1; };
  list.victim = [&] { return least(list.residents, [&](Id id) { return counts[id]; }); };
  return list.run();
}
Hits lfu_perfect(const Input& in) {
  OneList list{in};
  std::map<Id, int> counts;
  list.every = [&](Id id) { ++counts[id]; };
  list.victim = [&] { return least(list.residents, [&](Id id) { return counts[id]; }); };
  return list.run();
}
Hits aged(const Input& in, bool by_size) {
  OneList list{in};
  std::map<Id, int> counts;
  std::map<Id, double> keys;
  double age = 0;
  const auto value = [&](Id id) {
    keys[id] = age + counts[id] / (by_size ? static_cast<double>(in.sizes[id]) : 1.0);
  };
  list.hit = [&](Id id) {
    ++counts[id];
    value(id);
    to_end(list.residents, id);
  };
  list.insert = [&](Id id) {
    counts[id] = 1;
    value(id);
  };
  list.victim = [&] {
    const Id victim = least(list.residents, [&](Id id) { return keys[id]; });
    age = keys[victim];
    return victim;
  };
  return list.run();
}
Hits lfuda(const Input& in) { return aged(in, false); }
Hits gdsf(const Input& in) { return aged(in, true); }
Hits hyperbolic(const Input& in) {
  OneList list{in};
  ahub::Xoshiro256ss rng(in.seed);
  std::map<Id, std::pair<std::uint64_t, std::uint64_t>> stats;  // Count, time of insertion.
  list.hit = [&](Id id) { ++stats[id].first; };
  list.insert = [&](Id id) { stats[id] = {1, list.now}; };
  list.victim = [&] {
    const auto lower = [&](Id a, Id b) {
      return stats[a].first * (list.now - stats[b].second) * in.sizes[b] <
             stats[b].first * (list.now - stats[a].second) * in.sizes[a];
    };
    Id worst = list.residents[rng.below(list.residents.size())];
    for (int draw = 1; draw < 64; ++draw) {
      const Id other = list.residents[rng.below(list.residents.size())];
      if (lower(other, worst)) worst = other;
    }
    return worst;
  };
  list.remove = [&](Id id) { swap_remove(list.residents, id); };
  return list.run();
}

Hits slru(const Input& in) {
  Hits hits;
  Ids probation, kept;
  for (const Id id : in.trace) {
    const bool hit = has(probation, id) || has(kept, id);
    hits.push_back(hit ? 1 : 0);
    if (hit) {
      if (has(kept, id)) {
        to_end(kept, id);
        continue;
      }
      drop(probation, id);
      kept.push_back(id);
      while (bytes(kept, in) > in.capacity * 8 / 10) probation.push_back(take_first(kept));
    } else if (in.sizes[id] <= in.capacity) {
      while (bytes(probation, in) + bytes(kept, in) + in.sizes[id] > in.capacity)
        take_first(probation.empty() ? kept : probation);
      probation.push_back(id);
    }
  }
  return hits;
}
Hits two_queues(const Input& in) {
  Hits hits;
  Ids fresh, ghosts, main;
  const std::uint64_t kin = in.capacity / 4, kout = in.capacity / 2;
  for (const Id id : in.trace) {
    const bool hit = has(fresh, id) || has(main, id);
    hits.push_back(hit ? 1 : 0);
    if (has(main, id)) to_end(main, id);
    if (hit) continue;
    const bool known = has(ghosts, id);
    if (known) drop(ghosts, id);
    if (fresh.size() + main.size() == in.capacity) {
      if (fresh.size() > kin || main.empty()) {
        ghosts.push_back(take_first(fresh));
        if (ghosts.size() > kout) take_first(ghosts);
      } else {
        take_first(main);
      }
    }
    if (in.libcachesim && known) {
      while (main.size() >= in.capacity - kin && !main.empty()) take_first(main);
    }
    (known ? main : fresh).push_back(id);
  }
  return hits;
}
Hits arc(const Input& in) {
  Hits hits;
  Ids t1, t2, b1, b2;
  double p = 0;
  const auto c = static_cast<double>(in.capacity);
  const auto size = [](const Ids& ids) { return static_cast<double>(ids.size()); };
  const auto replace = [&](bool in_b2) {
    if (size(t1) + size(t2) < c) return;
    const bool first = !t1.empty() && (size(t1) > p || (in_b2 && size(t1) == p));
    if (first || t2.empty()) {
      b1.push_back(take_first(t1));
    } else {
      b2.push_back(take_first(t2));
    }
  };
  for (const Id id : in.trace) {
    const bool hit = has(t1, id) || has(t2, id);
    hits.push_back(hit ? 1 : 0);
    if (hit) {
      drop(has(t1, id) ? t1 : t2, id);
      t2.push_back(id);
    } else if (has(b1, id)) {
      p = std::min(c, p + std::max(size(b2) / size(b1), 1.0));
      replace(false);
      drop(b1, id);
      t2.push_back(id);
    } else if (has(b2, id)) {
      p = std::max(0.0, p - std::max(size(b1) / size(b2), 1.0));
      replace(true);
      drop(b2, id);
      t2.push_back(id);
    } else {
      const double all = size(t1) + size(t2) + size(b1) + size(b2);
      if (size(t1) + size(b1) == c) {
        if (size(t1) < c) {
          take_first(b1);
          replace(false);
        } else {
          take_first(t1);
        }
      } else if (all >= c) {
        if (all >= 2 * c) take_first(b2);
        replace(false);
      }
      t1.push_back(id);
    }
  }
  return hits;
}
Hits lirs(const Input& in) {
  Hits hits;
  const std::uint64_t limit = in.capacity - std::max<std::uint64_t>(1, in.capacity / 100);
  Ids stack, queue, ghosts;  // The top of the stack is its end; ghosts by time of eviction.
  std::set<Id> lir;
  const auto top = [&](Id id) {
    if (has(stack, id)) drop(stack, id);
    stack.push_back(id);
  };
  const auto prune = [&] {
    while (!stack.empty() && lir.count(stack.front()) == 0) {
      if (has(ghosts, stack.front())) drop(ghosts, stack.front());
      take_first(stack);
    }
  };
  const auto promote = [&](Id id) {
    lir.insert(id);
    top(id);
    if (lir.size() <= limit) return;
    const Id bottom = take_first(stack);
    lir.erase(bottom);
    queue.push_back(bottom);
    prune();
  };
  for (const Id id : in.trace) {
    const bool is_lir = lir.count(id) > 0, is_hir = has(queue, id), ghost = has(ghosts, id);
    hits.push_back(is_lir || is_hir ? 1 : 0);
    if (is_lir) {
      top(id);
      prune();
    } else if (is_hir && has(stack, id) && limit > 0) {
      drop(queue, id);
      promote(id);
    } else if (is_hir) {
      top(id);
      to_end(queue, id);
    } else if (lir.size() < limit && !ghost) {
      promote(id);
    } else {
      if (ghost) drop(ghosts, id);
      if (lir.size() + queue.size() == in.capacity) {
        const Id victim = take_first(queue);
        if (has(stack, victim)) ghosts.push_back(victim);
      }
      if (ghost && limit > 0) {
        promote(id);
      } else {
        top(id);
        queue.push_back(id);
      }
    }
    while (ghosts.size() > 2 * in.capacity) drop(stack, take_first(ghosts));
  }
  return hits;
}
Hits s3fifo(const Input& in) {
  Hits hits;
  Ids small, main, ghosts;
  std::map<Id, int> freq;
  const std::uint64_t tenth = in.capacity / 10;
  const std::uint64_t small_limit = in.libcachesim ? tenth : std::max<std::uint64_t>(1, tenth);
  const auto evict_main = [&] {
    for (;;) {
      const Id id = take_first(main);
      if (freq[id] == 0) return;
      freq[id] = std::min(freq[id], 3) - 1;
      main.push_back(id);
    }
  };
  const auto evict_small = [&] {
    while (!small.empty()) {
      const Id id = take_first(small);
      if (freq[id] >= 2) {
        freq[id] = 0;
        main.push_back(id);
        continue;
      }
      const std::uint64_t room = in.capacity * 9 / 10;
      if (in.sizes[id] > room) return;
      while (bytes(ghosts, in) + in.sizes[id] > room) take_first(ghosts);
      ghosts.push_back(id);
      return;
    }
  };
  for (const Id id : in.trace) {
    const bool hit = has(small, id) || has(main, id);
    hits.push_back(hit ? 1 : 0);
    if (hit) {
      ++freq[id];
      continue;
    }
    if (in.sizes[id] > in.capacity) continue;
    const bool ghost = has(ghosts, id);
    if (ghost) drop(ghosts, id);
    if (in.libcachesim && !ghost && in.sizes[id] >= small_limit) continue;
    while (bytes(small, in) + bytes(main, in) + in.sizes[id] > in.capacity) {
      if (bytes(main, in) > in.capacity - small_limit || small.empty()) {
        evict_main();
      } else {
        evict_small();
      }
    }
    freq[id] = 0;
    (ghost ? main : small).push_back(id);
  }
  return hits;
}
Hits w_tinylfu(const Input& in) {
  Hits hits;
  std::map<Id, std::uint64_t> counts;
  Ids window, probation, kept;
  const std::uint64_t w = std::max<std::uint64_t>(1, in.capacity / 100), m = in.capacity - w;
  std::uint64_t requests = 0;
  for (const Id id : in.trace) {
    ++counts[id];
    if (++requests % (10 * in.capacity) == 0) {
      for (auto& [other, count] : counts) count /= 2;
    }
    const bool hit = has(window, id) || has(probation, id) || has(kept, id);
    hits.push_back(hit ? 1 : 0);
    if (has(window, id)) {
      to_end(window, id);
    } else if (has(kept, id)) {
      to_end(kept, id);
    } else if (has(probation, id)) {
      drop(probation, id);
      kept.push_back(id);
      while (kept.size() > m * 8 / 10) probation.push_back(take_first(kept));
    } else {
      window.push_back(id);
      if (window.size() <= w) continue;
      const Id candidate = take_first(window);
      if (probation.size() + kept.size() < m) {
        probation.push_back(candidate);
      } else if (m > 0) {
        Ids& from = probation.empty() ? kept : probation;
        if (counts[candidate] <= counts[from.front()]) continue;
        take_first(from);
        probation.push_back(candidate);
      }
    }
  }
  return hits;
}
Hits offline(const Input& in, bool bypass) {
  Hits hits;
  Ids residents;
  for (std::size_t i = 0; i < in.trace.size(); ++i) {
    const Id id = in.trace[i];
    const auto next = [&](Id other) {
      std::size_t j = i + 1;
      while (j < in.trace.size() && in.trace[j] != other) ++j;
      return j;
    };
    hits.push_back(has(residents, id) ? 1 : 0);
    if (has(residents, id)) continue;
    if (residents.size() == in.capacity) {
      const Id victim = *std::max_element(residents.begin(), residents.end(),
                                          [&](Id a, Id b) { return next(a) < next(b); });
      if (bypass && next(id) >= next(victim)) continue;
      drop(residents, victim);
    }
    residents.push_back(id);
  }
  return hits;
}
Hits belady(const Input& in) { return offline(in, false); }
Hits belady_bypass(const Input& in) { return offline(in, true); }

}  // namespace

Reference find(std::string_view policy) {
  const std::map<std::string_view, Reference> all{{"fifo", fifo},
                                                  {"lru", lru},
                                                  {"mru", mru},
                                                  {"random", random},
                                                  {"clock", clock},
                                                  {"slru", slru},
                                                  {"2q", two_queues},
                                                  {"lru-k", lru_k},
                                                  {"arc", arc},
                                                  {"lirs", lirs},
                                                  {"lfu", lfu},
                                                  {"lfu-perfect", lfu_perfect},
                                                  {"lfuda", lfuda},
                                                  {"gdsf", gdsf},
                                                  {"s3fifo", s3fifo},
                                                  {"sieve", sieve},
                                                  {"w-tinylfu", w_tinylfu},
                                                  {"hyperbolic", hyperbolic},
                                                  {"belady", belady},
                                                  {"belady-bypass", belady_bypass}};
  return all.at(policy);
}

}  // namespace naive
