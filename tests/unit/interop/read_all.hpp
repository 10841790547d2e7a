// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Reads a text as metadata, in pieces of a given size, into lists.
#pragma once

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/interop/arxiv.hpp"

struct ReadAll {
  std::vector<ahub::ArxivRecord> records;
  std::vector<ahub::ArxivPlace> places;
  std::vector<std::string> problems;  // "line:column code"
  std::vector<std::string> messages;
  std::vector<std::string> choices;  // "what: chosen (rows)"
  std::string error;                 // The code of what was thrown.

  explicit ReadAll(std::string_view text, std::size_t piece = 0,
                   ahub::ArxivFormat format = ahub::ArxivFormat::automatic) {
    ahub::Reading reading;
    ahub::ArxivHandlers handlers;
    handlers.reading = &reading;
    handlers.on_record = [&](ahub::ArxivRecord&& record, const ahub::ArxivPlace& place) {
      records.push_back(std::move(record));
      places.push_back(place);
      return true;
    };
    handlers.on_problem = [&](ahub::ArxivProblem&& problem) {
      problems.push_back(fmt::format("{}:{} {}", problem.line, problem.column, problem.code));
      messages.push_back(problem.message);
    };
    try {
      ahub::ArxivParser parser("test", format, handlers);
      if (piece == 0) piece = text.size() + 1;
      for (std::size_t at = 0; at < text.size(); at += piece) {
        if (!parser.feed(text.substr(at, piece))) break;
      }
      parser.end();
    } catch (const ahub::Error& thrown) {
      error = thrown.code();
      messages.emplace_back(thrown.what());
    }
    for (const ahub::Choice& choice : reading.choices())
      choices.push_back(fmt::format("{}: {} ({})", choice.what, choice.chosen, choice.rows));
  }
};
