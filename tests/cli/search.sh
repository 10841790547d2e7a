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
finds 0 '[Zipf' zipf*
finds 0 'package	version	level	attention	score' --format tsv cache
finds 2 'bad-cursor' --cursor 1:2 cache
finds 2 'bad-cursor' --by attention --cursor 1:2:3 cache
# One page after the other is the whole list, in either order.
for by in relevance attention; do
  "$AHUB" search --by $by -f json -n 1000 the | python3 -c 'import json, sys
for hit in json.load(sys.stdin)["data"]["hits"]: print(hit["package"])' >"$folder/whole"
  : >"$folder/pages"
  cursor=
  while :; do
    "$AHUB" search --by $by -f json -n 2 ${cursor:+--cursor $cursor} the >"$folder/page"
    cursor=$(python3 -c 'import json, sys
page = json.load(open(sys.argv[1]))["data"]
with open(sys.argv[2], "a") as out:
    for hit in page["hits"]: out.write(hit["package"] + "\n")
print(page["next_cursor"] or "")' "$folder/page" "$folder/pages")
    [ -n "$cursor" ] || break
  done
  [ "$(wc -l <"$folder/whole")" -gt 3 ] && cmp -s "$folder/whole" "$folder/pages" || fail "pages by $by"
done
"$AHUB" --color always search zipf cache | tr -d '\033' | grep -q '\[1mZipf' || fail "no hit in bold"
before=$("$AHUB" stats | sha256sum)
"$AHUB" search -f ndjson cache | python3 -c 'import json, sys
rows = [json.loads(line) for line in sys.stdin]
assert len(rows) >= 3 and [r["score"] for r in rows] == sorted((r["score"] for r in rows), reverse=True)' || fail "ndjson"
[ "$("$AHUB" stats | sha256sum)" = "$before" ] || fail "searching changed the store"
# Facets that nobody has are named, and nothing is said of those that exist.
said() { # EXIT WORDS COMMAND...
  code=$1 words=$2
  shift 2
  "$AHUB" "$@" >"$folder/out" 2>"$folder/err"
  [ $? = "$code" ] && [ "$(cat "$folder/err")" = "$words" ] || fail "$*: $(cat "$folder/err")"
}
said 0 "no package has the tag 'kv-cach'; did you mean 'kv-cache'?" rank --tag kv-cach
said 0 "no package has the category 'cs.ZZZZ'" rank --category cs.ZZZZ --tag caching --json
said 0 "" rank --category cs.NE --tag caching
said 1 "no package has the tag 'cachin'; did you mean 'caching'?" search --concept cachin cache
# An index that lost its words is damage.
sqlite3 "$AHUB_STORE" "INSERT INTO text_index (text_index) VALUES ('delete-all')" 2>/dev/null && {
  "$AHUB" doctor >/dev/null 2>&1
  [ $? = 1 ] || fail "doctor sees no empty index"
  "$AHUB" rebuild >/dev/null
  finds 0 'streamingllm@1' '"attention sinks"'
}
exit $((failures > 0))
