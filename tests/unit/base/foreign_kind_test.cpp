// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A file is told by its first bytes.
#include <catch2/catch.hpp>

#include <string>
#include "ahub/base/foreign.hpp"
#include "unit/base/compressed.hpp"

using namespace ahub;
using std::string_literals::operator""s;
using std::string_view_literals::operator""sv;

TEST_CASE("a file is told by its first bytes") {
  CHECK(kind_of("") == FileKind::other);
  CHECK(kind_of(kText) == FileKind::other);
  CHECK(kind_of("1\n2\n") == FileKind::other);
  CHECK(kind_of(gzip("x")) == FileKind::gzip);
  CHECK(kind_of(bzip2("x")) == FileKind::bzip2);
  CHECK(kind_of(bzip2("")) == FileKind::bzip2);
  CHECK(kind_of("BZh9 is no bzip2") == FileKind::other);
  CHECK(kind_of(xz("x")) == FileKind::xz);
  CHECK(kind_of(zstd("x")) == FileKind::zstd);
  CHECK(kind_of(lzma("x")) == FileKind::lzma);
  CHECK(kind_of("\x5D\0\0\x80\0\x1A\0\0\0\0\0\0\0\0\x34\x1A"s) == FileKind::lzma);  // Of 26 bytes.
  CHECK(kind_of("\x5D\0\0\x80\0\0\0\0\0\0\0\0\0\0\x34\x1A"s) == FileKind::other);
  CHECK(kind_of("\x5D\0\0\x81\0\x1A\0\0\0\0\0\0\0\0\x34\x1A"s) == FileKind::other);
  CHECK(kind_of("]\n") == FileKind::other);
  for (const char version : {'\x22', '\x23', '\x24', '\x25', '\x26', '\x27'})
    CHECK(kind_of(version + "\xB5\x2F\xFD\x04"s) == FileKind::old_zstd);
  CHECK(kind_of("\xFD\x2F\xB5\x1E\0\0\x30"s) == FileKind::old_zstd);
  CHECK(kind_of("\x21\xB5\x2F\xFD\x04") == FileKind::other);
  CHECK(kind_of("\x50\x2A\x4D\x18\x04\0\0\0abcd"s + zstd("x")) == FileKind::zstd);
  CHECK(kind_of("\x5F\x2A\x4D\x18\x01\0\0\0a\x04\x22\x4D\x18zzzz"s) == FileKind::lz4);
  CHECK(kind_of("\x04\x22\x4D\x18\x64\x40"sv) == FileKind::lz4);
  CHECK(kind_of("LZIP\x01\x0C"sv) == FileKind::lzip);
  CHECK(kind_of("\x1F\x9D\x90\x31"sv) == FileKind::unix_compress);
  CHECK(kind_of("PK\x03\x04\x14\0"sv) == FileKind::zip);
  CHECK(kind_of("PK\x05\x06\0\0"sv) == FileKind::zip);
  CHECK(kind_of("PK,1\n") == FileKind::other);
  CHECK(kind_of(tar(true)) == FileKind::tar);
  CHECK(kind_of(tar(false)) == FileKind::tar);
  CHECK(kind_of(std::string(1024, '\0')) == FileKind::other);
  CHECK(kind_of("7z\xBC\xAF\x27\x1C\0\x04"sv) == FileKind::seven_zip);
  CHECK(kind_of("Rar!\x1A\x07\x01\0"sv) == FileKind::rar);
  CHECK(kind_of("%PDF-1.7\n") == FileKind::pdf);
  CHECK(kind_of("SQLite format 3\0\x10"sv) == FileKind::sqlite);
  CHECK(kind_of("PAR1\x15\x04\x15"sv) == FileKind::parquet);
  CHECK(kind_of("PAR1\nPAR2\n") == FileKind::other);
  CHECK(kind_of("\x89HDF\r\n\x1A\n\0"sv) == FileKind::hdf5);
  CHECK(kind_of("\x7F\x45LF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0"sv) == FileKind::executable);
  CHECK(kind_of("\x7F\x45LF\x07\0\0\0\0\0\0\0\x20\0\0\0\0\0\0\0"sv) == FileKind::other);
  CHECK(kind_of("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv) == FileKind::picture);
  CHECK(kind_of("\xFF\xD8\xFF\xE0\0\x10JFIF\0"sv) == FileKind::picture);
  CHECK(kind_of("GIF89a\x10\0\x10\0\x80\0\0"sv) == FileKind::picture);
  CHECK(kind_of("GIF89a\nGIF89a\nGIF89a\n"sv) == FileKind::other);
  CHECK(kind_of("\xD4\xC3\xB2\xA1\x02\0\x04\0"sv) == FileKind::packet_capture);
  CHECK(kind_of("\xA1\xB2\x3C\x4D\0\x02\0\x04"sv) == FileKind::packet_capture);
  CHECK(kind_of("\n\r\r\n\x1C\0\0\0\x4D\x3C\x2B\x1A\x01\0"sv) == FileKind::packet_capture);
  CHECK(kind_of("\x80\x04\x95\x0B\0\0\0\0\0\0\0]"sv) == FileKind::pickle);
  CHECK(kind_of("\x80\x02}q\0."sv) == FileKind::pickle);
}

TEST_CASE("saved pages are told by their tags, whatever stands before") {
  for (const char* const page :
       {"<!DOCTYPE html>\n<html>", "<!doctype HTML PUBLIC \"-//W3C//DTD\">", "\n\n  <HTML lang=en>",
        "\xEF\xBB\xBF<html>", "<?xml version=\"1.0\"?>\n<!DOCTYPE html>", "<head><title>x",
        "<!-- saved from url=(0014)about:internet -->\r\n<html>", "<title>404</title>",
        "<?xml version='1.0' encoding='UTF-8'?><Error><Code>AccessDenied</Code>"})
    CHECK(kind_of(page) == FileKind::html);
  CHECK(kind_of("<!--" + std::string(600, 'x')) == FileKind::html);
  for (const char* const other :
       {"<htmlx>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<?xml version='1.0'?>\n<feed>",
        "html\nhead\n", "<http://a.example/>,1\n", "<Error>\n", "<!-- a --> 1\n"})
    CHECK(kind_of(other) == FileKind::other);
}

TEST_CASE("pointers of Git LFS and git-annex are told by their first line") {
  for (const char* const pointer :
       {"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12\n",
        "version https://git-lfs.github.com/spec/v1\r\noid sha256:ab\r\n",
        "version https://hawser.github.com/spec/v1\n", "version http://git-media.io/v/2\n",
        "\xEF\xBB\xBFversion https://git-lfs.github.com/spec/v2\n"})
    CHECK(kind_of(pointer) == FileKind::lfs_pointer);
  CHECK(kind_of("version,time\n") == FileKind::other);
  CHECK(kind_of("version https://example.org/\n") == FileKind::other);
  for (const char* const pointer :
       {"/annex/objects/SHA256E-s31390--f50d7a.csv\n", "/annex/objects/MD5-s5--ab",
        "../../.git/annex/objects/zW/1k/SHA256E-s3--aa.csv/SHA256E-s3--aa.csv",
        ".git\\annex\\objects\\zW\\1k\\WORM-s3-m2--aa\\WORM-s3-m2--aa\r\n",
        ".git/modules/sub/annex/objects/zW/1k/MD5-s3--aa/MD5-s3--aa"})
    CHECK(kind_of(pointer) == FileKind::annex_pointer);
  CHECK(kind_of("/annex/objects/\n/b\n") == FileKind::other);
  CHECK(kind_of("/a/objects/x--y\n") == FileKind::other);
}
