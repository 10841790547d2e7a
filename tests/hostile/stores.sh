# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Stores of strangers: found upward and another user's; with a schema that is not ours; with values that no store of ours holds.
# Beside each refusal a control that must be taken.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0 count=0 controls=0
fail() { echo "$*"; failures=$((failures + 1)); }
unset AHUB_STORE AHUB_SAFE_DIRECTORY SUDO_UID
export HOME="$folder/home" XDG_CONFIG_HOME="$folder/home/config"
unset XDG_DATA_HOME
mkdir "$HOME"
cd "$folder" || exit 1
# Directories that mktemp makes are for their owner alone; the other user has to come through.
chmod 755 "$folder"

"$AHUB" --store own.db import -q "$SOURCE/examples/discoveries" >/dev/null || fail "import"
"$AHUB" --store own.db verify -q cache-admission-zipfian >/dev/null || fail "verify"
"$AHUB" --store own.db tensions >/dev/null
[ ! -e own.db-wal ] || fail "a log stays behind"

# refused CODE WORDS ARGUMENTS...: exit 4 with the error's code and words; nothing printed.
refused() {
  code=$1 words=$2
  shift 2
  count=$((count + 1))
  timeout 60 "$AHUB" "$@" >"$folder/out" 2>"$folder/err" </dev/null
  status=$?
  [ "$status" -eq 4 ] || { fail "ahub $*: exit $status, not 4"; cat "$folder/err"; }
  grep -qF "error[$code]" "$folder/err" && grep -qF -- "$words" "$folder/err" || { fail "ahub $*: does not say $code: $words"; cat "$folder/err"; }
  [ ! -s "$folder/out" ] || fail "ahub $*: prints data"
}
taken() {
  controls=$((controls + 1))
  timeout 60 "$AHUB" "$@" >"$folder/out" 2>"$folder/err" </dev/null
  status=$?
  [ "$status" -le 1 ] || { fail "control: ahub $*: exit $status"; cat "$folder/err"; }
}

# --- Found, not named: whose is it? -------------------------------------------------------------
if [ "$(id -u)" -eq 0 ]; then
  other=65534
  # project NAME: one of our own, to be spoilt.
  project() {
    rm -rf "$1"
    mkdir -p "$1/.ahub" "$1/below/deeper"
    cp own.db "$1/.ahub/hub.db"
  }
  digest() { find "$1" -type f -exec sha256sum {} + | sort; find "$1" | sort; }
  # refused_in DIR CODE WORDS: in DIR/below/deeper every command is refused, and nothing in DIR changes.
  refused_in() {
    digest "$1" >before
    for command in rank "show cache-admission-zipfian" "search zipf" lookup\ 2205.14135 tensions frontier graph "doctor --quick" stats report \
      "receipt list" "trust list" changes "import $SOURCE/examples/discoveries" "verify awq" rebuild "remove awq"; do
      # shellcheck disable=SC2086
      refused "$2" "$3" -C "$1/below/deeper" $command
    done
    digest "$1" >after
    cmp -s before after || { fail "$1 was changed"; diff before after; }
  }
  project mine; taken -C mine/below/deeper rank
  taken -C mine/below/deeper rebuild
  project a; chown -R $other a; refused_in a foreign-owner "belongs to 'nobody'"
  refused foreign-owner "ahub trust store $folder/a" -C a/below rank
  project b; chown $other b/.ahub; refused_in b foreign-owner "the directory '$folder/b/.ahub' belongs to 'nobody'"
  project c; chown $other c/.ahub/hub.db; refused_in c foreign-owner "its file '$folder/c/.ahub/hub.db' belongs to 'nobody'"
  project d; chown $other d; refused_in d foreign-owner "the directory '$folder/d' belongs to 'nobody'"
  project e; chown 12345 e/.ahub/hub.db; refused foreign-owner "belongs to user 12345" -C e rank
  # Links: to another's store, another's link to ours, one that leads nowhere; a link of ours to a place of ours is everyday.
  project f; rm -r f/.ahub; ln -s ../a/.ahub f/.ahub; refused foreign-owner "what is linked as '$folder/f/.ahub' belongs to 'nobody'" -C f/below rank
  project g; mv g/.ahub elsewhere; ln -s ../elsewhere g/.ahub; taken -C g/below rank
  chown -h $other g/.ahub; refused foreign-owner "the link '$folder/g/.ahub' belongs to 'nobody'" -C g/below rank
  project h; rm h/.ahub/hub.db; ln -s ../../own.db h/.ahub/hub.db; refused cannot-open "no regular file" -C h/below rank
  ln -sf /nowhere/hub.db h/.ahub/hub.db; refused cannot-open "no regular file" -C h/below rank
  # Others may put files beside it.
  project i; chmod 777 i/.ahub; refused open-to-others "everybody may put files into" -C i/below rank
  chmod 1777 i/.ahub; refused open-to-others "everybody may put files into" -C i/below rank
  chgrp 12 i/.ahub; chmod 2775 i/.ahub; refused open-to-others "another group may put files into" -C i/below rank
  chgrp 0 i/.ahub; chmod 775 i/.ahub; taken -C i/below rank
  # What lies beside it.
  for suffix in -journal -wal -shm; do
    project j; printf x >j/.ahub/hub.db$suffix; chown $other j/.ahub/hub.db$suffix
    refused foreign-journal "hub.db$suffix' belongs to 'nobody'" -C j/below rank
    refused foreign-journal "hub.db$suffix' belongs to 'nobody'" --store j/.ahub/hub.db rebuild
    project j; ln -s /etc/hostname j/.ahub/hub.db$suffix
    refused foreign-journal "is no regular file" --store j/.ahub/hub.db rank
    rm j/.ahub/hub.db$suffix; taken -C j/below rank
  done
  # Ways to allow it: named, listed, listed in the environment; it is read and never written.
  digest a >before
  taken --store a/.ahub/hub.db rank
  AHUB_STORE=a/.ahub/hub.db taken rank
  AHUB_SAFE_DIRECTORY=$folder/a taken -C a/below rank
  AHUB_SAFE_DIRECTORY=/nowhere:$folder/* taken -C a/below rank
  AHUB_SAFE_DIRECTORY=* taken -C a/below rank
  AHUB_SAFE_DIRECTORY=.:a:$folder/b refused foreign-owner "" -C a/below rank
  taken trust store a
  taken -C a/below search zipf
  taken -C a/below doctor
  grep -q "read-only" out || { fail "doctor does not say read-only"; cat out; }
  for command in "import $SOURCE/examples/discoveries" "verify awq" rebuild "remove awq" "trust add $(printf '%064d' 1)"; do
    # shellcheck disable=SC2086
    refused read-only "it belongs to 'nobody'" -C a/below $command
    # shellcheck disable=SC2086
    refused read-only "it belongs to 'nobody'" --store "$folder/a/.ahub/hub.db" $command
  done
  refused read-only "it belongs to 'nobody'" init --store "$folder/a/.ahub/hub.db"
  chmod 666 "$XDG_CONFIG_HOME/ahub/safe-directories"
  refused foreign-owner "ahub/safe-directories' is ignored: it can be written by others" -C a/below rank
  "$AHUB" trust store b >out 2>err && fail "trust store writes a list that is not taken"
  grep -q "is ignored: it can be written by others" err || { fail "trust store does not say that the list is ignored"; cat err; }
  chmod 644 "$XDG_CONFIG_HOME/ahub/safe-directories"; chown $other "$XDG_CONFIG_HOME/ahub/safe-directories"
  refused foreign-owner "ahub/safe-directories' is ignored: it belongs to 'nobody'" -C a/below rank
  chown 0 "$XDG_CONFIG_HOME/ahub/safe-directories"; taken -C a/below rank
  printf '%s\n' "$folder/a" >a/safe-directories; rm -r "$XDG_CONFIG_HOME"
  refused foreign-owner "" -C a/below rank
  rm a/safe-directories
  digest a >after
  cmp -s before after || { fail "a store of others was changed"; diff before after; }
  # init in a place of others, and root for the one who asked.
  refused foreign-owner "belongs to 'nobody'" init a
  project k; chown -R 12345 k; SUDO_UID=12345 taken -C k/below rank
  SUDO_UID=12346 refused foreign-owner "user 12345" -C k/below rank
  SUDO_UID=x refused foreign-owner "user 12345" -C k/below rank
  # An ordinary user is no exception for root's.
  project l; chmod 755 l l/.ahub; chmod 644 l/.ahub/hub.db
  setpriv --reuid=$other --regid=$other --clear-groups "$AHUB" -C l/below rank >out 2>err
  [ $? -eq 4 ] && grep -q "belongs to 'root'" err || { fail "root's store for an ordinary user"; cat err; }
  # The user's own place.
  mkdir -p "$HOME/.local/share/ahub"; cp own.db "$HOME/.local/share/ahub/hub.db"; taken rank
  chown $other "$HOME/.local/share/ahub/hub.db"; refused foreign-owner "belongs to 'nobody'" rank
  rm -r "$HOME/.local"
  # A planted backup gets no signing key.
  python3 - <<'PY'
import sqlite3
db = sqlite3.connect("old.db"); db.executescript("PRAGMA application_id=%d; PRAGMA user_version=3; CREATE TABLE t (a)" % 0x61687562)
PY
  refused foreign-schema "has a table 't'" --store old.db rebuild
  [ ! -e old.db.v3.bak ] || fail "a hostile store was backed up"
fi

# --- A schema that is not ours ------------------------------------------------------------------
# changed SQL: own.db with another schema, as x.db.
changed() {
  rm -f x.db*
  cp own.db x.db
  python3 - "$1" <<'PY'
import sqlite3, sys
db = sqlite3.connect("x.db", isolation_level=None)
db.execute("PRAGMA journal_mode=WAL")
db.executescript(sys.argv[1])
db.close()
PY
}
while IFS='|' read -r words sql; do
  [ -n "$sql" ] || continue
  changed "$sql"
  sha256sum x.db >before
  for command in rank stats rebuild "doctor --quick" "import $SOURCE/examples/discoveries"; do
    case $words in
      ok) # shellcheck disable=SC2086
        taken --store x.db $command ;;
      *) # shellcheck disable=SC2086
        refused foreign-schema "$words" --store x.db $command ;;
    esac
  done
  [ "$words" = ok ] || sha256sum -c --quiet before || fail "a refused store was written: $sql"
done <<'CASES'
ok|ANALYZE
ok|VACUUM
ok|REINDEX
ok|PRAGMA wal_checkpoint(TRUNCATE)
has a table 'extra'|CREATE TABLE extra (a, b)
has a table 'sqlite_stat9'|PRAGMA writable_schema=1; CREATE TABLE a9 (b); UPDATE sqlite_schema SET name='sqlite_stat9', tbl_name='sqlite_stat9', sql='CREATE TABLE sqlite_stat9(b)' WHERE name='a9'
has a view 'v'|CREATE VIEW v AS SELECT * FROM feed
has a trigger 'tick'|CREATE TRIGGER tick AFTER INSERT ON event BEGIN UPDATE feed SET title = 'blue'; END
has a trigger 'tock'|CREATE TRIGGER tock BEFORE DELETE ON package BEGIN SELECT raise(IGNORE); END
has an index 'more'|CREATE INDEX more ON event (kind)
has an index 'part'|CREATE INDEX part ON event (kind) WHERE hex(subject) > '0'
has an index 'calc'|CREATE UNIQUE INDEX calc ON event (abs(sequence) + 1)
has a table 'spare'|CREATE VIRTUAL TABLE spare USING fts5 (words)
has a table 'tree'|CREATE VIRTUAL TABLE tree USING rtree (id, a, b)
lacks the index 'feed_order'|DROP INDEX feed_order
lacks the table 'tension'|DROP TABLE tension
defines the table 'feed'|ALTER TABLE feed ADD COLUMN colour TEXT DEFAULT 'blue'
defines the table 'feed'|ALTER TABLE feed ADD COLUMN sum INTEGER GENERATED ALWAYS AS (level + attention) VIRTUAL
defines the table 'blob'|ALTER TABLE blob RENAME COLUMN bytes TO octets
defines the table 'inflow'|DROP TABLE inflow; CREATE TABLE inflow (slug TEXT PRIMARY KEY, milli INTEGER NOT NULL CHECK (milli >= 0)) STRICT, WITHOUT ROWID
defines the table 'counted'|DROP TABLE counted; CREATE TABLE counted (kind, name, count)
defines the view 'feed_text'|DROP TABLE feed_text; CREATE VIEW feed_text AS SELECT package, title AS summary FROM feed
defines the table 'text_index'|DROP TABLE text_word; DROP TABLE text_index; CREATE VIRTUAL TABLE text_index USING fts5 (title, abstract, claims, concepts, content='', tokenize='porter'); CREATE VIRTUAL TABLE text_word USING fts5vocab (text_index, instance)
defines the table 'text_word'|DROP TABLE text_word; CREATE VIRTUAL TABLE text_word USING fts5vocab (text_index, row)
says that its schema is version -1|PRAGMA user_version=-1
says that its schema is version 0|PRAGMA user_version=0
defines the |PRAGMA user_version=1
defines the |PRAGMA user_version=2
defines the table 'contributor'|PRAGMA user_version=3
defines the table 'contributor'|PRAGMA user_version=4
CASES
# Of another program, of a later one; an empty file under our number; a file with tables that says it was never written.
changed "PRAGMA user_version=6"; refused newer-store "written by a newer ahub" --store x.db rank
changed "PRAGMA application_id=7"; refused foreign-store "another program" --store x.db rank
changed "PRAGMA user_version=0; PRAGMA application_id=0; PRAGMA schema_version=0"; refused foreign-store "another program" --store x.db rank
changed "PRAGMA user_version=0; PRAGMA application_id=0; PRAGMA schema_version=0"; refused foreign-store "another program" --store x.db rebuild
rm -f x.db*; : >x.db; refused no-store "empty file" --store x.db rank
taken --store x.db init

# --- Values that no store of ours holds ---------------------------------------------------------
# spoilt SQL: own.db with such a value, as x.db. The tables are not STRICT for as long as that takes.
spoilt() {
  rm -f x.db*
  cp own.db x.db
  python3 - "$1" <<'PY'
import sqlite3, sys
def run(*steps):
    db = sqlite3.connect("x.db", isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL"); db.execute("PRAGMA foreign_keys=OFF")
    for step in steps: db.executescript(step)
    db.close()
db = sqlite3.connect("x.db"); schema = db.execute("SELECT rowid, sql FROM sqlite_schema WHERE sql LIKE '%STRICT%'").fetchall()
version = db.execute("PRAGMA schema_version").fetchone()[0]; db.close()
run("PRAGMA writable_schema=1; UPDATE sqlite_schema SET sql = replace(replace(replace(sql, ') STRICT, WITHOUT ROWID', ') WITHOUT ROWID'), ') STRICT', ')'), ' NOT NULL', '')"
    " WHERE sql LIKE '%STRICT%'; PRAGMA schema_version=" + str(version + 1))
run(sys.argv[1])
db = sqlite3.connect("x.db", isolation_level=None); db.execute("PRAGMA writable_schema=1")
for row, sql in schema: db.execute("UPDATE sqlite_schema SET sql = ? WHERE rowid = ?", (sql, row))
db.execute("PRAGMA schema_version=%d" % (version + 2)); db.close()
PY
}
readers="rank;rank --by hot;rank --explain;rank --as-of 2030-01-01;show cache-admission-zipfian;search zipf;tensions;frontier;graph --format json;report;stats --format json;changes
lookup 2205.14135;receipt list;trust list;card cache-admission-zipfian;diff cache-admission-zipfian search-crossover;doctor;verify --dry-run awq"
while IFS='|' read -r command words sql; do
  [ -n "$sql" ] || continue
  spoilt "$sql"
  # shellcheck disable=SC2086
  case $words in
    ok) taken --store x.db $command ;;
    *) refused damaged-store "$words" --store x.db $command ;;
  esac
  # Nothing ends by a signal, a bug or without end.
  printf '%s\n' "$readers" | tr ';' '\n' | while read -r line; do
    # shellcheck disable=SC2086
    (ulimit -v 2000000; timeout 20 "$AHUB" --store x.db $line >out 2>err </dev/null)
    status=$?
    [ "$status" -le 5 ] && [ "$status" -ne 2 ] || { echo "$sql: ahub $line: exit $status"; head -n 3 err; }
    LC_ALL=C grep -qaP '[^\n\t\x20-\x7e\x80-\xff]' out err && echo "$sql: ahub $line prints controls"
  done >answers
  [ ! -s answers ] || { fail "a reader of: $sql"; cat answers; }
done <<'CASES'
rank|ok|UPDATE feed SET title = 'blue'
rank|column 'level' of table 'feed', row|UPDATE feed SET level = 'four'
rank|column 'level' of table 'feed'|UPDATE feed SET level = 99
rank|column 'level' of table 'feed'|UPDATE feed SET level = -1
rank|column 'claims' of table 'feed'|UPDATE feed SET claims = 9007199254740991
rank|column 'attention' of table 'feed'|UPDATE feed SET attention = 1.5
rank|column 'attention' of table 'feed'|UPDATE feed SET attention = 9223372036854775807
rank|column 'sequence' of table 'feed'|UPDATE feed SET sequence = x'00'
rank|column 'title' of table 'feed', row|UPDATE feed SET title = NULL
rank|column 'title' of table 'feed'|UPDATE feed SET title = CAST(x'6200616d' AS TEXT)
rank|column 'title' of table 'feed'|UPDATE feed SET title = CAST(x'ff41' AS TEXT)
rank|column 'title' of table 'feed', row|UPDATE feed SET title = x'626c7565'
rank|a value is longer than 80 MiB|UPDATE feed SET title = CAST(zeroblob(90000000) AS TEXT) WHERE rowid = (SELECT max(package) FROM feed)
rank|a text of at most 16 MiB|UPDATE feed SET title = replace(hex(zeroblob(10000000)), '0', 'a') WHERE rowid = (SELECT max(package) FROM feed)
rank|column 'summary' of table 'feed_text', row|UPDATE feed_text SET summary = x'31'
show cache-admission-zipfian|column 'bytes' of table 'blob', row|UPDATE blob SET bytes = 'text'
show cache-admission-zipfian|a value is longer than 80 MiB|UPDATE blob SET bytes = zeroblob(1000000000 / 10) WHERE id = (SELECT blob FROM package_file WHERE package = (SELECT id FROM package WHERE slug = 'cache-admission-zipfian') AND path = 'discovery.yaml')
show cache-admission-zipfian|column 'version' of table 'package'|UPDATE package SET version = 'one'
show cache-admission-zipfian|column 'tolerant' of table 'package'|UPDATE package SET tolerant = 'no'
receipt list|column 'body' of table 'receipt'|UPDATE receipt SET body = x'7b7d'
receipt list|column 'event' of table 'receipt'|UPDATE receipt SET event = 'x'
trust list|column 'own' of table 'trusted_key'|UPDATE trusted_key SET own = 'yes'
trust list|column 'name' of table 'trusted_key'|UPDATE trusted_key SET name = x'00'
frontier|column 'value' of table 'claim'|UPDATE claim SET value = 'much' WHERE value IS NOT NULL
frontier|column 'value' of table 'claim'|UPDATE claim SET value = 9e999 WHERE value IS NOT NULL
stats|column 'count' of table 'counted'|UPDATE counted SET count = 'many'
verify --dry-run awq|the store's signing key is damaged|UPDATE identity SET secret_key = 'aa'
verify cache-admission-zipfian|the store's signing key is damaged|UPDATE identity SET secret_key = 'aa'
CASES
# A file that is cut, or none at all.
for bytes in 0 16 100 512 4096 20000; do
  head -c "$bytes" own.db >x.db
  timeout 20 "$AHUB" --store x.db rank >out 2>err
  [ $? -eq 4 ] || { fail "the first $bytes bytes: not 4"; cat err; }
done
head -c 20000 /dev/urandom >x.db; refused damaged-store "" --store x.db rank
rm -f x.db; truncate -s 1T x.db; refused damaged-store "" --store x.db rank
rm -f x.db; mkfifo x.db; refused cannot-open "no regular file" --store x.db rank
rm -f x.db; mkdir x.db; refused cannot-open "no regular file" --store x.db rank

echo "$count refusals, $controls controls"
[ "$failures" -eq 0 ]
