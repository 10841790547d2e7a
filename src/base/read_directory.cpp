// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Walks a directory without following links, without blocking on pipes, and never outside it.
#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include <fmt/format.h>

#include "ahub/base/codes.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "base/collect.hpp"
#include "base/descriptor.hpp"

namespace ahub {
namespace {

/// One component below `directory`, links refused by the kernel. Opening component by component
/// with O_NOFOLLOW is the fallback of openat2 and, as names hold no '/', just as strict.
Descriptor open_below(int directory, const char* name, int flags) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags) | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV;
  const long descriptor = syscall(SYS_openat2, directory, name, &how, sizeof how);
  if (descriptor < 0 && errno == ENOSYS) {
    return Descriptor(openat(directory, name, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  }
  return Descriptor(static_cast<int>(descriptor));
}

/// More than a package's files: what is left out does not count among those.
constexpr std::size_t kNames = 100'000;

std::vector<std::string> names_in(int directory) {
  std::vector<std::string> names;
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(fdopendir(dup(directory)), closedir);
  if (!stream) return names;
  while (const dirent* entry = readdir(stream.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
    if (names.size() > kNames) break;
  }
  std::sort(names.begin(), names.end());
  return names;
}

void read_regular(int directory, const std::string& name, const std::string& path,
                  Collector& collector) {
  const Descriptor file = open_below(directory, name.c_str(), O_RDONLY);
  struct stat status {};
  if (!file || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    collector.problem(codes::kUnreadableFile, path,
                      fmt::format("'{}' cannot be read: {}", path, std::strerror(errno)));
    return;
  }
  if (!collector.admit(path, static_cast<std::uint64_t>(status.st_size))) return;
  std::string bytes;
  if (!read_all(file.get(), static_cast<std::size_t>(Collector::limit_of(path)), bytes)) {
    collector.problem(codes::kUnreadableFile, path,
                      fmt::format("'{}' changed or cannot be read", path));
    return;
  }
  collector.add(path, std::move(bytes));
}

void walk(int directory, const std::string& prefix, std::size_t depth, Collector& collector) {
  for (const std::string& name : names_in(directory)) {
    if (collector.full()) return;
    const std::string path = prefix + name;
    struct stat status {};
    if (fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
      collector.problem(codes::kUnreadableFile, path,
                        fmt::format("'{}': {}", path, std::strerror(errno)));
      continue;
    }
    // Before its type is looked at: Emacs locks files with a link that leads nowhere.
    if (std::optional<std::string> out = collector.ignored().why(path, S_ISDIR(status.st_mode));
        out && !(prefix.empty() && Collector::is_manifest(name))) {
      collector.leave_out(S_ISDIR(status.st_mode) ? path + "/" : path, std::move(*out));
    } else if (S_ISLNK(status.st_mode)) {
      collector.problem(codes::kSymlink, path, fmt::format("'{}' is a symbolic link", path),
                        "put the file itself into the package");
    } else if (S_ISREG(status.st_mode)) {
      read_regular(directory, name, path, collector);
    } else if (!S_ISDIR(status.st_mode)) {
      collector.problem(codes::kSpecialFile, path, fmt::format("'{}' is no regular file", path),
                        "a package holds files and directories only");
    } else if (depth >= limits::kDirectoryDepth) {
      collector.problem(
          codes::kTooDeepDirectory, path,
          fmt::format("'{}' is more than {} directories deep", path, limits::kDirectoryDepth));
    } else if (std::string why = path_problem(path); !why.empty()) {
      collector.problem(codes::kBadPath, path, fmt::format("the path '{}' {}", path, why),
                        "rename the directory");
    } else if (const Descriptor below =
                   open_below(directory, name.c_str(), O_RDONLY | O_DIRECTORY)) {
      walk(below.get(), path + "/", depth + 1, collector);
    } else {
      collector.problem(codes::kUnreadableFile, path,
                        fmt::format("'{}': {}", path, std::strerror(errno)));
    }
  }
}

/// Reads `path` below `directory`, component by component.
void read_below(int directory, const std::string& path, Collector& collector) {
  std::size_t start = 0;
  Descriptor holder;
  int at = directory;
  for (std::size_t slash = path.find('/'); slash != std::string::npos;
       slash = path.find('/', start)) {
    Descriptor below =
        open_below(at, path.substr(start, slash - start).c_str(), O_RDONLY | O_DIRECTORY);
    if (!below) return;
    holder = std::move(below);
    at = holder.get();
    start = slash + 1;
  }
  struct stat status {};
  const std::string name = path.substr(start);
  // A name that leads to no regular file stays left out: the artifact is missing then.
  if (fstatat(at, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode))
    read_regular(at, name, path, collector);
}

/// The `.ahubignore` at the root, when there is one that may be read.
void read_ignore_file(int root, Collector& collector) {
  const std::string name(kIgnoreFile);
  const Descriptor file = open_below(root, name.c_str(), O_RDONLY);
  struct stat status {};
  if (!file || fstat(file.get(), &status) != 0) return;
  std::string bytes;
  if (S_ISREG(status.st_mode) && read_all(file.get(), limits::kManifestBytes, bytes)) {
    collector.read_ignore_file(bytes);
  } else {
    collector.problem(
        codes::kBadIgnoreFile, name,
        fmt::format("'{}' is no regular file of at most {} bytes", name, limits::kManifestBytes));
  }
}

}  // namespace

void collect_directory(const std::filesystem::path& directory, Collector& collector) {
  const Descriptor root(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root) {
    throw Error(
        ErrorKind::input, "unreadable",
        fmt::format("cannot open '{}': {}", safe_text(directory.string()), std::strerror(errno)));
  }
  read_ignore_file(root.get(), collector);
  walk(root.get(), "", 1, collector);
  for (const std::string& path : collector.wanted_back()) read_below(root.get(), path, collector);
}

}  // namespace ahub
