// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

#include "ahub/base/random.hpp"
#include "sim/numeric/small_float.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

/// The number of a code from the definition of the format, with ldexp.
template <FloatFormat F>
double defined_value(unsigned code) {
  const unsigned mantissa = code & ((1U << F.mantissa_bits) - 1);
  const int field = static_cast<int>((code >> F.mantissa_bits) & ((1U << F.exponent_bits) - 1));
  const double sign = (code >> (F.bits() - 1)) != 0 ? -1 : 1;
  if (field == 0) return sign * std::ldexp(mantissa, F.min_exponent() - F.mantissa_bits);
  return sign * std::ldexp((1U << F.mantissa_bits) + mantissa, field - F.bias() - F.mantissa_bits);
}

/// The codes of the finite numbers >= 0, ascending.
template <FloatFormat F>
std::vector<double> numbers() {
  std::vector<double> list;
  for (unsigned code = 0; code <= F.largest_code(); ++code) list.push_back(defined_value<F>(code));
  return list;
}

/// The nearest of `list`, a tie to the even code, by search.
unsigned nearest(const std::vector<double>& list, double value) {
  const auto above = std::lower_bound(list.begin(), list.end(), value);
  if (above == list.begin()) return 0;
  if (above == list.end()) return static_cast<unsigned>(list.size() - 1);
  const auto high = static_cast<unsigned>(above - list.begin()), low = high - 1;
  const double up = list[high] - value, down = value - list[low];
  if (up != down) return up < down ? high : low;
  return high % 2 == 0 ? high : low;
}

/// Counts what `encode` gets wrong on both signs of `value`.
template <FloatFormat F>
int wrong(const std::vector<double>& list, double value) {
  const unsigned expected = nearest(list, value), sign = 1U << (F.bits() - 1);
  return (encode<F>(value) != expected ? 1 : 0) + (encode<F>(-value) != (expected | sign) ? 1 : 0);
}

template <FloatFormat F>
void check_format(double largest, double least) {
  const std::vector<double> list = numbers<F>();
  CHECK(list.back() == largest);
  CHECK(list[1] == least);
  int bad = 0;
  for (unsigned code = 0; code < list.size(); ++code) {
    const auto sign = 1U << (F.bits() - 1);
    bad += decode<F>(static_cast<Code<F>>(code)) == list[code] ? 0 : 1;
    bad += decode<F>(static_cast<Code<F>>(code | sign)) == -list[code] ? 0 : 1;
    bad += wrong<F>(list, list[code]);
    if (code + 1 == list.size()) break;
    const double middle = (list[code] + list[code + 1]) / 2;
    bad += wrong<F>(list, middle);
    bad += wrong<F>(list, std::nextafter(middle, 0));
    bad += wrong<F>(list, std::nextafter(middle, 2 * largest));
  }
  Xoshiro256ss random(1);
  for (int i = 0; i < 20'000; ++i) {
    // Over all exponents of the format and a few beyond both ends.
    const double scale = std::ldexp(1, static_cast<int>(random.below(300)) - 160);
    bad += wrong<F>(list, random.uniform() * scale);
  }
  CHECK(bad == 0);
}

}  // namespace

TEST_CASE("codes are the nearest ones, ties to even, at all numbers and midpoints",
          "[small-float]") {
  check_format<kE4m3>(448, std::ldexp(1, -9));
  check_format<kE5m2>(57344, std::ldexp(1, -16));
  check_format<kFp16>(65504, std::ldexp(1, -24));
  check_format<kBf16>(std::ldexp(255, 120), std::ldexp(1, -133));
}

TEST_CASE("known values", "[small-float]") {
  CHECK(round_to<kE4m3>(0.3) == 0.3125F);
  CHECK(round_to<kE4m3>(0.0009) == 0);
  CHECK(round_to<kE4m3>(1e4) == 448);
  CHECK(encode<kE4m3>(1) == 0x38);
  CHECK(encode<kE5m2>(1) == 0x3c);
  CHECK(encode<kFp16>(1) == 0x3c00);
  CHECK(encode<kBf16>(1) == 0x3f80);
}

TEST_CASE("infinities saturate, NaN stays and zeros keep their sign", "[small-float]") {
  CHECK(encode<kE4m3>(INFINITY) == 0x7e);
  CHECK(encode<kE4m3>(-INFINITY) == 0xfe);
  CHECK(encode<kFp16>(1e300) == 0x7bff);
  CHECK(encode<kE5m2>(-1e300) == 0xfb);
  CHECK(encode<kE4m3>(NAN) == 0x7f);
  CHECK(std::isnan(decode<kE4m3>(0xff)));
  CHECK(std::isnan(round_to<kFp16>(NAN)));
  CHECK(std::isnan(round_to<kBf16>(NAN)));
  CHECK(std::isinf(decode<kFp16>(0x7c00)));
  CHECK(decode<kE5m2>(0xfc) == -INFINITY);
  CHECK(encode<kFp16>(-0.0) == 0x8000);
  CHECK(std::signbit(round_to<kE4m3>(-1e-300)));
}

// Clang 14 has the type only where the processor computes in it.
#if defined(__x86_64__) && !defined(__clang__)
TEST_CASE("16-bit numbers are those of the compiler's _Float16", "[small-float]") {
  __extension__ using Half = _Float16;
  Xoshiro256ss random(2);
  int bad = 0;
  for (int i = 0; i < 3'000'000; ++i) {
    const float value = std::bit_cast<float>(static_cast<std::uint32_t>(random.next()));
    const Half half = static_cast<Half>(value);
    std::uint16_t code = 0;
    std::memcpy(&code, &half, sizeof code);
    if (std::isnan(value)) {
      bad += std::isnan(round_to<kFp16>(value)) ? 0 : 1;
      continue;
    }
    // The one difference: theirs overflows to infinity.
    if ((code & 0x7fff) == 0x7c00) --code;
    bad += encode<kFp16>(value) == code ? 0 : 1;
  }
  for (unsigned code = 0; code < 0x7c00; ++code) {
    Half half = 0;
    const auto bits = static_cast<std::uint16_t>(code);
    std::memcpy(&half, &bits, sizeof half);
    bad += decode<kFp16>(bits) == static_cast<float>(half) ? 0 : 1;
  }
  CHECK(bad == 0);
}
#endif

TEST_CASE("the table from 16 to 8 bits is the composition of both conversions", "[small-float]") {
  std::vector<std::uint16_t> codes;
  for (unsigned code = 0; code < 0x10000; ++code) codes.push_back(static_cast<std::uint16_t>(code));
  std::vector<std::uint8_t> found(codes.size());
  e4m3_from_fp16(codes, found);
  int bad = 0;
  for (const std::uint16_t code : codes)
    bad += found[code] == encode<kE4m3>(defined_value<kFp16>(code)) ? 0 : 1;
  // The formula knows no infinities and NaN: it reads them as larger numbers, which saturate too.
  CHECK(bad == 2 * 1023);
  CHECK(found[0x7c00] == 0x7e);
  CHECK(found[0x7e00] == 0x7f);
}
