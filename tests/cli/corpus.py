# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Asks ahub about every file of the corpus and compares with what the file's own world says.

usage: corpus.py AHUB CORPUS WORK_FOLDER [WORD...]   (only files whose name or form has a WORD)
"""
import csv
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

AHUB, CORPUS, WORK = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])


class Differs(Exception):
    """What ahub said, for the report."""


def ask(store, *words, takes=(0,)):
    """The standard output of one command, run beside the corpus and not inside of it."""
    env = dict(os.environ, AHUB_STORE=str(store), NO_COLOR="1", LC_ALL="C.UTF-8", TZ="UTC")
    done = subprocess.run([AHUB, *words], capture_output=True, text=True, env=env, cwd=WORK,
                          stdin=subprocess.DEVNULL, check=False)
    if done.returncode not in takes:
        raise Differs(f"exit {done.returncode}: {(done.stderr or done.stdout).strip()[:300]}")
    return done.stdout


def near(got, wanted):
    """Integers and texts to the letter, exact decimals as such, other reals to six digits."""
    if isinstance(wanted, bool) or wanted is None or isinstance(wanted, str):
        return got == wanted
    if isinstance(wanted, list):
        return isinstance(got, list) and len(got) == len(wanted) and all(map(near, got, wanted))
    if isinstance(wanted, int):
        return not isinstance(got, bool) and isinstance(got, (int, float)) and got == wanted
    return isinstance(got, (int, float)) and abs(got - wanted) <= 5.1e-6 * max(abs(wanted), 1e-30)


def compare(got, wanted):
    for name, value in wanted.items():
        if not near(got.get(name), value):
            raise Differs(f"{name} is {got.get(name)!r}, not {value!r}")


def trace(file, options, wanted, _):
    compare(json.loads(ask("none", "trace", "info", str(file), "--json", *options))["data"], wanted)


def outputs_of(file, options):
    # Nothing warms up, and there is room for every text at once.
    words = ["scheme=paged", "arrivals=trace", "lengths=trace", "warmup=0", "slots=400000",
             "requests=1000", f"trace={file}", *options]
    params = [part for word in words for part in ("-p", word)]
    return json.loads(ask("none", "sim", "run", "pagedkv", "--json", *params))["data"]["outputs"]


def requests(file, options, wanted, _):
    """Answers are summed by ahub; the span shows in the makespan, whose last answer is one token.

    `like` names a file with the same requests in the simplest form: every output must be equal.
    """
    wanted = dict(wanted)
    got = outputs_of(file, options)
    span, count = wanted.pop("span_s"), wanted.pop("requests")
    makespan = count / got["throughput_paged"]
    if not span * (1 - 1e-5) <= makespan <= span + 0.25:
        raise Differs(f"{count} requests take {makespan} s, they come over {span} s")
    if got["tokens_paged"] != wanted.pop("answers"):
        raise Differs(f"the answers have {got['tokens_paged']} tokens")
    if "like" in wanted and got != outputs_of(CORPUS / wanted["like"], []):
        raise Differs(f"other outputs than for the same requests in the simplest form: {got}")


def tensor(file, options, wanted, _):
    """Round-to-nearest in 4 bits; the identity as activations leaves the weights' own error."""
    words = ["method=rtn", "bits=4", "group=0", f"weights={file}",
             f"activations={CORPUS}/tensors/identity-{wanted['cols']}.npy", *options]
    params = [part for word in words for part in ("-p", word)]
    got = json.loads(ask("none", "sim", "run", "quant", "--json", *params))["data"]["outputs"]
    compare(got, {"nmse": wanted["nmse"]})


def field(manifest, path):
    """"claims.0.structured.value" of a manifest; None when there is none."""
    for part in path.split("."):
        if isinstance(manifest, list):
            manifest = manifest[int(part)] if int(part) < len(manifest) else None
        elif isinstance(manifest, dict):
            manifest = manifest.get(part)
        else:
            return None
    return manifest


def shown(store, slug):
    # A number of a manifest is compared by its digits, not by the double nearest to it.
    return json.loads(ask(store, "show", slug, "--json"), parse_float=Fraction)["data"]


def exact(got, wanted):
    if isinstance(wanted, str) and wanted.startswith("number:"):
        return not isinstance(got, (str, bool)) and got is not None and Fraction(got) == Fraction(wanted[7:])
    return near(got, wanted)


def arxiv(file, options, wanted, store):
    ask(store, "import", "arxiv", str(file), *options)
    for identifier, fields in wanted.items():
        manifest = shown(store, "arxiv-" + identifier.replace(".", "-").replace("/", "-").lower())["manifest"]
        got = {
            "title": manifest.get("title"), "abstract": manifest.get("abstract", ""),
            "category": manifest.get("domain"), "license": manifest.get("license"),
            "published": field(manifest, "provenance.published"), "doi": field(manifest, "provenance.doi"),
            "authors": [one["name"] for one in manifest["contributors"] if one.get("role") == "author"],
        }
        compare(got, fields)


def package(file, options, wanted, store):
    ask(store, "import", str(file), *options)
    compare(shown(store, wanted["slug"]), {"digest": wanted["digest"]})


def manifest(file, options, wanted, store):
    folder = store.parent / "package"
    folder.mkdir()
    shutil.copy(file, folder / ("discovery.json" if file.suffix == ".json" else "discovery.yaml"))
    ask(store, "import", str(folder), *options)
    got = shown(store, wanted["slug"])["manifest"]
    for path, value in wanted.items():
        if not exact(field(got, path), value):
            raise Differs(f"{path} is {field(got, path)!r}, not {value!r}")


SCRIPT = """schema: attentionhub/discovery@0.1
profile: systems@0.1
slug: corpus-output
title: What a program printed
contributors: [{kind: human, name: Ada Example}]
claims:
  - {id: c1, kind: performance, scope: model, statement: "In this model the number is 7.",
     structured: {workload: w, metric: number, value: 7, unit: count, hardware: any-cpu},
     evidence: ["https://example.org/protocol"]}
verification:
  mode: script
  entrypoint: verify.py
  expected: [{claim: c1, output: seven, op: ==}]
"""


def output(file, options, wanted, store):
    """A package whose script prints the file to the byte."""
    folder = store.parent / "package"
    folder.mkdir()
    (folder / "discovery.yaml").write_text(SCRIPT)
    (folder / "verify.py").write_text("import sys\nsys.stdout.buffer.write(open('printed', 'rb').read())\n")
    shutil.copy(file, folder / "printed")
    run = json.loads(ask(store, "verify", str(folder), "--json", *options, takes=(0, 1)))["data"][0]["runs"][0]
    if run["status"] != "ok":
        raise Differs(f"{run['status']}: {run.get('message')}")
    for name, value in wanted.items():
        got = run["outputs"].get(name)
        same = got == float(value[7:]) if isinstance(value, str) and isinstance(got, (int, float)) else near(got, value)
        if not same:
            raise Differs(f"{name} is {got!r}, not {value!r}")


def receipts(file, options, wanted, store):
    folder = store.parent / "package"
    folder.mkdir()
    (folder / "discovery.yaml").write_text(SCRIPT)
    (folder / "verify.py").write_text("print('{}')\n")
    ask(store, "import", str(folder))  # Makes the store.
    ask(store, "receipt", "import", str(file), *options)
    listed = json.loads(ask(store, "receipt", "list", "--json"))["data"]
    compare({"receipts": len(listed)}, wanted)


ASKS = {"trace": trace, "requests": requests, "tensor": tensor, "arxiv": arxiv, "package": package,
        "manifest": manifest, "output": output, "receipts": receipts}


def check(numbered):
    number, row = numbered
    folder = WORK / str(number)
    folder.mkdir()
    kind, *options = shlex.split(row["asked"])
    # Some dialects cannot be told from a damaged file; there a refusal is as good as the right value.
    may_refuse = "--or-refused" in options
    options = [option for option in options if option != "--or-refused"]
    try:
        ASKS[kind](CORPUS / row["file"], options, json.loads(row["expected"]), folder / "hub.db")
    except Differs as difference:
        if may_refuse and str(difference).startswith("exit 3:"):
            return None
        return f"{row['file']} ({row['made_by']}): {difference}"
    except (OSError, ValueError, KeyError, IndexError) as fault:
        return f"{row['file']} ({row['made_by']}): {type(fault).__name__}: {fault}"
    finally:
        shutil.rmtree(folder)
    return None


def main():
    with open(CORPUS / "corpus.tsv", encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE))
    listed = {row["file"] for row in rows}
    present = {str(path.relative_to(CORPUS)) for path in CORPUS.glob("*/*")
               if path.parent.name not in ("make", "inputs")}
    words = sys.argv[4:]
    rows = [row for row in rows if not words or any(w in row["file"] or w in row["form"] for w in words)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(check, enumerate(rows)))
    forms = {}
    for row, answer in zip(rows, answers):
        sound = forms.setdefault(row["form"], [0, 0])
        sound[0] += 1
        sound[1] += answer is None
    print(f"{'form':44} files  read the same")
    for form, (files, same) in sorted(forms.items()):
        print(f"{form:44} {files:5}  {same:5}")
    print(f"{'all':44} {len(rows):5}  {answers.count(None):5}")
    faults = [answer for answer in answers if answer]
    if not words:
        faults += [f"{name}: listed in corpus.tsv, not there" for name in sorted(listed - present)]
        helpers = {f"tensors/identity-{n}.npy" for n in range(1, 100)} | {"requests/simplest.csv", "receipts/signed.jsonl"}
        faults += [f"{name}: not in corpus.tsv" for name in sorted(present - listed - helpers)]
        if len(rows) < 150:
            faults.append(f"only {len(rows)} files")
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


main()
