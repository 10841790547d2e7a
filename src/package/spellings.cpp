// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Dates, hashes, words and ORCIDs as authors write them; numbers are in number_spellings.cpp.
#include "ahub/package/spellings.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/calendar.hpp"
#include "ahub/base/text.hpp"

namespace ahub {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_hex(char c) noexcept { return is_digit(c) || (c >= 'a' && c <= 'f'); }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// Lower case without what stands between the parts of a word.
std::string letters_of(std::string_view text) {
  std::string out;
  for (const char c : lowered(text)) {
    if (c != '_' && c != '-' && c != ' ' && c != '.') out += c;
  }
  return out;
}

std::string written(int year, int month, int day) {
  return fmt::format("'{:04}-{:02}-{:02}'", year, month, day);
}

/// The numbers and words of a date; a month's name is its number, marked.
struct Part {
  int value = 0;
  std::size_t digits = 0;  ///< 0: a month's name.
};

std::vector<Part> parts_of(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kMonths{
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  std::vector<Part> parts;
  const std::string folded = lowered(text);
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t end = at;
    if (is_digit(folded[at])) {
      int value = 0;
      while (end < folded.size() && is_digit(folded[end]) && end - at < 8)
        value = value * 10 + (folded[end++] - '0');
      parts.push_back({value, end - at});
    } else if (folded[at] >= 'a' && folded[at] <= 'z') {
      while (end < folded.size() && folded[end] >= 'a' && folded[end] <= 'z') ++end;
      const auto month = std::find(kMonths.begin(), kMonths.end(), folded.substr(at, 3));
      if (month != kMonths.end() && end - at >= 3)
        parts.push_back({static_cast<int>(month - kMonths.begin()) + 1, 0});
      else if (end - at == 1 && folded[at] == 't')
        break;  // "2026-11-05T10:00:00Z": the time of day.
    } else {
      ++end;
    }
    at = end;
    if (parts.size() > 3) break;
  }
  return parts;
}

struct Synonym {
  std::string_view said, word;
};
constexpr Synonym kSynonyms[] = {
    {"=", "=="},
    {"===", "=="},
    {"eq", "=="},
    {"equal", "=="},
    {"equals", "=="},
    {"~=", "approx"},
    {"~", "approx"},
    {"\u2248", "approx"},
    {"approximately", "approx"},
    {"about", "approx"},
    {"close", "approx"},
    {"\u2264", "<="},
    {"=<", "<="},
    {"le", "<="},
    {"lte", "<="},
    {"atmost", "<="},
    {"\u2265", ">="},
    {"=>", ">="},
    {"ge", ">="},
    {"gte", ">="},
    {"atleast", ">="},
    {"lt", "<"},
    {"below", "<"},
    {"less", "<"},
    {"gt", ">"},
    {"above", ">"},
    {"greater", ">"},
    {"in", "between"},
    {"range", "between"},
    {"within", "between"},
    {"ai", "agent"},
    {"bot", "agent"},
    {"llm", "agent"},
    {"model", "agent"},
    {"machine", "agent"},
    {"person", "human"},
    {"author", "human"},
    {"people", "human"},
    {"cites", "uses"},
    {"cite", "uses"},
    {"use", "uses"},
    {"extends", "builds_on"},
    {"basedon", "builds_on"},
    {"replicates", "confirms"},
    {"reproduces", "confirms"},
    {"refutes", "contradicts"},
    {"replaces", "supersedes"},
    {"compare", "compares_to"},
    {"compares", "compares_to"},
    {"comparesto", "compares_to"},
    {"sim", "simulator"},
    {"simulation", "simulator"},
    {"python", "script"},
    {"program", "script"},
    {"container", "docker"},
    {"image", "docker"},
    {"source", "code"},
    {"script", "code"},
    {"dataset", "data"},
    {"result", "results"},
    {"logs", "log"},
    {"pdf", "paper"},
    {"plot", "figure"},
    {"image", "figure"},
};

}  // namespace

std::string boolean_advice(std::string_view text) {
  const std::string folded = lowered(text);
  for (const std::string_view word : {"true", "yes", "y", "on", "1", "t"}) {
    if (folded == word) return "write true, without quotes";
  }
  for (const std::string_view word : {"false", "no", "n", "off", "0", "f"}) {
    if (folded == word) return "write false, without quotes";
  }
  return {};
}

std::string date_advice(std::string_view text) {
  std::vector<Part> parts = parts_of(text);
  if (parts.size() == 1 && parts[0].digits == 8) {
    const int all = parts[0].value;
    parts = {{all / 10000, 4}, {all / 100 % 100, 2}, {all % 100, 2}};
  }
  if (parts.size() == 1 && parts[0].digits == 4) return "add month and day: YYYY-MM-DD";
  if (parts.size() == 2 && (parts[0].digits == 4 || parts[1].digits == 4))
    return "add the day: YYYY-MM-DD";
  if (parts.size() != 3) return {};
  const auto name =
      std::find_if(parts.begin(), parts.end(), [](const Part& part) { return part.digits == 0; });
  const auto year = std::find_if(parts.begin(), parts.end(), [](const Part& part) {
    return part.digits == 4 || part.value > 31;
  });
  if (year == parts.end() || year->digits != 4) return {};
  std::vector<Part> rest;
  for (auto part = parts.begin(); part != parts.end(); ++part) {
    if (part != year) rest.push_back(*part);
  }
  if (name != parts.end()) {
    const int month = name->value;
    const int day = rest[0].digits == 0 ? rest[1].value : rest[0].value;
    return is_day(year->value, month, day) ? "write " + written(year->value, month, day)
                                           : std::string();
  }
  const bool month_first = is_day(year->value, rest[0].value, rest[1].value);
  const bool day_first = is_day(year->value, rest[1].value, rest[0].value);
  // With the year in front the month follows it everywhere.
  if (year == parts.begin())
    return month_first ? "write " + written(year->value, rest[0].value, rest[1].value)
                       : std::string();
  if (month_first && day_first && rest[0].value != rest[1].value) {
    return fmt::format("write {} or {}, whichever is meant",
                       written(year->value, rest[0].value, rest[1].value),
                       written(year->value, rest[1].value, rest[0].value));
  }
  if (month_first) return "write " + written(year->value, rest[0].value, rest[1].value);
  if (day_first) return "write " + written(year->value, rest[1].value, rest[0].value);
  return {};
}

std::string hash_advice(std::string_view text) {
  std::string hash = lowered(text);
  for (const std::string_view front : {"sha256:", "sha-256:", "sha256-", "0x", "sha256 "}) {
    if (hash.compare(0, front.size(), front) == 0) hash.erase(0, front.size());
  }
  hash = hash.substr(0, hash.find_last_not_of(" \n") + 1);
  if (hash.empty() || !std::all_of(hash.begin(), hash.end(), is_hex)) return {};
  if (hash.size() == 64) return fmt::format("write '{}'", hash);
  if (hash.size() == 32) return "that has the length of an MD5: 'sha256sum FILE' gives 64 digits";
  if (hash.size() == 40) return "that has the length of a SHA-1: 'sha256sum FILE' gives 64 digits";
  if (hash.size() == 128)
    return "that has the length of a SHA-512: 'sha256sum FILE' gives 64 digits";
  return fmt::format("it has {} digits, a SHA-256 has 64", hash.size());
}

std::optional<std::string> respelled(std::string_view text,
                                     std::span<const std::string_view> words) {
  const std::string letters = letters_of(text);
  for (const std::string_view word : words) {
    if (!letters.empty() && letters_of(word) == letters) return std::string(word);
  }
  for (const Synonym& synonym : kSynonyms) {
    if (synonym.said != letters && synonym.said != text) continue;
    if (std::find(words.begin(), words.end(), synonym.word) != words.end())
      return std::string(synonym.word);
  }
  return std::nullopt;
}

std::optional<std::string> canonical_orcid(std::string_view text) {
  std::string rest = lowered(text);
  const auto drop = [&](std::string_view front) {
    if (rest.compare(0, front.size(), front) != 0) return false;
    rest.erase(0, front.size());
    return true;
  };
  const bool scheme = drop("https://") || drop("http://");
  const bool www = drop("www.");
  if (!drop("orcid.org/")) {
    if (scheme || www) return std::nullopt;
    if (drop("orcid:")) drop(" ");
  }
  if (!rest.empty() && rest.back() == '/') rest.pop_back();
  std::string digits;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    // A hyphen stands between groups of four or nowhere.
    if (rest[i] == '-') {
      if (digits.size() % 4 != 0 || digits.empty() || digits.size() == 16 || rest[i - 1] == '-')
        return std::nullopt;
      continue;
    }
    if (!is_digit(rest[i]) && !(rest[i] == 'x' && digits.size() == 15)) return std::nullopt;
    digits += rest[i];
  }
  if (digits.size() != 16) return std::nullopt;
  if (digits.back() == 'x') digits.back() = 'X';
  return fmt::format("{}-{}-{}-{}", digits.substr(0, 4), digits.substr(4, 4), digits.substr(8, 4),
                     digits.substr(12));
}

}  // namespace ahub
