#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Simulators of serving systems: events a second, a day of requests, two jobs against one.

  serving.py AHUB [ROUNDS [REQUESTS]]

The day is a generated trace of REQUESTS (1,000,000) in the form of Vidur, read from a file.
Medians of ROUNDS (5), in turn.

AHUB_VIDUR names a checkout of github.com/microsoft/vidur, to be run beside pagedkv on the first
4,000 requests of its splitwise_conv.csv, and AHUB_VIDUR_PYTHON the interpreter that has what it
needs (run_vidur.py). Of ahub the CPU time of the whole process counts, of Vidur that of its loop.
"""
import json, os, random, resource, statistics, subprocess, sys, tempfile, time

ahub = sys.argv[1]
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
requests = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000


def run(*arguments):
    start = time.perf_counter()
    done = subprocess.run([ahub, "sim", *arguments], check=True, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout


def median(times):
    return statistics.median(times)


def cpu_of(command):
    """CPU seconds of a process and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, text


def beside_vidur(checkout, folder):
    """One A100 with Llama-2-7B, blocks of 16 in the same memory, at most 128 requests at once."""
    trace, slots, count = os.path.join(folder, "conv.csv"), 111_000, 4000
    with open(os.path.join(checkout, "data/processed_traces/splitwise_conv.csv")) as whole, open(trace, "w") as out:
        out.writelines(line for _, line in zip(range(count + 1), whole))
    python = os.environ.get("AHUB_VIDUR_PYTHON", sys.executable)
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "run_vidur.py")
    options = ["scheme=paged", f"trace={trace}", "arrivals=trace", "lengths=trace", f"requests={count}", "longest=4096",
               "longest_answer=4096", "model=llama-2-7b", "gpu=a100-80", f"slots={slots}", "block=16", "batch_cap=128"]
    ours, theirs = [], []
    for _ in range(rounds):
        command = [ahub, "sim", "run", "pagedkv", "-o", "throughput_paged"]
        seconds, rate = cpu_of(command + [part for option in options for part in ("-p", option)])
        ours.append(seconds)
        _, text = cpu_of([python, script, checkout, trace, str(slots), folder])
        theirs.append(json.loads(text.splitlines()[-1]))
    loop = median(one["cpu_s"] for one in theirs)
    print(f"pagedkv           {count / median(ours):8.0f} requests a CPU second, process and file included; "
          f"{float(rate):.2f} req/s simulated")
    print(f"vidur             {count / loop:8.0f} requests a CPU second, its loop alone; "
          f"{count / theirs[0]['simulated_s']:.2f} req/s simulated")
    print(f"pagedkv / vidur   {loop / median(ours):8.0f} x")


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
    if "AHUB_VIDUR" in os.environ:
        beside_vidur(os.path.abspath(os.environ["AHUB_VIDUR"]), folder)
    else:
        print("vidur             not compared: AHUB_VIDUR names no checkout")
