#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
#
# sqlite3 3.40.1 (Debian 12, sqlite3 3.40.1-2+deb12u2): the option -csv ends rows with LF, the dot command
# ".mode csv" ends the same rows with CR LF. Seen:
#   -csv       312c 320a      .mode csv  312c 320d 0a
# An artifact exported once in a script and once at the prompt has two hashes for one table.
# Exits 1 when that is no longer so.
set -eu
command -v sqlite3 >/dev/null 2>&1 || apt-get install -y -q sqlite3 >/dev/null
option=$(sqlite3 -csv :memory: 'select 1, 2' | od -An -tx1 | tr -d ' \n')
command=$(sqlite3 :memory: -cmd '.mode csv' 'select 1, 2' | od -An -tx1 | tr -d ' \n')
sqlite3 --version
echo "-csv: $option   .mode csv: $command"
[ "$option" = 312c320a ] && [ "$command" = 312c320d0a ]
