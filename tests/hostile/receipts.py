# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""What a stranger's receipt can say, at the door (receipt import) and in the rows of a store that he hands over."""
import copy, json, os, re, shutil, sqlite3, subprocess, sys, tempfile

AHUB, SIGN, SOURCE = sys.argv[1:4]
SLUG, OTHER = "cache-admission-zipfian", "cache-admission-capacity-sensitivity"
MARK = 98765.4321  # No number of the packages; where it is seen, a stranger's receipt was believed.
failures, counts = [], {}
folder = tempfile.mkdtemp(prefix="ahub-receipts-")
environment = {name: text for name, text in os.environ.items() if not name.startswith(("AHUB_", "XDG_"))}
environment["HOME"] = folder


def path(name):
    return os.path.join(folder, name)


def fail(text):
    failures.append(text)
    print(text)


def run(*words, store="s.db", status=0):
    """`status`: what it must end with; None: anything but a bug or a signal. 1 is an answer of these two."""
    if words[0] in ("diff", "lookup"):
        status = 1
    done = subprocess.run([AHUB, "--store", path(store), *words], capture_output=True, text=True, cwd=folder,
                          env=environment, stdin=subprocess.DEVNULL, check=False)
    if done.returncode != status if status is not None else not 0 <= done.returncode <= 7:
        fail(f"ahub {' '.join(words)}: exit {done.returncode}, {done.stderr.strip()[:300]}")
    return done


def count(kind):
    counts[kind] = counts.get(kind, 0) + 1


def signed(bodies):
    """[(key's name, statement or bytes)] -> receipts as dicts."""
    lines = "".join(f"{key} {body.hex() if isinstance(body, bytes) else json.dumps(body, sort_keys=True, separators=(',', ':'))}\n" for key, body in bodies)
    done = subprocess.run([SIGN], input=lines, capture_output=True, text=True, check=True)
    out = []
    for line, (_, body) in zip(done.stdout.splitlines(), bodies, strict=True):
        key, number, signature, text = line.split(" ")
        out.append({"key": key, "id": number, "signature": signature, "body": bytes.fromhex(text)})
    return out


def line_of(receipt, **other):
    """The exchange form; the statement's bytes as they were signed."""
    head = {"schema": "ahub.receipt/1", "id": receipt["id"], "key": receipt["key"], "signature": receipt["signature"],
            "meta": {"time": "2026-11-28T12:00:00Z", "host": "elsewhere", "duration_s": 1}}
    head.update(other)
    return (json.dumps(head)[:-1] + ', "statement": ').encode() + receipt["body"] + b"}\n"


def changed(statement, change):
    statement = copy.deepcopy(statement)
    change(statement)
    return statement


predicate = lambda s: s["predicate"]
a_run = lambda s: s["predicate"]["runs"][0]
check = lambda s: s["predicate"]["checks"][0]
subject = lambda s: s["subject"][0]


def put(where, **members):
    return lambda s: where(s).update(members)


def drop(where, name):
    return lambda s: where(s).pop(name)


def marked(s):
    """The number that nobody computed, as what came out of the run that the first check is about."""
    for run in predicate(s)["runs"]:
        if run["id"] == check(s)["run"]:
            run["outputs"][check(s)["output"]] = MARK
    for one in predicate(s)["checks"]:
        if one["run"] == check(s)["run"] and one["output"] == check(s)["output"]:
            one.update(actual=MARK, passed=False)


def renamed(s, slug=SLUG, version=1, claim="c1"):
    predicate(s).update(slug=slug, version=version, claim=claim)
    subject(s).update(name=f"{slug}@{version}#{claim}")


MALFORMED = {
    "seed is a text": put(a_run, seed="1"),
    "seed is a fraction": put(a_run, seed=1.5),
    "seed beyond 64 bits": put(a_run, seed=2**70),
    "seed null": put(a_run, seed=None),
    "version of a simulator is huge": put(a_run, version=10**12),
    "version of a simulator is negative": put(a_run, version=-1),
    "runs is an object": put(predicate, runs={}),
    "runs holds a number": put(predicate, runs=[1]),
    "runs is null": put(predicate, runs=None),
    "no runs": drop(predicate, "runs"),
    "runs beside the predicate": lambda s: s.update(runs=predicate(s).pop("runs")),
    "two runs of one id": lambda s: predicate(s)["runs"].append(copy.deepcopy(a_run(s))),
    "id of a run is a list": put(a_run, id=["static"]),
    "id of a run is empty": put(a_run, id=""),
    "params is a list": put(a_run, params=[]),
    "params is null": put(a_run, params=None),
    "outputs is a list": put(a_run, outputs=[1]),
    "an output is a text": lambda s: a_run(s)["outputs"].update(gap_pp="NaN"),
    "an output is a list": lambda s: a_run(s)["outputs"].update(gap_pp=[1]),
    "an output is null": lambda s: a_run(s)["outputs"].update(gap_pp=None),
    "an output is true": lambda s: a_run(s)["outputs"].update(gap_pp=True),
    "more outputs held than there were": put(a_run, outputs_total=1, outputs_sha256="a" * 64),
    "outputs_total without a digest": put(a_run, outputs_total=1000),
    "status is a number": put(a_run, status=0),
    "status is empty": put(a_run, status=""),
    "engine of no kind": put(a_run, engine="wishes"),
    "sandbox is true": put(a_run, sandbox=True),
    "choices is an object": put(a_run, choices={}),
    "a choice is a text": put(a_run, choices=["x"]),
    "no checks": drop(predicate, "checks"),
    "checks is a text": put(predicate, checks="all passed"),
    "a check is a list": put(predicate, checks=[[]]),
    "actual is a text": put(check, actual="NaN"),
    "actual is an object": put(check, actual={"value": 1}),
    "expected is a text": put(check, expected="11.81"),
    "low is null beside an expected number": put(check, low=None),
    "op that nobody knows": put(check, op="~"),
    "op is a number": put(check, op=1),
    "passed is a text": put(check, passed="yes"),
    "passed without an actual number": put(check, actual=None),
    "unit is a number": put(check, unit=1),
    "passed with a number that is not taken": lambda s: (check(s).update(actual=MARK), a_run(s)["outputs"].update(gap_pp=MARK)),
    "failed with a number that is taken": put(check, passed=False),
    "low above high": put(check, low=12, high=11.9),
    "actual is not what the run gave": put(check, actual=11.8104),
    "an output that the run did not give": put(check, output="gap"),
    "a check of no run": put(check, run="nowhere"),
    "a run that is no run's name": put(a_run, id="other"),
    "another simulator": put(a_run, simulator="search", implementation="search@2"),
    "an implementation of its own": lambda s: (a_run(s).update(implementation="forged"), predicate(s).update(implementation="forged+cache@2")),
    "engine of the other kind": lambda s: ([run.update(engine="script") for run in predicate(s)["runs"]], predicate(s).update(engine="script")),
    "no runs, of many": put(predicate, runs=[], runs_total=1, implementation="second"),
    "an experiment that is confirmed": put(predicate, method="tension:abc/1"),
    "reason of a check is null": put(check, reason=None),
    "confirmed without a check": put(predicate, checks=[]),
    "confirmed by a check that failed": put(check, passed=False),
    "refuted by checks that passed": put(predicate, verdict="refuted"),
    "verdict null": put(predicate, verdict=None),
    "verdict in capitals": put(predicate, verdict="CONFIRMED"),
    "verdict of no kind": put(predicate, verdict="proved"),
    "completed says other than the runs": put(predicate, completed=False),
    "completed is 1": put(predicate, completed=1),
    "sandboxed says other than the runs": lambda s: a_run(s).update(sandbox="none"),
    "sandboxed is missing": drop(predicate, "sandboxed"),
    "implementation is another": put(predicate, implementation="cache@1"),
    "implementation is a list": put(predicate, implementation=["cache@2"]),
    "key is another": put(predicate, key="a" * 64),
    "key is missing": drop(predicate, "key"),
    "slug is a number": put(predicate, slug=7),
    "slug is of another package": put(predicate, slug=OTHER),
    "slug with a way upward": lambda s: renamed(s, slug="../x"),
    "version is a text": put(predicate, version="1"),
    "version is zero": lambda s: renamed(s, version=0),
    "version is huge": lambda s: renamed(s, version=2**60),
    "a version that is not here, with this digest": lambda s: renamed(s, version=2),
    "claim that is not there": lambda s: renamed(s, claim="c99"),
    "claim is empty": lambda s: renamed(s, claim=""),
    "claim with a line end": lambda s: renamed(s, claim="c1\nc2"),
    "claim and subject differ": put(predicate, claim="c2"),
    "method that is not there": put(predicate, method="nobody"),
    "method is null": put(predicate, method=None),
    "digest of other content": lambda s: subject(s)["digest"].update(sha256="a" * 64),
    "digest in capitals": lambda s: subject(s)["digest"].update(sha256=subject(s)["digest"]["sha256"].upper()),
    "digest is a number": lambda s: subject(s)["digest"].update(sha256=7),
    "digest of another kind": put(subject, digest={"md5": "a" * 32}),
    "two subjects": lambda s: s["subject"].append(copy.deepcopy(subject(s))),
    "no subject": put(lambda s: s, subject=[]),
    "subject is an object": lambda s: s.update(subject=subject(s)),
    "predicate is a list": lambda s: s.update(predicate=[predicate(s)]),
    "predicate is missing": drop(lambda s: s, "predicate"),
    "type of another form": put(lambda s: s, _type="https://in-toto.io/Statement/v9"),
    "predicate of another form": put(lambda s: s, predicateType="urn:ahub:receipt:9"),
    "another seed than the method's": put(a_run, seed=43),
    "expects other than the method": put(check, expected=11.5, low=11.4, high=12),
    "another unit than the method's": put(check, unit="points"),
    "not the claim's number": put(check, from_claim=False),
    "an operator of its own": put(check, op="between"),
    "one check of several": lambda s: predicate(s).update(checks=predicate(s)["checks"][:1]),
    "a check too many": lambda s: predicate(s)["checks"].append(copy.deepcopy(check(s))),
    "checks in another order": lambda s: predicate(s)["checks"].reverse(),
    "runs_total below the runs": put(predicate, runs_total=0),
    "runs_total is a text": put(predicate, runs_total="many"),
}
# What only the store can tell has no place in the text.
BY_STORE = {
    "a version that is not here, with this digest", "claim that is not there", "method that is not there", "digest of other content",
    "another seed than the method's", "expects other than the method", "another unit than the method's", "not the claim's number",
    "an operator of its own", "one check of several", "a check too many", "checks in another order", "a run that is no run's name",
}
# Bytes that no writer of JSON makes; they are signed as they are.
RAW = {
    "no JSON": lambda body: b"confirmed",
    "a list": lambda body: b"[" + body + b"]",
    "a text": lambda body: json.dumps(body.decode()).encode(),
    "empty": lambda body: b"",
    "cut in the middle": lambda body: body[: len(body) // 2],
    "NaN as a number": lambda body: body.replace(b'"seed":42', b'"seed":NaN'),
    "Infinity as a number": lambda body: body.replace(b'"actual":11.8105', b'"actual":Infinity'),
    "a number of 400 digits": lambda body: body.replace(b'"actual":11.8105', b'"actual":1' + b"0" * 400),
    "a number beyond a double": lambda body: body.replace(b'"actual":11.8105', b'"actual":1e999'),
    "a member twice": lambda body: body.replace(b'"verdict":"confirmed"', b'"verdict":"refuted","verdict":"confirmed"'),
    "no UTF-8": lambda body: body.replace(b'"engine":"simulator"', b'"engine":"simul\xffator"'),
    "half a surrogate": lambda body: body.replace(b'"engine":"simulator"', b'"engine":"\\ud800"'),
    "deeply nested": lambda body: body.replace(b'"reason":""', b'"reason":' + b"[" * 5000 + b"]" * 5000, 1),
    "text after it": lambda body: body + b" {}",
}
BEFORE = {  # What is outside the statement.
    "no id": {"id": None}, "id is a number": {"id": 7}, "id in capitals": {"id": "A" * 64}, "id of something else": {"id": "a" * 64},
    "key is short": {"key": "ab"}, "key is a list": {"key": []}, "key is null": {"key": None},
    "signature is empty": {"signature": ""}, "signature of zeros": {"signature": "0" * 128}, "signature is no hex": {"signature": "z" * 128},
    "signature is a number": {"signature": 1}, "signature too long": {"signature": "0" * 4096},
    "schema of another version": {"schema": "ahub.receipt/2"}, "schema is a number": {"schema": 1}, "schema is null": {"schema": None},
    "meta is a list": {"meta": []}, "meta is a text": {"meta": "{}"}, "time is a number": {"meta": {"time": 5}},
    "time of no day": {"meta": {"time": "2026-02-30T00:00:00Z"}}, "time of another zone": {"meta": {"time": "2026-02-03T00:00:00+02:00"}},
    "time far off": {"meta": {"time": "999999-01-01T00:00:00Z"}}, "duration below zero": {"meta": {"duration_s": -1}},
    "duration is a text": {"meta": {"duration_s": "1"}}, "duration huge": {"meta": {"duration_s": 1e300}}, "host is an object": {"meta": {"host": {}}},
}
READERS = [
    "rank", "rank --explain", "rank -f json", "rank -f ndjson", "rank -f csv", "rank -f tsv", "rank -f markdown", "rank --by hot",
    "rank --as-of 2030-01-01", "rank --min-level 2", f"show {SLUG}", f"show {SLUG} -f json", "report", "report -f json", "report -f csv",
    "report -f markdown", "report -f html", "stats", "stats -f json", "changes", "changes -f json", f"card {SLUG}", f"card {SLUG} -f json",
    "graph", "graph -f json", "graph -f dot", "tensions", "tensions -f json", "frontier", "frontier -f json", "frontier -f csv",
    f"diff {SLUG} {OTHER}", f"diff {SLUG} {OTHER} -f json", "search zipf", "search zipf -f json", "lookup 2205.14135", "receipt list",
    "receipt list -f json", f"verify --dry-run {SLUG}", "trust list",
]


def believed(store, where):
    """The level, the words and the numbers of the package: those of a store without the receipts."""
    for words in READERS:
        done = run(*words.split(), store=store)
        if str(MARK) in done.stdout and not words.startswith("receipt list"):
            fail(f"{where}: ahub {words} shows the number of a receipt that does not count")
    shown = json.loads(run("show", SLUG, "-f", "json", store=store).stdout)["data"]
    if shown["level"] != 1 or shown["attention"] != 4 or {badge["badge"] for badge in shown["badges"]} != {"attested"}:
        fail(f"{where}: level {shown['level']}, attention {shown['attention']}, {shown['badges']}")
    page = json.loads(run("report", "-f", "json", store=store).stdout)["data"]
    for package in page["packages"]:
        for claim in package["claims"]:
            if claim["receipt"] or claim["verdict"] != "attested" or claim["recomputed"] is not None or claim["checks"]:
                fail(f"{where}: report takes {claim}")
    feed = json.loads(run("rank", "-f", "json", store=store).stdout)["data"]
    if [row["level"] for row in feed] != [1, 1]:
        fail(f"{where}: rank gives other levels")


def plant(store, rows):
    """Puts rows into the table of receipts as somebody may who hands a store over."""
    db = sqlite3.connect(path(store))
    for row in rows:
        body = row["body"] if row.get("blob") else row["body"].decode("utf-8", "surrogateescape")
        if any("\udc80" <= c <= "\udcff" for c in body):
            continue  # A text column that is no UTF-8 is tests/hostile/stores.sh's.
        db.execute("INSERT OR REPLACE INTO receipt VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                   (row["id"], body, row.get("meta", "{}"), row["key"], row["signature"], row.get("digest", digest),
                    row.get("claim", "c1"), row.get("method", "sim"), row.get("verdict", "confirmed"), "simulator", 2,
                    "2026-11-28T12:00:00Z", "0" * 64))
    db.commit()
    db.close()


def refused(kind, name, text, place=True):
    count(kind)
    with open(path("in.jsonl"), "wb") as out:
        out.write(text)
    before = open(path("s.db"), "rb").read()
    done = run("receipt", "import", "in.jsonl", status=None)
    if done.returncode != 3:
        fail(f"{kind}, {name}: exit {done.returncode} {done.stdout.strip()[:80]} {done.stderr.strip()[:200]}")
    elif place and not re.match(r"ahub: error\[[a-z-]+\]: in\.jsonl:1:\d+: ", done.stderr):
        fail(f"{kind}, {name}: no place: {done.stderr.strip()[:200]}")
    if open(path("s.db"), "rb").read() != before:
        fail(f"{kind}, {name}: the store changed")


def taken(name, text, new=1):
    count("controls")
    with open(path("in.jsonl"), "wb") as out:
        out.write(text)
    shutil.copy(path("s.db"), path("c.db"))
    done = run("receipt", "import", "in.jsonl", store="c.db")
    if f"{new} new" not in done.stdout:
        fail(f"control, {name}: {done.stdout.strip()}")


try:
    for name in (SLUG, OTHER):
        run("import", "-q", f"{SOURCE}/examples/discoveries/{name}")
    run("import", "-q", f"{SOURCE}/examples/discoveries/{SLUG}", store="lab.db")
    run("verify", "-q", SLUG, store="lab.db")
    exported = [json.loads(line) for line in run("receipt", "export", store="lab.db").stdout.splitlines()]
    statements = [line["statement"] for line in exported]
    for statement in statements:
        predicate(statement)["key"] = "@KEY@"
    sound = statements[0]
    digest = subject(sound)["digest"]["sha256"]

    # Controls: what is sound is taken, whatever it looks like.
    plain, extra, hybrid, refuting, elsewhere = signed([
        ("lab", sound), ("lab", changed(sound, lambda s: (s.update(more=[1]), predicate(s).update(note={"a": None}), a_run(s).update(gpu="none")))),
        ("lab", changed(sound, lambda s: predicate(s).update(method="tension:abc/1", checks=[], verdict="recomputed"))),
        ("lab", changed(sound, lambda s: (marked(s), predicate(s).update(verdict="refuted")))),
        ("lab", changed(sound, lambda s: (renamed(s, slug="not-here"), subject(s)["digest"].update(sha256="b" * 64)))),
    ])
    taken("plain", line_of(plain))
    taken("members that nobody knows", line_of(extra))
    taken("without meta", line_of(plain, meta={}))
    taken("leap second", line_of(plain, meta={"time": "2016-12-31T23:59:60Z"}))
    taken("time with a fraction", line_of(plain, meta={"time": "2016-02-29T23:59:59.123456Z"}))
    taken("blanks between", json.dumps(json.loads(line_of(plain)), indent=None, separators=(" , ", " : ")).encode() + b"\r\n")
    taken("two lines, one twice", line_of(plain) + line_of(extra) + line_of(plain), new=2)
    taken("the run of a tension", line_of(hybrid))
    taken("one that refutes", line_of(refuting))
    taken("of a package that is not here", line_of(elsewhere))
    taken("as it was exported", run("receipt", "export", store="lab.db").stdout.encode(), new=3)

    # At the door.
    malformed = signed([("lab", changed(sound, change)) for change in MALFORMED.values()])
    for name, receipt in zip(MALFORMED, malformed, strict=True):
        refused("malformed", name, line_of(receipt), place=name not in BY_STORE)
    raw = signed([("lab", change(plain["body"])) for change in RAW.values()])
    # The signature cannot be that of a text which has no canonical form, or the form is another.
    for name, receipt in zip(RAW, raw, strict=True):
        refused("bytes", name, line_of(receipt))
    for name, members in BEFORE.items():
        refused("outside the statement", name, line_of(plain, **members))
    forged = {}
    for name, receipt in {
        "signed by somebody else": dict(plain, **{k: signed([("eve", sound)])[0][k] for k in ("key", "signature")}),
        "signature of another receipt": dict(plain, signature=extra["signature"]),
        "id of another receipt": dict(plain, id=extra["id"]),
        "content of another receipt": dict(plain, body=extra["body"]),
        "one digit of the number": dict(plain, body=plain["body"].replace(b"11.8105", b"11.8106", 1)),
        "the verdict": dict(refuting, body=refuting["body"].replace(b'"refuted"', b'"confirmed"')),
        "signature cut": dict(plain, signature=plain["signature"][:-2]),
        "signature turned": dict(plain, signature=plain["signature"][::-1]),
        "key of zeros": dict(plain, key="0" * 64),
        "key with one bit changed": dict(plain, key=f"{int(plain['key'][:2], 16) ^ 1:02x}" + plain["key"][2:]),
    }.items():
        forged[name] = receipt
        refused("forged", name, line_of(receipt))
    refused("malformed", "one of three", line_of(plain) + line_of(malformed[0]) + line_of(extra), place=False)
    if not re.match(r"ahub: error\[[a-z-]+\]: in\.jsonl:2:", run("receipt", "import", "in.jsonl", status=3).stderr):
        fail("the second line of a file is not named")

    # Sound, by a key that nobody trusts.
    variants = [changed(sound, lambda s: (marked(s), predicate(s).update(verdict="refuted", reason="no")))]
    for change in (
        put(predicate, reason="because"), lambda s: (marked(s), predicate(s).update(verdict="refuted")),
        lambda s: (marked(s), check(s).update(reason="no unit"), predicate(s).update(verdict="inconclusive")),
        lambda s: (check(s).update(actual=None, passed=False, reason="it broke"), predicate(s).update(verdict="error")),
        put(predicate, verdict="recomputed"), lambda s: predicate(s).update(method="tension:abc/2", checks=[], verdict="recomputed"),
        lambda s: a_run(s)["outputs"].update(distinct=MARK), lambda s: a_run(s)["params"].update(capacity=MARK),
        put(predicate, ahub="9.9.9"), put(a_run, fidelity="exact " * 9), put(a_run, note=MARK),
    ):
        variants.append(changed(sound, change))
    variants += [changed(other, lambda s: (marked(s), predicate(s).update(verdict="refuted"))) for other in statements[1:]]
    strange = signed([("eve", statement) for statement in variants])
    for _ in variants:
        count("untrusted")
    with open(path("eve.jsonl"), "wb") as out:
        out.write(b"".join(map(line_of, strange)))
    shutil.copy(path("s.db"), path("u.db"))
    said = run("receipt", "import", "eve.jsonl", store="u.db")
    if "do not trust" not in said.stderr and "does not trust" not in said.stderr:
        fail("nobody says that the key is not trusted: " + said.stderr)
    believed("u.db", "untrusted")
    run("rebuild", store="u.db")
    believed("u.db", "untrusted, derived anew")
    run("doctor", store="u.db")
    listed = json.loads(run("receipt", "list", "-f", "json", store="u.db").stdout)["data"]
    if len(listed) != len(variants) or {row["state"] for row in listed} != {"untrusted"}:
        fail(f"receipt list: {[(row['state'], row['why']) for row in listed]}")
    if run("receipt", "list", store="u.db").stdout.count("not counted") != len(variants):
        fail("receipt list does not say that they are not counted")
    if "not counted" not in run("receipt", "show", strange[0]["id"][:12], store="u.db").stdout:
        fail("receipt show does not say that it is not counted")
    # Each mention of them in show says so, too.
    if run("show", SLUG, store="u.db").stdout.count("not counted") != len(variants):
        fail("show does not say of each that it is not counted")

    # Trusted now, and no longer: what is derived follows.
    clean = signed([("eve", statement) for statement in statements])
    with open(path("clean.jsonl"), "wb") as out:
        out.write(b"".join(map(line_of, clean)))
    shutil.copy(path("s.db"), path("t.db"))
    run("receipt", "import", "clean.jsonl", store="t.db")
    believed("t.db", "before trust")
    run("trust", "add", clean[0]["key"], store="t.db")
    level = lambda: json.loads(run("show", SLUG, "-f", "json", store="t.db").stdout)["data"]["level"]
    if level() != 3 or "confirmed" not in run("report", store="t.db").stdout:
        fail(f"control: a trusted key gives level {level()}")
    run("doctor", store="t.db")
    run("trust", "remove", clean[0]["key"], store="t.db")
    believed("t.db", "after trust was taken back")
    run("doctor", store="t.db")
    run("trust", "add", clean[0]["key"], store="t.db")
    if level() != 3:
        fail("control: trusted again, and not counted")
    run("trust", "remove", json.loads(run("trust", "list", "-f", "json", store="t.db").stdout)["data"][0]["key"], store="t.db", status=3)
    for key in ("", "ab", "z" * 64, clean[0]["key"].upper()):
        run("trust", "remove", key, store="t.db", status=3)
    if "not trusted before" not in run("trust", "remove", "a" * 64, store="t.db").stdout:
        fail("trust remove of a key that was never there")

    # In the rows of a store: by a key that it trusts.
    shutil.copy(path("s.db"), path("p.db"))
    run("trust", "add", plain["key"], store="p.db")
    rows = malformed + [receipt for receipt in raw if receipt["body"]] + list(forged.values())
    rows += [dict(plain, meta=json.dumps(members["meta"])) for members in BEFORE.values() if "meta" in members][:1]
    # Columns that say other than what is signed.
    lies = [
        dict(strange[0], key=plain["key"]), dict(strange[1], key=plain["key"], signature=plain["signature"]),
        dict(hybrid, claim="c1", method="sim", verdict="confirmed"), dict(elsewhere, claim="c1"),
    ]
    for row in rows + lies:
        count("planted")
    plant("p.db", rows + lies)
    believed("p.db", "planted")
    states = {row["id"]: row["state"] for row in json.loads(run("receipt", "list", "-f", "json", store="p.db").stdout)["data"]}
    wrong = {number: state for number, state in states.items() if state not in ("malformed", "forged") and number != hybrid["id"]}
    if wrong:
        fail(f"planted receipts are taken for sound: {wrong}")
    for number in states:
        run("receipt", "show", number, store="p.db")
        run("receipt", "show", number, "-f", "json", store="p.db")
    exported = run("receipt", "export", store="p.db")
    if len(exported.stdout.splitlines()) != sum(state in ("counted", "untrusted", "absent") for state in states.values()):
        fail("receipt export writes what another host would refuse")
    found = run("doctor", store="p.db", status=None)
    if found.returncode == 0 or "receipt" not in found.stdout + found.stderr:
        fail("doctor finds nothing wrong with planted receipts")
    run("rebuild", store="p.db")
    believed("p.db", "planted, derived anew")
    run("verify", "-q", SLUG, store="p.db")
    if json.loads(run("show", SLUG, "-f", "json", store="p.db").stdout)["data"]["level"] != 3:
        fail("control: beside planted receipts a verification of one's own does not count")
    plant("p.db", lies)  # The same columns beside sound receipts.
    for words in READERS:
        run(*words.split(), store="p.db")
finally:
    shutil.rmtree(folder, ignore_errors=True)
print(", ".join(f"{kind} {number}" for kind, number in counts.items()), "- readers", len(READERS))
sys.exit(1 if failures else 0)
