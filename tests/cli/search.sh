# Search over the seed: order, filters, snippets, suggestions, hostile queries.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export AHUB_STORE=$folder/hub.db
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
# finds CODE TEXT ARGUMENTS...: the exit code, and a text that the output holds.
finds() {
  code=$1 text=$2
  shift 2
  "$AHUB" search "$@" >"$folder/out" 2>"$folder/err"
  actual=$?
  [ "$actual" = "$code" ] && cat "$folder/out" "$folder/err" | grep -qF -- "$text" || { fail "exit $actual, not $code with '$text': ahub search $*"; cat "$folder/out" "$folder/err"; }
}
"$AHUB" import "$SOURCE/examples/discoveries" >/dev/null || fail "import"
finds 0 'streamingllm@1' '"attention sinks"'
finds 0 '[sinks]' attention sinks
finds 0 'cache-admission-zipfian@1' zipf cache
finds 0 'awq@1' --concept quantization --by attention perplexity
finds 1 'nothing matches' --domain cs.NE zipf
finds 1 "did you mean 'quantization'?" quantisaton
finds 1 'nothing matches' zipf -- -cache
finds 0 'search-crossover@1' --metric crossover-n scan
finds 2 'bad-query' '((('
finds 2 'a quote is not closed' '"open'
finds 2 'bad-query' -- -only
finds 1 'nothing matches' "x') OR 1=1 --"
finds 1 'nothing matches' 'NEAR(zipf, 3)'
finds 2 '--limit' --limit 0 zipf
finds 2 "did you mean 'relevance'" --by relevence zipf
finds 0 'cache-admission-zipfian@1' 'cache — zipf'
"$AHUB" --color always search zipf cache | tr -d '\033' | grep -q '\[1mZipf' || fail "no hit in bold"
before=$("$AHUB" stats | sha256sum)
"$AHUB" search -f ndjson cache | python3 -c 'import json, sys
rows = [json.loads(line) for line in sys.stdin]
assert len(rows) >= 3 and [r["score"] for r in rows] == sorted((r["score"] for r in rows), reverse=True)' || fail "ndjson"
[ "$("$AHUB" stats | sha256sum)" = "$before" ] || fail "searching changed the store"
# An index that lost its words is damage.
sqlite3 "$AHUB_STORE" "INSERT INTO text_index (text_index) VALUES ('delete-all')" 2>/dev/null && {
  "$AHUB" doctor >/dev/null 2>&1
  [ $? = 1 ] || fail "doctor sees no empty index"
  "$AHUB" rebuild >/dev/null
  finds 0 'streamingllm@1' '"attention sinks"'
}
exit $((failures > 0))
