// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/licence.hpp"

#include <algorithm>
#include <vector>

namespace ahub::interop {
namespace {

/// The parts of the path, lower case: "creativecommons.org", "licenses", "by", "4.0".
std::vector<std::string> parts_of(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://", "HTTPS://", "HTTP://"}) {
    if (url.substr(0, scheme.size()) != scheme) continue;
    url.remove_prefix(scheme.size());
    break;
  }
  url = url.substr(0, url.find_first_of("?#"));
  std::vector<std::string> parts;
  while (!url.empty()) {
    const std::string_view part = url.substr(0, url.find('/'));
    url.remove_prefix(std::min(part.size() + 1, url.size()));
    if (part.empty()) continue;
    std::string& lower = parts.emplace_back(part);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  }
  if (!parts.empty() && parts[0].substr(0, 4) == "www.") parts[0].erase(0, 4);
  return parts;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A page of the licence itself: no national version.
bool is_page(std::string_view part) {
  return part.substr(0, 9) == "legalcode" || part.substr(0, 4) == "deed";
}

}  // namespace

Licence licence_of(std::string_view url) {
  const Licence kept{"", !url.empty()};
  std::vector<std::string> parts = parts_of(url);
  if (parts.size() > 2 && is_page(parts.back())) parts.pop_back();
  const auto is = [&](std::initializer_list<std::string_view> words) {
    return std::equal(parts.begin(), parts.end(), words.begin(), words.end());
  };
  if (is({"arxiv.org", "licenses", "nonexclusive-distrib", "1.0"}))
    return {"LicenseRef-arXiv-nonexclusive-distrib-1.0", false};
  if (is({"creativecommons.org", "publicdomain", "zero", "1.0"})) return {"CC0-1.0", false};
  // SPDX's id for a page that Creative Commons retired in 2010: it covers a dedication and a mark.
  if (is({"creativecommons.org", "licenses", "publicdomain"})) return {"CC-PDDC", true};
  if (parts.size() != 4 || parts[0] != "creativecommons.org" || parts[1] != "licenses") return kept;
  // The first version of this one had its words in another order.
  const std::string kind = parts[2] == "by-nd-nc" ? "by-nc-nd" : parts[2];
  if (!is_one_of(kind, {"by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd"}) ||
      !is_one_of(parts[3], {"1.0", "2.0", "2.5", "3.0", "4.0"})) {
    return kept;
  }
  std::string id = "CC-" + kind + "-" + parts[3];
  std::transform(id.begin(), id.end(), id.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return {id, false};
}

}  // namespace ahub::interop
