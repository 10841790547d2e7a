// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Signs what a stranger could sign, for tests/hostile/receipts.sh. A line of standard input is "KEY
// HEX", bytes that are signed as they are, or "KEY JSON", whose canonical form is signed; KEY is a
// name, for which a pair is made when it is met first. Prints "PUBLIC-KEY ID SIGNATURE BODY-IN-HEX"
// a line. With "@KEY@" in the JSON standing for the public key.
#include <cstdio>
#include <iostream>
#include <map>
#include <string>

#include "ahub/base/digest.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/json.hpp"

using namespace ahub;

int main() {
  std::map<std::string, KeyPair> pairs;
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t blank = line.find(' ');
    if (blank == std::string::npos) return std::fputs("a line has no blank\n", stderr), 2;
    const auto [pair, made] = pairs.try_emplace(line.substr(0, blank));
    if (made) pair->second = make_key_pair();
    const std::string key = to_hex(pair->second.public_key);
    std::string body = line.substr(blank + 1);
    if (!body.empty() && body.front() == '{') {
      for (std::size_t at; (at = body.find("@KEY@")) != std::string::npos;)
        body.replace(at, 5, key);
      try {
        body = canonical_json(parse_json(body, "standard input"));
      } catch (const Error&) {  // A number that is none has no canonical form.
      }
    } else {
      body = from_hex(body);
    }
    std::printf("%s %s %s %s\n", key.c_str(), sha256_hex(body).c_str(),
                to_hex(sign(body, pair->second.secret_key)).c_str(), to_hex(body).c_str());
  }
  return 0;
}
