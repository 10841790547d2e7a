// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Reads the members of one mapping field by field: presence, type, pattern, range. What is wrong is
// reported with the span of the value or key and the field keeps its default.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/base/diagnostic.hpp"
#include "ahub/package/document.hpp"

namespace ahub {

/// How a text must look. Lengths in code points.
struct TextRule {
  std::size_t min = 0;
  std::size_t max = 2000;
  bool one_line = true;
  /// Returns false for texts that do not fit; null: any.
  bool (*fits)(std::string_view) noexcept = nullptr;
  std::string_view form = {};  ///< The pattern in words: "lower-case letters, digits and '-'".
  /// What to write instead of a text that does not fit, empty where unknown; null: never known.
  std::string (*advice)(std::string_view) = nullptr;
};

class FieldReader {
 public:
  /// `what` names the mapping in messages: "claim", "artifact". Reports when the node is no
  /// mapping.
  FieldReader(const Node& node, std::string_view what, std::vector<Diagnostic>& out, bool tolerant);

  /// Each marks the key as known. A required field that is absent is reported.
  std::string text(std::string_view key, bool required, const TextRule& rule = {});
  std::optional<double> number(std::string_view key, bool required, double min, double max);
  std::optional<std::int64_t> integer(std::string_view key, bool required, std::int64_t min,
                                      std::int64_t max);
  std::optional<bool> boolean(std::string_view key);
  /// Index into `words`.
  std::optional<std::size_t> choice(std::string_view key, bool required,
                                    std::span<const std::string_view> words);
  /// A list with `min` to `max` items, each handed to `item`.
  void list(std::string_view key, bool required, std::size_t min, std::size_t max,
            const std::function<void(const Node&)>& item);
  /// The member itself (known, unchecked); missing when absent.
  const Node& raw(std::string_view key);
  /// Reports every key that no call above has named. Call last.
  void finish();

  bool usable() const noexcept { return node_.is_mapping(); }
  void report(std::string_view code, Span span, std::string message, std::string help = {});
  Span key_span(std::string_view key) const noexcept { return node_.key_span(key); }

 private:
  const Node& member(std::string_view key, bool required);

  const Node& node_;
  std::string_view what_;
  std::vector<Diagnostic>& out_;
  bool tolerant_;
  std::vector<std::string> known_;
};

/// Checks one text node by a rule; reports and returns false when it does not fit. `name` for
/// messages.
bool check_text(const Node& node, std::string_view name, const TextRule& rule,
                std::vector<Diagnostic>& out);

/// "a mapping", "a list", "the number 5", "the text 'x'" for messages.
std::string describe(const Node& node);

}  // namespace ahub
