// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What reads one form of metadata, and what the forms share.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "ahub/interop/arxiv.hpp"

namespace ahub::interop {

/// Longest line of JSON, and most text of one Atom entry. The longest of the snapshot's records has
/// less than a tenth of it.
inline constexpr std::size_t kRecordBytes = 1U << 20;
inline constexpr std::size_t kXmlDepth = 64;

/// Counts what was chosen, and tells it at the end: a snapshot has millions of records.
class ArxivChoices {
 public:
  /// `reading`, or null, outlives this.
  ArxivChoices(std::string name, Reading* reading) : name_(std::move(name)), reading_(reading) {}
  /// One record more. Throws at once when the list is strict.
  void count(std::string_view what, std::string_view chosen, const char* hint = "");
  void tell();

 private:
  std::string name_;
  Reading* reading_;
  std::map<std::pair<std::string, std::string>, std::pair<std::uint64_t, std::string>, std::less<>>
      counts_;  ///< (what, chosen) -> rows, hint.
};

class ArxivReader {
 public:
  virtual ~ArxivReader() = default;
  /// The next piece. False when no more is wanted or can be read.
  virtual bool feed(std::string_view piece) = 0;
  virtual void end() = 0;
};

/// `name`, `handlers` and `choices` outlive the reader.
std::unique_ptr<ArxivReader> json_lines_reader(const ArxivHandlers& handlers,
                                               ArxivChoices& choices);
std::unique_ptr<ArxivReader> xml_reader(const std::string& name, const ArxivHandlers& handlers,
                                        ArxivChoices& choices);

/// Why a record is none, as the code and the message of its problem; an empty code when it is one.
struct Flaw {
  std::string_view code;
  std::string message;
};
/// Tidies a record that was read (white space, categories of other schemes, dates) and examines it.
/// `id` and `version` are as written; a version in the id counts.
Flaw finish_record(ArxivRecord& record, std::string_view id, std::int64_t version,
                   ArxivChoices& choices);

/// The authors of a record that gives them in one text, and what was chosen in splitting it.
std::vector<std::string> authors_in(std::string_view text, ArxivChoices& choices);

}  // namespace ahub::interop
