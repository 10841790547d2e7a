# No words of unfinished work, no file that has outgrown one room.
set -eu
cd "$SOURCE"
status=0
if grep -rnIiE '\b(TODO|FIXME|XXX|not implemented|unimplemented)\b' src include cmake CMakeLists.txt README.md setup; then
  status=1
fi
# Tables may be longer; code may not.
long=$(find src include -name '*.cpp' -o -name '*.hpp' | xargs wc -l | awk '$2 != "total" && $1 > 800')
if [ -n "$long" ]; then printf 'longer than 800 lines:\n%s\n' "$long"; status=1; fi
main=$(wc -l <src/cli/main.cpp)
if [ "$main" -gt 80 ]; then echo "src/cli/main.cpp has $main lines, the limit is 80"; status=1; fi
exit $status
