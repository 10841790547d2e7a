// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/failure.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "ahub/base/json.hpp"

namespace ahub::cli {

int report_failure(const Error& error, bool json) {
  const int exit = exit_code(error.kind());
  if (json) {
    fmt::print(stderr, "{}\n",
               to_json(Json::object()
                           .set("schema", "ahub.error/1")
                           .set("code", error.code())
                           .set("exit", exit)
                           .set("message", error.what())
                           .set("hint", error.hint())));
    return exit;
  }
  fmt::print(stderr, "ahub: error[{}]: {}\n", error.code(), error.what());
  if (!error.hint().empty()) fmt::print(stderr, "hint: {}\n", error.hint());
  return exit;
}

}  // namespace ahub::cli
