// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Findings about an input, as data. Printing them is the business of report/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ahub {

/// Index into `PackageFiles::files`.
using FileId = std::uint32_t;
/// The finding concerns the package as a whole, or a file that could not be read.
inline constexpr FileId kNoFile = 0xffffffffU;

/// Half-open byte range of one file. Lines and columns are computed by `position_of`.
struct Span {
  FileId file = kNoFile;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// 1-based line and column. Columns count code points; a tab counts 1.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// The position of byte `offset` in `text`; an offset past the end gives the end. O(offset).
Position position_of(std::string_view text, std::uint32_t offset) noexcept;

enum class Severity { error, warning, note };

/// "error", "warning" or "note".
std::string_view to_string(Severity severity) noexcept;

/// A secondary place worth showing, e.g. where a key stood first.
struct Label {
  Span span;
  std::string text;
};

/// One finding. `message` and `help` may hold text from the package: renderers escape it.
struct Diagnostic {
  std::string_view code;  ///< Stable, e.g. "AH204"; explained by `ahub explain`.
  Severity severity = Severity::error;
  std::string message;  ///< One phrase, no final full stop, names the value at fault.
  Span span;
  std::vector<Label> labels;
  std::string help;  ///< What to write instead; may be empty.
  std::string path;  ///< Path inside the package when `span.file` is `kNoFile`; may be empty.
};

}  // namespace ahub
