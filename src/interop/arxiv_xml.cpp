// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Reads XML of any of arXiv's forms record by record. Elements are told by their namespace, whose
// prefixes arXiv has changed before.
#include "interop/arxiv_xml.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "interop/arxiv_text.hpp"

namespace ahub::interop {
namespace {

constexpr const char* kHint = "give the Atom feed as the API of arXiv answers it";
/// Of a feed's own title and the like.
constexpr std::size_t kFeedTextBytes = 2048;

class XmlReader final : public ArxivReader, private XmlEvents {
 public:
  XmlReader(const std::string& name, const ArxivHandlers& handlers, ArxivChoices& choices)
      : name_(name),
        handlers_(handlers),
        choices_(choices),
        scanner_(*this, kXmlDepth, kRecordBytes) {}

  bool feed(std::string_view piece) override {
    guarded([&] { scanner_.feed(piece); });
    return open_;
  }
  void end() override {
    guarded([&] {
      scanner_.end();
      if (form_) form_->end(choices_);
    });
  }

 private:
  /// Nothing behind a fault can be read: it ends the source, and what stood before it is kept.
  template <class Work>
  void guarded(Work work) {
    if (!open_) return;
    try {
      work();
    } catch (const XmlRefusal& refusal) {
      open_ = false;
      const ArxivPlace place =
          in_record_ ? current_.place : ArxivPlace{scanner_.line(), scanner_.column(), 0};
      throw Error(ErrorKind::input, refusal.code,
                  fmt::format("{}:{}:{}: {}", name_, place.line, place.column, refusal.what),
                  refusal.hint);
    } catch (const XmlFault& fault) {
      open_ = false;
      if (fault.code == "xml-doctype" || !form_) {
        throw Error(ErrorKind::input, fault.code == "xml-doctype" ? fault.code : "not-arxiv",
                    fmt::format("{}:{}:{}: {}", name_, fault.line, fault.column, fault.what()),
                    kHint);
      }
      const std::string what = in_record_ ? fmt::format("{}, which ends the entry of line {}",
                                                        fault.what(), current_.place.line)
                                          : std::string(fault.what());
      handlers_.on_problem({fault.line, fault.column, fault.code, what});
    }
  }

  void open(const XmlElement& element) override {
    if (element.depth == 1) form_ = form_of(element);
    if (target_ != nullptr) return;  // Markup inside a text: only its text counts.
    if (!in_record_) {
      if (form_->begins_record(element)) {
        in_record_ = true;
        current_ = {};
        record_depth_ = element.depth;
        current_.place.line = scanner_.line();
        current_.place.column = scanner_.column();
      } else if (form_->wants_feed_text(element)) {
        capture(feed_text_, element.depth);
      }
      return;
    }
    std::string* const target = form_->field(element, element.depth - record_depth_, current_);
    if (target == nullptr) return;
    // Empty elements take room too.
    current_.bytes += sizeof(std::string);
    capture(*target, element.depth);
  }

  void capture(std::string& target, std::size_t depth) {
    target.clear();
    target_ = &target;
    target_depth_ = depth;
  }

  void text(std::string_view part) override {
    if (target_ == nullptr) return;
    if (!in_record_) {
      if (target_->size() + part.size() <= kFeedTextBytes) *target_ += part;
      return;
    }
    current_.bytes += part.size();
    if (current_.bytes <= kRecordBytes) *target_ += part;
  }

  void close(std::size_t depth) override {
    const bool captured = target_ != nullptr && depth == target_depth_;
    if (target_ != nullptr && !captured) return;
    target_ = nullptr;
    if (!in_record_) {
      if (captured) form_->feed_text(collapsed(feed_text_));
      return;
    }
    if (depth != record_depth_) {
      form_->field_ends(depth - record_depth_, current_);
      return;
    }
    current_.place.end = scanner_.token_end();
    finish();
    in_record_ = false;
  }

  void finish() {
    Flaw flaw;
    if (current_.bytes > kRecordBytes) {
      flaw = {"too-long", fmt::format("the entry has {} bytes of text, at most {} are read",
                                      current_.bytes, kRecordBytes)};
    } else {
      form_->complete(current_, choices_);
      if (current_.left_out) return;
      current_.record.withdrawn = current_.comments.find("ithdrawn") != std::string::npos;
      flaw = finish_record(current_.record, current_.id, current_.version, choices_);
    }
    if (!flaw.code.empty()) {
      handlers_.on_problem({current_.place.line, current_.place.column, flaw.code, flaw.message});
      return;
    }
    open_ = handlers_.on_record(std::move(current_.record), current_.place);
  }

  bool wants_more() const override { return open_; }

  const std::string& name_;
  const ArxivHandlers& handlers_;
  ArxivChoices& choices_;
  XmlScanner scanner_;
  std::unique_ptr<XmlForm> form_;
  XmlRecord current_;
  bool open_ = true, in_record_ = false;
  std::size_t record_depth_ = 0, target_depth_ = 0;
  std::string* target_ = nullptr;
  std::string feed_text_;
};

/// Past "word " at the front.
bool take_word(std::string_view& text, std::string_view word) {
  if (text.substr(0, word.size()) != word) return false;
  text.remove_prefix(word.size());
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return true;
}

}  // namespace

void XmlForm::field_ends(std::size_t, XmlRecord&) {}
bool XmlForm::wants_feed_text(const XmlElement&) { return false; }
void XmlForm::feed_text(const std::string&) {}
void XmlForm::end(ArxivChoices&) {}

void XmlForm::answer_is_error(const std::string& what) {
  throw XmlRefusal{
      "arxiv-error",
      fmt::format("arXiv answered with an error: {}", truncate_to_width(safe_text(what), 200)),
      "correct the query and fetch the feed again"};
}

std::unique_ptr<XmlForm> form_of(const XmlElement& root) {
  if (root.uri == kAtomNamespace && (root.name == "feed" || root.name == "entry"))
    return atom_form(root.name == "entry");
  if (root.uri.empty() && root.name == "rss") return rss_form();
  if (root.uri == "http://www.openarchives.org/OAI/2.0/" && root.name == "OAI-PMH")
    return oai_form();
  if (root.name == "RDF") {
    throw XmlRefusal{"not-arxiv", "it is a feed in RSS 1.0, which arXiv wrote until 2024",
                     "fetch https://rss.arxiv.org/atom/CATEGORY"};
  }
  throw XmlRefusal{"not-arxiv",
                   fmt::format("the root element is '{}', not Atom's 'feed', RSS's 'rss' or "
                               "'OAI-PMH'",
                               truncate_to_width(safe_text(root.name), 40)),
                   kHint};
}

void strip_announcement(XmlRecord& current, ArxivChoices& choices) {
  const std::string abstract = collapsed(current.record.abstract);
  std::string_view rest = abstract;
  bool banner = false;
  if (take_word(rest, "arXiv:")) {
    const std::string_view id = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(id.size() + 1, rest.size()));
    banner = normalise_arxiv_id(id, nullptr) && take_word(rest, "Announce Type:");
    if (banner) {
      rest.remove_prefix(std::min(rest.find(' '), rest.size()));
      take_word(rest, " ");
      take_word(rest, "Abstract:");
    }
  }
  if (!banner && current.announced.empty()) return;
  if (banner) current.record.abstract = std::string(rest);
  current.record.published.clear();
  current.record.updated.clear();
  choices.count("daily feed",
                "dates are days of announcement and left out, the banner is cut off the abstract",
                "fetch the papers from the API: export.arxiv.org/api/query?id_list=ID");
}

void add_category(XmlRecord& current, std::string_view term, bool primary) {
  std::vector<std::string>& all = current.record.categories;
  current.bytes += term.size();
  if (current.bytes > kRecordBytes || term.empty()) return;
  const auto known = std::find(all.begin(), all.end(), term);
  if (!primary) {
    if (known == all.end()) all.emplace_back(term);
    return;
  }
  if (known != all.end()) all.erase(known);
  all.insert(all.begin(), std::string(term));
}

std::unique_ptr<ArxivReader> xml_reader(const std::string& name, const ArxivHandlers& handlers,
                                        ArxivChoices& choices) {
  return std::make_unique<XmlReader>(name, handlers, choices);
}

}  // namespace ahub::interop
