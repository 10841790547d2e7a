// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Finds out which form a source has, hands the pieces on, and examines what was read.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "interop/arxiv_reader.hpp"
#include "interop/arxiv_text.hpp"

namespace ahub {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// What arXiv answers, without any markup, to a client that asks too often.
constexpr std::string_view kThrottled = "Rate exceeded.";
constexpr std::size_t kAuthors = 20'000;

std::string_view visible_start(std::string_view head) {
  const std::size_t start = head.find_first_not_of(" \t\r\n");
  return start == std::string_view::npos ? std::string_view() : head.substr(start);
}

bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

std::optional<ArxivFormat> parse_arxiv_format(std::string_view word) noexcept {
  if (word == "auto") return ArxivFormat::automatic;
  if (word == "atom") return ArxivFormat::atom;
  if (word == "json-lines") return ArxivFormat::json_lines;
  return std::nullopt;
}

struct ArxivParser::Impl {
  std::string name;
  ArxivFormat format;
  ArxivHandlers handlers;
  std::string head;  ///< Until the form is known.
  std::unique_ptr<interop::ArxivReader> reader;

  [[noreturn]] void refuse(const std::string& why, std::string hint) const {
    throw Error(ErrorKind::input, "not-arxiv", fmt::format("{}: {}", name, why), std::move(hint));
  }

  /// Decides by the first visible character; false while there are too few.
  bool decide(bool last) {
    const bool marked = head.compare(0, kByteOrderMark.size(), kByteOrderMark) == 0;
    const std::string_view rest =
        visible_start(std::string_view(head).substr(marked ? kByteOrderMark.size() : 0));
    if (rest.size() < kThrottled.size() && !last && head.size() < interop::kRecordBytes)
      return false;
    if (rest.substr(0, kThrottled.size()) == kThrottled) {
      throw Error(ErrorKind::input, "arxiv-error",
                  fmt::format("{}: arXiv answered '{}' instead of metadata", name, kThrottled),
                  "fetch it again after a pause of some seconds");
    }
    if (rest.empty()) refuse("it holds no metadata", "is it the right file?");
    if (format == ArxivFormat::automatic) {
      if (rest.front() != '<' && rest.front() != '{') {
        refuse("it is neither Atom nor JSON lines",
               "a compressed file is unpacked first: zcat FILE | ahub import arxiv -");
      }
      format = rest.front() == '<' ? ArxivFormat::atom : ArxivFormat::json_lines;
    }
    reader = format == ArxivFormat::atom ? interop::atom_reader(name, handlers)
                                         : interop::json_lines_reader(handlers);
    if (marked) head.replace(0, kByteOrderMark.size(), "   ");  // Offsets and columns stay.
    return true;
  }
};

ArxivParser::ArxivParser(std::string name, ArxivFormat format, ArxivHandlers handlers)
    : impl_(std::make_unique<Impl>()) {
  impl_->name = safe_text(name);
  impl_->format = format;
  impl_->handlers = std::move(handlers);
}

ArxivParser::~ArxivParser() = default;

bool ArxivParser::feed(std::string_view piece) {
  if (impl_->reader) return impl_->reader->feed(piece);
  // Only the start is copied: a mapped file comes in one piece of gigabytes.
  const std::size_t taken = std::min<std::size_t>(piece.size(), 4096);
  impl_->head += piece.substr(0, taken);
  if (!impl_->decide(false)) return piece.size() == taken ? true : feed(piece.substr(taken));
  const std::string head = std::move(impl_->head);
  return impl_->reader->feed(head) && impl_->reader->feed(piece.substr(taken));
}

void ArxivParser::end() {
  if (!impl_->reader) {
    impl_->decide(true);
    if (!impl_->reader->feed(impl_->head)) return;
  }
  impl_->reader->end();
}

namespace interop {

Flaw finish_record(ArxivRecord& record, std::string_view id, std::int64_t version) {
  std::int64_t named = 0;
  const std::optional<std::string> canonical = normalise_arxiv_id(id, &named);
  if (!canonical) {
    return {"bad-id",
            id.empty() ? std::string("the record has no id")
                       : fmt::format("'{}' is no arXiv id", truncate_to_width(safe_text(id), 60))};
  }
  record.id = *canonical;
  record.version = std::max<std::int64_t>({named, version, 1});
  const std::string name = "arXiv:" + record.id;
  if (record.version > static_cast<std::int64_t>(limits::kVersion))
    return {"bad-id", fmt::format("{} has the version {}", name, record.version)};

  for (std::string* text : {&record.title, &record.abstract, &record.doi, &record.license})
    *text = collapsed(*text);
  for (std::string& author : record.authors) author = collapsed(author);
  std::erase_if(record.authors, [](const std::string& author) { return author.empty(); });
  if (record.authors.size() > kAuthors)
    return {"too-long", fmt::format("{} has {} authors", name, record.authors.size())};
  std::erase_if(record.categories, [](const std::string& word) { return !is_category(word); });
  record.published = date_of(record.published);
  record.updated = date_of(record.updated);

  const auto examine = [&](const std::string& text, std::string_view what) -> Flaw {
    if (printable_ascii(text) == text.size()) return {};
    if (first_invalid_utf8(text))
      return {"bad-utf8", fmt::format("the {} of {} is not UTF-8", what, name)};
    if (const std::optional<unsigned> control = control_in(text)) {
      return {"control-character",
              fmt::format("the {} of {} has the control character U+{:04X}", what, name, *control)};
    }
    return {};
  };
  std::vector<std::pair<const std::string*, std::string_view>> texts{{&record.title, "title"},
                                                                     {&record.abstract, "abstract"},
                                                                     {&record.doi, "doi"},
                                                                     {&record.license, "license"}};
  for (const std::string& author : record.authors) texts.emplace_back(&author, "author");
  for (const auto& [text, what] : texts) {
    if (Flaw flaw = examine(*text, what); !flaw.code.empty()) return flaw;
  }
  if (std::all_of(record.title.begin(), record.title.end(), is_space))
    return {"missing-field", fmt::format("{} has no title", name)};
  if (record.categories.empty())
    return {"missing-field", fmt::format("{} has no category of arXiv's", name)};
  return {};
}

}  // namespace interop

}  // namespace ahub
