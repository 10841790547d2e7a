# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# `arith` as a user meets it, and 10,000 random programs against exact fractions in Python.
set -u
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
# gives OUTPUT NUMBER PROGRAM [ARGUMENTS...]
gives() {
  output=$1 number=$2 program=$3
  shift 3
  got=$("$AHUB" sim run arith -p "program=$program" --output "$output" "$@" 2>&1)
  [ "$got" = "$number" ] || fail "$program: $output is $got, not $number"
}
newline='
'
gives value 9.159090909090908 '40.3 GB / 4.4 GB'
gives numerator 403 '40.3 GB / 4.4 GB'
gives value 5 "a = 2 # first, not; the last${newline}b = max(a, 3, 1);a + b"
gives value 1.55 '40.3 GB / 26 ms' -p unit=TB/s
gives holds 1 'near(312 TFLOP/s, 313 TFLOP/s, 1 %)'
"$AHUB" sim run arith -p "program=1 ms${newline} + 2" >/dev/null 2>&1 && fail "a line that starts with + passes"
"$AHUB" sim run arith -p "program=a = 3${newline}b = 5 ms + 2 GB" 2>&1 | grep -q 'program:2:10: cannot add ms and GB' ||
  fail "the fault has no place"
"$AHUB" sim run arith -p "program=1 ms" >/dev/null 2>&1
[ $? -eq 3 ] || fail "a program that cannot be calculated does not exit with 3"

"${PYTHON:-python3}" "$SOURCE/tests/cli/arith.py" "$BUILD/tests/arith_lines" 10000 || fail "random programs differ"
exit $failures
