// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Small texts inside records: white space, dates, names, categories.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ahub::interop {

/// `text` without the white space around it, and each run inside as one blank: arXiv wraps titles
/// and abstracts.
std::string collapsed(std::string_view text);

/// The first control character (C0, DEL) of collapsed text.
std::optional<unsigned> control_in(std::string_view text) noexcept;

/// YYYY-MM-DD of "2022-05-27T17:53:09Z", "2022-05-27" or "Mon, 2 Apr 2007 19:18:42 GMT"; empty when
/// it is none of these or no day of the calendar.
std::string date_of(std::string_view text);

/// Names from one text, and what had to be decided on the way.
struct SplitAuthors {
  std::vector<std::string> names;
  bool unclosed = false;  ///< A bracket that does not close was taken as a letter.
  bool et_al = false;     ///< "et al." was left out: there are more authors.
};
/// "A. Author (1), B. Author and C. Author Jr.": affiliations in brackets are dropped. "for the X
/// Collaboration" and "X Collaboration: A. Author" name the collaboration as well. Commas within
/// braces or behind a backslash are TeX and separate nothing.
SplitAuthors split_authors(std::string_view text);

/// HTML without its tags, the five entities and numbers decoded; '<' before anything but the tags
/// that prose has stays.
std::string text_of_html(std::string_view html);

/// "10.1000/1" of "https://doi.org/10.1000/1" and the like.
std::string without_doi_prefix(std::string_view text);

/// An abstract that says that its paper was withdrawn.
bool is_withdrawal(std::string_view abstract) noexcept;

/// A category of the taxonomy by its form: "cs.LG", "hep-th"; no class of another scheme.
bool is_category(std::string_view text) noexcept;

}  // namespace ahub::interop
