// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Words of any bytes under libFuzzer: the first line is sought in the rest. Units lie in the text
// in order; the index finds exactly what is marked.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "ahub/base/text.hpp"
#include "ahub/base/words.hpp"

using namespace ahub;

namespace {

/// As FTS5's ascii tokenizer takes them.
std::vector<std::string> tokens(const std::string& text) {
  std::vector<std::string> found;
  std::string token;
  for (const char c : text + " ") {
    const bool upper = c >= 'A' && c <= 'Z';
    if (static_cast<signed char>(c) < 0 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
        upper)
      token += static_cast<char>(upper ? c - 'A' + 'a' : c);
    else if (!token.empty())
      found.push_back(std::exchange(token, {}));
  }
  return found;
}

template <class Row, class Same>
bool stands_in(const Row& sought, const Row& list, Same same) {
  for (std::size_t first = 0; first + sought.size() <= list.size(); ++first) {
    std::size_t k = 0;
    while (k < sought.size() && same(sought[k], list[first + k], k + 1 == sought.size())) ++k;
    if (k == sought.size()) return true;
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(bytes.find('\n'), size);
  const std::string_view query = bytes.substr(0, line), text = bytes.substr(line);
  const std::vector<TextUnit> units = text_units(text), sought = text_units(query);
  std::size_t begin = 0;
  for (const TextUnit& unit : units) {
    if (unit.begin < begin || unit.end <= unit.begin || unit.end > text.size()) std::abort();
    if (unit.folded.empty() || first_invalid_utf8(unit.folded)) std::abort();
    begin = unit.begin;
  }
  bool begun = false;
  const std::vector<std::string> wanted = tokens(sought_text(sought, begun));
  if (sought.empty()) return 0;
  const bool found =
      stands_in(wanted, tokens(indexed_text(text)),
                [&](const std::string& left, const std::string& right, bool last) {
                  return last && begun ? right.compare(0, left.size(), left) == 0 : left == right;
                });
  const bool marked =
      stands_in(sought, units, [&](const TextUnit& left, const TextUnit& right, bool last) {
        return matches_unit(left, right, begun, last);
      });
  if (found != marked) std::abort();
  return 0;
}
