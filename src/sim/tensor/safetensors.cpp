// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The safetensors format (its README, "Format"): u64 length N, N bytes of JSON that begin with '{',
// data. Offsets count from the end of the header; the data has neither holes nor overlaps.
#include <algorithm>
#include <map>
#include <numeric>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "sim/tensor/refuse.hpp"
#include "sim/tensor/safetensors_header.hpp"

namespace ahub::sim {
namespace {

using Entry = SafetensorsEntry;

/// A type of the format (its README, "Format", and safetensors/src/tensor.rs).
struct Dtype {
  std::string_view name;
  unsigned bytes;  ///< Of one element; 0: less than a byte, sizes are not checked.
  std::optional<TensorType> type;
};
constexpr Dtype kDtypes[] = {
    {"F16", 2, TensorType::f16},  {"BF16", 2, TensorType::bf16}, {"F32", 4, TensorType::f32},
    {"F64", 8, TensorType::f64},  {"F8_E4M3", 1, std::nullopt},  {"F8_E5M2", 1, std::nullopt},
    {"BOOL", 1, std::nullopt},    {"F8_E8M0", 1, std::nullopt},  {"I8", 1, std::nullopt},
    {"U8", 1, std::nullopt},      {"I16", 2, std::nullopt},      {"U16", 2, std::nullopt},
    {"I32", 4, std::nullopt},     {"U32", 4, std::nullopt},      {"I64", 8, std::nullopt},
    {"U64", 8, std::nullopt},     {"C64", 8, std::nullopt},      {"F4", 0, std::nullopt},
    {"F6_E2M3", 0, std::nullopt}, {"F6_E3M2", 0, std::nullopt},
};

const Dtype* find_dtype(std::string_view name) noexcept {
  const auto* const found = std::find_if(std::begin(kDtypes), std::end(kDtypes),
                                         [&](const Dtype& dtype) { return dtype.name == name; });
  return found == std::end(kDtypes) ? nullptr : found;
}

std::optional<TensorType> type_of(std::string_view dtype) noexcept {
  const Dtype* const known = find_dtype(dtype);
  return known == nullptr ? std::nullopt : known->type;
}

std::string shown(std::string_view text, std::size_t most = 64) {
  return truncate_to_width(safe_text(text.substr(0, 4 * most)), most);
}

/// What makes a tensor of this type one that is read. PyTorch and NumPy read the same file.
const char* way_from(std::string_view dtype) noexcept {
  if (dtype.substr(0, 2) == "F8" || dtype.substr(0, 2) == "F4" || dtype.substr(0, 2) == "F6")
    return "such values need their scales, which are other tensors: save (w.float() * scale) as "
           "F32";
  if (dtype == "I8" || dtype == "U8" || dtype.substr(0, 1) == "I" || dtype.substr(0, 1) == "U" ||
      dtype == "BOOL")
    return "integers of a quantised model need their scales: save the dequantised weights, "
           "w.float(), as F32";
  if (dtype == "C64") return "save its real part, w.real, as F32";
  return "save it as F32";
}

class Reader {
 public:
  Reader(std::string_view bytes, std::string_view file, Reading* reading)
      : bytes_(bytes), file_(safe_text(file)), reading_(reading) {}

  TensorView read(std::string_view wanted) {
    const std::string_view text = header_text();
    header_ = read_safetensors_header(text, file_, kHeader);
    for (const Entry& entry : header_.entries) check(entry);
    check_cover();
    const Entry& entry = wanted.empty() ? only_matrix() : named(wanted);
    const std::optional<TensorType> type = type_of(entry.dtype);
    if (!type) {
      refuse(entry,
             fmt::format("is of {} '{}', F16, BF16, F32 and F64 are read",
                         find_dtype(entry.dtype) == nullptr ? "the unknown type" : "type",
                         shown(entry.dtype, 32)),
             way_from(entry.dtype));
    }
    TensorView tensor;
    tensor.file = file_;
    tensor.type = *type;
    tensor.offset = data_ + entry.begin;
    set_shape(tensor, lengths_of(entry.shape), tensor.offset, reading_);
    tensor.data = bytes_.substr(static_cast<std::size_t>(tensor.offset),
                                static_cast<std::size_t>(entry.end - entry.begin));
    return tensor;
  }

 private:
  static constexpr std::size_t kHeader = 8;

  std::string_view header_text() {
    if (bytes_.size() < kHeader)
      refuse_tensor(file_, "it is neither .npy nor .safetensors: too short", bytes_.size());
    const std::uint64_t length = little_endian(bytes_, 0, kHeader);
    const std::uint64_t room = bytes_.size() - kHeader;
    if (length > room || length > kSafetensorsHeaderBytes) {
      refuse_tensor(file_,
                    length > room ? fmt::format("a header of {} bytes, {} are left", length, room)
                                  : fmt::format("a header of {} bytes, the format has {} at most",
                                                length, kSafetensorsHeaderBytes),
                    0,
                    length <= kSafetensorsHeaderBytes
                        ? "is the file cut? compare its size with the original's"
                    : length <= room ? "spread the tensors over several files"
                                     : "is it a .npy or a .safetensors file?");
    }
    const std::string_view text = bytes_.substr(kHeader, static_cast<std::size_t>(length));
    if (text.empty() || text.front() != '{')
      refuse_tensor(file_, "the header does not begin with '{'", kHeader);
    data_ = kHeader + length;
    return text;
  }

  void check(const Entry& entry) const {
    if (!entry.complete)
      refuse(entry, "takes a dtype, a shape and two data_offsets, all from 0 up");
    const std::uint64_t room = bytes_.size() - data_;
    if (entry.begin > entry.end || entry.end > room) {
      refuse(entry, fmt::format("lies in bytes {} to {} of the data, which has {}", entry.begin,
                                entry.end, room));
    }
    const Dtype* const dtype = find_dtype(entry.dtype);
    if (dtype == nullptr || dtype->bytes == 0) return;
    const std::optional<std::uint64_t> needed =
        size_of_shape(lengths_of(entry.shape), dtype->bytes);
    if (!needed || *needed != entry.end - entry.begin) {
      refuse(entry, fmt::format("has {} bytes, its shape needs {}", entry.end - entry.begin,
                                needed ? std::to_string(*needed) : "more than 2^64"));
    }
  }

  void check_cover() const {
    const std::vector<Entry>& entries = header_.entries;
    std::vector<std::size_t> order(entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
      const Entry &left = entries[i], &right = entries[j];
      return left.begin != right.begin ? left.begin < right.begin : left.end < right.end;
    });
    std::uint64_t covered = 0;
    for (const std::size_t i : order) {
      const Entry& entry = entries[i];
      if (entry.begin != covered) {
        refuse(entry, fmt::format("begins at byte {} of the data, {} byte {}", entry.begin,
                                  entry.begin < covered ? "others lie there up to"
                                                        : "nothing lies there from",
                                  covered));
      }
      covered = entry.end;
    }
    if (covered != bytes_.size() - data_) {
      refuse_tensor(
          file_,
          fmt::format("{} bytes of data belong to no tensor", bytes_.size() - data_ - covered),
          data_ + covered);
    }
  }

  const Entry& named(std::string_view wanted) const {
    for (const Entry& entry : header_.entries)
      if (entry.name == wanted) return entry;
    // The nearest of a hundred thousand names would take longer than the run.
    constexpr std::size_t kCompared = 10'000;
    std::vector<std::string> names;
    for (const Entry& entry : header_.entries) {
      if (names.size() == kCompared) break;
      names.emplace_back(entry.name);
    }
    const std::optional<std::string> close = nearest(wanted, names);
    refuse_tensor(file_,
                  fmt::format("it has no tensor '{}'{}", shown(wanted),
                              close ? fmt::format(", but '{}'", shown(*close)) : ""),
                  kHeader);
  }

  const Entry& only_matrix() const {
    const Entry* found = nullptr;
    for (const Entry& entry : header_.entries) {
      if (entry.dimensions != 2 || !type_of(entry.dtype)) continue;
      if (found != nullptr) {
        refuse_tensor(file_,
                      fmt::format("it has several matrices, '{}' and '{}' among them",
                                  shown(found->name), shown(entry.name)),
                      kHeader, "name the one that is meant");
      }
      found = &entry;
    }
    if (found == nullptr) refuse_without_matrix();
    if (header_.entries.size() > 1 && reading_ != nullptr) {
      reading_->chose(
          {file_, "tensor",
           fmt::format("'{}', the only matrix of F16, BF16, F32 or F64 among {} tensors",
                       shown(found->name), header_.entries.size()),
           0},
          "name the tensor that is meant");
    }
    return *found;
  }

  /// Says what is there instead.
  [[noreturn]] void refuse_without_matrix() const {
    struct Count {
      std::size_t matrices = 0, others = 0;
    };
    std::map<std::string_view, Count> counts;
    for (const Entry& entry : header_.entries) {
      Count& count = counts[entry.dtype];
      ++(entry.dimensions == 2 ? count.matrices : count.others);
    }
    std::vector<std::string> words;
    std::string_view most;
    for (const auto& [dtype, count] : counts) {
      if (count.matrices > 0) {
        if (most.empty() || count.matrices > counts[most].matrices) most = dtype;
        words.push_back(fmt::format("{} {} of {}{}", count.matrices,
                                    count.matrices == 1 ? "matrix" : "matrices", shown(dtype, 32),
                                    find_dtype(dtype) == nullptr ? " (unknown type)" : ""));
      }
      if (count.others > 0) {
        words.push_back(fmt::format("{} {} of {} with other dimensions", count.others,
                                    count.others == 1 ? "tensor" : "tensors", shown(dtype, 32)));
      }
    }
    constexpr std::size_t kShown = 12;
    if (words.size() > kShown) {
      words.resize(kShown);
      words.emplace_back("others");
    }
    const char* hint = !most.empty()             ? way_from(most)
                       : header_.entries.empty() ? ""
                                                 : "name the tensor that is meant; one of one "
                                                   "dimension is a matrix of one row";
    refuse_tensor(
        file_,
        fmt::format("it has no matrix of F16, BF16, F32 or F64{}{}",
                    words.empty() ? "; it has no tensor at all" : ", but ", fmt::join(words, ", ")),
        kHeader, hint);
  }

  /// At the first byte of the tensor's data.
  [[noreturn]] void refuse(const Entry& entry, const std::string& why,
                           const char* hint = "") const {
    refuse_tensor(file_, fmt::format("tensor '{}' {}", shown(entry.name), why), data_ + entry.begin,
                  hint);
  }

  std::string_view bytes_;
  std::string file_;
  Reading* reading_;
  std::uint64_t data_ = 0;  ///< Offset of the data.
  SafetensorsHeader header_;
};

}  // namespace

TensorView parse_safetensors(std::string_view bytes, std::string_view file, std::string_view wanted,
                             Reading* reading) {
  return Reader(bytes, file, reading).read(wanted);
}

}  // namespace ahub::sim
