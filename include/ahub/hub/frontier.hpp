// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The frontier: per key the claims that compare, best first, with what disagrees beside them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ahub/hub/hub.hpp"

namespace ahub {

struct FrontierQuery {
  std::string concept_name, metric, domain;  ///< Empty: all.
  int limit = 50;                            ///< Keys; 0: all.
};

struct FrontierEntry {
  std::string package;  ///< Slug.
  std::int64_t version = 1;
  std::string claim, system;
  double value = 0;  ///< In the list's unit; an incomparable one in its own.
  double stated_value = 0;
  std::string stated_unit;
  int place = 0;  ///< 1 is best; 0 among the incomparable.
  int level = 0;
  std::string badge;
  int tensions = 0;                  ///< Open ones of this claim within the list.
  std::string incomparable_because;  ///< Of an incomparable one: a phrase.
};

/// One frontier key.
struct FrontierList {
  std::string key, metric, unit;
  std::optional<bool> higher;  ///< Absent: no claim says what is better.
  bool disputed = false;       ///< Claims say both.
  std::vector<FrontierEntry> entries, incomparable;
  std::vector<DerivedTension> tensions;
};

struct FrontierReport {
  FrontierQuery query;
  std::vector<FrontierList> lists;  ///< Keys with most claims first, then by key.
  std::size_t keys = 0;             ///< Before the limit.
};

FrontierReport frontier(Hub& hub, const FrontierQuery& query);

}  // namespace ahub
