// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Text that is safe in the form it is written in: the only type that outputs take.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "ahub/base/json.hpp"

namespace ahub::report {

template <class Form>
class Printable;

/// Text that stands in the source code: whatever is known only at run time does not convert to it.
class Literal {
 public:
  template <class Text>
  requires std::convertible_to<const Text&, std::string_view>
  consteval Literal(const Text& text) : text_(text) {}  // NOLINT: the conversion is the purpose.
  constexpr std::string_view view() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// One value for a format: text that is safe, or a number.
using FormatValue =
    std::variant<std::string_view, std::string, std::int64_t, std::uint64_t, double, bool>;
enum class FormatKind { text, integer, real, boolean };

/// Throws (so that it is no constant) unless `format` is in fmt's syntax and asks of each of the
/// values no more than its kind can give: all of them are used, {:.3g} stands for reals alone.
constexpr void check_format(std::string_view format, std::span<const FormatKind> kinds);
std::string format_values(std::string_view format, std::span<const FormatValue> values);

/// What a format of `Form` takes: texts, which are escaped; numbers; what is printable in the form
/// already. Nothing else, what is printable in another form neither.
template <class Form, class T>
concept FormatArgument = std::same_as<T, Printable<Form>> ||
    std::convertible_to<const T&, std::string_view> || std::is_arithmetic_v<T>;

template <class Form, class T>
consteval FormatKind format_kind() {
  if constexpr (std::same_as<T, bool>) return FormatKind::boolean;
  if constexpr (std::is_floating_point_v<T>) return FormatKind::real;
  if constexpr (std::is_integral_v<T> && !std::same_as<T, char> && !std::same_as<T, bool>)
    return FormatKind::integer;
  return FormatKind::text;
}

/// A format string of the source code whose places were checked against the values' types.
template <class Form, class... Args>
class Format {
 public:
  template <class Text>
  requires std::convertible_to<const Text&, std::string_view>
  consteval Format(const Text& text) : text_(text) {  // NOLINT: the conversion is the purpose.
    constexpr FormatKind kKinds[] = {format_kind<Form, Args>()..., FormatKind::text};
    check_format(text_, std::span(kKinds, sizeof...(Args)));
  }
  constexpr std::string_view view() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// Text that is safe in `Form`. It is made of literals, and of other text only through
/// `Form::escape`; there is no way in for a std::string as it is, and none from another form.
template <class Form>
class Printable {
 public:
  Printable() = default;
  Printable(Literal text) : text_(text.view()) {}  // NOLINT: safe by its type.
  /// Any text, escaped.
  static Printable of(std::string_view raw) { return Printable(Form::escape(raw), Made{}); }
  static Printable blanks(std::size_t count) { return Printable(std::string(count, ' '), Made{}); }

  /// As fmt::format, the texts among the values escaped.
  template <class... Args>
  requires(FormatArgument<Form, Args>&&...) static Printable
      format(Format<Form, std::type_identity_t<Args>...> form, const Args&... args) {
    const FormatValue values[] = {value_of(args)..., FormatValue()};
    return Printable(format_values(form.view(), std::span(values, sizeof...(Args))), Made{});
  }

  /// The items, each as `format` takes it, with `between` between them.
  template <class Range>
  static Printable join(const Range& items, Literal between) {
    Printable out;
    bool first = true;
    for (const auto& item : items) {
      if (!first) out += between;
      first = false;
      out += format("{}", item);
    }
    return out;
  }

  Printable& operator+=(const Printable& more) { return text_ += more.text_, *this; }
  Printable& operator+=(Literal more) { return text_ += more.view(), *this; }
  friend Printable operator+(Printable left, const Printable& right) {
    return std::move(left += right);
  }
  friend Printable operator+(Printable left, Literal right) { return std::move(left += right); }
  friend Printable operator+(Literal left, const Printable& right) {
    return std::move(Printable(left) += right);
  }
  friend bool operator==(const Printable&, const Printable&) = default;
  friend bool operator==(const Printable& left, std::string_view right) noexcept {
    return left.text_ == right;
  }

  /// The safe text. Back in a Printable it would be escaped again.
  const std::string& str() const noexcept { return text_; }
  bool empty() const noexcept { return text_.empty(); }
  std::size_t size() const noexcept { return text_.size(); }  ///< Bytes.
  void clear() noexcept { text_.clear(); }
  /// Takes `ending` off when the text ends so.
  Printable& drop(Literal ending) {
    if (text_.ends_with(ending.view())) text_.resize(text_.size() - ending.view().size());
    return *this;
  }
  /// Takes blanks off the end.
  Printable& trim() { return text_.resize(text_.find_last_not_of(' ') + 1), *this; }

 private:
  friend Form;
  struct Made {};
  Printable(std::string safe, Made) : text_(std::move(safe)) {}

  template <class T>
  static FormatValue value_of(const T& value) {
    if constexpr (std::same_as<T, Printable>)
      return std::string_view(value.text_);
    else if constexpr (std::same_as<T, bool>)
      return value;
    else if constexpr (std::same_as<T, char>)
      return Form::escape(std::string_view(&value, 1));
    else if constexpr (std::is_floating_point_v<T>)
      return static_cast<double>(value);
    else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>)
      return static_cast<std::int64_t>(value);
    else if constexpr (std::is_integral_v<T>)
      return static_cast<std::uint64_t>(value);
    else
      return Form::escape(std::string_view(value));
  }

  std::string text_;
};

/// A terminal, a pipe, standard error: `safe_text`, so that only our own colours and line ends
/// stand in it.
struct Terminal {
  static std::string escape(std::string_view raw);
  /// Line ends stay: for text whose lines are ours (an error of several lines).
  static Printable<Terminal> block(std::string_view raw);
  /// `text` between the SGR sequence of `code` and its end.
  static Printable<Terminal> painted(int code, const Printable<Terminal>& text);
  /// `text` without its first `bytes` bytes, or up to there; not within a colour of ours.
  static Printable<Terminal> cut(const Printable<Terminal>& text, std::size_t from,
                                 std::size_t bytes = std::string::npos);
};

/// Markdown (GitHub's): within a line or a table's cell, never at a line's beginning.
struct Markdown {
  static std::string escape(std::string_view raw);
  /// The same, but a name (letters, digits, blanks and signs without a meaning between them, "_"
  /// and "#" within words) stands as it is, as it is the same in both ways.
  static Printable<Markdown> name(std::string_view raw);
  /// As text of a code span, with its backquotes; empty text is nothing.
  static Printable<Markdown> code(std::string_view raw);
};

/// XML 1.0 and HTML: text, or a value between double quotes.
struct Markup {
  static std::string escape(std::string_view raw);
};

/// Graphviz: what stands between double quotes.
struct Dot {
  static std::string escape(std::string_view raw);
};

/// Mermaid: what stands between double quotes, in Markdown.
struct Mermaid {
  static std::string escape(std::string_view raw);
  /// A word of letters and "_" as it is, such as a relation's kind on an edge; else as `escape`.
  static Printable<Mermaid> word(std::string_view raw);
};

/// RFC 4180, its lines ending in LF: one field. LF and tab stay, other hidden characters are
/// written as `safe_text` does.
struct Csv {
  static std::string escape(std::string_view raw);
};

/// Tab-separated: backslash, tab and line end as two characters.
struct Tsv {
  static std::string escape(std::string_view raw);
};

/// Commands of GitHub's runner: the message. Percent-escaped, hidden characters as `safe_text`.
struct Github {
  static std::string escape(std::string_view raw);
  /// A property's value, which also ends at a comma or a colon.
  static Printable<Github> property(std::string_view raw);
};

/// JSON: `escape` gives a string with its quotes; hidden characters stand as \uXXXX.
struct JsonText {
  static std::string escape(std::string_view raw);
  /// On one line, with its end.
  static Printable<JsonText> line(const Json& value);
  /// Indented, ending in a newline.
  static Printable<JsonText> pretty(const Json& value);
};

using Text = Printable<Terminal>;
using MarkdownText = Printable<Markdown>;
using Xml = Printable<Markup>;
using DotText = Printable<Dot>;
using MermaidText = Printable<Mermaid>;
using CsvLines = Printable<Csv>;
using TsvLines = Printable<Tsv>;
using GithubText = Printable<Github>;
using JsonLines = Printable<JsonText>;

/// Bytes that leave as they are because they are what was asked for. Each use says why.
class Verbatim {
 public:
  explicit Verbatim(std::string_view bytes, Literal why) : bytes_(bytes), why_(why) {}
  std::string_view bytes() const noexcept { return bytes_; }
  std::string_view why() const noexcept { return why_.view(); }

 private:
  std::string_view bytes_;
  Literal why_;
};

constexpr void check_format(std::string_view format, std::span<const FormatKind> kinds) {
  std::size_t automatic = 0, used = 0;
  const auto digit = [&](std::size_t i) {
    return i < format.size() && format[i] >= '0' && format[i] <= '9';
  };
  // The kind of the value that "{" at `i` names; `i` behind the number.
  const auto named = [&](std::size_t& i) {
    std::size_t index = 0;
    if (digit(i)) {
      while (digit(i)) index = index * 10 + static_cast<std::size_t>(format[i++] - '0');
    } else {
      index = automatic++;
    }
    if (index >= kinds.size()) throw "a format asks for more values than there are";
    used = index + 1 > used ? index + 1 : used;
    return kinds[index];
  };
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c != '{' && c != '}') continue;
    const bool doubled = i + 1 < format.size() && format[i + 1] == c;
    if (doubled) {
      ++i;
      continue;
    }
    if (c == '}') throw "a format has a } without its {";
    ++i;
    const FormatKind kind = named(i);
    if (i < format.size() && format[i] == ':') {
      ++i;
      // A fill other than the blank is not needed.
      if (i < format.size() && (format[i] == '<' || format[i] == '>')) ++i;
      if (i < format.size() && format[i] == '+') {
        if (kind == FormatKind::text) throw "a format asks for a text's sign";
        ++i;
      }
      const auto number = [&] {
        if (i < format.size() && format[i] == '{') {
          ++i;
          if (named(i) != FormatKind::integer) throw "a width is no integer";
          if (i >= format.size() || format[i] != '}') throw "a format has a { without its }";
          ++i;
        }
        while (digit(i)) ++i;
      };
      number();
      if (i < format.size() && format[i] == '.') {
        if (kind != FormatKind::real) throw "a format asks for digits of what has none";
        ++i;
        number();
      }
      if (i < format.size() && (format[i] == 'e' || format[i] == 'f' || format[i] == 'g')) {
        if (kind != FormatKind::real) throw "a format asks for digits of what has none";
        ++i;
      }
    }
    if (i >= format.size() || format[i] != '}') throw "a format has a place that is not understood";
  }
  if (used != kinds.size()) throw "a format leaves values out";
}

}  // namespace ahub::report
