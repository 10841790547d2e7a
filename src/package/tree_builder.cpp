// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "package/tree_builder.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/codes.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"

namespace ahub {

Span TreeBuilder::span(std::size_t begin, std::size_t end) const noexcept {
  return {file_, static_cast<std::uint32_t>(std::min(begin, text_.size())),
          static_cast<std::uint32_t>(std::min(std::max(begin, end), text_.size()))};
}

void TreeBuilder::refuse(std::string_view code, Span span, std::string message, std::string help,
                         std::vector<Label> labels) const {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  diagnostic.span = span;
  diagnostic.labels = std::move(labels);
  throw Refusal{std::move(diagnostic)};
}

bool TreeBuilder::expects_key() const noexcept { return in_mapping() && !stack_.back().has_key; }

void TreeBuilder::key(std::string name, Span span) {
  if (name.size() > limits::kKeyBytes) {
    refuse(codes::kBadKey, span,
           fmt::format("a key has {} bytes, the limit is {}", name.size(), limits::kKeyBytes));
  }
  Open& top = stack_.back();
  const auto name_of = [](const Node::Member& member) -> std::string_view { return member.key; };
  if (top.keys.has(top.node.members, name, name_of)) {
    const auto first = std::find_if(top.node.members.begin(), top.node.members.end(),
                                    [&](const Node::Member& member) { return member.key == name; });
    refuse(codes::kDuplicateKey, span,
           fmt::format("the key '{}' stands twice in one mapping", name), "keep one of them",
           {{first->key_span, "first here"}});
  }
  top.key = std::move(name);
  top.key_span = span;
  top.has_key = true;
}

void TreeBuilder::scalar(std::string text, bool quoted, Span span) {
  if (text.size() > limits::kScalarBytes) {
    refuse(
        codes::kScalarTooLong, span,
        fmt::format("a scalar has {} bytes, the limit is {}", text.size(), limits::kScalarBytes));
  }
  Node node;
  node.kind = Node::Kind::scalar;
  node.quoted = quoted;
  node.text = std::move(text);
  node.span = span;
  add(std::move(node));
}

void TreeBuilder::open(Node::Kind kind, Span span) {
  if (stack_.size() >= limits::kDocumentDepth) {
    refuse(codes::kTooDeep, span,
           fmt::format("nested deeper than {} levels", limits::kDocumentDepth));
  }
  if (++nodes_ > limits::kDocumentNodes) {
    refuse(codes::kTooManyNodes, span, fmt::format("more than {} nodes", limits::kDocumentNodes));
  }
  Node node;
  node.kind = kind;
  node.span = span;
  stack_.push_back({std::move(node), {}, {}, false, {}});
}

void TreeBuilder::close(std::uint32_t end) {
  Node node = std::move(stack_.back().node);
  stack_.pop_back();
  node.span.end = std::max(node.span.end, end);
  --nodes_;  // add() counts it again.
  add(std::move(node));
}

void TreeBuilder::add(Node node) {
  if (++nodes_ > limits::kDocumentNodes) {
    refuse(codes::kTooManyNodes, node.span,
           fmt::format("more than {} nodes", limits::kDocumentNodes));
  }
  if (stack_.empty()) {
    root_ = std::move(node);
    has_root_ = true;
    return;
  }
  Open& top = stack_.back();
  if (top.node.is_sequence()) {
    top.node.items.push_back(std::move(node));
  } else {
    top.node.members.push_back({std::move(top.key), top.key_span, std::move(node)});
    top.has_key = false;
  }
}

std::vector<Diagnostic> scan_bytes(std::string_view text, FileId file, std::size_t& begin) {
  const auto finding = [&](std::string_view code, std::size_t at, std::size_t length,
                           std::string message, std::string help = {}) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    diagnostic.span = {file, static_cast<std::uint32_t>(at),
                       static_cast<std::uint32_t>(at + length)};
    return std::vector<Diagnostic>{std::move(diagnostic)};
  };
  if (const FileKind kind = kind_of(text); kind != FileKind::other) {
    const std::string_view what = describe(kind), hint = advice(kind);
    return finding(codes::kNoText, 0, text.size(), fmt::format("the manifest is {}", what),
                   hint.empty() ? fmt::format("unfold it: the file is compressed by {}", what)
                                : std::string(hint));
  }
  begin = text.compare(0, 3, "\xEF\xBB\xBF") == 0 ? 3 : 0;
  if (const auto invalid = first_invalid_utf8(text)) {
    return finding(
        codes::kInvalidUtf8, *invalid, 1,
        fmt::format("byte 0x{:02X} is not valid UTF-8", static_cast<unsigned char>(text[*invalid])),
        "save the file as UTF-8");
  }
  std::size_t line_start = begin;
  for (std::size_t i = begin; i < text.size();) {
    // Most of a manifest needs no look at single characters.
    const std::size_t at = i + printable_ascii(text.substr(i));
    i = at;
    const char32_t c = i < text.size() ? next_code_point(text, i) : U' ';
    const std::size_t line_end = c == '\n' ? at : i;
    if (line_end - line_start > limits::kLineBytes) {
      return finding(codes::kLineTooLong, line_start, 1,
                     fmt::format("a line has more than {} bytes", limits::kLineBytes));
    }
    if (c == '\n') {
      line_start = i;
      continue;
    }
    if (c == 0xFEFF) {
      return finding(codes::kByteOrderMark, at, i - at, "a byte order mark stands inside the file",
                     "remove it");
    }
    const bool carriage_return = c == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    const bool control = (c < 0x20 && c != '\t' && !carriage_return) || (c >= 0x7F && c <= 0x9F);
    const bool noncharacter = (c & 0xFFFEU) == 0xFFFEU || (c >= 0xFDD0 && c <= 0xFDEF);
    if (control || noncharacter) {
      return finding(
          codes::kControlCharacter, at, i - at,
          fmt::format("control character U+{:04X} in the manifest", static_cast<std::uint32_t>(c)),
          "remove it, or write it as an escape in a quoted text if it is meant");
    }
  }
  return {};
}

}  // namespace ahub
