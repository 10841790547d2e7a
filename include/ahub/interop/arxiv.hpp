// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// arXiv's metadata, read piece by piece, and the package that a record becomes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/base/reading.hpp"
#include "ahub/package/package.hpp"

namespace ahub {

/// One paper as arXiv describes it. Texts are valid UTF-8 on one line, TeX is kept as it is
/// written.
struct ArxivRecord {
  std::string id;                       ///< "2205.14135", "hep-th/9901001": never with a version.
  std::int64_t version = 1;             ///< arXiv's, not the hub's.
  std::string title, abstract;          ///< The abstract may be empty.
  std::vector<std::string> authors;     ///< "Forename Surname", in arXiv's order.
  std::vector<std::string> categories;  ///< The first is the primary one.
  std::string published, updated;       ///< YYYY-MM-DD of the first and of this version, or empty.
                                        ///< A day of announcement is neither.
  std::string doi, license;             ///< Or empty; the licence is a URL.
  bool withdrawn = false;               ///< Its comments say so.
};

/// Where a record stands in its source: its first byte's line and column, from 1, and the offset
/// behind its last byte.
struct ArxivPlace {
  std::uint64_t line = 1, column = 1, end = 0;
};

/// A record that was left out, or where the rest of the source was.
struct ArxivProblem {
  std::uint64_t line = 1, column = 1;
  std::string_view code;  ///< "cut", "bad-json", "bad-xml", "bad-id" ...: never renamed.
  std::string message;    ///< Safe to print.
};

/// XML (Atom as the API answers, the daily feed in Atom or RSS 2.0, OAI-PMH in arXiv's two forms),
/// or the snapshot of all metadata with one JSON object a line.
enum class ArxivFormat { automatic, atom, json_lines };
/// "auto", "atom" and "json-lines".
std::optional<ArxivFormat> parse_arxiv_format(std::string_view word) noexcept;

struct ArxivHandlers {
  std::function<bool(ArxivRecord&&, const ArxivPlace&)> on_record;  ///< False: no more is wanted.
  std::function<void(ArxivProblem&&)> on_problem;
  Reading* reading = nullptr;  ///< Hears at the end what was chosen for how many records, or null.
                               ///< A strict one throws at the first record that needs a choice.
};

/// Reads metadata in consecutive pieces of any size: a record is reported whole or not at all.
/// What is no metadata at all throws `Error{input}`: "arxiv-error" (arXiv answered with an error),
/// "xml-doctype", "not-arxiv" (no form that is read, which is named, or empty).
class ArxivParser {
 public:
  /// `name` is how messages call the source.
  ArxivParser(std::string name, ArxivFormat format, ArxivHandlers handlers);
  ~ArxivParser();
  ArxivParser(const ArxivParser&) = delete;
  ArxivParser& operator=(const ArxivParser&) = delete;

  /// False when no more is wanted or can be read.
  bool feed(std::string_view piece);
  /// The source is over.
  void end();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The canonical id within "2205.14135v2", "arXiv:hep-th/9901001", "https://arxiv.org/abs/...":
/// without prefix, version and subject class ("math.GT/0309136" and "math/0309136" are one paper).
/// `version`, when not null, gets the version named, or 0. Nothing when it is no arXiv id.
std::optional<std::string> normalise_arxiv_id(std::string_view text, std::int64_t* version);

/// What stubs name as their generator.
inline constexpr std::string_view kArxivGenerator = "ahub import arxiv";

/// The slug of a paper's package: "arxiv-2205-14135". Different ids give different slugs.
std::string arxiv_slug(std::string_view id);

/// The attested stub of a record: who wrote what under which name, and one claim that the paper
/// reports what its abstract says. `version` is the hub's. Digest and document stay empty.
Package stub_package(const ArxivRecord& record, std::int64_t version = 1);
/// The manifest (discovery.json) of that stub: what the loader reads as just that package. The same
/// record and version give the same bytes.
std::string stub_manifest(const ArxivRecord& record, const Package& stub);

}  // namespace ahub
