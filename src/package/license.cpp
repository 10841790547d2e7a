// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Licence expressions: their grammar, and the names that people use for SPDX's ids.
#include "ahub/package/license.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/text.hpp"

namespace ahub {
namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_letter(char c) noexcept { return lower(c) >= 'a' && lower(c) <= 'z'; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool is_id_character(char c) noexcept {
  return is_digit(c) || is_letter(c) || c == '.' || c == '-' || c == '+' || c == ':';
}

bool is_id(std::string_view token) noexcept {
  return !token.empty() && std::all_of(token.begin(), token.end(), is_id_character) &&
         token.find('+') >= token.size() - 1 && token.front() != '+';
}

bool is_reference(std::string_view id) noexcept {
  return id.substr(0, 11) == "LicenseRef-" || id.substr(0, 12) == "DocumentRef-";
}

/// What a name is compared by: "Apache License, Version 2.0" and "Apache-2.0" are "apache2.0".
std::string key_of(std::string_view name) {
  std::string words = lowered(name);
  for (const auto& [from, to] :
       {std::pair<std::string_view, std::string_view>{"gnu affero general public license", "agpl"},
        {"gnu lesser general public license", "lgpl"},
        {"gnu library general public license", "lgpl"},
        {"gnu general public license", "gpl"},
        {"gnu agpl", "agpl"},
        {"gnu lgpl", "lgpl"},
        {"gnu gpl", "gpl"},
        {"mozilla public license", "mpl"},
        {"eclipse public license", "epl"},
        {"european union public licence", "eupl"},
        {"boost software license", "bsl"},
        {"open data commons attribution license", "odc by"},
        {"open database license", "odbl"},
        {"creative commons zero", "cc0"},
        {"creative commons", "cc"},
        {"attribution", "by"},
        {"non-commercial", "nc"},
        {"non commercial", "nc"},
        {"noncommercial", "nc"},
        {"no derivatives", "nd"},
        {"no-derivatives", "nd"},
        {"noderivatives", "nd"},
        {"noderivs", "nd"},
        {"share alike", "sa"},
        {"share-alike", "sa"},
        {"sharealike", "sa"},
        {"or any later version", "orlater"},
        {"or any later", "orlater"},
        {"or later", "orlater"}}) {
    for (std::size_t at = words.find(from); at != std::string::npos; at = words.find(from, at))
      words.replace(at, from.size(), to);
  }
  std::string key;
  for (std::size_t at = 0; at < words.size();) {
    if (!is_letter(words[at]) && !is_digit(words[at])) {
      // The full stop of a version counts: "CC-BY-40" is not CC-BY-4.0.
      if (words[at] == '.' && at > 0 && is_digit(words[at - 1]) && at + 1 < words.size() &&
          is_digit(words[at + 1]))
        key += '.';
      if (words[at] == '+' && at + 1 == words.size()) key += "orlater";
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < words.size() && (is_letter(words[end]) || is_digit(words[end]))) ++end;
    const std::string_view word = std::string_view(words).substr(at, end - at);
    at = end;
    static constexpr std::array<std::string_view, 12> kFillers{
        "the", "license",       "licence",  "licenses", "licences", "version",
        "v",   "international", "unported", "generic",  "public",   "universal"};
    if (std::find(kFillers.begin(), kFillers.end(), word) != kFillers.end()) continue;
    // "v3" and "gplv3" name version 3.
    for (std::size_t i = 0; i < word.size(); ++i) {
      const bool version = word[i] == 'v' && i + 1 < word.size() && is_digit(word[i + 1]);
      if (!version) key += word[i];
    }
  }
  return key;
}

/// Names that no rule leads from to their id.
struct Name {
  std::string_view key, id;
};
constexpr Name kNames[] = {
    {"asl2.0", "Apache-2.0"},
    {"asl2", "Apache-2.0"},
    {"apachesoftware2.0", "Apache-2.0"},
    {"expat", "MIT"},
    {"mitexpat", "MIT"},
    {"bsd2", "BSD-2-Clause"},
    {"2clausebsd", "BSD-2-Clause"},
    {"simplifiedbsd", "BSD-2-Clause"},
    {"bsdsimplified", "BSD-2-Clause"},
    {"freebsd", "BSD-2-Clause"},
    {"bsd3", "BSD-3-Clause"},
    {"3clausebsd", "BSD-3-Clause"},
    {"newbsd", "BSD-3-Clause"},
    {"bsdnew", "BSD-3-Clause"},
    {"modifiedbsd", "BSD-3-Clause"},
    {"revisedbsd", "BSD-3-Clause"},
    {"bsd4", "BSD-4-Clause"},
    {"originalbsd", "BSD-4-Clause"},
    {"cc0", "CC0-1.0"},
    {"gpl2orlater", "GPL-2.0-or-later"},
    {"gpl2.0orlater", "GPL-2.0-or-later"},
    {"gpl3orlater", "GPL-3.0-or-later"},
    {"gpl3.0orlater", "GPL-3.0-or-later"},
    {"lgpl2orlater", "LGPL-2.0-or-later"},
    {"lgpl2.1orlater", "LGPL-2.1-or-later"},
    {"lgpl3orlater", "LGPL-3.0-or-later"},
    {"lgpl3.0orlater", "LGPL-3.0-or-later"},
    {"agpl3orlater", "AGPL-3.0-or-later"},
    {"agpl3.0orlater", "AGPL-3.0-or-later"},
    {"gpl2only", "GPL-2.0-only"},
    {"gpl3only", "GPL-3.0-only"},
    {"lgpl3only", "LGPL-3.0-only"},
    {"agpl3only", "AGPL-3.0-only"},
};

/// SPDX took these back for ids that say "-only".
constexpr std::string_view kWithdrawn[] = {"AGPL-3.0", "GPL-2.0", "GPL-3.0", "LGPL-2.1",
                                           "LGPL-3.0"};

bool is_withdrawn(std::string_view id) noexcept {
  return std::find(std::begin(kWithdrawn), std::end(kWithdrawn), id) != std::end(kWithdrawn);
}

/// The id that `url` is the page of, or nothing.
std::optional<std::string> id_of_page(std::string_view url) {
  std::string text = lowered(url);
  for (const std::string_view end :
       {".html", ".txt", ".php", ".json", "/", "/legalcode", "/deed.en"}) {
    if (text.size() > end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0)
      text.resize(text.size() - end.size());
  }
  const auto after = [&](std::string_view part) -> std::optional<std::string_view> {
    const std::size_t at = text.find(part);
    if (at == std::string::npos) return std::nullopt;
    return std::string_view(text).substr(at + part.size());
  };
  std::string name;
  if (const auto rest = after("creativecommons.org/licenses/"))
    name = "cc-" + std::string(*rest);
  else if (const auto zero = after("creativecommons.org/publicdomain/zero/"))
    name = "cc0-" + std::string(*zero);
  else if (after("apache.org/licenses/license-2.0"))
    name = "apache-2.0";
  else if (const auto list = after("spdx.org/licenses/"))
    name = *list;
  else if (const auto osi = after("opensource.org/license/"))
    name = *osi;
  else if (const auto old = after("opensource.org/licenses/"))
    name = *old;
  else
    return std::nullopt;
  std::replace(name.begin(), name.end(), '/', '-');
  for (const std::string_view id : common_licenses()) {
    if (lowered(id) == name) return std::string(id);
  }
  return std::nullopt;
}

struct Term {
  std::string id;  ///< As SPDX writes it.
  std::string problem, help;
};

std::string alternatives(const std::vector<std::string>& ids) {
  std::vector<std::string> quoted;
  for (const std::string& id : ids) quoted.push_back("'" + id + "'");
  return quoted.size() == 1 ? quoted.front() : fmt::format("{}", fmt::join(quoted, " or "));
}

/// One licence: an id or a name.
Term term_of(const std::string& name) {
  if (is_reference(name)) return {name, {}, {}};
  for (const std::string_view id : common_licenses()) {
    if (lowered(id) != lowered(name)) continue;
    if (is_withdrawn(id)) return {std::string(id) + "-only", {}, {}};
    return {std::string(id), {}, {}};
  }
  if (name.back() == '+' && is_id(name)) {
    const std::string base = name.substr(0, name.size() - 1);
    for (const std::string_view id : common_licenses()) {
      if (lowered(id) != lowered(base)) continue;
      if (is_withdrawn(id) || lowered(id) == "lgpl-2.0")
        return {std::string(id) + "-or-later", {}, {}};
      return {std::string(id) + "+", {}, {}};
    }
  }
  if (name.find("://") != std::string::npos) {
    if (std::optional<std::string> id = id_of_page(name)) return {std::move(*id), {}, {}};
    return {{},
            "an address is no licence id",
            "write the licence's id of the SPDX list, and the address as provenance.license_url"};
  }
  const std::string key = key_of(name);
  for (const Name& known : kNames) {
    if (key == known.key) return {std::string(known.id), {}, {}};
  }
  std::vector<std::string> near;
  for (const std::string_view id : common_licenses()) {
    if (is_withdrawn(id)) continue;
    const std::string own = key_of(id);
    if (own == key || own == key + ".0") return {std::string(id), {}, {}};
    const bool longer = key.size() >= 2 && own.size() > key.size() &&
                        own.compare(0, key.size(), key) == 0 &&
                        (own[key.size()] == '.' || is_digit(own[key.size()]) ||
                         own.substr(key.size()) == "only" || own.substr(key.size()) == "orlater");
    if (longer) near.emplace_back(id);
  }
  if (key == "domain" || key == "pd" || key == "publicdomain")
    near = {"CC0-1.0", "Unlicense", "PDDL-1.0"};
  // Newest first: a bare "CC BY" most often means the last.
  std::reverse(near.begin(), near.end());
  if (near.size() > 4) near.resize(4);
  std::string help = near.empty() ? std::string() : fmt::format("write {}", alternatives(near));
  // One word may be an id that the table does not hold: lint doubts it.
  if (is_id(name)) return {name, {}, std::move(help)};
  if (!near.empty()) {
    return {{},
            near.size() == 1 ? fmt::format("'{}' names no version", name)
                             : fmt::format("'{}' can mean several licences", name),
            std::move(help)};
  }
  const std::size_t slash = name.find_first_of("/,;&|");
  if (slash != std::string::npos) {
    const auto part = [&](std::string_view text) {
      while (!text.empty() && !is_id_character(text.front())) text.remove_prefix(1);
      while (!text.empty() && !is_id_character(text.back())) text.remove_suffix(1);
      return text.empty() ? Term{} : term_of(std::string(text));
    };
    const Term left = part(std::string_view(name).substr(0, slash));
    const Term right = part(std::string_view(name).substr(slash + 1));
    if (!left.id.empty() && !right.id.empty()) {
      return {{},
              fmt::format("'{}' does not say whether both hold or one may be chosen", name),
              fmt::format("write '{} OR {}' where one may be chosen, '{} AND {}' where both hold",
                          left.id, right.id, left.id, right.id)};
    }
  }
  return {{}, fmt::format("'{}' is no licence id", name), {}};
}

/// Words, and brackets by themselves.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ' || text[at] == '\t') {
      ++at;
    } else if (text[at] == '(' || text[at] == ')') {
      words.emplace_back(text.substr(at++, 1));
    } else {
      const std::size_t end = std::min(text.find_first_of(" \t()", at), text.size());
      words.emplace_back(text.substr(at, end - at));
      at = end;
    }
  }
  return words;
}

/// "AND", "OR", "WITH" or empty. "or later" belongs to the name before it.
std::string operator_at(const std::vector<std::string>& words, std::size_t at) {
  const std::string word = lowered(words[at]);
  if (word == "and" || word == "with") return word == "and" ? "AND" : "WITH";
  if (word != "or") return {};
  const std::string next = at + 1 < words.size() ? lowered(words[at + 1]) : std::string();
  const std::string second = at + 2 < words.size() ? lowered(words[at + 2]) : std::string();
  return next == "later" || (next == "any" && second == "later") ? "" : "OR";
}

}  // namespace

LicenseExpression parse_license(std::string_view text) {
  LicenseExpression result;
  const auto fail = [&](std::string problem, std::string help = {}) {
    result.canonical.clear();
    result.problem = std::move(problem);
    result.help = std::move(help);
    return result;
  };
  // Nearly every package: one id, as SPDX writes it.
  const std::span<const std::string_view> table = common_licenses();
  if (std::find(table.begin(), table.end(), text) != table.end() && !is_withdrawn(text)) {
    result.canonical = text;
    result.ids.emplace_back(text);
    return result;
  }
  const std::vector<std::string> words = words_of(text);
  bool wants_id = true, may_except = false, exception = false;
  int depth = 0;
  const auto append = [&](const std::string& part) {
    const bool tight = result.canonical.empty() || result.canonical.back() == '(' || part == ")";
    result.canonical += (tight ? "" : " ") + part;
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string& word = words[at];
    const std::string joins = operator_at(words, at);
    if (wants_id && word == "(" && !exception) {
      ++depth;
      append("(");
    } else if (wants_id && (word == "(" || word == ")" || !joins.empty())) {
      return fail(fmt::format("a licence id is missing before '{}'", word));
    } else if (wants_id) {
      // A name runs to the next operator or bracket.
      std::string name = word;
      while (at + 1 < words.size() && words[at + 1] != "(" && words[at + 1] != ")" &&
             operator_at(words, at + 1).empty())
        name += " " + words[++at];
      if (exception) {
        if (!is_id(name)) return fail(fmt::format("'{}' is no licence exception", name));
        append(name);
      } else {
        Term term = term_of(name);
        if (!term.problem.empty()) return fail(std::move(term.problem), std::move(term.help));
        if (!term.help.empty()) result.help = std::move(term.help);
        if (!is_reference(term.id)) result.ids.push_back(term.id.substr(0, term.id.find('+')));
        append(term.id);
      }
      wants_id = false;
      may_except = !exception;
      exception = false;
    } else if (word == ")" && depth > 0) {
      --depth;
      may_except = false;
      append(")");
    } else if (joins == "AND" || joins == "OR" || (joins == "WITH" && may_except)) {
      wants_id = true;
      exception = joins == "WITH";
      append(joins);
    } else {
      return fail(fmt::format("'{}' stands where AND, OR or WITH is expected", word));
    }
  }
  if (wants_id) return fail("a licence id is missing at its end");
  if (depth > 0) return fail("a bracket is not closed");
  return result;
}

bool is_common_license(std::string_view id) noexcept {
  const std::span<const std::string_view> ids = common_licenses();
  return std::any_of(ids.begin(), ids.end(), [&](std::string_view known) {
    return std::equal(known.begin(), known.end(), id.begin(), id.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
  });
}

}  // namespace ahub
