// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "store/place.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/store/place.hpp"

namespace ahub {

namespace fs = std::filesystem;

namespace {

/// Magic numbers of linux/magic.h and, for file systems outside the kernel, of coreutils' stat.c.
struct SharedFileSystem {
  std::uint32_t magic;
  std::string_view name;
};
constexpr SharedFileSystem kShared[] = {
    {0x00006969, "NFS"},      {0x0BD00BD0, "Lustre"}, {0x47504653, "GPFS"},
    {0x19830326, "BeeGFS"},   {0xFF534D42, "CIFS"},   {0xFE534D42, "SMB"},
    {0x0000517B, "SMB"},      {0x65735546, "FUSE"},   {0x01021997, "9p"},
    {0x00C36400, "Ceph"},     {0x5346414F, "AFS"},    {0x6B414653, "AFS"},
    {0x7461636F, "OCFS2"},    {0x01161970, "GFS2"},   {0x20030528, "OrangeFS"},
    {0xAAD7AAEA, "PanFS"},    {0x0000564C, "NCP"},    {0x73757245, "Coda"},
    {0xBEEFDEAD, "StorNext"}, {0x61636673, "ACFS"},   {0x013111A8, "IBRIX"},
    {0xA501FCF5, "VxFS"},     {0x786F4256, "vboxsf"}, {0xBACBACBC, "vmhgfs"},
    {0x7C7C6673, "prl_fs"},
};

/// The directory that holds the file; "." for a bare name.
fs::path directory_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// The first directory on the way to `file` that may not be entered; empty when all may.
fs::path closed_directory(const fs::path& file) {
  fs::path so_far;
  for (const fs::path& part : directory_of(file)) {
    so_far /= part;
    if (::access(so_far.c_str(), X_OK) != 0 && errno == EACCES) return so_far;
  }
  return {};
}

[[noreturn]] void refuse_to_read(const fs::path& file, int error) {
  const std::string name = safe_text(file.string());
  if (error == EACCES) {
    if (const fs::path closed = closed_directory(file); !closed.empty()) {
      throw Error(ErrorKind::store, "cannot-open",
                  fmt::format("the store '{}' cannot be reached: the directory '{}' may not be "
                              "entered: {}",
                              name, safe_text(closed.string()), std::strerror(error)),
                  "ask the directory's owner for the right to enter it, or name another store with "
                  "--store FILE");
    }
  }
  throw Error(ErrorKind::store, "cannot-open",
              fmt::format("the store '{}' cannot be read: {}", name, std::strerror(error)),
              "ask its owner for the right to read it, or name another store with --store FILE");
}

}  // namespace

std::string_view shared_file_system(std::uint64_t f_type) noexcept {
  // The field is signed and of another width on some machines.
  const auto magic = static_cast<std::uint32_t>(f_type & 0xFFFFFFFFU);
  for (const SharedFileSystem& known : kShared) {
    if (known.magic == magic) return known.name;
  }
  return {};
}

std::string_view file_system_of(const fs::path& file) {
  struct statfs status {};
  if (::statfs(directory_of(file).c_str(), &status) != 0) return {};
  return shared_file_system(static_cast<std::uint64_t>(status.f_type));
}

void require_readable(const fs::path& file) {
  struct stat status {};
  const std::string name = safe_text(file.string());
  if (lstat(file.c_str(), &status) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) refuse_to_read(file, errno);
    throw Error(ErrorKind::store, "no-store", fmt::format("there is no store at '{}'", name),
                fmt::format("'ahub init --store {}' makes one; 'ahub import PATH' makes one where "
                            "it is missing",
                            name));
  }
  if (S_ISLNK(status.st_mode) || !S_ISREG(status.st_mode)) {
    throw Error(ErrorKind::store, "cannot-open",
                fmt::format("the store '{}' is no regular file", name),
                "name the file itself, not a link to it");
  }
  if (::access(file.c_str(), R_OK) != 0) refuse_to_read(file, errno);
}

std::string why_not_writable(const fs::path& file) {
  const auto reason = [](const char* what) {
    return errno == EROFS ? std::string("it lies on a file system that is mounted read-only")
                          : fmt::format("{}: {}", what, std::strerror(errno));
  };
  if (::access(file.c_str(), W_OK) != 0) return reason("its file may not be written");
  if (::access(directory_of(file).c_str(), W_OK) != 0)
    return reason("its directory, which takes its log, may not be written");
  return {};
}

void refuse_to_write(const fs::path& file, const std::string& why) {
  throw Error(ErrorKind::store, "read-only",
              fmt::format("the store '{}' is read-only: {}", safe_text(file.string()), why),
              "it can be read; to write, copy it to a place of your own and name the copy with "
              "--store FILE");
}

bool is_write_ahead(const fs::path& file) {
  // Bytes 18 and 19 of SQLite's header: 2 means a write-ahead log, 1 a rollback journal.
  std::array<char, 20> header{};
  std::ifstream in(file, std::ios::binary);
  return in.read(header.data(), header.size()) && header[18] == 2 && header[19] == 2;
}

bool holds_bytes(const fs::path& file, const char* suffix) {
  struct stat status {};
  return ::stat((file.string() + suffix).c_str(), &status) == 0 && status.st_size > 0;
}

namespace {

std::string uri_of(const fs::path& file) {
  std::string uri = "file:";
  for (const char c : fs::absolute(file).string()) {
    // What ends a path in a URI, and the escape itself.
    if (c == '%' || c == '?' || c == '#')
      uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    else
      uri += c;
  }
  return uri;
}

}  // namespace

std::string immutable_uri(const fs::path& file) { return uri_of(file) + "?mode=ro&immutable=1"; }

std::string untouched_uri(const fs::path& file) { return uri_of(file) + "?mode=ro&readonly_shm=1"; }

}  // namespace ahub
