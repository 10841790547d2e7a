// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A value of a JSON document with the way to it, asked for one type and range at a time.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "ahub/base/json.hpp"
#include "ahub/base/text.hpp"
#include "verify/statement.hpp"

namespace ahub {

inline std::string described(const Json& json) {
  if (json.is_null()) return "null";
  if (json.is_bool()) return json.as_bool() ? "true" : "false";
  if (json.is_integer()) return fmt::format("the number {}", json.as_integer());
  if (json.is_real()) return fmt::format("the number {}", format_real(json.as_number()));
  if (json.is_string())
    return fmt::format("the text '{}'", truncate_to_width(safe_text(json.as_string()), 60));
  return json.is_array() ? "a list" : "an object";
}

/// A value with the way to it, so that what is wrong can be named.
class Place {
 public:
  explicit Place(const Json& json) : json_(json) {}

  [[noreturn]] void refuse(std::string message) const {
    ReceiptFault fault;
    fault.message = std::move(message);
    for (const Place* at = this; at->parent_ != nullptr; at = at->parent_)
      fault.path.push_back(at->step_);
    std::reverse(fault.path.begin(), fault.path.end());
    throw fault;
  }
  [[noreturn]] void takes(std::string_view what) const {
    refuse(fmt::format("is {}, it takes {}", described(json_), what));
  }

  Place operator[](std::string_view key) const {
    if (!json_.is_object()) takes("an object");
    const Json* const found = json_.find(key);
    if (found == nullptr) refuse(fmt::format("has no '{}'", key));
    return {*this, *found, std::string(key)};
  }
  std::optional<Place> find(std::string_view key) const {
    if (!json_.is_object()) takes("an object");
    const Json* const found = json_.find(key);
    if (found == nullptr) return std::nullopt;
    return Place(*this, *found, std::string(key));
  }
  template <class Each>
  void each(std::size_t min, std::size_t max, const Each& each) const {
    if (!json_.is_array()) takes("a list");
    const Json::Array& items = json_.as_array();
    if (items.size() < min || items.size() > max)
      refuse(fmt::format("has {} elements, it takes {} to {}", items.size(), min, max));
    for (std::size_t i = 0; i < items.size(); ++i) each(Place(*this, items[i], i));
  }
  const Json::Object& members() const {
    if (!json_.is_object()) takes("an object");
    return json_.as_object();
  }
  /// `max` in bytes.
  const std::string& text(std::size_t min, std::size_t max) const {
    if (!json_.is_string()) takes("a text");
    const std::string& found = json_.as_string();
    if (found.size() < min || found.size() > max)
      refuse(fmt::format("has {} bytes, it takes {} to {}", found.size(), min, max));
    return found;
  }
  std::int64_t integer(std::int64_t min, std::int64_t max) const {
    if (!json_.is_integer() || json_.as_integer() < min || json_.as_integer() > max)
      takes(fmt::format("a whole number from {} to {}", min, max));
    return json_.as_integer();
  }
  double number() const {
    if (!json_.is_number() || !std::isfinite(json_.as_number())) takes("a finite number");
    return json_.as_number();
  }
  std::optional<double> number_or_null() const {
    if (json_.is_null()) return std::nullopt;
    if (!json_.is_number() || !std::isfinite(json_.as_number())) takes("a finite number or null");
    return json_.as_number();
  }
  bool boolean() const {
    if (!json_.is_bool()) takes("true or false");
    return json_.as_bool();
  }
  const Json& json() const noexcept { return json_; }

 private:
  Place(const Place& parent, const Json& json, ReceiptFault::Step step)
      : json_(json), parent_(&parent), step_(std::move(step)) {}

  const Json& json_;
  const Place* parent_ = nullptr;
  ReceiptFault::Step step_;
};

}  // namespace ahub
