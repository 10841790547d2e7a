// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/report/chart.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <limits>
#include <sstream>

#include "ahub/base/json.hpp"
#include "ahub/base/text.hpp"
#include "report/chart_scale.hpp"

using namespace ahub;
using namespace ahub::report;

namespace {

Chart rising() {
  return {"A <title> & \"more\"", "x", "y", false, {{"one", {{0, 0}, {1, 1}, {2, 2}}, {}}}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// Every tag that opens closes in turn.
bool well_formed(const std::string& svg) {
  std::vector<std::string> open;
  for (std::size_t at = svg.find('<'); at != std::string::npos; at = svg.find('<', at + 1)) {
    const std::size_t end = svg.find('>', at);
    if (end == std::string::npos) return false;
    const std::string tag = svg.substr(at + 1, end - at - 1);
    const std::string name = tag.substr(tag[0] == '/' ? 1 : 0, tag.find(' '));
    if (tag[0] == '/') {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
    } else if (tag.back() != '/') {
      open.push_back(name);
    }
  }
  return open.empty();
}

}  // namespace

TEST_CASE("ticks are round and inside the scale", "[chart]") {
  std::string labels;
  for (const Tick& tick : ticks({0, 0.8, false}, 4)) labels += tick.label + " ";
  CHECK(labels == "0 0.2 0.4 0.6 0.8 ");
  labels.clear();
  for (const Tick& tick : ticks({10, 20000, true}, 7)) labels += tick.label + " ";
  CHECK(labels == "10 100 1000 10k ");
  for (const Tick& tick : ticks({-3.7, 911, false}, 6)) {
    CHECK(tick.value >= -3.7);
    CHECK(tick.value <= 911);
  }
}

TEST_CASE("a rising line ends higher than it starts", "[chart]") {
  const std::vector<std::string> lines = lines_of(chart_braille(rising(), {}, 60, 10).str());
  const auto column_of_last = [](const std::string& line) { return display_width(line); };
  CHECK(column_of_last(lines[2]) > 50);   // The top row holds the right end.
  CHECK(column_of_last(lines[11]) < 20);  // The bottom row the left one.
}

TEST_CASE("no line is wider than asked for, and without Unicode all is ASCII", "[chart]") {
  Chart chart = rising();
  for (int i = 0; i < 20; ++i)
    chart.series.push_back({"series number " + std::to_string(i), {{0, i}, {2, 1}}, {}});
  Style ascii;
  ascii.unicode = false;
  for (const std::size_t width : {40U, 61U, 80U}) {
    for (const Style& style : {Style(), ascii}) {
      const std::string text = chart_braille(chart, style, width, 12).str();
      for (const std::string& line : lines_of(text)) CHECK(display_width(line) <= width);
      const bool plain =
          std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
      CHECK(plain == !style.unicode);
    }
  }
}

TEST_CASE("SVG is well formed and says the same for the same chart", "[chart]") {
  Chart chart = rising();
  chart.series[0].half_width = {0.1, 0.2, 0.1};
  chart.series.push_back({"<&\">", {{0, 1}, {2, 0.5}}, {}});
  const std::string svg = chart_svg(chart).str();
  CHECK(well_formed(svg));
  CHECK(svg.find("&lt;&amp;&quot;&gt;") != std::string::npos);
  CHECK(svg.find("A &lt;title&gt;") != std::string::npos);
  CHECK(chart_svg(chart).str() == svg);
  CHECK(parse_json(chart_vega(chart).str(), "vega").find("layer")->as_array().size() == 2);
}

TEST_CASE("empty, single, equal and infinite points are drawn or left out", "[chart]") {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<std::vector<std::pair<double, double>>> all{
      {},
      {{5, 5}},
      {{1, 3}, {2, 3}},
      {{1, infinity}, {2, 1}, {3, -infinity}},
      {{1e-300, 1e300}, {1e300, -1e300}},
      {{-1, 1}, {0, 2}}};
  for (const auto& points : all) {
    for (const bool logarithmic : {false, true}) {
      const Chart chart{"t", "x", "y", logarithmic, {{"s", points, {}}}};
      CHECK(chart_braille(chart, {}, 50, 6).str().size() > 50);
      CHECK(well_formed(chart_svg(chart).str()));
      CHECK(chart_svg(chart).str().find("nan") == std::string::npos);
      CHECK_FALSE(chart_vega(chart).str().empty());
    }
  }
}
