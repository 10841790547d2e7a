// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Why a file is not the one that was hashed: line ends, a pointer, a compressed or cut copy.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ahub/package/package.hpp"

namespace ahub {

struct HashDifference {
  std::string what;  ///< One phrase: "with LF line ends it would match".
  std::string help;  ///< What to do about it, one sentence without a final stop.
};

/// Tries what checkouts, editors and downloads do to a file until its SHA-256 is `sha256` (64 hex
/// digits in any case; empty: until its size is `size`). `size`: as stated, in bytes; nothing when
/// it is not stated. `path`: for the help. Costs up to 18 hashes of files of at most 4 MiB, fewer
/// of larger ones.
HashDifference explain_hash(std::string_view bytes, std::string_view sha256,
                            std::optional<std::int64_t> size, std::string_view path);

/// The same for a bundled artifact whose hash or size differs, or which is a pointer; it may also
/// be another file of the package. Empty for any other.
HashDifference explain_artifact(const PackageFiles& files, const Artifact& artifact);

/// How the content of one file differs from another's: "line ends only", "12 -> 40 bytes".
std::string describe_change(std::string_view before, std::string_view after);

}  // namespace ahub
