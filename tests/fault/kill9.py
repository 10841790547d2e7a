# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""kill -9 at random instants of import and verify: whatever was acknowledged must still be there.

usage: kill9.py AHUB CYCLES SEED
"""
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

AHUB, CYCLES, SEED = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])

MANIFEST = """\
schema: attentionhub/discovery@0.1
profile: systems@0.1
slug: {slug}
title: A package of the crash test
abstract: Made by the crash test to be imported and verified.
contributors:
  - {{kind: agent, name: crash test}}
claims:
  - id: c1
    kind: performance
    scope: model
    statement: In this model LRU answers 1 request or more.
    structured: {{metric: hits, value: 1, unit: requests, higher_is_better: true, workload: tiny, hardware: any-cpu}}
    evidence: [{{source: "https://example.org/crash-test"}}]
verification:
  mode: simulator
  runs:
    - {{id: run, simulator: cache, params: {{policy: [lru], catalog: 50, capacity: 10, requests: 2000}}, seed: {seed}}}
  expected:
    - {{claim: c1, output: hits_lru, op: ">=", value: 1}}
"""


def ahub(store, *arguments):
    return [AHUB, "--store", store, *arguments]


def ask(store, *arguments):
    done = subprocess.run(ahub(store, *arguments), capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise SystemExit(f"{arguments} answered {done.returncode}: {done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def levels(store):
    found, cursor = {}, None
    while True:
        page = ask(store, "rank", "--json", "--limit", "1000", *(["--cursor", cursor] if cursor else []))
        found.update({row["slug"]: row["level"] for row in page["data"]})
        cursor = page["meta"]["next_cursor"]
        if not cursor:
            return found


def write_package(folder, slug, seed):
    path = os.path.join(folder, slug)
    os.mkdir(path)
    with open(os.path.join(path, "discovery.yaml"), "w", encoding="utf-8") as file:
        file.write(MANIFEST.format(slug=slug, seed=seed))
    return path


def calibrate(folder):
    """Seconds that an undisturbed import into a store takes here, whatever the store holds."""
    store = os.path.join(folder, "calibration.db")
    times = []
    for turn in range(6):
        path = write_package(folder, f"calibration-{turn}", turn)
        start = time.monotonic()
        subprocess.run(ahub(store, "import", path), capture_output=True, check=True)
        times.append(time.monotonic() - start)
    return sorted(times[1:])[2]  # The first one made the store.


def main():
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "hub.db")
        imported, verified, killed = [], set(), 0
        typical = calibrate(folder)
        for cycle in range(CYCLES):
            verify = bool(imported) and chance.random() < 0.5
            if verify:
                slug = chance.choice(imported)
                command = ahub(store, "verify", slug)
            else:
                slug = f"crash-{cycle}"
                command = ahub(store, "import", write_package(folder, slug, cycle))
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            try:
                process.wait(chance.uniform(0, 2 * typical))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            out, err = process.communicate()
            killed += process.returncode == -signal.SIGKILL
            if process.returncode not in (0, -signal.SIGKILL):
                raise SystemExit(f"cycle {cycle}: {command} ended with {process.returncode}: {out}{err}")
            # A printed line is an acknowledgement even when the process died right after it.
            if not verify and (process.returncode == 0 or b"added" in out):
                imported.append(slug)
            if verify and process.returncode == 0:
                verified.add(slug)
            if not imported:
                continue  # Nothing was acknowledged; the store may not have been made yet.
            if cycle % 5 == 0:
                report = ask(store, "doctor", "--json")["data"]
                if not report["sound"]:
                    raise SystemExit(f"cycle {cycle}: doctor found {report['damage']}")
            seen = levels(store)
            lost = [slug for slug in imported if slug not in seen]
            fallen = [slug for slug in verified if seen.get(slug, 0) < 3]
            if lost or fallen:
                raise SystemExit(f"cycle {cycle}: lost {lost}, fallen {fallen}")
        report = ask(store, "doctor", "--json")["data"]
        if not report["sound"]:
            raise SystemExit(f"at the end doctor found {report['damage']}")
        print(f"{CYCLES} cycles, {killed} killed, {len(imported)} imports and {len(verified)} "
              f"verifications acknowledged, 0 lost")
        if killed < CYCLES // 10:
            raise SystemExit("too few processes were killed in time to prove anything")


main()
