// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One trace reader under libFuzzer, chosen by AHUB_TRACE_NAME (run.sh builds one target a reader).
// Every input is read or refused; what is read is written and read again.
#include <cstdlib>

#include "ahub/base/error.hpp"
#include "ahub/sim/trace.hpp"

using namespace ahub::sim;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const DenseTrace trace = parse_trace(bytes, AHUB_TRACE_NAME, {}, true, 100'000);
    std::string written;
    to_oracle_general(trace, [&](std::string_view piece) { written += piece; });
    const DenseTrace again = parse_trace(written, "f.bin", {}, true);
    if (again.requests != trace.requests || again.ids != trace.ids) std::abort();
    static_cast<void>(profile(trace));
  } catch (const ahub::Error&) {
  }
  return 0;
}
