# Each third-party library stands behind one door.
set -eu
cd "$SOURCE"
status=0
# only HEADER-PATTERN MODULE COUNT: at most COUNT files, all in MODULE, include it.
only() {
  found=$(grep -rlE "#include <$1" src include || true)
  outside=$(printf '%s\n' "$found" | grep -v "^src/$2/" | grep -c . || true)
  number=$(printf '%s\n' "$found" | grep -c . || true)
  if [ "$outside" -ne 0 ] || [ "$number" -gt "$3" ] || [ "$number" -eq 0 ]; then
    printf '%s is included by:\n%s\n' "$1" "$found"
    status=1
  fi
}
only 'CLI/' cli 1
only 'sqlite3\.h' store 9
only 'sodium' base 1
only 'archive' base 1
only 'zstd\.h' base 1
only 'zlib\.h' base 1
only 'bzlib\.h' base 1
only 'lzma\.h' base 1
only 'yaml-cpp' package 1
only 'utf8proc' base 2
only 'rapidjson' interop 1
only 'boost/' '\(base\|sim\)' 2  # Whole numbers: of decimals, and of the language of arith.
# What safety forbids: YAML::Load, shells, locale-dependent or unbounded text functions.
if grep -rnE 'YAML::Load|[^_]system\(|popen\(|strcpy\(|sprintf\(|std::regex|\.as<' src include; then status=1; fi
exit $status
