# Files of other programs at every reader: compressed ones unfolded, what is no data named, choices said once, made errors by
# --strict-input, and kept in receipts.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
export AHUB_STORE=$folder/hub.db
cd "$folder" || exit 1
# expect CODE WORD ARGUMENTS...: the exit code, and a word that the output or the error holds.
expect() {
  code=$1 word=$2
  shift 2
  "$AHUB" "$@" >out 2>err <"${input:-/dev/null}"
  got=$?
  if [ "$got" -ne "$code" ] || ! { [ -z "$word" ] || cat out err | grep -q -- "$word"; }; then
    fail "ahub $*: exit $got, expected $code with '$word'"
    cat out err
  fi
}
# says COUNT WORD: so many lines of the last command's standard error hold the word.
says() { [ "$(grep -c -- "$2" err)" -eq "$1" ] || { fail "expected $1 lines with '$2', got:"; cat err; }; }
have() { command -v "$1" >/dev/null 2>&1; }

# The same content, by every tool that there is, in one piece and in two.
data=$SOURCE/tests/data
cp "$data/small.csv" plain.csv
"$AHUB" trace info plain.csv 2>/dev/null | tail -n +2 >expected
for tool in gzip bzip2 xz zstd; do
  have "$tool" || continue
  case $tool in gzip) end=gz ;; bzip2) end=bz2 ;; zstd) end=zst ;; *) end=$tool ;; esac
  "$tool" -c <plain.csv >"t.csv.$end"
  { head -n 2 plain.csv | "$tool" -c; tail -n +3 plain.csv | "$tool" -c; } >"two.csv.$end"
  for file in t.csv.$end two.csv.$end; do
    "$AHUB" trace info "$file" 2>/dev/null | tail -n +2 | cmp -s - expected || fail "trace info $file differs"
  done
  head -c 40 "t.csv.$end" >"cut.csv.$end"
  expect 3 "$tool compression ends early (byte 40)" trace info "cut.csv.$end"
  "$tool" -c <"$data/arxiv.jsonl" >a.jsonl."$end"
  expect 0 'would be' import arxiv a.jsonl."$end" --dry-run
  plain=$("$AHUB" import arxiv "$data/arxiv.jsonl" --dry-run 2>/dev/null)
  [ "$("$AHUB" import arxiv - --dry-run <a.jsonl."$end" 2>/dev/null)" = "$plain" ] || fail "import arxiv - of $tool differs"
  head -c 60 a.jsonl."$end" >cut.jsonl."$end"
  expect 3 'ends early (byte 60)' import arxiv cut.jsonl."$end" --dry-run
done

# What is no data is named by every reader, with what to do.
printf 'version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12\n' >lfs
printf '/annex/objects/SHA256E-s12--ab.csv\n' >annex
printf '\n<!DOCTYPE html>\n<html><head>\n' >page
printf '1\0002\0003\000\n\0004\0005\0006\000\n\0007\0008\0009\000\n\000' >utf16
printf 'SQLite format 3\000' >sqlite
printf 'PK\003\004\024\000' >zip
for kind in lfs annex page utf16 sqlite zip; do
  case $kind in
    lfs) word='a Git LFS pointer' hint='git lfs pull' ;;
    annex) word='a git-annex pointer' hint='git annex get' ;;
    page) word='a saved web page' hint='raw' ;;
    utf16) word='UTF-16 text' hint='iconv' ;;
    sqlite) word='an SQLite database' hint='export' ;;
    zip) word='zip' hint='' ;;
  esac
  for name in x.csv x.txt x.oracleGeneral x.trace; do
    cp "$kind" "$name"
    expect 3 "$word" trace info "$name"
    grep -q -- "$hint" err || fail "trace info $name: no hint '$hint'"
  done
  cp "$kind" x.csv
  expect 3 "$word" sim run cache -p trace=x.csv
  expect 3 "$word" sim mrc -p trace=x.csv
  expect 3 "$word" sim run pagedkv -p arrivals=trace -p lengths=trace -p trace=x.csv
  expect 3 "$word" sim run quant -p weights="$kind"
  expect 3 "$word" import arxiv "$kind" --dry-run
  input=$kind
  expect 3 "$word" import arxiv - --dry-run
  expect 3 "$word" receipt import -
  input=
  expect 3 "$word" receipt import "$kind"
  expect 3 "$word" sim sweep cache -p requests=10 -p capacity=1,2 --out "$kind"
  mkdir -p "set-$kind" "pkg-$kind"
  cp "$kind" "set-$kind/collection.yaml"
  expect 3 "$word" import "set-$kind"
  cp "$kind" "pkg-$kind/discovery.yaml"
  expect 1 'AH021' lint "pkg-$kind"
  expect 3 "$word" import "pkg-$kind"
  cp "$kind" pkg.tar.gz
  expect 3 'no' import pkg.tar.gz
  [ "$kind" = zip ] || expect 3 "$word" lint pkg.tar.gz
done

# Control bytes have a place.
printf '1\n2\n3\000\n' >nul.txt
expect 3 'nul.txt:3:2: a NUL byte' trace info nul.txt

# Choices: one line each, a field of JSON, an error when that is asked for.
printf 'time,key,size\n0,foo,1\n1,bar,1\n2,foo,1\n' >keys.csv
expect 0 'note: keys.csv: id column: ' trace info keys.csv
says 1 'id column'
expect 0 '"what": "id column"' trace info keys.csv --json
expect 0 'requests' trace info keys.csv --quiet
says 0 'note:'
expect 3 'strict-input' trace info keys.csv --strict-input
expect 0 'requests' trace info keys.csv --strict-input --id-column key --size-column size --delimiter ,
expect 0 'note: keys.csv: id column: ' trace convert keys.csv - --to txt
expect 3 'strict-input' trace convert keys.csv - --to txt --strict-input
expect 0 '"what": "id column"' sim run cache -p trace=keys.csv -p capacity=1 --json
says 1 'id column'
expect 3 'strict-input' sim run cache -p trace=keys.csv -p capacity=1 --strict-input
expect 0 '"choices": \[\]' sim run cache -p requests=10 --json
for format in human csv ndjson json; do
  expect 0 '' sim sweep cache -p trace=keys.csv -p capacity=1,2 -p policy=lru,fifo -o hit_rate -f "$format"
  says 1 'note: keys.csv: id column: '
done
grep -q '"what": "id column"' out || fail 'sweep --json has no choices'
expect 3 'strict-input' sim sweep cache -p trace=keys.csv -p capacity=1,2 --strict-input
expect 0 '' sim sweep cache -p trace=keys.csv -p capacity=1,2 --out rows
says 1 'id column'
expect 0 '"what": "id column"' sim mrc -p trace=keys.csv -p policy=lru,fifo -f json
says 1 'id column'
expect 3 'strict-input' sim mrc -p trace=keys.csv --strict-input
expect 0 '' sim plot cache -p trace=keys.csv -p capacity=1,2 -o hit_rate_lru -f svg
says 1 'id column'
expect 3 'strict-input' sim plot cache -p trace=keys.csv -p capacity=1,2 -o hit_rate_lru --strict-input
expect 0 '"what": "id column"' sim compare cache -p trace=keys.csv -p capacity=1,2 --seeds 1,2 -o hits_lru -f json
says 1 'id column'
expect 3 'strict-input' sim compare cache -p trace=keys.csv -p capacity=1,2 --seeds 1,2 -o hits_lru --strict-input

# A claim that rests on a choice: in the text, in JSON, in the receipt that is signed, and in none when all is said.
package() {
  mkdir -p "$1"
  cp keys.csv "$1/keys.csv"
  sum=$(sha256sum "$1/keys.csv" | cut -d ' ' -f 1)
  cat >"$1/discovery.yaml" <<EOF
schema: attentionhub/discovery@0.1
profile: systems@0.1
slug: $1
title: Hits of LRU on three requests
license: MIT
contributors:
  - {kind: human, name: Ada Example}
claims:
  - id: c1
    kind: performance
    scope: model
    statement: In this model LRU serves 1 of 3 requests from a cache of 2 objects.
    structured: {workload: keys, metric: hits, value: 1, unit: requests}
    evidence: [{artifact: keys.csv}]
artifacts:
  - {path: keys.csv, role: data, sha256: $sum}
verification:
  mode: simulator
  runs: [{id: base, simulator: cache, params: {policy: [lru], trace: keys.csv, capacity: 2$2}, seed: 1}]
  expected: [{claim: c1, output: hits_lru, op: ==}]
EOF
}
package chosen ''
package stated ', id_column: key, size_column: size, delimiter: comma'
expect 0 'note: keys.csv: id column: ' verify ./chosen
expect 0 'note: chosen@1: keys.csv: id column: ' verify ./chosen --json
grep -q '"what": "id column"' out || fail 'verify --json has no choices'
expect 3 'strict-input' verify ./chosen --strict-input
expect 0 '"choices": \[\]' verify ./stated --json --strict-input
says 0 'note:'
expect 0 '' import chosen stated
expect 3 'strict-input' verify --all --strict-input
[ -z "$("$AHUB" receipt list chosen)" ] || fail 'a verification that was refused left receipts'
expect 0 'confirmed' verify --all
"$AHUB" receipt export chosen | grep -q '"what":"id column"' || fail 'the receipt has no choices'
"$AHUB" receipt export stated | grep -q choices && fail 'a receipt without choices has the field'
id=$("$AHUB" receipt list chosen | cut -c 1-12)
expect 0 'note: keys.csv: id column: ' receipt show "$id"
# And back: what another host signed is taken, plain, compressed, with a byte order mark and CRLF.
"$AHUB" receipt export >r.jsonl
expect 0 '2 receipts read, 0 new' receipt import r.jsonl
gzip -c r.jsonl >r.jsonl.gz
expect 0 '2 receipts read, 0 new' receipt import r.jsonl.gz
{ printf '\357\273\277'; sed 's/$/\r/' r.jsonl; printf '\r\n'; } >dos.jsonl
expect 0 '2 receipts read, 0 new' receipt import dos.jsonl

# Rows of a sweep that a crash damaged are no rows.
expect 0 '' sim sweep cache -p requests=10 -p capacity=1,2,3 --out ledger
{ head -n 2 ledger; printf '\000\000\000\n'; tail -n 1 ledger; } >torn
expect 3 'torn:3:1: this is no row of the sweep' sim sweep cache -p requests=10 -p capacity=1,2,3 --out torn

# The table of forms.
expect 0 'oracleGeneral' help reading
expect 0 'strict-input' help reading

[ "$failures" -eq 0 ] || exit 1
