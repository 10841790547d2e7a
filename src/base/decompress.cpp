// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Unfolds gzip, bzip2, xz, lzma and zstd, every member and frame; checksums are checked. libarchive
// would unfold them, too, but neither compares gzip's checksum nor speaks of what follows a member.
#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <memory>
#include <new>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "base/foreign_inside.hpp"

namespace ahub {
namespace {

constexpr int kWindowLog = 27;  // 128 MiB, what zstd itself takes without --long.
constexpr std::uint64_t kMemory = std::uint64_t{192} << 20;  // xz -9 with its dictionary of 64 MiB.

/// What all forms share: where the input stands, where the output goes.
class Unfolder {
 public:
  Unfolder(FileKind kind, std::string_view head, const RawPieces& next, const std::string& name,
           const Door& door, Inside& inside)
      : kind_(kind),
        piece_(head),
        next_(next),
        name_(name),
        door_(door),
        inside_(inside),
        buffer_(kBuffer) {}

  void gzip();
  void bzip2();
  void xz() { lzma_stream_of(false); }
  /// The form before xz: one stream, no checksum.
  void lzma() { lzma_stream_of(true); }
  void zstd();

 private:
  static constexpr std::size_t kBuffer = std::size_t{128} << 10;
  static constexpr std::size_t kChunk = std::size_t{1} << 20;

  /// True when there is input left.
  bool fill() {
    if (piece_.empty()) piece_ = next_();
    return !piece_.empty();
  }
  /// What is handed to a library at once, so that no call lasts long.
  std::size_t chunk() const { return std::min(piece_.size(), kChunk); }
  void pass(std::size_t count) {
    at_ += count;
    piece_.remove_prefix(count);
    if (door_.alive) door_.alive();
  }
  bool hand_on(std::size_t count) {
    total_ += count;
    if (total_ > door_.unfolded_bytes) {
      inside_.end();  // What is wrong with the content came first.
      throw Error(ErrorKind::input, "too-large",
                  fmt::format("{}: it unfolds to more than {} bytes", name_, door_.unfolded_bytes));
    }
    if (unfolds_too_far(total_, at_)) {
      throw Error(ErrorKind::limit, "unfolded",
                  fmt::format("{}: its first {} bytes unfold to more than {}, which is over {} for "
                              "each of them",
                              name_, at_, total_, limits::kUnfoldedRatio),
                  fmt::format("if it is what you want, unfold it by hand and read the file: {}",
                              by_hand()));
    }
    return inside_.feed({buffer_.data(), count});
  }
  /// Another member follows the one that ended; zeros fill up a block of a tape.
  bool goes_on(char first) {
    bool zeros = false;
    while (fill() && piece_.front() == '\0') {
      zeros = true;
      pass(std::min(piece_.find_first_not_of('\0'), piece_.size()));
    }
    if (piece_.empty()) return false;
    if (zeros || piece_.front() != first)
      damaged("something else follows the compressed data", at_);
    return true;
  }
  [[noreturn]] void damaged(std::string_view why, std::uint64_t at) const {
    throw Error(ErrorKind::input, "damaged",
                fmt::format("{}: the {} compression is damaged: {} (byte {})", name_,
                            describe(kind_), why, at),
                "fetch or copy it again");
  }
  [[noreturn]] void cut() const {
    throw Error(
        ErrorKind::input, "damaged",
        fmt::format("{}: the {} compression ends early (byte {})", name_, describe(kind_), at_),
        "it was cut: fetch or copy it again");
  }
  [[noreturn]] void needs(std::uint64_t bytes, std::string_view what, const char* hint) const {
    throw Error(ErrorKind::input, "damaged",
                fmt::format("{}: unfolding it needs {} of {} MiB", name_, what,
                            (bytes + (1U << 20) - 1) >> 20U),
                hint);
  }
  void lzma_stream_of(bool alone);
  std::string_view by_hand() const {
    switch (kind_) {
      case FileKind::gzip:
        return "gzip -dk";
      case FileKind::bzip2:
        return "bzip2 -dk";
      case FileKind::xz:
      case FileKind::lzma:
        return "xz -dk";
      default:
        return "zstd -d";
    }
  }
  [[noreturn]] void refuse_zstd(std::size_t status, std::uint64_t frame,
                                std::string_view header) const;

  FileKind kind_;
  std::string_view piece_;
  const RawPieces& next_;
  const std::string& name_;
  const Door& door_;
  std::uint64_t total_ = 0, at_ = 0;
  Inside& inside_;
  std::vector<char> buffer_;
};

void Unfolder::gzip() {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, &inflateEnd);
  for (;;) {
    const bool more = fill();
    const std::size_t given = chunk();
    // zlib does not write to its input.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece_.data()));
    stream.avail_in = static_cast<uInt>(given);
    stream.next_out = reinterpret_cast<Bytef*>(buffer_.data());
    stream.avail_out = static_cast<uInt>(buffer_.size());
    const int status = inflate(&stream, Z_NO_FLUSH);
    pass(given - stream.avail_in);
    const std::size_t made = buffer_.size() - stream.avail_out;
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    if (made > 0 && !hand_on(made)) return;
    if (status == Z_STREAM_END) {
      if (!goes_on('\x1F')) return;
      inflateReset(&stream);
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      damaged(stream.msg != nullptr ? stream.msg : "no such block", at_);
    } else if (!more && made == 0) {
      cut();
    }
  }
}

void Unfolder::bzip2() {
  bz_stream stream{};
  const auto begin = [&] {
    stream = bz_stream{};
    if (BZ2_bzDecompressInit(&stream, 0, 0) != BZ_OK) throw std::bad_alloc();
  };
  begin();
  const std::unique_ptr<bz_stream, decltype(&BZ2_bzDecompressEnd)> guard(&stream,
                                                                         &BZ2_bzDecompressEnd);
  for (;;) {
    const bool more = fill();
    const std::size_t given = chunk();
    stream.next_in = const_cast<char*>(piece_.data());
    stream.avail_in = static_cast<unsigned>(given);
    stream.next_out = buffer_.data();
    stream.avail_out = static_cast<unsigned>(buffer_.size());
    const int status = BZ2_bzDecompress(&stream);
    pass(given - stream.avail_in);
    const std::size_t made = buffer_.size() - stream.avail_out;
    if (status == BZ_MEM_ERROR) throw std::bad_alloc();
    if (made > 0 && !hand_on(made)) return;
    if (status == BZ_STREAM_END) {
      if (!goes_on('B')) return;
      BZ2_bzDecompressEnd(&stream);
      begin();
    } else if (status != BZ_OK) {
      damaged(
          status == BZ_DATA_ERROR_MAGIC ? "no such header" : "a block's checksum or form is wrong",
          at_);
    } else if (!more && made == 0) {
      cut();
    }
  }
}

void Unfolder::lzma_stream_of(bool alone) {
  lzma_stream stream = LZMA_STREAM_INIT;
  const auto begin = [&] {
    const lzma_ret status =
        alone ? lzma_alone_decoder(&stream, kMemory)
              : lzma_stream_decoder(&stream, kMemory, LZMA_TELL_UNSUPPORTED_CHECK);
    if (status != LZMA_OK) throw std::bad_alloc();
  };
  begin();
  const std::unique_ptr<lzma_stream, decltype(&lzma_end)> guard(&stream, &lzma_end);
  for (;;) {
    const bool more = fill();
    const std::size_t given = chunk();
    stream.next_in = reinterpret_cast<const std::uint8_t*>(piece_.data());
    stream.avail_in = given;
    stream.next_out = reinterpret_cast<std::uint8_t*>(buffer_.data());
    stream.avail_out = buffer_.size();
    const lzma_ret status = lzma_code(&stream, more ? LZMA_RUN : LZMA_FINISH);
    pass(given - stream.avail_in);
    const std::size_t made = buffer_.size() - stream.avail_out;
    if (made > 0 && !hand_on(made)) return;
    switch (status) {
      case LZMA_OK:
        break;
      case LZMA_STREAM_END:
        if (!goes_on('\xFD')) return;
        if (alone) damaged("something else follows the compressed data", at_);
        begin();
        break;
      case LZMA_MEM_ERROR:
        throw std::bad_alloc();
      case LZMA_MEMLIMIT_ERROR:
        needs(lzma_memusage(&stream), "memory",
              "unfold it by hand with 'xz -dc', or compress it with a smaller dictionary");
      case LZMA_BUF_ERROR:
        cut();
      case LZMA_OPTIONS_ERROR:
      case LZMA_UNSUPPORTED_CHECK:
        damaged("it has options or a checksum that are not known here", at_);
      default:
        damaged("a block's checksum or form is wrong", at_);
    }
  }
}

/// The window that a frame asks for, from its header; 0 when it is cut.
std::uint64_t window_of(std::string_view frame) noexcept {
  constexpr std::size_t kMagic = 4;
  if (frame.size() < kMagic + 2) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(frame[i]); };
  const unsigned descriptor = byte(kMagic);
  const bool single = (descriptor & 0x20U) != 0;
  if (!single) {
    const unsigned window = byte(kMagic + 1);
    const std::uint64_t base = std::uint64_t{1} << (10 + (window >> 3U));
    return base + base / 8 * (window & 7U);
  }
  // One segment: the window is the content, whose size stands behind the dictionary's number.
  constexpr std::size_t kDictionary[] = {0, 1, 2, 4}, kSize[] = {1, 2, 4, 8};
  const std::size_t start = kMagic + 1 + kDictionary[descriptor & 3U];
  const std::size_t count = kSize[descriptor >> 6U];
  if (frame.size() < start + count) return 0;
  std::uint64_t size = 0;
  for (std::size_t i = count; i-- > 0;) size = size << 8U | byte(start + i);
  return count == 2 ? size + 256 : size;
}

void Unfolder::refuse_zstd(std::size_t status, std::uint64_t frame, std::string_view header) const {
  switch (ZSTD_getErrorCode(status)) {
    case ZSTD_error_memory_allocation:
      throw std::bad_alloc();
    case ZSTD_error_frameParameter_windowTooLarge:
      needs(window_of(header), "a window",
            "recompress it without --long, or unfold it by hand with 'zstd -d --long=31'");
    case ZSTD_error_dictionary_wrong:
      throw Error(
          ErrorKind::input, "damaged",
          fmt::format("{}: unfolding it needs the dictionary that it was made with (byte {})",
                      name_, frame),
          "unfold it by hand with 'zstd -d -D DICTIONARY'");
    case ZSTD_error_prefix_unknown:
      if (frame > 0) damaged("something else follows the compressed data", frame);
      [[fallthrough]];
    default:
      damaged(ZSTD_getErrorName(status), at_);
  }
}

void Unfolder::zstd() {
  constexpr std::size_t kMostHeader = 18;
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                     &ZSTD_freeDCtx);
  if (context == nullptr) throw std::bad_alloc();
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLog);
  std::string header;
  std::uint64_t frame = 0;
  std::size_t state = 0;  // 0: between two frames.
  for (;;) {
    const bool more = fill();
    if (state == 0) {
      // Frames to skip begin otherwise, so only zeros are looked at here.
      if (at_ > 0 && (!more || piece_.front() == '\0') && !goes_on('\0')) return;
      frame = at_;
      header.clear();
    }
    if (header.size() < kMostHeader) header += piece_.substr(0, kMostHeader - header.size());
    ZSTD_inBuffer in{piece_.data(), chunk(), 0};
    ZSTD_outBuffer out{buffer_.data(), buffer_.size(), 0};
    state = ZSTD_decompressStream(context.get(), &out, &in);
    pass(in.pos);
    if (out.pos > 0 && !hand_on(out.pos)) return;
    if (ZSTD_isError(state) != 0) refuse_zstd(state, frame, header);
    if (!more && out.pos == 0) break;
  }
  if (state != 0) cut();
}

}  // namespace

void decompress(FileKind kind, std::string_view head, const RawPieces& next,
                const std::string& name, const Door& door, Inside& inside) {
  Unfolder unfolder(kind, head, next, name, door, inside);
  switch (kind) {
    case FileKind::gzip:
      unfolder.gzip();
      break;
    case FileKind::bzip2:
      unfolder.bzip2();
      break;
    case FileKind::xz:
      unfolder.xz();
      break;
    case FileKind::lzma:
      unfolder.lzma();
      break;
    default:
      unfolder.zstd();
  }
  inside.end();
}

}  // namespace ahub
