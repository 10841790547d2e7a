// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The manifest's larger sections, each in a file of its own.
#pragma once

#include "ahub/package/package.hpp"
#include "package/field_reader.hpp"
#include "package/words.hpp"

namespace ahub {

/// Where findings go and how unknown keys count.
struct ReadContext {
  std::vector<Diagnostic>& out;
  bool tolerant = false;
};

void read_claims(FieldReader& reader, Package& package, const ReadContext& context);
void read_verification(FieldReader& reader, Package& package, const ReadContext& context);

/// An enumeration value for an index into its words.
template <class Enum>
Enum enum_of(std::optional<std::size_t> index, Enum fallback) {
  return index ? static_cast<Enum>(*index) : fallback;
}

}  // namespace ahub
