// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "unit/hub/temporary.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <stdexcept>

#include "ahub/sim/simulator.hpp"

namespace ahub::test {

namespace fs = std::filesystem;

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (fs::temp_directory_path() / "ahub-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path TemporaryDirectory::package(
    const std::string& name, const std::string& manifest,
    const std::vector<std::pair<std::string, std::string>>& files) const {
  const fs::path directory = path_ / name;
  fs::create_directories(directory);
  write_file(directory / "discovery.yaml", manifest);
  for (const auto& [path, bytes] : files) {
    fs::create_directories((directory / path).parent_path());
    write_file(directory / path, bytes);
  }
  return directory;
}

std::string cache_manifest(const std::string& slug, int version, int hits,
                           const std::string& extra) {
  return fmt::format(R"(schema: attentionhub/discovery@0.1
profile: systems@0.1
slug: {}
version: {}
title: Hits of LRU in a small run
abstract: A package of the test suite that asks the cache simulator for one integer.
domain: cs.DC
concepts: [caching]
contributors:
  - {{kind: agent, name: "author of {}"}}
provenance: {{published: 2026-06-11}}
claims:
  - id: c1
    kind: performance
    scope: model
    statement: In this model LRU has {} requests served from the cache.
    structured: {{metric: hits, value: {}, unit: requests, higher_is_better: true, workload: small, hardware: any-cpu}}
    evidence: [{{source: "https://example.org/small"}}]
verification:
  mode: simulator
  runs:
    - {{id: run, simulator: cache, params: {{policy: [lru], catalog: 50, capacity: 10, requests: 2000}}, seed: 1}}
  expected:
    - {{claim: c1, output: hits_lru, op: ==}}
{})",
                     slug, version, slug, hits, hits, extra);
}

int true_hits() {
  const sim::Simulator* cache = sim::find_simulator("cache");
  const std::vector<std::pair<std::string, Json>> params{{"policy", Json(Json::Array{"lru"})},
                                                         {"catalog", 50},
                                                         {"capacity", 10},
                                                         {"requests", 2000}};
  for (const sim::Output& output : sim::run(*cache, params, 1, sim::Deadline()).outputs) {
    if (output.name == "hits_lru") return static_cast<int>(output.value.as_integer());
  }
  throw std::runtime_error("no hits_lru");
}

}  // namespace ahub::test
