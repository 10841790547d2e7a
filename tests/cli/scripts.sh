# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Scripts of packages: modules beside them, nothing of the user's, and what they print.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
cd "$folder" || exit 1
[ -x /usr/bin/python3 ] || exit 77
mkdir -p p/verify/parts
cat >p/discovery.yaml <<'END'
schema: attentionhub/discovery@0.1
profile: generic@0.1
slug: a-script
title: A check in several files
contributors: [{kind: human, name: Ada Example}]
claims:
  - {id: c1, kind: performance, scope: model, statement: In this model the number is 7 count., structured: {metric: number, value: 7, unit: count}, evidence: ["https://example.org/x"]}
verification: {mode: script, entrypoint: verify/verify.py, expected: [{claim: c1, output: OUTPUT, op: ==, value: 7}]}
END
cp p/discovery.yaml manifest
# verdict OUTPUT WORD REASON: verifies c1 by OUTPUT of the script on standard input.
verdict() {
  sed "s/OUTPUT/$1/" manifest >p/discovery.yaml
  cat >p/verify/verify.py
  "$AHUB" verify p --dry-run --json >out 2>err
  if [ $? -eq 6 ]; then echo "no sandbox here"; exit 77; fi
  grep -qF "\"verdict\": \"$2\"" out || { fail "output $1: not $2"; cat out err; }
  grep -qF -- "$3" out || { fail "output $1: does not say: $3"; cat out; }
}
printf 'SEVEN = 7\n' >p/verify/helper.py
printf 'from . import inner\n' >p/verify/parts/__init__.py
printf 'SEVEN = 7\n' >p/verify/parts/inner.py
printf 'raise SystemExit("the module of another directory")\n' >helper.py
mkdir user
printf 'raise SystemExit("PYTHONPATH")\n' >user/statistics.py
export PYTHONPATH=$folder/user PYTHONSTARTUP=$folder/helper.py PYTHONUSERBASE=$folder/user PYTHONHASHSEED=5
verdict seven confirmed '"seven": 7' <<'END'
import sys, helper, parts, json, statistics, os
left = [key for key in os.environ if key.startswith("PYTHON") and key != "PYTHONHASHSEED"]
assert not left, left
assert sys.flags.no_user_site and sys.flags.dont_write_bytecode and sys.flags.hash_randomization == 0
assert "" not in sys.path and os.getcwd() not in sys.path, sys.path
assert helper.SEVEN == parts.inner.SEVEN
print(json.dumps({"seven": helper.SEVEN}))
END
# A compiled module that says something else than its source is not looked at.
mkdir p/verify/__pycache__
(cd p/verify && printf 'SEVEN = 8\n' >other.py && /usr/bin/python3 -c 'import py_compile
py_compile.compile("other.py", "__pycache__/helper.cpython-%d%d.pyc" % __import__("sys").version_info[:2], invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)' && rm other.py)
verdict seven confirmed '"seven": 7' <<'END'
import helper
print('{"seven": %d}' % helper.SEVEN)
END
rm -r p/verify/__pycache__
[ -z "$(find p -name __pycache__)" ] || fail "a __pycache__ was written"
verdict seven confirmed '"seven": 7' <<'END'
print('{"seven": 7, "other": NaN, "seed": 123456789012345678901234567890, "list": [1, 2], "a": 1, "a": 2}')
END
verdict other inconclusive "the output 'other' is NaN, not a finite number" <<'END'
print('{"seven": 7, "other": NaN}')
END
verdict seed inconclusive "the output 'seed' is an integer of 30 digits" <<'END'
print('{"seven": 7, "seed": 123456789012345678901234567890}')
END
verdict seven inconclusive "the output 'seven' is the text \\\"7\\\", not a number" <<'END'
print('{"seven": "7"}')
END
verdict seven inconclusive "the output 'seven' is null, not a number" <<'END'
print('{"seven": null}')
END
verdict a.b inconclusive "the output 'a.b' stands twice, again at 2:7" <<'END'
print('{"a.b": 7,\n"a": {"b": 7}}')
END
verdict big inconclusive "beyond 2^53" <<'END'
print('{"big": 9007199254740993}')
END
verdict none inconclusive "the run gave no output 'none'" <<'END'
print('{"seven": 7}')
END
verdict seven error "the script's output:1:1: 'step 1' stands before the JSON object, which begins at 3:1" <<'END'
print("step 1\nstep 2\n{\"seven\": 7}")
END
verdict seven error "the script's output:2:1: text follows the JSON object" <<'END'
print('{"seven": 7}\ndone')
END
verdict seven error "the script's output:1:2: a name in single quotes" <<'END'
print({"seven": 7})
END
verdict seven error "exit 3" <<'END'
import sys
print('{"seven": 7}')
sys.exit(3)
END
# The claim's unit for a number without one is a choice, and an error for those who want none.
sed 's/OUTPUT/seven/; s/, value: 7}\]/}]/' manifest >p/discovery.yaml
echo "print('{\"seven\": 7}')" >p/verify/verify.py
"$AHUB" verify p --dry-run >out 2>err || fail "without --strict-input: exit $?"
grep -qF "the claim's is taken" out || { fail "the unit that was taken is not said"; cat out; }
"$AHUB" verify p --dry-run --strict-input >out 2>err
[ $? -eq 3 ] && grep -qF "unit of 'seven': 'count', the claim's" err || { fail "--strict-input"; cat out err; }
[ "$failures" -eq 0 ]
