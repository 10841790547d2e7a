// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// JSON to our own tree. nlohmann's SAX parser decides what is JSON; it reports no positions, so a
// cursor over the same text moves along with its events.
#include <nlohmann/json.hpp>

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/codes.hpp"
#include "ahub/base/text.hpp"
#include "package/syntax_advice.hpp"
#include "package/tree_builder.hpp"

namespace ahub {
namespace {

class Events : public nlohmann::json_sax<nlohmann::json> {
 public:
  Events(TreeBuilder& builder, std::size_t begin)
      : builder_(builder), cursor_(begin), base_(begin) {}

  bool null() override { return literal(); }
  bool boolean(bool) override { return literal(); }
  bool number_integer(number_integer_t) override { return number(); }
  bool number_unsigned(number_unsigned_t) override { return number(); }
  bool number_float(number_float_t, const string_t&) override { return number(); }
  bool string(string_t& text) override {
    builder_.scalar(std::move(text), true, string_span());
    return true;
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Node::Kind::mapping); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Node::Kind::sequence); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    const Span span = string_span();
    builder_.key(std::move(name), span);
    return true;
  }
  bool parse_error(std::size_t position, const std::string& token,
                   const nlohmann::detail::exception&) override {
    const std::size_t at = base_ + (position > 0 ? position - 1 : 0);
    const bool at_end = at >= builder_.text().size();
    builder_.refuse(codes::kBadJson, builder_.span(at, at + 1),
                    at_end ? std::string("the document ends too early")
                           : fmt::format("not valid JSON at '{}'", token.substr(0, 40)),
                    at_end ? std::string("an object or a list is not closed, or the file is cut")
                           : json_advice(builder_.text(), at));
  }

 private:
  std::size_t skip() {
    const std::size_t at = builder_.text().find_first_not_of(" \t\r\n,:", cursor_);
    return std::min(at, builder_.text().size());
  }
  Span string_span() {
    const std::string_view text = builder_.text();
    const std::size_t begin = skip();
    std::size_t end = begin + 1;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
    cursor_ = end + 1;
    return builder_.span(begin, cursor_);
  }
  Span word_span() {
    const std::size_t begin = skip();
    cursor_ = std::min(builder_.text().find_first_of(" \t\r\n,]}", begin), builder_.text().size());
    return builder_.span(begin, cursor_);
  }
  bool literal() {
    const Span span = word_span();
    builder_.scalar(std::string(builder_.text().substr(span.begin, span.end - span.begin)), false,
                    span);
    return true;
  }
  bool number() {
    const Span span = word_span();
    const std::string text(builder_.text().substr(span.begin, span.end - span.begin));
    if (!parse_real(text)) {
      builder_.refuse(codes::kBadJson, span,
                      fmt::format("the number {} is out of range", text.substr(0, 40)));
    }
    builder_.scalar(text, false, span);
    return true;
  }
  bool open(Node::Kind kind) {
    const std::size_t begin = skip();
    cursor_ = begin + 1;
    builder_.open(kind, builder_.span(begin, cursor_));
    return true;
  }
  bool close() {
    cursor_ = skip() + 1;
    builder_.close(builder_.span(cursor_, cursor_).begin);
    return true;
  }

  TreeBuilder& builder_;
  std::size_t cursor_;
  std::size_t base_;
};

}  // namespace

Document parse_json_document(std::string_view text, FileId file) {
  Document document;
  std::size_t base = 0;
  document.diagnostics = scan_bytes(text, file, base);
  if (!document.diagnostics.empty()) return document;
  TreeBuilder builder(text, file);
  try {
    if (text.find_first_not_of(" \t\r\n", base) == std::string_view::npos) {
      builder.refuse(codes::kEmptyDocument, builder.span(0, 0), "the manifest is empty");
    }
    Events events(builder, base);
    const std::string_view body = text.substr(base);
    if (nlohmann::json::sax_parse(body.begin(), body.end(), &events)) {
      document.root = builder.take_root();
      document.usable = true;
    }
  } catch (const Refusal& refusal) {
    document.diagnostics.push_back(refusal.diagnostic);
  }
  return document;
}

}  // namespace ahub
