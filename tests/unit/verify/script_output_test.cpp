// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "verify/script_output.hpp"

#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"

using namespace ahub;

namespace {

std::string numbers(const std::string& text) {
  return canonical_json(read_script_output(text).outputs);
}

/// What is said of one name.
std::string why(const std::string& text, const std::string& name) {
  for (const Unusable& output : read_script_output(text).unusable)
    if (output.name == name) return output.why;
  return "usable or absent";
}

std::string refusal(const std::string& text) {
  try {
    static_cast<void>(read_script_output(text));
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("numbers by name, those of inner objects with a dot", "[output]") {
  CHECK(numbers(R"({"a": 1, "b": {"c": 2.5, "d": {"e": -3e2}}})") ==
        R"({"a":1,"b.c":2.5,"b.d.e":-300})");
  CHECK(numbers("\n {} \r\n") == "{}");
  CHECK(numbers("\xEF\xBB\xBF{\"a\": 1}") == R"({"a":1})");
  CHECK(numbers(R"({"\u0061": 9007199254740993})") == R"({"a":9007199254740993})");
  CHECK(numbers(R"({"a": -9223372036854775808})") == R"({"a":-9223372036854775808})");
}

TEST_CASE("what nobody asks for need be no number, and is known by its name", "[output]") {
  const std::string text =
      R"({"seven": 7, "nan": NaN, "inf": -Infinity, "long": 123456789012345678901234567890,)"
      R"( "huge": 1e999, "tiny": 1e-999, "text": "7", "yes": true, "none": null, "list": [1, NaN],)"
      R"( "inner": {"bad": NaN}})";
  CHECK(numbers(text) == R"({"seven":7})");
  CHECK(why(text, "nan") == "is NaN, not a finite number");
  CHECK(why(text, "inf") == "is -Infinity, not a finite number");
  CHECK(why(text, "long") == "is an integer of 30 digits, which would lose some");
  CHECK(why(text, "huge").find("1e999") != std::string::npos);
  CHECK(why(text, "tiny").find("1e-999") != std::string::npos);
  CHECK(why(text, "text") == "is the text \"7\", not a number");
  CHECK(why(text, "yes") == "is true, not a number");
  CHECK(why(text, "none") == "is null, not a number");
  CHECK(why(text, "list") == "is a list, not a number");
  CHECK(why(text, "inner").find("'inner.NAME'") != std::string::npos);
  CHECK(why(text, "inner.bad") == "is NaN, not a finite number");
  std::string many = "{\"seven\": 7, \"list\": [0";
  for (int i = 0; i < 50'000; ++i) many += ",0.1";
  CHECK(numbers(many + "]}") == R"({"seven":7})");
}

TEST_CASE("a name that stands twice is no output", "[output]") {
  CHECK(numbers(R"({"a": 1, "a": 1, "b": 2})") == R"({"b":2})");
  CHECK(why("{\"a\": 1,\n \"a\": 1}", "a") == "stands twice, again at 2:2");
  CHECK(numbers(R"({"a.b": 1, "a": {"b": 2}, "c": 3})") == R"({"c":3})");
  CHECK(why(R"({"a": {"b": 2}, "a.b": 1})", "a.b").find("stands twice") != std::string::npos);
  CHECK(why(R"({"x": {"b": 2}, "x": {"b": 3}})", "x.b").find("stands twice") != std::string::npos);
}

TEST_CASE("what is no JSON object is refused with its place", "[output]") {
  CHECK(refusal("") == "the script's output:1:1: nothing; it takes a JSON object of numbers");
  CHECK(refusal("[1]").find("1:1: a list") != std::string::npos);
  CHECK(refusal("7").find("1:1: '7' where a JSON object") != std::string::npos);
  CHECK(refusal("epoch 1\nepoch 2\n{\"a\": 1}\n") ==
        "the script's output:1:1: 'epoch 1' stands before the JSON object, which begins at 3:1; "
        "print it on standard error");
  CHECK(refusal("{\"a\": 1}\ndone\n").find("2:1: text follows") != std::string::npos);
  CHECK(refusal("{\"a\": 1}\n{\"a\": 2}\n").find("2:1: a second JSON object") != std::string::npos);
  CHECK(refusal("{'a': 1}").find("1:2: a name in single quotes") != std::string::npos);
  CHECK(refusal("{\"a\": True}").find("1:7: True and False") != std::string::npos);
  CHECK(refusal("{\"a\": nan}").find("1:7: a value was expected") != std::string::npos);
  CHECK(refusal("{\"a\": 01}").find("1:7: a number") != std::string::npos);
  CHECK(refusal("{\"a\": 1,}").find("1:9: ") != std::string::npos);
  CHECK(refusal("{\"a\": 1").find("1:8: '}' was expected") != std::string::npos);
  CHECK(refusal("{\"a\": \"\xff\"}").find("1:8: a byte that is not UTF-8") != std::string::npos);
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += "{\"a\":";
  CHECK(refusal(deep).find("nest more than 32") != std::string::npos);
  CHECK(refusal("{\"a\":" + std::string(1'000, '[')).find("too deep") != std::string::npos);
}
