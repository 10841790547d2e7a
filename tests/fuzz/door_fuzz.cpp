// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The door for foreign bytes under libFuzzer: what is handed out is the same however the bytes
// come, is text where text was asked for, and stays within its limits.
#include <algorithm>
#include <cstdlib>

#include "ahub/base/error.hpp"
#include "ahub/base/foreign.hpp"

using namespace ahub;

namespace {

constexpr std::size_t kMost = 1U << 20, kLine = 1U << 10;

/// The content, or the code and message of what was thrown.
template <class Read>
std::string outcome(const Read& read) {
  std::string all;
  try {
    read([&](std::string_view piece) {
      if (piece.empty()) std::abort();
      all += piece;
      return true;
    });
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) std::abort();
    return std::string(error.code()) + ": " + error.what();
  }
  return "content: " + all;
}

void check_text(std::string_view text) {
  std::size_t line = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0x7F || (byte < 32 && (byte < 9 || byte == 11 || byte > 13))) std::abort();
    line = c == '\n' ? 0 : line + 1;
    if (line > kLine) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view raw(reinterpret_cast<const char*>(data) + 1, size - 1);
  Door door;
  door.content = static_cast<Door::Content>(data[0] % 3);
  door.unfolded_bytes = kMost;
  door.line_bytes = kLine;
  const std::size_t step = 1 + data[0] / 3 * 7U;

  const std::string whole =
      outcome([&](const PieceSink& sink) { read_foreign(raw, "f", door, sink); });
  std::size_t at = 0;
  const RawPieces next = [&] {
    const std::string_view piece = raw.substr(std::min(at, raw.size()), step);
    at += piece.size();
    return piece;
  };
  const std::string pieces =
      outcome([&](const PieceSink& sink) { read_foreign(next, "f", door, sink); });
  const std::string at_once = outcome([&](const PieceSink& sink) {
    const Unfolded unfolded = unfold(raw, "f", door);
    if (!unfolded.bytes.empty()) sink(unfolded.bytes);
  });
  if (whole != at_once) std::abort();
  const bool read = whole.starts_with("content: ");
  // Where damage shows may depend on the pieces, not whether.
  if (read != pieces.starts_with("content: ") || (read && whole != pieces)) std::abort();
  if (read && door.content == Door::Content::text) check_text(whole.substr(9));
  static_cast<void>(kind_of(raw));
  return 0;
}
