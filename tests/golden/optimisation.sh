# The same integers and digests at -O0 and -O3, from g++ and clang++, as from this build (-O2 in a release).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$SOURCE"
# All of base, so that no list rots, but its version, which is a definition of the build.
sources="tests/golden/driver.cpp src/sim/*.cpp src/sim/*/*.cpp $(ls src/base/*.cpp | grep -v version)"
reference=$folder/build compilers=0
"$BUILD/tests/golden_driver" >"$reference"
ccache=$(command -v ccache || true)
for compiler in g++ clang++; do
  command -v "$compiler" >/dev/null 2>&1 || { echo "$compiler is not installed"; continue; }
  compilers=$((compilers + 1))
  for level in -O0 -O3; do
    # shellcheck disable=SC2086  # A list of files.
    printf '%s\n' $sources | xargs -P "$(nproc)" -I{} sh -c '
      $5 "$1" -std=c++20 "$2" -ffp-contract=off -Iinclude -Isrc -c "$3" -o "$4/$(echo "$3" | tr / _).o"' - "$compiler" "$level" {} "$folder" "$ccache"
    "$compiler" "$folder"/*.o -o "$folder/driver" -lfmt -lsodium -lutf8proc -larchive -lzstd -llzma -lbz2 -lz
    "$folder/driver" >"$folder/$compiler$level"
    cmp "$reference" "$folder/$compiler$level"
  done
done
for integer in 'hits_lru 105368' 'hits_lfu_perfect 128989' 'requests 200000' 'hits_lru 140306' 'hits_lfu_perfect 150768' 'requests 180000'; do
  grep -q "  $integer\$" "$reference" || { echo "'$integer' did not come out"; exit 1; }
done
[ "$compilers" -eq 2 ] || { echo "both compilers are needed to compare"; exit 1; }
