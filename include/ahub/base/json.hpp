// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// JSON values: one small type for receipts, outputs and simulator settings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ahub {

/// A JSON value. Integers are kept apart from reals, so counts stay exact.
/// Objects keep the order of insertion; `canonical` sorts.
class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;

  Json() noexcept : value_(nullptr) {}
  Json(std::nullptr_t) noexcept : value_(nullptr) {}
  Json(bool b) noexcept : value_(b) {}
  Json(int i) noexcept : value_(static_cast<std::int64_t>(i)) {}
  Json(long i) noexcept : value_(static_cast<std::int64_t>(i)) {}
  Json(long long i) noexcept : value_(static_cast<std::int64_t>(i)) {}
  Json(unsigned i) noexcept : value_(static_cast<std::int64_t>(i)) {}
  /// Values above 2^63 - 1 are not representable; callers keep counts below.
  Json(unsigned long i) noexcept : value_(static_cast<std::int64_t>(i)) {}
  Json(double d) noexcept : value_(d) {}
  Json(const char* s) : value_(std::string(s)) {}
  Json(std::string_view s) : value_(std::string(s)) {}
  Json(std::string s) : value_(std::move(s)) {}
  Json(Array a) : value_(std::move(a)) {}
  Json(Object o) : value_(std::move(o)) {}

  static Json object() { return Json(Object{}); }
  static Json array() { return Json(Array{}); }

  bool is_null() const noexcept { return std::holds_alternative<std::nullptr_t>(value_); }
  bool is_bool() const noexcept { return std::holds_alternative<bool>(value_); }
  bool is_integer() const noexcept { return std::holds_alternative<std::int64_t>(value_); }
  bool is_real() const noexcept { return std::holds_alternative<double>(value_); }
  bool is_number() const noexcept { return is_integer() || is_real(); }
  bool is_string() const noexcept { return std::holds_alternative<std::string>(value_); }
  bool is_array() const noexcept { return std::holds_alternative<Array>(value_); }
  bool is_object() const noexcept { return std::holds_alternative<Object>(value_); }

  /// Each accessor throws `Error{internal}` when the value has another type.
  bool as_bool() const;
  std::int64_t as_integer() const;
  double as_number() const;  ///< Integer or real.
  const std::string& as_string() const;
  const Array& as_array() const;
  const Object& as_object() const;
  Array& as_array();
  Object& as_object();

  /// The member `key`, or null when this is no object or has no such member.
  const Json* find(std::string_view key) const noexcept;
  /// As `find`, as text; `fallback` when absent or not a string.
  std::string text_or(std::string_view key, std::string fallback = {}) const;

  /// Appends a member (no check for duplicates) and returns *this, for building.
  Json& set(std::string key, Json value);
  /// Appends an element and returns *this.
  Json& push(Json value);

  bool operator==(const Json&) const = default;

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> value_;
};

/// Compact text on one line, keys in order of insertion. Characters that `is_hidden`
/// are written as \uXXXX. A real that is not finite is null, here and below: JSON has no other word.
std::string to_json(const Json& value);

/// Indented by two blanks, ending in a newline.
std::string to_pretty_json(const Json& value);

/// The canonical form that is hashed and signed: keys sorted by bytes, no blanks, reals in
/// shortest round-trip form, only mandatory escapes.
std::string canonical_json(const Json& value);

/// Parses strict JSON (RFC 8259) of at most `max_bytes`, depth <= 32, 20,000 values, duplicate
/// names, non-finite numbers, lone surrogates and trailing text refused.
/// Throws `Error{input, "bad-json"}` with line:column in the message; `what` names the source.
Json parse_json(std::string_view text, std::string_view what, std::size_t max_bytes = 4U << 20);

}  // namespace ahub
