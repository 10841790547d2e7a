# What lies in a package's directory and is no part of it; what is said when a version or a file differs; and the spellings of
# manifests that authors write.
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
  "$AHUB" "$@" >out 2>err </dev/null
  got=$?
  if [ "$got" -ne "$code" ] || ! cat out err | grep -q -- "$word"; then
    fail "ahub $*: exit $got, expected $code with '$word'"
    cat out err
  fi
}
# package FOLDER SLUG [LINES]: a small sound package.
package() {
  mkdir -p "$1"
  {
    printf 'schema: attentionhub/discovery@0.1\nprofile: generic@0.1\nslug: %s\ntitle: "A small package"\n' "$2"
    printf 'abstract: "An example whose only purpose is to be read."\ncontributors: [{kind: human, name: Ada Example}]\nlicense: MIT\n'
    printf 'claims:\n  - {id: c1, kind: observation, statement: "something was seen", evidence: ["https://example.org/x"]}\n'
    printf '%s' "${3:-}"
  } >"$1/discovery.yaml"
}

# A clone can be linted and imported, and so can a directory with a store in it.
package clone a-clone
mkdir -p clone/.git/objects clone/.ahub clone/part
printf 'x' >clone/.git/config
printf 'x' >clone/.ahub/hub.db
printf 'gitdir: ../.git/modules/part\n' >clone/part/.git
expect 0 'AH811' lint clone
expect 0 '.git/ (git)' lint clone
expect 0 'left out: .ahub/' import clone
grep -q 'added.*a-clone@1' out || fail 'the clone was not added'
expect 0 '"left_out"' import clone --json
grep -q '"part/.git"' out || fail 'the part is not listed'

# Litter that comes later changes nothing.
package mac mac-one
expect 0 'added' import mac
mkdir -p mac/__pycache__ mac/.ipynb_checkpoints
for name in .DS_Store Thumbs.db desktop.ini discovery.yaml~ .discovery.yaml.swp '#discovery.yaml#' ._discovery.yaml a.orig __pycache__/x.pyc .ipynb_checkpoints/x; do
  printf 'Bud1' >"mac/$name"
done
ln -s 'ada@host.1:2' 'mac/.#discovery.yaml'
expect 0 'unchanged' import mac
expect 0 'and 6 more' import mac
expect 0 '11 names are no part of the package' lint mac
"$AHUB" --quiet import mac >out 2>err && [ ! -s err ] || fail 'quiet says what was left out'
rm 'mac/.#discovery.yaml'
# All files: another content, and the conflict names them.
expect 3 'added .DS_Store, added ._discovery.yaml' import --all-files mac
grep -q 'leave out --all-files' err || fail 'the hint for --all-files'
expect 0 'undeclared-file\|AH411' lint --all-files mac
"$AHUB" lint --all-files mac 2>/dev/null | grep -q AH811 && fail '--all-files leaves something out'
mkdir mac/.git && printf 'x' >mac/.git/config
expect 0 '.git/ (git)' lint --all-files mac
expect 0 '' diff ./mac mac-one
expect 1 'DS_Store' diff --all-files ./mac mac-one

# Where nothing may be chosen, what is left out is an error, and the store stays as it was.
package strict strict-one
printf 'Bud1' >strict/.DS_Store
before=$(sha256sum hub.db)
for command in lint import verify 'import --dry-run' 'import --atomic' 'import --json' 'verify --json' 'lint --format sarif'; do
  # shellcheck disable=SC2086
  expect 3 'strict-input' $command --strict-input ./strict
  cat out err | grep -q 'strict: left out: .DS_Store (macOS)' || fail "$command: what was left out is not named"
done
expect 3 'strict-input.*: ./mac: left out: ' diff --strict-input ./mac ./strict
expect 3 'strict-input' diff --strict-input mac-one ./strict
[ "$before" = "$(sha256sum hub.db)" ] || fail '--strict-input changed the store'
expect 3 "with --all-files" import --strict-input strict
expect 0 '' lint --strict-input --all-files strict --ignore AH4
expect 3 "move it out of the package's directory" lint --strict-input clone
expect 3 'not-taken\|strict-input' import --atomic --strict-input strict many-none
package plain plain-one
expect 0 'added' import --strict-input plain
expect 0 '' lint --strict-input plain
expect 0 '"left_out": \[\]' verify --json --dry-run --inconclusive=pass plain-one
"$AHUB" verify --json ./strict >out 2>err
python3 -c 'import json; assert json.load(open("out"))["data"][0]["left_out"] == [".DS_Store"]' || fail 'verify --json says what was left out'
grep -q 'left out: .DS_Store' err || fail 'verify says what was left out'
expect 0 'note: ./strict: left out: .DS_Store' diff ./strict ./strict

# The same in archives, with every root: Finder's zip, GNU tar with ./, git archive with its pax header.
python3 - <<'PY' || fail 'python3 could not write the archives'
import io, tarfile, zipfile
manifest = open("mac/discovery.yaml", "rb").read()
with zipfile.ZipFile("finder.zip", "w") as archive:
    archive.writestr("mac-one/discovery.yaml", manifest)
    archive.writestr("__MACOSX/mac-one/._discovery.yaml", b"\0\5\x16\7")
    archive.writestr("mac-one/.DS_Store", b"Bud1")
with zipfile.ZipFile("flat.zip", "w") as archive:
    archive.writestr("discovery.yaml", manifest)
    archive.writestr("__MACOSX/._discovery.yaml", b"\0\5\x16\7")
def tar(name, entries, headers={}):
    with tarfile.open(name, "w:gz", format=tarfile.PAX_FORMAT, pax_headers=headers) as archive:
        for path, data in entries:
            info = tarfile.TarInfo(path)
            if data is None:
                info.type = tarfile.DIRTYPE
                archive.addfile(info)
            else:
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
tar("dot.tar.gz", [("./", None), ("./._discovery.yaml", b"x"), ("./discovery.yaml", manifest), ("./.git/config", b"x")])
tar("git.tar.gz", [("other-name-1.0/", None), ("other-name-1.0/discovery.yaml", manifest)], {"comment": "63b3030" + "0" * 33})
tar("big.tar.gz", [("p/discovery.yaml", manifest), ("p/.git/objects/pack", b"\0" * (70 << 20))])
tar("ignored.tar.gz", [("p/a.tmp", b"x"), ("p/.ahubignore", b"*.tmp\n"), ("p/discovery.yaml", manifest)])
named = manifest.replace(b"slug: mac-one", b"slug: named-one") + b"artifacts: [{path: old.bak, role: data, sha256: 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881}]\n"
tar("named.tar.gz", [("p/old.bak", b"x"), ("p/new.bak", b"x"), ("p/discovery.yaml", named)])
PY
for archive in finder.zip flat.zip dot.tar.gz git.tar.gz big.tar.gz ignored.tar.gz; do
  expect 0 'unchanged' import "$archive"
done
expect 0 '__MACOSX/ (macOS' lint finder.zip
expect 0 'a.tmp (.ahubignore:1)' lint ignored.tar.gz
expect 0 'added' import named.tar.gz
expect 0 'old.bak.*ok' show named-one
"$AHUB" lint named.tar.gz 2>/dev/null | grep -q 'part of the package: new.bak' || fail 'what is named was left out'
"$AHUB" lint big.tar.gz >/dev/null 2>&1 || fail 'a repository of 70 MiB in an archive'

# An ignore file adds to it, is no part itself, and its mistakes have a place.
printf 'x' >mac/notes.txt
expect 3 'added notes.txt' import mac
grep -q "raise 'version'" err || fail 'the hint of a conflict'
printf '# mine\n/notes.txt\n' >mac/.ahubignore
expect 0 'unchanged' import mac
expect 0 'notes.txt (.ahubignore:2)' lint mac
printf 'data[1.csv\n' >mac/.ahubignore
expect 1 'AH812.*.ahubignore:1: ' lint --format concise mac
rm mac/.ahubignore mac/notes.txt

# A conflict names what was changed and removed, ten at most, and line ends as such.
package many many-files 'artifacts:
  - {path: a1.csv, role: data}
'
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do printf '%s,x\n' "$n" >"many/a$n.csv"; done
expect 0 'added' import many
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do printf '%s,x\r\n' "$n" >"many/a$n.csv"; done
expect 3 'changed a1.csv (line ends only)' import many
grep -q 'and 2 more' err || fail 'ten of twelve'
grep -q 'autocrlf' err || fail 'the hint of line ends'
expect 3 'changed a10.csv (line ends only)' import --dry-run many
rm many/a12.csv
expect 3 'removed a12.csv\|and 2 more' import many

# A hash that differs says why, in lint, in show and where a run reads the file.
lf=492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470
package crlf crlf-one "artifacts:
  - {path: r.csv, role: data, size: 8, sha256: $lf}
"
printf 'a,b\r\n1,2\r\n' >crlf/r.csv
expect 1 'with LF line ends it would match' lint crlf
grep -q "'r.csv -text' into .gitattributes" out || fail 'the help of line ends'
expect 0 'lint error' import crlf
expect 0 'hash differs: with LF line ends it would match' show crlf-one
expect 0 '"why": "with LF line ends it would match"' show crlf-one --json
printf 'a,b\n1,2' >crlf/r.csv
expect 1 'with a final line end it would match' lint crlf
printf '\357\273\277a,b\n1,2\n' >crlf/r.csv
expect 1 'without its byte order mark it would match' lint crlf
printf 'version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 8\n' "$lf" >crlf/r.csv
expect 1 'AH413.*Git LFS pointer to the file that was hashed' lint --format concise crlf
printf 'a,b\n1,2\n' | gzip -n >crlf/r.csv
expect 1 'what it holds would match' lint crlf
printf 'a,b\n1,3\n' >crlf/r.csv
expect 1 'its content is another' lint crlf
grep -q 'publish a new version' out || fail 'the help of other content'

# A pointer is found even where its own hash was written, and it is no level 1.
package pointer pointer-one
printf 'version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 27901454\n' "$lf" >pointer/w.bin
printf 'artifacts: [{path: w.bin, role: data, sha256: %s}]\n' "$(sha256sum pointer/w.bin | cut -d' ' -f1)" >>pointer/discovery.yaml
expect 1 'AH413' lint pointer
expect 0 'L0' import pointer
expect 0 'a pointer: it is a Git LFS pointer' show pointer-one
printf '<!DOCTYPE html>\n<html><body>404</body></html>\n' >pointer/w.bin
expect 1 'AH414' lint pointer

# Spellings: taken, or the message names what to write.
# said LINE WORD: the package with this line in place of the licence's, and what lint says.
said() {
  package spelt spelt-one
  grep -v '^license' spelt/discovery.yaml >manifest
  printf '%s\n' "$1" >>manifest
  mv manifest spelt/discovery.yaml
  "$AHUB" lint spelt >out 2>err
  grep -q -- "$2" out || { fail "'$1': '$2' is not said"; cat out err; }
}
said 'license: MIT or Apache-2.0' "write 'MIT OR Apache-2.0'"
said 'license: BSD License' "'BSD-3-Clause'"
said 'license: GPLv3' "'GPL-3.0-only' or 'GPL-3.0-or-later'\|'GPL-3.0-or-later' or 'GPL-3.0-only'"
said 'provenance: {published: 2026/11/5}' "write '2026-11-05'"
said 'version: "1"' 'write it without quotes'
said 'version: v2' 'write 2'
said 'unit: %' "quote it: '%'"
said 'domain: @cs' "quote it: '@cs'"
said 'relations: [{kind: Builds-On, target: other-one}]' "write 'builds_on'"
said 'relations: [{kind: uses, target: "DOI:10.1000/abc.1"}, {kind: uses, target: 10.1000/ABC.1}]' 'AH607'
said 'relations: [{kind: uses, target: "doi:nonsense"}]' 'AH606'
said 'runs: [{id: r1, duration_s: "1,234"}]' 'write 1234, or 1.234'
said 'runs: [{id: r1, duration_s: 5.81 s}]' "write 5.81, and 'unit: s'"
said 'runs: [{id: r1, command: make all, then test}]' 'quote the whole text'
said 'domain:cs.DC' "write a blank after the colon: 'domain: cs.DC'"
said 'domain: *cs' "quote it: '\*cs'"
said 'concepts: [caching, #gpu]' "'#' begins a comment here"
said 'concepts: #gpu' 'AH020'
said 'exploration: [{id: n1, type: dead_end, title: a: b}]' "quote it: 'a: b'"
said 'domain: - dash' "quote it: '- dash'"
said 'domain: [Draft] of it' "quote it: '\[Draft\] of it'"
said 'domain: "A" is a letter' 'quote the whole text'
said 'domain: "a \d b"' 'for a backslash, or use single quotes'
said 'provenance:
	generator: x' 'indent with blanks'
said 'verification:
  mode: script
  entrypoint: a.py
  expected:
    - claim: c1
      output: x
      op: >=
      value: 1' "quote it: '>='"
said 'verification:
  mode: script
  entrypoint: a.py
  expected:
    - {claim: c1, output: x, op: "≥", value: 1}' "write '>='"
said 'domain: Speed: fast' "quote it: 'Speed: fast'"
said 'runs:
  - id: r1
    command: make #5' "the text is 'make'"
said 'artifacts: [{path: a.csv, role: data, sha256: 492D5EA496056F1A6A6592241032FAB764C321596317930B4FA0E1E8BC3B7470}]' "write '492d5ea4"
package orcid orcid-one
sed 's|name: Ada Example|name: Ada Example, orcid: "https://orcid.org/0000-0002-1825-0097"|' orcid/discovery.yaml >manifest && mv manifest orcid/discovery.yaml
expect 0 '' lint orcid
expect 0 'added' import orcid
package doi doi-one
sed 's|https://example.org/x|DOI:10.1000/abc.1|' doi/discovery.yaml >manifest && mv manifest doi/discovery.yaml
expect 0 'added' import doi
for text in doi:10.1000/ABC.1 10.1000/abc.1 https://doi.org/10.1000/abc.1 'DOI 10.1000/abc.1'; do
  expect 0 'doi-one' lookup "$text"
done

# The help lists the table.
expect 0 '__pycache__' help files
expect 0 'gitignore' help files
[ "$failures" -eq 0 ]
