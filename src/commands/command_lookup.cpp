// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub lookup: which packages have to do with a work outside.
#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

int run(const Invocation& invocation) {
  const std::string& query = invocation.arguments.front();
  if (query.size() < 3 || first_invalid_utf8(query)) {
    throw Error(ErrorKind::usage, "usage",
                fmt::format("'{}' is too short to look up", safe_text(query)),
                "give an arXiv id, a DOI, a URL, or three or more characters of one");
  }
  Hub hub = open_fresh_hub(invocation);
  const LookupReport report = lookup(hub, query);
  if (invocation.format() == "json")
    invocation.print(report::lookup_json(report));
  else
    invocation.print(report::lookup_human(report, invocation.out));
  return report.hits.empty() ? 1 : 0;
}

}  // namespace

CommandSpec lookup_command() {
  CommandSpec row;
  row.summary = "which packages are, import or cite an outside work";
  row.description =
      "Looks for a work outside the store in the sources, relations, evidence and artifacts of the "
      "newest versions. A package 'is' the work that its provenance.source names; it 'imports' it "
      "when it is a stub with the concept arxiv-import; it 'cites' works that relations, evidence "
      "or artifacts name.\n\n"
      "An arXiv id is the same with or without its version, as a page of arxiv.org or as arXiv's "
      "DOI; a DOI is the same in any case and as a page of doi.org. A URL also finds what lies "
      "below it. Anything else is taken as the beginning of a name.";
  row.arguments = {{"WORK", "arxiv:2205.14135, doi:10.1000/182, a URL, or how one begins.", 1, 1}};
  row.options = {kHumanOrJson};
  row.exits = {
      {0, "there are such packages"}, {1, "there is none"}, kUsageExit, kStoreExit, kTemporaryExit};
  row.examples = {{"ahub lookup arxiv:2309.06180v1", "who has to do with this paper"},
                  {"ahub lookup 2205.", "works that begin so"},
                  {"ahub lookup doi:10.1000/182", "a work that nobody names", 1}};
  row.run = run;
  return row;
}

}  // namespace ahub::commands
