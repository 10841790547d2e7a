// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"

using namespace ahub;

namespace {

FeedPage page_with(const std::string& title) {
  FeedRow row;
  row.slug = "small-cache";
  row.title = title;
  row.summary = "A summary.";
  row.domain = "cs.DC";
  row.date = "2026-06-11";
  row.attention = 13000;
  row.level = 4;
  row.claims = 2;
  row.confirmed = 2;
  FeedPage page;
  page.packages = 1;
  page.categories = {{"cs.DC", 1}};
  page.tags = {{"caching", 1}};
  page.slice.rows = {row};
  return page;
}

}  // namespace

TEST_CASE("the feed line reads as on the public hub", "[report]") {
  const std::string text = report::feed_human(page_with("Title"), {}, {}).str();
  CHECK(text.find("cs.DC 2 claims attention 13.0 v1 2026-06-11") != std::string::npos);
  CHECK(text.find("cs.DC 1\n#caching 1\n") != std::string::npos);
}

TEST_CASE("an empty page says why", "[report]") {
  const auto says = [](const FeedPage& page, const std::string& words) {
    return report::feed_human(page, {}, {}).str().find(words) != std::string::npos;
  };
  FeedPage page;
  CHECK(says(page, "holds no packages yet"));
  page.as_of = "2026-01-01";
  CHECK(says(page, "held no packages on 2026-01-01."));
  page.packages = 3;
  CHECK(says(page, "No packages on this page."));
}

TEST_CASE("escape sequences of a title never reach the terminal", "[report]") {
  const FeedPage page = page_with("evil \x1b]0;owned\x07 title\twith tab");
  for (const std::string& text :
       {report::feed_human(page, {}, {}).str(), report::feed_tsv(page).str(),
        report::feed_markdown(page).str()}) {
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find('\x07') == std::string::npos);
  }
  CHECK(report::feed_json(page, {}).str().find('\x1b') == std::string::npos);
}

TEST_CASE("a TSV row has thirteen columns whatever the title holds", "[report]") {
  const std::string text = report::feed_tsv(page_with("a\tb\nc")).str();
  std::size_t lines = 0, tabs = 0;
  for (const char c : text) {
    lines += c == '\n' ? 1U : 0U;
    tabs += c == '\t' ? 1U : 0U;
  }
  CHECK(lines == 2);
  CHECK(tabs == 24);
}

TEST_CASE("a CSV field with commas and quotes is quoted", "[report]") {
  CHECK(report::feed_csv(page_with("a, \"b\"")).str().find("\"a, \"\"b\"\"\"\n") !=
        std::string::npos);
}

TEST_CASE("on a narrow terminal no line of the feed is wider than it", "[feed]") {
  FeedPage page =
      page_with("A title that is longer than the line \u4e2d\u6587\u4e2d\u6587 has room");
  FeedRow& row = page.slice.rows[0];
  row.summary = "An abstract of some more words than a line holds.";
  row.slug = "a-slug-of-some-length";
  row.level = 3;
  row.refuted = 2;
  row.tensions = 1;
  report::Style style;
  style.width = 40;
  const std::string text = report::feed_human(page, {}, style).str();
  std::size_t lines = 0;
  for (std::size_t start = 0; start < text.size(); ++lines) {
    const std::size_t end = text.find('\n', start);
    CHECK(display_width(text.substr(start, end - start)) <= 40);
    start = end + 1;
  }
  CHECK(lines >= 10);
  // The same words in the same order as in a pipe.
  const auto words = [](const std::string& page_text) { return wrap(safe_block(page_text), 1); };
  CHECK(words(text) == words(report::feed_human(page, {}, {}).str()));
}
