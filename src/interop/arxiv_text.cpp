// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/arxiv_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/calendar.hpp"

namespace ahub::interop {
namespace {

constexpr std::size_t kCategoryBytes = 64;

bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) noexcept { return is_lower(c) || (c >= 'A' && c <= 'Z'); }

/// The number of one to four digits, or -1.
int number_of(std::string_view text) noexcept {
  if (text.empty() || text.size() > 4 || !std::all_of(text.begin(), text.end(), is_digit))
    return -1;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

std::string date(int year, int month, int day) {
  if (!is_day(year, month, day)) return {};
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

int month_of(std::string_view name) noexcept {
  static constexpr std::array<std::string_view, 12> kMonths{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto found = std::find(kMonths.begin(), kMonths.end(), name);
  return found == kMonths.end() ? 0 : static_cast<int>(found - kMonths.begin()) + 1;
}

std::string_view next_word(std::string_view& text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && !is_space(text[end])) ++end;
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

/// Brackets and what they hold are left out. One that has no partner is a letter, so that it hides
/// no author; `unclosed` is set then.
std::string without_brackets(std::string_view text, bool& unclosed) {
  std::vector<std::size_t> open;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;  // From the outermost that closed last.
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') open.push_back(i);
    if (text[i] != ')' || open.empty()) continue;
    while (!pairs.empty() && pairs.back().first > open.back()) pairs.pop_back();
    pairs.emplace_back(open.back(), i);
    open.pop_back();
  }
  unclosed = !open.empty();
  std::string out;
  std::size_t at = 0;
  for (const auto& [begin, end] : pairs) {
    out += text.substr(at, begin - at);
    at = end + 1;
  }
  return out += text.substr(at);
}

/// A comma that separates names: not in braces that balance, nor behind a backslash, which is TeX.
std::vector<bool> separators(std::string_view text) {
  std::vector<bool> marks(text.size(), false);
  std::size_t depth = 0;
  bool balanced = true;
  const auto mark = [&](bool braces) {
    depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool escaped = i > 0 && text[i - 1] == '\\' && !(i > 1 && text[i - 2] == '\\');
      if (text[i] == '{' && !escaped) ++depth;
      if (text[i] == '}' && !escaped) {
        balanced = balanced && depth > 0;
        if (depth > 0) --depth;
      }
      marks[i] = text[i] == ',' && !escaped && (!braces || depth == 0);
    }
    balanced = balanced && depth == 0;
  };
  mark(true);
  if (!balanced) mark(false);
  return marks;
}

bool ends_with(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_collaboration(std::string_view name) noexcept {
  for (const std::string_view word : {"ollaboration", "ollaborations", "onsortium", "Team", "team"})
    if (ends_with(name, word)) return true;
  return false;
}

/// What follows a comma and belongs to the name before it.
bool is_suffix(std::string_view word) noexcept {
  for (const std::string_view suffix : {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
    if (word == suffix) return true;
  return false;
}

}  // namespace

std::string collapsed(std::string_view text) {
  // No branch on what a character is: white space is spread over texts without a pattern.
  std::string out(text.size(), ' ');
  char* end = out.data();
  bool blank = true;
  for (const char c : text) {
    const bool space = is_space(c);
    *end = space ? ' ' : c;
    end += space && blank ? 0 : 1;
    blank = space;
  }
  if (blank && end != out.data()) --end;
  out.resize(static_cast<std::size_t>(end - out.data()));
  return out;
}

std::optional<unsigned> control_in(std::string_view text) noexcept {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) return byte;
  }
  return std::nullopt;
}

std::string date_of(std::string_view text) {
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-' &&
      (text.size() == 10 || text[10] == 'T')) {
    return date(number_of(text.substr(0, 4)), number_of(text.substr(5, 2)),
                number_of(text.substr(8, 2)));
  }
  std::string_view word = next_word(text);
  if (!word.empty() && word.back() == ',') word = next_word(text);
  const int day = number_of(word);
  const int month = month_of(next_word(text));
  return date(number_of(next_word(text)), month, day);
}

SplitAuthors split_authors(std::string_view text) {
  SplitAuthors result;
  const std::string plain = collapsed(without_brackets(text, result.unclosed));
  std::vector<std::string>& names = result.names;
  const auto add = [&](std::string_view name) {
    while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
    while (!name.empty() && (name.back() == ' ' || name.back() == ';')) name.remove_suffix(1);
    for (const std::string_view rest : {"et al.", "et al"}) {
      if (!ends_with(name, rest)) continue;
      if (name.size() > rest.size() && name[name.size() - rest.size() - 1] != ' ') continue;
      result.et_al = true;
      name.remove_suffix(std::min(rest.size() + 1, name.size()));
      break;
    }
    if (is_suffix(name) && !names.empty()) {
      names.back() += " " + std::string(name);
    } else if (!name.empty()) {
      names.emplace_back(name);
    }
  };
  // A person speaking for a collaboration, or the collaboration before its people.
  const auto close = [&](std::string_view name) {
    for (const std::string_view words : {"on behalf of the ", "for the "}) {
      const std::size_t at = name.find(words);
      if (at == std::string_view::npos || (at > 0 && name[at - 1] != ' ')) continue;
      if (!is_collaboration(name)) continue;
      add(name.substr(0, at));
      add(name.substr(at + words.size()));
      return;
    }
    const std::size_t colon = name.find(": ");
    if (colon != std::string_view::npos && is_collaboration(name.substr(0, colon))) {
      add(name.substr(0, colon));
      add(name.substr(colon + 2));
      return;
    }
    add(name);
  };
  const std::vector<bool> commas = separators(plain);
  const std::string_view all = plain;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= all.size(); ++i) {
    if (i == all.size() || commas[i]) {
      close(all.substr(start, i - start));
      start = i + 1;
      continue;
    }
    if (all[i] != ' ' && i != start) continue;
    // A word of its own between names, or at the front of one.
    const std::size_t word = all[i] == ' ' ? i + 1 : i;
    for (const std::string_view joint : {"and", "&"}) {
      const std::size_t after = word + joint.size();
      if (word < start || all.substr(word, joint.size()) != joint) continue;
      if (after < all.size() && all[after] != ' ') continue;
      close(all.substr(start, i - start));
      start = after;
      i = start - 1;
      break;
    }
  }
  return result;
}

std::string text_of_html(std::string_view html) {
  static constexpr std::string_view kTags[] = {"p",   "br", "b",    "i",   "em", "strong", "sub",
                                               "sup", "a",  "span", "div", "tt", "code"};
  static constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
      {"&lt;", "<"},  {"&gt;", ">"},   {"&quot;", "\""}, {"&apos;", "'"},
      {"&#39;", "'"}, {"&nbsp;", " "}, {"&amp;", "&"}};
  std::string out;
  for (std::size_t i = 0; i < html.size(); ++i) {
    if (html[i] == '<') {
      const std::size_t end = html.find('>', i);
      std::string_view tag = html.substr(i + 1, end == std::string_view::npos ? 0 : end - i - 1);
      if (tag.substr(0, 1) == "/") tag.remove_prefix(1);
      const std::string_view name = tag.substr(0, tag.find_first_of(" /"));
      if (std::find(std::begin(kTags), std::end(kTags), name) != std::end(kTags)) {
        if (name == "p" || name == "br" || name == "div") out += ' ';
        i = end;
        continue;
      }
    }
    const auto* const entity = std::find_if(
        std::begin(kEntities), std::end(kEntities),
        [&](const auto& known) { return html.substr(i, known.first.size()) == known.first; });
    if (entity != std::end(kEntities)) {
      out += entity->second;
      i += entity->first.size() - 1;
    } else {
      out += html[i];
    }
  }
  return out;
}

std::string without_doi_prefix(std::string_view text) {
  for (const std::string_view prefix : {"https://doi.org/", "http://doi.org/",
                                        "https://dx.doi.org/", "http://dx.doi.org/", "doi:"}) {
    if (text.substr(0, prefix.size()) == prefix) return std::string(text.substr(prefix.size()));
  }
  return std::string(text);
}

bool is_withdrawal(std::string_view abstract) noexcept {
  // "This paper has been withdrawn by the author", "This submission has been withdrawn by arXiv".
  const std::string_view head = abstract.substr(0, 100);
  return head.find("has been withdrawn") != std::string_view::npos ||
         head.find("is withdrawn") != std::string_view::npos;
}

bool is_category(std::string_view text) noexcept {
  if (text.size() < 2 || text.size() > kCategoryBytes || !is_lower(text.front())) return false;
  const std::size_t dot = std::min(text.find('.'), text.size());
  const auto archive = [](char c) { return is_lower(c) || c == '-'; };
  const auto subject = [](char c) { return is_letter(c) || c == '-'; };
  const std::string_view head = text.substr(0, dot),
                         tail = text.substr(std::min(dot + 1, text.size()));
  return std::all_of(head.begin(), head.end(), archive) && (dot == text.size() || !tail.empty()) &&
         std::all_of(tail.begin(), tail.end(), subject);
}

}  // namespace ahub::interop
