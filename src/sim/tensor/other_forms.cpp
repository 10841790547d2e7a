// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Files of tensors in forms that are not read: each is called by its name, with a way out of it.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "sim/tensor/refuse.hpp"

namespace ahub::sim {
namespace {

constexpr const char* kToSafetensors =
    "safetensors.torch.save_file({'w': w.contiguous()}, FILE) writes one that is read";

bool starts(std::string_view bytes, std::string_view with) noexcept {
  return bytes.substr(0, with.size()) == with;
}

struct Form {
  std::string_view what;
  const char* hint = "";
};

/// A zip archive by the name of its first entry: NumPy's and PyTorch's files are such archives.
Form zip_form(std::string_view bytes) {
  constexpr std::size_t kNameAt = 30;
  const std::size_t length =
      bytes.size() < kNameAt ? 0 : static_cast<std::size_t>(little_endian(bytes, 26, 2));
  const std::string_view name = bytes.substr(std::min(kNameAt, bytes.size()), length);
  const auto ends = [&](std::string_view with) {
    return name.size() >= with.size() && name.substr(name.size() - with.size()) == with;
  };
  if (ends(".npy"))
    return {"a .npz archive of arrays",
            "np.save(FILE, np.load(ARCHIVE)['NAME']) writes one of them"};
  if (ends("data.pkl") || ends("byteorder") || ends(".format_version"))
    return {"a PyTorch file (a zip archive of pickled objects)", kToSafetensors};
  if (ends(".json") && name.find("metadata") != std::string_view::npos)
    return {"a Keras file (a zip archive)", "np.save(FILE, the layer's weight.numpy())"};
  return {"a zip archive", "give the .npy or .safetensors file that lies in it"};
}

/// protobuf of ONNX: ir_version (field 1, a small number), then a text field or the graph.
bool looks_like_onnx(std::string_view bytes) noexcept {
  if (bytes.size() < 4 || bytes[0] != '\x08' || bytes[1] < 1 || bytes[1] > 32) return false;
  return bytes[2] == '\x12' || bytes[2] == '\x3a';
}

/// A pickle of protocol 2 to 5 says so in its first two bytes and goes on with an opcode.
bool looks_like_pickle(std::string_view bytes) noexcept {
  // Protocols 0 and 1 are opcodes at once: a global of these modules, or a dictionary's mark.
  for (const std::string_view start :
       {"cnumpy", "c__builtin__", "ccopy_reg", "ccollections", "(dp"})
    if (starts(bytes, start)) return true;
  if (bytes.size() < 4 || bytes[0] != '\x80' || bytes[1] < 2 || bytes[1] > 5) return false;
  constexpr std::string_view kOpcodes = "\x95\x8a\x8c}]()cXKNU";
  return kOpcodes.find(bytes[2]) != std::string_view::npos;
}

bool looks_like_text(std::string_view bytes) noexcept {
  return !bytes.empty() && std::all_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 ? byte < 0x7F : byte == '\n' || byte == '\r' || byte == '\t';
  });
}

Form form_of(std::string_view bytes) {
  if (starts(bytes, "PK\x03\x04") || starts(bytes, "PK\x05\x06")) return zip_form(bytes);
  if (starts(bytes, "GGUF") || starts(bytes, "FUGG"))
    return {"a GGUF file of llama.cpp",
            "the gguf package reads it: np.save(FILE, gguf.dequantize(t.data, t.tensor_type))"};
  if (starts(bytes, "lmgg") || starts(bytes, "fmgg") || starts(bytes, "tjgg"))
    return {"a GGML file, which llama.cpp wrote before GGUF",
            "take the model in another form, such as .safetensors"};
  if (starts(bytes, "\x89HDF\r\n\x1a\n"))
    return {"an HDF5 file", "np.save(FILE, h5py.File(HDF5)['PATH'][()]) writes one data set"};
  if (starts(bytes, "MATLAB 7.3"))
    return {"a MATLAB 7.3 file (HDF5)", "np.save(FILE, h5py.File(MAT)['NAME'][()].T)"};
  if (starts(bytes, "MATLAB 5.0"))
    return {"a MATLAB 5 file", "np.save(FILE, scipy.io.loadmat(MAT)['NAME'])"};
  if (starts(bytes, "RDX2\n") || starts(bytes, "RDX3\n") || starts(bytes, "RDA2\n") ||
      starts(bytes, "RDA3\n") || starts(bytes, "X\n") || starts(bytes, "A\n"))
    return {"a file of R", "RcppCNPy::npySave(FILE, matrix) writes one that is read"};
  if (starts(bytes, "ARROW1") || starts(bytes, "FEA1") || starts(bytes, "PAR1"))
    return {"a table of Arrow, Feather or Parquet",
            "np.save(FILE, table.to_pandas().to_numpy(dtype='f4'))"};
  if (bytes.substr(std::min<std::size_t>(4, bytes.size()), 4) == "TFL3")
    return {"a TensorFlow Lite file", "np.save(FILE, interpreter.get_tensor(INDEX))"};
  if (looks_like_pickle(bytes))
    return {"a pickle of Python, as older PyTorch files are", kToSafetensors};
  if (looks_like_onnx(bytes))
    return {"an ONNX model", "np.save(FILE, onnx.numpy_helper.to_array(initializer))"};
  const std::string_view head = bytes.substr(0, 4096);
  if (starts(bytes, "{") && head.find("\"weight_map\"") != std::string_view::npos)
    return {"the index of a model in several .safetensors files",
            "its weight_map says which of them holds the tensor: give that one"};
  if (starts(bytes, "{") && looks_like_text(head.substr(0, 64)))
    return {"a JSON text", "np.save(FILE, np.array(json.load(open(JSON)), dtype='f4'))"};
  if (bytes.size() >= 8 && looks_like_text(head.substr(0, std::min<std::size_t>(64, head.size()))))
    return {"a text file", "np.save(FILE, np.loadtxt(TEXT)) writes one that is read"};
  return {};
}

}  // namespace

bool looks_like_safetensors(std::string_view bytes) noexcept {
  constexpr std::size_t kHeader = 8;
  if (bytes.size() <= kHeader || bytes[kHeader] != '{') return false;
  const std::uint64_t length = little_endian(bytes, 0, kHeader);
  return length > 0 && length <= kSafetensorsHeaderBytes && length <= bytes.size() - kHeader;
}

void refuse_other_form(std::string_view bytes, std::string_view file) {
  // A .safetensors file that is cut says so itself.
  if (bytes.size() > 8 && bytes[8] == '{' && little_endian(bytes, 4, 4) == 0) return;
  const Form form = form_of(bytes);
  if (form.what.empty()) return;
  refuse_tensor(file, fmt::format("it is {}, .npy and .safetensors are read", form.what), 0,
                form.hint);
}

Unfolded unfold_tensor(std::string_view raw, std::string_view file,
                       const std::function<void()>& alive) {
  Unfolded whole;
  whole.bytes = raw;
  if (raw.substr(0, 6) == "\x93NUMPY" || looks_like_safetensors(raw)) return whole;
  Door door;
  door.content = Door::Content::binary;
  door.alive = alive;
  // Named by `refuse_other_form`, with what Python does about them.
  door.takes = {FileKind::zip, FileKind::pickle, FileKind::hdf5, FileKind::parquet};
  return unfold(raw, file, door);
}

}  // namespace ahub::sim
