// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/blake2b.hpp"

#include <sodium.h>

#include "ahub/base/digest.hpp"

namespace ahub {

std::string blake2b_hex(std::string_view bytes) {
  std::string digest(32, '\0');
  // Without sodium_init, which gathers randomness, the portable implementation is used.
  crypto_generichash(reinterpret_cast<unsigned char*>(digest.data()), digest.size(),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                     0);
  return to_hex(digest);
}

}  // namespace ahub
