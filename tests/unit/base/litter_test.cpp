// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Which files lie in a package's directory and are no part of it.
#include "ahub/base/litter.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

#include "ahub/base/codes.hpp"
#include "ahub/base/files.hpp"

using namespace ahub;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "ahub-litter-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void add(const std::string& path, std::string_view bytes = "x") const {
    fs::create_directories((path_ / path).parent_path());
    write_file(path_ / path, bytes);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string paths(const PackageFiles& files) {
  std::string text;
  for (const PackageFile& file : files.files) text += file.path + " ";
  return text;
}

std::string left_out(const PackageFiles& files) {
  std::string text;
  for (const LeftOut& left : files.left_out) text += left.path + " ";
  return text;
}

std::string out_by(std::string_view lines, std::string_view path) {
  IgnoreList list;
  REQUIRE(list.add(lines).empty());
  const auto verdict = list.why_file(path);
  return verdict ? verdict->why : "taken";
}

}  // namespace

TEST_CASE("a glob matches whole names, characters and sets", "[litter]") {
  CHECK(matches_glob("*", "anything"));
  CHECK(matches_glob("*.py[cod]", "x.pyc"));
  CHECK_FALSE(matches_glob("*.py[cod]", "x.py"));
  CHECK(matches_glob("a?c", "a\u00e9c"));
  CHECK(matches_glob("[!a-c]x", "dx"));
  CHECK_FALSE(matches_glob("[!a-c]x", "bx"));
  CHECK(matches_glob("[]x]", "]"));
  CHECK(matches_glob("\\*a", "*a"));
  CHECK_FALSE(matches_glob("\\*a", "ba"));
  CHECK_FALSE(matches_glob("[a", "a"));
  CHECK(matches_glob("*a*b*c*", "xxaxxbxxc"));
  CHECK_FALSE(matches_glob("a", ""));
  // What backtracking without bounds would not finish.
  CHECK_FALSE(matches_glob(std::string(40, '*') + "a*a*a*a*a*a*a*a*b", std::string(2000, 'a')));
}

TEST_CASE("repositories and what desktops, editors and interpreters leave are litter", "[litter]") {
  const IgnoreList list;
  for (const char* path : {".git",
                           ".git/config",
                           "sub/.git",
                           ".ahub/hub.db",
                           ".hg/x",
                           ".svn/x",
                           ".jj/x",
                           ".DS_Store",
                           "a/.DS_Store",
                           "._x.csv",
                           "__MACOSX/._x",
                           ".AppleDouble/x",
                           ".Spotlight-V100/x",
                           ".Trashes/x",
                           ".fseventsd/x",
                           "Thumbs.db",
                           "thumbs.db",
                           "ehthumbs.db",
                           "desktop.ini",
                           "Desktop.ini",
                           "$RECYCLE.BIN/x",
                           "discovery.yaml~",
                           ".discovery.yaml.swp",
                           ".a.swo",
                           ".a.swn",
                           "#a#",
                           ".#a",
                           "a.pyc",
                           "a.pyo",
                           "verify/__pycache__/a.cpython-311.pyc",
                           ".ipynb_checkpoints/a.ipynb",
                           ".idea/workspace.xml",
                           ".vscode/settings.json",
                           ".mypy_cache/x",
                           ".pytest_cache/x",
                           ".ruff_cache/x",
                           ".venv/bin/python",
                           "node_modules/a/b",
                           ".directory",
                           ".nfs00001",
                           ".goutputstream-AB12",
                           "a.orig",
                           "a.rej",
                           "a.bak",
                           ".~lock.a.csv#",
                           "~$a.docx",
                           ".Rhistory",
                           "lost+found/x",
                           ".ahubignore"}) {
    INFO(path);
    CHECK(list.why_file(path).has_value());
  }
  for (const char* path :
       {"discovery.yaml", "a.csv", ".github/workflows/ci.yml", ".gitignore", ".gitattributes",
        ".gitmodules", "git/x", "a.git", "x.py", ".hidden.svg", "data.swp.csv", "venv.csv",
        "results.original", "cvs/x", "thumbs.csv", ".env.example", "a~b", "pycache/x", "_x"}) {
    INFO(path);
    CHECK_FALSE(list.why_file(path).has_value());
  }
  const IgnoreList all(true);
  CHECK_FALSE(all.why_file(".DS_Store"));
  CHECK(all.why_file(".git/config"));
}

TEST_CASE("an ignore file follows gitignore", "[litter]") {
  CHECK(out_by("*.tmp", "a/b.tmp") == ".ahubignore:1");
  CHECK(out_by("# *.tmp\n\n", "b.txt") == "taken");
  CHECK(out_by("\\#x", "#x") == ".ahubignore:1");
  CHECK(out_by("\\!x", "!x") == ".ahubignore:1");
  CHECK(out_by("*.csv\n!keep.csv", "a/keep.csv") == "taken");
  CHECK(out_by("!keep.csv\n*.csv", "a/keep.csv") == ".ahubignore:2");
  CHECK(out_by("build/", "build/x") == ".ahubignore:1");
  CHECK(out_by("build/", "a/build/x") == ".ahubignore:1");
  CHECK(out_by("build/", "build") == "taken");
  CHECK(out_by("/build", "a/build") == "taken");
  CHECK(out_by("/build", "build") == ".ahubignore:1");
  CHECK(out_by("a/b", "a/b") == ".ahubignore:1");
  CHECK(out_by("a/b", "x/a/b") == "taken");
  CHECK(out_by("a/*", "a/b/c") == ".ahubignore:1");
  CHECK(out_by("a/*.csv", "a/b/c.csv") == "taken");
  CHECK(out_by("**/logs", "x/y/logs/z") == ".ahubignore:1");
  CHECK(out_by("**/logs", "logs/z") == ".ahubignore:1");
  CHECK(out_by("a/**/z", "a/z") == ".ahubignore:1");
  CHECK(out_by("a/**/z", "a/b/c/z") == ".ahubignore:1");
  CHECK(out_by("a/**", "a/b") == ".ahubignore:1");
  CHECK(out_by("a/**", "a") == "taken");
  CHECK(out_by("x \nb\\ ", "x") == ".ahubignore:1");
  CHECK(out_by("b\\ ", "b ") == ".ahubignore:1");
  CHECK(out_by("*.tmp\r\n*.log\r\n", "a.log") == ".ahubignore:2");
  CHECK(out_by("\xEF\xBB\xBF*.tmp\n", "a.tmp") == ".ahubignore:1");
  // Nothing below a directory that is left out comes back; the directory itself does.
  CHECK(out_by("d/\n!d/a", "d/a") == ".ahubignore:1");
  CHECK(out_by("!.vscode/", ".vscode/settings.json") == "taken");
  CHECK(out_by("!.DS_Store", "a/.DS_Store") == "taken");
  CHECK(out_by("!.git", ".git/config") == "git");
}

TEST_CASE("a line that cannot be meant is said with its number", "[litter]") {
  const auto line_of = [](std::string_view text) {
    IgnoreList list;
    const std::vector<IgnoreProblem> problems = list.add(text);
    return problems.size() == 1 ? problems.front().line : -1;
  };
  CHECK(line_of("a\ndata[1.csv\n") == 2);
  CHECK(line_of("/\n") == 1);
  CHECK(line_of("\n\n../x\n") == 3);
  CHECK(line_of("[[:alpha:]]x") == 1);
  CHECK(line_of("a\\") == 1);
  CHECK(line_of("a\n\xff\n") == 2);
  CHECK(line_of(std::string_view("a\0b", 3)) == 1);
}

TEST_CASE("a directory is read without its litter, and says what that was", "[litter]") {
  const Folder folder;
  folder.add("discovery.yaml", "title: x\n");
  folder.add("data.csv");
  const std::string plain = paths(read_package_files(folder.path()));
  folder.add(".git/config");
  folder.add(".git/objects/a:b");  // No legal path of a package.
  folder.add(".DS_Store");
  folder.add("verify/__pycache__/a.pyc");
  folder.add("discovery.yaml~");
  REQUIRE(symlink("ada@host.1:2", (folder.path() / ".#data.csv").c_str()) == 0);
  const PackageFiles files = read_package_files(folder.path());
  CHECK(files.problems.empty());
  CHECK(paths(files) == plain);
  CHECK(left_out(files) == ".#data.csv .DS_Store .git/ discovery.yaml~ verify/__pycache__/ ");

  const PackageFiles all = read_package_files(folder.path(), {.all_files = true});
  CHECK(paths(all) ==
        ".DS_Store data.csv discovery.yaml discovery.yaml~ verify/__pycache__/a.pyc ");
  CHECK(left_out(all) == ".git/ ");
  REQUIRE(all.problems.size() == 1);
  CHECK(all.problems[0].code == codes::kSymlink);
}

TEST_CASE("what the manifest names is taken whatever its name", "[litter]") {
  const Folder folder;
  folder.add("discovery.yaml", "title: x\n");
  folder.add("old.bak");
  folder.add("other.bak");
  folder.add("__pycache__/a.pyc");
  folder.add("__pycache__/b.pyc");
  folder.add(".git/config");
  folder.add(".ahubignore", "*.yaml\nold.bak\n");
  const ReadOptions options{.all_files = false,
                            .named = [](std::string_view name, std::string_view bytes) {
                              CHECK(name == "discovery.yaml");
                              CHECK(bytes == "title: x\n");
                              return std::vector<std::string>{"old.bak", "__pycache__/a.pyc",
                                                              ".git/config", "../x", "absent~"};
                            }};
  const PackageFiles files = read_package_files(folder.path(), options);
  CHECK(files.problems.empty());
  CHECK(paths(files) == "__pycache__/a.pyc discovery.yaml old.bak ");
  CHECK(left_out(files) == ".ahubignore .git/ __pycache__/ other.bak ");
}

TEST_CASE("an ignore file that is none is refused", "[litter]") {
  const Folder folder;
  folder.add("discovery.yaml", "title: x\n");
  folder.add(".ahubignore", "ok\n[\n");
  const PackageFiles files = read_package_files(folder.path());
  REQUIRE(files.problems.size() == 1);
  CHECK(files.problems[0].code == codes::kBadIgnoreFile);
  CHECK(files.problems[0].message.find(".ahubignore:2: ") == 0);
}
