// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace ahub {

std::uint64_t fnv1a(std::string_view text) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

std::string truncate_to_width(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  if (columns == 0) return {};
  std::size_t end = 0;
  std::size_t width = 0;
  while (end < text.size()) {
    std::size_t next = end;
    next_code_point(text, next);
    width += display_width(text.substr(end, next - end));
    if (width > columns - 1) break;
    end = next;
  }
  return std::string(text.substr(0, end)) + "\u2026";
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  const auto blank = [](char c) { return c == ' ' || c == '\n'; };
  std::vector<std::string> lines;
  // The line so far is text[first, last); `single`: its words are one blank apart.
  std::size_t first = 0, last = 0, width = 0;
  bool single = true;
  const auto finish = [&] {
    if (first == last) return;
    std::string line(text.substr(first, last - first));
    for (std::size_t at = line.find('\n'); at != std::string::npos; at = line.find('\n', at + 1))
      line[at] = ' ';
    if (!single) {
      const auto both = [](char one, char next) { return one == ' ' && next == ' '; };
      line.erase(std::unique(line.begin(), line.end(), both), line.end());
    }
    lines.push_back(std::move(line));
  };
  for (std::size_t start = 0;; start = last) {
    while (start < text.size() && blank(text[start])) ++start;
    if (start == text.size()) break;
    std::size_t end = start;
    unsigned bits = 0;
    for (; end < text.size() && !blank(text[end]); ++end)
      bits |= static_cast<unsigned char>(text[end]);
    const std::size_t size = end - start;
    const std::size_t word = bits < 0x80 ? size : display_width(text.substr(start, size));
    if (first < last && width + 1 + word <= columns) {
      single = single && start == last + 1;
      width += 1 + word;
    } else {
      finish();
      first = start;
      single = true;
      width = word;
    }
    last = end;
  }
  finish();
  return lines;
}

namespace {

/// Optimal string alignment: insertions, deletions, substitutions, swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substitution});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Advances over digits and says whether there was one.
bool skip_digits(std::string_view text, std::size_t& i) noexcept {
  const std::size_t start = i;
  while (i < text.size() && is_digit(text[i])) ++i;
  return i > start;
}

/// Advances over -?(0|[1-9][0-9]*).
bool skip_integer(std::string_view text, std::size_t& i) noexcept {
  if (i < text.size() && text[i] == '-') ++i;
  const std::size_t start = i;
  return skip_digits(text, i) && (text[start] != '0' || i == start + 1);
}

}  // namespace

std::optional<std::string> nearest(std::string_view name, std::span<const std::string> candidates) {
  const std::size_t allowed = std::max<std::size_t>(1, name.size() / 3);
  std::size_t best = allowed + 1;
  std::optional<std::string> found;
  for (const std::string& candidate : candidates) {
    const std::size_t difference = candidate.size() > name.size() ? candidate.size() - name.size()
                                                                  : name.size() - candidate.size();
    if (difference >= best) continue;
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < best) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

std::optional<double> parse_real(std::string_view text) noexcept {
  std::size_t i = 0;
  if (text.size() > 64 || !skip_integer(text, i)) return std::nullopt;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (!skip_digits(text, i)) return std::nullopt;
  }
  const std::string_view mantissa = text.substr(0, i);
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (!skip_digits(text, i)) return std::nullopt;
  }
  if (i != text.size()) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const bool nonzero = mantissa.find_first_of("123456789") != std::string_view::npos;
  if (!std::isfinite(value) || (value == 0 && nonzero)) return std::nullopt;
  return value;
}

std::optional<long long> parse_integer(std::string_view text) noexcept {
  std::size_t i = 0;
  if (!skip_integer(text, i) || i != text.size()) return std::nullopt;
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string format_real(double value) {
  constexpr double kExactIntegers = 0x1p53;
  if (std::trunc(value) == value && std::abs(value) <= kExactIntegers) {
    return std::to_string(static_cast<std::int64_t>(value));
  }
  return fmt::format("{}", value);
}

std::string format_milli(long long milli) {
  const bool negative = milli < 0;
  const long long tenths = ((negative ? -milli : milli) + 50) / 100;
  return fmt::format("{}{}.{}", negative && tenths > 0 ? "-" : "", tenths / 10, tenths % 10);
}

}  // namespace ahub
