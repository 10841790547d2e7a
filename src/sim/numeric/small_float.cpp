// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/numeric/small_float.hpp"

#include <vector>

#include "ahub/base/error.hpp"

namespace ahub::sim {
namespace {

std::vector<std::uint8_t> make_table() {
  std::vector<std::uint8_t> table(1U << 16);
  for (unsigned code = 0; code < table.size(); ++code)
    table[code] = encode<kE4m3>(double{decode<kFp16>(static_cast<std::uint16_t>(code))});
  return table;
}

}  // namespace

void e4m3_from_fp16(std::span<const std::uint16_t> codes, std::span<std::uint8_t> out) {
  static const std::vector<std::uint8_t> table = make_table();
  if (codes.size() != out.size())
    throw Error(ErrorKind::internal, "shape", "codes and results differ in number");
  const std::uint8_t* const entries = table.data();
  for (std::size_t i = 0; i < codes.size(); ++i) out[i] = entries[codes[i]];
}

}  // namespace ahub::sim
