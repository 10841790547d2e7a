// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "report/field_words.hpp"

#include <fmt/format.h>

#include "ahub/base/text.hpp"

namespace ahub::report {

std::string field_number(const std::optional<double>& value, const std::string& unit) {
  if (!value) return "-";
  const std::string number = format_real(*value);
  return unit.empty() ? number : number + " " + safe_text(unit);
}

std::string field_counts(const FieldReport& report) {
  std::string out;
  for (const Facet& facet : report.verdicts)
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", facet.count, facet.name);
  return out.empty() ? "none" : out;
}

std::string field_origin(const FieldPackage& package, const FieldClaim& claim) {
  return claim.published && claim.published_by != package.slug ? claim.published_by : "";
}

std::string field_legend() {
  return "confirmed: re-executed, and every check passed. recomputed: passed on a calibrated or "
         "generative model alone, so it holds under stated parameters and says nothing about "
         "hardware. refuted: a check failed. inconclusive: it could not be decided. attested: "
         "stated, and not re-executed in this store. A published number is that of the package "
         "which the "
         "claim's own package compares itself with, else the claim's.";
}

}  // namespace ahub::report
