// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The one door for foreign bytes: what a file's first bytes say, compressed forms unfolded,
// what is no data named and refused. Every reader goes through it and gets all of it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ahub {

/// What the first bytes of a file say that it is.
enum class FileKind {
  other,  ///< None of the following: text, or a form that its reader knows.
  // Compressed: unfolded.
  gzip,
  bzip2,
  xz,
  zstd,
  lzma,  ///< What lzma and 7z's lzma wrote before xz.
  // Named and refused, unless a reader asks for the kind itself.
  old_zstd,  ///< Versions 0.1 to 0.7, each of a form of its own.
  lz4,
  lzip,
  unix_compress,
  zip,
  tar,
  seven_zip,
  rar,
  html,
  lfs_pointer,
  annex_pointer,
  utf16,
  utf32,
  pdf,
  sqlite,
  parquet,
  hdf5,
  pickle,
  executable,
  picture,
  packet_capture,
};

/// U+FEFF in UTF-8.
inline constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
/// `text` without the marks that it begins with: files that were joined, or marked twice.
constexpr std::string_view without_marks(std::string_view text) noexcept {
  while (text.substr(0, kUtf8Mark.size()) == kUtf8Mark) text.remove_prefix(kUtf8Mark.size());
  return text;
}

/// By magic numbers and first lines; looks at the first 512 bytes at most.
FileKind kind_of(std::string_view bytes) noexcept;
/// "gzip", "a Git LFS pointer", "a saved HTML page", "UTF-16 text": a phrase for messages.
std::string_view describe(FileKind kind) noexcept;
/// What a user does about such a file, one phrase without a final stop; empty when nothing is
/// wrong: "fetch the file itself with 'git lfs pull'", "convert it with iconv -f UTF-16 -t UTF-8".
std::string_view advice(FileKind kind) noexcept;

/// What a reader takes. UTF-8 byte order marks at the start are dropped but for binary. Text: NUL,
/// other control bytes but tab, line feed, carriage return before a line feed and form feed, and
/// lines over `line_bytes` are refused with their place. Lines: text of which the reader judges
/// bytes and lines itself, because it leaves out what is damaged and goes on, or has limits of its
/// own. Binary: the reader's own form may begin with any bytes, so that two or three of them do not
/// make a file of another kind.
struct Door {
  enum class Content { text, lines, binary };
  Content content = Content::text;
  std::uint64_t unfolded_bytes = std::uint64_t{1} << 30;  ///< Most that compression holds.
  std::uint64_t line_bytes = std::uint64_t{1} << 20;      ///< Text only: longest line.
  std::vector<FileKind> takes = {};  ///< Kinds that this reader reads itself (its own form).
  /// Asked at least once for each MiB that is read or unfolded; what it throws passes through, be
  /// it that the time is over. Empty: nobody waits.
  std::function<void()> alive = {};
};

/// Takes consecutive pieces of the unfolded file; false when no more is wanted.
using PieceSink = std::function<bool(std::string_view)>;

/// Hands the file's content to `sink` piece by piece. `raw`: all its bytes; `name`: for messages.
/// Throws `Error{input}`:
///   "not-data": a kind that is named and refused, with its advice as hint;
///   "not-text": a control byte or an over-long line: "NAME:LINE:COLUMN: why (byte N)", lines and
///     columns (in bytes) from 1, N from 0 in the unfolded content;
///   "damaged": compression that is damaged, cut, or needs more than 128 MiB of window;
///   "too-large": more than `unfolded_bytes`.
/// `Error{limit, "unfolded"}`: compression that holds more than `limits::kUnfoldedFree` bytes and
/// more than `limits::kUnfoldedRatio` for each of its own.
/// What `sink` throws passes through. Compression inside compression is unfolded once and then
/// refused by name.
void read_foreign(std::string_view raw, std::string_view name, const Door& door,
                  const PieceSink& sink);

/// The next bytes of what is no file in memory, such as a pipe; empty at the end. They are looked
/// at before the next call.
using RawPieces = std::function<std::string_view()>;
/// As above. What `next` throws passes through.
void read_foreign(const RawPieces& next, std::string_view name, const Door& door,
                  const PieceSink& sink);

/// The whole content in memory. Without compression or byte order mark `bytes` lies in `raw`.
struct Unfolded {
  std::string_view bytes;
  std::shared_ptr<const std::string> owner;  ///< Holds `bytes` when they were unfolded; else null.
  FileKind wrapping = FileKind::other;       ///< What was unfolded.
};
/// As `read_foreign`.
Unfolded unfold(std::string_view raw, std::string_view name, const Door& door);

}  // namespace ahub
