# Every JSON document that the program prints fits its schema, and each schema refuses a changed document.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0 count=0
export AHUB_STORE=$folder/hub.db
"$AHUB" import "$SOURCE/examples/discoveries" --json >"$folder/import" || exit 1
"$AHUB" verify --all --json >"$folder/verify" || exit 1
# fits SCHEMA FILE
fits() {
  count=$((count + 1))
  "$BUILD/tests/validate" "$SOURCE/schemas/output/$1.schema.json" "$2" || { echo "$1 does not fit"; failures=$((failures + 1)); }
  sed 's/"schema": *"ahub/"schema": "other/' "$2" >"$folder/changed"
  if "$BUILD/tests/validate" "$SOURCE/schemas/output/$1.schema.json" "$folder/changed" 2>/dev/null; then
    echo "the schema $1 takes anything"
    failures=$((failures + 1))
  fi
}
# prints SCHEMA ARGUMENTS...
prints() {
  schema=$1
  shift
  "$AHUB" "$@" --json >"$folder/out" 2>"$folder/err"
  fits "$schema" "$folder/out"
}
fits import "$folder/import"
fits verify "$folder/verify"
prints rank rank --explain
prints rank rank --by hot --limit 3
prints rank rank --as-of 2000-01-01
prints show show cache-admission-zipfian
prints show show kosmos
prints search search zipf cache
prints search search nothingatall
prints tensions tensions
prints tensions-explain tensions explain cache-admission-zipfian --plan
prints tensions-explain tensions explain cache-admission-zipfian
prints tensions tensions resolve cache-admission-zipfian --as ada --note settled
prints frontier frontier
prints card card cache-admission-zipfian
prints card card kosmos
prints changes changes
prints lookup lookup arxiv:2309.06180v2
prints lookup lookup doi:10.1000/182
prints stats stats
prints report report
prints diff diff cache-admission-zipfian cache-admission-capacity-sensitivity
prints diff diff gqa gqa
prints graph graph
prints graph graph flashattention-2 --lineage --check
prints receipt-list receipt list
prints trust-list trust list
prints sim-list sim list
prints sim-describe sim describe cache
prints sim-run sim run search --seed 3
prints sim-sweep sim sweep cache -p policy=lru,sieve -p capacity=10,20 -p requests=1000
prints sim-compare sim compare h2o -p budget=0.1,0.2 -p length=100 --seeds 1:3:+1
prints sim-mrc sim mrc -p policy=lru,arc -p requests=1000 --theory
prints sim-mrc sim mrc -p policy=lru -p requests=20000 --sample 0.5
prints trace-info trace info "$SOURCE/tests/data/small.csv"
prints doctor doctor
prints lint lint "$SOURCE/tests/cli/inputs/malformed"
prints explain explain AH010
prints import-arxiv import arxiv --dry-run "$SOURCE/tests/data/arxiv.atom"
{ cat "$SOURCE/tests/data/arxiv.jsonl"; echo '{"id":801.00014}'; } >"$folder/damaged.jsonl"
prints import-arxiv import arxiv "$folder/damaged.jsonl"
prints import import --dry-run "$SOURCE/tests/cli/inputs/malformed"
"$AHUB" show nothing-there --json >/dev/null 2>"$folder/err"
fits error "$folder/err"
for schema in "$SOURCE"/schemas/output/*.schema.json; do
  name=$(basename "$schema" .schema.json)
  grep -qE "(prints|fits) $name " "$0" || { echo "no test prints $name"; failures=$((failures + 1)); }
done
[ "$count" -ge 17 ] || { echo "only $count documents"; exit 1; }
exit $((failures > 0))
