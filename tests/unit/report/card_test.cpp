// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "ahub/base/text.hpp"
#include "ahub/report/reading.hpp"

using namespace ahub;

TEST_CASE("a card stays below 2,000 bytes whatever a package says", "[card]") {
  PackageView view;
  Package& package = view.package;
  package.slug = std::string(64, 's');
  package.domain = std::string(64, 'd');
  package.digest = std::string(64, 'a');
  for (int i = 0; i < 200; ++i) package.title += "\u6f22";  // Three bytes each.
  view.row.date = std::string(64, '1');
  view.level.next = std::string(400, 'n');
  for (int i = 1; i <= 40; ++i) {
    Claim claim;
    claim.id = "c" + std::to_string(i);
    claim.statement = std::string(500, 'x') + "\x1b[31m";
    claim.structured.metric = std::string(300, 'm');
    claim.structured.value = 1.5;
    claim.structured.baseline = "\u00e9\u00e9";
    claim.protocol.push_back({std::string(200, 'p'), Json(3), "items"});
    package.claims.push_back(claim);
    view.badges.push_back("confirmed");
    package.relations.push_back({RelationKind::builds_on, std::string(64, 'r')});
    DerivedTension tension;
    tension.left = std::string(70, 'l');
    tension.right = std::string(70, 'r');
    tension.key = "k";
    tension.unit = "pp";
    tension.gap = 6;
    view.tensions.push_back(tension);
    Method method;
    method.id = std::string(64, 'i');
    package.methods.push_back(method);
  }
  const std::string card = report::card_text(view).str();
  CHECK(card.size() <= 2000);
  CHECK_FALSE(first_invalid_utf8(card));
  CHECK(card.find("c1 confirmed") != std::string::npos);
  CHECK(card.find(" claims more: ahub show ") != std::string::npos);
  CHECK(card.find('\x1b') == std::string::npos);
}
