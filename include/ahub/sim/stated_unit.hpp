// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// In which unit a run gives one of its outputs.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "ahub/base/json.hpp"
#include "ahub/base/units.hpp"

namespace ahub::sim {

/// The unit that a run with these parameters (bound or not) states for its output: the declared
/// one, else for a real number the text parameter `unit` of the simulator, else 1. Source::none
/// when simulator or output is unknown.
StatedUnit stated_unit(std::string_view simulator,
                       std::span<const std::pair<std::string, Json>> params,
                       std::string_view output);

}  // namespace ahub::sim
