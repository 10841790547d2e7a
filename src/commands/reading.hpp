// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the commands that read foreign files share: the option that forbids choices, and how choices
// are said.
#pragma once

#include <span>

#include "ahub/base/reading.hpp"
#include "ahub/commands/command.hpp"

namespace ahub::commands {

inline constexpr OptionSpec kStrictInput{
    "strict-input",
    '\0',
    OptionKind::flag,
    "",
    "",
    "Make every choice of a reader an error ('ahub help reading')."};

/// The option as a word for readers.
inline bool strict_input(const Invocation& invocation) { return invocation.flag("strict-input"); }

/// One line on standard error for each: "note: FILE: WHAT: CHOSEN (N rows)".
void say_choices(const Invocation& invocation, std::span<const Choice> choices);

}  // namespace ahub::commands
