// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Patterns in the syntax of gitignore(5), and the list of them that decides what a package holds.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/litter.hpp"
#include "ahub/base/text.hpp"

namespace ahub {
namespace {

constexpr std::string_view kAnyDirectories = "**";
constexpr std::size_t kMostPatterns = 2'000;  // Each is asked about each path.

/// Reads the set that begins at `at` ('['). Sets `at` behind its ']' and says whether `c` is in it;
/// nothing when it is never closed.
std::optional<bool> in_set(std::string_view pattern, std::size_t& at, char32_t c) noexcept {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  bool found = false;
  for (bool first = true; i < pattern.size(); first = false) {
    if (pattern[i] == ']' && !first) {
      at = i + 1;
      return found != negated;
    }
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    const char32_t low = next_code_point(pattern, i);
    char32_t high = low;
    if (i + 1 < pattern.size() && pattern[i] == '-' && pattern[i + 1] != ']') {
      ++i;
      if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
      high = next_code_point(pattern, i);
    }
    found = found || (c >= low && c <= high);
  }
  return std::nullopt;
}

/// Takes one element of the pattern that matches `c`, or says that none does.
bool take_one(std::string_view pattern, std::size_t& at, char32_t c) noexcept {
  if (pattern[at] == '?') {
    ++at;
    return true;
  }
  if (pattern[at] == '[') return in_set(pattern, at, c).value_or(false);
  if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
  return next_code_point(pattern, at) == c;
}

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    parts.emplace_back(path.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

/// As `matches_glob`. Adds what it looks at to `steps`; once these are over the limit it says no.
bool matches_one(std::string_view pattern, std::string_view name, std::uint64_t& steps) noexcept {
  std::size_t p = 0, t = 0;
  std::size_t star = std::string_view::npos, kept = 0;
  while (t < name.size()) {
    if (++steps > limits::kIgnoreSteps) return false;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      kept = t;
      continue;
    }
    std::size_t next_p = p, next_t = t;
    const char32_t c = next_code_point(name, next_t);
    const bool same = p < pattern.size() && take_one(pattern, next_p, c);
    steps += next_p - p;  // A set may be long.
    if (same) {
      p = next_p;
      t = next_t;
    } else if (star != std::string_view::npos) {
      next_code_point(name, kept);
      p = star + 1;
      t = kept;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

/// Components against components; "**" stands for any number of them, at the end for at least one.
bool matches_parts(const std::vector<std::string>& pattern,
                   const std::vector<std::string_view>& path, std::uint64_t& steps) {
  std::size_t p = 0, t = 0;
  std::size_t star = std::string::npos, kept = 0;
  while (t < path.size()) {
    if (++steps > limits::kIgnoreSteps) return false;
    if (p < pattern.size() && pattern[p] == kAnyDirectories) {
      if (p + 1 == pattern.size()) return true;
      star = p++;
      kept = t;
    } else if (p < pattern.size() && matches_one(pattern[p], path[t], steps)) {
      ++p;
      ++t;
    } else if (star != std::string::npos) {
      p = star + 1;
      t = ++kept;
    } else {
      return false;
    }
  }
  return p == pattern.size();
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view name) noexcept {
  std::uint64_t steps = 0;
  return matches_one(pattern, name, steps);
}

std::optional<IgnoreList::Pattern> IgnoreList::parse(std::string_view line, std::string& problem) {
  // Blanks at the end do not count unless a backslash stands before them.
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t') &&
         !(line.size() > 1 && line[line.size() - 2] == '\\'))
    line.remove_suffix(1);
  if (line.empty() || line.front() == '#') return std::nullopt;
  Pattern pattern;
  if (line.front() == '!') {
    pattern.negated = true;
    line.remove_prefix(1);
  }
  if (!line.empty() && line.back() == '/') {
    pattern.directory_only = true;
    line.remove_suffix(1);
  }
  pattern.anchored = line.find('/') != std::string_view::npos;
  if (!line.empty() && line.front() == '/') line.remove_prefix(1);
  if (line.empty()) {
    problem = "a pattern names nothing";
    return std::nullopt;
  }
  for (const std::string_view part : split(line)) pattern.parts.emplace_back(part);
  for (const std::string& part : pattern.parts) {
    if (part.empty() || part == "." || part == "..") {
      problem = fmt::format("a pattern has the component '{}', which no path has", part);
      return std::nullopt;
    }
    if (part.find("[[:") != std::string::npos) {
      problem = "a pattern has a class such as [[:alpha:]], which is not taken: write [A-Za-z]";
      return std::nullopt;
    }
    for (std::size_t at = 0; at < part.size();) {
      if (part[at] == '\\' && at + 1 == part.size()) {
        problem = "a pattern ends with a backslash";
        return std::nullopt;
      }
      if (part[at] == '[') {
        if (!in_set(part, at, U' ')) {
          problem = "a pattern has a '[' that is never closed: write '\\[' for the character";
          return std::nullopt;
        }
      } else {
        at += part[at] == '\\' ? 2U : 1U;
      }
    }
  }
  return pattern;
}

const std::vector<IgnoreList::Pattern>& IgnoreList::table() {
  static const std::vector<Pattern> kTable = [] {
    std::vector<Pattern> patterns;
    for (const LitterRow& row : litter_rows()) {
      std::string problem;
      // The table's own '#' is a character, not a comment.
      const std::string line = (row.pattern.front() == '#' ? "\\" : "") + std::string(row.pattern);
      Pattern pattern = parse(line, problem).value();
      pattern.why = row.what;
      patterns.push_back(std::move(pattern));
    }
    return patterns;
  }();
  return kTable;
}

IgnoreList::IgnoreList(bool all_files) : all_files_(all_files) {}

std::vector<IgnoreProblem> IgnoreList::add(std::string_view text) {
  std::vector<IgnoreProblem> problems;
  directories_.clear();
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  if (const auto bad = first_invalid_utf8(text)) {
    const auto line =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
    return {{static_cast<int>(line) + 1, "the file is not UTF-8"}};
  }
  int number = 0;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string_view line = text.substr(start, end - start);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    start = end + 1;
    ++number;
    std::string problem;
    if (line.find('\0') != std::string_view::npos) {
      problem = "a line has a NUL byte";
    } else if (std::optional<Pattern> pattern = parse(line, problem)) {
      if (lines_.size() >= kMostPatterns) {
        problems.push_back({number, fmt::format("more than {} patterns", kMostPatterns)});
        break;
      }
      pattern->why = fmt::format("{}:{}", kIgnoreFile, number);
      lines_.push_back(std::move(*pattern));
    }
    if (!problem.empty()) problems.push_back({number, std::move(problem)});
  }
  return problems;
}

std::optional<std::string> IgnoreList::why(std::string_view path, bool is_directory) const {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  std::vector<std::string_view> parts;  // Split once for all patterns, if one asks.
  const auto matches = [&](const Pattern& pattern, std::uint64_t& steps) {
    if (pattern.directory_only && !is_directory) return false;
    if (!pattern.anchored) return matches_one(pattern.parts.front(), name, steps);
    if (parts.empty()) {
      parts = split(path);
      steps += path.size();
    }
    return matches_parts(pattern.parts, parts, steps);
  };
  const std::vector<Pattern>& rows = table();
  const Pattern* last = nullptr;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::uint64_t ours = 0;  // The table is not the package's.
    const bool asked = !all_files_ || litter_rows()[i].never;
    if (!asked || !matches(rows[i], ours)) continue;
    if (litter_rows()[i].never) return rows[i].why;
    if (last == nullptr) last = &rows[i];
  }
  if (!all_files_) {
    for (const Pattern& pattern : lines_) {
      if (++steps_ <= limits::kIgnoreSteps && matches(pattern, steps_)) last = &pattern;
      if (steps_ <= limits::kIgnoreSteps) continue;
      throw Error(ErrorKind::limit, "ignore-steps",
                  fmt::format("{} takes more than {} steps to compare with the package's names",
                              kIgnoreFile, limits::kIgnoreSteps),
                  "write fewer patterns or such with fewer '*', or read all with --all-files");
    }
  }
  if (last == nullptr || last->negated) return std::nullopt;
  return last->why;
}

const std::optional<std::string>& IgnoreList::why_directory(std::string_view path) const {
  const auto found = directories_.find(path);
  if (found != directories_.end()) return found->second;
  return directories_.emplace(path, why(path, true)).first->second;
}

std::optional<IgnoreList::Verdict> IgnoreList::why_file(std::string_view path) const {
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/', slash + 1)) {
    const std::string_view above = path.substr(0, slash);
    // What is no path of a package is not worth remembering.
    std::optional<std::string> found =
        above.size() <= limits::kPathBytes ? why_directory(above) : why(above, true);
    if (found) return Verdict{std::string(above) + "/", std::move(*found)};
  }
  if (std::optional<std::string> found = why(path, false))
    return Verdict{std::string(path), std::move(*found)};
  return std::nullopt;
}

bool IgnoreList::never(std::string_view path) {
  const std::vector<std::string_view> parts = split(path);
  return std::any_of(parts.begin(), parts.end(), [](std::string_view part) {
    return std::any_of(litter_rows().begin(), litter_rows().end(),
                       [&](const LitterRow& row) { return row.never && row.pattern == part; });
  });
}

}  // namespace ahub
