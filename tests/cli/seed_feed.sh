# The seed's feed: order, scores, facets and the published integers, computed from executions.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
store=$folder/hub.db
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
"$AHUB" --store "$store" import "$SOURCE/examples/discoveries" >/dev/null || fail "import"
"$AHUB" --store "$store" verify --all -j 2 >/dev/null || fail "verify --all"
"$AHUB" --store "$store" rank --format tsv >"$folder/feed"
cat >"$folder/expected" <<'END'
13.0 cache-admission-capacity-sensitivity
10.0 cache-admission-zipfian
10.0 search-crossover
4.0 tierkv
4.0 heteroserve
4.0 marco
4.0 aixiv
4.0 ai-scientist-v2
4.0 paper2agent
4.0 kosmos
4.0 agent-native-research-artifact
4.0 omniscientist
4.0 flashattention
4.0 flashattention-2
4.0 flashattention-3
4.0 pagedattention
4.0 gqa
4.0 mqa
4.0 awq
4.0 gptq
4.0 smoothquant
4.0 kivi
4.0 h2o
4.0 streamingllm
4.0 deepseek-v2
END
tail -n +2 "$folder/feed" | awk -F '\t' '{ print $2, $4 }' | diff "$folder/expected" - || fail "the feed differs"
"$AHUB" --store "$store" rank >"$folder/page"
sed -n 3p "$folder/page" | grep -qx 'cs.LG 7  cs.CL 6  cs.AI 5  cs.DC 5  cs.CY 1  cs.NE 1' || fail "categories"
sed -n 4p "$folder/page" | grep -qx '#arxiv-import 19  #llm-efficiency 13  #attention 6  #llm-serving 5  #kv-cache 4  #quantization 4  #ai-generated-research 3  #cache-eviction 2  #caching 2  #systems-microbenchmark 2  #zipfian-workload 2  #agentic-search 1  #algorithms 1  #budget-constrained 1' || fail "tags"
grep -q 'cs.DC 2 claims attention 13.0 v1 2026-06-11' "$folder/page" || fail "the first entry's line"

"$AHUB" --store "$store" verify cache-admission-zipfian cache-admission-capacity-sensitivity --json >"$folder/json" || fail "verify --json"
python3 - "$folder/json" <<'END' || fail "the integers"
import json, sys
data = {item["package"]: item for item in json.load(open(sys.argv[1]))["data"]}
runs = {(name, run["method"], run["id"]): run["outputs"] for name, item in data.items() for run in item["runs"]}
static = runs["cache-admission-zipfian", "sim", "static"]
assert (static["hits_lfu_perfect"], static["hits_lru"], static["requests"]) == (128989, 105368, 200000), static
assert abs(static["gap_pp"] - 11.8105) < 1e-9, static
for method, run in (("sim", "warm"), ("python", "script")):
    out = runs["cache-admission-capacity-sensitivity", method, run]
    assert (out["hits_lfu_perfect"], out["hits_lru"], out["requests"]) == (150768, 140306, 180000), out
END
# The same receipts for any number of jobs: deterministic runs have the same ids.
"$AHUB" --store "$store" verify cache-admission-zipfian --json -j 1 | grep -A9 '"receipts"' >"$folder/one"
"$AHUB" --store "$store" verify cache-admission-zipfian --json -j 8 | grep -A9 '"receipts"' >"$folder/eight"
cmp "$folder/one" "$folder/eight" || fail "receipts depend on --jobs"
before=$("$AHUB" --store "$store" rank --json | sha256sum)
"$AHUB" --store "$store" rebuild >/dev/null
[ "$("$AHUB" --store "$store" rank --json | sha256sum)" = "$before" ] || fail "rebuild changes the feed"
"$AHUB" --store "$store" doctor >/dev/null || fail "doctor"
exit $((failures > 0))
