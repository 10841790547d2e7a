# Colour, width, pipes, quietness, help, completion: what users of a terminal tool take for granted.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
store=$folder/hub.db
"$AHUB" --store "$store" import "$SOURCE/examples/discoveries" >/dev/null || fail "import"
escape=$(printf '\033')

unset NO_COLOR
"$AHUB" --store "$store" rank | grep -q "$escape" && fail "colour in a pipe"
"$AHUB" --store "$store" --color always rank | grep -q "$escape" || fail "--color always gives none"
NO_COLOR=1 "$AHUB" --store "$store" rank --color always | grep -q "$escape" || fail "--color wins over NO_COLOR"
CLICOLOR_FORCE=1 "$AHUB" --store "$store" rank | grep -q "$escape" || fail "CLICOLOR_FORCE"
NO_COLOR=1 CLICOLOR_FORCE=1 "$AHUB" --store "$store" rank | grep -q "$escape" && fail "NO_COLOR wins over CLICOLOR_FORCE"

# A reader that stops early is no error that anybody sees.
"$AHUB" --store "$store" rank 2>"$folder/err" | head -n 1 >/dev/null
[ -s "$folder/err" ] && fail "head: something on standard error"

# Global options stand before and behind; -- ends options.
[ "$("$AHUB" --store "$store" rank --format tsv)" = "$("$AHUB" rank --format tsv --store="$store")" ] || fail "order of options"
"$AHUB" --store "$store" show -- tierkv >/dev/null || fail "--"
"$AHUB" -C "$folder" --store hub.db show tierkv >/dev/null || fail "-C"

# An option that is given twice is taken twice, or is an error that names it.
once() {
  message=$("$AHUB" --store "$store" "$@" 2>&1 >/dev/null </dev/null)
  [ $? -eq 2 ] || fail "ahub $*: no usage error: $message"
  case $message in *twice*|*'two formats'*) ;; *) fail "ahub $*: $message" ;; esac
}
lru=$("$AHUB" sim run cache -p requests=2000 -o hits_lru)
evicted=$("$AHUB" sim run cache -p requests=2000 --output=evictions_lru)
[ "$("$AHUB" sim run cache -p requests=2000 -o hits_lru -o evictions_lru)" = "$lru
$evicted" ] || fail "sim run -o -o"
[ "$("$AHUB" sim run cache -p requests=2000 -o evictions_lru --output hits_lru)" = "$evicted
$lru" ] || fail "the order of sim run -o -o"
"$AHUB" sim run cache -p requests=2000 -o hits_lru -o hit_lru 2>&1 | grep -q "did you mean 'hits_lru'" || fail "sim run -o -o of a wrong name"
once sim run cache --seed 1 --seed 2
once sim run cache -p requests=10 --timeout 3 --timeout 4
once search --domain cs.DC --domain cs.LG cache
once search --concept a --concept=b cache
once rank -n 3 --limit 4
once rank --by hot --by attention
once rank --format tsv -f json
once rank --json -f tsv
once rank --format=markdown --json
once frontier --metric a --metric b
once changes --since 1 --since 2
once verify --jobs 1 -j 2 --dry-run tierkv
once --store "$folder/other.db" stats
once --color always stats --color never
once sim sweep cache --out "$folder/a" --out "$folder/b"
[ -e "$folder/other.db" ] && fail "a second --store made a store"
"$AHUB" --store "$store" --store "$store" rank -n 2 --limit 2 --json -f json >/dev/null || fail "the same value twice"

# The same bytes in every locale and time zone.
reference=$("$AHUB" --store "$store" rank | sha256sum)
for zone in America/New_York Asia/Tokyo; do
  [ "$(TZ=$zone "$AHUB" --store "$store" rank | sha256sum)" = "$reference" ] || fail "TZ=$zone differs"
done
[ "$(LC_ALL=C.UTF-8 LANG=de_DE.UTF-8 "$AHUB" --store "$store" rank | sha256sum)" = "$reference" ] || fail "LANG differs"

# Help of every command, at 40 columns of a terminal and in a pipe; --json is refused where there is none.
for command in $("$AHUB" __complete -- '' | sort -u); do
  "$AHUB" help "$command" >"$folder/out" 2>"$folder/err" || fail "help $command"
  [ -s "$folder/out" ] && [ ! -s "$folder/err" ] || fail "help $command prints elsewhere"
done
for topic in attention environment exit-codes limits trust-levels; do "$AHUB" help "$topic" >/dev/null || fail "help $topic"; done
"$AHUB" >"$folder/out" 2>"$folder/err"
[ $? -eq 2 ] && [ -s "$folder/err" ] && [ ! -s "$folder/out" ] || fail "ahub alone"

# Completion answers from the table and the store.
"$AHUB" --store "$store" __complete -- show tier | grep -qx tierkv || fail "complete a package"
"$AHUB" __complete -- rank --for | grep -qx -- --format || fail "complete an option"
"$AHUB" __complete -- rank --format '' | grep -qx markdown || fail "complete a choice"
"$AHUB" __complete -- sim run cache -p cap | grep -qx capacity= || fail "complete a parameter"
"$AHUB" __complete -- receipt '' | grep -qx export || fail "complete a verb"
AHUB_STORE=$store bash -c 'PATH=$(dirname "$AHUB"):$PATH; source <("$AHUB" completion bash); COMP_WORDS=(ahub show tier); COMP_CWORD=2; _ahub; [ "${COMPREPLY[*]}" = tierkv ]' || fail "bash completion"
if command -v fish >/dev/null 2>&1; then
  PATH=$(dirname "$AHUB"):$PATH AHUB_STORE=$store fish --no-config -c '"$AHUB" completion fish | source; complete -C "ahub show tier"' 2>/dev/null | grep -q tierkv || fail "fish completion"
fi
if command -v zsh >/dev/null 2>&1; then
  "$AHUB" completion zsh >"$folder/_ahub" && zsh -n "$folder/_ahub" || fail "zsh completion"
fi
exit $((failures > 0))
