# Search over the seed: order, filters, snippets, suggestions, hostile queries.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export AHUB_STORE=$folder/hub.db
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
# finds CODE TEXT ARGUMENTS...: the exit code, and a text that the output holds.
finds() {
  code=$1 text=$2
  shift 2
  "$AHUB" search "$@" >"$folder/out" 2>"$folder/err"
  actual=$?
  [ "$actual" = "$code" ] && cat "$folder/out" "$folder/err" | grep -qF -- "$text" || { fail "exit $actual, not $code with '$text': ahub search $*"; cat "$folder/out" "$folder/err"; }
}
"$AHUB" import "$SOURCE/examples/discoveries" >/dev/null || fail "import"
finds 0 'streamingllm@1' '"attention sinks"'
finds 0 '[sinks]' attention sinks
finds 0 'cache-admission-zipfian@1' zipf cache
finds 0 'awq@1' --concept quantization --by attention perplexity
finds 1 'nothing matches' --domain cs.NE zipf
finds 1 "did you mean 'quantization'?" quantisaton
finds 1 'nothing matches' zipf -- -cache
finds 0 'search-crossover@1' --metric crossover-n scan
finds 2 'bad-query' '((('
finds 2 'a quote is not closed' '"open'
finds 2 'bad-query' -- -only
finds 1 'nothing matches' "x') OR 1=1 --"
finds 1 'nothing matches' 'NEAR(zipf, 3)'
finds 2 '--limit' --limit 0 zipf
finds 2 "did you mean 'relevance'" --by relevence zipf
finds 0 'cache-admission-zipfian@1' 'cache — zipf'
finds 0 '[Zipf' zipf*
finds 0 'package	version	level	attention	score' --format tsv cache
# A score orders the hits; digits beyond the sixth say nothing.
"$AHUB" search --format tsv the | awk -F '\t' 'NR > 1 { gsub(/[-.]|e.*/, "", $5); sub(/^0+/, "", $5); if ($5 == "" || length($5) > 6) exit 1 }' || fail "the digits of a score"
finds 2 'bad-cursor' --cursor 1:2 cache
finds 2 'bad-cursor' --by attention --cursor 1:2:3 cache
# One page after the other is the whole list, in either order.
for by in relevance attention; do
  "$AHUB" search --by $by -f json -n 1000 the | python3 -c 'import json, sys
for hit in json.load(sys.stdin)["data"]["hits"]: print(hit["package"])' >"$folder/whole"
  : >"$folder/pages"
  cursor=
  while :; do
    "$AHUB" search --by $by -f json -n 2 ${cursor:+--cursor $cursor} the >"$folder/page"
    cursor=$(python3 -c 'import json, sys
page = json.load(open(sys.argv[1]))["data"]
with open(sys.argv[2], "a") as out:
    for hit in page["hits"]: out.write(hit["package"] + "\n")
print(page["next_cursor"] or "")' "$folder/page" "$folder/pages")
    [ -n "$cursor" ] || break
  done
  [ "$(wc -l <"$folder/whole")" -gt 3 ] && cmp -s "$folder/whole" "$folder/pages" || fail "pages by $by"
done
"$AHUB" --color always search zipf cache | tr -d '\033' | grep -q '\[1mZipf' || fail "no hit in bold"
before=$("$AHUB" stats | sha256sum)
"$AHUB" search -f ndjson cache | python3 -c 'import json, sys
rows = [json.loads(line) for line in sys.stdin]
assert len(rows) >= 3 and [r["score"] for r in rows] == sorted((r["score"] for r in rows), reverse=True)' || fail "ndjson"
[ "$("$AHUB" stats | sha256sum)" = "$before" ] || fail "searching changed the store"
# Facets that nobody has are named, and nothing is said of those that exist.
said() { # EXIT WORDS COMMAND...
  code=$1 words=$2
  shift 2
  "$AHUB" "$@" >"$folder/out" 2>"$folder/err"
  [ $? = "$code" ] && [ "$(cat "$folder/err")" = "$words" ] || fail "$*: $(cat "$folder/err")"
}
said 0 "no package has the tag 'kv-cach'; did you mean 'kv-cache'?" rank --tag kv-cach
said 0 "no package has the category 'cs.ZZZZ'" rank --category cs.ZZZZ --tag caching --json
said 0 "" rank --category cs.NE --tag caching
said 1 "no package has the tag 'cachin'; did you mean 'caching'?" search --concept cachin cache
# Scripts without blanks, Latin beside them, folding: by relevance and by attention.
package() { # SLUG TITLE ABSTRACT
  mkdir -p "$folder/scripts/$1"
  cat >"$folder/scripts/$1/discovery.yaml" <<END
schema: attentionhub/discovery@0.1
profile: generic@0.1
slug: $1
title: "$2"
abstract: "$3"
contributors: [{kind: human, name: Ada Example}]
claims:
  - {id: c1, kind: observation, statement: "reported: something was seen", evidence: ["https://example.org/x"]}
END
}
package zh-one "大语言模型推理的缓存策略" "我们评估了缓存替换算法在大语言模型推理服务中的作用，并给出了可以重新计算的结果；命中率随工作负载而变化，而且与缓存容量的关系并不是线性的。"
package zh-mixed "基于KVcache的推理加速" "An example."
package ja-one "キャッシュ置換アルゴリズムの評価" "サーバーの負荷を測る。"
package th-one "การประเมินแคช" "An example."
package ko-one "캐시를 교체하는 정책" "벡터DB의 성능을 측정한다."
package vi-one "Đánh giá bộ nhớ đệm" "Hiệu năng."
package ru-one "Оценка объёма памяти" "Кэш."
"$AHUB" import "$folder"/scripts/* >/dev/null || fail "import of scripts"
for by in relevance attention; do
  finds 0 '基于[KVcache]的[推理]加速' --by $by kvcache 推理
  finds 0 'zh-one@1' --by $by 缓存
  finds 0 'zh-one@1' --by $by 缓存　策略
  finds 0 'zh-mixed@1' --by $by 加速
  finds 0 '[キャッシュ置換]アルゴリズム' --by $by 置換 ｷｬｯｼｭ
  finds 0 'การประเมิน[แคช]' --by $by แคช
  finds 0 '[캐시]를 교체하는' --by $by 캐시
  finds 0 'ko-one@1' --by $by db
  finds 0 '[Đánh] [giá]' --by $by '"danh gia"'
  finds 0 '[объёма]' --by $by ОБЪЕМА
  finds 0 'zh-mixed	1	' --by $by -f tsv 基于kvcache
  finds 1 'nothing matches' --by $by 存缓
  finds 0 '"text": "推理",' --by $by -f json 推理
done
"$AHUB" search 推理 -- -加速 >"$folder/out" && grep -q zh-one "$folder/out" && ! grep -q zh-mixed "$folder/out" || fail "a Chinese word left out"
"$AHUB" search 命中率 | python3 -c 'import sys, unicodedata
lines = sys.stdin.read().splitlines()
wide = [sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in lines]
assert len(lines) >= 4 and max(wide) <= 80, wide' || fail "lines of Chinese are too wide"
"$AHUB" doctor >/dev/null || fail "doctor after scripts"
"$AHUB" rebuild >/dev/null
finds 0 'zh-mixed@1' 推理 加速
# An index that lost its words is damage, and another program may have opened the store.
sqlite3 "$AHUB_STORE" "INSERT INTO text_index (text_index) VALUES ('delete-all')" 2>/dev/null && {
  "$AHUB" doctor >/dev/null 2>&1
  [ $? = 1 ] || fail "doctor sees no empty index"
  "$AHUB" rebuild >/dev/null
  finds 0 'streamingllm@1' '"attention sinks"'
}
exit $((failures > 0))
