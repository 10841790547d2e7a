// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/graph/difference.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace ahub;

namespace {

PackageContent seed(const std::string& slug) {
  PackageContent content;
  content.files = read_package_files(AHUB_SOURCE_DIR "/examples/discoveries/" + slug);
  content.package = parse_package(content.files).package;
  return content;
}

const Change* find(const std::vector<Change>& changes, ChangeSection section,
                   const std::string& item) {
  const auto found = std::find_if(changes.begin(), changes.end(), [&](const Change& change) {
    return change.section == section && change.item == item;
  });
  return found == changes.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a package does not differ from itself, whatever its version and name", "[difference]") {
  const PackageContent left = seed("cache-admission-zipfian");
  PackageContent right = left;
  CHECK(differences(left, right).empty());
  right.package.version = 7;
  CHECK(differences(left, right).empty());
  right.package.slug = "another-name";
  CHECK(differences(left, right).empty());
}

TEST_CASE("numbers are compared after unit conversion", "[difference]") {
  const PackageContent left = seed("cache-admission-capacity-sensitivity");
  PackageContent right = left;
  Structured& stated = right.package.claims[1].structured;
  REQUIRE(*stated.value == 83.76);
  stated.value = 0.8376;
  stated.baseline_value = 0.7795;
  stated.unit = "fraction";
  CHECK(differences(left, right).empty());
  stated.value = 0.8476;
  const std::vector<Change> changes = differences(left, right);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].section == ChangeSection::value);
  CHECK(changes[0].item == "c2 hit-rate");
  CHECK(changes[0].before == "83.76 %");
  CHECK(changes[0].after == "0.8476 fraction");
  CHECK(*changes[0].delta == Approx(1.0));
  CHECK(changes[0].unit == "%");
  // Percent and percentage points are the same number and not the same value.
  right = left;
  right.package.claims[0].structured.unit = "%";
  REQUIRE(differences(left, right).size() == 1);
  CHECK_FALSE(differences(left, right)[0].delta);
}

TEST_CASE("two packages are compared by frontier key: values, protocol and recipe",
          "[difference]") {
  const std::vector<Change> changes =
      differences(seed("cache-admission-zipfian"), seed("cache-admission-capacity-sensitivity"));
  const Change* gap = find(changes, ChangeSection::value, "c1 hit-rate-delta-pp");
  REQUIRE(gap != nullptr);
  CHECK(*gap->delta == Approx(-6.0));
  const Change* capacity = find(changes, ChangeSection::protocol, "c1 capacity");
  REQUIRE(capacity != nullptr);
  CHECK(capacity->before == "100 items");
  CHECK(capacity->after == "1000 items");
  const Change* warmup = find(changes, ChangeSection::protocol, "c1 warmup");
  REQUIRE(warmup != nullptr);
  CHECK(warmup->before == "0 requests");
  const Change* run = find(changes, ChangeSection::recipe, "sim/static:warm capacity");
  REQUIRE(run != nullptr);
  CHECK(run->after == "1000");
  const Change* hits = find(changes, ChangeSection::recipe, "sim expects c1 hits_lru");
  REQUIRE(hits != nullptr);
  CHECK(hits->before == "== 105368");
  const Change* negative = find(changes, ChangeSection::claim, "c3");
  REQUIRE(negative != nullptr);
  CHECK(negative->kind == ChangeKind::removed);
}

TEST_CASE("recipes, artifacts, relations and metadata show what was added, removed, changed",
          "[difference]") {
  const PackageContent left = seed("cache-admission-capacity-sensitivity");
  PackageContent right = left;
  right.package.title = "Another title";
  right.package.concepts.push_back("new-tag");
  right.package.methods[0].runs[0].id = "renamed";
  right.package.methods[0].runs[0].seed = 7;
  right.package.methods[0].expected[1].value = 1;
  right.package.methods.pop_back();
  right.package.relations.clear();
  right.package.artifacts[0].role = "data";
  const std::vector<Change> changes = differences(left, right);
  const auto kind = [&](ChangeSection section, const std::string& item) {
    const Change* change = find(changes, section, item);
    return change == nullptr ? std::string("none") : std::string(to_string(change->kind));
  };
  CHECK(kind(ChangeSection::metadata, "title") == "changed");
  CHECK(kind(ChangeSection::metadata, "concept") == "added");
  CHECK(kind(ChangeSection::recipe, "sim/warm:renamed seed") == "changed");
  CHECK(kind(ChangeSection::recipe, "sim expects c1 hits_lru") == "changed");
  CHECK(kind(ChangeSection::recipe, "python") == "removed");
  CHECK(kind(ChangeSection::relation, "") == "removed");
  CHECK(kind(ChangeSection::artifact, "artifacts/results.csv") == "changed");
  CHECK(changes.size() == 7);
}
