// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/reading.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"

namespace ahub {

std::string to_text(const Choice& choice) {
  std::string line = fmt::format("{}: {}: {}", safe_text(choice.file), safe_text(choice.what),
                                 safe_text(choice.chosen));
  if (choice.rows > 0) line += fmt::format(" ({} row{})", choice.rows, choice.rows == 1 ? "" : "s");
  return line;
}

Json to_json_value(std::span<const Choice> choices) {
  Json list = Json::array();
  for (const Choice& choice : choices) {
    list.push(Json::object()
                  .set("file", choice.file)
                  .set("what", choice.what)
                  .set("chosen", choice.chosen)
                  .set("rows", choice.rows));
  }
  return list;
}

void Reading::chose(Choice choice, const std::string& hint) {
  if (strict_) throw Error(ErrorKind::input, "strict-input", to_text(choice), hint);
  const std::lock_guard lock(mutex_);
  if (std::find(choices_.begin(), choices_.end(), choice) == choices_.end())
    choices_.push_back(std::move(choice));
}

std::vector<Choice> Reading::choices() const {
  const std::lock_guard lock(mutex_);
  std::vector<Choice> sorted = choices_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Choice& left, const Choice& right) { return left.file < right.file; });
  return sorted;
}

}  // namespace ahub
