# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
# What slips in: names of which a reader sees nothing, people who are listed twice, links out of a collection or an archive, and versions of
# the schema that there never were. Each is refused with a code and a place, the store stays as it was, and beside it stands what is taken.
set -u
command -v python3 >/dev/null 2>&1 || exit 77
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
exec python3 - <<'PY'
import io, json, os, subprocess, sys, tarfile, zipfile

AHUB = os.environ["AHUB"]
failures = 0
counts = {}


def fail(*words):
    global failures
    failures += 1
    print(*words)


def ahub(*arguments):
    return subprocess.run([AHUB, "--store", "hub.db", *arguments], capture_output=True, text=True, encoding="utf-8")


def count(kind, what):
    counts.setdefault(kind, [0, 0])[what] += 1


number = 0


def manifest(**keys):
    global number
    number += 1
    base = {
        "schema": "attentionhub/discovery@0.1", "profile": "generic@0.1", "slug": f"package-{number}", "title": "A package of the test",
        "abstract": "An example whose only purpose is one of its texts.", "license": "MIT", "concepts": ["caching"],
        "contributors": [{"kind": "human", "name": "Ada Example"}],
        "claims": [{"id": "c1", "kind": "observation", "statement": "something was seen", "evidence": ["https://example.org/x"]}]}
    base.update(keys)
    return base


def write(folder, data):
    os.makedirs(folder, exist_ok=True)
    with open(folder + "/discovery.json", "w", encoding="utf-8") as file:
        json.dump(data, file, indent=1, ensure_ascii=False)
    return folder


def slugs():
    return {row["slug"] for row in json.loads(ahub("rank", "--json", "--limit", "1000").stdout)["data"]}


def refused(kind, what, path, code, *words):
    """Exit 3, the code, every word; the store has nothing of it."""
    count(kind, 0)
    before = slugs()
    done = ahub("import", path)
    said = done.stdout + done.stderr
    if done.returncode != 3 or code not in said:
        fail(kind, what, "is not refused by", code, done.returncode, said)
    for word in words:
        if word not in said:
            fail(kind, what, "does not say", ascii(word), said)
    if slugs() != before:
        fail(kind, what, "changes the store")


def taken(kind, what, path):
    count(kind, 1)
    done = ahub("import", path)
    if done.returncode != 0:
        fail(kind, what, "is not taken", done.returncode, done.stdout, done.stderr)


if ahub("init").returncode != 0:
    fail("init")

# --- Nothing to see -----------------------------------------------------------------------------
UNSEEN = {  # AH708; those that hide something are AH701 as well.
    "blanks": " ", "no-break spaces": "\u00a0", "Ogham blanks": "\u1680", "em quads": "\u2001", "hair spaces": "\u200a",
    "narrow no-break spaces": "\u202f", "mathematical spaces": "\u205f", "ideographic spaces": "\u3000",
    "the empty pattern of Braille": "\u2800", "fillers of Korean": "\u3164", "initial fillers": "\u115f", "vowel fillers": "\u1160",
    "half-width fillers": "\uffa0", "acutes without a letter": "\u0301", "enclosing circles": "\u20dd", "vowels of Hindi alone": "\u093f",
    "variation selectors": "\ufe0f", "grapheme joiners": "\u034f", "Mongolian separators": "\u180e", "zero-width blanks": "\u200b",
    "joiners": "\u200d", "word joiners": "\u2060", "byte-order marks": "\ufeff", "soft hyphens": "\u00ad", "tags": "\U000e0041",
    "supplementary selectors": "\U000e0100", "object replacements": "\ufffc", "blank hieroglyphs": "\U00013441",
    "Khmer vowels without ink": "\u17b4", "blanks and marks in turn": " \u0301\u3000\u2800"}
PLACES = {
    "title": lambda text: {"title": text * 4},
    "abstract": lambda text: {"abstract": text},
    "name": lambda text: {"contributors": [{"kind": "human", "name": text}]},
    "role": lambda text: {"contributors": [{"kind": "human", "name": "Ada Example", "role": text}]},
    "statement": lambda text: {"claims": [{"id": "c1", "kind": "observation", "statement": text * 8, "evidence": ["https://example.org/x"]}]},
    "concept": lambda text: {"concepts": [text * 2]},
    "exploration": lambda text: {"exploration": [{"id": "e1", "type": "idea", "title": text}]},
    "metric": lambda text: {"claims": [{"id": "c1", "kind": "observation", "statement": "one was seen",
                                        "structured": {"metric": text, "value": 1, "unit": "items"},
                                        "evidence": ["https://example.org/x"]}]},
    "protocol": lambda text: {"claims": [{"id": "c1", "kind": "observation", "statement": "one was seen", "protocol": {text: 1},
                                          "evidence": ["https://example.org/x"]}]}}
for what, sign in UNSEEN.items():
    for place in PLACES if sign in (" ", "\u3164", "\u2800", "\u0301") else ("title", "name"):
        path = write("unseen", manifest(**PLACES[place](sign)))
        lines = open("unseen/discovery.json", encoding="utf-8").read().split("\n")
        # A byte-order mark does not even come to that.
        refused("unseen", f"{place} of {what}", path, "AH006" if sign == "\ufeff" else "AH708")
        if sign == "\ufeff":
            continue
        found = [d for d in json.loads(ahub("lint", "--json", path).stdout)["data"] if d["code"] == "AH708"]
        if len(found) != 1 or not sign in lines[found[0]["line"] - 1]:
            fail("unseen", place, what, "has no place:", found)
SEEN = {
    "blanks inside": "A title with  two blanks", "blanks around": "  Ada  ", "one letter of Chinese": "\u4f1f", "an emoji": "\U0001f680",
    "a joined emoji": "\U0001f469\u200d\U0001f52c", "an accent of its own": "e\u0301", "a no-break space inside": "Ada\u00a0Example",
    "full stops": "....", "Thai": "\u0e01\u0e33", "Korean": "\uae40", "a letter of Korean": "\u3131", "Braille": "\u2801", "a dash": "\u2014"}
for what, text in SEEN.items():
    hides = "\u200d" in text  # AH701 has an opinion of joiners, even between emoji.
    for place in ("title", "name"):
        long = {"title": lambda: {"title": text if len(text) > 3 else text * 4}}.get(place, lambda: PLACES["name"](text))()
        path = write("seen", manifest(**long))
        if hides:
            found = json.loads(ahub("lint", "--json", path).stdout)["data"]
            if any(d["code"] == "AH708" for d in found):
                fail("unseen", what, "is AH708")
        else:
            taken("unseen", f"{place} with {what}", path)

# --- Twice --------------------------------------------------------------------------------------
ONE, OTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"
person = lambda name, orcid=None, kind="human", **more: {"kind": kind, "name": name, **({"orcid": orcid} if orcid else {}), **more}
TWICE = {
    "the same": [person("Jane Doe"), person("Jane Doe")], "capitals": [person("Jane Doe"), person("JANE DOE")],
    "two blanks": [person("Jane Doe"), person("Jane  Doe")], "a no-break space": [person("Jane Doe"), person("Jane\u00a0Doe")],
    "an accent": [person("Jane Doe"), person("J\u00e1ne Doe")], "an accent apart": [person("J\u00e1ne Doe"), person("Ja\u0301ne Doe")],
    "full width": [person("Jane Doe"), person("\uff2a\uff41\uff4e\uff45 Doe")], "a Cyrillic a": [person("Jane Doe"), person("J\u0430ne Doe")],
    "a Greek omicron": [person("Jane Doe"), person("Jane D\u03bfe")], "the family first": [person("Jane Doe"), person("Doe, Jane")],
    "another kind": [person("Jane Doe"), person("Jane Doe", kind="agent")], "another role": [person("Jane Doe"), person("jane doe", role="x")],
    "another model": [person("Jane Doe", model="a"), person("Jane Doe", model="b")],
    "one ORCID": [person("Ada A", ONE), person("Bob B", ONE)], "the ORCID as address": [person("Ada A", ONE), person("Bob B", "https://orcid.org/" + ONE)],
    "one without ORCID": [person("Jane Doe", ONE), person("Jane Doe")], "the other without": [person("Jane Doe"), person("Jane Doe", ONE)],
    "the fourth": [person("A B"), person("C D"), person("E F"), person("b, a")], "one sign": [person("..."), person("...")]}
for what, people in TWICE.items():
    path = write("twice", manifest(contributors=people))
    refused("twice", what, path, "AH505", "is listed twice", "discovery.json:")
for what, people in {
        "two names": [person("Jane Doe"), person("Janet Doe")], "two ORCIDs, one name": [person("Jane Doe", ONE), person("Jane Doe", OTHER)],
        "two Chinese names": [person("\u5f20\u4f1f"), person("\u674e\u4f1f")], "two agents": [person("gpt-4", kind="agent"), person("gpt-5", kind="agent")],
        "one of each kind": [person("Jane Doe"), person("ahub importer", kind="agent")], "two initials": [person("J. Doe"), person("K. Doe")],
        "two signs": [person("..."), person("\U0001f680")], "a hundred": [person(f"Author {i}") for i in range(100)]}.items():
    taken("twice", what, write("once", manifest(contributors=people)))

# --- Links out ----------------------------------------------------------------------------------
os.makedirs("outside/deep")
write("outside/secret", manifest())
write("outside/deep/secret", manifest())
secret = os.path.abspath("outside/secret")


def collection(name, members, title="A collection", make=None):
    os.makedirs(name, exist_ok=True)
    if make:
        make(name)
    with open(name + "/collection.yaml", "w", encoding="utf-8") as file:
        json.dump({"title": title, "packages": members}, file)
    return name


def linked(**links):
    def make(name):
        for link, target in links.items():
            os.symlink(target, f"{name}/{link}")
    return make


LINKS = {
    "a link to a package outside": (["p"], linked(p="../outside/secret")), "an absolute link": (["p"], linked(p=secret)),
    "a link of a link": (["p"], linked(p="q", q="../outside/secret")), "a directory that is a link": (["d/secret"], linked(d="../outside")),
    "a deeper one": (["d/deep/secret"], linked(d="../outside")), "out and in by another name": (["p"], linked(p="/proc/self/cwd/outside/secret")),
    "a link to the manifest outside": (["p"], linked(p="../outside/secret/discovery.json")), "a link to above": (["p/outside/secret"], linked(p="..")),
    "a link to the root": (["p" + secret], linked(p="/")), "the second member": (["good", "p"], linked(p="../outside/secret")),
    "a neighbour with a longer name": (["p"], lambda name: (write(name + "x/secret", manifest()), os.symlink(f"../{name}x/secret", name + "/p")))}
for i, (what, (members, make)) in enumerate(LINKS.items()):
    path = collection(f"links-{i}", members, make=make)
    if "good" in members:
        write(path + "/good", manifest())
    refused("links", what, path, "out of the collection", "collection.yaml:1:")
    refused("links", what + ", by file", path + "/collection.yaml", "out of the collection")
    for command in (("lint", path), ("import", "--dry-run", path)):
        done = ahub(*command)
        if done.returncode != 3 or "out of the collection" not in done.stderr:
            fail("links", what, command, done.returncode, done.stderr)
for what, member in {"two dots": "../outside/secret", "two dots inside": "a/../../outside/secret", "an absolute path": secret, "a blank": " ",
                     "a dot": "./good", "nothing": ""}.items():
    refused("links", what, collection("paths", [member]), "collection.yaml:1:")
# collection.yaml itself, and links within a package that a collection names.
os.makedirs("theirs")
write("theirs/p", manifest())
with open("list.yaml", "w") as file:
    json.dump({"title": "t", "packages": ["p"]}, file)
os.symlink("../list.yaml", "theirs/collection.yaml")
refused("links", "collection.yaml is a link", "theirs", "out of the collection", "collection.yaml")
refused("links", "collection.yaml is a link, named", "theirs/collection.yaml", "out of the collection")
collection("within", ["p"], make=lambda name: (write(name + "/p", manifest()), os.symlink("../../outside/secret/discovery.json", name + "/p/results.json")))
refused("links", "a link within a package", "within", "is a symbolic link")
collection("within2", ["p"], make=lambda name: (os.makedirs(name + "/p"), os.symlink(secret + "/discovery.json", name + "/p/discovery.json")))
refused("links", "the manifest is a link", "within2", "is a symbolic link")


def archive(name, entries):
    """entries: (path, bytes or ("sym" or "hard", target))."""
    text = json.dumps(manifest()).encode()
    with tarfile.open(name, "w:gz") as tar:
        for path, data in [("discovery.json", text), *entries]:
            info = tarfile.TarInfo(path)
            if isinstance(data, tuple):
                info.type = tarfile.SYMTYPE if data[0] == "sym" else tarfile.LNKTYPE
                info.linkname = data[1]
                tar.addfile(info)
            else:
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    return name


for what, entries in {
        "a symbolic link": [("results.csv", ("sym", "/etc/hostname"))], "a hard link": [("results.csv", ("hard", "/etc/hostname"))],
        "a link inside": [("results.csv", ("sym", "discovery.json"))], "a hard link inside": [("results.csv", ("hard", "discovery.json"))],
        "a directory that is a link": [("data", ("sym", "/tmp")), ("data/x.csv", b"1\n")], "two dots": [("../x.csv", b"1\n")],
        "two dots inside": [("a/../../x.csv", b"1\n")], "an absolute path": [("/tmp/x.csv", b"1\n")],
        "a link over the manifest": [("discovery.json", ("sym", "/etc/hostname"))], "a link of a link": [("a", ("sym", "b")), ("b", ("sym", "/etc"))],
        "an empty hard link": [("results.csv", ("hard", ""))]}.items():
    refused("archives", what, archive("links.tar.gz", entries), "links.tar.gz")
with zipfile.ZipFile("links.zip", "w") as file:
    file.writestr("discovery.json", json.dumps(manifest()))
    info = zipfile.ZipInfo("results.csv")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    file.writestr(info, "/etc/hostname")
refused("archives", "a symbolic link in a zip", "links.zip", "results.csv")
taken("archives", "no link", archive("sound.tar.gz", [("results.csv", b"1\n"), ("data/x.csv", b"1\n")]))
taken("links", "no link", collection("plain", ["p"], make=lambda name: write(name + "/p", manifest())))
taken("links", "a link inside", collection("inside", ["q"], make=lambda name: (write(name + "/p", manifest()), os.symlink("p", name + "/q"))))
taken("links", "a link of a link inside",
      collection("inside2", ["r"], make=lambda name: (write(name + "/p", manifest()), os.symlink("p", name + "/q"), os.symlink("q", name + "/r"))))
taken("links", "an absolute link inside",
      collection("inside3", ["q"], make=lambda name: (write(name + "/p", manifest()), os.symlink(os.path.abspath(name + "/p"), name + "/q"))))
taken("links", "through a directory inside",
      collection("inside4", ["d/p"], make=lambda name: (write(name + "/packages/p", manifest()), os.symlink("packages", name + "/d"))))
os.symlink("plain", "named")
taken("links", "a link that the user names", "named")
os.symlink("outside/secret", "named-package")
taken("links", "a package behind a link that the user names", "named-package")

# --- Titles of collections ----------------------------------------------------------------------
for what, sign in UNSEEN.items():
    path = collection("untitled", ["p"], title=sign * 3, make=lambda name: write(name + "/p", manifest()))
    refused("collection titles", what, path, "collection.yaml:1:")
taken("collection titles", "one letter", collection("titled", ["p"], title="\u4f1f", make=lambda name: write(name + "/p", manifest())))

# --- Versions of the schema ---------------------------------------------------------------------
KNOWN = "attentionhub/discovery@0.1"
for version in ("attentionhub/discovery@9.9", "attentionhub/discovery@0.10", "attentionhub/discovery@0.1 ", " attentionhub/discovery@0.1",
                "attentionhub/discovery@00.1", "attentionhub/discovery@0.01", "attentionhub/discovery@0.1.0", "attentionhub/discovery@0.2",
                "attentionhub/discovery@0.0", "attentionhub/discovery@1", "attentionhub/discovery@0,1", "AttentionHub/Discovery@0.1",
                "ATTENTIONHUB/DISCOVERY@0.1", "attentionhub/discovery@\uff10.\uff11", "attentionhub/discovery@0.\u0661", "attentionhub/discovery\uff200.1",
                "attentionhub/disc\u043every@0.1", "attentionhub/discovery@", "attentionhub/discovery", "attentionhub/discovery@-0.1",
                "attentionhub/discovery@0.1\u00a0", "attentionhub/discovery@latest", "attentionhub//discovery@0.1", "https://attentionhub/discovery@0.1",
                ""):
    path = write("version", manifest(schema=version))
    refused("schemas", ascii(version), path, "AH107", "none of the known ones: " + KNOWN, "discovery.json:2:")
    done = ahub("import", "--tolerant", path)
    if done.returncode != 3:
        fail("schemas", ascii(version), "is taken by --tolerant")
for value in (0.1, None, ["attentionhub/discovery@0.1"], {"name": KNOWN}, True):
    refused("schemas", json.dumps(value), write("version", manifest(schema=value)), "AH10", "discovery.json:2:")
taken("schemas", "the known one", write("version", manifest(schema=KNOWN)))

for kind, (no, yes) in counts.items():
    print(f"{kind}: {no} refused, {yes} taken")
sys.exit(failures > 0)
PY
