// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The manifest's verification methods.
#include <fmt/format.h>

#include "ahub/base/codes.hpp"
#include "ahub/base/limits.hpp"
#include "package/manifest_parts.hpp"
#include "package/patterns.hpp"

namespace ahub {
namespace {

constexpr std::size_t kMethods = 16;
constexpr std::size_t kRuns = 256;
constexpr std::size_t kExpectations = 1000;
constexpr std::string_view kIdForm = "a lower-case letter, then letters, digits and '-'";

/// Numbers, texts and lists of texts; what they mean is the simulator's to say.
void read_params(const Node& node, RunSpec& run, const ReadContext& context) {
  if (!node) return;
  if (!node.is_mapping()) {
    FieldReader(node, "'params'", context.out, context.tolerant).finish();
    return;
  }
  for (const Node::Member& member : node.members) {
    const Node& value = member.value;
    bool sound = value.is_text() || value.number();
    if (value.is_sequence()) {
      sound = !value.items.empty();
      for (const Node& item : value.items) sound = sound && item.is_text();
    }
    if (sound) {
      run.params.emplace_back(member.key, to_json_value(value));
    } else {
      Diagnostic diagnostic;
      diagnostic.code = codes::kWrongType;
      diagnostic.span = value.span;
      diagnostic.message =
          fmt::format("parameter '{}' is {}, it takes a number, a text or a list of texts",
                      member.key, describe(value));
      context.out.push_back(std::move(diagnostic));
    }
  }
}

RunSpec read_run(const Node& node, const ReadContext& context) {
  FieldReader fields(node, "a run", context.out, context.tolerant);
  RunSpec run;
  run.id = fields.text("id", false, {1, 32, true, patterns::short_id, kIdForm});
  if (run.id.empty()) run.id = "run";
  run.simulator = fields.text("simulator", true, {1, 64});
  read_params(fields.raw("params"), run, context);
  run.seed = fields.integer("seed", false, 0, std::int64_t{1} << 53).value_or(0);
  fields.finish();
  return run;
}

/// Which numbers each operator takes.
void check_operands(FieldReader& fields, const Node& node, Comparison op) {
  const bool tolerant = op == Comparison::approx;
  const bool bounds = op == Comparison::between;
  const bool claimed = op == Comparison::approx || op == Comparison::equal;
  const Span place = node.key_span("op");
  if (!bounds && !claimed && !node["value"]) {
    fields.report(codes::kMissingKey, place,
                  fmt::format("an assertion with '{}' has no 'value'", to_string(op)),
                  "add 'value: ...'");
  }
  for (const std::string_view key : {"low", "high"}) {
    if (bounds && !node[key])
      fields.report(codes::kMissingKey, place,
                    fmt::format("an assertion with 'between' has no '{}'", key),
                    fmt::format("add '{}: ...'", key));
    if (!bounds && node[key])
      fields.report(codes::kExclusiveKeys, node.key_span(key),
                    fmt::format("'{}' goes with 'between' only", key));
  }
  if (bounds && node["value"])
    fields.report(codes::kExclusiveKeys, node.key_span("value"),
                  "'between' takes 'low' and 'high', not 'value'");
  for (const std::string_view key : {"abs", "rel"}) {
    if (!tolerant && node[key])
      fields.report(codes::kExclusiveKeys, node.key_span(key),
                    fmt::format("'{}' goes with 'approx' only", key));
  }
  if (tolerant && !node["abs"] && !node["rel"]) {
    fields.report(codes::kMissingKey, place, "an assertion with 'approx' has no tolerance",
                  "add 'abs: ...' or 'rel: ...'");
  }
}

Expectation read_expectation(const Node& node, const ReadContext& context) {
  FieldReader fields(node, "an assertion", context.out, context.tolerant);
  const double limit = limits::kMagnitude;
  Expectation expectation;
  expectation.claim =
      fields.text("claim", true, {1, 5, true, patterns::claim_id, "'c' and a number, as in 'c1'"});
  expectation.run = fields.text("run", false, {1, 32, true, patterns::short_id, kIdForm});
  expectation.output = fields.text("output", true,
                                   {1, 128, true, patterns::output_name,
                                    "a letter or '_', then letters, digits, '_', '.' and '-'"});
  const std::optional<std::size_t> op = fields.choice("op", true, kComparisons);
  expectation.op = enum_of(op, Comparison::approx);
  expectation.value = fields.number("value", false, -limit, limit);
  expectation.abs = fields.number("abs", false, 0, limit);
  expectation.rel = fields.number("rel", false, 0, limit);
  expectation.low = fields.number("low", false, -limit, limit);
  expectation.high = fields.number("high", false, -limit, limit);
  fields.finish();
  if (op) check_operands(fields, node, expectation.op);
  return expectation;
}

Method read_method(const Node& node, const ReadContext& context) {
  FieldReader fields(node, "a verification method", context.out, context.tolerant);
  Method method;
  const std::optional<std::size_t> mode = fields.choice("mode", true, kMethodModes);
  method.mode = enum_of(mode, MethodMode::simulator);
  method.id = fields.text("id", false, {1, 32, true, patterns::short_id, kIdForm});
  if (method.id.empty()) method.id = to_string(method.mode);
  method.entrypoint = fields.text("entrypoint", false, {1, 512});
  method.image = fields.text("image", false, {1, 500});
  fields.list("runs", false, 0, kRuns,
              [&](const Node& item) { method.runs.push_back(read_run(item, context)); });
  fields.list("expected", false, 0, kExpectations, [&](const Node& item) {
    method.expected.push_back(read_expectation(item, context));
  });
  fields.finish();
  if (mode && method.mode == MethodMode::simulator && method.runs.empty()) {
    fields.report(codes::kMissingKey, node.key_span("mode"), "a simulator method has no 'runs'",
                  "add 'runs: [{simulator: ..., params: {...}, seed: ...}]'");
  }
  if (mode && method.mode == MethodMode::script && !node["entrypoint"]) {
    fields.report(codes::kMissingKey, node.key_span("mode"), "a script method has no 'entrypoint'",
                  "add 'entrypoint: verify/verify.py'");
  }
  return method;
}

}  // namespace

void read_verification(FieldReader& reader, Package& package, const ReadContext& context) {
  const Node& node = reader.raw("verification");
  if (!node) return;
  if (!node["methods"]) {
    package.methods.push_back(read_method(node, context));
    return;
  }
  FieldReader fields(node, "'verification'", context.out, context.tolerant);
  fields.list("methods", true, 1, kMethods,
              [&](const Node& item) { package.methods.push_back(read_method(item, context)); });
  fields.finish();
}

}  // namespace ahub
