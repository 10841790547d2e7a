# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Runs one or two commands in turn and prints wall and CPU milliseconds as medians, and their ratio.

usage: pairs.py ROUNDS COMMAND [PEER]
"""
import os
import resource
import shlex
import statistics
import subprocess
import sys
import time


def measure(command):
    """Wall and CPU milliseconds of one run; the command's output is thrown away."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{shlex.join(command)} ended with {done.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall * 1e3, cpu * 1e3


def main():
    rounds = int(sys.argv[1])
    commands = [shlex.split(text) for text in sys.argv[2:]]
    times = [[] for _ in commands]
    for turn in range(rounds + 1):
        for command, list_of_times in zip(commands, times):
            sample = measure(command)
            if turn > 0:  # The first turn warms the caches.
                list_of_times.append(sample)
    for command, samples in zip(commands, times):
        wall = statistics.median(sample[0] for sample in samples)
        cpu = statistics.median(sample[1] for sample in samples)
        name = os.path.basename(command[0]) + " " + " ".join(command[1:])[-40:]
        print(f"{wall:9.3f} ms wall {cpu:9.3f} ms cpu  (median of {rounds})  {name}")
    if len(commands) == 2:
        ratios = [left[0] / right[0] for left, right in zip(*times)]
        print(f"ratio of walls, pair by pair: median {statistics.median(ratios):.3f}")


main()
