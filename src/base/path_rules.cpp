// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Which names a file inside a package may have (portable, printable, inside).
#include <algorithm>
#include <array>

#include "ahub/base/files.hpp"
#include "ahub/base/hidden.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"

namespace ahub {
namespace {

bool is_reserved(std::string_view component) {
  static constexpr std::array<std::string_view, 4> kDevices{"con", "prn", "aux", "nul"};
  std::string stem(component.substr(0, component.find('.')));
  std::transform(stem.begin(), stem.end(), stem.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (std::find(kDevices.begin(), kDevices.end(), stem) != kDevices.end()) return true;
  const bool numbered = stem.size() == 4 && stem[3] >= '1' && stem[3] <= '9';
  return numbered && (stem.compare(0, 3, "com") == 0 || stem.compare(0, 3, "lpt") == 0);
}

std::string component_problem(std::string_view component) {
  if (component.empty()) return "has an empty component";
  if (component == "." || component == "..") return "leaves its directory";
  if (component.size() > limits::kPathComponentBytes) return "has a component over 128 bytes";
  if (component.front() == '-' || component.front() == ' ')
    return "has a component that begins with '-' or a blank";
  if (component.back() == '.' || component.back() == ' ')
    return "has a component that ends with '.' or a blank";
  if (component.find_first_of(":*?\"<>|\\") != std::string_view::npos)
    return "has a character of :*?\"<>|\\";
  if (is_reserved(component)) return "has a name that some systems reserve for a device";
  const std::string folded = case_folded(component);
  if (folded == ".git" || folded == ".ahub") return "lies in .git or .ahub";
  return {};
}

}  // namespace

std::string path_problem(std::string_view path) {
  if (path.empty()) return "is empty";
  if (path.size() > limits::kPathBytes) return "is longer than 512 bytes";
  if (first_invalid_utf8(path)) return "is not UTF-8";
  if (path.front() == '/') return "is absolute";
  char32_t before = 0;
  for (std::size_t i = 0; i < path.size();) {
    const char32_t c = next_code_point(path, i);
    if (is_hidden_behind(before, c)) return "has a control or hidden character";
    before = c;
  }
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    if (std::string problem = component_problem(path.substr(start, end - start));
        !problem.empty()) {
      return problem;
    }
    start = end + 1;
  }
  return {};
}

}  // namespace ahub
