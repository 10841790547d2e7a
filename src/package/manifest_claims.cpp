// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The manifest's claims.
#include <fmt/format.h>

#include "ahub/base/codes.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/package/external.hpp"
#include "package/manifest_parts.hpp"
#include "package/patterns.hpp"

namespace ahub {
namespace {

constexpr TextRule kShortText{0, 500};

Structured read_structured(const Node& node, const ReadContext& context) {
  FieldReader fields(node, "'structured'", context.out, context.tolerant);
  const double limit = limits::kMagnitude;
  Structured facts;
  facts.system = fields.text("system", false, kShortText);
  facts.workload = fields.text("workload", false, kShortText);
  facts.task = fields.text("task", false, kShortText);
  facts.dataset = fields.text("dataset", false, kShortText);
  facts.metric = fields.text("metric", true, {1, 200});
  facts.value = fields.number("value", false, -limit, limit);
  facts.standard_error = fields.number("standard_error", false, 1 / limit, limit);
  facts.unit = fields.text("unit", false, {0, 40});
  facts.higher_is_better = fields.boolean("higher_is_better");
  facts.model = fields.text("model", false, kShortText);
  facts.baseline = fields.text("baseline", false, kShortText);
  facts.baseline_value = fields.number("baseline_value", false, -limit, limit);
  facts.improvement_pct = fields.number("improvement_pct", false, -limit, limit);
  facts.hardware = fields.text("hardware", false, kShortText);
  fields.finish();
  return facts;
}

/// "artifacts/x.csv#L3-L7" -> path and lines.
void split_lines(Evidence& evidence) {
  const std::size_t mark = evidence.artifact.rfind("#L");
  if (mark == std::string::npos) return;
  const std::string_view range = std::string_view(evidence.artifact).substr(mark + 2);
  const std::size_t dash = range.find("-L");
  const auto first = parse_integer(range.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : parse_integer(range.substr(dash + 2));
  // Anything else after '#' stays part of the path and will not resolve.
  if (!first || !last || *first < 1 || *last < *first || *last > 10'000'000) return;
  evidence.first_line = static_cast<int>(*first);
  evidence.last_line = static_cast<int>(*last);
  evidence.artifact.resize(mark);
}

/// "c1" for "C1", "c01", "1", "claim 1".
std::string claim_id_advice(std::string_view text) {
  const std::size_t at = text.find_first_of("123456789");
  if (at == std::string_view::npos) return {};
  const std::string id = "c" + std::string(text.substr(at));
  return patterns::claim_id(id) ? fmt::format("write '{}'", id) : std::string();
}

std::optional<Evidence> read_evidence(const Node& node, const ReadContext& context) {
  const TextRule rule{1, 2000};
  Evidence evidence;
  if (node.is_scalar()) {
    if (!check_text(node, "evidence", rule, context.out)) return std::nullopt;
    (looks_external(node.text) ? evidence.source : evidence.artifact) = node.text;
  } else {
    FieldReader fields(node, "evidence", context.out, context.tolerant);
    evidence.artifact = fields.text("artifact", false, rule);
    evidence.run = fields.text("run", false, rule);
    evidence.source = fields.text("source", false, rule);
    fields.finish();
    const int given = (node["artifact"] ? 1 : 0) + (node["run"] ? 1 : 0) + (node["source"] ? 1 : 0);
    if (fields.usable() && given != 1) {
      fields.report(codes::kExclusiveKeys,
                    node.members.empty() ? node.span : node.members.front().key_span,
                    "evidence has exactly one of 'artifact', 'run' and 'source'");
      return std::nullopt;
    }
  }
  split_lines(evidence);
  return evidence;
}

/// A plain value, or {value, unit}.
std::optional<Json> protocol_value(const Node& node, std::string_view name,
                                   const ReadContext& context) {
  if (node.is_scalar() && !node.is_null()) return to_json_value(node);
  Diagnostic diagnostic;
  diagnostic.code = codes::kWrongType;
  diagnostic.span = node.span;
  diagnostic.message =
      fmt::format("protocol '{}' is {}, it takes a number, a text or {{value, unit}}",
                  safe_text(name), describe(node));
  context.out.push_back(std::move(diagnostic));
  return std::nullopt;
}

std::vector<ProtocolEntry> read_protocol(const Node& node, const ReadContext& context) {
  std::vector<ProtocolEntry> entries;
  // Any name is legal here: the mapping is read directly instead of by a list of keys.
  if (!node.is_mapping()) {
    FieldReader(node, "'protocol'", context.out, context.tolerant).finish();
    return entries;
  }
  for (const Node::Member& member : node.members) {
    ProtocolEntry entry;
    entry.name = member.key;
    const Node* value = &member.value;
    if (value->is_mapping()) {
      FieldReader fields(*value, "a protocol entry", context.out, context.tolerant);
      if (!(*value)["value"]) {
        fields.report(codes::kMissingKey, value->span, "a protocol entry has no 'value'",
                      "add 'value: ...'");
      }
      fields.raw("value");
      entry.unit = fields.text("unit", false, {0, 40});
      fields.finish();
      value = &(*value)["value"];
      if (!*value) continue;
    }
    if (std::optional<Json> json = protocol_value(*value, member.key, context)) {
      entry.value = std::move(*json);
      entries.push_back(std::move(entry));
    }
  }
  return entries;
}

Claim read_claim(const Node& node, const ReadContext& context) {
  FieldReader fields(node, "a claim", context.out, context.tolerant);
  Claim claim;
  claim.id = fields.text(
      "id", true,
      {1, 5, true, patterns::claim_id, "'c' and a number, as in 'c1'", claim_id_advice});
  claim.kind = enum_of(fields.choice("kind", true, kClaimKinds), ClaimKind::observation);
  claim.scope = enum_of(fields.choice("scope", false, kClaimScopes), ClaimScope::system);
  claim.statement = fields.text("statement", true, {1, limits::kStatementCodePoints, false});
  if (const Node& structured = fields.raw("structured")) {
    claim.structured = read_structured(structured, context);
  } else if (fields.usable() &&
             (node["kind"].text == "performance" || node["kind"].text == "comparison")) {
    fields.report(codes::kMissingKey, node.members.front().key_span,
                  fmt::format("a {} claim has no 'structured'", to_string(claim.kind)),
                  "add 'structured: {metric: ..., value: ..., unit: ...}'");
  }
  fields.list("evidence", false, 0, limits::kEvidencePerClaim, [&](const Node& item) {
    if (std::optional<Evidence> evidence = read_evidence(item, context))
      claim.evidence.push_back(std::move(*evidence));
  });
  if (const Node& protocol = fields.raw("protocol"))
    claim.protocol = read_protocol(protocol, context);
  fields.finish();
  return claim;
}

}  // namespace

void read_claims(FieldReader& reader, Package& package, const ReadContext& context) {
  reader.list("claims", true, 1, limits::kClaims,
              [&](const Node& node) { package.claims.push_back(read_claim(node, context)); });
}

}  // namespace ahub
