// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Licences by their URLs.
#pragma once

#include <string>
#include <string_view>

namespace ahub::interop {

struct Licence {
  std::string spdx;  ///< The id, or empty when SPDX has none or the URL leaves it open.
  bool url = false;  ///< The URL says more than `spdx` and is to be kept.
};

/// Of a Creative Commons licence's URL, with http or https, a slash at the end or a page of it
/// ("legalcode", "deed.en"), or of arXiv's own licence. A URL without a version names no licence
/// that SPDX has; neither does that of a national version.
Licence licence_of(std::string_view url);

}  // namespace ahub::interop
