// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What a script printed, as the outputs that assertions may ask for.
#pragma once

#include <string>
#include <string_view>

#include "ahub/verify/receipt.hpp"

namespace ahub {

struct ScriptOutput {
  Json outputs = Json::object();   ///< Name -> number; those of nested objects as "outer.inner".
  std::vector<Unusable> unusable;  ///< Names that are there without a number that can be used.
};

/// Reads one JSON object (RFC 8259, and Python's NaN and Infinity). What an assertion might not ask
/// for is never a fault: it is `unusable`, with the reason. Throws `Error{input}` "bad-output"
/// where the text is no such object, "the script's output:LINE:COLUMN: why", and what
/// `read_foreign` throws.
ScriptOutput read_script_output(std::string_view text);

}  // namespace ahub
