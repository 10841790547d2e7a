// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Many runs of one simulator over a grid of parameters.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ahub/sim/simulator.hpp"

namespace ahub::sim {

/// One parameter (or "seed") and the values that it takes, in order.
struct Axis {
  std::string name;
  std::vector<std::string> values;  ///< As a command line would give them.
};

/// The values that a text stands for:
///   "100,200,500"      a list; for a parameter that takes several words at once, "a+b" is one
///   value "10:10000:log13"   13 values in geometric steps, both ends included "0:1:lin5"         5
///   values in even steps, both ends included "1:1024:x2"        each the one before times 2
///   "10:50:+10"        each the one before plus 10
/// Values of an integer parameter are rounded, and equal ones are dropped. At most 100,000 values.
/// Throws `Error{usage, "bad-grid"}`.
Axis parse_axis(const Simulator& simulator, const std::string& name, const std::string& text);

/// The whole of a sweep. Points are numbered with the last axis changing fastest.
struct Grid {
  const Simulator* simulator = nullptr;
  std::vector<std::pair<std::string, Json>> fixed;  ///< Parameters with one value, as text.
  std::vector<Axis> axes;
  std::int64_t seed = 0;  ///< Unless an axis is called "seed".

  std::size_t points() const;
  /// The value of each axis at one point, in the order of the axes.
  std::vector<std::string> at(std::size_t point) const;
  /// SHA-256 of everything that decides the rows.
  std::string digest() const;
};

/// The outputs that a point gives. Where an axis takes words and has one there ("policy" is "het"),
/// "slo_het" is also called "slo", so that points can be compared. Throws as `run` does for
/// parameters that cannot be bound.
std::vector<std::string> output_names_at(const Grid& grid, std::size_t point);

/// The unit of an output, or of the outputs that a plain name of `output_names_at` stands for.
std::string_view unit_of(const Simulator& simulator, std::string_view name) noexcept;

/// One part of a grid: points whose number modulo `count` is `index` - 1.
struct Shard {
  std::size_t index = 1, count = 1;
};

/// "capacity=10, policy=lru" of a point's values; empty for a grid without axes.
std::string point_name(const Grid& grid, const std::vector<std::string>& at);

/// The point of the shard's row number `row`, from 0.
inline std::size_t point_of(const Shard& shard, std::size_t row) {
  return shard.index - 1 + row * shard.count;
}

struct SweepRow {
  std::size_t point = 0;
  std::vector<std::string> at;
  std::vector<Output> outputs;  ///< With the names of `output_names_at`; none after an error.
  std::string error;            ///< Code of the limit that the point hit, such as "deadline".
  std::string message;          ///< What it said.
};

struct SweepOptions {
  int jobs = 1;
  Shard shard;
  std::size_t skip = 0;  ///< Rows of this shard that are there already.
  /// When given, exactly these points of the grid, in this order, instead of the shard.
  std::optional<std::vector<std::size_t>> points;
  bool keep_going = false;  ///< A point that hits a limit gives a row with `error`.
  double run_seconds = 60;
  std::function<FileView(const std::string&)> open;                   ///< As in `Context`.
  std::function<void(std::size_t done, std::size_t total)> progress;  ///< From any thread, in turn.
  const std::atomic<bool>* stop = nullptr;
  Reading* reading = nullptr;  ///< As in `Context`; hears of each choice once.
};

/// Runs the points of the shard and hands their rows to `row` in order, whatever the number of
/// jobs. Throws what a run throws (the first by number), its message naming the point, after the
/// rows before it were handed over, but for limits with `keep_going`; `Error{usage, "bad-grid"}`
/// for a grid of more than 100,000 points.
void sweep(const Grid& grid, const SweepOptions& options,
           const std::function<void(const SweepRow&)>& row);

}  // namespace ahub::sim
