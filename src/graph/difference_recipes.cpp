// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Verification methods of two packages: runs with their parameters, and what is expected.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "graph/difference.hpp"

namespace ahub {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string assertion(const Expectation& expected) {
  std::string text(to_string(expected.op));
  if (expected.low && expected.high)
    text += fmt::format(" {}..{}", format_real(*expected.low), format_real(*expected.high));
  else
    text += expected.value ? " " + format_real(*expected.value) : " as claimed";
  if (expected.abs) text += fmt::format(" +- {}", format_real(*expected.abs));
  if (expected.rel) text += fmt::format(" +- {} of it", format_real(*expected.rel));
  return text;
}

/// `names`: what runs are called here, in place of their ids.
Pairs assertions(const Method& method, const std::map<std::string, std::string>& names) {
  Pairs out;
  for (const Expectation& each : method.expected) {
    std::string key = fmt::format("expects {} {}", each.claim, each.output);
    const auto name = names.find(each.run);
    if (name != names.end()) key += " of " + name->second;
    out.emplace_back(std::move(key), assertion(each));
  }
  return out;
}

Pairs settings(const RunSpec& run) {
  Pairs out{{"simulator", run.simulator}, {"seed", std::to_string(run.seed)}};
  for (const auto& [name, value] : run.params) out.emplace_back(name, plain(value));
  return out;
}

std::string whole(const RunSpec& run) {
  std::string text = run.simulator;
  for (const auto& [name, value] : run.params) text += fmt::format(" {}={}", name, plain(value));
  return text + fmt::format(" seed={}", run.seed);
}

std::string whole(const Method& method) {
  std::string text(to_string(method.mode));
  for (const std::string& more : {method.entrypoint, method.image})
    if (!more.empty()) text += " " + more;
  for (const RunSpec& run : method.runs) text += "; " + whole(run);
  return text;
}

void compare_method(const Method& left, const Method& right, Changes& changes) {
  const auto text = [&](const std::string& item, std::string_view before, std::string_view after) {
    changes.text(ChangeSection::recipe, left.id + " " + item, std::string(before),
                 std::string(after));
  };
  text("mode", to_string(left.mode), to_string(right.mode));
  text("entrypoint", left.entrypoint, right.entrypoint);
  text("image", left.image, right.image);
  // Ids of runs are free names: what no id matches is matched by simulator, in order.
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> match(left.runs.size(), kNone);
  std::vector<bool> taken(right.runs.size());
  for (const bool by_id : {true, false}) {
    for (std::size_t i = 0; i < left.runs.size(); ++i) {
      for (std::size_t j = 0; j < right.runs.size() && match[i] == kNone; ++j) {
        const bool alike = by_id ? left.runs[i].id == right.runs[j].id
                                 : left.runs[i].simulator == right.runs[j].simulator;
        if (taken[j] || !alike) continue;
        match[i] = j;
        taken[j] = true;
      }
    }
  }
  std::map<std::string, std::string> left_names, right_names;
  for (std::size_t i = 0; i < left.runs.size(); ++i) {
    const RunSpec& run = left.runs[i];
    left_names[run.id] = run.id;
    if (match[i] == kNone) {
      text(run.id, whole(run), "");
      continue;
    }
    const RunSpec& other = right.runs[match[i]];
    const std::string name = run.id == other.id ? run.id : run.id + ":" + other.id;
    left_names[run.id] = right_names[other.id] = name;
    changes.pairs(ChangeSection::recipe, fmt::format("{}/{} ", left.id, name), settings(run),
                  settings(other));
  }
  for (std::size_t j = 0; j < right.runs.size(); ++j) {
    if (taken[j]) continue;
    right_names[right.runs[j].id] = right.runs[j].id;
    text(right.runs[j].id, "", whole(right.runs[j]));
  }
  // With one run on a side its assertions are told apart by what they are about alone.
  if (left.runs.size() == 1 || right.runs.size() == 1) {
    for (std::size_t i = 0; i < left.runs.size(); ++i) {
      if (match[i] == kNone) continue;
      left_names.erase(left.runs[i].id);
      right_names.erase(right.runs[match[i]].id);
    }
  }
  changes.pairs(ChangeSection::recipe, left.id + " ", assertions(left, left_names),
                assertions(right, right_names));
}

}  // namespace

void compare_recipes(const Package& left, const Package& right, Changes& changes) {
  const auto find = [](const Package& package, const std::string& id) {
    return std::find_if(package.methods.begin(), package.methods.end(),
                        [&](const Method& method) { return method.id == id; });
  };
  for (const Method& method : left.methods) {
    const auto other = find(right, method.id);
    if (other == right.methods.end())
      changes.text(ChangeSection::recipe, method.id, whole(method), "");
    else
      compare_method(method, *other, changes);
  }
  for (const Method& method : right.methods) {
    if (find(left, method.id) == left.methods.end())
      changes.text(ChangeSection::recipe, method.id, "", whole(method));
  }
}

}  // namespace ahub
