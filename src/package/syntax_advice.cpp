// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "package/syntax_advice.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"

namespace ahub {
namespace {

constexpr std::size_t kShown = 60;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::string_view line_at(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

/// The last line with content before the one that holds `at`.
std::string_view line_before(std::string_view text, std::size_t at) {
  std::size_t begin = static_cast<std::size_t>(line_at(text, at).data() - text.data());
  while (begin > 0) {
    const std::string_view line = line_at(text, begin - 1);
    if (!trimmed(line).empty()) return line;
    begin = static_cast<std::size_t>(line.data() - text.data());
  }
  return {};
}

bool is_key(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

/// Where the bracket at the front closes, or npos. Quotes are not looked into.
std::size_t closing(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[' || text[i] == '{') ++depth;
    if ((text[i] == ']' || text[i] == '}') && --depth == 0) return i;
  }
  return std::string_view::npos;
}

std::string quote_it(std::string_view value) {
  return fmt::format("quote it: {}", in_yaml_quotes(value));
}

/// What is odd about "key: value" on a line of its own.
std::string advice_on(std::string_view line) {
  std::string_view rest = trimmed(line);
  while (rest.size() > 1 && rest[0] == '-' && rest[1] == ' ') rest = trimmed(rest.substr(1));
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos || !is_key(trimmed(rest.substr(0, colon)))) {
    return rest.empty() || std::string_view("%@`&*!").find(rest.front()) == std::string_view::npos
               ? std::string()
               : quote_it(rest);
  }
  const std::string_view key = trimmed(rest.substr(0, colon));
  const std::string_view behind = rest.substr(colon + 1);
  const std::string_view value = trimmed(behind);
  if (value.empty()) return {};
  if (behind.front() != ' ' && behind.front() != '\t')
    return fmt::format("write a blank after the colon: '{}: {}'", safe_text(key),
                       truncate_to_width(safe_text(value), kShown));
  const char first = value.front();
  if (std::string_view("%@`&*!").find(first) != std::string_view::npos) return quote_it(value);
  if ((first == '-' || first == '?') && value.size() > 1 && value[1] == ' ') return quote_it(value);
  if ((first == '|' || first == '>') &&
      value.find_first_not_of("|>+-0123456789") != std::string_view::npos)
    return quote_it(value);
  if (first == '[' || first == '{') {
    const std::size_t end = closing(value);
    if (end == std::string_view::npos || end + 1 < value.size()) return quote_it(value);
    return {};
  }
  if (first == '"' || first == '\'') {
    const std::size_t end = value.find(first, 1);
    if (end != std::string_view::npos && end + 1 < value.size() && value[end + 1] != ' ' &&
        first == '\'')
      return "write a quote inside single quotes twice: ''";
    if (end != std::string_view::npos && end + 1 < value.size())
      return first == '"' ? "quote the whole text, and write a quote inside it as \\\""
                          : "quote the whole text, and write a quote inside it twice: ''";
    return {};
  }
  if (value.find(": ") != std::string_view::npos || value.back() == ':') return quote_it(value);
  return {};
}

/// What is odd inside [...] and {...} on one line.
std::string advice_inside(std::string_view line) {
  const std::size_t open = line.find_first_of("[{");
  if (open == std::string_view::npos) return {};
  for (std::size_t at = line.find('#', open); at != std::string_view::npos;
       at = line.find('#', at + 1)) {
    const bool comment = line[at - 1] == ' ' || line[at - 1] == '\t';
    if (comment && closing(line.substr(open, at - open)) == std::string_view::npos)
      return "'#' begins a comment here: quote a text that begins with it";
  }
  for (std::size_t begin = open + 1; begin < line.size();) {
    const std::size_t end = std::min(line.find_first_of(",[]{}", begin), line.size());
    const std::string_view part = trimmed(line.substr(begin, end - begin));
    const std::size_t colon = part.find(": ");
    if (colon != std::string_view::npos && part.find(": ", colon + 1) != std::string_view::npos &&
        part.find_first_of("'\"") == std::string_view::npos)
      return quote_it(trimmed(part.substr(colon + 1)));
    begin = end + 1;
  }
  return {};
}

}  // namespace

std::string in_yaml_quotes(std::string_view text) {
  const std::string shown = truncate_to_width(safe_text(text), kShown);
  if (shown.find('\'') == std::string::npos) return fmt::format("'{}'", shown);
  std::string out = "\"";
  for (const char c : shown) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string yaml_advice(std::string_view text, std::size_t at) {
  const std::string_view line = line_at(text, at);
  const std::string_view blanks =
      line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
  if (blanks.find('\t') != std::string_view::npos)
    return "indent with blanks: YAML takes no tabs there";
  if (std::string advice = advice_on(line); !advice.empty()) return advice;
  // Inside {...} the text begins where the reader stopped.
  if (at < text.size() && std::string_view("%@`>|").find(text[at]) != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(",}]\r\n", at), text.size());
    return quote_it(trimmed(text.substr(at, end - at)));
  }
  if (std::string advice = advice_inside(line); !advice.empty()) return advice;
  const std::string_view before = line_before(text, at);
  if (std::string advice = advice_on(before); !advice.empty()) return advice;
  return advice_inside(before);
}

std::string json_advice(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const std::string_view rest = text.substr(at);
  const char c = rest.front();
  // The reader may stop at the character behind the slip.
  const std::size_t before =
      at == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", at - 1);
  const char last = before == std::string_view::npos ? '\0' : text[before];
  if ((c == '}' || c == ']') && last == ',') return "take the comma before it out";
  if (c == '/' || c == '#' || last == '/')
    return "JSON has no comments: take them out, or write discovery.yaml";
  if (c == '\'' || last == '\'') return "JSON quotes with \", not with '";
  const std::size_t begin = text.find_last_of(" \t\r\n,:[{\"", at == 0 ? 0 : at - 1);
  const std::string_view word = text.substr(begin == std::string_view::npos ? 0 : begin + 1);
  for (const auto& [said, advice] : {std::pair<std::string_view, std::string_view>{
                                         "NaN", "a number is finite: leave the key out"},
                                     {"nan", "a number is finite: leave the key out"},
                                     {"Infinity", "a number is finite: leave the key out"},
                                     {"-Infinity", "a number is finite: leave the key out"},
                                     {"-inf", "a number is finite: leave the key out"},
                                     {"inf", "a number is finite: leave the key out"},
                                     {"None", "write null"},
                                     {"True", "write true"},
                                     {"False", "write false"},
                                     {"undefined", "write null"},
                                     {".", "write a digit before the full stop: 0.5"},
                                     {"+", "write it without '+'"}}) {
    if (word.substr(0, said.size()) == said || rest.substr(0, said.size()) == said)
      return std::string(advice);
  }
  if (is_key(word.substr(0, 1)) && word.find(':') != std::string_view::npos &&
      is_key(trimmed(word.substr(0, word.find(':')))))
    return "quote the key: \"key\"";
  if (c == '"' && last != ',' && last != ':' && last != '{' && last != '[')
    return "a comma is missing before it";
  return {};
}

}  // namespace ahub
