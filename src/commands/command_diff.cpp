// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub diff: what two packages say differently.
#include <optional>

#include "ahub/base/error.hpp"
#include "ahub/report/reading.hpp"
#include "commands/reading.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

/// The store is opened only for a side that names a stored package.
class Sides {
 public:
  explicit Sides(const Invocation& invocation) : invocation_(invocation) {}

  DiffSide read(const std::string& text) {
    const bool looks_like_path =
        text.find('/') != std::string::npos || text.find('.') != std::string::npos;
    if (looks_like_path) {
      DiffSide side = diff_side(std::filesystem::path(text), invocation_.flag("all-files"));
      say_left_out(invocation_, text, side.content.files.left_out);
      return side;
    }
    if (!hub_) hub_.emplace(open_hub(invocation_, StoreMode::read_only));
    return diff_side(*hub_, text);
  }

 private:
  const Invocation& invocation_;
  std::optional<Hub> hub_;
};

int run(const Invocation& invocation) {
  Sides sides(invocation);
  DiffSide left = sides.read(invocation.arguments.front());
  DiffSide right = sides.read(invocation.arguments.back());
  const DiffReport report = diff(std::move(left), std::move(right));
  if (invocation.format() == "json")
    invocation.print(report::diff_json(report));
  else
    invocation.print(report::diff_human(report, invocation.out));
  return report.changes.empty() ? 0 : 1;
}

}  // namespace

CommandSpec diff_command() {
  CommandSpec row;
  row.summary = "what two packages or versions say differently";
  row.description =
      "Compares metadata, claims, values, protocols, verification methods, artifacts, recorded "
      "runs, relations and exploration: '+' is only in B, '-' only in A, '~' differs. Numbers are "
      "compared after unit conversion: 83.76 % equals 0.8376 as a fraction. Slug and version are "
      "names and no difference. Claims of one slug are matched by id, those of two slugs by "
      "frontier key and else by statement.\n\n"
      "A side is a reference to a stored package (slug, slug@version, digest), or a path; what "
      "holds a '/' or a '.' is a path.";
  row.arguments = {{"A", "A package in the store, or a path.", 1, 1, "package"},
                   {"B", "A package in the store, or a path.", 1, 1, "package"}};
  row.options = {kHumanOrJson, kAllFiles, kStrictInput};
  row.exits = {{0, "they are equal"}, {1, "they differ"}, kUsageExit, kInputExit, kStoreExit,
               kTemporaryExit};
  row.examples = {
      {"ahub diff cache-admission-zipfian cache-admission-capacity-sensitivity",
       "two studies of one question", 1},
      {"ahub diff gqa examples/discoveries/gqa", "a stored package against a working copy"}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
