#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Wall time of `ahub verify --all` over the seed's corpus, a fresh store each round.
#   tests/bench/verify_all.sh [ROUNDS]     AHUB=build/release/ahub by default
set -eu
cd "$(dirname "$0")/../.."
AHUB=${AHUB:-build/release/ahub}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$AHUB" --store "$folder/hub.db" import examples/discoveries >/dev/null 2>&1
exec python3 tests/bench/pairs.py "${1:-10}" "$AHUB --store $folder/hub.db verify --all -j 2"
