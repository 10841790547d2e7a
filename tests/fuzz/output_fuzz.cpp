// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// What scripts print under libFuzzer: every output is a finite number under a name of its own, and
// what was read reads the same again.
#include <cmath>
#include <cstdlib>
#include <set>

#include "ahub/base/error.hpp"
#include "verify/script_output.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ahub;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const ScriptOutput output = read_script_output(text);
    std::set<std::string> names;
    for (const Json::Member& member : output.outputs.as_object()) {
      if (!member.second.is_number() || !std::isfinite(member.second.as_number())) std::abort();
      if (!names.insert(member.first).second) std::abort();
    }
    for (const Unusable& unusable : output.unusable)
      if (!names.insert(unusable.name).second) std::abort();
    const std::string written = canonical_json(output.outputs);
    if (canonical_json(read_script_output(written).outputs) != written) std::abort();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) std::abort();
  }
  return 0;
}
