# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Stores that cannot be written, or not be reached; and sweeps whose points hit a limit.
set -u
folder=$(mktemp -d)
mounted=
trap '[ -z "$mounted" ] || umount "$mounted"; chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
unset AHUB_STORE
cd "$folder" || exit 1
chmod 755 "$folder"

# Root may write everywhere, so the commands run as nobody where we are root.
as_other() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then as_other() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }; fi
ahub() { as_other "$AHUB" "$@"; }
# refuses CODE WORDS ARGUMENTS...
refuses() {
  code=$1 words=$2
  shift 2
  ahub "$@" >out 2>err
  status=$?
  [ "$status" -eq "$code" ] || { fail "ahub $*: exit $status, not $code"; cat err; }
  grep -qF -- "$words" err || { fail "ahub $*: does not say: $words"; cat err; }
  [ ! -s out ] || fail "ahub $*: prints data"
}
# Readers give the same as in the store that can be written.
readers="rank;show cache-admission-zipfian;graph --kinds package;search zipf;stats;receipt list;frontier;tensions
report;card cache-admission-zipfian;changes;lookup 2205.14135;trust list;receipt export;diff cache-admission-zipfian search-crossover
verify --dry-run awq;doctor --quick"
each_reader() { printf '%s\n' "$readers" | tr ';' '\n'; }
same_answers() {
  each_reader | while read -r line; do
    # shellcheck disable=SC2086
    "$AHUB" --store "$folder/own/hub.db" $line >expected 2>/dev/null
    wanted=$?
    # shellcheck disable=SC2086
    ahub --store "$1" $line >out 2>err
    status=$?
    [ "$status" -eq "$wanted" ] || { echo "$2: ahub $line: exit $status, not $wanted"; cat err; }
    case $line in doctor*|stats*) continue ;; esac
    cmp -s expected out || echo "$2: ahub $line answers otherwise"
  done >answers
  [ ! -s answers ] || { fail "$2"; cat answers; }
}

mkdir own
"$AHUB" --store own/hub.db import -q "$SOURCE/examples/discoveries" >/dev/null || fail "import"
"$AHUB" --store own/hub.db verify -q cache-admission-zipfian >/dev/null || fail "verify"
[ ! -s own/hub.db-wal ] || fail "a log stays behind"
chmod 755 own

# The file and its directory belong to somebody else.
cp -r own theirs
chmod 444 theirs/hub.db; chmod 555 theirs
same_answers "$folder/theirs/hub.db" "another's store"
[ "$(ls theirs)" = hub.db ] || fail "a reader left files beside another's store"
ahub --store theirs/hub.db doctor >out 2>err || fail "doctor of another's store: $?"
grep -q "read-only: its file may not be written" out || { fail "doctor does not say read-only"; cat out; }
grep -q "journal .*as it lies" out || { fail "doctor does not say how it reads"; cat out; }
for command in "import $SOURCE/examples/discoveries" "verify awq" "remove awq" rebuild "trust add $(printf '%064d' 1)" init; do
  # shellcheck disable=SC2086
  refuses 4 "is read-only" --store "$folder/theirs/hub.db" $command
done
ahub --store theirs/hub.db import --dry-run "$SOURCE/examples/discoveries" >out 2>err || { fail "import --dry-run"; cat err; }
# Only the directory is closed to us, only the file.
chmod 666 theirs/hub.db
same_answers "$folder/theirs/hub.db" "a file of ours in a directory of others"
refuses 4 "its directory, which takes its log, may not be written" --store "$folder/theirs/hub.db" rebuild
chmod 777 theirs; chmod 444 theirs/hub.db
same_answers "$folder/theirs/hub.db" "a file of others in a directory of ours"
[ "$(ls theirs)" = hub.db ] || fail "a reader left files in its directory"

# Changes that only the log has: said, never left out.
cp -r own halfway
chmod 777 halfway; chmod 666 halfway/hub.db
"$AHUB" --store halfway/hub.db rank >/dev/null
python3 - halfway/hub.db <<'PY'
import os, sqlite3, sys
base = sqlite3.connect(sys.argv[1])
base.execute("PRAGMA user_version = %d" % base.execute("PRAGMA user_version").fetchone()[0])
base.execute("BEGIN IMMEDIATE"); base.execute("UPDATE feed SET title = title || '!'"); base.commit()
os._exit(0)  # As a process that was killed: the log stays.
PY
if [ -s halfway/hub.db-wal ]; then
  rm -f halfway/hub.db-shm
  chmod 444 halfway/*; chmod 555 halfway
  refuses 4 "has changes in" --store "$folder/halfway/hub.db" rank
else
  fail "no log to test with"
fi

# Directories that may not be entered, files that may not be read: no store is not the answer.
cp -r own closed
chmod 700 closed
[ "$(id -u)" -ne 0 ] && chmod 000 closed
refuses 4 "the directory '$folder/closed' may not be entered: Permission denied" --store "$folder/closed/hub.db" rank
chmod 755 closed; chmod 600 closed/hub.db
[ "$(id -u)" -ne 0 ] && chmod 000 closed/hub.db
refuses 4 "cannot be read: Permission denied" --store "$folder/closed/hub.db" rank
mkdir -p project/.ahub project/below
cp own/hub.db project/.ahub/
chmod 700 project/.ahub
[ "$(id -u)" -ne 0 ] && chmod 000 project/.ahub
cd project/below && refuses 4 "may not be entered" rank; cd "$folder" || exit 1
refuses 4 "there is no store at" --store "$folder/none/hub.db" rank

# A read-only mount, where we may make one.
if [ "$(id -u)" -eq 0 ] && mkdir mount && mount -o bind "$folder/own" mount 2>/dev/null; then
  mounted=$folder/mount
  if mount -o remount,bind,ro mount 2>/dev/null; then
    chmod 644 own/hub.db
    same_answers "$folder/mount/hub.db" "a read-only mount"
    "$AHUB" --store mount/hub.db rebuild >out 2>err
    [ $? -eq 4 ] && grep -q "mounted read-only" err || { fail "a writer on a read-only mount"; cat err; }
    "$AHUB" --store mount/hub.db rank >out 2>err || { fail "root on a read-only mount"; cat err; }
  fi
fi

# init says when the next command will not use what it made.
mkdir fresh && chmod 777 fresh
AHUB_STORE=$folder/fresh/elsewhere.db ahub init fresh >out 2>err || fail "init beside AHUB_STORE"
grep -qF "AHUB_STORE names another store, '$folder/fresh/elsewhere.db'" err || { fail "init does not mention AHUB_STORE"; cat err; }
AHUB_STORE=$folder/fresh/.ahub/hub.db ahub init fresh >out 2>err
[ ! -s err ] || { fail "init speaks of AHUB_STORE where it names the same store"; cat err; }
(cd fresh && AHUB_STORE=.ahub/hub.db "$AHUB" rank >/dev/null) || fail "the store that init made"

# Points that hit their limit leave the others; what a shard has done is never lost.
sweep() {
  requests=$1
  shift
  "$AHUB" sim sweep cache -p policy=lru+fifo+sieve+arc+lirs+2q+clock+slru+belady+mru \
    -p catalog=100 -p requests="$requests" -p capacity=10,20 -o hits_lru "$@"
}
sweep 100,100000000,200 -f ndjson >out 2>err
[ $? -eq 7 ] || fail "a sweep with a point over its limit: exit"
[ "$(wc -l <out)" -eq 6 ] && [ "$(grep -c '"error":"cost"' out)" -eq 2 ] || { fail "rows of a sweep"; cat out; }
grep -qxF '{"point":2,"requests":100000000,"capacity":10,"error":"cost"}' out || { fail "the row of a limit"; cat out; }
grep -qF 'point 2 (requests=100000000, capacity=10): ' err && grep -qF '2 of 6 points hit a limit' err || { fail "limits are not told"; cat err; }
for format in human json csv; do
  sweep 100,100000000,200 -f $format -q >out 2>err
  [ $? -eq 7 ] || fail "exit of $format"
  grep -q 200 out || fail "$format: the rows after the limit are missing"
done
sweep 100,100000000,200 -q --out rows.ndjson && fail "--out hides the limit"
cp rows.ndjson first.ndjson
sweep 100,100000000,200 --out rows.ndjson 2>err
[ $? -eq 7 ] && cmp -s first.ndjson rows.ndjson || fail "a sweep that was done runs again or forgets its limits"
sweep 100,100000000,200 --out rows.ndjson --retry-failed -q
[ $? -eq 7 ] && cmp -s first.ndjson rows.ndjson || fail "--retry-failed changes what fails again"
# As if the second run had more time: the rows of the limit are there already as failed ones.
sweep 100,300,200 -q --out good.ndjson || fail "a sweep without limits"
sed '4s/.*/{"point":2,"requests":300,"capacity":10,"error":"deadline"}/' good.ndjson >again.ndjson
sweep 100,300,200 --out again.ndjson 2>err
[ $? -eq 7 ] && grep -q "1 of 6 points" err || { fail "an earlier limit is forgotten"; cat err; }
sweep 100,300,200 -q --out again.ndjson --retry-failed || fail "--retry-failed"
cmp -s good.ndjson again.ndjson || { fail "--retry-failed gives other rows"; diff good.ndjson again.ndjson; }
"$AHUB" sim sweep cache -p capacity=10,20 --retry-failed >out 2>err
[ $? -eq 2 ] || fail "--retry-failed without --out"
# A point that cannot run at all stops the sweep, is named, and the rows before it are printed.
"$AHUB" sim sweep cache -p policy=lru -p requests=2000 -p warmup=0,10,5000,20 -o hits >out 2>err
[ $? -eq 3 ] && grep -q "at warmup=5000: " err && [ "$(wc -l <out)" -eq 3 ] || { fail "a point that cannot run"; cat out err; }

# Mermaid draws nothing past its limits.
"$AHUB" --store own/hub.db graph --kinds package --format mermaid >out 2>err && [ ! -s err ] || { fail "a small drawing has a note"; cat err; }
"$AHUB" init -q many >/dev/null && "$AHUB" --store many/.ahub/hub.db import -q "$SOURCE/examples/discoveries" "$SOURCE/examples/reproductions" >/dev/null
# 477 edges of the packages here, and 30 works outside.
mkdir wide && { cat <<'YAML'
schema: attentionhub/discovery@0.1
profile: generic@0.1
slug: many-works
title: A package that names many works
contributors: [{kind: human, name: Somebody}]
claims: [{id: c1, kind: observation, statement: It names many works.}]
relations:
YAML
for i in $(seq 10 39); do echo "  - {kind: uses, target: 'arXiv:2401.000$i'}"; done; } >wide/discovery.yaml
"$AHUB" --store many/.ahub/hub.db import -q wide >/dev/null || fail "import of many works"
"$AHUB" --store many/.ahub/hub.db graph --format mermaid >out 2>err || fail "graph of everything"
[ "$(grep -c -e '-->' -e '-\.-' out)" -gt 500 ] && grep -q "edges (Mermaid draws 500)" err && grep -q -e "--kinds" err || { fail "no note past 500 edges"; cat err; }
[ "$failures" -eq 0 ]
