// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What each form has to escape.
#include "ahub/report/printable.hpp"

#include <algorithm>

#include <fmt/args.h>
#include <fmt/format.h>

#include "ahub/base/json.hpp"
#include "ahub/base/text.hpp"

namespace ahub::report {
namespace {

/// The characters of `special` written as `before`, their code, ';'.
std::string as_entities(std::string_view text, std::string_view special, std::string_view before) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (special.find(c) == std::string_view::npos)
      out += c;
    else
      out.append(before).append(std::to_string(static_cast<int>(c))).append(1, ';');
  }
  return out;
}

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

/// Whether the character occurs twice, as what encloses something must.
bool twice(std::string_view text, char c) { return std::count(text.begin(), text.end(), c) > 1; }

/// Whether a sign of `text` at `at` could stand within an e-mail address.
bool in_address(std::string_view text, std::size_t at) {
  const std::size_t end = text.find_first_of(" \t", at);
  return at > 0 && text[at - 1] != ' ' &&
         text.substr(at, end == std::string_view::npos ? end : end - at).find('.') !=
             std::string_view::npos;
}

}  // namespace

std::string format_values(std::string_view format, std::span<const FormatValue> values) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  store.reserve(values.size(), 0);
  for (const FormatValue& value : values) {
    std::visit(
        [&](const auto& one) {
          if constexpr (std::is_same_v<std::decay_t<decltype(one)>, std::string>)
            store.push_back(fmt::string_view(one));
          else
            store.push_back(one);
        },
        value);
  }
  return fmt::vformat(fmt::string_view(format), store);
}

std::string Terminal::escape(std::string_view raw) { return safe_text(raw); }

Text Terminal::block(std::string_view raw) { return Text(safe_block(raw), Text::Made{}); }

Text Terminal::painted(int code, const Text& text) {
  return text.empty() ? text
                      : Text(fmt::format("\x1b[{}m{}\x1b[0m", code, text.text_), Text::Made{});
}

Text Terminal::cut(const Text& text, std::size_t from, std::size_t bytes) {
  return Text(text.text_.substr(std::min(from, text.text_.size()), bytes), Text::Made{});
}

std::string Markdown::escape(std::string_view raw) {
  const std::string text = safe_text(raw);
  // Everything that Markdown or HTML could take as markup is written as an entity; what is markup
  // only as a pair stays when it stands alone, as in "~3 %" or "$5".
  std::string special = "|<>&*_`[]\\#";
  if (twice(text, '~')) special += '~';
  if (twice(text, '$')) special += '$';
  std::string out = as_entities(text, special, "&#");
  // What GitHub makes links of without any sign of the author's.
  replace_all(out, "://", "&#58;//");
  replace_all(out, "mailto:", "mailto&#58;");
  replace_all(out, "xmpp:", "xmpp&#58;");
  for (std::size_t at = 0; at + 4 <= out.size(); ++at) {
    // A tag without content ends the word: the link's name is then none.
    const std::string_view rest = std::string_view(out).substr(at);
    const bool word = at > 0 && is_word(out[at - 1]);
    if (!word && (rest[0] == 'w' || rest[0] == 'W') && (rest[1] == 'w' || rest[1] == 'W') &&
        (rest[2] == 'w' || rest[2] == 'W') && rest[3] == '.')
      out.replace(at + 3, 1, "&#46;");
  }
  for (std::size_t at = out.find('@'); at != std::string::npos; at = out.find('@', at + 1)) {
    if (in_address(out, at)) out.replace(at, 1, "<span>&#64;</span>");
  }
  return out;
}

MarkdownText Markdown::name(std::string_view raw) {
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    const bool within = i > 0 && i + 1 < raw.size() && is_word(raw[i - 1]) && is_word(raw[i + 1]);
    const bool inner = (c == '_' || c == '#' || c == '/') && within;
    // After "-" as in "1000 -> 100".
    const bool arrow = c == '>' && i > 0 && raw[i - 1] == '-';
    if (!is_word(c) && !inner && !arrow &&
        std::string_view(" .,:+-()%=").find(c) == std::string_view::npos)
      return MarkdownText::of(raw);
  }
  // What begins with "www." is a link without any sign.
  if (raw.find("ww.") != std::string_view::npos || raw.find("WW.") != std::string_view::npos)
    return MarkdownText::of(raw);
  return MarkdownText(std::string(raw), MarkdownText::Made{});
}

MarkdownText Markdown::code(std::string_view raw) {
  if (raw.empty()) return {};
  std::string text = safe_text(raw);
  // No escape works within a code span but a longer fence; a bar would still end the cell.
  if (text.find_first_of("`|\\") != std::string::npos) return MarkdownText::of(text);
  return MarkdownText("`" + text + "`", MarkdownText::Made{});
}

std::string Markup::escape(std::string_view raw) {
  std::string out;
  for (const char c : safe_text(raw)) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string Dot::escape(std::string_view raw) {
  const std::string text = safe_text(raw);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' || c == '\\') out += '\\';
    out += c;
    // Graphviz reads HTML's entities; a lone & is itself.
    if (c == '&' && i + 1 < text.size() && (is_word(text[i + 1]) || text[i + 1] == '#')) {
      const std::size_t end = text.find_first_not_of(
          "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", i + 1);
      if (end != std::string::npos && text[end] == ';') out += "amp;";
    }
  }
  return out;
}

std::string Mermaid::escape(std::string_view raw) {
  // Everything that Mermaid, Markdown or HTML could take as markup becomes an entity.
  return as_entities(safe_text(raw), "\"#<>&`;\\|{}[]()*_", "#");
}

MermaidText Mermaid::word(std::string_view raw) {
  const bool plain =
      std::all_of(raw.begin(), raw.end(), [](char c) { return is_word(c) || c == '_'; });
  return plain ? MermaidText(std::string(raw), MermaidText::Made{}) : MermaidText::of(raw);
}

std::string Csv::escape(std::string_view raw) {
  // A tab moves nothing but the cursor, and is itself again when it is read.
  std::string text;
  for (std::size_t start = 0; start <= raw.size();) {
    const std::size_t end = std::min(raw.find('\t', start), raw.size());
    text += safe_block(raw.substr(start, end - start));
    if (end < raw.size()) text += '\t';
    start = end + 1;
  }
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string Tsv::escape(std::string_view raw) {
  std::string out;
  for (const char c : raw) {
    if (c == '\\')
      out += "\\\\";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return safe_text(out);
}

namespace {

std::string percent_escaped(std::string_view raw, bool property) {
  std::string out;
  for (const char c : safe_block(raw)) {
    const bool special = c == '%' || c == '\n' || (property && (c == ':' || c == ','));
    if (special)
      out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out;
}

}  // namespace

std::string Github::escape(std::string_view raw) { return percent_escaped(raw, false); }

GithubText Github::property(std::string_view raw) {
  return GithubText(percent_escaped(raw, true), GithubText::Made{});
}

std::string JsonText::escape(std::string_view raw) { return to_json(Json(raw)); }

JsonLines JsonText::line(const Json& value) {
  return JsonLines(to_json(value) + "\n", JsonLines::Made{});
}

JsonLines JsonText::pretty(const Json& value) {
  return JsonLines(to_pretty_json(value), JsonLines::Made{});
}

}  // namespace ahub::report
