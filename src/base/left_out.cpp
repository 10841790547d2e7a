// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/left_out.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/litter.hpp"

namespace ahub {

void choose_left_out(const std::string& path, std::span<const LeftOut> left_out, Reading& reading) {
  constexpr std::size_t kListed = 5;
  if (left_out.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < left_out.size() && i < kListed; ++i)
    names += fmt::format("{}{} ({})", i == 0 ? "" : ", ", left_out[i].path, left_out[i].why);
  if (left_out.size() > kListed) names += fmt::format(" and {} more", left_out.size() - kListed);
  const bool never = std::all_of(left_out.begin(), left_out.end(), [](const LeftOut& left) {
    return IgnoreList::never(left.path);
  });
  reading.chose({path, "left out", names},
                never ? "move it out of the package's directory"
                      : "take it in with --all-files, or move it out of the package's directory");
}

}  // namespace ahub
