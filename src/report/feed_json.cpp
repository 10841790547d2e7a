// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The feed as JSON: one document, or one object a line.
#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"

namespace ahub::report {
namespace {

Json attention_json(std::int64_t milli) { return static_cast<double>(milli) / 1000; }

Json parts_json(const std::vector<AttentionPart>& parts) {
  Json list = Json::array();
  for (const AttentionPart& part : parts) {
    Json receipts = Json::array();
    for (const std::string& id : part.receipts) receipts.push(id);
    list.push(Json::object()
                  .set("points", attention_json(part.milli))
                  .set("name", part.name)
                  .set("why", part.why)
                  .set("receipts", std::move(receipts))
                  .set("from", part.from.empty() ? Json() : Json(part.from))
                  .set("event", part.event));
  }
  return list;
}

Json row_json(const FeedRow& row, std::int64_t rank, const FeedOptions& options) {
  Json concepts = Json::array();
  for (const std::string& tag : row.concepts) concepts.push(tag);
  Json object = Json::object()
                    .set("rank", rank)
                    .set("slug", row.slug)
                    .set("version", row.version)
                    .set("title", row.title)
                    .set("abstract", row.summary)
                    .set("domain", row.domain)
                    .set("concepts", std::move(concepts))
                    .set("date", row.date)
                    .set("level", row.level)
                    .set("attention", attention_json(row.attention))
                    .set("claims", row.claims)
                    .set("confirmed", row.confirmed)
                    .set("recomputed", row.recomputed)
                    .set("refuted", row.refuted)
                    .set("inconclusive", row.inconclusive)
                    .set("tensions", row.tensions);
  for (const auto& [slug, parts] : options.explain) {
    if (slug == row.slug) object.set("explain", parts_json(parts));
  }
  return object;
}

Json facets_json(const std::vector<Facet>& facets) {
  Json list = Json::array();
  for (const Facet& facet : facets) {
    list.push(Json::object().set("name", facet.name).set("count", facet.count));
  }
  return list;
}

}  // namespace

JsonLines feed_json(const FeedPage& page, const FeedOptions& options) {
  Json rows = Json::array();
  std::int64_t rank = page.slice.first_rank;
  for (const FeedRow& row : page.slice.rows) rows.push(row_json(row, rank++, options));
  Json document = envelope("ahub.rank/1", std::move(rows));
  document.set("meta",
               Json::object()
                   .set("packages", page.packages)
                   .set("categories", facets_json(page.categories))
                   .set("tags", facets_json(page.tags))
                   .set("by", page.by)
                   .set("as_of", page.as_of.empty() ? Json() : Json(page.as_of))
                   .set("next_cursor", page.next_cursor.empty() ? Json() : Json(page.next_cursor)));
  return JsonText::pretty(document);
}

JsonLines feed_ndjson(const FeedPage& page, const FeedOptions& options) {
  JsonLines out;
  std::int64_t rank = page.slice.first_rank;
  for (const FeedRow& row : page.slice.rows) out += JsonText::line(row_json(row, rank++, options));
  return out;
}

}  // namespace ahub::report
