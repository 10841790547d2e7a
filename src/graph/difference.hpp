// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A list of changes as the comparisons fill it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ahub/graph/difference.hpp"

namespace ahub {

class Changes {
 public:
  /// Adds nothing when both are alike; an empty side makes it an addition or a removal.
  void text(ChangeSection section, const std::string& item, const std::string& before,
            const std::string& after);
  /// Two numbers, compared after unit conversion.
  void number(ChangeSection section, const std::string& item, std::optional<double> before,
              const std::string& before_unit, std::optional<double> after,
              const std::string& after_unit);
  /// Members of `before` and `after` that the other lacks.
  void sets(ChangeSection section, const std::string& item, std::vector<std::string> before,
            std::vector<std::string> after);
  /// Pairs of key and text, matched by key in order.
  void pairs(ChangeSection section, const std::string& lead,
             const std::vector<std::pair<std::string, std::string>>& before,
             const std::vector<std::pair<std::string, std::string>>& after);

  std::vector<Change> take() { return std::move(changes_); }

 private:
  std::vector<Change> changes_;
};

/// Text without quotes, anything else as JSON.
std::string plain(const Json& value);

/// Pairs of indices of claims that are about the same thing.
std::vector<std::pair<std::size_t, std::size_t>> match_claims(const Package& left,
                                                              const Package& right);
void compare_claims(const Package& left, const Package& right, Changes& changes);
void compare_recipes(const Package& left, const Package& right, Changes& changes);

}  // namespace ahub
