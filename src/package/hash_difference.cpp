// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What may have happened to a file between its hash and this copy of it. Each guess is tried, so
// what is said is known, not supposed.
#include "ahub/package/hash_difference.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/digest.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/text.hpp"

namespace ahub {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kEmptyHash =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// Up to here all combinations are tried; larger files only one change at a time.
constexpr std::size_t kAllBytes = 4U << 20;

enum class Ends { kept, lf, crlf };
enum class Mark { kept, changed };
enum class Last { kept, changed };

bool has_mark(std::string_view text) { return text.substr(0, kMark.size()) == kMark; }

/// With LF for CRLF and for a carriage return of its own (as old systems of Apple wrote).
std::string to_lf(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
      continue;
    }
    out += '\n';
    if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
  }
  return out;
}

std::string to_crlf(std::string_view text) {
  const std::string lines = to_lf(text);
  std::string out;
  out.reserve(lines.size() + lines.size() / 16);
  for (const char c : lines) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

/// Without its last line end, or with one.
std::string turn_last(std::string text) {
  if (!text.empty() && text.back() == '\n') {
    text.pop_back();
    if (!text.empty() && text.back() == '\r') text.pop_back();
    return text;
  }
  return text + (text.find("\r\n") != std::string::npos ? "\r\n" : "\n");
}

struct Change {
  Ends ends = Ends::kept;
  Mark mark = Mark::kept;
  Last last = Last::kept;

  int count() const {
    return (ends != Ends::kept ? 1 : 0) + (mark != Mark::kept ? 1 : 0) +
           (last != Last::kept ? 1 : 0);
  }
};

std::string apply(std::string_view text, const Change& change) {
  std::string out(text);
  if (change.ends != Ends::kept) out = change.ends == Ends::lf ? to_lf(out) : to_crlf(out);
  if (change.last != Last::kept) out = turn_last(std::move(out));
  if (change.mark != Mark::kept)
    out = has_mark(out) ? out.substr(kMark.size()) : std::string(kMark) + out;
  return out;
}

/// All changes, the single ones first.
std::vector<Change> changes(bool singles_only) {
  std::vector<Change> all;
  for (const Ends ends : {Ends::kept, Ends::lf, Ends::crlf}) {
    for (const Mark mark : {Mark::kept, Mark::changed}) {
      for (const Last last : {Last::kept, Last::changed}) all.push_back({ends, mark, last});
    }
  }
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](const Change& change) {
                             return change.count() == 0 || (singles_only && change.count() > 1);
                           }),
            all.end());
  std::stable_sort(all.begin(), all.end(), [](const Change& left, const Change& right) {
    return left.count() < right.count();
  });
  return all;
}

HashDifference words_for(std::string_view text, const Change& change, bool by_size,
                         std::string_view path) {
  std::vector<std::string> parts;
  if (change.ends != Ends::kept)
    parts.emplace_back(change.ends == Ends::lf ? "with LF line ends" : "with CRLF line ends");
  if (change.last != Last::kept) {
    parts.emplace_back(!text.empty() && text.back() == '\n' ? "without its final line end"
                                                            : "with a final line end");
  }
  if (change.mark != Mark::kept)
    parts.emplace_back(has_mark(text) ? "without its byte order mark" : "with a byte order mark");
  HashDifference found;
  found.what = fmt::format("{} it would {}", fmt::join(parts, " and "),
                           by_size ? "have that size" : "match");
  if (change.ends == Ends::lf) {
    found.help = fmt::format(
        "a checkout or an editor changed its line ends: put '{} -text' into .gitattributes (or set "
        "'git config core.autocrlf false') and check it out again",
        safe_text(path));
  } else if (change.ends == Ends::crlf) {
    found.help =
        "the manifest was written over a copy with CRLF line ends, as Windows has them: hash the "
        "file as it is published, or publish that copy";
  } else {
    found.help = "an editor changed it when it was saved: restore the file";
  }
  return found;
}

/// The value behind "oid sha256:" or "SHA256E-s12--" of a pointer, in lower case; else empty.
std::string pointed_hash(std::string_view pointer) {
  for (const std::string_view before : {std::string_view("oid sha256:"), std::string_view("--")}) {
    const std::size_t at = pointer.find(before);
    if (at == std::string_view::npos) continue;
    const std::string_view hash = pointer.substr(at + before.size(), 64);
    if (is_sha256_hex(hash)) return std::string(hash);
  }
  return {};
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

HashDifference of_kind(FileKind kind, std::string_view bytes, std::string_view sha256) {
  HashDifference found{fmt::format("it is {}", describe(kind)), std::string(advice(kind))};
  const bool pointer = kind == FileKind::lfs_pointer || kind == FileKind::annex_pointer;
  if (pointer && !sha256.empty() && pointed_hash(bytes) == sha256)
    found.what += " to the file that was hashed";
  return found;
}

/// Its content unfolded; nothing when it is no compressed file or cannot be.
std::optional<std::string> unfolded(std::string_view bytes, std::string_view path) {
  try {
    Door door;
    door.content = Door::Content::binary;
    door.unfolded_bytes = std::uint64_t{256} << 20;
    const Unfolded content = unfold(bytes, path, door);
    if (content.wrapping == FileKind::other) return std::nullopt;
    return std::string(content.bytes);
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

HashDifference explain_hash(std::string_view bytes, std::string_view sha256,
                            std::optional<std::int64_t> size, std::string_view path) {
  std::string wanted(sha256);
  for (char& c : wanted) c = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
  const auto actual = static_cast<std::int64_t>(bytes.size());
  const auto fits = [&](std::string_view text) {
    return wanted.empty() ? size && static_cast<std::int64_t>(text.size()) == *size
                          : sha256_hex(text) == wanted;
  };
  const FileKind kind = kind_of(bytes);
  if (kind == FileKind::lfs_pointer || kind == FileKind::annex_pointer)
    return of_kind(kind, bytes, wanted);
  if (wanted == kEmptyHash) {
    return {"the manifest's hash is that of an empty file",
            "write the hash of the file: 'sha256sum FILE'"};
  }
  if (bytes.empty()) return {"the file is empty", "restore the file"};
  if (bytes.find('\0') == std::string_view::npos) {
    for (const Change& change : changes(bytes.size() > kAllBytes)) {
      const std::string turned = apply(bytes, change);
      // Many changes give one size: only that of line ends says something.
      if (wanted.empty() && (change.count() > 1 || change.ends == Ends::kept)) continue;
      if (turned != bytes && fits(turned)) return words_for(bytes, change, wanted.empty(), path);
    }
  }
  if (const std::optional<std::string> content = unfolded(bytes, path)) {
    if (fits(*content)) {
      return {fmt::format("it is {}, and what it holds would match", describe(kind)),
              "put the unfolded file into the package, or write the hash of the compressed one"};
    }
  }
  if (kind == FileKind::html && !ends_with(path, ".html") && !ends_with(path, ".htm"))
    return of_kind(kind, bytes, wanted);
  if (kind == FileKind::other && (ends_with(path, ".gz") || ends_with(path, ".zst") ||
                                  ends_with(path, ".xz") || ends_with(path, ".bz2"))) {
    return {"its name says that it is compressed, and it is not",
            "what fetched it unfolded it: fetch it again as it is stored"};
  }
  if (size && actual < *size) {
    return {fmt::format("it has {} of {} bytes", actual, *size),
            "it was cut, or written anew: restore the file"};
  }
  HashDifference found;
  if (size && actual == *size) {
    found.what = "its size is the stated one, its content is another";
  } else if (size) {
    found.what = fmt::format("it has {} bytes, the manifest says {}", actual, *size);
  } else {
    found.what = "its content is another, not only its line ends";
  }
  found.help =
      "restore the file that the claims were made from, or publish a new version with the new hash";
  return found;
}

HashDifference explain_artifact(const PackageFiles& files, const Artifact& artifact) {
  const Resolution resolution = check_artifact(files, artifact).resolution;
  if (resolution != Resolution::hash_mismatch && resolution != Resolution::size_mismatch &&
      resolution != Resolution::pointer)
    return {};
  const PackageFile& file = files.files[files.find(artifact.path)];
  for (const PackageFile& other : files.files) {
    if (artifact.sha256.empty() || other.sha256 != artifact.sha256 || other.path == file.path)
      continue;
    return {fmt::format("the manifest's hash is that of '{}'", safe_text(other.path)),
            "the entries or the files were swapped"};
  }
  const bool sized = resolution == Resolution::size_mismatch;
  return explain_hash(file.bytes, sized ? std::string_view() : artifact.sha256, artifact.size,
                      artifact.path);
}

std::string describe_change(std::string_view before, std::string_view after) {
  const auto core = [](std::string_view text) {
    std::string lines = to_lf(has_mark(text) ? text.substr(kMark.size()) : text);
    if (!lines.empty() && lines.back() == '\n') lines.pop_back();
    return lines;
  };
  const bool texts =
      before.find('\0') == std::string_view::npos && after.find('\0') == std::string_view::npos;
  for (const FileKind kind : {FileKind::lfs_pointer, FileKind::annex_pointer}) {
    if (kind_of(after) == kind) return fmt::format("now {}", describe(kind));
    if (kind_of(before) == kind) return fmt::format("was {}", describe(kind));
  }
  if (!texts || core(before) != core(after))
    return fmt::format("{} -> {} bytes", before.size(), after.size());
  std::vector<std::string_view> parts;
  const std::string lf_before = to_lf(before), lf_after = to_lf(after);
  if (has_mark(before) != has_mark(after)) parts.emplace_back("byte order mark");
  const auto ended = [](const std::string& text) { return !text.empty() && text.back() == '\n'; };
  if (ended(lf_before) != ended(lf_after)) parts.emplace_back("final line end");
  const auto returns = [](std::string_view text) {
    return std::count(text.begin(), text.end(), '\r');
  };
  if (returns(before) != returns(after)) parts.emplace_back("line ends");
  return fmt::format("{} only", fmt::join(parts, " and "));
}

}  // namespace ahub
