// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// NumPy's .npy (numpy.lib.format): "\x93NUMPY", version, length of the header (2 bytes in 1.0, 4
// from 2.0 on), the header, the elements. The header is a Python dictionary of exactly descr,
// fortran_order and shape.
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "sim/tensor/refuse.hpp"

namespace ahub::sim {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";

struct NpyHeader {
  std::string descr;
  std::optional<bool> fortran_order;
  std::optional<std::vector<std::uint64_t>> shape;
  std::size_t descr_at = 0, shape_at = 0;
};

/// Reads the few forms of Python literals that NumPy writes.
class HeaderReader {
 public:
  HeaderReader(std::string_view bytes, std::string file, std::size_t begin, std::size_t end)
      : bytes_(bytes.substr(0, end)), file_(std::move(file)), at_(begin) {}

  NpyHeader read() {
    NpyHeader header;
    expect('{');
    while (!take('}')) {
      read_item(header);
      if (take(',')) continue;
      expect('}');
      break;
    }
    skip_blanks();
    if (at_ != bytes_.size()) refuse("text follows the header's dictionary");
    const char* missing = header.descr.empty()    ? "descr"
                          : !header.fortran_order ? "fortran_order"
                          : !header.shape         ? "shape"
                                                  : nullptr;
    if (missing != nullptr) refuse(fmt::format("the header has no '{}'", missing));
    return header;
  }

 private:
  void read_item(NpyHeader& header) {
    skip_blanks();
    const std::size_t start = at_;
    const std::string key = read_text();
    expect(':');
    skip_blanks();
    const std::size_t value_at = at_;
    bool again = false;
    if (key == "descr") {
      again = !header.descr.empty();
      header.descr = read_text();
      header.descr_at = value_at;
    } else if (key == "fortran_order") {
      again = header.fortran_order.has_value();
      header.fortran_order = read_truth();
    } else if (key == "shape") {
      again = header.shape.has_value();
      header.shape = read_shape();
      header.shape_at = value_at;
    } else {
      at_ = start;
      refuse(fmt::format("the header has an unknown key '{}'", safe_text(key)));
    }
    if (again) {
      at_ = start;
      refuse(fmt::format("the header has '{}' twice", key));
    }
  }

  /// A quoted text without escapes. A list, which describes records, is refused here.
  std::string read_text() {
    skip_blanks();
    const char quote = at_ < bytes_.size() ? bytes_[at_] : '\0';
    if (quote != '\'' && quote != '"') refuse("a quoted text was expected");
    const std::size_t end = bytes_.find(quote, at_ + 1);
    if (end == std::string_view::npos) refuse("a quoted text does not end");
    std::string text(bytes_.substr(at_ + 1, end - at_ - 1));
    if (text.empty()) refuse("an empty text");
    at_ = end + 1;
    return text;
  }

  bool read_truth() {
    for (const bool truth : {true, false}) {
      const std::string_view word = truth ? "True" : "False";
      if (bytes_.substr(at_, word.size()) != word) continue;
      at_ += word.size();
      return truth;
    }
    refuse("True or False was expected");
  }

  std::vector<std::uint64_t> read_shape() {
    std::vector<std::uint64_t> shape;
    expect('(');
    while (!take(')')) {
      shape.push_back(read_length());
      // More dimensions than NumPy has; a bound on what a hostile header makes us keep.
      if (shape.size() > 64) refuse("more than 64 dimensions");
      if (take(',')) continue;
      // "(3)" is no tuple in Python, but it can mean nothing else.
      expect(')');
      break;
    }
    return shape;
  }

  std::uint64_t read_length() {
    skip_blanks();
    std::uint64_t length = 0;
    const char* const first = bytes_.data() + at_;
    const auto [stop, error] = std::from_chars(first, bytes_.data() + bytes_.size(), length);
    if (error != std::errc()) refuse("a length from 0 to 2^64 - 1 was expected");
    at_ += static_cast<std::size_t>(stop - first);
    return length;
  }

  void skip_blanks() {
    while (at_ < bytes_.size() && (bytes_[at_] == ' ' || bytes_[at_] == '\n')) ++at_;
  }
  bool take(char c) {
    skip_blanks();
    if (at_ >= bytes_.size() || bytes_[at_] != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) refuse(fmt::format("'{}' was expected", c));
  }
  [[noreturn]] void refuse(const std::string& why) const {
    refuse_tensor(file_, why, at_, "np.save writes such a header");
  }

  std::string_view bytes_;  ///< Up to the header's end.
  std::string file_;
  std::size_t at_;
};

TensorType type_of(const NpyHeader& header, std::string_view file) {
  if (header.descr == "<f2") return TensorType::f16;
  if (header.descr == "<f4") return TensorType::f32;
  if (header.descr == "<f8") return TensorType::f64;
  refuse_tensor(file,
                fmt::format("elements of type '{}', '<f2', '<f4' and '<f8' are read",
                            safe_text(std::string_view(header.descr).substr(0, 32))),
                header.descr_at, "convert them with .astype('<f4')");
}

}  // namespace

TensorView parse_npy(std::string_view bytes, std::string_view file) {
  TensorView tensor;
  tensor.file = safe_text(file);
  if (bytes.substr(0, kMagic.size()) != kMagic)
    refuse_tensor(tensor.file, "it does not begin as a .npy file", 0);
  if (bytes.size() < kMagic.size() + 2)
    refuse_tensor(tensor.file, "it ends before the version", bytes.size());
  const int major = static_cast<unsigned char>(bytes[6]),
            minor = static_cast<unsigned char>(bytes[7]);
  if (major < 1 || major > 3 || minor != 0) {
    refuse_tensor(tensor.file, fmt::format("format {}.{}, 1.0, 2.0 and 3.0 are read", major, minor),
                  6);
  }
  const std::size_t length_bytes = major == 1 ? 2 : 4, begin = 8 + length_bytes;
  if (bytes.size() < begin)
    refuse_tensor(tensor.file, "it ends before the header's length", bytes.size());
  const std::uint64_t length = little_endian(bytes, 8, length_bytes);
  if (length > bytes.size() - begin || length > kTensorHeaderBytes) {
    refuse_tensor(tensor.file,
                  fmt::format("a header of {} bytes, {} are left (and {} the most)", length,
                              bytes.size() - begin, kTensorHeaderBytes),
                  8);
  }
  const std::size_t end = begin + static_cast<std::size_t>(length);
  const NpyHeader header = HeaderReader(bytes, tensor.file, begin, end).read();
  tensor.type = type_of(header, tensor.file);
  tensor.by_columns = *header.fortran_order;
  set_shape(tensor, *header.shape, header.shape_at);
  tensor.data = bytes.substr(end);
  tensor.offset = end;
  const std::uint64_t needed = std::uint64_t{tensor.rows} * tensor.cols * bytes_of(tensor.type);
  if (tensor.data.size() != needed) {
    refuse_tensor(tensor.file,
                  fmt::format("the header promises {} bytes of data, the file has {}", needed,
                              tensor.data.size()),
                  end);
  }
  return tensor;
}

}  // namespace ahub::sim
