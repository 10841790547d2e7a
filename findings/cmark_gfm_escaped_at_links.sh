#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
#
# cmark-gfm 0.29.0.gfm.6 (Debian 12, packages cmark-gfm and its two libraries, 0.29.0.gfm.6-6), extension autolink: an
# escape keeps an address of the web from becoming a link, and does not keep one of e-mail from it. Seen:
#   www\.b.org      www&#46;b.org       text, no link
#   http\://b.org   http&#58;//b.org    text, no link
#   a\@b.org        a&#64;b.org         <a href="mailto:a@b.org">
# Addresses of the web are told in the source, those of e-mail in the text after escapes and character references are
# read. Who writes a stranger's text into Markdown has to part the sign from its neighbours: a<span>&#64;</span>b.org is
# text. Exits 1 when that is no longer so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
version=0.29.0.gfm.6-6
apt-get download -q "cmark-gfm=$version" "libcmark-gfm0.29.0.gfm.6=$version" "libcmark-gfm-extensions0.29.0.gfm.6=$version" >/dev/null
for package in *.deb; do dpkg -x "$package" .; done
LD_LIBRARY_PATH=$(dirname "$(find usr -name 'libcmark-gfm.so*' | head -n 1)")
export LD_LIBRARY_PATH
html() { printf '%s\n' "$1" | usr/bin/cmark-gfm -e autolink --unsafe; }
status=0
expect() {
  seen=$(html "$1")
  printf '%-24s %s\n' "$1" "$seen"
  [ "$seen" = "$2" ] || { echo "  no longer $2"; status=1; }
}
expect 'www\.b.org' '<p>www.b.org</p>'
expect 'www&#46;b.org' '<p>www.b.org</p>'
expect 'http\://b.org' '<p>http://b.org</p>'
expect 'http&#58;//b.org' '<p>http://b.org</p>'
expect 'a\@b.org' '<p><a href="mailto:a@b.org">a@b.org</a></p>'
expect 'a&#64;b.org' '<p><a href="mailto:a@b.org">a@b.org</a></p>'
expect 'a<span>&#64;</span>b.org' '<p>a<span>@</span>b.org</p>'
exit "$status"
