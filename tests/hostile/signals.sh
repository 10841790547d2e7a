# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Signals in every phase: ahub ends soon with the documented code, nothing is half recorded, and no program, file or lock is left,
# also when ahub is killed without a chance to do anything.
set -eu
exec python3 "$SOURCE/tests/hostile/signals.py" "$AHUB"
