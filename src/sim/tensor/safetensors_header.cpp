// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/tensor/safetensors_header.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "ahub/base/json_scanner.hpp"
#include "ahub/base/text.hpp"
#include "sim/tensor/refuse.hpp"

namespace ahub::sim {
namespace {

constexpr std::uint32_t kDimensions = 64;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

class HeaderParser {
 public:
  explicit HeaderParser(std::string_view text) : text_(text), json_(text) {}

  SafetensorsHeader read() {
    if (const std::optional<std::size_t> bad = first_invalid_utf8(text_))
      throw JsonFault("the header is not UTF-8", *bad);
    json_.expect('{');
    if (!json_.take('}')) {
      do {
        read_member();
      } while (json_.take(','));
      json_.expect('}');
    }
    if (json_.peek() != '\0' || json_.at() != text_.size())
      json_.fault("text follows the header's object");
    refuse_duplicates();
    return std::move(header_);
  }

 private:
  void read_member() {
    const std::string_view name = read_text();
    json_.expect(':');
    if (name == "__metadata__") {
      json_.skip_value();
      return;
    }
    SafetensorsEntry entry;
    entry.name = name;
    if (json_.peek() == '{') {
      read_entry(entry);
    } else {
      json_.skip_value();
    }
    header_.entries.push_back(entry);
  }

  void read_entry(SafetensorsEntry& entry) {
    bool shape = false, offsets = false, dtype = false, sound = true;
    json_.expect('{');
    if (json_.take('}')) return;
    do {
      static_cast<void>(json_.peek());
      const std::size_t start = json_.at();
      const std::string_view key = read_text();
      bool* const seen = key == "dtype"          ? &dtype
                         : key == "shape"        ? &shape
                         : key == "data_offsets" ? &offsets
                                                 : nullptr;
      if (seen != nullptr && *seen)
        throw JsonFault(fmt::format("the key '{}' stands twice", key), start);
      if (seen != nullptr) *seen = true;
      json_.expect(':');
      if (seen == &dtype && json_.peek() == '"') {
        entry.dtype = read_text();
      } else if (seen == &shape) {
        static_cast<void>(json_.peek());
        const std::size_t begin = json_.at();
        sound = read_lengths() && sound;
        entry.shape = text_.substr(begin, json_.at() - begin);
        entry.dimensions = static_cast<std::uint32_t>(lengths_.size());
      } else if (seen == &offsets) {
        const bool pair = read_lengths() && lengths_.size() == 2;
        sound = sound && pair;
        if (pair) {
          entry.begin = lengths_.front();
          entry.end = lengths_.back();
        }
      } else {
        json_.skip_value();
      }
    } while (json_.take(','));
    json_.expect('}');
    entry.complete = sound && shape && offsets && !entry.dtype.empty();
  }

  /// A list of lengths from 0 up, to `lengths_`; false for another value.
  bool read_lengths() {
    lengths_.clear();
    if (json_.peek() != '[') {
      json_.skip_value();
      return false;
    }
    json_.expect('[');
    if (json_.take(']')) return true;
    bool sound = true;
    do {
      const char c = json_.peek();
      if (c != '-' && !is_digit(c)) {
        json_.skip_value();
        sound = false;
        continue;
      }
      const std::string_view word = json_.number();
      if (!std::all_of(word.begin(), word.end(), is_digit)) {
        sound = false;
        continue;
      }
      std::int64_t value = 0;
      if (std::from_chars(word.data(), word.data() + word.size(), value).ec != std::errc()) {
        json_.fault(fmt::format("the integer {} is beyond 64 bits",
                                word.substr(0, std::min<std::size_t>(word.size(), 32))));
      }
      if (lengths_.size() >= kDimensions) json_.fault("more than 64 dimensions");
      lengths_.push_back(static_cast<std::uint64_t>(value));
    } while (json_.take(','));
    json_.expect(']');
    return sound;
  }

  /// A text of the header itself, or one that `header_` holds when it has escapes.
  std::string_view read_text() {
    const std::string_view raw = json_.quoted();
    if (raw.find('\\') == std::string_view::npos) return raw.substr(1, raw.size() - 2);
    json_.go_to(json_.at() - raw.size());
    return header_.unescaped.emplace_back(json_.text());
  }

  void refuse_duplicates() const {
    std::vector<std::string_view> names;
    names.reserve(header_.entries.size());
    for (const SafetensorsEntry& entry : header_.entries) names.push_back(entry.name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) {
      throw JsonFault(fmt::format("the header has the tensor '{}' twice",
                                  truncate_to_width(safe_text(twice->substr(0, 256)), 64)),
                      0);
    }
  }

  std::string_view text_;
  JsonScanner json_;
  std::vector<std::uint64_t> lengths_;
  SafetensorsHeader header_;
};

}  // namespace

SafetensorsHeader read_safetensors_header(std::string_view text, std::string_view file,
                                          std::uint64_t at) {
  try {
    return HeaderParser(text).read();
  } catch (const JsonFault& fault) {
    refuse_tensor(file, fault.what(), at + fault.at);
  }
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
