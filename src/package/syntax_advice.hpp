// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What to write where a manifest's text does not parse: the slips that authors make.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ahub {

/// `at`: where the YAML reader stopped. Empty when no usual slip is seen there.
std::string yaml_advice(std::string_view text, std::size_t at);
/// The same for JSON.
std::string json_advice(std::string_view text, std::size_t at);
/// `text` in the quotes that YAML needs, cut to what fits a message.
std::string in_yaml_quotes(std::string_view text);

}  // namespace ahub
