# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""The few tables that all programs write in their own way."""
import json

# Keys that programs quote, and that a reader must not take for numbers, markup or blanks.
KEYS = ["7", "007", "1e3", "1000", "0x1F", "a,b", "say \"hi\"", "semi;colon", "tab-less", "Größe", "日本語",
        "NULL", "TRUE", "-5", "1.50", "/img/a b.png?x=1&y=2", "it's", "9007199254740993", "9007199254740992"]


def draws():
    """The minimal standard generator: the same tables everywhere."""
    state = 20261128
    while True:
        state = state * 48271 % 2147483647
        yield state


def write(folder):
    draw = draws()
    sizes = [512, 4096, 100000, 1, 65536, 300, 77, 2000000, 8192, 12, 31, 1000]
    ids = [3, 17, 100, 5, 42, 1000000, 8, 99, 123456789, 2, 64, 1001]
    lines = []
    for time in range(40):
        which = min(next(draw) % 12, next(draw) % 12)
        lines.append((time, ids[which], sizes[which]))
    with open(folder / "kv.csv", "w", encoding="utf-8") as out:
        out.write("time,id,size\n" + "".join("%d,%d,%d\n" % line for line in lines))
    with open(folder / "ids.txt", "w", encoding="utf-8") as out:
        out.write("".join("%d\n" % line[1] for line in lines))
    # Fifteen hundred ids, for compressed files of several blocks.
    with open(folder / "many.txt", "w", encoding="utf-8") as out:
        out.write("".join("%d\n" % (next(draw) % 97) for _ in range(1500)))
    names = [(KEYS[i % len(KEYS)] if i < len(KEYS) else KEYS[next(draw) % len(KEYS)]) for i in range(45)]
    table = [{"key": name, "size": 10 + 3 * KEYS.index(name)} for name in names]
    (folder / "names.json").write_text(json.dumps(table), encoding="utf-8")
    # In a line of one id a blank, comma or semicolon would begin a second column.
    words = [name for name in names if not set(name) & set(' ,;"')]
    (folder / "names.txt").write_text("".join(name + "\n" for name in words), encoding="utf-8")
    # Requests to a language model: whole milliseconds, the last answer has one token.
    time, calls = 0, []
    for _ in range(19):
        calls.append({"ms": time, "prompt": 20 + next(draw) % 900, "answer": 1 + next(draw) % 60})
        time += 250 + next(draw) % 9000
    calls.append({"ms": time + 8000, "prompt": 33, "answer": 1})
    (folder / "calls.json").write_text(json.dumps(calls), encoding="utf-8")
