// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "commands/reading.hpp"

namespace ahub::commands {

void say_choices(const Invocation& invocation, std::span<const Choice> choices) {
  for (const Choice& choice : choices)
    invocation.say(report::Text::format("note: {}", to_text(choice)));
}

}  // namespace ahub::commands
