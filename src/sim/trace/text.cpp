// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// One id a line.
#include "sim/trace/csv_cells.hpp"
#include "sim/trace/line_parser.hpp"

namespace ahub::sim {
namespace {

class TextParser final : public LineParser {
 public:
  using LineParser::LineParser;

 private:
  void line(std::string_view text) override {
    const std::string_view id = trimmed(text);
    if (id.empty() || id.front() == '#') return;
    if (id.find('\0') != std::string_view::npos)
      requests_.refuse("a NUL byte: this is no text", at(), number(), 1 + text.find('\0'));
    requests_.add(id_of(id), 1, at());
  }
};

}  // namespace

std::unique_ptr<TraceParser> text_parser(Requests& requests) {
  return std::make_unique<TextParser>(requests);
}

}  // namespace ahub::sim
