// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/foreign.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "base/foreign_inside.hpp"

namespace ahub {
namespace {

constexpr std::size_t kHead = 512;
constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr std::size_t kBreath = std::size_t{1} << 20;  // Read without asking whether to go on.

constexpr bool is_foul(unsigned char c) noexcept {
  return c == 0x7F || (c < ' ' && c != '\t' && c != '\n' && c != '\f' && c != '\r');
}

struct Scan {
  bool foul = false;
  std::uint64_t newlines = 0;
};

/// Sixteen bytes at once, on every processor that the compilers know.
using Bytes = unsigned char __attribute__((vector_size(16)));

/// A carriage return that no line feed follows; one at the end of a piece is not known yet.
bool is_lone_return(std::string_view piece, std::size_t i) noexcept {
  return piece[i] == '\r' && i + 1 < piece.size() && piece[i + 1] != '\n';
}

/// One pass without a branch on a byte.
Scan scan(std::string_view piece) noexcept {
  constexpr std::size_t kBlock = 15 * sizeof(Bytes);  // So that a count fits a byte.
  Scan all;
  Bytes foul{};
  std::size_t i = 0;
  for (; i + kBlock < piece.size(); i += kBlock) {
    Bytes newlines{};
    for (std::size_t j = 0; j < kBlock; j += sizeof(Bytes)) {
      Bytes c, next;
      std::memcpy(&c, piece.data() + i + j, sizeof c);
      std::memcpy(&next, piece.data() + i + j + 1, sizeof next);
      // A comparison gives -1 or 0. Fouls are those below ' ' but 9, 10, 12 and 13, and 127.
      const Bytes newline = static_cast<Bytes>(c == '\n');
      const Bytes back = static_cast<Bytes>(c == '\r');
      const Bytes blank =
          newline | static_cast<Bytes>(c == '\t') | static_cast<Bytes>(c == '\f') | back;
      foul |= (static_cast<Bytes>(c < ' ') ^ blank) | static_cast<Bytes>(c == 0x7F) |
              (back & static_cast<Bytes>(next != '\n'));
      newlines -= newline;
    }
    for (std::size_t j = 0; j < sizeof(Bytes); ++j) all.newlines += newlines[j];
  }
  for (std::size_t j = 0; j < sizeof(Bytes); ++j) all.foul |= foul[j] != 0;
  for (; i < piece.size(); ++i) {
    all.foul |= is_foul(static_cast<unsigned char>(piece[i])) || is_lone_return(piece, i);
    all.newlines += piece[i] == '\n' ? 1 : 0;
  }
  return all;
}

/// Where the first line over `most` bytes reaches one byte too many, `column` bytes of the first
/// line lie before `piece`; or npos.
std::size_t over_long(std::string_view piece, std::uint64_t column, std::uint64_t most) noexcept {
  std::size_t start = 0;
  while (start < piece.size()) {
    const std::uint64_t room = most > column ? most - column : 0;
    const std::size_t end = piece.find('\n', start);
    const std::size_t length = std::min(end, piece.size()) - start;
    if (length > room) return start + static_cast<std::size_t>(room);
    if (end == std::string_view::npos) break;
    column = 0;
    start = end + 1;
    // Lines that begin and end in this piece are shorter than it.
    if (most >= piece.size()) start = std::max(start, piece.rfind('\n') + 1);
  }
  return std::string_view::npos;
}

FileKind kind_for(const Door& door, std::string_view head) {
  return door.content == Door::Content::binary ? kind_of_binary(head) : kind_of(head);
}

bool takes(const Door& door, FileKind kind) {
  return std::find(door.takes.begin(), door.takes.end(), kind) != door.takes.end();
}

/// The compression that a name promises.
FileKind promised(std::string_view name) noexcept {
  static constexpr std::array<std::pair<std::string_view, FileKind>, 6> kEndings{
      {{".zst", FileKind::zstd},
       {".gz", FileKind::gzip},
       {".bz2", FileKind::bzip2},
       {".xz", FileKind::xz},
       {".lzma", FileKind::lzma},
       {".Z", FileKind::unix_compress}}};
  for (const auto& [ending, kind] : kEndings) {
    if (name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending)
      return kind;
  }
  return FileKind::other;
}

}  // namespace

bool is_compression(FileKind kind) noexcept {
  return kind == FileKind::gzip || kind == FileKind::bzip2 || kind == FileKind::xz ||
         kind == FileKind::zstd || kind == FileKind::lzma;
}

void refuse_kind(FileKind kind, FileKind wrapping, const std::string& name) {
  const std::string within =
      wrapping == FileKind::other ? "it is" : fmt::format("inside {} it is", describe(wrapping));
  const std::string_view phrase = describe(kind);
  std::string why, hint(advice(kind));
  switch (kind) {
    case FileKind::gzip:
    case FileKind::bzip2:
    case FileKind::xz:
    case FileKind::zstd:
    case FileKind::lzma:
      why = fmt::format("{} {} again", within, phrase);
      hint = "unfold it by hand until one compression is left";
      break;
    case FileKind::lz4:
    case FileKind::lzip:
    case FileKind::unix_compress:
    case FileKind::old_zstd:
      why = fmt::format("{} compressed with {}, which is not read", within, phrase);
      break;
    case FileKind::utf16:
    case FileKind::utf32:
      why = fmt::format("{} {}, only UTF-8 is read", within, phrase);
      break;
    case FileKind::parquet:
    case FileKind::hdf5:
    case FileKind::sqlite:
    case FileKind::pickle:
      why = fmt::format("{} {}, which is not read", within, phrase);
      break;
    default:
      why = fmt::format("{} {}, not the data itself", within, phrase);
  }
  throw Error(ErrorKind::input, "not-data", fmt::format("{}: {}", name, why), hint);
}

std::size_t TextCheck::sound(std::string_view piece, Fault& fault) {
  const Scan seen = scan(piece);
  const std::size_t cut = over_long(piece, column_, line_bytes_);
  const bool lone = returned_ && piece.front() != '\n';
  if (!seen.foul && cut == std::string_view::npos && !lone) {
    returned_ = piece.back() == '\r';
    at_ += piece.size();
    line_ += seen.newlines;
    const std::size_t last = seen.newlines == 0 ? std::string_view::npos : piece.rfind('\n');
    column_ = last == std::string_view::npos ? column_ + piece.size() : piece.size() - last - 1;
    return piece.size();
  }
  std::size_t place = 0;
  while (!lone && place < std::min(cut, piece.size()) &&
         !is_foul(static_cast<unsigned char>(piece[place])) && !is_lone_return(piece, place))
    ++place;
  const auto c = static_cast<unsigned char>(piece[place]);
  if (lone || is_lone_return(piece, place)) {
    fault = {"a carriage return without a line feed, which ends no line here",
             "write the ends of lines anew: tr '\\r' '\\n' <FILE"};
  } else if (place == cut) {
    fault.why = fmt::format("a line has more than {} bytes", line_bytes_);
  } else {
    fault.why = c == 0 ? "a NUL byte, which text does not hold"
                       : fmt::format("a control byte 0x{:02x}, which text does not hold", c);
  }
  const std::string_view before = piece.substr(0, place);
  at_ += place;
  line_ += static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t last = before.rfind('\n');
  column_ = last == std::string_view::npos ? column_ + place : place - last - 1;
  return place;
}

bool Inside::feed(std::string_view piece) {
  if (fault_ != nullptr) return true;
  if (wrapping_ == FileKind::other) return take(piece);
  try {
    return take(piece);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) throw;
    fault_ = std::current_exception();
    return true;
  }
}

bool Inside::take(std::string_view piece) {
  if (opened_) return pass(piece);
  if (head_.empty() && piece.size() >= kHead) return open(piece);
  head_ += piece;
  if (head_.size() < kHead) return true;
  const std::string head = std::move(head_);
  return open(head);
}

void Inside::end() {
  if (fault_ != nullptr) std::rethrow_exception(fault_);
  if (opened_) return;
  const std::string head = std::move(head_);
  static_cast<void>(open(head));
}

bool Inside::open(std::string_view head) {
  opened_ = true;
  const FileKind kind = kind_for(door_, head);
  own_ = kind != FileKind::other && takes(door_, kind);
  if (kind != FileKind::other && !own_) refuse_kind(kind, wrapping_, name_);
  if (door_.content != Door::Content::binary && !own_) {
    const std::string_view bare = without_marks(head);
    check_.skip(head.size() - bare.size());
    head = bare;
  }
  return pass(head);
}

bool Inside::pass(std::string_view piece) {
  if (piece.empty()) return true;
  if (own_ || door_.content != Door::Content::text) {
    // A mapped file is one piece, however long.
    while (door_.alive && piece.size() > kBreath) {
      door_.alive();
      if (!sink_(piece.substr(0, kBreath))) return false;
      piece.remove_prefix(kBreath);
    }
    return sink_(piece);
  }
  for (std::size_t since = 0; !piece.empty();) {
    std::size_t size = std::min(piece.size(), kPiece);
    // Whole lines spare a reader of lines the copy of a cut one.
    if (size < piece.size()) {
      const std::size_t newline = piece.substr(0, size).rfind('\n');
      if (newline != std::string_view::npos) size = newline + 1;
    }
    since += size;
    if (since >= kBreath && door_.alive) {
      door_.alive();
      since = 0;
    }
    TextCheck::Fault fault;
    const std::size_t sound = check_.sound(piece.substr(0, size), fault);
    if (sound > 0 && !sink_(piece.substr(0, sound))) return false;
    if (sound < size) {
      throw Error(ErrorKind::input, "not-text",
                  fmt::format("{}:{}:{}: {} (byte {})", name_, check_.line(), check_.column(),
                              fault.why, check_.at()),
                  fault.hint);
    }
    piece.remove_prefix(size);
  }
  return true;
}

namespace {

/// The file is `head`, or all of it, and what `next` gives.
void read_on(std::string_view head, const RawPieces& next, std::string_view name, const Door& door,
             const PieceSink& sink) {
  const FileKind kind = kind_for(door, head);
  const std::string safe = safe_text(name);
  if (is_compression(kind) && !takes(door, kind)) {
    Inside inside(safe, door, kind, sink);
    decompress(kind, head, next, safe, door, inside);
    return;
  }
  // Any bytes are records to such a reader, so a name that promises compression must be true.
  const FileKind named = promised(name);
  if (door.content == Door::Content::binary && kind == FileKind::other &&
      named != FileKind::other && !head.empty()) {
    if (named == FileKind::unix_compress) refuse_kind(named, FileKind::other, safe);
    throw Error(ErrorKind::input, "damaged",
                fmt::format("{}: it does not begin as {} does (byte 0)", safe, describe(named)),
                "fetch or copy it again; if it was unfolded already, take the ending off its name");
  }
  Inside inside(safe, door, FileKind::other, sink);
  for (std::string_view piece = head; !piece.empty(); piece = next())
    if (!inside.feed(piece)) return;
  inside.end();
}

}  // namespace

void read_foreign(std::string_view raw, std::string_view name, const Door& door,
                  const PieceSink& sink) {
  read_on(
      raw, [] { return std::string_view(); }, name, door, sink);
}

void read_foreign(const RawPieces& next, std::string_view name, const Door& door,
                  const PieceSink& sink) {
  std::string head;
  while (head.size() < kHead) {
    const std::string_view piece = next();
    if (piece.empty()) break;
    head += piece;
  }
  read_on(head, next, name, door, sink);
}

Unfolded unfold(std::string_view raw, std::string_view name, const Door& door) {
  Unfolded result;
  const FileKind kind = kind_for(door, raw);
  if (is_compression(kind) && !takes(door, kind)) {
    auto owner = std::make_shared<std::string>();
    read_foreign(raw, name, door, [&](std::string_view piece) {
      owner->append(piece);
      return true;
    });
    result.wrapping = kind;
    result.bytes = *owner;
    result.owner = std::move(owner);
    return result;
  }
  // The pieces of a file that nothing wraps lie in it, one behind the other.
  read_foreign(raw, name, door, [&](std::string_view) { return true; });
  const bool markable = door.content != Door::Content::binary && !takes(door, kind);
  result.bytes = markable ? without_marks(raw) : raw;
  return result;
}

}  // namespace ahub
