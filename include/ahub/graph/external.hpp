// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One name per work outside the store, however it was written.
#pragma once

#include <string>
#include <string_view>

namespace ahub {

/// "arXiv:2205.14135" for an arXiv id (version dropped), a page of arxiv.org or arXiv's own DOI;
/// "doi:10.1000/182" in lower case for a DOI or a page of doi.org; a URL with https, its host in
/// lower case, without fragment and final slash. Empty when `text` is none of these.
std::string external_id(std::string_view text);

}  // namespace ahub
