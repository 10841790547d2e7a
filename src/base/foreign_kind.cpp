// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the first bytes of a file say that it is, and what a user does about it.
#include <algorithm>
#include <array>
#include <cstring>

#include "ahub/base/foreign.hpp"
#include "base/foreign_inside.hpp"

namespace ahub {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kHead = 512;

unsigned byte_at(std::string_view bytes, std::size_t i) noexcept {
  return static_cast<unsigned char>(bytes[i]);
}

bool begins(std::string_view bytes, std::string_view with) noexcept {
  return bytes.substr(0, with.size()) == with;
}

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool begins_folded(std::string_view bytes, std::string_view with) noexcept {
  return bytes.size() >= with.size() &&
         std::equal(with.begin(), with.end(), bytes.begin(),
                    [](char wanted, char c) { return wanted == lower(c); });
}

std::string_view without_blanks(std::string_view text) noexcept {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\f"), text.size()));
  return text;
}

/// A word of `words` as the name of the tag that `text` begins with.
template <std::size_t N>
bool is_tag(std::string_view text, const std::array<std::string_view, N>& words) noexcept {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    if (!begins_folded(text, word)) return false;
    return text.size() == word.size() ||
           std::string_view(" \t\r\n\f/>").find(text[word.size()]) != std::string_view::npos;
  });
}

/// Pages as browsers and downloads leave them; an object store's error in XML is one, too.
bool is_page(std::string_view head) noexcept {
  static constexpr std::array kTags{"<!doctype html"sv, "<html"sv,    "<head"sv,   "<body"sv,
                                    "<title"sv,         "<meta"sv,    "<script"sv, "<style"sv,
                                    "<link"sv,          "<center"sv,  "<h1"sv,     "<div"sv,
                                    "<iframe"sv,        "<noscript"sv};
  static constexpr std::array kErrors{"<error"sv};
  bool declared = false;
  for (std::string_view text = without_blanks(head);; text = without_blanks(text)) {
    const bool comment = begins(text, "<!--"), declaration = begins_folded(text, "<?xml ");
    if (!comment && !declaration) return is_tag(text, kTags) || (declared && is_tag(text, kErrors));
    const std::string_view end = comment ? "-->"sv : "?>"sv;
    const std::size_t place = text.find(end, 4);
    // A comment that fills the head ("saved from url=") stands before nothing but a page here.
    if (place == std::string_view::npos) return comment && head.size() == kHead && !declared;
    declared |= declaration;
    text.remove_prefix(place + end.size());
  }
}

bool is_lfs_pointer(std::string_view head) noexcept {
  static constexpr std::array kVersions{"https://git-lfs.github.com/spec/"sv,
                                        "https://hawser.github.com/spec/"sv,
                                        "http://git-media.io/v/"sv};
  head = without_blanks(head);
  if (!begins(head, "version ")) return begins(head, "# git-media\n");
  head.remove_prefix(8);
  return std::any_of(kVersions.begin(), kVersions.end(),
                     [&](std::string_view version) { return begins(head, version); });
}

/// "/annex/objects/KEY" of an unlocked file, "../.git/annex/objects/Aa/Bb/KEY/KEY" of a link that
/// was checked out as text; either kind of slash.
bool is_annex_pointer(std::string_view head) noexcept {
  const std::string_view line = head.substr(0, head.find('\n'));
  std::array<char, kHead> slashes{};
  std::transform(line.begin(), line.end(), slashes.begin(),
                 [](char c) { return c == '\\' ? '/' : c; });
  std::string_view path(slashes.data(), line.size());
  while (begins(path, "../") || begins(path, "./")) path.remove_prefix(path.find('/') + 1);
  for (const std::string_view place :
       {"/annex/objects/"sv, ".git/annex/objects/"sv, ".git/modules/"sv}) {
    if (!begins(path, place)) continue;
    if (place == ".git/modules/" && path.find("/annex/objects/") == std::string_view::npos) break;
    return path.find("--") != std::string_view::npos;
  }
  return false;
}

/// NUL in `of - 1` bytes of each `of`, a printable character or blank in the other. `least` units.
bool is_wide(std::string_view head, std::size_t of, std::size_t least) noexcept {
  const std::size_t units = head.size() / of;
  if (units < least) return false;
  for (const std::size_t letter : {std::size_t{0}, of - 1}) {
    bool all = true;
    for (std::size_t i = 0; all && i < units * of; ++i) {
      const unsigned c = byte_at(head, i);
      all = i % of == letter ? (c >= ' ' && c < 0x7F) || (c >= '\t' && c <= '\r') : c == 0;
    }
    if (all) return true;
  }
  return false;
}

FileKind wide_kind(std::string_view head) noexcept {
  if (begins(head, "\xFF\xFE\0\0"sv) || begins(head, "\0\0\xFE\xFF"sv)) return FileKind::utf32;
  if (begins(head, "\xFF\xFE") || begins(head, "\xFE\xFF")) return FileKind::utf16;
  if (is_wide(head, 4, 2)) return FileKind::utf32;
  return is_wide(head, 2, 2) ? FileKind::utf16 : FileKind::other;
}

/// The header's checksum holds: that of ustar, GNU, pax and of the oldest form alike.
bool is_tar(std::string_view head) noexcept {
  constexpr std::size_t kSumAt = 148, kSumBytes = 8;
  if (head.size() < kHead) return false;
  unsigned sum = kSumBytes * ' ', stated = 0;
  for (std::size_t i = 0; i < kHead; ++i)
    if (i < kSumAt || i >= kSumAt + kSumBytes) sum += byte_at(head, i);
  std::string_view digits = head.substr(kSumAt, kSumBytes);
  digits = digits.substr(std::min(digits.find_first_not_of(' '), digits.size()));
  digits = digits.substr(0, digits.find_first_not_of("01234567"));
  for (const char c : digits) stated = stated * 8 + static_cast<unsigned>(c - '0');
  return !digits.empty() && sum == stated && byte_at(head, 0) != 0;
}

bool is_bzip2(std::string_view head) noexcept {
  if (head.size() < 4 || !begins(head, "BZh") || head[3] < '1' || head[3] > '9') return false;
  const std::string_view block = head.substr(4, 6);
  // Pi begins a block, its root the end of an empty file.
  return begins("\x31\x41\x59\x26\x53\x59"sv, block) || begins("\x17\x72\x45\x38\x50\x90"sv, block);
}

bool is_parquet(std::string_view head) noexcept {
  if (!begins(head, "PAR1") && !begins(head, "PARE")) return false;
  // The page header that follows begins with a control byte; a text goes on as text.
  return head.size() > 4 && byte_at(head, 4) < ' ' && head[4] != '\t' && head[4] != '\n' &&
         head[4] != '\r';
}

bool is_pickle(std::string_view head) noexcept {
  if (head.size() < 4 || byte_at(head, 0) != 0x80) return false;
  const unsigned protocol = byte_at(head, 1);
  if (protocol >= 4 && protocol <= 5) return byte_at(head, 2) == 0x95;
  return (protocol == 2 || protocol == 3) && std::strchr("]})(cXUKJMCGNBT", head[2]) != nullptr &&
         head[2] != 0;
}

/// ELF with a class, a byte order and version 1: four bytes alone may be a record's time.
bool is_executable(std::string_view head) noexcept {
  const auto one_or_two = [&](std::size_t i) { return byte_at(head, i) - 1U < 2; };
  return head.size() >= 16 && begins(head, "\x7F\x45LF") && one_or_two(4) && one_or_two(5) &&
         byte_at(head, 6) == 1;
}

/// JPEG, and GIF behind whose letters no text goes on.
bool is_picture(std::string_view head) noexcept {
  if (begins(head, "\xFF\xD8\xFF")) return head.size() > 3 && byte_at(head, 3) >= 0xC0;
  if (head.size() < 13 || (!begins(head, "GIF87a") && !begins(head, "GIF89a"))) return false;
  return std::any_of(head.begin() + 6, head.begin() + 13, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r';
  });
}

/// pcapng: a section header whose byte order mark stands in its place.
bool is_packet_capture(std::string_view head) noexcept {
  if (!begins(head, "\n\r\r\n") || head.size() < 12) return false;
  const std::string_view order = head.substr(8, 4);
  return order == "\x4D\x3C\x2B\x1A" || order == "\x1A\x2B\x3C\x4D";
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t count) noexcept {
  std::uint64_t value = 0;
  for (std::size_t i = at + count; i-- > at;) value = value << 8U | byte_at(bytes, i);
  return value;
}

/// lzma has no magic number: the usual properties, a dictionary that encoders make (2^n or
/// 2^n + 2^(n-1)), a length that is not known or not absurd, and a range coder that begins with 0.
bool is_lzma(std::string_view head) noexcept {
  constexpr std::size_t kHeader = 13;
  if (head.size() <= kHeader || byte_at(head, 0) != 0x5D || byte_at(head, kHeader) != 0)
    return false;
  std::uint64_t dictionary = number_at(head, 1, 4);
  if (dictionary < 4096) return false;
  while (dictionary % 2 == 0) dictionary /= 2;
  const std::uint64_t length = number_at(head, 5, 8);
  return (dictionary == 1 || dictionary == 3) &&
         (length == ~std::uint64_t{0} || (length > 0 && length < std::uint64_t{1} << 38));
}

bool is_old_zstd(std::string_view head) noexcept {
  if (begins(head, "\xFD\x2F\xB5\x1E")) return true;  // 0.1 wrote it the other way round.
  return head.size() >= 4 && byte_at(head, 0) >= 0x22 && byte_at(head, 0) <= 0x27 &&
         head.substr(1, 3) == "\xB5\x2F\xFD";
}

/// A frame of zstd, or frames to skip and then one; lz4 has the latter, too.
FileKind frame_kind(std::string_view head) noexcept {
  for (std::size_t at = 0;;) {
    const std::string_view rest = head.substr(at);
    if (begins(rest, "\x28\xB5\x2F\xFD")) return FileKind::zstd;
    if (begins(rest, "\x04\x22\x4D\x18")) return FileKind::lz4;
    if (rest.size() < 8) return at > 0 ? FileKind::zstd : FileKind::other;
    if ((byte_at(rest, 0) & 0xF0U) != 0x50 || rest.substr(1, 3) != "\x2A\x4D\x18")
      return FileKind::other;
    std::size_t size = 0;
    for (std::size_t i = 8; i-- > 4;) size = size << 8U | byte_at(rest, i);
    if (size >= rest.size() - 8) return FileKind::zstd;
    at += 8 + size;
  }
}

struct Magic {
  std::string_view bytes;
  FileKind kind;
};
constexpr Magic kMagics[] = {
    {"\x1F\x8B\x08"sv, FileKind::gzip},
    {"\xFD\x37zXZ\0"sv, FileKind::xz},
    {"LZIP\x01"sv, FileKind::lzip},
    {"LZIP\0"sv, FileKind::lzip},
    {"\x1F\x9D"sv, FileKind::unix_compress},
    {"PK\x03\x04"sv, FileKind::zip},
    {"PK\x05\x06"sv, FileKind::zip},
    {"PK\x07\x08"sv, FileKind::zip},
    {"7z\xBC\xAF\x27\x1C"sv, FileKind::seven_zip},
    {"Rar!\x1A\x07"sv, FileKind::rar},
    {"%PDF-"sv, FileKind::pdf},
    {"SQLite format 3\0"sv, FileKind::sqlite},
    {"\x89HDF\r\n\x1A\n"sv, FileKind::hdf5},
    {"\x89PNG\r\n\x1A\n"sv, FileKind::picture},
    {"\xD4\xC3\xB2\xA1\x02\0"sv, FileKind::packet_capture},
    {"\xA1\xB2\xC3\xD4\0\x02"sv, FileKind::packet_capture},
    {"\x4D\x3C\xB2\xA1\x02\0"sv, FileKind::packet_capture},
    {"\xA1\xB2\x3C\x4D\0\x02"sv, FileKind::packet_capture},
};

struct About {
  FileKind kind;
  std::string_view phrase, advice;
};
constexpr About kAbout[] = {
    {FileKind::other, "data", ""},
    {FileKind::gzip, "gzip", ""},
    {FileKind::bzip2, "bzip2", ""},
    {FileKind::xz, "xz", ""},
    {FileKind::zstd, "zstd", ""},
    {FileKind::lzma, "lzma", ""},
    {FileKind::old_zstd, "zstd of a version before 0.8",
     "unfold it with the version that wrote it, and compress it with one of today"},
    {FileKind::lz4, "lz4", "unfold it with 'lz4 -d', or compress it with zstd"},
    {FileKind::lzip, "lzip", "unfold it with 'lzip -d', or compress it with xz"},
    {FileKind::unix_compress, "compress (.Z)",
     "unfold it with 'gzip -d', or compress it with gzip"},
    {FileKind::zip, "a zip archive", "unpack it and give the file that it holds"},
    {FileKind::tar, "a tar archive", "unpack it and give the file that it holds"},
    {FileKind::seven_zip, "a 7z archive", "unpack it and give the file that it holds"},
    {FileKind::rar, "a RAR archive", "unpack it and give the file that it holds"},
    {FileKind::html, "a saved web page",
     "fetch the file that the page links to (its 'raw' or 'download' link)"},
    {FileKind::lfs_pointer, "a Git LFS pointer", "fetch the file itself with 'git lfs pull'"},
    {FileKind::annex_pointer, "a git-annex pointer", "fetch the file itself with 'git annex get'"},
    {FileKind::utf16, "UTF-16 text", "convert it with 'iconv -f UTF-16 -t UTF-8'"},
    {FileKind::utf32, "UTF-32 text", "convert it with 'iconv -f UTF-32 -t UTF-8'"},
    {FileKind::pdf, "a PDF document", "give the data that the document describes"},
    {FileKind::sqlite, "an SQLite database", "export the table that is meant, as CSV"},
    {FileKind::parquet, "a Parquet file", "export the columns that are meant, as CSV"},
    {FileKind::hdf5, "an HDF5 file", "save the data set that is meant, with numpy.save"},
    {FileKind::pickle, "a Python pickle",
     "save the data itself (numpy.save, safetensors, CSV); a pickle is a program"},
    {FileKind::executable, "an executable (ELF)", "give the data that the program writes"},
    {FileKind::picture, "a picture", "give the data that the picture shows"},
    {FileKind::packet_capture, "a packet capture", "export the requests that are meant, as CSV"},
};

const About& about(FileKind kind) noexcept {
  const auto* const found = std::find_if(std::begin(kAbout), std::end(kAbout),
                                         [&](const About& row) { return row.kind == kind; });
  return found == std::end(kAbout) ? kAbout[0] : *found;
}

/// The deflate block behind a gzip header without extra fields can be one.
bool holds_deflate(std::string_view head) noexcept {
  constexpr std::size_t kHeader = 10;
  if (head.size() < 4 || (byte_at(head, 3) & 0xE0U) != 0) return false;
  if (byte_at(head, 3) != 0 || head.size() < kHeader + 5) return true;
  const unsigned type = byte_at(head, kHeader) >> 1U & 3U;
  if (type != 0) return type != 3;
  return (byte_at(head, kHeader + 1) ^ byte_at(head, kHeader + 3)) == 0xFF &&
         (byte_at(head, kHeader + 2) ^ byte_at(head, kHeader + 4)) == 0xFF;
}

}  // namespace

FileKind kind_of(std::string_view bytes) noexcept {
  const std::string_view head = bytes.substr(0, kHead);
  for (const Magic& magic : kMagics)
    if (begins(head, magic.bytes)) return magic.kind;
  if (const FileKind kind = frame_kind(head); kind != FileKind::other) return kind;
  if (is_old_zstd(head)) return FileKind::old_zstd;
  if (is_bzip2(head)) return FileKind::bzip2;
  if (is_lzma(head)) return FileKind::lzma;
  if (is_parquet(head)) return FileKind::parquet;
  if (is_pickle(head)) return FileKind::pickle;
  if (is_tar(head)) return FileKind::tar;
  if (is_executable(head)) return FileKind::executable;
  if (is_picture(head)) return FileKind::picture;
  if (is_packet_capture(head)) return FileKind::packet_capture;
  if (const FileKind kind = wide_kind(head); kind != FileKind::other) return kind;
  const std::string_view text = without_marks(head);
  if (is_page(text)) return FileKind::html;
  if (is_lfs_pointer(text)) return FileKind::lfs_pointer;
  return is_annex_pointer(text) ? FileKind::annex_pointer : FileKind::other;
}

FileKind kind_of_binary(std::string_view bytes) noexcept {
  const std::string_view head = bytes.substr(0, kHead);
  const FileKind kind = kind_of(head);
  switch (kind) {
    case FileKind::gzip:
      return holds_deflate(head) ? kind : FileKind::other;
    case FileKind::utf16:
      return is_wide(head.substr(std::min<std::size_t>(head.size(), 2)), 2, 8) ? kind
                                                                               : FileKind::other;
    case FileKind::utf32:
      return is_wide(head.substr(std::min<std::size_t>(head.size(), 4)), 4, 8) ? kind
                                                                               : FileKind::other;
    case FileKind::unix_compress:
      return FileKind::other;
    case FileKind::lzma:  // A record may look like one of a known length.
      return number_at(head, 5, 8) == ~std::uint64_t{0} ? kind : FileKind::other;
    case FileKind::pickle:
      return byte_at(head, 1) >= 4 ? kind : FileKind::other;
    default:
      return kind;
  }
}

std::string_view describe(FileKind kind) noexcept { return about(kind).phrase; }

std::string_view advice(FileKind kind) noexcept { return about(kind).advice; }

}  // namespace ahub
