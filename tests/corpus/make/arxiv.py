# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""Metadata of made-up papers in the layouts of arXiv's API, its daily feeds and its snapshot."""
import json
import pathlib

from made import NODE, PYTHON, jq, jsonlite, made, module, node, package, perl, php, python, ruby
from traces_csv import rscript

feedparser = module("feedparser", "feedparser")
etree = python
VIEW = pathlib.Path(__file__).with_name("feed_view.py")
SPDX = {"http://creativecommons.org/licenses/by/4.0/": "CC-BY-4.0",
        "http://creativecommons.org/licenses/by-nc-nd/4.0/": "CC-BY-NC-ND-4.0",
        "http://creativecommons.org/publicdomain/zero/1.0/": "CC0-1.0",
        "http://arxiv.org/licenses/nonexclusive-distrib/1.0/": "LicenseRef-arXiv-nonexclusive-distrib-1.0"}
PAPERS = [
    {"id": "2611.01234", "version": 2, "title": "A study of example caches", "abstract": "We measure example caches. They hit often.",
     "authors": ["Ada Example", "Bo Sample"], "categories": ["cs.DC", "cs.PF"], "published": "2026-11-02", "updated": "2026-11-24",
     "license": "http://creativecommons.org/licenses/by-nc-nd/4.0/", "doi": "10.1000/example.1"},
    {"id": "2610.00007", "version": 1, "title": "Größer & kleiner: x < y implies $f(x) \\le f(y)$",
     "abstract": "We show that \"<\" and '&' survive. A naïve reader drops them.",
     "authors": ["José Núñez-Ejemplo", "李示例", "Zoë van der Voorbeeld"], "categories": ["math.CO"], "published": "2026-10-01",
     "updated": "2026-10-01", "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/", "doi": None},
    {"id": "cs/0112017", "version": 3, "title": "An old identifier", "abstract": "Identifiers had slashes once.",
     "authors": ["C. Person"], "categories": ["cs.DL"], "published": "2001-12-14", "updated": "2002-01-03", "license": None, "doi": None},
]


def feed(file, by, command, form="arXiv, Atom of the API"):
    made(form, "arxiv/" + file, by, command, "arxiv", feedparser, f'{PYTHON} {VIEW} "$OUT"')


def atom(paper, shape):
    """An entry in the API's layout; `shape` turns single things as other days and writers had them."""
    e = shape["escape"]
    authors = "".join(f"<author>{shape['between']}<name>{e(name)}</name>"
                      + ("<arxiv:affiliation>Institute of Tests</arxiv:affiliation>" if shape.get("affiliation") else "") + "</author>\n"
                      for name in paper["authors"])
    categories = "".join(f'<category term="{c}" scheme="http://arxiv.org/schemas/atom"/>\n' for c in paper["categories"])
    licence = f'<link rel="license" href="{paper["license"]}"/>\n' if paper["license"] and shape.get("licence") else ""
    doi = f"<arxiv:doi>{paper['doi']}</arxiv:doi>\n" if paper["doi"] else ""
    wrap = shape.get("wrap", lambda text: text)
    return (f"<entry>\n<id>{shape.get('scheme', 'http')}://arxiv.org/abs/{paper['id']}v{paper['version']}</id>\n"
            f"<updated>{paper['updated']}T10:00:00Z</updated>\n<published>{paper['published']}T10:00:00Z</published>\n"
            f"<title{shape.get('type', '')}>{wrap(e(paper['title']))}</title>\n<summary{shape.get('type', '')}>{shape['before']}{wrap(e(paper['abstract']))}\n</summary>\n{authors}{doi}"
            f'<link href="http://arxiv.org/abs/{paper["id"]}v{paper["version"]}" rel="alternate" type="text/html"/>\n{licence}'
            f'<arxiv:primary_category term="{paper["categories"][0]}" scheme="http://arxiv.org/schemas/atom"/>\n{categories}</entry>\n')


def document(shape, head='<?xml version="1.0" encoding="UTF-8"?>\n'):
    return (f'{head}<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">\n'
            "<title type=\"html\">arXiv Query: made for a test</title>\n<id>http://arxiv.org/api/made</id>\n<updated>2026-11-28T00:00:00Z</updated>\n"
            "<opensearch:totalResults>3</opensearch:totalResults>\n" + "".join(atom(paper, shape) for paper in PAPERS) + "</feed>\n")


def named_entities(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&apos;")


def numbered(text):
    return "".join(f"&#{ord(c)};" if ord(c) > 126 or c in "&<>\"'" else c for c in text)


def hexadecimal(text):
    return "".join(f"&#x{ord(c):X};" if ord(c) > 126 or c in "&<>" else c for c in text)


def cdata(text):
    return f"<![CDATA[{text}]]>"


def feeds(folder):
    plain = {"escape": named_entities, "between": "\n", "before": "  "}
    for name, shape, head, mark in [
            ("api", plain, None, ""),
            ("api-licence-affiliation", dict(plain, licence=True, affiliation=True, scheme="https"), None, ""),
            ("api-numbered", dict(plain, escape=numbered), None, ""),
            ("api-hexadecimal", dict(plain, escape=hexadecimal), '<?xml version="1.0" encoding="US-ASCII"?>\n', ""),
            ("api-cdata", dict(plain, escape=cdata), None, ""),
            ("api-bom-no-declaration", plain, "", "\ufeff"),
            ("api-line-breaks", dict(plain, wrap=lambda text: text.replace(" ", "\n  ", 2)), None, "")]:
        text = mark + (document(shape) if head is None else document(shape, head))
        (folder / f"{name}.atom").write_text(text, encoding="utf-8")
        feed(f"{name}.atom", python, f"cp {name}.atom \"$OUT\"  # written by arxiv.py, kind by kind")
    # Prefixes are the writer's business: ElementTree calls them ns0, ns1; libxml2 and Ruby keep or move them.
    feed("elementtree.atom", python, f"""{PYTHON} -c 'import os, xml.etree.ElementTree as e; e.parse("api.atom").write(os.environ["OUT"], encoding="utf-8", xml_declaration=True)'""")
    feed("elementtree-ascii.atom", python, f"""{PYTHON} -c 'import os, xml.etree.ElementTree as e; e.parse("api.atom").write(os.environ["OUT"])'""")
    feed("minidom-pretty.atom", python, f"""{PYTHON} -c 'import os, xml.dom.minidom as m; open(os.environ["OUT"], "wb").write(m.parse("api-licence-affiliation.atom").toxml(encoding="utf-8"))'""")
    feed("rexml.atom", ruby, """ruby -rrexml/document -e 'File.write(ENV["OUT"], REXML::Document.new(File.read("api.atom")).to_s)'""")
    feed("xmllint-c14n.atom", package("xmllint", "libxml2-utils"), 'xmllint --c14n api.atom > "$OUT"')
    feed("xmllint-format.atom", package("xmllint", "libxml2-utils"), 'xmllint --format api.atom > "$OUT"')
    feed("gzip.atom.gz", package("gzip", "gzip"), 'gzip -nc api.atom > "$OUT"')


def daily(folder):
    """The feeds of new announcements: authors in one dc:creator, a banner before the abstract, no date of publication."""
    for name, kind in [("daily-new", "new"), ("daily-cross", "cross"), ("daily-replace", "replace")]:
        entries = ""
        for paper in PAPERS[:2]:
            entries += (f"  <entry>\n    <id>oai:arXiv.org:{paper['id']}v{paper['version']}</id>\n    <title>{named_entities(paper['title'])}</title>\n"
                        f"    <updated>2026-11-27T05:00:01+00:00</updated>\n    <link href=\"https://arxiv.org/abs/{paper['id']}\" rel=\"alternate\" type=\"text/html\"/>\n"
                        f"    <summary>arXiv:{paper['id']}v{paper['version']} Announce Type: {kind}\nAbstract: {named_entities(paper['abstract'])}</summary>\n"
                        + "".join(f'    <category term="{c}"/>\n' for c in paper["categories"])
                        + f"    <published>2026-11-27T00:00:00-05:00</published>\n    <arxiv:announce_type>{kind}</arxiv:announce_type>\n"
                        f"    <dc:rights>{paper['license']}</dc:rights>\n" + (f"    <arxiv:DOI>{paper['doi']}</arxiv:DOI>\n" if paper["doi"] else "")
                        + f"    <dc:creator>{', '.join(paper['authors'])}</dc:creator>\n  </entry>\n")
        (folder / f"{name}.atom").write_text(
            '<?xml version=\'1.0\' encoding=\'UTF-8\'?>\n<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">\n  <id>http://rss.arxiv.org/atom/cs.DC</id>\n  <title>cs.DC updates on arXiv.org</title>\n'
            f"  <updated>2026-11-27T05:00:01.123456+00:00</updated>\n{entries}</feed>\n", encoding="utf-8")
        feed(f"{name}.atom", python, f"cp {name}.atom \"$OUT\"  # written by arxiv.py", "arXiv, daily Atom feed")
    feed("daily-elementtree.atom", python, f"""{PYTHON} -c 'import os, xml.etree.ElementTree as e; e.parse("daily-new.atom").write(os.environ["OUT"], encoding="utf-8", xml_declaration=True)'""",
         "arXiv, daily Atom feed")


def snapshot(folder):
    records = []
    for paper in PAPERS:
        parsed = [[name.split(" ", 1)[1], name.split(" ", 1)[0], ""] if " " in name else [name, "", ""] for name in paper["authors"]]
        records.append({
            "id": paper["id"], "submitter": paper["authors"][0], "authors": ", ".join(paper["authors"]), "title": paper["title"],
            "comments": None, "journal-ref": None, "doi": paper["doi"], "report-no": None, "categories": " ".join(paper["categories"]),
            "license": paper["license"], "abstract": "  " + paper["abstract"] + "\n",
            "versions": [{"version": f"v{n + 1}", "created": created} for n, created in
                         enumerate([f"Mon, {int(paper['published'][8:])} {['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec'][int(paper['published'][5:7]) - 1]} {paper['published'][:4]} 19:18:42 GMT"]
                                   + ["Tue, 24 Nov 2026 20:10:27 GMT"] * (paper["version"] - 1))],
            "update_date": paper["updated"], "authors_parsed": parsed})
    (folder / "records.json").write_text(json.dumps(records), encoding="utf-8")

    def expected(_):
        return {p["id"]: {"title": p["title"], "abstract": p["abstract"], "authors": p["authors"], "category": p["categories"][0],
                          "license": SPDX.get(p["license"]), "published": p["published"], "doi": p["doi"]} for p in PAPERS}

    def lines(file, by, command):
        made("arXiv, JSON lines", "arxiv/" + file, by, command, "arxiv", "the records that were given to the program", expected)

    lines("python.jsonl", python, f"""{PYTHON} -c 'import json, os; o = open(os.environ["OUT"], "w"); [print(json.dumps(one), file=o) for one in json.load(open("records.json"))]'""")
    lines("python-utf8.jsonl", python, f"""{PYTHON} -c 'import json, os; o = open(os.environ["OUT"], "w", newline="\\r\\n"); [print(json.dumps(one, ensure_ascii=False, sort_keys=True), file=o) for one in json.load(open("records.json"))]'""")
    lines("jq.jsonl", jq, "jq -c '.[]' records.json > \"$OUT\"")
    lines("jq-ascii.jsonl", jq, "jq -ca '.[]' records.json > \"$OUT\"")
    lines("node.jsonl", node, f"{NODE} -e 'const fs = require(\"fs\"); fs.writeFileSync(process.env.OUT, JSON.parse(fs.readFileSync(\"records.json\")).map(r => JSON.stringify(r)).join(\"\\n\"))'")
    lines("ruby.jsonl", ruby, """ruby -rjson -e 'File.write(ENV["OUT"], JSON.load(File.read("records.json")).map { |r| JSON.generate(r) + "\\n" }.join)'""")
    lines("php.jsonl", php, """php -r 'foreach (json_decode(file_get_contents("records.json")) as $r) file_put_contents(getenv("OUT"), json_encode($r) . "\\n", FILE_APPEND);'""".replace("php -r '", "rm -f \"$OUT\"; php -r '"))
    lines("perl.jsonl", perl, """perl -MJSON::PP -0777 -ne 'print encode_json($_), "\\n" for @{decode_json($_)}' records.json > "$OUT" """)
    lines("jsonlite.jsonl", jsonlite, rscript('d <- jsonlite::fromJSON("records.json", simplifyVector=FALSE); writeLines(sapply(d, function(x) jsonlite::toJSON(x, auto_unbox=TRUE, null="null")), Sys.getenv("OUT"), useBytes=TRUE)'))
    lines("zstd.jsonl.zst", package("zstd", "zstd"), "jq -c '.[]' records.json | zstd -q > \"$OUT\"")
    lines("xz.jsonl.xz", package("xz", "xz-utils"), "jq -c '.[]' records.json | xz > \"$OUT\"")
    lines("gzip.jsonl.gz", package("gzip", "gzip"), "jq -c '.[]' records.json | gzip -n > \"$OUT\"")


def make():
    import made as state
    feeds(state.work)
    daily(state.work)
    snapshot(state.work)
