# Every public header compiles on its own and includes the standard library only.
set -eu
cd "$SOURCE"
for header in $(find include -name '*.hpp' | LC_ALL=C sort); do
  printf '#include "%s"\n' "${header#include/}"
done >"$BUILD/headers_list.txt"
if grep -rnE '^#include <[a-zA-Z0-9_]+[./][a-zA-Z]' include; then
  echo "a public header includes a third-party header"; exit 1
fi
count=0
while read -r line; do
  printf '%s\nint main() {}\n' "$line" >"$BUILD/header_alone.cpp"
  "${CXX:-c++}" -std=c++20 -fsyntax-only -Wall -Wextra -Werror -Iinclude "$BUILD/header_alone.cpp" ||
    { echo "not self-contained: $line"; exit 1; }
  count=$((count + 1))
done <"$BUILD/headers_list.txt"
[ "$count" -ge 20 ] || { echo "only $count headers were found"; exit 1; }
