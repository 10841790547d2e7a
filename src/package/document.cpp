// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Nodes: typing of scalars, look-up, conversion to JSON values.
#include "ahub/package/document.hpp"

#include <algorithm>

#include "ahub/base/text.hpp"

namespace ahub {
namespace {

const Node& missing_node() {
  static const Node node;
  return node;
}

}  // namespace

bool Node::is_null() const noexcept {
  return kind == Kind::scalar && !quoted && (text.empty() || text == "null" || text == "~");
}

std::optional<double> Node::number() const noexcept {
  if (kind != Kind::scalar || quoted) return std::nullopt;
  return parse_real(text);
}

std::optional<long long> Node::integer() const noexcept {
  if (kind != Kind::scalar || quoted) return std::nullopt;
  return parse_integer(text);
}

std::optional<bool> Node::boolean() const noexcept {
  if (kind != Kind::scalar || quoted) return std::nullopt;
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

bool Node::is_text() const noexcept {
  if (kind != Kind::scalar) return false;
  return quoted || (!is_null() && !boolean() && !number());
}

const Node& Node::operator[](std::string_view key) const noexcept {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const Member& member) { return member.key == key; });
  return found == members.end() ? missing_node() : found->value;
}

Span Node::key_span(std::string_view key) const noexcept {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const Member& member) { return member.key == key; });
  return found == members.end() ? span : found->key_span;
}

const Node& Node::operator[](std::size_t index) const noexcept {
  return index < items.size() ? items[index] : missing_node();
}

// Depth is bounded by the readers (limits::kDocumentDepth).
Json to_json_value(const Node& node) {
  if (node.is_mapping()) {
    Json object = Json::object();
    for (const Node::Member& member : node.members)
      object.set(member.key, to_json_value(member.value));
    return object;
  }
  if (node.is_sequence()) {
    Json array = Json::array();
    for (const Node& item : node.items) array.push(to_json_value(item));
    return array;
  }
  if (!node || node.is_null()) return nullptr;
  if (const auto integer = node.integer()) return *integer;
  if (const auto number = node.number()) return *number;
  if (const auto boolean = node.boolean()) return *boolean;
  return node.text;
}

}  // namespace ahub
