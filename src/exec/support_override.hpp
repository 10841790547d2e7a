// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Lets tests pretend that the kernel lacks a layer. Not reachable from any option, variable or
// package.
#pragma once

#include "ahub/exec/sandbox.hpp"

namespace ahub {

/// From now on `sandbox_support` answers with a copy of this; null restores the truth.
void override_sandbox_support(const SandboxSupport* support);

}  // namespace ahub
