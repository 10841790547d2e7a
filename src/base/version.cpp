// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/version.hpp"

namespace ahub {

std::string_view version() noexcept { return AHUB_VERSION; }

}  // namespace ahub
