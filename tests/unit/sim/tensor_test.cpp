// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/tensor/tensor.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <limits>

#include "ahub/base/error.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

using Doubles = std::vector<double>;

std::string number(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xffU);
  return out;
}

std::string singles(const std::vector<float>& values) {
  std::string out;
  for (const float value : values) out += number(std::bit_cast<std::uint32_t>(value), 4);
  return out;
}

std::string npy(const std::string& header, const std::string& data, int major = 1) {
  return "\x93NUMPY" + number(static_cast<std::uint64_t>(major), 2) +
         number(header.size(), major == 1 ? 2 : 4) + header + data;
}

std::string npy_of(const std::string& descr, const std::string& shape, const std::string& data,
                   const char* fortran = "False") {
  return npy(
      "{'descr': '" + descr + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }   \n",
      data);
}

std::string safetensors(const std::string& header, const std::string& data) {
  return number(header.size(), 8) + header + data;
}

std::string refusal(const std::string& bytes, const std::string& wanted = "") {
  try {
    static_cast<void>(read(parse_tensor(bytes, "t", wanted)));
  } catch (const Error& error) {
    CHECK(error.code() == "bad-tensor");
    CHECK(error.kind() == ErrorKind::input);
    return error.what();
  }
  return "accepted";
}

/// What is done about it.
std::string hint(const std::string& bytes) {
  try {
    static_cast<void>(read(parse_tensor(bytes, "t")));
  } catch (const Error& error) {
    return error.hint();
  }
  return "accepted";
}

/// What the reader chose.
std::string choices(const std::string& bytes, const std::string& wanted = "") {
  Reading reading;
  static_cast<void>(read(parse_tensor(bytes, "t", wanted, &reading)));
  std::string all;
  for (const Choice& choice : reading.choices()) all += choice.what + ": " + choice.chosen + "\n";
  return all;
}

Matrix<double> read_back(const std::string& bytes, const std::string& wanted = "") {
  return read(parse_tensor(bytes, "t", wanted));
}

const std::string kSix = singles({1, 2, 3, 4, 5, 6});

}  // namespace

TEST_CASE("npy: versions, types, orders and shapes", "[tensor]") {
  const Matrix<double> rows = read_back(npy_of("<f4", "(2, 3)", kSix));
  CHECK((rows.rows == 2 && rows.cols == 3 && rows.values == Doubles{1, 2, 3, 4, 5, 6}));
  const Matrix<double> columns = read_back(npy_of("<f4", "(2, 3)", kSix, "True"));
  CHECK((columns.rows == 2 && columns.values == Doubles{1, 3, 5, 2, 4, 6}));
  const Matrix<double> line = read_back(npy_of("<f4", "(6,)", kSix));
  CHECK((line.rows == 1 && line.cols == 6));
  CHECK(read_back(npy_of("<f8", "(1, 1)", number(std::bit_cast<std::uint64_t>(0.1), 8))).values ==
        Doubles{0.1});
  // 0x3555 is the half nearest to 1/3; 0x0001 is the least one.
  CHECK(read_back(npy_of("<f2", "(2,)", number(0x0001'3555, 4))).values ==
        Doubles{0.333251953125, 0x1p-24});
  for (const int major : {1, 2, 3}) {
    CHECK(read_back(npy("{\"shape\":(3,2),'fortran_order':False,\n 'descr':'<f4'}", kSix, major))
              .cols == 2);
  }
}

TEST_CASE("npy: what lies about itself is refused with the byte", "[tensor]") {
  const std::string good = npy_of("<f4", "(2, 3)", kSix);
  CHECK(refusal(good) == "accepted");
  for (std::size_t length = 0; length < good.size(); ++length)
    CHECK(refusal(good.substr(0, length)) != "accepted");
  CHECK(refusal(good + "x") ==
        "t: the header promises 24 bytes of data, the file has 25 (byte 73)");
  CHECK(refusal(npy_of("<f4", "(2, 3)", "")) ==
        "t: the header promises 24 bytes of data, the file has 0 (byte 73)");
  CHECK(refusal(npy_of("|b1", "(2, 3)", kSix)) ==
        "t: elements of type '|b1' (truth values), floats of 2, 4 and 8 bytes are read (byte 20)");
  CHECK(refusal(npy_of("|O", "(2, 3)", kSix)).find("'|O'") != std::string::npos);
  CHECK(refusal(npy_of("<f4", "(4294967296, 4294967296)", kSix)).find("more than 67108864") !=
        std::string::npos);
  CHECK(refusal(npy_of("<f4", "(99999999999999999999,)", kSix)).find("from 0 to 2^64") !=
        std::string::npos);
  CHECK(refusal(npy_of("<f4", "(-1, 3)", kSix)).find("from 0 to 2^64") != std::string::npos);
  CHECK(refusal(npy_of("<f4", "(0, 3)", "")).find("has no element") != std::string::npos);
  CHECK(refusal(npy_of("<f4", "()", "")).find("0 dimensions") != std::string::npos);
  CHECK(refusal(npy_of("<f4", "(1, 2, 3)", kSix)).find("3 dimensions") != std::string::npos);
  CHECK(refusal(npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,)}", kSix)) ==
        "t: elements are records with the fields 'a' (byte 20)");
  CHECK(refusal(npy("{'descr': '<f4', 'shape': (6,)}", kSix)).find("no 'fortran_order'") !=
        std::string::npos);
  CHECK(refusal(npy("{'descr': '<f4', 'descr': '<f4'}", kSix)).find("'descr' twice") !=
        std::string::npos);
  CHECK(refusal(npy("{'other': '<f4'}", kSix)).find("unknown key 'other'") != std::string::npos);
  CHECK(refusal(npy("{'descr': '<f4", kSix)).find("does not end") != std::string::npos);
  CHECK(refusal(npy("{'shape': (" + std::string(1000, '1') + "", kSix)) != "accepted");
  std::string many = "{'shape': (";
  for (int i = 0; i < 100; ++i) many += "1,";
  CHECK(refusal(npy(many + ")}", kSix)).find("more than 64 dimensions") != std::string::npos);
  std::string version = good;
  version[6] = 4;
  CHECK(refusal(version) == "t: format 4.0, 1.0, 2.0 and 3.0 are read (byte 6)");
  std::string longer = good;
  longer[8] = longer[9] = '\xff';
  CHECK(refusal(longer).find("a header of 65535 bytes") != std::string::npos);
  CHECK(refusal(good, "w").find("without a name") != std::string::npos);
}

TEST_CASE("elements that are no finite numbers are refused with their place", "[tensor]") {
  const float nan = std::numeric_limits<float>::quiet_NaN(),
              infinity = std::numeric_limits<float>::infinity();
  CHECK(refusal(npy_of("<f4", "(2, 2)", singles({1, 2, nan, 4}))) ==
        "t: element (1, 0) is NaN, which is no finite number (byte 81)");
  CHECK(refusal(npy_of("<f4", "(2, 2)", singles({1, 2, -infinity, 4}), "True")) ==
        "t: element (0, 1) is infinite, which is no finite number (byte 80)");
  CHECK(refusal(npy_of("<f2", "(1,)", number(0x7c00, 2))).find("is infinite") != std::string::npos);
}

TEST_CASE("safetensors: by name, else the only matrix", "[tensor]") {
  const std::string two = safetensors(
      R"({"__metadata__":{"format":"pt"},"bias":{"dtype":"F32","shape":[2],"data_offsets":[16,24]},)"
      R"("w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}   )",
      kSix);
  CHECK(read_back(two).values == Doubles{1, 2, 3, 4});
  const Matrix<double> bias = read_back(two, "bias");
  CHECK((bias.rows == 1 && bias.values == Doubles{5, 6}));
  CHECK(refusal(two, "wq").find("no tensor 'wq', but 'w'") != std::string::npos);
  const auto one = [](const char* dtype, const std::string& data) {
    return safetensors("{\"w\":{\"dtype\":\"" + std::string(dtype) +
                           "\",\"shape\":[1,2],\"data_offsets\":[0," + std::to_string(data.size()) +
                           "]}}",
                       data);
  };
  CHECK(read_back(one("BF16", number(0x4049'3f80, 4))).values == Doubles{1, 3.140625});
  CHECK(read_back(one("F16", number(0xc000'3c00, 4))).values == Doubles{1, -2});
  CHECK(
      read_back(one("F64", number(std::bit_cast<std::uint64_t>(-0.5), 8) + number(0, 8))).values ==
      Doubles{-0.5, 0});
  CHECK(refusal(one("I32", number(0, 8))) ==
        "t: it has no matrix of F16, BF16, F32 or F64, but 1 matrix of I32 (byte 8)");
  CHECK(refusal(one("I32", number(0, 8)), "w").find("is of type 'I32'") != std::string::npos);
  const std::string both = safetensors(
      R"({"a":{"dtype":"F32","shape":[1,3],"data_offsets":[0,12]},"b":{"dtype":"F32","shape":[3,1],"data_offsets":[12,24]}})",
      kSix);
  CHECK(refusal(both).find("several matrices, 'a' and 'b'") != std::string::npos);
  CHECK(read_back(both, "b").rows == 3);
}

TEST_CASE("safetensors: what lies about itself is refused with the byte", "[tensor]") {
  const auto with = [](const std::string& shape, const std::string& offsets) {
    return safetensors(
        R"({"w":{"dtype":"F32","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}}", kSix);
  };
  const std::string good = with("[2,3]", "[0,24]");
  CHECK(refusal(good) == "accepted");
  for (std::size_t length = 0; length < good.size(); ++length)
    CHECK(refusal(good.substr(0, length)) != "accepted");
  CHECK(refusal(number(~std::uint64_t{0}, 8) + "{}").find("a header of 18446744073709551615") !=
        std::string::npos);
  CHECK(refusal(with("[2,3]", "[0,25]")).find("bytes 0 to 25 of the data, which has 24") !=
        std::string::npos);
  CHECK(refusal(with("[2,3]", "[24,0]")).find("bytes 24 to 0") != std::string::npos);
  CHECK(refusal(with("[2,3]", "[9223372036854775807,9223372036854775807]"))
            .find("bytes 9223372036854775807") != std::string::npos);
  CHECK(refusal(with("[2,3]", "[0,9223372036854775808]")).find("beyond 64 bits") !=
        std::string::npos);
  CHECK(refusal(with("[2,3]", "[-24,0]")).find("from 0 up") != std::string::npos);
  CHECK(refusal(with("[2,3]", "[0.0,24]")).find("from 0 up") != std::string::npos);
  CHECK(refusal(with("[2,2]", "[0,24]")).find("has 24 bytes, its shape needs 16") !=
        std::string::npos);
  CHECK(refusal(with("[4294967296,4294967296,4]", "[0,24]")).find("more than 2^64") !=
        std::string::npos);
  CHECK(refusal(with("[2,2]", "[0,16]")).find("8 bytes of data belong to no tensor") !=
        std::string::npos);
  CHECK(refusal(with("[2,2]", "[8,24]")).find("nothing lies there from byte 0 (byte") !=
        std::string::npos);
  const std::string overlap = safetensors(
      R"({"a":{"dtype":"F32","shape":[1,4],"data_offsets":[0,16]},"b":{"dtype":"F32","shape":[1,4],"data_offsets":[8,24]}})",
      kSix);
  CHECK(refusal(overlap).find("tensor 'b' begins at byte 8 of the data, others lie there up to "
                              "byte 16") != std::string::npos);
  CHECK(refusal(safetensors("{\"w\":[]}", "")).find("takes a dtype") != std::string::npos);
  CHECK(refusal(safetensors("{\"w\":1,\"w\":1}", "")).find("twice") != std::string::npos);
  CHECK(refusal(safetensors("{}", "")).find("no matrix") != std::string::npos);
  CHECK(refusal(safetensors("[]", "")).find("does not begin with '{'") != std::string::npos);
  CHECK(refusal(safetensors("{\"a\":" + std::string(1'000, '[') + "}", "")).find("too deep") !=
        std::string::npos);
}

TEST_CASE("npy: big-endian floats are read, bfloat16 is said", "[tensor]") {
  const auto reversed = [](std::string bytes, std::size_t size) {
    for (std::size_t i = 0; i < bytes.size(); i += size)
      std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(i),
                   bytes.begin() + static_cast<std::ptrdiff_t>(i + size));
    return bytes;
  };
  CHECK(read_back(npy_of(">f4", "(2, 3)", reversed(kSix, 4))).values == Doubles{1, 2, 3, 4, 5, 6});
  CHECK(read_back(npy_of(">f4", "(2, 3)", reversed(kSix, 4), "True")).values ==
        Doubles{1, 3, 5, 2, 4, 6});
  CHECK(read_back(npy_of(">f2", "(1, 1)", std::string("\x3c\x00", 2))).rows == 1);
  CHECK(
      read_back(npy_of(">f8", "(1, 1)", reversed(number(std::bit_cast<std::uint64_t>(0.1), 8), 8)))
          .values == Doubles{0.1});
  CHECK(choices(npy_of(">f4", "(2, 3)", reversed(kSix, 4))).empty());
  const std::string brain = npy_of("<V2", "(1, 2)", number(0x4049'3f80, 4));
  CHECK(read_back(brain).values == Doubles{1, 3.140625});
  CHECK(choices(brain) == "type '<V2': bfloat16, which np.save writes so\n");
  CHECK(choices(npy_of("<f4", "(6,)", kSix)) == "shape: one row of 6\n");
  Reading strict(true);
  CHECK_THROWS_AS(parse_tensor(brain, "t", "", &strict), Error);
}

TEST_CASE("npy: types that are not read are called by name, with a way that works", "[tensor]") {
  const auto told = [](const char* descr) { return refusal(npy_of(descr, "(1, 1)", kSix)); };
  CHECK(told("<V1").find("float8, int4") != std::string::npos);
  CHECK(told("|V1").find("float8, int4") != std::string::npos);
  CHECK(told("<f1").find("8 bits") != std::string::npos);
  CHECK(told("|V2").find("'<V2' is bfloat16") != std::string::npos);
  CHECK(told("|V6").find("raw bytes") != std::string::npos);
  CHECK(told("<i8").find("integers") != std::string::npos);
  CHECK(told("|u1").find("integers") != std::string::npos);
  CHECK(told("<c8").find("complex") != std::string::npos);
  CHECK(told("|O").find("Python objects") != std::string::npos);
  CHECK(told("<U3").find("texts") != std::string::npos);
  CHECK(told("<M8[ns]").find("times") != std::string::npos);
  CHECK(told("<f16").find("long doubles") != std::string::npos);
  CHECK(hint(npy_of("|V2", "(1, 1)", kSix)).find("a.view(ml_dtypes.bfloat16)") !=
        std::string::npos);
  CHECK(refusal(npy("{'descr': [('x', '<f4'), ('y y', '<i8', (3,))], 'fortran_order': False, "
                    "'shape': (6,)}",
                    kSix)) == "t: elements are records with the fields 'x', 'y y' (byte 20)");
  CHECK(refusal(npy("{'descr': [('x', '<f4'", kSix)).find("does not end") != std::string::npos);
  CHECK(refusal(npy("{'descr': [], 'fortran_order': False, 'shape': (6,)}", kSix)) != "accepted");
  CHECK(hint(npy_of("<f4", "(1, 2, 3)", kSix)) == "a.reshape(a.shape[0], -1) makes a matrix of it");
}

TEST_CASE("safetensors: what is there is listed when nothing fits, a choice is said", "[tensor]") {
  const std::string quantised =
      safetensors(R"({"a":{"dtype":"F8_E4M3","shape":[1,4],"data_offsets":[0,4]},)"
                  R"("b":{"dtype":"F8_E4M3","shape":[2,2],"data_offsets":[4,8]},)"
                  R"("c":{"dtype":"I8","shape":[1,4],"data_offsets":[8,12]},)"
                  R"("d":{"dtype":"F32","shape":[1],"data_offsets":[12,16]},)"
                  R"("e":{"dtype":"F7_NEW","shape":[2,2],"data_offsets":[16,24]}})",
                  kSix);
  CHECK(refusal(quantised) ==
        "t: it has no matrix of F16, BF16, F32 or F64, but 1 tensor of F32 with other dimensions, "
        "1 matrix of F7_NEW (unknown type), 2 matrices of F8_E4M3, 1 matrix of I8 (byte 8)");
  CHECK(hint(quantised).find("scales") != std::string::npos);
  CHECK(refusal(quantised, "e").find("is of the unknown type 'F7_NEW'") != std::string::npos);
  CHECK(refusal(quantised, "a").find("is of type 'F8_E4M3'") != std::string::npos);
  CHECK(read_back(quantised, "d").values == Doubles{4});
  // A length of an integer type is examined as that of a float.
  CHECK(refusal(safetensors(R"({"c":{"dtype":"I8","shape":[1,4],"data_offsets":[0,24]}})", kSix))
            .find("has 24 bytes, its shape needs 4") != std::string::npos);
  const std::string two =
      safetensors(R"({"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},)"
                  R"("bias":{"dtype":"F32","shape":[2],"data_offsets":[16,24]}})",
                  kSix);
  CHECK(choices(two) == "tensor: 'w', the only matrix of F16, BF16, F32 or F64 among 2 tensors\n");
  CHECK(choices(two, "w").empty());
}

TEST_CASE("safetensors: a header of the format's size is read, whatever its length says",
          "[tensor]") {
  // More than 4 MiB and 20,000 values.
  std::string header = "{";
  for (int i = 0; i < 60'000; ++i) {
    header += "\"block." + std::to_string(i) + ".a_name_as_long_as_in_large_models\":{\"dtype\":" +
              "\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},";
  }
  header += R"("w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}})";
  CHECK(header.size() > (4U << 20));
  CHECK(read_back(safetensors(header, kSix)).values == Doubles{1, 2, 3, 4, 5, 6});
  // These lengths look like the magic numbers of a pickle, UTF-32 and gzip.
  const std::string small = R"({"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}})";
  for (const std::size_t length : {640U, 896U, 65'279U, 559'903U}) {
    const std::string file = safetensors(small + std::string(length - small.size(), ' '), kSix);
    CHECK(read_back(file).rows == 2);
    CHECK(unfold_tensor(file, "t").bytes == file);
  }
  CHECK(refusal(number(100'000'001, 8) + std::string(100, '{')).find("are left") !=
        std::string::npos);
  for (const char* text :
       {R"({"w":{"dtype":"F32","dtype":"F32"}})", R"({"w":{"shape":[01]}})", R"({"w" 1})",
        R"({"w":tru})", R"({"w":-})", R"({"w":1.})", R"({"\x":1})", R"({"w":{}} x)", R"({"w":{},})",
        "{\"\xff\":{}}", "{\"a\nb\":{}}", R"({"w":{"dtype":1,"shape":[],"data_offsets":[0,0]}})"})
    CHECK(refusal(safetensors(text, "")) != "accepted");
  // A name with escapes is the name that they stand for.
  CHECK(read_back(
            safetensors(R"({"\u0077":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}})", kSix),
            "w")
            .rows == 2);
}

TEST_CASE("files of other programs are called by their names", "[tensor]") {
  const auto zip = [](const std::string& name) {
    return "PK\x03\x04" + std::string(22, '\0') + number(name.size(), 2) + number(0, 2) + name +
           std::string(40, '\0');
  };
  const std::pair<std::string, const char*> files[] = {
      {zip("w.npy"), "a .npz archive"},
      {zip("archive/data.pkl"), "a PyTorch file"},
      {zip("notes.txt"), "a zip archive"},
      {"GGUF" + std::string(40, '\0'), "a GGUF file"},
      {"\x89HDF\r\n\x1a\n" + std::string(40, '\0'), "an HDF5 file"},
      {"MATLAB 5.0 MAT-file, Platform: GLNXA64" + std::string(100, ' '), "a MATLAB 5 file"},
      {"MATLAB 7.3 MAT-file" + std::string(100, ' '), "a MATLAB 7.3 file"},
      {std::string("\x80\x02\x8a\nl\xfc\x9c", 7) + std::string(40, '\1'), "a pickle of Python"},
      {std::string("\x08\x07\x12\x07pytorch", 11) + std::string(40, '\1'), "an ONNX model"},
      {"1.0 2.0 3.0\n4.0 5.0 6.0\n", "a text file"},
      {"[[1.0, 2.0], [3.0, 4.0]]\n", "a text file"},
      {"{\"metadata\":{},\"weight_map\":{\"w\":\"model-00001.safetensors\"}}", "the index of"},
      {"{\"values\": [1, 2, 3, 4]}", "a JSON text"},
      {"RDX3\nabcdefgh", "a file of R"}};
  for (const auto& [bytes, name] : files) {
    INFO(name);
    CHECK(refusal(bytes).find(name) != std::string::npos);
    CHECK_FALSE(hint(bytes).empty());
  }
}
