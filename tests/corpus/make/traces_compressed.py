# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""The same traces compressed: every level, framing and check that the tools write, counted after their own unfolding."""
from made import NODE, PYTHON, from_npm, made, node, package, pandas, php, python, r, sh
from traces_csv import by_pandas, rscript
from traces_other import coreutils

gzip, pigz = package("gzip", "gzip"), package("pigz", "pigz")
bzip2, lbzip2 = package("bzip2", "bzip2"), package("lbzip2", "lbzip2")
xz, pixz = package("xz", "xz-utils"), package("pixz", "pixz")
zstd, seven = package("zstd", "zstd"), package("7-Zip", "p7zip-full")
UNFOLD = {"gz": "gzip -dc", "bz2": "bzip2 -dc", "xz": "xz -dc", "zst": "zstd -q -dc", "lzma": "xz -dc"}


def ids(file, by, command):
    unfold = UNFOLD[file.rsplit(".", 1)[1]]

    def count(path):
        requests = int(sh(f'{unfold} "$OUT" | wc -l', OUT=str(path)))
        return {"requests": requests, "distinct": int(sh(f'{unfold} "$OUT" | sort -u | wc -l', OUT=str(path)))}
    made("compressed trace, " + file.rsplit(".", 1)[1], "compressed/" + file, by, command, "trace",
         lambda: unfold.split()[0] + " -dc | " + coreutils(), count)


def table(file, by, command, count=None):
    made("compressed trace, " + file.rsplit(".", 1)[1], "compressed/" + file, by, command, "trace", pandas, count or by_pandas())


def gz():
    for name, options in [("1", "-1"), ("9-named", "-9"), ("rsyncable", "--rsyncable")]:
        ids(f"gzip-{name}.txt.gz", gzip, f'cp many.txt ids-of-march.txt && gzip {options} -c ids-of-march.txt > "$OUT"')
    ids("gzip-members.txt.gz", gzip, '(head -n 500 many.txt | gzip -n; tail -n +501 many.txt | gzip -n) > "$OUT"')
    ids("gzip-empty-member.txt.gz", gzip, '(gzip -n < many.txt; gzip -n < /dev/null) > "$OUT"')
    ids("pigz.txt.gz", pigz, 'pigz -n -p 2 -b 128 < many.txt > "$OUT"')
    ids("pigz-zopfli.txt.gz", pigz, 'pigz -n -11 < ids.txt > "$OUT"')
    ids("pigz-independent.txt.gz", pigz, 'pigz -n -p 2 -i -b 128 < many.txt > "$OUT"')
    ids("7z.txt.gz", seven, 'rm -f a.gz && 7z a -bd -tgzip a.gz many.txt >/dev/null && cp a.gz "$OUT"')
    ids("python-gzip.txt.gz", python, f"""{PYTHON} -c 'import gzip, os; gzip.open(os.environ["OUT"], "wb").write(open("many.txt", "rb").read())'""")
    ids("node-zlib.txt.gz", node, f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, require(\"zlib\").gzipSync(fs.readFileSync(\"many.txt\")))'")
    ids("fflate.txt.gz", from_npm("fflate"), f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, require(\"fflate\").gzipSync(fs.readFileSync(\"many.txt\"), {{filename: \"many.txt\", mtime: 0}}))'")
    ids("php-gzencode.txt.gz", php, """php -r 'file_put_contents(getenv("OUT"), gzencode(file_get_contents("many.txt"), 6));'""")
    ids("r-gzfile.txt.gz", r, rscript('o <- gzfile(Sys.getenv("OUT"), "w"); writeLines(readLines("many.txt"), o); close(o)'))
    table("pandas.csv.gz", pandas, f"""{PYTHON} -c 'import os, pandas as pd; pd.read_csv("kv.csv").to_csv(os.environ["OUT"], index=False)'""")
    table("data-table.csv.gz", package("R data.table", "r-cran-data.table"),
          rscript('suppressMessages(library(data.table)); fwrite(fread("kv.csv"), Sys.getenv("OUT"))'))


def bz2():
    for level in ("-1", "-9"):
        ids(f"bzip2{level}.txt.bz2", bzip2, f'bzip2 {level} < many.txt > "$OUT"')
    ids("bzip2-streams.txt.bz2", bzip2, '(head -n 500 many.txt | bzip2; tail -n +501 many.txt | bzip2) > "$OUT"')
    ids("lbzip2.txt.bz2", lbzip2, 'lbzip2 -1 < many.txt > "$OUT"')
    ids("7z.txt.bz2", seven, 'rm -f a.bz2 && 7z a -bd -tbzip2 a.bz2 many.txt >/dev/null && cp a.bz2 "$OUT"')
    table("pandas.csv.bz2", pandas, f"""{PYTHON} -c 'import os, pandas as pd; pd.read_csv("kv.csv").to_csv(os.environ["OUT"], index=False)'""")


def xzs():
    for name, options in [("0", "-0"), ("9e", "-9e"), ("blocks", "--block-size=2000"), ("no-check", "--check=none"),
                          ("crc32", "--check=crc32"), ("sha256", "--check=sha256"), ("x86-filter", "--x86 --lzma2=preset=6"),
                          ("delta", "--delta=dist=1 --lzma2")]:
        ids(f"xz-{name}.txt.xz", xz, f'xz {options} < many.txt > "$OUT"')
    ids("xz-streams.txt.xz", xz, '(head -n 500 many.txt | xz; tail -n +501 many.txt | xz) > "$OUT"')
    ids("xz-padded.txt.xz", xz, '(xz < many.txt; printf "\\0\\0\\0\\0") > "$OUT"')
    ids("pixz.txt.xz", pixz, 'pixz -t < many.txt > "$OUT"')
    ids("7z.txt.xz", seven, 'rm -f a.xz && 7z a -bd -txz a.xz many.txt >/dev/null && cp a.xz "$OUT"')
    table("pandas.csv.xz", pandas, f"""{PYTHON} -c 'import os, pandas as pd; pd.read_csv("kv.csv").to_csv(os.environ["OUT"], index=False)'""")


def zst():
    for name, options in [("1", "-1"), ("fast", "--fast=5"), ("19", "-19"), ("ultra-22", "--ultra -22"), ("long-27", "--long=27"),
                          ("no-check", "--no-check"), ("rsyncable", "--rsyncable -T2")]:
        ids(f"zstd-{name}.txt.zst", zstd, f'zstd -q {options} < many.txt > "$OUT"')
    ids("zstd-sized.txt.zst", zstd, 'zstd -q -f many.txt -o "$OUT"')
    ids("zstd-frames.txt.zst", zstd, '(head -n 500 many.txt | zstd -q; tail -n +501 many.txt | zstd -q -1) > "$OUT"')
    ids("pzstd.txt.zst", package("pzstd", "zstd"), 'rm -f p.zst && pzstd -q -p 2 many.txt -o p.zst && cp p.zst "$OUT"')
    ids("zstd-skippable.txt.zst", zstd, '(zstd -q < many.txt; printf "\\x50\\x2a\\x4d\\x18\\x04\\0\\0\\0note") > "$OUT"')
    ids("skippable-first.txt.zst", zstd, '(printf "\\x5f\\x2a\\x4d\\x18\\x04\\0\\0\\0note"; zstd -q < many.txt) > "$OUT"')


def make():
    gz()
    bz2()
    xzs()
    zst()
