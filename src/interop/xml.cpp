// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/xml.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "ahub/base/text.hpp"

namespace ahub::interop {
namespace {

constexpr std::size_t kChunk = 64U << 10;
constexpr std::size_t kAttributes = 256;
constexpr std::size_t kEntityBytes = 32;
constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view kSpaces = " \t\r\n";

bool is_space(char c) noexcept { return kSpaces.find(c) != std::string_view::npos; }

bool blank(std::string_view text) noexcept {
  return text.find_first_not_of(kSpaces) == std::string_view::npos;
}

/// Names may be any letters; what ends them or cannot begin them is what matters here.
bool is_name(std::string_view text) noexcept {
  if (text.empty() || text.front() == '-' || text.front() == '.' ||
      (text.front() >= '0' && text.front() <= '9')) {
    return false;
  }
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == ':' || c == '-' || c == '.';
  });
}

void append(char32_t c, std::string& out) {
  const auto byte = [&](char32_t bits) {
    out += static_cast<char>(static_cast<unsigned char>(bits));
  };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0U | c >> 6U);
    byte(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    byte(0xE0U | c >> 12U);
    byte(0x80U | (c >> 6U & 0x3FU));
    byte(0x80U | (c & 0x3FU));
  } else {
    byte(0xF0U | c >> 18U);
    byte(0x80U | (c >> 12U & 0x3FU));
    byte(0x80U | (c >> 6U & 0x3FU));
    byte(0x80U | (c & 0x3FU));
  }
}

std::pair<std::string_view, std::string_view> split_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

std::string shown(std::string_view text) { return truncate_to_width(safe_text(text), 40); }

/// Behind the '>' of the tag at the start of `text`, or npos: a '>' may stand in a quoted value.
std::size_t tag_end(std::string_view text) noexcept {
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quote != '\0') {
      if (text[i] == quote) quote = '\0';
    } else if (text[i] == '"' || text[i] == '\'') {
      quote = text[i];
    } else if (text[i] == '>') {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::string_view XmlElement::operator[](std::string_view key) const noexcept {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const auto& attribute) { return attribute.first == key; });
  return found == attributes.end() ? std::string_view() : std::string_view(found->second);
}

void XmlScanner::fault(const std::string& why, std::string_view code) const {
  throw XmlFault(code, why, line(), column());
}

void XmlScanner::consume(std::size_t count) {
  const std::string_view taken = rest().substr(0, count);
  for (std::size_t i = taken.find('\n'); i != std::string_view::npos; i = taken.find('\n', i + 1)) {
    ++line_;
    line_start_ = at_ + i + 1;
  }
  at_ += count;
  used_ += count;
}

void XmlScanner::feed(std::string_view piece) {
  while (!piece.empty() && events_.wants_more()) {
    const std::string_view chunk = piece.substr(0, kChunk);
    buffer_ += chunk;
    advance(false);
    buffer_.erase(0, used_);
    used_ = 0;
    piece.remove_prefix(chunk.size());
  }
}

void XmlScanner::end() {
  advance(true);
  if (!events_.wants_more()) return;
  if (mode_ != Mode::content || !rest().empty() || !open_.empty() || !root_seen_) {
    consume(rest().size());
    fault(open_.empty() ? std::string("the source ends inside its markup")
                        : fmt::format("the source ends inside <{}>", shown(open_.back())),
          "cut");
  }
}

void XmlScanner::advance(bool last) {
  bool moved = true;
  while (moved && !rest().empty() && events_.wants_more()) {
    switch (mode_) {
      case Mode::content:
        moved = content();
        break;
      case Mode::comment:
        moved = skip_to("-->", false, last);
        break;
      case Mode::cdata:
        moved = skip_to("]]>", true, last);
        break;
      case Mode::instruction:
        moved = skip_to("?>", false, last);
        break;
    }
  }
}

bool XmlScanner::content() {
  const std::string_view text = rest();
  if (text.front() == '<') return markup();
  // An entity stands for itself, so that what is wrong with it has its place.
  std::size_t end = std::min(text.find_first_of("<&"), text.size());
  if (text.front() == '&') {
    const std::string_view window = text.substr(0, kEntityBytes);
    end = window.find(';') + 1;
    const bool may_go_on =
        window.size() < kEntityBytes && window.find_first_of(" \t\r\n<") == std::string_view::npos;
    if (end == 0 && may_go_on) return false;
    if (end == 0) fault("'&' begins no entity");
  }
  characters(text.substr(0, end));
  consume(end);
  return true;
}

void XmlScanner::characters(std::string_view raw) {
  if (open_.empty()) {
    if (!blank(raw)) fault("text stands outside the root element");
    return;
  }
  if (raw.front() == '&') {
    events_.text(decoded(raw));
  } else {
    events_.text(raw);
  }
}

bool XmlScanner::markup() {
  constexpr std::string_view kComment = "<!--", kCdata = "<![CDATA[", kDoctype = "<!DOCTYPE";
  const std::string_view text = rest();
  const auto starts = [&](std::string_view with) { return text.substr(0, with.size()) == with; };
  if (starts("<!")) {
    if (starts(kComment)) {
      consume(kComment.size());
      mode_ = Mode::comment;
      return true;
    }
    if (text.size() < kCdata.size()) return false;
    if (starts(kDoctype)) {
      fault("a document type (DOCTYPE) stands in the feed: it could define entities",
            "xml-doctype");
    }
    if (!starts(kCdata) || open_.empty()) fault("markup that no feed has stands here");
    consume(kCdata.size());
    mode_ = Mode::cdata;
    return true;
  }
  if (starts("<?")) {
    consume(2);
    mode_ = Mode::instruction;
    return true;
  }
  const std::size_t end = tag_end(text);
  if (std::min(end, text.size()) > max_tag_)
    fault(fmt::format("a tag has more than {} bytes", max_tag_), "too-long");
  if (end == std::string_view::npos) return false;
  token_end_ = at_ + end;
  const std::string_view tag = text.substr(1, end - 2);
  if (!tag.empty() && tag.front() == '/') {
    end_tag(tag.substr(1));
  } else {
    start_tag(tag);
  }
  consume(end);
  return true;
}

/// Takes everything up to the terminator; `keep`: it is text.
bool XmlScanner::skip_to(std::string_view terminator, bool keep, bool last) {
  const std::string_view text = rest();
  const std::size_t end = text.find(terminator);
  const bool found = end != std::string_view::npos;
  // A part of the terminator may already be there.
  const std::size_t held = last ? 0 : terminator.size() - 1;
  const std::size_t taken = found ? end : text.size() - std::min(held, text.size());
  if (keep && taken > 0) events_.text(text.substr(0, taken));
  consume(found ? end + terminator.size() : taken);
  if (found) mode_ = Mode::content;
  return found || (taken > 0 && !last);
}

std::string XmlScanner::decoded(std::string_view raw) const {
  static constexpr std::pair<std::string_view, char> kEntities[] = {
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size();) {
    const std::size_t entity = std::min(raw.find('&', i), raw.size());
    out += raw.substr(i, entity - i);
    if (entity == raw.size()) break;
    const std::size_t end = raw.find(';', entity);
    if (end == std::string_view::npos || end - entity > kEntityBytes) fault("'&' begins no entity");
    const std::string_view name = raw.substr(entity + 1, end - entity - 1);
    i = end + 1;
    if (name.size() > 1 && name.front() == '#') {
      const bool hex = name[1] == 'x';
      const std::string_view digits = name.substr(hex ? 2 : 1);
      std::uint32_t code = 0;
      const auto [stop, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
      const bool whole = error == std::errc() && stop == digits.data() + digits.size();
      if (!whole || digits.empty() || code == 0 || code > 0x10FFFF ||
          (code >= 0xD800 && code < 0xE000))
        fault(fmt::format("'&{};' is no character", shown(name)));
      append(static_cast<char32_t>(code), out);
      continue;
    }
    const auto* const found = std::find_if(std::begin(kEntities), std::end(kEntities),
                                           [&](const auto& known) { return known.first == name; });
    if (found == std::end(kEntities))
      fault(fmt::format("the entity '&{};' is not known", shown(name)));
    out += found->second;
  }
  return out;
}

std::string_view XmlScanner::uri_of(std::string_view prefix) const {
  if (prefix == "xml") return kXmlNamespace;
  for (auto binding = bindings_.rbegin(); binding != bindings_.rend(); ++binding)
    if (binding->prefix == prefix) return binding->uri;
  if (!prefix.empty()) fault(fmt::format("the prefix '{}' is not declared", shown(prefix)));
  return {};
}

void XmlScanner::bind(std::string_view name, const std::string& value) {
  const std::string_view prefix = name.size() > 6 ? name.substr(6) : std::string_view();
  bindings_.push_back({std::string(prefix), value, open_.size()});
}

void XmlScanner::start_tag(std::string_view tag) {
  const bool empty = !tag.empty() && tag.back() == '/';
  if (empty) tag.remove_suffix(1);
  const std::size_t name_end = std::min(tag.find_first_of(kSpaces), tag.size());
  const std::string_view name = tag.substr(0, name_end);
  if (!is_name(name)) fault(fmt::format("'<{}' begins no element", shown(name)));
  if (open_.empty() && root_seen_) fault("a second root element stands here");
  if (open_.size() >= max_depth_)
    fault(fmt::format("elements nest more than {} levels", max_depth_), "too-deep");
  root_seen_ = true;
  open_.emplace_back(name);

  XmlElement element;
  element.depth = open_.size();
  std::vector<std::string_view> names;
  std::string_view left = tag.substr(name_end);
  while (!blank(left)) {
    if (!is_space(left.front())) fault("two attributes are not separated");
    left.remove_prefix(left.find_first_not_of(kSpaces));
    const std::size_t equals = left.find('=');
    if (equals == std::string_view::npos) fault("an attribute has no value");
    std::string_view key = left.substr(0, equals);
    while (!key.empty() && is_space(key.back())) key.remove_suffix(1);
    left.remove_prefix(equals + 1);
    left.remove_prefix(std::min(left.find_first_not_of(kSpaces), left.size()));
    const char quote = left.empty() ? '\0' : left.front();
    const std::size_t end =
        quote == '"' || quote == '\'' ? left.find(quote, 1) : std::string_view::npos;
    if (!is_name(key) || end == std::string_view::npos) fault("an attribute is not name=\"value\"");
    if (std::find(names.begin(), names.end(), key) != names.end())
      fault(fmt::format("the attribute '{}' stands twice", shown(key)));
    names.push_back(key);
    if (names.size() > kAttributes)
      fault(fmt::format("a tag has more than {} attributes", kAttributes));
    const std::string_view raw = left.substr(1, end - 1);
    if (raw.find('<') != std::string_view::npos) fault("'<' stands in an attribute");
    std::string value = decoded(raw);
    left.remove_prefix(end + 1);
    if (key == "xmlns" || key.substr(0, 6) == "xmlns:") {
      bind(key, value);
    } else if (key.find(':') == std::string_view::npos) {
      element.attributes.emplace_back(std::string(key), std::move(value));
    }
  }
  const auto [prefix, local] = split_name(name);
  element.uri = uri_of(prefix);
  element.name = local;
  events_.open(element);
  if (empty) end_tag(name);
}

void XmlScanner::end_tag(std::string_view tag) {
  while (!tag.empty() && is_space(tag.back())) tag.remove_suffix(1);
  if (open_.empty() || open_.back() != tag) {
    fault(open_.empty() ? fmt::format("'</{}>' closes nothing", shown(tag))
                        : fmt::format("'</{}>' stands where '</{}>' belongs", shown(tag),
                                      shown(open_.back())));
  }
  events_.close(open_.size());
  while (!bindings_.empty() && bindings_.back().depth == open_.size()) bindings_.pop_back();
  open_.pop_back();
}

}  // namespace ahub::interop
