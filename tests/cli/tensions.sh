# Tensions: found, explained by execution, resolved; the numbers checked by a second program.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export AHUB_STORE=$folder/hub.db
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
# code EXPECTED ARGUMENTS...: the exit code; output in $folder/out and $folder/err.
code() {
  expected=$1
  shift
  "$AHUB" "$@" >"$folder/out" 2>"$folder/err"
  actual=$?
  [ "$actual" = "$expected" ] || { fail "$actual instead of $expected: ahub $*"; cat "$folder/err"; }
}
says() { grep -qF -- "$1" "$folder/err" || { fail "no '$1' in:"; cat "$folder/err"; }; }
"$AHUB" import "$SOURCE/examples/discoveries" >/dev/null || fail "import"
code 0 tensions --json
python3 - "$folder/out" <<'END' || fail "the reference case"
import json, sys
data = json.load(open(sys.argv[1]))["data"]
(one,) = data["tensions"]
assert (one["state"], sorted([one["left_value"], one["right_value"]]), one["unit"]) == ("open", [5.81, 11.81], "pp"), one
(also,) = one["also"]
assert also["unit"] == "%" and abs(also["gap"] - 19.27) < 1e-9, also
assert data["groups"] == []
END
code 1 tensions --fail-on 1
code 0 tensions --fail-on 2
code 0 tensions kosmos
code 2 tensions --fail-on 0
code 3 tensions nothing-there
says "not-found"

# A plan runs and records nothing.
code 0 tensions explain cache-admission-zipfian --plan
grep -q '4 experiments' "$folder/out" || fail "the plan"
code 0 tensions explain cache-admission-zipfian --dry-run --json -j 1
sed 's/"receipt": .*//' "$folder/out" >"$folder/one"
code 1 tensions --fail-on 1
code 0 tensions explain cache-admission-zipfian --json -j 2
cp "$folder/out" "$folder/explained"
python3 - "$folder/explained" "$folder/one" <<'END' || fail "the explanation"
import itertools, json, math, sys
data = json.load(open(sys.argv[1]))["data"]
names = [parameter["name"] for parameter in data["parameters"]]
assert names == ["capacity", "warmup"], names
value = {frozenset(hybrid["from_right"]): hybrid["value"] for hybrid in data["hybrids"]}
hits = {frozenset(hybrid["from_right"]): (hybrid["outputs"]["hits_lru"], hybrid["outputs"]["hits_lfu_perfect"]) for hybrid in data["hybrids"]}
assert hits[frozenset()] == (140306, 150768) and hits[frozenset(names)] == (105368, 128989), hits
assert len(value) == 4 and all(hybrid["receipt"] for hybrid in data["hybrids"])
gap = value[frozenset(names)] - value[frozenset()]
total = 0
for parameter in data["parameters"]:
    shares = []
    for order in itertools.permutations(names):
        before = frozenset(order[:order.index(parameter["name"])])
        shares.append(value[before | {parameter["name"]}] - value[before])
    assert abs(sum(shares) / len(shares) - parameter["contribution"]) < 1e-9, parameter
    total += parameter["contribution"]
assert abs(total - gap) < 1e-9 and abs(gap - data["gap"]) < 1e-9
assert data["tension"]["state"] == "explained"
assert data["tension"]["history"][-1]["receipts"] == [hybrid["receipt"] for hybrid in data["hybrids"]]
END
sed 's/"receipt": .*//' "$folder/explained" | grep -v -E 'state|event|time|by"|note|^ *"[0-9a-f]{64}",?$|[][]' >"$folder/two"
grep -E '"(value|contribution|mean_gap)"' "$folder/one" >"$folder/one.values"
grep -E '"(value|contribution|mean_gap)"' "$folder/two" >"$folder/two.values"
cmp "$folder/one.values" "$folder/two.values" || fail "the values depend on --jobs"
code 0 tensions --fail-on 1
"$AHUB" receipt list --json | grep -q '"tension:' || fail "the hybrids' receipts"
# They lift no level, and doing it again says nothing new.
[ "$("$AHUB" rank --json | grep -c '"level": 1,')" = 25 ] || fail "a hybrid's receipt raised a level"
code 0 tensions explain cache-admission-zipfian --json
python3 -c 'import json, sys; assert len(json.load(open(sys.argv[1]))["data"]["tension"]["history"]) == 1' "$folder/out" || fail "explained twice"
code 0 doctor

# A third package with another skew: three claims on one key.
mkdir "$folder/skew"
gap=$("$AHUB" sim run cache -p policy=lru,lfu-perfect -p zipf_s=0.9 -p rng=mt19937-py --seed 42 --output gap_pp) || fail "sim run"
python3 - "$SOURCE/examples/discoveries/cache-admission-zipfian/discovery.yaml" "$folder/skew/discovery.yaml" "$gap" <<'END'
import sys
gap = "%.2f" % float(sys.argv[3].split()[0])
open(sys.argv[2], "w").write(f"""schema: attentionhub/discovery@0.1
profile: systems@0.1
slug: cache-admission-skew
title: LFU against LRU under a flatter Zipf stream
abstract: The same stream with exponent 0.9.
domain: cs.DC
contributors: [{{kind: human, name: Ada}}]
claims:
  - id: c1
    kind: comparison
    scope: model
    statement: With exponent 0.9 perfect LFU serves {gap} pp more of the requests than LRU.
    structured: {{workload: zipf-1.1-static, metric: hit-rate-delta-pp, value: {gap}, unit: pp, higher_is_better: true, baseline: LRU, hardware: any-cpu}}
    evidence: [{{run: r1}}]
    protocol: {{capacity: 100, skew: 0.9}}
runs: [{{id: r1, command: ahub sim run cache}}]
verification:
  mode: simulator
  runs: [{{id: flat, simulator: cache, params: {{policy: [lru, lfu-perfect], zipf_s: 0.9, rng: mt19937-py}}, seed: 42}}]
  expected: [{{claim: c1, output: gap_pp, op: approx, abs: 0.005}}]
""")
END
code 0 import "$folder/skew"
code 0 verify cache-admission-skew
code 0 tensions --json
python3 - "$folder/out" <<'END' || fail "the three-way tension"
import json, math, sys
data = json.load(open(sys.argv[1]))["data"]
assert len(data["tensions"]) == 3 and sum(t["state"] == "open" for t in data["tensions"]) == 2
(group,) = [g for g in data["groups"] if "delta" in g["key"]]
values = {}
for t in data["tensions"]:
    values[t["left"]], values[t["right"]] = t["left_value"], t["right_value"]
assert sorted(values) == group["claims"] and len(values) == 3, group
error = 0.005 / math.sqrt(3)  # Every assertion states +- 0.005 pp.
mean = sum(values.values()) / 3
q = sum((v - mean) ** 2 for v in values.values()) / error ** 2
assert abs(group["mean"] - mean) < 1e-9 and abs(group["q"] / q - 1) < 1e-9, (group, q)
assert abs(group["i_squared"] - max(0, (q - 2) / q)) < 1e-9
END
code 3 tensions explain cache-admission-zipfian
says "stands for 2 tensions"
code 3 tensions explain cache-admission-skew
"$AHUB" tensions --json >"$folder/list"
first=$(python3 -c 'import json, sys; print([t["id"] for t in json.load(open(sys.argv[1]))["data"]["tensions"] if "skew" in t["left"] + t["right"] and "zipfian" in t["left"] + t["right"]][0])' "$folder/list")
code 0 tensions explain "$first" -f svg
grep -q '</svg>' "$folder/out" || fail "svg"
code 0 tensions explain "$first" -f markdown
grep -q '| zipf_s |' "$folder/out" || fail "markdown"
code 0 tensions resolve "$first" --as ada --note 'another skew, as both say'
code 2 tensions resolve "$first" --as ada
code 3 tensions resolve ffffffffff --as ada --note x

# A side that nothing can execute.
sed -e 's/cache-admission-skew/reported-only/' -e '/^verification:/,$d' "$folder/skew/discovery.yaml" >"$folder/reported.yaml"
mkdir "$folder/reported" && mv "$folder/reported.yaml" "$folder/reported/discovery.yaml"
sed -i 's/value: [0-9.]*/value: 3.5/; s/serves [0-9.]* pp/serves 3.5 pp/' "$folder/reported/discovery.yaml"
code 0 import "$folder/reported"
"$AHUB" tensions reported-only --json >"$folder/list"
some=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["data"]["tensions"][0]["id"])' "$folder/list")
code 3 tensions explain "$some"
says "reported-only@1#c1 cannot be executed"
code 0 doctor
exit $((failures > 0))
