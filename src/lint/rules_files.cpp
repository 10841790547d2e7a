// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// AH8: the package's files. Most are reported while they are read.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/litter.hpp"
#include "ahub/base/text.hpp"
#include "lint/families.hpp"
#include "lint/finding.hpp"

namespace ahub::lint_rules {
namespace {

constexpr Severity kError = Severity::error;
constexpr std::size_t kListed = 20;

void check_left_out(LintContext& context) {
  const std::vector<LeftOut>& left_out = context.files().left_out;
  if (left_out.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < left_out.size() && i < kListed; ++i) {
    names +=
        fmt::format("{}{} ({})", i == 0 ? "" : ", ", safe_text(left_out[i].path), left_out[i].why);
  }
  if (left_out.size() > kListed) names += fmt::format(" and {} more", left_out.size() - kListed);
  const bool fixed = std::all_of(left_out.begin(), left_out.end(),
                                 [](const LeftOut& left) { return IgnoreList::never(left.path); });
  report(context, "AH811", {},
         left_out.size() == 1
             ? fmt::format("no part of the package: {}", names)
             : fmt::format("{} names are no part of the package: {}", left_out.size(), names),
         fixed ? "nothing is to be done: a repository and a store never are"
               : "'--all-files' takes them; '!NAME' in .ahubignore takes one, and so does an "
                 "artifact of that path");
}

constexpr Rule kRules[] = {
    {"AH801", "symbolic-link", kError, true, "A package holds no symbolic links.",
     "A link can lead out of the package, to files of whoever reads it.",
     "(a link artifacts/data.csv -> /etc/passwd)", "(the file itself)", nullptr},
    {"AH802", "special-file", kError, true, "A package holds regular files only.",
     "Pipes and devices can block or harm a reader.", "(a named pipe in the package)",
     "(a regular file)", nullptr},
    {"AH803", "bad-path", kError, true, "File names are portable and printable.",
     "Other names cannot be unpacked, shown or typed everywhere.", "(a file named 'a:b?.csv')",
     "(a file named 'a-b.csv')", nullptr},
    {"AH804", "too-many-files", kError, true, "A package has at most 2,000 files.",
     "Bulk data belongs behind a URL with a hash.", "(a directory of 3,000 files)",
     "(an archive of them as one artifact)", nullptr},
    {"AH805", "too-large", kError, true, "Files and packages stay under their limits of size.",
     "Bulk data belongs behind a URL with a hash.", "(a file of 100 MiB)",
     "(a url artifact with its sha256)", nullptr},
    {"AH806", "too-deep-directory", kError, true, "Directories nest at most 16 levels.",
     "Deeper trees only serve to exhaust readers.", "(17 directories inside each other)",
     "(a flat directory)", nullptr},
    {"AH807", "case-collision", kError, true,
     "No two names differ only in case or in Unicode form.",
     "Some file systems hold only one of them.", "(Data.csv beside data.csv)",
     "(one of them renamed)", nullptr},
    {"AH808", "archive-entry", kError, true, "An archive holds regular files inside it, each once.",
     "Links, '..' and doubled names are how archives write where they should not.",
     "(an archive with the entry ../x)", "(the entry x)", nullptr},
    {"AH809", "damaged-archive", kError, true, "An archive can be read to its end.",
     "A damaged archive is not what its author published.", "(a .tar.gz cut off in the middle)",
     "(the whole archive)", nullptr},
    {"AH810", "unreadable-file", kError, true, "Every file of the package can be read.",
     "A file that cannot be read cannot be checked.", "(a file without read permission)",
     "(the file made readable)", nullptr},
    {"AH811", "left-out", Severity::note, false,
     "Repositories, litter and what .ahubignore names are no part of a package.",
     "What was left out is said, so that nobody misses it: 'ahub help files' lists the patterns.",
     "(.git and .DS_Store beside discovery.yaml)",
     "(the same, if they are not meant; else an artifact entry for the file)", check_left_out},
    {"AH812", "bad-ignore-file", kError, true, "Every line of .ahubignore can be understood.",
     "A pattern that never matches would publish what it was written to leave out.",
     "(a line 'data[1.csv' in .ahubignore)", "(the line 'data\\[1.csv')", nullptr},
    {"AH813", "too-dear", kError, true,
     "A package is checked within the limits that 'ahub help limits' lists.",
     "What takes an hour to check is checked by nobody; it ends the command with exit 7.",
     "(300 runs, each with a program of 100,000 steps)", "(programs that take less to calculate)",
     nullptr},
};

}  // namespace

std::span<const Rule> files() noexcept { return kRules; }

}  // namespace ahub::lint_rules
