// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From a record to the manifest of its stub. Everything that the schema limits is brought under its
// limit here, so that whatever arXiv holds becomes a package that the loader takes.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/interop/arxiv.hpp"

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
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) {
    return std::string(text);
  }
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = next_code_point(text, i);
    if (!is_hidden(c)) {
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

/// The SPDX id of a Creative Commons licence's URL, or of arXiv's own; else empty.
std::string spdx_of(std::string_view url) {
  const auto after = [&](std::string_view part) -> std::string_view {
    const std::size_t at = url.find(part);
    return at == std::string_view::npos ? std::string_view() : url.substr(at + part.size());
  };
  if (after("arxiv.org/licenses/nonexclusive-distrib/").substr(0, 3) == "1.0")
    return "LicenseRef-arXiv-nonexclusive-distrib-1.0";
  if (after("creativecommons.org/publicdomain/zero/").substr(0, 3) == "1.0") return "CC0-1.0";
  const std::string_view rest = after("creativecommons.org/licenses/");
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return {};
  const std::string_view kind = rest.substr(0, slash), version = rest.substr(slash + 1, 3);
  const auto is_one_of = [](std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (!is_one_of(kind, {"by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd"}) ||
      !is_one_of(version, {"1.0", "2.0", "2.5", "3.0", "4.0"})) {
    return {};
  }
  std::string id = fmt::format("CC-{}-{}", kind, version);
  std::transform(id.begin(), id.end(), id.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return id;
}

Json contributors_of(const ArxivRecord& record) {
  Json list = Json::array();
  const std::size_t named = std::min(record.authors.size(), kAuthors);
  for (std::size_t i = 0; i < named; ++i) {
    const std::string name = shortened(visible(record.authors[i]), kNameCodePoints);
    if (name.find_first_not_of(' ') == std::string::npos) continue;
    list.push(Json::object().set("kind", "human").set("name", name).set("role", "author"));
  }
  if (record.authors.size() > named) {
    list.push(Json::object()
                  .set("kind", "human")
                  .set("name", fmt::format("{} more authors of arXiv:{}",
                                           record.authors.size() - named, record.id))
                  .set("role", "authors"));
  }
  if (list.as_array().empty()) {
    list.push(
        Json::object().set("kind", "agent").set("name", "ahub importer").set("role", "importer"));
  }
  return list;
}

std::string title_of(const ArxivRecord& record) {
  const std::string title = visible(record.title);
  if (code_points(title) < kTitleAtLeast)
    return fmt::format("{}{}(arXiv:{})", title, title.empty() ? "" : " ", record.id);
  return shortened(title, limits::kTitleCodePoints);
}

Json claim_of(const ArxivRecord& record, const std::string& title, const std::string& abstract) {
  const std::string said =
      "reported: " + std::string(abstract.empty() ? title : first_sentences(abstract));
  return Json::object()
      .set("id", "c1")
      .set("kind", "observation")
      .set("scope", "system")
      .set("statement", shortened(said, limits::kStatementCodePoints))
      .set("evidence", Json::array().push(Json::object().set(
                           "source", fmt::format("arXiv:{}v{}", record.id, record.version))));
}

}  // namespace

std::string stub_manifest(const ArxivRecord& record, std::int64_t version) {
  const std::string title = title_of(record);
  const std::string abstract = visible(record.abstract);
  const std::string primary = record.categories.empty() ? std::string() : record.categories.front();
  Json concepts = Json::array().push("arxiv-import");
  if (!primary.empty()) concepts.push(primary);

  Json provenance = Json::object();
  if (!record.published.empty()) provenance.set("published", record.published);
  provenance.set("generator", kArxivGenerator)
      .set("human_oversight", "none")
      .set("source", "arXiv:" + record.id);
  if (!record.doi.empty()) provenance.set("doi", shortened(visible(record.doi), kShortCodePoints));

  Json manifest = Json::object();
  manifest.set("schema", kSchemaId)
      .set("profile", "generic@0.1")
      .set("slug", arxiv_slug(record.id))
      .set("version", version)
      .set("title", title);
  if (!abstract.empty()) manifest.set("abstract", shortened(abstract, limits::kAbstractCodePoints));
  manifest.set("domain", primary).set("concepts", std::move(concepts));
  if (const std::string license = spdx_of(record.license); !license.empty())
    manifest.set("license", license);
  manifest.set("contributors", contributors_of(record))
      .set("provenance", std::move(provenance))
      .set("claims", Json::array().push(claim_of(record, title, abstract)));
  return to_pretty_json(manifest);
}

Package stub_package(const ArxivRecord& record, std::int64_t version) {
  const PackageFiles files = make_package_files(
      "arXiv:" + record.id, {{std::string(kManifestJson), stub_manifest(record, version)}});
  return parse_package(files).package;
}

}  // namespace ahub
