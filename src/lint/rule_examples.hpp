// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The package that the examples of rules are fragments of: each fragment replaces the top-level
// keys that it has.
#pragma once

#include <string_view>

namespace ahub::lint_rules {

inline constexpr std::string_view kExampleManifest = R"(schema: attentionhub/discovery@0.1
profile: systems@0.1
slug: small-cache
version: 2
title: LRU serves half of a skewed request stream
abstract: Replays one synthetic request stream through an LRU cache and counts its hits.
domain: cs.DC
concepts: [caching, zipf]
license: CC-BY-4.0
contributors:
  - {kind: human, name: Ada Example}
claims:
  - id: c1
    kind: performance
    statement: LRU serves 51.2 % of the requests.
    structured: {workload: zipf, metric: hit-rate, value: 51.2, unit: "%", higher_is_better: true, hardware: any}
    evidence: [artifacts/results.csv]
artifacts:
  - {path: artifacts/results.csv, role: results, size: 23, sha256: a7cf7a5b0691646ed3a5acf553db6e90cd83242aa0061e0111e4c33922bb5e5b}
  - {path: verify/verify.py, role: code, size: 26, sha256: 006fb551db230e0e27457a860caa6d9358aa3cd708ee72ccded19d6651a2004c}
verification:
  mode: simulator
  runs:
    - {id: small, simulator: cache, params: {policy: [lru], capacity: 100}, seed: 42}
  expected:
    - {claim: c1, run: small, output: hit_rate_lru, op: approx, abs: 0.0005}
)";

/// The files beside that manifest.
inline constexpr std::string_view kExampleResults = "policy,hits\nlru,102400\n";
inline constexpr std::string_view kExampleScript = "print('{\"latency\": 3.2}')\n";

}  // namespace ahub::lint_rules
