// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// AH5: who published what, when, and under which licence.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/package/external.hpp"
#include "ahub/package/identity.hpp"
#include "ahub/package/license.hpp"
#include "ahub/package/spellings.hpp"
#include "lint/families.hpp"
#include "lint/finding.hpp"
#include "lint/references.hpp"

namespace ahub::lint_rules {
namespace {

std::vector<std::string> to_strings(std::span<const std::string_view> words) {
  return {words.begin(), words.end()};
}

/// Calls `visit(contributor, its node)`.
template <class Visit>
void each_contributor(const LintContext& context, Visit visit) {
  const std::vector<Contributor>& contributors = context.package().contributors;
  for (std::size_t i = 0; i < contributors.size(); ++i)
    visit(contributors[i], context.root()["contributors"][i]);
}

void check_orcid(LintContext& context) {
  each_contributor(context, [&](const Contributor& contributor, const Node& node) {
    if (contributor.orcid.empty() || orcid_checksum_holds(contributor.orcid)) return;
    report(context, "AH501", node["orcid"].span,
           fmt::format("the ORCID {} of {} fails its checksum", in_quotes(contributor.orcid),
                       in_quotes(contributor.name)),
           "copy it again: one digit is wrong or two are swapped");
  });
}

void check_license_expression(LintContext& context) {
  if (context.package().license.empty()) return;  // None is stated.
  const Node& written = context.root()["license"];
  LicenseExpression license = parse_license(written.text);
  if (license.problem.empty()) return;
  report(context, "AH502", written.span,
         fmt::format("the licence {} is no SPDX expression: {}", in_quotes(written.text),
                     license.problem),
         license.help.empty() ? "write one id as in 'CC-BY-4.0', or ids joined by AND, OR and WITH"
                              : std::move(license.help));
}

void check_unknown_license(LintContext& context) {
  const LicenseExpression license = parse_license(context.root()["license"].text);
  if (!license.problem.empty()) return;
  for (const std::string& id : license.ids) {
    if (is_common_license(id)) continue;
    report(
        context, "AH503", context.root()["license"].span,
        fmt::format("the licence id {} is not known", in_quotes(id)),
        !license.help.empty()
            ? license.help
            : did_you_mean(
                  context, id, to_strings(common_licenses()),
                  "write an id of the SPDX list, or 'LicenseRef-NAME' for a licence of your own"));
  }
}

void check_license_spelling(LintContext& context) {
  const Node& written = context.root()["license"];
  const LicenseExpression license = parse_license(written.text);
  if (!license.problem.empty() || license.canonical == written.text) return;
  report(context, "AH509", written.span,
         fmt::format("the licence {} is read as {}", in_quotes(written.text),
                     in_quotes(license.canonical)),
         fmt::format("write '{}'", license.canonical));
}

void check_contributor_url(LintContext& context) {
  each_contributor(context, [&](const Contributor& contributor, const Node& node) {
    if (contributor.url.empty() || is_web_url(contributor.url)) return;
    report(
        context, "AH504", node["url"].span,
        fmt::format("the url of {} is {}", in_quotes(contributor.name), in_quotes(contributor.url)),
        "write an address that begins with 'https://' or 'http://'");
  });
}

void check_duplicate_contributor(LintContext& context) {
  const std::vector<Contributor>& all = context.package().contributors;
  const Node& nodes = context.root()["contributors"];
  People people;
  std::vector<std::size_t> kept;  // Where each of them stands among all.
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto first = people.find_or_add(all[i]);
    if (!first) {
      kept.push_back(i);
      continue;
    }
    const std::size_t index = kept[first->first];
    const std::string other = all[index].name == all[i].name
                                  ? ""
                                  : fmt::format(", first as {}", in_quotes(all[index].name));
    report(context, "AH505", nodes[i]["name"].span,
           fmt::format("{} is listed twice{} ({})", in_quotes(all[i].name), other,
                       to_string(first->second)),
           "keep one entry, with both roles in its 'role'; two people of one name state their "
           "ORCIDs",
           {{nodes[index]["name"].span, "listed here first"}});
  }
}

void check_published(LintContext& context) {
  const std::string& published = context.package().provenance.published;
  if (published.empty() || is_calendar_date(published)) return;
  std::string advice = date_advice(published);
  report(context, "AH506", context.root()["provenance"]["published"].span,
         fmt::format("'published' is {}, which is no day of the calendar", in_quotes(published)),
         advice.empty() ? "write it as YYYY-MM-DD" : std::move(advice));
}

void check_source(LintContext& context) {
  const std::string& source = context.package().provenance.source;
  if (source.empty() || !external_id(source).empty()) return;
  report(context, "AH507", context.root()["provenance"]["source"].span,
         fmt::format("the source is {}", in_quotes(source)),
         "write 'arXiv:2205.14135v2', 'doi:10.1000/182' or a URL");
}

void check_domain(LintContext& context) {
  const std::string& domain = context.package().domain;
  const std::span<const std::string_view> known = arxiv_categories();
  if (domain.empty() || std::find(known.begin(), known.end(), domain) != known.end()) return;
  report(context, "AH508", context.root()["domain"].span,
         fmt::format("the domain {} is no category of arXiv", in_quotes(domain)),
         did_you_mean(context, domain, to_strings(known),
                      "write a category such as 'cs.DC', or leave it out"));
}

constexpr Rule kRules[] = {
    {"AH501", "orcid-checksum", Severity::error, true,
     "The last character of an ORCID is its checksum.", "A mistyped ORCID credits somebody else.",
     "contributors:\n  - {kind: human, name: Ada Example, orcid: 0000-0002-1825-0079}\n",
     "contributors:\n  - {kind: human, name: Ada Example, orcid: 0000-0002-1825-0097}\n",
     check_orcid},
    {"AH502", "license-expression", Severity::error, true, "The licence is an SPDX expression.",
     "Only then can a program tell whether a package may be used.", "license: CC-BY-4.0 AND\n",
     "license: CC-BY-4.0 AND MIT\n", check_license_expression},
    {"AH503", "unknown-license", Severity::warning, false,
     "Licence ids are those of the SPDX list.", "An id that nobody knows grants nothing.",
     "license: CC-BY-40\n", "license: CC-BY-4.0\n", check_unknown_license},
    {"AH504", "contributor-url", Severity::warning, false,
     "The url of a contributor is a web address.",
     "Other schemes may run a program when they are opened.",
     "contributors:\n  - {kind: human, name: Ada Example, url: ada.example.org}\n",
     "contributors:\n  - {kind: human, name: Ada Example, url: \"https://ada.example.org\"}\n",
     check_contributor_url},
    {"AH505", "duplicate-contributor", Severity::error, true, "A contributor is listed once.",
     "Whether two packages share a contributor decides who may endorse whom. Two are the same by "
     "ORCID, else by name, folded: case, blanks, accents and look-alikes do not count.",
     "contributors:\n  - {kind: human, name: Ada Example}\n  - {kind: human, name: ada example, "
     "role: author}\n",
     "contributors:\n  - {kind: human, name: Ada Example, role: author}\n",
     check_duplicate_contributor},
    {"AH506", "published-not-a-date", Severity::error, true,
     "provenance.published is a day of the calendar.", "The feed is ordered and dated by it.",
     "provenance: {published: \"2026-02-30\"}\n", "provenance: {published: \"2026-02-28\"}\n",
     check_published},
    {"AH507", "source-form", Severity::warning, false,
     "provenance.source names a work by arXiv id, DOI or URL.",
     "Other forms cannot be followed by a program.", "provenance: {source: Dao et al. 2022}\n",
     "provenance: {source: \"arXiv:2205.14135v2\"}\n", check_source},
    {"AH508", "unknown-domain", Severity::warning, false,
     "The domain is a category of the arXiv taxonomy.",
     "A package in a category of its own is found by nobody.", "domain: cs.DX\n", "domain: cs.DC\n",
     check_domain},
    {"AH509", "license-spelling", Severity::note, false,
     "The licence is written as SPDX writes it.",
     "Other programs compare the text. What can mean one licence only is taken as that licence.",
     "license: MIT or apache-2.0\n", "license: MIT OR Apache-2.0\n", check_license_spelling},
};

}  // namespace

std::span<const Rule> identity() noexcept { return kRules; }

}  // namespace ahub::lint_rules
