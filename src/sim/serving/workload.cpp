// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/serving/workload.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "sim/serving/cost_model.hpp"

namespace ahub::sim::serving {
namespace {

using Trace = std::shared_ptr<const RequestTrace>;

std::optional<Clock> unit_of(const std::string& word) {
  static constexpr std::pair<std::string_view, Clock> kUnits[] = {
      {"s", Clock::seconds},
      {"ms", Clock::milliseconds},
      {"us", Clock::microseconds},
      {"ns", Clock::nanoseconds},
  };
  for (const auto& [name, unit] : kUnits) {
    if (name == word) return unit;
  }
  return std::nullopt;
}

/// Many runs over one trace parse it once.
Trace open_requests(const WorkloadParams& p, const Context& context) {
  const FileView file = open_file(context, "trace", p.trace);
  const auto parse = [&](Reading* reading) -> Memo::Value {
    return std::make_shared<const RequestTrace>(
        parse_requests(file.bytes, file.name, reading, unit_of(p.trace_time_unit),
                       [&context] { context.deadline.check(); }));
  };
  const Memo::Value value = context.memo == nullptr
                                ? parse(context.reading)
                                : context.memo->get("requests " + p.trace_time_unit + " " + p.trace,
                                                    parse, context.reading);
  return std::static_pointer_cast<const RequestTrace>(value);
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
  if (!wanted && p.trace_time_unit != "auto") {
    throw Error(ErrorKind::input, "bad-parameter",
                "parameter 'trace_time_unit' is given, and no trace");
  }
  if (!wanted) return nullptr;
  const Trace trace = open_requests(p, context);
  if (p.arrivals == "trace" && !trace->timed) {
    throw Error(
        ErrorKind::input, "bad-parameter",
        fmt::format("arrivals=trace, and '{}' has lengths without times", safe_text(p.trace)),
        "take arrivals=poisson, or a trace with times");
  }
  return trace;
}

double gap(const WorkloadParams& p, Draws& draws) {
  if (p.arrivals == "poisson") return draws.exponential(1 / p.rate);
  if (p.arrivals == "gamma") return draws.gamma(1 / p.rate, p.arrival_cv);
  return 1 / p.rate;
}

/// Cuts a request to `longest` tokens and its answer to `longest_answer`. True when it was longer.
bool cut(Request& request, std::int64_t longest, std::int64_t longest_answer) {
  const Request before = request;
  const auto most = static_cast<std::uint32_t>(longest);
  request.output = std::min(request.output, static_cast<std::uint32_t>(longest_answer));
  request.prompt = std::min(request.prompt, most - 1);
  request.output = std::min(request.output, most - request.prompt);
  return request.prompt != before.prompt || request.output != before.output;
}

/// Of a trace with `all` requests.
void say_served(const WorkloadParams& p, const Context& context, std::size_t count,
                std::size_t all) {
  if (context.reading == nullptr) return;
  if (count < all && !p.requests_given) {
    context.reading->chose(
        {p.trace, "requests served", fmt::format("the first {} of {}", count, all), count},
        "say how many with requests");
  }
  if (count == all && p.requests_given && p.requests > static_cast<std::int64_t>(all)) {
    context.reading->chose(
        {p.trace, "requests served", fmt::format("all {}, the trace has no more", all), count},
        fmt::format("give requests={}", all));
  }
}

void say_cut(const WorkloadParams& p, const Context& context, std::int64_t cuts) {
  // Nobody but the user cut them: no choice of ours that could be an error.
  if (context.reading != nullptr && !context.reading->strict()) {
    std::string bounds;
    if (p.longest_given) bounds = fmt::format("longest={}", p.longest);
    if (p.longest_answer_given) {
      bounds += fmt::format("{}longest_answer={}", bounds.empty() ? "" : ", ", p.longest_answer);
    }
    context.reading->chose(
        {p.trace, "requests cut", "by " + bounds, static_cast<std::uint64_t>(cuts)});
  }
}

}  // namespace

std::uint32_t lognormal_length(Draws& draws, double mean, double cv) {
  const double tokens = std::nearbyint(draws.lognormal(mean, cv));
  return static_cast<std::uint32_t>(std::clamp(tokens, 1.0, static_cast<double>(kLongestText)));
}

std::vector<Request> make_requests(const WorkloadParams& p, std::int64_t seed,
                                   const Context& context, std::int64_t* cut_requests) {
  const Trace trace = trace_of(p, context);
  auto count = static_cast<std::size_t>(p.requests);
  const bool in_order = p.arrivals == "trace" || p.lengths == "trace";
  if (in_order) count = std::min(count, trace->requests.size());
  const bool drawn = p.lengths == "lognormal";
  // Of a trace only what the user asked to be cut is cut.
  const std::int64_t longest = drawn || p.longest_given ? p.longest : 2 * kLongestText;
  const std::int64_t longest_answer =
      drawn || p.longest_answer_given ? p.longest_answer : kLongestText;
  Draws arrivals(seed, "arrivals"), lengths(seed, "lengths");
  std::vector<Request> requests(count);
  Nanoseconds now = 0;
  std::int64_t cuts = 0;
  for (std::size_t i = 0; i < count; ++i) {
    Request& request = requests[i];
    if (p.arrivals != "trace") now += to_nanoseconds(gap(p, arrivals));
    request.arrival = p.arrivals == "trace" ? trace->requests[i].arrival : now;
    if (drawn) {
      request.prompt = lognormal_length(lengths, p.prompt_mean, p.prompt_cv);
      request.output = lognormal_length(lengths, p.output_mean, p.output_cv);
    } else {
      const std::size_t like = p.lengths == "trace" ? i : lengths.below(trace->requests.size());
      request.prompt = trace->requests[like].prompt;
      request.output = trace->requests[like].output;
    }
    if (cut(request, longest, longest_answer) && !drawn) ++cuts;
  }
  if (in_order) say_served(p, context, count, trace->requests.size());
  if (cuts > 0) say_cut(p, context, cuts);
  if (cut_requests != nullptr) *cut_requests += cuts;
  return requests;
}

bool cuts_trace(const WorkloadParams& p) {
  return p.lengths != "lognormal" && (p.longest_given || p.longest_answer_given);
}

std::int64_t longest_of(const WorkloadParams& p, const std::vector<Request>& requests) {
  std::int64_t longest = p.longest;
  if (p.lengths == "lognormal" || p.longest_given) return longest;
  for (const Request& request : requests)
    longest = std::max(longest, std::int64_t{request.prompt} + request.output);
  return longest;
}

}  // namespace ahub::sim::serving
