// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Strict JSON to Json values. nlohmann's SAX parser reads; limits and types are ours.
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "ahub/base/diagnostic.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/json.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/seen_names.hpp"
#include "ahub/base/text.hpp"

namespace ahub {
namespace {

/// Builds the value; stops at the first fault and remembers it in `fault`.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return add(Json()); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override {
    return add(static_cast<std::int64_t>(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(INT64_MAX))
      return refuse("an integer beyond 64 bits");
    return add(static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t, const string_t& text) override {
    const std::optional<double> value = parse_real(text);
    // A whole number too long for 64 bits arrives here as well and would lose digits.
    if (!value || text.find_first_of(".eE") == string_t::npos)
      return refuse("a number out of range");
    return add(*value);
  }
  bool string(string_t& text) override { return add(std::move(text)); }
  bool binary(binary_t&) override { return refuse("binary data"); }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool key(string_t& name) override {
    Open& top = stack_.back();
    const auto name_of = [](const Json::Member& member) -> std::string_view {
      return member.first;
    };
    if (top.names.has(top.value.as_object(), name, name_of))
      return refuse(fmt::format("the name '{}' twice", safe_text(name)));
    top.key = std::move(name);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    offset = position > 0 ? position - 1 : 0;
    return refuse("a syntax error");
  }

  Json result;
  std::string fault;
  std::optional<std::size_t> offset;

 private:
  struct Open {
    Json value;
    std::string key;
    SeenNames names;  ///< Of `value`.
  };

  bool refuse(std::string what) {
    if (fault.empty()) fault = std::move(what);
    return false;
  }
  bool add(Json value) {
    if (++count_ > limits::kDocumentNodes) return refuse("too many values");
    if (stack_.empty()) {
      result = std::move(value);
    } else if (stack_.back().value.is_array()) {
      stack_.back().value.push(std::move(value));
    } else {
      stack_.back().value.set(std::move(stack_.back().key), std::move(value));
    }
    return true;
  }
  bool open(Json value) {
    if (stack_.size() >= limits::kDocumentDepth) return refuse("nesting that is too deep");
    stack_.push_back({std::move(value), {}, {}});
    return true;
  }
  bool close() {
    Json value = std::move(stack_.back().value);
    stack_.pop_back();
    return add(std::move(value));
  }

  std::vector<Open> stack_;
  std::size_t count_ = 0;
};

}  // namespace

Json parse_json(std::string_view text, std::string_view what, std::size_t max_bytes) {
  const auto refuse = [&](std::string_view fault, std::size_t offset) {
    const Position at = position_of(text, static_cast<std::uint32_t>(offset));
    throw Error(ErrorKind::input, "bad-json",
                fmt::format("{}:{}:{}: {}", safe_text(what), at.line, at.column, fault));
  };
  if (text.size() > max_bytes) refuse(fmt::format("more than {} bytes", max_bytes), 0);
  if (const auto invalid = first_invalid_utf8(text)) refuse("a byte that is not UTF-8", *invalid);
  Builder builder;
  const bool sound = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (!sound)
    refuse(builder.fault.empty() ? "a syntax error" : builder.fault, builder.offset.value_or(0));
  return std::move(builder.result);
}

}  // namespace ahub
