// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/package/external.hpp"

#include <algorithm>
#include <array>

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

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The archives that gave ids of the form "hep-th/9901001", until March 2007.
constexpr std::array kArchives = std::to_array<std::string_view>(
    {"acc-phys", "adap-org", "alg-geom", "ao-sci",   "astro-ph", "atom-ph",  "bayes-an",
     "chao-dyn", "chem-ph",  "cmp-lg",   "comp-gas", "cond-mat", "cs",       "dg-ga",
     "funct-an", "gr-qc",    "hep-ex",   "hep-lat",  "hep-ph",   "hep-th",   "math",
     "math-ph",  "mtrl-th",  "nlin",     "nucl-ex",  "nucl-th",  "patt-sol", "physics",
     "plasm-ph", "q-alg",    "q-bio",    "quant-ph", "solv-int", "supr-con"});

/// "2205.14135v2 [cs.LG]" is how arXiv prints an id.
std::string_view without_category(std::string_view text) {
  const std::size_t bracket = text.find(" [");
  return bracket != std::string_view::npos && text.back() == ']' ? trimmed(text.substr(0, bracket))
                                                                 : text;
}

/// An arXiv id without its version, or nothing.
std::string arxiv_id(std::string_view text) {
  text = without_category(text);
  if (const auto id = canonical_arxiv_id(text)) return *id;
  // Archives are written in lower case, subject classes are not: "HEP-TH/9901001".
  const std::size_t end = std::min(text.find_first_of("./"), text.size());
  return canonical_arxiv_id(lower(text.substr(0, end)) + std::string(text.substr(end)))
      .value_or("");
}

/// The same without anything in front: a path such as "data/1234567" is no id.
std::string bare_arxiv_id(std::string_view text) {
  std::string id = canonical_arxiv_id(without_category(text)).value_or("");
  const std::size_t slash = id.find('/');
  const bool known = slash == std::string::npos ||
                     std::find(kArchives.begin(), kArchives.end(),
                               std::string_view(id).substr(0, slash)) != kArchives.end();
  return known ? id : std::string();
}

/// "%2F" is '/', as links to doi.org have it.
std::string unescaped(std::string_view text) {
  const auto value = [](char c) {
    return is_digit(c)                              ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && value(text[i + 1]) >= 0 && value(text[i + 2]) >= 0;
    const int byte = escape ? value(text[i + 1]) * 16 + value(text[i + 2]) : text[i];
    // Only printable ASCII: anything else is left as it stands.
    if (escape && byte > 0x20 && byte < 0x7F) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

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

bool is_doi_host(const std::string& host) {
  return host == "doi.org" || host == "dx.doi.org" || host == "www.doi.org";
}

bool is_arxiv_host(const std::string& host) {
  return host == "arxiv.org" || host == "www.arxiv.org" || host == "export.arxiv.org" ||
         host == "browse.arxiv.org";
}

/// The page `rest` (host and path, without the scheme). `known_only`: nothing for other hosts than
/// those of doi.org and arxiv.org.
std::string page(std::string_view rest, bool known_only) {
  rest = rest.substr(0, rest.find('#'));
  while (!rest.empty() && rest.back() == '/') rest.remove_suffix(1);
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const std::string host = lower(rest.substr(0, slash));
  if (host.empty() || rest.find(' ') != std::string_view::npos) return {};
  std::string_view path = slash < rest.size() ? rest.substr(slash + 1) : std::string_view();
  if (is_doi_host(host)) {
    std::string_view name = path;
    drop(name, "doi:");
    if (std::string id = doi(unescaped(name)); !id.empty()) return id;
  }
  if (is_arxiv_host(host)) {
    std::string_view id = path;
    for (const std::string_view form :
         {"abs/", "pdf/", "html/", "format/", "ps/", "e-print/", "src/"}) {
      if (!drop(id, form)) continue;
      id = id.substr(0, id.find('?'));
      if (id.size() > 4 && lower(id.substr(id.size() - 4)) == ".pdf") id.remove_suffix(4);
      if (const std::string known = arxiv_id(id); !known.empty()) return "arXiv:" + known;
      break;
    }
  }
  if (known_only) return {};
  return "https://" + host + (path.empty() ? "" : "/" + std::string(path));
}

/// Takes "doi:", "DOI ", "doi: " and the like off.
bool drop_scheme(std::string_view& text, std::string_view scheme) {
  std::string_view rest = text;
  if (!drop(rest, scheme) || rest.empty() || (rest.front() != ':' && rest.front() != ' '))
    return false;
  rest = trimmed(rest);
  if (!rest.empty() && rest.front() == ':') rest.remove_prefix(1);
  text = trimmed(rest);
  return true;
}

}  // namespace

std::string external_id(std::string_view text) {
  text = trimmed(text);
  std::string_view rest = text;
  if (drop(rest, "https://") || drop(rest, "http://")) return page(rest, false);
  if (drop_scheme(rest, "arxiv") || drop_scheme(rest, "doi")) {
    const bool is_doi = lower(text.substr(0, 3)) == "doi";
    // "doi:https://doi.org/10.1000/182": the scheme twice.
    std::string_view again = rest;
    if (drop(again, "https://") || drop(again, "http://")) return page(again, true);
    if (drop_scheme(again, is_doi ? "doi" : "arxiv")) rest = again;
    if (is_doi) return doi(rest);
    const std::string id = arxiv_id(rest);
    return id.empty() ? std::string() : "arXiv:" + id;
  }
  if (drop(rest, "urn:doi:") || drop(rest, "info:doi/")) return doi(rest);
  if (std::string id = page(text, true); !id.empty()) return id;
  if (std::string id = doi(text); !id.empty()) return id;
  const std::string id = bare_arxiv_id(text);
  return id.empty() ? std::string() : "arXiv:" + id;
}

bool looks_external(std::string_view text) {
  text = trimmed(text);
  std::string_view rest = text;
  return drop(rest, "https://") || drop(rest, "http://") || drop_scheme(rest, "arxiv") ||
         drop_scheme(rest, "doi") || drop(rest, "urn:doi:") || drop(rest, "info:doi/");
}

}  // namespace ahub
