// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Evaluates one program of `arith` a line of standard input, "UNIT<tab>PROGRAM" with "\n" for a
// newline, for tests/cli/arith.sh. Prints "FRACTION DOUBLE EXACT HOLDS", or "error PLACE".
#include <cstdio>
#include <iostream>
#include <string>

#include "ahub/base/error.hpp"
#include "sim/arith/evaluate.hpp"

using namespace ahub::sim::arith;

namespace {

std::string unescaped(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool newline = text.compare(i, 2, "\\n") == 0;
    result += newline ? '\n' : text[i];
    i += newline ? 1 : 0;
  }
  return result;
}

/// "program:2:7" of "program:2:7: cannot add ms and GB".
std::string place_of(const std::string& message) { return message.substr(0, message.find(": ")); }

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) return std::fputs("a line has no tab\n", stderr), 2;
    try {
      const Result result = evaluate(unescaped(line.substr(tab + 1)), line.substr(0, tab));
      std::printf("%s %.17g %d %s\n", to_text(result.value).c_str(), result.nearest,
                  result.exact ? 1 : 0, result.holds ? (*result.holds ? "1" : "0") : "-");
    } catch (const ahub::Error& error) {
      std::printf("error %s\n", place_of(error.what()).c_str());
    }
  }
}
