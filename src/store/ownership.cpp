// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/store/ownership.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "ahub/base/environment.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/files.hpp"
#include "ahub/base/text.hpp"

namespace ahub {

namespace fs = std::filesystem;

namespace {

/// The user behind sudo: his files are root's business too, as with git.
std::optional<uid_t> sudo_user() {
  if (geteuid() != 0) return std::nullopt;
  const std::optional<long long> user = parse_integer(environment("SUDO_UID"));
  if (!user || *user < 0 || *user > 0xFFFFFFFELL) return std::nullopt;
  return static_cast<uid_t>(*user);
}

bool is_own(uid_t user) { return user == geteuid() || user == sudo_user(); }

/// The name in /etc/passwd, else the number: a static program has no other directory of users.
std::string name_of(uid_t user) {
  std::ifstream in("/etc/passwd");
  std::string line;
  for (int lines = 0; lines < 10'000 && std::getline(in, line); ++lines) {
    const std::size_t first = line.find(':');
    const std::size_t second = first == std::string::npos ? first : line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::size_t third = line.find(':', second + 1);
    if (third != std::string::npos &&
        parse_integer(line.substr(second + 1, third - second - 1)) == static_cast<long long>(user))
      return fmt::format("'{}'", safe_text(line.substr(0, first)));
  }
  return fmt::format("user {}", user);
}

/// The directory without links, as far as it exists.
std::string plain_path(const fs::path& path) {
  std::error_code error;
  const fs::path plain = fs::weakly_canonical(path, error);
  return (error ? fs::absolute(path) : plain).string();
}

bool is_safe(const std::vector<std::string>& safe, const std::string& directory) {
  return std::any_of(safe.begin(), safe.end(), [&](const std::string& entry) {
    if (entry == "*") return true;
    if (!entry.starts_with('/')) return false;
    if (entry.ends_with("/*")) {
      const std::string above = entry == "/*" ? "" : plain_path(entry.substr(0, entry.size() - 2));
      return directory.starts_with((above == "/" ? "" : above) + "/");
    }
    return plain_path(entry) == directory;
  });
}

std::string allow_hint(const std::string& directory, const fs::path& file) {
  return fmt::format(
      "if you trust what is in it, 'ahub trust store {}' allows reading it, or name it: --store {}",
      safe_text(directory), safe_text(file.string()));
}

}  // namespace

fs::path safe_directory_file() {
  // The XDG specification has relative values ignored.
  if (const std::string_view config = environment("XDG_CONFIG_HOME");
      fs::path(config).is_absolute())
    return fs::path(config) / "ahub" / "safe-directories";
  const std::string_view home = environment("HOME");
  return home.empty() ? fs::path() : fs::path(home) / ".config" / "ahub" / "safe-directories";
}

namespace {

/// Why what stands in the list of safe directories is not taken; empty when it is, or there is
/// none.
std::string list_fault(const fs::path& file) {
  struct stat status {};
  // Not opened before it is known to be a file: a FIFO would hang.
  if (file.empty() || ::stat(file.c_str(), &status) != 0) return {};
  std::string why;
  if (!S_ISREG(status.st_mode))
    why = "is no regular file";
  else if (!is_own(status.st_uid) && status.st_uid != 0)
    why = "belongs to " + name_of(status.st_uid);
  else if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    why = "can be written by others";
  else if (status.st_size > 1 << 20)
    why = "has more than 1 MiB";
  return why.empty() ? why : fmt::format("'{}' is ignored: it {}", safe_text(file.string()), why);
}

}  // namespace

std::vector<std::string> safe_directories() {
  std::vector<std::string> safe;
  const std::string_view list = environment("AHUB_SAFE_DIRECTORY");
  for (std::size_t start = 0; start < list.size();) {
    const std::size_t end = std::min(list.find(':', start), list.size());
    safe.emplace_back(list.substr(start, end - start));
    start = end + 1;
  }
  const fs::path file = safe_directory_file();
  if (file.empty() || !list_fault(file).empty()) return safe;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.front() != '#') safe.push_back(line);
  }
  return safe;
}

bool allow_directory(const fs::path& directory) {
  std::error_code error;
  const fs::path plain = fs::canonical(directory, error);
  if (error || !fs::is_directory(plain, error)) {
    throw Error(ErrorKind::input, "not-found",
                fmt::format("'{}' is no directory", safe_text(directory.string())),
                "name the directory that holds .ahub");
  }
  if (plain.string().find('\n') != std::string::npos) {
    throw Error(ErrorKind::input, "bad-path",
                "a directory with a line end in its name cannot be listed",
                "name its store with --store FILE");
  }
  const fs::path file = safe_directory_file();
  if (file.empty()) {
    throw Error(ErrorKind::usage, "no-home", "neither HOME nor XDG_CONFIG_HOME is set",
                "AHUB_SAFE_DIRECTORY takes the directory for one command");
  }
  if (const std::string fault = list_fault(file); !fault.empty()) {
    throw Error(ErrorKind::input, "unsafe-list", fault,
                fmt::format("make it a file that only you can write: 'chmod go-w {}'",
                            safe_text(file.string())));
  }
  const std::vector<std::string> safe = safe_directories();
  if (std::find(safe.begin(), safe.end(), plain.string()) != safe.end()) return false;
  fs::create_directories(file.parent_path(), error);
  std::string text;
  if (std::ifstream in(file, std::ios::binary); in)
    text.assign(std::istreambuf_iterator<char>(in), {});
  if (!text.empty() && text.back() != '\n') text += '\n';
  write_file(file, text + plain.string() + "\n");
  return true;
}

void require_own_store(const fs::path& file, bool project) {
  const fs::path folder = file.parent_path(), directory = folder.parent_path();
  std::vector<fs::path> parts{folder, file};
  if (project) parts.insert(parts.begin(), directory);
  const fs::path allowed = project ? directory : folder;
  const auto refuse = [&](const char* code, const std::string& what, const std::string& hint) {
    const std::string plain = plain_path(allowed);
    if (is_safe(safe_directories(), plain)) return;
    const std::string fault = list_fault(safe_directory_file());
    throw Error(ErrorKind::store, code,
                fmt::format("the store '{}' was found, not named, and {}{}{}",
                            safe_text(file.string()), what, fault.empty() ? "" : "; ", fault),
                hint.empty() ? allow_hint(plain, file) : hint);
  };
  for (const fs::path& part : parts) {
    struct stat status {};
    if (lstat(part.c_str(), &status) != 0) continue;
    const bool link = S_ISLNK(status.st_mode);
    const auto foreign = [&](const char* kind) {
      refuse("foreign-owner",
             fmt::format("{} '{}' belongs to {}", kind, safe_text(part.string()),
                         name_of(status.st_uid)),
             "");
    };
    if (!is_own(status.st_uid)) {
      foreign(link ? "the link" : S_ISDIR(status.st_mode) ? "the directory" : "its file");
      return;  // Allowed as it is.
    }
    if (link) {
      if (stat(part.c_str(), &status) != 0) continue;
      if (!is_own(status.st_uid)) {
        foreign("what is linked as");
        return;
      }
    }
    if (part != folder || !S_ISDIR(status.st_mode)) continue;
    // The sticky bit does not keep others from planting a journal beside the file. With a umask of
    // 002 every directory is its user's own group's to write.
    const bool all = (status.st_mode & S_IWOTH) != 0;
    const bool group = (status.st_mode & S_IWGRP) != 0 && status.st_gid != getegid();
    if (all || group) {
      refuse("open-to-others",
             fmt::format("{} may put files into '{}'", all ? "everybody" : "another group",
                         safe_text(part.string())),
             fmt::format("'chmod go-w {}' closes it; or name the store: --store {}",
                         safe_text(part.string()), safe_text(file.string())));
      return;
    }
  }
}

std::string why_not_own(const fs::path& file) {
  struct stat status {};
  if (lstat(file.c_str(), &status) != 0 || is_own(status.st_uid)) return {};
  return fmt::format("it belongs to {}", name_of(status.st_uid));
}

void require_sound_siblings(const fs::path& file) {
  struct stat store {};
  if (lstat(file.c_str(), &store) != 0) return;
  for (const char* suffix : {"-journal", "-wal", "-shm"}) {
    const std::string name = file.string() + suffix;
    struct stat status {};
    if (lstat(name.c_str(), &status) != 0) continue;
    const bool ours = is_own(status.st_uid) || status.st_uid == 0 || status.st_uid == store.st_uid;
    if (ours && S_ISREG(status.st_mode)) continue;
    throw Error(
        ErrorKind::store, "foreign-journal",
        fmt::format("'{}' {}, and a store takes in what lies there", safe_text(name),
                    S_ISREG(status.st_mode) ? fmt::format("belongs to {}", name_of(status.st_uid))
                                            : std::string("is no regular file")),
        "see who put it there and remove it; the store itself was not touched");
  }
}

}  // namespace ahub
