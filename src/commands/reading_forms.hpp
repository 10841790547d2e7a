// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Every form of file that ahub reads: what is taken, refused and said. The help topic, the manual
// page and nothing else are made of these rows.
#pragma once

#include <span>
#include <string_view>

namespace ahub::commands {

struct ReadingForm {
  std::string_view name;     ///< "CSV traces".
  std::string_view taken;    ///< Without a final stop, as the next two.
  std::string_view refused;  ///< By name or with file:line:column.
  std::string_view said;     ///< What a reader chooses and says; empty: it has no choice.
};

/// In the order of the manual; the first row holds for all of the others.
std::span<const ReadingForm> reading_forms() noexcept;

/// What stands before the rows.
inline constexpr std::string_view kReadingIntroduction =
    "Files of other programs are read as they are, or refused by name with a hint what to do. "
    "Where a reader has to choose, it says what it took and how many rows that touched: one line "
    "'note: FILE: WHAT: CHOSEN (N rows)' on standard error, the field 'choices' of JSON output, "
    "and "
    "the same field of a run in a receipt when a claim rests on it. With --strict-input each such "
    "choice is an error (exit 3) whose hint names the option that says it.";

}  // namespace ahub::commands
