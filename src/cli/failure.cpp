// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/failure.hpp"

#include <cstdio>

#include "ahub/base/json.hpp"
#include "ahub/report/printable.hpp"

namespace ahub::cli {
namespace {

template <class Form>
void put(const report::Printable<Form>& text) {
  std::fwrite(text.str().data(), 1, text.size(), stderr);
}

}  // namespace

int report_failure(const Error& error, bool json) {
  const int exit = exit_code(error.kind());
  if (json) {
    put(report::JsonText::line(Json::object()
                                   .set("schema", "ahub.error/1")
                                   .set("code", error.code())
                                   .set("exit", exit)
                                   .set("message", error.what())
                                   .set("hint", error.hint())));
    return exit;
  }
  // Whatever an error holds (a file's name, words of SQLite or of the kernel): lines may be ours.
  put(report::Text::format("ahub: error[{}]: {}\n", error.code(),
                           report::Terminal::block(error.what())));
  if (!error.hint().empty())
    put(report::Text::format("hint: {}\n", report::Terminal::block(error.hint())));
  return exit;
}

}  // namespace ahub::cli
