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
  /// `reading` may be null.
  Requests(std::string_view name, std::uint64_t limit, bool skip_zero_sized, Reading* reading);

  /// Adds one request; `at`: byte offset, for messages. One of size 0 may be left out.
  void add(std::uint64_t id, std::uint32_t size, std::uint64_t at) {
    if (skip_zero_sized_ && size == 0) {
      ++skipped_;
      return;
    }
    ids_[count_] = id;
    sizes_[count_] = size;
    if (++count_ == kBlock) flush(at);
  }
  /// The same for requests 0 .. count-1 of a source (see `Densifier::add`). Takes at most one block
  /// and says how many it took.
  template <class Source>
  std::size_t add_all(const Source& source, std::size_t count, std::uint64_t at) {
    flush(at);
    count = static_cast<std::size_t>(std::min<std::uint64_t>({count, kBlock, limit_ - taken_}));
    take(source, count, at);
    return count;
  }
  bool skips_zero_sized() const { return skip_zero_sized_; }
  /// More requests are wanted.
  bool open() const { return taken_ + count_ < limit_; }
  /// The file is `records` of oracleGeneral, or compressed. Refuses at once what is too long.
  void expect(std::string_view records);
  /// Says what became of sizes, too.
  DenseTrace finish(bool keep_ids);
  std::uint64_t limit() const { return limit_; }
  const std::string& name() const { return name_; }  ///< Safe to print.

  /// See `Reading::chose`.
  void chose(std::string what, std::string chosen, std::uint64_t rows = 0,
             const std::string& hint = {}) const;
  /// Says that a list of ids has one line, as a link that was checked out as text has.
  void say_single() const;
  /// The file says something that a dense trace does not keep: a phrase.
  void leave(std::string what) { unread_.push_back(std::move(what)); }
  /// So many requests have an id whose text is not kept.
  void leave_texts(std::uint64_t requests) { hashed_ += requests; }

  /// Throws `Error{input, "bad-trace"}`: "NAME: WHY (byte AT)".
  [[noreturn]] void refuse(const std::string& why, std::uint64_t at,
                           const std::string& hint = "") const;
  /// The same with a place in a text: "NAME:LINE:COLUMN: WHY (byte AT)".
  [[noreturn]] void refuse(const std::string& why, std::uint64_t at, std::uint64_t line,
                           std::uint64_t column, const std::string& hint = "") const;

 private:
  static constexpr std::size_t kBlock = 1024;
  struct Pending {
    const Requests& all;
    std::uint64_t id(std::size_t i) const { return all.ids_[i]; }
    std::uint32_t size(std::size_t i) const { return all.sizes_[i]; }
    void ahead(std::size_t) const {}
  };

  template <class Source>
  void take(const Source& source, std::size_t count, std::uint64_t at) {
    const std::size_t before = requests_.size();
    requests_.resize(before + count);
    taken_ += count;
    if (!densifier_.add(source, count, requests_.data() + before)) refuse_objects(at);
    if (taken_ > kTraceRequests) refuse_requests();
  }
  void flush(std::uint64_t at) {
    take(Pending{*this}, count_, at);
    count_ = 0;
  }
  [[noreturn]] void refuse_objects(std::uint64_t at) const;
  [[noreturn]] void refuse_requests() const;

  std::string file_, name_;
  std::uint64_t limit_, taken_ = 0;
  bool skip_zero_sized_;
  Reading* reading_;
  std::uint64_t skipped_ = 0, hashed_ = 0;
  std::vector<std::string> unread_;
  std::size_t count_ = 0;
  std::uint64_t ids_[kBlock] = {};
  std::uint32_t sizes_[kBlock] = {};
  Densifier densifier_;
  std::vector<std::uint32_t> requests_;
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

/// `line`, which is not empty, begins an array or an object with names.
bool looks_like_json(std::string_view line);
/// Refuses a line of JSON, which no trace of ids is, and says where such files go.
[[noreturn]] void refuse_json(const Requests& requests, std::uint64_t at, std::uint64_t line);

}  // namespace ahub::sim
