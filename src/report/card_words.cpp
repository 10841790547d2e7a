// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/card_words.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace ahub::report {

std::string_view level_meaning(int level) noexcept {
  static constexpr std::string_view kMeanings[] = {
      "its manifest is valid, nothing else is known",
      "hashes match and every claim has evidence; no method has run to its end",
      "a verification method ran to its end, not all assertions passed",
      "a re-run passed every assertion of one method",
      "a second, distinct runner passed every assertion too"};
  return level >= 0 && level <= 4 ? kMeanings[level] : "?";
}

std::string method_words(const Method& method) {
  if (method.mode != MethodMode::simulator)
    return fmt::format("{} {}", to_string(method.mode),
                       method.entrypoint.empty() ? method.image : method.entrypoint);
  std::vector<std::string> names;
  for (const RunSpec& run : method.runs) {
    if (std::find(names.begin(), names.end(), run.simulator) == names.end())
      names.push_back(run.simulator);
  }
  return fmt::format("simulator {}", fmt::join(names, ", "));
}

}  // namespace ahub::report
