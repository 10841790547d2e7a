// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Events of a simulated run for chrome://tracing and ui.perfetto.dev: the "Trace Event Format" of
// Chromium. Systems are its processes, devices its threads; requests are its nestable asynchronous
// events, of which several run at once; units of counters are the names of its series.
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "ahub/report/lab.hpp"

namespace ahub::report {
namespace {

using Shows = sim::Timeline::Shows;

/// Microseconds with the nanoseconds behind the point.
std::string microseconds(std::uint64_t nanoseconds) {
  return fmt::format("{}.{:03}", nanoseconds / 1000, nanoseconds % 1000);
}

std::string json_text(std::string_view text) { return to_json(Json(text)); }

/// The texts of a track, made once for its many events.
struct Row {
  std::size_t process, thread;
  std::string name, value;
};

// Written piece by piece: a million events as values would take a gigabyte.
using Out = std::back_insert_iterator<std::string>;

/// A name and a place in the order, which viewers take from the names otherwise.
void add_names(Out out, std::string_view what, std::size_t process, std::size_t thread,
               std::string_view name) {
  fmt::format_to(out,
                 "{{\"ph\":\"M\",\"name\":\"{0}_name\",\"pid\":{1},\"tid\":{2},"
                 "\"args\":{{\"name\":{3}}}}},\n"
                 "{{\"ph\":\"M\",\"name\":\"{0}_sort_index\",\"pid\":{1},\"tid\":{2},"
                 "\"args\":{{\"sort_index\":{4}}}}},\n",
                 what, process, thread, name, what == "process" ? process : thread);
}

std::vector<Row> add_rows(Out out, const sim::Timeline& timeline) {
  std::vector<std::string> systems;
  for (const sim::Timeline::Track& track : timeline.tracks()) {
    if (std::find(systems.begin(), systems.end(), track.system) != systems.end()) continue;
    systems.push_back(track.system);
    add_names(out, "process", systems.size(), systems.size(), json_text(track.system));
  }
  std::vector<Row> rows;
  for (const sim::Timeline::Track& track : timeline.tracks()) {
    const auto system = std::find(systems.begin(), systems.end(), track.system);
    // Behind the processes: a thread with its process's number counts as the main one.
    rows.push_back({static_cast<std::size_t>(system - systems.begin()) + 1,
                    systems.size() + rows.size() + 1, json_text(track.name),
                    json_text(track.value)});
    if (track.shows != Shows::counter)
      add_names(out, "thread", rows.back().process, rows.back().thread, rows.back().name);
  }
  return rows;
}

void add_record(Out out, const sim::Timeline::Record& record, const Row& row, Shows shows) {
  const std::string start = microseconds(record.start);
  if (shows == Shows::counter) {
    fmt::format_to(out, "{{\"ph\":\"C\",\"name\":{},\"pid\":{},\"ts\":{},\"args\":{{{}:{}}}}},\n",
                   row.name, row.process, start, row.value, record.value);
    return;
  }
  const std::string name = json_text(record.name);
  if (shows == Shows::device) {
    fmt::format_to(out,
                   "{{\"ph\":\"X\",\"cat\":\"device\",\"name\":{},\"pid\":{},\"tid\":{},\"ts\":{},"
                   "\"dur\":{},\"args\":{{{}:{}}}}},\n",
                   name, row.process, row.thread, start, microseconds(record.duration), row.value,
                   record.value);
    return;
  }
  // The number of a request is its own in each system: the id names both.
  const std::string which =
      fmt::format("\"cat\":{},\"name\":{},\"id\":\"{}.{}\",\"pid\":{},\"tid\":{}", row.name, name,
                  row.process, record.value, row.process, row.thread);
  fmt::format_to(out,
                 "{{\"ph\":\"b\",{0},\"ts\":{1},\"args\":{{{2}:{3}}}}},\n"
                 "{{\"ph\":\"e\",{0},\"ts\":{4}}},\n",
                 which, start, row.value, record.value,
                 microseconds(record.start + record.duration));
}

}  // namespace

std::string timeline_json(const sim::Timeline& timeline, std::string_view name) {
  std::string text = fmt::format(
      "{{\"displayTimeUnit\":\"ms\",\"otherData\":{{\"simulator\":{},"
      "\"events_left_out\":{}}},\"traceEvents\":[\n",
      json_text(name), timeline.dropped());
  const Out out(text);
  const std::vector<Row> rows = add_rows(out, timeline);
  for (const sim::Timeline::Record& record : timeline.records())
    add_record(out, record, rows[record.track], timeline.tracks()[record.track].shows);
  if (text.ends_with(",\n")) text.erase(text.size() - 2);
  return text + "\n]}\n";
}

}  // namespace ahub::report
