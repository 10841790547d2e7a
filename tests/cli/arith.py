# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Random programs of `arith` against fractions.Fraction and a small checker of dimensions.

usage: arith.py DRIVER [COUNT [SEED]]

Programs are made as trees, whose value and first fault (with its column) follow from the tree alone; only the text
goes to the driver. The tables of units here are written down anew on purpose.
"""
import copy
import math
import random
import subprocess
import sys
from fractions import Fraction

UNITS = {  # base: [(symbol, factor)]
    "s": [("s", Fraction(1)), ("ms", Fraction(1, 1000)), ("us", Fraction(1, 10**6)), ("\u00b5s", Fraction(1, 10**6)),
          ("ns", Fraction(1, 10**9)), ("min", Fraction(60)), ("h", Fraction(3600))],
    "B": [("B", Fraction(1)), ("KB", Fraction(1000)), ("GB", Fraction(10**9)), ("KiB", Fraction(1024)),
          ("GiB", Fraction(2**30)), ("TB", Fraction(10**12)), ("bit", Fraction(1, 8)), ("Gbit", Fraction(10**9, 8))],
    "tok": [("tok", Fraction(1)), ("token", Fraction(1)), ("tokens", Fraction(1)), ("Mtok", Fraction(10**6))],
    "FLOP": [("FLOP", Fraction(1)), ("TFLOP", Fraction(10**12)), ("GFLOPs", Fraction(10**9))],
    "J": [("J", Fraction(1)), ("kWh", Fraction(3600000))],
}
SHARES = [("%", Fraction(1, 100)), ("pp", Fraction(1, 100)), ("x", Fraction(1))]
MOST_BITS = 16384
KINDS = [{}, {}, {}, {"s": 1}, {"B": 1}, {"B": 1, "s": -1}, {"tok": 1, "s": -1}, {"B": 1, "tok": -1}, {"FLOP": 1},
         {"B": 1, "J": -1}, {"s": 2}, {"FLOP": 1, "s": -1}, {"s": -1}]


class Fault(Exception):
    """The node at fault; where it starts or where its operator stands is known once it has been written."""


class Node:
    def __init__(self, kind, parts=(), text="", value=None, dims=None):
        self.kind, self.parts, self.text, self.value, self.dims = kind, list(parts), text, value, dims or {}
        self.place = None


def combined(a, b, sign):
    dims = dict(a)
    for base, power in b.items():
        dims[base] = dims.get(base, 0) + sign * power
    return {base: power for base, power in dims.items() if power}


def checked(value, node):
    if max(abs(value.numerator).bit_length(), value.denominator.bit_length()) > MOST_BITS:
        raise Fault(node)
    return value


def half_even(value):
    return Fraction(round(value))


def evaluate(node):
    """(value, dims) of a tree, in the order in which a reader meets its operators."""
    kind = node.kind
    if kind in ("number", "name"):
        return node.value, node.dims
    done = [evaluate(part) for part in node.parts]
    values, dims = [value for value, _ in done], [dim for _, dim in done]
    if kind in ("+", "-"):
        if dims[0] != dims[1]:
            raise Fault(node)
        return checked(values[0] + values[1] if kind == "+" else values[0] - values[1], node), dims[0]
    if kind == "*":
        return checked(values[0] * values[1], node), combined(dims[0], dims[1], 1)
    if kind == "/":
        if values[1] == 0:
            raise Fault(node)
        return checked(values[0] / values[1], node), combined(dims[0], dims[1], -1)
    if kind == "neg":
        return -values[0], dims[0]
    if kind == "^":
        if dims[1] or (values[0] == 0 and values[1] < 0):
            raise Fault(node)
        power = int(values[1])
        return checked(values[0] ** power, node), {b: p * power for b, p in dims[0].items() if p * power}
    if kind in ("min", "max"):
        if any(dim != dims[0] for dim in dims):
            raise Fault(node)
        return (min if kind == "min" else max)(values), dims[0]
    if kind == "abs":
        return abs(values[0]), dims[0]
    if kind == "sqrt":
        return values[0], dims[0]  # Of a square, see `written`.
    if dims[0]:
        raise Fault(node)
    return {"ceil": lambda v: Fraction(math.ceil(v)), "floor": lambda v: Fraction(math.floor(v)),
            "round": half_even}[kind](values[0]), {}


class Maker:
    def __init__(self, rng):
        self.rng, self.names = rng, []

    def number(self, dims):
        rng = self.rng
        digits = str(rng.choice([rng.randrange(10), rng.randrange(1000), rng.randrange(10**9)]))
        value = Fraction(digits)
        if len(digits) > 4 and rng.random() < 0.3:
            digits = digits[:-3] + "_" + digits[-3:]
        if rng.random() < 0.4:
            places = str(rng.randrange(10**rng.randrange(1, 5)))
            value += Fraction(int(places), 10 ** len(places))
            digits += "." + places
        if rng.random() < 0.15:
            power = rng.randrange(-6, 13)
            value *= Fraction(10) ** power
            digits += rng.choice("eE") + (rng.choice(["", "+"]) if power >= 0 else "") + str(power)
        unit, factor = self.unit(dims)
        node = Node("number", text=digits + (rng.choice(["", " "]) if unit else "") + unit, value=value * factor, dims=dims)
        node.with_unit = bool(unit)
        return node

    def unit(self, dims):
        rng = self.rng
        if not dims:
            return rng.choice(SHARES) if rng.random() < 0.2 else ("", Fraction(1))
        above, below, factor = [], [], Fraction(1)
        for base, power in rng.sample(sorted(dims.items()), len(dims)):
            symbol, size = rng.choice(UNITS[base])
            factor *= size**power
            if power > 0 or rng.random() < 0.2:
                above.append(symbol if power == 1 else f"{symbol}^{power}")
            else:
                below.append(symbol if power == -1 else f"{symbol}^{-power}")
        if not above:
            symbol, size = rng.choice(UNITS["s"])
            above, below = [symbol], below + [symbol]
        if len(below) == 1:
            return "*".join(above) + "/" + below[0], factor
        if below:
            joined = "*".join(above) + "/(" + "*".join(below) + ")"
            return (joined if rng.random() < 0.5 else "*".join(above) + "/" + "/".join(below)), factor
        return "*".join(above), factor

    def tree(self, dims, depth):
        rng = self.rng
        if rng.random() < 0.012:
            dims = rng.choice(KINDS)  # Mostly a fault.
        known = [name for name in self.names if name[2] == dims]
        if known and rng.random() < 0.3:
            text, value, dims = rng.choice(known)
            return Node("name", text=text, value=value, dims=dims)
        if depth == 0 or rng.random() < 0.15:
            return self.number(dims)
        choice = rng.random()
        if choice < 0.35:
            return Node(rng.choice("+-"), [self.tree(dims, depth - 1), self.tree(dims, depth - 1)])
        if choice < 0.5:
            other = rng.choice(KINDS)
            return Node("*", [self.tree(other, depth - 1), self.tree(combined(dims, other, -1), depth - 1)])
        if choice < 0.65:
            other = rng.choice(KINDS)
            return Node("/", [self.tree(combined(dims, other, 1), depth - 1), self.tree(other, depth - 1)])
        if choice < 0.72:
            return Node("neg", [self.tree(dims, depth - 1)])
        if choice < 0.82:
            power = rng.choice([p for p in (-3, -2, -1, 1, 2, 3) if all(v % p == 0 for v in dims.values())])
            exponent = Node("number", text=str(abs(power)), value=Fraction(abs(power)))
            if power < 0:
                exponent = Node("neg", [exponent])
            return Node("^", [self.tree({b: v // power for b, v in dims.items()}, depth - 1), exponent])
        if choice < 0.9:
            return Node(rng.choice(["min", "max"]), [self.tree(dims, depth - 1) for _ in range(rng.randrange(1, 4))])
        if not dims and choice < 0.97:
            return Node(rng.choice(["ceil", "floor", "round"]), [self.tree(dims, depth - 1)])
        if choice < 0.985:
            return Node("abs", [self.tree(dims, depth - 1)])
        return Node("sqrt", [Node("abs", [self.tree(dims, depth - 1)])])


LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}


def written(node, out, rng, level=0):
    """Appends the text of `node` to `out`, in parentheses where its operator binds less than `level`."""
    own = LEVELS.get(node.kind, 5)
    power_of_unit = node.kind == "number" and getattr(node, "with_unit", False) and level == 5
    wrap = own < level or rng.random() < 0.08 or power_of_unit
    if wrap:
        out.append("(")
    blank = lambda: rng.choice(["", " "])
    node.place = len("".join(out))
    if node.kind in ("number", "name"):
        out.append(node.text)
    elif node.kind == "neg":
        out.append("-" + blank())
        written(node.parts[0], out, rng, 3)
    elif node.kind == "sqrt":
        # sqrt(x * x): exact whatever x is.
        out.append("sqrt(")
        written(node.parts[0], out, rng, 2)
        out.append(" * ")
        written(copy.deepcopy(node.parts[0]), out, rng, 3)  # A fault is met in the first one.
        out.append(")")
    elif own == 5:
        out.append(node.kind + blank() + "(")
        for i, part in enumerate(node.parts):
            out.append(rng.choice([",", ", ", " ,\\n"]) if i else "")
            written(part, out, rng)
        out.append(blank() + ")")
    else:
        written(node.parts[0], out, rng, own + 1 if node.kind == "^" else own)
        # Without blanks, * and / behind a unit could belong to it, and so could ^.
        out.append(blank() if node.kind in "+-" else " ")
        node.place = len("".join(out))
        out.append(node.kind + blank())
        written(node.parts[1], out, rng, 3 if node.kind == "^" else own + 1)
    if wrap:
        out.append(")")


def column(text, place):
    """Line and column of an offset of the text with "\\n" for newlines."""
    before = text[:place].split("\\n")
    return f"program:{len(before)}:{len(before[-1]) + 1}"


def program(rng):
    """One line for the driver, and what it must print."""
    maker, text = Maker(rng), ""
    for i in range(rng.randrange(3)):
        dims = rng.choice(KINDS)
        node = maker.number(dims)
        text += f"n{i} = {node.text}" + rng.choice(["; ", "\\n", " # 40 GB\\n", ";;"])
        maker.names.append((f"n{i}", node.value, dims))
    dims = rng.choice(KINDS)
    root = maker.tree(dims, rng.randrange(1, 5))
    out = [text]
    written(root, out, rng)
    unit, factor = maker.unit(dims) if dims else ("", Fraction(1))
    try:
        value, found = evaluate(root)
        compared = None
        if rng.random() < 0.15:
            sign, limit = rng.choice(["<", "<=", ">", ">=", "==", "!="]), maker.number(dims)
            out.append(" ")
            place = len("".join(out))
            out.append(f"{sign} {limit.text}")
            if found != dims:
                return f"{unit}\t{''.join(out)}", "error " + column("".join(out), place)
            left, right = value, limit.value
            compared = {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right,
                        "==": left == right, "!=": left != right}[sign]
            value, found, unit, dims = Fraction(int(compared)), {}, "", {}
        text = "".join(out)
        start = len(text) - len("".join(out[1:]))
        if found != dims:
            return f"{unit}\t{text}", "error " + column(text, start)
        value = value if compared is not None else value / factor
        near = nearest(value)
        if near is None:
            return f"{unit}\t{text}", "error " + column(text, start)
        holds = "-" if compared is None else str(int(compared))
        return f"{unit}\t{text}", f"{value} {near} 1 {holds}"
    except Fault as fault:
        return f"{unit}\t{''.join(out)}", "error " + column("".join(out), fault.args[0].place)


def nearest(value):
    """The nearest double as %.17g prints it; nothing when it is infinite, or 0 for what is not."""
    try:
        near = value.numerator / value.denominator  # Correctly rounded in Python.
    except OverflowError:
        return None
    return None if value and near == 0 else "%.17g" % near


def main():
    driver, count, seed = sys.argv[1], int((sys.argv[2:3] or ["10000"])[0]), int((sys.argv[3:4] or ["1"])[0])
    rng = random.Random(seed)
    cases = [program(rng) for _ in range(count)]
    answer = subprocess.run([driver], input="".join(line + "\n" for line, _ in cases), stdout=subprocess.PIPE, check=True,
                            encoding="utf-8").stdout.splitlines()
    wrong = [(line, want, got) for (line, want), got in zip(cases, answer) if want != got]
    for line, want, got in wrong[:10]:
        print(f"{line!r}\n  want {want[:200]}\n  got  {got[:200]}")
    faults = sum(want.startswith("error") for _, want in cases)
    print(f"{len(answer)} programs, {faults} of them with a fault, {len(wrong)} differ")
    return 1 if wrong or len(answer) != count or not count // 50 < faults < count // 2 else 0


if __name__ == "__main__":
    sys.exit(main())
