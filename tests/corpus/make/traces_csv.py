# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Cache traces as the writers of CSV write them: separators, quotes, line ends, marks, row numbers."""

from made import (NODE, PYTHON, datatable, from_npm, gawk, jq, made, mawk, node, numpy1, package, pandas, perl, php,
                  python, r, readr, ruby)


def figures(ids, sizes=None):
    """What `trace info` says, from a column of ids and one of sizes (an object's first size above 0 counts)."""
    result = {"requests": len(ids), "distinct": len(set(ids))}
    if sizes is None:
        return result
    first = {}
    for key, size in zip(ids, sizes):
        if first.get(key, 0) == 0:
            first[key] = size
    return dict(result, bytes_distinct=sum(first.values()), min_size=min(first.values()), max_size=max(first.values()))


def by_pandas(key="id", size="size", **options):
    def count(path):
        import pandas as pd
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, **options)
        sizes = None if size is None else [int(float(text)) for text in frame[size]]
        return figures(list(frame[key]), sizes)
    return count


# A key that csvkit turned into nothing: a reader may refuse it.
MAY_REFUSE = {"csvkit-in2csv.csv"}


def table(file, by, command, asked="trace", count=None):
    if file in MAY_REFUSE:
        asked += " --or-refused"
    made("cache trace, CSV", "traces/" + file, by, command, asked, pandas, count or by_pandas())


def rscript(code):
    return f"Rscript --vanilla -e '{code}'"


def python_writers():
    table("python-csv.csv", python,  # Ends lines with CR LF by itself.
          f"""{PYTHON} -c 'import csv, os; csv.writer(open(os.environ["OUT"], "w", newline="")).writerows(csv.reader(open("kv.csv")))'""")
    table("python-csv-unix.csv", python,  # Every cell quoted.
          f"""{PYTHON} -c 'import csv, os; csv.writer(open(os.environ["OUT"], "w", newline=""), dialect="unix").writerows(csv.reader(open("kv.csv")))'""")
    table("python-csv-nonnumeric.csv", python,
          f"""{PYTHON} -c 'import csv, os; csv.writer(open(os.environ["OUT"], "w", newline=""), quoting=csv.QUOTE_NONNUMERIC).writerows([[int(c) if c.isdigit() else c for c in row] for row in csv.reader(open("kv.csv"))])'""")
    table("python-csv-tab.csv", python,
          f"""{PYTHON} -c 'import csv, os; csv.writer(open(os.environ["OUT"], "w", newline=""), dialect="excel-tab").writerows(csv.reader(open("kv.csv")))'""",
          "trace --delimiter tab", by_pandas(sep="\t"))
    table("python-names.csv", python,
          f"""{PYTHON} -c 'import csv, json, os; csv.writer(open(os.environ["OUT"], "w", newline="")).writerows([["key", "size"]] + [list(row.values()) for row in json.load(open("names.json"))])'""",
          count=by_pandas("key"))
    pandas_names = 'pd.read_json("names.json", dtype={"key": str})'
    for name, source, call, asked, count in [
            ("pandas.csv", 'pd.read_csv("kv.csv")', "index=False", "trace", by_pandas()),
            ("pandas-index.csv", 'pd.read_csv("kv.csv")', "", "trace", by_pandas()),
            ("pandas-index-label.csv", 'pd.read_csv("kv.csv")', 'index_label="row"', "trace", by_pandas()),
            ("pandas-time-index.csv", 'pd.read_csv("kv.csv", index_col="time")', "", "trace", by_pandas()),
            ("pandas-semicolon.csv", 'pd.read_csv("kv.csv")', 'index=False, sep=";"', "trace", by_pandas(sep=";")),
            ("pandas-pipe.csv", 'pd.read_csv("kv.csv")', 'index=False, sep="|"', "trace", by_pandas(sep="|")),
            ("pandas-bom.csv", 'pd.read_csv("kv.csv")', 'index=False, encoding="utf-8-sig"', "trace", by_pandas()),
            ("pandas-crlf.csv", 'pd.read_csv("kv.csv")', 'index=False, lineterminator="\\r\\n"', "trace", by_pandas()),
            ("pandas-quote-all.csv", 'pd.read_csv("kv.csv")', "index=False, quoting=1", "trace", by_pandas()),
            ("pandas-no-header.csv", 'pd.read_csv("kv.csv")', "index=False, header=False",
             "trace --id-column 2 --size-column 3", by_pandas("id", names=["time", "id", "size"])),
            ("pandas-names.csv", pandas_names, "index=False", "trace", by_pandas("key")),
            ("pandas-names-semicolon.csv", pandas_names, 'index=False, sep=";"', "trace", by_pandas("key", sep=";")),
            ("pandas-float-sizes.csv", 'pd.read_csv("kv.csv").astype({"size": float})', "index=False", "trace", by_pandas())]:
        table(name, pandas, f"""{PYTHON} -c 'import os, pandas as pd; {source}.to_csv(os.environ["OUT"]{", " + call if call else ""})'""",
              asked, count)
    load = 'np.loadtxt("kv.csv", delimiter=",", skiprows=1)'
    table("numpy-savetxt-header.csv", numpy1,  # The header begins with "# ".
          f"""{PYTHON} -c 'import os, numpy as np; np.savetxt(os.environ["OUT"], {load}, fmt="%d", delimiter=",", header="time,id,size")'""",
          count=by_pandas("id", skiprows=1, names=["time", "id", "size"]))
    table("numpy-savetxt.csv", numpy1,  # All cells as 5.120000000000000000e+02.
          f"""{PYTHON} -c 'import os, numpy as np; np.savetxt(os.environ["OUT"], {load}, delimiter=",")'""",
          "trace --id-column 2 --size-column 3", by_pandas("id", names=["time", "id", "size"]))


def r_writers():
    read, names = 'd <- read.csv("kv.csv")', 'd <- jsonlite::fromJSON("names.json")'
    out = 'Sys.getenv("OUT")'
    for name, source, call, asked, count in [
            ("r-write-csv.csv", read, f"write.csv(d, {out})", "trace", by_pandas()),
            ("r-write-csv-no-row-names.csv", read, f"write.csv(d, {out}, row.names=FALSE)", "trace", by_pandas()),
            # 100000 and 2000000 as doubles: R writes 1e+05 and 2e+06.
            ("r-write-csv-doubles.csv", read + "; d$size <- as.numeric(d$size)", f"write.csv(d, {out}, row.names=FALSE)",
             "trace", by_pandas()),
            ("r-write-csv-unquoted.csv", read, f'write.csv(d, {out}, row.names=FALSE, quote=FALSE, eol="\\r\\n")', "trace",
             by_pandas()),
            ("r-write-csv2.csv", read + "; d$time <- d$time + 0.5", f"write.csv2(d, {out}, row.names=FALSE)", "trace",
             by_pandas(sep=";")),
            ("r-write-table-named.csv", read, f'write.table(d, {out}, sep="\\t", row.names=FALSE)', "trace", by_pandas(sep="\t")),
            # col.names=NA is R's own advice for spreadsheets: an empty name above the row names.
            ("r-write-table-spreadsheet.csv", read, f'write.table(d, {out}, sep=",", col.names=NA)', "trace", by_pandas()),
            ("r-names.csv", names, f"write.csv(d, {out}, row.names=FALSE)", "trace", by_pandas("key"))]:
        table(name, r, rscript(f"{source}; {call}"), asked, count)
    # Its header has one cell fewer than its rows: the names of rows have none. A reader that goes by names is one off.
    table("r-write-table.csv", r, rscript(f'{read}; write.table(d, {out}, sep=",")'), "trace",
          by_pandas(index_col=0))
    library = "suppressMessages(library(data.table)); "
    for name, source, call, count in [
            ("data-table-fwrite.csv", 'd <- fread("kv.csv")', f"fwrite(d, {out})", by_pandas()),
            ("data-table-fwrite-bom.csv", 'd <- fread("kv.csv")', f"fwrite(d, {out}, bom=TRUE, quote=TRUE)", by_pandas()),
            ("data-table-fwrite-tab.csv", 'd <- fread("kv.csv")', f'fwrite(d, {out}, sep="\\t")', by_pandas(sep="\t")),
            ("data-table-fwrite-semicolon.csv", 'd <- fread("kv.csv"); d[, time := time + 0.25]',
             f'fwrite(d, {out}, sep=";", dec=",", eol="\\r\\n")', by_pandas(sep=";")),
            ("data-table-fwrite-doubles.csv", 'd <- fread("kv.csv"); d[, size := as.numeric(size)]', f"fwrite(d, {out})",
             by_pandas()),
            ("data-table-names.csv", "d <- as.data.table(jsonlite::fromJSON(\"names.json\"))", f"fwrite(d, {out})",
             by_pandas("key"))]:
        table(name, datatable, rscript(f"{library}{source}; {call}"), count=count)
    library = "suppressMessages(library(readr)); d <- read_csv(\"kv.csv\", show_col_types=FALSE); "
    for name, call, count in [("readr-write-csv.csv", "write_csv", by_pandas()),
                              ("readr-write-excel-csv.csv", "write_excel_csv", by_pandas()),
                              ("readr-write-excel-csv2.csv", "write_excel_csv2", by_pandas(sep=";")),
                              ("readr-write-tsv.csv", "write_tsv", by_pandas(sep="\t"))]:
        table(name, readr, rscript(f"{library}{call}(d, {out})"), count=count)


def spreadsheets():
    gnumeric, office = package("gnumeric ssconvert", "gnumeric"), package("LibreOffice", "libreoffice-calc-nogui")
    table("gnumeric.csv", gnumeric, 'ssconvert kv.csv "$OUT" 2>/dev/null')
    table("gnumeric-options.csv", gnumeric,
          "ssconvert -T Gnumeric_stf:stf_assistant -O 'separator=; quoting-mode=always eol=windows' kv.csv \"$OUT\" 2>/dev/null",
          count=by_pandas(sep=";"))
    convert = ("soffice -env:UserInstallation=file://$PWD/office --headless --convert-to 'csv:Text - txt - csv (StarCalc):%s'"
               " --outdir office-out kv.csv >/dev/null 2>&1 && cp office-out/kv.csv \"$OUT\"")
    table("libreoffice.csv", office, convert % "44,34,76,1")
    table("libreoffice-semicolon.csv", office, convert % "59,34,76,1,,0,true", count=by_pandas(sep=";"))
    table("libreoffice-tab-quoted.csv", office, convert % "9,34,76,1,,0,true", count=by_pandas(sep="\t"))
    sheet = "const X = require(\"@e965/xlsx\"), fs = require(\"fs\"); const s = X.readFile(\"kv.csv\").Sheets.Sheet1; "
    table("sheetjs.csv", from_npm("@e965/xlsx"), f"{NODE} -e 'const X = require(\"@e965/xlsx\"), fs = require(\"fs\"); "
          "const s = X.readFile(\"kv.csv\").Sheets.Sheet1; fs.writeFileSync(process.env.OUT, X.utils.sheet_to_csv(s))'")
    table("sheetjs-forced-quotes.csv", from_npm("@e965/xlsx"), f"{NODE} -e '{sheet}"
          "fs.writeFileSync(process.env.OUT, X.utils.sheet_to_csv(s, {forceQuotes: true, FS: \";\", RS: \"\\r\\n\"}))'",
          count=by_pandas(sep=";"))


def databases_and_filters():
    sqlite = package("sqlite3", "sqlite3")
    load = "sqlite3 :memory: -cmd '.import --csv kv.csv kv' "
    table("sqlite-csv.csv", sqlite, load + "-header -csv 'select * from kv' > \"$OUT\"")
    table("sqlite-tabs.csv", sqlite, load + "-cmd '.mode tabs' -header 'select * from kv' > \"$OUT\"", count=by_pandas(sep="\t"))
    table("sqlite-list.csv", sqlite, load + "-header 'select * from kv' > \"$OUT\"", count=by_pandas(sep="|"))
    table("sqlite-quotes.csv", sqlite, "sqlite3 :memory: -header -csv \"select value ->> '$.key' as key, value ->> '$.size' as size "
          "from json_each(readfile('names.json'))\" > \"$OUT\"", count=by_pandas("key"))
    kit = package("csvkit", "csvkit")
    table("csvkit-csvformat.csv", kit, 'csvformat kv.csv > "$OUT"')
    table("csvkit-csvformat-tab.csv", kit, 'csvformat -T kv.csv > "$OUT"', count=by_pandas(sep="\t"))
    table("csvkit-csvformat-quoted.csv", kit, 'csvformat -U 1 -D ";" kv.csv > "$OUT"', count=by_pandas(sep=";"))
    table("csvkit-in2csv.csv", kit, 'in2csv -I names.json > "$OUT"', count=by_pandas("key"))
    mlr = package("Miller", "miller")
    table("miller.csv", mlr, 'mlr --icsv --ocsv cat kv.csv > "$OUT"')
    table("miller-reordered.csv", mlr, 'mlr --icsv --ocsv reorder -f size kv.csv > "$OUT"')
    table("miller-quote-all.csv", mlr, 'mlr --icsv --ocsv --quote-all cat kv.csv > "$OUT"')
    table("miller-tsv.csv", mlr, 'mlr --icsv --otsv cat kv.csv > "$OUT"', count=by_pandas(sep="\t"))
    table("miller-names.csv", mlr, 'mlr --ijson --ocsv cat names.json > "$OUT"', count=by_pandas("key"))
    table("gawk.csv", gawk, """gawk -F, -v OFS=, '{ print $3, $2 }' kv.csv > "$OUT" """)
    table("mawk-tabs.csv", mawk, """mawk -F, -v OFS='\\t' '{ $1 = $1; print }' kv.csv > "$OUT" """, count=by_pandas(sep="\t"))
    table("jq-csv.csv", jq, """jq -r '["key", "size"], (.[] | [.key, .size]) | @csv' names.json > "$OUT" """,
          count=by_pandas("key"))
    table("jq-tsv.csv", jq, """jq -r '["key", "size"], (.[] | [.key, .size]) | @tsv' names.json > "$OUT" """,
          count=by_pandas("key", sep="\t", quoting=3))


def languages():
    table("ruby.csv", ruby, """ruby -rcsv -e 'CSV.open(ENV["OUT"], "w") { |o| CSV.foreach("kv.csv") { |row| o << row } }'""")
    table("ruby-names.csv", ruby, """ruby -rcsv -rjson -e 'CSV.open(ENV["OUT"], "w", headers: %w[key size], write_headers: true) { |o| JSON.load(File.read("names.json")).each { |one| o << one.values } }'""",
          count=by_pandas("key"))
    table("ruby-forced-quotes.csv", ruby, """ruby -rcsv -e 'CSV.open(ENV["OUT"], "w", force_quotes: true, col_sep: ";", row_sep: "\\r\\n") { |o| CSV.foreach("kv.csv") { |row| o << row } }'""",
          count=by_pandas(sep=";"))
    table("php.csv", php, """php -r '$o = fopen(getenv("OUT"), "w"); foreach (file("kv.csv", FILE_IGNORE_NEW_LINES) as $line) fputcsv($o, explode(",", $line));'""")
    table("php-names.csv", php, """php -r '$o = fopen(getenv("OUT"), "w"); fputcsv($o, ["key", "size"]); foreach (json_decode(file_get_contents("names.json"), true) as $one) fputcsv($o, $one);'""",
          count=by_pandas("key"))
    table("perl.csv", perl, """perl -ne 's/\\n/\\r\\n/; print' kv.csv > "$OUT" """)
    rows = 'JSON.parse(require("fs").readFileSync("names.json"))'
    table("csv-stringify.csv", from_npm("csv-stringify"), f"{NODE} -e 'require(\"fs\").writeFileSync(process.env.OUT, "
          f"require(\"csv-stringify/sync\").stringify({rows}, {{header: true}}))'", count=by_pandas("key"))
    table("csv-stringify-bom.csv", from_npm("csv-stringify"), f"{NODE} -e 'require(\"fs\").writeFileSync(process.env.OUT, "
          f"require(\"csv-stringify/sync\").stringify({rows}, {{header: true, bom: true, quoted: true, delimiter: \";\", record_delimiter: \"windows\"}}))'",
          count=by_pandas("key", sep=";"))
    table("papaparse.csv", from_npm("papaparse"), f"{NODE} -e 'require(\"fs\").writeFileSync(process.env.OUT, "
          f"require(\"papaparse\").unparse({rows}))'", count=by_pandas("key"))
    table("node-join.csv", node, f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, "
          "fs.readFileSync(\"kv.csv\", \"utf8\").trimEnd().split(\"\\n\").join(\"\\r\\n\"))'")  # No end of the last line.


def layouts():
    """Columns as public traces name them; one tool writes all, the table is ours."""
    for name, header, row, key, size in [
            ("layout-libcachesim.csv", "timestamp,obj_id,obj_size,next_access_vtime", "$1,$2,$3,-1", "obj_id", "obj_size"),
            ("layout-lbn.csv", "version,time,op,size,lbn", "1,$1,2a,$3,$2", "lbn", "size"),
            ("layout-kv.csv", "timestamp,key,key_size,value_size,client_id,op,ttl", "$1,$2,9,$3,7,get,0", "key", "value_size"),
            ("layout-lba.csv", "timestamp,lba,size,op", "$1,$2,$3,R", "lba", "size"),
            ("layout-object.csv", "time,object,bytes", "$1,$2,$3", "object", "bytes")]:
        fields = row.replace(",", ' "," ')
        table(name, gawk, f"""gawk -F, 'NR == 1 {{ print "{header}"; next }} {{ print {quote_words(fields)} }}' kv.csv > "$OUT" """,
              count=by_pandas(key, size))


def quote_words(fields):
    return " ".join(word if word.startswith(("$", '"')) else f'"{word}"'
                    for word in fields.split())


def make():
    python_writers()
    r_writers()
    spreadsheets()
    databases_and_filters()
    languages()
    layouts()


