// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What is told from a foreign cache trace, what is said about it, and what is refused.
#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "ahub/sim/trace.hpp"
#include "sim/trace/csv_columns.hpp"

using namespace ahub;
using namespace ahub::sim;

namespace {

using Words = std::vector<std::uint32_t>;
using Ids = std::vector<std::uint64_t>;

struct Read {
  DenseTrace trace;
  std::vector<Choice> choices;

  /// What was chosen in that matter; "-" when nothing was.
  std::string said(std::string_view what) const {
    for (const Choice& choice : choices) {
      if (choice.what == what)
        return choice.chosen + (choice.rows > 0 ? " " + std::to_string(choice.rows) : "");
    }
    return "-";
  }
};

Read read(const std::string& text, const TraceOptions& options = {},
          const std::string& name = "t.csv") {
  Reading reading;
  Read result{parse_trace(text, name, options, true, 0, &reading), {}};
  result.choices = reading.choices();
  return result;
}

std::string refusal(const std::string& text, const std::string& name = "t.csv",
                    const TraceOptions& options = {}) {
  try {
    static_cast<void>(parse_trace(text, name, options));
  } catch (const Error& error) {
    return error.what();
  }
  return "read";
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TraceOptions columns(const std::string& id, const std::string& size) {
  TraceOptions options;
  options.id_column = id;
  options.size_column = size;
  return options;
}

}  // namespace

TEST_CASE("columns are known by the names of real traces, and which were taken is said",
          "[trace]") {
  struct Case {
    const char* text;
    Ids ids;
    Words sizes;
    const char *id, *size;
  };
  const Case cases[] = {
      // CloudPhysics, libCacheSim, MSR with its names, Twitter, Meta's caches, Alibaba, Wikipedia.
      {"version,time,op,size,lbn\n1,5,2a,512,77\n1,6,2a,512,78\n1,7,2a,512,77\n",
       {77, 78},
       {512, 512},
       "'lbn' (column 5 of 5)",
       "'size' (column 4 of 5)"},
      {"timestamp,obj_id,obj_size\n0,5,7\n1,6,8\n",
       {5, 6},
       {7, 8},
       "'obj_id' (column 2 of 3)",
       "'obj_size' (column 3 of 3)"},
      {"Timestamp,Hostname,DiskNumber,Type,Offset,Size,ResponseTime\n1,usr,0,Read,4096,512,9\n",
       {4096},
       {512},
       "'Offset' (column 5 of 7)",
       "'Size' (column 6 of 7)"},
      {"timestamp,key,key_size,value_size,client,op,ttl\n0,5,44,100,1,get,0\n",
       {5},
       {100},
       "'key' (column 2 of 7)",
       "'value_size' (column 4 of 7)"},
      {"op_time,key,key_size,op,op_count,size,cache_hits,ttl\n0,5,44,1,1,100,1,0\n",
       {5},
       {100},
       "'key' (column 2 of 8)",
       "'size' (column 6 of 8)"},
      {"timestamp,cacheKey,OpType,objectSize,responseSize\n0,5,1,100,7\n",
       {5},
       {100},
       "'cacheKey' (column 2 of 5)",
       "'objectSize' (column 4 of 5)"},
      {"device_id,opcode,offset,length,timestamp\n0,R,8192,4096,17\n",
       {8192},
       {4096},
       "'offset' (column 3 of 5)",
       "'length' (column 4 of 5)"},
      {"relative_unix\thashed_path_query\timage_type\tresponse_size\n0\t833\tjpeg\t8150\n",
       {833},
       {8150},
       "'hashed_path_query' (column 2 of 4)",
       "'response_size' (column 4 of 4)"},
      {"time,key\n0,5\n1,6\n", {5, 6}, {}, "'key' (column 2 of 2)", "none, every object counts 1"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    const Read got = read(one.text);
    CHECK(got.trace.ids == one.ids);
    CHECK(got.trace.sizes == one.sizes);
    CHECK(got.said("id column") == one.id);
    CHECK(got.said("size column") == one.size);
  }
  // What was given is no choice.
  const Read given = read("time,key,size\n0,5,7\n", columns("key", "size"));
  CHECK(given.choices.empty());
  CHECK(read("0,5,7\n", columns("2", "-")).choices.empty());
}

TEST_CASE("a first row without numbers over numbers is a header", "[trace]") {
  CHECK(read("time,key,size\n0,foo,1\n1,bar,1\n").trace.requests == Words{0, 1});
  CHECK(read("1,5,7\n2,6,8\n", columns("2", "3")).trace.ids == Ids{5, 6});
  // By number over a header: with names of its own, or with numbers among its cells.
  CHECK(read("t,what,big\n1,5,7\n2,6,8\n", columns("2", "3")).trace.ids == Ids{5, 6});
  CHECK(read("2024,what,big\n1,5,7\n2,6,8\n", columns("2", "3")).trace.ids == Ids{5, 6});
  const Read single = read("thing\n5\n6\n5\n");
  CHECK(single.trace.ids == Ids{5, 6});
  CHECK(single.said("header") == "'thing' in line 1 is no request 1");
  CHECK(read("thing\nother\nthing\n").trace.requests == Words{0, 1, 0});
  CHECK(read("key\n5\n6\n").said("header") == "'key' in line 1 is no request 1");
  CHECK(read("page\nurl\n").said("header") == "'page' in line 1 is no request 1");
  CHECK(read("thing\n5\n6\n", {}, "t.txt").said("header") == "'thing' in line 1 is no request 1");
  CHECK(read("ab12\n99\nab12\n", {}, "t.txt").trace.requests.size() == 2);
  // A comment may be the header; in the middle it is left out and counted.
  const Read comment = read("# time, op, object, bytes\n0,1,A,8371\n103,1,B,31\n159,1,A,8371\n");
  CHECK(comment.trace.requests == Words{0, 1, 0});
  CHECK(comment.trace.sizes == Words{8371, 31});
  CHECK(comment.said("header") == "the comment in line 1 1");
  CHECK(comment.said("id column") == "'object' (column 3 of 4)");
  CHECK(comment.said("lines that begin with '#'") == "-");
  CHECK(read("# made by hand\nid,size\n1,5\n# half\n2,5\n").said("lines that begin with '#'") ==
        "left out as comments 2");
  // Two files one behind the other.
  const Read twice = read("id,size\n1,5\nid,size\n2,5\n");
  CHECK(twice.trace.ids == Ids{1, 2});
  CHECK(twice.said("header lines in the middle") == "left out 1");
}

TEST_CASE("several columns without a known name are refused with their names", "[trace]") {
  CHECK(refusal("5,usr,0,Read,4096,512\n6,usr,0,Read,8192,512\n") ==
        "t.csv:1:1: 6 columns and no header with a name for the ids: 1 '5', 2 'usr', 3 '0', 4 "
        "'Read', 5 '4096', 6 '512' (byte 0)");
  CHECK(refusal("a,b\n1,2\n") ==
        "t.csv:1:1: 2 columns and no known name for the ids: 1 'a', 2 'b' (byte 0)");
  CHECK(has(refusal("id,key,size\n1,2,3\n"), "several columns could be the ids: 'id' and 'key'"));
  CHECK(has(refusal("key,size,bytes\n1,2,3\n"), "several columns could be the sizes"));
  CHECK(has(refusal("key,key\n1,2\n", "t.csv", columns("key", "")), "has two columns 'key'"));
  CHECK(has(refusal("key,size\n1,2\n", "t.csv", columns("7", "")),
            "the row has 2 cells, column 7 was asked for"));
  CHECK(refusal("id,size\n1,2\n1,2,3\n") ==
        "t.csv:3:1: the row has 3 cells, the first has 2 (byte 12)");
  CHECK(has(refusal("{\"timestamp\": 1, \"input_length\": 2}\n"), "this is JSON"));
  CHECK(read("{user}:1\n{user}:2\n").trace.requests == Words{0, 1});
  // Public traces that have no header are named in the hint.
  try {
    static_cast<void>(parse_trace("1,usr,0,Read,4096,512,9\n", "t.csv", {}));
    FAIL("read");
  } catch (const Error& error) {
    CHECK(has(error.hint(), "MSR Cambridge look like this, with ids in column 5 and sizes in 6"));
  }
}

TEST_CASE("the delimiter is told from the rows", "[trace]") {
  for (const std::string cut : {";", "\t", "|", " ", "   "}) {
    CAPTURE(cut);
    const Read got = read("id" + cut + "size\n1" + cut + "10\n2" + cut + "20\n1" + cut + "10\n");
    CHECK(got.trace.ids == Ids{1, 2});
    CHECK(got.trace.sizes == Words{10, 20});
    CHECK(got.said("delimiter") != "-");
  }
  CHECK(read("id,size\n1,10\n").said("delimiter") == "-");
  // Excel's first line, a byte order mark, and decimal commas beside semicolons.
  CHECK(read("sep=;\nid;size\n1;10\n").trace.sizes == Words{10});
  CHECK(read("\xEF\xBB\xBFid,size\n1,10\n").trace.sizes == Words{10});
  CHECK(read("time;id;size\n0,5;1;10\n1,5;2;20\n").trace.ids == Ids{1, 2});
  CHECK(has(refusal("1,5;2\n2,5;3\n"), "a comma or a semicolon could stand between the cells"));
  TraceOptions comma;
  comma.delimiter = ',';
  CHECK(read("1;10\n2;20\n", comma).trace.requests == Words{0, 1});
}

TEST_CASE("columns that change what a request is are said", "[trace]") {
  const Read counted = read("key,op,size,op_count\n5,GET,10,3\n6,SET,10,1\n");
  CHECK(counted.trace.requests == Words{0, 0, 0, 1});
  CHECK(counted.said("requests of a row") == "as many as 'op_count' (column 4 of 4) says 2");
  CHECK(counted.said("operations") ==
        "'op' (column 2 of 4) is not looked at: every row is a request");
  CHECK(has(refusal("key,op_count\n5,-1\n"), "the count '-1' is no number from 0 to"));
  const Read places = read("DiskNumber,Offset,Size\n0,4096,512\n1,4096,8192\n");
  CHECK(has(places.said("disks"), "'DiskNumber' (column 1 of 3) is not looked at"));
  CHECK(places.said("requests larger than a block of 512 bytes") ==
        "one object each, by the first block in 'Offset' (column 2 of 3) 1");
}

TEST_CASE("a size of 0 is none, and how many there are is said", "[trace]") {
  // The example of libCacheSim: sizes 0 and 50 in turn.
  const std::string text = "id,size\n1,0\n1,50\n2,0\n2,50\n3,0\n1,60\n";
  const Read all = read(text);
  CHECK(all.trace.requests == Words{0, 0, 1, 1, 2, 0});
  CHECK(all.trace.sizes == Words{50, 50, 1});
  CHECK(all.said("requests of size 0") == "counted; their object has the first size above 0 3");
  CHECK(all.said("objects that never have a size above 0") == "1 byte each 1");
  CHECK(all.said("requests of another size than their object's first") == "the first size stays 1");
  TraceOptions skip;
  skip.skip_zero_sized = true;
  const Read kept = read(text, skip);
  CHECK(kept.trace.requests == Words{0, 1, 0});
  CHECK(kept.said("requests of size 0") == "left out, as libCacheSim does 3");
  CHECK(has(refusal("id,size\n1,0\n", "t.csv", skip), "each of its 1 requests has size 0"));
  const Read none = read("id,size\n1,0\n2,0\n");
  CHECK(none.trace.sizes.empty());
  CHECK(none.trace.unsized == 2);
}

TEST_CASE("one id a line is one id a line", "[trace]") {
  CHECK(has(refusal("1 10\n2 20\n", "t.txt"), "t.txt:1:3: the line has several columns"));
  for (const char* text : {"1\n2,20\n", "1\n2;20\n", "1\n2\t20\n", "1\n2|20\n"}) {
    CAPTURE(text);
    CHECK(has(refusal(text, "t.txt"), "t.txt:2:3: the line has several columns"));
  }
  CHECK(read("http://a/b,c\n/x;y\na|b\n", {}, "t.txt").trace.requests == Words{0, 1, 2});
  CHECK(read("1\n# 2\n3\n", {}, "t.txt").said("lines that begin with '#'") ==
        "left out as comments 1");
  CHECK(has(refusal("[1, 2]\n", "t.txt"), "this is JSON"));
}

TEST_CASE("a name that says nothing leaves it to the first lines", "[trace]") {
  CHECK(read("1\n2\n1\n", {}, "trace").said("format") == "txt, by its first lines");
  CHECK(read("id,size\n1,2\n", {}, "t.trace").said("format") == "csv, by its first lines");
  CHECK(read("id;size\n1;2\n", {}, "t.CSV").said("format") == "-");
  CHECK(has(refusal("a b\nc\n", "t.dat"), "its name does not tell the format"));
  CHECK(has(refusal(std::string("\1\2\0\4", 4), "t.dat"), "does not tell the format"));
  CHECK(has(refusal("{\"a\": 1}\n{\"a\": 2}\n", "t.jsonl"), "this is JSON"));
  CHECK(has(refusal("x", "t.vscsi"), "traces of the format 'vscsi' are not read"));
}

TEST_CASE("what is no record of oracleGeneral is refused by name", "[trace]") {
  const std::string text = "id,size\n1,10\n2,20\n1,10\n3,40\n9,90\n8,90\n";
  CHECK(has(refusal(text.substr(0, 48), "t.oracleGeneral"), "this is text, not records"));
  CHECK(has(refusal("<!DOCTYPE html><html>............................", "t.bin"), "web page"));
  std::string lcs("\xf0\xde\xbc\x9a\x78\x56\x34\x12<IQIQ", 13);
  lcs.resize(48, 'x');
  CHECK(has(refusal(lcs, "t.oracleGeneral"), "libCacheSim's format lcs"));
  CHECK(has(refusal(std::string(48, '\x7f'), "t.bin"), "does not say"));
}

TEST_CASE("every choice is an error for who asks for it", "[trace]") {
  Reading strict(true);
  CHECK_THROWS_AS(parse_trace("time,key,size\n0,1,2\n", "t.csv", {}, false, 0, &strict), Error);
  Reading again(true);
  CHECK(parse_trace("time,key,size\n0,1,2\n", "t.csv", columns("key", "size"), false, 0, &again)
            .objects == 1);
}

TEST_CASE("line ends of old Macs are no ids", "[trace]") {
  CHECK(has(refusal("1\r2\r3\r", "t.txt"), "t.txt:1:2: a carriage return"));
  CHECK(has(refusal("id,size\r1,2\r"), "t.csv:1:8: a carriage return"));
  CHECK(read("id,size\r\n1,2\r\n").trace.sizes == Words{2});
}

TEST_CASE("what looks like a number", "[trace]") {
  for (const char* text : {"1", "-1.5", "+2", "1e9", "007", "0x2a", ".5", "99999999999999999999"})
    CHECK(is_number(text));
  for (const char* text : {"", "a", "nan", "inf", "-", "1a", "0x", "0xg", "1,5", "12:30"})
    CHECK_FALSE(is_number(text));
}
