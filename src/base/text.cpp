// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>

namespace ahub {

std::uint64_t fnv1a(std::string_view text) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

namespace {

// Eight bytes at once. A byte of ours: 1; its highest bit: 0x80.
constexpr std::uint64_t kOnes = 0x0101010101010101U, kHighs = kOnes * 0x80;

std::uint64_t eight_at(std::string_view text, std::size_t i) noexcept {
  std::uint64_t eight = 0;
  std::memcpy(&eight, text.data() + i, sizeof eight);
  return eight;
}

}  // namespace

std::size_t printable_ascii(std::string_view text) noexcept {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    const std::uint64_t eight = eight_at(text, i);
    // A highest bit is set where a byte is below a blank, above '~', or not ASCII. A byte reaches
    // into the next one only if it is such a byte itself.
    if ((((eight - kOnes * ' ') | (eight + kOnes) | eight) & kHighs) != 0) break;
  }
  while (i < text.size() && text[i] >= ' ' && text[i] <= '~') ++i;
  return i;
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

namespace {

bool is_blank(char c) noexcept { return c == ' ' || c == '\n'; }

/// Printable ASCII whose words are one blank apart, as nearly every text is.
bool is_evenly_spaced(std::string_view text) noexcept {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
  if (printable_ascii(text) < text.size()) return false;
  std::size_t i = 1;
  for (; i + 8 <= text.size(); i += 8) {
    // A byte of `both` is zero where it and the one before are blanks.
    const std::uint64_t both =
        (eight_at(text, i - 1) ^ (kOnes * ' ')) | (eight_at(text, i) ^ (kOnes * ' '));
    if (((both - kOnes) & ~both & kHighs) != 0) return false;
  }
  return text.find("  ", i - 1) == std::string_view::npos;
}

/// wrap() where a column is a byte: the last blank within reach ends the line.
std::vector<std::string> wrap_evenly_spaced(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  while (text.size() > columns) {
    std::size_t end = text.rfind(' ', columns);
    // A word wider than the line.
    if (end == std::string_view::npos) end = text.find(' ', columns);
    if (end == std::string_view::npos) break;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  lines.emplace_back(text);
  return lines;
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  if (is_evenly_spaced(text)) return wrap_evenly_spaced(text, columns);
  std::vector<std::string> lines;
  std::size_t width = 0;
  for (std::size_t start = 0, end = 0;; start = end) {
    while (start < text.size() && is_blank(text[start])) ++start;
    if (start == text.size()) return lines;
    end = start;
    while (end < text.size() && !is_blank(text[end])) ++end;
    const std::string_view word = text.substr(start, end - start);
    const std::size_t columns_of_word = display_width(word);
    if (!lines.empty() && width + 1 + columns_of_word <= columns) {
      lines.back().append(1, ' ').append(word);
      width += 1 + columns_of_word;
    } else {
      lines.emplace_back(word);
      width = columns_of_word;
    }
  }
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
  if (!std::isfinite(value)) return "undefined";
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
