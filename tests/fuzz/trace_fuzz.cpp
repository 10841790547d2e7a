// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Trace readers under libFuzzer: the first byte chooses format and compression, the rest is the
// file. Every input is read or refused; what is read is written and read again.
#include <cstdlib>

#include "ahub/base/error.hpp"
#include "ahub/sim/trace.hpp"

using namespace ahub::sim;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr const char* kNames[] = {"f.oracleGeneral", "f.csv", "f.txt", "f.oracleGeneral.zst",
                                    "f.csv.zst",       "f.txt.zst"};
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    const DenseTrace trace = parse_trace(bytes, kNames[data[0] % 6], {}, true, 100'000);
    std::string written;
    to_oracle_general(trace, [&](std::string_view piece) { written += piece; });
    const DenseTrace again = parse_trace(written, "f.bin", {}, true);
    if (again.requests != trace.requests || again.ids != trace.ids) std::abort();
    static_cast<void>(profile(trace));
  } catch (const ahub::Error&) {
  }
  return 0;
}
