// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The patterns of the manifest's texts, each the same as in schemas/discovery.schema.json.
#pragma once

#include <string_view>

namespace ahub::patterns {

bool profile(std::string_view text) noexcept;      ///< ^[a-z0-9_-]+@[0-9.]+$
bool slug(std::string_view text) noexcept;         ///< ^[a-z0-9][a-z0-9-]{2,63}$
bool domain(std::string_view text) noexcept;       ///< ^([a-z-]+(\.[A-Za-z-]+)?)?$
bool claim_id(std::string_view text) noexcept;     ///< ^c[1-9][0-9]{0,3}$
bool short_id(std::string_view text) noexcept;     ///< ^[a-z][a-z0-9-]{0,31}$
bool output_name(std::string_view text) noexcept;  ///< ^[A-Za-z_][A-Za-z0-9_.-]{0,127}$
bool sha256(std::string_view text) noexcept;       ///< ^[0-9a-f]{64}$
/// In any case: ^((https?://)?(www\.)?orcid\.org/|orcid:
/// ?)?[0-9]{4}(-?[0-9]{4}){2}-?[0-9]{3}[0-9X]/?$
bool orcid(std::string_view text) noexcept;

}  // namespace ahub::patterns
