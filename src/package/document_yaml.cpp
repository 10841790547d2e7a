// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// YAML to our own tree by events; the only file that includes yaml-cpp. yaml-cpp's own tree is
// never built: it would accept duplicate keys and cyclic aliases, and drop second documents.
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <new>
#include <sstream>

#include <fmt/format.h>

#include "ahub/base/codes.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "package/syntax_advice.hpp"
#include "package/tree_builder.hpp"

namespace ahub {
namespace {

class Handler : public YAML::EventHandler {
 public:
  Handler(TreeBuilder& builder, std::size_t base) : builder_(builder), base_(base) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t at = offset(mark);
    check(mark, "", anchor);
    if (builder_.expects_key()) {
      builder_.refuse(codes::kBadKey, builder_.span(at, at + 1), "a key is empty");
    }
    if (builder_.in_mapping()) look_for_comment(builder_.key_place().end + 1, "");
    // Nothing has no place of its own: the key stands for it.
    builder_.scalar("", false,
                    builder_.in_mapping() ? builder_.key_place() : builder_.span(at, at));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    const std::size_t at = offset(mark);
    builder_.refuse(codes::kAnchorOrAlias, builder_.span(at, word_end(at)),
                    "aliases are not allowed in a manifest",
                    fmt::format("write the value out; a text that begins with '*' is quoted: {}",
                                in_yaml_quotes(rest_of_line(at))));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check(mark, tag, anchor);
    const std::size_t at = offset(mark);
    const Span span = builder_.span(at, scalar_end(at, tag, value));
    if (!builder_.expects_key()) {
      if (tag != "!") look_for_comment(span.end, value);
      builder_.scalar(value, tag == "!", span);
      return;
    }
    if (value == "<<") {
      builder_.refuse(codes::kMergeKey, span, "merge keys are not allowed in a manifest",
                      "write the members out");
    }
    builder_.key(value, span);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Node::Kind::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { builder_.close(last_end_); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Node::Kind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override { builder_.close(last_end_); }

  /// What is no error: texts that a comment cuts short.
  std::vector<Diagnostic> take_warnings() { return std::move(warnings_); }

 private:
  std::size_t offset(const YAML::Mark& mark) const {
    return base_ + static_cast<std::size_t>(std::max(mark.pos, 0));
  }

  void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    const std::size_t at = offset(mark);
    if (anchor != 0) {
      builder_.refuse(codes::kAnchorOrAlias, builder_.span(at, word_end(at)),
                      "anchors are not allowed in a manifest",
                      fmt::format("write the value out where it is used; a text that begins with "
                                  "'&' is quoted: {}",
                                  in_yaml_quotes(rest_of_line(at))));
    }
    if (!tag.empty() && tag != "?" && tag != "!") {
      builder_.refuse(codes::kTag, builder_.span(at, word_end(at)),
                      fmt::format("the tag '{}' is not allowed in a manifest", tag),
                      fmt::format("remove the tag; a text that begins with '!' is quoted: {}",
                                  in_yaml_quotes(rest_of_line(at))));
    }
  }

  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    check(mark, tag, anchor);
    const std::size_t at = offset(mark);
    const Span span = builder_.span(at, at + 1);
    if (builder_.expects_key()) {
      // yaml-cpp takes a list that is never closed for the key of a mapping.
      if (!is_closed(at)) {
        builder_.refuse(codes::kBadYaml, span, "this bracket is never closed",
                        "close it, or quote the text that it begins");
      }
      builder_.refuse(codes::kBadKey, span, "a key must be plain or quoted text");
    }
    last_end_ = span.end;
    builder_.open(kind, span);
  }

  /// Whether as many brackets close as open from `at` on. Quotes are not looked into: it only
  /// chooses between two words for one refusal.
  bool is_closed(std::size_t at) const {
    int depth = 0;
    for (const char c : builder_.text().substr(std::min(at, builder_.text().size()))) {
      if (c == '[' || c == '{') ++depth;
      if ((c == ']' || c == '}') && --depth == 0) return true;
    }
    return depth == 0;
  }

  std::size_t word_end(std::size_t at) const {
    return std::min(builder_.text().find_first_of(" \r\n,]}", at), builder_.text().size());
  }
  std::size_t line_end(std::size_t at) const {
    return std::min(builder_.text().find_first_of("\r\n", at), builder_.text().size());
  }

  std::string_view rest_of_line(std::size_t at) const {
    std::string_view rest = builder_.text().substr(at, line_end(at) - at);
    return rest.substr(0, rest.find_last_not_of(" ,]}") + 1);
  }

  /// "Issue #5" is the text "Issue" and a comment. One that is set off by "# " is meant.
  void look_for_comment(std::size_t end, std::string_view value) {
    const std::string_view text = builder_.text();
    const std::size_t at = std::min(text.find_first_not_of(" \t", end), text.size());
    if (at >= text.size() || at == end || text[at] != '#' || at + 1 >= text.size() ||
        std::string_view(" \t\r\n#!").find(text[at + 1]) != std::string_view::npos)
      return;
    Diagnostic warning;
    warning.code = codes::kCommentInText;
    warning.severity = Severity::warning;
    warning.span = builder_.span(at, line_end(at));
    warning.message = value.empty()
                          ? "what follows ' #' is a comment, and there is no value"
                          : fmt::format("what follows ' #' is a comment: the text is '{}'",
                                        truncate_to_width(value, 60));
    warning.help = "quote the text if this belongs to it; a comment is clearer after '# '";
    warnings_.push_back(std::move(warning));
  }

  /// Where the source of a scalar ends; a quoted one must have its closing quote.
  std::size_t scalar_end(std::size_t at, const std::string& tag, const std::string& value) {
    const std::string_view text = builder_.text();
    std::size_t end = at;
    const char first = at < text.size() ? text[at] : '\0';
    if (tag == "!" && (first == '"' || first == '\'')) {
      end = at + 1;
      while (end < text.size() && text[end] != first)
        end += first == '"' && text[end] == '\\' ? 2 : 1;
      // In single quotes a doubled quote stands for one.
      while (first == '\'' && end + 1 < text.size() && text[end + 1] == '\'') {
        end = std::min(text.find('\'', end + 2), text.size());
      }
      if (end >= text.size()) {
        builder_.refuse(codes::kBadYaml, builder_.span(at, at + 1), "a quoted text is never closed",
                        "close it with the quote that opened it");
      }
      ++end;
    } else if (text.compare(at, value.size(), value) == 0) {
      end = at + value.size();
    } else {
      end = line_end(at);  // Not before: a line may hold thousands of scalars.
    }
    last_end_ = static_cast<std::uint32_t>(end);
    return end;
  }

  TreeBuilder& builder_;
  std::size_t base_;
  std::uint32_t last_end_ = 0;
  std::vector<Diagnostic> warnings_;
};

/// yaml-cpp's messages in our words, where they have a name of their own.
std::string wording(const YAML::Exception& error) {
  const std::string& said = error.msg;
  if (said.find("tab") != std::string::npos) return "a tab where YAML wants blanks";
  if (said.find("end of map") != std::string::npos)
    return "this does not continue the mapping: check the indentation and the colon";
  if (said.find("end of sequence") != std::string::npos)
    return "this does not continue the list: check the indentation and the dash";
  if (said.find("illegal map value") != std::string::npos)
    return "a value cannot begin here: quote the text if it contains ': '";
  if (said.find("unknown escape") != std::string::npos) return "an unknown escape in a quoted text";
  return "not valid YAML: " + said;
}

std::string help_for(const YAML::Exception& error, std::string_view text, std::size_t at) {
  if (std::string advice = yaml_advice(text, at); !advice.empty()) return advice;
  if (error.msg.find("unknown escape") != std::string::npos)
    return "write '\\\\' for a backslash, or use single quotes";
  if (error.msg.find("tab") != std::string::npos) return "indent with blanks";
  return {};
}

}  // namespace

Document parse_yaml(std::string_view text, FileId file) {
  Document document;
  std::size_t base = 0;
  document.diagnostics = scan_bytes(text, file, base);
  if (!document.diagnostics.empty()) return document;

  TreeBuilder builder(text, file);
  const auto fail = [&](std::string_view code, std::size_t at, std::string message,
                        std::string help = {}) {
    Diagnostic diagnostic;
    diagnostic.help = std::move(help);
    diagnostic.code = code;
    diagnostic.message = std::move(message);
    diagnostic.span = builder.span(at, at + 1);
    document.diagnostics.push_back(std::move(diagnostic));
  };
  // yaml-cpp's scanner queues all tokens of a flow collection, so the bytes that make them are
  // bounded first.
  for (const char c : {'[', '{', ','}) {
    if (static_cast<std::uint64_t>(std::count(text.begin(), text.end(), c)) > limits::kFlowBytes) {
      fail(codes::kTooManyNodes, text.find(c),
           fmt::format("more than {} times '{}'", limits::kFlowBytes, c));
      return document;
    }
  }
  Handler handler(builder, base);
  try {
    std::istringstream stream{std::string(text.substr(base))};
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(handler) || !builder.has_root()) {
      fail(codes::kEmptyDocument, 0, "the manifest is empty");
      return document;
    }
    Node root = builder.take_root();
    if (root.is_null()) {
      fail(codes::kEmptyDocument, root.span.begin, "the manifest is empty");
      return document;
    }
    TreeBuilder rest(text, file);
    Handler second(rest, base);
    if (parser.HandleNextDocument(second)) {
      const std::size_t marker = text.find("\n---", base);
      fail(codes::kSecondDocument, marker == std::string_view::npos ? text.size() : marker + 1,
           "a second document follows; a manifest is one document");
      return document;
    }
    document.root = std::move(root);
    document.diagnostics = handler.take_warnings();
    document.usable = true;
  } catch (const Refusal& refusal) {
    document.diagnostics.push_back(refusal.diagnostic);
  } catch (const YAML::DeepRecursion&) {
    fail(codes::kTooDeep, 0, fmt::format("nested deeper than {} levels", limits::kDocumentDepth));
  } catch (const YAML::Exception& error) {
    const bool alias = error.msg.find("anchor") != std::string::npos;
    const std::size_t at = base + static_cast<std::size_t>(std::max(error.mark.pos, 0));
    std::string help = help_for(error, text, at);
    fail(alias ? codes::kAnchorOrAlias : codes::kBadYaml, at,
         alias ? "aliases are not allowed in a manifest" : wording(error), std::move(help));
  } catch (const std::bad_alloc&) {
    fail(codes::kTooManyNodes, 0, "the manifest needs too much memory");
  }
  return document;
}

}  // namespace ahub
