// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The chi-square distribution.
#pragma once

namespace ahub {

/// The probability that a chi-square variable with `degrees` (>= 1) degrees of freedom is at least
/// `x` (>= 0; infinity gives 0). Relative error below 1e-10 down to 1e-300, then 0.
double chi_square_survival(double x, int degrees);

}  // namespace ahub
