#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ahub authors
# SPDX-License-Identifier: Apache-2.0
#
# A URL with a query, unquoted in a flow list, is valid YAML (1.1 and 1.2): evidence: [https://example.org/a?b=c]
# js-yaml 5.5.0 and ruamel.yaml write it so; Ruby Psych 4.0.3 (libyaml 0.2.5) and js-yaml read it.
# yaml-cpp 0.7.0 (Debian 12, libyaml-cpp-dev 0.7.0+dfsg-8+b1) refuses it: "error at line 1, column 23: unknown token";
# PyYAML 6.0 (python3-yaml 6.0-3+b2) refuses it too, at the same column. In block style all of them take it.
# Exits 1 when that is no longer so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DEBIAN_FRONTEND=noninteractive
for package in g++ libyaml-cpp-dev python3-yaml ruby nodejs npm; do
  dpkg-query -W "$package" >/dev/null 2>&1 || command -v "$package" >/dev/null 2>&1 ||
    apt-get install -y -q --no-install-recommends "$package" >/dev/null
done
cd "$folder"
npm install --silent --no-audit --no-fund js-yaml@5.5.0 >/dev/null
cat >load.cpp <<'END'
#include <iostream>
#include <yaml-cpp/yaml.h>
int main(int, char** words) {
  try {
    std::cout << YAML::Load(words[1])[0].as<std::string>() << "\n";
  } catch (const YAML::Exception& fault) {
    std::cout << "refused: " << fault.what() << "\n";
  }
}
END
g++ load.cpp -o load -lyaml-cpp
url=https://example.org/a?b=c
written=$(node -e 'process.stdout.write(require("js-yaml").dump([process.argv[1]], {flowLevel: 0}).trim())' "$url")
echo "js-yaml writes: $written"
read_back=$(node -e 'console.log(require("js-yaml").load(process.argv[1])[0])' "$written")
ruby_read=$(ruby -ryaml -e 'puts YAML.load(ARGV[0])[0]' "$written")
cpp=$(./load "$written")
block=$(./load "- $url")
python=$(/usr/bin/python3 -c 'import sys, yaml
try: print(yaml.safe_load(sys.argv[1])[0])
except yaml.YAMLError as fault: print("refused: column", fault.problem_mark.column + 1)' "$written")
printf 'js-yaml: %s\nPsych: %s\nyaml-cpp: %s\nyaml-cpp, block: %s\nPyYAML: %s\n' "$read_back" "$ruby_read" "$cpp" "$block" "$python"
[ "$written" = "[$url]" ] && [ "$read_back" = "$url" ] && [ "$ruby_read" = "$url" ] && [ "$block" = "$url" ] &&
  [ "$cpp" = "refused: yaml-cpp: error at line 1, column 23: unknown token" ] && [ "$python" = "refused: column 23" ]
