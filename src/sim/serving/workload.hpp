// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The requests of a serving simulation: generated from laws, or taken from a trace, or both.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/declare.hpp"
#include "sim/draws.hpp"
#include "sim/serving/request_trace.hpp"

namespace ahub::sim::serving {

/// Parameters that every simulator with arriving requests has; it derives its own from these and
/// sets the defaults of its system.
struct WorkloadParams {
  std::int64_t requests = 4000;
  double rate = 2;
  std::string arrivals = "poisson";
  double arrival_cv = 2;
  std::string lengths = "lognormal";
  double prompt_mean = 512, prompt_cv = 1, output_mean = 400, output_cv = 0.8;
  std::int64_t longest = 2048, longest_answer = 2048;
  std::string trace, trace_time_unit = "auto";
  // Whether the user gave them: a trace is cut by nobody else.
  bool requests_given = false, longest_given = false, longest_answer_given = false;
};

/// The rows of those parameters, for a struct that derives from them.
template <class P>
std::vector<ParamRow<P>> workload_rows() {
  return {
      {"requests",
       &P::requests,
       1,
       10'000'000,
       "requests",
       "Requests to serve; of a trace the first ones.",
       {},
       false,
       false,
       &P::requests_given},
      {"rate", &P::rate, 1e-6, 1e6, "req/s", "Mean arrival rate of generated arrivals."},
      {"arrivals",
       &P::arrivals,
       0,
       0,
       "",
       "Poisson, gamma gaps of coefficient arrival_cv, even gaps, or the times of the trace.",
       {"poisson", "gamma", "even", "trace"}},
      {"arrival_cv", &P::arrival_cv, 0.05, 20, "",
       "Coefficient of variation of gamma gaps; 1 is Poisson, above it comes in bursts."},
      {"lengths",
       &P::lengths,
       0,
       0,
       "",
       "Lognormal lengths, those of the trace in its order, or pairs drawn from the trace.",
       {"lognormal", "trace", "empirical"}},
      {"prompt_mean", &P::prompt_mean, 1, 1e6, "tokens", "Mean of lognormal prompts."},
      {"prompt_cv", &P::prompt_cv, 0, 10, "", "Coefficient of variation of lognormal prompts."},
      {"output_mean", &P::output_mean, 1, 1e6, "tokens", "Mean of lognormal answers."},
      {"output_cv", &P::output_cv, 0, 10, "", "Coefficient of variation of lognormal answers."},
      {"longest",
       &P::longest,
       2,
       kLongestText,
       "tokens",
       "Prompt and answer together are cut to this, at least one token of each stays; those of a "
       "trace only when it is given.",
       {},
       false,
       false,
       &P::longest_given},
      {"longest_answer",
       &P::longest_answer,
       1,
       kLongestText,
       "tokens",
       "Answers are cut to this; those of a trace only when it is given.",
       {},
       false,
       false,
       &P::longest_answer_given},
      {"trace",
       &P::trace,
       0,
       0,
       "",
       "A request trace (Azure, BurstGPT, Vidur, Mooncake or Bailian) for arrivals or lengths.",
       {},
       true},
      {"trace_time_unit",
       &P::trace_time_unit,
       0,
       0,
       "",
       "Unit of the times in the trace; auto: that of its form.",
       {"auto", "s", "ms", "us", "ns"},
       false,
       true},
  };
}

/// The requests in order of arrival; streams "arrivals" and "lengths" of the seed. Adds to `cut`,
/// when not null, how many requests of a trace were cut. Throws `Error{input, "bad-parameter"}`
/// when a trace is wanted and none is named, when one is named and not used, and when arrivals are
/// wanted from one that has no times; and what `parse_requests` throws.
std::vector<Request> make_requests(const WorkloadParams& params, std::int64_t seed,
                                   const Context& context, std::int64_t* cut = nullptr);

/// Lengths come from a trace and are cut because the user said so: the runs say how many.
bool cuts_trace(const WorkloadParams& params);
/// The output that they say it with.
inline OutputInfo cut_requests_info() {
  return {"cut_requests", true, "requests",
          "Requests of the trace that longest or longest_answer cut; when one is given."};
}
/// The most tokens of prompt and answer together that a system must be ready for: `longest`, or
/// what the longest of `requests` has when these come from a trace whole and need more.
std::int64_t longest_of(const WorkloadParams& params, const std::vector<Request>& requests);

/// A lognormal length in whole tokens, ties to even, at least 1.
std::uint32_t lognormal_length(Draws& draws, double mean, double cv);

}  // namespace ahub::sim::serving
