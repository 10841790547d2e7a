// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Code points: strict decoding, which of them may not reach a terminal, and how wide they are.
#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>

#include "ahub/base/hidden.hpp"
#include "ahub/base/names.hpp"
#include "ahub/base/text.hpp"

namespace ahub {
namespace {

constexpr std::size_t kMaximalMarks = 8;

unsigned char byte_at(std::string_view text, std::size_t i) noexcept {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

bool continues(unsigned char byte) noexcept { return (byte & 0xC0U) == 0x80U; }

/// Length of the strict UTF-8 sequence at `i`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t i) noexcept {
  const unsigned char a = byte_at(text, i);
  if (a < 0x80) return 1;
  const unsigned char b = byte_at(text, i + 1);
  if (a >= 0xC2 && a <= 0xDF) return continues(b) ? 2 : 0;
  const unsigned char c = byte_at(text, i + 2);
  if (a >= 0xE0 && a <= 0xEF) {
    const bool overlong = a == 0xE0 && b < 0xA0;
    const bool surrogate = a == 0xED && b > 0x9F;
    return continues(b) && continues(c) && !overlong && !surrogate ? 3 : 0;
  }
  const unsigned char d = byte_at(text, i + 3);
  if (a >= 0xF0 && a <= 0xF4) {
    const bool overlong = a == 0xF0 && b < 0x90;
    const bool beyond = a == 0xF4 && b > 0x8F;
    return continues(b) && continues(c) && continues(d) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

bool is_combining(char32_t c) noexcept {
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

std::string escape(std::string_view text, bool keep_newlines) {
  std::string out;
  out.reserve(text.size());
  std::size_t marks = 0;
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t plain = printable_ascii(text.substr(i)); plain > 0) {
      out += text.substr(i, plain);
      marks = 0;
      i += plain;
      before = byte_at(text, i - 1);
      continue;
    }
    const std::size_t length = sequence_length(text, i);
    if (length == 0) {
      out += fmt::format("\\x{{{:02X}}}", byte_at(text, i));
      ++i;
      before = 0;
      continue;
    }
    std::size_t next = i;
    const char32_t c = next_code_point(text, next);
    if (c == '\n' && keep_newlines) {
      out += '\n';
      marks = 0;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (is_hidden_behind(before, c)) {
      out += fmt::format("\\u{{{:04X}}}", static_cast<std::uint32_t>(c));
    } else {
      marks = is_combining(c) ? marks + 1 : 0;
      if (marks <= kMaximalMarks) out += text.substr(i, length);
    }
    before = c;
    i = next;
  }
  return out;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    if (i + sizeof(std::uint64_t) <= text.size()) {  // Most texts are mostly ASCII.
      std::uint64_t eight = 0;
      std::memcpy(&eight, text.data() + i, sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {
        i += sizeof eight;
        continue;
      }
    }
    const std::size_t length = sequence_length(text, i);
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) noexcept {
  const unsigned char a = byte_at(text, offset);
  const auto bits = [&](std::size_t k) {
    return static_cast<char32_t>(byte_at(text, offset + k) & 0x3FU);
  };
  char32_t c = a;
  std::size_t length = 1;
  if (a >= 0xF0) {
    c = (static_cast<char32_t>(a & 0x07U) << 18U) | (bits(1) << 12U) | (bits(2) << 6U) | bits(3);
    length = 4;
  } else if (a >= 0xE0) {
    c = (static_cast<char32_t>(a & 0x0FU) << 12U) | (bits(1) << 6U) | bits(2);
    length = 3;
  } else if (a >= 0xC0) {
    c = (static_cast<char32_t>(a & 0x1FU) << 6U) | bits(1);
    length = 2;
  }
  offset += length;
  return c;
}

std::size_t code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) {
    if (!continues(static_cast<unsigned char>(c))) ++count;
  }
  return count;
}

bool is_word_point(char32_t c) noexcept {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

bool is_hidden(char32_t c) noexcept {
  if (c >= 0x20 && c < 0x7F) return false;
  const auto in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  // All of Default_Ignorable_Code_Point, and what else has no ink and no meaning to a reader.
  return c < 0x20 || in(0x7F, 0x9F) || c == 0xAD || c == 0x34F || c == 0x61C ||
         in(0x115F, 0x1160) || in(0x17B4, 0x17B5) || in(0x180B, 0x180F) || in(0x200B, 0x200F) ||
         in(0x2028, 0x202E) || in(0x2060, 0x206F) || c == 0x3164 || in(0xFE00, 0xFE0F) ||
         c == 0xFEFF || c == 0xFFA0 || in(0xFFF0, 0xFFFB) || in(0xE000, 0xF8FF) ||
         in(0x13430, 0x1345F) || c == 0x16FE4 || in(0x1BCA0, 0x1BCA3) || in(0x1D173, 0x1D17A) ||
         in(0xE0000, 0xE0FFF) || in(0xF0000, 0x10FFFF) || in(0xFDD0, 0xFDEF) ||
         (c & 0xFFFEU) == 0xFFFEU;
}

bool is_hidden_behind(char32_t before, char32_t c) noexcept {
  if (!is_hidden(c)) return false;
  const auto behind = [before](char32_t first, char32_t last) {
    return before >= first && before <= last;
  };
  if (c == 0xFE0E || c == 0xFE0F) {
    // Not behind a letter: nobody would see which letters have one.
    if (before == '#' || before == '*' || behind('0', '9') || before == 0x2139) return false;
    return before < 0xA9 || is_word_point(before) || is_unseen(before);
  }
  if (c >= 0xE0100 && c <= 0xE01EF) {
    return !behind(0x3400, 0x4DBF) && !behind(0x4E00, 0x9FFF) && !behind(0xF900, 0xFAFF) &&
           !behind(0x20000, 0x3FFFD);
  }
  if (c >= 0x180B && c <= 0x180F) return !behind(0x1820, 0x18AA);
  return true;
}

bool is_unseen(char32_t c) noexcept {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return true;
    default:
      break;
  }
  // The empty pattern of Braille, a note without its head, what stands for an object.
  return is_hidden(c) || c == 0x2800 || c == 0x1D159 || c == 0xFFFC;
}

bool is_unseen(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_unseen(next_code_point(text, at))) return false;
  }
  return true;
}

std::string safe_text(std::string_view text) { return escape(text, false); }

std::string safe_block(std::string_view text) { return escape(text, true); }

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (byte_at(text, i) < 0x80) {
      ++width;
      ++i;
      continue;
    }
    const auto c = static_cast<utf8proc_int32_t>(next_code_point(text, i));
    width += static_cast<std::size_t>(utf8proc_charwidth(c));
  }
  return width;
}

std::string case_folded(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<signed char>(c) >= 0; });
  if (ascii) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return out;
  }
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t length = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(text.size()), &mapped,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
  if (length < 0) return std::string(text);
  std::string out(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
  std::free(mapped);  // utf8proc allocates with malloc and documents free.
  return out;
}

}  // namespace ahub
