// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// From a file to a dense trace: finds the format, decompresses, parses.
#include <charconv>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/huge_pages.hpp"
#include "ahub/base/mapped_file.hpp"
#include "ahub/base/text.hpp"
#include "sim/trace/line_parser.hpp"
#include "sim/trace/parser.hpp"

namespace ahub::sim {

Requests::Requests(std::string name, std::uint64_t limit)
    : name_(std::move(name)), limit_(limit == 0 ? kTraceRequests + 1 : limit) {}

void Requests::reserve(std::uint64_t requests) {
  reserve_huge(requests_, static_cast<std::size_t>(std::min(requests, limit_)));
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
  if (taken_ == 0) {
    throw Error(ErrorKind::input, "bad-trace", fmt::format("{}: it holds no request", name_),
                "is it of another format?");
  }
  DenseTrace trace;
  densifier_.finish(keep_ids, trace);
  trace.requests = std::move(requests_);
  return trace;
}

void Requests::refuse(const std::string& why, std::uint64_t at, const char* hint) const {
  throw Error(ErrorKind::input, "bad-trace", fmt::format("{}: {} (byte {})", name_, why, at), hint);
}

void Requests::refuse(const std::string& why, std::uint64_t at, std::uint64_t line,
                      std::uint64_t column, const char* hint) const {
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

std::uint64_t id_of(std::string_view text) {
  const bool plain = text.size() == 1 || text.front() != '0';
  std::uint64_t id = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (plain && error == std::errc() && stop == text.data() + text.size()) return id;
  return text_id(text);
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

std::optional<TraceFormat> trace_format_of(std::string_view name) noexcept {
  const auto ends = [&](std::string_view suffix) {
    return name.size() >= suffix.size() && name.substr(name.size() - suffix.size()) == suffix;
  };
  if (ends(".zst")) name.remove_suffix(4);
  if (ends(".oracleGeneral") || ends(".bin")) return TraceFormat::oracle_general;
  if (ends(".csv")) return TraceFormat::csv;
  if (ends(".txt")) return TraceFormat::text;
  return std::nullopt;
}

DenseTrace parse_trace(std::string_view bytes, std::string_view name, const TraceOptions& options,
                       bool keep_ids, std::uint64_t limit, [[maybe_unused]] Reading* reading) {
  const std::optional<TraceFormat> format = options.format ? options.format : trace_format_of(name);
  Requests requests(safe_text(name), limit);
  if (!format) {
    throw Error(
        ErrorKind::input, "bad-trace",
        fmt::format("{}: its name does not tell the format", requests.name()),
        "name it *.oracleGeneral, *.csv or *.txt (with or without .zst), or give the format");
  }
  std::unique_ptr<TraceParser> parser;
  switch (*format) {
    case TraceFormat::oracle_general:
      parser = oracle_general_parser(requests);
      break;
    case TraceFormat::csv:
      parser = csv_parser(requests, options);
      break;
    case TraceFormat::text:
      parser = text_parser(requests);
      break;
  }
  constexpr std::string_view kMagic("\x28\xb5\x2f\xfd", 4);
  const bool named = name.size() > 4 && name.substr(name.size() - 4) == ".zst";
  if (named || bytes.substr(0, 4) == kMagic) {
    feed_zstd(bytes, requests, *parser);
  } else {
    if (*format == TraceFormat::oracle_general) requests.reserve(bytes.size() / 24);
    parser->feed(bytes);
  }
  parser->end();
  return requests.finish(keep_ids);
}

DenseTrace read_trace(const std::filesystem::path& path, const TraceOptions& options, bool keep_ids,
                      std::uint64_t limit, Reading* reading) {
  const MappedFile file(path);
  return parse_trace(file.bytes(), path.string(), options, keep_ids, limit, reading);
}

}  // namespace ahub::sim
