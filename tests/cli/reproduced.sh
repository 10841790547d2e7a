# The figures and seed tables that packages carry are what ahub prints today, to the byte.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0 compared=0
tab=$(printf '\t')
while IFS="$tab" read -r package artifact command; do
  case $package in '#'*) continue ;; esac
  file=$SOURCE/examples/reproductions/$package/$artifact
  # shellcheck disable=SC2086  # A command line.
  "$AHUB" $command >"$folder/out" 2>"$folder/err" || { cat "$folder/err"; failures=$((failures + 1)); }
  cmp "$folder/out" "$file" || { echo "ahub $command"; failures=$((failures + 1)); }
  compared=$((compared + 1))
done <"$SOURCE/tests/data/reproduced.tsv"
[ "$compared" -ge 10 ] || { echo "only $compared artifacts were compared"; exit 1; }
[ "$failures" -eq 0 ]
