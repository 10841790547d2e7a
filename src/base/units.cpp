// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/units.hpp"

#include <algorithm>

namespace ahub {
namespace {

// Binary and decimal multiples are exact; a share's base unit is the fraction.
constexpr Unit kUnits[] = {
    {"1", "number", 1},
    {"fraction", "share", 1},
    {"%", "share", 0.01},
    {"percent", "share", 0.01},
    {"pp", "share-difference", 1},
    {"x", "ratio", 1},
    {"ns", "time", 1e-9},
    {"us", "time", 1e-6},
    {"\u00b5s", "time", 1e-6},
    {"ms", "time", 1e-3},
    {"s", "time", 1},
    {"min", "time", 60},
    {"h", "time", 3600},
    {"B", "bytes", 1},
    {"bytes", "bytes", 1},
    {"KB", "bytes", 1e3},
    {"MB", "bytes", 1e6},
    {"GB", "bytes", 1e9},
    {"TB", "bytes", 1e12},
    {"KiB", "bytes", 1024},
    {"MiB", "bytes", 1048576},
    {"GiB", "bytes", 1073741824},
    {"TiB", "bytes", 1099511627776},
    {"bits", "bits", 1},
    {"dB", "level", 1},
    {"tok/s", "token-rate", 1},
    {"tokens/s", "token-rate", 1},
    {"req/s", "request-rate", 1},
    {"requests/s", "request-rate", 1},
    {"FLOP/s", "flop-rate", 1},
    {"GFLOP/s", "flop-rate", 1e9},
    {"TFLOP/s", "flop-rate", 1e12},
    {"TFLOPs/s", "flop-rate", 1e12},
    {"FLOP", "flop", 1},
    {"GFLOP", "flop", 1e9},
    {"TFLOP", "flop", 1e12},
    {"GB/s", "byte-rate", 1e9},
    {"TB/s", "byte-rate", 1e12},
    {"usd", "money", 1},
    {"items", "items", 1},
    {"elements", "elements", 1},
    {"params", "params", 1},
    {"requests", "requests", 1},
    {"tokens", "tokens", 1},
    {"hits", "hits", 1},
    {"steps", "steps", 1},
    {"iterations", "iterations", 1},
    {"papers", "papers", 1},
    {"manuscripts", "manuscripts", 1},
    {"cases", "cases", 1},
    {"case-studies", "case-studies", 1},
    {"nodes", "nodes", 1},
    {"seeds", "seeds", 1},
    {"points", "points", 1},
    {"count", "count", 1},
    {"score", "score", 1},
    {"perplexity", "perplexity", 1},
};

}  // namespace

const Unit* find_unit(std::string_view symbol) noexcept {
  const auto* const found = std::find_if(std::begin(kUnits), std::end(kUnits),
                                         [&](const Unit& unit) { return unit.symbol == symbol; });
  return found == std::end(kUnits) ? nullptr : found;
}

bool is_unit_text(std::string_view symbol) noexcept {
  constexpr std::string_view kOperators = "/*^", kInside = " ._-";
  const auto is_operator = [&](char c) { return kOperators.find(c) != std::string_view::npos; };
  if (symbol.empty() || is_operator(symbol.front()) || is_operator(symbol.back())) return false;
  int open = 0;
  char before = '(';
  for (const char c : symbol) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || c == '%' || static_cast<unsigned char>(c) >= 0x80;
    const bool inside = kInside.find(c) != std::string_view::npos;
    if (!letter && !inside && !is_operator(c) && c != '(' && c != ')') return false;
    open += c == '(' ? 1 : c == ')' ? -1 : 0;
    // No operator stands at the start of a factor, and no factor is empty.
    const bool starts = before == '(' || is_operator(before);
    if (open < 0 || (starts && (is_operator(c) || c == ')'))) return false;
    before = c;
  }
  return open == 0;
}

std::span<const Unit> units() noexcept { return kUnits; }

std::optional<double> convert(double value, std::string_view from, std::string_view to) noexcept {
  if (from == to) return value;
  const Unit* source = find_unit(from);
  const Unit* target = find_unit(to);
  if (source == nullptr || target == nullptr || source->kind != target->kind) return std::nullopt;
  // Dividing by a whole factor keeps 83.76 % = 0.8376 exactly where a product would not.
  if (source->factor < target->factor) return value / (target->factor / source->factor);
  return value * (source->factor / target->factor);
}

}  // namespace ahub
