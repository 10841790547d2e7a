// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The snapshot of all metadata: one JSON object a line, of whose keys a few are kept.
#include <algorithm>
#include <charconv>
#include <cstring>

// Its scan for the end of a string then looks at 16 bytes at once.
#ifdef __SSE2__
#define RAPIDJSON_SSE2
#endif
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "interop/arxiv_reader.hpp"
#include "interop/arxiv_text.hpp"

namespace ahub::interop {
namespace {

constexpr std::size_t kJsonDepth = 64;
// The parser reads aligned blocks of 16 bytes and may look behind the text's end.
constexpr std::size_t kPadding = 32;

enum class Key {
  id,
  title,
  abstract,
  categories,
  authors,
  authors_parsed,
  versions,
  update_date,
  doi,
  license,
  comments,
  other
};

constexpr std::pair<std::string_view, Key> kKeys[] = {{"id", Key::id},
                                                      {"title", Key::title},
                                                      {"abstract", Key::abstract},
                                                      {"categories", Key::categories},
                                                      {"authors", Key::authors},
                                                      {"authors_parsed", Key::authors_parsed},
                                                      {"versions", Key::versions},
                                                      {"update_date", Key::update_date},
                                                      {"doi", Key::doi},
                                                      {"license", Key::license},
                                                      {"comments", Key::comments}};

Key key_of(std::string_view name) noexcept {
  const auto* const found = std::find_if(std::begin(kKeys), std::end(kKeys),
                                         [&](const auto& entry) { return entry.first == name; });
  return found == std::end(kKeys) ? Key::other : found->second;
}

std::string_view name_of(Key key) noexcept {
  const auto* const found = std::find_if(std::begin(kKeys), std::end(kKeys),
                                         [&](const auto& entry) { return entry.second == key; });
  return found == std::end(kKeys) ? std::string_view("it") : found->first;
}

/// Takes the reader's events of one line. An event that returns false ends the line, with `flaw`.
class RecordHandler {
 public:
  ArxivRecord record;
  Flaw flaw;
  std::string id, authors;
  std::int64_t version = 0;  ///< The highest, or how many there are.

  bool Null() { return scalar({}, false); }
  bool Bool(bool) { return unexpected("a boolean"); }
  bool Int(int) { return unexpected("a number"); }
  bool Uint(unsigned) { return unexpected("a number"); }
  bool Int64(std::int64_t) { return unexpected("a number"); }
  bool Uint64(std::uint64_t) { return unexpected("a number"); }
  bool Double(double) { return unexpected("a number"); }
  // 0704.0004 as a number has lost its last zeros for other readers: ids are texts.
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return unexpected("a number"); }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return scalar({text, size}, true);
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view name(text, size);
    if (depth_ == 1) {
      key_ = key_of(name);
      if (key_ == interop::Key::other) return true;
      const auto bit = 1U << static_cast<unsigned>(key_);
      if ((seen_ & bit) != 0)
        return fail("bad-json", fmt::format("the key '{}' stands twice", name));
      seen_ |= bit;
    } else if (depth_ == 3 && key_ == interop::Key::versions) {
      member_ = name == "version"   ? Member::version
                : name == "created" ? Member::created
                                    : Member::other;
    }
    return true;
  }
  bool StartObject() {
    if (depth_ == 1 && !any_value() && key_ != interop::Key::versions)
      return unexpected("an object");
    if (depth_ == 2 && key_ == interop::Key::versions) {
      named_ = 0;
      created_.clear();
      member_ = Member::other;
    }
    return deeper();
  }
  bool EndObject(rapidjson::SizeType) {
    --depth_;
    if (depth_ == 2 && key_ == interop::Key::versions) end_version();
    return true;
  }
  bool StartArray() {
    if (depth_ == 0) return fail("bad-json", "the line is a list, not a record");
    if (depth_ == 1 && !any_value() && key_ != interop::Key::versions &&
        key_ != interop::Key::authors_parsed) {
      return unexpected("a list");
    }
    if (depth_ == 2 && key_ == interop::Key::authors_parsed) parts_.clear();
    return deeper();
  }
  bool EndArray(rapidjson::SizeType) {
    --depth_;
    if (depth_ == 2 && key_ == interop::Key::authors_parsed) end_author();
    return true;
  }

 private:
  enum class Member { version, created, other };

  bool fail(std::string_view code, std::string message) {
    flaw = {code, std::move(message)};
    return false;
  }
  bool deeper() {
    if (++depth_ > kJsonDepth)
      return fail("bad-json", fmt::format("more than {} levels", kJsonDepth));
    return true;
  }
  /// A key whose value is not needed.
  bool any_value() const noexcept {
    return key_ == interop::Key::other || key_ == interop::Key::comments;
  }
  bool unexpected(std::string_view what) {
    if (depth_ == 0) return fail("bad-json", "the line is no object");
    if (any_value()) return true;
    if (depth_ == 1 && key_ == interop::Key::id)
      return fail("bad-id", fmt::format("the id is {}, it takes a text", what));
    return fail("bad-json", fmt::format("'{}' holds {}, it takes a text", name_of(key_), what));
  }
  bool scalar(std::string_view text, bool given) {
    if (depth_ == 0) return fail("bad-json", "the line is no object");
    if (depth_ == 1) return member(text, given);
    if (!given) return true;
    if (depth_ == 3 && key_ == interop::Key::authors_parsed) parts_.emplace_back(text);
    if (depth_ == 3 && key_ == interop::Key::versions) {
      if (member_ == Member::version) {
        if (text.substr(0, 1) == "v") text.remove_prefix(1);
        if (text.size() <= 6) std::from_chars(text.data(), text.data() + text.size(), named_);
      } else if (member_ == Member::created) {
        created_ = text;
      }
    }
    return true;
  }
  bool member(std::string_view text, bool given) {
    std::string* place = nullptr;
    switch (key_) {
      case interop::Key::id:
        if (!given) return fail("bad-id", "the id is null");
        place = &id;
        break;
      case interop::Key::title:
        place = &record.title;
        break;
      case interop::Key::abstract:
        place = &record.abstract;
        break;
      case interop::Key::authors:
        place = &authors;
        break;
      case interop::Key::update_date:
        place = &record.updated;
        break;
      case interop::Key::doi:
        place = &record.doi;
        break;
      case interop::Key::license:
        place = &record.license;
        break;
      case interop::Key::categories:
        add_categories(text);
        return true;
      case interop::Key::comments:
        record.withdrawn = text.find("ithdrawn") != std::string_view::npos;
        return true;
      case interop::Key::versions:
      case interop::Key::authors_parsed:
        return !given || unexpected("a text where a list belongs");
      case interop::Key::other:
        return true;
    }
    place->assign(text);
    return true;
  }
  void add_categories(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(' '), text.size());
      if (end > 0) record.categories.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
  void end_version() {
    ++versions_;
    version = std::max({version, named_, versions_});
    const bool first = named_ == 1 || (named_ == 0 && versions_ == 1);
    if (first) record.published = created_;
  }
  /// Surname, forenames, suffix; affiliations follow.
  void end_author() {
    const auto part = [&](std::size_t i) { return i < parts_.size() ? parts_[i] : std::string(); };
    std::string name = part(1);
    for (const std::string& word : {part(0), part(2)}) {
      if (!name.empty() && !word.empty()) name += ' ';
      name += word;
    }
    record.authors.push_back(std::move(name));
  }

  std::size_t depth_ = 0;
  interop::Key key_ = interop::Key::other;
  Member member_ = Member::other;
  unsigned seen_ = 0;
  std::int64_t named_ = 0, versions_ = 0;
  std::string created_;
  std::vector<std::string> parts_;
};

class JsonLinesReader final : public ArxivReader {
 public:
  JsonLinesReader(const ArxivHandlers& handlers, ArxivChoices& choices)
      : handlers_(handlers), choices_(choices) {}

  bool feed(std::string_view piece) override {
    while (!piece.empty() && open_) {
      const std::size_t end = piece.find('\n');
      const std::string_view part = piece.substr(0, end);
      if (size_ == 0 && end != std::string_view::npos) {
        size_ = part.size();
        line(part, true);
      } else {
        size_ += part.size();
        if (size_ <= kRecordBytes) carry_ += part;
        if (end == std::string_view::npos) return true;
        line(carry_, true);
        carry_.clear();
      }
      piece.remove_prefix(end + 1);
    }
    return open_;
  }
  void end() override {
    if (open_ && size_ > 0) line(carry_, false);
  }

 private:
  void problem(std::size_t column, std::string_view code, std::string message) {
    handlers_.on_problem({number_, column, code, std::move(message)});
  }

  /// One line of `size_` bytes; `ended` when a line end follows.
  void line(std::string_view text, bool ended) {
    at_ += size_ + (ended ? 1 : 0);
    if (size_ > kRecordBytes) {
      problem(1, "too-long",
              fmt::format("the line has {} bytes, at most {} are read", size_, kRecordBytes));
    } else if (text.find_first_not_of(" \t\r") != std::string_view::npos) {
      parse(text, ended);
    }
    size_ = 0;
    ++number_;
  }

  /// What no JSON may hold, wherever it stands.
  bool sound_bytes(std::string_view text, bool ended) {
    if (const std::size_t at = text.find('\0'); at != std::string_view::npos) {
      problem(at + 1, "control-character", "a NUL byte stands in the record");
      return false;
    }
    const std::optional<std::size_t> at = first_invalid_utf8(text);
    if (!at) return true;
    if (!ended && text.size() - *at < 4 && cut_inside(text)) {  // Within a character.
      problem(text.size() + 1, "cut", "the source ends inside the record");
    } else {
      problem(*at + 1, "bad-utf8",
              fmt::format("byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(text[*at])));
    }
    return false;
  }

  void parse(std::string_view text, bool ended) {
    if (!sound_bytes(text, ended)) return;
    if (buffer_.size() < text.size() + kPadding) buffer_.resize(text.size() + kPadding);
    std::memcpy(buffer_.data(), text.data(), text.size());
    std::memset(buffer_.data() + text.size(), 0, kPadding);
    rapidjson::InsituStringStream stream(buffer_.data());
    RecordHandler handler;
    constexpr unsigned kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag;
    const rapidjson::ParseResult result = reader_.Parse<kFlags>(stream, handler);
    if (!handler.flaw.code.empty())
      return problem(std::max<std::size_t>(stream.Tell(), 1), handler.flaw.code,
                     handler.flaw.message);
    if (result.IsError()) return broken(text, result, ended);

    ArxivRecord& record = handler.record;
    if (record.authors.empty()) record.authors = authors_in(handler.authors, choices_);
    if (const Flaw flaw = finish_record(record, handler.id, handler.version, choices_);
        !flaw.code.empty())
      return problem(1, flaw.code, flaw.message);
    open_ = handlers_.on_record(std::move(record), {number_, 1, at_});
  }

  static std::size_t column_of(std::string_view text, std::size_t offset) {
    return std::min(offset, text.size()) + 1;
  }

  void broken(std::string_view text, const rapidjson::ParseResult& result, bool ended) {
    const std::size_t offset = result.Offset();
    const std::size_t control = static_cast<std::size_t>(
        std::find_if(
            text.begin(), text.end(),
            [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r'; }) -
        text.begin());
    if (control < text.size()) {
      return problem(control + 1, "control-character",
                     fmt::format("the control character U+{:04X} stands in the record",
                                 static_cast<unsigned char>(text[control])));
    }
    if (!ended && cut_inside(text))
      return problem(text.size() + 1, "cut", "the source ends inside the record");
    problem(column_of(text, offset), "bad-json",
            fmt::format("no JSON: {}", rapidjson::GetParseError_En(result.Code())));
  }

  /// True when the braces of an unended line are not closed: it is a part of a record.
  static bool cut_inside(std::string_view text) {
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (quoted) {
        if (text[i] == '\\') ++i;
        quoted = i >= text.size() || text[i] != '"';
      } else if (text[i] == '"') {
        quoted = true;
      } else if (text[i] == '{' || text[i] == '[') {
        ++depth;
      } else if ((text[i] == '}' || text[i] == ']') && depth > 0) {
        --depth;
      }
    }
    return quoted || depth > 0;
  }

  const ArxivHandlers& handlers_;
  ArxivChoices& choices_;
  rapidjson::Reader reader_;
  std::vector<char> buffer_;
  std::string carry_;
  std::size_t size_ = 0;      // Of the line so far, kept or not.
  std::uint64_t number_ = 1;  // Of the line.
  std::uint64_t at_ = 0;      // Behind the line and its end.
  bool open_ = true;
};

}  // namespace

std::unique_ptr<ArxivReader> json_lines_reader(const ArxivHandlers& handlers,
                                               ArxivChoices& choices) {
  return std::make_unique<JsonLinesReader>(handlers, choices);
}

}  // namespace ahub::interop
