# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# Whoever spells his name in another way is still the same: his packages do not lift each other. Each pair is a package and a later,
# verified one that confirms it; the first earns influence exactly when two people made them. Beside it: what rank --explain and doctor
# say, that the full and the incremental pass agree, and a store whose tables were made under the former rule.
set -u
command -v python3 >/dev/null 2>&1 || exit 77
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
exec python3 - <<'PY'
import json, os, shutil, sqlite3, subprocess, sys

AHUB = os.environ["AHUB"]
failures = 0


def fail(*words):
    global failures
    failures += 1
    print(*words)


def ahub(*arguments, store="hub.db", codes=(0,)):
    done = subprocess.run([AHUB, "--store", store, *arguments], capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in codes:
        fail("ahub", *arguments, "ends in", done.returncode, done.stdout[-600:], done.stderr[-600:])
    return done


PARAMS = {"policy": ["lru"], "catalog": 50, "capacity": 10, "requests": 2000}
hits = json.loads(ahub("sim", "run", "cache", "-p", "policy=lru", "-p", "catalog=50", "-p", "capacity=10", "-p", "requests=2000",
                       "--seed", "1", "--json").stdout)["data"]["outputs"]["hits_lru"]


def person(name, orcid=None, kind="human"):
    one = {"kind": kind, "name": name}
    if orcid:
        one["orcid"] = orcid
    return one


def package(slug, people, confirms=None):
    manifest = {
        "schema": "attentionhub/discovery@0.1", "profile": "generic@0.1", "slug": slug, "title": "A package of " + slug,
        "abstract": "An example whose only purpose is who made it.", "license": "MIT", "contributors": people,
        "claims": [{"id": "c1", "kind": "observation", "statement": f"LRU has {hits} hits in the run of {slug}",
                    "structured": {"metric": "hits", "value": hits, "unit": "requests"}, "evidence": ["https://example.org/x"]}]}
    if confirms:
        manifest["relations"] = [{"kind": "confirms", "target": confirms}]
        manifest["verification"] = {"mode": "simulator", "runs": [{"id": "run", "simulator": "cache", "params": PARAMS, "seed": 1}],
                                    "expected": [{"claim": "c1", "output": "hits_lru", "op": "=="}]}
    os.makedirs(slug, exist_ok=True)
    with open(slug + "/discovery.json", "w", encoding="utf-8") as file:
        json.dump(manifest, file)
    return slug


ONE, OTHER, EX = "0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"
JANE = person("Jane Doe")
SAME = [  # One person: nothing is passed on.
    ("the same bytes", JANE, JANE),
    ("capitals", JANE, person("JANE DOE")),
    ("small letters", JANE, person("jane doe")),
    ("two blanks", JANE, person("Jane  Doe")),
    ("a blank in front and behind", JANE, person(" Jane Doe ")),
    ("a no-break space", JANE, person("Jane\u00a0Doe")),
    ("an ideographic space", JANE, person("Jane\u3000Doe")),
    ("a thin space", JANE, person("Jane\u2009Doe")),
    ("a narrow no-break space", JANE, person("Jane\u202fDoe")),
    ("the empty pattern of Braille", JANE, person("Jane\u2800Doe")),
    ("no blank", JANE, person("JaneDoe")),
    ("a hyphen", JANE, person("Jane-Doe")),
    ("a full stop", JANE, person("Jane. Doe.")),
    ("the family's name in front", JANE, person("Doe, Jane")),
    ("the same without comma", JANE, person("Doe Jane")),
    ("full-width letters", JANE, person("\uff2a\uff41\uff4e\uff45 \uff24\uff4f\uff45")),
    ("mathematical letters", JANE, person("\U0001d409\U0001d41a\U0001d427\U0001d41e Doe")),
    ("enclosed letters", JANE, person("\u24bf\u24d0\u24dd\u24d4 Doe")),
    ("a Cyrillic a", JANE, person("J\u0430ne Doe")),
    ("Cyrillic capitals", person("MACKE HOB"), person("\u041c\u0410\u0421\u041a\u0415 \u041d\u041e\u0412")),
    ("a Greek omicron", JANE, person("Jane D\u03bfe")),
    ("a Greek nu for a v", person("Steve Doe"), person("Ste\u03bde Doe")),
    ("an Armenian n", JANE, person("Ja\u0578e Doe")),
    ("Cherokee capitals", JANE, person("\u13ab\u13aan\u13ac Doe")),
    ("Lisu capitals", JANE, person("\ua4d9\ua4ee\ua4e0\ua4f0 Doe")),
    ("small capitals", JANE, person("J\u1d00\u0274\u1d07 Doe")),
    ("bars through letters", JANE, person("J\u2c65ne Do\u0247")),
    ("white letters in black squares", JANE, person("\U0001f179\U0001f170\U0001f17d\U0001f174 Doe")),
    ("a Roman numeral", JANE, person("Jane \u216eoe")),
    ("a capital i for an l", person("Alice Doe"), person("AIice Doe")),
    ("a zero for an o", JANE, person("Jane D0e")),
    ("an accent", JANE, person("J\u00e1ne Doe")),
    ("accents taken apart", person("Ren\u00e9e D\u00f3e"), person("Rene\u0301e Do\u0301e")),
    ("an umlaut dropped", person("Max M\u00fcller"), person("Max Muller")),
    ("a stroke dropped", person("\u0141ukasz Doe"), person("Lukasz Doe")),
    ("a sharp s", person("Stra\u00dfe Doe"), person("STRASSE DOE")),
    ("initials", person("J.-P. Serre"), person("J P Serre")),
    ("initials together", person("J.-P. Serre"), person("Serre, JP")),
    ("apostrophes", person("Ann O'Brien"), person("Ann O\u2019Brien")),
    ("a hyphen in a given name", person("Xiao-Ming Li"), person("Xiaoming Li")),
    ("Korean taken apart", person("\uae40\ud55c"), person("\u1100\u1175\u11b7\u1112\u1161\u11ab")),
    ("two orders", person("Li Wei"), person("Wei Li")),
    ("another kind", JANE, person("Jane Doe", kind="agent")),
    ("an emoji beside the name", JANE, person("Jane Doe \U0001f680")),
    ("the same ORCID, another name", person("Ada A", ONE), person("Bob B", ONE)),
    ("the ORCID as an address", person("Ada A", ONE), person("Bob B", "https://orcid.org/" + ONE)),
    ("the ORCID without hyphens, with a small x", person("Ada A", EX), person("Bob B", "000000021694233x")),
    ("an ORCID on one side only", person("Jane Doe", ONE), person("JANE DOE")),
    ("the second of three", [person("Ann X"), JANE], [person("Joe Y"), person("jane doe"), person("Zoe Z")]),
    ("a joiner of Tifinagh", JANE, person("Ja\u2d7fne Doe")),
    ("a joiner of Zanabazar", JANE, person("Ja\U00011a47ne Doe")),
    ("a virama", JANE, person("Ja\U00010a3fne Doe")),
    ("a vowel of Hindi", JANE, person("Ja\u093fne Doe")),
    ("a code point that nobody has assigned", JANE, person("Ja\u0378ne Doe")),
    ("a Georgian o", JANE, person("Jane D\u10ffe")),
    ("an o of Malayalam", JANE, person("Jane D\u0d20e")),
    ("an o of Hebrew", JANE, person("Jane D\u05e1e")),
    ("an o of Arabic", JANE, person("Jane D\u0647e")),
    ("an o of Warang Citi", JANE, person("Jane D\U000118c8e")),
    ("an o of Osage", JANE, person("Jane D\U000104c2e")),
    ("a circle", JANE, person("Jane D\u25cbe")),
    ("a zero of Gurmukhi", JANE, person("Jane D\u0a66e")),
    ("an estimated sign", JANE, person("Jane Do\u212e")),
    ("a bar of mathematics", person("Alice Doe"), person("A\u2223ice Doe")),
    ("a paseq", person("Alice Doe"), person("A\u05c0ice Doe")),
    ("a zero in a Russian name", person("\u041e\u043b\u044f"), person("0\u043b\u044f")),
    ("a three in a Russian name", person("\u0417\u0443\u0435\u0432\u0430"), person("3\u0443\u0435\u0432\u0430")),
    ("yo without its dots", person("\u041f\u0451\u0442\u0440"), person("\u041f\u0435\u0442\u0440")),
    ("a title", JANE, person("Dr. Jane Doe")),
    ("two titles, the family first", JANE, person("Doe, Prof. Dr. Jane")),
    ("a degree", JANE, person("Jane Doe, Ph.D.")),
    ("a degree behind a comma", JANE, person("Jane Doe, MSc")),
    ("another degree", JANE, person("Jane Doe MSc")),
    ("a junior", JANE, person("Jane Doe Jr.")),
    ("a number in brackets", JANE, person("Jane Doe (2)")),
    ("a full-width one", JANE, person("Jane Doe\uff08\uff12\uff09")),
    ("an umlaut written with an e", person("Max M\u00fcller"), person("Max Mueller")),
    ("the same in capitals", person("J\u00d6RG DOE"), person("Joerg Doe")),
    ("an umlaut taken apart", person("Ha\u0308nsel Doe"), person("Haensel Doe")),
    ("two kana", person("\u305f\u304b\u3057"), person("\u30bf\u30ab\u30b7")),
    ("voiced kana", person("\u3054\u3046"), person("\u30b4\u30a6")),
    ("a model's version without its hyphen", person("gpt-4.5", kind="agent"), person("GPT 4.5", kind="agent")),
    ("no name on either side", person("..."), person("\U0001f680")),
]
APART = [  # Two people: the first earns what the second passes on.
    ("another name", JANE, person("John Roe")),
    ("Janet", JANE, person("Janet Doe")),
    ("another initial", person("J. Doe"), person("K. Doe")),
    ("Ian and Lan", person("Ian Doe"), person("Lan Doe")),
    ("Neil and Nell", person("Neil Doe"), person("Nell Doe")),
    ("two ORCIDs, one name", person("Jane Doe", ONE), person("Jane Doe", OTHER)),
    ("two Chinese names", person("\u5f20\u4f1f"), person("\u674e\u4f1f")),
    ("two Russian names", person("\u0418\u0432\u0430\u043d"), person("\u041f\u0435\u0442\u0440")),
    ("two vowels of Hindi", person("\u0915\u093f\u0930\u0923"), person("\u0915\u0930\u0923")),
    ("two numbers", person("Agent 1"), person("Agent 2")),
    ("versions that swap", person("gpt-4.5"), person("gpt-5.4")),
    ("versions that swap in the middle", person("gpt-3.5-turbo"), person("gpt-5.3-turbo")),
    ("a version and a number", person("gpt-4.1"), person("gpt-41")),
    ("versions without hyphen", person("Qwen 2.5"), person("Qwen 5.2")),
    ("versions of another", person("claude-3.5"), person("claude-5.3")),
    ("a digit behind one letter", person("o1"), person("ol")),
    ("a long number", person("Agent 12"), person("Agent 1 2")),
    ("short i", person("\u0410\u043d\u0434\u0440\u0435\u0439"), person("\u0410\u043d\u0434\u0440\u0435\u0438")),
    ("yi and i", person("\u0407\u0432\u0430\u043d"), person("\u0406\u0432\u0430\u043d")),
    ("a dropped e", person("Noel Doe"), person("Nol Doe")),
    ("Sue and Su", person("Sue Doe"), person("Su Doe")),
    ("Sutton signs", person("\U0001d800\U0001d801"), person("\U0001d802\U0001d803")),
    ("Garay and Sunuwar", person("\U00010d50\U00010d51"), person("\U00011bc0\U00011bc1")),
    ("Todhri and Kirat Rai", person("\U000105c0"), person("\U00016d43")),
    ("Ol Onal and none", person("\U0001e5d0"), person("...")),
    ("kana, voiced and not", person("\u304b\u3044"), person("\u30ac\u30a4")),
    ("a name and none", JANE, person("...")),
    ("three and two", [person("Ann X"), JANE], [person("Joe Y"), person("Zoe Z"), person("Jan Roe")]),
]
REFUSED = [  # Lint keeps these out: the same with a name of several letters hidden.
    "Ja\u200bne Doe", "Jane\u2060 Doe", "\ufeffJane Doe", "\u202eJane Doe", "Jane\u200d Doe", "Ja\u00adne Doe", "Jane\U000e0041 Doe",
    "Ja\ufe0fne Doe", "Jane\ufe0e Doe", "Jane\ufe00 Doe", "Jane\u034f Doe", "Ja\u3164ne Doe", "Ja\u115fne Doe", "Doe\u3164Jane", "Ja\uffa0ne Doe",
    "Ja\u17b4ne Doe", "Ja\u180bne Doe", "Ja\u180ene Doe", "Ja\U000e0100ne Doe", "Ja\U000e01efne Doe", "Ja\U0001d173ne Doe", "Ja\U00013430ne Doe",
    "Ja\U0001bca0ne Doe", "Ja\U00016fe4ne Doe", "Ja\ufff0ne Doe", "Ja\U000e0080ne Doe", "Ja\U000e0fffne Doe", "\u845b\U000e0100\U000e0101"]
TAKEN = [  # Selectors behind what takes one.
    "Jane Doe \u2764\ufe0f", "Jane Doe 1\ufe0f\u20e3", "\u845b\U000e0100 \u57ce", "\u182a\u180b\u1820 Doe", "Jane \u2122\ufe0e Doe"]

listed = lambda people: people if isinstance(people, list) else [people]
firsts, seconds, expected = [], [], {}
for number, (what, left, right) in enumerate(SAME + APART):
    firsts.append(package(f"first-{number:02}", listed(left)))
    seconds.append(package(f"second-{number:02}", listed(right), f"first-{number:02}"))
    expected[firsts[-1]] = (what, number < len(SAME))


def attention(store="hub.db"):
    lines = ahub("rank", "-f", "tsv", "--limit", "1000", store=store).stdout.splitlines()
    columns = lines[0].split("\t")
    rows = [dict(zip(columns, line.split("\t"))) for line in lines[1:]]
    return {row["slug"]: float(row["attention"]) for row in rows}


def check(store, when):
    found = attention(store)
    for slug, (what, same) in expected.items():
        if slug not in found:
            fail(when, what, "is not there")
        elif found[slug] != (4.0 if same else 5.5):
            fail(when, what, "has", found[slug])


# One after another, so that each step is derived by itself; then all at once.
ahub("import", *firsts, *seconds)
ahub("verify", "--all")
check("hub.db", "after a step:")
before = attention()
ahub("rebuild")
check("hub.db", "after a rebuild:")
if attention() != before:
    fail("a rebuild changes the feed")
# The same from the facts alone: of a day that has all of it.
import datetime
today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
rows = json.loads(ahub("rank", "--as-of", today, "--json", "--limit", "1000").stdout)["data"]
if {row["slug"]: row["attention"] for row in rows} != before:
    fail("the facts give another feed than the tables")

# What is said.
explained = {row["slug"]: row["explain"] for row in
             json.loads(ahub("rank", "--explain", "--json", "--limit", "1000").stdout)["data"]}
for slug, (what, same) in expected.items():
    parts = [part for part in explained[slug] if part["name"] == "identity"]
    if same and (len(parts) != 1 or parts[0]["points"] != 0 or parts[0]["from"] != slug.replace("first", "second") + "@1"):
        fail("--explain of", what, parts)
    if not same and parts:
        fail("--explain of", what, parts)
why = lambda what: next(part["why"] for slug, (name, _) in expected.items() if name == what
                        for part in explained[slug] if part["name"] == "identity")
for what, words in (("capitals", "'Jane Doe' contributed to both (the same name)"),
                    ("the same ORCID, another name", "'Ada A' contributed to both (the same ORCID)"),
                    ("no name on either side", "(no name, so the key of the store's events)")):
    if words not in why(what):
        fail("--explain of", what, "says", why(what))
human = ahub("rank", "--explain", "--no-facets", "--limit", "1000").stdout
if "second-01@1 confirms it and passes nothing on: 'Jane Doe' contributed to both (the same name)" not in human:
    fail("rank --explain says nothing of it")
doctor = ahub("doctor").stdout
shared = json.loads(ahub("doctor", "--json").stdout)["data"]["shared"]
if not any("Jane Doe" in one["names"] and len(one["names"]) > 1 and one["why"] == "the same name" and one["packages"] > 20 for one in shared):
    fail("doctor does not name Jane Doe", shared)
if not any(one["why"] == "the same ORCID" and "Ada A" in one["names"] and len(one["names"]) > 1 for one in shared):
    fail("doctor does not name the ORCID", shared)
if "'Jane Doe' = " not in doctor or "(the same ORCID): " not in doctor:
    fail("doctor says nothing of it", doctor)

# A store whose tables were made under the former rule, with what its owner earned of himself.
shutil.copy("hub.db", "old.db")
old = sqlite3.connect("old.db")
old.executescript("DROP TABLE contributor; CREATE TABLE contributor (package INTEGER NOT NULL, name TEXT NOT NULL, "
                  "PRIMARY KEY (package, name)) STRICT, WITHOUT ROWID; INSERT INTO contributor SELECT package, 'human:' || slug FROM feed;"
                  "UPDATE relation SET weight = 2, milli = 1500;"
                  "UPDATE feed SET attention = 5500 WHERE slug LIKE 'first-%'; PRAGMA user_version=4")
old.close()
check("old.db", "an old store, read:")
if json.loads(ahub("doctor", "--json", store="old.db").stdout)["data"]["damage"]:
    fail("an old store is not sound")
os.chmod("old.db", 0o400)
shutil.copy("old.db", "locked.db")
os.chmod("locked.db", 0o400)
check("locked.db", "an old store that cannot be written:")
os.chmod("old.db", 0o600)
ahub("rebuild", store="old.db")
check("old.db", "an old store, written:")
if not os.path.exists("old.db.v4.bak"):
    fail("no backup of the old store")

# A name that changes with a version, by the incremental pass alone.
ahub("import", package("early", [person("Bob B")]), package("later", [person("Jane Doe")], "early"), store="turn.db")
ahub("verify", "later", store="turn.db")
for version, (name, points) in enumerate([("J\u0430ne  DOE", 4.0), ("Bob B", 5.5), ("Doe, Jane", 4.0)], 2):
    package("early", [person(name)])
    manifest = json.load(open("early/discovery.json"))
    manifest["version"] = version
    json.dump(manifest, open("early/discovery.json", "w"))
    ahub("import", "early", store="turn.db")
    if attention("turn.db")["early"] != points:
        fail("version", version, "by", ascii(name), "has", attention("turn.db")["early"])
if json.loads(ahub("doctor", "--json", store="turn.db").stdout)["data"]["damage"]:
    fail("the tables are not those of a rebuild")

for number, name in enumerate(REFUSED):
    slug = package(f"hidden-{number}", [person(name)])
    done = ahub("import", slug, store="none.db", codes=(3,))
    if "AH701" not in done.stdout + done.stderr:
        fail("a hidden character in", ascii(name), "is let in", done.stdout, done.stderr)
for number, name in enumerate(TAKEN):
    ahub("import", package(f"taken-{number}", [person(name)]), store="none.db")
    shown = ahub("show", f"taken-{number}", store="none.db").stdout
    if name not in shown:
        fail(ascii(name), "is not shown as it is")
print(len(SAME), "pairs are one person,", len(APART), "are two,", len(REFUSED), "names are refused")
sys.exit(failures > 0)
PY
