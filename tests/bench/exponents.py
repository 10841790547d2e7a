#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""How the price of each command grows when one list, length or nesting of its input doubles.

  tests/bench/exponents.py AHUB [--smoke] [--only WORDS] [--seconds S] [--budget S]

Each row is one thing that a stranger may make longer. It is doubled until a run takes S seconds of
CPU (0.5), or the program refuses it, which is its cap. Printed are the greatest size, CPU time and
peak memory, and the exponents of both: log2 of how much the last doubling added over what the one
before it added, so that what a command costs anyhow does not count. Above 1.2 the last sizes are
measured again, and the least counts. A row above 1.2 without a cap is marked, and the exit status is 1.
A row may be capped by words (`capped=`) which one of the hostile tests looks for.
Run it by hand on an optimised build; --smoke takes three small sizes of each and judges nothing.
"""

import hashlib
import json
import math
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import zlib

HEAD = {
    "schema": "attentionhub/discovery@0.1", "profile": "ml@0.1", "slug": "dear", "version": 1,
    "title": "How much a package costs", "abstract": "A package that is made to be measured.",
    "domain": "cs.DC", "license": "CC-BY-4.0",
    "contributors": [{"kind": "human", "name": "Ada", "role": "author"}],
    "provenance": {"generator": "exponents.py", "human_oversight": "full"},
}
CSV = b"a,b\n1,2\n3,4\n"


def claim(i, **more):
    structured = {"task": "t", "dataset": "d", "metric": "speed", "value": 1 + i % 7, "unit": "ms"}
    structured.update(more.pop("structured", {}))
    return {"id": f"c{i}", "kind": "performance", "statement": f"The result number {i} is 1 ms.",
            "structured": structured, "evidence": more.pop("evidence", ["artifacts/r.csv#L2"]), **more}


def artifact(path, data):
    return {"path": path, "role": "data", "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest()}


class Package:
    """A package on disk: {path: bytes}, the manifest made from `root`."""

    def __init__(self, **root):
        self.files = {"artifacts/r.csv": CSV}
        self.root = dict(HEAD, claims=[claim(1)], artifacts=[artifact("artifacts/r.csv", CSV)])
        self.root.update(root)
        self.text = None

    def add(self, path, data, listed=True):
        self.files[path] = data
        if listed:
            self.root["artifacts"].append(artifact(path, data))

    def write(self, folder):
        for path, data in self.files.items():
            place = os.path.join(folder, path)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "wb") as out:
                out.write(data)
        with open(os.path.join(folder, "discovery.yaml"), "w", encoding="utf-8") as out:
            out.write(self.text if self.text is not None else yaml_of(self.root))


def yaml_of(root):
    """Block lists of flow items: what lies in between of how people and programs write."""
    lines = []
    for key, value in root.items():
        if isinstance(value, list) and value:
            lines.append(f"{key}:")
            lines += ["  - " + json.dumps(item) for item in value]
        elif isinstance(value, dict):
            lines.append(f"{key}:")
            for name, inner in value.items():
                if isinstance(inner, list) and inner:
                    lines.append(f"  {name}:")
                    lines += ["    - " + json.dumps(item) for item in inner]
                else:
                    lines.append(f"  {json.dumps(name)}: {json.dumps(inner)}")
        else:
            lines.append(f"{key}: {json.dumps(value)}")
    return "\n".join(lines) + "\n"


ROWS = []


def row(name, first, commands=("lint",), most=1 << 40, capped=""):
    def keep(make):
        ROWS.append((name, first, commands, most, capped, make))
        return make
    return keep


# ---- manifests --------------------------------------------------------------------------------
@row("claims", 16, ("lint", "import"))
def _(n):
    return Package(claims=[claim(i + 1) for i in range(n)])


@row("evidence of a claim", 4)
def _(n):
    return Package(claims=[claim(1, evidence=[f"artifacts/r.csv#L{1 + i % 3}" for i in range(n)])])


@row("evidence, one long file", 16)
def _(n):
    data = b"1,2\n" * (1 << 20)
    package = Package(artifacts=[], claims=[
        claim(i + 1, evidence=[f"artifacts/long.csv#L{1000 + j}" for j in range(8)]) for i in range(n)])
    package.files = {}
    package.add("artifacts/long.csv", data)
    return package


@row("lines of an evidence file", 1 << 14)
def _(n):
    package = Package(claims=[claim(i, evidence=[f"artifacts/l.csv#L{n - i}"]) for i in range(1, 33)])
    package.add("artifacts/l.csv", b"1,2\n" * n)
    return package


@row("one long line of an evidence file", 1 << 16)
def _(n):
    package = Package(claims=[claim(i, evidence=["artifacts/l.csv#L2"]) for i in range(1, 33)])
    package.add("artifacts/l.csv", b"a,b\n" + b"1," * n + b"2\n")
    return package


@row("artifacts", 64, ("lint", "import"))
def _(n):
    package = Package()
    for i in range(n):
        package.add(f"artifacts/f{i}.csv", b"%d\n" % i)
    return package


@row("artifacts that are missing", 64)
def _(n):
    package = Package()
    package.root["artifacts"] += [artifact(f"artifacts/" + "x" * 40 + f"{i}.csv", b"") for i in range(n)]
    for i in range(n):
        package.files["artifacts/" + "y" * 40 + f"{i}.csv"] = b""
    return package


@row("artifacts with wrong hashes", 8)
def _(n):
    package = Package()
    for i in range(n):
        package.add(f"artifacts/f{i}.csv", b"1,2\r\n" * (1 << 14))
        package.root["artifacts"][-1]["sha256"] = "0" * 64
    return package


@row("one artifact named again", 8)
def _(n):
    package = Package()
    package.add("artifacts/l.csv", b"1,2\r\n" * (1 << 18))
    entry = dict(package.root["artifacts"][-1], sha256="0" * 64)
    package.root["artifacts"] += [entry] * n
    return package


@row("files of no artifact", 64)
def _(n):
    package = Package()
    for i in range(n):
        package.add(f"data/f{i}.csv", b"%d\n" % i, listed=False)
    return package


@row("contributors", 32, ("lint", "import"))
def _(n):
    return Package(contributors=[{"kind": "human", "name": f"Ada {i}", "role": "author"} for i in range(n)])


@row("contributors of one name", 32)
def _(n):
    return Package(contributors=[{"kind": "human", "name": "Ada", "role": "author"}] * n)


@row("concepts", 4)
def _(n):
    return Package(concepts=[f"concept-{i}" for i in range(n)])


@row("relations", 64, ("lint", "import"))
def _(n):
    return Package(relations=[{"kind": "builds_on", "target": f"package-{i}"} for i in range(n)])


@row("recorded runs", 64)
def _(n):
    return Package(runs=[{"id": f"r{i}"} for i in range(n)],
                   claims=[claim(i + 1, evidence=[{"run": f"r{i}"}]) for i in range(min(n, 256))])


@row("exploration, a chain", 64)
def _(n):
    return Package(exploration=[{"id": f"n{i}", "type": "question", "title": "Why?",
                                 "parents": [f"n{i - 1}"] if i else []} for i in range(n)])


@row("exploration, a chain upside down", 32)
def _(n):
    return Package(exploration=[{"id": f"n{i}", "type": "question", "title": "Why?",
                                 "parents": [f"n{i + 1}"] if i + 1 < n else []} for i in range(n)])


@row("exploration, parents that are missing", 32)
def _(n):
    return Package(exploration=[{"id": f"n{i}", "type": "question", "title": "Why?",
                                 "parents": ["m" * 40 + str(i)]} for i in range(n)])


@row("exploration, parents of one node", 64)
def _(n):
    return Package(exploration=[{"id": f"n{i}", "type": "question", "title": "Why?"} for i in range(n)] +
                   [{"id": "last", "type": "question", "title": "Why?", "parents": [f"n{i}" for i in range(n)]}])


@row("references to no claim", 32)
def _(n):
    return Package(claims=[claim(i + 1) for i in range(256)], verification=simulated(
        [{"id": "r", "simulator": "arith", "params": {"program": "1"}}],
        [{"claim": f"x{i}", "run": "r", "output": "value", "op": "approx", "abs": 1} for i in range(n)]))


def simulated(runs, expected):
    return {"mode": "simulator", "runs": runs, "expected": expected}


@row("runs of a method", 16, ("lint", "verify"))
def _(n):
    return Package(verification=simulated(
        [{"id": f"r{i}", "simulator": "arith", "params": {"program": f"{i}"}} for i in range(n)],
        [{"claim": "c1", "run": f"r{i}", "output": "value", "op": "approx", "value": i, "abs": 0.1}
         for i in range(n)]))


@row("runs times claims", 64, ("lint", "verify"))  # Up to 64 runs stand in each receipt.
def _(n):
    return Package(claims=[claim(i + 1) for i in range(min(n, 256))], verification=simulated(
        [{"id": f"r{i}", "simulator": "arith", "params": {"program": f"{i}"}} for i in range(n)],
        [{"claim": f"c{i % 256 + 1}", "run": f"r{i}", "output": "value", "op": "approx", "value": i, "abs": 0.1}
         for i in range(n)]))


@row("assertions of one run", 16, ("lint", "verify"))
def _(n):
    return Package(verification=simulated(
        [{"id": "r", "simulator": "arith", "params": {"program": "a = 1 ms; a", "unit": "ms"}}],
        [{"claim": "c1", "run": "r", "output": "value", "op": "approx", "value": 1, "abs": 0.1}] * n))


@row("assertions about no output", 16)
def _(n):
    return Package(verification=simulated(
        [{"id": "r", "simulator": "cache", "params": {"policy": ["lru"], "capacity": 10}}],
        [{"claim": "c1", "run": "r", "output": "hit_rat" + "e" * 30 + str(i), "op": "approx", "value": 1, "abs": 0.1}
         for i in range(n)]))


@row("methods", 16, ("lint", "verify"))
def _(n):
    return Package(verification={"methods": [dict(simulated(
        [{"id": "r", "simulator": "arith", "params": {"program": f"{i}"}}],
        [{"claim": "c1", "run": "r", "output": "value", "op": "approx", "value": i, "abs": 0.1}]), id=f"m{i}")
        for i in range(n)]})


@row("parameters of a run", 32)
def _(n):
    return Package(verification=simulated(
        [{"id": "r", "simulator": "cache", "params": {f"capacit{i}": 1 for i in range(n)}}],
        [{"claim": "c1", "run": "r", "output": "hit_rate_lru", "op": "approx", "value": 1, "abs": 0.1}]))


@row("length of a statement", 64)
def _(n):
    return Package(claims=[claim(1, statement="It is 3 ms of 4 GB/s " * (n // 21 + 1))] + [
        claim(i + 2, statement=("It is 3 ms of 4 GB/s " * (n // 21 + 1))) for i in range(20)])


@row("length of an abstract", 256)
def _(n):
    return Package(abstract="3 ms, " * (n // 6))


@row("length of a title", 16)
def _(n):
    return Package(title="word " * (n // 5) + "end")


@row("length of a key", 16)
def _(n):
    return Package(**{"k" * n: 1})


@row("unknown keys", 64)
def _(n):
    return Package(**{f"titl{i}": 1 for i in range(n)})


@row("unknown keys of one mapping", 64)
def _(n):
    return Package(provenance={f"key{i}": 1 for i in range(n)})


@row("unit expression", 16)
def _(n):
    return Package(claims=[claim(1, structured={"unit": "*".join(["B"] * n)})])


@row("protocol of a claim", 16)
def _(n):
    return Package(claims=[claim(1, protocol={f"batch-{i}": i for i in range(n)})])


@row("licences", 8)
def _(n):
    return Package(license=" AND ".join(["MIT", "Apache-2.0"] * n))


@row("licence in parentheses", 8)
def _(n):
    return Package(license="(" * n + "MIT" + ")" * n)


# ---- arithmetic -------------------------------------------------------------------------------
def arith(program, **params):
    package = Package(verification=simulated(
        [{"id": "r", "simulator": "arith", "params": dict(params, program=program)}],
        [{"claim": "c1", "run": "r", "output": "value", "op": "approx", "value": 1, "abs": 0.1}]))
    return package


@row("arith: statements", 64)
def _(n):
    return arith("; ".join(f"a{i} = {i}" for i in range(n)))


@row("arith: terms", 64)
def _(n):
    return arith(" + ".join(["1 ms"] * n))


@row("arith: products of long numbers", 4)
def _(n):
    return arith("a = 3^9000; b = 7^5000; " + "; ".join(f"c{i} = a / b" for i in range(n)))


@row("arith: one dear program, many runs", 4)
def _(n):
    program = "a = 3^9000; b = 7^5000; " + "; ".join(f"c{i} = a / b" for i in range(10))
    return Package(verification=simulated(
        [{"id": f"r{i}", "simulator": "arith", "params": {"program": program}} for i in range(n)],
        [{"claim": "c1", "run": f"r{i}", "output": "value", "op": "approx", "value": 1, "abs": 0.1}
         for i in range(n)]))


@row("arith: one run, many assertions", 4)
def _(n):
    program = "a = 3^9000; b = 7^5000; " + "; ".join(f"c{i} = a / b" for i in range(10))
    return Package(verification=simulated(
        [{"id": "r", "simulator": "arith", "params": {"program": program}}],
        [{"claim": "c1", "run": "r", "output": "value", "op": "approx", "value": 1, "abs": 0.1}] * n))


@row("arith: dear programs, each another", 4)
def _(n):
    return Package(verification=simulated(
        [{"id": f"r{i}", "simulator": "arith", "params": {"program": f"a = 3^{9000 + i}; b = 7^5000; " + "; ".join(
            f"c{j} = a / b" for j in range(10))}} for i in range(n)],
        [{"claim": "c1", "run": f"r{i}", "output": "value", "op": "approx", "value": 1, "abs": 0.1}
         for i in range(n)]))


@row("arith: length of a number", 64)
def _(n):
    return arith("9" * n)


@row("arith: length of a name", 64)
def _(n):
    return arith("a" * n + " = 1; " + "a" * n)


@row("arith: arguments", 16)
def _(n):
    return arith("max(" + ", ".join(["1 ms"] * n) + ")", unit="ms")


@row("arith: nesting", 8)
def _(n):
    return arith("(" * n + "1" + ")" * n)


@row("arith: comments", 64)
def _(n):
    return arith("# x\n" * n + "1")


# ---- how a manifest is written ----------------------------------------------------------------
def written(extra):
    package = Package()
    package.text = yaml_of(package.root) + extra
    return package


@row("YAML: nested flow lists", 4)
def _(n):
    return written("x: " + "[" * n + "]" * n + "\n")


@row("YAML: flow lists that never close", 16)
def _(n):
    return written("x: " + "[" * n + "\n")


@row("YAML: flow lists as keys", 16)
def _(n):
    return written("x: {" + "[: " * n + "\n")


@row("YAML: nested blocks", 4)
def _(n):
    return written("".join("  " * i + "x:\n" for i in range(n)) + "  " * n + "x: 1\n")


@row("YAML: dashes in a line", 16)
def _(n):
    return written("x:\n  " + "- " * n + "a\n")


@row("YAML: texts in one line", 64)
def _(n):
    return written("x: [" + "a, " * n + "a]\n")


@row("YAML: quoted texts in one line", 64)
def _(n):
    return written("x: [" + '"a", ' * n + "a]\n")


@row("YAML: a mapping in one line", 64)
def _(n):
    return written("x: {" + "".join(f"k{i}: 1, " for i in range(n)) + "k: 1}\n")


@row("YAML: a plain text of many lines", 64)
def _(n):
    return written("x: a\n" + "  word word\n" * n)


@row("YAML: a quoted text of many lines", 64)
def _(n):
    return written('x: "a\n' + "  word word\n" * n + '  "\n')


@row("YAML: a literal text of many lines", 64)
def _(n):
    return written("x: |\n" + "  word word\n" * n)


@row("YAML: escapes", 64)
def _(n):
    return written('x: "' + "\\u00e4" * n + '"\n')


@row("YAML: comments", 64)
def _(n):
    return written("# a comment\n" * n)


@row("YAML: texts that a comment cuts", 64)
def _(n):
    return written("x:\n" + "  - a #b\n" * n)


@row("YAML: blank lines", 256)
def _(n):
    return written("\n" * n)


@row("YAML: documents", 16)
def _(n):
    return written("---\na: 1\n" * n)


@row("YAML: colons", 64)
def _(n):
    return written("x: " + "a:" * n + "\n")


@row("YAML: question marks", 16)
def _(n):
    return written("x:\n" + "  ? a\n" * n)


@row("JSON: escapes", 64)
def _(n):
    return json_package({"x": "\u00e4" * n})


@row("JSON: nesting", 4)
def _(n):
    package = json_package({})
    package.files["discovery.json"] = package.files["discovery.json"][:-1] + b', "x": ' + b"[" * n + b"]" * n + b"}"
    return package


@row("JSON: keys of one object", 64)
def _(n):
    return json_package({"provenance": {f"key{i}": 1 for i in range(n)}})


class JsonPackage(Package):
    def write(self, folder):
        super().write(folder)
        os.remove(os.path.join(folder, "discovery.yaml"))


def json_package(more):
    package = JsonPackage()
    package.files["discovery.json"] = json.dumps(dict(package.root, **more), indent=1).encode()
    return package


# ---- files ------------------------------------------------------------------------------------
@row("files in a package", 64, ("lint", "import"))
def _(n):
    package = Package()
    for i in range(n):
        package.add(f"data/{i}", b"", listed=False)
    return package


@row("depth of directories", 2)
def _(n):
    package = Package()
    package.add("/".join(["d"] * n) + "/x", b"", listed=False)
    return package


@row("ignore patterns", 16)
def _(n):
    package = Package()
    package.add(".ahubignore", b"".join(b"data/*%d*x\n" % i for i in range(n)), listed=False)
    for i in range(200):
        package.add(f"data/{i}" + "a" * 60, b"", listed=False)
    return package


@row("stars of an ignore pattern", 2)
def _(n):
    package = Package()
    package.add(".ahubignore", b"*a" * n + b"b\n", listed=False)
    for i in range(100):
        package.add("a" * 100 + str(i), b"", listed=False)
    return package


# ---- scripts and receipts ---------------------------------------------------------------------
def script(n, claims, assertions=1):
    package = Package(claims=[claim(i + 1) for i in range(claims)], verification={
        "mode": "script", "entrypoint": "verify/v.py",
        "expected": [{"claim": f"c{i % claims + 1}", "output": f"o{i}", "op": "approx", "value": i, "abs": 0.1}
                     for i in range(max(claims, assertions))]})
    package.add("verify/v.py", b"print('{' + ', '.join('\"o%%d\": %%d' %% (i, i) for i in range(%d)) + '}')\n" % n)
    return package


@row("outputs of a script", 256, ("verify", "report", "show"))
def _(n):
    return script(n, 1)


@row("outputs of a script, 64 claims", 256, ("verify", "report", "show"))
def _(n):
    return script(n, 64)


@row("assertions of a script", 32, ("verify", "report", "show"))
def _(n):
    return script(n, 1, n)


@row("claims of a script", 8, ("verify", "report", "show"))
def _(n):
    return script(300, n)


# ---- stores -----------------------------------------------------------------------------------
class Many:
    """A collection of packages."""

    def __init__(self, packages):
        self.packages = packages
        self.more = ""

    def write(self, folder):
        for name, package in dict(self.packages).items():
            package.write(os.path.join(folder, name))
        with open(os.path.join(folder, "collection.yaml"), "w", encoding="utf-8") as out:
            out.write("title: many\n" + self.more + "packages:\n" + "".join(f"  - {name}\n" for name, _ in self.packages))


def many(n, change=lambda package, i: None):
    packages = []
    for i in range(n):
        package = Package(slug=f"pack-{i}")
        change(package, i)
        packages.append((f"pack-{i}", package))
    return Many(packages)


@row("packages of a collection", 8, ("lint", "import", "rank", "search", "doctor", "tensions"), 512)
def _(n):
    def apart(package, i):
        package.root["claims"] = [claim(1, structured={"metric": f"speed-{i}"})]
    return many(n, apart)


def all_disagree(n):
    def differ(package, i):
        package.root["claims"] = [claim(1, structured={"value": i})]
    return many(n, differ)


def four_disagree(n):
    def differ(package, i):
        package.root["claims"] = [claim(j + 1, structured={"value": 1000 * i + j}) for j in range(n)]
    return many(4, differ)


# Each with each, up to 320 claims of a key; beyond that the nearest ones, where the exponent counts.
PAIRS = "each with each up to 320 claims of a key (tests/hostile/cost.sh: quarrel)"
DISAGREE = ("import", "tensions", "report", "graph", "doctor")
row("packages that all disagree, pairs", 16, DISAGREE, 256, PAIRS)(all_disagree)
row("packages that all disagree, a crowd", 400, DISAGREE, 1600)(all_disagree)
row("four packages that disagree, pairs", 4, ("import", "tensions", "report"), 64, PAIRS)(four_disagree)


@row("packages of 64 claims that disagree", 8, ("import", "tensions", "report", "doctor"), 32)
def _(n):
    def differ(package, i):
        package.root["claims"] = [claim(j + 1, structured={"value": 1000 * i + j}) for j in range(64)]
    return many(n, differ)


@row("packages of 32 claims, each of its own key", 4,
     ("import", "rank", "tensions", "frontier", "search", "report", "doctor", "rebuild", "stats", "changes"), 128)
def _(n):
    def apart(package, i):
        package.root["claims"] = [claim(j + 1, structured={"metric": f"m-{i}-{j}"}) for j in range(32)]
    return many(n, apart)


@row("packages of 32 claims, keys shared by ten", 20,
     ("import", "rank", "tensions", "frontier", "report", "doctor"), 160)
def _(n):
    def shared(package, i):
        package.root["claims"] = [claim(j + 1, structured={"metric": f"m-{i // 10}-{j}", "value": i}) for j in range(32)]
    return many(n, shared)


@row("packages whose runs are verified", 4, ("verify", "report", "doctor", "receipts", "changes"), 256)
def _(n):
    def checked(package, i):
        package.root["verification"] = simulated(
            [{"id": "r", "simulator": "arith", "params": {"program": f"{i} ms", "unit": "ms"}}],
            [{"claim": "c1", "run": "r", "output": "value", "op": "approx", "value": i, "abs": 0.1}])
    return many(n, checked)


@row("one package named again in a collection", 8, ("lint", "import"), 1 << 14)
def _(n):
    made = many(1)
    made.packages += made.packages * (n - 1)
    return made


@row("comments of a collection", 64, ("lint",), 1 << 20)
def _(n):
    made = many(2)
    made.more = "# a comment\n" * n
    return made


@row("packages that agree", 8, ("import", "tensions", "report"), 512)
def _(n):
    return many(n)


@row("units of one frontier key", 4, ("import", "tensions", "frontier"), 512)
def _(n):
    def unit(package, i):
        package.root["claims"] = [claim(j + 1, structured={"unit": f"widget{i}x{j}"}) for j in range(8)]
    return many(n, unit)


@row("packages that relate to one", 8, ("import", "rank", "graph"), 512)
def _(n):
    def relate(package, i):
        package.root["relations"] = [{"kind": "builds_on", "target": "pack-0"}] if i else []
    return many(n, relate)


@row("a chain of packages", 8, ("import", "rank", "graph"), 512)
def _(n):
    def relate(package, i):
        package.root["relations"] = [{"kind": "builds_on", "target": f"pack-{i - 1}"}] if i else []
    return many(n, relate)


@row("versions of a slug", 4, ("import", "rank", "doctor"), 512)
def _(n):
    def version(package, i):
        package.root.update(slug="dear", version=i + 1)
    return many(n, version)


@row("equal names over packages", 8, ("import", "rank"), 512)
def _(n):
    def name(package, i):
        package.root["contributors"] = [{"kind": "human", "name": "Ada", "role": "author"}]
    return many(n, name)


@row("words of a search", 16, ("words",))
def _(n):
    return Package()


@row("one long word of a search", 64, ("word",))
def _(n):
    return Package()


# ---- traces -----------------------------------------------------------------------------------
class Trace:
    def __init__(self, name, data):
        self.name, self.data = name, data

    def write(self, folder):
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, self.name), "wb") as out:
            out.write(self.data)


def ids(n):
    return b"".join(b"%d\n" % random.Random(i).randrange(n) for i in range(n))


@row("rows of a trace", 1 << 13, ("trace", "sim"))
def _(n):
    return Trace("t.txt", ids(n))


@row("rows of a csv trace", 1 << 13, ("trace",))
def _(n):
    return Trace("t.csv", b"id,size\n" + b"".join(b"%d,%d\n" % (i * 7919 % n, 1 + i % 9) for i in range(n)))


def collide(n):
    """Ids that stand in one slot of the table that numbers them (src/sim/trace/densify.hpp)."""
    inverse = pow(0x9E3779B97F4A7C15, -1, 1 << 64)
    folded = ((i * inverse) % (1 << 64) for i in range(1, n + 1))
    return b"".join(b"%d\n" % (x ^ x >> 32) for x in folded)


@row("ids of a trace that collide", 1 << 12, ("trace", "sim"))
def _(n):
    return Trace("t.txt", collide(n))


@row("papers of a feed, JSON lines", 256, ("arxiv",), 1 << 15)
def _(n):
    return Trace("feed.json", b"".join(json.dumps({
        "id": f"{2001 + i // 90000:04}.{i % 90000 + 1:05}", "title": f"Paper {i}", "abstract": "We measure.",
        "categories": "cs.DC", "authors": "Ada Example", "authors_parsed": [["Example", "Ada", ""]],
        "versions": [{"version": "v1", "created": "Mon, 1 Jan 2020 00:00:00 GMT"}],
        "update_date": "2020-01-01", "license": None}).encode() + b"\n" for i in range(n)))


@row("authors of a paper", 16, ("arxiv",), 1 << 15)
def _(n):
    return Trace("feed.json", json.dumps({
        "id": "2001.00001", "title": "Paper", "abstract": "We measure.", "categories": "cs.DC",
        "authors": ", ".join(f"Ada E{i}" for i in range(n)), "authors_parsed": [[f"E{i}", "Ada", ""] for i in range(n)],
        "versions": [{"version": "v1", "created": "Mon, 1 Jan 2020 00:00:00 GMT"}],
        "update_date": "2020-01-01", "license": None}).encode() + b"\n")


@row("columns of a csv trace", 64, ("trace",))
def _(n):
    return Trace("t.csv", b"id," + b",".join(b"c%d" % i for i in range(n)) + b"\n" + (b"1" + b",2" * n + b"\n") * 20)


@row("ids of a trace that are texts", 1 << 12, ("trace",))
def _(n):
    return Trace("t.txt", b"".join(b"http://a/%d\n" % i for i in range(n)))


@row("a row with many bars", 1 << 10, ("trace",))
def _(n):
    return Trace("t.txt", (b"a|" * n + b"b\n") * 2)


@row("zeros of a compressed trace", 1 << 20, ("trace",))
def _(n):
    packer, data, block = zlib.compressobj(9, wbits=31), b"", b"1\n" * (1 << 19)
    for _ in range(max(1, n // len(block))):
        data += packer.compress(block)
    return Trace("t.txt.gz", data + packer.flush())


# ---- how it is measured -----------------------------------------------------------------------
class Measured:
    def __init__(self, cpu, memory, status, said):
        self.cpu, self.memory, self.status, self.said = cpu, memory, status, said


def serve(requests, answers):
    """Starts programs for `measure`. Linux counts the memory of the one that forks into the peak of
    what it starts, so that this one forks off while it is small, and stays so."""
    for line in requests:
        arguments, cwd, limit = json.loads(line)
        with open(os.path.join(cwd, ".said"), "wb") as said:
            child = subprocess.Popen(
                arguments, cwd=cwd, stdout=said, stderr=said, stdin=subprocess.DEVNULL,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)))
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        answers.write(json.dumps([usage.ru_utime + usage.ru_stime, usage.ru_maxrss, child.returncode]) + "\n")
        answers.flush()


def start_server():
    there, back = os.pipe(), os.pipe()
    if os.fork() == 0:
        os.close(there[1])
        os.close(back[0])
        serve(os.fdopen(there[0]), os.fdopen(back[1], "w"))
        os._exit(0)
    os.close(there[0])
    os.close(back[1])
    return os.fdopen(there[1], "w"), os.fdopen(back[0])


SERVER = None


def measure(arguments, cwd, seconds):
    """CPU seconds and peak bytes of one run."""
    SERVER[0].write(json.dumps([arguments, cwd, int(seconds * 40) + 20]) + "\n")
    SERVER[0].flush()
    cpu, memory, status = json.loads(SERVER[1].readline())
    with open(os.path.join(cwd, ".said"), encoding="utf-8", errors="replace") as text:
        said = text.read(1 << 18)
    return Measured(cpu, memory * 1024, status, said)


CAPS = re.compile(r"[^\n]*(?:the limit is|more than \d|it takes [\d-]+ to \d|deeper than|nest more|at most \d"
                  r"|takes too much|takes more than|too large|too long|too deep|stops at|left out)[^\n]*")


def commands_of(ahub, command, folder, n):
    """(what goes before, what is measured)"""
    store = ["--store", os.path.join(folder, "store.db")]
    imported = [[ahub, *store, "init"], [ahub, *store, "import", "package"]]
    if command == "lint":
        return [], [ahub, "lint", "package"]
    if command == "import":
        return [[ahub, *store, "init"]], [ahub, *store, "import", "package"]
    if command == "verify":
        return imported, [ahub, *store, "verify", "--all", "--jobs", "1"]
    if command in ("report", "show") :
        target = [] if command == "report" else ["dear"]
        return imported + [[ahub, *store, "verify", "--all", "--jobs", "1"]], [ahub, *store, command, *target]
    if command == "trace":
        return [], [ahub, "trace", "info", "package/" + os.listdir(os.path.join(folder, "package"))[0]]
    if command == "sim":
        trace = "package/" + os.listdir(os.path.join(folder, "package"))[0]
        return [], [ahub, "sim", "run", "cache", "-p", f"trace={trace}", "-p", "policy=lru", "-p", "capacity=100"]
    if command == "receipts":
        return imported + [[ahub, *store, "verify", "--all", "--jobs", "1"]], [ahub, *store, "receipt", "list"]
    if command == "arxiv":
        return [[ahub, *store, "init"]], [ahub, *store, "import", "arxiv", "package/feed.json"]
    if command == "search":
        return imported, [ahub, *store, "search", "package"]
    if command == "words":
        return imported, [ahub, *store, "search", " ".join(f"w{i}" for i in range(n))]
    if command == "word":
        return imported, [ahub, *store, "search", "w" * n]
    if command == "graph":
        return imported, [ahub, *store, "graph", "-f", "dot"]
    return imported, [ahub, *store, command]


def run_once(ahub, command, make, n, seconds):
    with tempfile.TemporaryDirectory(prefix="ahub-exponents-") as folder:
        made = make(n)
        made.write(os.path.join(folder, "package"))
        try:
            before, arguments = commands_of(ahub, command, folder, n)
            for step in before:
                done = measure(step, folder, 4 * seconds)
                if done.status not in (0, 1):
                    return done
            return measure(arguments, folder, seconds)
        finally:
            shutil.rmtree(os.path.join(folder, "package"), ignore_errors=True)


def slope(points):
    """log2 of what the last doubling added over what the one before it added; None while nothing that
    can be measured is added."""
    if len(points) < 3:
        return None
    (_, v0), (_, v1), (_, v2) = points[-3:]
    if v1 - v0 <= 0.02 * v2 or v2 - v1 <= 0.1 * v2:
        return None
    return math.log2((v2 - v1) / (v1 - v0))


def main():
    global SERVER
    SERVER = start_server()
    smoke = "--smoke" in sys.argv
    def option(name, default):
        return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default
    ahub = os.path.abspath(sys.argv[1])
    only = option("--only", "")
    seconds = float(option("--seconds", "0.5"))
    bad = 0
    print(f"{'what doubles':<40} {'command':<9} {'greatest':>9} {'CPU s':>7} {'MiB':>6} {'time^':>6} {'mem^':>6}  cap")
    for name, first, commands, most, capped_by, make in ROWS:
        if only and not any(word in name for word in only.split(",")):
            continue
        for command in commands:
            times, memory, cap, capped = [], [], capped_by, 0
            n = first
            while n <= most:
                done = run_once(ahub, command, make, n, seconds)
                found = CAPS.search(done.said)
                if done.status not in (0, 1) or found:
                    said = found.group(0) if found else " ".join(done.said.split())
                    cap = f"at {n}, exit {done.status}: {said.strip()[:100]}"
                    if done.status in (0, 1):
                        capped += 1
                    if done.status not in (0, 1) or capped > 1:
                        if done.cpu > seconds:
                            times.append((n, done.cpu))
                            memory.append((n, done.memory))
                        bad += done.status < 0
                        break
                times.append((n, done.cpu))
                memory.append((n, done.memory))
                if done.cpu > seconds or len(times) >= (3 if smoke else 16) or n >= 1 << 23:
                    break
                n *= 2
            if not times:
                print(f"{name:<40} {command:<9} {'-':>9} {'':>7} {'':>6} {'':>6} {'':>6}  {cap}", flush=True)
                continue
            time = slope(times)
            for _ in range(2 if (time or 0) > 1.2 and not smoke else 0):
                for at in range(max(0, len(times) - 3), len(times)):
                    again = run_once(ahub, command, make, times[at][0], seconds)
                    times[at] = (times[at][0], min(times[at][1], again.cpu))
            time = slope(times)
            room = slope(memory) if memory[-1][1] > 64 << 20 else None
            over = (time or 0) > 1.2 or (room or 0) > 1.2
            bad += over and not cap and not smoke
            mark = "  <-- no cap" if over and not cap and not smoke else ""
            show = lambda value: f"{value:.2f}" if value is not None else "flat"
            print(f"{name:<40} {command:<9} {times[-1][0]:>9} {times[-1][1]:>7.2f} {memory[-1][1] >> 20:>6} "
                  f"{show(time):>6} {show(room):>6}  {cap}{mark}", flush=True)
    return 1 if bad and not smoke else 0


if __name__ == "__main__":
    sys.exit(main())
