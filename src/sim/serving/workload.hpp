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
  std::string trace;
};

/// The rows of those parameters, for a struct that derives from them.
template <class P>
std::vector<ParamRow<P>> workload_rows() {
  return {
      {"requests", &P::requests, 1, 10'000'000, "requests",
       "Requests to serve; of a trace the first ones."},
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
      {"longest", &P::longest, 2, kLongestText, "tokens",
       "Prompt and answer together are cut to this; at least one token of each stays."},
      {"longest_answer", &P::longest_answer, 1, kLongestText, "tokens", "Answers are cut to this."},
      {"trace",
       &P::trace,
       0,
       0,
       "",
       "A request trace (Azure, BurstGPT, Vidur or Mooncake) for arrivals or lengths.",
       {},
       true},
  };
}

/// The requests in order of arrival; streams "arrivals" and "lengths" of the seed. Throws
/// `Error{input, "bad-parameter"}` when a trace is wanted and none is named or when one is named
/// and not used, and what `parse_requests` throws.
std::vector<Request> make_requests(const WorkloadParams& params, std::int64_t seed,
                                   const Context& context);

/// A lognormal length in whole tokens, ties to even, at least 1.
std::uint32_t lognormal_length(Draws& draws, double mean, double cv);

}  // namespace ahub::sim::serving
