# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# A licence is what its author states: absent it is said to be, everywhere, and a URL without an SPDX id is kept.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
cd "$folder" || exit 1
export AHUB_STORE=$folder/hub.db
# says WORDS COMMAND...: prints WORDS, and nowhere a licence that nobody stated.
says() {
  words=$1
  shift
  "$AHUB" "$@" >out 2>&1 || { fail "$*: exit $?"; cat out; }
  grep -qF -- "$words" out || { fail "$*: does not print: $words"; cat out; }
  ! grep -qF "CC-BY-4.0" out || { fail "$*: states a licence of its own"; cat out; }
}
mkdir none
cat >none/discovery.yaml <<'END'
schema: attentionhub/discovery@0.1
profile: generic@0.1
slug: none-stated
title: A package without a licence
abstract: An example whose author states no licence. Nobody else may state one in the place of its author.
contributors: [{kind: human, name: Ada Example}]
claims: [{id: c1, kind: observation, statement: It is here., evidence: ["https://example.org/x"]}]
END
says "no findings" lint none
says "1 added" import none
says "license      no licence stated" show none-stated
says '"license": null' show none-stated --json
says '"license_url": null' show none-stated --json
says "licence: no licence stated" card none-stated
says '"license": null' card none-stated --json
for command in rank "rank --json" "search package" "search package --json" "graph none-stated --json" report "report --json"; do
  # shellcheck disable=SC2086
  "$AHUB" $command >out 2>&1
  ! grep -qF "CC-BY" out || { fail "$command: states a licence"; cat out; }
done
cp -r none mit
sed -i 's/^slug: .*/slug: none-stated\nversion: 2\nlicense: MIT/' mit/discovery.yaml
says "1 added" import mit
says "license      MIT" show none-stated@2
says '"license": "MIT"' card none-stated@2 --json
"$AHUB" diff none-stated@1 none-stated@2 >out 2>&1
[ $? -eq 1 ] && grep -qF "+ license  MIT" out || { fail "diff"; cat out; }

# arXiv: the API states none, the snapshot has URLs.
cat >api.atom <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><entry>
<id>http://arxiv.org/abs/0801.00021v1</id><title>A made-up title</title><published>2008-01-02T00:00:00Z</published>
<summary>We measure.</summary><author><name>Ada Example</name></author><arxiv:primary_category term="cs.DC"/></entry></feed>
END
record() { printf '{"id":"%s","title":"A made-up title","categories":"cs.DC","license":%s,"abstract":"We measure.","authors_parsed":[["Example","Ada",""]]}\n' "$1" "$2"; }
{
  record 0801.00022 null
  record 0801.00023 '"http://creativecommons.org/licenses/publicdomain/"'
  record 0801.00024 '"http://creativecommons.org/licenses/by/3.0/us/"'
  record 0801.00025 '"http://creativecommons.org/licenses/by-nc-sa/4.0/"'
} >lines.jsonl
says "1 added" import arxiv api.atom
says "4 added" import arxiv lines.jsonl
says "license      no licence stated" show arxiv-0801-00021
says "license      no licence stated" show arxiv-0801-00022
says "http://creativecommons.org/licenses/publicdomain/" show arxiv-0801-00023
says "license      http://creativecommons.org/licenses/by/3.0/us/ (no SPDX id known)" show arxiv-0801-00024
says '"license_url": "http://creativecommons.org/licenses/by/3.0/us/"' show arxiv-0801-00024 --json
says "license      CC-BY-NC-SA-4.0" show arxiv-0801-00025
# Another source that states no licence and no date takes none back.
sed 's/0801.00021v1/0801.00025v1/' api.atom >again.atom
says "0 added, 1 new version" import arxiv again.atom
says "license      CC-BY-NC-SA-4.0" show arxiv-0801-00025
says "published" show arxiv-0801-00025 --json
cat >daily.atom <<'END'
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><entry>
<id>oai:arXiv.org:0801.00025v1</id><title>A made-up title</title><published>2026-11-27T00:00:00Z</published>
<summary>arXiv:0801.00025v1 Announce Type: new
Abstract: We measure.</summary><dc:creator>Ada Example (Somewhere)</dc:creator><category term="cs.DC"/></entry></feed>
END
says "1 unchanged" import arxiv daily.atom
says "2008-01-02" show arxiv-0801-00025
"$AHUB" rebuild >/dev/null || fail rebuild
says "license      no licence stated" show arxiv-0801-00021
# A template states none for its user.
"$AHUB" new my-package --template observation >/dev/null 2>&1 || fail new
grep -q '^license:' my-package/discovery.yaml && fail "the template states a licence"
grep -q '^ *human_oversight:' my-package/discovery.yaml && fail "the template states an oversight"
[ "$failures" -eq 0 ]
