"""Drives every command in every format over hostile stores, packages, names and program output."""
import csv, io, json, os, re, shutil, sqlite3, subprocess, sys, tempfile
sys.path.insert(0, os.path.dirname(__file__))
from forms import problems_of, shown, from_tsv, MARK, END

AHUB, SOURCE = os.environ["AHUB"], os.environ["SOURCE"]
# One text with what each form takes for its own syntax; harmless where it is taken.
HOSTILE = (MARK + "\x1b[31m\x1b]0;t\x07\x9b1m\x85\x7f\u202e\u2066\u200b\u200f\ufeff\u2028\u2029\ufdd0\U000e0041"
           "<b>x</b><img src=x>&lt;&amp;|`c`*b*[l](http://e.example)![i](j)www.e.example a.b@e.example"
           "\"'\\,;={}%0A::error::x\r\n# h\n\t=1+1 -->|x|y" + END)
# Where a line end would be refused before it is shown.
ONE_LINE = HOSTILE.replace("\r\n", " ").replace("\n", " ")
INVALID = HOSTILE.encode() + b"\xff\xfe\xc0\xaf\xed\xa0\x80"

folder = tempfile.mkdtemp(prefix="ahub-output-")
failures, runs, by_kind = [], 0, {}


def environment(**more):
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "LC_ALL", "TZ", "NO_COLOR", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
    kept["HOME"] = folder
    kept.update(more)
    return kept


def run(kind, arguments, form="human", store=None, wants=None, stdin=b"", colour=False, **env):
    """Runs once and judges the bytes of both streams; `wants`: the exit code; returns standard output."""
    global runs
    runs += 1
    by_kind[kind] = by_kind.get(kind, 0) + 1
    if store: env["AHUB_STORE"] = store
    done = subprocess.run([AHUB] + arguments, input=stdin, capture_output=True, cwd=folder, env=environment(**env), timeout=300)
    found = problems_of(done.stdout, form, colour)
    json_error = form in ("json", "ndjson") and done.stderr.startswith(b'{"schema":"ahub.error')
    found += ["stderr: " + p for p in problems_of(done.stderr, "ndjson" if json_error else "human", colour)]
    if done.returncode not in (0, 1, 2, 3, 4, 5, 6, 7): found.append(f"exit {done.returncode}")
    if wants is not None and done.returncode != wants: found.append(f"exit {done.returncode}, expected {wants}")
    for problem in found:
        failures.append(f"{kind}: ahub {arguments!r}: {problem}")
    return done.stdout, done.returncode


def text_of(arguments):
    return subprocess.run([AHUB] + arguments, capture_output=True, cwd=folder, env=environment(), check=True).stdout.decode()


def formats_of(command):
    """The formats that the command's help offers; "human" for one that has a single form."""
    if command in FORMATS: return FORMATS[command]
    words = re.sub(r"\s+", " ", text_of(["help"] + command.split()))
    found = re.search(r"--format FORMAT Output format\. One of: ([a-z A-Z0-9-]+)\.", words)
    return FORMATS.setdefault(command, found.group(1).split() if found else [None])


# What each command is run with over a hostile store; {pkg}, {receipt}, ... stand for what that store holds. None: it
# is run elsewhere in this test, or has no text but its own.
ARGUMENTS = {
    "rank": [[], ["--explain"], ["--by", "hot"], ["--as-of", "2099-01-01"]], "show": [["{pkg}"]], "card": [["{pkg}"]],
    "changes": [["--limit", "100000"]], "lookup": [["{work}"], ["arx"], ["http"]], "stats": [[]],
    "report": [[]], "search": [["cache"], [MARK], ["nothingatall"]], "frontier": [["--limit", "0"]],
    "graph": [[], ["{pkg}"], ["--check"], ["{pkg}", "--lineage"]], "diff": [["{pkg}", "{other}"]],
    "tensions": [[], ["{pkg}"]], "tensions explain": [["{pkg}", "--plan"]],
    "tensions resolve": [["{pkg}", "--as", ONE_LINE, "--note", ONE_LINE]],
    "receipt list": [[], ["{pkg}"]], "receipt show": [["{receipt}"]], "receipt export": [[]], "trust list": [[]],
    "doctor": [[], ["--quick"]], "verify": [["{pkg}", "--dry-run"]], "remove": [["{other}"]], "rebuild": [[]],
    "import": [["seed/gqa", "--dry-run"]],
    # Run over hostile names, files and options below.
    "init": None, "new": None, "lint": None, "explain": None, "import arxiv": None, "receipt import": None,
    "trust add": None, "trust remove": None, "trust store": None, "sim list": None, "sim describe": None, "sim run": None, "sim sweep": None, "sim mrc": None,
    "sim plot": None, "sim compare": None, "trace info": None, "trace convert": None, "trace make": None, "demo": None,
    "completion": None, "help": None, "version": None,
}
WRITES = {"tensions resolve", "remove", "rebuild"}


def commands():
    names = [line[2:].split("  ")[0].strip() for line in text_of(["help"]).splitlines() if re.match(r"  [a-z]", line)]
    unknown = [name for name in names if name not in ARGUMENTS]
    if unknown: failures.append(f"commands that this test does not know: {unknown}")
    return [name for name in names if ARGUMENTS.get(name)]


def tables_of(db):
    return [row[0] for row in db.execute("select name from sqlite_master where type='table' and name not like 'sqlite_%' and name not like 'text_%'")]


def hostile_json(value, inside):
    """Every text of a JSON value, but those whose form is read back, with the hostile text behind it."""
    kept = {"_type", "predicateType", "schema", "verdict", "op", "status", "unit", "digest", "sha256", "key", "key_id"}
    if isinstance(value, dict): return {k: v if k in kept else hostile_json(v, inside) for k, v in value.items()}
    if isinstance(value, list): return [hostile_json(v, inside) for v in value]
    return value + inside if isinstance(value, str) else value


def text_columns(store):
    """Every column of every table that holds a text, by the schema that the store has."""
    db = sqlite3.connect(store)
    found = [(table, column) for table in tables_of(db) for _, column, *_ in db.execute(f"pragma table_info('{table}')").fetchall()
             if db.execute(f"select count(*) from \"{table}\" where typeof(\"{column}\") = 'text'").fetchone()[0]]
    db.close()
    return found


def spoiled(text, variant):
    """A stored text with hostile text behind it, as bytes; None where the variant leaves it alone."""
    is_json = text.startswith(("{", "["))
    if variant == "json":
        if not is_json: return None
        try:
            value = hostile_json(json.loads(text), HOSTILE)
        except ValueError:
            return None
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if variant == "text" and is_json: return None
    return text.encode("utf-8", "surrogateescape") + (INVALID if variant == "invalid" else HOSTILE.encode())


def spoil(store, columns, variant="text"):
    """Spoils every text of these columns; how many columns have changed."""
    db = sqlite3.connect(store)
    db.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    db.execute("pragma ignore_check_constraints=on")
    db.execute("pragma foreign_keys=off")
    changed = 0
    for table, column in columns:
        texts = [row[0] for row in db.execute(f"select distinct \"{column}\" from \"{table}\" where typeof(\"{column}\") = 'text'")]
        rows = 0
        for text in texts:
            value = spoiled(text, variant)
            if value is None: continue
            rows += db.execute(f"update or ignore \"{table}\" set \"{column}\" = cast(? as text) where \"{column}\" = ?", (value, text)).rowcount
        changed += 1 if rows else 0
    db.commit()
    db.close()
    return changed


def drive_store(kind, store, names, without=()):
    for command in COMMANDS:
        if command in without: continue
        for format in formats_of(command):
            for arguments in ARGUMENTS[command]:
                words = command.split() + [word.format(**names) if word.startswith("{") else word for word in arguments]
                if format: words += ["-f", format]
                used = store
                if command in WRITES or "--note" in words:
                    used = os.path.join(folder, "written.db")
                    shutil.copy(store, used)
                form = format or ("ndjson" if command == "receipt export" else "human")
                if "--plan" in words and form != "json": form = "human"  # A plan is words in every format.
                run(kind, words, form, store=used)


def stores():
    clean = os.path.join(folder, "clean.db")
    shutil.copytree(os.path.join(SOURCE, "examples/discoveries"), os.path.join(folder, "seed"))
    wanted = ["cache-admission-zipfian", "cache-admission-capacity-sensitivity", "search-crossover", "gqa", "mqa"]
    run("control", ["import"] + ["seed/" + name for name in wanted], store=clean, wants=0)
    run("control", ["verify", "cache-admission-zipfian", "search-crossover"], store=clean, wants=0)
    db = sqlite3.connect(clean)
    receipt = db.execute("select id from receipt").fetchone()[0]
    db.close()
    names = {"pkg": wanted[0], "other": wanted[1], "receipt": receipt[:12] if isinstance(receipt, str) else "000000", "work": "arxiv:1706.03762"}
    drive_store("control", clean, names)
    for form in ("human", "json"):  # In colour only our own sequences.
        run("colour", ["rank", "--color", "always", "-f", form], form, store=clean, colour=True, wants=0)
    spoilt = 0
    for variant in ("text", "invalid", "json"):
        store = os.path.join(folder, variant + ".db")
        shutil.copy(clean, store)
        spoilt += spoil(store, text_columns(clean), variant)
        drive_store("store, all columns, " + variant, store, names)
        for command in ("rank", "search cache", "show " + names["pkg"], "frontier", "tensions", "graph", "changes", "receipt list", "card " + names["pkg"]):
            run("store in colour", command.split() + ["--color", "always"], store=store, colour=True)
    # Where everything is hostile a command may refuse before it shows anything: each column alone.
    slow = {"verify", "import", "remove", "rebuild", "tensions explain", "tensions resolve"}
    for table, column in text_columns(clean):
        store = os.path.join(folder, "column.db")
        shutil.copy(clean, store)
        if not spoil(store, [(table, column)], "text") and not spoil(store, [(table, column)], "json"): continue
        drive_store(f"store, column {table}.{column}", store, names, slow)
        if (table, column) == ("feed", "title"): round_trips(store)
    return spoilt


def round_trips(store):
    """The same text behind the reader of each form that keeps texts: the feed's titles, as SQLite has them."""
    db = sqlite3.connect(store)
    titles = {row[0] for row in db.execute("select title from feed")}
    db.close()
    read = {}
    read["json"] = {row["title"] for row in json.loads(run("round trip", ["rank", "-f", "json"], "json", store=store, wants=0)[0])["data"]}
    read["ndjson"] = {json.loads(line)["title"] for line in run("round trip", ["rank", "-f", "ndjson"], "ndjson", store=store, wants=0)[0].splitlines()}
    read["tsv"] = {from_tsv(line.split("\t")[-1]) for line in run("round trip", ["rank", "-f", "tsv"], "tsv", store=store, wants=0)[0].decode().split("\n")[1:-1]}
    rows = csv.reader(io.StringIO(run("round trip", ["rank", "-f", "csv", "--raw"], "csv", store=store, wants=0)[0].decode(), newline=""), strict=True)
    read["csv"] = {row[-1] for row in list(rows)[1:]}
    for form, found in read.items():
        # CSV has no escapes: hidden characters are shown as they are to people.
        wanted = {"\t".join(shown(part, True) for part in title.split("\t")) for title in titles} if form == "csv" else titles
        if not found or not found <= wanted: failures.append(f"round trip: {form}: {sorted(found - wanted)[:1]!r} is in none of {sorted(wanted)[:1]!r}")


PACKAGE = """schema: attentionhub/discovery@0.1
profile: generic@0.1
slug: {slug}
title: {title}
abstract: {title}
domain: cs.DC
concepts: [{concept}]
contributors:
  - {{kind: human, name: {title}, role: {title}}}
provenance: {{source: {title}, human_oversight: {title}}}
license: {title}
claims:
  - id: c1
    kind: performance
    scope: model
    statement: {title}
    structured: {{metric: {title}, value: 1, unit: {title}, system: {title}, baseline: {title}}}
    evidence: [{{artifact: {file}}}, {{source: {title}}}]
artifacts: [{{path: {file}, role: {title}}}]
relations: [{{kind: builds_on, target: {title}}}]
exploration: [{{id: n1, type: {title}, title: {title}, outcome: {title}, lesson: {title}}}]
verification: {{mode: script, entrypoint: verify.py, expected: [{{claim: c1, output: {title}, op: ==}}]}}
"""


def packages():
    """Hostile text in every field of a manifest, whatever the loader says to it; hostile names of files."""
    count = 0
    # Printable, and of every syntax: what the loader may take.
    plain = MARK + "<b>x</b><img src=x>&lt;|`c`*b*[l](http://e.example)www.e.example a.b@e.example'\\,;={}%0A::error::x -->|x|y" + END
    for name, text in (("hidden", HOSTILE), ("line", ONE_LINE), ("plain", plain)):
        directory = os.path.join(folder, "pkg-" + name)
        os.makedirs(directory)
        quoted = json.dumps(text)
        with open(os.path.join(directory, "discovery.yaml"), "w") as file:
            file.write(PACKAGE.format(slug="pkg-" + name, title=quoted, concept=quoted, file=quoted))
        for format in formats_of("lint"):
            run("package", ["lint", directory, "-f", format], {"full": "human", "concise": "human", "sarif": "json"}.get(format, format))
            count += 1
        for format in formats_of("import"):
            run("package", ["import", directory, "-f", format], format, store=os.path.join(folder, "taken.db"))
        for format in formats_of("verify"):
            run("package", ["verify", directory, "-f", format, "--sandbox=none"], format)
    for name in (b"a\nb", b"a\x1b[31mb", b"a\xff\xfeb", "a\u202eb".encode(), b"a\rb", b"a\x07b", "a\u200bb".encode(), b"a\x9bb", b"a'b\"<c>&|`", b"::error::x", b"a,b:c%0A"):
        directory = os.path.join(os.fsencode(folder), b"dir" + name)
        os.makedirs(directory)
        for file in (b"discovery.yaml", b"file" + name):
            with open(os.path.join(directory, file), "wb") as out: out.write(b"schema: [\n")
        shown = os.fsdecode(directory)
        for format in formats_of("lint"):
            run("file name", ["lint", shown, "-f", format], {"full": "human", "concise": "human", "sarif": "json"}.get(format, format))
            run("file name", ["lint", shown + "/discovery.yaml", "-f", format], {"full": "human", "concise": "human", "sarif": "json"}.get(format, format))
        for command in ("import", "verify", "diff", "import arxiv", "receipt import", "trace info"):
            for format in formats_of(command):
                words = command.split() + [shown] + ([shown] if command == "diff" else [])
                run("file name", words + (["-f", format] if format else []), format or "human", store=os.path.join(folder, "names.db"))
        for command in ("rank", "init", "doctor", "stats"):
            run("store's name", command.split(), store=shown + "/no.db")
            run("store's name", ["--store", shown + "/file" + os.fsdecode(name)] + command.split())
        trace = os.path.join(directory, b"t" + name + b".csv")
        with open(trace, "wb") as out: out.write(b"time,key" + name.replace(b"\n", b" ") + b",size\n1,a" + name.replace(b"\n", b" ") + b",3\n2,b,4\n")
        for format in formats_of("trace info"):
            run("trace", ["trace", "info", os.fsdecode(trace), "-f", format], format)
        run("trace", ["trace", "convert", os.fsdecode(trace), os.fsdecode(trace) + ".txt", "--to", "txt"])
        for format in formats_of("sim mrc"):
            run("trace", ["sim", "mrc", "-p", "policy=lru", "-p", "trace=" + os.fsdecode(trace), "-f", format], {"vega": "json"}.get(format, format))


def program_output():
    """A package's script that writes hostile bytes to both streams, and names its outputs so."""
    directory = os.path.join(folder, "script-package")
    run("control", ["new", "script-package", "--template", "script", "--dir", directory], wants=0)
    script = os.path.join(directory, "verify/verify.py")
    bodies = {
        "clean": open(script).read(),
        "garbage": "import sys\nsys.stdout.buffer.write(%r)\n" % INVALID,
        "errors": "import sys\nsys.stderr.buffer.write(%r)\nsys.stdout.buffer.write(%r)\nsys.exit(3)\n" % (INVALID, INVALID),
        "names": "import json\nprint(json.dumps({%r: 1, 'primes': %r}))\n" % (HOSTILE, HOSTILE),
        "units": "import json\nprint(json.dumps({'primes': {'value': 1229, 'unit': %r}}))\n" % HOSTILE,
        "raised": "raise Exception(%r)\n" % HOSTILE,
    }
    for name, body in bodies.items():
        with open(script, "w") as file: file.write(body)
        for format in formats_of("verify"):
            run("program's output", ["verify", directory, "-f", format, "--sandbox=none"], format, wants=0 if name == "clean" else None)


def command_lines():
    """Hostile words where a name, a number, a choice, a cursor, an axis are expected, and in the environment."""
    store = os.path.join(folder, "clean.db")
    for word in (ONE_LINE, HOSTILE, os.fsdecode(INVALID.replace(b"\0", b"")), "\x1b[31m", "\u202e"):
        for words in (["{}"], ["rank", "{}"], ["rank", "--{}"], ["rank", "-f", "{}"], ["rank", "--limit", "{}"], ["rank", "--tag", "{}"],
                      ["rank", "--category", "{}"], ["rank", "--cursor", "{}"], ["rank", "--as-of", "{}"], ["show", "{}"], ["show", "{}@1"],
                      ["card", "{}"], ["search", "{}"], ["search", "--concept", "{}", "x"], ["search", "--domain", "{}", "x"],
                      ["search", "--cursor", "{}", "x"], ["lookup", "{}"], ["graph", "{}"], ["graph", "--kinds", "{}"], ["diff", "{}", "{}"],
                      ["tensions", "{}"], ["tensions", "explain", "{}"], ["tensions", "resolve", "{}", "--as", "{}", "--note", "{}"],
                      ["receipt", "show", "{}"], ["receipt", "list", "{}"], ["receipt", "{}"], ["trust", "add", "{}"], ["trust", "remove", "{}"], ["trust", "store", "{}"], ["explain", "{}"],
                      ["help", "{}"], ["completion", "{}"], ["new", "{}"], ["verify", "{}"], ["verify", "gqa#{}"], ["verify", "gqa", "--method", "{}"],
                      ["verify", "gqa", "--claim", "{}"], ["remove", "{}"], ["frontier", "--metric", "{}"], ["sim", "{}"], ["sim", "run", "{}"],
                      ["sim", "describe", "{}"], ["sim", "run", "cache", "-p", "{}"], ["sim", "run", "cache", "-p", "{}=1"],
                      ["sim", "run", "cache", "-p", "policy={}"], ["sim", "run", "cache", "-p", "trace={}"], ["sim", "run", "cache", "-o", "{}"],
                      ["sim", "run", "arith", "-p", "program={}"], ["sim", "sweep", "cache", "-p", "policy={}"], ["sim", "sweep", "cache", "-p", "capacity={}"],
                      ["sim", "sweep", "cache", "--shard", "{}"], ["sim", "plot", "search", "--x", "{}", "-p", "max_n=2,4"],
                      ["sim", "compare", "search", "-p", "{}"], ["sim", "mrc", "-p", "capacity={}"], ["trace", "info", "{}"],
                      ["trace", "convert", "{}", "{}"], ["lint", "{}"], ["lint", "--select", "{}", "seed/gqa"], ["import", "{}"],
                      ["import", "arxiv", "{}"], ["receipt", "import", "{}"], ["-C", "{}", "rank"], ["demo", "--examples", "{}"],
                      ["--color", "{}", "rank"], ["__complete", "--", "show", "{}"]):
            given = [w.replace("{}", word) for w in words]
            run("command line", given, store=store)
            run("command line", given + ["--json"] if words[0] != "__complete" else given, "json" if words[0] != "__complete" else "human", store=store)
        clean_word = word.replace("\0", "")
        for variable in ("AHUB_STORE", "XDG_DATA_HOME", "HOME", "TMPDIR", "TZ", "SOURCE_DATE_EPOCH", "COLUMNS", "TERM", "LANG"):
            for words in (["rank"], ["stats"], ["init"], ["doctor"], ["demo", "--examples", "seed/gqa"]):
                run("environment", words, **{variable: clean_word})
    run("standard input", ["lint", "-", "-f", "json"], "json", stdin=INVALID)
    run("standard input", ["lint", "-"], stdin=HOSTILE.encode())
    for text in (INVALID, HOSTILE.encode(), json.dumps({"schema": "ahub.receipt/1", "id": HOSTILE, "statement": {HOSTILE: HOSTILE}}).encode()):
        run("standard input", ["receipt", "import", "-"], store=store, stdin=text)
        run("standard input", ["import", "arxiv", "-"], store=os.path.join(folder, "arxiv.db"), stdin=text)


try:
    COMMANDS, FORMATS = commands(), {}
    columns = stores()
    packages()
    program_output()
    command_lines()
    alike = {}
    for failure in failures: alike.setdefault(failure.split("]: ", 1)[-1], []).append(failure)
    for same in sorted(alike.values(), key=len)[:80]:
        failure = f"{len(same)} x {same[0]}"
        print(failure.encode("utf-8", "backslashreplace").decode())
    print(f"{runs} runs over {columns} hostile columns and more, {len(failures)} problems: " +
          ", ".join(f"{kind} {count}" for kind, count in by_kind.items() if "column " not in kind))
    if runs < 500 or columns < 20: failures.append("too little was run")
    sys.exit(1 if failures else 0)
finally:
    shutil.rmtree(folder, ignore_errors=True)
