"""What is wrong with the bytes that a command wrote: as bytes, and for a reader of their form."""
import csv, html.parser, io, json, re, shutil, subprocess, unicodedata
import xml.etree.ElementTree as xml

MARK, END = "hOsTiLe", "EnDiNg"


HIDDEN = [(0, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
          (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xE000, 0xF8FF), (0xFDD0, 0xFDEF), (0xFE00, 0xFE0F),
          (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x13430, 0x1345F), (0x16FE4, 0x16FE4), (0x1BCA0, 0x1BCA3),
          (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF), (0xF0000, 0x10FFFF)]
HAN = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFD)]


def is_hidden(c, before=""):
    """Whether a reader sees nothing of c; some selectors may stand behind what takes one."""
    n, b = ord(c), ord(before or "\0")
    if not (any(first <= n <= last for first, last in HIDDEN) or n & 0xFFFE == 0xFFFE): return False
    if n in (0xFE0E, 0xFE0F) and (b == 0x2139 or before and before in "#*0123456789" or
                                  b >= 0xA9 and unicodedata.category(before)[0] in "SPC" and not is_hidden(before)): return False
    if 0xE0100 <= n <= 0xE01EF and any(first <= b <= last for first, last in HAN): return False
    return not (0x180B <= n <= 0x180F and 0x1820 <= b <= 0x18AA)


def behind(text): return zip(text, "\0" + text)


OURS = re.compile("\x1b\\[(?:0|1|2|31|32|33|34|36)m")


def bytes_problems(text, form, colour):
    if colour: text = OURS.sub("", text)
    allowed = "\n\t" if form in ("tsv", "csv") else "\n"
    bad = sorted({f"U+{ord(c):04X}" for c, before in behind(text) if c not in allowed and is_hidden(c, before)})
    return [f"raw {' '.join(bad)} in {form}"] if bad else []


def json_problems(text):
    try:
        json.loads(text)
    except ValueError as error:
        return [f"no JSON: {error}"]
    return []


def shown(text, lines=False):
    """What a person sees of a text: as ahub's safe_text writes it, or with its line ends kept."""
    kept = {"\n": "\n" if lines else "\\n", "\t": "\\t"}
    return "".join(kept[c] if c in kept else f"\\u{{{ord(c):04X}}}" if is_hidden(c, before) else c for c, before in behind(text))


def from_tsv(field):
    """The field's text, by the documented escapes."""
    one = {"\\\\": "\\", "\\t": "\t", "\\n": "\n"}
    return re.sub(r"\\\\|\\t|\\n|\\u\{([0-9A-F]+)\}", lambda m: chr(int(m.group(1), 16)) if m.group(1) else one[m.group(0)], field)


class Page(html.parser.HTMLParser):
    allowed = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "code", "div", "table", "thead", "tbody", "tr", "th", "td", "small", "br"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.bad, self.text, self.open = [], "", []

    def handle_starttag(self, tag, attributes):
        if tag not in self.allowed: self.bad.append(f"a tag <{tag}>")
        for name, _ in attributes:
            if name not in ("lang", "charset", "name", "content", "class", "title"): self.bad.append(f"an attribute {name}")
        if tag not in ("meta", "br"): self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: self.bad.append(f"</{tag}> does not match")

    def handle_comment(self, data): self.bad.append("a comment")
    def handle_data(self, data): self.text += data


def html_problems(text):
    page = Page()
    page.feed(text)
    page.close()
    if page.open: page.bad.append(f"left open: {page.open}")
    return page.bad


def xml_problems(text):
    try:
        root = xml.fromstring(text)
    except xml.ParseError as error:
        return [f"no XML: {error}"]
    known = {"svg", "title", "desc", "rect", "text", "g", "line", "path", "polyline", "polygon", "circle", "graphml", "key", "graph", "node", "edge", "data"}
    return [f"an element {one.tag}" for one in root.iter() if one.tag.split("}")[-1] not in known]


def dot_problems(text):
    found = []
    # Outside of quotes nothing but our own words; within, every quote is escaped.
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)
    for line in outside.splitlines():
        if not re.fullmatch(r'digraph ahub \{|\}|  rankdir=LR;|  node \[fontname=""\];|  "" \[label="", shape=\w+, color=\w+(, style=dashed)?\];|  "" -> "" \[label=""(, dir=none, style=dotted)?\];', line):
            found.append(f"a line of DOT: {line[:80]}")
    if shutil.which("dot"):
        done = subprocess.run(["dot", "-Tcanon"], input=text.encode(), capture_output=True)
        if done.returncode != 0: found.append(f"dot: {done.stderr[:120]!r}")
    return found


def mermaid_problems(text):
    found = []
    label = r'"(?:[^"<>`|{}\[\]()*_\\]|<br/>)*"'
    for line in text.splitlines():
        if not re.fullmatch(rf"flowchart LR|  n\d+(\[{label}\]|\({label}\)|\{{{label}\}}|\(\[{label}\]\)|\[/{label}/\])|  n\d+ -\.- n\d+|  n\d+ -->\|\w+\| n\d+", line):
            found.append(f"a line of Mermaid: {line[:100]}")
    return found


def table_problems(rows, form):
    rows = list(rows)
    widths = {len(row) for row in rows}
    return [f"{form} has rows of {sorted(widths)} fields"] if len(widths) > 1 else []


def tsv_rows(text): return [line.split("\t") for line in text.split("\n")[:-1]]


def markdown_problems(text):
    found = []
    ours = re.sub(r"<br>|<span>&#64;</span>", "", text)
    code = re.sub(r"`[^`\n]*`", "", ours)
    for what, pattern in (("HTML", r"<"), ("a link or an image", r"\]\(|\]\[|\]:"), ("an autolink", r"://|(?<![\w&;#])www\.|\w@\w+\.\w"),
                          ("a code span", r"`"), ("an entity that is not ours", r"&(?!#\d+;)")):
        if re.search(pattern, code): found.append(f"{what} in Markdown: {re.search('.{0,30}(?:' + pattern + ').{0,30}', code).group(0)!r}")
    width = None
    for line in text.splitlines():
        if not line.startswith("|"):
            width = None
            if line.startswith("#") and not re.match(r"##? (?!#)", line): found.append(f"a heading: {line[:60]}")
            continue
        cells = len(re.findall(r"(?<!\\)\|", line))
        if width is not None and cells != width: found.append(f"a row of {cells} bars under {width}: {line[:80]}")
        width = width or cells
    for reader in ("cmark-gfm", "cmark"):
        if shutil.which(reader):
            more = ["-e", "table", "-e", "autolink", "-e", "strikethrough", "--unsafe"] if reader == "cmark-gfm" else ["--unsafe"]
            page = subprocess.run([reader] + more, input=text.encode(), capture_output=True).stdout.decode()
            tags = set(re.findall(r"<([a-z0-9]+)", page)) - {"h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "br", "span"}
            if tags: found.append(f"{reader} makes {sorted(tags)}: " + re.search(f".{{0,40}}<{sorted(tags)[0]}.{{0,60}}", page).group(0))
            break
    return found


def github_problems(text):
    return [f"a line that is no command: {line[:80]}" for line in text.splitlines()
            if not re.match(r"::(error|warning|notice) (file=[^:,]*(,line=\d+,col=\d+(,endColumn=\d+)?)?,)?title=[\w ]+::", line)]


def problems_of(raw, form, colour=False):
    if not raw: return []
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"{form} is no UTF-8: {error}"]
    found = bytes_problems(text, form, colour)
    if form in ("json", "vega", "sarif"): found += json_problems(text)
    if form == "ndjson":
        for line in text.splitlines(): found += json_problems(line)
    if form == "html": found += html_problems(text)
    if form in ("svg", "graphml"): found += xml_problems(text)
    if form == "dot": found += dot_problems(text)
    if form == "mermaid": found += mermaid_problems(text)
    if form == "csv": found += table_problems(csv.reader(io.StringIO(text, newline=""), strict=True), form)
    if form == "tsv": found += table_problems(tsv_rows(text), form)
    if form == "markdown": found += markdown_problems(text)
    if form == "github": found += github_problems(text)
    return found
