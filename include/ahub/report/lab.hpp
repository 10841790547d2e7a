// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What the simulators' laboratory found, as tables and charts.
#pragma once

#include "ahub/report/chart.hpp"
#include "ahub/report/table.hpp"
#include "ahub/sim/compare.hpp"
#include "ahub/sim/miss_ratio.hpp"
#include "ahub/sim/sweep.hpp"
#include "ahub/sim/timeline.hpp"
#include "ahub/sim/trace.hpp"

namespace ahub::report {

/// One row of a sweep under the columns [axes..., outputs...].
std::vector<std::string> sweep_columns(const sim::Grid& grid,
                                       const std::vector<std::string>& outputs);
std::vector<Json> sweep_values(const sim::SweepRow& row, const sim::Grid& grid,
                               const std::vector<std::string>& outputs);
/// Simulator, version, fixed parameters and seed of a sweep.
Json sweep_about(const sim::Grid& grid);

/// Outputs over the numeric axis `x`, one series for each of them and each combination of the other
/// axes; over an axis "seed" the mean with a band of 1.96 standard errors. Throws
/// `Error{usage, "bad-plot"}` when `x` is no numeric axis.
Chart sweep_chart(const sim::Grid& grid, const std::vector<sim::SweepRow>& rows,
                  const std::string& x, const std::vector<std::string>& outputs);
/// A bar for each value of the axis `x`, the outputs stacked in it; the mean over everything else.
Chart sweep_bars(const sim::Grid& grid, const std::vector<sim::SweepRow>& rows,
                 const std::string& x, const std::vector<std::string>& outputs);

/// Columns: parameter, first, value, output, unit, seeds, mean_first, mean, difference, half_width.
Table comparison_table(const sim::Grid& grid, const std::vector<sim::Paired>& differences);
/// A table for each value, differences whose interval leaves out 0 marked.
Text comparison_human(const sim::Grid& grid, const std::vector<sim::Paired>& differences,
                      const Style& style);

/// A run's events in the format of Chrome's tracing, which Perfetto opens: systems as processes,
/// tracks as threads, times in microseconds.
std::string timeline_json(const sim::Timeline& timeline, std::string_view name);

/// Columns: policy, method, capacity, misses, miss_ratio, standard_error.
Table miss_ratio_table(const sim::MissRatios& ratios);
/// Capacities down, policies across, for people.
Table miss_ratio_summary(const sim::MissRatios& ratios);
Json miss_ratio_about(const sim::MissRatios& ratios);
/// Bands are 1.96 standard errors.
Chart miss_ratio_chart(const sim::MissRatios& ratios, const std::string& title, bool bytes);

Text trace_human(const sim::TraceProfile& profile, const std::string& name, const Style& style);
/// `choices`: what the reader of the trace chose.
JsonLines trace_json(const sim::TraceProfile& profile, const std::string& name,
                     std::span<const Choice> choices);

}  // namespace ahub::report
