# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# The laboratory as a user meets it: refusals with their exit codes, resumed sweeps, traces in packages.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
# refuses CODE WORDS ARGUMENTS...: exits with CODE and says WORDS.
refuses() {
  code=$1 words=$2
  shift 2
  "$AHUB" "$@" >"$folder/out" 2>"$folder/err"
  status=$?
  [ "$status" -eq "$code" ] || fail "ahub $*: exit $status, not $code"
  grep -qF -- "$words" "$folder/err" || { fail "ahub $*: does not say: $words"; cat "$folder/err"; }
  [ ! -s "$folder/out" ] || fail "ahub $*: prints data"
}
cd "$folder" || exit 1
"$AHUB" trace make t.oracleGeneral -p requests=3000 -p catalog=100 --seed 3 || fail "trace make"
head -c 71 t.oracleGeneral >cut.oracleGeneral
printf '\050\265\057\375broken' >bad.csv.zst

refuses 3 "it ends 23 bytes into a record of 24 (byte 48)" trace info cut.oracleGeneral
refuses 3 "bad.csv.zst" trace info bad.csv.zst
refuses 3 "No such file" trace info none.csv
refuses 3 "is not a regular file" trace info /dev/zero --from txt
refuses 3 "capacity" sim run cache -p capacity=0
refuses 3 "did you mean 'sieve'?" sim sweep cache -p policy=seive,lru
refuses 3 "did you mean 'lru'?" sim mrc -p policy=lrv
refuses 3 "one size only" sim mrc -p policy=arc -p capacity_unit=bytes
refuses 2 "no parameter has several numbers" sim plot cache -p policy=lru,arc
refuses 2 "--shard" sim sweep cache --shard 3/2
refuses 2 "bad-grid" sim sweep cache -p capacity=9:1:lin3
refuses 2 "does not tell a format" trace convert t.oracleGeneral t.unknown
if [ -c /dev/full ]; then
  "$AHUB" sim mrc -p requests=1000 -f svg >/dev/full 2>"$folder/err"
  [ $? -eq 5 ] || fail "a full disk is not told"
fi
"$AHUB" sim sweep cache -p policy=lru,arc -p capacity=1:500:+1 -p requests=2000 -f csv | head -1 >"$folder/head"
grep -q '^policy,capacity,' "$folder/head" || fail "no header before the pipe closed"

# The same requests from the file and from the generator; any number of jobs.
"$AHUB" sim mrc -p policy=lru,sieve -p requests=3000 -p catalog=100 --seed 3 -f csv -j 1 >generated
"$AHUB" sim mrc -p policy=lru,sieve -p trace=t.oracleGeneral -f csv -j 4 >from_file
cmp -s generated from_file || fail "a trace file gives other curves than its generator"
"$AHUB" trace convert t.oracleGeneral t.csv && "$AHUB" trace convert t.csv again.oracleGeneral
cmp -s t.oracleGeneral again.oracleGeneral || fail "converted there and back is not the same"

# A sweep that was cut in the middle of a line continues where it stopped.
sweep() { "$AHUB" sim sweep cache -p policy=lru,arc -p capacity=10:50:+10 -p requests=2000 -o hits --out "$1" "${2:-}"; }
sweep whole.ndjson -q
head -c 200 whole.ndjson >part.ndjson
sweep part.ndjson -q
cmp -s whole.ndjson part.ndjson || fail "a resumed sweep differs"
sweep part.ndjson -q
cmp -s whole.ndjson part.ndjson || fail "a finished sweep changed when it was run again"
refuses 3 "another sweep" sim sweep cache -p capacity=1,2 --out part.ndjson

# A package may name a trace among its artifacts; another byte in it stops the run.
mkdir -p package/data && "$AHUB" trace convert t.oracleGeneral package/data/t.csv
hits=$("$AHUB" sim run cache -p policy=lru -p trace=package/data/t.csv -p capacity=20 -o hits)
sed -e "s/@HASH@/$(sha256sum package/data/t.csv | cut -c1-64)/" -e "s/@HITS@/$hits/" "$SOURCE/tests/data/trace_package.yaml" >package/discovery.yaml
"$AHUB" lint ./package >lint 2>&1 || { fail "lint of a package with a trace"; cat lint; }
"$AHUB" verify ./package >verified 2>&1 || { fail "verify of a package with a trace"; cat verified; }
printf '1\n' >>package/data/t.csv
"$AHUB" verify ./package >changed 2>&1 && fail "a changed trace was replayed"
grep -q "not the declared one" changed || { fail "verify does not name the changed trace"; cat changed; }

# The reproductions: no findings, every claim confirmed, artifacts as their commands give them.
"$AHUB" lint "$SOURCE/examples/reproductions" >lint 2>&1 || { fail "lint of the reproductions"; cat lint; }
"$AHUB" verify "$SOURCE"/examples/reproductions/*/ >verified 2>&1 || { fail "a reproduction fails"; cat verified; }
"$AHUB" sim mrc -p policy=fifo,lru,2q,arc,sieve,belady -p capacity=10:5000:log13 --seed 42 -f svg |
  cmp -s - "$SOURCE/examples/reproductions/cache-policies-zipf/artifacts/miss-ratio-curves.svg" || fail "the figure differs"
"$AHUB" sim plot cache -p policy=lru+sieve -p zipf_s=0.5:1.5:lin11 -p capacity=200 -p warmup=20000 -p drift_every=20000 \
  -p drift_shift=1000 --seeds 42,1,2,3 -o gap_pp -f svg |
  cmp -s - "$SOURCE/examples/reproductions/sieve-vs-lru/artifacts/drift-200.svg" || fail "the figure of sieve-vs-lru differs"
[ "$failures" -eq 0 ]
