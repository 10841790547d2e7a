// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// libCacheSim's oracleGeneral: packed little-endian records of u32 time, u64 id, u32 size, i64
// next.
#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include <fmt/format.h>

#include "sim/trace/parser.hpp"

namespace ahub::sim {
namespace {

constexpr std::size_t kRecord = 24, kIdAt = 4, kSizeAt = 12, kNextAt = 16;

template <class Value>
Value little_endian(const char* bytes) {
  Value value = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&value, bytes, sizeof value);
  } else {
    for (std::size_t i = sizeof(Value); i-- > 0;)
      value = static_cast<Value>(value << 8U | static_cast<unsigned char>(bytes[i]));
  }
  return value;
}

struct Records {
  // Bytes of a mapped file asked for ahead: what the processor asks for by itself ends at each
  // page.
  static constexpr std::size_t kReadAhead = 3072;
  const char* bytes;
  std::uint64_t id(std::size_t i) const {
    return little_endian<std::uint64_t>(bytes + i * kRecord + kIdAt);
  }
  std::uint32_t size(std::size_t i) const {
    return little_endian<std::uint32_t>(bytes + i * kRecord + kSizeAt);
  }
  void ahead(std::size_t i) const { __builtin_prefetch(bytes + i * kRecord + kReadAhead); }
};

class OracleGeneralParser final : public TraceParser {
 public:
  explicit OracleGeneralParser(Requests& requests) : requests_(requests) {}

  bool feed(std::string_view piece) override {
    if (carried_ > 0) {
      const std::size_t wanted = std::min(kRecord - carried_, piece.size());
      std::memcpy(carry_ + carried_, piece.data(), wanted);
      carried_ += wanted;
      piece.remove_prefix(wanted);
      if (carried_ < kRecord) return true;
      carried_ = 0;
      records(carry_, 1);
    }
    while (piece.size() >= kRecord && requests_.open())
      piece.remove_prefix(records(piece.data(), piece.size() / kRecord) * kRecord);
    if (!requests_.open()) return false;
    std::memcpy(carry_, piece.data(), piece.size());
    carried_ = piece.size();
    return true;
  }
  void end() override {
    if (timed_) requests_.leave("the times of the records");
    if (carried_ == 0 || !requests_.open()) return;
    requests_.refuse(fmt::format("it ends {} bytes into a record of {}", carried_, kRecord), at_,
                     "the file is cut, or of another format");
  }

 private:
  std::size_t records(const char* bytes, std::size_t count) {
    for (std::size_t i = 0; i < count && at_ / kRecord + i < kLookedAt; ++i)
      look_at(bytes + i * kRecord, at_ + i * kRecord);
    if (requests_.skips_zero_sized()) {
      const Records all{bytes};
      std::size_t i = 0;
      for (; i < count && requests_.open(); ++i, at_ += kRecord)
        requests_.add(all.id(i), all.size(i), at_);
      return i;
    }
    const std::size_t taken = requests_.add_all(Records{bytes}, count, at_);
    at_ += taken * kRecord;
    return taken;
  }

  /// The next request of an object is one of this trace or none, so that eight bytes of text can
  /// never stand there; nor can most of what another binary format has. libCacheSim writes small
  /// negative numbers for none.
  void look_at(const char* record, std::uint64_t at) {
    // Our own files have the requests' numbers there.
    timed_ = timed_ || little_endian<std::uint32_t>(record) != at / kRecord;
    const auto next = static_cast<std::int64_t>(little_endian<std::uint64_t>(record + kNextAt));
    constexpr auto kNone = std::numeric_limits<std::int64_t>::max();
    if (next == kNone || (next >= -16 && next < std::int64_t{1} << 56)) return;
    const bool text = std::all_of(record, record + kRecord, [](char c) {
      return c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c <= '~');
    });
    if (text) {
      requests_.refuse("this is text, not records of oracleGeneral", at,
                       "name it *.csv or *.txt, or give the format");
    }
    if (at == 0 && little_endian<std::uint64_t>(record) == kLcs) {
      requests_.refuse("this is libCacheSim's format lcs, not oracleGeneral", at,
                       "write oracleGeneral from it with libCacheSim's traceConv");
    }
    requests_.refuse(fmt::format("a record of oracleGeneral does not say {} for the next request "
                                 "of its object",
                                 next),
                     at, "the file is of another format");
  }

  static constexpr std::uint64_t kLookedAt = 64;              // Records.
  static constexpr std::uint64_t kLcs = 0x123456789abcdef0U;  // How lcs begins.
  Requests& requests_;
  char carry_[kRecord] = {};
  std::size_t carried_ = 0;
  bool timed_ = false;
  std::uint64_t at_ = 0;
};

}  // namespace

std::unique_ptr<TraceParser> oracle_general_parser(Requests& requests) {
  return std::make_unique<OracleGeneralParser>(requests);
}

}  // namespace ahub::sim
