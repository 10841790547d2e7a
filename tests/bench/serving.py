#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Simulators of serving systems: events a second, a day of requests, two jobs against one.

  serving.py AHUB [ROUNDS [REQUESTS]]

The day is a generated trace of REQUESTS (1,000,000) in the form of Vidur, read from a file.
Medians of ROUNDS (5), in turn.
"""
import os, random, resource, statistics, subprocess, sys, tempfile, time

ahub = sys.argv[1]
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
requests = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000


def run(*arguments):
    start = time.perf_counter()
    done = subprocess.run([ahub, "sim", *arguments], check=True, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout


def median(times):
    return statistics.median(times)


with tempfile.TemporaryDirectory() as folder:
    day = os.path.join(folder, "day.csv")
    draw, now = random.Random(1), 0.0
    with open(day, "w") as out:
        out.write("arrived_at,num_prefill_tokens,num_decode_tokens\n")
        for _ in range(requests):
            now += draw.expovariate(requests / 86400)
            out.write(f"{now:.6f},{max(1, int(draw.lognormvariate(4.6, 0.9)))},"
                      f"{max(1, int(draw.lognormvariate(4.2, 0.8)))}\n")
    iterations = max(100, requests // 10)
    tier, paged, one, two = [], [], [], []
    grid = ["sweep", "heteroserve", "-p", f"requests={max(100, requests // 100)}",
            "-p", "policy=rr,jsq,het,p2c", "--seeds", "1:8:+1", "-f", "csv"]
    for _ in range(rounds):
        seconds, text = run("run", "tierkv", "-p", f"iterations={iterations}", "--seed", "1", "-o", "events")
        tier.append(float(text) / seconds)
        paged.append(run("run", "pagedkv", "-p", "scheme=paged", "-p", f"trace={day}", "-p", "arrivals=trace",
                         "-p", "lengths=trace", "-p", f"requests={requests}")[0])
        seconds, first = run(*grid, "-j", "1")
        one.append(seconds)
        seconds, second = run(*grid, "-j", "2")
        two.append(seconds)
        assert first == second, "the number of jobs changed the rows"
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"tierkv            {median(tier) / 1e6:8.2f} M events/s, process and start included")
    print(f"pagedkv, a day    {median(paged):8.2f} s for {requests} requests from a file")
    print(f"sweep, 2 jobs     {median(one) / median(two):8.2f} x one job")
    print(f"largest process   {peak:8.1f} MB")
