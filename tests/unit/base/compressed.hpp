// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Compressed texts, archives and wide texts for the tests of the door.
#pragma once

#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>
#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace ahub {

inline std::string gzip(std::string_view text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string bzip2(std::string_view text) {
  std::string out(text.size() + text.size() / 50 + 700, '\0');
  auto size = static_cast<unsigned>(out.size());
  REQUIRE(BZ2_bzBuffToBuffCompress(out.data(), &size, const_cast<char*>(text.data()),
                                   static_cast<unsigned>(text.size()), 9, 0, 0) == BZ_OK);
  out.resize(size);
  return out;
}

inline std::string xz(std::string_view text, std::uint32_t preset = 6) {
  std::string out(lzma_stream_buffer_bound(text.size()), '\0');
  std::size_t size = 0;
  REQUIRE(lzma_easy_buffer_encode(preset, LZMA_CHECK_CRC64, nullptr,
                                  reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                                  reinterpret_cast<std::uint8_t*>(out.data()), &size,
                                  out.size()) == LZMA_OK);
  out.resize(size);
  return out;
}

inline std::string zstd(std::string_view text, int window_log = 0) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  if (window_log > 0) {
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
    ZSTD_CCtx_setParameter(context, ZSTD_c_strategy, ZSTD_fast);
    ZSTD_CCtx_setParameter(context, ZSTD_c_hashLog, 8);
  }
  // As a stream: the frame does not know its size, so its header states the window.
  std::string out(ZSTD_compressBound(text.size()) + 64, '\0');
  ZSTD_outBuffer to{out.data(), out.size(), 0};
  ZSTD_inBuffer from{text.data(), text.size(), 0};
  ZSTD_compressStream2(context, &to, &from, ZSTD_e_flush);
  REQUIRE(ZSTD_compressStream2(context, &to, &from, ZSTD_e_end) == 0);
  ZSTD_freeCCtx(context);
  out.resize(to.pos);
  return out;
}

inline const std::string kText = "id,size\n7,100\n8,100\n7,100\n";

/// The form before xz; a length that is not known is what 'xz --format=lzma' writes.
inline std::string lzma(std::string_view text) {
  lzma_options_lzma options{};
  REQUIRE(!lzma_lzma_preset(&options, 6));
  lzma_stream stream = LZMA_STREAM_INIT;
  REQUIRE(lzma_alone_encoder(&stream, &options) == LZMA_OK);
  std::string out(text.size() * 2 + 1024, '\0');
  stream.next_in = reinterpret_cast<const std::uint8_t*>(text.data());
  stream.avail_in = text.size();
  stream.next_out = reinterpret_cast<std::uint8_t*>(out.data());
  stream.avail_out = out.size();
  REQUIRE(lzma_code(&stream, LZMA_FINISH) == LZMA_STREAM_END);
  out.resize(stream.total_out);
  lzma_end(&stream);
  return out;
}

inline std::string tar(bool magic) {
  std::string header(512, '\0');
  header.replace(0, 5, "a.csv");
  header.replace(100, 8, std::string_view("0000644\0", 8));
  header.replace(124, 12, std::string_view("00000000003\0", 12));
  if (magic) header.replace(257, 6, std::string_view("ustar\0", 6));
  unsigned sum = 8 * ' ';
  for (const char c : header) sum += static_cast<unsigned char>(c);
  for (std::size_t digit = 6; digit-- > 0; sum /= 8)
    header[148 + digit] = static_cast<char>('0' + sum % 8);
  header[155] = ' ';
  return header + "1\n2" + std::string(509 + 1024, '\0');
}

inline std::string wide(std::string_view text, std::size_t bytes, bool big) {
  std::string out;
  for (const char c : text) {
    const std::string zeros(bytes - 1, '\0');
    out += big ? zeros + c : c + zeros;
  }
  return out;
}

}  // namespace ahub
