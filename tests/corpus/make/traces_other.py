# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Cache traces of one id a line, and libCacheSim's oracleGeneral."""
from made import (NODE, PYTHON, PYTHON_NEW, gawk, jq, made, mawk, node, numpy1, numpy2, package, perl, php, python,
                  r, ruby, sh)
from traces_csv import figures, rscript

coreutils = package("coreutils sort and uniq", "coreutils")


def lines(file, by, command, asked="trace", cat="cat"):
    """Counted by sort and uniq, after the tool that unfolds it and without what is only a mark."""
    clean = f"{cat} \"$OUT\" | sed '1s/^\\xef\\xbb\\xbf//; s/\\r$//; /^$/d; /^#/d' | LC_ALL=C sort"

    def count(path):
        requests = int(sh(f"{clean} | wc -l", OUT=str(path)))
        return {"requests": requests, "distinct": int(sh(f"{clean} -u | wc -l", OUT=str(path)))}
    made("cache trace, one id a line", "traces/" + file, by, command, asked, coreutils, count)


def text():
    lines("awk.txt", mawk, """mawk -F, 'NR > 1 { print $2 }' kv.csv > "$OUT" """)
    lines("cut-tail.txt", package("coreutils cut and tail", "coreutils"), 'cut -d, -f2 kv.csv | tail -n +2 > "$OUT"')
    lines("r-writelines.txt", r, rscript('writeLines(readLines("names.txt", encoding="UTF-8"), Sys.getenv("OUT"), useBytes=TRUE)'))
    lines("r-cat.txt", r, rscript('cat(read.csv("kv.csv")$id, sep="\\n", file=Sys.getenv("OUT"))'))
    lines("r-write.txt", r, rscript('write(read.csv("kv.csv")$id, Sys.getenv("OUT"), ncolumns=1)'))
    lines("r-write-table.txt", r,
          rscript('write.table(read.csv("kv.csv")$id, Sys.getenv("OUT"), row.names=FALSE, col.names=FALSE)'))
    lines("numpy-savetxt.txt", numpy1,
          f"""{PYTHON} -c 'import os, numpy as np; np.savetxt(os.environ["OUT"], np.loadtxt("ids.txt", dtype=int), fmt="%d")'""")
    lines("numpy-savetxt-header.txt", numpy1,
          f"""{PYTHON} -c 'import os, numpy as np; np.savetxt(os.environ["OUT"], np.loadtxt("ids.txt", dtype=int), fmt="%d", header="ids of kv", newline="\\r\\n")'""")
    lines("numpy-tofile.txt", numpy2,
          f"""{PYTHON_NEW} -c 'import os, numpy as np; np.loadtxt("ids.txt", dtype=np.int64).tofile(os.environ["OUT"], sep="\\n")'""")
    lines("python-bom.txt", python,
          f"""{PYTHON} -c 'import os; open(os.environ["OUT"], "w", encoding="utf-8-sig").write(open("names.txt").read())'""")
    lines("sed-crlf.txt", package("sed", "sed"), """sed 's/$/\\r/' names.txt > "$OUT" """)
    lines("jq.txt", jq, """jq -R . names.txt | jq -r . > "$OUT" """)
    lines("sqlite.txt", package("sqlite3", "sqlite3"), "sqlite3 :memory: -cmd '.import --csv kv.csv kv' 'select id from kv' > \"$OUT\"")
    lines("ruby-puts.txt", ruby, """ruby -e 'File.open(ENV["OUT"], "w") { |o| o.puts File.readlines("names.txt", chomp: true) }'""")
    lines("php-implode.txt", php, """php -r 'file_put_contents(getenv("OUT"), implode(PHP_EOL, file("names.txt", FILE_IGNORE_NEW_LINES)));'""")
    lines("perl-say.txt", perl, """perl -F, -E 'print $F[1], "\\n" if $. > 1' -a kv.csv > "$OUT" """)
    lines("gawk-blank-lines.txt", gawk, """gawk -F, 'BEGIN { print "# ids" } NR > 1 { print $2; if (NR % 7 == 0) print "" }' kv.csv > "$OUT" """)


RECORD = '[("time", "<u4"), ("id", "<u8"), ("size", "<u4"), ("next", "<i8")]'


def records(file, by, command, unfold="cat"):
    def count(path):
        import numpy as np
        table = np.frombuffer(sh(f'{unfold} "$OUT"', OUT=str(path)),
                              np.dtype([("time", "<u4"), ("id", "<u8"), ("size", "<u4"), ("next", "<i8")]))
        return figures(table["id"].tolist(), table["size"].tolist())
    made("cache trace, oracleGeneral", "traces/" + file, by, command, "trace", numpy1, count)


def oracle_general():
    fill = ('t = np.genfromtxt("kv.csv", delimiter=",", skip_header=1, dtype=np.int64); '
            f'a = np.zeros(len(t), np.dtype({RECORD})); a["time"], a["id"], a["size"], a["next"] = t[:, 0], t[:, 1], t[:, 2], -1; ')
    for name, by, run, more in [
            ("numpy-1.oracleGeneral", numpy1, PYTHON, 'a.tofile(os.environ["OUT"])'),
            ("numpy-2.bin", numpy2, PYTHON_NEW, 'open(os.environ["OUT"], "wb").write(a.tobytes())'),
            # Ids of 64 bits, and two that agree in their lower or upper half.
            ("numpy-wide-ids.oracleGeneral", numpy1, PYTHON,
             'a["id"][:4] = [2**64 - 1, 2**63, 2**32 + 3, 3]; a["size"][:4] = [2**32 - 1, 2**31, 1, 1]; a.tofile(os.environ["OUT"])'),
            # Written on a big-endian machine by code that swaps, as the format asks.
            ("numpy-from-big-endian.oracleGeneral", numpy2, PYTHON_NEW,
             'a.astype(a.dtype.newbyteorder(">")).astype(a.dtype).tofile(os.environ["OUT"])')]:
        records(name, by, f"{run} -c 'import os, numpy as np; {fill}{more}'")
    records("python-struct.oracleGeneral", python,
            f"""{PYTHON} -c 'import os, struct; open(os.environ["OUT"], "wb").write(b"".join(struct.pack("<IQIq", *map(int, line.split(",")), -1) for line in list(open("kv.csv"))[1:]))'""")
    records("perl-pack.oracleGeneral.bin", perl,
            """perl -F, -ane 'print pack("L< Q< L< q<", $F[0], $F[1], $F[2], -1) if $. > 1' kv.csv > "$OUT" """)
    records("ruby-pack.oracleGeneral", ruby,
            """ruby -e 'File.binwrite(ENV["OUT"], File.readlines("kv.csv").drop(1).map { |l| (l.split(",").map(&:to_i) + [-1]).pack("L<Q<L<q<") }.join)'""")
    records("php-pack.oracleGeneral", php,
            """php -r '$s = ""; foreach (array_slice(file("kv.csv"), 1) as $l) { [$t, $i, $z] = array_map("intval", explode(",", $l)); $s .= pack("VPVP", $t, $i, $z, -1); } file_put_contents(getenv("OUT"), $s);'""")
    records("node-buffer.oracleGeneral", node,
            f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, Buffer.concat(fs.readFileSync(\"kv.csv\", \"utf8\")"
            ".trim().split(\"\\n\").slice(1).map(l => { const [t, i, z] = l.split(\",\"), b = Buffer.alloc(24); b.writeUInt32LE(+t, 0); "
            "b.writeBigUInt64LE(BigInt(i), 4); b.writeUInt32LE(+z, 12); b.writeBigInt64LE(-1n, 16); return b; })))'")
    pack = """perl -F, -ane 'print pack("L< Q< L< q<", $F[0], $F[1], $F[2], -1) if $. > 1' kv.csv"""
    records("zstd.oracleGeneral.zst", package("zstd", "zstd"), pack + ' | zstd -q -19 > "$OUT"', "zstd -dc")
    records("zstd-frames.oracleGeneral.zst", package("zstd", "zstd"),
            f'({pack} | head -c 500 | zstd -q; {pack} | tail -c +501 | zstd -q --no-check) > "$OUT"', "zstd -dc")
    records("gzip.oracleGeneral.gz", package("gzip", "gzip"), pack + ' | gzip -9n > "$OUT"', "gzip -dc")
    records("xz.oracleGeneral.xz", package("xz", "xz-utils"), pack + ' | xz -6 > "$OUT"', "xz -dc")
    records("bzip2.bin.bz2", package("bzip2", "bzip2"), pack + ' | bzip2 > "$OUT"', "bzip2 -dc")


def make():
    text()
    oracle_general()


