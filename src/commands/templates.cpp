// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "commands/templates.hpp"

#include <fmt/format.h>

#include "ahub/base/digest.hpp"
#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/sim/simulator.hpp"

namespace ahub::commands {
namespace {

// {slug}, {artifact}, {size} and {sha256} are filled in; doubled braces are single ones in the
// file.
constexpr std::string_view kHead =
    R"(# The manifest of one research package. 'ahub lint .' checks it, 'ahub explain CODE' explains a finding,
# ahub-discovery(5) describes every key.
schema: attentionhub/discovery@0.1
profile: systems@0.1            # which keys of 'structured' make claims comparable: workload, metric, hardware
slug: {slug}
version: 1                      # raise it with every change: a version never changes its content
)";

constexpr std::string_view kPeople = R"(domain: cs.DC                   # an arXiv category
concepts: [example]             # the #tags of the feed
# license: CC-BY-4.0            # an SPDX expression; without this line no licence is stated
contributors:
  - kind: human                 # or agent
    name: Your Name
# provenance: {{human_oversight: reviewed}}   # or none; published: 2026-11-28, source: "doi:..."
)";

constexpr std::string_view kArtifacts =
    R"(artifacts:                      # every file that claims rest on, with its hash: 'sha256sum FILE'
  - path: {artifact}
    role: results               # code, data, results, log, paper or figure
    size: {size}
    sha256: {sha256}
)";

constexpr std::string_view kSimulator = R"(title: Hit rate of an LRU cache under a Zipf stream
abstract: >-
  One run of the built-in cache simulator: how often an LRU cache of 100 objects serves a request when 1,000 objects are
  requested by a Zipf law. Replace the numbers by your own experiment.
{people}claims:
  - id: c1
    kind: performance           # performance, comparison, negative or observation
    scope: model                # 'model': the claim is about this model; 'system' (the default): about the real thing
    statement: In this model LRU serves a fraction of {value} of the requests.
    structured:
      system: lru
      workload: zipf-1.1-catalog-1000
      metric: hit-rate
      value: {value}
      unit: fraction
      higher_is_better: true
      hardware: any-cpu
    evidence:
      - artifact: "artifacts/results.csv#L2"
    protocol: {{capacity: 100, requests: 20000}}   # what somebody else might vary
{artifacts}verification:
  mode: simulator
  runs:
    - id: base
      simulator: cache          # 'ahub sim describe cache' lists parameters and outputs
      params: {{policy: [lru], catalog: 1000, capacity: 100, requests: 20000, zipf_s: 1.1}}
      seed: 7
  expected:
    - claim: c1
      output: hit_rate_lru
      op: approx                # without 'value' the claim's own number is checked
      abs: 0.00005              # a tolerance must be able to fail
)";

constexpr std::string_view kScript = R"(title: Primes below ten thousand
abstract: >-
  Counts primes with a sieve in plain Python. The script runs in a sandbox: it may read this package and compute, nothing
  else. Replace it by your own check.
{people}claims:
  - id: c1
    kind: performance
    scope: model
    statement: In the model of the natural numbers there are {value} count of primes below ten thousand.
    structured:
      system: sieve-of-eratosthenes
      workload: naturals-below-10000
      metric: prime-count
      value: {value}
      unit: count
      higher_is_better: true
      hardware: any-cpu
    evidence:
      - artifact: "artifacts/results.csv#L2"
{artifacts}verification:
  mode: script
  entrypoint: verify/verify.py  # pure standard library; prints one JSON object of numbers
  expected:
    - claim: c1
      output: primes
      op: ==                    # without 'value' the claim's own number is checked
)";

constexpr std::string_view kVerifyPy =
    R"("""The package's own check: prints the numbers that the manifest's assertions name, as one JSON object."""
import json

LIMIT = 10000


def count_primes(limit):
    composite = bytearray(limit)
    count = 0
    for candidate in range(2, limit):
        if composite[candidate]:
            continue
        count += 1
        for multiple in range(candidate * candidate, limit, candidate):
            composite[multiple] = 1
    return count


print(json.dumps({"primes": count_primes(LIMIT)}))
)";

constexpr std::string_view kObservation = R"(title: An observation worth writing down
abstract: >-
  Something that was seen and recorded, without a way to run it again yet. Such a package stops at level 1 (integrity) until it
  ships a verification method.
{people}claims:
  - id: c1
    kind: observation
    statement: In one recorded session the full build took 12.5 s.
    structured:
      system: build
      workload: full-build
      metric: build-time
      value: 12.5
      unit: s
      higher_is_better: false
      hardware: laptop
    evidence:
      - artifact: "artifacts/results.csv#L2"
{artifacts})";

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

std::string artifacts_block(const std::string& results) {
  std::string block = replaced(std::string(kArtifacts), "{artifact}", "artifacts/results.csv");
  block = replaced(std::move(block), "{size}", std::to_string(results.size()));
  return replaced(std::move(block), "{sha256}", sha256_hex(results));
}

std::string manifest(std::string_view body, const std::string& slug, const std::string& value,
                     const std::string& results) {
  std::string text = replaced(std::string(kHead), "{slug}", slug) + std::string(body);
  text = replaced(std::move(text), "{people}", kPeople);
  text = replaced(std::move(text), "{artifacts}", artifacts_block(results));
  text = replaced(std::move(text), "{value}", value);
  return replaced(replaced(std::move(text), "{{", "{"), "}}", "}");
}

/// The hit rate of the template's experiment, to four decimals.
std::string measured_hit_rate() {
  const std::vector<std::pair<std::string, Json>> params{{"policy", Json::array().push("lru")},
                                                         {"catalog", 1000},
                                                         {"capacity", 100},
                                                         {"requests", 20000}};
  for (const sim::Output& output :
       sim::run(*sim::find_simulator("cache"), params, 7, sim::Deadline()).outputs) {
    if (output.name == "hit_rate_lru") return fmt::format("{:.4f}", output.value.as_number());
  }
  throw Error(ErrorKind::internal, "bug", "the cache simulator gave no hit rate");
}

/// The same count as the template's script makes, by trial division.
std::string counted_primes() {
  int count = 0;
  for (int n = 2; n < 10000; ++n) {
    bool prime = true;
    for (int d = 2; d * d <= n && prime; ++d) prime = n % d != 0;
    count += prime ? 1 : 0;
  }
  return std::to_string(count);
}

}  // namespace

TemplateFiles template_files(std::string_view name, const std::string& slug) {
  const std::string header = "claim,quantity,value,unit\n";
  if (name == "simulator") {
    const std::string value = measured_hit_rate();
    const std::string results = header + fmt::format("c1,hit-rate,{},fraction\n", value);
    return {{"discovery.yaml", manifest(kSimulator, slug, value, results)},
            {"artifacts/results.csv", results}};
  }
  if (name == "script") {
    const std::string value = counted_primes();
    const std::string results = header + fmt::format("c1,prime-count,{},count\n", value);
    return {{"discovery.yaml", manifest(kScript, slug, value, results)},
            {"artifacts/results.csv", results},
            {"verify/verify.py", std::string(kVerifyPy)}};
  }
  const std::string results = header + "c1,build-time,12.5,s\n";
  return {{"discovery.yaml", manifest(kObservation, slug, "12.5", results)},
          {"artifacts/results.csv", results}};
}

}  // namespace ahub::commands
