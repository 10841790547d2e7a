// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Licences as people write them, and the SPDX expression each is.
#include "ahub/package/license.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <utility>

using namespace ahub;

TEST_CASE("what can mean one licence is taken as it", "[license]") {
  const std::pair<const char*, const char*> kTexts[] = {
      {"MIT", "MIT"},
      {"mit", "MIT"},
      {"MIT or Apache-2.0", "MIT OR Apache-2.0"},
      {"mit Or apache-2.0", "MIT OR Apache-2.0"},
      {"(MIT and cc-by-4.0) or Apache-2.0", "(MIT AND CC-BY-4.0) OR Apache-2.0"},
      {"GPL-2.0-only with Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"},
      {"Apache 2.0", "Apache-2.0"},
      {"Apache2", "Apache-2.0"},
      {"Apache License 2.0", "Apache-2.0"},
      {"Apache License, Version 2.0", "Apache-2.0"},
      {"The Apache Software License 2.0", "Apache-2.0"},
      {"Apache License, Version 2.0 or MIT", "Apache-2.0 OR MIT"},
      {"MIT License", "MIT"},
      {"The MIT License", "MIT"},
      {"Expat", "MIT"},
      {"BSD 3-Clause", "BSD-3-Clause"},
      {"3-clause BSD", "BSD-3-Clause"},
      {"BSD-3", "BSD-3-Clause"},
      {"New BSD License", "BSD-3-Clause"},
      {"Simplified BSD", "BSD-2-Clause"},
      {"CC BY 4.0", "CC-BY-4.0"},
      {"CC-BY 4.0", "CC-BY-4.0"},
      {"cc by-sa 4.0", "CC-BY-SA-4.0"},
      {"CC-BY-4", "CC-BY-4.0"},
      {"Creative Commons Attribution 4.0 International", "CC-BY-4.0"},
      {"Creative Commons Attribution-NonCommercial-ShareAlike 4.0", "CC-BY-NC-SA-4.0"},
      {"CC0", "CC0-1.0"},
      {"CC0 1.0 Universal", "CC0-1.0"},
      {"GPL-3.0", "GPL-3.0-only"},
      {"GPL-3.0+", "GPL-3.0-or-later"},
      {"GPLv3+", "GPL-3.0-or-later"},
      {"GPL-3.0-or-later", "GPL-3.0-or-later"},
      {"GNU General Public License v3.0 or later", "GPL-3.0-or-later"},
      {"GPL 2.0 or any later version", "GPL-2.0-or-later"},
      {"LGPL-2.1", "LGPL-2.1-only"},
      {"MPL 2.0", "MPL-2.0"},
      {"Mozilla Public License 2.0", "MPL-2.0"},
      {"ISC License", "ISC"},
      {"The Unlicense", "Unlicense"},
      {"zlib", "Zlib"},
      {"Boost Software License 1.0", "BSL-1.0"},
      {"https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"},
      {"http://creativecommons.org/licenses/by-nc-sa/3.0/legalcode", "CC-BY-NC-SA-3.0"},
      {"https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"},
      {"https://opensource.org/licenses/MIT", "MIT"},
      {"https://www.apache.org/licenses/LICENSE-2.0.txt", "Apache-2.0"},
      {"https://spdx.org/licenses/BSD-3-Clause.html", "BSD-3-Clause"},
      {"LicenseRef-own", "LicenseRef-own"},
      {"Zimbra-1.4", "Zimbra-1.4"},
  };
  for (const auto& [text, canonical] : kTexts) {
    const LicenseExpression read = parse_license(text);
    INFO(text << ": " << read.problem << " " << read.help);
    CHECK(read.canonical == canonical);
    CHECK(read.problem.empty());
    // What is canonical stays.
    CHECK(parse_license(read.canonical).canonical == canonical);
  }
}

TEST_CASE("what can mean several licences is not guessed, and the spellings are named",
          "[license]") {
  const std::pair<const char*, const char*> kTexts[] = {
      {"BSD License", "'BSD-3-Clause'"},
      {"GNU GPL v3", "'GPL-3.0-only'"},
      {"GPL 3.0", "'GPL-3.0-or-later'"},
      {"CC BY", "'CC-BY-4.0'"},
      {"Creative Commons Attribution", "'CC-BY-4.0'"},
      {"Public Domain", "'CC0-1.0'"},
      {"MIT / Apache-2.0", "'MIT OR Apache-2.0'"},
      {"MIT, Apache-2.0", "'MIT AND Apache-2.0'"},
      {"https://example.org/license", "license_url"},
  };
  for (const auto& [text, help] : kTexts) {
    const LicenseExpression read = parse_license(text);
    INFO(text << ": " << read.canonical << " | " << read.problem << " | " << read.help);
    CHECK_FALSE(read.problem.empty());
    CHECK(read.help.find(help) != std::string::npos);
  }
  // One word may be an id that the table does not hold: it stays, and the help is there.
  for (const char* text : {"BSD", "GPLv3", "Apache", "CC-BY", "LGPL"}) {
    const LicenseExpression read = parse_license(text);
    INFO(text);
    CHECK(read.problem.empty());
    CHECK(read.canonical == text);
    CHECK_FALSE(read.help.empty());
    CHECK_FALSE(is_common_license(text));
  }
  for (const char* text : {"", "MIT OR", "OR MIT", "(MIT", "MIT)", "MIT WITH",
                           "all rights reserved", "MIT WITH a b", "MIT (Apache-2.0)"}) {
    INFO(text);
    CHECK_FALSE(parse_license(text).problem.empty());
  }
}

TEST_CASE("every id of the table is itself, or what SPDX put in its place", "[license]") {
  for (const std::string_view id : common_licenses()) {
    const LicenseExpression read = parse_license(id);
    INFO(id << " " << read.canonical);
    CHECK(read.problem.empty());
    CHECK((read.canonical == id || read.canonical == std::string(id) + "-only"));
  }
}
