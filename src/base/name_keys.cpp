// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What folded names are found by: order, titles, umlauts and numbers.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "ahub/base/names.hpp"
#include "ahub/base/text.hpp"
#include "base/name_letters.hpp"

namespace ahub {
namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string lowered(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

/// An I is an l to the eye; a capital L is not. Other capitals do not count.
std::string as_seen(std::string text) {
  for (char& c : text) {
    if (c == 'I')
      c = 'l';
    else if (c >= 'A' && c <= 'Z' && c != 'L')
      c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// `folded` with its umlauts as one letter, or with an e behind each.
std::string without_umlauts(std::string_view folded, bool with_e) {
  std::string out;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const std::size_t found = kUmlauts.find(next_code_point(folded, at));
    if (found == kUmlauts.npos)
      out += folded.substr(begin, at - begin);
    else
      out += std::string(1, "aou"[found % 3]) + (with_e ? "e" : "");
  }
  return out;
}

constexpr std::string_view kBefore[] = {"dr",   "prof", "professor", "doctor", "mr",
                                        "mrs",  "ms",   "mx",        "miss",   "sir",
                                        "dame", "herr", "frau",      "rev",    "hon"};
constexpr std::string_view kBehind[] = {"phd", "md", "msc", "bsc", "dsc", "mba", "esq", "jr", "sr"};

template <typename List>
bool one_of(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), lowered(std::string(word))) != std::end(list);
}

/// Drops what stands before or behind a name of at least two words: "Dr.", "Ph.D.".
void drop_titles(std::vector<std::string_view>& words) {
  const auto doctor = [&](std::size_t at) {
    return words.size() > 3 && lowered(std::string(words[at])) == "ph" &&
           lowered(std::string(words[at + 1])) == "d";
  };
  if (words.size() > 3 && doctor(words.size() - 2)) words.resize(words.size() - 2);
  while (words.size() > 2 && one_of(kBehind, words.back())) words.pop_back();
  // Behind a comma is in front: "Jane Doe, Ph.D.".
  if (doctor(0)) words.erase(words.begin(), words.begin() + 2);
  while (words.size() > 2 && (one_of(kBefore, words.front()) || one_of(kBehind, words.front())))
    words.erase(words.begin());
}

/// The one key of a name with digits: their order counts, and where one number ends.
std::string numbered_key(const std::vector<std::string_view>& words) {
  std::string key;
  for (const std::string_view word : words) {
    const bool between = !key.empty() && is_digit(static_cast<unsigned char>(key.back())) &&
                         is_digit(static_cast<unsigned char>(word.front()));
    if (between) key += ' ';
    key += word;
  }
  return key;
}

void add_keys(std::vector<std::string>& keys, std::string_view folded) {
  const auto add = [&](std::string key) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  };
  std::vector<std::string_view> all = words_of(folded);
  drop_titles(all);
  std::string together;
  if (folded.find_first_of("0123456789") != folded.npos) {
    together = numbered_key(all);
    add(lowered(together));
  } else {
    std::vector<std::string> words;
    bool initials = false;  // "J.-P. Serre" is "JP Serre".
    for (const std::string_view word : all) {
      together += word;
      const bool initial = word.size() == 1 && is_letter(static_cast<unsigned char>(word[0]));
      if (initial && initials)
        words.back() += lowered(std::string(word));
      else
        words.push_back(lowered(std::string(word)));
      initials = initial;
    }
    std::sort(words.begin(), words.end());
    std::string sorted;
    for (const std::string& word : words) sorted += (sorted.empty() ? "" : " ") + word;
    add(std::move(sorted));
    add(lowered(together));
  }
  if (together.find_first_of("Il") != std::string::npos) add("=" + as_seen(together));
}

/// A number far from those of other letters, so that sums of letters differ.
std::uint64_t number_of(char letter) noexcept {
  std::uint64_t number = static_cast<unsigned char>(letter) * 0x9E3779B97F4A7C15U;
  number ^= number >> 29U;
  return number * 0xBF58476D1CE4E5B9U;
}

/// The sum of what a folded ASCII name keeps of `name`, letters that are drawn alike taken for one;
/// 0 where that cannot be told without folding it: titles, numbers in brackets, apostrophes.
std::uint64_t sum_of_letters(std::string_view name) {
  std::uint64_t sum = 0;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    while (at < name.size() && (is_letter(static_cast<unsigned char>(name[at])) ||
                                is_digit(static_cast<unsigned char>(name[at])))) {
      char letter =
          name[at] >= 'A' && name[at] <= 'Z' ? static_cast<char>(name[at] - 'A' + 'a') : name[at];
      if (letter == 'l' || letter == '1') letter = 'i';
      if (letter == '0') letter = 'o';
      sum += number_of(letter);
      ++at;
    }
    const std::string_view word = name.substr(begin, at - begin);
    if (one_of(kBefore, word) || one_of(kBehind, word) || lowered(std::string(word)) == "ph")
      return 0;
    if (at == name.size()) break;
    const char sign = name[at++];
    if (static_cast<signed char>(sign) < 0 ||
        std::string_view("|()[]'`").find(sign) != std::string_view::npos)
      return 0;
  }
  return sum;
}

}  // namespace

std::vector<std::string> name_keys(std::string_view folded) {
  std::vector<std::string> keys;
  if (folded.empty()) return keys;
  const std::string plain = without_umlauts(folded, false);
  add_keys(keys, plain);
  if (plain != folded) add_keys(keys, without_umlauts(folded, true));
  return keys;
}

bool surely_distinct(std::span<const std::string> names) {
  std::vector<std::uint64_t> sums;
  for (const std::string& name : names) {
    sums.push_back(sum_of_letters(name));
    if (sums.back() == 0) return false;
  }
  std::sort(sums.begin(), sums.end());
  return std::adjacent_find(sums.begin(), sums.end()) == sums.end();
}

}  // namespace ahub
