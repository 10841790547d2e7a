# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Cost more than he pays: small inputs of strangers that were dear. Each either answers within a generous bound of CPU time and
# memory, or is refused with exit 7 and the name of what was too dear; beside each refusal a control that is taken.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
fail() { echo "$*"; failures=$((failures + 1)); }
unset AHUB_STORE
cd "$folder" || exit 1
# expect CODE WORDS ARGUMENTS...: within 60 s of CPU (an unoptimised build under load, too) and 3 GiB of addresses.
expect() {
  code=$1 words=$2
  shift 2
  (ulimit -t 60; ulimit -v "$addresses" 2>/dev/null; exec "$AHUB" "$@") >out 2>err </dev/null
  got=$?
  if [ "$got" -ne "$code" ] || ! cat out err | grep -qF -- "$words"; then
    fail "ahub $*: exit $got, expected $code with '$words'"
    head -c 2000 out; head -c 2000 err
  fi
}
# Manifests and their files are made by one script: make NAME FOLDER SIZE.
cat >make.py <<'END'
import gzip, hashlib, json, os, sys
name, folder, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
files = {"artifacts/r.csv": b"a,b\n1,2\n3,4\n"}
claim = lambda i, **more: dict({"id": f"c{i}", "kind": "performance", "statement": f"Result number {i} is {i} ms.",
    "structured": {"task": "t", "dataset": "d", "metric": "speed", "value": i, "unit": "ms"},
    "evidence": ["artifacts/r.csv#L2"]}, **more)
root = {"schema": "attentionhub/discovery@0.1", "profile": "ml@0.1", "slug": os.path.basename(folder), "version": 1,
    "title": "What it costs", "abstract": "Made to be measured.", "domain": "cs.DC", "license": "CC-BY-4.0",
    "contributors": [{"kind": "human", "name": "Ada", "role": "author"}],
    "provenance": {"generator": "a test", "human_oversight": "full"}, "claims": [claim(1)]}
arith = lambda program, i: {"id": f"r{i}", "simulator": "arith", "params": {"program": program}, "seed": 0}
check = lambda i, **more: dict({"claim": "c1", "run": f"r{i}", "output": "value", "op": "approx", "value": 1, "abs": 0.1}, **more)
dear = lambda i: f"a = 3^{9000 + i}; b = 7^5000; " + "; ".join(f"c{j} = a / b" for j in range(10)) + "; 1"
missing = []
if name == "lines":  # Evidence in one long file.
    files["artifacts/long.csv"] = b"1,2\n" * (1 << 22)
    root["claims"] = [claim(i, evidence=[f"artifacts/long.csv#L{i * 8 + j}" for j in range(8)]) for i in range(1, n + 1)]
    root["claims"][0]["evidence"].append("artifacts/long.csv#L4194305")
elif name == "arith":  # One dear program that many assertions ask about.
    root["verification"] = {"mode": "simulator", "runs": [arith(dear(0), 0)], "expected": [check(0)] * n}
elif name == "ariths":  # Many dear programs, each another.
    root["verification"] = {"mode": "simulator", "runs": [arith(dear(i), i) for i in range(n)], "expected": [check(i) for i in range(n)]}
elif name == "missing":  # Long names, each near to all others.
    missing = ["artifacts/" + "x" * 100 + str(i) for i in range(n)]
    files.update({"artifacts/" + "x" * 99 + "y" + str(i): b"" for i in range(n)})
elif name == "hashes":  # One file whose hash is wrong, listed again and again.
    files["artifacts/big.csv"] = b"1,2\r\n" * (1 << 19)
elif name == "circle":  # An exploration that is written from its end.
    root["exploration"] = [{"id": f"n{i}", "type": "question", "title": "Why?", "parents": [f"n{(i + 1) % n}"] if i + 1 < n or n < 0 else []} for i in range(n)]
elif name == "ring":
    root["exploration"] = [{"id": f"n{i}", "type": "question", "title": "Why?", "parents": [f"n{(i + 1) % n}"]} for i in range(n)]
elif name == "claims":  # Assertions of no claim.
    root["claims"] = [claim(i) for i in range(1, 257)]
    root["verification"] = {"mode": "simulator", "runs": [arith("1", 0)], "expected": [check(0, claim=f"c{300 + i}") for i in range(n)]}
elif name == "keys":
    root["provenance"].update({f"key{i}": 1 for i in range(n)})
elif name == "comments":
    pass
elif name in ("outputs", "claimed"):  # A script that prints n numbers; of claimed each claim reads one.
    count = 1 if name == "outputs" else 64
    root["claims"] = [claim(i) for i in range(1, count + 1)]
    files["verify.py"] = f"import json\nprint(json.dumps({{f'o{{i}}': i for i in range({n})}}))\n".encode()
    root["verification"] = {"mode": "script", "entrypoint": "verify.py",
        "expected": [{"claim": f"c{i}", "output": f"o{i}", "op": "approx", "abs": 0.1} for i in range(1, count + 1)]}
elif name == "trace":  # A trace that unfolds to n MiB.
    files["artifacts/t.txt.gz"] = gzip.compress(b"1\n2\n" * (n << 18), 9)
    root["verification"] = {"mode": "simulator", "runs": [{"id": "r0", "simulator": "cache", "seed": 0,
        "params": {"trace": "artifacts/t.txt.gz", "policy": ["lru"], "capacity": 1}}],
        "expected": [check(0, output="hit_rate_lru")]}
elif name in ("runs", "quick"):  # Runs of many seconds, or of few milliseconds.
    root["verification"] = {"mode": "simulator", "runs": [{"id": f"r{i}", "simulator": "cache", "seed": i, "params":
        {"requests": 90000000 if name == "runs" else 1000, "catalog": 1000, "policy": ["lru"], "capacity": 10}} for i in range(n)],
        "expected": [check(i, output="hit_rate_lru", value=0.25, abs=0.24) for i in range(n)]}
elif name == "units":
    root["claims"] = [claim(i, structured={"task": "t", "dataset": "d", "metric": "speed", "value": 1 + i % 7, "unit": f"widget{n}x{i}"})
                      for i in range(1, 257)]
elif name == "large":
    root["claims"] = [claim(i, structured={"task": "t", "dataset": "d", "metric": "speed", "value": 1, "unit": "B"}) for i in range(1, 256)]
    root["claims"].append(claim(256, structured={"task": "t", "dataset": "d", "metric": "speed", "value": 1e300, "unit": "EB"}))
elif name.startswith("disagree"):  # 256 claims; the package's number moves all values.
    root["claims"] = [claim(i, structured={"task": "t", "dataset": "d", "metric": "speed", "value": 1000 * n + i, "unit": "ms"})
                      for i in range(1, (4 if name == "disagree-few" else 256) + 1)]
root["artifacts"] = [{"path": path, "role": "data", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                     for path, data in files.items() if path != "verify.py" and "xxxy" not in path]
root["artifacts"] += [{"path": path, "role": "data", "sha256": "0" * 64} for path in missing]
if name == "hashes":
    root["artifacts"] += [dict(root["artifacts"][-1], sha256=f"{i // 900:064x}") for i in range(1, n + 1)]
def lines(value, indent):
    for key, inner in value.items():
        if isinstance(inner, list) and inner:
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {json.dumps(item)}" for item in inner)
        elif isinstance(inner, dict):
            yield f"{indent}{key}:"
            yield from lines(inner, indent + "  ")
        else:
            yield f"{indent}{json.dumps(key) if ' ' in key else key}: {json.dumps(inner)}"
text = "\n".join(lines(root, "")) + "\n"
if name == "comments":
    text += "extra:\n" + "  - a #b\n" * n
for path, data in dict(files, **{"discovery.yaml": text.encode()}).items():
    os.makedirs(os.path.dirname(os.path.join(folder, path)) or ".", exist_ok=True)
    open(os.path.join(folder, path), "wb").write(data)
END
# AddressSanitizer maps terabytes for itself: there all is run, and only the memory is not looked at.
bound=3145728
if ! (ulimit -v "$bound"; exec "$AHUB" version) >/dev/null 2>&1; then
  bound=unlimited
  echo "this build cannot run within 3 GiB of addresses (AddressSanitizer): its memory is not looked at"
fi
addresses=$bound
make() { python3 make.py "$@" || fail "make.py $*"; }
count() { grep -c "$1" out; }

# Lint: what several rules ask for is calculated once.
make lines lines-many 256
expect 1 'points at line 4194305 of' lint lines-many
grep -q 'which has 4194304' out || fail "the lines of a long file are counted wrong"
make arith asked-often 900
expect 0 '' lint asked-often --select AH3
grep -q 'more than 20000000 steps' err && fail "one program counts as many"
make ariths few-dear 3
expect 0 '' lint few-dear --select AH301,AH302,AH303
make ariths many-dear 250
expect 7 'steps of arithmetic' lint many-dear
grep -q "many-dear: up to run 'r" err || fail "the run that was too dear is not named"
grep -q 'shorten their numbers' err || fail "no hint how to lint it"
expect 7 'steps of arithmetic' --store none.db lint many-dear --json
[ ! -e none.db ] || fail "a store was made"
make missing near-names 900
expect 1 'is not in the package' lint near-names --json
make missing near-few 3
expect 1 "did you mean 'artifacts/" lint near-few
make hashes one-file 900
expect 1 'sha256' lint one-file
make circle upside-down 900
expect 0 '' lint upside-down --select AH6 --ignore AH604
make ring ring 900
expect 1 'descends from itself' lint ring --select AH603
make claims no-claims 900
expect 1 "there is no claim 'c300'" lint no-claims --json
grep -q 'c20 and 236 more' out || fail "all claims are listed with each assertion"
[ "$(wc -c <out)" -lt 2000000 ] || fail "the findings take $(wc -c <out) bytes"
make keys open-keys 15000
expect 0 '' lint open-keys --select AH0
make comments cut-texts 15000
expect 1 'what follows' lint cut-texts --json
[ "$(count '"line":')" -ge 15000 ] || fail "findings are lost"

# Traces: a budget for what unfolds, a time for what is read, no end that is not there.
python3 - <<'END'
import gzip, bz2, lzma, struct
rows = b"1\n2\n" * (1 << 18)
for name, pack in (("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)):
    open(f"fair.txt.{name}", "wb").write(pack(rows))
# 160 members of one MiB each, a tenth of what is too much for other programs.
for name, pack in (("bz2", bz2.compress), ("xz", lzma.compress)):
    open(f"small.txt.{name}", "wb").write(pack(rows) * 160)
open("sparse.oracleGeneral", "wb").truncate(1 << 40)
open("hole.oracleGeneral", "wb").write(b"".join(struct.pack("<IQIq", i, i, 1, -1) for i in range(100)))
open("hole.oracleGeneral", "r+b").truncate(48 << 20)
open("sparse.txt", "wb").truncate(1 << 40)
open("sparse.csv", "wb").write(b"id,size\n1,2\n")
open("sparse.csv", "r+b").truncate(1 << 40)
open("short.oracleGeneral", "wb").write(b"".join(struct.pack("<IQIq", i, i % 7, 1, -1) for i in range(1000)))
END
for name in gz bz2 xz; do expect 0 '"requests": 524288' trace info fair.txt.$name --json; done
for name in bz2 xz; do
  expect 7 'which is over 1000 for each of them' trace info small.txt.$name
  grep -q "unfold it by hand and read the file: ${name%2}" err || { fail "no hint how to read it"; cat err; }
done
expect 0 '"requests": 1000' trace info small.txt.bz2 --limit 1000 --json
# A file of a terabyte is mapped as a whole.
addresses=unlimited
expect 3 'more than 4000000000 requests' trace info sparse.oracleGeneral
expect 3 'in a row are zero' trace info hole.oracleGeneral
expect 3 'a NUL byte' trace info sparse.txt
expect 3 'a NUL byte' trace info sparse.csv
addresses=$bound
expect 0 '"requests": 1000' trace info short.oracleGeneral --json
expect 7 'took longer than its time limit' trace info small.txt.bz2 --timeout 0.001
expect 2 '--timeout takes' trace info fair.txt.gz --timeout -1
expect 7 'took longer than its time limit' sim run cache -p trace=small.txt.bz2 -p policy=lru -p capacity=1 --timeout 0.001
expect 0 'hit_rate_lru' sim run cache -p trace=fair.txt.gz -p policy=lru -p capacity=1 --timeout 60
make trace slow-trace 100
expect 7 'ended with wall' verify ./slow-trace --timeout 0.01
make trace fair-trace 1
expect 1 'refuted' verify ./fair-trace --timeout 60

# Ids that were chosen to fall on one slot of the table that numbers them; controls: as many by chance. Each would be 40 s and more.
python3 - <<'END'
import struct
n, wide = 300000, 1 << 64
inverse = pow(0x9E3779B97F4A7C15, -1, wide)
chosen = [(lambda x: x ^ x >> 32)(i * inverse % wide) for i in range(1, n + 1)]
fair = [i * 4096 for i in range(1, n + 1)]
for name, ids in (("chosen", chosen), ("fair", fair)):
    open(f"{name}.txt", "w").write("".join(f"{i}\n" for i in ids))
    open(f"{name}.csv", "w").write("id,size\n" + "".join(f"{i},1\n" for i in ids))
    open(f"{name}.oracleGeneral", "wb").write(b"".join(struct.pack("<IQIq", 1, i, 1, -1) for i in ids))
# Few that collide and then are asked for again and again; chosen ones after many by chance.
open("again.txt", "w").write("".join(f"{i}\n" for i in chosen[:20000]) + f"{chosen[19999]}\n" * n)
open("late.txt", "w").write("".join(f"{i}\n" for i in fair + chosen))
END
for name in chosen fair; do
  for form in txt csv oracleGeneral; do expect 0 '"distinct": 300000' trace info $name.$form --json; done
done
expect 0 '"distinct": 20000' trace info again.txt --json
expect 0 '"distinct": 600000' trace info late.txt --json
expect 0 'hit_rate_lru' sim run cache -p trace=chosen.txt -p policy=lru -p capacity=1000
# Whatever the table did, ids have the numbers of their first appearance.
for name in chosen fair; do "$AHUB" trace convert $name.txt - --to txt 2>/dev/null | cmp -s - $name.txt || fail "$name.txt is converted wrongly"; done
# --timeout is for what comes after reading, too, and for what is generated.
expect 7 'took longer than its time limit' trace convert chosen.txt out.csv --timeout 0.001
[ ! -e out.csv ] || fail "a file was written after its time"
expect 7 'took longer than its time limit' sim run cache -p catalog=2000000 -p requests=2000000 --timeout 0.01
expect 7 'took longer than its time limit' sim run cache -p workload=uniform -p catalog=2000000 --timeout 0.01
expect 7 'took longer than its time limit' sim run cache -p workload=scan -p requests=9000000 --timeout 0.01
expect 0 'hit_rate' sim run cache -p catalog=200 -p requests=2000 --timeout 60

# The runs of a package together have ten times what one has.
make runs many-runs 64
start=$(date +%s%N)
expect 7 'take more than 2 s together' verify ./many-runs --timeout 0.2 -j 1
took=$((($(date +%s%N) - start) / 1000000))
[ "$took" -lt 10000 ] || fail "64 runs of 0.2 s took $took ms"
grep -q 'time limit of 0.2 s' out || fail "the first run did not have its own time"
expect 7 'take more than 2 s together' verify ./many-runs --timeout 0.2 -j 2
expect 7 'take more than 2 s together' verify ./many-runs --timeout 0.2 --json
make runs few-runs 2
expect 7 'time limit of 0.2 s' verify ./few-runs --timeout 0.2
grep -q together out && fail "two runs take more than ten"
make quick few-quick 2; make quick many-quick 64
expect 0 'few-quick' verify ./few-quick --timeout 60
expect 0 'many-quick' verify ./many-quick --timeout 60

# One that is too dear does not end the lint of the others, wherever it stands.
mkdir shelf
for i in 1 2 3; do make plain shelf/sound-$i 1; done
make ariths shelf/too-dear 250
make missing shelf/faulty 3
for order in 'too-dear, sound-1, faulty, sound-2' 'sound-1, faulty, too-dear, sound-2' 'sound-1, sound-2, faulty, too-dear'; do
  echo "title: shelf
packages: [$order]" >shelf/collection.yaml
  for form in full concise json sarif github; do
    expect 7 'AH813' lint shelf -f $form
    grep -q 'too dear to check: too-dear: up to run' out || fail "$form: $order: the dear one is not told of"
    grep -q 'shelf/faulty' out || fail "$form: $order: another is not linted"
    grep -q 'steps of arithmetic' err || fail "$form: the limit is not named"
  done
done
expect 7 'AH813' lint shelf/sound-1 shelf/too-dear shelf/faulty
grep -q 'shelf/faulty' out || fail "another path is not linted"
expect 7 'AH813' lint shelf --exit-zero
echo 'title: shelf
packages: [sound-1, sound-2, sound-3]' >shelf/collection.yaml
expect 0 '' lint shelf
expect 7 'too-dear' --store shelf.db import shelf/sound-1 shelf/too-dear shelf/sound-2
expect 0 'sound-2' --store shelf.db rank

# Units: each claim in one of its own; a value that only the largest unit holds.
make units units-1 1; make units units-2 2; make units units-3 3; make units units-4 4
expect 0 'units-4' --store units.db import units-1 units-2 units-3 units-4
expect 0 '' --store units.db tensions --json
expect 0 '' --store units.db doctor
make large large-1 1; make large large-2 2; make large large-3 3; make large large-4 4
expect 0 'large-4' --store large.db import large-1 large-2 large-3 large-4
expect 0 '' --store large.db tensions --json
expect 0 'EB' --store large.db frontier

# Scripts and receipts: what is printed is looked up, and receipts hold what was asked for.
export AHUB_CONFIG_HOME="$folder/config"
sandbox=$("$AHUB" --store s.db init >/dev/null 2>&1; make outputs probe 3; "$AHUB" verify ./probe >/dev/null 2>&1; echo $?)
if [ "$sandbox" -ne 6 ]; then
  make outputs many-numbers 19000
  make claimed many-readers 19000
  make claimed few-numbers 900
  for package in many-numbers many-readers few-numbers; do
    expect 0 "$package" --store s.db import "$package"
    expect 0 'confirmed' --store s.db verify "$package"
    expect 0 'confirmed' --store s.db show "$package"
  done
  expect 0 'many-readers' --store s.db report
  "$AHUB" --store s.db receipt export many-readers >receipts 2>err || fail "receipt export: $(cat err)"
  [ "$(wc -c <receipts)" -lt 400000 ] || fail "64 receipts take $(wc -c <receipts) bytes"
  grep -q '"outputs_total":19000' receipts || fail "a receipt does not say how many outputs there were"
  "$AHUB" --store s.db receipt export few-numbers >receipts 2>err || fail "receipt export: $(cat err)"
  grep -q 'outputs_total' receipts && fail "receipts of few outputs are changed"
fi

# Pairs: what a key stores grows with its claims.
for i in 1 2 3 4; do make disagree "quarrel-$i" $i; done
make disagree-few calm-1 1; make disagree-few calm-2 2
for i in 1 2; do expect 0 'calm' --store calm.db import calm-1 calm-2; done
expect 0 '"tensions"' --store calm.db tensions --json
[ "$(count '"id":')" -eq 16 ] || fail "$(count '"id":') tensions of 4 x 4 claims"
grep -q crowded out && fail "a key of eight claims is called crowded"
expect 0 'quarrel' --store war.db import quarrel-1 quarrel-2 quarrel-3 quarrel-4
expect 0 '"crowded"' --store war.db tensions --json
tensions=$(count '"id":')
{ [ "$tensions" -gt 1000 ] && [ "$tensions" -le 8192 ]; } || fail "$tensions tensions of 1024 claims"
expect 0 'further pairs are left out' --store war.db tensions
expect 0 '' --store war.db doctor
# One by one, and taken away again, it is the same.
for i in 4 2 1 3; do expect 0 "quarrel-$i" --store one.db import "quarrel-$i"; done
"$AHUB" --store war.db tensions --json 2>/dev/null | grep '"id":' >together
"$AHUB" --store one.db tensions --json 2>/dev/null | grep '"id":' >apart
cmp -s together apart || fail "the tensions depend on the order of imports"
expect 0 '' --store one.db remove quarrel-3
expect 0 '' --store one.db remove quarrel-4
expect 0 '' --store one.db doctor

# A collection is let go of package by package: each holds 40 MiB, three of them and more would not fit.
mkdir heap
for i in 1 2 3 4 5 6; do
  mkdir -p heap/load-$i
  make plain heap/load-$i 1
  head -c 41943040 /dev/zero >heap/load-$i/artifacts/zeros.bin
done
printf 'title: heap\npackages: [load-1, load-2, load-3, load-4, load-5, load-6]\n' >heap/collection.yaml
([ "$bound" = unlimited ] || ulimit -v 262144; exec "$AHUB" lint heap --exit-zero --json) >out 2>err || { fail "lint of a collection of 240 MiB in 256 MiB"; cat err; }

# --timeout is kept by runs of many short lists, and by what comes before and after the events.
soon() {
  before=$(date +%s%N)
  expect 7 'took longer than its time limit' sim run "$@" --timeout 0.2
  took=$((($(date +%s%N) - before) / 1000000))
  [ "$took" -lt 20000 ] || fail "sim run $* --timeout 0.2 took $took ms"
}
soon heteroserve -p policy=rr,random,jsq,lwl,cap,capjsq,het,p2c -p repeats=1000 -p requests=40 -p output_mean=1500 -p output_cv=0 -p rate=0.5
soon cache -p catalog=10000000 -p requests=1
soon cache -p catalog=10000000 -p requests=1 -p size_max=100
soon quant -p rows=4096 -p cols=1024 -p tokens=1
expect 0 'throughput' sim run heteroserve -p policy=rr,het -p repeats=2 -p requests=40 --timeout 60
expect 0 'hit_rate' sim run cache -p catalog=1000 -p requests=1 -p capacity=10 --timeout 60
expect 0 'nmse' sim run quant -p rows=16 -p cols=32 -p tokens=4 -p outliers=1 --timeout 60

# Ignore lines that look at every name again and again; controls: as many files, as many lines, as deep.
python3 - <<'END'
import gzip, io, json, tarfile
def archive(name, patterns, directory):
    text = open("plain.yaml", "rb").read()
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        def add(path, data):
            info = tarfile.TarInfo(path)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
        add("discovery.yaml", text)
        add("artifacts/r.csv", b"a,b\n1,2\n3,4\n")
        add(".ahubignore", "".join(patterns).encode())
        for i in range(1000): add(f"{directory(i)}/f{i}", b"")
    open(name + ".tar.gz", "wb").write(gzip.compress(out.getvalue(), 9))
deep = lambda i: "/".join(["a" * 14] * 14)
each = lambda i: "/".join(["a" * 14] * 13) + f"/d{i}"
import subprocess
subprocess.run(["python3", "make.py", "plain", "ignoring", "1"], check=True)
open("plain.yaml", "wb").write(open("ignoring/discovery.yaml", "rb").read())
dear = "/".join(["**", "*a*a*a*a*a*a*a*a*a*a*b"] * 14) + "/x\n"
archive("dear-lines", [dear] * 1000, deep)
archive("dear-names", [dear] * 1000, each)
archive("dear-stars", ["**/*a*b\n"] * 1000, each)
archive("dear-sets", ["[" + "b" * 20000 + "]*\n"] * 100, each)
archive("dear-flat", ["*a*a*a*a*f*b\n"] * 2000, lambda i: "a" * 120 + str(i))
archive("fair-lines", [f"build{i}/**/*.o\n" for i in range(500)], deep)
archive("fair-names", [f"*.o{i}\n" for i in range(500)], each)
archive("fair-stars", ["**/*a*b\n"], each)
archive("fair-sets", ["[b-z]*x\n"] * 100, each)
archive("fair-flat", ["*a*a*a*a*f*b\n"], lambda i: "a" * 120 + str(i))
END
for name in lines names stars sets flat; do
  expect 7 '.ahubignore takes more than 200000000 steps' lint dear-$name.tar.gz --exit-zero
  expect 0 '' lint fair-$name.tar.gz --exit-zero
done
mkdir dear-folder fair-folder
tar -xzf dear-flat.tar.gz -C dear-folder; tar -xzf fair-flat.tar.gz -C fair-folder
expect 7 '.ahubignore takes more than' lint dear-folder --exit-zero
expect 7 '.ahubignore takes more than' --store none.db import dear-folder
expect 0 '' lint fair-folder --exit-zero
expect 0 '' lint dear-folder --all-files --exit-zero
[ "$failures" -eq 0 ]
