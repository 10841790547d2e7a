# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Numbers that are none: errors next to nothing, values 10^300 apart, units that overflow. No output holds NaN or infinity, nothing
# ends in exit 70, and what is undefined says why. Beside each there is a control with a number that python3 calculates.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
cd "$folder" || exit 1
cat >strict.py <<'PY'
import json, sys
def refuse(word): raise ValueError("JSON holds " + word)
def load(path):
    text = open(path, encoding="utf-8").read()
    lines = text.splitlines() if path.endswith(".ndjson") else [text]
    return [json.loads(line, parse_constant=refuse) for line in lines if line]
if __name__ == "__main__":
    load(sys.argv[1])
PY
# finite ARGUMENTS...: no exit 70 (nor a signal), no token NaN or infinity; data in $folder/out, its file name tells the form.
finite() {
  "$AHUB" "$@" >out 2>err </dev/null
  status=$?
  [ "$status" -le 7 ] || { fail "ahub $*: exit $status"; cat err; }
  cat out err | grep -qiwE '[-+]?(nan|inf|infinity)' && { fail "ahub $*: holds no number:"; cat out err | grep -iwE '[-+]?(nan|inf|infinity)' | head -3; }
  case "$1 ${2:-}" in 'tensions explain') schema=tensions-explain ;; 'sim '*) schema=sim-$2 ;; *) schema=$1 ;; esac
  case " $* " in
    *' --json '*|*' -f json '*)
      if [ -x "${BUILD:-}/tests/validate" ] && [ -s out ] && [ -f "$SOURCE/schemas/output/$schema.schema.json" ]; then
        "$BUILD/tests/validate" "$SOURCE/schemas/output/$schema.schema.json" out >why 2>&1 || { fail "ahub $*: does not fit its schema"; head -3 why; }
      fi ;;
  esac
  case " $* " in
    *' --json '*|*' json '*|*' vega '*) [ ! -s out ] || python3 strict.py out >why 2>&1 || { fail "ahub $*: no strict JSON"; tail -1 why; } ;;
    *' ndjson '*) cp out out.ndjson; python3 strict.py out.ndjson >why 2>&1 || { fail "ahub $*: no strict JSON"; tail -1 why; } ;;
  esac
}
# package SLUG VALUE UNIT [ERROR [LINES]]: one claim of the metric 'm'.
package() {
  mkdir -p "$case/$1"
  {
    printf 'schema: attentionhub/discovery@0.1\nprofile: generic@0.1\nslug: %s\ntitle: "A number of %s"\n' "$1" "$1"
    printf 'abstract: "An example whose only purpose is its number."\ncontributors: [{kind: human, name: Ada Example}]\nlicense: MIT\n'
    printf 'claims:\n  - {id: c1, kind: observation, statement: "the number was seen", evidence: ["https://example.org/x"],\n'
    printf '     structured: {metric: m, value: %s, unit: "%s", higher_is_better: true%s}}\n' "$2" "$3" "${4:+, standard_error: $4}"
    printf '%s' "${5:-}"
  } >"$case/$1/discovery.yaml"
}
cases=0
begin() {
  case=$1
  cases=$((cases + 1))
  export AHUB_STORE="$folder/$case/hub.db"
  mkdir -p "$case"
}
# All packages of the case in a store, and every form of every reader over it. $1: two of them, for diff.
forms() {
  for manifest in "$case"/*/discovery.yaml; do
    finite import "${manifest%/*}" --json
    [ "$status" -eq 0 ] || { fail "$case: $manifest is not imported"; cat out err; }
    finite lint "${manifest%/*}" --json
  done
  finite tensions
  finite frontier
  for command in tensions frontier rank stats report doctor; do finite $command --json; done
  for form in markdown html csv; do finite report -f $form; finite frontier -f $form; done
  finite rank -f markdown
  finite search number --json
  finite graph -f json
  for slug in $1; do
    finite show "$slug" --json
    finite show "$slug"
    finite card "$slug" --json
    finite verify --dry-run "$slug" --json
    finite verify --dry-run "$slug"
  done
  # shellcheck disable=SC2086
  finite diff $1 --json
  # shellcheck disable=SC2086
  finite diff $1
  finite tensions explain "${1%% *}" --json
  finite tensions explain "${1%% *}"
}
# data WHAT: a python expression over d, the data of tensions --json, frontier --json (f) and diff --json (c).
data() {
  "$AHUB" tensions --json >tensions.json 2>/dev/null
  "$AHUB" frontier --json >frontier.json 2>/dev/null
  python3 - "$1" <<'PY' || { fail "$case: not so: $1"; cat tensions.json; }
import math, sys
from strict import load
d, f = load("tensions.json")[0]["data"], load("frontier.json")[0]["data"]["frontier"]
t = d["tensions"]
g = d["groups"]
sys.exit(0 if eval(sys.argv[1]) else 1)
PY
}
says() { "$AHUB" "$2" ${3:-} 2>&1 | tr -s ' \n' ' ' | grep -qF -- "$1" || { fail "$case: ahub $2 does not say: $1"; "$AHUB" "$2"; }; }

# 1. Errors next to nothing: z is beyond all numbers, and the pair disagrees all the more.
begin tiny-errors
package aaa 1e200 s 1e-300
package bbb 3e200 s 1e-300
forms 'aaa bbb'
data 'len(t) == 1 and t[0]["z"] is None and "too large" in t[0]["z_undefined"] and abs(t[0]["gap"] / 2e200 - 1) < 1e-9'
says 'z undefined, because it is too large for a number' tensions
finite rebuild
data 'len(t) == 1 and t[0]["z"] is None'
# Control: the same values with errors of their size.
begin plain-errors
package aaa 1e200 s 1e199
package bbb 3e200 s 1e199
forms 'aaa bbb'
data 'len(t) == 1 and abs(t[0]["z"] - 2 / math.hypot(0.1, 0.1)) < 1e-9 and t[0]["z_undefined"] is None'
# 2. Huge errors: nobody disagrees.
begin huge-errors
package aaa 1e200 s 1e300
package bbb 3e200 s 1e300
forms 'aaa bbb'
data 't == []'
# 3. One small error among three: Q is beyond all numbers, the mean is not.
begin large-q
package aaa 1 s 1e-300
package bbb 3 s 1e-300
package ccc 4 s 1
forms 'aaa bbb'
data 'g[0]["q"] is None and "too large" in g[0]["q_undefined"] and abs(g[0]["mean"] - 2) < 1e-12 and g[0]["p"] == 0 and g[0]["i_squared"] == 1'
says 'Q undefined, because it is too large for a number' tensions
# Control: three of ordinary errors.
begin plain-q
package aaa 1 s 0.1
package bbb 3 s 0.1
package ccc 4 s 1
forms 'aaa bbb'
data 'abs(g[0]["mean"] - (100 + 300 + 4) / 201) < 1e-12 and abs(g[0]["q"] - sum(w * (v - 404 / 201) ** 2 for v, w in ((1, 100), (3, 100), (4, 1)))) < 1e-9 and g[0]["q_undefined"] is None and g[0]["mean_undefined"] is None'
# 4. The largest weighs nothing: no digit of the others is lost beside it.
begin large-and-light
package aaa 1e300 s 1e299
package bbb 5 s 1
package ccc 6 s 1
forms 'aaa bbb'
data 'abs(g[0]["mean"] - 5.5) < 1e-9 and abs(g[0]["q"] - 100.5) < 1e-6'
# 5. As far apart as numbers are.
begin far-apart
package aaa 1e300 s
package bbb -1e300 s
package ccc 1e-300 s
forms 'aaa bbb'
data 'len(t) >= 2 and max(one["gap"] for one in t) == 2e300'
# 6. A unit that overflows: read in the other's.
begin overflow
package aaa 5 B
package bbb 1e300 EB
forms 'aaa bbb'
data 'len(t) == 1 and t[0]["unit"] == "EB" and t[0]["gap"] == 1e300'
data 'len(f[0]["claims"]) == 2 and f[0]["unit"] == "EB" and f[0]["claims"][0]["package"] == "bbb" and f[0]["claims"][1]["value"] == 5e-18'
says 'EB' frontier
"$AHUB" diff aaa bbb --json >out
python3 -c 'from strict import load; (c,) = [x for x in load("out")[0]["data"]["changes"] if x["delta"] is not None]; assert c["unit"] == "EB" and c["delta"] == 1e300 and c["delta_undefined"] is None, c' || fail "$case: the difference"
# The other way round, and with errors.
begin overflow-back
package aaa 1e300 EB 1e299
package bbb 5 B 0.1
forms 'aaa bbb'
data 'len(t) == 1 and abs(t[0]["z"] - 10) < 1e-9 and t[0]["unit"] == "EB"'
# Control: units that convert.
begin units
package aaa 5 B
package bbb 1 kB
forms 'aaa bbb'
data 'len(t) == 1 and t[0]["unit"] == "B" and t[0]["gap"] == 995 and f[0]["unit"] == "B" and f[0]["claims"][0]["value"] == 1000'
# 7. What becomes 0 in another unit has no place beside the others, and it is said why.
begin underflow
package aaa 1 'EB*EB'
package bbb 1e-300 'B*B'
package ccc 2 'EB*EB'
forms 'aaa bbb'
data 'f[0]["incomparable"][0]["package"] == "bbb" and "cannot be written" in f[0]["incomparable"][0]["incomparable_because"] and all(x["incomparable_because"] is None for x in f[0]["claims"])'
says "cannot be written in 'EB*EB'" frontier
data 'g[0]["unweighed"][0]["claim"] == "bbb#c1" and "cannot be written" in g[0]["unweighed"][0]["because"] and abs(g[0]["mean"] - 1.5) < 1e-9'
says "bbb#c1, because 1e-300 B*B cannot be written in 'EB*EB'" tensions
# 8. Errors that become 0: they have no weight, and it is said why.
begin no-weight
package aaa 1 'EB*EB' 0.5
package bbb 1 'B*B' 1e-300
package ccc 1 'B*B' 1e-290
forms 'aaa bbb'
data 'g[0]["mean"] is None and g[0]["q"] is None and g[0]["p"] is None and g[0]["i_squared"] is None and g[0]["mean_undefined"] and len(g[0]["unweighed"]) == 2'
says 'mean undefined, because' tensions
# Control: units of another kind stay another kind.
begin kinds
package aaa 11.81 pp
package bbb 11.81 '%'
package ccc 5.81 pp
forms 'aaa ccc'
data 'len(t) == 1 and f[0]["incomparable"][0]["incomparable_because"] == "its unit is of another kind"'
# 9. Tolerances beyond all numbers accept everything; that is no open end and no tolerance of 0.
run() {
  printf 'verification:\n  mode: simulator\n  runs:\n    - {id: r1, simulator: arith, seed: 0, params: {program: "%s", unit: s}}\n  expected:\n    - {claim: c1, run: r1, output: value, op: approx, %s}\n' "$1" "$2"
}
begin tolerance
package aaa 1e300 s '' "$(run '2 * 10^300 * 1 s' 'rel: 1e300')"
finite lint "$case/aaa"
grep -q 'AH305.*0 lies within more than any number of' out || { fail "$case: lint"; cat out; }
finite lint "$case/aaa" --json
finite import "$case/aaa" --json
[ "$status" -eq 3 ] || fail "$case: an assertion that cannot fail is imported"
rm -r "$case/aaa"
package aaa 1e300 s '' "$(run '11 * 10^299 * 1 s' 'rel: 0.2')"
package bbb 1e300 s '' "$(run '2 * 10^300 * 1 s' 'rel: 0.2')"
package ccc 1e-300 s '' "$(run '2 / 10^300 * 1 s' 'abs: 1e-301')"
forms 'aaa bbb'
for claim in aaa bbb ccc; do
  "$AHUB" verify $claim --dry-run --json >out 2>/dev/null
  python3 -c 'import sys; from strict import load
(item,) = load("out")[0]["data"]
assert item["claims"][0]["verdict"] == sys.argv[1], item["claims"]' "$([ $claim = aaa ] && echo confirmed || echo refuted)" || fail "$case: $claim"
done
# 10. Explained: outputs whose difference is none.
begin explained
package aaa 1e300 s '' "$(run '17 * 10^307 * 1 s' 'rel: 0.5')"
package bbb -1e300 s '' "$(run '0 s - 17 * 10^307 * 1 s' 'rel: 0.5')"
forms 'aaa bbb'
for form in json markdown svg human; do
  finite tensions explain aaa --dry-run -f $form
  [ "$status" -eq 0 ] || { fail "$case: -f $form: exit $status"; cat err; }
  [ $form = svg ] || grep -q 'undefined' out || fail "$case: -f $form: nothing is undefined"
done
# Control: half as far apart.
begin explained-plain
package aaa 1e300 s '' "$(run '4 * 10^300 * 1 s' 'rel: 0.5')"
package bbb -1e300 s '' "$(run '0 s - 4 * 10^300 * 1 s' 'rel: 0.5')"
forms 'aaa bbb'
"$AHUB" tensions explain aaa --dry-run --json >out 2>/dev/null
python3 -c 'from strict import load; d = load("out")[0]["data"]; assert d["gap"] == -8e300 and d["undefined"] is None, d' || fail "$case: the gap"
# 11. Improvements over next to nothing.
begin improvement
package aaa 1e300 s
sed -i 's/higher_is_better: true/higher_is_better: true, baseline: x, baseline_value: 1e-300, improvement_pct: 1e300/' "$case/aaa/discovery.yaml"
package bbb 2.000e-200 s
sed -i 's/higher_is_better: true/higher_is_better: true, baseline: x, baseline_value: 1.000e-200, improvement_pct: 100/' "$case/bbb/discovery.yaml"
package ccc 2.000e-200 s
sed -i 's/higher_is_better: true/higher_is_better: true, baseline: x, baseline_value: 1.000e-200, improvement_pct: 50/' "$case/ccc/discovery.yaml"
forms 'aaa bbb'
"$AHUB" lint "$case/bbb" | grep -q AH207 && fail "$case: 2e-200 over 1e-200 is 100 %"
"$AHUB" lint "$case/ccc" | grep -q AH207 || fail "$case: 2e-200 over 1e-200 is not 50 %"
# 12. Laboratory: results and axes at the ends of the range.
begin laboratory
for program in '10^308 * 17' '1 / 10^320' '10^308 * 10' 'sqrt(10^308)' '2^0.5^1000' 'log2(0)' '1 / 0' '0 - 10^308 * 1.7'; do
  for form in '-f json' '-f human' '-o value'; do
    # shellcheck disable=SC2086
    finite sim run arith -p "program=$program" $form
  done
done
[ "$("$AHUB" sim run arith -p 'program=10^308 * 17 / 10' -o value)" = 1.7e+308 ] || fail "$case: the control of arith"
for form in svg vega human; do
  for values in '1e-300,1,1e300' '1e-320,2e-320' '1e308,1.7e308' '1,1.0000000000000002' '0.5,0.6'; do
    finite sim plot cache -p requests=50 -p "zipf_alpha=$values" -o hit_rate_lru -f $form
    finite sim plot search -p "n=$values" -f $form
  done
done
for range in 1e-300:1e300:log3 -1e308:1e308:lin3 1:1e300:log3 0:1e308:lin3 1e-320:1e-310:lin3; do
  finite sim sweep cache -p requests=50 -p "zipf_alpha=$range" -o hit_rate_lru -f json
  finite sim sweep cache -p requests=50 -p "capacity=$range" -o hit_rate_lru -f json
  [ "$status" -ne 0 ] || fail "$case: a capacity of $range"
done
"$AHUB" sim sweep cache -p requests=50 -p capacity=1:100:log3 -o hit_rate_lru -f csv | grep -q '^10,' || fail "$case: the control of ranges"
for form in csv ndjson json human; do
  finite sim compare cache -p requests=50 -p policy=lru,fifo --seeds 1:3:+1 -f $form
  finite sim sweep cache -p requests=50 -p policy=lru,fifo -f $form
  finite sim mrc cache -p requests=1 -f $form
done
printf '7\n' >one.txt
printf '7\n7\n7\n' >same.txt
for trace in one.txt same.txt; do
  finite trace info $trace --json
  finite trace info $trace
done
# 13. A store whose numbers are none is damaged, and not an end of the program.
begin damaged
package aaa 1 s 0.1
package bbb 3 s 0.1
forms 'aaa bbb'
for change in 'tension SET gap = 9e999' 'tension SET left_value = -9e999' 'tension SET z = 9e999'; do
  cp "$AHUB_STORE" kept.db
  python3 - "$AHUB_STORE" "UPDATE $change" <<'PY'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as store:
    store.execute(sys.argv[2])
PY
  for command in tensions frontier report show; do
    if [ $command = show ]; then finite show aaa --json; else finite $command --json; fi
  done
  finite tensions --json
  [ "$status" -eq 4 ] || fail "$case: $change: exit $status"
  cp kept.db "$AHUB_STORE"
done
finite tensions --json
[ "$status" -eq 0 ] || fail "$case: the control"
echo "$cases stores"
[ "$failures" -eq 0 ]
