# Traces of strangers from the command line: what is told from them and said, what is refused, and that no request is cut or
# counted in silence.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
cd "$folder" || exit 1
# expect CODE WORD ARGUMENTS...: the exit code, and a word that the output or the error holds.
expect() {
  code=$1 word=$2
  shift 2
  "$AHUB" "$@" >out 2>err </dev/null
  got=$?
  if [ "$got" -ne "$code" ] || ! cat out err | grep -qF -- "$word"; then
    fail "ahub $*: exit $got, expected $code with '$word'"
    cat out err
  fi
  [ "$code" -eq 0 ] || [ ! -s out ] || fail "ahub $*: prints data"
}
# value FILE KEY: a whole number of trace info --json.
value() { "$AHUB" trace info "$1" --json 2>/dev/null | sed -n "s/^ *\"$2\": \([0-9]*\),*\$/\1/p"; }

# Columns, headers, delimiters.
printf 'version,time,op,size,lbn\n1,5,2a,512,77\n1,6,2a,512,78\n1,7,2a,512,77\n' >blocks.csv
printf '# time, op, object, bytes\n0,1,A,8371\n103,1,B,31\n159,1,A,8371\n' >comment.csv
printf '5,usr,0,Read,4096,512\n6,usr,0,Read,8192,512\n7,usr,0,Read,4096,512\n' >none.csv
printf 'id,size_bytes\n1,10\n2,20\n1,10\n' >named.csv
printf 'id;size\n1;10\n2;20\n1;10\n' >semicolon.csv
for file in blocks comment named semicolon; do
  [ "$(value $file.csv requests)/$(value $file.csv distinct)" = 3/2 ] || fail "$file.csv is read wrong"
done
[ "$(value named.csv bytes_distinct)" = 30 ] || fail "sizes of named.csv"
expect 0 "note: blocks.csv: id column: 'lbn' (column 5 of 5)" trace info blocks.csv
expect 0 "note: semicolon.csv: delimiter: a semicolon" trace info semicolon.csv
expect 3 "6 columns and no header with a name for the ids: 1 '5', 2 'usr'" trace info none.csv
grep -q 'id-column' err || fail "no hint to name a column"
expect 0 'note: none.csv: size column: none' trace info none.csv --id-column 5
expect 0 '"choices": []' trace info none.csv --id-column 5 --size-column 6 --json
expect 0 '"distinct": 2' trace info blocks.csv --id-column 5 --size-column 4 --json
for command in 'sim run cache' 'sim mrc'; do
  # shellcheck disable=SC2086  # A command of two words.
  expect 3 'no header with a name' $command -p trace=none.csv -p policy=lru
  # shellcheck disable=SC2086
  expect 0 "id column: 'lbn'" $command -p trace=blocks.csv -p policy=lru
done
"$AHUB" sim run cache -p trace=blocks.csv -p policy=lru -p capacity=2 -o hits >out 2>err
[ "$(cat out)" = 1 ] || fail "hits of blocks.csv: $(cat out)"

# Sizes of 0.
printf 'key,op,size\n7,GET,0\n7,SET,500\n8,GET,0\n8,SET,500\n9,GET,500\n7,GET,500\n8,GET,500\n9,GET,500\n' >kv.csv
[ "$(value kv.csv bytes_distinct)/$(value kv.csv zero_sized)/$(value kv.csv resized)" = 1500/2/0 ] || fail "sizes of kv.csv"
expect 0 'requests of size 0: counted; their object has the first size above 0 (2 rows)' sim run cache -p trace=kv.csv
expect 0 'requests of size 0: counted' sim mrc -p trace=kv.csv -p policy=lru
expect 0 'left out, as libCacheSim does (2 rows)' sim run cache -p trace=kv.csv -p variant=libcachesim
[ "$("$AHUB" sim run cache -p trace=kv.csv -p variant=libcachesim -o requests 2>/dev/null)" = 6 ] || fail "libcachesim counts size 0"

# What a conversion loses.
expect 0 'not written: the sizes: txt has ids alone' trace convert kv.csv kv.txt
expect 0 "not written: the operations of 'op'" trace convert kv.csv kv.oracleGeneral
expect 0 'a 64-bit hash stands for each (3 requests)' trace convert comment.csv ids.txt
expect 2 'does not tell a format' trace convert kv.csv kv.csv.gz
expect 3 'the line has several columns' trace info kv.csv --from txt
cp kv.csv kv.oracleGeneral
expect 3 'this is text, not records' trace info kv.oracleGeneral

# Requests of language models: the unit by the form's own marks, failures left out, nothing cut.
i=0
while [ $i -lt 10 ]; do
  printf '{"timestamp": %d, "input_length": 500, "output_length": 100, "hash_ids": [%d]}\n' $((i * 500)) $i >>mooncake.jsonl
  printf '{"chat_id": %d, "parent_chat_id": -1, "timestamp": %d.%d, "input_length": 500, "output_length": 100, "turn": 1}\n' \
    $i $((i / 2)) $((i % 2 * 5)) >>bailian.jsonl
  printf '%d,30000,%d\n' $i $((i + 1)) >>rows
  i=$((i + 1))
done
use='-p arrivals=trace -p lengths=trace -p scheme=paged --seed 1'
run() { "$AHUB" sim run pagedkv $use "$@" 2>err; } # shellcheck disable=SC2086  # A list of options.
[ "$(run -p trace=mooncake.jsonl -o throughput_paged)" = "$(run -p trace=bailian.jsonl -o throughput_paged)" ] ||
  fail "seconds and milliseconds of the same times differ"
grep -q 'note: bailian.jsonl: form: Bailian JSON lines, seconds; 10 requests over 4.500 s' err || { fail "no word of the form"; cat err; }
[ "$(run -p trace=bailian.jsonl -p trace_time_unit=s -o throughput_paged)" = "$(run -p trace=mooncake.jsonl -p trace_time_unit=ms -o throughput_paged)" ] ||
  fail "a unit that is given is another"
[ "$(run -p trace=bailian.jsonl -p trace_time_unit=ms -o throughput_paged)" != "$(run -p trace=bailian.jsonl -o throughput_paged)" ] ||
  fail "the unit counts for nothing"
# shellcheck disable=SC2086
expect 3 'strict-input' sim run pagedkv $use -p trace=mooncake.jsonl --strict-input
{ echo 'arrived_at,num_prefill_tokens,num_decode_tokens'; cat rows; } >long.csv
[ "$(run -p trace=long.csv -p slots=400000 -o tokens_paged)" = 55 ] || fail "a long trace is cut: $(cat err)"
# shellcheck disable=SC2086
expect 3 'does not fit into 8000 slots' sim run pagedkv $use -p trace=long.csv -p slots=8000
# shellcheck disable=SC2086
expect 0 'requests cut: by longest=2048 (10 rows)' sim run pagedkv $use -p trace=long.csv -p longest=2048
[ "$(run -p trace=long.csv -p longest=2048 -o cut_requests)" = 10 ] || fail "cut requests are not counted"
# A contiguous system is ready for the longest request of the trace.
# shellcheck disable=SC2086
expect 0 'tokens_max' sim run pagedkv -p arrivals=trace -p lengths=trace -p scheme=max -p trace=long.csv -p slots=400000
[ "$("$AHUB" sim run heteroserve -p arrivals=trace -p lengths=trace -p policy=jsq -p trace=long.csv -o tokens_jsq 2>/dev/null)" = 55 ] ||
  fail "heteroserve cuts a long trace"
burst='Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type'
printf '%s\n0.0,M,400,200,600,API log\n1.0,M,400,0,400,API log\n2.0,M,400,200,600,API log\n3.0,M,0,0,0,API log\n' "$burst" >failed.csv
printf '%s\n0.0,M,400,200,600,API log\n2.0,M,400,200,600,API log\n' "$burst" >sound.csv
[ "$(run -p trace=failed.csv -o latency_paged)" = "$(run -p trace=sound.csv -o latency_paged)" ] || fail "failures are served"
run -p trace=failed.csv -o tokens_paged >/dev/null
grep -q 'requests of 0 tokens: left out: they failed (2 rows)' err || { fail "failures are not counted"; cat err; }
for tool in gzip bzip2 xz zstd; do
  command -v $tool >/dev/null 2>&1 || continue
  $tool -c <long.csv >packed
  [ "$(run -p trace=packed -p slots=400000 -o tokens_paged)" = 55 ] || fail "a request trace in $tool"
done
printf 'num_prefill_tokens,num_decode_tokens\n30,5\n40,6\n' >lengths.csv
[ "$("$AHUB" sim run pagedkv -p lengths=trace -p scheme=paged -p trace=lengths.csv -o tokens_paged 2>/dev/null)" = 11 ] || fail "lengths alone"
# shellcheck disable=SC2086
expect 3 'lengths without times' sim run pagedkv $use -p trace=lengths.csv
expect 3 'this is JSON' trace info mooncake.jsonl
[ "$failures" -eq 0 ]
