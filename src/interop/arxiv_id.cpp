// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What arXiv ids are wrapped in, and the slugs made of them.
#include <algorithm>

#include "ahub/interop/arxiv.hpp"
#include "ahub/package/arxiv_id.hpp"

namespace ahub {
namespace {

bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
char lowered(char c) noexcept { return is_upper(c) ? static_cast<char>(c + 32) : c; }

/// Takes `prefix` (lower case) off the front, in any case.
bool strip(std::string_view& text, std::string_view prefix) noexcept {
  if (text.size() < prefix.size()) return false;
  if (!std::equal(prefix.begin(), prefix.end(), text.begin(),
                  [](char wanted, char c) { return wanted == lowered(c); })) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

std::string_view bare(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  if (strip(text, "https://") || strip(text, "http://")) {
    for (const std::string_view host : {"www.", "export.", "rss."})
      if (strip(text, host)) break;
    if (!strip(text, "arxiv.org/")) return {};
    const bool page = strip(text, "abs/") || strip(text, "html/");
    if (!page && !strip(text, "pdf/")) return {};
    text = text.substr(0, text.find_first_of("?#"));
    constexpr std::string_view kPdf = ".pdf";
    if (!page && text.size() > kPdf.size() && text.substr(text.size() - kPdf.size()) == kPdf)
      text.remove_suffix(kPdf.size());
    return text;
  }
  if (!strip(text, "oai:arxiv.org:")) strip(text, "arxiv:");
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return text;
}

}  // namespace

std::optional<std::string> normalise_arxiv_id(std::string_view text, std::int64_t* version) {
  return canonical_arxiv_id(bare(text), version);
}

std::string arxiv_slug(std::string_view id) {
  std::string slug = "arxiv-" + std::string(id);
  std::replace_if(
      slug.begin(), slug.end(), [](char c) { return c == '.' || c == '/'; }, '-');
  return slug;
}

}  // namespace ahub
