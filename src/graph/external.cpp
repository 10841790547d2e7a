// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/graph/external.hpp"

#include <algorithm>

#include "ahub/package/arxiv_id.hpp"

namespace ahub {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; });
  return out;
}

/// Takes `prefix` off `text` whatever its case.
bool drop(std::string_view& text, std::string_view prefix) {
  if (lower(text.substr(0, prefix.size())) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// An arXiv id without its version, or nothing.
std::string arxiv_id(std::string_view text) { return canonical_arxiv_id(text).value_or(""); }

std::string doi(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (text.substr(0, 3) != "10." || slash == std::string_view::npos || slash < 4 ||
      slash + 1 == text.size() || !is_digit(text[3]) || text.find(' ') != std::string_view::npos)
    return {};
  std::string_view suffix = text;
  if (drop(suffix, "10.48550/arxiv.")) {
    if (const std::string id = arxiv_id(suffix); !id.empty()) return "arXiv:" + id;
  }
  return "doi:" + lower(text);
}

/// The page `rest` (host and path, without the scheme).
std::string page(std::string_view rest) {
  rest = rest.substr(0, rest.find('#'));
  while (!rest.empty() && rest.back() == '/') rest.remove_suffix(1);
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const std::string host = lower(rest.substr(0, slash));
  if (host.empty() || rest.find(' ') != std::string_view::npos) return {};
  std::string_view path = slash < rest.size() ? rest.substr(slash + 1) : std::string_view();
  if (host == "doi.org" || host == "dx.doi.org" || host == "www.doi.org") {
    if (std::string id = doi(path); !id.empty()) return id;
  }
  if (host == "arxiv.org" || host == "www.arxiv.org" || host == "export.arxiv.org") {
    std::string_view id = path;
    if (drop(id, "abs/") || drop(id, "pdf/") || drop(id, "html/")) {
      id = id.substr(0, id.find('?'));
      if (id.size() > 4 && id.substr(id.size() - 4) == ".pdf") id.remove_suffix(4);
      if (const std::string known = arxiv_id(id); !known.empty()) return "arXiv:" + known;
    }
  }
  return "https://" + host + (path.empty() ? "" : "/" + std::string(path));
}

}  // namespace

std::string external_id(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  const auto unblanked = [](std::string_view rest) {
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    return rest;
  };
  std::string_view rest = text;
  if (drop(rest, "https://") || drop(rest, "http://")) return page(rest);
  if (drop(rest, "arxiv:")) {
    const std::string id = arxiv_id(unblanked(rest));
    return id.empty() ? std::string() : "arXiv:" + id;
  }
  if (drop(rest, "doi:")) return doi(unblanked(rest));
  if (std::string id = doi(text); !id.empty()) return id;
  const std::string id = arxiv_id(text);
  return id.empty() ? std::string() : "arXiv:" + id;
}

}  // namespace ahub
