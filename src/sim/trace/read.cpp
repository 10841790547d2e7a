// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From a file to a dense trace: finds the format, decompresses, parses.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/huge_pages.hpp"
#include "ahub/base/mapped_file.hpp"
#include "ahub/base/text.hpp"
#include "sim/trace/csv_cells.hpp"
#include "sim/trace/line_parser.hpp"
#include "sim/trace/parser.hpp"

namespace ahub::sim {

Requests::Requests(std::string_view name, std::uint64_t limit, bool skip_zero_sized,
                   Reading* reading)
    : file_(name),
      name_(safe_text(name)),
      limit_(limit == 0 ? kTraceRequests + 1 : limit),
      skip_zero_sized_(skip_zero_sized),
      reading_(reading) {}

void Requests::chose(std::string what, std::string chosen, std::uint64_t rows,
                     const std::string& hint) const {
  if (reading_ != nullptr) reading_->chose({file_, std::move(what), std::move(chosen), rows}, hint);
}

void Requests::say_single() const {
  if (limit_ > 1)
    chose("requests", "the whole trace is one request", 1,
          "is the file a link that was checked out as text, or cut?");
}

void Requests::expect(std::string_view records) {
  constexpr std::size_t kRecord = 24;
  const std::uint64_t requests = std::min<std::uint64_t>(records.size() / kRecord, limit_);
  if (requests > kTraceRequests && kind_of(records) == FileKind::other) refuse_requests();
  reserve_huge(requests_, static_cast<std::size_t>(std::min(requests, kTraceRequests)));
}

void Requests::refuse_objects(std::uint64_t at) const {
  refuse(fmt::format("more than {} different objects", kTraceObjects), at);
}

void Requests::refuse_requests() const {
  throw Error(ErrorKind::input, "too-large",
              fmt::format("{}: more than {} requests", name_, kTraceRequests),
              "take the first ones with trace_limit");
}

DenseTrace Requests::finish(bool keep_ids) {
  flush(0);
  if (taken_ == 0 && skipped_ > 0) {
    throw Error(ErrorKind::input, "bad-trace",
                fmt::format("{}: each of its {} requests has size 0", name_, skipped_),
                "take variant=paper, which counts them");
  }
  if (taken_ == 0) {
    throw Error(ErrorKind::input, "bad-trace", fmt::format("{}: it holds no request", name_),
                "is it of another format?");
  }
  DenseTrace trace;
  densifier_.finish(keep_ids, trace);
  trace.requests = std::move(requests_);
  trace.unread = std::move(unread_);
  trace.hashed = hashed_;
  if (skipped_ > 0) {
    trace.zero_sized = skipped_;
    chose("requests of size 0", "left out, as libCacheSim does", skipped_);
  } else if (trace.zero_sized > 0) {
    chose("requests of size 0", "counted; their object has the first size above 0",
          trace.zero_sized);
  }
  if (trace.unsized > 0)
    chose("objects that never have a size above 0", "1 byte each", trace.unsized);
  if (trace.resized > 0) {
    chose("requests of another size than their object's first", "the first size stays",
          trace.resized);
  }
  return trace;
}

bool looks_like_json(std::string_view line) {
  return line.front() == '[' ||
         (line.front() == '{' && (line.size() == 1 || line.find('"') != std::string_view::npos));
}

void refuse_json(const Requests& requests, std::uint64_t at, std::uint64_t line) {
  requests.refuse("this is JSON, no list of ids or table of columns", at, line, 1,
                  "a request trace for language models goes to pagedkv or heteroserve "
                  "(arrivals=trace, lengths=trace)");
}

void Requests::refuse(const std::string& why, std::uint64_t at, const std::string& hint) const {
  throw Error(ErrorKind::input, "bad-trace", fmt::format("{}: {} (byte {})", name_, why, at), hint);
}

void Requests::refuse(const std::string& why, std::uint64_t at, std::uint64_t line,
                      std::uint64_t column, const std::string& hint) const {
  throw Error(ErrorKind::input, "bad-trace",
              fmt::format("{}:{}:{}: {} (byte {})", name_, line, column, why, at), hint);
}

std::uint64_t text_id(std::string_view text) noexcept {
  // FNV-1a with a final mix, because dense tables use the upper bits.
  std::uint64_t hash = fnv1a(text);
  hash ^= hash >> 32U;
  hash *= 0xd6e8feb86659fd93U;
  return hash ^ hash >> 32U;
}

Id id_of(std::string_view text) {
  const bool plain = text.size() == 1 || text.front() != '0';
  std::uint64_t id = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (plain && error == std::errc() && stop == text.data() + text.size()) return {id, false};
  return {text_id(text), true};
}

std::string_view to_string(TraceFormat format) noexcept {
  switch (format) {
    case TraceFormat::oracle_general:
      return "oracleGeneral";
    case TraceFormat::csv:
      return "csv";
    case TraceFormat::text:
      return "txt";
  }
  return "txt";
}

std::optional<TraceFormat> parse_trace_format(std::string_view word) noexcept {
  for (const TraceFormat format :
       {TraceFormat::oracle_general, TraceFormat::csv, TraceFormat::text})
    if (word == to_string(format)) return format;
  return std::nullopt;
}

namespace {

bool has_ending(std::string_view name, std::string_view ending) {
  return name.size() >= ending.size() &&
         std::equal(ending.begin(), ending.end(),
                    name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

/// Without the ending of a compressed form.
std::string_view unpacked_name(std::string_view name) {
  for (const std::string_view ending : {".zst", ".gz", ".bz2", ".xz"}) {
    if (has_ending(name, ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

constexpr std::size_t kHead = 64U << 10;

/// The first bytes of the content.
std::string head_of(std::string_view bytes, std::string_view name,
                    const std::function<void()>& alive) {
  std::string head;
  Door door{Door::Content::binary, kTraceDecompressedBytes};
  door.alive = alive;
  read_foreign(bytes, name, door, [&](std::string_view piece) {
    head += piece.substr(0, kHead - head.size());
    return head.size() < kHead;
  });
  return head;
}

/// Csv or text when the first lines leave no doubt.
std::optional<TraceFormat> format_by_content(std::string_view head, const Requests& requests) {
  const bool text = std::all_of(head.begin(), head.end(), [](char c) {
    return static_cast<unsigned char>(c) >= ' ' || c == '\t' || c == '\n' || c == '\r';
  });
  if (!text) return std::nullopt;
  std::vector<std::string_view> lines;
  for (std::size_t start = 0; start < head.size() && lines.size() < 100;) {
    const std::size_t end = head.find('\n', start);
    if (end == std::string_view::npos) break;  // It may be cut.
    std::string_view line = head.substr(start, end - start);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    start = end + 1;
    if (!trimmed(line).empty() && trimmed(line).front() != '#') lines.push_back(line);
  }
  if (lines.size() < 2) return std::nullopt;
  if (looks_like_json(trimmed(lines.front()))) refuse_json(requests, 0, 1);
  const std::vector<char> told = told_delimiters(lines);
  if (!told.empty()) return TraceFormat::csv;
  const bool one_word = std::all_of(lines.begin(), lines.end(), [](std::string_view line) {
    return trimmed(line).find_first_of(" \t,;|\"") == std::string_view::npos;
  });
  return one_word ? std::optional(TraceFormat::text) : std::nullopt;
}

TraceFormat format_of(std::string_view bytes, std::string_view name, const Requests& requests,
                      const std::function<void()>& alive) {
  if (const auto named = trace_format_of(name)) return *named;
  for (const std::string_view ending : {".vscsi", ".lcs", ".twr", ".parquet"}) {
    if (!has_ending(unpacked_name(name), ending)) continue;
    throw Error(ErrorKind::input, "bad-trace",
                fmt::format("{}: traces of the format '{}' are not read", requests.name(),
                            ending.substr(1)),
                "write oracleGeneral or csv from it, with libCacheSim's traceConv for example");
  }
  const auto found = format_by_content(head_of(bytes, name, alive), requests);
  if (!found) {
    throw Error(ErrorKind::input, "bad-trace",
                fmt::format("{}: its name does not tell the format", requests.name()),
                "name it *.oracleGeneral, *.csv or *.txt (with .gz, .bz2, .xz or .zst behind it "
                "when compressed), or give the format");
  }
  requests.chose("format", fmt::format("{}, by its first lines", to_string(*found)), 0,
                 "give it with trace_format or --from");
  return *found;
}

}  // namespace

std::optional<TraceFormat> trace_format_of(std::string_view name) noexcept {
  name = unpacked_name(name);
  if (has_ending(name, ".oraclegeneral") || has_ending(name, ".bin"))
    return TraceFormat::oracle_general;
  if (has_ending(name, ".csv") || has_ending(name, ".tsv")) return TraceFormat::csv;
  if (has_ending(name, ".txt")) return TraceFormat::text;
  return std::nullopt;
}

DenseTrace parse_trace(std::string_view bytes, std::string_view name, const TraceOptions& options,
                       bool keep_ids, std::uint64_t limit, Reading* reading) {
  Requests requests(name, limit, options.skip_zero_sized, reading);
  const TraceFormat format =
      options.format ? *options.format : format_of(bytes, name, requests, options.alive);
  std::unique_ptr<TraceParser> parser;
  Door door{Door::Content::text, kTraceDecompressedBytes, kTraceLineBytes};
  door.alive = options.alive;
  switch (format) {
    case TraceFormat::oracle_general:
      parser = oracle_general_parser(requests);
      door.content = Door::Content::binary;
      requests.expect(bytes);
      break;
    case TraceFormat::csv:
      parser = csv_parser(requests, options);
      break;
    case TraceFormat::text:
      parser = text_parser(requests);
      break;
  }
  read_foreign(bytes, name, door, [&](std::string_view piece) { return parser->feed(piece); });
  parser->end();
  return requests.finish(keep_ids);
}

DenseTrace read_trace(const std::filesystem::path& path, const TraceOptions& options, bool keep_ids,
                      std::uint64_t limit, Reading* reading) {
  const MappedFile file(path);
  return parse_trace(file.bytes(), path.string(), options, keep_ids, limit, reading);
}

}  // namespace ahub::sim
