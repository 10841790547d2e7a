// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Reads an archive into memory; nothing is ever extracted to disk. The only file that includes
// libarchive: compressed files that are no archives are unfolded by decompress.cpp.
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <memory>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "ahub/base/codes.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "base/collect.hpp"

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
bool read_entry(archive* handle, std::uint64_t limit, std::string& bytes) {
  std::vector<char> buffer(kBlock);
  for (;;) {
    const la_ssize_t count = archive_read_data(handle, buffer.data(), buffer.size());
    if (count == 0) return true;
    if (count < 0 || bytes.size() + static_cast<std::size_t>(count) > limit) return false;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

/// "a/b/" -> "a/b", "./a" -> "a".
std::string normalised(std::string path) {
  while (path.compare(0, 2, "./") == 0) path.erase(0, 2);
  while (!path.empty() && path.back() == '/') path.pop_back();
  return path;
}

/// The directory that holds everything, with its '/', when the manifest lies directly in it.
std::string common_prefix(const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) {
    const std::size_t slash = entry.path.find('/');
    if (slash == std::string::npos) return {};
    if (entry.path.compare(0, slash + 1, entries.front().path, 0, slash + 1) != 0) return {};
  }
  return entries.empty() ? std::string()
                         : entries.front().path.substr(0, entries.front().path.find('/') + 1);
}

}  // namespace

void collect_archive(const std::filesystem::path& file, Collector& collector) {
  const Utf8Names names;
  const ArchivePtr handle(archive_read_new());
  archive_read_support_format_zip(handle.get());
  archive_read_support_format_tar(handle.get());
  archive_read_support_filter_gzip(handle.get());
  archive_read_support_filter_zstd(handle.get());
  const auto none = [&] {
    return Error(ErrorKind::input, "not-a-package",
                 fmt::format("'{}' is no directory and no .zip, .tar, .tar.gz or .tar.zst archive",
                             safe_text(file.string())),
                 "name a package directory, its discovery.yaml, or an archive of it");
  };
  if (archive_read_open_filename(handle.get(), file.c_str(), kBlock) != ARCHIVE_OK) throw none();

  std::vector<Entry> entries;
  std::set<std::string> seen;
  std::uint64_t total = 0;
  for (bool first = true;; first = false) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(handle.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
      if (first) throw none();
      collector.problem(codes::kDamagedArchive, "", "the archive is damaged or cut off");
      return;
    }
    const char* name = archive_entry_pathname(entry);
    const std::string path = normalised(name == nullptr ? "" : name);
    const auto type = archive_entry_filetype(entry);
    const bool link =
        archive_entry_hardlink(entry) != nullptr || archive_entry_symlink(entry) != nullptr;
    if (type == AE_IFDIR && !link) continue;
    if (type != AE_IFREG || link) {
      collector.problem(codes::kArchiveEntry, path,
                        fmt::format("the archive's entry '{}' is no regular file", path));
      return;
    }
    if (path.empty() || path.front() == '/' || path == ".." || path.compare(0, 3, "../") == 0 ||
        path.find("/../") != std::string::npos) {
      collector.problem(codes::kArchiveEntry, path,
                        fmt::format("the archive's entry '{}' lies outside", path));
      return;
    }
    if (!seen.insert(path).second) {
      collector.problem(codes::kArchiveEntry, path,
                        fmt::format("the archive holds '{}' twice", path));
      return;
    }
    std::string bytes;
    if (!read_entry(handle.get(), limits::kDataFileBytes, bytes)) {
      collector.problem(
          codes::kDamagedArchive, path,
          fmt::format("'{}' is damaged or has more than {} bytes", path, limits::kDataFileBytes));
      return;
    }
    total += bytes.size();
    if (total > limits::kPackageBytes || entries.size() >= limits::kPackageFiles) {
      collector.problem(codes::kTooLarge, path, "the archive holds more than a package may");
      return;
    }
    entries.push_back({path, std::move(bytes)});
  }
  const std::size_t prefix = common_prefix(entries).size();
  for (Entry& entry : entries) {
    std::string path = entry.path.substr(prefix);
    if (collector.full()) return;
    if (collector.admit(path, entry.bytes.size()))
      collector.add(std::move(path), std::move(entry.bytes));
  }
}

}  // namespace ahub
