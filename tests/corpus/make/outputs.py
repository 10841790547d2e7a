# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""What programs print as the output of a check, and receipts that travelled."""
from made import (CORPUS, NODE, PYTHON, PYTHON_NEW, gawk, jq, jsonlite, made, mawk, module, node, numpy1, numpy2, package, perl, php,
                  python, r, ruby, sh)
from traces_csv import rscript

EXPECTED = {"seven": 7, "tenth": "number:0.1", "small": "number:1.5e-09", "large": "number:6.02e+23", "negative": "number:-2.5",
            "nested.inner": "number:0.3", "count": 9007199254740991}
PLAIN = '{"seven": 7, "tenth": 0.1, "small": 1.5e-9, "large": 6.02e23, "negative": -2.5, "nested": {"inner": 0.3}, "count": 9007199254740991, "name": "text", "list": [1, 2], "no": null, "yes": true}'


def output(file, by, command, expected=None):
    made("script output", "outputs/" + file, by, command, "output", "the values that were given to the program", lambda _: expected or EXPECTED)


def printed():
    value = PLAIN.replace("null", "None").replace("true", "True")
    output("python.json", python, f"{PYTHON} -c 'import json; print(json.dumps({value}))' > \"$OUT\"")
    output("python-indented.json", python, f"{PYTHON} -c 'import json; print(json.dumps({value}, indent=2, sort_keys=True))' > \"$OUT\"")
    output("python-crlf.json", python, f"{PYTHON} -c 'import json; print(json.dumps({value}, indent=1))' | sed 's/$/\\r/' > \"$OUT\"")
    output("python-decimal.json", python, f"{PYTHON} -c 'import json; from decimal import Decimal as D; print(json.dumps({{\"seven\": 7, \"tenth\": D(\"0.1\"), \"price\": D(\"11.81\") - D(\"5.81\")}}, default=float))' > \"$OUT\"",
           {"seven": 7, "tenth": "number:0.1", "price": "number:6"})
    numbers = "{\"seven\": np.int64(7), \"tenth\": np.float64(0.1), \"half\": np.float16(0.5), \"third\": np.float32(1) / 3, \"sum\": np.arange(5).sum(), \"mean\": np.mean([1, 2, 4.5])}"
    # NumPy 1 makes a double of float32(1) / 3, NumPy 2 keeps float32: the same script, two numbers.
    wanted = {"seven": 7, "tenth": "number:0.1", "half": "number:0.5", "third": "number:0.3333333432674408", "sum": 10, "mean": "number:2.5"}
    output("numpy-1-item.json", numpy1, f"{PYTHON} -c 'import json, numpy as np; print(json.dumps({numbers}, default=lambda x: x.item()))' > \"$OUT\"", dict(wanted, third="number:0.3333333333333333"))
    output("numpy-2-item.json", numpy2, f"{PYTHON_NEW} -c 'import json, numpy as np; print(json.dumps({numbers}, default=lambda x: x.item()))' > \"$OUT\"", wanted)
    output("numpy-2-float.json", numpy2, f"{PYTHON_NEW} -c 'import json, numpy as np; print(json.dumps({{k: float(v) for k, v in {numbers}.items()}}))' > \"$OUT\"", wanted)
    output("pandas-to-json.json", module("pandas", "pandas"), f"{PYTHON} -c 'import pandas as pd; print(pd.Series({{\"seven\": 7, \"tenth\": 0.1, \"mean\": 2.5}}).to_json())' > \"$OUT\"",
           {"seven": 7, "tenth": "number:0.1", "mean": "number:2.5"})
    output("node.json", node, f"{NODE} -e 'console.log(JSON.stringify({PLAIN}))' > \"$OUT\"")
    output("node-indented.json", node, f"{NODE} -e 'console.log(JSON.stringify({PLAIN}, null, 2))' > \"$OUT\"")
    output("jq.json", jq, f"jq -n '{PLAIN}' > \"$OUT\"", {k: v for k, v in EXPECTED.items()})
    output("jq-compact.json", jq, f"jq -cn '{PLAIN}' > \"$OUT\"")
    output("ruby.json", ruby, f"ruby -rjson -e 'puts JSON.generate(JSON.parse(%q({PLAIN})))' > \"$OUT\"")
    output("php.json", php, f"php -r 'echo json_encode(json_decode(<<<E\n{PLAIN}\nE\n)), PHP_EOL;' > \"$OUT\"")
    output("perl.json", perl, f"perl -MJSON::PP -e 'print JSON::PP->new->canonical->encode(decode_json(q({PLAIN}))), \"\\n\"' > \"$OUT\"")
    output("jsonlite.json", jsonlite, rscript("cat(jsonlite::toJSON(list(seven=7L, tenth=0.1, small=1.5e-9, large=6.02e23, negative=-2.5, nested=list(inner=0.3), count=9007199254740991), auto_unbox=TRUE, digits=NA))") + ' > "$OUT"',
           dict(EXPECTED, count=9007199254740990))  # Its most digits are fifteen.
    output("r-sprintf.json", r, rscript('cat(sprintf("{\\"seven\\": %d, \\"tenth\\": %.17g, \\"third\\": %.15g}", 7L, 0.1, 1/3), sep="\\n")') + ' > "$OUT"',
           {"seven": 7, "tenth": "number:0.10000000000000001", "third": "number:0.333333333333333"})
    output("gawk.json", gawk, """gawk 'BEGIN { printf "{\\"seven\\": %d, \\"tenth\\": %.6f, \\"large\\": %g}\\n", 7, 0.1, 6.02e23 }' > "$OUT" """,
           {"seven": 7, "tenth": "number:0.1", "large": "number:6.02e+23"})
    output("mawk.json", mawk, """mawk 'BEGIN { printf "{\\"seven\\": %d, \\"tenth\\": %e, \\"third\\": %.10G}", 7, 0.1, 1e-20 / 3 }' > "$OUT" """,
           {"seven": 7, "tenth": "number:0.1", "third": "number:3.333333333e-21"})
    output("sqlite.json", package("sqlite3", "sqlite3"), "sqlite3 :memory: \"select json_object('seven', 7, 'tenth', 0.1, 'nested', json_object('inner', 0.3))\" > \"$OUT\"",
           {"seven": 7, "tenth": "number:0.1", "nested.inner": "number:0.3"})
    output("printf.json", package("bash printf", "bash"), """printf '{"seven": %d, "tenth": %s, "negative": %.1f}\\n' 7 0.1 -2.5 > "$OUT" """,
           {"seven": 7, "tenth": "number:0.1", "negative": "number:-2.5"})


def receipts():
    """Signed by this program; what travels is counted by jq."""
    for file, by, command in [("gzip.jsonl.gz", package("gzip", "gzip"), "gzip -nc plain.jsonl"), ("zstd.jsonl.zst", package("zstd", "zstd"), "zstd -qc plain.jsonl"),
                              ("plain.jsonl", python, "cat plain.jsonl"), ("crlf.jsonl", package("sed", "sed"), "sed 's/$/\\r/' plain.jsonl"),
                              ("shuffled.jsonl", package("coreutils tac", "coreutils"), "tac plain.jsonl")]:
        made("receipts", "receipts/" + file, by, f"cp $CORPUS/receipts/signed.jsonl plain.jsonl && {command} > \"$OUT\"", "receipts", jq,
             lambda _: {"receipts": int(sh("jq -s length $CORPUS/receipts/signed.jsonl"))})


def make():
    printed()
    if (CORPUS / "receipts" / "signed.jsonl").exists():
        receipts()
