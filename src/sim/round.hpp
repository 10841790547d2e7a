// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ahub::sim {

/// `value` to that many significant digits (1..17): reals that passed through libm, whose last bits
/// differ between machines, become outputs only in this form. Not finite values stay as they are.
double rounded(double value, int digits = 6);

}  // namespace ahub::sim
