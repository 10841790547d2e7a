// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "sim/serving/request_trace.hpp"
#include "sim/serving/workload.hpp"

using namespace ahub::sim;
using namespace ahub::sim::serving;

namespace {

std::string refused(std::string_view text) {
  try {
    static_cast<void>(parse_requests(text, "t.csv"));
  } catch (const ahub::Error& error) {
    return error.what();
  }
  return "read";
}

Context with_file(const std::string& text) {
  Context context;
  context.open = [text](const std::string& path) {
    const auto owner = std::make_shared<const std::string>(text);
    return FileView{path, *owner, owner};
  };
  return context;
}

}  // namespace

TEST_CASE("the four forms of request traces are read", "[requests]") {
  const char* const texts[] = {
      "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,374,44\n"
      "2023-11-16 18:15:50.9951690,396,109\n",
      "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\r\n"
      "5,ChatGPT,374,44,418,Conversation log\r\n9.314579,GPT-4,396,109,505,API log\r\n",
      "arrived_at,num_prefill_tokens,num_decode_tokens\n0.0,374,44\n4.314579,396,109\n",
      "{\"timestamp\": 0, \"input_length\": 374, \"output_length\": 44, \"hash_ids\": [1, 2]}\n"
      "{\"timestamp\": 4314.579, \"input_length\": 396, \"output_length\": 109}\n",
  };
  for (const char* const text : texts) {
    INFO(text);
    const std::vector<Request> requests = parse_requests(text, "t").requests;
    REQUIRE(requests.size() == 2);
    CHECK(requests[0].arrival == 0);
    CHECK(requests[0].prompt == 374);
    CHECK(requests[0].output == 44);
    CHECK(requests[1].arrival == 4'314'579'000);
    CHECK(requests[1].prompt == 396);
    CHECK(requests[1].output == 109);
  }
}

TEST_CASE("requests are put in order of arrival, days and years apart too", "[requests]") {
  const auto requests = parse_requests(
      "TIMESTAMP,ContextTokens,GeneratedTokens\n2024-03-01 00:00:00,1,1\n2024-02-28 23:59:59,2,3\n",
                     "t")
          .requests;
  CHECK(requests[0].prompt == 2);
  CHECK(requests[0].output == 3);
  CHECK(requests[1].arrival == 86'401'000'000'000);  // 2024 has a 29th of February.
}

TEST_CASE("a bad trace is refused with its place", "[requests]") {
  const std::string head = "arrived_at,num_prefill_tokens,num_decode_tokens\n";
  CHECK(refused("") == "t.csv:1:1: it holds no request");
  CHECK(refused(head) == "t.csv:1:1: it holds no request");
  CHECK(refused(head + "1,2,3\n-0.5,2,3\n") == "t.csv:3:1: the time '-0.5' is negative");
  CHECK(refused(head + "1,2.5,3\n") == "t.csv:2:3: the length '2.5' is no whole number");
  CHECK(refused(head + "1,2,-3\n") == "t.csv:2:5: the length '-3' is not in 0 to 10000000 tokens");
  CHECK(refused(head + "1,2\n") ==
        "t.csv:2:1: the row has 2 cells, 'num_decode_tokens' is number 3");
  CHECK(refused(head + "1e30,2,3\n") == "t.csv:2:1: the time '1e30' is later than 1e9 s");
  CHECK(refused(head + "nan,2,3\n") == "t.csv:2:1: the time 'nan' is no number");
  CHECK(refused("arrived_at,num_prefill_tokens\n1,2\n") ==
        "t.csv:1:1: the header has no column 'num_decode_tokens'");
  CHECK(refused("a,b\n1,2\n") == "t.csv:1:1: the first line is no header of a request trace");
  CHECK(refused("TIMESTAMP,ContextTokens,GeneratedTokens\n2023-13-16 18:15:46,1,1\n")
            .find("is no YYYY-MM-DD hh:mm:ss") != std::string::npos);
  CHECK(refused("{\"timestamp\": 1}\n") == "t.csv:1:1: the object has no number 'input_length'");
  CHECK(refused("{\"timestamp\": \n").find("t.csv:1:1: ") == 0);
}

TEST_CASE("generated requests follow their laws", "[requests]") {
  WorkloadParams params;
  params.requests = 20'000;
  params.rate = 10;
  params.longest = params.longest_answer = 1'000'000;
  for (const char* const arrivals : {"poisson", "gamma", "even"}) {
    params.arrivals = arrivals;
    const auto requests = make_requests(params, 5, Context());
    double prompts = 0, outputs = 0;
    for (const Request& request : requests) {
      prompts += request.prompt;
      outputs += request.output;
    }
    CHECK(prompts / 20'000 == Approx(512).epsilon(0.03));
    CHECK(outputs / 20'000 == Approx(400).epsilon(0.03));
    CHECK(static_cast<double>(requests.back().arrival) * 1e-9 == Approx(2000).epsilon(0.05));
  }
}

TEST_CASE("a trace gives arrivals, lengths, or a population of lengths", "[requests]") {
  const Context context =
      with_file("arrived_at,num_prefill_tokens,num_decode_tokens\n0,10,1\n5,20,2\n7,3000,4000\n");
  WorkloadParams params;
  params.trace = "t.csv";
  CHECK_THROWS(make_requests(params, 1, context));  // Named, but not used.
  params.arrivals = params.lengths = "trace";
  auto requests = make_requests(params, 1, context);
  REQUIRE(requests.size() == 3);
  CHECK(requests[1].arrival == 5'000'000'000);
  CHECK(requests[2].prompt == 3000);  // As it is.
  CHECK(requests[2].output == 4000);
  CHECK(longest_of(params, requests) == 7000);
  params.longest_given = true;
  std::int64_t cut = 0;
  requests = make_requests(params, 1, context, &cut);
  CHECK(cut == 1);
  CHECK(requests[2].prompt == 2047);  // Cut to 2048 together, each at least 1.
  CHECK(requests[2].output == 1);
  CHECK(longest_of(params, requests) == 2048);
  params.arrivals = "even";
  params.lengths = "empirical";
  params.requests = 50;
  requests = make_requests(params, 1, context);
  CHECK(requests.size() == 50);
  for (const Request& request : requests)
    CHECK((request.prompt == 10 || request.prompt == 20 || request.prompt == 2047));
  params.trace.clear();
  CHECK_THROWS(make_requests(params, 1, context));
  params.trace = "t.csv";
  CHECK_THROWS(make_requests(params, 1, Context()));  // No files for this run.
}
