# The simulators of serving systems from the command line: refusals, traces in and out, comparisons.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
fail() { echo "$1"; exit 1; }
# refuses EXIT PATTERN ARGUMENT...: the exit code, one error with that text, nothing on standard output.
refuses() {
  wanted=$1 pattern=$2
  shift 2
  code=0
  "$AHUB" "$@" >out 2>err || code=$?
  [ "$code" -eq "$wanted" ] || { cat err; fail "ahub $*: exit $code, not $wanted"; }
  grep -q "$pattern" err || { cat err; fail "ahub $*: no '$pattern'"; }
  [ ! -s out ] || fail "ahub $*: printed data"
}
head='arrived_at,num_prefill_tokens,num_decode_tokens'
printf '%s\n0,10,5\n-1,10,5\n' "$head" >negative.csv
printf 'arrived_at,num_prefill_tokens\n0,10\n' >column.csv
printf '%s\n' "$head" >empty.csv
printf '%s\n0,374,44\n4.314579,396,109\n4.5,20,7\n' "$head" >good.csv
use='-p arrivals=trace -p lengths=trace'
# shellcheck disable=SC2086  # A list of options.
{
  refuses 3 'negative.csv:3:1: the time' sim run pagedkv -p trace=negative.csv $use
  refuses 3 "column.csv:1:1: the header has no column 'num_decode_tokens'" sim run heteroserve -p trace=column.csv $use
  refuses 3 'empty.csv:1:1: it holds no request' sim run pagedkv -p trace=empty.csv $use
  refuses 3 'not there\|no such\|does not exist\|cannot' sim run pagedkv -p trace=absent.csv $use
  "$AHUB" sim run pagedkv -p trace=good.csv $use --seed 1 -o tokens_paged >out
}
[ "$(cat out)" = 160 ] || fail "a trace of 160 tokens gave $(cat out)"
refuses 3 "neither arrivals nor lengths" sim run pagedkv -p trace=good.csv
refuses 3 "parameter 'requests'" sim run pagedkv -p requests=1000000000
refuses 3 "parameter 'lookahead'" sim run tierkv -p lookahead=65
refuses 3 "parameter 'oversubscription'" sim run tierkv -p oversubscription=0
refuses 3 'the cluster has no device' sim run heteroserve -p h100=0 -p a100=0 -p l40s=0
refuses 7 'needs about' sim run pagedkv -p requests=10000000 -p sharing=beam -p width=64
refuses 7 'time limit' sim run tierkv -p iterations=2000000 --timeout 0.05
refuses 2 'no events' sim run h2o -p length=50 --trace events.json
[ ! -e events.json ] || fail "a trace was written"
refuses 2 'at least two seeds' sim compare h2o -p budget=0.1,0.2 --seeds 3
refuses 2 'a seed is 0 to 2^53' sim compare h2o -p budget=0.1,0.2 --seeds a,b
refuses 2 'a seed is 0 to 2^53' sim sweep h2o -p length=50 --seeds=1.5,-3
refuses 2 'no parameter has several values' sim compare h2o --seeds 1:3:+1

"$AHUB" sim run tierkv -p iterations=50 --seed 1 --trace events.json >/dev/null
python3 - <<'PY'
import json
events = json.load(open("events.json"))["traceEvents"]
tracks = {(e["pid"], e["tid"]): e["args"]["name"] for e in events if e["name"] == "thread_name"}
assert {"GPU", "PCIe to HBM", "SSD read"} <= set(tracks.values())
decodes, last = {}, {}
for event in events:
    if event["ph"] != "X": continue
    track = (event["pid"], event["tid"])
    decodes[track] = decodes.get(track, 0) + (event["name"] == "decode")
    # A device or link does one thing at a time.
    assert event["ts"] >= last.get(track, 0) - 1e-6, (tracks[track], event)
    last[track] = event["ts"] + event["dur"]
assert sorted(n for n in decodes.values() if n) == [50, 50]
PY

for jobs in 1 2; do
  "$AHUB" sim sweep heteroserve -p policy=rr,het,p2c -p requests=300 --seeds 1:4:+1 -f csv -j $jobs >sweep$jobs
  "$AHUB" sim compare heteroserve -p policy=rr,het -p requests=300 --seeds 1:4:+1 -f csv -j $jobs >compare$jobs
done
cmp sweep1 sweep2 && cmp compare1 compare2
grep -q '^policy,rr,het,slo,fraction,4,' compare1 || { cat compare1; fail "slo is not compared"; }
"$AHUB" sim plot pagedkv --stacked -p scheme=max,paged -p requests=200 >bars
grep -q 'paged' bars && grep -q 'A token' bars || fail "no bars"
for picture in svg vega; do
  "$AHUB" sim plot pagedkv --stacked -p scheme=max,paged -p requests=200 -f $picture >bars
  grep -q 'external' bars || fail "no bars as $picture"
done
