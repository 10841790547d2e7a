// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Validates a JSON document against a draft-07 schema: validate SCHEMA DOCUMENT. Exit 1 says what
// does not fit.
#define VALIJSON_USE_EXCEPTIONS 1
#include <cstdio>
#include <exception>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/utils/nlohmann_json_utils.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

int main(int argc, char** argv) {
  if (argc != 3) return std::fputs("usage: validate SCHEMA DOCUMENT\n", stderr), 2;
  try {
    nlohmann::json schema_text, document;
    if (!valijson::utils::loadDocument(argv[1], schema_text) ||
        !valijson::utils::loadDocument(argv[2], document)) {
      return std::fprintf(stderr, "%s or %s is no JSON\n", argv[1], argv[2]), 2;
    }
    valijson::Schema schema;
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_text), schema);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), &results))
      return 0;
    for (valijson::ValidationResults::Error error; results.popError(error);) {
      std::string place;
      for (const std::string& step : error.context) place += step;
      std::fprintf(stderr, "%s: %s: %s\n", argv[2], place.c_str(), error.description.c_str());
    }
    return 1;
  } catch (const std::exception& error) {
    return std::fprintf(stderr, "%s: %s\n", argv[1], error.what()), 2;
  }
}
