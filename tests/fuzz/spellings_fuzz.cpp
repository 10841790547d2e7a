// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What reads single texts of authors under libFuzzer: ignore files, licences, works, numbers, days,
// syntax advice, and what happened to a file. The first byte chooses.
#include <cstdint>
#include <cstdlib>

#include "ahub/base/digest.hpp"
#include "ahub/base/litter.hpp"
#include "ahub/package/external.hpp"
#include "ahub/package/hash_difference.hpp"
#include "ahub/package/license.hpp"
#include "ahub/package/spellings.hpp"
#include "package/syntax_advice.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::size_t cut = std::min<std::size_t>(data[1], text.size());
  switch (data[0] % 5) {
    case 0: {
      ahub::IgnoreList list;
      static_cast<void>(list.add(text.substr(cut)));
      static_cast<void>(list.why_file(text.substr(0, cut)));
      break;
    }
    case 1: {
      const ahub::LicenseExpression read = ahub::parse_license(text);
      // What is canonical stays, unless one word of it is no id that the table holds.
      if (read.problem.empty() && ahub::parse_license(read.canonical).canonical != read.canonical)
        std::abort();
      break;
    }
    case 2: {
      const std::string id = ahub::external_id(text);
      if (!id.empty() && ahub::external_id(id) != id) std::abort();
      if (const auto orcid = ahub::canonical_orcid(text)) {
        if (ahub::canonical_orcid(*orcid) != orcid) std::abort();
      }
      break;
    }
    case 3: {
      ahub::number_advice(text);
      ahub::integer_advice(text);
      ahub::boolean_advice(text);
      ahub::date_advice(text);
      ahub::hash_advice(text);
      ahub::yaml_advice(text, cut);
      ahub::json_advice(text, cut);
      break;
    }
    default: {
      const std::string_view meant = text.substr(0, cut), found = text.substr(cut);
      ahub::explain_hash(found, ahub::sha256_hex(meant), cut, "x");
      ahub::describe_change(meant, found);
    }
  }
  return 0;
}
