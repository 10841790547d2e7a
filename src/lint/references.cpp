// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "lint/references.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"

namespace ahub::lint_rules {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_id_character(char c) noexcept {
  return is_digit(c) || is_letter(c) || c == '.' || c == '-' || c == '+' || c == ':';
}

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::vector<std::string> license_tokens(std::string_view text) {
  std::vector<std::string> tokens;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_id_character(text[end])) ++end;
    if (end == at) ++end;
    if (text[at] != ' ') tokens.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

bool is_id(std::string_view token) noexcept {
  return is_id_character(token.front()) && token != "AND" && token != "OR" && token != "WITH" &&
         token.find('+') >= token.size() - 1 && token.front() != '+';
}

bool is_reference(std::string_view id) noexcept {
  return id.substr(0, 11) == "LicenseRef-" || id.substr(0, 12) == "DocumentRef-";
}

/// "2205.14135v2" or "hep-th/9901001".
bool is_arxiv_id(std::string_view id) noexcept {
  const std::size_t v = id.rfind('v');
  if (v != std::string_view::npos && all_digits(id.substr(v + 1))) id = id.substr(0, v);
  if (const std::size_t slash = id.find('/'); slash != std::string_view::npos) {
    const std::string_view archive = id.substr(0, slash);
    const bool named = slash > 0 && std::all_of(archive.begin(), archive.end(), [](char c) {
                         return is_letter(c) || c == '-' || c == '.';
                       });
    return named && id.size() == slash + 8 && all_digits(id.substr(slash + 1));
  }
  return (id.size() == 9 || id.size() == 10) && id[4] == '.' && all_digits(id.substr(0, 4)) &&
         all_digits(id.substr(5));
}

bool is_doi(std::string_view doi) noexcept {
  const std::size_t slash = doi.find('/');
  return doi.substr(0, 3) == "10." && slash != std::string_view::npos && slash > 3 &&
         is_digit(doi[3]) && slash + 1 < doi.size();
}

}  // namespace

bool orcid_checksum_holds(std::string_view orcid) noexcept {
  int total = 0;
  for (std::size_t i = 0; i + 1 < orcid.size(); ++i) {
    if (is_digit(orcid[i])) total = (total + (orcid[i] - '0')) * 2 % 11;
  }
  const int check = (12 - total) % 11;
  return !orcid.empty() && orcid.back() == (check == 10 ? 'X' : static_cast<char>('0' + check));
}

LicenseExpression parse_license(std::string_view text) {
  LicenseExpression result;
  bool wants_id = true, may_except = false, exception = false;
  int depth = 0;
  for (const std::string& token : license_tokens(text)) {
    if (wants_id && token == "(" && !exception) {
      ++depth;
    } else if (wants_id && is_id(token)) {
      wants_id = false;
      may_except = !exception;
      if (!exception && !is_reference(token))
        result.ids.push_back(token.substr(0, token.find('+')));
      exception = false;
    } else if (wants_id) {
      result.problem = fmt::format("a licence id is missing before '{}'", token);
      return result;
    } else if (token == ")" && depth > 0) {
      --depth;
      may_except = false;
    } else if (token == "AND" || token == "OR" || (token == "WITH" && may_except)) {
      wants_id = true;
      exception = token == "WITH";
    } else {
      result.problem = fmt::format("'{}' stands where AND, OR or WITH is expected", token);
      return result;
    }
  }
  if (wants_id)
    result.problem = "a licence id is missing at its end";
  else if (depth > 0)
    result.problem = "a bracket is not closed";
  return result;
}

bool is_common_license(std::string_view id) noexcept {
  const std::span<const std::string_view> ids = common_licenses();
  return std::any_of(ids.begin(), ids.end(), [&](std::string_view known) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(known.begin(), known.end(), id.begin(), id.end(),
                      [&](char a, char b) { return lower(a) == lower(b); });
  });
}

bool is_calendar_date(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  if (!all_digits(text.substr(0, 4)) || !all_digits(text.substr(5, 2)) ||
      !all_digits(text.substr(8, 2)))
    return false;
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    for (const char c : text.substr(at, length)) value = value * 10 + (c - '0');
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 1 || month < 1 || month > 12) return false;
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return day >= 1 && day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool is_web_url(std::string_view text) noexcept {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (text.substr(0, scheme.size()) == scheme) {
      return text.size() > scheme.size() && text.find(' ') == std::string_view::npos;
    }
  }
  return false;
}

bool is_external_work(std::string_view text) {
  if (is_web_url(text)) return true;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string scheme = case_folded(text.substr(0, colon));
  std::string_view rest = text.substr(colon + 1);
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  return scheme == "arxiv" ? is_arxiv_id(rest) : scheme == "doi" && is_doi(rest);
}

}  // namespace ahub::lint_rules
