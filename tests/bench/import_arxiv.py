# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""`ahub import arxiv` of a generated snapshot against SQLite's insert of the same lines, unparsed, into a bare table.

usage: import_arxiv.py AHUB PROGRAMS [ROUNDS [RECORDS...]]     (smoke: 1 200)

PROGRAMS is the folder of make_snapshot. The peer writes one transaction with journal and sync off, 8 KiB pages and a
cache of 256 MB: the least that any import into SQLite can cost. Peer and ahub in turn, a fresh file each; medians.
"""
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

RAW = """
import sqlite3, sys
base = sqlite3.connect(sys.argv[1], isolation_level=None)
for line in ("page_size=8192", "journal_mode=off", "synchronous=off", "locking_mode=exclusive", "cache_size=-262144"):
    base.execute("pragma " + line)
base.execute("create table line (bytes blob)")
base.execute("begin")
with open(sys.argv[2], "rb") as lines:
    base.executemany("insert into line values (?)", ((line,) for line in lines))
base.execute("commit")
"""


def measure(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main():
    ahub, programs = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    sizes = [int(text) for text in sys.argv[4:]] or [20_000, 200_000]
    print(f"load {os.getloadavg()[0]:.1f}")
    print(f"{'records':>8} {'MB':>6} {'':12} {'cpu s':>8} {'wall s':>8} {'records/cpu s':>14} {'cpu x':>7} {'wall x':>7}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            lines = os.path.join(place, "snapshot.json")
            with open(lines, "wb") as file:
                subprocess.run([os.path.join(programs, "make_snapshot"), str(size)], stdout=file, check=True)
            samples = {"raw insert": [], "dry run": [], "ahub": []}
            for _ in range(rounds):
                bare, hub = os.path.join(place, "raw.db"), os.path.join(place, "hub.db")
                samples["raw insert"].append(measure([sys.executable, "-c", RAW, bare, lines]))
                os.remove(bare)
                samples["dry run"].append(measure([ahub, "--store", hub, "import", "arxiv", "--dry-run", lines]))
                measure([ahub, "--store", hub, "init"])
                samples["ahub"].append(measure([ahub, "--store", hub, "import", "arxiv", lines]))
                bytes_stored = os.path.getsize(hub)
                for suffix in ("", "-wal", "-shm"):
                    if os.path.exists(hub + suffix):
                        os.remove(hub + suffix)
            base = [statistics.median(sample[k] for sample in samples["raw insert"]) for k in (0, 1)]
            for name, list_of_samples in samples.items():
                cpu, wall = (statistics.median(sample[k] for sample in list_of_samples) for k in (0, 1))
                print(f"{size:8} {os.path.getsize(lines) / 1e6:6.0f} {name:12} {cpu:8.2f} {wall:8.2f}"
                      f" {size / cpu:14.0f} {cpu / base[0]:7.2f} {wall / base[1]:7.2f}", flush=True)
            print(f"         the store has {bytes_stored / size:.0f} bytes a record")


if __name__ == "__main__":
    main()
