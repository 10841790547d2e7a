// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/package/identity.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace ahub;

namespace {

constexpr const char* kOne = "0000-0002-1825-0097";
constexpr const char* kOther = "0000-0001-5109-3700";

Contributor person(std::string name, std::string orcid = {},
                   ContributorKind kind = ContributorKind::human) {
  Contributor contributor;
  contributor.kind = kind;
  contributor.name = std::move(name);
  contributor.orcid = std::move(orcid);
  return contributor;
}

std::optional<SamePerson> why(const Contributor& left, const Contributor& right) {
  const std::string one = identity_of(left), other = identity_of(right);
  const std::optional<SamePerson> found = same_person(one, other);
  CHECK(found == same_person(other, one));
  // The keys that the ranking sees say the same.
  bool shared = false;
  for (const IdentityKey& key : identity_keys(one)) {
    for (const IdentityKey& each : identity_keys(other))
      shared = shared || (key.text == each.text && !(key.has_orcid && each.has_orcid));
  }
  CHECK(shared == found.has_value());
  return found;
}

}  // namespace

TEST_CASE("an ORCID decides where both have one", "[identity]") {
  CHECK(why(person("Ada", kOne), person("Bob", kOne)) == SamePerson::orcid);
  CHECK(why(person("Ada", kOne), person("Bob", "https://orcid.org/0000-0002-1825-0097")) ==
        SamePerson::orcid);
  CHECK(why(person("Ada", "0000-0002-1694-233X"), person("Bob", "000000021694233x")) ==
        SamePerson::orcid);
  CHECK_FALSE(why(person("Ada", kOne), person("Ada", kOther)));
  CHECK_FALSE(why(person("...", kOne), person("...", kOther)));
}

TEST_CASE("else the name does, whatever kind it is", "[identity]") {
  CHECK(why(person("Ada Doe"), person("ADA  DOE")) == SamePerson::name);
  CHECK(why(person("Ada Doe", kOne), person("ada doe")) == SamePerson::name);
  CHECK(why(person("Ada Doe"), person("ada doe", {}, ContributorKind::agent)) == SamePerson::name);
  CHECK_FALSE(why(person("Ada Doe", kOne), person("Bob Doe")));
  // One that fails its checksum counts as none.
  CHECK(why(person("Ada Doe", "0000-0002-1825-0079"), person("Ada Doe", kOther)) ==
        SamePerson::name);
  CHECK(why(person("Ada Doe", "0000"), person("Ada Doe", kOther)) == SamePerson::name);
}

TEST_CASE("who has neither stands for the key of the store's events", "[identity]") {
  CHECK(why(person("..."), person("\U0001F680")) == SamePerson::key);
  CHECK_FALSE(why(person("..."), person("Ada")));
  CHECK_FALSE(why(person("...", kOne), person("...")));
}

TEST_CASE("a package's identities are sorted and each there once", "[identity]") {
  Package package;
  package.contributors = {person("Bob"), person("Ada", kOne), person("Bob"), person("...")};
  CHECK(identities_of(package) == std::vector<std::string>{"", "0000-0002-1825-0097 Ada", "Bob"});
}
