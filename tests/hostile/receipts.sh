# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Receipts of strangers: nothing of one counts, in any command or format, unless its key is trusted, its signature good, its
# fields sound and its package here. What is none of that is refused at the door, and said where it lies in a store already.
set -u
command -v python3 >/dev/null 2>&1 || exit 77
[ -x "$BUILD/tests/sign_bodies" ] || exit 77
exec python3 "$SOURCE/tests/hostile/receipts.py" "$AHUB" "$BUILD/tests/sign_bodies" "$SOURCE"
