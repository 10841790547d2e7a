// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What is told from a request trace of strangers, what is said about it, and what is refused.
#include <catch2/catch.hpp>

#include "ahub/base/error.hpp"
#include "sim/serving/date.hpp"
#include "sim/serving/request_trace.hpp"
#include "sim/serving/workload.hpp"

using namespace ahub;
using namespace ahub::sim;
using namespace ahub::sim::serving;

namespace {

struct Read {
  RequestTrace trace;
  std::vector<Choice> choices;

  std::string said(std::string_view what) const {
    for (const Choice& choice : choices) {
      if (choice.what == what)
        return choice.chosen + (choice.rows > 0 ? " " + std::to_string(choice.rows) : "");
    }
    return "-";
  }
  double last_second() const { return static_cast<double>(trace.requests.back().arrival) * 1e-9; }
};

Read read(std::string_view text, std::optional<Clock> unit = std::nullopt) {
  Reading reading;
  Read result{parse_requests(text, "t", &reading, unit), {}};
  result.choices = reading.choices();
  return result;
}

std::string refusal(std::string_view text, std::optional<Clock> unit = std::nullopt) {
  try {
    static_cast<void>(parse_requests(text, "t", nullptr, unit));
  } catch (const Error& error) {
    return error.what();
  }
  return "read";
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

const std::string kBurst = "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n";
const std::string kVidur = "arrived_at,num_prefill_tokens,num_decode_tokens\n";
const std::string kAzure = "TIMESTAMP,ContextTokens,GeneratedTokens\n";

}  // namespace

TEST_CASE("Mooncake's keys with a mark of Bailian are seconds", "[requests]") {
  const char* const marks[] = {"\"chat_id\": 1", "\"parent_chat_id\": -1", "\"turn\": 1"};
  const std::string rest = "\"timestamp\": 61.114, \"input_length\": 5, \"output_length\": 6}\n";
  for (const std::string mark : marks) {
    const std::string first =
        "{" + mark + ", \"timestamp\": 0, \"input_length\": 5, \"output_length\": 6}\n";
    const Read got = read(first + "{" + mark + ", " + rest);
    CHECK(got.last_second() == Approx(61.114));
    CHECK(got.said("form") == "Bailian JSON lines, seconds; 2 requests over 61.1 s");
    CHECK(has(refusal(first + "{" + rest), "the object is Mooncake JSON lines, those before are"));
  }
  const std::string start = "{\"timestamp\": 0, \"input_length\": 5, \"output_length\": 6}\n";
  const Read mooncake = read(start + "{" + rest);
  CHECK(mooncake.last_second() == Approx(0.061114));
  CHECK(mooncake.said("form") == "Mooncake JSON lines, milliseconds; 2 requests over 0.061 s");
  // The unit that is given is the trace's.
  CHECK(read(start + "{" + rest, Clock::seconds).last_second() == Approx(61.114));
  CHECK(read(start + "{" + rest, Clock::microseconds).last_second() == Approx(61.114e-6));
  CHECK(read(kVidur + "0,1,1\n5000,1,1\n", Clock::milliseconds).last_second() == Approx(5));
  CHECK(read(kAzure + "0,1,1\n5000,1,1\n", Clock::milliseconds).last_second() == Approx(5));
}

TEST_CASE("requests that failed are left out and counted", "[requests]") {
  const Read burst = read(kBurst + "0,M,400,200,600,API\n1,M,400,0,400,API\n2,M,0,0,0,API\n");
  CHECK(burst.trace.requests.size() == 1);
  CHECK(burst.said("requests of 0 tokens") == "left out: they failed 2");
  CHECK(burst.said("columns not looked at") == "'Model', 'Total tokens', 'Log Type'");
  CHECK(read(kVidur + "0,5,0\n1,5,5\n").trace.requests.size() == 1);
  CHECK(read(kAzure + "2023-11-16 18:15:46,0,5\n2023-11-16 18:15:47,5,5\n").trace.requests.size() ==
        1);
  const std::string zero = "{\"timestamp\": 0, \"input_length\": 5, \"output_length\": 0}\n";
  const std::string one = "{\"timestamp\": 7, \"input_length\": 5, \"output_length\": 1}\n";
  CHECK(read(zero + one).trace.requests.size() == 1);
  CHECK(has(refusal(zero), "each of its 1 requests has 0 tokens"));
}

TEST_CASE("dates say their offset or have none, all of them", "[requests]") {
  const auto at = [](std::string_view text) {
    const auto date = parse_date(text);
    return date ? static_cast<double>(date->nanoseconds) * 1e-9 : -1;
  };
  // Of `date -u -d ... +%s`.
  CHECK(at("2024-05-10 00:00:00.5") == Approx(1715299200.5).epsilon(1e-12));
  CHECK(at("2024-05-10T00:00:00Z") == Approx(1715299200).epsilon(1e-12));
  CHECK(at("2024-05-10 00:00:00+00:00") == Approx(1715299200).epsilon(1e-12));
  CHECK(at("2024-05-10 02:00:00.009930+02:00") == Approx(1715299200.00993).epsilon(1e-12));
  CHECK(at("2024-05-09 18:30:00-0530") == Approx(1715299200).epsilon(1e-12));
  CHECK(at("2024-05-10 09:00:00 +09") == Approx(1715299200).epsilon(1e-12));
  for (const char* bad : {"2024-05-10", "2024-05-10 00:00", "2024/05/10 00:00:00",
                          "2024-05-10 00:00:00 UTC", "2024-05-10 00:00:00.", "2024-05-10 00:00:00+",
                          "2024-05-10 00:00:00+1:00", "2024-02-30 00:00:00", "2024-05-10 24:00:00",
                          "2024-05-10 00:00:00+00:00x", "1715299200", "2024-05-10 00:00:00 "})
    CHECK(at(bad) == -1);
  const Read mixed =
      read(kAzure + "2024-05-10 01:00:00+01:00,1,1\n2024-05-10 00:00:07+00:00,1,1\n");
  CHECK(mixed.last_second() == Approx(7));
  CHECK(has(refusal(kAzure + "2024-05-10 00:00:00+00:00,1,1\n2024-05-10 00:00:07,1,1\n"),
            "t:3:1: the time '2024-05-10 00:00:07' has no offset to UTC, those before have one"));
  CHECK(has(refusal(kAzure + "2024-05-10 00:00:00,1,1\n", Clock::seconds), "is a date"));
}

TEST_CASE("rows out of order are sorted, and said", "[requests]") {
  const Read got = read(kVidur + "5,1,1\n2,2,2\n7,3,3\n6,4,4\n");
  CHECK(got.said("rows out of order of time") == "sorted by time 2");
  CHECK(got.trace.requests.front().prompt == 2);
  CHECK(read(kVidur + "5,1,1\n5,2,2\n").said("rows out of order of time") == "-");
}

TEST_CASE("headers are known in any delimiter, behind a comment, and again", "[requests]") {
  const Read semicolon = read("arrived_at;num_prefill_tokens;num_decode_tokens\n0;5;6\n");
  CHECK(semicolon.trace.requests.front().output == 6);
  CHECK(semicolon.said("delimiter") == "a semicolon");
  CHECK(read("# " + kVidur + "0,5,6\n").said("header") == "the comment in line 1 1");
  CHECK(read("\xEF\xBB\xBF" + kVidur + "0,5,6\n" + kVidur + "1,5,6\n")
            .said("header lines in the middle") == "left out 1");
  CHECK(read(kVidur + "0,5,6\n\xEF\xBB\xBF" + kVidur + "1,5,6\n")
            .said("byte order mark inside the file") == "dropped 1");
  CHECK(has(refusal(kVidur + "0,5,6\xEF\xBB\xBF" + kVidur), "t:2:6: a byte order mark"));
  CHECK(read("Arrived At,Num Prefill Tokens,Num Decode Tokens\n0,5,6\n").trace.timed);
  const Read lengths = read("num_prefill_tokens,num_decode_tokens,pd_ratio\n5,6,0.8\n7,8,1\n");
  CHECK_FALSE(lengths.trace.timed);
  CHECK(lengths.said("form") == "Vidur (lengths), no times; 2 requests");
  CHECK(has(refusal("arrived_at,num_prefill_tokens,num_decode_tokens,arrived_at\n0,1,1,5\n"),
            "the header has two columns 'arrived_at'"));
  CHECK(has(refusal(kVidur + "0,1,1,9\n"), "t:2:1: the row has 4 cells, the header has 3"));
}

TEST_CASE("files of other programs are refused by name", "[requests]") {
  CHECK(has(refusal("[{\"conversations\": []}]\n"), "a JSON array"));
  CHECK(has(refusal("{\"conversations\": []}\n"), "ShareGPT"));
  CHECK(has(refusal("{\"prompt\": \"x\"}\n"), "no length"));
  CHECK(has(refusal("{\"session_id\": \"a\", \"input_length\": 5, \"output_length\": 5, \"delay\": "
                    "3}\n"),
            "AIPerf"));
  CHECK(has(refusal("{\"timestamp\": 1, \"timestamp\": 2, \"input_length\": 5, \"output_length\": "
                    "5}\n"),
            "t:1:1: "));
  CHECK(has(refusal(kVidur + "{\"timestamp\": 1}\n"), "the lines before are Vidur"));
  CHECK(has(refusal("{\"timestamp\": 1, \"input_length\": 5, \"output_length\": 5}\n1,2,3\n"),
            "no JSON object; the lines before are Mooncake"));
  CHECK(has(refusal("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n"),
            "Git LFS"));
  for (const char* bad : {"nan", "-1", "inf", "", "\"\""}) {
    CAPTURE(bad);
    CHECK(has(refusal(kVidur + bad + ",1,1\n"), "t:2:"));
    CHECK(has(refusal(kVidur + "1," + bad + ",1\n"), "t:2:"));
  }
  CHECK(has(refusal("{\"timestamp\": null, \"input_length\": 5, \"output_length\": 5}\n"),
            "no number 'timestamp'"));
}

TEST_CASE("keys and columns that nobody looks at are named", "[requests]") {
  const Read got = read(
      "{\"timestamp\": 0, \"input_length\": 5, \"output_length\": 5, \"hash_ids\": [1]}\n"
      "{\"timestamp\": 0, \"input_length\": 5, \"output_length\": 5, \"priority\": 3}\n");
  CHECK(got.said("keys not looked at") == "'hash_ids', 'priority'");
  CHECK(read("TIMESTAMP,NumImages,ContextTokens,GeneratedTokens\n2024-10-15 00:00:00,2,5,5\n")
            .said("columns not looked at") == "'NumImages'");
}

TEST_CASE("a trace is served whole unless its user says otherwise", "[requests]") {
  std::string text = kVidur;
  for (int i = 0; i < 10; ++i) text += std::to_string(i) + ",30000,40\n";
  Reading reading;
  Context context;
  context.reading = &reading;
  context.open = [text](const std::string& path) {
    const auto owner = std::make_shared<const std::string>(text);
    return FileView{path, *owner, owner};
  };
  WorkloadParams params;
  params.trace = "t.csv";
  params.arrivals = params.lengths = "trace";
  params.requests = 4;
  CHECK(make_requests(params, 1, context).back().output == 40);
  const auto said = [&](std::string_view what) {
    for (const Choice& choice : reading.choices()) {
      if (choice.what == what) return choice.chosen + " " + std::to_string(choice.rows);
    }
    return std::string("-");
  };
  CHECK(said("requests served") == "the first 4 of 10 4");
  CHECK(said("requests cut") == "-");
  params.longest_answer_given = true;
  params.longest_answer = 8;
  CHECK(make_requests(params, 1, context).back().output == 8);
  CHECK(said("requests cut") == "by longest_answer=8 4");
  params.arrivals = "poisson";
  params.lengths = "lognormal";
  CHECK_THROWS(make_requests(params, 1, context));
}

namespace {

using Params = std::vector<std::pair<std::string, Json>>;

struct Ran {
  RunResult result;
  Json output(std::string_view name) const {
    for (const Output& output : result.outputs) {
      if (output.name == name) return output.value;
    }
    return Json();
  }
};

/// A run of a simulator over `text` as its trace, arrivals and lengths; all as texts.
Ran ran(const char* simulator, const std::string& text, Params params, bool strict = false) {
  Reading reading(strict);
  Context context;
  context.reading = &reading;
  context.open = [&text](const std::string& path) { return FileView{path, text, nullptr}; };
  for (const char* const name : {"arrivals", "lengths"}) params.emplace_back(name, "trace");
  params.emplace_back("trace", "t");
  return {run(*find_simulator(simulator), params, 1, context, true)};
}

/// Every other request is longer than any default allows.
std::string long_trace(std::int64_t& answers) {
  std::string text = kVidur;
  answers = 0;
  for (int i = 0; i < 40; ++i) {
    const int prompt = i % 2 == 0 ? 100 : 20'000, answer = i % 2 == 0 ? 10 : 1'700 + i;
    answers += answer;
    text += std::to_string(i) + "," + std::to_string(prompt) + "," + std::to_string(answer) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("served tokens are those of the trace, or it is said how many requests were cut",
          "[requests]") {
  std::int64_t answers = 0;
  const std::string text = long_trace(answers);
  const Params paged{{"scheme", "paged"}, {"slots", "400000"}};
  CHECK(ran("pagedkv", text, paged).output("tokens_paged") == Json(answers));
  CHECK(ran("heteroserve", text, {{"policy", "jsq"}}).output("tokens_jsq") == Json(answers));
  for (const char* scheme : {"max", "pow2", "oracle"}) {
    const Ran one = ran("pagedkv", text, {{"scheme", scheme}, {"slots", "400000"}});
    CHECK(one.output(std::string("tokens_") + scheme) == Json(answers));
    CHECK(one.output("cut_requests") == Json());
  }
  // Without room there is no answer but a refusal.
  CHECK_THROWS_AS(ran("pagedkv", text, {{"scheme", "paged"}, {"slots", "16000"}}), Error);
  // The default that is written out is an order.
  Params cut = paged;
  cut.emplace_back("longest", "2048");
  const Ran bounded = ran("pagedkv", text, cut);
  CHECK(bounded.output("cut_requests") == Json(20));
  CHECK(bounded.output("tokens_paged") == Json(20 * 10 + 20 * 1));
  CHECK(ran("heteroserve", text, {{"policy", "jsq"}, {"longest_answer", "1536"}})
            .output("cut_requests") == Json(20));
  const std::string again =
      reproduce_command(*find_simulator("pagedkv"), bounded.result.settings, 1, {});
  CHECK(has(again, "-p longest=2048"));
  CHECK_FALSE(has(again, "longest_answer"));
}

TEST_CASE("a parameter that came later is in a record only when it is set", "[requests]") {
  const auto named = [](const Ran& one) {
    for (const Setting& setting : one.result.settings) {
      if (setting.name == "trace_time_unit") return true;
    }
    return false;
  };
  const std::string text = kVidur + "0,5,6\n1000,5,6\n";
  CHECK_FALSE(named(ran("pagedkv", text, {{"scheme", "paged"}})));
  const Ran set = ran("pagedkv", text, {{"scheme", "paged"}, {"trace_time_unit", "ms"}}, true);
  CHECK(named(set));
  CHECK(has(reproduce_command(*find_simulator("pagedkv"), set.result.settings, 1, {}),
            "-p trace_time_unit=ms"));
  CHECK_THROWS_AS(ran("pagedkv", text, {{"scheme", "paged"}}, true), Error);
}
