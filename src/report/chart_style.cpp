// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/chart_style.hpp"

#include <iterator>

namespace ahub::report {
namespace {

constexpr std::string_view kColours[] = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                         "#E69F00", "#56B4E9", "#000000", "#999933"};
constexpr std::string_view kDashes[] = {"", "7 4", "2 3", "9 3 2 3"};

}  // namespace

std::string_view series_colour(std::size_t series) noexcept {
  return kColours[series % std::size(kColours)];
}

std::string_view series_dash(std::size_t series) noexcept {
  return kDashes[series / std::size(kColours) % std::size(kDashes)];
}

std::string series_letter(std::size_t series) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return std::string(1, kLetters[series % kLetters.size()]);
}

Text series_coloured(std::size_t series, const std::string& text, const Style& style) {
  switch (series % 6) {
    case 0:
      return style.blue(text);
    case 1:
      return style.yellow(text);
    case 2:
      return style.green(text);
    case 3:
      return style.red(text);
    case 4:
      return style.cyan(text);
    default:
      return style.bold(text);
  }
}

}  // namespace ahub::report
