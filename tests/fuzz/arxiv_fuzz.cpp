// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// arXiv's metadata under libFuzzer: read whole and in pieces it gives the same, and every record
// becomes a stub that the loader takes.
#include <cstdint>
#include <cstdlib>

#include "ahub/base/error.hpp"
#include "ahub/interop/arxiv.hpp"

using namespace ahub;

namespace {

struct Outcome {
  std::vector<std::string> stubs;
  std::vector<ArxivProblem> problems;
  std::string error;
};

Outcome read(std::string_view text, std::size_t piece) {
  Outcome outcome;
  ArxivHandlers handlers;
  handlers.on_record = [&](ArxivRecord&& record, const ArxivPlace& place) {
    if (place.end > text.size()) std::abort();
    outcome.stubs.push_back(stub_manifest(record, stub_package(record)));
    if (!parse_package(make_package_files("stub", {{"discovery.json", outcome.stubs.back()}}))
             .valid())
      std::abort();
    return true;
  };
  handlers.on_problem = [&](ArxivProblem&& problem) {
    outcome.problems.push_back(std::move(problem));
  };
  try {
    ArxivParser parser("fuzz", ArxivFormat::automatic, handlers);
    for (std::size_t at = 0; at < text.size(); at += piece) {
      if (!parser.feed(text.substr(at, piece))) break;
    }
    parser.end();
  } catch (const Error& error) {
    outcome.error = error.code();
  }
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Outcome whole = read(text, size + 1), parts = read(text, 13);
  if (whole.stubs != parts.stubs || whole.error != parts.error ||
      whole.problems.size() != parts.problems.size()) {
    std::abort();
  }
  for (std::size_t i = 0; i < whole.problems.size(); ++i) {
    const ArxivProblem &left = whole.problems[i], &right = parts.problems[i];
    if (left.line != right.line || left.column != right.column || left.code != right.code)
      std::abort();
  }
  return 0;
}
