// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/package/arxiv_id.hpp"

#include <algorithm>
#include <charconv>

namespace ahub {
namespace {

// The longest archive of arXiv has 8 letters; slugs have room for more.
constexpr std::size_t kArchiveBytes = 20;
constexpr std::size_t kVersionDigits = 5;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }

bool digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_archive(std::string_view text) noexcept {
  return !text.empty() && text.size() <= kArchiveBytes && is_lower(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_lower(c) || c == '-'; });
}

std::optional<std::string> canonical(std::string_view id) {
  const std::size_t slash = id.find('/');
  if (slash == std::string_view::npos) {
    const bool fits = (id.size() == 9 || id.size() == 10) && id[4] == '.' &&
                      digits(id.substr(0, 4)) && digits(id.substr(5));
    return fits ? std::optional<std::string>(id) : std::nullopt;
  }
  std::string_view archive = id.substr(0, slash);
  const std::string_view number = id.substr(slash + 1);
  if (archive.size() > 3 && archive[archive.size() - 3] == '.' &&
      is_upper(archive[archive.size() - 2]) && is_upper(archive.back())) {
    archive.remove_suffix(3);
  }
  if (!is_archive(archive) || number.size() != 7 || !digits(number)) return std::nullopt;
  return std::string(archive) + "/" + std::string(number);
}

}  // namespace

std::optional<std::string> canonical_arxiv_id(std::string_view id, std::int64_t* version) {
  std::int64_t named = 0;
  // Archives have a 'v' too ("solv-int"): a version is a 'v' with digits to the end.
  const std::size_t v = id.rfind('v');
  if (v != std::string_view::npos && digits(id.substr(v + 1))) {
    const std::string_view number = id.substr(v + 1);
    if (number.size() > kVersionDigits || number.front() == '0') return std::nullopt;
    std::from_chars(number.data(), number.data() + number.size(), named);
    id = id.substr(0, v);
  }
  std::optional<std::string> found = canonical(id);
  if (found && version != nullptr) *version = named;
  return found;
}

}  // namespace ahub
