// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/trace/csv_columns.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "ahub/base/text.hpp"

namespace ahub::sim {
namespace {

/// One name, as `plain_name` gives it. Of several in a header the lowest rank counts.
struct KnownName {
  ColumnKind kind;
  int rank;
  std::string_view name;
};

// From libCacheSim's CSV (obj_id, obj_size), CloudPhysics (lbn), MSR Cambridge (Offset, Size),
// Twitter (key, value_size), Meta's kvcache (op_time, op_count), CDN (cacheKey, objectSize) and
// block traces (block_id, io_size), Alibaba (offset, length), Tencent (Offset, Size, VolumeID),
// Wikipedia's CDN (hashed_host_path_query, response_size), and what people call the same.
constexpr KnownName kNames[] = {
    {ColumnKind::id, 0, "objid"},
    {ColumnKind::id, 0, "objectid"},
    {ColumnKind::id, 0, "object"},
    {ColumnKind::id, 0, "obj"},
    {ColumnKind::id, 0, "key"},
    {ColumnKind::id, 0, "keyid"},
    {ColumnKind::id, 0, "keyhash"},
    {ColumnKind::id, 0, "hashedkey"},
    {ColumnKind::id, 0, "cachekey"},
    {ColumnKind::id, 0, "anonymizedkey"},
    {ColumnKind::id, 0, "objkey"},
    {ColumnKind::id, 0, "objectkey"},
    {ColumnKind::id, 0, "item"},
    {ColumnKind::id, 0, "itemid"},
    {ColumnKind::id, 0, "itemkey"},
    {ColumnKind::id, 0, "contentid"},
    // Beside a key an id may be the row's number: which it is cannot be told.
    {ColumnKind::id, 0, "id"},
    {ColumnKind::id, 1, "hash"},
    {ColumnKind::id, 1, "hashid"},
    {ColumnKind::id, 1, "hashedhostpath"},
    {ColumnKind::id, 1, "hashedhostandpath"},
    {ColumnKind::id, 1, "hashedhostpathquery"},
    {ColumnKind::id, 1, "hashedpathquery"},
    {ColumnKind::id, 1, "hashedurl"},
    {ColumnKind::id, 1, "urlhash"},
    {ColumnKind::id, 1, "url"},
    {ColumnKind::id, 1, "urlid"},
    {ColumnKind::id, 1, "uri"},
    {ColumnKind::id, 1, "page"},
    {ColumnKind::id, 1, "pageid"},
    {ColumnKind::id, 1, "document"},
    {ColumnKind::id, 1, "docid"},
    {ColumnKind::id, 1, "file"},
    {ColumnKind::id, 1, "fileid"},
    {ColumnKind::id, 1, "filename"},
    {ColumnKind::id, 1, "path"},
    {ColumnKind::id, 1, "block"},
    {ColumnKind::id, 1, "blockid"},
    {ColumnKind::id, 1, "blocknumber"},
    {ColumnKind::id, 1, "blocknum"},
    {ColumnKind::id, 1, "blk"},
    {ColumnKind::id, 2, "lbn"},
    {ColumnKind::id, 2, "lba"},
    {ColumnKind::id, 2, "sector"},
    {ColumnKind::id, 2, "offset"},
    {ColumnKind::id, 2, "address"},
    {ColumnKind::id, 2, "addr"},
    {ColumnKind::size, 0, "size"},
    {ColumnKind::size, 0, "objsize"},
    {ColumnKind::size, 0, "objectsize"},
    {ColumnKind::size, 0, "sizebytes"},
    {ColumnKind::size, 0, "sizeb"},
    {ColumnKind::size, 0, "sizeinbytes"},
    {ColumnKind::size, 0, "objsizebytes"},
    {ColumnKind::size, 0, "objectsizebytes"},
    {ColumnKind::size, 0, "bytes"},
    {ColumnKind::size, 0, "nbytes"},
    {ColumnKind::size, 0, "numbytes"},
    {ColumnKind::size, 0, "length"},
    {ColumnKind::size, 0, "len"},
    {ColumnKind::size, 0, "itemsize"},
    {ColumnKind::size, 0, "filesize"},
    {ColumnKind::size, 1, "valuesize"},
    {ColumnKind::size, 1, "valuesizebytes"},
    {ColumnKind::size, 1, "valsize"},
    {ColumnKind::size, 1, "vsize"},
    {ColumnKind::size, 1, "contentlength"},
    {ColumnKind::size, 1, "iosize"},
    {ColumnKind::size, 1, "reqsize"},
    {ColumnKind::size, 1, "requestsize"},
    {ColumnKind::size, 1, "transfersize"},
    {ColumnKind::size, 2, "responsesize"},
    {ColumnKind::size, 2, "respsize"},
    {ColumnKind::time, 0, "time"},
    {ColumnKind::time, 0, "timestamp"},
    {ColumnKind::time, 0, "ts"},
    {ColumnKind::time, 0, "optime"},
    {ColumnKind::time, 0, "realtime"},
    {ColumnKind::time, 0, "clocktime"},
    {ColumnKind::time, 0, "relativeunix"},
    {ColumnKind::time, 0, "datetime"},
    {ColumnKind::time, 0, "date"},
    {ColumnKind::operation, 0, "op"},
    {ColumnKind::operation, 0, "optype"},
    {ColumnKind::operation, 0, "opname"},
    {ColumnKind::operation, 0, "opcode"},
    {ColumnKind::operation, 0, "operation"},
    {ColumnKind::operation, 0, "iotype"},
    {ColumnKind::operation, 0, "type"},
    {ColumnKind::operation, 0, "method"},
    {ColumnKind::operation, 0, "command"},
    {ColumnKind::operation, 0, "cmd"},
    {ColumnKind::operation, 0, "verb"},
    {ColumnKind::operation, 0, "rw"},
    {ColumnKind::repeats, 0, "opcount"},
    {ColumnKind::disk, 0, "disknumber"},
    {ColumnKind::disk, 0, "diskid"},
    {ColumnKind::disk, 0, "disk"},
    {ColumnKind::disk, 0, "volumeid"},
    {ColumnKind::disk, 0, "volume"},
    {ColumnKind::disk, 0, "deviceid"},
    {ColumnKind::disk, 0, "device"},
    {ColumnKind::disk, 0, "dev"},
    {ColumnKind::disk, 0, "lun"},
    {ColumnKind::disk, 1, "hostname"},
    {ColumnKind::disk, 1, "host"},
    {ColumnKind::disk, 1, "vm"},
    {ColumnKind::disk, 1, "vmid"},
};

}  // namespace

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') plain += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U))
      plain += c;
  }
  return plain;
}

bool names_ids(std::string_view name) {
  const std::string plain = plain_name(name);
  return std::any_of(std::begin(kNames), std::end(kNames), [&](const KnownName& known) {
    return known.kind == ColumnKind::id && known.name == plain;
  });
}

std::vector<std::size_t> columns_of(ColumnKind kind, std::span<const CsvCell> header) {
  std::vector<std::size_t> found;
  int best = std::numeric_limits<int>::max();
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string plain = plain_name(header[i].text);
    for (const KnownName& known : kNames) {
      if (known.kind != kind || known.name != plain || known.rank > best) continue;
      if (known.rank < best) found.clear();
      best = known.rank;
      found.push_back(i);
    }
  }
  return found;
}

bool is_place(std::string_view name) {
  const std::string plain = plain_name(name);
  return std::any_of(std::begin(kNames), std::end(kNames), [&](const KnownName& known) {
    return known.kind == ColumnKind::id && known.rank == 2 && known.name == plain;
  });
}

bool is_number(std::string_view cell) noexcept {
  const bool sign = !cell.empty() && (cell.front() == '+' || cell.front() == '-');
  const std::string_view digits = cell.substr(sign ? 1 : 0);
  const char* const end = digits.data() + digits.size();
  if (digits.size() > 2 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
    return std::all_of(digits.begin() + 2, digits.end(), [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
  }
  if (digits.empty() || !((digits[0] >= '0' && digits[0] <= '9') || digits[0] == '.')) return false;
  double value = 0;
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  return stop == end && error != std::errc::invalid_argument;
}

std::string looks_like(std::span<const CsvCell> row) {
  struct Shape {
    std::size_t columns, place;  // The place of the word, from 0.
    std::array<std::string_view, 4> words;
    std::string_view name;
    int id, size;
  };
  static constexpr Shape kShapes[] = {
      {7, 3, {"read", "write"}, "MSR Cambridge", 5, 6},
      {7, 5, {"get", "set", "gets", "add"}, "Twitter", 2, 4},
      {5, 1, {"r", "w"}, "Alibaba's block traces", 3, 4},
  };
  for (const Shape& shape : kShapes) {
    if (row.size() != shape.columns) continue;
    const std::string word = plain_name(row[shape.place].text);
    if (word.empty() ||
        std::find(shape.words.begin(), shape.words.end(), word) == shape.words.end())
      continue;
    return fmt::format("; rows of {} look like this, with ids in column {} and sizes in {}",
                       shape.name, shape.id, shape.size);
  }
  return {};
}

std::string short_text(std::string_view cell) { return truncate_to_width(safe_text(cell), 30); }

std::string listed(std::span<const CsvCell> cells) {
  constexpr std::size_t kMost = 16;
  std::string text;
  for (std::size_t i = 0; i < std::min(cells.size(), kMost); ++i) {
    text += fmt::format("{}{} '{}'", text.empty() ? "" : ", ", i + 1, short_text(cells[i].text));
  }
  if (cells.size() > kMost) text += fmt::format(" and {} more", cells.size() - kMost);
  return text;
}

bool stands_over_numbers(std::span<const CsvCell> first,
                         std::span<const std::vector<CsvCell>> rows) {
  if (rows.empty() ||
      std::any_of(first.begin(), first.end(), [](const CsvCell& c) { return is_number(c.text); }))
    return false;
  for (std::size_t column = 0; column < first.size(); ++column) {
    if (std::all_of(rows.begin(), rows.end(), [&](const std::vector<CsvCell>& row) {
          return column < row.size() && is_number(row[column].text);
        }))
      return true;
  }
  return false;
}

}  // namespace ahub::sim
