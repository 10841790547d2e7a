// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/graph/external.hpp"

#include <catch2/catch.hpp>

using ahub::external_id;

TEST_CASE("an arXiv work has one name, whatever its version and spelling", "[external]") {
  for (const char* text : {"arXiv:2205.14135", "arxiv:2205.14135v2", "arXiv: 2205.14135v11",
                           "2205.14135", "2205.14135v1", "https://arxiv.org/abs/2205.14135v2",
                           "http://www.arxiv.org/pdf/2205.14135v1.pdf",
                           "https://arxiv.org/html/2205.14135#S1", "doi:10.48550/arXiv.2205.14135",
                           "https://doi.org/10.48550/ARXIV.2205.14135", " arXiv:2205.14135 "})
    CHECK(external_id(text) == "arXiv:2205.14135");
  CHECK(external_id("arXiv:math.GT/0309136v1") == "arXiv:math/0309136");
  CHECK(external_id("hep-th/9901001") == "arXiv:hep-th/9901001");
  CHECK(external_id("arXiv:0704.0001") == "arXiv:0704.0001");
}

TEST_CASE("a DOI has one name, whatever its case and resolver", "[external]") {
  for (const char* text :
       {"doi:10.1145/3600006.3613165", "DOI: 10.1145/3600006.3613165", "10.1145/3600006.3613165",
        "https://doi.org/10.1145/3600006.3613165", "http://dx.doi.org/10.1145/3600006.3613165/"})
    CHECK(external_id(text) == "doi:10.1145/3600006.3613165");
  CHECK(external_id("doi:10.1000/ABC") == external_id("doi:10.1000/abc"));
}

TEST_CASE("a page has one name, whatever its scheme, fragment and final slash", "[external]") {
  CHECK(external_id("http://Example.org/a/#top") == "https://example.org/a");
  CHECK(external_id("https://example.org") == "https://example.org");
  CHECK(external_id("https://example.org/A?b=C") == "https://example.org/A?b=C");
}

TEST_CASE("anything else is no external work", "[external]") {
  for (const char* text :
       {"", "flashattention", "arXiv:", "arXiv:12.34", "doi:", "doi:10.", "10.x/1", "2205.141",
        "https://", "http:// a", "../10.1", "CS/0112017", "v1"})
    CHECK(external_id(text).empty());
}
