// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Finds out which form a source has, hands the pieces on, and examines what was read.
#include <algorithm>
#include <random>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/foreign.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "interop/arxiv_reader.hpp"
#include "interop/arxiv_text.hpp"
#include "interop/licence.hpp"

namespace ahub {
namespace {

// What arXiv answers, without any markup, to a client that asks too often.
constexpr std::string_view kThrottled = "Rate exceeded.";
constexpr std::size_t kAuthors = 20'000;
/// Visible bytes by which the form is told, however the source comes in pieces.
constexpr std::size_t kToldBy = 4096;

std::string_view visible_start(std::string_view head) {
  const std::size_t start = head.find_first_not_of(" \t\r\n");
  return start == std::string_view::npos ? std::string_view() : head.substr(start);
}

bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Hashes of 64 bits, 0 for none, in one block of memory: a snapshot has millions of ids. Where one
/// stands nobody knows beforehand, so that no ids can be chosen to stand in each other's way.
class HashSet {
 public:
  /// False when `hash` is there already.
  bool insert(std::uint64_t hash) {
    if (2 * (count_ + 1) > slots_.size()) grow();
    return put(hash == 0 ? 1 : hash);
  }

 private:
  bool put(std::uint64_t hash) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>((hash ^ hash >> 32U) * multiplier_ >> 32U) & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask)
      if (slots_[at] == hash) return false;
    slots_[at] = hash;
    ++count_;
    return true;
  }
  void grow() {
    std::vector<std::uint64_t> old(slots_.empty() ? 1024 : 2 * slots_.size(), 0);
    old.swap(slots_);
    count_ = 0;
    for (const std::uint64_t hash : old)
      if (hash != 0) put(hash);
  }
  static std::uint64_t some_odd_number() {
    std::random_device random;
    return (std::uint64_t{random()} << 32U | random()) | 1U;
  }
  const std::uint64_t multiplier_ = some_odd_number();
  std::vector<std::uint64_t> slots_;
  std::size_t count_ = 0;
};

/// The encoding that an XML declaration at the front names; empty when there is none.
std::string_view encoding_of(std::string_view head) {
  if (head.substr(0, 5) != "<?xml") return {};
  const std::string_view declaration = head.substr(0, head.find("?>"));
  const std::size_t key = declaration.find("encoding");
  if (key == std::string_view::npos) return {};
  const std::size_t quote = declaration.find_first_of("\"'", key);
  if (quote == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[quote], quote + 1);
  return declaration.substr(quote + 1, end == std::string_view::npos ? end : end - quote - 1);
}

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
  interop::ArxivChoices choices{name, nullptr};
  std::unique_ptr<interop::ArxivReader> reader;
  HashSet ids;

  [[noreturn]] void refuse(const std::string& why, std::string hint) const {
    throw Error(ErrorKind::input, "not-arxiv", fmt::format("{}: {}", name, why), std::move(hint));
  }

  std::string_view visible() const { return visible_start(without_marks(head)); }
  /// The form can be told; blanks without end are not waited for.
  bool enough() const {
    const std::size_t seen = visible().size();
    return seen >= kToldBy || head.size() - seen >= interop::kRecordBytes;
  }

  /// Decides by the first visible bytes.
  void decide() {
    const std::size_t marks = head.size() - without_marks(head).size();
    const std::string_view rest = visible().substr(0, kToldBy);
    if (rest.substr(0, kThrottled.size()) == kThrottled) {
      throw Error(ErrorKind::input, "arxiv-error",
                  fmt::format("{}: arXiv answered '{}' instead of metadata", name, kThrottled),
                  "fetch it again after a pause of some seconds");
    }
    if (rest.empty()) refuse("it holds no metadata", "is it the right file?");
    const std::string_view seen(head.data(),
                                static_cast<std::size_t>(rest.data() + rest.size() - head.data()));
    if (const FileKind kind = kind_of(seen); kind != FileKind::other) {
      refuse(fmt::format("it is {}, no metadata of arXiv", describe(kind)),
             advice(kind).empty() ? "unpack it first" : std::string(advice(kind)));
    }
    if (format == ArxivFormat::automatic) {
      if (rest.front() != '<' && rest.front() != '{') {
        if (rest.front() == '[')
          refuse("it is a JSON list, one record a line is read",
                 "jq -c '.[]' FILE writes such lines");
        refuse("it is neither Atom nor JSON lines",
               "'ahub help reading' lists the forms that are read");
      }
      format = rest.front() == '<' ? ArxivFormat::atom : ArxivFormat::json_lines;
    }
    if (format == ArxivFormat::atom) {
      const std::string_view encoding = encoding_of(rest);
      const std::string folded = case_folded(encoding);
      if (!folded.empty() && folded != "utf-8" && folded != "utf8" && folded != "us-ascii") {
        refuse(fmt::format("its encoding is '{}', UTF-8 is read",
                           truncate_to_width(safe_text(encoding), 40)),
               fmt::format("iconv -f {} -t UTF-8 FILE, and 'UTF-8' in its first line",
                           truncate_to_width(safe_text(encoding), 40)));
      }
    } else if (const std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
               line.size() < rest.size() && visible_start(line.substr(1)).empty()) {
      refuse("it is a JSON object over several lines, one record a line is read",
             "jq -c . FILE writes such lines");
    }
    reader = format == ArxivFormat::atom ? interop::xml_reader(name, handlers, choices)
                                         : interop::json_lines_reader(handlers, choices);
    head.replace(0, marks, std::string(marks, ' '));  // Offsets and columns stay.
  }
};

ArxivParser::ArxivParser(std::string name, ArxivFormat format, ArxivHandlers handlers)
    : impl_(std::make_unique<Impl>()) {
  impl_->name = safe_text(name);
  impl_->format = format;
  impl_->handlers = std::move(handlers);
  impl_->choices = interop::ArxivChoices(impl_->name, impl_->handlers.reading);
  Impl* const impl = impl_.get();
  impl->handlers.on_record = [impl, take = std::move(impl->handlers.on_record)](
                                 ArxivRecord&& record, const ArxivPlace& place) {
    if (!impl->ids.insert(fnv1a(record.id)))
      impl->choices.count("papers that came before", "taken in order, the last record counts");
    return take(std::move(record), place);
  };
}

ArxivParser::~ArxivParser() = default;

bool ArxivParser::feed(std::string_view piece) {
  if (impl_->reader) {
    const bool more = impl_->reader->feed(piece);
    if (!more) impl_->choices.tell();
    return more;
  }
  // Only the start is copied: a mapped file comes in one piece of gigabytes.
  const std::size_t taken = std::min(piece.size(), kToldBy);
  impl_->head += piece.substr(0, taken);
  if (!impl_->enough()) return piece.size() == taken ? true : feed(piece.substr(taken));
  impl_->decide();
  const std::string head = std::move(impl_->head);
  const bool more = impl_->reader->feed(head) && impl_->reader->feed(piece.substr(taken));
  if (!more) impl_->choices.tell();
  return more;
}

void ArxivParser::end() {
  if (!impl_->reader) {
    impl_->decide();
    if (!impl_->reader->feed(impl_->head)) return impl_->choices.tell();
  }
  impl_->reader->end();
  impl_->choices.tell();
}

namespace interop {

void ArxivChoices::count(std::string_view what, std::string_view chosen, const char* hint) {
  if (reading_ == nullptr) return;
  if (reading_->strict()) reading_->chose({name_, std::string(what), std::string(chosen), 1}, hint);
  auto& [rows, advice] = counts_[{std::string(what), std::string(chosen)}];
  ++rows;
  advice = hint;
}

void ArxivChoices::tell() {
  if (reading_ == nullptr) return;
  for (const auto& [choice, counted] : counts_)
    reading_->chose({name_, choice.first, choice.second, counted.first}, counted.second);
  counts_.clear();
}

std::vector<std::string> authors_in(std::string_view text, ArxivChoices& choices) {
  SplitAuthors split = split_authors(text);
  if (split.unclosed)
    choices.count("authors", "a bracket that does not close is taken as a letter");
  if (split.et_al) choices.count("authors", "'et al.' is left out: there are more authors");
  return std::move(split.names);
}

Flaw finish_record(ArxivRecord& record, std::string_view id, std::int64_t version,
                   ArxivChoices& choices) {
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
  if (std::erase_if(record.categories, [](const std::string& word) { return !is_category(word); }) >
      0)
    choices.count("classes of other schemes than arXiv's", "left out of the categories");
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
  if (!record.license.empty() && licence_of(record.license).url)
    choices.count("licence without an SPDX id", "its URL is kept");
  if (record.withdrawn || is_withdrawal(record.abstract))
    choices.count("withdrawn papers", "taken with what their records say");
  return {};
}

}  // namespace interop

}  // namespace ahub
