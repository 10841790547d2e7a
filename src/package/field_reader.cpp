// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "package/field_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/codes.hpp"
#include "ahub/base/text.hpp"
#include "ahub/package/spellings.hpp"

namespace ahub {
namespace {

Diagnostic finding(std::string_view code, Span span, std::string message, std::string help) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  diagnostic.span = span;
  return diagnostic;
}

std::string shortened(std::string_view text) { return truncate_to_width(safe_text(text), 60); }

}  // namespace

std::string describe(const Node& node) {
  if (node.is_mapping()) return "a mapping";
  if (node.is_sequence()) return "a list";
  if (!node || node.is_null()) return "nothing";
  if (node.is_text()) return fmt::format("the text '{}'", shortened(node.text));
  return fmt::format("{} {}", node.number() ? "the number" : "the word", shortened(node.text));
}

bool check_text(const Node& node, std::string_view name, const TextRule& rule,
                std::vector<Diagnostic>& out) {
  if (!node.is_text()) {
    const bool plain = node.is_scalar() && !node.is_null();
    out.push_back(finding(codes::kWrongType, node.span,
                          fmt::format("'{}' is {}, it takes a text", name, describe(node)),
                          plain ? fmt::format("quote it: \"{}\"", shortened(node.text)) : ""));
    return false;
  }
  const std::string advice = rule.advice != nullptr ? rule.advice(node.text) : std::string();
  const std::size_t length = code_points(node.text);
  if (length < rule.min || length > rule.max) {
    out.push_back(finding(
        codes::kOutOfRange, node.span,
        fmt::format("'{}' has {} characters, it takes {} to {}", name, length, rule.min, rule.max),
        advice));
    return false;
  }
  if (rule.one_line && node.text.find('\n') != std::string::npos) {
    out.push_back(finding(codes::kBadPattern, node.span,
                          fmt::format("'{}' is one line and has a line break", name),
                          "use a folded or quoted text on one line"));
    return false;
  }
  if (rule.fits != nullptr && !rule.fits(node.text)) {
    out.push_back(finding(codes::kBadPattern, node.span,
                          fmt::format("'{}' is '{}'", name, shortened(node.text)),
                          advice.empty() ? fmt::format("it takes {}", rule.form) : advice));
    return false;
  }
  return true;
}

FieldReader::FieldReader(const Node& node, std::string_view what, std::vector<Diagnostic>& out,
                         bool tolerant)
    : node_(node), what_(what), out_(out), tolerant_(tolerant) {
  if (!usable())
    report(codes::kWrongType, node.span,
           fmt::format("{} is {}, it takes a mapping", what, describe(node)));
}

void FieldReader::report(std::string_view code, Span span, std::string message, std::string help) {
  out_.push_back(finding(code, span, std::move(message), std::move(help)));
}

const Node& FieldReader::member(std::string_view key, bool required) {
  known_.emplace_back(key);
  const Node& found = node_[key];
  if (!found && required && usable()) {
    const Span place = node_.members.empty() ? node_.span : node_.members.front().key_span;
    report(codes::kMissingKey, place, fmt::format("{} has no '{}'", what_, key),
           fmt::format("add '{}: ...'", key));
  }
  return found;
}

std::string FieldReader::text(std::string_view key, bool required, const TextRule& rule) {
  const Node& node = member(key, required);
  return node && check_text(node, key, rule, out_) ? node.text : std::string();
}

std::optional<double> FieldReader::number(std::string_view key, bool required, double min,
                                          double max) {
  const Node& node = member(key, required);
  if (!node) return std::nullopt;
  const std::optional<double> value = node.number();
  if (!value) {
    report(codes::kWrongType, node.span,
           fmt::format("'{}' is {}, it takes a number", key, describe(node)),
           node.is_scalar() ? number_advice(node.text) : std::string());
    return std::nullopt;
  }
  if (*value < min || *value > max) {
    report(codes::kOutOfRange, node.span,
           fmt::format("'{}' is {}, it takes {} to {}", key, node.text, format_real(min),
                       format_real(max)));
    return std::nullopt;
  }
  return value;
}

std::optional<std::int64_t> FieldReader::integer(std::string_view key, bool required,
                                                 std::int64_t min, std::int64_t max) {
  const Node& node = member(key, required);
  if (!node) return std::nullopt;
  const std::optional<long long> value = node.integer();
  if (!value) {
    // A whole number beyond 64 bits is a number, only out of range.
    const bool whole = node.number() && node.text.find_first_of(".eE") == std::string::npos;
    report(
        whole ? codes::kOutOfRange : codes::kWrongType, node.span,
        fmt::format("'{}' is {}, it takes an integer from {} to {}", key, describe(node), min, max),
        whole || !node.is_scalar() ? std::string() : integer_advice(node.text));
    return std::nullopt;
  }
  if (*value < min || *value > max) {
    report(codes::kOutOfRange, node.span,
           fmt::format("'{}' is {}, it takes {} to {}", key, *value, min, max));
    return std::nullopt;
  }
  return *value;
}

std::optional<bool> FieldReader::boolean(std::string_view key) {
  const Node& node = member(key, false);
  if (!node) return std::nullopt;
  const std::optional<bool> value = node.boolean();
  if (!value) {
    report(codes::kWrongType, node.span,
           fmt::format("'{}' is {}, it takes true or false", key, describe(node)),
           node.is_scalar() ? boolean_advice(node.text) : std::string());
  }
  return value;
}

std::optional<std::size_t> FieldReader::choice(std::string_view key, bool required,
                                               std::span<const std::string_view> words) {
  const Node& node = member(key, required);
  if (!node) return std::nullopt;
  if (!node.is_text()) {
    report(codes::kWrongType, node.span,
           fmt::format("'{}' is {}, it takes a text", key, describe(node)));
    return std::nullopt;
  }
  const auto found = std::find(words.begin(), words.end(), node.text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  const std::vector<std::string> names(words.begin(), words.end());
  const std::optional<std::string> same = respelled(node.text, words);
  const std::optional<std::string> near = same ? same : nearest(node.text, names);
  // "op: >" begins a block of text, here an empty one.
  if (node.text.empty() && std::find(words.begin(), words.end(), ">") != words.end()) {
    report(codes::kNotOneOf, node.span, fmt::format("'{}' is empty", key),
           "'>' without quotes begins a block of text: write '>' in quotes");
    return std::nullopt;
  }
  report(codes::kNotOneOf, node.span,
         fmt::format("'{}' is '{}', it takes one of {}", key, shortened(node.text),
                     fmt::join(words, ", ")),
         !near  ? std::string()
         : same ? fmt::format("write '{}'", *same)
                : fmt::format("did you mean '{}'?", *near));
  return std::nullopt;
}

void FieldReader::list(std::string_view key, bool required, std::size_t min, std::size_t max,
                       const std::function<void(const Node&)>& item) {
  const Node& node = member(key, required);
  if (!node) return;
  if (!node.is_sequence()) {
    report(codes::kWrongType, node.span,
           fmt::format("'{}' is {}, it takes a list", key, describe(node)));
    return;
  }
  if (node.items.size() < min || node.items.size() > max) {
    report(codes::kWrongCount, node.span,
           fmt::format("'{}' has {} items, it takes {} to {}", key, node.items.size(), min, max));
    return;
  }
  for (const Node& element : node.items) item(element);
}

const Node& FieldReader::raw(std::string_view key) { return member(key, false); }

void FieldReader::finish() {
  if (!usable()) return;
  for (const Node::Member& entry : node_.members) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    const std::vector<std::string_view> known(known_.begin(), known_.end());
    std::optional<std::string> near = respelled(entry.key, known);
    if (!near) near = nearest(entry.key, known_);
    // "domain:cs.DC" without the blank is one long key.
    const std::size_t colon = std::min(entry.key.find(':'), entry.key.size());
    const std::string_view front = std::string_view(entry.key).substr(0, colon);
    const bool glued = entry.value.is_null() && colon + 1 < entry.key.size() &&
                       std::find(known_.begin(), known_.end(), front) != known_.end();
    // "{statement: fast, cheap and good}": the comma ended the text.
    const bool cut = entry.value.is_null() && entry.key.find(' ') != std::string::npos;
    std::string help = fmt::format("its keys are {}", fmt::join(known_, ", "));
    if (glued) {
      help = fmt::format("write a blank after the colon: '{}: {}'", front,
                         shortened(std::string_view(entry.key).substr(colon + 1)));
    } else if (cut) {
      help = "a comma ends a text inside {...}: quote the whole text if it holds one";
    } else if (near) {
      help = fmt::format("did you mean '{}'?", *near);
    }
    Diagnostic diagnostic =
        finding(codes::kUnknownKey, entry.key_span,
                fmt::format("{} has no key '{}'", what_, shortened(entry.key)), std::move(help));
    if (tolerant_) diagnostic.severity = Severity::warning;
    out_.push_back(std::move(diagnostic));
  }
}

}  // namespace ahub
