// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The API's answers: an Atom feed of entries. Elements are told by their namespace, whose prefixes
// arXiv has changed before.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "interop/arxiv_reader.hpp"
#include "interop/arxiv_text.hpp"
#include "interop/xml.hpp"

namespace ahub::interop {
namespace {

constexpr std::string_view kAtom = "http://www.w3.org/2005/Atom";
constexpr std::string_view kArxiv = "http://arxiv.org/schemas/atom";

class AtomReader final : public ArxivReader, private XmlEvents {
 public:
  AtomReader(const std::string& name, const ArxivHandlers& handlers)
      : name_(name), handlers_(handlers), scanner_(*this, kXmlDepth, kRecordBytes) {}

  bool feed(std::string_view piece) override {
    guarded([&] { scanner_.feed(piece); });
    return open_;
  }
  void end() override {
    guarded([&] { scanner_.end(); });
  }

 private:
  struct Entry {
    ArxivRecord record;
    std::string id;
    ArxivPlace place;
    std::size_t bytes = 0;  ///< Of its texts.
  };

  /// Nothing behind a fault can be read: it ends the source, and what stood before it is kept.
  template <class Work>
  void guarded(Work work) {
    if (!open_) return;
    try {
      work();
    } catch (const XmlFault& fault) {
      open_ = false;
      if (fault.code == "xml-doctype" || !root_) {
        throw Error(ErrorKind::input, fault.code == "xml-doctype" ? fault.code : "not-arxiv",
                    fmt::format("{}:{}:{}: {}", name_, fault.line, fault.column, fault.what()),
                    "give the Atom feed as the API of arXiv answers it");
      }
      const std::string what = in_entry_ ? fmt::format("{}, which ends the entry of line {}",
                                                       fault.what(), entry_.place.line)
                                         : std::string(fault.what());
      handlers_.on_problem({fault.line, fault.column, fault.code, what});
    }
  }

  void open(const XmlElement& element) override {
    const bool atom = element.uri == kAtom;
    if (element.depth == 1) {
      root_ = atom && (element.name == "feed" || element.name == "entry");
      if (!root_) {
        open_ = false;
        throw Error(ErrorKind::input, "not-arxiv",
                    fmt::format("{}: the root element is '{}', not Atom's 'feed'", name_,
                                truncate_to_width(safe_text(element.name), 40)),
                    "give the Atom feed as the API of arXiv answers it");
      }
    }
    if (!in_entry_) {
      if (!atom || element.name != "entry" || element.depth > 2) return;
      in_entry_ = true;
      entry_ = {};
      entry_depth_ = element.depth;
      entry_.place.line = scanner_.line();
      entry_.place.column = scanner_.column();
      return;
    }
    if (target_ != nullptr) return;  // Markup inside a text: only its text counts.
    const std::size_t depth = element.depth - entry_depth_;
    if (depth == 1) open_field(element, atom);
    if (depth == 2 && in_author_ && atom && element.name == "name") {
      entry_.bytes += sizeof(std::string);  // Empty names take room too.
      if (entry_.bytes > kRecordBytes) return;
      entry_.record.authors.emplace_back();
      capture(entry_.record.authors.back(), element.depth);
    }
  }

  void open_field(const XmlElement& element, bool atom) {
    ArxivRecord& record = entry_.record;
    const std::string& name = element.name;
    if (!atom) {
      if (element.uri != kArxiv) return;
      if (name == "doi") capture(record.doi, element.depth);
      if (name == "primary_category") add_category(element["term"], true);
      return;
    }
    in_author_ = name == "author";
    if (name == "id") capture(entry_.id, element.depth);
    if (name == "title") capture(record.title, element.depth);
    if (name == "summary") capture(record.abstract, element.depth);
    if (name == "published") capture(record.published, element.depth);
    if (name == "updated") capture(record.updated, element.depth);
    if (name == "category") add_category(element["term"], false);
    if (name == "link" && element["rel"] == "license") record.license = element["href"];
  }

  void add_category(std::string_view term, bool primary) {
    std::vector<std::string>& all = entry_.record.categories;
    entry_.bytes += term.size();
    if (entry_.bytes > kRecordBytes) return;
    const auto known = std::find(all.begin(), all.end(), term);
    if (!primary) {
      if (known == all.end()) all.emplace_back(term);
      return;
    }
    if (known != all.end()) all.erase(known);
    all.insert(all.begin(), std::string(term));
  }

  void capture(std::string& target, std::size_t depth) {
    target.clear();
    target_ = &target;
    target_depth_ = depth;
  }

  void text(std::string_view part) override {
    if (target_ == nullptr) return;
    entry_.bytes += part.size();
    if (entry_.bytes <= kRecordBytes) *target_ += part;
  }

  void close(std::size_t depth) override {
    if (target_ != nullptr && depth == target_depth_) target_ = nullptr;
    if (!in_entry_ || depth != entry_depth_) return;
    in_entry_ = in_author_ = false;
    entry_.place.end = scanner_.token_end();
    finish();
  }

  void finish() {
    ArxivRecord& record = entry_.record;
    // An error comes as a feed with one entry of this title, with status 200.
    if (collapsed(record.title) == "Error" && !normalise_arxiv_id(entry_.id, nullptr)) {
      open_ = false;
      throw Error(ErrorKind::input, "arxiv-error",
                  fmt::format("{}:{}:{}: arXiv answered with an error: {}", name_,
                              entry_.place.line, entry_.place.column,
                              truncate_to_width(safe_text(collapsed(record.abstract)), 200)),
                  "correct the query and fetch the feed again");
    }
    Flaw flaw;
    if (entry_.bytes > kRecordBytes) {
      flaw = {"too-long", fmt::format("the entry has {} bytes of text, at most {} are read",
                                      entry_.bytes, kRecordBytes)};
    } else {
      flaw = finish_record(record, entry_.id, 0);
    }
    if (!flaw.code.empty()) {
      handlers_.on_problem({entry_.place.line, entry_.place.column, flaw.code, flaw.message});
      return;
    }
    open_ = handlers_.on_record(std::move(record), entry_.place);
  }

  bool wants_more() const override { return open_; }

  const std::string& name_;
  const ArxivHandlers& handlers_;
  XmlScanner scanner_;
  Entry entry_;
  bool open_ = true, root_ = false, in_entry_ = false, in_author_ = false;
  std::size_t entry_depth_ = 0, target_depth_ = 0;
  std::string* target_ = nullptr;
};

}  // namespace

std::unique_ptr<ArxivReader> atom_reader(const std::string& name, const ArxivHandlers& handlers) {
  return std::make_unique<AtomReader>(name, handlers);
}

}  // namespace ahub::interop
