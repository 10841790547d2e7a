# ahub report: published beside recomputed, for every claim of a store, in four formats.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "$1"; exit 1; }
cd "$folder"
"$AHUB" init -q
"$AHUB" import -q "$SOURCE/examples/discoveries" "$SOURCE/examples/reproductions/tierkv-staging" >/dev/null
"$AHUB" verify -q tierkv-staging cache-admission-zipfian >/dev/null
"$AHUB" report -f csv >report.csv
# The original's number stands beside the reproduction's, whose run and receipt are named.
grep -E '^tierkv-staging,1,2,c2,tierkv,tpot-speedup,3.6,x,tierkv,3\.[0-9]+,calibrated,recomputed,[0-9a-f]{64}$' report.csv >/dev/null || { cat report.csv; fail "tierkv-staging c2"; }
grep -E '^tierkv-staging,1,2,c4,.*,confirmed,[0-9a-f]{64}$' report.csv >/dev/null || fail "tierkv-staging c4"
grep -E '^cache-admission-zipfian,1,3,c1,.*,11.81,pp,cache-admission-zipfian,11.81[0-9]*,exact,confirmed,[0-9a-f]{64}$' report.csv >/dev/null || fail "the cache package"
# What was never run has no number and no receipt.
grep -E '^tierkv,1,1,c1,tierkv,prefetch-hit-rate,100,%,tierkv,,,attested,$' report.csv >/dev/null || { grep ^tierkv, report.csv; fail "tierkv c1"; }
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
grep -q '3.6 x (tierkv)' report.md || fail "the original is not named"
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
