// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What a reader of foreign bytes chose on its user's behalf, said instead of assumed.
#pragma once

#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "ahub/base/json.hpp"

namespace ahub {

/// One choice: which columns, which unit of time, which of several forms, rows left out.
struct Choice {
  std::string file;        ///< As the user named it.
  std::string what;        ///< Stable words for what was open: "id column", "requests of 0 tokens".
  std::string chosen;      ///< What was taken: "'key' (column 2 of 4)", "left out".
  std::uint64_t rows = 0;  ///< Rows (records, elements) that it touched; 0: the file as a whole.

  bool operator==(const Choice&) const = default;
};

/// "FILE: WHAT: CHOSEN (N rows)", one line, texts passed through `safe_text`.
std::string to_text(const Choice& choice);
/// [{"file":..., "what":..., "chosen":..., "rows":N}, ...] in the given order.
Json to_json_value(std::span<const Choice> choices);

/// Collects the choices of the readers that it is handed to. Safe for threads.
class Reading {
 public:
  /// `strict`: every choice is an error instead.
  explicit Reading(bool strict = false) : strict_(strict) {}

  /// Records `choice`; one that is there already is kept once. When strict, throws
  /// `Error{input, "strict-input"}` "FILE: WHAT: CHOSEN" instead, with the hint how to say it.
  /// `hint`: the option or edit that makes the choice unnecessary; empty when there is none.
  void chose(Choice choice, const std::string& hint = {});
  /// In order of file, then of arrival.
  std::vector<Choice> choices() const;
  bool strict() const noexcept { return strict_; }

 private:
  bool strict_;
  mutable std::mutex mutex_;
  std::vector<Choice> choices_;
};

}  // namespace ahub
