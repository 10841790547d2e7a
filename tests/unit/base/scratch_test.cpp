// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/scratch.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace ahub;
namespace fs = std::filesystem;

TEST_CASE("scratch goes with its object, or all at once", "[scratch]") {
  const fs::path outside = make_scratch_directory("ahub-outside");
  std::ofstream(outside / "kept") << "x";
  fs::path gone, other, kept;
  {
    const Scratch one(make_scratch_directory("ahub-scratch"));
    gone = one.path();
    CHECK(fs::exists(gone));
    CHECK(fs::status(gone).permissions() == fs::perms::owner_all);
  }
  CHECK_FALSE(fs::exists(gone));
  {
    Scratch two(make_scratch_directory("ahub-scratch"));
    Scratch three(make_scratch_directory("ahub-scratch"));
    other = two.path();
    kept = three.path();
    three.keep();
    // Many names and levels: more than one read of a directory gives.
    for (int i = 0; i < 300; ++i)
      std::ofstream(other / ("a-rather-long-name-of-a-file-" + std::to_string(i))) << "x";
    fs::create_directories(other / "a/b/c/d/e/f/g");
    std::ofstream(other / "a/b/c/file") << "x";
    fs::create_directory_symlink(outside, other / "link");
    remove_scratch();
    CHECK_FALSE(fs::exists(other));
    CHECK(fs::exists(kept));
    CHECK(fs::exists(outside / "kept"));
  }
  remove_tree(kept.c_str());
  CHECK_FALSE(fs::exists(kept));
  remove_tree((outside / "kept").c_str());
  CHECK_FALSE(fs::exists(outside / "kept"));
  remove_tree(outside.c_str());
  remove_tree("/nowhere/at/all");
  CHECK_FALSE(fs::exists(outside));
}
