# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Traces of requests to language models, in the layouts of the public ones, as many writers write them."""
from made import (CORPUS, NODE, PYTHON, datatable, from_npm, gawk, jq, jsonlite, made, node, numpy1, package, pandas, perl,
                  php, python, r, readr, ruby, sh)
from traces_csv import rscript


def figures(times, answers, exact=True):
    result = {"requests": len(times), "answers": int(sum(answers)), "span_s": round(max(times) - min(times), 6)}
    # Some writers keep whole seconds only.
    return result if not exact or all(time == int(time) for time in times) else dict(result, like="requests/simplest.csv")


def by_pandas(time, answer, date=False, exact=True, **options):
    def count(path):
        import pandas as pd
        frame = pd.read_csv(path, dtype={time: str}, **options)
        if date:
            moments = [pd.Timestamp(text) for text in frame[time]]
            start = min(moments)
            times = [(moment - start) / pd.Timedelta(seconds=1) for moment in moments]
        else:
            times = [float(text) for text in frame[time]]
        return figures(times, frame[answer], exact)
    return count


def by_jq(per_second, file):
    unfold = "gzip -dc" if file.endswith(".gz") else "cat"
    return (f"{unfold} \"$OUT\" | jq -sc '{{requests: length, answers: (map(.output_length) | add), span_s: ((map(.timestamp) | max - min) / {per_second}"
            ' * 1e6 | round / 1e6), like: "requests/simplest.csv"}\'')


def dated(file, by, command, asked="requests", **options):
    made("requests, Azure", "requests/" + file, by, command, asked, pandas,
         by_pandas("TIMESTAMP", "GeneratedTokens", True, **options))


def azure():
    frame = ('d = pd.read_json("calls.json"); t = pd.Timestamp("2023-11-16 18:15:46.680590") + pd.to_timedelta(d.ms, unit="ms"); ')
    table = 'pd.DataFrame({"TIMESTAMP": t, "ContextTokens": d.prompt, "GeneratedTokens": d.answer})'
    run = PYTHON + " -c 'import os, pandas as pd; " + frame
    save = '.to_csv(os.environ["OUT"], index=False)'
    dated("azure-2023-pandas.csv", pandas, f"{run}{table}{save}'")
    dated("azure-2023-seven-digits.csv", gawk,  # As published, from .NET.
          "jq -r '.[] | [.ms, .prompt, .answer] | @tsv' calls.json | gawk 'BEGIN { OFS = \",\"; print \"TIMESTAMP,ContextTokens,GeneratedTokens\" } "
          "{ m = $1 + 680; print strftime(\"%Y-%m-%d %H:%M:%S\", 1700158546 + int(m / 1000), 1) sprintf(\".%03d5900\", m % 1000), $2, $3 }' > \"$OUT\"")
    dated("azure-2024-pandas.csv", pandas, f'{run}t = t.dt.tz_localize("UTC"); {table}{save}\'')
    dated("azure-offset.csv", pandas, f'{run}t = t.dt.tz_localize("UTC").dt.tz_convert("Asia/Kolkata"); {table}{save}\'')
    # The clocks go back while the trace runs: +02:00 becomes +01:00, and local time repeats.
    dated("azure-clocks-go-back.csv", pandas,
          f'{run}t = (t + (pd.Timestamp("2023-10-29 00:59:30") - t[0])).dt.tz_localize("UTC").dt.tz_convert("Europe/Berlin"); {table}{save}\'')
    dated("azure-2025-images.csv", pandas,
          f'{run}pd.DataFrame({{"TIMESTAMP": t, "NumImages": [i % 3 for i in range(len(d))], "ContextTokens": d.prompt, "GeneratedTokens": d.answer}}){save}\'')
    # str() of a datetime leaves the fraction out where it is zero.
    dated("azure-python-str.csv", python, f"""{PYTHON} -c 'import csv, datetime as t, json, os; w = csv.writer(open(os.environ["OUT"], "w")); w.writerow(["TIMESTAMP", "ContextTokens", "GeneratedTokens"]); [w.writerow([t.datetime(2024, 2, 28, 23, 59, 50) + t.timedelta(milliseconds=c["ms"]), c["prompt"], c["answer"]]) for c in json.load(open("calls.json"))]'""")
    dated("azure-python-isoformat.csv", python, f"""{PYTHON} -c 'import csv, datetime as t, json, os; w = csv.writer(open(os.environ["OUT"], "w")); w.writerow(["TIMESTAMP", "ContextTokens", "GeneratedTokens"]); [w.writerow([(t.datetime(2024, 12, 31, 23, 59, 30, tzinfo=t.timezone.utc) + t.timedelta(milliseconds=c["ms"])).isoformat(), c["prompt"], c["answer"]]) for c in json.load(open("calls.json"))]'""")
    dated("azure-node-toisostring.csv", node, f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, \"TIMESTAMP,ContextTokens,GeneratedTokens\\n\" + "
          "JSON.parse(fs.readFileSync(\"calls.json\")).map(c => [new Date(Date.UTC(2023, 10, 16) + c.ms).toISOString(), c.prompt, c.answer].join()).join(\"\\n\"))'")
    dated("azure-ruby-iso8601.csv", ruby, """ruby -rjson -rtime -rcsv -e 'CSV.open(ENV["OUT"], "w") { |o| o << %w[TIMESTAMP ContextTokens GeneratedTokens]; JSON.load(File.read("calls.json")).each { |c| o << [(Time.utc(2023, 11, 16) + Rational(c["ms"], 1000)).iso8601(3), c["prompt"], c["answer"]] } }'""")
    dated("azure-ruby-offset.csv", ruby, """ruby -rjson -rtime -rcsv -e 'CSV.open(ENV["OUT"], "w") { |o| o << %w[TIMESTAMP ContextTokens GeneratedTokens]; JSON.load(File.read("calls.json")).each { |c| o << [(Time.utc(2023, 11, 16) + Rational(c["ms"], 1000)).localtime("-08:00").iso8601(6), c["prompt"], c["answer"]] } }'""")
    dated("azure-php.csv", php, """php -r '$o = fopen(getenv("OUT"), "w"); fputcsv($o, ["TIMESTAMP", "ContextTokens", "GeneratedTokens"]); foreach (json_decode(file_get_contents("calls.json")) as $c) { $t = new DateTimeImmutable("2023-11-16 18:15:46.680"); fputcsv($o, [$t->modify("+$c->ms milliseconds")->format("Y-m-d H:i:s.u"), $c->prompt, $c->answer]); }'""")
    d = 'd <- jsonlite::fromJSON("calls.json"); d <- data.frame(TIMESTAMP=as.POSIXct(1700158546.68 + d$ms / 1000, origin="1970-01-01", tz="UTC"), ContextTokens=d$prompt, GeneratedTokens=d$answer); '
    dated("azure-data-table.csv", datatable, rscript(d + 'data.table::fwrite(d, Sys.getenv("OUT"))'))
    dated("azure-readr.csv", readr, rscript(d + 'readr::write_csv(d, Sys.getenv("OUT"))'))
    dated("azure-r-digits-secs.csv", r, rscript('options(digits.secs=6); ' + d + 'write.csv(d, Sys.getenv("OUT"), row.names=FALSE)'), exact=False)  # Cut, not rounded.
    dated("azure-miller.csv.gz", package("Miller", "miller"),
          "mlr --ijson --ocsv put -q 'emit1 mapsum({\"TIMESTAMP\": strftime(1700158546 + $ms / 1000, \"%Y-%m-%d %H:%M:%6S\")}, {\"ContextTokens\": $prompt, \"GeneratedTokens\": $answer})' calls.json | gzip -n > \"$OUT\"")

def seconds():
    columns = '"Timestamp": d.ms / 1000, "Model": "M", "Request tokens": d.prompt, "Response tokens": d.answer, "Total tokens": d.prompt + d.answer, "Log Type": "API log"'
    run = PYTHON + " -c 'import os, pandas as pd; d = pd.read_json(\"calls.json\"); "

    def burst(file, by, command, **options):
        made("requests, BurstGPT", "requests/" + file, by, command, "requests", pandas,
             by_pandas("Timestamp", "Response tokens", **options))

    burst("burstgpt-pandas.csv", pandas, f'{run}pd.DataFrame({{{columns}}}).to_csv(os.environ["OUT"], index=False)\'')
    burst("burstgpt-sessions.csv", pandas, f'{run}pd.DataFrame({{"Session ID": range(len(d)), "Elapsed time": d.answer / 50, {columns}}}).to_csv(os.environ["OUT"], index=False)\'')
    burst("burstgpt-quoted-crlf.csv", pandas, f'{run}pd.DataFrame({{{columns}}}).to_csv(os.environ["OUT"], index=False, quoting=1, lineterminator="\\r\\n", encoding="utf-8-sig")\'')
    burst("burstgpt-r.csv", r, rscript('d <- jsonlite::fromJSON("calls.json"); d <- data.frame("Timestamp"=d$ms / 1000, "Model"="M", "Request tokens"=d$prompt, "Response tokens"=d$answer, check.names=FALSE); write.csv(d, Sys.getenv("OUT"), row.names=FALSE)'))
    burst("burstgpt-unsorted.csv", pandas, f'{run}pd.DataFrame({{{columns}}}).sort_values("Request tokens").to_csv(os.environ["OUT"], index=False)\'')
    burst("burstgpt-sqlite.csv", package("sqlite3", "sqlite3"), "sqlite3 :memory: -header -csv \"select (value ->> '$.ms') / 1000.0 as Timestamp, 'M' as Model, value ->> '$.prompt' as 'Request tokens', "
          "value ->> '$.answer' as 'Response tokens' from json_each(readfile('calls.json'))\" > \"$OUT\"")
    burst("burstgpt-csv-stringify.csv", from_npm("csv-stringify"), f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, require(\"csv-stringify/sync\").stringify("
          "JSON.parse(fs.readFileSync(\"calls.json\")).map(c => ({Timestamp: c.ms / 1000, Model: \"a, b\", \"Request tokens\": c.prompt, \"Response tokens\": c.answer})), {header: true}))'")

    def vidur(file, by, command, count=None, **options):
        made("requests, Vidur", "requests/" + file, by, command, "requests", pandas,
             count or by_pandas("arrived_at", "num_decode_tokens", **options))

    columns = '"arrived_at": d.ms / 1000, "num_prefill_tokens": d.prompt, "num_decode_tokens": d.answer'
    vidur("vidur-pandas.csv", pandas, f'{run}pd.DataFrame({{{columns}}}).to_csv(os.environ["OUT"], index=False)\'')
    vidur("vidur-pandas-index.csv", pandas, f'{run}pd.DataFrame({{{columns}, "num_total_tokens": d.prompt + d.answer, "pd_ratio": d.prompt / d.answer}}).to_csv(os.environ["OUT"])\'')
    vidur("vidur-floats.csv", pandas, f'{run}pd.DataFrame({{{columns}}}).astype(float).to_csv(os.environ["OUT"], index=False)\'')
    vidur("vidur-late-start.csv", pandas, f'{run}pd.DataFrame({{{columns}}}).assign(arrived_at=lambda x: x.arrived_at + 86400).to_csv(os.environ["OUT"], index=False)\'')
    vidur("vidur-numpy.csv", numpy1, f"""{PYTHON} -c 'import json, os, numpy as np; np.savetxt(os.environ["OUT"], [[c["ms"] / 1000, c["prompt"], c["answer"]] for c in json.load(open("calls.json"))], delimiter=",", comments="", header="arrived_at,num_prefill_tokens,num_decode_tokens")'""")
    vidur("vidur-data-table.csv", datatable, rscript('d <- jsonlite::fromJSON("calls.json"); data.table::fwrite(list(arrived_at=d$ms / 1000, num_prefill_tokens=d$prompt, num_decode_tokens=as.numeric(d$answer)), Sys.getenv("OUT"))'))
    vidur("vidur-zstd.csv.zst", package("zstd", "zstd"), "zstd -q < $CORPUS/requests/simplest.csv > \"$OUT\"",
          lambda _: by_pandas("arrived_at", "num_decode_tokens")(CORPUS / "requests" / "simplest.csv"))

def json_lines():
    def mooncake(file, by, command, form="requests, Mooncake", per_second=1000):
        made(form, "requests/" + file, by, command, "requests", jq, by_jq(per_second, file))

    def bailian(file, by, command):
        mooncake(file, by, command, "requests, Bailian", 1)

    each = '[print(json.dumps(%s%s), file=o) for i, c in enumerate(json.load(open("calls.json")))]'
    run = f"{PYTHON} -c 'import json, os; o = open(os.environ[\"OUT\"], \"w\"); "
    row = '{"timestamp": c["ms"], "input_length": c["prompt"], "output_length": c["answer"], "hash_ids": [i, i + 1]}'
    mooncake("mooncake-python.jsonl", python, run + each % (row, "") + "'")
    mooncake("mooncake-python-compact.jsonl", python, run + each % (row, ', separators=(",", ":"), sort_keys=True') + "'")
    shape = "{timestamp: .ms, input_length: .prompt, output_length: .answer, hash_ids: [.prompt]}"
    mooncake("mooncake-jq.jsonl", jq, f"jq -c '.[] | {shape}' calls.json > \"$OUT\"")
    mooncake("mooncake-node.jsonl", node, f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, JSON.parse(fs.readFileSync(\"calls.json\"))"
             ".map((c, i) => JSON.stringify({timestamp: c.ms, input_length: c.prompt, output_length: c.answer, hash_ids: [i]})).join(\"\\r\\n\"))'")
    mooncake("mooncake-ruby.jsonl", ruby, """ruby -rjson -e 'File.open(ENV["OUT"], "w") { |o| JSON.load(File.read("calls.json")).each { |c| o.puts JSON.generate(timestamp: c["ms"].to_f, input_length: c["prompt"], output_length: c["answer"], hash_ids: []) } }'""")
    mooncake("mooncake-php.jsonl", php, """php -r '$s = ""; foreach (json_decode(file_get_contents("calls.json")) as $c) $s .= json_encode(["timestamp" => $c->ms, "input_length" => $c->prompt, "output_length" => $c->answer, "hash_ids" => [1, 2]]) . PHP_EOL; file_put_contents(getenv("OUT"), $s);'""")
    mooncake("mooncake-jsonlite.jsonl", jsonlite, rscript('d <- jsonlite::fromJSON("calls.json"); d <- data.frame(timestamp=d$ms, input_length=d$prompt, output_length=d$answer); d$hash_ids <- rep(list(1:3), nrow(d)); jsonlite::stream_out(d, file(Sys.getenv("OUT")), verbose=FALSE)'))
    mooncake("mooncake-perl.jsonl", perl, """perl -MJSON::PP -0777 -ne 'print encode_json({timestamp => $_->{ms}, input_length => $_->{prompt}, output_length => $_->{answer}, hash_ids => []}), "\\n" for @{decode_json($_)}' calls.json > "$OUT" """)
    mooncake("mooncake-pandas.jsonl", pandas, f"""{PYTHON} -c 'import os, pandas as pd; d = pd.read_json("calls.json"); d.columns = ["timestamp", "input_length", "output_length"]; d.to_json(os.environ["OUT"], orient="records", lines=True)'""")
    mooncake("mooncake-miller.jsonl", package("Miller", "miller"), 'mlr --ijson --ojsonl rename ms,timestamp,prompt,input_length,answer,output_length calls.json > "$OUT"')
    mooncake("mooncake-gzip.jsonl.gz", package("gzip", "gzip"), f"jq -c '.[] | {shape}' calls.json | gzip -n > \"$OUT\"")
    row = ('{"chat_id": i, "parent_chat_id": -1, "timestamp": c["ms"] / 1000, "input_length": c["prompt"], "output_length": c["answer"], '
           '"type": "text", "turn": 1, "hash_ids": [i]}')
    bailian("bailian-python.jsonl", python, run + each % (row, "") + "'")
    bailian("bailian-jq.jsonl", jq, "jq -c 'to_entries[] | .key as $i | .value | {chat_id: $i, parent_chat_id: -1, timestamp: (.ms / 1000), input_length: .prompt, output_length: .answer, "
            "type: \"text\", turn: 1, hash_ids: [$i]}' calls.json > \"$OUT\"")
    bailian("bailian-node.jsonl", node, f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, JSON.parse(fs.readFileSync(\"calls.json\"))"
            ".map((c, i) => JSON.stringify({chat_id: i, parent_chat_id: i % 4 ? i - 1 : -1, timestamp: c.ms / 1000, input_length: c.prompt, output_length: c.answer, "
            "type: [\"text\", \"search\", \"image\"][i % 3], turn: 1 + i % 4, hash_ids: [i]}) + \"\\n\").join(\"\"))'")
    bailian("bailian-ruby.jsonl", ruby, """ruby -rjson -e 'File.open(ENV["OUT"], "w") { |o| JSON.load(File.read("calls.json")).each_with_index { |c, i| o.puts JSON.generate(chat_id: i, parent_chat_id: -1, timestamp: c["ms"] / 1000.0, input_length: c["prompt"], output_length: c["answer"], type: "text", turn: 1, hash_ids: [i]) } }'""")


def make():
    simplest = CORPUS / "requests" / "simplest.csv"
    simplest.parent.mkdir(exist_ok=True)
    simplest.write_bytes(sh("jq -r '\"arrived_at,num_prefill_tokens,num_decode_tokens\", (.[] | \"\\(.ms / 1000),\\(.prompt),\\(.answer)\")' calls.json"))
    azure()
    seconds()
    json_lines()
