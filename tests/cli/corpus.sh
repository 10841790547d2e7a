# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Every sound file of tests/corpus, made by real programs, is read as those programs read it.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 "$SOURCE/tests/cli/corpus.py" "$AHUB" "$SOURCE/tests/corpus" "$folder" "$@"
