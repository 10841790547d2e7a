// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/licence.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

namespace ahub::interop {
namespace {

char lowered(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// `word` is lower case.
bool same(std::string_view text, std::string_view word) noexcept {
  return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                    [](char a, char b) { return lowered(a) == b; });
}
bool begins(std::string_view text, std::string_view word) noexcept {
  return same(text.substr(0, word.size()), word);
}

/// Host and path, taken apart: "creativecommons.org", "licenses", "by", "4.0". A snapshot has
/// millions of them.
struct Parts {
  std::array<std::string_view, 6> words;
  std::size_t count = 0;  ///< One more than there is room for when there are more.

  explicit Parts(std::string_view url) {
    for (const std::string_view scheme : {"https://", "http://"}) {
      if (!begins(url, scheme)) continue;
      url.remove_prefix(scheme.size());
      break;
    }
    if (begins(url, "www.")) url.remove_prefix(4);
    url = url.substr(0, url.find_first_of("?#"));
    while (!url.empty() && count <= words.size()) {
      const std::string_view word = url.substr(0, url.find('/'));
      url.remove_prefix(std::min(word.size() + 1, url.size()));
      if (word.empty()) continue;
      if (count < words.size()) words[count] = word;
      ++count;
    }
    // A page of the licence itself; a national version stays.
    if (count > 2 && count <= words.size() &&
        (begins(words[count - 1], "legalcode") || begins(words[count - 1], "deed")))
      --count;
  }
  bool are(std::initializer_list<std::string_view> wanted) const noexcept {
    return count == wanted.size() && std::equal(wanted.begin(), wanted.end(), words.begin(),
                                                [](std::string_view word, std::string_view text) {
                                                  return same(text, word);
                                                });
  }
};

}  // namespace

Licence licence_of(std::string_view url) {
  const Licence kept{"", !url.empty()};
  const bool is_id =
      url.substr(0, 3) == "CC-" || url.substr(0, 4) == "CC0-" || url.substr(0, 11) == "LicenseRef-";
  if (is_id && url.find('/') == std::string_view::npos) return {std::string(url), false};
  const Parts parts(url);
  if (parts.are({"arxiv.org", "licenses", "nonexclusive-distrib", "1.0"}))
    return {"LicenseRef-arXiv-nonexclusive-distrib-1.0", false};
  if (parts.are({"creativecommons.org", "publicdomain", "zero", "1.0"})) return {"CC0-1.0", false};
  if (parts.count != 4) return kept;
  const auto [host, path, kind, version] =
      std::tie(parts.words[0], parts.words[1], parts.words[2], parts.words[3]);
  if (!same(host, "creativecommons.org") || !same(path, "licenses")) return kept;
  // The last one is how the first version of "by-nc-nd" is written.
  static constexpr std::pair<std::string_view, std::string_view> kKinds[] = {
      {"by", "BY"},
      {"by-sa", "BY-SA"},
      {"by-nc", "BY-NC"},
      {"by-nd", "BY-ND"},
      {"by-nc-sa", "BY-NC-SA"},
      {"by-nc-nd", "BY-NC-ND"},
      {"by-nd-nc", "BY-NC-ND"}};
  static constexpr std::string_view kVersions[] = {"1.0", "2.0", "2.5", "3.0", "4.0"};
  for (const auto& [word, id] : kKinds) {
    if (same(kind, word) &&
        std::find(std::begin(kVersions), std::end(kVersions), version) != std::end(kVersions))
      return {fmt::format("CC-{}-{}", id, version), false};
  }
  return kept;
}

}  // namespace ahub::interop
