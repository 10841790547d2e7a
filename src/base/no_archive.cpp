// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A file that is given for a package and cannot be one, called by its name.
#include <fcntl.h>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "base/descriptor.hpp"
#include "base/foreign_inside.hpp"

namespace ahub {

void refuse_no_archive(const std::filesystem::path& file) {
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  char head[512];
  const ssize_t count = opened ? ::read(opened.get(), head, sizeof head) : -1;
  if (count <= 0) return;
  const FileKind kind = kind_of({head, static_cast<std::size_t>(count)});
  switch (kind) {
    case FileKind::other:
    case FileKind::zip:
    case FileKind::tar:
    case FileKind::gzip:
    case FileKind::zstd:
      return;
    default:
      break;
  }
  const bool archive = kind == FileKind::seven_zip || kind == FileKind::rar ||
                       kind == FileKind::bzip2 || kind == FileKind::xz || kind == FileKind::lz4 ||
                       kind == FileKind::lzip || kind == FileKind::unix_compress ||
                       kind == FileKind::lzma || kind == FileKind::old_zstd;
  throw Error(ErrorKind::input, "not-a-package",
              fmt::format("'{}' is {}, no directory and no .zip, .tar, .tar.gz or .tar.zst archive",
                          safe_text(file.string()), describe(kind)),
              archive ? "pack the package directory as .zip or .tar.gz, or name the directory"
                      : std::string(advice(kind)));
}

}  // namespace ahub
