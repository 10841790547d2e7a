// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include <fmt/format.h>

#include "ahub/base/codes.hpp"
#include "ahub/base/digest.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/scratch.hpp"
#include "ahub/base/text.hpp"
#include "base/collect.hpp"
#include "base/descriptor.hpp"
#include "base/foreign_inside.hpp"

namespace ahub {

namespace fs = std::filesystem;

FileId PackageFiles::find(std::string_view path) const noexcept {
  const auto found = std::lower_bound(
      files.begin(), files.end(), path,
      [](const PackageFile& file, std::string_view wanted) { return file.path < wanted; });
  if (found == files.end() || found->path != path) return kNoFile;
  return static_cast<FileId>(found - files.begin());
}

std::int64_t lines_of(const PackageFile& file) noexcept {
  if (file.lines >= 0) return file.lines;
  const std::string& bytes = file.bytes;
  const auto breaks = std::count(bytes.begin(), bytes.end(), '\n');
  return breaks + (bytes.empty() || bytes.back() == '\n' ? 0 : 1);
}

bool Collector::is_manifest(std::string_view path) noexcept {
  return path == "discovery.yaml" || path == "discovery.json";
}

std::uint64_t Collector::limit_of(std::string_view path) noexcept {
  return is_manifest(path) ? limits::kManifestBytes : limits::kDataFileBytes;
}

void Collector::problem(std::string_view code, const std::string& path, std::string message,
                        std::string help) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  diagnostic.path = path;
  files_.problems.push_back(std::move(diagnostic));
}

bool Collector::admit(const std::string& path, std::uint64_t size) {
  if (std::string why = path_problem(path); !why.empty()) {
    problem(codes::kBadPath, path, fmt::format("the path '{}' {}", path, why), "rename the file");
    return false;
  }
  const auto [place, fresh] = folded_.try_emplace(case_folded(path), path);
  if (!fresh) {
    problem(codes::kCaseCollision, path,
            fmt::format("'{}' and '{}' are one name on some file systems", place->second, path),
            "rename one of them");
    return false;
  }
  if (size > limit_of(path)) {
    problem(is_manifest(path) ? codes::kManifestTooLarge : codes::kTooLarge, path,
            fmt::format("'{}' has {} bytes, the limit is {}", path, size, limit_of(path)));
    return false;
  }
  if (files_.files.size() >= limits::kPackageFiles) {
    problem(codes::kTooManyFiles, path, fmt::format("more than {} files", limits::kPackageFiles));
    full_ = true;
    return false;
  }
  if (bytes_ + size > limits::kPackageBytes) {
    problem(codes::kTooLarge, path,
            fmt::format("the files have more than {} bytes", limits::kPackageBytes));
    full_ = true;
    return false;
  }
  return true;
}

void Collector::add(std::string path, std::string bytes) {
  bytes_ += bytes.size();
  files_.files.push_back({std::move(path), std::move(bytes), {}, -1});
}

void Collector::read_ignore_file(std::string_view bytes) {
  for (IgnoreProblem& wrong : ignored_.add(bytes)) {
    problem(codes::kBadIgnoreFile, std::string(kIgnoreFile),
            fmt::format("{}:{}: {}", kIgnoreFile, wrong.line, wrong.message),
            "'ahub help files' shows what its lines may be");
  }
}

void Collector::leave_out(std::string path, std::string why) {
  files_.left_out.push_back({std::move(path), std::move(why)});
}

std::vector<std::string> Collector::wanted_back() const {
  std::vector<std::string> wanted;
  if (files_.left_out.empty() || !options_.named) return wanted;
  const auto manifest =
      std::find_if(files_.files.begin(), files_.files.end(),
                   [](const PackageFile& file) { return is_manifest(file.path); });
  if (manifest == files_.files.end()) return wanted;
  std::set<std::string_view> left, taken;
  for (const LeftOut& out : files_.left_out) left.insert(out.path);
  // Itself, or one of its directories, which end with '/'.
  const auto is_out = [&](std::string_view path) {
    if (left.count(path) > 0) return true;
    for (std::size_t at = path.find('/'); at != std::string_view::npos;
         at = path.find('/', at + 1)) {
      if (left.count(path.substr(0, at + 1)) > 0) return true;
    }
    return false;
  };
  std::vector<std::string> named = options_.named(manifest->path, manifest->bytes);
  for (const std::string& path : named) {
    if (is_out(path) && !IgnoreList::never(path) && path_problem(path).empty() &&
        taken.insert(path).second)
      wanted.push_back(path);
  }
  return wanted;
}

PackageFiles Collector::finish() {
  // What the manifest names was taken after all.
  std::sort(
      files_.files.begin(), files_.files.end(),
      [](const PackageFile& left, const PackageFile& right) { return left.path < right.path; });
  const auto taken = [&](const LeftOut& left) { return files_.find(left.path) != kNoFile; };
  files_.left_out.erase(std::remove_if(files_.left_out.begin(), files_.left_out.end(), taken),
                        files_.left_out.end());
  std::sort(files_.left_out.begin(), files_.left_out.end(),
            [](const LeftOut& left, const LeftOut& right) { return left.path < right.path; });
  for (PackageFile& file : files_.files) {
    file.sha256 = sha256_hex(file.bytes);
    file.lines = lines_of(file);
  }
  return std::move(files_);
}

PackageFiles make_package_files(std::string origin,
                                std::vector<std::pair<std::string, std::string>> path_and_bytes) {
  const ReadOptions options{.all_files = true};
  Collector collector(std::move(origin), options);
  for (auto& [path, bytes] : path_and_bytes) {
    if (collector.full()) break;
    if (collector.admit(path, bytes.size())) collector.add(std::move(path), std::move(bytes));
  }
  return collector.finish();
}

PackageFiles read_package_files(const fs::path& path, const ReadOptions& options) {
  Collector collector(path.string(), options);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    throw Error(ErrorKind::input, "not-found",
                fmt::format("no such path '{}'", safe_text(path.string())));
  }
  if (fs::is_directory(status)) {
    collect_directory(path, collector);
  } else if (Collector::is_manifest(path.filename().string())) {
    collect_directory(path.parent_path().empty() ? fs::path(".") : path.parent_path(), collector);
  } else if (fs::is_regular_file(status)) {
    refuse_no_archive(path);
    collect_archive(path, collector);
  } else {
    throw Error(ErrorKind::input, "not-a-package",
                fmt::format("'{}' is no directory and no archive", safe_text(path.string())));
  }
  return collector.finish();
}

std::string read_file(const fs::path& path, std::size_t max_bytes) {
  const std::string name = safe_text(path.string());
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file) {
    const bool absent = errno == ENOENT || errno == ENOTDIR;
    throw Error(ErrorKind::input, absent ? "not-found" : "unreadable",
                fmt::format("cannot read '{}': {}", name, std::strerror(errno)));
  }
  struct stat status {};
  if (fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    throw Error(ErrorKind::input, "unreadable", fmt::format("'{}' is no regular file", name));
  }
  std::string bytes;
  if (static_cast<std::uint64_t>(status.st_size) > max_bytes ||
      !read_all(file.get(), max_bytes, bytes)) {
    throw Error(ErrorKind::input, "too-large",
                fmt::format("'{}' has more than {} bytes", name, max_bytes));
  }
  return bytes;
}

namespace {

[[noreturn]] void cannot_write(const fs::path& path) {
  throw Error(ErrorKind::temporary, "write-failed",
              fmt::format("cannot write '{}': {}", safe_text(path.string()), std::strerror(errno)));
}

void write_all(int file, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) cannot_write(path);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace

void write_file(const fs::path& path, const FillFile& fill) {
  struct stat there {};
  // A device or a pipe is written to; a file in its place would take it away from others.
  if (::stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode)) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!file) cannot_write(path);
    fill([&](std::string_view bytes) { write_all(file.get(), bytes, path); });
    return;
  }
  // A link stays one: what it leads to is replaced.
  std::error_code error;
  const fs::path target = fs::is_symlink(path, error) ? fs::canonical(path, error) : path;
  const fs::path& place = error ? path : target;
  std::string temporary = place.string() + ".XXXXXX";
  Descriptor file(mkostemp(temporary.data(), O_CLOEXEC));
  if (!file) cannot_write(path);
  Scratch unfinished(temporary);
  fill([&](std::string_view bytes) { write_all(file.get(), bytes, path); });
  if (fchmod(file.get(), 0644) != 0 || fsync(file.get()) != 0) cannot_write(path);
  if (std::rename(temporary.c_str(), place.c_str()) != 0) cannot_write(path);
  unfinished.keep();
}

void write_file(const fs::path& path, std::string_view bytes) {
  write_file(path, [&](const std::function<void(std::string_view)>& write) { write(bytes); });
}

}  // namespace ahub
