// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Request traces under libFuzzer: every input is read or refused; what is read is in order, whole,
// and the same whatever is listening. The first byte chooses the unit of time.
#include <cstdlib>

#include "ahub/base/error.hpp"
#include "sim/serving/request_trace.hpp"

using namespace ahub::sim::serving;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::optional<Clock> unit;
  if (data[0] % 4 == 1) unit = Clock::seconds;
  if (data[0] % 4 == 2) unit = Clock::milliseconds;
  ahub::Reading reading;
  try {
    const RequestTrace trace = parse_requests(bytes, "f", &reading, unit);
    if (trace.requests.empty() || reading.choices().empty()) std::abort();
    ahub::sim::Nanoseconds last = 0;
    for (const Request& request : trace.requests) {
      if (request.arrival < last || request.prompt == 0 || request.output == 0) std::abort();
      last = request.arrival;
    }
    const RequestTrace again = parse_requests(bytes, "f", nullptr, unit);
    if (again.requests.size() != trace.requests.size()) std::abort();
  } catch (const ahub::Error&) {
  }
  return 0;
}
