# What `ahub new` writes passes lint without a finding and verify as it is.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
level_of() { "$AHUB" rank --format tsv | awk -F '\t' -v slug="$1" '$4 == slug { print $3 }'; }
"$AHUB" init >/dev/null
for pair in simulator:3 script:3 observation:1; do
  template=${pair%%:*} level=${pair##*:}
  "$AHUB" new "my-$template" --template "$template" >/dev/null 2>&1 || { echo "new $template"; failures=1; }
  [ "$("$AHUB" lint "my-$template" 2>&1)" = "no findings in 1 package" ] || { "$AHUB" lint "my-$template"; failures=1; }
  "$AHUB" import "my-$template" >/dev/null && "$AHUB" verify "my-$template" >/dev/null || { echo "verify $template"; failures=1; }
  [ "$(level_of "my-$template")" = "$level" ] || { echo "$template is at level $(level_of "my-$template"), not $level"; failures=1; }
done
exit $failures
