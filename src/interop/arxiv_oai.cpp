// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// OAI-PMH with arXiv's own two forms of metadata, "arXiv" and "arXivRaw". Dublin Core (oai_dc)
// lacks arXiv's categories and is refused.
#include <charconv>

#include <fmt/format.h>

#include "ahub/base/text.hpp"
#include "interop/arxiv_text.hpp"
#include "interop/arxiv_xml.hpp"

namespace ahub::interop {
namespace {

constexpr std::string_view kOai = "http://www.openarchives.org/OAI/2.0/";
constexpr std::string_view kForm = "http://arxiv.org/OAI/arXiv/";
constexpr std::string_view kRawForm = "http://arxiv.org/OAI/arXivRaw/";
constexpr const char* kHint = "fetch it with verb=ListRecords and metadataPrefix=arXivRaw";

class OaiForm final : public XmlForm {
 public:
  bool begins_record(const XmlElement& element) override {
    if (element.uri != kOai) return false;
    if (element.depth == 2) {
      for (const std::string_view verb :
           {"Identify", "ListIdentifiers", "ListMetadataFormats", "ListSets"}) {
        if (element.name == verb) {
          throw XmlRefusal{"not-arxiv", fmt::format("it answers {}, which gives no metadata", verb),
                           kHint};
        }
      }
    }
    if (element.depth != 3 || element.name != "record") return false;
    part_ = Part::none;
    raw_ = deleted_ = in_metadata_ = false;
    versions_ = 0;
    header_id_.clear();
    return true;
  }

  std::string* field(const XmlElement& element, std::size_t depth, XmlRecord& current) override {
    part_ = Part::none;
    if (element.uri == kOai) {
      if (depth == 1) in_metadata_ = element.name == "metadata";
      if (element.name == "header") deleted_ = element["status"] == "deleted";
      return element.name == "identifier" && depth == 2 ? &header_id_ : nullptr;
    }
    if (element.uri != kForm && element.uri != kRawForm) {
      if (depth != 2 || !in_metadata_) return nullptr;
      throw XmlRefusal{"not-arxiv",
                       fmt::format("its metadata are in the form '{}', arXiv and arXivRaw are read",
                                   truncate_to_width(safe_text(element.name), 40)),
                       kHint};
    }
    raw_ = element.uri == kRawForm;
    ArxivRecord& record = current.record;
    const std::string& name = element.name;
    if (depth == 3) {
      if (name == "id") return &current.id;
      if (name == "title") return &record.title;
      if (name == "abstract") return &record.abstract;
      if (name == "doi") return &record.doi;
      if (name == "license") return &record.license;
      if (name == "comments") return &current.comments;
      if (name == "created") return &record.published;
      if (name == "updated") return &record.updated;
      if (name == "categories") return begin(Part::categories, current.scratch);
      if (name == "authors" && raw_) return &current.creators;
      if (name == "version") read_version(element["version"], current);
    }
    if (depth == 4 && raw_ && name == "date") return begin(Part::date, current.scratch);
    if (depth == 4 && name == "author") {
      current.bytes += sizeof(std::string);
      if (current.bytes <= kRecordBytes) record.authors.emplace_back();
    }
    if (depth == 5 && name == "keyname") return begin(Part::keyname, current.scratch);
    if (depth == 5 && name == "forenames") return begin(Part::forenames, current.scratch);
    if (depth == 5 && name == "suffix") return begin(Part::suffix, current.scratch);
    return nullptr;
  }

  void field_ends(std::size_t depth, XmlRecord& current) override {
    const Part part = part_;
    part_ = Part::none;
    if (part == Part::none) return;
    std::vector<std::string>& authors = current.record.authors;
    const std::string text = collapsed(current.scratch);
    if (part == Part::categories) {
      std::string_view rest = text;
      while (!rest.empty()) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        add_category(current, word, false);
        rest.remove_prefix(std::min(word.size() + 1, rest.size()));
      }
    } else if (part == Part::date) {
      if (versions_ == 1) current.record.published = text;
      current.record.updated = text;
    } else if (depth == 5 && !authors.empty() && !text.empty()) {
      std::string& name = authors.back();
      // Forenames stand before the name whichever comes first, a suffix behind it.
      if (part == Part::forenames) {
        name = name.empty() ? text : text + " " + name;
      } else {
        name += (name.empty() ? "" : " ") + text;
      }
    }
  }

  void complete(XmlRecord& current, ArxivChoices& choices) override {
    if (deleted_) {
      current.left_out = true;
      choices.count("deleted records", "left out");
      return;
    }
    if (current.id.empty()) current.id = header_id_;
    if (raw_) current.record.authors = authors_in(current.creators, choices);
  }

  bool wants_feed_text(const XmlElement& element) override {
    if (element.uri != kOai) return false;
    error_ = element.depth == 2 && element.name == "error";
    if (error_) code_ = element["code"];
    return error_ || element.name == "resumptionToken";
  }
  void feed_text(const std::string& text) override {
    if (error_) answer_is_error(fmt::format("{}: {}", code_, text));
    more_ = !text.empty();
  }
  void end(ArxivChoices& choices) override {
    if (more_) choices.count("resumptionToken", "this is one part of the answer, more follow it");
  }

 private:
  enum class Part { none, categories, date, keyname, forenames, suffix };

  std::string* begin(Part part, std::string& scratch) {
    part_ = part;
    return &scratch;
  }
  void read_version(std::string_view name, XmlRecord& current) {
    std::int64_t number = 0;
    if (name.substr(0, 1) == "v") name.remove_prefix(1);
    if (name.size() <= 6) std::from_chars(name.data(), name.data() + name.size(), number);
    versions_ = number > 0 ? number : versions_ + 1;
    current.version = std::max(current.version, versions_);
  }

  Part part_ = Part::none;
  bool raw_ = false, deleted_ = false, in_metadata_ = false, error_ = false, more_ = false;
  std::int64_t versions_ = 0;  ///< The number of the last one.
  std::string header_id_, code_;
};

}  // namespace

std::unique_ptr<XmlForm> oai_form() { return std::make_unique<OaiForm>(); }

}  // namespace ahub::interop
