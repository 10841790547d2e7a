// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

#include "ahub/base/codes.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/json.hpp"
#include "ahub/base/random.hpp"
#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"

using namespace ahub;
namespace fs = std::filesystem;

TEST_CASE("path rules refuse what is not portable, printable and inside", "[files]") {
  for (const char* path :
       {"", "/a", "../a", "a/../b", "a//b", "a/", "-a", "a.", " a", "a:b", "con", "NUL.txt", "com1",
        ".git/x", ".GIT", ".ahub", "a\x1b", "a\xff", "a\u202e"}) {
    INFO(path);
    CHECK_FALSE(path_problem(path).empty());
  }
  for (const char* path :
       {"a", "a/b.csv", "console.txt", "a-b_c", "\u00e9.csv", ".hidden", ".github/x"})
    CHECK(path_problem(path).empty());
}

TEST_CASE("files in memory are sorted, hashed and found", "[files]") {
  const PackageFiles files = make_package_files("m", {{"b", "2"}, {"a", "1"}, {"A", "3"}});
  REQUIRE(files.files.size() == 2);
  CHECK(files.files[0].path == "a");
  CHECK(files.find("b") == 1);
  CHECK(files.find("c") == kNoFile);
  REQUIRE(files.problems.size() == 1);
  CHECK(files.problems[0].code == codes::kCaseCollision);
  CHECK(files.files[0].sha256 ==
        "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b");
}

TEST_CASE("numbers are read by JSON's grammar and nothing else", "[text]") {
  for (const char* text : {"0", "-1", "1.5", "1e3", "-0.25E-2"})
    CHECK(parse_real(text).has_value());
  for (const char* text :
       {"", "+1", "01", ".5", "1.", "0x10", "1e", "nan", "inf", "1e999", "1e-999", "1,5", " 1"}) {
    INFO(text);
    CHECK_FALSE(parse_real(text).has_value());
  }
  CHECK(parse_integer("9223372036854775807") == 9223372036854775807LL);
  CHECK_FALSE(parse_integer("9223372036854775808"));
  CHECK(format_milli(13000) == "13.0");
  CHECK(format_milli(1950) == "2.0");
  CHECK(format_milli(-1250) == "-1.3");
}

TEST_CASE("what could move a cursor or hide is escaped", "[text]") {
  CHECK(safe_text("a\x1b[31m\tb\n\u202e\xff") == "a\\u{001B}[31m\\tb\\n\\u{202E}\\x{FF}");
  CHECK(safe_block("a\nb") == "a\nb");
  CHECK(display_width("\u4e2d\u6587a") == 5);
  CHECK(truncate_to_width("abcdef", 4) == "abc\u2026");
  CHECK(wrap("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("\n one  two\nthree \n four ", 13) ==
        std::vector<std::string>{"one two three", "four"});
  CHECK(wrap("a word-too-long b", 3) == std::vector<std::string>{"a", "word-too-long", "b"});
  CHECK(wrap("caf\u00e9 \u4e2d\u6587 x", 9) ==
        std::vector<std::string>{"caf\u00e9 \u4e2d\u6587", "x"});
  CHECK(wrap(" \n", 9).empty());
}

TEST_CASE("printable ASCII ends at the first byte outside blank to tilde", "[text]") {
  for (int value = 0; value < 256; ++value) {
    for (std::size_t at = 0; at < 19; ++at) {
      std::string text(19, 'x');
      text[at] = static_cast<char>(value);
      CHECK(printable_ascii(text) == (value >= 0x20 && value < 0x7F ? text.size() : at));
    }
  }
  CHECK(printable_ascii(" ~ ~ ~ ~ ~ ") == 11);
  CHECK(printable_ascii("") == 0);
}

TEST_CASE("what stands between words does not move a line's end", "[text]") {
  Xoshiro256ss random(42);
  for (int round = 0; round < 2000; ++round) {
    std::string even, odd = "\n";
    for (auto words = 1 + random.below(12); words > 0; --words) {
      const std::string word(1 + random.below(9), static_cast<char>('a' + random.below(26)));
      even += (even.empty() ? "" : " ") + word;
      odd += word + (random.below(2) == 0 ? " " : "\n  ");
    }
    const std::size_t columns = random.below(30);
    const std::vector<std::string> lines = wrap(even, columns);
    CAPTURE(even, columns);
    REQUIRE(lines == wrap(odd, columns));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool one_word = lines[i].find(' ') == std::string::npos;
      REQUIRE((one_word || lines[i].size() <= columns));
      if (i == 0) continue;  // The first word of a line had no room in the line before.
      const std::size_t next = lines[i].substr(0, lines[i].find(' ')).size();
      REQUIRE(lines[i - 1].size() + 1 + next > columns);
    }
  }
}

TEST_CASE("the nearest name is close or there is none", "[text]") {
  const std::vector<std::string> names{"verify", "rank", "receipt"};
  CHECK(nearest("verfy", names) == "verify");
  CHECK(nearest("vreify", names) == "verify");
  CHECK_FALSE(nearest("xyz", names));
}

TEST_CASE("units convert within their kind only", "[units]") {
  CHECK(convert(83.76, "%", "fraction") == 0.8376);
  CHECK(convert(0.5, "fraction", "%") == 50);
  CHECK(convert(1.5, "s", "ms") == 1500);
  CHECK(convert(2, "KiB", "B") == 2048);
  CHECK_FALSE(convert(11.81, "pp", "%"));
  CHECK_FALSE(convert(1, "no-such-unit", "s"));
}

TEST_CASE("random streams give the published words", "[random]") {
  SplitMix64 mix(42);
  CHECK(mix.next() == 0xbdd732262feb6e95ULL);
  CHECK(mix.next() == 0x28efe333b266f103ULL);
  Xoshiro256ss stream(42);
  for (const std::uint64_t word :
       {0x15780b2e0c2ec716ULL, 0x6104d9866d113a7eULL, 0xae17533239e499a1ULL, 0xecb8ad4703b360a1ULL})
    CHECK(stream.next() == word);
  CHECK(Xoshiro256ss(0).next() == 0x99ec5f36cb75f2b4ULL);
  CHECK(Mt19937Py(42).uniform() == 0x1.4762f307200c5p-1);
}

TEST_CASE("JSON is read strictly and written canonically", "[json]") {
  for (const char* text : {"", "{", "[1,]", "{\"a\":1,\"a\":2}", "nul", "1e999", "01", "\"\xff\"",
                           "[1] 2", "99999999999999999999"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_json(text, "test"), Error);
  }
  CHECK_THROWS_AS(parse_json(std::string(40, '[') + std::string(40, ']'), "test"), Error);
  CHECK(canonical_json(parse_json("{\"b\": 1.0, \"a\": [true, null, \"x\\n\"]}", "test")) ==
        "{\"a\":[true,null,\"x\\n\"],\"b\":1}");
  CHECK(to_json(Json("\x1b\u202e")) == "\"\\u001b\\u202e\"");
}

TEST_CASE("positions count code points", "[diagnostic]") {
  const std::string text = "a\n\u00e9\u4e2db";
  CHECK(position_of(text, 7).line == 2);
  CHECK(position_of(text, 7).column == 3);
  CHECK(position_of(text, 1000).column == 4);
}

TEST_CASE("exit codes combine by their documented order", "[error]") {
  CHECK(worse_exit(0, 1) == 1);
  CHECK(worse_exit(1, 7) == 7);
  CHECK(worse_exit(7, 3) == 3);
  CHECK(worse_exit(3, 6) == 6);
  CHECK(worse_exit(6, 5) == 5);
  CHECK(worse_exit(5, 4) == 4);
  CHECK(worse_exit(4, 70) == 70);
}

TEST_CASE("a link or a pipe that is written to stays what it is") {
  std::string folder = (fs::temp_directory_path() / "ahub-files-XXXXXX").string();
  REQUIRE(mkdtemp(folder.data()) != nullptr);
  const fs::path file = fs::path(folder) / "file", link = fs::path(folder) / "link",
                 pipe = fs::path(folder) / "pipe";
  write_file(file, "old");
  fs::create_symlink("file", link);
  write_file(link, "new");
  CHECK(fs::is_symlink(link));
  CHECK(read_file(file, 10) == "new");
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  const int reader = ::open(pipe.c_str(), O_RDWR | O_NONBLOCK);
  write_file(pipe, "through");
  char bytes[8] = {};
  CHECK(::read(reader, bytes, sizeof bytes) == 7);
  CHECK(std::string(bytes) == "through");
  ::close(reader);
  CHECK(fs::is_fifo(pipe));
  fs::remove_all(folder);
}
