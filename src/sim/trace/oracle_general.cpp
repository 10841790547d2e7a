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
    judge();
    if (carried_ == 0 || !requests_.open()) return;
    requests_.refuse(fmt::format("it ends {} bytes into a record of {}", carried_, kRecord), at_,
                     "the file is cut, or of another format");
  }

 private:
  std::size_t records(const char* bytes, std::size_t count) {
    if (at_ == 0) refuse_other_layouts({bytes, std::min<std::size_t>(count, kLookedAt) * kRecord});
    for (std::size_t i = 0; i < count && at_ / kRecord + i < kLookedAt; ++i)
      look_at(bytes + i * kRecord, at_ + i * kRecord);
    if (requests_.skips_zero_sized()) {
      const Records all{bytes};
      std::size_t i = 0;
      for (; i < count && requests_.open(); ++i, at_ += kRecord)
        requests_.add(all.id(i), all.size(i), at_);
      watch(bytes, i);
      return i;
    }
    const std::size_t taken = requests_.add_all(Records{bytes}, count, at_);
    at_ += taken * kRecord;
    watch(bytes, taken);
    return taken;
  }

  /// Counts times that go back and records that are zero; the records are in the cache still.
  void watch(const char* bytes, std::size_t count) {
    std::uint32_t last = last_;
    std::uint64_t back = 0, zero = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const char* const record = bytes + i * kRecord;
      const auto time = little_endian<std::uint32_t>(record);
      back += time < last ? 1 : 0;
      if (time == 0) zero += is_zero(record) ? 1 : 0;  // Few times are 0.
      last = time;
    }
    last_ = last;
    zero_row_ = zero == count ? zero_row_ + count : 0;
    if (zero_row_ >= kLongestZeros) {
      requests_.refuse(fmt::format("{} records in a row are zero", zero_row_),
                       at_ - zero_row_ * kRecord,
                       "the file was made in its full size and not filled: fetch it again");
    }
    back_ += back;
    zero_ += zero;
    records_ += count;
  }

  static bool is_zero(const char* record) {
    return (little_endian<std::uint64_t>(record) | little_endian<std::uint64_t>(record + 8) |
            little_endian<std::uint64_t>(record + 16)) == 0;
  }

  /// libCacheSim writes records in order of time; where many go back they are of another form.
  void judge() const {
    if (records_ > 1 && zero_ == records_) {
      requests_.refuse(fmt::format("each of its {} records is zero", records_), 0,
                       "the file was made in its full size and never filled: fetch it again");
    }
    if (back_ >= kLeastBack && back_ * 3 > records_ - 1) {
      requests_.refuse(
          fmt::format("the times go back in {} of {} records: these are no packed little-endian "
                      "records of 24 bytes",
                      back_, records_),
          0, "is it big-endian, of padded C structs of 32 bytes, or of another format?");
    }
    if (zero_ > 1) {
      requests_.chose("records that are zero", "taken as requests for object 0", zero_,
                      "is the file complete? fetch it again");
    }
    if (back_ > 0) {
      requests_.chose("rows out of order of time", "replayed in the order of the file", back_,
                      "sort the records by their time");
    }
  }

  static bool is_next(std::int64_t next) {
    return next == std::numeric_limits<std::int64_t>::max() ||
           (next >= -16 && next < std::int64_t{1} << 56);
  }

  template <class Value>
  static Value big_endian(const char* bytes) {
    char turned[sizeof(Value)];
    std::reverse_copy(bytes, bytes + sizeof(Value), turned);
    return little_endian<Value>(turned);
  }

  /// As the form wants them, the first records are not in order, have an odd next request or
  /// numbers that nobody has; read another way all is right.
  void refuse_other_layouts(std::string_view head) const {
    const std::size_t count = head.size() / kRecord;
    if (count < kLeastTold) return;
    bool odd = false;
    std::uint64_t sizes = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const char* const record = head.data() + i * kRecord;
      sizes += little_endian<std::uint32_t>(record + kSizeAt);
      odd = odd || !is_next(little_endian<std::int64_t>(record + kNextAt)) ||
            (i > 0 &&
             little_endian<std::uint32_t>(record) < little_endian<std::uint32_t>(record - kRecord));
    }
    if (!odd && !only_turned_is_usual(head, count)) return;
    if (is_big_endian(head, count, odd ? sizes : ~std::uint64_t{0})) {
      requests_.refuse("the records look big-endian, little-endian ones are read", 0,
                       "write them anew in little-endian order (struct '<IQIq', numpy '<u4')");
    }
    if (odd && is_padded(head)) {
      requests_.refuse("the records look like C structs of 32 bytes, packed ones of 24 are read", 0,
                       "write them without padding (__attribute__((packed)), struct '<IQIq')");
    }
  }

  static bool is_big_endian(std::string_view head, std::size_t count, std::uint64_t sizes) {
    std::uint32_t last = 0;
    std::uint64_t turned = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const char* const record = head.data() + i * kRecord;
      const auto time = big_endian<std::uint32_t>(record);
      const auto size = big_endian<std::uint32_t>(record + kSizeAt);
      if (time < last || size >= 1U << 31U || !is_next(big_endian<std::int64_t>(record + kNextAt)))
        return false;
      last = time;
      turned += size;
    }
    return turned < sizes;
  }

  /// Records whose times and next requests are right either way, as with times below 256 and -1 for
  /// each next: their ids are multiples of 2^32, or all their sizes from 2^24 on while time goes
  /// on; turned round the numbers are small.
  static bool only_turned_is_usual(std::string_view head, std::size_t count) {
    std::uint64_t times = 0, turned_times = 0, all_sizes = 0, turned_sizes = 0;
    bool ids = true, sizes = true, objects = false, goes_on = false;
    for (std::size_t i = 0; i < count; ++i) {
      const char* const record = head.data() + i * kRecord;
      ids = ids && little_endian<std::uint32_t>(record + kIdAt) == 0;
      objects = objects || std::memcmp(record + kIdAt, head.data() + kIdAt, 8) != 0;
      goes_on = goes_on || std::memcmp(record, head.data(), 4) != 0;
      sizes = sizes && little_endian<std::uint32_t>(record + kSizeAt) >= 1U << 24U &&
              big_endian<std::uint32_t>(record + kSizeAt) < 1U << 24U;
      times += little_endian<std::uint32_t>(record);
      turned_times += big_endian<std::uint32_t>(record);
      all_sizes += little_endian<std::uint32_t>(record + kSizeAt);
      turned_sizes += big_endian<std::uint32_t>(record + kSizeAt);
    }
    return (ids && objects && turned_times + turned_sizes < times + all_sizes) ||
           (sizes && goes_on && turned_times < times);
  }

  static bool is_padded(std::string_view head) {
    constexpr std::size_t kStruct = 32;
    std::uint32_t last = 0;
    for (std::size_t i = 0; i + kStruct <= head.size(); i += kStruct) {
      const char* const record = head.data() + i;
      const auto time = little_endian<std::uint32_t>(record);
      if (time < last || little_endian<std::uint32_t>(record + 4) != 0 ||
          little_endian<std::uint32_t>(record + 20) != 0 ||
          !is_next(little_endian<std::int64_t>(record + 24)))
        return false;
      last = time;
    }
    return true;
  }

  /// The next request of an object is one of this trace or none, so that eight bytes of text can
  /// never stand there; nor can most of what another binary format has. libCacheSim writes small
  /// negative numbers for none.
  void look_at(const char* record, std::uint64_t at) {
    // Our own files have the requests' numbers there.
    timed_ = timed_ || little_endian<std::uint32_t>(record) != at / kRecord;
    const auto next = static_cast<std::int64_t>(little_endian<std::uint64_t>(record + kNextAt));
    if (is_next(next)) return;
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
  static constexpr std::size_t kLeastTold = 4;  // Records by which another layout is told.
  static constexpr std::uint64_t kLongestZeros = 1U << 20U;  // A hole, 24 MiB long.
  static constexpr std::uint64_t kLeastBack = 3;             // Steps back that are no accident.
  Requests& requests_;
  char carry_[kRecord] = {};
  std::size_t carried_ = 0;
  bool timed_ = false;
  std::uint64_t at_ = 0, records_ = 0, back_ = 0, zero_ = 0, zero_row_ = 0;
  std::uint32_t last_ = 0;
};

}  // namespace

std::unique_ptr<TraceParser> oracle_general_parser(Requests& requests) {
  return std::make_unique<OracleGeneralParser>(requests);
}

}  // namespace ahub::sim
