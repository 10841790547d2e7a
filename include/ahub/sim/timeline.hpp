// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What happened when in one simulated run: spans and counters on named tracks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ahub::sim {

/// Filled by a run whose context has one. Keeps the first `kMost` records and counts the rest.
class Timeline {
 public:
  static constexpr std::size_t kMost = 1'000'000;

  enum class Shows {
    device,   ///< Spans of which one ends before the next begins: a device or a link.
    states,   ///< Spans of many things at once, told apart by their value: the requests.
    counter,  ///< A value over time: the length of a queue, the use of a memory.
  };
  /// One row of the picture, or for `states` several, in a system ("staged", "PCIe to HBM").
  struct Track {
    std::string system, name;
    Shows shows;
    std::string value;  ///< What the value of a record is: "request", "MB".
  };
  /// Something that takes time, or a counter that takes a value (`name` empty).
  struct Record {
    std::uint32_t track;
    std::string name;
    std::uint64_t start;     ///< Nanoseconds.
    std::uint64_t duration;  ///< Nanoseconds; 0 for a counter.
    std::int64_t value;
  };

  /// A new row, below those there are. Returns its number.
  std::uint32_t track(std::string_view system, std::string_view name, Shows shows,
                      std::string_view value);
  void span(std::uint32_t track, std::string_view name, std::uint64_t start, std::uint64_t end,
            std::int64_t value);
  void counter(std::uint32_t track, std::uint64_t time, std::int64_t value);

  const std::vector<Track>& tracks() const noexcept { return tracks_; }
  const std::vector<Record>& records() const noexcept { return records_; }
  std::uint64_t dropped() const noexcept { return dropped_; }

 private:
  void add(Record record);
  std::vector<Track> tracks_;
  std::vector<Record> records_;
  std::uint64_t dropped_ = 0;
};

}  // namespace ahub::sim
