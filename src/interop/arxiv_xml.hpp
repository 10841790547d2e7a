// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The forms of XML in which arXiv gives metadata: where a record begins and what its elements hold.
#pragma once

#include <memory>
#include <string>

#include "interop/arxiv_reader.hpp"
#include "interop/xml.hpp"

namespace ahub::interop {

inline constexpr std::string_view kAtomNamespace = "http://www.w3.org/2005/Atom";
inline constexpr std::string_view kArxivNamespace = "http://arxiv.org/schemas/atom";
inline constexpr std::string_view kDublinCore = "http://purl.org/dc/elements/1.1/";

/// A record while its elements come in.
struct XmlRecord {
  ArxivRecord record;
  std::string id;
  std::int64_t version = 0;
  std::string creators;  ///< All authors in one text.
  std::string comments;
  std::string announced;  ///< The daily feed's kind of announcement.
  bool html = false;      ///< Title or abstract are HTML.
  bool left_out = false;  ///< A record that is none: deleted.
  std::string scratch;    ///< Of an element that is looked at when it ends.
  ArxivPlace place;
  std::size_t bytes = 0;  ///< Of its texts.
};

class XmlForm {
 public:
  virtual ~XmlForm() = default;
  /// True when `element`, outside any record, begins one.
  virtual bool begins_record(const XmlElement& element) = 0;
  /// Where the text of an element goes, null: nowhere. `depth`: 1 for a child of the record's
  /// element. Attributes are taken here.
  virtual std::string* field(const XmlElement& element, std::size_t depth, XmlRecord& record) = 0;
  /// The element at `depth` is over, its text complete.
  virtual void field_ends(std::size_t depth, XmlRecord& record);
  /// The record is over: what several elements make together.
  virtual void complete(XmlRecord& record, ArxivChoices& choices) = 0;
  /// The same for elements outside records: their text, bounded, is handed over.
  virtual bool wants_feed_text(const XmlElement& element);
  virtual void feed_text(const std::string& text);
  /// The source is over.
  virtual void end(ArxivChoices& choices);

 protected:
  /// What arXiv answered instead of records.
  [[noreturn]] static void answer_is_error(const std::string& what);
};

/// Thrown by forms; the reader adds the source's name and the place.
struct XmlRefusal {
  std::string_view code;  ///< "arxiv-error", "not-arxiv".
  std::string what, hint;
};

/// The form of a document by its root element. Throws `XmlRefusal` on a form that is not read.
std::unique_ptr<XmlForm> form_of(const XmlElement& root);
std::unique_ptr<XmlForm> atom_form(bool entry);
std::unique_ptr<XmlForm> rss_form();
std::unique_ptr<XmlForm> oai_form();

/// What the daily feeds put before an abstract ("arXiv:ID Announce Type: new Abstract: ") is taken
/// off `record`, and the dates, which are days of announcement. Does nothing to other records.
void strip_announcement(XmlRecord& record, ArxivChoices& choices);

/// Adds a category; the primary one stands first.
void add_category(XmlRecord& record, std::string_view term, bool primary);

}  // namespace ahub::interop
