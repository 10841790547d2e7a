// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The safetensors format (its README, "Format"): u64 length N, N bytes of JSON that begin with '{',
// data. Offsets count from the end of the header; the data has neither holes nor overlaps.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/json.hpp"
#include "ahub/base/text.hpp"
#include "sim/tensor/refuse.hpp"

namespace ahub::sim {
namespace {

struct Entry {
  std::string name;
  std::string dtype;
  std::vector<std::uint64_t> shape;
  std::uint64_t begin = 0, end = 0;
};

std::optional<TensorType> type_of(std::string_view dtype) noexcept {
  if (dtype == "F16") return TensorType::f16;
  if (dtype == "BF16") return TensorType::bf16;
  if (dtype == "F32") return TensorType::f32;
  if (dtype == "F64") return TensorType::f64;
  return std::nullopt;
}

class Reader {
 public:
  Reader(std::string_view bytes, std::string_view file) : bytes_(bytes), file_(safe_text(file)) {}

  TensorView read(std::string_view wanted) {
    std::vector<Entry> entries = read_header();
    check_cover(entries);
    const Entry& entry = wanted.empty() ? only_matrix(entries) : named(entries, wanted);
    const std::optional<TensorType> type = type_of(entry.dtype);
    if (!type) {
      refuse(entry, fmt::format("is of type '{}', F16, BF16, F32 and F64 are read",
                                safe_text(std::string_view(entry.dtype).substr(0, 32))));
    }
    TensorView tensor;
    tensor.file = file_;
    tensor.type = *type;
    tensor.offset = data_ + entry.begin;
    set_shape(tensor, entry.shape, tensor.offset);
    tensor.data = bytes_.substr(static_cast<std::size_t>(tensor.offset),
                                static_cast<std::size_t>(entry.end - entry.begin));
    return tensor;
  }

 private:
  static constexpr std::size_t kHeader = 8;

  std::vector<Entry> read_header() {
    if (bytes_.size() < kHeader)
      refuse_tensor(file_, "it is neither .npy nor .safetensors: too short", bytes_.size());
    const std::uint64_t length = little_endian(bytes_, 0, kHeader);
    if (length > bytes_.size() - kHeader || length > kTensorHeaderBytes) {
      refuse_tensor(file_,
                    fmt::format("a header of {} bytes, {} are left (and {} the most)", length,
                                bytes_.size() - kHeader, kTensorHeaderBytes),
                    0, "is it a .npy or a .safetensors file?");
    }
    const std::string_view text = bytes_.substr(kHeader, static_cast<std::size_t>(length));
    if (text.empty() || text.front() != '{')
      refuse_tensor(file_, "the header does not begin with '{'", kHeader);
    data_ = kHeader + length;
    const Json header = parsed(text);
    std::vector<Entry> entries;
    for (const auto& [name, value] : header.as_object()) {
      if (name != "__metadata__") entries.push_back(entry_of(name, value));
    }
    return entries;
  }

  Json parsed(std::string_view text) const {
    try {
      return parse_json(text, "header", kTensorHeaderBytes);
    } catch (const Error& error) {
      refuse_tensor(file_, error.what(), kHeader);
    }
  }

  Entry entry_of(const std::string& name, const Json& value) const {
    Entry entry;
    entry.name = name;
    entry.dtype = value.text_or("dtype");
    const std::optional<std::vector<std::uint64_t>> shape = lengths(value.find("shape")),
                                                    offsets = lengths(value.find("data_offsets"));
    if (entry.dtype.empty() || !shape || !offsets || offsets->size() != 2)
      refuse(entry, "takes a dtype, a shape and two data_offsets, all from 0 up");
    entry.shape = *shape;
    entry.begin = offsets->front();
    entry.end = offsets->back();
    const std::uint64_t room = bytes_.size() - data_;
    if (entry.begin > entry.end || entry.end > room) {
      refuse(entry, fmt::format("lies in bytes {} to {} of the data, which has {}", entry.begin,
                                entry.end, room));
    }
    if (const std::optional<TensorType> type = type_of(entry.dtype)) {
      const std::optional<std::uint64_t> needed = size_of_shape(entry.shape, bytes_of(*type));
      if (!needed || *needed != entry.end - entry.begin) {
        refuse(entry, fmt::format("has {} bytes, its shape needs {}", entry.end - entry.begin,
                                  needed ? std::to_string(*needed) : "more than 2^64"));
      }
    }
    return entry;
  }

  static std::optional<std::vector<std::uint64_t>> lengths(const Json* list) {
    if (list == nullptr || !list->is_array()) return std::nullopt;
    std::vector<std::uint64_t> values;
    for (const Json& value : list->as_array()) {
      if (!value.is_integer() || value.as_integer() < 0) return std::nullopt;
      values.push_back(static_cast<std::uint64_t>(value.as_integer()));
    }
    return values;
  }

  void check_cover(std::vector<Entry>& entries) const {
    std::sort(entries.begin(), entries.end(), [](const Entry& left, const Entry& right) {
      return left.begin != right.begin ? left.begin < right.begin : left.end < right.end;
    });
    std::uint64_t covered = 0;
    for (const Entry& entry : entries) {
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

  const Entry& named(const std::vector<Entry>& entries, std::string_view wanted) const {
    std::vector<std::string> names;
    for (const Entry& entry : entries) {
      if (entry.name == wanted) return entry;
      names.push_back(entry.name);
    }
    const std::optional<std::string> close = nearest(wanted, names);
    refuse_tensor(file_,
                  fmt::format("it has no tensor '{}'{}", safe_text(wanted),
                              close ? fmt::format(", but '{}'", safe_text(*close)) : ""),
                  kHeader);
  }

  const Entry& only_matrix(const std::vector<Entry>& entries) const {
    const Entry* found = nullptr;
    for (const Entry& entry : entries) {
      if (entry.shape.size() != 2 || !type_of(entry.dtype)) continue;
      if (found != nullptr) {
        refuse_tensor(file_,
                      fmt::format("it has several matrices, '{}' and '{}' among them",
                                  safe_text(found->name), safe_text(entry.name)),
                      kHeader, "name the one that is meant");
      }
      found = &entry;
    }
    if (found == nullptr)
      refuse_tensor(file_, "it has no matrix of F16, BF16, F32 or F64", kHeader);
    return *found;
  }

  /// At the first byte of the tensor's data.
  [[noreturn]] void refuse(const Entry& entry, const std::string& why) const {
    refuse_tensor(file_,
                  fmt::format("tensor '{}' {}", truncate_to_width(safe_text(entry.name), 64), why),
                  data_ + entry.begin);
  }

  std::string_view bytes_;
  std::string file_;
  std::uint64_t data_ = 0;  ///< Offset of the data.
};

}  // namespace

TensorView parse_safetensors(std::string_view bytes, std::string_view file,
                             std::string_view wanted) {
  return Reader(bytes, file).read(wanted);
}

}  // namespace ahub::sim
