// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// As much XML as a feed needs, read piece by piece: elements, attributes, namespaces, character and
// predefined entities, CDATA. Comments and processing instructions are passed over. A document type
// is refused, so no entity can expand to more than it is.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ahub::interop {

/// What is wrong with the text, and where: nothing behind it can be read.
class XmlFault : public std::runtime_error {
 public:
  XmlFault(std::string_view what, const std::string& why, std::uint64_t at_line,
           std::uint64_t at_column)
      : std::runtime_error(why), code(what), line(at_line), column(at_column) {}
  std::string_view code;  ///< "bad-xml", "xml-doctype", "too-deep", "too-long", "cut".
  std::uint64_t line, column;
};

struct XmlElement {
  std::string uri, name;                                        ///< Namespace and local name.
  std::vector<std::pair<std::string, std::string>> attributes;  ///< Those without a prefix.
  std::size_t depth = 1;                                        ///< 1 for the root.

  /// The attribute's value, or nothing.
  std::string_view operator[](std::string_view key) const noexcept;
};

class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual void open(const XmlElement& element) = 0;
  /// Part of an element's text, entities decoded; may come in several parts.
  virtual void text(std::string_view part) = 0;
  virtual void close(std::size_t depth) = 0;
  /// False stops the scanner before its next event.
  virtual bool wants_more() const = 0;
};

/// Throws `XmlFault`. `max_tag`: bytes of one tag.
class XmlScanner {
 public:
  XmlScanner(XmlEvents& events, std::size_t max_depth, std::size_t max_tag)
      : events_(events), max_depth_(max_depth), max_tag_(max_tag) {}

  void feed(std::string_view piece);
  void end();

  /// Of the event being reported: the first byte of its markup, and the offset behind it.
  std::uint64_t line() const noexcept { return line_; }
  std::uint64_t column() const noexcept { return at_ - line_start_ + 1; }
  std::uint64_t token_end() const noexcept { return token_end_; }

 private:
  enum class Mode { content, comment, cdata, instruction };
  struct Binding {
    std::string prefix, uri;
    std::size_t depth;
  };

  [[noreturn]] void fault(const std::string& why, std::string_view code = "bad-xml") const;
  std::string_view rest() const noexcept { return std::string_view(buffer_).substr(used_); }
  void consume(std::size_t count);
  void advance(bool last);
  bool content();
  bool markup();
  bool skip_to(std::string_view terminator, bool keep, bool last);
  void characters(std::string_view raw);
  std::string decoded(std::string_view raw) const;
  void start_tag(std::string_view tag);
  void end_tag(std::string_view tag);
  void bind(std::string_view name, const std::string& value);
  std::string_view uri_of(std::string_view prefix) const;

  XmlEvents& events_;
  std::size_t max_depth_, max_tag_;
  std::string buffer_;  // What is not consumed yet starts at used_.
  std::size_t used_ = 0;
  Mode mode_ = Mode::content;
  bool root_seen_ = false;
  std::vector<std::string> open_;  // Names as written.
  std::vector<Binding> bindings_;
  std::uint64_t at_ = 0, line_ = 1, line_start_ = 0, token_end_ = 0;
};

}  // namespace ahub::interop
