// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the writers of SVG share.
#pragma once

#include <string_view>

#include "ahub/report/printable.hpp"

namespace ahub::report {

/// The opening tag, title, description and white ground of a picture.
Xml svg_open(double width, double height, std::string_view title, std::string_view description);

}  // namespace ahub::report
