#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the corpus anew with the real programs (not in CI; the files are committed). Debian 12 has most:
#   apt-get install --no-install-recommends python3-numpy python3-pandas python3-feedparser python3-yaml
#     python3-ruamel.yaml r-base-core r-cran-data.table r-cran-readr r-cran-jsonlite ruby php-cli gnumeric
#     libreoffice-calc-nogui csvkit miller gawk mawk jq sqlite3 nodejs libyaml-perl libyaml-libyaml-perl
#     gzip pigz bzip2 lbzip2 xz-utils pixz zstd lzip p7zip-full libarchive-tools cpio zip fastjar git
# NODE_PATH=.../node_modules with: npyjs @e965/xlsx csv-stringify papaparse fflate jszip yazl tar tar-stream archiver
#   yaml js-yaml
# PYTHON_NEW=an interpreter with numpy 2 and safetensors (Debian 13 has both).
# A file whose program is missing is kept as it is. Versions stand in corpus.tsv.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$here/make/all.py" "$folder" "$@"
