// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "unit/interop/read_all.hpp"

using namespace ahub;

namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
    "  <link href=\"http://arxiv.org/api/query?a=1&amp;b=2\" rel=\"self\" "
    "type=\"application/atom+xml\"/>\n"
    "  <title type=\"html\">ArXiv Query</title>\n"
    "  <id>http://arxiv.org/api/x</id>\n"
    "  <opensearch:totalResults "
    "xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\">1</opensearch:totalResults>\n";
constexpr std::string_view kEntry =
    "  <entry>\n"
    "    <id>http://arxiv.org/abs/2205.14135v2</id>\n"
    "    <updated>2022-06-23T17:53:32Z</updated>\n"
    "    <published>2022-05-27T17:53:09Z</published>\n"
    "    <title>FlashAttention: Fast &amp; Memory-Efficient Exact Attention\n  with "
    "IO-Awareness</title>\n"
    "    <summary>  Transformers are slow: 3$\\times$ &lt; 4, <![CDATA[<b> & "
    "]]>&#x3b1;&#945;.\n</summary>\n"
    "    <author><name>Tri Dao</name><arxiv:affiliation "
    "xmlns:arxiv=\"http://arxiv.org/schemas/atom\">Stanford</arxiv:affiliation></author>\n"
    "    <author>\n      <name>Daniel Y. Fu</name>\n    </author>\n"
    "    <!-- <title>no</title> -->\n"
    "    <arxiv:doi xmlns:arxiv=\"http://arxiv.org/schemas/atom\">10.1000/182</arxiv:doi>\n"
    "    <category term=\"cs.AI\" scheme=\"http://arxiv.org/schemas/atom\"/>\n"
    "    <category term=\"cs.LG\" scheme='http://arxiv.org/schemas/atom'/>\n"
    "    <category term=\"68T07\"/>\n"
    "    <arxiv:primary_category xmlns:arxiv=\"http://arxiv.org/schemas/atom\" term=\"cs.LG\" />\n"
    "  </entry>\n";

std::string feed_of(std::string_view entries) {
  return std::string(kHead) + std::string(entries) + "</feed>\n";
}

std::string entry_with(std::string_view more) {
  return fmt::format(
      "<entry><id>http://arxiv.org/abs/0704.0001v1</id><title>A title</title>"
      "<category term=\"cs.LG\"/>{}</entry>",
      more);
}

}  // namespace

TEST_CASE("an entry of a feed becomes a record") {
  const ReadAll read(feed_of(kEntry));
  CHECK(read.error.empty());
  REQUIRE(read.problems.empty());
  REQUIRE(read.records.size() == 1);
  const ArxivRecord& record = read.records[0];
  CHECK(record.id == "2205.14135");
  CHECK(record.version == 2);
  CHECK(record.title ==
        "FlashAttention: Fast & Memory-Efficient Exact Attention with IO-Awareness");
  CHECK(record.abstract == "Transformers are slow: 3$\\times$ < 4, <b> & \u03b1\u03b1.");
  CHECK(record.authors == std::vector<std::string>{"Tri Dao", "Daniel Y. Fu"});
  CHECK(record.categories == std::vector<std::string>{"cs.LG", "cs.AI"});
  CHECK(record.published == "2022-05-27");
  CHECK(record.updated == "2022-06-23");
  CHECK(record.doi == "10.1000/182");
  CHECK(read.places[0].line == 7);
  CHECK(read.places[0].column == 3);
  CHECK(read.places[0].end == kHead.size() + kEntry.size() - 1);
}

TEST_CASE("prefixes are only names for namespaces") {
  const ReadAll read(
      "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\" xmlns:b=\"http://arxiv.org/schemas/atom\">"
      "<a:entry "
      "xmlns=\"urn:other\"><a:id>http://arxiv.org/abs/hep-th/9901001v1</a:id><title>wrong</title>"
      "<a:title>Right</a:title><a:category term=\"gr-qc\"/><b:primary_category term=\"hep-th\"/>"
      "<a:summary xmlns:a=\"http://www.w3.org/2005/Atom\">Text <i>in</i> parts</a:summary>"
      "</a:entry></a:feed>");
  REQUIRE(read.records.size() == 1);
  CHECK(read.records[0].title == "Right");
  CHECK(read.records[0].abstract == "Text in parts");
  CHECK(read.records[0].categories == std::vector<std::string>{"hep-th", "gr-qc"});
}

TEST_CASE("the size of the pieces changes nothing of a feed") {
  const std::string text = feed_of(std::string(kEntry) + entry_with("<summary>a&amp;b</summary>") +
                                   "<entry/>" + std::string(kEntry));
  const ReadAll whole(text);
  REQUIRE(whole.records.size() == 3);
  REQUIRE(whole.problems.size() == 1);
  for (const std::size_t piece : {1, 2, 3, 7, 64, 1000}) {
    const ReadAll parts(text, piece);
    CHECK(parts.problems == whole.problems);
    REQUIRE(parts.records.size() == 3);
    CHECK(parts.records[0].abstract == whole.records[0].abstract);
    CHECK(parts.records[1].abstract == "a&b");
    CHECK(parts.places[2].line == whole.places[2].line);
    CHECK(parts.places[2].end == whole.places[2].end);
  }
}

TEST_CASE("an error of arXiv is no entry") {
  const ReadAll read(feed_of(
      "<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_1</id><title>Error</title>"
      "<summary>incorrect id format for 1</summary></entry>"));
  CHECK(read.error == "arxiv-error");
  CHECK(read.records.empty());
  CHECK(read.messages[0] == "test:7:1: arXiv answered with an error: incorrect id format for 1");
  // A paper may be called so.
  CHECK(ReadAll(feed_of("<entry><id>http://arxiv.org/abs/0704.0001v1</id><title>Error</title>"
                        "<category term=\"cs.LG\"/></entry>"))
            .records.size() == 1);
}

TEST_CASE("a feed without entries holds none") {
  const ReadAll read(feed_of(""));
  CHECK(read.error.empty());
  CHECK(read.problems.empty());
  CHECK(read.records.empty());
}

TEST_CASE("a document type is refused before anything is read") {
  const ReadAll read("<?xml version=\"1.0\"?>\n<!DOCTYPE feed [<!ENTITY a \"b\">]>" +
                     feed_of(kEntry));
  CHECK(read.error == "xml-doctype");
  CHECK(read.records.empty());
}

TEST_CASE("other documents are refused") {
  CHECK(ReadAll("<html><body>Not found</body></html>").error == "not-arxiv");
  CHECK(ReadAll("<feed><entry/></feed>").error == "not-arxiv");
  CHECK(ReadAll("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>").error ==
        "not-arxiv");
  CHECK(ReadAll("<!DOCTYPE html><html></html>").messages[0].find("web page") != std::string::npos);
  CHECK(ReadAll("<").error == "not-arxiv");
  CHECK(ReadAll("<!-- only this -->").error == "not-arxiv");
}

TEST_CASE("a fault ends the feed and keeps the entries before it") {
  const auto fault = [](const std::string& entries) {
    const ReadAll read(feed_of(entry_with("") + "\n" + entries));
    CHECK(read.records.size() == 1);
    return read.problems.size() == 1 ? read.problems[0] : std::string("no problem");
  };
  CHECK(fault("<entry></id>") == "8:8 bad-xml");
  CHECK(fault("<entry>&nbsp;</entry>") == "8:8 bad-xml");
  CHECK(fault("<entry>&#0;</entry>") == "8:8 bad-xml");
  CHECK(fault("<entry>&#xD800;</entry>") == "8:8 bad-xml");
  CHECK(fault("<entry>a & b</entry>") == "8:10 bad-xml");
  CHECK(fault("<entry a=1></entry>") == "8:1 bad-xml");
  CHECK(fault("<entry a='1' a='2'></entry>") == "8:1 bad-xml");
  CHECK(fault("<entry a='1'b='2'></entry>") == "8:1 bad-xml");
  CHECK(fault("<entry a='<'></entry>") == "8:1 bad-xml");
  CHECK(fault("<x:entry></x:entry>") == "8:1 bad-xml");
  CHECK(fault("<!ELEMENT a>") == "8:1 bad-xml");
  CHECK(fault("<1></1>") == "8:1 bad-xml");
  std::string deep;
  for (int i = 0; i < 70; ++i) deep += "<a>";
  CHECK(fault(deep) == "8:190 too-deep");  // The 64th: the feed is the first.
  CHECK(fault("<a b=\"" + std::string((1U << 20) + 1, 'x') + "\"/>") == "8:1 too-long");
}

TEST_CASE("a feed that is cut gives the entries before the cut and says where it ends") {
  const std::string text = feed_of(std::string(kEntry) + std::string(kEntry));
  const std::size_t second = kHead.size() + kEntry.size();
  const std::size_t end_of_second = second + kEntry.size() - 1;
  for (std::size_t end = second + 3; end < end_of_second; end += 13) {
    const ReadAll read(std::string_view(text).substr(0, end));
    REQUIRE(read.records.size() == 1);
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems[0].find(" cut") != std::string::npos);
  }
}

TEST_CASE("damaged entries are skipped, the others taken") {
  const auto problem = [](const std::string& entry) {
    const ReadAll read(feed_of(entry_with("") + "\n" + entry + "\n" + entry_with("")));
    CHECK(read.records.size() == 2);
    return read.problems.size() == 1 ? read.problems[0] : std::string("no problem");
  };
  CHECK(problem(entry_with("<summary>\xFF</summary>")) == "8:1 bad-utf8");
  CHECK(problem(entry_with("<summary>\x01</summary>")) == "8:1 control-character");
  CHECK(problem(entry_with("<summary>&#1;</summary>")) == "8:1 control-character");
  CHECK(problem(entry_with(std::string("<summary>\0</summary>", 20))) == "8:1 control-character");
  CHECK(problem(entry_with("<id>http://arxiv.org/abs/nonsense</id>")) == "8:1 bad-id");
  CHECK(problem("<entry/>") == "8:1 bad-id");
  CHECK(problem(entry_with("<title> </title>")) == "8:1 missing-field");
  CHECK(problem(entry_with("<summary>" + std::string(1U << 20, 'x') + "</summary>")) ==
        "8:1 too-long");
}
