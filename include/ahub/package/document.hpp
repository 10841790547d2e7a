// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The manifest as a tree of nodes with positions: one form for YAML and for JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/base/diagnostic.hpp"
#include "ahub/base/json.hpp"

namespace ahub {

/// A node of a manifest. Plain YAML scalars and JSON literals have `quoted` = false and are
/// typed by their text (core schema: null, true/false, JSON number grammar, else text);
/// quoted scalars are always text.
struct Node {
  enum class Kind { missing, scalar, sequence, mapping };
  struct Member;

  Kind kind = Kind::missing;
  bool quoted = false;
  std::string text;             ///< Of a scalar.
  std::vector<Node> items;      ///< Of a sequence.
  std::vector<Member> members;  ///< Of a mapping, in source order, keys unique.
  Span span;                    ///< Of the value.

  bool is_mapping() const noexcept { return kind == Kind::mapping; }
  bool is_sequence() const noexcept { return kind == Kind::sequence; }
  bool is_scalar() const noexcept { return kind == Kind::scalar; }
  /// Unquoted `null`, `~` or nothing after the colon.
  bool is_null() const noexcept;
  /// A scalar that is text: quoted, or plain and neither null, boolean nor number.
  bool is_text() const noexcept;
  std::optional<double> number() const noexcept;
  std::optional<long long> integer() const noexcept;
  std::optional<bool> boolean() const noexcept;

  /// The member's value; a shared missing node when absent or when this is no mapping.
  const Node& operator[](std::string_view key) const noexcept;
  /// Where the key stands; this node's span when absent.
  Span key_span(std::string_view key) const noexcept;
  /// The element; a shared missing node when out of range or when this is no sequence.
  const Node& operator[](std::size_t index) const noexcept;
  explicit operator bool() const noexcept { return kind != Kind::missing; }
};

struct Node::Member {
  std::string key;
  Span key_span;
  Node value;
};

/// A manifest's tree and what was wrong with its syntax (codes AH0xx).
struct Document {
  Node root;
  std::vector<Diagnostic> diagnostics;
  /// False when no tree could be built: the diagnostics say why.
  bool usable = false;
};

/// Reads a YAML manifest by the safe recipe (pre-scan, events, no anchors, aliases, tags,
/// merge keys, duplicate keys or second documents). Never throws on content.
Document parse_yaml(std::string_view text, FileId file);
/// Reads a JSON manifest with the same limits. Never throws on content.
Document parse_json_document(std::string_view text, FileId file);

/// The node as a JSON value: plain scalars typed, quoted scalars as strings.
Json to_json_value(const Node& node);

}  // namespace ahub
