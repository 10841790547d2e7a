// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <zstd.h>

#include <algorithm>
#include <unordered_map>

#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "ahub/base/random.hpp"
#include "ahub/sim/trace.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

using Words = std::vector<std::uint32_t>;

std::string record(std::uint64_t id, std::uint32_t size) {
  std::string bytes;
  const auto put = [&](std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xffU);
  };
  put(1, 4);
  put(id, 8);
  put(size, 4);
  put(~std::uint64_t{0}, 8);
  return bytes;
}

std::string compressed(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

std::string refusal(const std::string& bytes, const std::string& name,
                    const TraceOptions& options = {}) {
  try {
    static_cast<void>(parse_trace(bytes, name, options));
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

std::string written(void (*write)(const DenseTrace&, const TraceSink&), const DenseTrace& trace) {
  std::string out;
  write(trace, [&](std::string_view piece) { out += piece; });
  return out;
}

}  // namespace

TEST_CASE("oracleGeneral gives ids in order of appearance and the first size above 0", "[trace]") {
  const std::uint64_t big = ~std::uint64_t{0};
  const std::string bytes = record(big, 7) + record(5, 0) + record(big, 9) + record(6, 3);
  for (const std::string& form : {bytes, compressed(bytes)}) {
    const DenseTrace trace = parse_trace(form, "t.oracleGeneral", {}, true);
    CHECK(trace.requests == Words{0, 1, 0, 2});
    CHECK(trace.sizes == Words{7, 1, 3});
    CHECK(trace.ids == std::vector<std::uint64_t>{big, 5, 6});
    CHECK(trace.resized == 1);
    CHECK(trace.zero_sized == 1);
    CHECK(trace.unsized == 1);
  }
}

TEST_CASE("dense ids, first sizes and changed sizes are those of a plain map", "[trace]") {
  SplitMix64 random(7);
  // Ids that differ only above or below, or by a block's size; 40,000 objects grow the table often.
  for (const std::uint64_t step :
       {std::uint64_t{1}, std::uint64_t{4096}, std::uint64_t{1} << 40U}) {
    for (const std::size_t odd_one : {std::size_t{0}, std::size_t{150'000}, std::size_t{200'000}}) {
      std::string bytes;
      Words requests, sizes;
      std::vector<std::uint64_t> ids;
      std::unordered_map<std::uint64_t, std::uint32_t> seen;
      std::uint64_t resized = 0, zero = 0;
      for (std::size_t i = 0; i < 200'000; ++i) {
        const std::uint64_t id = random.next() % (i / 4 + 1) * step;
        const std::uint32_t size = i < odd_one ? 5 : static_cast<std::uint32_t>(random.next() % 3);
        bytes += record(id, size);
        const auto [at, fresh] = seen.try_emplace(id, static_cast<std::uint32_t>(seen.size()));
        if (fresh) {
          ids.push_back(id);
          sizes.push_back(size);
        }
        std::uint32_t& own = sizes[at->second];
        if (own == 0) own = size;
        zero += size == 0;
        resized += size != 0 && own != size;
        requests.push_back(at->second);
      }
      const auto unsized = std::count(sizes.begin(), sizes.end(), 0U);
      std::replace(sizes.begin(), sizes.end(), 0U, 1U);
      for (const std::string& form : {bytes, compressed(bytes)}) {
        const DenseTrace trace = parse_trace(form, "t.oracleGeneral", {}, true);
        CHECK(trace.zero_sized == zero);
        CHECK(trace.unsized == unsized);
        CHECK(trace.requests == requests);
        CHECK(trace.ids == ids);
        CHECK(trace.objects == ids.size());
        CHECK(trace.sizes == sizes);
        CHECK(trace.resized == resized);
      }
    }
  }
}

TEST_CASE("a limit takes the first requests and does not look at what follows", "[trace]") {
  const std::string cut = record(1, 1) + record(2, 1) + record(1, 1) + "rest";
  CHECK(parse_trace(cut, "t.bin", {}, false, 3).requests == Words{0, 1, 0});
  CHECK(parse_trace("1\n2\n\0bad", "t.txt", {}, false, 2).requests == Words{0, 1});
}

TEST_CASE("csv columns are found by name or number and cells may be quoted", "[trace]") {
  CHECK(parse_trace("time,obj_id,obj_size\r\n1,9,5\r\n2,\"9\",5\r\n3,a,6\r\n", "t.csv", {}).sizes ==
        Words{5, 6});
  CHECK(parse_trace("7;3\n8;3\n7;3\n", "t.csv", {std::nullopt, "1", "", ';'}).requests ==
        Words{0, 1, 0});
  CHECK(parse_trace("7,3\n8,4\n", "t.csv", {std::nullopt, "2", "1", ','}).sizes == Words{7, 8});
  CHECK(parse_trace("k,s\nx,4\ny,2\n", "t.csv", {std::nullopt, "k", "s", ','}).sizes ==
        Words{4, 2});
  CHECK(parse_trace("\"a,\"\"b\"\n\"a,\"\"b\"\n", "t.csv", {}).requests == Words{0, 0});
}

TEST_CASE("texts of one id a line skip comments and blanks", "[trace]") {
  CHECK(parse_trace("# ids\n12\n\n 12 \n012\nurl/x", "t.txt", {}, true).requests ==
        Words{0, 0, 1, 2});
}

TEST_CASE("damaged traces are refused with their place", "[trace]") {
  CHECK(refusal(record(1, 1) + "abc", "t.bin") ==
        "t.bin: it ends 3 bytes into a record of 24 (byte 24)");
  CHECK(refusal("", "t.txt") == "t.txt: it holds no request");
  CHECK(refusal("id,size\n1,5\n2,-5\n", "t.csv") ==
        "t.csv:3:3: the size '-5' is no number from 0 to 4294967295 (byte 14)");
  CHECK(refusal("id,size\n1,5\n2\n", "t.csv") ==
        "t.csv:3:1: the row has 1 cells, the size is number 2 (byte 12)");
  CHECK(refusal("a,b\n\"x,y\n", "t.csv") ==
        "t.csv:2:1: a quoted cell is not closed on its line (byte 4)");
  CHECK(refusal("a,b\n\"x\"y,1\n", "t.csv") ==
        "t.csv:2:4: text follows the closing quote of a cell (byte 7)");
  CHECK(refusal("a,b\n1,2\n", "t.csv", {std::nullopt, "no", "", ','}) ==
        "t.csv:1:1: the header has no column 'no' (byte 0)");
  CHECK(refusal(std::string("1\n\0", 3), "t.txt") ==
        "t.txt:2:1: a NUL byte, which text does not hold (byte 2)");
  CHECK(refusal("x", "t.dat") == "t.dat: its name does not tell the format");
  CHECK(refusal(std::string(2U << 20U, 'x'), "t.txt").find("more than 1048576 bytes") !=
        std::string::npos);
  const std::string whole = compressed(std::string(100'000, 'a') + "\n");
  CHECK(refusal(whole.substr(0, whole.size() - 4), "t.txt.zst").find("ends early") !=
        std::string::npos);
  std::string broken = whole;
  broken[6] = static_cast<char>(broken[6] ^ 0x7f);
  CHECK(refusal(broken, "t.txt.zst") != "accepted");
}

TEST_CASE("devices, directories and missing files are refused", "[trace]") {
  for (const char* path : {"/dev/zero", "/", "/no/such/trace.csv"}) {
    CAPTURE(path);
    CHECK_THROWS_AS(read_trace(path, {TraceFormat::text, "", "", ','}), Error);
  }
}

TEST_CASE("what is written is read again", "[trace]") {
  const DenseTrace trace = parse_trace("id,size\n9,5\n7,6\n9,5\n", "t.csv", {}, true);
  const DenseTrace again = parse_trace(written(to_oracle_general, trace), "t.bin", {}, true);
  CHECK(again.requests == trace.requests);
  CHECK(again.sizes == trace.sizes);
  CHECK(again.ids == trace.ids);
  CHECK(written(to_csv, trace) == "id,size\n9,5\n7,6\n9,5\n");
  CHECK(written(to_text, trace) == "9\n7\n9\n");
  // The next request of the same object: byte 16 of the first record says 2.
  CHECK(written(to_oracle_general, trace)[16] == 2);
}

TEST_CASE("a profile counts what is there", "[trace]") {
  const TraceProfile all = profile(parse_trace("1\n2\n1\n3\n1\n1\n", "t.txt", {}));
  CHECK(all.requests == 6);
  CHECK(all.distinct == 3);
  CHECK(all.one_hit_wonders == 2);
  CHECK(all.top_1 == Approx(4.0 / 6));
  // Distances of object 1: 2, 2, 1.
  CHECK(all.reuse_time == std::vector<std::uint64_t>{1, 2});
}

TEST_CASE("a profile sorts objects by how often they come, seldom ones and frequent ones",
          "[trace]") {
  DenseTrace trace;
  trace.objects = 4;
  trace.requests.assign(70'000, 0);
  trace.requests.insert(trace.requests.end(), 65'536, 1);
  trace.requests.insert(trace.requests.end(), 65'535, 2);
  trace.requests.push_back(3);
  const TraceProfile all = profile(trace);
  CHECK(all.distinct == 4);
  CHECK(all.one_hit_wonders == 1);
  CHECK(all.top_1 == Approx(70'000.0 / 201'072));
  trace.requests.resize(136'072);  // The third lost its last requests.
  CHECK(profile(trace).distinct == 3);
  CHECK(profile(trace).top_10 == 1);
}

TEST_CASE("a profile can be left while it is made", "[trace]") {
  DenseTrace trace;
  trace.objects = 200'000;
  for (std::uint32_t i = 0; i < 200'000; ++i) trace.requests.push_back(i);
  int asked = 0;
  CHECK(profile(trace, [&] { ++asked; }).distinct == 200'000);
  CHECK(asked >= 8);  // Four blocks of requests, four of objects, and more.
  for (int last = 1; last <= asked; ++last) {
    int left = last;
    const auto alive = [&] {
      if (--left == 0) throw Error(ErrorKind::limit, "deadline", "over");
    };
    CHECK_THROWS_AS(profile(trace, alive), Error);
  }
}

TEST_CASE("ids that were chosen to collide are numbered as any others", "[trace]") {
  // Multiples of the inverse of the table's multiplier, folded as it folds: all fall on its first
  // slots.
  std::uint64_t inverse = 1;
  for (int i = 0; i < 6; ++i) inverse *= 2 - 0x9E3779B97F4A7C15U * inverse;
  std::string text;
  for (std::uint64_t i = 1; i <= 200'000; ++i) {
    const std::uint64_t folded = i * inverse;
    text += std::to_string(folded ^ folded >> 32U) + "\n";
  }
  const DenseTrace trace = parse_trace(text + text, "t.txt", {});
  CHECK(trace.objects == 200'000);
  for (std::size_t i = 0; i < trace.requests.size(); i += 777)
    CHECK(trace.requests[i] == i % 200'000);
}
