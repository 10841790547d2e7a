// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/report/printable.hpp"

#include <catch2/catch.hpp>

#include "ahub/base/text.hpp"
#include "ahub/report/style.hpp"

using namespace ahub;
using namespace ahub::report;

namespace {

const std::string kHostile =
    "a\x1b[2J\x07\u009b\u202e\u200b\u2028\r\n\t<b>&lt;\"'|`*_[x](y)\\,;={}%::\x7f\xff";

/// Nothing that a terminal obeys, but line ends and tabs.
bool harmless(const std::string& text) {
  if (first_invalid_utf8(text)) return false;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c != '\n' && c != '\t' && is_hidden(c)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a text in a format is escaped by the form, what is printable already is not",
          "[report][printable]") {
  CHECK(Text::format("{} {}", kHostile, 7).str() == safe_text(kHostile) + " 7");
  CHECK(Xml::format("<i>{}</i>{}", "a<b", Xml("<br/>")).str() == "<i>a&lt;b</i><br/>");
  CHECK(Text::format("{}", Text("two\nlines")).str() == "two\nlines");
  CHECK(Text::format("{}", "two\nlines").str() == "two\\nlines");
  CHECK(Text::format("{:>4}|{:<4}|{:.2f}|{:+}|{}|{}", 7, "ab", 1.0, 3, true, 'x').str() ==
        "   7|ab  |1.00|+3|true|x");
  CHECK(Text::format("{0}{0}{1:>{2}}{{}}", "a", "b", 3).str() == "aa  b{}");
  CHECK(Text::format("{}", std::uint64_t{1} << 63U).str() == "9223372036854775808");
}

TEST_CASE("escaping what is safe on a terminal changes nothing", "[report][printable]") {
  const std::string once = Text::of(kHostile).str();
  CHECK(Text::of(once).str() == once);
}

TEST_CASE("no form lets through what a terminal obeys", "[report][printable]") {
  CHECK(harmless(Text::of(kHostile).str()));
  CHECK(harmless(Terminal::block(kHostile).str()));
  CHECK(harmless(MarkdownText::of(kHostile).str()));
  CHECK(harmless(Markdown::code(kHostile).str()));
  CHECK(harmless(Markdown::name(kHostile).str()));
  CHECK(harmless(Xml::of(kHostile).str()));
  CHECK(harmless(DotText::of(kHostile).str()));
  CHECK(harmless(MermaidText::of(kHostile).str()));
  CHECK(harmless(Mermaid::word(kHostile).str()));
  CHECK(harmless(CsvLines::of(kHostile).str()));
  CHECK(harmless(TsvLines::of(kHostile).str()));
  CHECK(harmless(GithubText::of(kHostile).str()));
  CHECK(harmless(Github::property(kHostile).str()));
  CHECK(harmless(JsonLines::of(kHostile).str()));
  CHECK(harmless(JsonText::pretty(Json::object().set(kHostile, kHostile)).str()));
}

TEST_CASE("colours are ours alone, whatever stands between them", "[report][printable]") {
  Style style;
  style.colour = true;
  CHECK(style.red("\x1b[2J").str() == "\x1b[31m\\u{001B}[2J\x1b[0m");
  CHECK(style.bold(style.red("x")).str() == "\x1b[1m\x1b[31mx\x1b[0m\x1b[0m");
  CHECK(style.red("").empty());
  style.colour = false;
  CHECK(style.red("x").str() == "x");
}

TEST_CASE("Markdown makes nothing of a stranger's text", "[report][printable]") {
  const auto of = [](std::string_view text) { return MarkdownText::of(text).str(); };
  CHECK(of("a|b") == "a&#124;b");
  CHECK(of("<b>") == "&#60;b&#62;");
  CHECK(of("[l](u)") == "&#91;l&#93;(u)");
  CHECK(of("see http://e.example") == "see http&#58;//e.example");
  CHECK(of("www.e.example") == "www&#46;e.example");
  CHECK(of("WWW.e.example") == "WWW&#46;e.example");
  CHECK(of("a@b.example") == "a<span>&#64;</span>b.example");
  CHECK(of("~~gone~~") == "&#126;&#126;gone&#126;&#126;");
  CHECK(of("$x$") == "&#36;x&#36;");
  // What only looks like it.
  CHECK(of("~3 %") == "~3 %");
  CHECK(of("slug@1") == "slug@1");
  CHECK(of("ratio 1:2") == "ratio 1:2");
  CHECK(of("awww.") == "awww.");
  CHECK(Markdown::name("hit_rate 1000 -> 100").str() == "hit_rate 1000 -> 100");
  CHECK(Markdown::name("_x_").str() == "&#95;x&#95;");
  CHECK(Markdown::name("http://e.example").str() == "http&#58;//e.example");
  CHECK(Markdown::code("a@1").str() == "`a@1`");
  CHECK(Markdown::code("a`|b").str() == "a&#96;&#124;b");
}

TEST_CASE("other forms write their own syntax as text", "[report][printable]") {
  CHECK(DotText::of("a\"\\b").str() == "a\\\"\\\\b");
  CHECK(DotText::of("A & B &lt; &#60;").str() == "A & B &amp;lt; &amp;#60;");
  CHECK(MermaidText::of("a\"<b>").str() == "a#34;#60;b#62;");
  CHECK(Mermaid::word("builds_on").str() == "builds_on");
  CHECK(Mermaid::word("x|y").str() == "x#124;y");
  CHECK(CsvLines::of("a\"b,c\nd").str() == "\"a\"\"b,c\nd\"");
  CHECK(CsvLines::of("a\rb").str() == "a\\u{000D}b");
  CHECK(TsvLines::of("a\tb\\c\nd\x1b").str() == "a\\tb\\\\c\\nd\\u{001B}");
  CHECK(GithubText::of("50%\n::error::x").str() == "50%25%0A::error::x");
  CHECK(Github::property("a,b:c").str() == "a%2Cb%3Ac");
  CHECK(JsonLines::of("a\"\x1b").str() == "\"a\\\"\\u001b\"");
}

TEST_CASE("pieces are joined, cut and ended without losing their form", "[report][printable]") {
  CHECK(Text::join(std::vector<std::string>{"a", "\x1b"}, ", ").str() == "a, \\u{001B}");
  CHECK(Xml::join(std::vector<std::string>{"<", ">"}, "<br>").str() == "&lt;<br>&gt;");
  CHECK(Text::join(std::vector<int>{1, 2}, ", ").str() == "1, 2");
  Text text("line\n");
  CHECK(text.drop("\n").str() == "line");
  CHECK(text.drop("\n").str() == "line");
  CHECK((Text("a  ") + Text::blanks(2)).trim().str() == "a");
}
