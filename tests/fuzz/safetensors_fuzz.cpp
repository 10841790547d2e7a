// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The safetensors reader under libFuzzer, asked for the only matrix and for the tensor "w": every
// input is read or refused as a bad tensor.
#include <cstdlib>

#include "ahub/base/error.hpp"
#include "sim/tensor/tensor.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* wanted : {"", "w"}) {
    try {
      const ahub::sim::TensorView tensor = ahub::sim::parse_safetensors(bytes, "fuzz", wanted);
      if (tensor.offset + tensor.data.size() > size) std::abort();
      if (ahub::sim::read(tensor).values.size() != tensor.rows * tensor.cols) std::abort();
    } catch (const ahub::Error& error) {
      if (error.code() != "bad-tensor") std::abort();
    }
  }
  return 0;
}
