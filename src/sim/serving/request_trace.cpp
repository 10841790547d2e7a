// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/serving/request_trace.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/text.hpp"
#include "sim/serving/cost_model.hpp"
#include "sim/serving/date.hpp"
#include "sim/trace/csv_columns.hpp"

namespace ahub::sim::serving {
namespace {

constexpr std::uint64_t kLongestLine = std::uint64_t{1} << 20;
constexpr std::uint64_t kUnfolded = std::uint64_t{64} << 30;  // Never all of it in memory.
constexpr double kLatestSecond = 1e9;  // Three decades after the first request.
constexpr std::size_t kNamedColumns = 12;

double seconds_in(Clock clock) {
  switch (clock) {
    case Clock::milliseconds:
      return 1e-3;
    case Clock::microseconds:
      return 1e-6;
    case Clock::nanoseconds:
      return 1e-9;
    default:
      return 1;
  }
}

class Reader {
 public:
  Reader(std::string_view name, Reading* reading, std::optional<Clock> unit)
      : file_(name), name_(safe_text(name)), reading_(reading), unit_(unit) {}

  RequestTrace read(std::string_view bytes, const std::function<void()>& alive) {
    Door door{Door::Content::text, kUnfolded, kLongestLine};
    door.alive = alive;
    std::string carry;
    read_foreign(bytes, file_, door, [&](std::string_view piece) {
      for (;;) {
        const std::size_t end = piece.find('\n');
        if (end == std::string_view::npos) break;
        if (carry.empty()) {
          line(piece.substr(0, end));
        } else {
          carry += piece.substr(0, end);
          line(carry);
          carry.clear();
        }
        piece.remove_prefix(end + 1);
      }
      carry += piece;
      return true;
    });
    if (!carry.empty()) line(carry);
    if (requests_.empty()) {
      refuse(1, zero_ == 0 ? "it holds no request"
                           : fmt::format("each of its {} requests has 0 tokens", zero_));
    }
    return arranged();
  }

 private:
  struct Arrival {
    std::int64_t time;  // Nanoseconds on the trace's own clock.
    std::uint32_t prompt, output;
  };

  void line(std::string_view text) {
    ++line_;
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    if (text.find(kUtf8Mark[0]) != std::string_view::npos) {
      const std::size_t whole = text.size();
      text = without_marks(text);
      const std::size_t marks = whole - text.size(), inside = text.find(kUtf8Mark);
      if (marks > 0) ++marked_;
      if (inside != std::string_view::npos) {
        refuse(marks + inside + 1, "a byte order mark stands inside the line",
               "files were joined without a line end: put one before the mark");
      }
    }
    const std::string_view bare = trimmed(text);
    if (bare.empty()) return;
    if (bare.front() == '#') return take_comment(bare);
    if (bare.front() == '[' && form_ == nullptr)
      refuse(1, "a JSON array, JSON lines are read", "write one object a line (jq -c '.[]')");
    if (bare.front() == '{') return take_json(text);
    if (json_) refuse(1, fmt::format("no JSON object; the lines before are {}", form_->name));
    if (form_ == nullptr) return take_header(text);
    take_row(text);
  }

  // Tables.

  /// A comment before the rows may be the header.
  void take_comment(std::string_view text) {
    if (form_ == nullptr) {
      text.remove_prefix(std::min(text.find_first_not_of("# \t"), text.size()));
      if (find_form(text)) {
        chose("header", fmt::format("the comment in line {}", line_), 1, "write it without '#'");
        return;
      }
    }
    ++comments_;
  }

  /// True when `text` is a known header between one of the usual delimiters.
  bool find_form(std::string_view text) {
    for (const char delimiter : {',', ';', '\t', '|'}) {
      if (split_csv(text, delimiter, cells_)) continue;
      const Placed placed = form_of_header(cells_);
      if (placed.form == nullptr) continue;
      if (!placed.twice.empty())
        refuse(1, fmt::format("the header has two columns '{}'", placed.twice));
      form_ = placed.form;
      places_ = placed.places;
      header_ = cells_;
      delimiter_ = delimiter;
      if (delimiter != ',') chose("delimiter", std::string(delimiter_name(delimiter)));
      for (std::size_t i = 0; i < header_.size(); ++i) {
        if (!is_place(i)) note_unread(header_[i].text);
      }
      return true;
    }
    return false;
  }

  /// The column is one of the form's.
  bool is_place(std::size_t column) const {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!form_->columns[i].empty() && places_[i] == column) return true;
    }
    return false;
  }

  void take_header(std::string_view text) {
    if (line_ == 1 && text.size() <= 5 && plain_name(text.substr(0, 3)) == "sep") return;
    if (find_form(text)) return;
    if (const auto fault = split_csv(text, ',', cells_))
      refuse(fault->column, std::string(fault->why));
    const Placed placed = form_of_header(cells_);
    refuse(1,
           placed.missing.empty() ? "the first line is no header of a request trace"
                                  : fmt::format("the header has no column '{}'", placed.missing),
           std::string(known_forms()));
  }

  void take_row(std::string_view text) {
    if (const auto fault = split_csv(text, delimiter_, cells_))
      refuse(fault->column, std::string(fault->why));
    std::array<CsvCell, 3> found{};
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (form_->columns[i].empty()) continue;
      if (places_[i] >= cells_.size()) {
        refuse(1, fmt::format("the row has {} cells, '{}' is number {}", cells_.size(),
                              form_->columns[i], places_[i] + 1));
      }
      found[i] = cells_[places_[i]];
    }
    if (cells_.size() != header_.size()) {
      refuse(1,
             fmt::format("the row has {} cells, the header has {}", cells_.size(), header_.size()));
    }
    if (found[1].text == header_[places_[1]].text && found[2].text == header_[places_[2]].text) {
      ++headers_again_;  // Files that were put one behind the other.
      return;
    }
    add(found);
  }

  // JSON lines.

  void take_json(std::string_view text) {
    if (form_ != nullptr && !json_)
      refuse(1, fmt::format("a JSON object; the lines before are {}", form_->name));
    Json row;
    try {
      row = parse_json(text, "line", kLongestLine);
    } catch (const Error& error) {
      refuse(1, error.what());
    }
    std::string why, hint;
    const Form* const form = form_of_object(row, why, hint);
    if (form == nullptr) refuse(1, why, hint);
    if (form_ != nullptr && form != form_) {
      refuse(1, fmt::format("the object is {}, those before are {}", form->name, form_->name),
             "write one file for each form");
    }
    form_ = form;
    json_ = true;
    std::array<CsvCell, 3> found{};
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Json* value = row.find(form->columns[i]);
      if (value == nullptr || !value->is_number())
        refuse(1, fmt::format("the object has no number '{}'", form->columns[i]));
      found[i] = {to_json(*value), 1};
    }
    for (const Json::Member& member : row.as_object()) {
      if (std::find(form->columns.begin(), form->columns.end(), member.first) ==
          form->columns.end())
        note_unread(member.first);
    }
    add(found);
  }

  void note_unread(const std::string& name) {
    if (std::find(unread_.begin(), unread_.end(), name) != unread_.end()) return;
    if (unread_.size() <= kNamedColumns) unread_.push_back(name);
  }

  // Requests.

  void add(const std::array<CsvCell, 3>& cells) {
    const Arrival one{form_->clock == Clock::none ? 0 : time(cells[0]), length(cells[1]),
                      length(cells[2])};
    if (one.prompt == 0 || one.output == 0) {
      ++zero_;
      return;
    }
    if (requests_.size() == kMostRequests) {
      throw Error(ErrorKind::input, "too-large",
                  fmt::format("{}: more than {} requests", name_, kMostRequests));
    }
    if (!requests_.empty() && one.time < latest_) ++unordered_;
    latest_ = requests_.empty() ? one.time : std::max(latest_, one.time);
    requests_.push_back(one);
  }

  std::int64_t time(const CsvCell& cell) {
    if (form_->clock == Clock::date && !unit_) return date(cell);
    const std::optional<double> value = parse_real(cell.text);
    if (!value && unit_ && parse_date(cell.text)) {
      refuse(cell.column, fmt::format("the time '{}' is a date, which has no unit", shown(cell)),
             "leave trace_time_unit out");
    }
    if (!value) refuse(cell.column, fmt::format("the time '{}' is no number", shown(cell)));
    if (*value < 0) refuse(cell.column, fmt::format("the time '{}' is negative", shown(cell)));
    const double seconds = *value * seconds_in(clock());
    if (seconds > kLatestSecond) {
      refuse(cell.column, fmt::format("the time '{}' is later than 1e9 s", shown(cell)),
             "times count from the start of the trace; another unit is given with "
             "trace_time_unit");
    }
    return static_cast<std::int64_t>(to_nanoseconds(seconds));
  }

  std::int64_t date(const CsvCell& cell) {
    const std::optional<Date> date = parse_date(cell.text);
    if (!date) {
      refuse(cell.column, fmt::format("the time '{}' is no YYYY-MM-DD hh:mm:ss", shown(cell)),
             "numbers are read with trace_time_unit");
    }
    if (offsets_ && *offsets_ != date->has_offset) {
      refuse(cell.column,
             fmt::format("the time '{}' has {} offset to UTC, those before have {}", shown(cell),
                         date->has_offset ? "an" : "no", date->has_offset ? "none" : "one"));
    }
    offsets_ = date->has_offset;
    return date->nanoseconds;
  }

  /// The unit of times in this file.
  Clock clock() const { return unit_ ? *unit_ : form_->clock; }

  std::uint32_t length(const CsvCell& cell) const {
    const std::optional<double> value = parse_real(cell.text);
    if (!value || *value != std::floor(*value))
      refuse(cell.column, fmt::format("the length '{}' is no whole number", shown(cell)));
    if (*value < 0 || *value > static_cast<double>(kLongestText)) {
      refuse(cell.column,
             fmt::format("the length '{}' is not in 0 to {} tokens", shown(cell), kLongestText));
    }
    return static_cast<std::uint32_t>(*value);
  }

  RequestTrace arranged() {
    RequestTrace trace;
    trace.timed = form_->clock != Clock::none;
    if (unit_ && !trace.timed)
      refuse(1, "it has no times, trace_time_unit is of no use", "leave trace_time_unit out");
    std::stable_sort(requests_.begin(), requests_.end(),
                     [](const Arrival& a, const Arrival& b) { return a.time < b.time; });
    const std::int64_t start = requests_.front().time;
    say(static_cast<double>(requests_.back().time - start) * 1e-9);
    trace.requests.reserve(requests_.size());
    for (const Arrival& one : requests_)
      trace.requests.push_back(
          {static_cast<Nanoseconds>(one.time - start), one.prompt, one.output});
    return trace;
  }

  /// All that was chosen; `span` in seconds.
  void say(double span) const {
    std::string form =
        fmt::format("{}, {}; {} requests", form_->name, to_string(clock()), requests_.size());
    if (form_->clock != Clock::none)
      form += fmt::format(" over {:.{}f} s", span, span < 10 ? 3 : 1);
    // A date says its unit itself, and so does who gives it.
    const bool open = !unit_ && form_->clock != Clock::date && form_->clock != Clock::none;
    if (open || reading_ == nullptr || !reading_->strict())
      chose("form", form, 0, "give the unit of time with trace_time_unit");
    if (zero_ > 0) chose("requests of 0 tokens", "left out: they failed", zero_);
    if (unordered_ > 0) chose("rows out of order of time", "sorted by time", unordered_);
    if (marked_ > 0) chose("byte order mark inside the file", "dropped", marked_);
    if (headers_again_ > 0) chose("header lines in the middle", "left out", headers_again_);
    if (comments_ > 0) chose("lines that begin with '#'", "left out as comments", comments_);
    if (!unread_.empty()) {
      std::string names;
      for (std::size_t i = 0; i < std::min(unread_.size(), kNamedColumns); ++i)
        names += fmt::format("{}'{}'", names.empty() ? "" : ", ", short_text(unread_[i]));
      if (unread_.size() > kNamedColumns) names += " and more";
      chose(json_ ? "keys not looked at" : "columns not looked at", names, 0,
            "leave them out of the file");
    }
  }

  void chose(std::string what, std::string chosen, std::uint64_t rows = 0,
             const std::string& hint = {}) const {
    if (reading_ != nullptr)
      reading_->chose({file_, std::move(what), std::move(chosen), rows}, hint);
  }

  static std::string shown(const CsvCell& cell) { return safe_text(cell.text.substr(0, 40)); }
  [[noreturn]] void refuse(std::size_t column, const std::string& why,
                           const std::string& hint = {}) const {
    throw Error(ErrorKind::input, "bad-trace",
                fmt::format("{}:{}:{}: {}", name_, std::max<std::size_t>(line_, 1), column, why),
                hint);
  }

  std::string file_, name_;
  Reading* reading_;
  std::optional<Clock> unit_;
  std::size_t line_ = 0;
  const Form* form_ = nullptr;
  bool json_ = false;
  char delimiter_ = ',';
  std::array<std::size_t, 3> places_{};
  std::vector<CsvCell> header_, cells_;
  std::vector<std::string> unread_;
  std::optional<bool> offsets_;  // Whether the dates before say their offset.
  std::int64_t latest_ = 0;
  std::uint64_t zero_ = 0, unordered_ = 0, headers_again_ = 0, comments_ = 0, marked_ = 0;
  std::vector<Arrival> requests_;
};

}  // namespace

RequestTrace parse_requests(std::string_view bytes, std::string_view name, Reading* reading,
                            std::optional<Clock> unit, const std::function<void()>& alive) {
  return Reader(name, reading, unit).read(bytes, alive);
}

}  // namespace ahub::sim::serving
