// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Whether a file's schema is the one that this program writes, to the letter.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "store/statement.hpp"

namespace ahub {

/// Of every row of sqlite_schema (type, name, table, SQL) in the order of their making; 64 hex
/// digits. What ANALYZE made is left out.
std::string schema_digest(Connection& connection);

/// Throws `Error{store, "foreign-schema"}` with the name of what differs unless the schema is that
/// of version `version` (1 to kSchemaVersion).
void require_schema(Connection& connection, std::int64_t version,
                    const std::filesystem::path& file);

/// The schema of a version, made in memory by the migrations.
Connection reference_schema(std::int64_t version);

}  // namespace ahub
