# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Malformed packages: each must be refused with its code at its place, and leave no trace in the store.

usage: run.py AHUB
"""
import glob
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile

AHUB = os.path.abspath(sys.argv[1])
HERE = os.path.dirname(os.path.abspath(__file__))
MARK = "\u00a7"
RESULTS = b"claim,value\nc1,1086\n"


def unescape(text):
    """\\xNN is a raw byte, \\uNNNN a code point, \\n a line end, two backslashes are one."""
    out = b""
    for part in re.split(r"(\\\\|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\n)", text):
        if part == "\\\\":
            out += b"\\"
        elif part.startswith("\\x"):
            out += bytes([int(part[2:], 16)])
        elif part.startswith("\\u"):
            out += chr(int(part[2:], 16)).encode("utf-8", "surrogatepass")
        else:
            out += b"\n" if part == "\\n" else part.encode()
    return out


def cases():
    for path in sorted(glob.glob(os.path.join(HERE, "*.cases"))):
        category = os.path.basename(path)[:-6]
        name = None
        for line in open(path, encoding="utf-8").read().split("\n"):
            if line.startswith("=== "):
                if name:
                    yield category, name, code, body
                name, code = (part.strip() for part in line[4:].split("|"))
                body = []
            elif name and line:
                body.append(line)
        yield category, name, code, body


def edited(body):
    """The base manifest with the lines of '-' replaced by those of '+' that follow them."""
    lines = open(os.path.join(HERE, "base.yaml"), encoding="utf-8").read().rstrip("\n").split("\n")
    place = len(lines)
    for line in body:
        if line.startswith("- "):
            matches = [i for i, known in enumerate(lines) if known.strip().startswith(line[2:].strip())]
            if not matches:
                raise SystemExit(f"no base line begins with {line[2:]!r}")
            place = matches[0]
            del lines[place]
        elif line.startswith("+ "):
            lines.insert(place, line[2:])
            place += 1
    return "\n".join(lines) + "\n"


def repeated(text):
    """{{N*TEXT}} stands for N times TEXT."""
    return re.sub(r"\{\{(\d+)\*(.*?)\}\}", lambda match: int(match.group(1)) * match.group(2), text)


def make(folder, body):
    """Writes the package; returns its path and the position of the mark, if there is one."""
    path = os.path.join(folder, "package")
    os.makedirs(os.path.join(path, "artifacts"))
    open(os.path.join(path, "artifacts/results.csv"), "wb").write(RESULTS)
    name, whole, files, target = "discovery.yaml", None, [], path
    for line in body:
        word, _, rest = line.partition(" ")
        if word == "@whole":
            whole = body[body.index(line) + 1:]
            break
        if word == "@json":
            name, whole = "discovery.json", body[body.index(line) + 1:]
            break
        if word.startswith("@"):
            files.append((word, rest))
    end = "" if whole and whole[-1] == MARK else "\n"  # A mark alone on the last line stands for the end of the file.
    text = repeated("\n".join(whole) + end if whole is not None else edited(body))
    position = None
    raw = unescape(text)
    mark = raw.find(MARK.encode())
    if mark >= 0:
        before = raw[:mark]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1:].decode("utf-8", "replace")) + 1
        position = (line, column)
        raw = raw.replace(MARK.encode(), b"", 1)
    manifest = os.path.join(path, name)
    open(manifest, "wb").write(raw)
    for word, rest in files:
        where, _, what = rest.partition(" ")
        file = os.path.join(path.encode(), unescape(where))
        if word == "@nomanifest":
            os.unlink(manifest)
        elif word == "@file":
            os.makedirs(os.path.dirname(file), exist_ok=True)
            open(file, "wb").write(unescape(repeated(what)))
        elif word == "@symlink":
            os.symlink(what, file)
        elif word == "@fifo":
            os.mkfifo(file)
        elif word == "@sparse":
            with open(file, "wb") as stream:
                stream.truncate(int(what))
        elif word == "@many":
            os.makedirs(file, exist_ok=True)
            for number in range(int(what)):
                open(os.path.join(file, b"%d" % number), "wb").close()
        elif word == "@deep":
            os.makedirs(os.path.join(file, *[b"d"] * int(what)))
            open(os.path.join(file, *[b"d"] * int(what), b"x"), "wb").close()
        elif word == "@zip":
            target = os.path.join(folder, "package.zip")
            with zipfile.ZipFile(target, "w") as archive:
                archive.write(manifest, "p/" + name)
                archive.write(os.path.join(path, "artifacts/results.csv"), "p/artifacts/results.csv")
                archive.writestr("p/" + unescape(rest).decode(), b"")
        elif word in ("@tar", "@targz", "@cut"):
            target = os.path.join(folder, "package.tar.gz")
            buffer = io.BytesIO()
            with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
                archive.add(path, arcname="p")
                for entry in rest.split():
                    kind, _, entry_name = entry.partition(":")
                    info = tarfile.TarInfo(entry_name)
                    info.type = {"file": tarfile.REGTYPE, "link": tarfile.SYMTYPE, "hard": tarfile.LNKTYPE, "fifo": tarfile.FIFOTYPE}[kind]
                    info.linkname = "../../target" if kind in ("link", "hard") else ""
                    archive.addfile(info, io.BytesIO(b""))
            data = buffer.getvalue()
            open(target, "wb").write(data[:len(data) // 2] if word == "@cut" else data)
    return target, position


def ahub(*arguments):
    done = subprocess.run([AHUB, *arguments], capture_output=True, timeout=10)
    if done.returncode < 0 or done.returncode in (70, 134):
        raise AssertionError(f"{arguments} died with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done


def state(store):
    facts = json.loads(ahub("--store", store, "doctor", "--json").stdout)["data"]["facts"]
    return {key: facts[key] for key in ("packages", "receipts", "events")}, ahub("--store", store, "rank", "--json").stdout


def check(category, name, code, body, store, controls):
    with tempfile.TemporaryDirectory() as folder:
        target, position = make(folder, body)
        linted = ahub("lint", "--format", "json", target)
        findings = json.loads(linted.stdout)["data"] if linted.stdout.strip() else []
        if code == "taken":
            assert linted.returncode == 0, f"lint found {[finding['message'] for finding in findings]}"
            imported = ahub("--store", controls, "import", target)
            assert imported.returncode == 0, imported.stdout.decode() + imported.stderr.decode()
            return
        if code.startswith("AH"):
            assert linted.returncode == 1, f"lint exits {linted.returncode}: {linted.stderr.decode()}"
            seen = [(finding["code"], finding["line"] and (finding["line"], finding["column"])) for finding in findings]
            assert (code, position) in seen, f"expected {code} at {position}, found {seen}"
        else:
            assert linted.returncode == 3 and code in linted.stderr.decode(), linted.stderr.decode()
        imported = ahub("--store", store, "import", target)
        assert imported.returncode == 3, f"import exits {imported.returncode}: {imported.stdout.decode()}"
        for text in (linted.stdout, linted.stderr, imported.stdout, imported.stderr):
            assert b"\x1b" not in text and b"\x07" not in text, "an escape sequence came through"


def main():
    failures = count = taken = 0
    categories = set()
    with tempfile.TemporaryDirectory() as folder:
        store, controls = os.path.join(folder, "hub.db"), os.path.join(folder, "controls.db")
        subprocess.run([AHUB, "--store", store, "init"], check=True, capture_output=True)
        before = state(store)
        for category, name, code, body in cases():
            categories.add(category)
            taken += code == "taken"
            count += code != "taken"
            try:
                check(category, name, code, body, store, controls)
            except (AssertionError, subprocess.TimeoutExpired) as error:
                failures += 1
                print(f"{category}/{name}: {error}")
        if state(store) != before:
            failures += 1
            print("the store was changed")
    print(f"{count} malformed packages in {len(categories)} categories, {taken} controls, {failures} failures")
    if count < 200 or len(categories) < 13:
        raise SystemExit("the corpus has shrunk")
    raise SystemExit(failures > 0)


main()
