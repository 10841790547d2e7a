// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Builds a node tree from the events of either reader, under the limits on depth, nodes and sizes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ahub/base/seen_names.hpp"
#include "ahub/package/document.hpp"

namespace ahub {

/// Thrown by `TreeBuilder` and the readers to stop parsing; caught in the reader's own file.
struct Refusal {
  Diagnostic diagnostic;
};

class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, FileId file) : text_(text), file_(file) {}

  /// Each throws `Refusal`. `span` is the scalar's or, for containers, the opening place.
  void scalar(std::string text, bool quoted, Span span);
  void open(Node::Kind kind, Span span);
  void close(std::uint32_t end);
  /// The next node is the value of this key.
  void key(std::string name, Span span);

  bool expects_key() const noexcept;
  bool in_mapping() const noexcept { return !stack_.empty() && stack_.back().node.is_mapping(); }
  /// Where the key stands whose value comes next; only in a mapping.
  Span key_place() const noexcept { return stack_.back().key_span; }
  Node take_root() { return std::move(root_); }
  bool has_root() const noexcept { return has_root_; }
  Span span(std::size_t begin, std::size_t end) const noexcept;
  std::string_view text() const noexcept { return text_; }

  [[noreturn]] void refuse(std::string_view code, Span span, std::string message,
                           std::string help = {}, std::vector<Label> labels = {}) const;

 private:
  struct Open {
    Node node;
    std::string key;
    Span key_span;
    bool has_key = false;
    SeenNames keys;  ///< Of `node`.
  };
  void add(Node node);

  std::string_view text_;
  FileId file_;
  std::vector<Open> stack_;
  Node root_;
  bool has_root_ = false;
  std::size_t nodes_ = 0;
};

/// The rules on bytes that hold for both forms: strict UTF-8, no control or hidden line-breaking
/// characters, line length. Returns what is wrong, at most one finding. `begin` is set past a
/// leading byte order mark.
std::vector<Diagnostic> scan_bytes(std::string_view text, FileId file, std::size_t& begin);

}  // namespace ahub
