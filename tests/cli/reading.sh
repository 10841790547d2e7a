# The commands that read across packages, over the seed: what they say, in each format, and how they exit.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
export AHUB_STORE=$folder/hub.db
cp -r "$SOURCE/examples/discoveries" "$folder/seed"
cd "$folder" || exit 1
"$AHUB" import seed >/dev/null || fail "import"
"$AHUB" verify --all -j 2 >/dev/null || fail "verify --all"
# expect CODE WORD ARGUMENTS...: the exit code, and a word that the output or the error holds.
expect() {
  code=$1 word=$2
  shift 2
  "$AHUB" "$@" >out 2>err </dev/null
  got=$?
  if [ "$got" -ne "$code" ] || ! cat out err | grep -q -- "$word"; then
    fail "ahub $*: exit $got, expected $code with '$word'"
    cat out err
  fi
}
# narrow ARGUMENTS...: in a terminal of 40 columns no line is longer, but for names that cannot break.
narrow() {
  command -v script >/dev/null 2>&1 || return 0
  COLUMNS=40 script -qec "\"$AHUB\" $*" /dev/null </dev/null | tr -d '\r' |
    awk -v name="$*" 'length($0) > 46 { print name ": too wide: " $0; bad = 1 } END { exit bad }' || failures=$((failures + 1))
}

# frontier: one unit per key, best first, tensions beside.
expect 0 '1  0.8376 fraction  L4  confirmed  cache-admission-capacity-sensitivity#c2 !' frontier --concept caching
expect 0 '2  0.6449 fraction  L3  confirmed  cache-admission-zipfian#c2' frontier --metric hit-rate
expect 0 'cache-admission-capacity-sensitivity#c1 against cache-admission-zipfian#c1' frontier --concept '#caching'
expect 0 'gap 0.1927 fraction' frontier --format human --metric hit-rate
expect 0 'no claim with a frontier key' frontier --metric nothing
expect 0 'gpt-2-training-1k' frontier --domain cs.LG --limit 0
expect 0 'of 31 keys' frontier --limit 2
expect 2 'limit' frontier --limit -1
expect 2 "did you mean 'json'" frontier --format jsn
[ "$("$AHUB" frontier --format tsv --metric hit-rate | awk -F '\t' 'NR > 1 { print $3, $4, $5, $6, $7 }' | head -n 1)" = '1 0.8376 fraction 83.76 %' ] || fail "frontier tsv"
[ "$("$AHUB" frontier --format csv | head -n 1)" = key,metric,place,value,unit,stated_value,stated_unit,package,version,claim,system,level,badge,tensions ] || fail "frontier csv"
narrow frontier --concept caching
# 11.81 pp is not 11.81 %: the same key in a unit of another kind is listed apart.
sed -e 's/^slug: .*/slug: percent-claim/' -e 's/unit: pp/unit: "%"/' seed/cache-admission-zipfian/discovery.yaml >manifest
mkdir percent && cp -r seed/cache-admission-zipfian/. percent/ && cp manifest percent/discovery.yaml
cp hub.db other.db
"$AHUB" --store other.db import percent >/dev/null 2>err || { fail "import of the percent twin"; cat err; }
expect 0 'not comparable with pp' --store other.db frontier --metric hit-rate-delta-pp
expect 0 '-  11.81 %' --store other.db frontier --metric hit-rate-delta-pp

# graph: neighbourhood, lineage, drawings that their readers take, and what --check finds.
expect 0 '-> builds_on flashattention  L1  FlashAttention: Fast' graph flashattention-2 --lineage
expect 0 '<- builds_on flashattention-3' graph flashattention-2 --lineage
expect 0 '<- compares_to cache-admission-capacity-sensitivity  L4' graph cache-admission-zipfian
expect 0 '<- same_key cache-admission-capacity-sensitivity#c1' graph 'cache-admission-zipfian#c1'
expect 0 'no cycle' graph --check
expect 3 "did you mean 'flashattention'" graph flashatention
expect 3 "no claim 'c9'" graph gqa#c9
expect 3 'no package' graph 'Not A Ref'
expect 2 "did you mean 'package'" graph --kinds pakage
expect 2 'exclude' graph gqa --lineage --kinds claim
expect 2 'depth' graph gqa --depth -1
expect 2 "did you mean 'dot'" graph --format dto
[ "$("$AHUB" graph --kinds package | grep -c 'L[0-4]  ')" = 25 ] || fail "graph: each package once"
LC_ALL=C "$AHUB" graph gqa | grep -q '^`- -> builds_on mqa' || fail "graph: ASCII in the C locale"
"$AHUB" graph --format graphml >g.graphml && python3 -c 'import sys, xml.dom.minidom as m; d = m.parse("g.graphml"); sys.exit(len(d.getElementsByTagName("node")) < 100)' || fail "graphml"
"$AHUB" graph --format dot >g.dot
if command -v dot >/dev/null 2>&1; then dot -Tsvg g.dot >g.svg || fail "dot"; fi
grep -q '"gqa" -> "mqa" \[label="builds_on"\];' g.dot || fail "graph: dot"
"$AHUB" graph gqa --format mermaid | grep -q '^flowchart LR' || fail "graph: mermaid"
narrow graph gqa
# A removed package leaves what pointed to it dangling; a ring is a cycle, and text from packages is escaped.
cp hub.db other.db
"$AHUB" --store other.db remove mqa >/dev/null
expect 1 'gqa builds_on mqa: no such package' --store other.db graph --check
expect 1 'dangling' --store other.db graph gqa --check
expect 0 'no cycle' --store other.db graph kivi --check
expect 1 'dangling' --store other.db graph --check --format dot
for pair in 'ring-one ring-two' 'ring-two ring-one'; do
  # shellcheck disable=SC2086  # A pair is two words.
  set -- $pair
  "$AHUB" new "$1" >/dev/null 2>&1
  sed -i '/^relations:/,$d' "$1/discovery.yaml"
  printf 'relations:\n  - kind: uses\n    target: %s\n' "$2" >>"$1/discovery.yaml"
  "$AHUB" --store other.db import "$1" >/dev/null 2>err || { fail "import $1"; cat err; }
done
expect 1 'ring-one uses ring-two uses ring-one' --store other.db graph --check
expect 1 'cycle' --store other.db graph ring-two --check --json

# diff: references and paths, units, and what it says at 40 columns.
expect 0 'equal, byte for byte' diff gqa gqa@1
expect 0 'equal, byte for byte' diff seed/gqa gqa
expect 1 '~ c1 hit-rate-delta-pp  11.81 pp -> 5.81 pp  (-6 pp)' diff cache-admission-zipfian cache-admission-capacity-sensitivity
expect 1 '~ c1 capacity  100 items -> 1000 items' diff cache-admission-zipfian cache-admission-capacity-sensitivity
expect 1 '~ sim/static:warm warmup  0 -> 20000' diff cache-admission-zipfian cache-admission-capacity-sensitivity
cp -r seed/cache-admission-capacity-sensitivity fraction
sed -i -e 's/value: 83.76/value: 0.8376/' -e 's/baseline_value: 77.95/baseline_value: 0.7795/' -e 's/unit: "%"/unit: fraction/' fraction/discovery.yaml
expect 0 'the bytes differ' diff cache-admission-capacity-sensitivity ./fraction
printf 'more\n' >>fraction/artifacts/results.csv
expect 1 'artifacts/results.csv' diff cache-admission-capacity-sensitivity ./fraction
expect 1 '"equal": false' diff cache-admission-capacity-sensitivity ./fraction --json
expect 3 "did you mean 'gqa'" diff gqaa mqa
expect 3 'no such path' diff gqa ./nowhere
expect 3 'malformed' diff gqa "$SOURCE/tests/cli/inputs/malformed"
expect 2 'names a claim' diff gqa#c1 mqa
expect 2 'needs' diff gqa
AHUB_STORE=$folder/none.db expect 0 'equal' diff ./seed/gqa seed/gqa
narrow diff gqa mqa

# card: every package of the seed below 2,000 bytes, with what an agent needs.
for package in $("$AHUB" rank --format tsv --limit 100 | tail -n +2 | cut -f 4); do
  "$AHUB" card "$package" >card || fail "card $package"
  [ "$(wc -c <card)" -lt 2000 ] || fail "the card of $package is too long"
  for word in "^$package@" '^level [0-4] of 4' '^attention ' '^- c1 ' '^re-run: ' '^open tensions: '; do
    grep -q "$word" card || fail "the card of $package lacks '$word'"
  done
done
expect 0 'c1 confirmed: hit-rate-delta-pp = 11.81 pp (against LRU)' card cache-admission-zipfian
expect 0 'to raise its level: a second, distinct runner' card cache-admission-zipfian
expect 0 'relations: builds_on mqa' card gqa
expect 3 "did you mean 'gqa'" card gqaa

# changes: pages of the log, and nothing lost between them.
expect 0 'import   cache-admission-zipfian@1' changes
expect 0 'cache-admission-zipfian@1#c1  confirmed' changes
expect 0 'more: ahub changes --since 5' changes --limit 5
expect 0 'nothing after event 100000' changes --since 100000
expect 0 '"next_since": 100000' changes --since 100000 --json
expect 2 'since' changes --since -1
expect 2 'limit' changes --limit 0
"$AHUB" changes --format ndjson >all
since=0
: >pages
while "$AHUB" changes --since "$since" --limit 7 --format ndjson >page && [ -s page ]; do
  cat page >>pages
  since=$(tail -n 1 page | sed 's/.*"sequence":\([0-9]*\).*/\1/')
done
cmp all pages || fail "pages of changes differ from the whole"
narrow changes --limit 30

# lookup: one name per work, however it is written.
for work in arxiv:2205.14135 arXiv:2205.14135v2 2205.14135 https://arxiv.org/pdf/2205.14135v1 doi:10.48550/arXiv.2205.14135; do
  expect 0 'flashattention@1  L1  imports' lookup "$work"
done
expect 0 'tierkv@1  L1  cites (compares_to)' lookup arXiv:2309.06180
expect 0 'arXiv:2205.14135' lookup 2205.
expect 1 'no package' lookup arxiv:2205.1413
expect 1 'no package' lookup doi:10.1000/182
expect 1 '"hits": \[\]' lookup https://example.org/x --json
expect 2 'too short' lookup 22
narrow lookup arxiv:2309.06180

# stats.
expect 0 'L4 reproduced 1, L3 verified 2, L1 integrity 22' stats
expect 0 'open 1' stats
expect 0 '36: confirmed 8, attested 28' stats
narrow stats

# Without a store each of them says so; a format it does not have is named.
for command in frontier graph 'diff gqa mqa' 'card gqa' changes 'lookup 2205.14135' stats; do
  # shellcheck disable=SC2086  # A command with its arguments.
  expect 4 'no-store' --store "$folder/none.db" $command
  # shellcheck disable=SC2086
  expect 2 'format' $command --format wrong
done

exit $((failures > 0))
