// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From a record to the manifest of its stub. Everything that the schema limits is brought under its
// limit here, so that whatever arXiv holds becomes a package that the loader takes.
#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/hidden.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/names.hpp"
#include "ahub/base/text.hpp"
#include "ahub/interop/arxiv.hpp"
#include "ahub/package/identity.hpp"
#include "interop/licence.hpp"

namespace ahub {
namespace {

// Collaborations have thousands of members; the paper itself is the place that lists them.
constexpr std::size_t kAuthors = 100;
constexpr std::size_t kNameCodePoints = 200;
constexpr std::size_t kShortCodePoints = 500;
constexpr std::size_t kTitleAtLeast = 4;
// A claim is what the first sentences say; one long sentence is taken up to the schema's limit.
constexpr std::size_t kSentencesCodePoints = 500;

/// At most `most` code points of `text`.
std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = 0;
  for (std::size_t count = 0; count < most && end < text.size(); ++count)
    next_code_point(text, end);
  return text.substr(0, end);
}

/// The same, ending in an ellipsis when something is missing.
std::string shortened(std::string_view text, std::size_t most) {
  const std::string_view kept = cut(text, most);
  if (kept.size() == text.size()) return std::string(text);
  return std::string(cut(text, most - 1)) + "\u2026";
}

bool is_private(char32_t c) noexcept { return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000; }

/// Without what a reader cannot see: lint refuses it because it misleads. A glyph of a private font
/// leaves a mark that something stood there.
std::string visible(std::string_view text) {
  if (printable_ascii(text) == text.size()) return std::string(text);
  std::string out;
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = next_code_point(text, i);
    if (!is_hidden_behind(std::exchange(before, c), c)) {
      out += text.substr(start, i - start);
    } else if (is_private(c)) {
      out += "\uFFFD";
    }
  }
  return out;
}

/// True when the full stop at `dot` ends an abbreviation or an initial.
bool abbreviates(std::string_view text, std::size_t dot) {
  static constexpr std::array<std::string_view, 11> kWords{"e.g", "i.e", "al",  "cf",   "vs", "Fig",
                                                           "Eq",  "Ref", "Sec", "resp", "etc"};
  const std::size_t blank = dot == 0 ? std::string_view::npos : text.rfind(' ', dot - 1);
  std::size_t start = blank == std::string_view::npos ? 0 : blank + 1;
  while (start < dot && text[start] == '(') ++start;
  const std::string_view word = text.substr(start, dot - start);
  const bool initial = word.size() == 1 && word.front() >= 'A' && word.front() <= 'Z';
  return initial || std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// The whole sentences at the front that fit, at least one.
std::string_view first_sentences(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const bool stop = text[i] == '.' || text[i] == '?' || text[i] == '!';
    if (!stop || text[i + 1] != ' ' || (text[i] == '.' && abbreviates(text, i))) continue;
    if (end > 0 && code_points(text.substr(0, i + 1)) > kSentencesCodePoints)
      return text.substr(0, end);
    end = i + 1;
    if (end > 4 * kSentencesCodePoints) return text.substr(0, end);
  }
  return end > 0 && code_points(text) > kSentencesCodePoints ? text.substr(0, end) : text;
}

std::vector<Contributor> contributors_of(const ArxivRecord& record) {
  std::vector<Contributor> list;
  const auto add = [&](ContributorKind kind, std::string name, std::string role) {
    Contributor& contributor = list.emplace_back();
    contributor.kind = kind;
    contributor.name = std::move(name);
    contributor.role = std::move(role);
  };
  const std::size_t named = std::min(record.authors.size(), kAuthors);
  const std::span<const std::string> authors = std::span(record.authors).first(named);
  const bool whole = std::all_of(authors.begin(), authors.end(), [](const std::string& name) {
    return name.size() <= kNameCodePoints;
  });
  const bool distinct = whole && surely_distinct(authors);
  People people;
  std::vector<int> of_name;  // How many authors an entry stands for.
  for (std::size_t i = 0; i < named; ++i) {
    std::string name = shortened(visible(record.authors[i]), kNameCodePoints);
    if (is_unseen(name)) continue;
    add(ContributorKind::human, std::move(name), "author");
    of_name.push_back(1);
    if (distinct) continue;
    // Two people of one name are common in long lists, and nothing here tells them apart.
    if (const auto first = people.find_or_add(list.back())) {
      list.pop_back();
      of_name.pop_back();
      ++of_name[first->first];
    }
  }
  for (std::size_t i = 0; i < of_name.size(); ++i) {
    if (of_name[i] > 1) list[i].role = fmt::format("author, {} of this name", of_name[i]);
  }
  if (record.authors.size() > named) {
    add(ContributorKind::human,
        fmt::format("{} more authors of arXiv:{}", record.authors.size() - named, record.id),
        "authors");
  }
  if (list.empty()) add(ContributorKind::agent, "ahub importer", "importer");
  return list;
}

std::string title_of(const ArxivRecord& record) {
  const std::string title = visible(record.title);
  if (is_unseen(title)) return fmt::format("(arXiv:{})", record.id);
  if (code_points(title) < kTitleAtLeast) return fmt::format("{} (arXiv:{})", title, record.id);
  return shortened(title, limits::kTitleCodePoints);
}

Claim claim_of(const ArxivRecord& record, const std::string& title, const std::string& abstract) {
  Claim claim;
  claim.id = "c1";
  claim.statement =
      shortened("reported: " + std::string(abstract.empty() ? title : first_sentences(abstract)),
                limits::kStatementCodePoints);
  claim.evidence.emplace_back().source = fmt::format("arXiv:{}v{}", record.id, record.version);
  return claim;
}

Json contributors_json(const Package& package) {
  Json list = Json::array();
  for (const Contributor& contributor : package.contributors) {
    list.push(Json::object()
                  .set("kind", std::string(to_string(contributor.kind)))
                  .set("name", contributor.name)
                  .set("role", contributor.role));
  }
  return list;
}

Json claim_json(const Claim& claim) {
  return Json::object()
      .set("id", claim.id)
      .set("kind", std::string(to_string(claim.kind)))
      .set("scope", std::string(to_string(claim.scope)))
      .set("statement", claim.statement)
      .set("evidence",
           Json::array().push(Json::object().set("source", claim.evidence.front().source)));
}

}  // namespace

Package stub_package(const ArxivRecord& record, std::int64_t version) {
  std::string abstract = visible(record.abstract);
  if (is_unseen(abstract)) abstract.clear();
  Package package;
  package.schema = kSchemaId;
  package.profile = "generic@0.1";
  package.slug = arxiv_slug(record.id);
  package.version = version;
  package.title = title_of(record);
  package.abstract = shortened(abstract, limits::kAbstractCodePoints);
  if (!record.categories.empty()) package.domain = record.categories.front();
  package.concepts = {"arxiv-import"};
  if (!package.domain.empty()) package.concepts.push_back(package.domain);
  const interop::Licence licence = interop::licence_of(record.license);
  package.license = licence.spdx;
  package.contributors = contributors_of(record);
  package.provenance.published = record.published;
  package.provenance.generator = kArxivGenerator;
  package.provenance.human_oversight = "none";
  package.provenance.source = "arXiv:" + record.id;
  if (licence.url)
    package.provenance.license_url = shortened(visible(record.license), kShortCodePoints);
  package.claims.push_back(claim_of(record, package.title, abstract));
  return package;
}

std::string stub_manifest(const ArxivRecord& record, const Package& package) {
  Json concepts = Json::array();
  for (const std::string& name : package.concepts) concepts.push(name);
  Json provenance = Json::object();
  if (!record.published.empty()) provenance.set("published", record.published);
  provenance.set("generator", package.provenance.generator)
      .set("human_oversight", package.provenance.human_oversight)
      .set("source", package.provenance.source);
  if (!record.doi.empty()) provenance.set("doi", shortened(visible(record.doi), kShortCodePoints));
  if (!package.provenance.license_url.empty())
    provenance.set("license_url", package.provenance.license_url);

  Json manifest = Json::object();
  manifest.set("schema", package.schema)
      .set("profile", package.profile)
      .set("slug", package.slug)
      .set("version", package.version)
      .set("title", package.title);
  if (!package.abstract.empty()) manifest.set("abstract", package.abstract);
  manifest.set("domain", package.domain).set("concepts", std::move(concepts));
  if (!package.license.empty()) manifest.set("license", package.license);
  manifest.set("contributors", contributors_json(package))
      .set("provenance", std::move(provenance))
      .set("claims", Json::array().push(claim_json(package.claims.front())));
  return to_pretty_json(manifest);
}

}  // namespace ahub
