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
/// Taken: "arXiv:", "arXiv ", "doi:", "DOI ", "urn:doi:", "info:doi/" in any case, with and without
/// blanks; bare DOIs and arXiv ids (those of before 2007 with an archive of arXiv's); arXiv's
/// "2205.14135v2 [cs.LG]"; doi.org and arxiv.org with and without "https://".
std::string external_id(std::string_view text);

/// True when `text` begins like a work outside ("doi:", "https://", "arXiv"), so that it is no path
/// even if it is no id.
bool looks_external(std::string_view text);

}  // namespace ahub
