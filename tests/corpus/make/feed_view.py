# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""usage: feed_view.py FILE: the entries as feedparser sees them.

What a feed of announcements packs into other fields is unpacked by the rules of arXiv's own help: authors stand in
dc:creator between commas, the abstract follows "Abstract: ", its dates are those of the announcement.
"""
import gzip
import json
import re
import sys

import feedparser

from arxiv import SPDX


def view(entry):
    daily = "announce_type" in " ".join(entry.keys())
    words = lambda text: " ".join(text.split())
    abstract = entry.summary
    if daily:
        abstract = re.sub(r"(?s)^arXiv:\S+ Announce Type: \S+\s+Abstract: ", "", abstract)
        authors = [name.strip() for name in entry.author.split(",")]
        licence = entry.get("rights")
    else:
        authors = [author.name for author in entry.authors]
        licence = next((link.href for link in entry.links if link.rel == "license"), None)
    # Elements of other namespaces are named by whatever prefix the writer chose.
    foreign = {re.sub(r"^.*_", "", key): value for key, value in entry.items() if "_" in key}
    doi = foreign.get("doi")
    category = foreign.get("category", {}).get("term") or entry.tags[0].term
    return {"title": words(entry.title), "abstract": words(abstract), "authors": authors, "category": category,
            "license": SPDX.get(licence), "published": None if daily else entry.published[:10], "doi": doi}


def main():
    raw = open(sys.argv[1], "rb").read()
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    # Its cleaning of HTML would turn "x < y" into markup.
    feed = feedparser.parse(raw, sanitize_html=False)
    identifier = lambda entry: re.sub(r"v\d+$", "", re.sub(r"^.*(?:/abs/|arXiv\.org:)", "", entry.id))
    print(json.dumps({identifier(entry): view(entry) for entry in feed.entries}, ensure_ascii=False))


main()
