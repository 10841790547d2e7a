# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
"""usage: all.py WORK_FOLDER [PART...]: writes every file of the corpus and corpus.tsv."""
import importlib
import pathlib
import sys

import inputs
import made

PARTS = ["traces_csv", "traces_other", "traces_compressed", "requests_llm", "tensors", "arxiv",
         "archives", "manifests", "outputs"]

folder = pathlib.Path(sys.argv[1])
inputs.write(folder)
made.begin(folder)
for part in sys.argv[2:] or PARTS:
    importlib.import_module(part).make()
made.end(len(sys.argv) == 2)
