// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What a message tells authors to write.
#include "ahub/package/spellings.hpp"

#include <catch2/catch.hpp>

#include <utility>

#include "ahub/package/external.hpp"
#include "ahub/package/package.hpp"

using namespace ahub;

TEST_CASE("numbers: the message names the spelling", "[spellings]") {
  const std::pair<const char*, const char*> kTexts[] = {
      {"5.81", "write it without quotes"},
      {"1e3", "write it without quotes"},
      {"1,234", "write 1234, or 1.234 if the comma is a decimal sign"},
      {"1,234,567", "write 1234567"},
      {"1,234.5", "write 1234.5"},
      {"1.234,5", "write 1234.5"},
      {"5,81", "write 5.81"},
      {"-5,81", "write -5.81"},
      {"5.81%", "write 5.81, and 'unit: '%''"},
      {"5.81 %", "write 5.81, and 'unit: '%''"},
      {"12 ms", "write 12, and 'unit: ms'"},
      {"3x", "write 3, and 'unit: x'"},
      {"10k", "write 10000"},
      {"+5", "write 5"},
      {".5", "write 0.5"},
      {"5.", "write 5"},
      {"007", "write 7"},
      {"1_000_000", "write 1000000"},
      {"1 000", "write 1000"},
      {"1\u202f000", "write 1000"},
      {"\u22125", "write it without quotes"},
      {"~5", "write 5"},
      {"5.81 \u00b1 0.2", "write 5.81, and 'standard_error: 0.2'"},
      {"5.81+/-0.2 ms", "write 5.81, and 'standard_error: 0.2', and 'unit: ms'"},
      {"1.5x10^3", "write 1.5e3"},
      {"1.5 \u00d7 10^3", "write 1.5e3"},
      {"NaN", "a number is finite here: leave the key out where there is none"},
      {".inf", "a number is finite here: leave the key out where there is none"},
      {"1/3", "write it as a decimal number"},
      {"0x1F", "write it as a decimal number"},
      {"1.5-2.5", "a claim states one number; an assertion checks a range with 'op: between'"},
      {"many", ""},
      {"", ""},
  };
  for (const auto& [text, advice] : kTexts) {
    INFO(text);
    if (std::string_view(text) == "\u22125")
      CHECK(number_advice(text) == "write -5");
    else
      CHECK(number_advice(text) == advice);
  }
  CHECK(integer_advice("1e3") == "write 1000");
  CHECK(integer_advice("1.0") == "write 1");
  CHECK(integer_advice("v2") == "write 2");
  CHECK(integer_advice("1.5") == "it is no whole number");
  CHECK(integer_advice("5") == "write it without quotes");
  CHECK(integer_advice("8 KiB") == "write 8, and 'unit: KiB'");
}

TEST_CASE("words, days and hashes: the message names the spelling", "[spellings]") {
  CHECK(boolean_advice("yes") == "write true, without quotes");
  CHECK(boolean_advice("Off") == "write false, without quotes");
  CHECK(boolean_advice("TRUE") == "write true, without quotes");
  CHECK(boolean_advice("perhaps").empty());
  CHECK(date_advice("2026-11-5") == "write '2026-11-05'");
  CHECK(date_advice("2026/11/05") == "write '2026-11-05'");
  CHECK(date_advice("20261105") == "write '2026-11-05'");
  CHECK(date_advice("5 Nov 2026") == "write '2026-11-05'");
  CHECK(date_advice("November 5, 2026") == "write '2026-11-05'");
  CHECK(date_advice("2026-11-05T10:00:00Z") == "write '2026-11-05'");
  CHECK(date_advice("05.11.2026") == "write '2026-05-11' or '2026-11-05', whichever is meant");
  CHECK(date_advice("25.11.2026") == "write '2026-11-25'");
  CHECK(date_advice("2026-11") == "add the day: YYYY-MM-DD");
  CHECK(date_advice("2026") == "add month and day: YYYY-MM-DD");
  CHECK(date_advice("2026-02-30").empty());
  CHECK(date_advice("soon").empty());
  CHECK(hash_advice("SHA256:" + std::string(64, 'A')) == "write '" + std::string(64, 'a') + "'");
  CHECK(hash_advice(std::string(32, 'a')).find("MD5") != std::string::npos);
  CHECK(hash_advice(std::string(40, 'a')).find("SHA-1") != std::string::npos);
  CHECK(hash_advice("xyz").empty());
  constexpr std::string_view kKinds[] = {"builds_on", "uses", "compares_to"};
  CHECK(respelled("Builds-On", kKinds) == "builds_on");
  CHECK(respelled("buildsOn", kKinds) == "builds_on");
  CHECK(respelled("COMPARES TO", kKinds) == "compares_to");
  CHECK(respelled("cites", kKinds) == "uses");
  CHECK_FALSE(respelled("other", kKinds));
  constexpr std::string_view kOperators[] = {"==", "approx", "<=", ">=", "<", ">", "between"};
  CHECK(respelled("\u2264", kOperators) == "<=");
  CHECK(respelled("=", kOperators) == "==");
}

TEST_CASE("an ORCID is taken as its owner gives it", "[spellings]") {
  for (const char* text :
       {"0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097",
        "http://orcid.org/0000-0002-1825-0097", "https://www.orcid.org/0000-0002-1825-0097/",
        "orcid.org/0000-0002-1825-0097", "ORCID:0000-0002-1825-0097", "orcid: 0000-0002-1825-0097",
        "0000000218250097", "HTTPS://ORCID.ORG/0000-0002-1825-0097"}) {
    INFO(text);
    CHECK(canonical_orcid(text) == "0000-0002-1825-0097");
  }
  CHECK(canonical_orcid("0000-0002-1694-233x") == "0000-0002-1694-233X");
  for (const char* text : {"", "0000-0002-1825", "0000-0002-1825-009Y", "x000-0002-1825-0097",
                           "https://0000-0002-1825-0097", "00-00-0002-1825-0097",
                           "0000--0002-1825-0097", "https://example.org/0000-0002-1825-0097"}) {
    INFO(text);
    CHECK_FALSE(canonical_orcid(text));
  }
}

TEST_CASE("one reader of works: scheme, case, resolver, version and print form", "[spellings]") {
  for (const char* text :
       {"arXiv:2205.14135", "arxiv:2205.14135v2", "ARXIV:2205.14135", "arXiv 2205.14135",
        "arXiv : 2205.14135", "2205.14135v2", "arXiv:2205.14135v2 [cs.LG]", "2205.14135 [cs.LG]",
        "arxiv.org/abs/2205.14135", "https://arxiv.org/abs/2205.14135v2?context=cs",
        "https://arxiv.org/pdf/2205.14135v2.pdf", "arXiv:arXiv:2205.14135",
        "arXiv:https://arxiv.org/abs/2205.14135", "https://doi.org/10.48550/arXiv.2205.14135"}) {
    INFO(text);
    CHECK(external_id(text) == "arXiv:2205.14135");
  }
  for (const char* text : {"cs/0112017", "arXiv:cs/0112017v1", "cs.DC/0112017", "arXiv:CS/0112017",
                           "https://arxiv.org/abs/cs/0112017"}) {
    INFO(text);
    CHECK(external_id(text) == "arXiv:cs/0112017");
  }
  for (const char* text :
       {"10.1000/abc.1", "doi:10.1000/abc.1", "DOI:10.1000/ABC.1", "DOI 10.1000/abc.1",
        "doi.org/10.1000/abc.1", "dx.doi.org/10.1000/abc.1", "https://dx.doi.org/10.1000/abc.1",
        "https://doi.org/doi:10.1000/abc.1", "https://doi.org/10.1000%2Fabc.1",
        "urn:doi:10.1000/abc.1", "info:doi/10.1000/abc.1", "doi:https://doi.org/10.1000/abc.1"}) {
    INFO(text);
    CHECK(external_id(text) == "doi:10.1000/abc.1");
  }
  // A path is none, whatever its digits.
  for (const char* text : {"data/1234567", "artifacts/2205.14135", "10/1000", "arxiv", "doi"}) {
    INFO(text);
    CHECK(external_id(text).empty());
  }
}

TEST_CASE("evidence that names a work outside is a source, an artifact of that name is not",
          "[spellings]") {
  const auto parsed = [](const std::string& evidence, const std::string& path) {
    const std::string manifest =
        "schema: attentionhub/discovery@0.1\nprofile: generic@0.1\nslug: a-slug\ntitle: A title\n"
        "contributors: [{kind: human, name: Ada, orcid: "
        "\"https://orcid.org/0000-0002-1825-0097\"}]\n"
        "license: MIT or apache-2.0\nprovenance: {source: {arxiv: 2205.14130}}\n"
        "claims:\n  - {id: c1, kind: observation, statement: Seen, evidence: [\"" +
        evidence + "\"]}\nartifacts: [{path: \"" + path + "\", role: data}]\n";
    return parse_package(make_package_files("m", {{"discovery.yaml", manifest}})).package;
  };
  for (const char* text : {"DOI:10.1000/abc.1", "10.1000/abc.1", "arxiv.org/abs/2205.14135"}) {
    const Package package = parsed(text, "x.csv");
    INFO(text);
    REQUIRE(package.claims.size() == 1);
    CHECK(package.claims[0].evidence.at(0).source == text);
    CHECK(package.claims[0].evidence.at(0).artifact.empty());
    CHECK(package.contributors.at(0).orcid == "0000-0002-1825-0097");
    CHECK(package.license == "MIT OR Apache-2.0");
    CHECK(package.provenance.source == "arXiv:2205.14130");
  }
  CHECK(parsed("10.1000/abc.1", "10.1000/abc.1").claims.at(0).evidence.at(0).artifact ==
        "10.1000/abc.1");
}
