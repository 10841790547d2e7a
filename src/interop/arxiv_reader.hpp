// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What reads one form of metadata, and what the forms share.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "ahub/interop/arxiv.hpp"

namespace ahub::interop {

/// Longest line of JSON, and most text of one Atom entry. The longest of the snapshot's records has
/// less than a tenth of it.
inline constexpr std::size_t kRecordBytes = 1U << 20;
inline constexpr std::size_t kXmlDepth = 64;

class ArxivReader {
 public:
  virtual ~ArxivReader() = default;
  /// The next piece. False when no more is wanted or can be read.
  virtual bool feed(std::string_view piece) = 0;
  virtual void end() = 0;
};

/// `name` and `handlers` outlive the reader.
std::unique_ptr<ArxivReader> json_lines_reader(const ArxivHandlers& handlers);
std::unique_ptr<ArxivReader> atom_reader(const std::string& name, const ArxivHandlers& handlers);

/// Why a record is none, as the code and the message of its problem; an empty code when it is one.
struct Flaw {
  std::string_view code;
  std::string message;
};
/// Tidies a record that was read (white space, categories of other schemes, dates) and examines it.
/// `id` and `version` are as written; a version in the id counts.
Flaw finish_record(ArxivRecord& record, std::string_view id, std::int64_t version);

}  // namespace ahub::interop
