// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/serving/workload.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "ahub/base/error.hpp"
#include "sim/serving/cost_model.hpp"

namespace ahub::sim::serving {
namespace {

using Trace = std::shared_ptr<const std::vector<Request>>;

/// Many runs over one trace parse it once.
Trace open_requests(const std::string& path, const Context& context) {
  const FileView file = open_file(context, "trace", path);
  const auto parse = [&](Reading* reading) -> Memo::Value {
    return std::make_shared<const std::vector<Request>>(
        parse_requests(file.bytes, file.name, reading));
  };
  const Memo::Value value = context.memo == nullptr
                                ? parse(context.reading)
                                : context.memo->get("requests " + path, parse, context.reading);
  return std::static_pointer_cast<const std::vector<Request>>(value);
}

Trace trace_of(const WorkloadParams& p, const Context& context) {
  const bool wanted = p.arrivals == "trace" || p.lengths != "lognormal";
  if (wanted == p.trace.empty()) {
    throw Error(ErrorKind::input, "bad-parameter",
                wanted ? "arrivals or lengths come from a trace, and 'trace' names none"
                       : "parameter 'trace' names a file that neither arrivals nor lengths use",
                wanted ? "give it with trace=FILE"
                       : "use it with arrivals=trace and lengths=trace (or empirical)");
  }
  return wanted ? open_requests(p.trace, context) : nullptr;
}

double gap(const WorkloadParams& p, Draws& draws) {
  if (p.arrivals == "poisson") return draws.exponential(1 / p.rate);
  if (p.arrivals == "gamma") return draws.gamma(1 / p.rate, p.arrival_cv);
  return 1 / p.rate;
}

void cut(Request& request, const WorkloadParams& p) {
  const auto most = static_cast<std::uint32_t>(p.longest);
  request.output = std::min(request.output, static_cast<std::uint32_t>(p.longest_answer));
  request.prompt = std::min(request.prompt, most - 1);
  request.output = std::min(request.output, most - request.prompt);
}

}  // namespace

std::uint32_t lognormal_length(Draws& draws, double mean, double cv) {
  const double tokens = std::nearbyint(draws.lognormal(mean, cv));
  return static_cast<std::uint32_t>(std::clamp(tokens, 1.0, static_cast<double>(kLongestText)));
}

std::vector<Request> make_requests(const WorkloadParams& p, std::int64_t seed,
                                   const Context& context) {
  const Trace trace = trace_of(p, context);
  auto count = static_cast<std::size_t>(p.requests);
  if (p.arrivals == "trace" || p.lengths == "trace") count = std::min(count, trace->size());
  Draws arrivals(seed, "arrivals"), lengths(seed, "lengths");
  std::vector<Request> requests(count);
  Nanoseconds now = 0;
  for (std::size_t i = 0; i < count; ++i) {
    Request& request = requests[i];
    if (p.arrivals != "trace") now += to_nanoseconds(gap(p, arrivals));
    request.arrival = p.arrivals == "trace" ? (*trace)[i].arrival : now;
    if (p.lengths == "lognormal") {
      request.prompt = lognormal_length(lengths, p.prompt_mean, p.prompt_cv);
      request.output = lognormal_length(lengths, p.output_mean, p.output_cv);
    } else {
      const Request& like = (*trace)[p.lengths == "trace" ? i : lengths.below(trace->size())];
      request.prompt = like.prompt;
      request.output = like.output;
    }
    cut(request, p);
  }
  return requests;
}

}  // namespace ahub::sim::serving
