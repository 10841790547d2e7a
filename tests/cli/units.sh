# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# The table of units against GNU units (Debian package `units`), its arithmetic against Python's
# fractions, and the unit of a run as the unit of its output.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export AHUB_STORE="$folder/hub.db" COLUMNS=200
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }

"$AHUB" help units >"$folder/table" || fail "help units"
"${PYTHON:-python3}" - "$folder/table" "$AHUB" <<'END' || fail "the table of units"
import random, re, shutil, subprocess, sys
from fractions import Fraction

def number(text):
    """Large factors are whole and stand as the shortest decimal of their double."""
    return Fraction(int(float(text))) if "e+" in text else Fraction(text)

table, kinds, entry = {}, {}, None
for line in open(sys.argv[1], encoding="utf-8"):
    if "two ways" in line:
        break
    found = re.match(r"  (\S+) (\S+)\s+(\S.*)$", line)
    if found and re.match(r"[0-9.e+-]+$", found[1]):
        entry, words = (number(found[1]), found[2]), found[3]
    elif line.startswith("   ") and entry:
        words = line
    else:
        entry = None
        continue
    for symbol in filter(None, (word.strip() for word in words.split(","))):
        assert symbol not in table, symbol
        table[symbol] = entry
        kinds.setdefault(entry[1], []).append(symbol)
assert len(table) > 400, len(table)

# Every factor that GNU units knows too.
# To GNU units h is Planck's constant and pct a pico-carat.
other_meaning = {"h", "pct"}
bases = {"s": "s", "B": "byte", "J": "joule", "J/s": "watt", "1/s": "1/s", "B/s": "byte/s", "fraction": "1"}
if shutil.which("units"):
    shared, wrong = 0, []
    for symbol, (factor, kind) in table.items():
        if kind not in bases or symbol in other_meaning:
            continue
        run = subprocess.run(["units", "-t", "-o", "%.17g", "1 " + symbol, bases[kind]], capture_output=True, text=True)
        if run.returncode != 0:
            if "Unknown unit" not in run.stdout + run.stderr:
                wrong.append((symbol, run.stdout.strip()))
            continue
        shared += 1
        if abs(float(run.stdout.split()[0]) / float(factor) - 1) > 1e-15:
            wrong.append((symbol, run.stdout.strip(), str(factor)))
    print(f"GNU units shares {shared} of {len(table)} symbols")
    assert not wrong, wrong
    assert shared >= 200, shared
else:
    print("GNU units is not installed: factors not compared")

# Pairs of units by another program's arithmetic: one program of `arith` each.
random.seed(16)
for _ in range(60):
    one = random.choice([symbol for symbol in table if re.match(r"[A-Za-z]+$", symbol)])
    factor, kind = table[one]
    if kind in ("fraction", "pp", "x"):
        continue
    other = random.choice([symbol for symbol in kinds[kind] if re.match(r"[A-Za-z]+$", symbol)])
    digits = f"{random.randrange(1, 10**6)}e{random.randrange(-9, 3)}"
    exact = Fraction(digits) * factor / table[other][0]
    run = subprocess.run([sys.argv[2], "sim", "run", "arith", "-p", f"program={digits} {one}", "-p", "unit=" + other,
                          "--output", "value"], capture_output=True, text=True)
    assert run.returncode == 0, (digits, one, other, run.stderr)
    assert float(run.stdout) == exact.numerator / exact.denominator, (digits, one, other, run.stdout, exact)
END

# package SLUG VALUE UNIT SIMULATOR PARAMS OUTPUT MORE: a package whose one claim that run checks.
package() {
  rm -rf "${folder:?}/$1"
  mkdir "$folder/$1"
  cat >"$folder/$1/discovery.yaml" <<END
schema: attentionhub/discovery@0.1
profile: systems@0.1
slug: $1
title: An example $1
abstract: An example whose only purpose is to show one fault.
contributors:
  - {kind: human, name: Ada Example}
claims:
  - id: c1
    kind: performance
    scope: model
    statement: In this model the number is $2 $3.
    structured: {workload: w, metric: number, value: $2, unit: "$3", higher_is_better: false, hardware: any-cpu}
    evidence: ["https://example.org/protocol"]
verification:
  mode: simulator
  runs: [{id: base, simulator: $4, params: $5}]
  expected: [{claim: c1, output: $6, $7}]
END
}
# verdict WORD VALUE UNIT SIMULATOR PARAMS OUTPUT MORE
verdict() {
  word=$1
  shift
  package example "$@"
  "$AHUB" verify "$folder/example" --json >"$folder/out" 2>"$folder/err"
  got=$("${PYTHON:-python3}" -c 'import json, sys
claim = json.load(open(sys.argv[1]))["data"][0]["claims"][0]
print(claim["verdict"], "/", claim["reason"])' "$folder/out")
  case $got in "$word /"*) ;; *) fail "$got, not $word: $*" ;; esac
}
says() { case $got in *"$1"*) ;; *) fail "no '$1' in: $got" ;; esac; }
near='op: approx, rel: 0.01'

# The unit that the run states is the output's.
verdict refuted 12 KB arith '{program: "12 B", unit: B}' value "$near"
says "value is 12 B, expected approx 12000 B"
verdict confirmed 12 KB arith '{program: "12000 B", unit: B}' value "$near"
verdict confirmed 0.012 ms arith '{program: "12 us", unit: us}' value "$near"
verdict confirmed 12 'µs' arith '{program: "12 us", unit: us}' value "$near"
verdict confirmed 12 'μs' arith '{program: "12 us", unit: us}' value "$near"
verdict refuted 15 'μs' arith '{program: "12 us", unit: us}' value "$near"
verdict confirmed 0.1 MB/s arith '{program: "800 kbit/s", unit: kbit/s}' value "$near"
verdict refuted 12 GB/s arith '{program: "12 Gbit/s", unit: Gbit/s}' value "$near"
verdict inconclusive 12 kB arith '{program: "12 us", unit: us}' value "$near"
says "the claim is in 'kB', the output in 'us'"
verdict inconclusive 12 MB/s arith '{program: "12 us", unit: us}' value "$near"
verdict confirmed 50 % arith '{program: "1 GB / 2 GB"}' value "$near"
verdict confirmed 50 % arith '{program: "1 GB / 2 GB", unit: fraction}' value "$near"
verdict confirmed 0.5 fraction arith '{program: "1 GB / 2 GB", unit: "%"}' value "$near"
verdict refuted 0.5 % arith '{program: "1 GB / 2 GB"}' value "$near"
verdict inconclusive 50 pp arith '{program: "1 GB / 2 GB", unit: "%"}' value "$near"
verdict inconclusive 0.5 pp arith '{program: "1 GB / 2 GB"}' value "$near"
verdict confirmed 2 x arith '{program: "2 GB / 1 GB"}' value "$near"
verdict inconclusive 2 GB arith '{program: "2 GB / 1 GB"}' value "$near"
says "the claim is in 'GB', the output in '1' (a plain number)"
verdict confirmed 62920.3 'μs' pagedkv '{requests: 20}' latency_max "$near"
# A plain count.
verdict inconclusive 1 GB kv-plan '{}' gpus_needed "$near"
says "the claim is in 'GB', the output in '1' (a plain count)"
grep -q '"expected": null' "$folder/out" || fail "an expectation that nobody stated"
verdict confirmed 1 GPUs kv-plan '{}' gpus_needed "$near"
verdict confirmed 1 1 kv-plan '{}' gpus_needed "$near"
verdict inconclusive 1 x kv-plan '{}' gpus_needed "$near"
verdict inconclusive 1 ms kv-plan '{}' gpus_needed "$near"
# A value that the assertion states is in the output's unit, and no claim of another number.
verdict inconclusive 12 KB arith '{program: "12 B", unit: B}' value "$near, value: 12"
verdict inconclusive 12 KB arith '{program: "12 B", unit: B}' value 'op: between, low: 11, high: 13'
verdict inconclusive 12 KB arith '{program: "12 B", unit: B}' value 'op: "<=", value: 15'
verdict confirmed 12 KB arith '{program: "12 kB", unit: B}' value "$near, value: 12000"
verdict inconclusive 1 GB kv-plan '{}' gpus_needed "$near, value: 1"
verdict refuted 12 B arith '{program: "14 B", unit: B}' value 'op: between, low: 11, high: 13'
says "expected between 11 and 13 B"

# A human's page says why, and prints no expectation.
package example 1 GB kv-plan '{}' gpus_needed "$near"
"$AHUB" verify "$folder/example" >"$folder/out" 2>&1
grep -q 'expected 0' "$folder/out" && fail "'expected 0' on the page"
"$AHUB" lint "$folder/example" >"$folder/out" 2>&1
grep -q AH318 "$folder/out" || fail "lint says nothing about the unit"
package example 12 Mb arith '{program: "12 Mbit", unit: Mbit}' value "$near"
"$AHUB" lint "$folder/example" 2>&1 | grep -q "write Mbit or MB" || fail "no advice about Mb"
package example 50 '%' arith '{program: "0.5"}' value "$near"
sed -i 's/unit: "%"/unit: %/' "$folder/example/discovery.yaml"
"$AHUB" lint "$folder/example" 2>&1 | grep -qF "quote it: '%'" || fail "no help about an unquoted %"
exit $failures
