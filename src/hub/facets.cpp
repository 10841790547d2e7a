// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/hub/facets.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "ahub/base/text.hpp"

namespace ahub {
namespace {

/// Nothing when the facet is there.
std::optional<std::string> unknown(const std::vector<Facet>& facets, std::string_view what,
                                   const std::string& name) {
  std::vector<std::string> names;
  for (const Facet& facet : facets) {
    if (facet.name == name) return std::nullopt;
    names.push_back(facet.name);
  }
  const std::optional<std::string> near = nearest(name, names);
  return fmt::format("no package has the {} '{}'{}", what, safe_text(name),
                     near ? fmt::format("; did you mean '{}'?", safe_text(*near)) : "");
}

}  // namespace

std::vector<std::string> unknown_facets(const Store& store, const std::string& category,
                                        std::span<const std::string> tags) {
  std::vector<std::string> sentences;
  if (!category.empty()) {
    if (std::optional<std::string> text = unknown(store.categories(), "category", category))
      sentences.push_back(std::move(*text));
  }
  if (tags.empty()) return sentences;
  const std::vector<Facet> all = store.tags(std::numeric_limits<int>::max());
  for (const std::string& tag : tags) {
    if (std::optional<std::string> text = unknown(all, "tag", tag))
      sentences.push_back(std::move(*text));
  }
  return sentences;
}

}  // namespace ahub
