// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What lies in a package's directory and is no part of the package: repositories, and what
// desktops, editors and interpreters leave behind; and `.ahubignore`, which adds to it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ahub {

/// The file at a package's root that names more to leave out. It is no part of the package either:
/// adding it changes no digest.
inline constexpr std::string_view kIgnoreFile = ".ahubignore";

/// One pattern of what is left out of every package.
struct LitterRow {
  std::string_view pattern;  ///< In the syntax of `.ahubignore`.
  std::string_view what;     ///< Who leaves it: "git", "macOS".
  bool never = false;        ///< No option takes it in: such a name is no legal path of a package.
};
std::span<const LitterRow> litter_rows() noexcept;

/// A line of `.ahubignore` that cannot be meant.
struct IgnoreProblem {
  int line = 0;         ///< From 1.
  std::string message;  ///< One phrase.
};

/// Which paths are left out: the table, then the lines of an `.ahubignore`; the last pattern that
/// matches decides, as in gitignore(5). Remembers its verdicts on directories: one thread asks.
class IgnoreList {
 public:
  /// `all_files`: only the rows marked `never` are left out.
  explicit IgnoreList(bool all_files = false);

  /// Adds the lines of an `.ahubignore`: blank lines and '#' comments, '!' takes back, a '/' at the
  /// end means directories only, one at the beginning or inside anchors at the root, '*' and '?'
  /// stop at '/', '**' between slashes is any number of directories, [a-z] and [!a-z] are sets,
  /// a backslash takes the next character as it is. Returns what is wrong with it.
  std::vector<IgnoreProblem> add(std::string_view text);

  /// Why `path` itself (relative, '/'-separated) is left out: "macOS", ".ahubignore:3"; nothing
  /// when it is taken. Its directories are not asked. Throws `Error{limit, "ignore-steps"}` when
  /// the lines have looked at more than `limits::kIgnoreSteps` characters of all paths so far.
  std::optional<std::string> why(std::string_view path, bool is_directory) const;

  struct Verdict {
    std::string path;  ///< The path, or the directory above it that is left out, with a '/' behind.
    std::string why;
  };
  /// The same for a file and every directory above it.
  std::optional<Verdict> why_file(std::string_view path) const;
  /// True when no option and no line can take `path` (or what is above it) in.
  static bool never(std::string_view path);

 private:
  struct Pattern {
    std::vector<std::string> parts;
    bool negated = false, directory_only = false, anchored = false;
    std::string why;
  };
  static std::optional<Pattern> parse(std::string_view line, std::string& problem);
  const std::optional<std::string>& why_directory(std::string_view path) const;
  static const std::vector<Pattern>& table();

  bool all_files_;
  std::vector<Pattern> lines_;
  mutable std::uint64_t steps_ = 0;  // Of the lines, over all paths.
  mutable std::map<std::string, std::optional<std::string>, std::less<>> directories_;
};

/// True when `pattern` (one component: '*', '?', sets, escapes) matches all of `name`.
bool matches_glob(std::string_view pattern, std::string_view name) noexcept;

}  // namespace ahub
