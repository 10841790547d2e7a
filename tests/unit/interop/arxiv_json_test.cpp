// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "unit/interop/read_all.hpp"

using namespace ahub;

namespace {

// The form of the snapshot's lines, with its leading blanks, line ends and null members.
constexpr std::string_view kLine =
    R"({"id":"0704.0004","submitter":"A. B.","authors":"David Callan","title":"A determinant of\n  Stirling cycle numbers","comments":null,"journal-ref":null,"doi":null,"report-no":null,"categories":"math.CO cs.DM","license":null,"abstract":"  We show that $3\\times 3$\nmatrices.\n","versions":[{"version":"v1","created":"Sat, 31 Mar 2007 03:16:14 GMT"},{"created":"Mon, 2 Apr 2007 19:18:42 GMT","version":"v2"}],"update_date":"2007-05-23","authors_parsed":[["Callan","David","","Univ."],["K\u00fchn","Daniela","Jr."]]})"
    "\n";

std::string minimal(std::string_view id, std::string_view more = "") {
  return fmt::format(R"({{"id":{},"title":"A title","categories":"cs.LG","abstract":"Text."{}}})",
                     id, more) +
         "\n";
}

}  // namespace

TEST_CASE("a line of the snapshot becomes a record") {
  const ReadAll read(kLine);
  REQUIRE(read.problems.empty());
  REQUIRE(read.records.size() == 1);
  const ArxivRecord& record = read.records[0];
  CHECK(record.id == "0704.0004");
  CHECK(record.version == 2);
  CHECK(record.title == "A determinant of Stirling cycle numbers");
  CHECK(record.abstract == "We show that $3\\times 3$ matrices.");
  CHECK(record.authors == std::vector<std::string>{"David Callan", "Daniela K\u00fchn Jr."});
  CHECK(record.categories == std::vector<std::string>{"math.CO", "cs.DM"});
  CHECK(record.published == "2007-03-31");
  CHECK(record.updated == "2007-05-23");
  CHECK(record.doi.empty());
  CHECK(read.places[0].end == kLine.size());
}

TEST_CASE("the size of the pieces changes nothing") {
  std::string text;
  for (int i = 0; i < 5; ++i) text += std::string(kLine) + minimal("\"bad\"") + "\n";
  const ReadAll whole(text);
  REQUIRE(whole.records.size() == 5);
  for (const std::size_t piece : {1, 2, 7, 64, 1000}) {
    const ReadAll parts(text, piece);
    CHECK(parts.records.size() == 5);
    CHECK(parts.problems == whole.problems);
    CHECK(parts.places.back().end == whole.places.back().end);
  }
}

TEST_CASE("authors come from the text where they are not parsed") {
  const ReadAll read(minimal(
      R"("0704.0001")",
      R"(,"authors":"C. Bal\\'azs (1, 2), E. L. Berger (2),\n P. M. Nadolsky, Jr. and C.-P. Yuan")"));
  REQUIRE(read.records.size() == 1);
  CHECK(read.records[0].authors == std::vector<std::string>{"C. Bal\\'azs", "E. L. Berger",
                                                            "P. M. Nadolsky Jr.", "C.-P. Yuan"});
}

TEST_CASE("a record cut by the end of the source is reported where it ends, the rest is taken") {
  const std::string text = std::string(kLine) + minimal("\"0704.0005\"");
  const std::size_t second = kLine.size();
  for (std::size_t end = second + 1; end < text.size() - 2; ++end) {
    const ReadAll read(std::string_view(text).substr(0, end));
    REQUIRE(read.records.size() == 1);
    CHECK(read.problems == std::vector<std::string>{fmt::format("2:{} cut", end - second + 1)});
  }
  CHECK(ReadAll(std::string_view(text).substr(0, text.size() - 1)).records.size() == 2);
  // Cut within a character.
  const ReadAll read("{\"id\":\"0704.0005\",\"title\":\"\xC3");
  CHECK(read.problems == std::vector<std::string>{"1:29 cut"});
}

TEST_CASE("a damaged record is skipped with its code and place") {
  const auto problem = [](const std::string& line) {
    const ReadAll read(minimal("\"0704.0001\"") + line + minimal("\"0704.0002\""));
    CHECK(read.records.size() == 2);
    return read.problems.size() == 1 ? read.problems[0] : std::string("no problem");
  };
  CHECK(problem(minimal("704.0004")) == "2:14 bad-id");
  CHECK(problem(minimal("0704.0004")) == "2:7 bad-id");
  CHECK(problem(minimal("null")) == "2:10 bad-id");
  CHECK(problem(minimal("\"hello\"")) == "2:1 bad-id");
  CHECK(problem("{\"title\":\"A title\",\"categories\":\"cs.LG\"}\n") == "2:1 bad-id");
  CHECK(problem(minimal("\"0704.0009\"", ",\"id\":\"0704.0009\"")).find("bad-json") !=
        std::string::npos);
  CHECK(problem("[]\n") == "2:1 bad-json");
  CHECK(problem("7\n").find("bad-json") != std::string::npos);
  CHECK(problem("{}{}\n").find("bad-json") != std::string::npos);
  CHECK(problem("hello\n") == "2:1 bad-json");
  CHECK(problem(minimal("\"0704.0009\"", ",\"doi\":\"\\u0007\"")) == "2:1 control-character");
  CHECK(problem(minimal("\"0704.0009\"", ",\"doi\":\"\\u0000\"")) == "2:1 control-character");
  CHECK(problem(minimal("\"0704.0009\"", ",\"doi\":\"\a\"")).find("control-character") !=
        std::string::npos);
  CHECK(problem(minimal("\"0704.0009\"", ",\"doi\":\"\xC0\xAF\"")).find("bad-utf8") !=
        std::string::npos);
  CHECK(problem(minimal("\"0704.0009\"", ",\"doi\":\"\\udc00\"")).find("bad-") !=
        std::string::npos);
  CHECK(problem(minimal("\"0704.0009\"", ",\"title\":{}")).find("bad-json") != std::string::npos);
  CHECK(problem(minimal("\"0704.0009\"", ",\"versions\":\"v1\"")).find("bad-json") !=
        std::string::npos);
  CHECK(problem("{\"id\":\"0704.0009\",\"title\":null,\"categories\":\"cs.LG\"}\n") ==
        "2:1 missing-field");
  CHECK(problem("{\"id\":\"0704.0009\",\"title\":\"A title\"}\n") == "2:1 missing-field");
  std::string nul = minimal("\"0704.0009\"");
  nul[20] = '\0';
  CHECK(problem(nul) == "2:21 control-character");
  CHECK(problem(std::string(1'000, '[') + "\n").find("bad-json") != std::string::npos);
  CHECK(problem("{\"x\":" + std::string(1'000, '[') + "\n").find("bad-json") !=
        std::string::npos);
}

TEST_CASE("a line longer than the limit is skipped without being kept") {
  std::string text = minimal("\"0704.0001\"");
  text += minimal("\"0704.0002\"", ",\"comments\":\"" + std::string(1U << 20, 'x') + "\"");
  text += minimal("\"0704.0003\"");
  for (const std::size_t piece : {std::size_t{0}, std::size_t{65536}}) {
    const ReadAll read(text, piece);
    CHECK(read.records.size() == 2);
    CHECK(read.problems == std::vector<std::string>{"2:1 too-long"});
  }
}

TEST_CASE("what is no metadata is refused") {
  CHECK(ReadAll("").error == "not-arxiv");
  CHECK(ReadAll(" \n\n").error == "not-arxiv");
  CHECK(ReadAll("\x1f\x8b\x08\x00").error == "not-arxiv");
  CHECK(ReadAll("Rate exceeded.").error == "arxiv-error");
  CHECK(ReadAll("Rate exceeded.\n", 3, ArxivFormat::json_lines).error == "arxiv-error");
  CHECK(ReadAll("\xEF\xBB\xBF" + minimal("\"0704.0001\"")).records.size() == 1);
}

TEST_CASE("the reader stops when no more is wanted") {
  int count = 0;
  ArxivParser parser(
      "test", ArxivFormat::automatic,
      {[&](ArxivRecord&&, const ArxivPlace&) { return ++count < 2; }, [](ArxivProblem&&) {}});
  const std::string line = minimal("\"0704.0001\"");
  // Longer than what the form is told by.
  CHECK_FALSE(parser.feed(line + line + line + std::string(5000, '\n')));
  parser.end();
  CHECK(count == 2);
}
