// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What a differing hash is said to come from.
#include "ahub/package/hash_difference.hpp"

#include <catch2/catch.hpp>

#include "ahub/base/digest.hpp"

using namespace ahub;

namespace {

/// What is said of `bytes` where `meant` was hashed.
std::string what(std::string_view bytes, std::string_view meant) {
  return explain_hash(bytes, sha256_hex(meant), static_cast<std::int64_t>(meant.size()), "r.csv")
      .what;
}

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kPointer =
    "version https://git-lfs.github.com/spec/v1\n"
    "oid sha256:6ec438b1f7f17ff7b5ab9eaa79fee1e9d1e0bf5ffb5c0f1dd8a8fb2b1a3c4d5e\nsize 27901454\n";

}  // namespace

TEST_CASE("line ends, marks and final line ends are tried and named", "[hash]") {
  const std::string lf = "a,b\n1,2\n", crlf = "a,b\r\n1,2\r\n";
  CHECK(what(crlf, lf) == "with LF line ends it would match");
  CHECK(what(lf, crlf) == "with CRLF line ends it would match");
  CHECK(what("a,b\r1,2\r", lf) == "with LF line ends it would match");
  CHECK(what("a,b\r\n1,2\n", lf) == "with LF line ends it would match");
  CHECK(what("a,b\n1,2", lf) == "with a final line end it would match");
  CHECK(what(lf, "a,b\n1,2") == "without its final line end it would match");
  CHECK(what(std::string(kMark) + lf, lf) == "without its byte order mark it would match");
  CHECK(what(lf, std::string(kMark) + lf) == "with a byte order mark it would match");
  CHECK(what(std::string(kMark) + crlf, lf) ==
        "with LF line ends and without its byte order mark it would match");
  CHECK(what("a,b\r\n1,2", lf) == "with LF line ends and with a final line end it would match");
  CHECK(explain_hash(crlf, sha256_hex(lf), std::nullopt, "d/r.csv").help.find("'d/r.csv -text'") !=
        std::string::npos);
  CHECK(explain_hash(crlf, {}, 8, "r.csv").what == "with LF line ends it would have that size");
}

TEST_CASE("other content is not called line ends", "[hash]") {
  CHECK(what("a,b\n1,3\n", "a,b\n1,2\n") == "its size is the stated one, its content is another");
  CHECK(what("a,b\n", "a,b\n1,2\n") == "it has 4 of 8 bytes");
  CHECK(what("a,b\n1,2\n1,2\n", "a,b\n1,2\n") == "it has 12 bytes, the manifest says 8");
  CHECK(explain_hash("x", std::string(64, 'a'), std::nullopt, "r").what ==
        "its content is another, not only its line ends");
  CHECK(what("", "a\n") == "the file is empty");
  CHECK(what("a\n", "") == "the manifest's hash is that of an empty file");
  // Bytes with NUL are no text.
  CHECK(what(std::string_view("a\0\r\n", 4), std::string_view("a\0\n", 3)) ==
        "it has 4 bytes, the manifest says 3");
}

TEST_CASE("a pointer is known, and whether it leads to the file that was meant", "[hash]") {
  CHECK(explain_hash(kPointer, std::string(64, 'a'), 27901454, "w").what ==
        "it is a Git LFS pointer");
  CHECK(explain_hash(kPointer, "6ec438b1f7f17ff7b5ab9eaa79fee1e9d1e0bf5ffb5c0f1dd8a8fb2b1a3c4d5e",
                     27901454, "w")
            .what == "it is a Git LFS pointer to the file that was hashed");
  CHECK(explain_hash(kPointer, std::string(64, 'a'), 1, "w").help.find("git lfs") !=
        std::string::npos);
  CHECK(what("<!DOCTYPE html>\n<html></html>\n", "a,b\n").find("saved web page") !=
        std::string::npos);
}

TEST_CASE("a pointer is no artifact, even where its own hash was written", "[hash]") {
  Artifact artifact;
  artifact.path = "w.bin";
  artifact.sha256 = sha256_hex(kPointer);
  const PackageFiles files =
      make_package_files("m", {{"w.bin", std::string(kPointer)}, {"x", "1"}, {"y", "2"}});
  CHECK(check_artifact(files, artifact).resolution == Resolution::pointer);
  artifact.path = "x";
  artifact.sha256 = sha256_hex("2");
  CHECK(explain_artifact(files, artifact).what == "the manifest's hash is that of 'y'");
  artifact.sha256 = sha256_hex("1");
  CHECK(explain_artifact(files, artifact).what.empty());
}

TEST_CASE("a change of a file is described by what it is", "[hash]") {
  CHECK(describe_change("a\nb\n", "a\r\nb\r\n") == "line ends only");
  CHECK(describe_change("a\nb\n", "a\nb") == "final line end only");
  CHECK(describe_change("a\n", std::string(kMark) + "a\n") == "byte order mark only");
  CHECK(describe_change("a\n", "bb\n") == "2 -> 3 bytes");
  CHECK(describe_change("a\n", kPointer) == "now a Git LFS pointer");
}
