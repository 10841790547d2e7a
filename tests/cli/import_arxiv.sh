# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Metadata of arXiv becomes stubs: both forms, pipes, refusals that leave the store alone, resuming, new versions.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
cd "$folder" || exit 1
export AHUB_STORE=$folder/hub.db
atom=$SOURCE/tests/data/arxiv.atom lines=$SOURCE/tests/data/arxiv.jsonl
# takes CODE WORDS ARGUMENTS...: exits with CODE and prints WORDS on standard output.
takes() {
  code=$1 words=$2
  shift 2
  "$AHUB" import arxiv "$@" >out 2>err
  status=$?
  [ "$status" -eq "$code" ] || { fail "import arxiv $*: exit $status, not $code"; cat err; }
  grep -qF -- "$words" out || { fail "import arxiv $*: does not print: $words"; cat out; }
}
# refuses WORDS FILE...: exit 3, WORDS on standard error, no data, and the store as it was.
refuses() {
  words=$1
  shift
  before=$(sha256sum <hub.db)
  "$AHUB" import arxiv "$@" >out 2>err
  status=$?
  [ "$status" -eq 3 ] || fail "import arxiv $*: exit $status, not 3"
  grep -qF -- "$words" err || { fail "import arxiv $*: does not say: $words"; cat err; }
  [ ! -s out ] || fail "import arxiv $*: prints data"
  [ "$before" = "$(sha256sum <hub.db)" ] || fail "import arxiv $*: the store changed"
}

takes 0 "would be: 2 added" "$atom" --dry-run
[ ! -e hub.db ] || fail "a dry run made a store"
takes 0 "2 added, 0 new versions, 0 unchanged, 0 damaged records skipped" "$atom"
takes 0 "0 added, 0 new versions, 2 unchanged" "$atom"
# The same papers from the snapshot are the same stubs.
takes 0 "would be: 1 added, 0 new versions, 2 unchanged" "$lines" --dry-run
takes 0 "0 added, 0 new versions, 1 unchanged" --limit 1 - <"$lines"
takes 0 "1 added, 0 new versions, 2 unchanged" - <"$lines"
"$AHUB" show arxiv-0801-00012 >shown || fail "show"
for words in "arXiv:0801.00012" "cs.DC" "arxiv-import" "L1"; do grep -qF "$words" shown || { fail "show lacks $words"; cat shown; }; done
"$AHUB" rank --tag arxiv-import -f json >feed || fail "rank"
[ "$(grep -c '"level": 1' feed)" -eq 3 ] || fail "not three packages of level 1"
"$AHUB" doctor >/dev/null || fail "doctor"
"$AHUB" rebuild >/dev/null && "$AHUB" rank --tag arxiv-import -f json | cmp -s - feed || fail "rebuild gives another feed"

# A new version of arXiv's is a new version here; an older snapshot takes nothing back.
sed 's/abs\/0801.00012v3/abs\/0801.00012v4/; s/serves 3/serves 4/' "$atom" >newer.atom
takes 0 "0 added, 1 new version, 1 unchanged" newer.atom
takes 0 "0 added, 0 new versions, 2 unchanged" newer.atom
takes 0 "0 added, 0 new versions, 2 unchanged" "$atom"
"$AHUB" show arxiv-0801-00012@2 | grep -qF "serves 4" || fail "version 2 is not the new one"

# What arXiv answers instead of metadata, and what is none.
cat >error.atom <<'END'
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>
<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_1</id><title>Error</title>
<summary>incorrect id format for 1</summary></entry></feed>
END
printf 'Rate exceeded.' >rate.txt
{ printf '<?xml version="1.0"?>\n<!DOCTYPE feed [<!ENTITY a "b">]>\n'; sed 1d "$atom"; } >doctype.atom
printf '\037\213\010\000\000\000\000\000\000\000\000\000\000\000\000\000' >packed.gz
: >empty
refuses "error[arxiv-error]: error.atom:2:1: arXiv answered with an error: incorrect id format for 1" error.atom
refuses "error[arxiv-error]" rate.txt
refuses "error[arxiv-error]" --from json-lines rate.txt
refuses "error[xml-doctype]: doctype.atom:2:1" doctype.atom
refuses "error[damaged]" packed.gz
refuses "error[not-arxiv]" empty
refuses "error[not-found]" none.json
refuses "error[not-arxiv]" "$lines" --from atom

# Damaged records are named and left out, the others taken; the snapshot may be cut anywhere.
rm hub.db
{ cat "$lines"; printf '{"id":801.00014,"title":"A number","categories":"cs.DC"}\n\n{"id":"x"}\n'; head -n 1 "$lines" | head -c 500; } >damaged.jsonl
takes 3 "3 added, 0 new versions, 0 unchanged, 3 damaged records skipped" damaged.jsonl
for words in "error[bad-id]: damaged.jsonl:4:15: the id is a number" "error[bad-id]: damaged.jsonl:6:1" "error[cut]: damaged.jsonl:7:501"; do
  grep -qF -- "$words" err || { fail "does not say: $words"; cat err; }
done
head -c 1500 "$atom" >cut.atom
rm hub.db
takes 3 "1 added, 0 new versions, 0 unchanged, 1 damaged record skipped" cut.atom
grep -qF "error[cut]" err || { fail "a cut feed is not told"; cat err; }
takes 0 "1 added, 0 new versions, 1 unchanged" "$atom"

# A package of the same name by somebody else is not overwritten.
rm hub.db
mkdir own
sed -n '1,/^claims:/p' "$SOURCE/examples/discoveries/mqa/discovery.yaml" | sed 's/^slug: .*/slug: arxiv-0801-00012/' >own/discovery.yaml
printf '  - {id: c1, kind: observation, statement: It is mine., evidence: ["arXiv:0801.00012"]}\n' >>own/discovery.yaml
"$AHUB" import own >/dev/null 2>&1 || fail "import of a package"
takes 3 "1 added, 0 new versions, 0 unchanged, 1 damaged record skipped" "$atom"
grep -qF "error[slug-taken]: $atom:7:3" err || { fail "does not say that the name is taken"; cat err; }
# A directory called arxiv is a package as any other.
mv own arxiv
"$AHUB" import ./arxiv | grep -q "unchanged" || fail "import ./arxiv"

# An interrupted import goes on where it stopped, and ends as one that was not.
rm hub.db
i=0
while [ "$i" -lt 400 ]; do
  printf '{"id":"0901.%04d","title":"Paper number %d","categories":"cs.DC","abstract":"It says %d.","authors_parsed":[["Example","Ada",""]]}\n' "$i" "$i" "$i"
  i=$((i + 1))
done >many.jsonl
takes 0 "150 added" --limit 150 many.jsonl
takes 0 "250 added, 0 new versions, 150 unchanged" many.jsonl
mkfifo pipe
rm hub.db
"$AHUB" import arxiv - <pipe >out 2>err &
job=$!
exec 3>pipe
head -n 100 many.jsonl >&3
sleep 1
kill -INT "$job"
wait "$job"
status=$?
exec 3>&-
[ "$status" -eq 130 ] || { fail "an interrupted import exits $status"; cat err; }
takes 0 "300 added, 0 new versions, 100 unchanged" many.jsonl
[ "$failures" -eq 0 ]
