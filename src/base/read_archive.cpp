// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Reads an archive into memory; nothing is ever extracted to disk. The only file that includes
// libarchive: compressed files that are no archives are unfolded by decompress.cpp.
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <memory>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/codes.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "base/collect.hpp"
#include "base/foreign_inside.hpp"

namespace ahub {
namespace {

struct ArchiveFree {
  void operator()(archive* handle) const noexcept { archive_read_free(handle); }
};
using ArchivePtr = std::unique_ptr<archive, ArchiveFree>;

struct Entry {
  std::string path;
  std::string bytes;
};

/// Names as UTF-8, whatever the user's locale: libarchive turns those of an archive into the
/// locale's characters, and drops what has none. This thread only, as long as it lives.
class Utf8Names {
 public:
  Utf8Names() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr) before_ = ::uselocale(locale_);
  }
  ~Utf8Names() {
    if (locale_ == nullptr) return;
    ::uselocale(before_);
    ::freelocale(locale_);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  locale_t locale_, before_ = nullptr;
};

constexpr std::size_t kBlock = 65536;

/// The entry's content, or false when it is damaged or passes `limit`.
bool read_entry(archive* handle, archive_entry* entry, std::uint64_t limit, std::string& bytes) {
  // Of a sparse file that is nothing but a hole libarchive 3.6 gives no byte and no error.
  const auto whole =
      archive_entry_sparse_count(entry) > 0 && archive_entry_size_is_set(entry) != 0
          ? static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0))
          : 0;
  std::vector<char> buffer(kBlock);
  for (;;) {
    const la_ssize_t count = archive_read_data(handle, buffer.data(), buffer.size());
    if (count == 0) {
      if (whole > limit) return false;
      if (bytes.size() < whole) bytes.resize(static_cast<std::size_t>(whole), '\0');
      return true;
    }
    if (count < 0 || bytes.size() + static_cast<std::size_t>(count) > limit) return false;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

/// "a/b/" -> "a/b", "./a/./b" -> "a/b". A name may be as long as an archive likes.
std::string normalised(std::string_view name) {
  std::string path;
  while (!name.empty()) {
    if (name.substr(0, 2) == "./" && (path.empty() || path.back() == '/')) {
      name.remove_prefix(2);
      continue;
    }
    path += name.front();
    name.remove_prefix(1);
  }
  while (!path.empty() && path.back() == '/') path.pop_back();
  return path == "." ? std::string() : path;
}

bool is_outside(const std::string& path) {
  return path.empty() || path.front() == '/' || path == ".." || path.compare(0, 3, "../") == 0 ||
         path.find("/../") != std::string::npos;
}

/// The directory that holds everything but litter, with its '/', when the manifest lies directly in
/// it. Finder puts a second directory beside it, which --all-files takes too.
std::string common_prefix(const std::vector<Entry>& entries) {
  const IgnoreList litter;
  std::string prefix;
  for (const Entry& entry : entries) {
    if (litter.why_file(entry.path)) continue;
    const std::size_t slash = entry.path.find('/');
    if (slash == std::string::npos) return {};
    if (prefix.empty()) prefix = entry.path.substr(0, slash + 1);
    if (entry.path.compare(0, slash + 1, prefix) != 0) return {};
  }
  return prefix;
}

Error no_archive(const std::filesystem::path& file) {
  return {ErrorKind::input, "not-a-package",
          fmt::format("'{}' is no directory and no .zip, .tar, .tar.gz or .tar.zst archive",
                      safe_text(file.string())),
          "name a package directory, its discovery.yaml, or an archive of it"};
}

/// Reads an archive from its beginning: its entries that `wants` (by path, and whether it is a
/// directory) says yes to. False when it is damaged or breaks a rule, which is recorded.
class Pass {
 public:
  Pass(const std::filesystem::path& file, Collector& collector)
      : file_(file), collector_(collector) {}

  template <class Wants>
  bool run(std::vector<Entry>& entries, Wants wants) {
    const ArchivePtr handle(archive_read_new());
    archive_read_support_format_zip(handle.get());
    archive_read_support_format_tar(handle.get());
    archive_read_support_filter_gzip(handle.get());
    archive_read_support_filter_zstd(handle.get());
    if (archive_read_open_filename(handle.get(), file_.c_str(), kBlock) != ARCHIVE_OK)
      throw no_archive(file_);
    std::set<std::string> seen;
    for (bool first = true;; first = false) {
      archive_entry* entry = nullptr;
      const int status = archive_read_next_header(handle.get(), &entry);
      if (status == ARCHIVE_EOF) return true;
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
        if (first) throw no_archive(file_);
        return refuse(codes::kDamagedArchive, "", "the archive is damaged or cut off");
      }
      const char* name = archive_entry_pathname(entry);
      const std::string path = normalised(name == nullptr ? "" : name);
      const auto type = archive_entry_filetype(entry);
      const bool link =
          archive_entry_hardlink(entry) != nullptr || archive_entry_symlink(entry) != nullptr;
      const bool directory = type == AE_IFDIR && !link;
      if (!wants(path, directory) || directory) {
        skip(handle.get(), path);
        continue;
      }
      if (type != AE_IFREG || link) {
        return refuse(codes::kArchiveEntry, path,
                      fmt::format("the archive's entry '{}' is no regular file", path));
      }
      if (is_outside(path)) {
        return refuse(codes::kArchiveEntry, path,
                      fmt::format("the archive's entry '{}' lies outside", path));
      }
      if (!seen.insert(path).second) {
        return refuse(codes::kArchiveEntry, path,
                      fmt::format("the archive holds '{}' twice", path));
      }
      std::string bytes;
      if (!read_entry(handle.get(), entry, limits::kDataFileBytes, bytes)) {
        return refuse(
            codes::kDamagedArchive, path,
            fmt::format("'{}' is damaged or has more than {} bytes", path, limits::kDataFileBytes));
      }
      total_ += bytes.size();
      if (total_ > limits::kPackageBytes || entries.size() >= limits::kPackageFiles)
        return refuse(codes::kTooLarge, path, "the archive holds more than a package may");
      entries.push_back({path, std::move(bytes)});
    }
  }

 private:
  /// Goes over an entry's content. Of a compressed archive it is unfolded all the same, and what
  /// nobody wants may be the most of it.
  void skip(archive* handle, const std::string& path) const {
    if (archive_filter_count(handle) < 2) return;  // libarchive counts what reads the file, too.
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    while (archive_read_data_block(handle, &block, &size, &offset) == ARCHIVE_OK) {
      const auto whole =
          static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(handle, 0), 0));
      const auto read =
          static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(handle, -1), 0));
      if (!unfolds_too_far(whole, read)) continue;
      throw Error(
          ErrorKind::limit, "unfolded",
          fmt::format("'{}': up to '{}' its first {} bytes unfold to more than {}, which is "
                      "over {} for each of them",
                      safe_text(file_.string()), truncate_to_width(safe_text(path), 60), read,
                      whole, limits::kUnfoldedRatio),
          "unfold it by hand and name the directory");
    }
  }

  bool refuse(std::string_view code, const std::string& path, std::string message) {
    collector_.problem(code, path, std::move(message));
    return false;
  }

  const std::filesystem::path& file_;
  Collector& collector_;
  std::uint64_t total_ = 0;
};

}  // namespace

void collect_archive(const std::filesystem::path& file, Collector& collector) {
  const Utf8Names names;
  Pass pass(file, collector);
  // What the table leaves out is not even read: a repository may be larger than any package.
  std::vector<Entry> entries;
  std::set<std::string> skipped;
  const bool whole = pass.run(entries, [&](const std::string& path, bool directory) {
    if (path.empty() || is_outside(path)) return !directory;
    const bool out = directory ? collector.ignored().why_file(path + "/x").has_value()
                               : collector.ignored().why_file(path).has_value();
    if (out && !directory) skipped.insert(path);
    return !out;
  });
  if (!whole) return;
  const std::string prefix = common_prefix(entries);
  const auto inside = [&](const std::string& path) {
    return path.compare(0, prefix.size(), prefix) == 0 ? path.substr(prefix.size()) : path;
  };

  // The archive's own .ahubignore was skipped with the table's litter.
  std::vector<Entry> back;
  const std::string ignore_file = prefix + std::string(kIgnoreFile);
  const auto take = [&](const std::set<std::string>& wanted) {
    std::vector<Entry> more;
    if (!wanted.empty() &&
        !pass.run(more, [&](const std::string& path, bool) { return wanted.count(path) > 0; }))
      return false;
    for (Entry& entry : more) back.push_back(std::move(entry));
    return true;
  };
  if (skipped.count(ignore_file) > 0) {
    if (!take({ignore_file})) return;
    collector.read_ignore_file(back.front().bytes);
    back.clear();
  }

  std::set<std::string> left, wanted;
  const auto decide = [&](const std::string& path) {
    std::string own = inside(path);
    // What lies beside the package's directory is judged by its own path.
    std::optional<IgnoreList::Verdict> verdict = collector.ignored().why_file(own);
    if (!verdict || Collector::is_manifest(own)) return false;
    if (left.insert(verdict->path).second) collector.leave_out(verdict->path, verdict->why);
    return true;
  };
  for (const std::string& path : skipped) {
    if (!decide(path)) wanted.insert(path);
  }
  const auto admit = [&](Entry& entry) {
    std::string path = inside(entry.path);
    if (!collector.full() && collector.admit(path, entry.bytes.size()))
      collector.add(std::move(path), std::move(entry.bytes));
  };
  for (Entry& entry : entries) {
    if (!decide(entry.path)) admit(entry);
  }
  for (const std::string& path : collector.wanted_back()) wanted.insert(prefix + path);
  if (!take(wanted)) return;
  for (Entry& entry : back) admit(entry);
}

}  // namespace ahub
