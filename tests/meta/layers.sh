# The direction of dependencies: every #include of another module must stand in src/layers.txt,
# and no module includes another one's private header.
set -eu
cd "$SOURCE"
find src include/ahub -name '*.cpp' -o -name '*.hpp' | LC_ALL=C sort | xargs awk '
  function module_of(path,   parts, n) { n = split(path, parts, "/"); return parts[1] == "src" ? parts[2] : parts[3] }
  BEGIN {
    while ((getline line < "src/layers.txt") > 0) {
      if (line ~ /^#/ || line == "") continue
      split(line, halves, ":"); known[halves[1]] = 1
      n = split(halves[2], uses, " ")
      for (i = 1; i <= n; i++) allowed[halves[1], uses[i]] = 1
    }
  }
  FNR == 1 { from = module_of(FILENAME) }
  /^#include "/ {
    split($0, quoted, "\""); header = quoted[2]
    private = header !~ /^ahub\//
    n = split(header, parts, "/")
    to = private ? parts[1] : (n > 2 ? parts[2] : "base")
    files++
    if (!(from in known)) { print FILENAME ":" FNR ": module " from " is not in src/layers.txt"; bad++ }
    else if (to != from && !((from, to) in allowed)) { print FILENAME ":" FNR ": " from " must not use " to; bad++ }
    else if (private && to != from) { print FILENAME ":" FNR ": private header of " to; bad++ }
  }
  END {
    if (files < 100) { print "only " files + 0 " includes were read"; exit 1 }
    exit bad > 0
  }'
