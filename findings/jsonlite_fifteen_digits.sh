#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
#
# R jsonlite 1.8.4 (Debian 12, r-cran-jsonlite 1.8.4+dfsg-1): toJSON writes at most fifteen significant digits, whatever is
# asked for: digits = NA ("max precision" in its help), digits = 22 and digits = I(17) give the same. Seen:
#   toJSON(9007199254740991, digits = NA | 22 | I(17))   [9.00719925474099e+15], which is 9007199254740990
#   toJSON(0.1 + 0.2, digits = I(17))                    [0.3]
# A count above 10^15 changes on its way into a result file; format(x, digits = 17) as a text would keep it.
# Exits 1 when that is no longer so.
set -eu
command -v Rscript >/dev/null 2>&1 && Rscript -e 'library(jsonlite)' >/dev/null 2>&1 ||
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends r-base-core r-cran-jsonlite >/dev/null
Rscript --vanilla -e 'cat(as.character(packageVersion("jsonlite")), "\n")'
seen=$(Rscript --vanilla -e 'for (d in list(NA, 22, I(17))) cat(jsonlite::toJSON(9007199254740991, digits = d)); cat(jsonlite::toJSON(0.1 + 0.2, digits = I(17)))')
echo "$seen"
[ "$seen" = '[9.00719925474099e+15][9.00719925474099e+15][9.00719925474099e+15][0.3]' ]
