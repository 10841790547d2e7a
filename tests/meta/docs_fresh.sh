# The manual is what the tables say, mandoc has nothing to complain about, and every long option is in its page.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$AHUB" __man "$folder" || exit 1
status=0
for page in "$folder"/*; do
  cmp -s "$page" "$SOURCE/man/$(basename "$page")" || { echo "man/$(basename "$page") is stale: ahub __man man"; status=1; }
done
for page in "$SOURCE"/man/*; do [ -e "$folder/$(basename "$page")" ] || { echo "$page has no source"; status=1; }; done
[ "$(find "$folder" -type f | wc -l)" -ge 25 ] || { echo "too few pages"; status=1; }
if command -v mandoc >/dev/null 2>&1; then mandoc -T lint -W warning "$folder"/* || status=1; fi
for page in "$folder"/ahub-*.1; do
  name=$(basename "$page" .1 | sed 's/^ahub-//')
  # "receipt-list" is the command "receipt list"; names of one word have no '-'.
  for option in $("$AHUB" help $(printf '%s' "$name" | tr '-' ' ') | sed -n '/^Options:/,/^Global/s/^  \(-., \)\{0,1\}--\([a-z-]*\).*/\2/p'); do
    tr -d '\\\\' <"$page" | grep -q -- "Fl -$option\\( \\|$\\)" || { echo "$page lacks --$option"; status=1; }
  done
done
exit $status
