#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Start-up and feed: `ahub rank` on the seed's corpus against `sqlite3 :memory: 'select 1'`, in turn, as medians and a ratio.
#   tests/bench/startup.sh [ROUNDS]        AHUB=build/release/ahub by default; needs the sqlite3 program
set -eu
cd "$(dirname "$0")/../.."
AHUB=${AHUB:-build/release/ahub}
command -v sqlite3 >/dev/null 2>&1 || { echo "the peer is absent: apt-get install sqlite3"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$AHUB" --store "$folder/hub.db" import examples/discoveries >/dev/null 2>&1
"$AHUB" --store "$folder/hub.db" verify --all >/dev/null 2>&1
exec python3 tests/bench/pairs.py "${1:-100}" "$AHUB --store $folder/hub.db rank" "sqlite3 :memory: 'select 1'"
