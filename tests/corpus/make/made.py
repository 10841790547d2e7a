# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""One row of the corpus: a real program writes a file, a real reader says what is in it."""
import csv
import functools
import json
import os
import pathlib
import subprocess

CORPUS = pathlib.Path(__file__).resolve().parent.parent
COLUMNS = ["file", "form", "made_by", "command", "asked", "counted_by", "expected"]
# NODE_PATH holds the npm packages, PYTHON_NEW is an interpreter with numpy 2 and safetensors.
NODE = "node"
PYTHON = "/usr/bin/python3"
PYTHON_NEW = os.environ.get("PYTHON_NEW", "python-with-numpy-2")

rows = []
before = {}
work = None


def begin(folder):
    """`folder` is where the programs run; rows whose programs are missing here are kept as they were."""
    global work
    work = pathlib.Path(folder)
    listed = CORPUS / "corpus.tsv"
    if listed.exists():
        with open(listed, encoding="utf-8", newline="") as text:
            for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE):
                before[row["file"]] = row


def end(whole):
    """When only some parts were made, the others' rows stay."""
    if not whole:
        names = {row["file"] for row in rows}
        rows.extend(row for name, row in before.items() if name not in names and (CORPUS / name).exists())
    rows.sort(key=lambda row: row["file"])
    with open(CORPUS / "corpus.tsv", "w", encoding="utf-8", newline="\n") as text:
        text.write("\t".join(COLUMNS) + "\n")
        for row in rows:
            text.write("\t".join(row[column] for column in COLUMNS) + "\n")
    print(f"{len(rows)} rows, {sum(f.stat().st_size for f in CORPUS.glob('*/*') if f.is_file())} bytes")


def sh(command, **environment):
    """The output of a shell command, run where the inputs are."""
    done = subprocess.run(["bash", "-c", "set -o pipefail; " + command], cwd=work, capture_output=True,
                          env=dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", CORPUS=str(CORPUS), **environment), check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command}\n{done.stderr.decode(errors='replace')[-800:]}")
    return done.stdout


@functools.lru_cache(None)
def version(asking):
    """The first line that a shell command prints."""
    return sh(asking + " 2>&1").decode(errors="replace").strip().split("\n")[0]


def made(form, file, by, command, asked, counted_by, count):
    """`command` writes "$OUT"; `count` is a shell command that prints JSON, or a function of the path."""
    target = CORPUS / file
    target.parent.mkdir(exist_ok=True)
    try:
        name = by()
        sh(command, OUT=str(target))
        expected = count(target) if callable(count) else json.loads(sh(count, OUT=str(target)))
    except (RuntimeError, ImportError) as fault:
        if file not in before:
            print(f"cannot make {file}: {fault}")
            return
        print(f"kept {file}: {str(fault).splitlines()[-1]}")
        rows.append(before[file])
        return
    rows.append({"file": file, "form": form, "made_by": name, "command": " ".join(command.replace(PYTHON_NEW, "$PYTHON_NEW").replace(str(CORPUS), "tests/corpus").split()),
                 "asked": asked, "counted_by": counted_by() if callable(counted_by) else counted_by,
                 "expected": json.dumps(expected, ensure_ascii=False, sort_keys=False)})


def named(label, asking):
    """A program by its name and what it answers when asked for its version."""
    return lambda: f"{label} {version(asking)}".strip()


def module(label, name):
    return named(label, f"{PYTHON} -c 'import {name}; print({name}.__version__)'")


def package(label, name):
    return named(label, f"dpkg-query -W -f '${{Version}}' {name}")


def from_npm(name):
    return named(f"npm {name}", f"jq -r .version $NODE_PATH/{name}/package.json")


python = named("CPython", f"{PYTHON} -c 'import platform; print(platform.python_version())'")
numpy1 = module("numpy", "numpy")
numpy2 = named("numpy", f"{PYTHON_NEW} -c 'import numpy; print(numpy.__version__)'")
pandas = module("pandas", "pandas")
r = named("R", "Rscript -e 'cat(as.character(getRversion()))'")
datatable = named("R data.table", "Rscript -e 'cat(as.character(packageVersion(\"data.table\")))'")
readr = named("R readr", "Rscript -e 'cat(as.character(packageVersion(\"readr\")))'")
jsonlite = named("R jsonlite", "Rscript -e 'cat(as.character(packageVersion(\"jsonlite\")))'")
ruby = named("Ruby", "ruby -e 'puts RUBY_VERSION'")
php = named("PHP", "php -r 'echo PHP_VERSION;'")
perl = named("Perl", "perl -e 'print $^V'")
node = named("Node.js", "node --version")
jq = named("jq", "jq --version")
gawk = package("gawk", "gawk")
mawk = package("mawk", "mawk")
