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

# What a viewer of traces needs: names, an order, devices that do one thing at a time, requests from
# their arrival to their end, counters with a unit.
"$AHUB" sim run tierkv -p iterations=50 --seed 1 --trace tierkv.json >/dev/null
"$AHUB" sim run heteroserve -p requests=300 --seed 1 --trace heteroserve.json >/dev/null
"$AHUB" sim run pagedkv -p requests=60 -p slots=6000 -p scheme=max,paged --seed 1 --trace pagedkv.json >/dev/null
python3 - <<'PY'
import json
def rows(trace):
    """Names of processes and threads in the order that their sort indices ask for."""
    found = {"process": {}, "thread": {}}
    for event in trace:
        if event["ph"] != "M": continue
        what, key = event["name"].split("_", 1)
        found[what].setdefault((event["pid"], event["tid"]), {}).update(event["args"])
    order = lambda rows: sorted(rows, key=lambda at: (at[0], rows[at]["sort_index"]))
    processes = [found["process"][at]["name"] for at in order(found["process"])]
    pids = {at[0]: row["name"] for at, row in found["process"].items()}
    assert not {at[0] for at in found["process"]} & {at[1] for at in found["thread"]}
    return processes, [(pids[at[0]], found["thread"][at]["name"]) for at in order(found["thread"])], {
        at: (pids[at[0]], row["name"]) for at, row in found["thread"].items()}

def check(simulator):
    trace = json.load(open(simulator + ".json"))["traceEvents"]
    processes, threads, named = rows(trace)
    last, open_, counters = {}, {}, {}
    device_events = sorted((e for e in trace if e["ph"] == "X"), key=lambda e: e["ts"])
    for event in device_events:
        track = named[event["pid"], event["tid"]]
        assert event["ts"] >= last.get(track, 0) - 1e-6, (track, event)
        last[track] = event["ts"] + event["dur"]
    states = {}
    for event in trace:
        if event["ph"] == "C":
            (unit, value), = event["args"].items()
            counters[event["name"]] = unit
        elif event["ph"] == "b":
            open_[event["cat"], event["id"], event["name"]] = event["ts"]
        elif event["ph"] == "e":
            start = open_.pop((event["cat"], event["id"], event["name"]))
            states.setdefault(event["id"], []).append((start, event["ts"], event["name"]))
    assert not open_, open_
    for spans in states.values():
        for one, next_ in zip(sorted(spans), sorted(spans)[1:]):
            assert one[1] <= next_[0] and one[2] != next_[2], (one, next_)
    return processes, threads, device_events, states, counters

processes, threads, events, states, counters = check("tierkv")
devices = ["GPU", "PCIe to HBM", "PCIe from HBM", "SSD read", "SSD write"]
assert processes == ["staged", "staged requests", "reactive", "reactive requests"], processes
assert [name for system, name in threads if system == "staged"] == devices, threads
assert sum(e["name"] == "decode" for e in events) == 2 * 50
assert counters == {"HBM used": "MB", "in line for HBM": "requests"}, counters
assert all({"request", "iteration"} & set(e["args"]) for e in events)

processes, threads, events, states, counters = check("heteroserve")
assert processes == ["rr", "rr requests", "het", "het requests"], processes
cluster = [f"{gpu} #{i}" for gpu in ("h100", "a100-80", "l40s") for i in (1, 2, 3, 4)]
assert [name for system, name in threads if system == "het"] == cluster, threads
assert counters == {name + " queue": "requests" for name in cluster}, counters
assert len(states) == 2 * 300 and all(max(spans)[2] == "runs" for spans in states.values())

processes, threads, events, states, counters = check("pagedkv")
assert processes == ["max", "max requests", "paged", "paged requests"], processes
assert len(states) == 2 * 60 and all(max(spans)[2] == "runs" for spans in states.values())
assert counters == {"running": "requests", "waiting": "requests", "slots held": "tokens"}, counters
assert any("makes room" == name for spans in states.values() for _, _, name in spans)
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
