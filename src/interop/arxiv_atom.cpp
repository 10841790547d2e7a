// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Atom: the API's answers, and the daily feed (arXiv/arxiv-feed, serializers), whose entries give
// authors, licence and DOI in elements of Dublin Core and of its own.
#include <algorithm>

#include <fmt/format.h>

#include "interop/arxiv_text.hpp"
#include "interop/arxiv_xml.hpp"

namespace ahub::interop {
namespace {

bool is_web_url(std::string_view text) noexcept {
  return text.substr(0, 7) == "http://" || text.substr(0, 8) == "https://";
}

/// What both feeds say above their records: a title, and "Feed error" in the place of an answer.
class FeedForm : public XmlForm {
 public:
  void feed_text(const std::string& text) final {
    if (in_title_) {
      error_ = text.substr(0, 10) == "Feed error";
      title_ = text;
    } else if (error_) {
      title_ = text;
    }
  }
  void end(ArxivChoices&) final {
    if (error_) answer_is_error(title_);
  }

 protected:
  bool in_title_ = false;  // Set by wants_feed_text.

 private:
  bool error_ = false;
  std::string title_;
};

class AtomForm final : public FeedForm {
 public:
  /// `entry`: the root is an entry itself.
  explicit AtomForm(bool entry) : depth_(entry ? 1 : 2) {}

  bool begins_record(const XmlElement& element) override {
    const bool begins =
        element.uri == kAtomNamespace && element.name == "entry" && element.depth <= depth_;
    if (begins) {
      in_author_ = false;
      rights_.clear();
      linked_doi_.clear();
    }
    return begins;
  }

  std::string* field(const XmlElement& element, std::size_t depth, XmlRecord& current) override {
    const bool atom = element.uri == kAtomNamespace;
    ArxivRecord& record = current.record;
    if (depth == 2 && in_author_ && atom && element.name == "name")
      return &record.authors.emplace_back();
    if (depth != 1) return nullptr;
    in_author_ = atom && element.name == "author";
    if (!atom) return other_field(element, current);
    const std::string& name = element.name;
    if (name == "id") return &current.id;
    if (name == "title" || name == "summary") {
      current.html = current.html || element["type"] == "html";
      return name == "title" ? &record.title : &record.abstract;
    }
    if (name == "published") return &record.published;
    if (name == "updated") return &record.updated;
    if (name == "rights") return &rights_;
    if (name == "category") add_category(current, element["term"], false);
    if (name == "link" && element["rel"] == "license") record.license = element["href"];
    if (name == "link" && element["title"] == "doi") linked_doi_ = element["href"];
    return nullptr;
  }

  void complete(XmlRecord& current, ArxivChoices& choices) override {
    ArxivRecord& record = current.record;
    // An error comes as a feed with one entry of this title, with status 200.
    if (collapsed(record.title) == "Error" && !normalise_arxiv_id(current.id, nullptr))
      answer_is_error(collapsed(record.abstract));
    if (const std::string rights = collapsed(rights_); record.license.empty() && is_web_url(rights))
      record.license = rights;
    if (record.doi.empty()) record.doi = without_doi_prefix(linked_doi_);
    if (current.html) {
      record.title = text_of_html(record.title);
      record.abstract = text_of_html(record.abstract);
      choices.count("HTML", "its tags are left out of title and abstract");
    }
    const bool named = std::any_of(record.authors.begin(), record.authors.end(),
                                   [](const std::string& author) { return !author.empty(); });
    if (!named) record.authors = authors_in(current.creators, choices);
    strip_announcement(current, choices);
  }

  bool wants_feed_text(const XmlElement& element) override {
    if (element.uri != kAtomNamespace || element.depth != 2) return false;
    in_title_ = element.name == "title";
    return in_title_ || element.name == "subtitle";
  }

 private:
  std::string* other_field(const XmlElement& element, XmlRecord& current) {
    const std::string& name = element.name;
    ArxivRecord& record = current.record;
    if (element.uri == kDublinCore) {
      if (name == "rights") return &record.license;
      if (name == "creator") return &current.creators;
    }
    if (element.uri != kArxivNamespace) return nullptr;
    if (name == "doi" || name == "DOI") return &record.doi;
    if (name == "announce_type") return &current.announced;
    if (name == "comment") return &current.comments;
    if (name == "primary_category") add_category(current, element["term"], true);
    return nullptr;
  }

  std::size_t depth_;
  bool in_author_ = false;
  std::string rights_, linked_doi_;
};

class RssForm final : public FeedForm {
 public:
  bool begins_record(const XmlElement& element) override {
    if (element.depth != 3 || !element.uri.empty() || element.name != "item") return false;
    link_.clear();
    return true;
  }

  std::string* field(const XmlElement& element, std::size_t depth, XmlRecord& current) override {
    if (depth != 1) return nullptr;
    const std::string& name = element.name;
    ArxivRecord& record = current.record;
    if (element.uri.empty()) {
      category_ = name == "category";
      if (category_) return &current.scratch;
      if (name == "guid") return &current.id;
      if (name == "link") return &link_;
      if (name == "title") return &record.title;
      if (name == "description") return &record.abstract;
    }
    if (element.uri == kDublinCore && name == "rights") return &record.license;
    if (element.uri == kDublinCore && name == "creator") return &current.creators;
    if (element.uri == kArxivNamespace && (name == "doi" || name == "DOI")) return &record.doi;
    if (element.uri == kArxivNamespace && name == "announce_type") return &current.announced;
    return nullptr;
  }

  void field_ends(std::size_t depth, XmlRecord& current) override {
    if (depth != 1 || !category_) return;
    category_ = false;
    add_category(current, collapsed(current.scratch), false);
  }

  void complete(XmlRecord& current, ArxivChoices& choices) override {
    if (!normalise_arxiv_id(collapsed(current.id), nullptr)) current.id = link_;
    current.record.authors = authors_in(current.creators, choices);
    strip_announcement(current, choices);
  }

  bool wants_feed_text(const XmlElement& element) override {
    if (!element.uri.empty() || element.depth != 3) return false;
    in_title_ = element.name == "title";
    return in_title_ || element.name == "description";
  }

 private:
  bool category_ = false;
  std::string link_;
};

}  // namespace

std::unique_ptr<XmlForm> atom_form(bool entry) { return std::make_unique<AtomForm>(entry); }
std::unique_ptr<XmlForm> rss_form() { return std::make_unique<RssForm>(); }

}  // namespace ahub::interop
