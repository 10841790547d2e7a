// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Events of a simulated run for chrome://tracing and ui.perfetto.dev.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/report/lab.hpp"

namespace ahub::report {
namespace {

/// Microseconds with the nanoseconds behind the point.
std::string microseconds(std::uint64_t nanoseconds) {
  return fmt::format("{}.{:03}", nanoseconds / 1000, nanoseconds % 1000);
}

std::string json_text(std::string_view text) { return to_json(Json(text)); }

}  // namespace

std::string timeline_json(const sim::Timeline& timeline, std::string_view name) {
  std::vector<std::string> systems;
  const auto process = [&](const std::string& system) {
    const auto found = std::find(systems.begin(), systems.end(), system);
    if (found != systems.end()) return found - systems.begin() + 1;
    systems.push_back(system);
    return static_cast<std::ptrdiff_t>(systems.size());
  };
  // Written piece by piece: a million events as values would take a gigabyte.
  std::string out = fmt::format(
      "{{\"displayTimeUnit\":\"ms\",\"otherData\":{{\"simulator\":{},"
      "\"events_left_out\":{}}},\"traceEvents\":[\n",
      json_text(name), timeline.dropped());
  std::vector<std::ptrdiff_t> processes;
  for (std::size_t i = 0; i < timeline.tracks().size(); ++i) {
    const sim::Timeline::Track& track = timeline.tracks()[i];
    processes.push_back(process(track.system));
    out += fmt::format(
        "{{\"ph\":\"M\",\"name\":\"process_name\",\"pid\":{0},\"tid\":0,"
        "\"args\":{{\"name\":{1}}}}},\n"
        "{{\"ph\":\"M\",\"name\":\"thread_name\",\"pid\":{0},\"tid\":{2},"
        "\"args\":{{\"name\":{3}}}}},\n",
        processes.back(), json_text(track.system), i + 1, json_text(track.name));
  }
  for (const sim::Timeline::Record& record : timeline.records()) {
    const std::string& track = timeline.tracks()[record.track].name;
    if (record.name.empty()) {
      out += fmt::format(
          "{{\"ph\":\"C\",\"name\":{},\"pid\":{},\"ts\":{},"
          "\"args\":{{\"value\":{}}}}},\n",
          json_text(track), processes[record.track], microseconds(record.start), record.value);
    } else {
      out += fmt::format(
          "{{\"ph\":\"X\",\"name\":{},\"pid\":{},\"tid\":{},\"ts\":{},\"dur\":{},"
          "\"args\":{{\"number\":{}}}}},\n",
          json_text(record.name), processes[record.track], record.track + 1,
          microseconds(record.start), microseconds(record.duration), record.value);
    }
  }
  if (out.ends_with(",\n")) out.erase(out.size() - 2);
  return out + "\n]}\n";
}

}  // namespace ahub::report
