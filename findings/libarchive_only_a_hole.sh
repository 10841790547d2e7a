#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
#
# libarchive 3.6.2 (Debian 12, libarchive-dev 3.6.2-1+deb12u5): archive_read_data fills the holes of a sparse file in a tar
# with zeros, but of a file that is nothing but a hole it gives no byte and no error; archive_entry_size has the right
# length. GNU tar 1.34 -S (gnu and pax) and bsdtar --read-sparse write such entries. Seen, for 100000 zeros:
#   entry 100000, read 0, end 0       bsdtar -xO (which asks for blocks) and GNU tar -xO give 100000
# Exits 1 when that is no longer so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DEBIAN_FRONTEND=noninteractive
dpkg-query -W libarchive-dev g++ libarchive-tools >/dev/null 2>&1 ||
  apt-get install -y -q --no-install-recommends g++ libarchive-dev libarchive-tools >/dev/null
cd "$folder"
truncate -s 100000 hole.bin
tar -S -cf hole.tar hole.bin
cat >read.cpp <<'END'
#include <archive.h>
#include <archive_entry.h>
#include <cstdio>
int main() {
  archive* handle = archive_read_new();
  archive_read_support_format_tar(handle);
  archive_entry* entry = nullptr;
  if (archive_read_open_filename(handle, "hole.tar", 10240) != ARCHIVE_OK || archive_read_next_header(handle, &entry) != ARCHIVE_OK) return 2;
  char buffer[65536];
  long long total = 0;
  la_ssize_t count = 0;
  while ((count = archive_read_data(handle, buffer, sizeof buffer)) > 0) total += count;
  std::printf("%s: entry %lld, read %lld, end %lld\n", archive_version_string(), static_cast<long long>(archive_entry_size(entry)), total, static_cast<long long>(count));
}
END
g++ read.cpp -o read -larchive
seen=$(./read)
gnu=$(tar -xOf hole.tar | wc -c) bsd=$(bsdtar -xOf hole.tar | wc -c)
echo "$seen"
echo "GNU tar -xO: $gnu  bsdtar -xO: $bsd"
case $seen in *"entry 100000, read 0, end 0") [ "$gnu" -eq 100000 ] && [ "$bsd" -eq 100000 ] ;; *) exit 1 ;; esac
