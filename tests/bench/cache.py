# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Cache replay against libCacheSim: misses must be equal, CPU times are compared as ratios.

usage: cache.py CACHE_REPLAY [ROUNDS [REQUESTS]]     (smoke: 1 20000)

AHUB_LIBCACHESIM names the peer's cachesim (commit aa0fc409, Release). Where it prints "misses N requests N cpu S"
those are taken; else its miss ratio of four digits and the CPU time of the process. Without it ahub's own figures
are shown. Each cell: peer and ahub in turn, medians.
"""
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

POLICIES = {  # Ours, the peer's name, the least ratio that replay alone is to reach, and with reading.
    "lru": ("lru", 6, 3), "fifo": ("fifo", 6, 3), "clock": ("clock", 6, 3), "lfu": ("lfu", 6, 8),
    "sieve": ("sieve", 6, 3), "s3fifo": ("s3fifo", 6, 3), "arc": ("arc", 3, None), "2q": ("twoq", 3, None),
    "lirs": ("lirs", 3, None), "w-tinylfu": ("wtinylfu", 3, None), "belady": ("belady", 3, None),
}
# Their definitions differ from ours on purpose (see 'ahub help policies'): misses are not compared.
OTHER_DEFINITION = {"lirs", "w-tinylfu"}
# The peer sizes its hash table better for small traces when the path has this form.
TRACES = {"z10k": ("data/trace.z10k.oracleGeneral", 10_000, 1.0, (100, 1_000)),
          "z1m": ("z1m.oracleGeneral", 1_000_000, 1.0, (10_000, 100_000))}


def run(command, cwd):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, cpu, wall


def ours(program, trace, policy, capacity, cwd):
    text, _, wall = run([program, "run", trace, policy, str(capacity)], cwd)
    found = re.search(r"misses (\d+) requests (\d+) read ([\d.]+) replay ([\d.]+)", text)
    return {"misses": int(found[1]), "read": float(found[3]), "replay": float(found[4]), "wall": wall}


def theirs(peer, trace, policy, capacity, cwd):
    text, cpu, wall = run([peer, trace, "oracleGeneral", policy, str(capacity), "--ignore-obj-size", "1"], cwd)
    exact = re.search(r"misses (\d+) requests \d+ cpu ([\d.]+)", text)
    ratio = re.search(r"miss ratio ([\d.]+)", text)
    return {"misses": int(exact[1]) if exact else None, "ratio": float(ratio[1]),
            "cpu": float(exact[2]) if exact else cpu, "wall": wall}


def median(samples, key):
    return statistics.median(sample[key] for sample in samples)


def main():
    program = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    requests = int(sys.argv[3]) if len(sys.argv) > 3 else 5_000_000
    peer = os.environ.get("AHUB_LIBCACHESIM")
    if not peer:
        print("AHUB_LIBCACHESIM is not set: ahub's own figures only")
    failures = 0
    with tempfile.TemporaryDirectory() as place:
        os.mkdir(os.path.join(place, "data"))
        for path, catalog, s, _ in TRACES.values():
            run([program, "make", path, str(catalog), str(s), str(requests)], place)
        print(f"{'trace':6} {'capacity':>8} {'policy':10} {'Mreq/s replay':>14} {'with reading':>13}"
              f" {'peer':>7} {'replay x':>9} {'all x':>6} {'wall x':>7}  misses")
        for name, (path, _, _, capacities) in TRACES.items():
            for capacity in capacities:
                for policy, (peer_name, least, least_all) in POLICIES.items():
                    mine, other = [], []
                    for _ in range(rounds):
                        if peer:
                            other.append(theirs(peer, path, peer_name, capacity, place))
                        mine.append(ours(program, path, policy, capacity, place))
                    replay, read = median(mine, "replay"), median(mine, "read")
                    line = (f"{name:6} {capacity:8} {policy:10} {requests / replay / 1e6:14.1f}"
                            f" {requests / (replay + read) / 1e6:13.1f}")
                    if peer:
                        cpu = median(other, "cpu")
                        equal = other[0]["misses"] == mine[0]["misses"]
                        if other[0]["misses"] is None:
                            equal = abs(other[0]["ratio"] - mine[0]["misses"] / requests) < 0.00011
                        words = "equal" if equal else f"{mine[0]['misses']} against {other[0]['misses']}"
                        if not equal and policy not in OTHER_DEFINITION:
                            failures += 1
                        line += (f" {requests / cpu / 1e6:7.1f} {cpu / replay:9.1f} {cpu / (replay + read):6.1f}"
                                 f" {median(other, 'wall') / median(mine, 'wall'):7.1f}  {words}")
                        if cpu / replay < least or (least_all and cpu / (replay + read) < least_all):
                            line += "  below its target"
                    print(line, flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
