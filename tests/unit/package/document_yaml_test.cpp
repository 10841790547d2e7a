// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the manifest reader refuses, with code and place, and where it says that nodes stand.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "ahub/package/document.hpp"
#include "ahub/package/package.hpp"

using namespace ahub;

namespace {

std::string place(const std::string& text, const Span& span) {
  const Position at = position_of(text, span.begin);
  return fmt::format("{}:{}", at.line, at.column);
}

/// "CODE line:column" of the first finding; "accepted" when there is none.
std::string verdict(const Document& document, const std::string& text) {
  if (document.diagnostics.empty()) return document.usable ? "accepted" : "no finding";
  const Diagnostic& first = document.diagnostics.front();
  return std::string(first.code) + " " + place(text, first.span);
}

std::string yaml(const std::string& text) { return verdict(parse_yaml(text, 0), text); }
std::string json(const std::string& text) { return verdict(parse_json_document(text, 0), text); }

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a line may have 65,536 bytes, whatever it holds and however it ends", "[yaml][json]") {
  constexpr std::size_t kMost = 65'536;
  for (const std::string end : {"}", "\n}", "\r\n}"}) {
    for (const std::string last : {"x", "\u00e9", "\u4e2d"}) {
      // The line is two quotes, the text and what stands before the line feed.
      const std::size_t rest = 2 + last.size() + std::min(end.find('\n'), end.size());
      const auto line = [&](std::size_t bytes) {
        return "{\n\"k\":\n\"" + std::string(bytes - rest, 'x') + last + "\"" + end;
      };
      CAPTURE(end, last);
      CHECK(json(line(kMost)) == "accepted");
      CHECK(json(line(kMost + 1)) == "AH007 3:1");
    }
  }
  // What is wrong behind it comes second.
  CHECK(json("\"" + std::string(kMost, 'x') + "\x01\"") == "AH007 1:1");
  CHECK(json("\"" + std::string(100, 'x') + "\x01\"").substr(6) == "1:102");
}

TEST_CASE("constructs of YAML that a manifest may not use are refused at their place", "[yaml]") {
  CHECK(yaml("a: &x 1\n") == "AH011 1:4");
  CHECK(yaml("a: 1\nb: *x\n").substr(0, 7) == "AH011 2");
  CHECK(yaml("&x [*x]\n").substr(0, 7) == "AH011 1");
  CHECK(yaml("a: !!binary eA==\n") == "AH012 1:4");
  CHECK(yaml("a: 1\n<<: {b: 2}\n") == "AH013 2:1");
  CHECK(yaml("a: 1\n---\nb: 2\n") == "AH014 2:1");
  CHECK(yaml("").substr(0, 5) == "AH015");
  CHECK(yaml("# nothing\n").substr(0, 5) == "AH015");
  CHECK(yaml("? [a]\n: 1\n").substr(0, 5) == "AH019");
  CHECK(yaml("a: 1\n...\n}garbage\n") != "accepted");
  CHECK(yaml("a: \"open\n").substr(0, 5) == "AH008");
  CHECK(yaml("a:\n\tb: 1\n").substr(0, 5) == "AH008");
}

TEST_CASE("a duplicate key names the first one too", "[yaml]") {
  const std::string text = "a: 1\nb: 2\na: 3\n";
  const Document document = parse_yaml(text, 0);
  CHECK(verdict(document, text) == "AH010 3:1");
  REQUIRE(document.diagnostics.at(0).labels.size() == 1);
  CHECK(place(text, document.diagnostics[0].labels[0].span) == "1:1");
}

TEST_CASE("limits of depth, nodes, keys and scalars hold in both forms", "[yaml][json]") {
  CHECK(yaml(repeated("[", 32) + repeated("]", 32)) == "accepted");
  CHECK(yaml(repeated("[", 33) + repeated("]", 33)) == "AH016 1:33");
  CHECK(yaml(repeated("[", 10'000) + repeated("]", 10'000)) == "AH016 1:33");
  CHECK(yaml(repeated("- ", 33) + "x\n") == "AH016 1:65");
  CHECK(json(repeated("[", 32) + repeated("]", 32)) == "accepted");
  CHECK(json(repeated("[", 33) + repeated("]", 33)) == "AH016 1:33");
  CHECK(yaml(repeated("- 1\n", 19'999)) == "accepted");
  CHECK(yaml(repeated("- 1\n", 20'001)).substr(0, 5) == "AH017");
  CHECK(yaml(std::string(128, 'k') + ": 1\n") == "accepted");
  CHECK(yaml(std::string(129, 'k') + ": 1\n") == "AH019 1:1");
  CHECK(yaml("a: |\n" + repeated("  " + std::string(998, 'x') + "\n", 66)).substr(0, 5) == "AH018");
  CHECK(yaml("a: " + std::string(70'000, 'x')).substr(0, 5) == "AH007");
}

TEST_CASE("bytes that are no plain text are refused before any parser sees them", "[yaml][json]") {
  CHECK(yaml(std::string("a\0b: 1\n", 7)) == "AH005 1:2");
  CHECK(yaml("a: \xC3(\n") == "AH004 1:4");
  CHECK(yaml("a: \xED\xA0\x80\n") == "AH004 1:4");
  CHECK(yaml("a: \xC0\xAF\n") == "AH004 1:4");
  CHECK(yaml("\xEF\xBB\xBF"
             "a: 1\n") == "accepted");
  CHECK(yaml("a: \xEF\xBB\xBF"
             "1\n") == "AH006 1:4");
  CHECK(yaml("a: \xC2\x85\n") == "AH005 1:4");
  CHECK(yaml("a: \x1B[0m\n") == "AH005 1:4");
  CHECK(yaml("a: 1\rb: 2\n") == "AH005 1:5");
  CHECK(json("{\"a\": \"\x7F\"}") == "AH005 1:8");
}

TEST_CASE("JSON that is none, or out of range, is refused", "[json]") {
  CHECK(json("{\"a\": 1, \"a\": 2}") == "AH010 1:10");
  CHECK(json("{\"a\": 1e999}").substr(0, 5) == "AH009");
  CHECK(json("{\"a\": NaN}").substr(0, 5) == "AH009");
  CHECK(json("{\"a\": 010}").substr(0, 5) == "AH009");
  CHECK(json("{} x").substr(0, 5) == "AH009");
  CHECK(json("{\"a\": \"\\ud800\"}").substr(0, 5) == "AH009");
  CHECK(json(" \n").substr(0, 5) == "AH015");
}

TEST_CASE("scalars are typed by the core grammar only", "[yaml]") {
  for (const char* text : {"010", "0x10", ".nan", ".inf", "1e999", "yes", "+1", "1_000"}) {
    CAPTURE(text);
    const Document document = parse_yaml(fmt::format("a: {}\n", text), 0);
    REQUIRE(document.usable);
    CHECK(document.root["a"].is_text());
    CHECK_FALSE(document.root["a"].number());
  }
  const Document document = parse_yaml("a: -12\nb: '12'\nc: true\nd: ~\ne: 1.5e2\n", 0);
  REQUIRE(document.usable);
  CHECK(document.root["a"].integer() == -12);
  CHECK(document.root["b"].is_text());
  CHECK(document.root["c"].boolean() == true);
  CHECK(document.root["d"].is_null());
  CHECK(document.root["e"].number() == 150.0);
}

TEST_CASE("nodes know their line and column, after several bytes and CRLF as well",
          "[yaml][json]") {
  const std::string text = "t: \"\u00e9\u00e9\"\r\nlist: [\u00e9, x]\r\nmap:\r\n  k: v\r\n";
  const Document document = parse_yaml(text, 0);
  REQUIRE(document.usable);
  CHECK(place(text, document.root["t"].span) == "1:4");
  CHECK(place(text, document.root["list"][1].span) == "2:11");
  CHECK(place(text, document.root["map"].key_span("k")) == "4:3");
  CHECK(place(text, document.root["map"]["k"].span) == "4:6");
  const std::string same =
      "{\"t\": \"\u00e9\u00e9\",\r\n \"list\": [\"\u00e9\", \"x\"],\r\n \"map\": {\"k\": \"v\"}}";
  const Document other = parse_json_document(same, 0);
  REQUIRE(other.usable);
  CHECK(place(same, other.root["list"][1].span) == "2:16");
  CHECK(place(same, other.root["map"].key_span("k")) == "3:10");
  CHECK(to_json(to_json_value(document.root)) == to_json(to_json_value(other.root)));
}

TEST_CASE("references to packages have the documented forms", "[ref]") {
  const auto full = parse_ref("some-slug@v2#c1");
  REQUIRE(full);
  CHECK(full->slug == "some-slug");
  CHECK(full->version == 2);
  CHECK(full->claim == "c1");
  CHECK(parse_ref("some-slug@2")->version == 2);
  CHECK_FALSE(parse_ref("some-slug")->version);
  CHECK(parse_ref(std::string(64, 'a'))->digest_prefix == std::string(64, 'a'));
  CHECK(parse_ref("sha256:deadbeef")->digest_prefix == "deadbeef");
  CHECK(parse_ref("deadbeef")->slug == "deadbeef");
  for (const char* text : {"sha256:some-slug", "sha256:dead", "", "ab", "Abc", "abc@0", "abc@",
                           "abc@x", "abc#", "abc#d1", "abc#c0"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_ref(text));
  }
}
