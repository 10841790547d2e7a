// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the prose rules look for: texts that mislead, are unfinished, or say too little.
#include "lint/check_prose.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

#include <fmt/format.h>

#include "ahub/base/hidden.hpp"
#include "ahub/base/names.hpp"
#include "ahub/base/text.hpp"
#include "lint/finding.hpp"

namespace ahub::lint_rules {
namespace {

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

std::optional<char32_t> first_hidden(std::string_view text) {
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c != '\n' && is_hidden_behind(before, c)) return c;
    before = c;
  }
  return std::nullopt;
}

// The loader bounds the depth of the tree.
void find_hidden(LintContext& context, const Node& node) {
  const auto complain = [&](std::string_view text, Span span) {
    if (const std::optional<char32_t> c = first_hidden(text)) {
      report(context, "AH701", span,
             fmt::format("hidden character U+{:04X} in a text", static_cast<std::uint32_t>(*c)),
             "remove it");
    }
  };
  if (node.is_scalar()) complain(node.text, node.span);
  for (const Node& item : node.items) find_hidden(context, item);
  for (const Node::Member& member : node.members) {
    complain(member.key, member.key_span);
    find_hidden(context, member.value);
  }
}

}  // namespace

void check_hidden_characters(LintContext& context) { find_hidden(context, context.root()); }

void check_unseen_text(LintContext& context) {
  const auto check = [&](const Node& node, std::string_view what) {
    if (!node.is_text() || node.text.empty() || !is_unseen(node.text)) return;
    report(context, "AH708", node.span, fmt::format("{} has nothing to see", what),
           "write a word, or leave the key out where it is optional");
  };
  const auto check_keys = [&](const Node& node, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) check(node[key], fmt::format("'{}'", key));
  };
  const Node& root = context.root();
  check_keys(root, {"title", "abstract"});
  for (const Node& name : root["concepts"].items) check(name, "a concept");
  for (const Node& node : root["contributors"].items)
    check_keys(node, {"name", "system", "model", "role"});
  for (const Node& claim : root["claims"].items) {
    check_keys(claim, {"statement"});
    for (const Node::Member& member : claim["structured"].members)
      check(member.value, fmt::format("'{}'", member.key));
    for (const Node::Member& member : claim["protocol"].members) {
      if (is_unseen(member.key)) {
        report(context, "AH708", member.key_span,
               "the name of a protocol's entry has nothing to see", "write a word");
      }
    }
  }
  for (const Node& step : root["exploration"].items)
    check_keys(step, {"type", "title", "outcome", "lesson"});
  for (const Node& relation : root["relations"].items) check_keys(relation, {"target"});
}

void check_unfinished_text(LintContext& context) {
  static constexpr std::array<std::string_view, 5> kMarks{"lorem ipsum",
                                                          "to"
                                                          "do:",
                                                          "fix"
                                                          "me",
                                                          "tbd", "insert text here"};
  const auto check = [&](const std::string& text, Span span) {
    const std::string lower = lowered(text);
    for (const std::string_view mark : kMarks) {
      if (lower.find(mark) == std::string::npos) continue;
      report(context, "AH702", span,
             fmt::format("the text holds {}, which looks unfinished", in_quotes(mark)),
             "finish the text");
      return;
    }
  };
  check(context.package().title, context.root()["title"].span);
  check(context.package().abstract, context.root()["abstract"].span);
  each_claim(context, [&](const Claim& claim, const Node& node) {
    check(claim.statement, node["statement"].span);
  });
}

void check_number_in_statement(LintContext& context) {
  each_claim(context, [&](const Claim& claim, const Node& node) {
    if (!claim.structured.value || claim.statement.find_first_of("0123456789") != std::string::npos)
      return;
    report(context, "AH703", node["statement"].span,
           "the statement of a numeric claim has no number",
           fmt::format("say it: {}", format_real(*claim.structured.value)));
  });
}

void check_title_capitals(LintContext& context) {
  const std::string& title = context.package().title;
  const auto has = [&](char first, char last) {
    return std::any_of(title.begin(), title.end(), [&](char c) { return c >= first && c <= last; });
  };
  if (!has('A', 'Z') || has('a', 'z')) return;
  report(context, "AH704", context.root()["title"].span, "the title is all capitals",
         "write it as a sentence");
}

void check_abstract(LintContext& context) {
  constexpr std::size_t kEnough = 40;
  const std::size_t length = code_points(context.package().abstract);
  if (length >= kEnough) return;
  report(context, "AH705", place_of(context.root(), "abstract"),
         length == 0 ? std::string("the package has no abstract")
                     : fmt::format("the abstract has {} characters", length),
         "say in two sentences what was done and what came out");
}

void check_duplicate_concept(LintContext& context) {
  std::set<std::string> seen;
  const std::vector<std::string>& concepts = context.package().concepts;
  for (std::size_t i = 0; i < concepts.size(); ++i) {
    if (!seen.insert(concepts[i]).second) {
      report(context, "AH706", context.root()["concepts"][i].span,
             fmt::format("the concept {} stands twice", in_quotes(concepts[i])), "keep one");
    }
  }
}

void check_concept_form(LintContext& context) {
  const std::vector<std::string>& concepts = context.package().concepts;
  for (std::size_t i = 0; i < concepts.size(); ++i) {
    if (is_kebab_case(concepts[i])) continue;
    report(context, "AH707", context.root()["concepts"][i].span,
           fmt::format("the concept {} is not in kebab-case", in_quotes(concepts[i])),
           "write lower-case words joined by '-'");
  }
}

}  // namespace ahub::lint_rules
