# Every example of every command runs as it stands and exits as its row says.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
ln -s "$AHUB" "$folder/bin/ahub"
export PATH="$folder/bin:$PATH" XDG_CONFIG_HOME="$folder/config"
cp -r "$SOURCE/examples" "$folder/examples"
mkdir "$folder/tests" && cp -r "$SOURCE/tests/data" "$folder/tests/data"
cd "$folder" || exit 1
failures=0 count=0
fresh() {
  rm -rf .ahub
  ahub init >/dev/null && ahub import examples/discoveries >/dev/null && ahub verify --all >/dev/null
}
fresh || { echo "the demo store cannot be made"; exit 1; }
ahub __examples >list
while IFS="$(printf '\t')" read -r expected command; do
  sh -c "$command" >out 2>err </dev/null
  got=$?
  count=$((count + 1))
  if [ "$got" -ne "$expected" ]; then
    echo "$command: exit $got, expected $expected"
    cat err
    failures=$((failures + 1))
  fi
  case $command in *remove*) ahub import examples/discoveries >/dev/null ;; esac
done <list
[ "$count" -ge 25 ] || { echo "only $count examples"; exit 1; }
exit $((failures > 0))
