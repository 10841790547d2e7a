// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/serving/request_trace.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/json.hpp"
#include "ahub/base/text.hpp"
#include "sim/serving/cost_model.hpp"
#include "sim/trace/csv_cells.hpp"

namespace ahub::sim::serving {
namespace {

constexpr std::size_t kLongestLine = std::size_t{1} << 20;
constexpr double kLatestSecond = 1e9;  // Three decades after the first request.

enum class Clock { seconds, milliseconds, date };

/// How one form names its three columns.
struct Form {
  Clock clock;
  std::array<std::string_view, 3> columns;  // Time, prompt, output.
};
constexpr Form kCsvForms[] = {
    {Clock::date, {"TIMESTAMP", "ContextTokens", "GeneratedTokens"}},
    {Clock::seconds, {"Timestamp", "Request tokens", "Response tokens"}},
    {Clock::seconds, {"arrived_at", "num_prefill_tokens", "num_decode_tokens"}},
};
constexpr Form kJsonForm{Clock::milliseconds, {"timestamp", "input_length", "output_length"}};

class Reader {
 public:
  explicit Reader(std::string_view name) : name_(safe_text(name)) {}

  std::vector<Request> read(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::size_t end = std::min(bytes.find('\n'), bytes.size());
      std::string_view text = bytes.substr(0, end);
      bytes.remove_prefix(std::min(end + 1, bytes.size()));
      ++line_;
      if (text.size() > kLongestLine) refuse(1, "a line has more than 1 MiB");
      if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
      if (!trimmed(text).empty()) take(text);
    }
    if (requests_.empty()) refuse(1, "it holds no request");
    return arranged();
  }

 private:
  struct Arrival {
    std::int64_t time;  // Nanoseconds on the trace's own clock.
    std::uint32_t prompt, output;
  };

  void take(std::string_view text) {
    if (requests_.size() == kMostRequests) {
      throw Error(ErrorKind::input, "too-large",
                  fmt::format("{}: more than {} requests", name_, kMostRequests));
    }
    if (trimmed(text).front() == '{') return take_json(text);
    if (const auto fault = split_csv(text, ',', cells_))
      refuse(fault->column, std::string(fault->why));
    if (form_ == nullptr) return take_header();
    std::array<CsvCell*, 3> found{};
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (places_[i] >= cells_.size()) {
        refuse(1, fmt::format("the row has {} cells, '{}' is number {}", cells_.size(),
                              form_->columns[i], places_[i] + 1));
      }
      found[i] = &cells_[places_[i]];
    }
    requests_.push_back({time(*found[0]), length(*found[1]), length(*found[2])});
  }

  void take_header() {
    std::string_view missing;
    std::size_t best = 0;
    for (const Form& form : kCsvForms) {
      std::size_t known = 0;
      std::string_view absent;
      for (std::size_t i = 0; i < form.columns.size(); ++i) {
        const auto cell = std::find_if(cells_.begin(), cells_.end(), [&](const CsvCell& one) {
          return one.text == form.columns[i];
        });
        places_[i] = static_cast<std::size_t>(cell - cells_.begin());
        if (cell != cells_.end()) {
          ++known;
        } else if (absent.empty()) {
          absent = form.columns[i];
        }
      }
      if (known == form.columns.size()) {
        form_ = &form;
        return;
      }
      if (known > best) {
        best = known;
        missing = absent;
      }
    }
    refuse(1,
           best > 0 ? fmt::format("the header has no column '{}'", missing)
                    : "the first line is no header of a request trace",
           "known: Azure (TIMESTAMP,ContextTokens,GeneratedTokens), BurstGPT, Vidur "
           "(arrived_at,num_prefill_tokens,num_decode_tokens), Mooncake (JSON lines)");
  }

  void take_json(std::string_view text) {
    Json row;
    try {
      row = parse_json(text, "line", kLongestLine);
    } catch (const Error& error) {
      refuse(1, error.what());
    }
    std::array<CsvCell, 3> cells;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Json* value = row.find(kJsonForm.columns[i]);
      if (value == nullptr || !value->is_number())
        refuse(1, fmt::format("the object has no number '{}'", kJsonForm.columns[i]));
      cells[i] = {to_json(*value), 1};
    }
    form_ = &kJsonForm;
    requests_.push_back({time(cells[0]), length(cells[1]), length(cells[2])});
  }

  std::int64_t time(const CsvCell& cell) const {
    if (form_->clock == Clock::date) return date(cell);
    const std::optional<double> value = parse_real(cell.text);
    if (!value) refuse(cell.column, fmt::format("the time '{}' is no number", shown(cell)));
    if (*value < 0) refuse(cell.column, fmt::format("the time '{}' is negative", shown(cell)));
    const double seconds = form_->clock == Clock::milliseconds ? *value / 1000 : *value;
    if (seconds > kLatestSecond)
      refuse(cell.column, fmt::format("the time '{}' is later than 1e9 s", shown(cell)));
    return static_cast<std::int64_t>(to_nanoseconds(seconds));
  }

  /// "YYYY-MM-DD hh:mm:ss[.fraction][+00:00]", a 'T' between them too.
  std::int64_t date(const CsvCell& cell) const {
    const std::string& text = cell.text;
    const auto number = [&](std::size_t at, std::size_t digits) -> int {
      int value = 0;
      if (text.size() < at + digits) return -1;
      const char* end = text.data() + at + digits;
      const auto [stop, error] = std::from_chars(text.data() + at, end, value);
      return error == std::errc() && stop == end ? value : -1;
    };
    const int parts[] = {number(0, 4),  number(5, 2),  number(8, 2),
                         number(11, 2), number(14, 2), number(17, 2)};
    const std::chrono::year_month_day day{std::chrono::year(parts[0]),
                                          std::chrono::month(static_cast<unsigned>(parts[1])),
                                          std::chrono::day(static_cast<unsigned>(parts[2]))};
    const bool sound =
        std::all_of(std::begin(parts), std::end(parts), [](int part) { return part >= 0; }) &&
        parts[0] >= 1970 && parts[0] < 2200 && day.ok() && parts[3] < 24 && parts[4] < 60 &&
        parts[5] < 61;
    if (!sound)
      refuse(cell.column, fmt::format("the time '{}' is no YYYY-MM-DD hh:mm:ss", shown(cell)));
    std::int64_t nanoseconds = 0, scale = 100'000'000;
    if (text.size() > 19 && text[19] == '.') {
      for (std::size_t i = 20; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
        nanoseconds += (text[i] - '0') * scale;
        scale /= 10;
      }
    }
    const std::int64_t days = std::chrono::sys_days(day).time_since_epoch().count();
    return ((days * 24 + parts[3]) * 60 + parts[4]) * 60'000'000'000 +
           parts[5] * std::int64_t{1'000'000'000} + nanoseconds;
  }

  std::uint32_t length(const CsvCell& cell) const {
    const std::optional<double> value = parse_real(cell.text);
    if (!value || *value != std::floor(*value))
      refuse(cell.column, fmt::format("the length '{}' is no whole number", shown(cell)));
    if (*value < 0 || *value > static_cast<double>(kLongestText)) {
      refuse(cell.column,
             fmt::format("the length '{}' is not in 0 to {} tokens", shown(cell), kLongestText));
    }
    return std::max(1U, static_cast<std::uint32_t>(*value));
  }

  std::vector<Request> arranged() {
    std::stable_sort(requests_.begin(), requests_.end(),
                     [](const Arrival& a, const Arrival& b) { return a.time < b.time; });
    const std::int64_t start = requests_.front().time;
    std::vector<Request> list;
    list.reserve(requests_.size());
    for (const Arrival& one : requests_)
      list.push_back({static_cast<Nanoseconds>(one.time - start), one.prompt, one.output});
    return list;
  }

  static std::string shown(const CsvCell& cell) { return safe_text(cell.text.substr(0, 40)); }
  [[noreturn]] void refuse(std::size_t column, const std::string& why,
                           const char* hint = "") const {
    throw Error(ErrorKind::input, "bad-trace",
                fmt::format("{}:{}:{}: {}", name_, std::max<std::size_t>(line_, 1), column, why),
                hint);
  }

  std::string name_;
  std::size_t line_ = 0;
  const Form* form_ = nullptr;
  std::array<std::size_t, 3> places_{};
  std::vector<CsvCell> cells_;
  std::vector<Arrival> requests_;
};

}  // namespace

std::vector<Request> parse_requests(std::string_view bytes, std::string_view name,
                                    [[maybe_unused]] Reading* reading) {
  return Reader(name).read(bytes);
}

}  // namespace ahub::sim::serving
