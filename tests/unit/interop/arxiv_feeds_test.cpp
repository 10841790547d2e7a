// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// arXiv's daily feeds (the forms of arXiv/arxiv-feed) and OAI-PMH.
#include <catch2/catch.hpp>

#include "unit/interop/read_all.hpp"

using namespace ahub;

namespace {

constexpr std::string_view kFeedHead =
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    "<feed xmlns:arxiv=\"http://arxiv.org/schemas/atom\" "
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns=\"http://www.w3.org/2005/Atom\">\n"
    "<title>cs.DC updates</title>\n";
constexpr std::string_view kShared =
    "<arxiv:announce_type>replace-cross</arxiv:announce_type>"
    "<dc:rights>http://creativecommons.org/licenses/by-nc-nd/4.0/</dc:rights>"
    "<arxiv:journal_reference>J. Ex. 1</arxiv:journal_reference>"
    "<arxiv:DOI>10.1000/example.1</arxiv:DOI>"
    "<dc:creator>Ada Example, Bo Sample (Institute of Tests, Town), Cy Jr</dc:creator>";

std::string atom(std::string_view summary, std::string_view more = kShared) {
  return fmt::format(
      "{}<entry><id>oai:arXiv.org:2611.01234v2</id><title>A study</title>"
      "<updated>2026-11-27T05:00:01+00:00</updated><summary>{}</summary><category term=\"cs.DC\"/>"
      "<published>2026-11-27T00:00:00-05:00</published>{}</entry></feed>",
      kFeedHead, summary, more);
}

std::string rss(std::string_view items) {
  return fmt::format(
      "<?xml version='1.0' encoding='UTF-8'?>\n"
      "<rss xmlns:arxiv=\"http://arxiv.org/schemas/atom\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
      "version=\"2.0\"><channel><title>cs.DC updates on arXiv.org</title>"
      "<link>http://rss.arxiv.org/rss/cs.DC</link><description>cs.DC updates</description>"
      "<atom:link href=\"http://rss.arxiv.org/rss/cs.DC\" rel=\"self\"/>"
      "<pubDate>Fri, 27 Nov 2026 00:00:00 -0500</pubDate>{}</channel></rss>",
      items);
}

std::string item(std::string_view more) {
  return fmt::format(
      "<item><title>A study</title><link>https://arxiv.org/abs/2611.01234</link>"
      "<description>arXiv:2611.01234v2 Announce Type: new \nAbstract: We measure.</description>"
      "<guid isPermaLink=\"false\">oai:arXiv.org:2611.01234v2</guid><category>cs.DC</category>"
      "<category>cs.PF</category><pubDate>Fri, 27 Nov 2026 00:00:00 -0500</pubDate>{}{}</item>",
      kShared, more);
}

std::string oai(std::string_view content) {
  return fmt::format(
      "<?xml version=\"1.0\"?><OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">"
      "<responseDate>2026-11-27T00:00:00Z</responseDate><request>x</request>{}"
      "</OAI-PMH>",
      content);
}

}  // namespace

TEST_CASE("the daily feed gives authors, licence and DOI, and no date of publication") {
  for (const std::string& text :
       {atom("arXiv:2611.01234v2 Announce Type: replace-cross\nAbstract: We measure."),
        rss(item(""))}) {
    const ReadAll read(text);
    CHECK(read.error.empty());
    CHECK(read.problems.empty());
    REQUIRE(read.records.size() == 1);
    const ArxivRecord& record = read.records[0];
    CHECK(record.id == "2611.01234");
    CHECK(record.version == 2);
    CHECK(record.title == "A study");
    CHECK(record.abstract == "We measure.");
    CHECK(record.authors == std::vector<std::string>{"Ada Example", "Bo Sample", "Cy Jr"});
    CHECK(record.license == "http://creativecommons.org/licenses/by-nc-nd/4.0/");
    CHECK(stub_package(record).license == "CC-BY-NC-ND-4.0");
    CHECK(record.doi == "10.1000/example.1");
    CHECK(record.categories.front() == "cs.DC");
    CHECK(record.published.empty());
    CHECK(record.updated.empty());
    REQUIRE(read.choices.size() == 1);
    CHECK(read.choices[0].find("daily feed: dates are days of announcement") == 0);
  }
}

TEST_CASE("the banner is cut only where it is one") {
  const auto abstract = [](std::string_view summary, std::string_view more = "") {
    const ReadAll read(atom(summary, more));
    REQUIRE(read.records.size() == 1);
    return read.records[0].abstract;
  };
  CHECK(abstract("arXiv:2611.01234v1 Announce Type: new  Abstract: Text.") == "Text.");
  CHECK(abstract("arXiv:hep-th/9901001v1 Announce Type: cross \n\nAbstract:Text.") == "Text.");
  CHECK(abstract("arXiv:2611.01234v1 Announce Type: new Text.") == "Text.");
  CHECK(abstract("arXiv:2611.01234 is continued. Abstract: x") ==
        "arXiv:2611.01234 is continued. Abstract: x");
  CHECK(abstract("The Announce Type: new Abstract: x") == "The Announce Type: new Abstract: x");
  const ReadAll plain(atom("Text.", ""));
  CHECK(plain.records[0].published == "2026-11-27");
  CHECK(plain.choices.empty());
}

TEST_CASE("a feed's error is an error, and an empty feed is none") {
  const ReadAll error(
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Feed error for query: x</title>"
      "<subtitle>Bad archive 'x'.</subtitle></feed>");
  CHECK(error.error == "arxiv-error");
  CHECK(error.messages[0].find("Bad archive") != std::string::npos);
  CHECK(ReadAll("<rss version=\"2.0\"><channel><title>Feed error for query: x</title>"
                "<description>Bad archive.</description></channel></rss>")
            .error == "arxiv-error");
  const ReadAll none(rss(""));
  CHECK(none.error.empty());
  CHECK(none.records.empty());
}

TEST_CASE("an item of RSS without a guid is known by its link") {
  const ReadAll read(rss(
      "<item><title>T</title><link>https://arxiv.org/abs/2611.00001v3</link>"
      "<category>cs.DC</category></item><item><title>U</title><category>cs.DC</category></item>"));
  REQUIRE(read.records.size() == 1);
  CHECK(read.records[0].version == 3);
  CHECK(read.problems.size() == 1);
}

TEST_CASE("HTML, XHTML and rights of an entry") {
  const ReadAll read(
      std::string(kFeedHead) +
      "<entry><id>http://arxiv.org/abs/2611.00001v1</id>"
      "<title type=\"html\">A &lt;i&gt;good&lt;/i&gt; &amp;amp; short title</title>"
      "<summary type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">We <b>do</b> it: 1 &lt; "
      "2 &#233;</div></summary><rights>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</rights>"
      "<link title=\"doi\" href=\"http://dx.doi.org/10.1000/2\" rel=\"related\"/>"
      "<author><name>A</name></author><category term=\"cs.DC\"/></entry></feed>");
  REQUIRE(read.records.size() == 1);
  CHECK(read.records[0].title == "A good & short title");
  CHECK(read.records[0].abstract == "We do it: 1 < 2 \u00e9");
  CHECK(read.records[0].license == "http://arxiv.org/licenses/nonexclusive-distrib/1.0/");
  CHECK(read.records[0].doi == "10.1000/2");
  CHECK_FALSE(read.records[0].withdrawn);
  CHECK(ReadAll(atom("Text.", "<arxiv:comment>Withdrawn by the author</arxiv:comment>"))
            .records[0]
            .withdrawn);
}

TEST_CASE("other encodings are refused by name") {
  for (const char* encoding : {"ISO-8859-1", "windows-1252", "UTF-16"}) {
    const ReadAll read(fmt::format("<?xml version=\"1.0\" encoding='{}'?><feed/>", encoding), 7);
    CHECK(read.error == "not-arxiv");
    CHECK(read.messages[0].find(encoding) != std::string::npos);
  }
  CHECK(ReadAll("\xEF\xBB\xBF" + atom("Text.", "")).records.size() == 1);
  CHECK(ReadAll("<?xml version=\"1.0\" encoding=\"utf-8\" ?>" + atom("Text.", "").substr(39))
            .records.size() == 1);
}

TEST_CASE("OAI-PMH in the form arXiv") {
  const ReadAll read(oai(
      "<ListRecords><record><header><identifier>oai:arXiv.org:0704.0004</identifier>"
      "<datestamp>2026-11-27</datestamp><setSpec>math</setSpec></header><metadata>"
      "<arXiv xmlns=\"http://arxiv.org/OAI/arXiv/\"><id>0704.0004</id><created>2007-03-30</created>"
      "<updated>2007-04-02</updated><authors><author><keyname>Callan</keyname>"
      "<forenames>David</forenames><suffix>Jr.</suffix><affiliation>X</affiliation></"
      "author><author>"
      "<keyname>The Collaboration</keyname></author></authors><title>A\n title</title>"
      "<categories>math.CO cs.DM</categories><license>http://x.org/l</license>"
      "<doi>10.1/2</doi><abstract> Text.\n</abstract></arXiv></metadata></record>"
      "<record><header status=\"deleted\"><identifier>oai:arXiv.org:0704.0005</identifier></header>"
      "</record><resumptionToken cursor=\"0\">1234|5</resumptionToken></ListRecords>"));
  CHECK(read.error.empty());
  CHECK(read.problems.empty());
  REQUIRE(read.records.size() == 1);
  const ArxivRecord& record = read.records[0];
  CHECK(record.id == "0704.0004");
  CHECK(record.title == "A title");
  CHECK(record.authors == std::vector<std::string>{"David Callan Jr.", "The Collaboration"});
  CHECK(record.categories == std::vector<std::string>{"math.CO", "cs.DM"});
  CHECK(record.published == "2007-03-30");
  CHECK(record.updated == "2007-04-02");
  CHECK(record.license == "http://x.org/l");
  CHECK(record.doi == "10.1/2");
  CHECK(read.choices ==
        std::vector<std::string>{"deleted records: left out (1)",
                                 "licence without an SPDX id: its URL is kept (1)",
                                 "resumptionToken: this is one part of the answer, more follow it "
                                 "(1)"});
}

TEST_CASE("OAI-PMH in the form arXivRaw") {
  const ReadAll read(oai(
      "<GetRecord><record><header><identifier>oai:arXiv.org:0704.0004</identifier></header>"
      "<metadata><arXivRaw xmlns=\"http://arxiv.org/OAI/arXivRaw/\"><id>0704.0004</id>"
      "<submitter>S</submitter><version version=\"v1\"><date>Sat, 31 Mar 2007 03:16:14 GMT</date>"
      "<size>1kb</size></version><version version=\"v2\"><date>Mon, 2 Apr 2007 19:18:42 GMT</date>"
      "</version><title>A title</title><authors>A. B. (X) and C. D.</authors>"
      "<categories>math.CO</categories><abstract>Text.</abstract></arXivRaw></metadata></record>"
      "</GetRecord>"));
  REQUIRE(read.records.size() == 1);
  CHECK(read.records[0].version == 2);
  CHECK(read.records[0].published == "2007-03-31");
  CHECK(read.records[0].updated == "2007-04-02");
  CHECK(read.records[0].authors == std::vector<std::string>{"A. B.", "C. D."});
  CHECK(read.choices.empty());
}

TEST_CASE("answers of OAI-PMH without metadata are refused by name") {
  const ReadAll error(oai("<error code=\"noRecordsMatch\">No matches</error>"));
  CHECK(error.error == "arxiv-error");
  CHECK(error.messages[0].find("noRecordsMatch: No matches") != std::string::npos);
  CHECK(ReadAll(oai("<ListIdentifiers><header/></ListIdentifiers>")).error == "not-arxiv");
  const ReadAll core(
      oai("<ListRecords><record><header/><metadata><oai_dc:dc "
          "xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\"/></metadata></record>"
          "</ListRecords>"));
  CHECK(core.error == "not-arxiv");
  CHECK(core.messages[0].find("in the form 'dc', arXiv and arXivRaw are read") !=
        std::string::npos);
}

TEST_CASE("what records share is said with their number") {
  const auto line = [](std::string_view id, std::string_view more) {
    return fmt::format(R"({{"id":"{}","title":"T","categories":"cs.LG"{}}})", id, more) + "\n";
  };
  const ReadAll read(
      line("0704.0001", R"(,"authors":"A (1, B","comments":"Withdrawn by the author")") +
      line("0704.0001", R"(,"authors":"A et al.","comments":7)") +
      line("0704.0002", R"(,"abstract":"This paper has been withdrawn.","authors":"(X, B")"));
  CHECK(read.records.size() == 3);
  CHECK(read.choices == std::vector<std::string>{
                            "authors: 'et al.' is left out: there are more authors (1)",
                            "authors: a bracket that does not close is taken as a letter (2)",
                            "papers that came before: taken in order, the last record counts (1)",
                            "withdrawn papers: taken with what their records say (2)"});
  CHECK(ReadAll("[{\"id\":\"0704.0001\"}]").messages[0].find("JSON list") != std::string::npos);
  CHECK(ReadAll("{\n  \"id\": \"0704.0001\"\n}\n").messages[0].find("several lines") !=
        std::string::npos);
  // No date of publication is made up of the day of the last change.
  CHECK(ReadAll(line("0704.0001", R"(,"update_date":"2007-05-23")")).records[0].published.empty());
  ArxivHandlers strict;
  Reading reading(true);
  strict.reading = &reading;
  strict.on_record = [](ArxivRecord&&, const ArxivPlace&) { return true; };
  ArxivParser parser("test", ArxivFormat::automatic, strict);
  const auto read_strictly = [&] {
    parser.feed(line("0704.0001", R"(,"authors":"A (1, B")") + line("0704.0002", ""));
    parser.end();
  };
  CHECK_THROWS_AS(read_strictly(), Error);
}

TEST_CASE("the form is told by the same bytes however they come") {
  const std::string declared =
      "<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">";
  const std::string line = R"({"id":"0704.0001","title":"T","categories":"cs.LG"})"
                           "\n";
  for (const std::string& text :
       {declared + std::string(300, '\xFD') + "</feed>", declared + std::string(40, '\0'),
        std::string(5000, '\n') + line, "\xEF\xBB\xBF \n" + line, "{" + std::string(9000, '\x02'),
        std::string("Rate exceeded."), std::string(3, ' ')}) {
    const ReadAll whole(text);
    for (const std::size_t piece : {1, 13, 4096}) {
      const ReadAll parts(text, piece);
      CHECK(parts.error == whole.error);
      CHECK(parts.messages == whole.messages);
      CHECK(parts.problems == whole.problems);
      CHECK(parts.records.size() == whole.records.size());
    }
  }
}
