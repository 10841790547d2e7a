// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Small pieces of text that several renderers share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ahub/base/json.hpp"
#include "ahub/package/package.hpp"
#include "ahub/report/style.hpp"
#include "ahub/report/table.hpp"

namespace ahub::report {

/// "1 claim", "3 claims".
std::string counted(std::int64_t count, std::string_view noun);
/// The licence as its author states it, "no licence stated", or the URL that SPDX has no id for.
std::string license_words(const Package& package);
/// The licence for JSON: {"license": SPDX or null, "license_url": URL or null} is set in `data`.
void set_license(Json& data, const Package& package);
/// The day that the author states, or "imported DAY" where none is stated.
std::string date_words(const Package& package, std::string_view day);

/// "published", "integrity", "runs", "verified", "reproduced".
std::string_view level_name(int level) noexcept;
/// The badge or verdict in its colour: confirmed green, refuted red, ...
Text coloured_verdict(std::string_view verdict, const Style& style);
/// The first eight digits of a hash.
std::string short_hash(std::string_view hash);
/// A paragraph wrapped to the style's width (at most 100 columns on a terminal, 80 in a pipe),
/// each line after `indent` blanks, ending in a newline. `max_lines` 0: all.
Text paragraph(std::string_view text, std::size_t indent, const Style& style,
               std::size_t max_lines = 0);
/// RFC 4180: quoted when it holds a comma, a quote or a line end; quotes doubled. `guard`: what a
/// spreadsheet would calculate gets an apostrophe in front.
CsvLines csv_field(std::string_view text, CsvText guard);
/// `text`, made safe, followed by blanks up to `columns` columns.
std::string padded(std::string_view text, std::size_t columns);

}  // namespace ahub::report
