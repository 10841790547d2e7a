// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// SHA-256 and Ed25519, both from libsodium.
#pragma once

#include <string>
#include <string_view>

namespace ahub {

/// SHA-256 of `bytes`, 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

/// `bytes` as lower-case hex.
std::string to_hex(std::string_view bytes);
/// The bytes that `hex` spells; empty when it is no even number of hex digits.
std::string from_hex(std::string_view hex);
/// True for exactly 64 lower-case hex digits.
bool is_sha256_hex(std::string_view text) noexcept;

/// An Ed25519 key pair; all members are raw bytes (32 and 64).
struct KeyPair {
  std::string public_key;
  std::string secret_key;
};

/// A fresh key pair from the system's random source. Throws `Error{internal}` when there is none.
KeyPair make_key_pair();
/// Detached signature (64 raw bytes) of `message`.
std::string sign(std::string_view message, std::string_view secret_key);
/// True when `signature` is `public_key`'s signature of `message`; false on any malformed input.
bool verify_signature(std::string_view message, std::string_view signature,
                      std::string_view public_key) noexcept;

}  // namespace ahub
