// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/tensor/safetensors_header.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/json.hpp"
#include "ahub/base/text.hpp"
#include "sim/tensor/refuse.hpp"

namespace ahub::sim {
namespace {

constexpr std::size_t kDepth = 32;
constexpr std::uint32_t kDimensions = 64;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

class HeaderParser {
 public:
  HeaderParser(std::string_view text, std::string_view file, std::uint64_t at)
      : text_(text), file_(file), offset_(at) {}

  SafetensorsHeader read() {
    if (const std::optional<std::size_t> bad = first_invalid_utf8(text_)) {
      at_ = *bad;
      refuse("the header is not UTF-8");
    }
    expect('{');
    if (!take('}')) {
      do {
        read_member();
      } while (take(','));
      expect('}');
    }
    skip_blanks();
    if (at_ != text_.size()) refuse("text follows the header's object");
    refuse_duplicates();
    return std::move(header_);
  }

 private:
  void read_member() {
    const std::string_view name = read_text();
    expect(':');
    if (name == "__metadata__") {
      skip_value(1);
      return;
    }
    SafetensorsEntry entry;
    entry.name = name;
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '{') {
      read_entry(entry);
    } else {
      skip_value(1);
    }
    header_.entries.push_back(entry);
  }

  void read_entry(SafetensorsEntry& entry) {
    bool shape = false, offsets = false, dtype = false;
    const auto once = [&](bool& seen, std::string_view key, std::size_t start) {
      if (seen) {
        at_ = start;
        refuse(fmt::format("'{}' stands twice", key));
      }
      seen = true;
    };
    expect('{');
    if (take('}')) return;
    bool sound = true;
    do {
      skip_blanks();
      const std::size_t start = at_;
      const std::string_view key = read_text();
      expect(':');
      skip_blanks();
      if (key == "dtype" && at_ < text_.size() && text_[at_] == '"') {
        once(dtype, key, start);
        entry.dtype = read_text();
      } else if (key == "shape") {
        once(shape, key, start);
        const std::size_t begin = at_;
        const std::optional<std::vector<std::uint64_t>> lengths = read_lengths();
        sound = sound && lengths.has_value();
        entry.shape = text_.substr(begin, at_ - begin);
        if (lengths) entry.dimensions = static_cast<std::uint32_t>(lengths->size());
      } else if (key == "data_offsets") {
        once(offsets, key, start);
        const std::optional<std::vector<std::uint64_t>> pair = read_lengths();
        sound = sound && pair && pair->size() == 2;
        if (sound) {
          entry.begin = pair->front();
          entry.end = pair->back();
        }
      } else {
        sound = sound && key != "dtype";
        skip_value(2);
      }
    } while (take(','));
    expect('}');
    entry.complete = sound && shape && offsets && !entry.dtype.empty();
  }

  /// A list of lengths from 0 up; nothing when it is something else, which is passed over.
  std::optional<std::vector<std::uint64_t>> read_lengths() {
    skip_blanks();
    const std::size_t start = at_;
    std::vector<std::uint64_t> lengths;
    const auto other = [&]() -> std::optional<std::vector<std::uint64_t>> {
      at_ = start;
      skip_value(2);
      return std::nullopt;
    };
    if (!take('[')) return other();
    if (take(']')) return lengths;
    do {
      skip_blanks();
      std::size_t end = at_;
      while (end < text_.size() && is_digit(text_[end])) ++end;
      const bool plain = end > at_ && (text_[at_] != '0' || end == at_ + 1) &&
                         (end == text_.size() || (text_[end] != '.' && (text_[end] | 32) != 'e'));
      if (!plain) return other();
      std::int64_t value = 0;
      if (std::from_chars(text_.data() + at_, text_.data() + end, value).ec != std::errc())
        refuse(fmt::format("the integer {} is beyond 64 bits",
                           text_.substr(at_, std::min<std::size_t>(end - at_, 32))));
      lengths.push_back(static_cast<std::uint64_t>(value));
      if (lengths.size() > kDimensions) refuse("more than 64 dimensions");
      at_ = end;
    } while (take(','));
    if (!take(']')) return other();
    return lengths;
  }

  /// Any JSON value; `depth` levels are open around it.
  void skip_value(std::size_t depth) {
    skip_blanks();
    if (at_ >= text_.size()) refuse("the header ends inside a value");
    const char c = text_[at_];
    if (c == '"') {
      skip_text();
    } else if (c == '{' || c == '[') {
      if (depth >= kDepth) refuse("the header is too deep");
      ++at_;
      const char end = c == '{' ? '}' : ']';
      if (take(end)) return;
      do {
        if (c == '{') {
          skip_blanks();
          skip_text();
          expect(':');
        }
        skip_value(depth + 1);
      } while (take(','));
      expect(end);
    } else {
      const std::size_t stop = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
      const std::string_view word = text_.substr(at_, stop - at_);
      if (word != "true" && word != "false" && word != "null" && !is_number(word))
        refuse("a JSON value was expected");
      at_ = stop;
    }
  }

  static bool is_number(std::string_view word) {
    std::size_t i = word.substr(0, 1) == "-" ? 1 : 0;
    const auto digits = [&] {
      const std::size_t start = i;
      while (i < word.size() && is_digit(word[i])) ++i;
      return i > start;
    };
    const bool zero = i < word.size() && word[i] == '0';
    const std::size_t start = i;
    if (!digits() || (zero && i > start + 1)) return false;
    if (i < word.size() && word[i] == '.' && (++i, !digits())) return false;
    if (i < word.size() && (word[i] | 32) == 'e') {
      ++i;
      if (i < word.size() && (word[i] == '+' || word[i] == '-')) ++i;
      if (!digits()) return false;
    }
    return i == word.size();
  }

  /// Past a text; where it lies with its quotes. Escapes are looked at when it is wanted.
  std::string_view skip_text() {
    const std::size_t start = at_;
    if (at_ >= text_.size() || text_[at_] != '"') refuse("a quoted name was expected");
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        return text_.substr(start, at_ - start);
      }
      if (static_cast<unsigned char>(c) < 0x20) refuse("a control character stands in a name");
      if (c == '\\') ++at_;
    }
    at_ = start;
    refuse("a quoted name does not end");
  }

  std::string_view read_text() {
    skip_blanks();
    const std::size_t start = at_;
    const std::string_view quoted = skip_text();
    if (quoted.find('\\') == std::string_view::npos) return quoted.substr(1, quoted.size() - 2);
    try {
      return header_.unescaped.emplace_back(parse_json(quoted, "name", text_.size()).as_string());
    } catch (const Error&) {
      at_ = start;
      refuse("a name has an escape that JSON does not have");
    }
  }

  void refuse_duplicates() {
    std::vector<std::size_t> order(header_.entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto& entries = header_.entries;
    std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
      return entries[left].name < entries[right].name;
    });
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (entries[order[i - 1]].name != entries[order[i]].name) continue;
      at_ = 0;
      refuse(fmt::format("the header has the tensor '{}' twice",
                         truncate_to_width(safe_text(entries[order[i]].name), 64)));
    }
  }

  void skip_blanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
      ++at_;
  }
  bool take(char c) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) refuse(fmt::format("'{}' was expected in the header", c));
  }
  [[noreturn]] void refuse(const std::string& why) const {
    refuse_tensor(file_, why, offset_ + at_);
  }

  std::string_view text_, file_;
  std::uint64_t offset_;
  std::size_t at_ = 0;
  SafetensorsHeader header_;
};

}  // namespace

SafetensorsHeader read_safetensors_header(std::string_view text, std::string_view file,
                                          std::uint64_t at) {
  return HeaderParser(text, file, at).read();
}

std::vector<std::uint64_t> lengths_of(std::string_view shape) {
  std::vector<std::uint64_t> lengths;
  for (std::size_t at = 0; at < shape.size(); ++at) {
    if (!is_digit(shape[at])) continue;
    std::uint64_t value = 0;
    const auto [stop, error] =
        std::from_chars(shape.data() + at, shape.data() + shape.size(), value);
    at = static_cast<std::size_t>(stop - shape.data());
    if (error == std::errc()) lengths.push_back(value);
  }
  return lengths;
}

}  // namespace ahub::sim
