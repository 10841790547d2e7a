// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Cache traces that were joined, shuffled, written by R or numpy, or are records of another form.
#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "ahub/sim/trace.hpp"
#include "sim/trace/csv_columns.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

using Words = std::vector<std::uint32_t>;
using Ids = std::vector<std::uint64_t>;

const std::string kMark = "\xEF\xBB\xBF";

struct Read {
  DenseTrace trace;
  std::vector<Choice> choices;

  std::string said(std::string_view what) const {
    for (const Choice& choice : choices) {
      if (choice.what == what)
        return choice.chosen + (choice.rows > 0 ? " " + std::to_string(choice.rows) : "");
    }
    return "-";
  }
};

Read read(const std::string& text, const std::string& name, const TraceOptions& options = {}) {
  Reading reading;
  Read result{parse_trace(text, name, options, true, 0, &reading), {}};
  result.choices = reading.choices();
  return result;
}

std::string refusal(const std::string& text, const std::string& name) {
  try {
    static_cast<void>(parse_trace(text, name, {}));
  } catch (const Error& error) {
    return error.what();
  }
  return "read";
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// One value in `bytes` bytes, the lowest first or last.
std::string number(std::uint64_t value, int bytes, bool big = false) {
  std::string text;
  for (int i = 0; i < bytes; ++i)
    text += static_cast<char>(value >> (8 * (big ? bytes - 1 - i : i)) & 0xffU);
  return text;
}

struct Layout {
  bool big = false, padded = false;
};

std::string record(std::uint32_t time, std::uint64_t id, std::uint32_t size, std::int64_t next,
                   Layout layout = {}) {
  const std::string pad(layout.padded ? 4 : 0, '\0');
  return number(time, 4, layout.big) + pad + number(id, 8, layout.big) +
         number(size, 4, layout.big) + pad +
         number(static_cast<std::uint64_t>(next), 8, layout.big);
}

std::string records(int count, Layout layout = {}) {
  std::string bytes;
  for (int i = 0; i < count; ++i)
    bytes += record(static_cast<std::uint32_t>(1000 + i), 7U + static_cast<unsigned>(i) % 5, 4096,
                    i + 5, layout);
  return bytes;
}

}  // namespace

TEST_CASE("byte order marks of files that were joined are no part of ids", "[trace]") {
  const Read text = read(kMark + kMark + "7\n8\n" + kMark + "7\n" + kMark + "8\n", "t.txt");
  CHECK(text.trace.ids == Ids{7, 8});
  CHECK(text.trace.requests == Words{0, 1, 0, 1});
  CHECK(text.said("byte order mark inside the file") == "dropped 2");
  const Read csv = read(kMark + "id,size\n7,300\n" + kMark + "id,size\n7,300\n", "t.csv");
  CHECK(csv.trace.ids == Ids{7});
  CHECK(csv.said("byte order mark inside the file") == "dropped 1");
  CHECK(csv.said("header lines in the middle") == "left out 1");
  CHECK(read(kMark + "7\n8\n", "t.txt").said("byte order mark inside the file") == "-");
  // The first file had no line end.
  CHECK(has(refusal("7\n8" + kMark + "9\n", "t.txt"),
            "t.txt:2:2: a byte order mark stands inside the line (byte 3)"));
  CHECK(has(refusal("id,size\n7,300" + kMark + "id,size\n8,1\n", "t.csv"), "t.csv:2:6: "));
}

TEST_CASE("rows whose time goes back are replayed as they stand, and said", "[trace]") {
  const std::string what = "rows out of order of time";
  const Read back = read("time,id\n5,1\n3,2\n9,1\n8,2\n", "t.csv");
  CHECK(back.trace.requests == Words{0, 1, 0, 1});
  CHECK(back.said(what) == "replayed in the order of the file 2");
  CHECK(read("time,id\n5,1\n5,2\n9,1\n10,2\n", "t.csv").said(what) == "-");
  CHECK(has(read("ts,id\n128166372003061630,1\n128166372003061629,2\n", "t.csv").said(what), " 1"));
  CHECK(has(read("timestamp,id\n0.5,1\n1e-1,2\n", "t.csv").said(what), " 1"));
  CHECK(
      has(read("timestamp,id\n2007-02-22 17:00:01,1\n2007-02-22 16:59:59,2\n", "t.csv").said(what),
          " 1"));
  // What cannot be told: offsets, other forms; a day and the hours of it.
  CHECK(read("timestamp,id\n2007-02-22T17:00:01+01:00,1\n2007-02-22T16:30:01+00:00,2\n", "t.csv")
            .said(what) == "-");
  CHECK(read("date,time,id\n20070222,235959,1\n20070223,000001,2\n", "t.csv").said(what) == "-");
  CHECK(
      has(read("date,time,id\n20070222,235959,1\n20070222,225959,2\n", "t.csv").said(what), " 1"));
}

TEST_CASE("records of oracleGeneral whose times go back", "[trace]") {
  const std::string what = "rows out of order of time";
  CHECK(read(records(100), "t.bin").said(what) == "-");
  const Read joined = read(records(50) + records(50), "t.bin");
  CHECK(joined.said(what) == "replayed in the order of the file 1");
  CHECK(joined.trace.requests.size() == 100);
  std::string shuffled;
  for (unsigned i = 0; i < 100; ++i) shuffled += record(5000 + i * 61 % 100, i, 300, 5);
  CHECK(has(refusal(shuffled, "t.bin"), "of 100 records: these are no packed little-endian"));
}

TEST_CASE("records of another layout are refused by name", "[trace]") {
  CHECK(has(refusal(records(40, {true, false}), "t.bin"), "the records look big-endian"));
  CHECK(has(refusal(records(40, {false, true}), "t.oracleGeneral"), "C structs of 32 bytes"));
  CHECK(has(refusal(std::string(240, '\0'), "t.bin"), "each of its 10 records is zero"));
  CHECK(read(records(9) + std::string(48, '\0'), "t.bin").said("records that are zero") ==
        "taken as requests for object 0 2");
  CHECK(has(refusal("\x7F"
                    "ELF\x02\x01\x01" +
                        std::string(233, '\0'),
                    "t.bin"),
            "an executable"));
  CHECK(has(refusal("\x89PNG\r\n\x1A\n" + std::string(232, '\1'), "t.bin"), "a picture"));
}

TEST_CASE("big-endian records with times and next requests that are right either way", "[trace]") {
  const Layout big{true, false};
  struct Kind {
    std::uint32_t time, step;
    std::uint64_t id, id_step;
    std::uint32_t size;
    std::int64_t next;
  };
  const auto all = [](const Kind& kind, Layout layout) {
    std::string bytes;
    for (unsigned i = 0; i < 40; ++i)
      bytes += record(kind.time + i * kind.step, kind.id + i % 7 * kind.id_step, kind.size,
                      kind.next, layout);
    return bytes;
  };
  constexpr std::uint64_t kHash = 0x9E3779B97F4A7C15U;
  for (const Kind& kind : std::vector<Kind>{{0, 1, 7, 1, 4096, -1},
                                            {1, 1, 7, 1, 1, 0},
                                            {0, 1, 4096, 4096, 512, -1},
                                            {0, 1, 100000, 13, 0, -1},
                                            {5, 0, 7, 1, 100, -1},
                                            {0, 3, kHash, kHash, 100, -1},
                                            {0, 2, 1, 1, 65536, 0},
                                            {100, 1, 0, 1, 300, -1}}) {
    CAPTURE(kind.time, kind.id, kind.size);
    CHECK(has(refusal(all(kind, big), "t.bin"), "the records look big-endian"));
    CHECK(read(all(kind, {}), "t.bin").trace.requests.size() == 40);
  }
  // Sound ones: blocks of 64 MiB, hashes for ids, times that stand still or go on by 256 and more.
  for (const Kind& kind :
       std::vector<Kind>{{0, 0, kHash, kHash, 1U << 26U, -1},
                         {0, 1, kHash, kHash, 1U << 26U, -1},
                         {256, 256, kHash, kHash, 1U << 26U, -1},
                         {1U << 24U, 0, 7, 1, 1U << 26U, -1},
                         {0, 0, std::uint64_t{1} << 32U, 0, 1U << 24U, -1},
                         {0, 1, std::uint64_t{1} << 32U, std::uint64_t{1} << 32U, 4096, -1},
                         {0, 0, 0, 0, 0xffffffffU, 0}}) {
    CAPTURE(kind.time, kind.id, kind.size);
    CHECK(read(all(kind, {}), "t.bin").trace.requests.size() == 40);
  }
}

TEST_CASE("sizes may be written as reals when they are whole", "[trace]") {
  CHECK(
      read("id,size\n1,1e+05\n2,300.0\n3,6.553600000000000000e+04\n4,77\n", "t.csv").trace.sizes ==
      Words{100000, 300, 65536, 77});
  CHECK(has(refusal("id,size\n1,300.5\n", "t.csv"),
            "t.csv:2:3: the size '300.5' is no whole number from 0 to 4294967295"));
  CHECK(has(refusal("id,size\n1,1e10\n", "t.csv"), "the size '1e10' is no number from 0 to"));
  CHECK(whole_number("0.00300e5") == 300);
  CHECK(whole_number("1.8446744073709551615e19") == ~std::uint64_t{0});
  for (const char* const text : {"", ".", "e5", "1e", "1e+-2", "-1", "1.5", "1e-1", "12e-1", "0x10",
                                 "1.8446744073709551616e19", "300.00000000000000000001", "nan"})
    CHECK_FALSE(whole_number(text));
}

TEST_CASE("R's names of rows are no column", "[trace]") {
  const Words sizes{300, 77};
  for (const char* const text : {"\"time\",\"id\",\"size\"\n\"1\",0,1000,300\n\"2\",1,8,77\n",
                                 "\"time\" \"id\" \"size\"\n\"1\" 0 1000 300\n\"2\" 1 8 77\n",
                                 "time\tid\tsize\n1\t0\t1000\t300\n2\t1\t8\t77\n"}) {
    CAPTURE(text);
    const Read table = read(text, "t.csv");
    CHECK(table.trace.ids == Ids{1000, 8});
    CHECK(table.trace.sizes == sizes);
    CHECK(has(table.said("row names"), "column 1"));
    CHECK(table.said("id column") == "'id' (column 3 of 4)");
  }
  const std::string once = "\"id\",\"size\"\n\"a\",7,300\n\"b\",8,77\n";
  CHECK(read(once + once, "t.csv").said("header lines in the middle") == "left out 1");
  // A cell too many that is no name of a row.
  CHECK(has(refusal("time,id,size\n0,1000,300,x\n1,8,77,x\n", "t.csv"), "4 cells"));
}

TEST_CASE("a trace of one request is said to be one", "[trace]") {
  CHECK(read("../objects/trace.txt", "t.txt").said("requests") ==
        "the whole trace is one request 1");
  CHECK(read("7\n", "t.txt").said("requests") == "the whole trace is one request 1");
  CHECK(read("../objects/trace.csv", "t.csv").said("requests") ==
        "the whole trace is one request 1");
  CHECK(read("id,size\n7,3\n", "t.csv").said("requests") == "-");
  CHECK(read("7\n7\n", "t.txt").said("requests") == "-");
}
