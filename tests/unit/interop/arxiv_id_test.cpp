// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "ahub/interop/arxiv.hpp"

using namespace ahub;

namespace {

/// "id version", or "none".
std::string normal(std::string_view text) {
  std::int64_t version = -1;
  const std::optional<std::string> id = normalise_arxiv_id(text, &version);
  return id ? *id + " " + std::to_string(version) : "none";
}

}  // namespace

TEST_CASE("an id is the same in every form that people write it in") {
  for (const char* text : {"2205.14135v2", "arXiv:2205.14135v2", "arxiv: 2205.14135v2",
                           "http://arxiv.org/abs/2205.14135v2",
                           "https://arxiv.org/abs/2205.14135v2", " 2205.14135v2 "}) {
    CHECK(normal(text) == "2205.14135 2");
  }
  CHECK(normal("oai:arXiv.org:0704.0004") == "0704.0004 0");
  CHECK(normal("https://www.arxiv.org/abs/2205.14135v2?x=1#y") == "2205.14135 2");
  CHECK(normal("http://rss.arxiv.org/abs/2205.14135") == "2205.14135 0");
  CHECK(normal("https://arxiv.org/pdf/2205.14135v2.pdf") == "2205.14135 2");
  CHECK(normal("https://arxiv.org/pdf/hep-th/9901001") == "hep-th/9901001 0");
  CHECK(normal("https://example.org/abs/2205.14135") == "none");
  CHECK(normal("hep-th/9901001") == "hep-th/9901001 0");
  CHECK(normal("http://arxiv.org/abs/solv-int/9901001v3") == "solv-int/9901001 3");
}

TEST_CASE("the subject class of an old id names no other paper") {
  CHECK(normal("math.GT/0309136v1") == normal("math/0309136v1"));
}

TEST_CASE("what is no id is none") {
  for (const char* text : {"",
                           "v1",
                           "704.0004",
                           "0704.000",
                           "0704.000400",
                           "0704.0004v",
                           "0704.0004v0",
                           "0704.0004v01",
                           "0704.0004v1234567",
                           "07040004",
                           "hep-th/990100",
                           "hep-th/99010011",
                           "/9901001",
                           "Hep-th/9901001",
                           "math.G/0309136",
                           "math.gt/0309136",
                           "-a/0309136",
                           "a/b/0309136",
                           "0704.0004 v1",
                           "http://arxiv.org/api/errors#x",
                           "../0704.0004",
                           "abcdefghijklmnopqrstu/0309136",
                           "0704.0004\n0704.0005"}) {
    INFO(text);
    CHECK(normal(text) == "none");
  }
}

TEST_CASE("slugs are legal and different for different papers") {
  CHECK(arxiv_slug("2205.14135") == "arxiv-2205-14135");
  CHECK(arxiv_slug("hep-th/9901001") == "arxiv-hep-th-9901001");
  CHECK(is_slug(arxiv_slug("0704.0004")));
  CHECK(arxiv_slug("0704.0004") != arxiv_slug("0704.00040"));
}
