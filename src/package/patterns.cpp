// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "package/patterns.hpp"

#include <algorithm>

#include "ahub/package/spellings.hpp"

namespace ahub::patterns {
namespace {

bool digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool letter(char c) noexcept { return lower(c) || (c >= 'A' && c <= 'Z'); }

template <class Predicate>
bool all(std::string_view text, Predicate predicate) noexcept {
  return std::all_of(text.begin(), text.end(), predicate);
}

}  // namespace

bool profile(std::string_view text) noexcept {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  return all(text.substr(0, at),
             [](char c) { return lower(c) || digit(c) || c == '_' || c == '-'; }) &&
         all(text.substr(at + 1), [](char c) { return digit(c) || c == '.'; });
}

bool slug(std::string_view text) noexcept {
  return text.size() >= 3 && text.size() <= 64 && text.front() != '-' &&
         all(text, [](char c) { return lower(c) || digit(c) || c == '-'; });
}

bool domain(std::string_view text) noexcept {
  if (text.empty()) return true;
  const std::size_t dot = std::min(text.find('.'), text.size());
  const auto archive = [](char c) { return lower(c) || c == '-'; };
  const auto subject = [](char c) { return letter(c) || c == '-'; };
  if (dot == 0 || !all(text.substr(0, dot), archive)) return false;
  return dot == text.size() || (dot + 1 < text.size() && all(text.substr(dot + 1), subject));
}

bool claim_id(std::string_view text) noexcept {
  return text.size() >= 2 && text.size() <= 5 && text[0] == 'c' && text[1] != '0' &&
         all(text.substr(1), digit);
}

bool short_id(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 32 && lower(text.front()) &&
         all(text, [](char c) { return lower(c) || digit(c) || c == '-'; });
}

bool output_name(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 128 && (letter(text.front()) || text.front() == '_') &&
         all(text,
             [](char c) { return letter(c) || digit(c) || c == '_' || c == '.' || c == '-'; });
}

bool sha256(std::string_view text) noexcept {
  return text.size() == 64 && all(text, [](char c) { return digit(c) || (c >= 'a' && c <= 'f'); });
}

bool orcid(std::string_view text) noexcept { return canonical_orcid(text).has_value(); }

}  // namespace ahub::patterns
