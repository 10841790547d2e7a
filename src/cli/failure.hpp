// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The one message that a failing command leaves on standard error.
#pragma once

#include "ahub/base/error.hpp"

namespace ahub::cli {

/// Prints the error, as one line of JSON when asked for; returns its exit code.
int report_failure(const Error& error, bool json);

}  // namespace ahub::cli
