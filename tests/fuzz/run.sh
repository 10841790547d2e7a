#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Builds the fuzz targets with clang and runs each for SECONDS (60), from small seeds.
#   tests/fuzz/run.sh [SECONDS [TARGET...]]
# Targets: door (the first stage of every reader), manifest, collections (and archives), spellings, arxiv, arith, npy, safetensors, output (of scripts),
#   requests (of language models), words (of search), receipts, stores (through every reading command), and one for each trace reader: oracleGeneral,
#   csv, txt, zst (csv inside zstd).
# Findings lie in build/fuzz/TARGET-*; exit 1 when there is one.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
[ $# -gt 0 ] && shift
targets=${*:-door oracleGeneral csv txt zst manifest collections spellings arxiv arith npy safetensors output requests words receipts stores}
cmake -S . -B build/fuzz -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DBUILD_TESTING=OFF -DCMAKE_CXX_COMPILER=clang++ \
  -DCMAKE_CXX_FLAGS="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all" >/dev/null
cmake --build build/fuzz --target ahub_package ahub_lint ahub_sim ahub_interop ahub_verify >/dev/null
for target in $targets; do
  source=$target name=f.$target
  case $target in
    oracleGeneral | csv | txt) source=trace ;;
    zst) source=trace name=f.csv.zst ;;
  esac
  whole=
  if [ "$target" = stores ]; then
    cmake --build build/fuzz --target ahub >/dev/null
    whole=src/cli/command_line.cpp
    for module in commands report hub interop verify exec graph rank store lint; do whole="$whole build/fuzz/libahub_$module.a"; done
    whole="$whole -lsqlite3"
    # Small pages make a small file: 60 tables and indexes have one each.
    export AHUB_FUZZ_SEED="$PWD/build/fuzz/seed.db"
    rm -f "$AHUB_FUZZ_SEED"
    build/fuzz/ahub --store "$AHUB_FUZZ_SEED" import -q examples/discoveries/cache-admission-zipfian examples/discoveries/search-crossover >/dev/null
    build/fuzz/ahub --store "$AHUB_FUZZ_SEED" verify -q cache-admission-zipfian >/dev/null
    python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
for line in ("journal_mode=DELETE", "page_size=512"): db.execute("PRAGMA " + line)
db.execute("VACUUM")' "$AHUB_FUZZ_SEED"
  fi
  # shellcheck disable=SC2086
  clang++ -DAHUB_TRACE_NAME="\"$name\"" -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -Iinclude -Isrc "tests/fuzz/${source}_fuzz.cpp" $whole \
    build/fuzz/libahub_interop.a build/fuzz/libahub_lint.a build/fuzz/libahub_verify.a build/fuzz/libahub_exec.a build/fuzz/libahub_package.a build/fuzz/libahub_sim.a build/fuzz/libahub_base.a \
    -lfmt -lsodium -lutf8proc -larchive -lyaml-cpp -lzstd -llzma -lbz2 -lz -o "build/fuzz/$target"
  seeds=build/fuzz/seeds-$target
  mkdir -p "$seeds"
  case $target in
    # The first byte says what the reader takes and how the pieces are cut.
    door)
      for way in 0 1 2 7; do
        { printf "\\$way"; cat tests/data/small.csv; } >"$seeds/plain-$way"
        for tool in gzip bzip2 xz zstd; do
          { printf "\\$way"; "$tool" -c <tests/data/small.csv; } >"$seeds/$tool-$way"
        done
      done ;;
    oracleGeneral) head -c 97 /dev/zero >"$seeds/zeros" ;;
    csv)
      cp tests/data/small.csv "$seeds/small"
      printf '# time; key; op; op_count; size\n0;"a";GET;2;0\n1;b;SET;1;9\n' >"$seeds/comment"
      printf 'sep=|\nOffset|Size|DiskNumber\n4096|8192|0\nOffset|Size|DiskNumber\n' >"$seeds/excel" ;;
    # The first byte chooses the unit of time.
    requests)
      printf '\001arrived_at,num_prefill_tokens,num_decode_tokens\n0,374,44\n4.3,396,0\n' >"$seeds/vidur"
      printf '\000TIMESTAMP;ContextTokens;GeneratedTokens\n2023-11-16 18:15:46.68+02:00;3;4\n' >"$seeds/azure"
      printf '\002{"timestamp": 5, "input_length": 3, "output_length": 4, "chat_id": 1}\n' >"$seeds/bailian" ;;
    txt) printf '1\n2\n# x\n1\n' >"$seeds/small" ;;
    # A byte for the command, one for the way; then a whole file, bytes to change, or values to put into columns.
    stores)
      { printf '\000\000'; cat "$AHUB_FUZZ_SEED"; } >"$seeds/whole"
      for command in 0 5 7 11 13 15 18 22 30; do
        printf "\\$(printf %o "$command")\\001\\020\\047\\000\\377" >"$seeds/patch-$command"
        printf "\\$(printf %o "$command")\\002\\020\\005\\004blue" >"$seeds/value-$command"
      done ;;
    zst) zstd -q -f tests/data/small.csv -o "$seeds/small" ;;
    # A 2 x 3 matrix of fp32 in each format.
    npy) printf '\223NUMPY\001\000\076\000%-61s\n\0\0\200?\0\0\0@\0\0@@\0\0\200@\0\0\240@\0\0\300@' \
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" >"$seeds/matrix" ;;
    safetensors) printf '\070\0\0\0\0\0\0\0%s\0\0\200?\0\0\0@\0\0@@\0\0\200@\0\0\240@\0\0\300@' \
      '{"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}' >"$seeds/matrix" ;;
    arxiv) cp tests/data/arxiv*.* "$seeds" ;;
    output) printf '{"a": 1, "b": {"c": -2.5e3, "d": NaN}, "e": [1, "x"]}\n' >"$seeds/small" ;;
    arith)
      printf 'GB/s\na = 40.3 GB # Figure 2\nb = max(26 ms, 1e-3 s); (a + 1 GiB) / -b' >"$seeds/rate"
      printf '\nnear(2^-3^2, 7 %%/s * 1 h, 0.5) # yes\n' >"$seeds/holds"
      printf 'x\nceil(log2(sqrt(1_000.5)))*floor(-3/7)^3' >"$seeds/functions" ;;
    words)
      printf '推理 kv\n基于KVcache的推理，ｷｬｯｼｭ é' >"$seeds/east"
      printf 'strasse\nStraße 10⁶ हिन्दी คำ 한글 הGPU' >"$seeds/west" ;;
    spellings)
      printf '\000\003a/b*.csv\n!a/**/x[0-9]\n' >"$seeds/ignore"
      printf '\001\000MIT or Apache License, Version 2.0' >"$seeds/license"
      printf '\002\000https://doi.org/10.48550/arXiv.2205.14135v2' >"$seeds/work"
      printf '\003\000unit: %%' >"$seeds/slip"
      printf '\004\004a\nb\na\r\nb\r\n' >"$seeds/ends" ;;
    collections)
      printf '\000title: two\npackages: [one, two]\n' >"$seeds/listed"
      printf '\000packages:\n  - one\n  - ../two\n  - one/../two\n  - /dev/null\n' >"$seeds/outside"
      tar -C examples/discoveries -cf "$seeds/.tar" cache-admission-zipfian 2>/dev/null || tar -C examples/discoveries -cf "$seeds/.tar" awq
      { printf '\001'; cat "$seeds/.tar"; } >"$seeds/tar"
      { printf '\001'; gzip -c "$seeds/.tar"; } >"$seeds/gzip"
      rm "$seeds/.tar"
      python3 -c 'import io, sys, zipfile
out = io.BytesIO()
with zipfile.ZipFile(out, "w") as pack: pack.write("examples/discoveries/cache-admission-zipfian/discovery.yaml", "p/discovery.yaml")
sys.stdout.buffer.write(b"\2" + out.getvalue())' >"$seeds/zip"
      { printf '\003'; cat examples/discoveries/cache-admission-zipfian/discovery.yaml; printf '\000schema: attentionhub/discovery@0.1\nslug: two\n'; } >"$seeds/members" ;;
    # The statement of a receipt, "@KEY@" for the key; as a line, signed anew, as a row.
    receipts)
      cp tests/fuzz/receipt.json "$seeds/.statement"
      for way in 0 1 2; do { printf "\\$way"; cat "$seeds/.statement"; } >"$seeds/statement-$way"; done
      { printf '\000{"schema":"ahub.receipt/1","id":"%064d","key":"%064d","signature":"%0128d","meta":{},"statement":' 0 0 0; cat "$seeds/.statement"; printf '}'; } >"$seeds/line"
      { printf '\002'; cat "$seeds/.statement"; printf '\000{"host":"x","time":"2026-11-28T12:00:00Z","duration_s":0.5}'; } >"$seeds/row"
      rm "$seeds/.statement" ;;
    manifest)
      { printf '\000'; cat examples/discoveries/cache-admission-zipfian/discovery.yaml; } >"$seeds/yaml"
      printf '\001{"schema":"attentionhub/discovery@0.1","slug":"abc"}' >"$seeds/json" ;;
  esac
  build/fuzz/"$target" -max_total_time="$seconds" -max_len="$([ "$target" = stores ] && echo 400000 || echo 65536)" -rss_limit_mb=4096 -timeout=20 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/$target-" "$seeds" 2>"build/fuzz/$target.log" ||
    { tail -n 30 "build/fuzz/$target.log"; exit 1; }
  grep -E 'number_of_executed_units' "build/fuzz/$target.log" | sed "s/^/$target: /"
done
