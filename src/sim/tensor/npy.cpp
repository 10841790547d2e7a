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
  std::vector<std::string> fields;  ///< Of records, whose descr is a list.
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
    const char* missing = header.descr_at == 0    ? "descr"
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
      again = header.descr_at != 0;
      header.descr_at = value_at;
      if (at_ < bytes_.size() && (bytes_[at_] == '[' || bytes_[at_] == '(')) {
        header.fields = read_fields();
      } else {
        header.descr = read_text();
      }
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

  /// Past the list that describes records; the names of their fields, which begin each tuple.
  std::vector<std::string> read_fields() {
    std::vector<std::string> names;
    std::size_t depth = 0;
    char before = '\0';
    do {
      skip_blanks();
      if (at_ >= bytes_.size()) refuse("a list does not end");
      const char c = bytes_[at_];
      if (c == '\'' || c == '"') {
        std::string text = read_text();
        if (before == '(' && depth == 2) names.push_back(std::move(text));
      } else {
        if (c == '[' || c == '(') ++depth;
        if (c == ']' || c == ')') --depth;
        ++at_;
      }
      before = c;
    } while (depth > 0);
    return names;
  }

  /// A quoted text without escapes.
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

struct Element {
  TensorType type;
  bool big_endian = false;
};

/// What is said of a type that is not read: what it is, and what makes one that is, of the array
/// `a` that np.load gives back.
struct Refusal {
  const char* what = "";
  const char* hint = "";
};

/// `descr` as NumPy writes it: byte order, kind, bytes of an element.
Refusal refusal_of(std::string_view descr) noexcept {
  const char kind = descr.size() > 1 ? descr[1] : '\0';
  switch (kind) {
    case 'b':
      return {"truth values", "if 0 and 1 are meant: np.save(FILE, a.astype('<f4'))"};
    case 'i':
    case 'u':
      return {"integers",
              "if the integers are the values, and no codes that need a scale: np.save(FILE, "
              "a.astype('<f8'))"};
    case 'f':
      if (descr.substr(2) == "1")
        return {"a float of 8 bits, which np.load cannot read back",
                "in the program that has the array: np.save(FILE, a.astype('f4'))"};
      return {"long doubles", "np.save(FILE, a.astype('<f8')) keeps what fits"};
    case 'c':
      return {"complex numbers", "save one part: np.save(FILE, a.real) or np.abs(a)"};
    case 'O':
      return {"Python objects, which only Python can unpack",
              "np.save(FILE, a.astype('<f4')) in the program that made it; rows of different "
              "lengths are no matrix"};
    case 'V':
      if (descr.substr(2) == "2")
        return {"2 raw bytes; '<V2' is bfloat16",
                "if they are bfloat16: np.save(FILE, a.view(ml_dtypes.bfloat16).astype('<f4'))"};
      if (descr.substr(2) == "1")
        return {
            "1 raw byte, as several types of ml_dtypes (float8, int4) are saved, and the file "
            "does not say which",
            "np.save(FILE, a.view(ml_dtypes.NAME).astype('<f4')) with the type's NAME"};
      return {"raw bytes", "np.save(FILE, a.view('<f4')) when they are floats of 4 bytes"};
    case 'U':
    case 'S':
    case 'a':
      return {"texts", "when they are numbers: np.save(FILE, a.astype('<f8'))"};
    case 'M':
    case 'm':
      return {"times", "save the numbers that are meant as '<f8'"};
    default:
      return {"an unknown type", "np.save(FILE, a.astype('<f4')) writes a known one"};
  }
}

Element element_of(const NpyHeader& header, const std::string& file, Reading* reading) {
  const std::string_view descr = header.descr;
  if (!header.fields.empty() || descr.empty()) {
    std::string names;
    for (std::size_t i = 0; i < header.fields.size() && i < 8; ++i)
      names += fmt::format("{}'{}'", i == 0 ? "" : ", ", safe_text(header.fields[i].substr(0, 64)));
    refuse_tensor(file, fmt::format("elements are records with the fields {}", names),
                  header.descr_at, "save one field: np.save(FILE, a['NAME'])");
  }
  const bool big = descr.front() == '>';
  if (descr.front() == '<' || big) {
    const std::string_view type = descr.substr(1);
    if (type == "f2") return {TensorType::f16, big};
    if (type == "f4") return {TensorType::f32, big};
    if (type == "f8") return {TensorType::f64, big};
    if (type == "V2" && !big) {
      if (reading != nullptr) {
        reading->chose({file, "type '<V2'", "bfloat16, which np.save writes so", 0},
                       "save it as np.save(FILE, a.astype('f4'))");
      }
      return {TensorType::bf16, false};
    }
  }
  const Refusal refusal = refusal_of(descr);
  refuse_tensor(file,
                fmt::format("elements of type '{}' ({}), floats of 2, 4 and 8 bytes are read",
                            safe_text(descr.substr(0, 32)), refusal.what),
                header.descr_at, refusal.hint);
}

}  // namespace

TensorView parse_npy(std::string_view bytes, std::string_view file, Reading* reading) {
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
  if (length > bytes.size() - begin || length > kNpyHeaderBytes) {
    refuse_tensor(tensor.file,
                  fmt::format("a header of {} bytes, {} are left (and {} the most)", length,
                              bytes.size() - begin, kNpyHeaderBytes),
                  8);
  }
  const std::size_t end = begin + static_cast<std::size_t>(length);
  const NpyHeader header = HeaderReader(bytes, tensor.file, begin, end).read();
  const Element element = element_of(header, tensor.file, reading);
  tensor.type = element.type;
  tensor.big_endian = element.big_endian;
  tensor.by_columns = *header.fortran_order;
  set_shape(tensor, *header.shape, header.shape_at, reading);
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
