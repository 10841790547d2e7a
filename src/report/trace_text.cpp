// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A trace's profile.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "ahub/report/lab.hpp"
#include "ahub/report/report.hpp"
#include "report/words.hpp"

namespace ahub::report {

Text trace_human(const sim::TraceProfile& profile, const std::string& name, const Style& style) {
  Text out = style.bold(safe_text(name)) + "\n";
  const auto row = [&](std::string_view what, const std::string& value) {
    out += Text::format("  {} {}\n", padded(what, 22), value);
  };
  const auto share = [](double part) {
    return fmt::format("{:.2f} % of the requests", 100 * part);
  };
  const auto of_objects = [&](std::uint64_t count) {
    return fmt::format("{} ({:.2f} %)", count,
                       100 * static_cast<double>(count) / static_cast<double>(profile.distinct));
  };
  row("requests", std::to_string(profile.requests));
  row("distinct objects", std::to_string(profile.distinct));
  row("requested once", of_objects(profile.one_hit_wonders));
  row("least miss ratio",
      fmt::format("{:.4f} (first requests)", static_cast<double>(profile.cold_misses) /
                                                 static_cast<double>(profile.requests)));
  row("bytes of all objects", std::to_string(profile.bytes_distinct));
  row("object size", fmt::format("{} to {}, mean {:.6g} bytes", profile.min_size, profile.max_size,
                                 profile.mean_size));
  if (profile.zero_sized > 0) row("requests of size 0", std::to_string(profile.zero_sized));
  if (profile.unsized > 0)
    row("objects without a size", fmt::format("{}, 1 byte each", profile.unsized));
  if (profile.resized > 0)
    row("requests resized", fmt::format("{}, not their object's first size", profile.resized));
  row("most requested", share(profile.top_1));
  row("  10 most", share(profile.top_10));
  row("  100 most", share(profile.top_100));
  row("  1 % most", share(profile.top_percent));
  row("Zipf exponent (fit)",
      profile.zipf_exponent ? fmt::format("{:.3f}", *profile.zipf_exponent) : "no object recurs");
  if (profile.reuse_time.empty()) return out;
  out += style.bold("  requests since the object's last one") + "\n";
  const std::uint64_t most =
      *std::max_element(profile.reuse_time.begin(), profile.reuse_time.end());
  constexpr double kBar = 40;
  for (std::size_t b = 0; b < profile.reuse_time.size(); ++b) {
    const std::uint64_t count = profile.reuse_time[b];
    const auto length =
        static_cast<std::size_t>(kBar * static_cast<double>(count) / static_cast<double>(most));
    std::string bar;
    for (std::size_t i = 0; i < length; ++i) bar += style.unicode ? "\u2588" : "#";
    out += Text::format("  {:>12} {:>12} {}\n", fmt::format("{}-", std::uint64_t{1} << b), count,
                        style.blue(bar));
  }
  return out;
}

JsonLines trace_json(const sim::TraceProfile& profile, const std::string& name,
                     std::span<const Choice> choices) {
  const auto whole = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
  Json reuse = Json::array();
  for (const std::uint64_t count : profile.reuse_time) reuse.push(whole(count));
  Json data =
      Json::object()
          .set("trace", name)
          .set("requests", whole(profile.requests))
          .set("distinct", whole(profile.distinct))
          .set("one_hit_wonders", whole(profile.one_hit_wonders))
          .set("cold_misses", whole(profile.cold_misses))
          .set("bytes_distinct", whole(profile.bytes_distinct))
          .set("min_size", static_cast<std::int64_t>(profile.min_size))
          .set("mean_size", profile.mean_size)
          .set("max_size", static_cast<std::int64_t>(profile.max_size))
          .set("zero_sized", whole(profile.zero_sized))
          .set("unsized", static_cast<std::int64_t>(profile.unsized))
          .set("resized", whole(profile.resized))
          .set("top_1", profile.top_1)
          .set("top_10", profile.top_10)
          .set("top_100", profile.top_100)
          .set("top_percent", profile.top_percent)
          .set("zipf_exponent", profile.zipf_exponent ? Json(*profile.zipf_exponent) : Json())
          .set("reuse_time", std::move(reuse))
          .set("choices", to_json_value(choices));
  return JsonText::pretty(envelope("ahub.trace-info/1", std::move(data)));
}

}  // namespace ahub::report
