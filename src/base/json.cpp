// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/json.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/hidden.hpp"
#include "ahub/base/text.hpp"

namespace ahub {
namespace {

[[noreturn]] void wrong_type(std::string_view wanted) {
  throw Error(ErrorKind::internal, "json-type", fmt::format("a JSON value is no {}", wanted));
}

}  // namespace

bool Json::as_bool() const {
  if (const bool* value = std::get_if<bool>(&value_)) return *value;
  wrong_type("boolean");
}

std::int64_t Json::as_integer() const {
  if (const std::int64_t* value = std::get_if<std::int64_t>(&value_)) return *value;
  wrong_type("integer");
}

double Json::as_number() const {
  if (const std::int64_t* value = std::get_if<std::int64_t>(&value_)) {
    return static_cast<double>(*value);
  }
  if (const double* value = std::get_if<double>(&value_)) return *value;
  wrong_type("number");
}

const std::string& Json::as_string() const {
  if (const std::string* value = std::get_if<std::string>(&value_)) return *value;
  wrong_type("string");
}

const Json::Array& Json::as_array() const {
  if (const Array* value = std::get_if<Array>(&value_)) return *value;
  wrong_type("array");
}

const Json::Object& Json::as_object() const {
  if (const Object* value = std::get_if<Object>(&value_)) return *value;
  wrong_type("object");
}

Json::Array& Json::as_array() {
  if (Array* value = std::get_if<Array>(&value_)) return *value;
  wrong_type("array");
}

Json::Object& Json::as_object() {
  if (Object* value = std::get_if<Object>(&value_)) return *value;
  wrong_type("object");
}

const Json* Json::find(std::string_view key) const noexcept {
  const Object* object = std::get_if<Object>(&value_);
  if (object == nullptr) return nullptr;
  const auto found = std::find_if(object->begin(), object->end(),
                                  [&](const Member& member) { return member.first == key; });
  return found == object->end() ? nullptr : &found->second;
}

std::string Json::text_or(std::string_view key, std::string fallback) const {
  const Json* found = find(key);
  if (found != nullptr && found->is_string()) fallback = found->as_string();
  return fallback;
}

Json& Json::set(std::string key, Json value) {
  as_object().emplace_back(std::move(key), std::move(value));
  return *this;
}

Json& Json::push(Json value) {
  as_array().push_back(std::move(value));
  return *this;
}

namespace {

void write_unit(std::uint32_t unit, std::string& out) { out += fmt::format("\\u{:04x}", unit); }

/// How many bytes at the front stand in a JSON string as they are, whatever is escaped.
std::size_t plain_prefix(std::string_view text) noexcept {
  std::size_t i = 0;
  while (i < text.size() && text[i] >= 0x20 && text[i] < 0x7F && text[i] != '"' && text[i] != '\\')
    ++i;
  return i;
}

void write_string(std::string_view raw, bool escape_hidden, std::string& out) {
  out += '"';
  // Names of files may be no UTF-8; JSON must be.
  const std::string repaired = first_invalid_utf8(raw) ? safe_block(raw) : std::string();
  const std::string_view text = repaired.empty() ? raw : std::string_view(repaired);
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    if (const std::size_t run = plain_prefix(text.substr(i)); run > 0) {
      out += text.substr(i, run);
      i += run;
      before = static_cast<unsigned char>(text[i - 1]);
      continue;
    }
    const char32_t c = next_code_point(text, i);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c < 0x20 || (escape_hidden && is_hidden_behind(before, c))) {
      if (c > 0xFFFF) {
        const auto rest = static_cast<std::uint32_t>(c) - 0x10000U;
        write_unit(0xD800U + (rest >> 10U), out);
        write_unit(0xDC00U + (rest & 0x3FFU), out);
      } else {
        write_unit(static_cast<std::uint32_t>(c), out);
      }
    } else {
      out += text.substr(start, i - start);
    }
    before = c;
  }
  out += '"';
}

void write_number(const Json& value, std::string& out) {
  if (value.is_integer()) {
    out += std::to_string(value.as_integer());
    return;
  }
  const double number = value.as_number();
  out += std::isfinite(number) ? format_real(number) : "null";
}

struct Layout {
  bool indent = false;
  bool canonical = false;
};

// Depth is bounded: values come from our own code or through readers that refuse more than 32
// levels.
void write(const Json& value, const Layout& layout, std::size_t depth, std::string& out) {
  const auto line = [&](std::size_t levels) {
    if (layout.indent) out += "\n" + std::string(2 * levels, ' ');
  };
  if (value.is_null()) {
    out += "null";
  } else if (value.is_bool()) {
    out += value.as_bool() ? "true" : "false";
  } else if (value.is_number()) {
    write_number(value, out);
  } else if (value.is_string()) {
    write_string(value.as_string(), !layout.canonical, out);
  } else if (value.is_array()) {
    const Json::Array& items = value.as_array();
    out += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) out += ',';
      line(depth + 1);
      write(items[i], layout, depth + 1, out);
    }
    if (!items.empty()) line(depth);
    out += ']';
  } else {
    std::vector<const Json::Member*> members;
    for (const Json::Member& member : value.as_object()) members.push_back(&member);
    if (layout.canonical) {
      std::sort(members.begin(), members.end(),
                [](const auto* left, const auto* right) { return left->first < right->first; });
    }
    out += '{';
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (i > 0) out += ',';
      line(depth + 1);
      write_string(members[i]->first, !layout.canonical, out);
      out += layout.indent ? ": " : ":";
      write(members[i]->second, layout, depth + 1, out);
    }
    if (!members.empty()) line(depth);
    out += '}';
  }
}

std::string written(const Json& value, const Layout& layout) {
  std::string out;
  write(value, layout, 0, out);
  return out;
}

}  // namespace

std::string to_json(const Json& value) { return written(value, {}); }

std::string to_pretty_json(const Json& value) { return written(value, {.indent = true}) + "\n"; }

std::string canonical_json(const Json& value) { return written(value, {.canonical = true}); }

}  // namespace ahub
