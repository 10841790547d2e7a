// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Metadata in the form of arXiv's snapshot, about 1.9 kB a record, to the standard output.
//   make_snapshot RECORDS [SEED]
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "bench/words.hpp"

namespace ahub::bench {
namespace {

constexpr const char* kFields[] = {"cs.LG", "cs.DC", "hep-ph", "math.CO", "quant-ph", "stat.ML"};

/// Wrapped as arXiv wraps: a line end and two blanks within the text.
std::string wrapped(const std::string& text) {
  std::string out = "  ";
  std::size_t width = 0;
  for (const char c : text) {
    ++width;
    if (c == ' ' && width > 75) {
      out += "\\n";
      width = 0;
    } else {
      out += c;
    }
  }
  return out + "\\n";
}

std::string record(const Vocabulary& words, Xoshiro256ss& random, std::size_t i) {
  const std::string id =
      fmt::format("{:02}{:02}.{:05}", 7 + i / 720'000, 1 + i / 60'000 % 12, i % 60'000);
  std::string authors, parsed;
  for (std::uint64_t k = 1 + random.below(6); k > 0; --k) {
    const std::string name = words.name(random);
    const std::size_t blank = name.find(' ');
    authors += fmt::format("{}{}", authors.empty() ? "" : ", ", name);
    parsed += fmt::format("{}[\"{}\",\"{}\",\"\"]", parsed.empty() ? "" : ",",
                          name.substr(blank + 1), name.substr(0, blank));
  }
  const std::string versions =
      "{\"version\":\"v1\",\"created\":\"Mon, 2 Apr 2007 19:18:42 GMT\"},"
      "{\"version\":\"v2\",\"created\":\"Tue, 24 Jul 2007 20:10:27 GMT\"}";
  return fmt::format(
      "{{\"id\":\"{}\",\"submitter\":\"{}\",\"authors\":\"{}\",\"title\":\"{}\","
      "\"comments\":\"{} pages, {} figures\",\"journal-ref\":null,\"doi\":\"10.1000/{}\","
      "\"report-no\":null,\"categories\":\"{}\","
      "\"license\":\"http://arxiv.org/licenses/nonexclusive-distrib/1.0/\",\"abstract\":\"{}\","
      "\"versions\":[{}],\"update_date\":\"2008-11-26\",\"authors_parsed\":[{}]}}\n",
      id, words.name(random), authors, words.title(random), 4 + random.below(40), random.below(12),
      id, kFields[random.below(std::size(kFields))],
      wrapped(words.abstract(random, 120 + random.below(100))), versions, parsed);
}

}  // namespace
}  // namespace ahub::bench

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("usage: make_snapshot RECORDS [SEED]\n", stderr);
    return 2;
  }
  const auto records = std::strtoull(arguments[1], nullptr, 10);
  const auto seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 42;
  const ahub::bench::Vocabulary words(20'000, seed);
  ahub::Xoshiro256ss random(seed + 1);
  for (std::size_t i = 0; i < records; ++i) {
    const std::string line = ahub::bench::record(words, random, i);
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return 1;
  }
  return 0;
}
