// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <zstd.h>

#include <memory>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "sim/trace/parser.hpp"

namespace ahub::sim {

void feed_zstd(std::string_view compressed, const Requests& requests, TraceParser& parser) {
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                     &ZSTD_freeDCtx);
  if (context == nullptr) throw std::bad_alloc();
  std::vector<char> buffer(ZSTD_DStreamOutSize());
  ZSTD_inBuffer in{compressed.data(), compressed.size(), 0};
  std::uint64_t total = 0;
  std::size_t state = 0;  // 0: between two frames.
  for (;;) {
    ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
    const std::size_t before = in.pos;
    state = ZSTD_decompressStream(context.get(), &out, &in);
    if (ZSTD_isError(state) != 0) {
      requests.refuse(fmt::format("the compression is damaged ({})", ZSTD_getErrorName(state)),
                      in.pos);
    }
    total += out.pos;
    if (total > kTraceDecompressedBytes) {
      throw Error(ErrorKind::input, "too-large",
                  fmt::format("{}: it unfolds to more than {} bytes", requests.name(),
                              kTraceDecompressedBytes));
    }
    if (!parser.feed({buffer.data(), out.pos})) return;
    const bool stuck = in.pos == before && out.pos == 0;
    if (in.pos == in.size && (out.pos < out.size || stuck)) break;
  }
  if (state != 0) {
    requests.refuse("the compressed file ends early", compressed.size(),
                    "it was cut: fetch or copy it again");
  }
}

}  // namespace ahub::sim
