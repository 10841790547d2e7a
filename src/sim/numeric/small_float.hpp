// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Floating-point numbers of 8 and 16 bits: rounding to their values, and their codes.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>

namespace ahub::sim {

/// Sign, exponent and mantissa, from the highest bit down; the bias is 2^(exponent_bits - 1) - 1
/// and subnormals are there.
struct FloatFormat {
  int exponent_bits;
  int mantissa_bits;
  /// Without infinities: the highest exponent holds numbers too and only its full mantissa is NaN.
  bool finite_only;

  constexpr int bits() const { return 1 + exponent_bits + mantissa_bits; }
  constexpr int bias() const { return (1 << (exponent_bits - 1)) - 1; }
  /// Of the least normal number, 2^min_exponent.
  constexpr int min_exponent() const { return 1 - bias(); }
  constexpr unsigned exponent_ones() const { return ((1U << exponent_bits) - 1) << mantissa_bits; }
  /// The code of the largest finite number.
  constexpr unsigned largest_code() const {
    return finite_only ? exponent_ones() + (1U << mantissa_bits) - 2 : exponent_ones() - 1;
  }
  /// A code of NaN, sign clear: all ones, of which the finite-only format has no other.
  constexpr unsigned nan_code() const { return exponent_ones() + (1U << mantissa_bits) - 1; }
};

/// Open Compute Project, 8-bit Floating Point Specification (OFP8), revision 1.0, table 1: largest
/// 448, least 2^-9.
inline constexpr FloatFormat kE4m3{4, 3, true};
/// The same table: largest 57344, least 2^-16.
inline constexpr FloatFormat kE5m2{5, 2, false};
/// IEEE 754-2019, table 3.5, binary16: largest 65504, least 2^-24.
inline constexpr FloatFormat kFp16{5, 10, false};
/// The upper half of binary32: largest 3.39e38, least 2^-133.
inline constexpr FloatFormat kBf16{8, 7, false};

template <FloatFormat F>
using Code = std::conditional_t<F.bits() == 8, std::uint8_t, std::uint16_t>;

/// The number of a code, exactly; infinities and NaN of the formats that have them.
template <FloatFormat F>
constexpr float decode(Code<F> code) noexcept {
  const unsigned magnitude = code & (F.exponent_ones() | ((1U << F.mantissa_bits) - 1));
  const unsigned exponent = magnitude >> F.mantissa_bits;
  const bool negative = code != magnitude;
  const bool top = magnitude >= F.exponent_ones();
  float value = 0;
  if (F.finite_only ? magnitude == F.nan_code() : magnitude > F.exponent_ones()) {
    value = std::numeric_limits<float>::quiet_NaN();
  } else if (top && !F.finite_only) {
    value = std::numeric_limits<float>::infinity();
  } else if (exponent == 0) {
    // A product of the mantissa and the least number, both exact also where that is a subnormal.
    const float one = std::bit_cast<float>(static_cast<std::uint32_t>(127) << 23);
    float least = one;
    for (int i = 0; i > F.min_exponent() - F.mantissa_bits; --i) least /= 2;
    value = static_cast<float>(magnitude) * least;
  } else {
    const unsigned rebias = static_cast<unsigned>(127 - F.bias()) << 23;
    value = std::bit_cast<float>((magnitude << (23 - F.mantissa_bits)) + rebias);
  }
  return negative ? -value : value;
}

/// The code of the nearest number, ties to the even code. What lies beyond the largest number
/// becomes the largest, infinities too (the saturating conversion of OFP8, section 5.2); NaN
/// becomes `nan_code()`. Zeros keep their sign.
template <FloatFormat F>
constexpr Code<F> encode(double value) noexcept {
  constexpr std::uint64_t kSign = 1ULL << 63, kInfinity = 0x7ffULL << 52;
  constexpr std::uint64_t kLargest =
      std::bit_cast<std::uint64_t>(double{decode<F>(static_cast<Code<F>>(F.largest_code()))});
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(value), magnitude = bits & ~kSign;
  const unsigned sign = static_cast<unsigned>(bits >> 63) << (F.bits() - 1);
  if (magnitude > kInfinity) return static_cast<Code<F>>(sign | F.nan_code());
  if (magnitude >= kLargest) return static_cast<Code<F>>(sign | F.largest_code());
  const int exponent = static_cast<int>(magnitude >> 52) - 1023;
  const int below = exponent < F.min_exponent() ? F.min_exponent() - exponent : 0;
  const int drop = 52 - F.mantissa_bits + below;
  // Under half of the least number; doubles that are subnormal themselves are there too.
  if (drop > 53) return static_cast<Code<F>>(sign);
  const std::uint64_t significand = (magnitude & ((1ULL << 52) - 1)) | (1ULL << 52);
  const std::uint64_t rest = significand & ((1ULL << drop) - 1), half = 1ULL << (drop - 1);
  std::uint64_t kept = significand >> drop;
  kept += rest > half || (rest == half && (kept & 1) != 0) ? 1 : 0;
  // Sums, so that a mantissa that rounds up to its end carries into the exponent.
  const auto number = static_cast<unsigned>(kept);
  if (below > 0) return static_cast<Code<F>>(sign | number);
  const auto field = static_cast<unsigned>(exponent - F.min_exponent());
  return static_cast<Code<F>>(sign | ((field << F.mantissa_bits) + number));
}

/// The nearest number of the format, as `encode`.
template <FloatFormat F>
constexpr float round_to(double value) noexcept {
  return decode<F>(encode<F>(value));
}

/// encode<kE4m3>(decode<kFp16>(code)) for each code, by a table of 64 KiB. Lengths must agree.
void e4m3_from_fp16(std::span<const std::uint16_t> codes, std::span<std::uint8_t> out);

}  // namespace ahub::sim
