"""Both policies over the canonical trace, in plain Python: an implementation of its own, beside the simulator.

Prints one JSON object: requests counted, hits of LRU and of perfect LFU, their hit rates and the gap.
"""
import heapq
import json
import random
from collections import OrderedDict

CATALOG, REQUESTS, CAPACITY, WARMUP, EXPONENT, SEED = 10000, 200000, 1000, 20000, 1.1, 42


def trace():
    """The request stream: ranks drawn by a Zipf law."""
    weights = [1 / rank**EXPONENT for rank in range(1, CATALOG + 1)]
    return random.Random(SEED).choices(range(CATALOG), weights=weights, k=REQUESTS)


def lru_hits(requests):
    cache, hits = OrderedDict(), 0
    for time, item in enumerate(requests):
        if item in cache:
            cache.move_to_end(item)
            hits += time >= WARMUP
            continue
        if len(cache) == CAPACITY:
            cache.popitem(last=False)
        cache[item] = None
    return hits


def perfect_lfu_hits(requests):
    """Counts of all items survive eviction; the least frequent goes, among equals the one admitted first.

    The heap may hold outdated counts: an entry is renewed when it comes up with a count that is too low.
    """
    counts, admitted, heap, hits = [0] * CATALOG, {}, [], 0
    for time, item in enumerate(requests):
        counts[item] += 1
        if item in admitted:
            hits += time >= WARMUP
            continue
        if len(admitted) == CAPACITY:
            while True:
                count, order, victim = heap[0]
                if counts[victim] == count:
                    break
                heapq.heapreplace(heap, (counts[victim], order, victim))
            heapq.heappop(heap)
            del admitted[victim]
        admitted[item] = time
        heapq.heappush(heap, (counts[item], time, item))
    return hits


def main():
    requests = trace()
    counted = REQUESTS - WARMUP
    lru, lfu = lru_hits(requests), perfect_lfu_hits(requests)
    print(json.dumps({
        "requests": counted,
        "hits_lru": lru,
        "hits_lfu_perfect": lfu,
        "hit_rate_lru": lru / counted,
        "hit_rate_lfu_perfect": lfu / counted,
        "gap_pp": 100 * (lfu - lru) / counted,
    }))


main()
