// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Request traces in files: oracleGeneral, CSV and one id per line, plain or compressed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ahub/base/json.hpp"
#include "ahub/base/reading.hpp"

namespace ahub::sim {

/// A compressed trace may unfold to this many bytes, and no trace may have more requests, objects
/// or bytes in one line than these.
inline constexpr std::uint64_t kTraceDecompressedBytes = std::uint64_t{64} << 30;
inline constexpr std::uint64_t kTraceRequests = 4'000'000'000;
inline constexpr std::uint64_t kTraceObjects = std::uint64_t{1} << 31;
inline constexpr std::uint64_t kTraceLineBytes = std::uint64_t{1} << 20;

/// oracle_general: libCacheSim's records of 24 bytes, little-endian, packed: u32 timestamp, u64
///   obj_id, u32 obj_size, i64 next_access_vtime (-1: none). Only id and size are read.
/// csv: RFC 4180 rows (quoted cells, CRLF or LF; no line end inside quotes), each with as many
/// cells
///   as the first; header optional. Blanks around a cell without quotes do not count; blank lines
///   and lines that begin with '#' are skipped; "sep=;" in the first line names the delimiter.
/// text: one id per line, blanks around it do not count; blank lines and those that start with
///   '#' are skipped. A line of several columns is refused.
/// An id in csv and text is a number when it is decimal, without leading zeros, below 2^64, and
/// stands for itself; any other text stands for its 64-bit hash (see `text_id`).
enum class TraceFormat { oracle_general, csv, text };

/// "oracleGeneral", "csv", "txt".
std::string_view to_string(TraceFormat format) noexcept;
/// The inverse of `to_string`.
std::optional<TraceFormat> parse_trace_format(std::string_view word) noexcept;
/// By the name's ending: *.csv or *.tsv, *.txt, *.oracleGeneral or *.bin, each with or without .gz,
/// .bz2, .xz or .zst.
std::optional<TraceFormat> trace_format_of(std::string_view file_name) noexcept;

/// How to read a trace. Compression is told by a file's first bytes (for oracleGeneral zstd's magic
/// number is a timestamp of the year 2104).
struct TraceOptions {
  /// Absent: by the file's name; where that does not tell, csv or text by its first lines, when
  /// these leave no doubt.
  std::optional<TraceFormat> format;
  /// csv only: the name of a column in the header (exactly), or its number from 1; "-" for no
  /// sizes. Empty: the column whose name real traces use (see src/sim/trace/csv_columns.cpp). The
  /// first row is a header when a column is given by name, when it names a known column, or when it
  /// has no number and a column below it has nothing else. A file of several columns without a
  /// known name for the ids is refused.
  std::string id_column;
  std::string size_column;
  /// csv only: what stands between two cells; no quote, line end. NUL: comma, semicolon, tab, bar
  /// or blanks, whichever the first lines show.
  char delimiter = '\0';
  /// Leaves out requests of size 0, as libCacheSim's readers do; the limit does not count them.
  bool skip_zero_sized = false;
  /// As `Door::alive`.
  std::function<void()> alive = {};
};

/// A trace with its ids replaced by 0, 1, 2, ... in order of first appearance.
struct DenseTrace {
  std::vector<std::uint32_t> requests;
  /// Bytes, by dense id: the first size above 0 that a request of the object says; 1 where none
  /// does. Empty when all are 1.
  std::vector<std::uint32_t> sizes;
  /// The file's id, by dense id; filled only when asked for.
  std::vector<std::uint64_t> ids;
  /// Different objects: ids are below this. Readers set it, writers do not look at it.
  std::uint32_t objects = 0;
  /// Requests whose size is above 0 and not their object's.
  std::uint64_t resized = 0;
  /// Requests of size 0, left out or not, and objects that no request gives a size above 0.
  std::uint64_t zero_sized = 0;
  std::uint32_t unsized = 0;
  /// Requests whose id is a text, for which its hash stands (csv and text).
  std::uint64_t hashed = 0;
  /// What the file says and a dense trace does not keep, as phrases: "the times of 'ts' (column
  /// 1)".
  std::vector<std::string> unread;
};

/// Reads the first `limit` requests (0: all) of a regular file; what follows them is not looked at.
/// Throws `Error{input}`:
///   "not-found", "unreadable": no such file, not a regular file, no permission;
///   "bad-trace": a cut record, a cell that is no size of 0..2^32-1, no id, no request at all, more
///     than `kTraceObjects` objects, an unknown format, columns without a name, text where records
///     should be. The message names the byte (from 0, of the data as decompressed), and for csv and
///     text the line and the column in bytes (from 1): "t.csv:3:7: ... (byte 41)";
///   "too-large": `kTraceRequests` passed;
///   and what `read_foreign` throws.
/// Throws `Error{usage, "bad-option"}` for a delimiter or a column number that cannot be.
/// Needs 4 bytes per request and at most 28 per object; copies during growth come on top.
/// `reading` hears of what was chosen (null: nobody does).
DenseTrace read_trace(const std::filesystem::path& path, const TraceOptions& options,
                      bool keep_ids = false, std::uint64_t limit = 0, Reading* reading = nullptr);

/// As `read_trace`, from memory; `name` gives the format when `options` does not, and begins the
/// messages.
DenseTrace parse_trace(std::string_view bytes, std::string_view name, const TraceOptions& options,
                       bool keep_ids = false, std::uint64_t limit = 0, Reading* reading = nullptr);

/// The id of a text that is no number: a hash that is the same on every machine and in every
/// version of ahub. Not made against someone who looks for collisions.
std::uint64_t text_id(std::string_view text) noexcept;

/// Figures of a whole trace.
struct TraceProfile {
  std::uint64_t requests = 0;
  std::uint64_t distinct = 0;     ///< Objects.
  std::uint64_t cold_misses = 0;  ///< First requests: no cache can hold them. Equals `distinct`.
  std::uint64_t one_hit_wonders = 0;  ///< Objects requested exactly once.
  std::uint64_t bytes_distinct = 0;   ///< Sum of all objects' sizes.
  std::uint32_t min_size = 0;         ///< Of the objects, each counted once.
  double mean_size = 0;
  std::uint32_t max_size = 0;
  std::uint64_t zero_sized = 0;  ///< As in `DenseTrace`, as the next two.
  std::uint64_t resized = 0;
  std::uint32_t unsized = 0;
  /// Part of the requests (0..1) that go to the most requested 1, 10, 100 objects, and to the most
  /// requested hundredth of them (rounded up to whole objects).
  double top_1 = 0;
  double top_10 = 0;
  double top_100 = 0;
  double top_percent = 0;
  /// Exponent s of count ~ rank^-s: minus the slope of the least-squares line through (ln rank,
  /// ln count), each rank weighted by 1/rank so that every decade of ranks weighs the same, over
  /// the objects requested at least twice. Absent when there are fewer than two of those.
  std::optional<double> zipf_exponent;
  /// Bucket b counts the repeated requests whose object was last requested d requests earlier, d in
  /// [2^b, 2^(b+1)); d = 1 is the request just before. Ends with the last bucket not 0.
  std::vector<std::uint64_t> reuse_time;
};

/// 16 bytes per object while it runs. All zero for an empty trace. `alive` is called often
/// meanwhile; what it throws passes through.
TraceProfile profile(const DenseTrace& trace, const std::function<void()>& alive = {});

/// Gets a file's bytes in order, in pieces of at most 64 KiB; what it throws passes through.
using TraceSink = std::function<void(std::string_view)>;

/// The trace that the simulator `cache` would generate from these parameters (as text); ids are
/// kept. Throws as `run` does.
DenseTrace made_trace(std::span<const std::pair<std::string, Json>> params, std::int64_t seed);

/// The trace as a file of that format. Ids are `trace.ids` when kept, else the dense ids. Each
/// request has its object's first size. The timestamp of an oracleGeneral record is the request's
/// index, because `DenseTrace` keeps no times; 4 bytes per request and per object while it runs.
void to_oracle_general(const DenseTrace& trace, const TraceSink& sink);
/// Header "id,size", or "id" when every size is 1.
void to_csv(const DenseTrace& trace, const TraceSink& sink);
/// Ids alone: sizes are lost.
void to_text(const DenseTrace& trace, const TraceSink& sink);

}  // namespace ahub::sim
