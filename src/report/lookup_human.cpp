// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"
#include "report/words.hpp"

namespace ahub::report {

Text lookup_human(const LookupReport& report, const Style& style) {
  if (report.hits.empty()) {
    return paragraph(fmt::format("no package is, imports or cites {}{}", report.work,
                                 report.prefix ? " or what begins so" : ""),
                     0, style);
  }
  Text out;
  const LookupHit* previous = nullptr;
  for (const LookupHit& hit : report.hits) {
    if (previous == nullptr || previous->work != hit.work)
      out += style.bold(safe_text(hit.work)) + "\n";
    previous = &hit;
    const std::string how =
        hit.role == "cites" ? fmt::format("cites ({})", safe_text(hit.where)) : hit.role;
    out += Text::format("  {}@{}  L{}  {}\n", hit.package, hit.version, hit.level, style.cyan(how));
    out += paragraph(hit.title, 4, style);
  }
  return out;
}

}  // namespace ahub::report
