// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/sim/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <thread>

#include <fmt/format.h>

#include "ahub/base/digest.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"

namespace ahub::sim {
namespace {

constexpr std::size_t kMostPoints = 100'000;

[[noreturn]] void refuse(const std::string& name, const std::string& text, std::string why) {
  throw Error(ErrorKind::usage, "bad-grid",
              fmt::format("the values '{}' of '{}': {}", safe_text(text), safe_text(name), why),
              "a grid is a list 1,2,5 or a range 10:1000:log7, 0:1:lin5, 1:1024:x2, 10:50:+10");
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

/// The numbers of "low:high:step"; the ends are exact.
std::vector<double> range(const std::string& name, const std::string& text,
                          const std::vector<std::string>& parts) {
  const std::optional<double> low = parse_real(parts[0]), high = parse_real(parts[1]);
  if (!low || !high) refuse(name, text, "the ends are no numbers");
  if (*low > *high) refuse(name, text, "it runs downwards");
  const std::string& step = parts[2];
  const bool logarithmic = step.rfind("log", 0) == 0, linear = step.rfind("lin", 0) == 0;
  std::vector<double> values;
  if ((linear && !std::isfinite(*high - *low)) ||
      (logarithmic && *low > 0 && !std::isfinite(*high / *low)))
    refuse(name, text, "its ends lie too far apart for a number");
  if (logarithmic || linear) {
    const auto count = parse_integer(step.substr(3));
    if (!count || *count < 2 || *count > static_cast<std::int64_t>(kMostPoints))
      refuse(name, text, "the number of steps is 2 to 100000");
    if (logarithmic && *low <= 0) refuse(name, text, "geometric steps start above 0");
    for (std::int64_t i = 0; i < *count; ++i) {
      const double part = static_cast<double>(i) / static_cast<double>(*count - 1);
      values.push_back(logarithmic ? *low * std::pow(*high / *low, part)
                                   : *low + (*high - *low) * part);
    }
    values.back() = *high;
    return values;
  }
  const std::optional<double> by = parse_real(step.empty() ? "" : step.substr(1));
  const bool times = !step.empty() && step[0] == 'x', plus = !step.empty() && step[0] == '+';
  if (!by || !(times || plus)) refuse(name, text, "the third part is logN, linN, xF or +S");
  if ((times && (*by <= 1 || *low <= 0)) || (plus && *by <= 0))
    refuse(name, text, "the steps do not rise");
  for (double value = *low; value <= *high;) {
    values.push_back(value);
    if (values.size() > kMostPoints) refuse(name, text, "more than 100000 values");
    // Counted from the start, so that no rounding adds up.
    const auto count = static_cast<double>(values.size());
    value = times ? *low * std::pow(*by, count) : *low + *by * count;
  }
  return values;
}

}  // namespace

Axis parse_axis(const Simulator& simulator, const std::string& name, const std::string& text) {
  const ParamInfo* param = simulator.find_param(name);
  const ParamType type = param == nullptr ? ParamType::integer : param->type;
  Axis axis{name, {}};
  const std::vector<std::string> parts = split(text, ':');
  const bool number = type == ParamType::integer || type == ParamType::real;
  if (number && parts.size() == 3) {
    for (const double value : range(name, text, parts)) {
      constexpr double kWhole = 9.2e18;  // What rounds to an integer of 64 bits.
      if (type == ParamType::integer && std::abs(value) > kWhole)
        refuse(name, text, fmt::format("{:.6g} is no integer of 64 bits", value));
      axis.values.push_back(type == ParamType::integer
                                ? std::to_string(static_cast<std::int64_t>(std::llround(value)))
                                // 0.8, not 0.7999999999999999: twelve digits are what a grid means.
                                : format_real(*parse_real(fmt::format("{:.12g}", value))));
    }
  } else if (number && parts.size() != 1) {
    refuse(name, text, "a range has three parts");
  } else if (type == ParamType::file || type == ParamType::text) {
    axis.values = {text};  // A path may hold any character.
  } else {
    axis.values = split(text, ',');
    for (std::string& value : axis.values) {
      if (type == ParamType::choices) std::replace(value.begin(), value.end(), '+', ',');
    }
  }
  std::vector<std::string> distinct;
  for (std::string& value : axis.values) {
    if (std::find(distinct.begin(), distinct.end(), value) == distinct.end())
      distinct.push_back(std::move(value));
  }
  axis.values = std::move(distinct);
  // A parameter's values are checked when they are bound; a seed is bound nowhere.
  if (name != "seed") return axis;
  for (const std::string& value : axis.values) {
    const std::optional<long long> seed = parse_integer(value);
    if (!seed || *seed < 0 || *seed > (1LL << 53)) refuse(name, text, "a seed is 0 to 2^53");
  }
  return axis;
}

std::size_t Grid::points() const {
  std::size_t points = 1;
  for (const Axis& axis : axes) {
    if (points > kMostPoints / std::max<std::size_t>(axis.values.size(), 1)) return kMostPoints + 1;
    points *= axis.values.size();
  }
  return points;
}

std::vector<std::string> Grid::at(std::size_t point) const {
  std::vector<std::string> values(axes.size());
  for (std::size_t i = axes.size(); i-- > 0;) {
    values[i] = axes[i].values[point % axes[i].values.size()];
    point /= axes[i].values.size();
  }
  return values;
}

std::string Grid::digest() const {
  Json all = Json::object();
  all.set("simulator", simulator->about.name).set("version", simulator->about.version);
  for (const auto& [name, value] : fixed) all.set("fixed:" + name, value);
  for (const Axis& axis : axes)
    all.set("axis:" + axis.name, fmt::format("{}", fmt::join(axis.values, "\n")));
  all.set("seed", seed);
  return sha256_hex(canonical_json(all));
}

namespace {

/// The parameters of a point, and its seed.
std::vector<std::pair<std::string, Json>> params_at(const Grid& grid,
                                                    const std::vector<std::string>& at,
                                                    std::int64_t& seed) {
  std::vector<std::pair<std::string, Json>> params = grid.fixed;
  for (std::size_t i = 0; i < grid.axes.size(); ++i) {
    if (grid.axes[i].name == "seed") {
      seed = parse_integer(at[i]).value_or(0);
    } else {
      params.emplace_back(grid.axes[i].name, at[i]);
    }
  }
  return params;
}

/// "slo" of "slo_het" where an axis of words stands at "het"; empty when there is no such axis.
std::string plain_name(const Grid& grid, const std::vector<std::string>& at,
                       const std::string& name) {
  for (std::size_t i = 0; i < grid.axes.size(); ++i) {
    const ParamInfo* param = grid.simulator->find_param(grid.axes[i].name);
    if (param == nullptr || param->type != ParamType::choices) continue;
    const std::string suffix = "_" + at[i];
    if (name.size() > suffix.size() && name.ends_with(suffix))
      return name.substr(0, name.size() - suffix.size());
  }
  return {};
}

SweepRow run_point(const Grid& grid, std::size_t point, const SweepOptions& options, Memo& memo) {
  SweepRow row{point, grid.at(point), {}, {}, {}};
  std::int64_t seed = grid.seed;
  const std::vector<std::pair<std::string, Json>> params = params_at(grid, row.at, seed);
  Context context(Deadline(std::chrono::duration<double>(options.run_seconds)));
  context.open = options.open;
  context.memo = &memo;
  context.reading = options.reading;
  row.outputs = run(*grid.simulator, params, seed, context, true).outputs;
  for (std::size_t i = 0, count = row.outputs.size(); i < count; ++i) {
    const std::string plain = plain_name(grid, row.at, row.outputs[i].name);
    const auto same = [&](const Output& output) { return output.name == plain; };
    if (!plain.empty() && std::none_of(row.outputs.begin(), row.outputs.end(), same))
      row.outputs.push_back({plain, row.outputs[i].value});
  }
  return row;
}

/// As run_point; a limit becomes a row, other failures name the point.
SweepRow try_point(const Grid& grid, std::size_t point, const SweepOptions& options, Memo& memo) {
  try {
    return run_point(grid, point, options, memo);
  } catch (const Error& error) {
    SweepRow row{point, grid.at(point), {}, std::string(error.code()), error.what()};
    if (error.kind() == ErrorKind::limit && options.keep_going) return row;
    const std::string name = point_name(grid, row.at);
    if (name.empty()) throw;
    throw Error(error.kind(), error.code(), fmt::format("at {}: {}", name, error.what()),
                error.hint());
  }
}

/// The state that the threads of one sweep share.
struct Board {
  std::mutex mutex;
  std::size_t next = 0;                  // The next job to take.
  std::map<std::size_t, SweepRow> done;  // Finished out of turn.
  std::map<std::size_t, std::exception_ptr> failed;
  std::size_t finished = 0, handed = 0;
};

}  // namespace

std::vector<std::string> output_names_at(const Grid& grid, std::size_t point) {
  const std::vector<std::string> at = grid.at(point);
  std::int64_t seed = grid.seed;
  const Bound bound = bind_or_refuse(*grid.simulator, params_at(grid, at, seed), true);
  std::vector<std::string> names = grid.simulator->outputs_of(bound.settings);
  for (std::size_t i = 0, count = names.size(); i < count; ++i) {
    const std::string plain = plain_name(grid, at, names[i]);
    if (!plain.empty() && std::find(names.begin(), names.end(), plain) == names.end())
      names.push_back(plain);
  }
  return names;
}

std::string point_name(const Grid& grid, const std::vector<std::string>& at) {
  std::string name;
  for (std::size_t i = 0; i < grid.axes.size(); ++i)
    name += fmt::format("{}{}={}", i == 0 ? "" : ", ", grid.axes[i].name, safe_text(at[i]));
  return name;
}

std::string_view unit_of(const Simulator& simulator, std::string_view name) noexcept {
  if (const OutputInfo* info = simulator.find_output(name)) return info->unit;
  for (const OutputInfo& info : simulator.outputs) {
    if (info.name.size() <= name.size() + 1 || !info.name.starts_with(name)) continue;
    const std::string_view word = std::string_view(info.name).substr(name.size() + 1);
    for (const ParamInfo& param : simulator.params) {
      if (param.type == ParamType::choices &&
          std::find(param.options.begin(), param.options.end(), word) != param.options.end())
        return info.unit;
    }
  }
  return {};
}

void sweep(const Grid& grid, const SweepOptions& options,
           const std::function<void(const SweepRow&)>& row) {
  const std::size_t points = grid.points();
  if (points > kMostPoints) {
    throw Error(ErrorKind::usage, "bad-grid", "the grid has more than 100000 points",
                "take fewer values, or several sweeps");
  }
  std::vector<std::size_t> jobs;
  if (options.points) {
    jobs = *options.points;
  } else {
    for (std::size_t point = options.shard.index - 1; point < points; point += options.shard.count)
      jobs.push_back(point);
  }
  jobs.erase(jobs.begin(),
             jobs.begin() + static_cast<std::ptrdiff_t>(std::min(options.skip, jobs.size())));

  Memo memo;
  Board board;
  const auto stopped = [&] { return options.stop != nullptr && *options.stop; };
  const auto work = [&] {
    for (;;) {
      std::size_t job = 0;
      {
        const std::lock_guard<std::mutex> lock(board.mutex);
        if (board.next == jobs.size() || !board.failed.empty() || stopped()) return;
        job = board.next++;
      }
      SweepRow result;
      std::exception_ptr error;
      try {
        result = try_point(grid, jobs[job], options, memo);
      } catch (...) {
        error = std::current_exception();
      }
      const std::lock_guard<std::mutex> lock(board.mutex);
      if (error) {
        board.failed.emplace(job, error);
      } else {
        board.done.emplace(job, std::move(result));
      }
      ++board.finished;
      if (options.progress) options.progress(board.finished, jobs.size());
      // Under the lock, so that rows leave in order and as soon as they can.
      for (auto first = board.done.begin();
           first != board.done.end() && first->first == board.handed;
           first = board.done.erase(first), ++board.handed)
        row(first->second);
    }
  };
  std::vector<std::thread> helpers;
  const std::size_t threads =
      std::min(static_cast<std::size_t>(std::max(options.jobs, 1)), jobs.size());
  std::exception_ptr thrown;
  for (std::size_t i = 1; i < threads; ++i) {
    helpers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        const std::lock_guard<std::mutex> lock(board.mutex);
        board.failed.emplace(jobs.size(), std::current_exception());
      }
    });
  }
  try {
    work();
  } catch (...) {
    thrown = std::current_exception();
    const std::lock_guard<std::mutex> lock(board.mutex);
    board.failed.emplace(jobs.size(), thrown);
  }
  for (std::thread& helper : helpers) helper.join();
  if (!board.failed.empty()) std::rethrow_exception(board.failed.begin()->second);
}

}  // namespace ahub::sim
