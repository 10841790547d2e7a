// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Which stored packages have to do with a work outside the store.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/hub/hub.hpp"

namespace ahub {

struct LookupHit {
  std::string work;  ///< Its one name: "arXiv:2205.14135".
  std::string package, title;
  std::int64_t version = 1;
  int level = 0;
  std::string role;   ///< "is", "imports" (a stub made from the work's own page) or "cites".
  std::string where;  ///< "source", "builds_on", "evidence of c1", "artifact".
};

struct LookupReport {
  std::string query, work;      ///< `work`: the one name, or the beginning that was looked for.
  bool prefix = false;          ///< Works that begin with it were taken too.
  std::vector<LookupHit> hits;  ///< By work, then is, imports, cites, then publication.
};

/// An arXiv id or DOI must match as a whole, a URL as a whole or up to a '/', anything else as the
/// beginning of a name.
LookupReport lookup(Hub& hub, std::string_view query);

}  // namespace ahub
