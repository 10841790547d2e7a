# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""The commands over stores of several sizes, against `sqlite3 :memory: 'select 1'` in turn.

usage: hub.py AHUB PROGRAMS [ROUNDS [PACKAGES...]]     (smoke: 1 300)

PROGRAMS is the folder of make_store, alternate, feed_pages and rerank. ROUNDS: 5 by default, start-up always takes 20
times as many. AHUB_BENCH_STORES names a folder where stores are kept between runs and found again. Without sqlite3 no
ratios are shown. Every ratio is the median over pairs of one run of each, so that a busy machine slows both.
"""
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PEER = ["sqlite3", ":memory:", "select 1"]


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def measure(command):
    """CPU and wall milliseconds of one run."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run(command)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1e3 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), 1e3 * wall


def quantile(samples, part):
    return sorted(samples)[int(part * (len(samples) - 1))]


class Bench:
    def __init__(self, ahub, programs, rounds):
        self.ahub, self.programs, self.rounds = ahub, programs, rounds
        self.peer = PEER if shutil.which(PEER[0]) else None
        if not self.peer:
            print("the peer is absent (apt-get install sqlite3): ahub's own figures only")

    def program(self, name, *arguments):
        return run([os.path.join(self.programs, name), *[str(each) for each in arguments]])

    def head(self, title):
        print(f"\n{title}, load {os.getloadavg()[0]:.1f}")
        print(f"{'':44} {'cpu p50':>8} {'p99':>8} {'wall p50':>9} {'p99':>8} {'MB':>6} {'cpu x':>6} {'wall x':>7}  ms")

    def row(self, name, arguments, rounds=None, aim=None, status=(0,)):
        """`aim`: the ratio of wall times that is to be reached."""
        peer = [*self.peer, "--"] if self.peer else []
        text = self.program("alternate", rounds or self.rounds, *peer, self.ahub, *arguments)
        runs = {}
        for line in text.splitlines():
            which, wall, cpu, peak, code = line.split()
            runs.setdefault(int(which), []).append((float(cpu), float(wall), int(peak) / 1024))
            if int(which) == (1 if self.peer else 0) and int(code) not in status:
                raise SystemExit(f"ahub {' '.join(arguments)} ended with {code}")
        own = runs[1 if self.peer else 0]
        cpu, wall, peak = zip(*own)
        line = (f"{name:44} {quantile(cpu, .5):8.2f} {quantile(cpu, .99):8.2f} {quantile(wall, .5):9.2f}"
                f" {quantile(wall, .99):8.2f} {max(peak):6.1f}")
        if self.peer:
            ratios = [statistics.median(left[k] / max(right[k], 0.01) for left, right in zip(own, runs[0])) for k in (0, 1)]
            line += f" {ratios[0]:6.2f} {ratios[1]:7.2f}"
            if aim and ratios[1] > aim:
                line += f"  above its target of {aim}"
        if max(peak) > 8:
            line += "  above 8 MB"
        print(line, flush=True)

    def startup(self):
        self.head("start-up")
        for arguments in (["version"], ["--help"]):
            self.row("ahub " + " ".join(arguments), arguments, 20 * self.rounds, 1.3)

    def sound(self, store):
        """What was written directly is what a rebuild gives."""
        before = self.feed(store, "--limit", "1000"), self.counts(store)
        run([self.ahub, "--store", store, "doctor"])
        run([self.ahub, "--store", store, "rebuild"])
        after = self.feed(store, "--limit", "1000"), self.counts(store)
        if before != after:
            raise SystemExit("the generator's rows are not those of a rebuild")

    def counts(self, store):
        counts = json.loads(run([self.ahub, "--store", store, "stats", "--json"]))["data"]
        return {name: count for name, count in counts.items() if name != "bytes"}  # The file only grows.

    def feed(self, store, *arguments):
        return json.loads(run([self.ahub, "--store", store, "rank", "--format", "json", *arguments]))

    def commands(self, store, packages):
        at = ["--store", store]
        # The middle of the feed; that of 10^6 packages is page 20,000.
        page = max(1, packages // 50)
        first, middle = self.feed(store), self.feed(store, "--page", str(page))
        cursor = ["--cursor", middle["meta"]["next_cursor"]] if middle["meta"]["next_cursor"] else []
        category, tag = first["meta"]["categories"][0]["name"], first["meta"]["tags"][0]["name"]
        row = middle["data"][0]
        # Words in about two fifths and in a tenth of the packages, as a page of them tells.
        texts = [set(each["abstract"].lower().replace(".", "").split()) for each in middle["data"]]
        words = sorted({word for text in texts for word in text})
        share = {word: sum(word in text for text in texts) / len(texts) for word in words}
        frequent, rarer = (min(words, key=lambda word: abs(share[word] - wanted)) for wanted in (0.4, 0.1))
        feed = 1.5
        self.row("rank", [*at, "rank"], 20 * self.rounds, feed)
        self.row("rank --category, the largest", [*at, "rank", "--category", category], aim=feed)
        self.row("rank --tag, the largest", [*at, "rank", "--tag", tag], aim=feed)
        self.row(f"rank behind page {page} by cursor", [*at, "rank", *cursor], aim=feed)
        self.row(f"rank --page {page}", [*at, "rank", "--page", str(page)])
        self.row("show", [*at, "show", row["slug"]])
        self.row("lookup", [*at, "lookup", "arXiv:1501.00007"], status=(0, 1))
        self.row("changes --limit 10", [*at, "changes", "--limit", "10"])
        self.row("stats", [*at, "stats"])
        for by in ("attention", "relevance"):
            self.row(f"search, a frequent word, by {by}", [*at, "search", "--by", by, frequent], status=(0, 1))
            self.row(f"search, two words, by {by}", [*at, "search", "--by", by, frequent, rarer], status=(0, 1))
        self.row("frontier --limit 10", [*at, "frontier", "--limit", "10"])
        # These look at every package.
        self.row("rank --by hot", [*at, "rank", "--by", "hot"], 1)
        if packages <= 100_000:
            self.row("rank --as-of, all of it", [*at, "rank", "--as-of", "9999-12-31"], 1)
            self.row("doctor", [*at, "doctor"], 1)

    def one_more(self, store, folder):
        """Each round imports a package that was not there."""
        cites = [row["slug"] for row in self.feed(store, "--limit", "10")["data"]]
        cpu, wall = [], []
        for turn in range(self.rounds):
            place = os.path.join(folder, f"new-{turn}")
            os.makedirs(place, exist_ok=True)
            with open(os.path.join(place, "discovery.json"), "w") as file:
                json.dump({
                    "schema": "attentionhub/discovery@0.1", "profile": "generic@0.1",
                    "slug": f"new-{turn}-{os.getpid()}", "title": "One more package", "version": 1,
                    "abstract": "It builds on ten others.", "domain": "cs.DC", "concepts": ["caching"],
                    "contributors": [{"kind": "human", "name": "Somebody New"}],
                    "claims": [{"id": "c1", "kind": "observation", "scope": "system", "statement": "reported: it is new.",
                                "evidence": [{"source": "arXiv:2205.14135"}]}],
                    "relations": [{"kind": "builds_on", "target": slug} for slug in cites]}, file)
            for times, sample in zip((cpu, wall), measure([self.ahub, "--store", store, "import", place])):
                times.append(sample)
        print(f"{'import of one new package':44} {quantile(cpu, .5):8.2f} {quantile(cpu, .99):8.2f}"
              f" {quantile(wall, .5):9.2f} {quantile(wall, .99):8.2f}", flush=True)


def main():
    bench = Bench(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]),
                  int(sys.argv[3]) if len(sys.argv) > 3 else 5)
    sizes = [int(text) for text in sys.argv[4:]] or [10_000, 100_000, 1_000_000]
    with tempfile.TemporaryDirectory() as place:
        stores = os.environ.get("AHUB_BENCH_STORES", place)
        os.makedirs(stores, exist_ok=True)
        bench.startup()
        for packages in sizes:
            store = os.path.join(stores, f"hub-{packages}.db")
            made = None
            if not os.path.exists(store):
                made = measure([os.path.join(bench.programs, "make_store"), store, str(packages)])
            bench.head(f"{packages} packages, {os.path.getsize(store) / 1e6:.0f} MB")
            if made:
                print(f"{'make_store':44} {made[0]:8.0f} {'':8} {made[1]:9.0f}")
            if packages <= 1000:
                bench.sound(store)
            bench.commands(store, packages)
            pages = 1000 if packages > 1000 else 20
            print(bench.program("feed_pages", store, pages), end="")
            print(bench.program("rerank", store, 100 if packages > 1000 else 5), end="")
            bench.one_more(store, place)


if __name__ == "__main__":
    main()
