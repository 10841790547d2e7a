# An output takes nothing but text that is safe in its form: what must not compile does not, and for the reason meant.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/head.hpp" <<'CODE'
#include "ahub/commands/command.hpp"
using namespace ahub::report;
extern std::string raw; extern std::string_view view; extern const char* pointer; extern char buffer[8];
struct Name { char letters[8]; }; extern const Name name;
extern const ahub::commands::Invocation invocation; extern const Xml xml; extern const Text text; extern const Style style;
CODE
count=0
# compiles yes|no CODE [PATTERN]: whether a function of this body compiles; what the compiler then says.
compiles() {
  printf '#include "%s/head.hpp"\nvoid function() { %s }\n' "$folder" "$2" >"$folder/body.cpp"
  got=yes
  "${CXX:-c++}" -std=c++20 -fsyntax-only -I"$SOURCE/include" "$folder/body.cpp" >"$folder/said" 2>&1 || got=no
  [ "$got" = "$1" ] || { echo "expected $1: $2"; cat "$folder/said"; exit 1; }
  [ "$1" = yes ] || grep -qE "${3:-constant expression|no matching function|no match for|(could not|cannot) convert|conversion from}" "$folder/said" ||
    { echo "refused for another reason: $2"; cat "$folder/said"; exit 1; }
  count=$((count + 1))
}
compiles yes 'invocation.print(Text("words\n")); invocation.say(Text("words"));'
compiles yes 'invocation.print(Text::format("{} {:>4} {:.3g} {}\n", raw, 7, 1.5, text));'
compiles yes 'invocation.print(Text::of(raw) + ", " + text); invocation.say(style.bold(raw));'
compiles yes 'invocation.print(xml); invocation.print(Xml::format("<b>{}</b>{}", view, xml));'
compiles yes 'invocation.print(JsonText::pretty(ahub::Json(raw))); invocation.print(Verbatim(raw, "what was asked for"));'
# A string, whatever it is called, does not reach a stream.
for what in raw view pointer buffer name.letters 'raw + "x"' 'std::string("x")' '"x"'; do
  compiles no "invocation.print($what);"
  [ "$what" = '"x"' ] || compiles no "invocation.say($what);"
  [ "$what" = '"x"' ] || compiles no "Text made($what);"
  [ "$what" = '"x"' ] || compiles no "Text made; made += $what;"
  [ "$what" = '"x"' ] || compiles no "Text made = text + $what;"
done
# Neither does what is safe in another form, nor a format that is not in the source, nor one for other values.
compiles no 'Text made = xml;'
compiles no 'Text made; made += xml;'
compiles no 'invocation.say(xml);'
compiles no 'Text::format("{}", xml);'
compiles no 'Xml::format("{}", text);'
compiles no 'Text::format("{}", xml.str(), xml);'
compiles no 'Text::format(view, raw);'
compiles no 'Text::format("{} {}", raw);'
compiles no 'Text::format("{}", raw, raw);'
compiles no 'Text::format("{:.3g}", raw);'
compiles no 'Text::format("{:d}", raw);'
compiles no 'Text::format("{", raw);'
compiles no 'Text::format("{}", &raw);'
compiles no 'Verbatim bytes(raw, raw.c_str());'
compiles no 'invocation.write("x");' 'private|is not accessible|within this context'
[ "$count" -ge 40 ] || { echo "only $count cases"; exit 1; }
# Streams are written where the type is taken apart, and nowhere else.
cd "$SOURCE"
if grep -rnE 'std::(cout|cerr)|fmt::print\(|\bf?puts\(|\bf?printf\(|(fwrite|fputc)\(.*std(out|err)|STD(OUT|ERR)_FILENO, [^c]' \
  src/report src/hub src/commands src/cli src/lint src/graph src/rank src/package src/interop src/store |
  grep -vE '^src/commands/(invocation|progress|ledger)\.cpp:|^src/cli/(failure|main)\.cpp:'; then
  echo "a stream is written beside the sink"
  exit 1
fi
