# Every documented exit code from a real command, with its error on standard error and nothing on standard output.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
# expect CODE WORD ARGUMENTS...: the exit code, and a word that standard error holds.
expect() {
  code=$1 word=$2
  shift 2
  "$AHUB" "$@" >"$folder/out" 2>"$folder/err" </dev/null
  got=$?
  if [ "$got" -ne "$code" ] || { [ -n "$word" ] && ! grep -q -- "$word" "$folder/err"; }; then
    echo "ahub $*: exit $got, expected $code with '$word'"
    cat "$folder/out" "$folder/err"
    failures=$((failures + 1))
  fi
}
store=$folder/hub.db
cd "$folder" || exit 1
"$AHUB" new good-package >/dev/null 2>&1
"$AHUB" --store "$store" import good-package >/dev/null

expect 0 '' --store "$store" rank
expect 0 '' --help
expect 0 '' help exit-codes
expect 2 'Usage:'
expect 2 "did you mean 'verify'" verfy
expect 2 "did you mean '--limit'" rank --limt 3
expect 2 "did you mean 'human'" rank --format humann
expect 2 'takes an integer' rank --limit many
expect 2 "needs PKG" show
expect 2 "takes no" rank extra
expect 2 "did you mean 'ahub receipt list'" receipt lst
expect 2 'cannot be a package' new Bad_Name
expect 2 'NAME=VALUE' sim run cache -p capacity
expect 3 "did you mean 'good-package'" --store "$store" show good-pakage
expect 3 'no such path' lint ./nowhere
expect 3 'malformed' verify "$SOURCE/tests/cli/inputs/malformed"
expect 3 "did you mean 'cache'" sim run cahe
expect 3 "did you mean 'capacity'" sim run cache -p capactiy=3
expect 3 'there already' new good-package
expect 4 'no-store' --store "$folder/none.db" rank
printf 'no database at all, only text that is long enough to be read as a header of a file' >"$folder/text.db"
expect 4 'damaged-store' --store "$folder/text.db" rank
ln -s "$store" "$folder/link.db"
expect 4 'cannot-open' --store "$folder/link.db" rank
expect 7 'cost' sim run cache -p requests=100000000 -p catalog=10000000
expect 2 'date' --store "$store" rank --as-of yesterday

# 5: output that cannot be written.
"$AHUB" --store "$store" rank >/dev/full 2>"$folder/err"
[ $? -eq 5 ] && grep -q 'write-failed' "$folder/err" || { echo "/dev/full: wrong exit"; failures=$((failures + 1)); }

# 1: a claim that does not hold, named with what was expected, what came out and how to get it again.
cp -r good-package bad-package
sed -i 's/value: 0\.6739/value: 0.6839/' bad-package/discovery.yaml
"$AHUB" verify ./bad-package >"$folder/out" 2>"$folder/err"
[ $? -eq 1 ] || { echo "a refuted claim must exit 1"; failures=$((failures + 1)); }
for word in 'refuted' 'expected 0.6839' 'actual 0.6739' 'reproduce: ahub sim run cache'; do
  grep -q -- "$word" "$folder/out" || { echo "verify does not say '$word'"; failures=$((failures + 1)); }
done
command=$(sed -n 's/.*reproduce: ahub //p' "$folder/out" | head -n 1)
# shellcheck disable=SC2086  # The line is meant to be typed as it stands.
[ "$("$AHUB" $command)" = 0.6739 ] || { echo "the reproduce line does not reproduce"; failures=$((failures + 1)); }

# 1: one changed byte of an artifact: the file and both hashes.
cp -r good-package changed-package
printf 'x' >>changed-package/artifacts/results.csv
new=$(sha256sum changed-package/artifacts/results.csv | cut -d' ' -f1)
old=$(sha256sum good-package/artifacts/results.csv | cut -d' ' -f1)
"$AHUB" lint changed-package >"$folder/out" 2>&1
[ $? -eq 1 ] || { echo "a changed artifact must exit 1"; failures=$((failures + 1)); }
for word in artifacts/results.csv "$old" "$new"; do
  grep -q "$word" "$folder/out" || { echo "lint does not name $word"; failures=$((failures + 1)); }
done

# Errors as one line of JSON.
"$AHUB" --store "$folder/none.db" rank --json >"$folder/out" 2>"$folder/err"
grep -q '"schema":"ahub.error/1","code":"no-store","exit":4' "$folder/err" && [ ! -s "$folder/out" ] ||
  { echo "the JSON error line is wrong"; cat "$folder/err"; failures=$((failures + 1)); }
exit $((failures > 0))
