// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The manifest loader under libFuzzer: the first byte chooses YAML or JSON.
#include "ahub/base/error.hpp"
#include "ahub/package/package.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const char* name = data[0] % 2 == 0 ? "discovery.yaml" : "discovery.json";
  try {
    const auto files = ahub::make_package_files("fuzz", {{name, bytes}});
    static_cast<void>(ahub::parse_package(files).valid());
  } catch (const ahub::Error&) {
  }
  return 0;
}
