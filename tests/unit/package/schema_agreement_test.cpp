// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The loader and schemas/discovery.schema.json accept the same documents: a rich manifest, and
// every mutation of it.
#define VALIJSON_USE_EXCEPTIONS 1
#include <catch2/catch.hpp>

#include <functional>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/utils/nlohmann_json_utils.hpp>
#include <valijson/validator.hpp>

#include "ahub/base/files.hpp"
#include "ahub/base/json.hpp"
#include "ahub/package/package.hpp"

using namespace ahub;

namespace {

constexpr const char* kRich = R"({
  "schema": "attentionhub/discovery@0.1", "profile": "systems@0.1", "slug": "rich-package", "version": 3,
  "title": "A manifest with every key", "abstract": "Two\nlines.", "domain": "cs.DC", "concepts": ["caching", "zipf"], "license": "MIT",
  "contributors": [{"kind": "human", "name": "Ada", "system": "s", "model": "m", "url": "https://example.org", "orcid": "0000-0002-1825-0097", "role": "author"},
                   {"kind": "agent", "name": "Bot"}],
  "provenance": {"published": "2026-06-11", "generator": "g", "human_oversight": "none", "source": "arXiv:2205.14135", "other": [1, {"x": null}]},
  "claims": [
    {"id": "c1", "kind": "performance", "scope": "model", "statement": "Text",
     "structured": {"system": "s", "workload": "w", "task": "t", "dataset": "d", "metric": "m", "value": 1.5, "unit": "x", "higher_is_better": true,
                    "model": "m", "baseline": "b", "baseline_value": 1, "improvement_pct": 50, "standard_error": 0.5, "hardware": "h"},
     "evidence": ["a.csv#L1", "arXiv:2205.14135", {"artifact": "a.csv#L1-L2"}, {"run": "r1"}, {"source": "doi:10.1/x"}],
     "protocol": {"capacity": 100, "name": "text", "flag": true, "size": {"value": 5, "unit": "items"}}},
    {"id": "c2", "kind": "observation", "statement": "Seen"}],
  "artifacts": [{"path": "a.csv", "role": "results", "size": 5, "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
                {"url": "https://example.org/a", "role": "data"}],
  "runs": [{"id": "r1", "command": "make", "hardware": "h", "duration_s": 1.5, "log": "run.log"}],
  "verification": {"methods": [
    {"id": "sim", "mode": "simulator", "runs": [{"id": "r1", "simulator": "cache", "params": {"policy": ["lru"], "capacity": 5, "rng": "x"}, "seed": 4}],
     "expected": [{"claim": "c1", "run": "r1", "output": "hits_lru", "op": "==", "value": 5},
                  {"claim": "c1", "run": "r1", "output": "gap_pp", "op": "approx", "abs": 0.1, "rel": 0.1},
                  {"claim": "c1", "output": "gap_pp", "op": "between", "low": 1, "high": 2},
                  {"claim": "c1", "output": "gap_pp", "op": "<=", "value": 2}]},
    {"id": "own", "mode": "script", "entrypoint": "verify.py", "expected": []},
    {"id": "box", "mode": "docker", "image": "x"}]},
  "exploration": [{"id": "n1", "type": "dead_end", "title": "T", "outcome": "o", "lesson": "l"}, {"id": "n2", "type": "x", "title": "T", "parents": ["n1"]}],
  "relations": [{"kind": "uses", "target": "other-package"}]
})";

class Oracle {
 public:
  Oracle() {
    nlohmann::json text;
    REQUIRE(valijson::utils::loadDocument(AHUB_SOURCE_DIR "/schemas/discovery.schema.json", text));
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schema_);
  }
  bool accepts(const std::string& document) {
    const nlohmann::json json = nlohmann::json::parse(document);
    valijson::Validator validator;
    return validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(json), nullptr);
  }

 private:
  valijson::Schema schema_;
};

ParsedPackage load(const std::string& document) {
  return parse_package(make_package_files("test", {{"discovery.json", document}}));
}

bool loader_accepts(const std::string& document) { return load(document).valid(); }

/// Every value of a document, as a way to reach it for change.
void each_value(Json& value, const std::function<void(Json&)>& visit) {
  visit(value);
  if (value.is_array()) {
    for (Json& item : value.as_array()) each_value(item, visit);
  } else if (value.is_object()) {
    for (Json::Member& member : value.as_object()) each_value(member.second, visit);
  }
}

}  // namespace

TEST_CASE("the rich manifest is accepted by both", "[schema]") {
  Oracle oracle;
  CHECK(oracle.accepts(kRich));
  CHECK(loader_accepts(kRich));
}

TEST_CASE("every mutation of a rich manifest gets one verdict from loader and schema", "[schema]") {
  Oracle oracle;
  Json rich = parse_json(kRich, "rich");
  std::size_t documents = 0, refused = 0;
  std::string disagreements;
  const auto compare = [&](const std::string& what) {
    const std::string document = to_json(rich);
    const bool expected = oracle.accepts(document);
    const ParsedPackage parsed = load(document);
    ++documents;
    refused += expected ? 0 : 1;
    if (parsed.valid() == expected) return;
    disagreements += parsed.valid() ? "only the schema refuses: " + what + "\n"
                                    : "only the loader refuses: " + what + ": " +
                                          parsed.diagnostics.front().message + "\n";
  };
  const std::vector<Json> strangers{nullptr,
                                    7,
                                    -1,
                                    2.5,
                                    true,
                                    "text",
                                    "",
                                    "a\nb",
                                    "c1",
                                    "approx",
                                    "<=",
                                    "between",
                                    "performance",
                                    "comparison",
                                    "simulator",
                                    "script",
                                    std::string(600, 'x'),
                                    std::string(3000, 'y'),
                                    1e18,
                                    Json::array(),
                                    Json::array().push("text"),
                                    Json::object(),
                                    Json::object().set("id", "x")};
  // A restored value has new children, so places are found anew for every turn.
  const auto places_of = [](Json& root, bool containers_only) {
    std::vector<Json*> places;
    each_value(root, [&](Json& value) {
      if (!containers_only || value.is_object() || value.is_array()) places.push_back(&value);
    });
    return places;
  };
  for (std::size_t turn = 0; turn < places_of(rich, false).size(); ++turn) {
    Json* const place = places_of(rich, false)[turn];
    const Json kept = *place;
    for (const Json& stranger : strangers) {
      *place = stranger;
      compare(to_json(kept).substr(0, 60) + " -> " + to_json(stranger).substr(0, 30));
    }
    *place = kept;
  }
  for (std::size_t turn = 0; turn < places_of(rich, true).size(); ++turn) {
    Json* const object = places_of(rich, true)[turn];
    const Json kept = *object;
    if (kept.is_array()) {
      Json twice = kept;
      for (const Json& item : kept.as_array()) twice.push(item);
      *object = twice;
      compare("doubled " + to_json(kept).substr(0, 80));
      *object = kept;
      continue;
    }
    for (std::size_t i = 0; i < kept.as_object().size(); ++i) {
      *object = kept;
      object->as_object().erase(object->as_object().begin() + static_cast<std::ptrdiff_t>(i));
      compare("without " + kept.as_object()[i].first + ": " + to_json(kept).substr(0, 60));
    }
    *object = kept;
    object->set("unknown_key", 1);
    compare("unknown key in " + to_json(kept).substr(0, 60));
    *object = kept;
    object->set("value", 1);
    if (kept.find("value") == nullptr) compare("value added to " + to_json(kept).substr(0, 60));
    *object = kept;
  }
  CHECK(disagreements == "");
  CHECK(documents >= 1000);
  CHECK(refused >= documents / 2);
  CHECK(refused < documents);
}

TEST_CASE("patterns have one verdict from loader and schema", "[schema]") {
  Oracle oracle;
  const std::pair<const char*, std::vector<std::string>> fields[] = {
      {"profile", {"ml@0.1", "ml@", "@1", "ML@0.1", "a b@1", "x@1.2.3", "x@1a"}},
      {"slug",
       {"abc", "ab", "-abc", "a-c", "A-c", "a_c", "a--b", std::string(64, 'a'),
        std::string(65, 'a'), "abc\n"}},
      {"domain",
       {"", "cs.DC", "cs", "cs.", ".DC", "CS.DC", "q-bio.QM", "math-ph", "cs.D C", "cs.DC.X"}},
      {"title",
       {"abc", "abcd", "ab\ncd", std::string(300, 't'), std::string(301, 't'),
        "\u00e9\u00e9\u00e9\u00e9"}},
      {"license", {"", "MIT", "a\nb"}},
      {"schema", {"attentionhub/discovery@0.1", "attentionhub/discovery@0.2"}},
  };
  for (const auto& [field, values] : fields) {
    for (const std::string& value : values) {
      Json document = parse_json(kRich, "rich");
      for (Json::Member& member : document.as_object()) {
        if (member.first == field) member.second = value;
      }
      INFO(field << " = " << value);
      CHECK(loader_accepts(to_json(document)) == oracle.accepts(to_json(document)));
    }
  }
}

TEST_CASE("ORCIDs in the forms that people have have one verdict from loader and schema",
          "[schema]") {
  Oracle oracle;
  std::size_t taken = 0;
  for (const char* orcid : {"0000-0002-1825-0097",
                            "0000-0002-1694-233X",
                            "0000-0002-1694-233x",
                            "0000000218250097",
                            "00000002-1825-0097",
                            "https://orcid.org/0000-0002-1825-0097",
                            "HTTP://www.ORCID.org/0000-0002-1825-0097/",
                            "orcid.org/0000-0002-1825-0097",
                            "ORCID:0000-0002-1825-0097",
                            "orcid: 0000-0002-1825-0097",
                            "0000-0002-1825-0097/",
                            "",
                            "0000-0002-1825",
                            "0000-0002-1825-009Y",
                            "X000-0002-1825-0097",
                            "https://0000-0002-1825-0097",
                            "www.0000-0002-1825-0097",
                            "0000--0002-1825-0097",
                            "-0000-0002-1825-0097",
                            "0000-0002-1825-0097-",
                            "orcid:  0000-0002-1825-0097",
                            "orcid.org/orcid:0000-0002-1825-0097",
                            "0000-0002-1825-0097\n",
                            "https://orcid.org/0000-0002-1825-0097//",
                            "https://example.org/0000-0002-1825-0097",
                            "0000\u20100002-1825-0097"}) {
    Json document = parse_json(kRich, "rich");
    for (Json::Member& member : document.as_object()) {
      if (member.first != "contributors") continue;
      for (Json::Member& field : member.second.as_array().front().as_object()) {
        if (field.first == "orcid") field.second = std::string(orcid);
      }
    }
    INFO(orcid);
    const bool accepted = oracle.accepts(to_json(document));
    CHECK(loader_accepts(to_json(document)) == accepted);
    taken += accepted ? 1 : 0;
  }
  CHECK(taken == 11);
}
