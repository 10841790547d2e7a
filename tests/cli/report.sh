# ahub report: claimed beside recomputed, for every claim of a store, in four formats.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "$1"; exit 1; }
cd "$folder"
"$AHUB" init -q
"$AHUB" import -q "$SOURCE/examples/discoveries" "$SOURCE/examples/reproductions/tierkv-staging" >/dev/null
"$AHUB" verify -q tierkv-staging cache-admission-zipfian cache-admission-capacity-sensitivity >/dev/null
"$AHUB" report -f csv >report.csv
# The claim's own number, and the original's beside it under its name; the run and receipt are named.
grep -E '^tierkv-staging,1,2,c2,tierkv,tpot-speedup,3\.[0-9]+,x,3.6 x by tierkv#c2 \([a-z_]+\),3\.[0-9]+,calibrated,recomputed,.*tpot_speedup.*,[0-9a-f]{64}$' report.csv >/dev/null || { cat report.csv; fail "tierkv-staging c2"; }
grep -E '^tierkv-staging,1,2,c4,.*,confirmed,.*,[0-9a-f]{64}$' report.csv >/dev/null || fail "tierkv-staging c4"
grep -E '^cache-admission-zipfian,1,3,c1,.*,11.81,pp,,11.81[0-9]*,exact,confirmed,.*hits_lru .*105368 requests.*,[0-9a-f]{64}$' report.csv >/dev/null || fail "the cache package"
# What was never run has no number and no receipt.
grep -E '^tierkv,1,1,c1,tierkv,prefetch-hit-rate,100,%,,,,attested,,$' report.csv >/dev/null || { grep ^tierkv, report.csv; fail "tierkv c1"; }
claims=$(($(wc -l <report.csv) - 1))
"$AHUB" report --json >report.json
python3 - "$claims" <<'PY'
import json, sys
data = json.load(open("report.json"))["data"]
assert sum(len(p["claims"]) for p in data["packages"]) == int(sys.argv[1]) == sum(data["verdicts"].values())
assert data["left_out"] == 0
PY
"$AHUB" report >report.md
[ "$(grep -c '^| [^s-].* |$\|^|  |' report.md)" -ge 1 ] || fail "no rows in Markdown"
grep -q '3.6 x by tierkv' report.md || fail "the original is not named"
# A reader sees no contradiction: 5.81 is claimed and recomputed, 11.81 is another's.
row=$(grep '^| perfect-lfu | c1 .*5.81 pp' report.md) || fail "the capacity package is missing"
case $row in '| perfect-lfu | c1 hit-rate-delta-pp | 5.81 pp | 5.812 pp | confirmed | 11.81 pp by cache-admission-zipfian&#35;c1 (compares&#95;to) |'*) ;; *) fail "$row" ;; esac
case $row in *'hits&#95;lru (sim/warm): 140306 requests, expected == 140306 requests'*'gap&#95;pp (python/script): 5.812, expected 5.81 +- 0.005'*) ;; *) fail "not every check of $row" ;; esac
# No number of a person's page has more digits than mean something.
if grep -E '[0-9]\.[0-9]{9,}' report.md; then fail "digits that mean nothing"; fi
if grep -E '\| - \|[^|]*\| (confirmed|recomputed)' report.md; then fail "nothing beside a verdict"; fi
"$AHUB" report -f html >report.html
python3 - <<'PY'
from html.parser import HTMLParser
class Check(HTMLParser):
    def __init__(self):
        super().__init__(); self.open = []; self.rows = 0
    def handle_starttag(self, tag, attributes):
        assert tag not in ("script", "link", "img", "iframe"), tag
        assert not any(name in ("src", "href") or name.startswith("on") for name, _ in attributes)
        if tag not in ("meta", "br"): self.open.append(tag)
        self.rows += tag == "tr"
    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
check = Check(); check.feed(open("report.html").read())
assert not check.open and check.rows > 26, check.rows
PY
"$AHUB" report --limit 2 -f csv | cut -d, -f1 | sort -u | grep -vc '^package$' | grep -qx 2 || fail "--limit"
rc=0; "$AHUB" report --limit 0 2>/dev/null || rc=$?
[ "$rc" -eq 2 ] || fail "--limit 0 exits with $rc"
# JSON has the claim's own number, the others' in a list, and every check.
python3 - <<'PY'
import json
data = json.load(open("report.json"))["data"]
claim = next(c for p in data["packages"] if p["slug"] == "cache-admission-capacity-sensitivity" for c in p["claims"] if c["id"] == "c1")
assert claim["claimed"] == claim["published"] == 5.81 and abs(claim["recomputed"] - 5.812222) < 1e-6, claim
assert claim["compared"] == [{"package": "cache-admission-zipfian", "claim": "c1", "relation": "compares_to", "value": 11.81, "unit": "pp"}], claim
assert [c["output"] for c in claim["checks"]] == ["gap_pp", "hits_lru", "hits_lfu_perfect"] * 2, claim
assert all(c["passed"] for c in claim["checks"])
PY
# A stranger's text is no formula of a spreadsheet, in any CSV; --raw, TSV and JSON have it as it is.
mkdir -p formula && cat >formula/discovery.yaml <<'YAML'
schema: attentionhub/discovery@0.1
profile: generic@0.1
slug: formula-in-title
title: "=HYPERLINK(\"http://example.org\",\"open me\")"
contributors: [{kind: human, name: "@someone"}]
claims:
  - {id: c1, kind: observation, statement: "-1+1 is a formula too", structured: {system: "+cmd", metric: "@metric", value: -3.5, unit: ms}}
YAML
"$AHUB" import -q formula >/dev/null || fail "import of a formula"
python3 - "$AHUB" <<'PY'
import csv, io, json, subprocess, sys
def run(*words):
    return subprocess.run([sys.argv[1], *words], capture_output=True, text=True, check=True).stdout
title = '=HYPERLINK("http://example.org","open me")'
def rows(*words):
    text = run(*words)
    assert "\r" not in text
    return list(csv.DictReader(io.StringIO(text)))
def one(found, key="slug"):
    return next(row for row in found if row[key] == "formula-in-title")
assert one(rows("rank", "--limit", "100", "-f", "csv"))["title"] == "'" + title
assert one(rows("rank", "--limit", "100", "-f", "csv", "--raw"))["title"] == title
assert title in run("rank", "--limit", "100", "-f", "tsv") and any(row["title"] == title for row in json.loads(run("rank", "--limit", "100", "--json"))["data"])
guarded, raw = (one(rows("report", "-f", "csv", *more), "package") for more in ((), ("--raw",)))
assert (guarded["system"], guarded["metric"], guarded["claimed"]) == ("'+cmd", "'@metric", "-3.5"), guarded
assert (raw["system"], raw["metric"], raw["claimed"]) == ("+cmd", "@metric", "-3.5"), raw
for more, system in ((), "'+cmd"), (("--raw",), "+cmd"):
    assert one(rows("frontier", "--limit", "0", "-f", "csv", *more), "package")["system"] == system
for words in (["sim", "sweep", "cache", "-p", "capacity=1,2", "-p", "requests=100"],
              ["sim", "mrc", "-p", "requests=100", "-p", "capacity=1,2"],
              ["sim", "compare", "cache", "-p", "policy=lru,fifo", "-p", "requests=100", "-p", "capacity=5", "--seeds", "1,2", "-o", "hits"]):
    assert "--raw" in run(*words[:2], "--help"), words
    # Negative numbers are numbers.
    assert run(*words, "-f", "csv") == run(*words, "-f", "csv", "--raw"), words
PY
