// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Behind the door: what a file holds once nothing is wrapped around it, looked at piece by piece.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>

#include "ahub/base/foreign.hpp"
#include "ahub/base/limits.hpp"

namespace ahub {

/// As `kind_of`, for files whose own form may begin with any bytes: kinds of which two bytes are
/// all that there is to know do not count unless more speaks for them.
FileKind kind_of_binary(std::string_view bytes) noexcept;

/// `unfolded` bytes are more than the first `read` bytes of a compressed file may become.
constexpr bool unfolds_too_far(std::uint64_t unfolded, std::uint64_t read) noexcept {
  return unfolded > limits::kUnfoldedFree && unfolded / limits::kUnfoldedRatio > read;
}

/// Looks at consecutive pieces of a text and knows the place.
class TextCheck {
 public:
  explicit TextCheck(std::uint64_t line_bytes) : line_bytes_(line_bytes) {}
  struct Fault {
    std::string why, hint = "the file is damaged, or no text: look at it with 'file' and 'xxd'";
  };
  /// How many bytes at the front of `piece`, which is not empty, are sound: all, or up to a byte
  /// that text does not hold or that makes a line too long; then `fault` says so and the place is
  /// that byte's.
  std::size_t sound(std::string_view piece, Fault& fault);
  /// Bytes that are part of the file and of no line.
  void skip(std::size_t bytes) { at_ += bytes; }
  /// Of the next byte: line and column from 1, offset in the content from 0.
  std::uint64_t line() const { return line_; }
  std::uint64_t column() const { return column_ + 1; }
  std::uint64_t at() const { return at_; }

 private:
  std::uint64_t line_bytes_;
  std::uint64_t line_ = 1, column_ = 0, at_ = 0;
  bool returned_ = false;  // The last byte was a carriage return.
};

/// Gets the unfolded content in pieces: names what is no data by its head, drops a byte order mark,
/// checks text, and hands the rest on.
class Inside {
 public:
  Inside(std::string name, const Door& door, FileKind wrapping, const PieceSink& sink)
      : name_(std::move(name)),
        door_(door),
        wrapping_(wrapping),
        sink_(sink),
        check_(door.line_bytes) {}

  /// False when no more is wanted. Throws as `read_foreign`, but only at the end what is wrong with
  /// content that was compressed: damaged compression is its likely cause, and is seen by then.
  bool feed(std::string_view piece);
  /// The content is over.
  void end();

 private:
  bool take(std::string_view piece);
  bool open(std::string_view head);
  bool pass(std::string_view piece);

  std::string name_;
  const Door& door_;
  FileKind wrapping_;
  const PieceSink& sink_;
  TextCheck check_;
  std::string head_;
  bool opened_ = false, own_ = false;
  std::exception_ptr fault_;
};

/// The content of a gzip, bzip2, xz or zstd file, all members or frames of it, piece by piece to
/// `inside`. The file is `head` and what `next` gives. Throws `Error{input}` "damaged",
/// "too-large", `Error{limit, "unfolded"}`; `name` is safe.
void decompress(FileKind kind, std::string_view head, const RawPieces& next,
                const std::string& name, const Door& door, Inside& inside);

/// Throws `Error{input, "not-data"}` for a kind that is named and refused.
[[noreturn]] void refuse_kind(FileKind kind, FileKind wrapping, const std::string& name);

bool is_compression(FileKind kind) noexcept;

/// Throws `Error{input, "not-a-package"}` for a file that begins as something which is no archive
/// of a package; returns when it may be one.
void refuse_no_archive(const std::filesystem::path& file);

}  // namespace ahub
