# Eight importers at once, into a store that does not exist yet: all succeed, nothing is lost.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
store=$folder/hub.db
"$AHUB" new seed-package --template observation --dir "$folder/seed" >/dev/null
n=0
while [ $n -lt 80 ]; do
  cp -r "$folder/seed" "$folder/p$n"
  sed -i "s/^slug: .*/slug: package-number-$n/" "$folder/p$n/discovery.yaml"
  n=$((n + 1))
done
for worker in 0 1 2 3 4 5 6 7; do
  (
    status=0
    for k in 0 1 2 3 4 5 6 7 8 9; do
      "$AHUB" --store "$store" import "$folder/p$((worker * 10 + k))" >"$folder/log$worker" 2>&1 || status=$?
    done
    echo "$status" >"$folder/status$worker"
  ) &
done
wait
for worker in 0 1 2 3 4 5 6 7; do
  [ "$(cat "$folder/status$worker")" = 0 ] || { cat "$folder/log$worker"; exit 1; }
done
rows=$("$AHUB" --store "$store" rank --format tsv --limit 1000 | tail -n +2 | wc -l)
[ "$rows" -eq 80 ] || { echo "$rows of 80 packages are there"; exit 1; }
"$AHUB" --store "$store" doctor >/dev/null
