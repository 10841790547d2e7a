// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "verify/script_output.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include <fmt/format.h>

#include "ahub/base/diagnostic.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/json_scanner.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"

namespace ahub {
namespace {

constexpr std::string_view kName = "the script's output";

/// Where a value stands that is no number, or one of no use.
struct Found {
  std::string name;
  std::size_t at = 0;
  Json number;      ///< Null when it is of no use.
  std::string why;  ///< Then: "is NaN", "is a list".
  bool twice = false;
};

class OutputReader {
 public:
  explicit OutputReader(std::string_view text) : text_(text), json_(text, true) {}

  ScriptOutput read() {
    begin();
    read_object("", 0);
    if (json_.peek() != '\0' || json_.at() < text_.size()) {
      json_.fault(json_.peek() == '{' ? "a second JSON object follows; one object is read"
                                      : "text follows the JSON object; print it on standard error");
    }
    ScriptOutput result;
    for (Found& found : found_) {
      if (found.twice) {
        result.unusable.push_back(
            {found.name, fmt::format("stands twice, again at {}", place(found.at))});
      } else if (found.number.is_null()) {
        result.unusable.push_back({std::move(found.name), std::move(found.why)});
      } else {
        result.outputs.set(std::move(found.name), std::move(found.number));
      }
    }
    return result;
  }

 private:
  void begin() {
    const char first = json_.peek();
    if (json_.at() >= text_.size()) json_.fault("nothing; it takes a JSON object of numbers");
    if (first == '{') return;
    if (first == '[') json_.fault("a list, it takes a JSON object of numbers");
    const std::size_t brace = text_.find("\n{", json_.at());
    if (brace == std::string_view::npos) {
      json_.fault(
          fmt::format("'{}' where a JSON object of numbers is expected", line_at(json_.at())));
    }
    json_.fault(
        fmt::format("'{}' stands before the JSON object, which begins at {}; print it on "
                    "standard error",
                    line_at(json_.at()), place(brace + 1)));
  }

  void read_object(const std::string& prefix, std::size_t depth) {
    if (depth >= JsonScanner::kDepth)
      json_.fault(fmt::format("objects nest more than {} levels", JsonScanner::kDepth));
    json_.expect('{');
    if (json_.take('}')) return;
    do {
      if (json_.peek() == '\'') {
        json_.fault(
            "a name in single quotes, Python's way to print a dict: print(json.dumps(...))");
      }
      const std::size_t at = json_.at();
      const std::string name = prefix + json_.text();
      json_.expect(':');
      read_value(name, at, depth);
    } while (json_.take(','));
    json_.expect('}');
  }

  void read_value(const std::string& name, std::size_t at, std::size_t depth) {
    Found found{name, at, {}, {}, false};
    switch (json_.peek()) {
      case '{':
        found.why =
            fmt::format("is an object; its numbers are asked for as '{}.NAME'", shown(name));
        add(std::move(found));
        read_object(name + ".", depth + 1);
        return;
      case '[':
        json_.skip_value();
        found.why = "is a list, not a number";
        break;
      case '"':
        found.why = fmt::format("is the text \"{}\", not a number", shown(json_.text()));
        break;
      case 't':
      case 'f':
      case 'n': {
        const std::size_t start = json_.at();
        json_.skip_value();
        found.why = fmt::format("is {}, not a number", json_.from(start));
        break;
      }
      case 'T':
      case 'F':
        json_.fault("True and False are Python's words: print(json.dumps(...))");
      default:
        read_number(found);
    }
    add(std::move(found));
  }

  void read_number(Found& found) {
    const std::string_view word = json_.number();
    if (word.find_first_of("NI") != std::string_view::npos) {
      found.why = fmt::format("is {}, not a finite number", word);
    } else if (word.find_first_of(".eE") != std::string_view::npos) {
      if (const std::optional<double> value = parse_real(word)) {
        found.number = *value;
      } else {
        found.why =
            fmt::format("is {}, beyond the range of numbers in double precision", shown(word));
      }
    } else if (const std::optional<long long> value = parse_integer(word)) {
      found.number = *value;
    } else {
      found.why = fmt::format("is an integer of {} digits, which would lose some",
                              word.size() - (word.front() == '-' ? 1 : 0));
    }
  }

  void add(Found found) {
    const auto [known, fresh] = index_.try_emplace(found.name, found_.size());
    if (!fresh) {
      Found& first = found_[known->second];
      first.twice = true;
      first.at = found.at;
      return;
    }
    if (found_.size() >= limits::kDocumentNodes)
      json_.fault(fmt::format("more than {} names", limits::kDocumentNodes));
    found_.push_back(std::move(found));
  }

  std::string place(std::size_t at) const {
    const Position position = position_of(text_, static_cast<std::uint32_t>(at));
    return fmt::format("{}:{}", position.line, position.column);
  }
  std::string line_at(std::size_t at) const {
    return shown(text_.substr(at, std::min(text_.find_first_of("\r\n", at), text_.size()) - at));
  }
  static std::string shown(std::string_view text) {
    return truncate_to_width(safe_text(text.substr(0, 256)), 40);
  }

  std::string_view text_;
  JsonScanner json_;
  std::vector<Found> found_;
  std::unordered_map<std::string, std::size_t> index_;
};

}  // namespace

ScriptOutput read_script_output(std::string_view text) {
  Door door;
  door.line_bytes = door.unfolded_bytes = limits::kScriptOutputBytes;
  const Unfolded whole = unfold(text, kName, door);
  const auto refuse = [&](const std::string& why, std::size_t at) {
    const Position place = position_of(whole.bytes, static_cast<std::uint32_t>(at));
    throw Error(ErrorKind::input, "bad-output",
                fmt::format("{}:{}:{}: {}", kName, place.line, place.column, why));
  };
  if (const std::optional<std::size_t> bad = first_invalid_utf8(whole.bytes))
    refuse("a byte that is not UTF-8", *bad);
  try {
    return OutputReader(whole.bytes).read();
  } catch (const JsonFault& fault) {
    refuse(fault.what(), fault.at);
  }
  return {};
}

}  // namespace ahub
