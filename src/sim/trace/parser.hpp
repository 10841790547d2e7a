// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What reads one trace format: fed with consecutive pieces of the file, it fills a densifier.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "sim/trace/densify.hpp"

namespace ahub::sim {

/// Collects requests in blocks and stops at the limit.
class Requests {
 public:
  Requests(std::string name, std::uint64_t limit);

  /// Adds one request; `at`: byte offset, for messages. Sizes of 0 count as 1.
  void add(std::uint64_t id, std::uint32_t size, std::uint64_t at) {
    ids_[count_] = id;
    sizes_[count_] = size == 0 ? 1 : size;
    if (++count_ == kBlock) flush(at);
  }
  /// The same for `count` consecutive records of `width` bytes, `at` the offset of the first:
  /// `read(record, id, size)` reads one. Takes at most the block's room and says how many it took.
  template <class Read>
  std::size_t add_records(const char* records, std::size_t width, std::size_t count,
                          std::uint64_t at, Read read) {
    count = static_cast<std::size_t>(
        std::min<std::uint64_t>({count, kBlock - count_, limit_ - taken_ - count_}));
    for (std::size_t i = 0; i < count; ++i) {
      std::uint32_t size = 0;
      __builtin_prefetch(records + i * width + kReadAhead);
      read(records + i * width, ids_[count_ + i], size);
      sizes_[count_ + i] = size == 0 ? 1 : size;
    }
    count_ += count;
    if (count_ == kBlock) flush(at);
    return count;
  }
  /// More requests are wanted.
  bool open() const { return taken_ + count_ < limit_; }
  void reserve(std::uint64_t requests);
  DenseTrace finish(bool keep_ids);
  const std::string& name() const { return name_; }

  /// Throws `Error{input, "bad-trace"}`: "NAME: WHY (byte AT)".
  [[noreturn]] void refuse(const std::string& why, std::uint64_t at, const char* hint = "") const;
  /// The same with a place in a text: "NAME:LINE:COLUMN: WHY (byte AT)".
  [[noreturn]] void refuse(const std::string& why, std::uint64_t at, std::uint64_t line,
                           std::uint64_t column, const char* hint = "") const;

 private:
  static constexpr std::size_t kBlock = 256;
  // Bytes of a mapped file asked for ahead: what the processor asks for by itself ends at each page.
  static constexpr std::size_t kReadAhead = 3072;
  void flush(std::uint64_t at);

  std::string name_;
  std::uint64_t limit_, taken_ = 0;
  std::size_t count_ = 0;
  std::uint64_t ids_[kBlock] = {};
  std::uint32_t sizes_[kBlock] = {};
  Densifier densifier_;
};

class TraceParser {
 public:
  virtual ~TraceParser() = default;
  /// The next piece of the file. False when no more is wanted.
  virtual bool feed(std::string_view piece) = 0;
  /// The file is over.
  virtual void end() = 0;
};

std::unique_ptr<TraceParser> oracle_general_parser(Requests& requests);
std::unique_ptr<TraceParser> csv_parser(Requests& requests, const TraceOptions& options);
std::unique_ptr<TraceParser> text_parser(Requests& requests);

/// Feeds the decompressed bytes of a zstd file. Throws `Error{input}` "bad-trace", "too-large".
void feed_zstd(std::string_view compressed, const Requests& requests, TraceParser& parser);

}  // namespace ahub::sim
