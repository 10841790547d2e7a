// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "ahub/base/text.hpp"
#include "ahub/lint/rule.hpp"
#include "ahub/verify/verify.hpp"
#include "unit/interop/read_all.hpp"

using namespace ahub;

namespace {

ArxivRecord plain() {
  ArxivRecord record;
  record.id = "2205.14135";
  record.version = 2;
  record.title = "A title";
  record.abstract = "We sort numbers. It takes 3$\\times$ less time.";
  record.authors = {"Ada Example"};
  record.categories = {"cs.LG", "cs.DS"};
  record.published = "2022-05-27";
  return record;
}

std::string manifest_of(const ArxivRecord& record, std::int64_t version = 1) {
  return stub_manifest(record, stub_package(record, version));
}

PackageFiles files_of(const ArxivRecord& record) {
  return make_package_files("stub", {{"discovery.json", manifest_of(record)}});
}

std::string text_of(const Contributor& contributor) {
  return std::string(to_string(contributor.kind)) + "|" + contributor.name + "|" + contributor.role;
}

/// The stub must be what the loader reads from its manifest: the import does not parse it again.
void check_same(const Package& stub, const Package& read) {
  for (const auto field : {&Package::schema, &Package::profile, &Package::slug, &Package::title,
                           &Package::abstract, &Package::domain, &Package::license})
    CHECK(stub.*field == read.*field);
  CHECK(stub.version == read.version);
  CHECK(stub.concepts == read.concepts);
  CHECK(stub.provenance.published == read.provenance.published);
  CHECK(stub.provenance.generator == read.provenance.generator);
  CHECK(stub.provenance.human_oversight == read.provenance.human_oversight);
  CHECK(stub.provenance.source == read.provenance.source);
  CHECK(stub.provenance.license_url == read.provenance.license_url);
  REQUIRE(stub.contributors.size() == read.contributors.size());
  for (std::size_t i = 0; i < stub.contributors.size(); ++i)
    CHECK(text_of(stub.contributors[i]) == text_of(read.contributors[i]));
  REQUIRE(stub.claims.size() == 1);
  REQUIRE(read.claims.size() == 1);
  const Claim &one = stub.claims[0], &other = read.claims[0];
  CHECK(one.id == other.id);
  CHECK(one.kind == other.kind);
  CHECK(one.scope == other.scope);
  CHECK(one.statement == other.statement);
  REQUIRE(other.evidence.size() == 1);
  CHECK(one.evidence.at(0).source == other.evidence[0].source);
  for (const Package* package : {&stub, &read}) {
    CHECK(package->artifacts.empty());
    CHECK(package->methods.empty());
    CHECK(package->relations.empty());
    CHECK(package->runs.empty());
    CHECK(package->exploration.empty());
    CHECK(package->claims[0].structured.metric.empty());
    CHECK(package->claims[0].protocol.empty());
  }
}

/// The first error of loader and lint, or empty.
std::string errors(const ArxivRecord& record) {
  const PackageFiles files = files_of(record);
  check_same(stub_package(record), parse_package(files).package);
  for (const Diagnostic& finding : lint(parse_package(files), files)) {
    if (finding.severity == Severity::error)
      return std::string(finding.code) + " " + finding.message;
  }
  return "";
}

}  // namespace

TEST_CASE("a stub says who reported what, and reaches level 1") {
  const ArxivRecord record = plain();
  const Package package = stub_package(record);
  CHECK(package.slug == "arxiv-2205-14135");
  CHECK(package.version == 1);
  CHECK(package.domain == "cs.LG");
  CHECK(package.concepts == std::vector<std::string>{"arxiv-import", "cs.LG"});
  CHECK(package.provenance.source == "arXiv:2205.14135");
  CHECK(package.provenance.generator == kArxivGenerator);
  CHECK(package.provenance.published == "2022-05-27");
  REQUIRE(package.contributors.size() == 1);
  CHECK(package.contributors[0].kind == ContributorKind::human);
  CHECK(package.contributors[0].role == "author");
  REQUIRE(package.claims.size() == 1);
  CHECK(package.claims[0].statement == "reported: We sort numbers. It takes 3$\\times$ less time.");
  CHECK(package.claims[0].evidence[0].source == "arXiv:2205.14135v2");
  CHECK(package.methods.empty());
  CHECK(errors(record).empty());
  const PackageFiles files = files_of(record);
  CHECK(integrity_holds(package, files));
  CHECK(compute_level(package, integrity_holds(package, files), {}).level == 1);
}

TEST_CASE("the same record gives the same bytes") {
  CHECK(manifest_of(plain(), 3) == manifest_of(plain(), 3));
  CHECK(manifest_of(plain(), 3) != manifest_of(plain(), 4));
}

TEST_CASE("whatever a record holds, its stub has no error") {
  const std::string wide = "\U0001D400";
  const auto many = [](const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  };
  const std::vector<std::string> texts{"",
                                       "X",
                                       "A \"quoted\" \\alpha_{i}^{2} {\\'e} $x < y$ % & # ~ `code`",
                                       many("\"\\", 4000),
                                       many(wide, 7000),
                                       many("word ", 3000),
                                       many("A sentence here. ", 1000),
                                       "zero\u200Bwidth, bidi \u202E, tag \U000E0041, private "
                                       "\uE000, C1 \u0085, soft\u00AD, bom \uFEFF",
                                       "\u200B",
                                       "\u2800\u3164\u2800\u3164",
                                       "\u00A0\u2003 \u3000\u180E",
                                       "\u0301\u0302\u0303\u0304",
                                       "true",
                                       "123",
                                       "null",
                                       "- a: b",
                                       "e\u0301" + many("\u0301", 20)};
  for (const std::string& text : texts) {
    INFO(text.substr(0, 40));
    ArxivRecord record = plain();
    record.abstract = text;
    CHECK(errors(record) == "");
    record = plain();
    record.title = text;
    CHECK(errors(record) == "");
    record.abstract.clear();
    CHECK(errors(record) == "");
    record = plain();
    record.authors = {text, text, "Ada Example"};
    CHECK(errors(record) == "");
    record.authors = {text};
    record.doi = text;
    record.license = text;
    CHECK(errors(record) == "");
  }
  ArxivRecord crowd = plain();
  crowd.authors.clear();
  for (int i = 0; i < 3000; ++i) crowd.authors.push_back(std::to_string(i) + many(wide, 300));
  crowd.title = crowd.abstract = many(wide, 7000);
  CHECK(errors(crowd) == "");
  const Package package = stub_package(crowd);
  REQUIRE(package.contributors.size() == 101);
  CHECK(package.contributors.back().name == "2900 more authors of arXiv:2205.14135");
}

TEST_CASE("authors of one name are one contributor, who says for how many he stands") {
  ArxivRecord record = plain();
  record.authors = {"Y. Wang", "Ada Example", "Y. Wang", "Wang, Y", "\u3164", "..."};
  const Package package = stub_package(record);
  REQUIRE(package.contributors.size() == 3);
  CHECK(text_of(package.contributors[0]) == "human|Y. Wang|author, 3 of this name");
  CHECK(text_of(package.contributors[1]) == "human|Ada Example|author");
  CHECK(text_of(package.contributors[2]) == "human|...|author");
  CHECK(errors(record) == "");
  record.authors = {"Jane Doe", "Dr. Jane Doe", "Jane Doe (2)", "Ada Example"};
  CHECK(errors(record) == "");
  CHECK(text_of(stub_package(record).contributors.at(0)) ==
        "human|Jane Doe|author, 3 of this name");
}

TEST_CASE("a long title is cut between characters") {
  ArxivRecord record = plain();
  record.title = std::string(298, 'x') + "\u00e9\u00e9\u00e9\u00e9";
  const std::string title = stub_package(record).title;
  CHECK(code_points(title) == 300);
  CHECK(title == std::string(298, 'x') + "\u00e9\u2026");
}

TEST_CASE("a claim takes whole sentences from the front") {
  const auto statement = [](const std::string& abstract) {
    ArxivRecord record = plain();
    record.abstract = abstract;
    return stub_package(record).claims[0].statement;
  };
  const std::string filler(480, 'x');
  CHECK(statement("See Fig. 3 and A. Author et al. for it. " + filler + ". More.") ==
        "reported: See Fig. 3 and A. Author et al. for it.");
  CHECK(statement(filler + ". " + filler + ". End.") == "reported: " + filler + ".");
  CHECK(statement("") == "reported: A title");
}

TEST_CASE("known licences are named by their SPDX id") {
  const auto license = [](const std::string& url) {
    ArxivRecord record = plain();
    record.license = url;
    CHECK(errors(record) == "");
    return stub_package(record).license;
  };
  CHECK(license("http://creativecommons.org/licenses/by-nc-sa/4.0/") == "CC-BY-NC-SA-4.0");
  CHECK(license("http://creativecommons.org/licenses/by/3.0/") == "CC-BY-3.0");
  CHECK(license("http://creativecommons.org/publicdomain/zero/1.0/") == "CC0-1.0");
  CHECK(license("http://arxiv.org/licenses/nonexclusive-distrib/1.0/") ==
        "LicenseRef-arXiv-nonexclusive-distrib-1.0");
  for (const char* url :
       {"https://creativecommons.org/licenses/by/4.0", "creativecommons.org/licenses/by/4.0/",
        "https://www.creativecommons.org/licenses/BY/4.0/legalcode",
        "https://creativecommons.org/licenses/by/4.0/deed.en"})
    CHECK(license(url) == "CC-BY-4.0");
  CHECK(license("http://creativecommons.org/licenses/by-nd-nc/1.0/") == "CC-BY-NC-ND-1.0");
}

TEST_CASE("a licence that SPDX has no id for is kept as its URL, and none is none") {
  for (const char* url :
       {"http://creativecommons.org/licenses/publicdomain/",
        "http://creativecommons.org/licenses/by-xx/4.0/", "http://creativecommons.org/licenses/by/",
        "http://creativecommons.org/licenses/by/4.0.1/",
        "http://creativecommons.org/licenses/by/3.0/us/",
        "http://creativecommons.org/publicdomain/mark/1.0/",
        "http://arxiv.org/licenses/assumed-1991-2003/",
        "https://example.org/creativecommons.org/licenses/by/4.0/"}) {
    INFO(url);
    ArxivRecord record = plain();
    record.license = url;
    CHECK(errors(record) == "");
    CHECK(stub_package(record).license.empty());
    CHECK(stub_package(record).provenance.license_url == url);
    CHECK(manifest_of(record).find(url) != std::string::npos);
    CHECK(manifest_of(record).find("CC-BY") == std::string::npos);
  }
  CHECK(stub_package(plain()).license.empty());
  CHECK(stub_package(plain()).provenance.license_url.empty());
  CHECK(manifest_of(plain()).find("icense") == std::string::npos);
}

TEST_CASE("a paper gives the same stub from a feed and from the snapshot") {
  const ReadAll atom(
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>http://arxiv.org/abs/0704.0004v2</id>"
      "<published>2007-03-31T03:16:14Z</published><title>A\n title</title><summary> Text.</summary>"
      "<author><name>David Callan</name></author><category term=\"math.CO\"/></entry></feed>");
  const ReadAll json(
      R"({"id":"0704.0004","title":"A\n  title","categories":"math.CO","abstract":"Text.\n","license":null,)"
      R"("versions":[{"version":"v1","created":"Sat, 31 Mar 2007 03:16:14 GMT"},{"version":"v2","created":"Mon, 2 Apr 2007 19:18:42 GMT"}],)"
      R"("authors_parsed":[["Callan","David",""]],"update_date":"2007-05-23"})");
  REQUIRE(atom.records.size() == 1);
  REQUIRE(json.records.size() == 1);
  CHECK(manifest_of(atom.records[0]) == manifest_of(json.records[0]));
}
