// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/report/report.hpp"
#include "ahub/report/search.hpp"

namespace ahub::report {
namespace {

Json parts_json(const std::vector<SnippetPart>& parts) {
  Json list = Json::array();
  for (const SnippetPart& part : parts)
    list.push(Json::object().set("text", part.text).set("hit", part.hit));
  return list;
}

Json hit_json(const SearchHit& hit, bool by_attention) {
  Json concepts = Json::array();
  for (const std::string& name : hit.row.concepts) concepts.push(name);
  return Json::object()
      .set("package", hit.row.slug)
      .set("version", hit.row.version)
      .set("title", hit.row.title)
      .set("domain", hit.row.domain)
      .set("concepts", std::move(concepts))
      .set("level", hit.row.level)
      .set("attention", static_cast<double>(hit.row.attention) / 1000)
      .set("score", by_attention ? Json() : Json(hit.score))
      .set("title_parts", parts_json(hit.title))
      .set("snippet", parts_json(hit.snippet));
}

}  // namespace

JsonLines search_json(const SearchReport& report) {
  Json hits = Json::array();
  for (const SearchHit& hit : report.hits) hits.push(hit_json(hit, report.request.by_attention));
  return JsonText::pretty(envelope(
      "ahub.search/1",
      Json::object()
          .set("by", report.request.by_attention ? "attention" : "relevance")
          .set("exact", report.exact)
          .set("more", report.more)
          .set("next_cursor", report.next_cursor.empty() ? Json() : Json(report.next_cursor))
          .set("suggestion", report.suggestion.empty() ? Json() : Json(report.suggestion))
          .set("hits", std::move(hits))));
}

JsonLines search_ndjson(const SearchReport& report) {
  JsonLines out;
  for (const SearchHit& hit : report.hits)
    out += JsonText::line(hit_json(hit, report.request.by_attention));
  return out;
}

}  // namespace ahub::report
