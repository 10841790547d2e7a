// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/store/ownership.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "ahub/base/error.hpp"
#include "ahub/base/scratch.hpp"

using namespace ahub;
namespace fs = std::filesystem;

namespace {

struct Project {
  Project() {
    fs::create_directories(file.parent_path());
    ::chmod(file.parent_path().c_str(), 0755);
    std::ofstream(file) << "x";
    ::setenv("XDG_CONFIG_HOME", (scratch.path() / "config").c_str(), 1);
    ::unsetenv("AHUB_SAFE_DIRECTORY");
    ::unsetenv("SUDO_UID");
  }
  std::string refusal(bool project = true) const {
    try {
      require_own_store(file, project);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::store);
      return std::string(error.code()) + ": " + error.what();
    }
    return {};
  }
  Scratch scratch{make_scratch_directory("ahub-owner")};
  fs::path file = scratch.path() / "p" / ".ahub" / "hub.db";
};

}  // namespace

TEST_CASE("one's own store is opened where it is found", "[ownership]") {
  const Project p;
  CHECK(p.refusal().empty());
  CHECK(why_not_own(p.file).empty());
  CHECK(why_not_own(p.scratch.path() / "none").empty());
  // What is not there says the opening.
  fs::remove(p.file);
  CHECK(p.refusal().empty());
}

TEST_CASE("a directory that everybody may write is refused", "[ownership]") {
  const Project p;
  ::chmod(p.file.parent_path().c_str(), 0777);
  CHECK(p.refusal().rfind("open-to-others: ", 0) == 0);
  ::chmod(p.file.parent_path().c_str(), 0775);
  CHECK(p.refusal().empty());
}

TEST_CASE("others' stores are refused by name until they are allowed", "[ownership]") {
  if (geteuid() != 0) return;
  const Project p;
  const fs::path directory = p.scratch.path() / "p";
  for (const fs::path& part : {p.file, p.file.parent_path(), directory}) {
    INFO(part);
    REQUIRE(::chown(part.c_str(), 12345, 0) == 0);
    CHECK(p.refusal().find("belongs to user 12345") != std::string::npos);
    CHECK(p.refusal(false).empty() == (part == directory));
    for (const std::string& safe :
         {std::string("*"), directory.string(), p.scratch.path().string() + "/*", std::string("/*"),
          "/nowhere:" + directory.string()}) {
      ::setenv("AHUB_SAFE_DIRECTORY", safe.c_str(), 1);
      INFO(safe);
      CHECK(p.refusal().empty());
    }
    for (const std::string& other : {std::string("."), std::string("p"), std::string(),
                                     p.scratch.path().string(), directory.string() + "/*"}) {
      ::setenv("AHUB_SAFE_DIRECTORY", other.c_str(), 1);
      INFO(other);
      CHECK_FALSE(p.refusal().empty());
    }
    ::unsetenv("AHUB_SAFE_DIRECTORY");
    ::setenv("SUDO_UID", "12345", 1);
    CHECK(p.refusal().empty());
    ::setenv("SUDO_UID", "12345 ", 1);
    CHECK_FALSE(p.refusal().empty());
    ::unsetenv("SUDO_UID");
    REQUIRE(::chown(part.c_str(), 0, 0) == 0);
  }
}

TEST_CASE("allowed directories are kept in a file of the user's own", "[ownership]") {
  const Project p;
  CHECK(safe_directories().empty());
  CHECK(allow_directory(p.scratch.path() / "p" / "." / ".ahub" / ".."));
  CHECK_FALSE(allow_directory(p.scratch.path() / "p"));
  CHECK(safe_directories() ==
        std::vector<std::string>{fs::canonical(p.scratch.path() / "p").string()});
  ::chmod(safe_directory_file().c_str(), 0666);
  CHECK(safe_directories().empty());
  CHECK_THROWS_AS(allow_directory(p.file), Error);
  CHECK_THROWS_AS(allow_directory(p.scratch.path() / "none"), Error);
}

TEST_CASE("what lies beside a store must be a file of its owner", "[ownership]") {
  const Project p;
  for (const char* suffix : {"-journal", "-wal", "-shm"}) {
    const std::string name = p.file.string() + suffix;
    std::ofstream(name) << "x";
    CHECK_NOTHROW(require_sound_siblings(p.file));
    fs::remove(name);
    fs::create_symlink("/nowhere", name);
    CHECK_THROWS_AS(require_sound_siblings(p.file), Error);
    fs::remove(name);
    if (geteuid() != 0) continue;
    std::ofstream(name) << "x";
    REQUIRE(::chown(name.c_str(), 12345, 0) == 0);
    CHECK_THROWS_AS(require_sound_siblings(p.file), Error);
    fs::remove(name);
  }
}
