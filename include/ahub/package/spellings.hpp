// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What authors write where a manifest wants another spelling, and which spelling that is. Each
// returns advice for a message, or empty when it knows none; nothing is ever read by guess.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ahub {

/// For a number: "1,234" -> "write 1234, or 1.234 if the comma is a decimal sign"; "5.81 %" ->
/// "write 5.81, and unit: '%'"; "5.81" (in quotes) -> "write it without quotes".
std::string number_advice(std::string_view text);
/// For a whole number: "1e3" -> "write 1000", "v2" -> "write 2".
std::string integer_advice(std::string_view text);
/// For true and false: "yes" -> "write true".
std::string boolean_advice(std::string_view text);
/// For a day: "2026/11/5" -> "write '2026-11-05'"; both readings where it has two.
std::string date_advice(std::string_view text);
/// For a SHA-256: capitals, "sha256:" in front, a digest of another kind.
std::string hash_advice(std::string_view text);
/// The word of `words` that `text` spells in other case, with other signs between its parts, or as
/// a usual synonym ("≤", "author", "CamelCase").
std::optional<std::string> respelled(std::string_view text,
                                     std::span<const std::string_view> words);

/// "0000-0002-1825-0097" for an ORCID with or without its address, scheme or hyphens, and with a
/// small x; nothing for other texts. The checksum is not looked at.
std::optional<std::string> canonical_orcid(std::string_view text);

}  // namespace ahub
