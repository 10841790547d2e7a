// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The door: compressed forms unfolded, what is no data named, text checked.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

#include "ahub/base/error.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/limits.hpp"
#include "unit/base/compressed.hpp"

using namespace ahub;
using std::string_literals::operator""s;
using std::string_view_literals::operator""sv;

namespace {

const std::array<std::pair<FileKind, std::string (*)(std::string_view)>, 4> kForms{
    {{FileKind::gzip, gzip},
     {FileKind::bzip2, bzip2},
     {FileKind::xz, [](std::string_view text) { return xz(text); }},
     {FileKind::zstd, [](std::string_view text) { return zstd(text); }}}};

Door text() { return {}; }
Door binary() { return {.content = Door::Content::binary}; }

std::string content(std::string_view raw, const Door& door, std::string_view name = "t") {
  std::string all;
  read_foreign(raw, name, door, [&](std::string_view piece) {
    all += piece;
    return true;
  });
  CHECK(std::string(unfold(raw, name, door).bytes) == all);
  // However the bytes come, and at once.
  for (const std::size_t step : {std::size_t{1}, std::size_t{13}, std::size_t{70'000}}) {
    if (step == 1 && raw.size() > 10'000) continue;
    std::size_t at = 0;
    std::string again;
    read_foreign(
        [&] {
          const std::string_view piece = raw.substr(std::min(at, raw.size()), step);
          at += piece.size();
          return piece;
        },
        name, door,
        [&](std::string_view piece) {
          again += piece;
          return true;
        });
    CHECK(again == all);
  }
  return all;
}

std::string fault(std::string_view raw, const Door& door, std::string_view name = "t") {
  try {
    static_cast<void>(content(raw, door, name));
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    return std::string(error.code()) + " " + error.what();
  }
  return "none";
}

std::string hint(std::string_view raw, const Door& door) {
  try {
    static_cast<void>(content(raw, door));
  } catch (const Error& error) {
    return error.hint();
  }
  return "none";
}

}  // namespace

TEST_CASE("UTF-16 and UTF-32 are told with a mark and without") {
  for (const bool big : {false, true}) {
    CHECK(kind_of((big ? "\xFE\xFF" : "\xFF\xFE") + wide(kText, 2, big)) == FileKind::utf16);
    CHECK(kind_of(wide(kText, 2, big)) == FileKind::utf16);
    CHECK(kind_of((big ? "\0\0\xFE\xFF"s : "\xFF\xFE\0\0"s) + wide(kText, 4, big)) ==
          FileKind::utf32);
    CHECK(kind_of(wide("1\n2\n", 4, big)) == FileKind::utf32);
    CHECK(kind_of(wide("1\n", 2, big)) == FileKind::utf16);
    CHECK(fault(wide(kText, 2, big), text()) ==
          "not-data t: it is UTF-16 text, only UTF-8 is read");
  }
  CHECK(kind_of("a\0"sv) == FileKind::other);
  CHECK(hint(wide(kText, 2, false), text()) == "convert it with 'iconv -f UTF-16 -t UTF-8'");
}

TEST_CASE("compressed files are the files that they hold") {
  std::string large;
  for (int i = 0; i < 200'000; ++i) large += std::to_string(i * 7919 % 10007) + "\n";
  for (const auto& [kind, fold] : kForms) {
    INFO(describe(kind));
    for (const std::string& whole : {kText, large, ""s, "1\n"s}) {
      CHECK(content(fold(whole), text()) == whole);
      CHECK(content(fold(whole), binary()) == whole);
    }
    CHECK(unfold(fold(kText), "t", text()).wrapping == kind);
    // Members one behind the other, an empty one between, and the zeros that fill a block up.
    CHECK(content(fold(kText) + fold("") + fold(large), text()) == kText + large);
    CHECK(content(fold(kText) + std::string(512, '\0'), text()) == kText);
    CHECK(fault(fold(kText) + "more than twelve bytes", text()).find("something else follows") !=
          std::string::npos);
  }
  CHECK(content("\x50\x2A\x4D\x18\x04\0\0\0abcd"s + zstd(kText) + "\x51\x2A\x4D\x18\x01\0\0\0a"s +
                    zstd(kText),
                text()) == kText + kText);
}

TEST_CASE("the form before xz is unfolded, and holds one stream") {
  std::string large;
  for (int i = 0; i < 200'000; ++i) large += std::to_string(i * 7919 % 10007) + "\n";
  for (const std::string& whole : {kText, large, ""s, "1\n"s}) {
    CHECK(content(lzma(whole), text()) == whole);
    CHECK(content(lzma(whole), binary()) == whole);
  }
  CHECK(unfold(lzma(kText), "t", text()).wrapping == FileKind::lzma);
  CHECK(content(lzma(kText) + std::string(512, '\0'), text()) == kText);
  CHECK(fault(lzma(kText) + lzma(kText), text()).find("something else follows") !=
        std::string::npos);
  const std::string folded = lzma(large);
  CHECK(fault(folded.substr(0, folded.size() / 2), text()).find("lzma compression ends early") !=
        std::string::npos);
  CHECK(fault(gzip(folded), text()) == "not-data t: inside gzip it is lzma again");
  Door door;
  door.unfolded_bytes = 1000;
  CHECK(fault(lzma(std::string(1001, '1')), door) ==
        "too-large t: it unfolds to more than 1000 bytes");
}

TEST_CASE("zstd of a version before 0.8 is named") {
  CHECK(fault("\x27\xB5\x2F\xFD\x04\x28\0\0"s, text()) ==
        "not-data t: it is compressed with zstd of a version before 0.8, which is not read");
  CHECK(hint("\x27\xB5\x2F\xFD\x04\x28\0\0"s, text()).find("the version that wrote it") !=
        std::string::npos);
}

TEST_CASE("a plain file is handed out where it lies, its byte order mark dropped") {
  const Unfolded plain = unfold(kText, "t", text());
  CHECK(plain.bytes.data() == kText.data());
  CHECK(plain.owner == nullptr);
  CHECK(plain.wrapping == FileKind::other);
  CHECK(content("\xEF\xBB\xBF" + kText, text()) == kText);
  CHECK(content("\xEF\xBB\xBF" + kText, binary()) == "\xEF\xBB\xBF" + kText);
  CHECK(content(gzip("\xEF\xBB\xBF" + kText), text()) == kText);
  CHECK(content("", text()).empty());
  CHECK(content("\xEF\xBB\xBF", text()).empty());
  // Files that were marked twice.
  CHECK(content("\xEF\xBB\xBF\xEF\xBB\xBF" + kText, text()) == kText);
  CHECK(content(gzip("\xEF\xBB\xBF\xEF\xBB\xBF" + kText), text()) == kText);
}

TEST_CASE("damaged and cut compression is refused with the byte") {
  std::string large;
  for (int i = 0; i < 100'000; ++i) large += std::to_string(i * 7919 % 10007) + "\n";
  for (const auto& [kind, fold] : kForms) {
    INFO(describe(kind));
    const std::string whole = fold(large);
    for (const std::size_t size : {whole.size() - 1, whole.size() - 9, whole.size() / 2}) {
      const std::string why = fault(whole.substr(0, size), text());
      CHECK(why == "damaged t: the " + std::string(describe(kind)) +
                       " compression ends early (byte " + std::to_string(size) + ")");
    }
    std::string bad = whole;
    bad[bad.size() / 2] = static_cast<char>(bad[bad.size() / 2] ^ 0x55);
    CAPTURE(fault(bad, text()));
    CHECK(fault(bad, text()).find("compression is damaged: ") != std::string::npos);
    CHECK(fault(bad, text()).find("(byte ") != std::string::npos);
  }
  // The checksum at the end counts, which libarchive does not look at.
  std::string sum = gzip(kText);
  sum[sum.size() - 6] = static_cast<char>(sum[sum.size() - 6] ^ 1);
  CHECK(
      fault(sum, text()).find("damaged t: the gzip compression is damaged: incorrect data check") ==
      0);
}

TEST_CASE("a window that is too large is named") {
  const std::string wide_window = zstd(kText, 30);
  CHECK(fault(wide_window, text()) == "damaged t: unfolding it needs a window of 1024 MiB");
  CHECK(hint(wide_window, text()).find("zstd -d --long=31") != std::string::npos);
  CHECK(content(zstd(kText, 27), text()) == kText);
  // One segment: the frame's size is its window (a header alone, 200 MiB).
  CHECK(fault("\x28\xB5\x2F\xFD\xA0\0\0\x80\x0C\x01\0\0"s, text()) ==
        "damaged t: unfolding it needs a window of 200 MiB");
  CHECK(content(xz(kText, 9), text()) == kText);
}

TEST_CASE("what unfolds to too much is refused") {
  Door door = text();
  door.unfolded_bytes = 1000;
  const std::string large(1001, '1');
  for (const auto& [kind, fold] : kForms) {
    CHECK(fault(fold(large), door) == "too-large t: it unfolds to more than 1000 bytes");
    CHECK(content(fold(large.substr(1)), door).size() == 1000);
  }
  CHECK(content(large, door) == large);
}

TEST_CASE("what is no data is named, plain and inside compression") {
  const std::vector<std::pair<std::string, std::string>> kinds{
      {"<!DOCTYPE html>", "it is a saved web page, not the data itself"},
      {"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 2\n",
       "it is a Git LFS pointer, not the data itself"},
      {"/annex/objects/MD5-s5--ab\n", "it is a git-annex pointer, not the data itself"},
      {"PK\x03\x04\x14\0"s, "it is a zip archive, not the data itself"},
      {tar(true), "it is a tar archive, not the data itself"},
      {"\x04\x22\x4D\x18\x64\x40"s, "it is compressed with lz4, which is not read"},
      {"SQLite format 3\0"s, "it is an SQLite database, which is not read"}};
  for (const auto& [bytes, why] : kinds) {
    for (const Door& door : {text(), binary()}) {
      CHECK(fault(bytes, door) == "not-data t: " + why);
      CHECK(fault(zstd(bytes), door) == "not-data t: inside zstd " + why);
      CHECK(!hint(bytes, door).empty());
    }
  }
  CHECK(fault(gzip(zstd(kText)), text()) == "not-data t: inside gzip it is zstd again");
  Door archives = binary();
  archives.takes = {FileKind::zip, FileKind::gzip};
  CHECK(content("PK\x03\x04\x14\0"s, archives) == "PK\x03\x04\x14\0"s);
  CHECK(content(gzip("x"), archives) == gzip("x"));
}

TEST_CASE("text holds no control bytes and no endless lines") {
  CHECK(fault("1\n2\n3\0\n"s, text()) ==
        "not-text t:3:2: a NUL byte, which text does not hold (byte 5)");
  CHECK(fault("\xEF\xBB\xBF"
              "1\x01\n",
              text()) == "not-text t:1:2: a control byte 0x01, which text does not hold (byte 4)");
  CHECK(fault("\x7F", text()) ==
        "not-text t:1:1: a control byte 0x7f, which text does not hold (byte 0)");
  CHECK(content("a\tb\r\n\f\n", text()) == "a\tb\r\n\f\n");
  CHECK(content("\xC3\xA9\xFF\n", text()) == "\xC3\xA9\xFF\n");
  CHECK(content("1\n\0\x01"s, binary()) == "1\n\0\x01"s);
  for (unsigned c = 0; c < 256; ++c) {
    const std::string raw = std::string(300, 'x') + static_cast<char>(c);
    const bool foul = (c < 32 && c != 9 && c != 10 && c != 12 && c != 13) || c == 127;
    CHECK((fault(raw, text()) == "none") == !foul);
    CHECK((fault(raw + std::string(700, 'y'), text()) == "none") == (!foul && c != '\r'));
  }
  // Ends of lines that are none here would make a file one line.
  const std::string mac = "t:1:2: a carriage return without a line feed, which ends no line here";
  CHECK(fault("1\r2\r3\r", text()) == "not-text " + mac + " (byte 1)");
  CHECK(fault("1\r", text()) == "none");
  CHECK(fault("1\r\n2\r\n", text()) == "none");
  CHECK(fault("1\r\r\n", text()) == "not-text " + mac + " (byte 1)");
  CHECK(hint("1\r2", text()) == "write the ends of lines anew: tr '\\r' '\\n' <FILE");
  for (const std::size_t size : {239U, 240U, 241U, 65'535U, 65'536U, 65'537U}) {
    CHECK(fault(std::string(size, 'x') + "\r\nx", text()) == "none");
    CHECK(fault(std::string(size, 'x') + "\rx", text()).find("carriage return") !=
          std::string::npos);
    CHECK(fault(gzip(std::string(size, 'x') + "\rx"), text()).find("carriage return") !=
          std::string::npos);
  }
  // Far from the start, over pieces and inside compression: the same place.
  std::string lines;
  for (int i = 0; i < 50'000; ++i) lines += std::to_string(i) + "\n";
  const std::string place = "t:50001:3: a NUL byte, which text does not hold (byte " +
                            std::to_string(lines.size() + 2) + ")";
  CHECK(fault(lines + "ab\0c\n"s, text()) == "not-text " + place);
  CHECK(fault(xz(lines + "ab\0c\n"s), text()) == "not-text " + place);

  Door door = text();
  for (const std::uint64_t most : {10U, 1000U, 65'536U, 1'000'000U}) {
    door.line_bytes = most;
    const std::string longest(most, 'x');
    CHECK(content("1\n" + longest + "\n" + longest, door).size() == 2 * most + 3);
    CHECK(fault("1\n" + longest + "\n2\nx" + longest, door) ==
          "not-text t:4:" + std::to_string(most + 1) + ": a line has more than " +
              std::to_string(most) + " bytes (byte " + std::to_string(2 * most + 5) + ")");
    CHECK(fault(zstd(longest + "x\n"), door).find("not-text t:1:") == 0);
  }
}

TEST_CASE("a reader that has enough hears of nothing that follows") {
  int pieces = 0;
  std::string got;
  read_foreign("1\n2\n\0"s, "t", text(), [&](std::string_view piece) {
    ++pieces;
    got += piece;
    return false;
  });
  CHECK(pieces == 1);
  CHECK(got == "1\n2\n");
  const std::string large(1 << 20, '\n');
  for (const auto& [kind, fold] : kForms) {
    const std::string whole = fold(large);
    std::size_t size = 0;
    read_foreign(whole.substr(0, whole.size() - 3), "t", text(), [&](std::string_view piece) {
      size += piece.size();
      return size < 1000;
    });
    CHECK(size >= 1000);
  }
  CHECK_THROWS_AS(read_foreign("1", "t", text(), [](std::string_view) -> bool { throw 7; }), int);
}

TEST_CASE("a reader that judges its lines itself gets them as they are") {
  Door lines;
  lines.content = Door::Content::lines;
  lines.line_bytes = 3;
  const std::string odd = "{\"a\":\"\x01\0\x7F\"}\n"s;
  CHECK(content(odd, lines) == odd);
  CHECK(content("\xEF\xBB\xBF" + odd, lines) == odd);
  CHECK(content(xz("\xEF\xBB\xBF" + odd), lines) == odd);
  CHECK(fault(wide(kText, 2, true), lines) == "not-data t: it is UTF-16 text, only UTF-8 is read");
  CHECK(fault("\xFF\xFE\x42\x30", lines) == "not-data t: it is UTF-16 text, only UTF-8 is read");
}

TEST_CASE("records that begin like another form stay records") {
  const auto record = [](std::string_view start, char id = 9) {
    std::string bytes(start);
    bytes.resize(4, '\0');
    bytes += id + std::string(7, '\0') + "\0\x10\0\0"s + std::string(8, '\xFF');
    return bytes + bytes;
  };
  // Timestamps of two or three bytes that are also somebody's magic.
  for (const std::string_view start :
       {"\x1F\x8B\x08\0"sv, "\xFF\xFE\0\0"sv, "\xFE\xFF\x01\0"sv, "\x1F\x9D\x90\0"sv,
        "\x80\x02}\0"sv, "\x80\x03]\0"sv, "\0\0\0\0"sv}) {
    const std::string trace = record(start);
    CHECK(content(trace, binary()) == trace);
  }
  CHECK(fault(record("\0\0\0\0"sv), binary(), "t.oracleGeneral.zst") ==
        "damaged t.oracleGeneral.zst: it does not begin as zstd does (byte 0)");
  CHECK(fault(record("\0\0\0\0"sv), binary(), "t.bin.Z") ==
        "not-data t.bin.Z: it is compressed with compress (.Z), which is not read");
  CHECK(content(kText, text(), "t.csv.gz") == kText);
}

TEST_CASE("what unfolds to far more than it holds is a limit, and named") {
  const std::string zeros = gzip(std::string(std::size_t{1} << 20, 'a')), fair = gzip("a\n");
  std::string members;
  for (int i = 0; i < 140; ++i) members += zeros;
  Door door;
  door.content = Door::Content::binary;
  // gzip cannot pass 1032 for one; its member here has about 1000.
  std::uint64_t bytes = 0;
  const auto count = [&](std::string_view piece) {
    bytes += piece.size();
    return true;
  };
  try {
    read_foreign(members, "a.gz", door, count);
    CHECK(bytes == std::uint64_t{140} << 20);
    CHECK(bytes / members.size() <= limits::kUnfoldedRatio);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::limit);
    CHECK(error.code() == "unfolded");
    CHECK(bytes >= limits::kUnfoldedFree - (std::uint64_t{1} << 20));
  }
  bytes = 0;
  read_foreign(fair, "a.gz", door, count);
  CHECK(bytes == 2);
}

TEST_CASE("a reader is asked whether to go on while it reads and unfolds") {
  struct Enough {};
  const std::string text(std::size_t{8} << 20, '\n');
  for (const Door::Content content :
       {Door::Content::text, Door::Content::lines, Door::Content::binary}) {
    for (const bool packed : {false, true}) {
      Door door;
      door.content = content;
      int asked = 0;
      door.alive = [&] {
        if (++asked == 3) throw Enough();
      };
      std::uint64_t bytes = 0;
      const std::string raw = packed ? gzip(text) + gzip(text) + gzip(text) : text;
      CHECK_THROWS_AS(read_foreign(raw, "a", door,
                                   [&](std::string_view piece) {
                                     bytes += piece.size();
                                     return true;
                                   }),
                      Enough);
      CHECK(bytes < text.size());
    }
  }
}
