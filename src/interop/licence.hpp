// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Licences by their URLs.
#pragma once

#include <string>
#include <string_view>

namespace ahub::interop {

struct Licence {
  std::string spdx;  ///< The id, or empty when none is known or the URL leaves it open.
  bool url = false;  ///< The URL is all that is known and is to be kept.
};

/// An SPDX id is itself. Of a Creative Commons licence's URL, with http or https, a slash at the
/// end or a page of it
/// ("legalcode", "deed.en"), or of arXiv's own licence. A URL without a version, or of a national
/// one, is kept as it is, and so is the retired page of the public domain, which was two things.
Licence licence_of(std::string_view url);

}  // namespace ahub::interop
