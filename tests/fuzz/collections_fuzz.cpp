// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Collections under libFuzzer: the first byte says what the bytes are (a collection.yaml beside two
// packages; an archive of a package; the manifests of a collection's members, cut at NUL). Each is
// loaded and linted; one input may take no longer than a second of CPU for each 64 KiB and one
// more.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>

#include "ahub/base/error.hpp"
#include "ahub/base/files.hpp"
#include "ahub/lint/rule.hpp"
#include "ahub/package/collection.hpp"
#include "ahub/package/package.hpp"

namespace {

namespace fs = std::filesystem;

constexpr const char* kSound =
    "schema: attentionhub/discovery@0.1\nprofile: ml@0.1\nslug: sound\nversion: 1\ntitle: Sound\n"
    "abstract: It is sound.\nlicense: CC-BY-4.0\ncontributors: [{kind: human, name: Ada}]\n"
    "claims: [{id: c1, kind: observation, statement: It holds.}]\n";

/// One folder for the whole process, in memory where the system has such a place.
const fs::path& folder() {
  static const fs::path made = [] {
    std::error_code absent;
    const fs::path base =
        fs::is_directory("/dev/shm", absent) ? "/dev/shm" : fs::temp_directory_path();
    std::string name = (base / "ahub-fuzz-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    std::atexit([] {
      std::error_code ignored;
      fs::remove_all(folder(), ignored);
    });
    for (const char* member : {"one", "two"}) {
      fs::create_directories(fs::path(name) / member);
      ahub::write_file(fs::path(name) / member / "discovery.yaml", kSound);
    }
    return fs::path(name);
  }();
  return made;
}

void load_and_lint(const fs::path& path) {
  const ahub::PackageFiles files = ahub::read_package_files(path, {.named = ahub::named_files});
  static_cast<void>(ahub::lint(ahub::parse_package(files), files));
}

void read_members(const fs::path& path) {
  if (!ahub::is_collection(path)) return;
  std::size_t most = 8;
  for (const fs::path& member : ahub::read_collection(path).members) {
    if (most-- == 0) break;
    // What a collection names must lie below it.
    if (fs::weakly_canonical(member).string().rfind(fs::canonical(folder()).string(), 0) != 0)
      std::abort();
    try {
      load_and_lint(member);
    } catch (const ahub::Error&) {
    }
  }
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const double start = cpu_seconds();
  try {
    switch (data[0] % 4) {
      case 0:
        ahub::write_file(folder() / "collection.yaml", bytes);
        read_members(folder());
        break;
      case 1:
        ahub::write_file(folder() / "package.tar", bytes);
        load_and_lint(folder() / "package.tar");
        break;
      case 2:
        ahub::write_file(folder() / "package.zip", bytes);
        load_and_lint(folder() / "package.zip");
        break;
      default: {
        const std::size_t cut = std::min(bytes.find('\0'), bytes.size());
        ahub::write_file(folder() / "one" / "discovery.yaml", bytes.substr(0, cut));
        ahub::write_file(folder() / "two" / "discovery.yaml",
                         cut < bytes.size() ? bytes.substr(cut + 1) : kSound);
        ahub::write_file(folder() / "collection.yaml", "title: t\npackages: [one, two]\n");
        read_members(folder());
      }
    }
  } catch (const ahub::Error&) {
  }
  // Sanitizers make everything some ten times slower.
  if (cpu_seconds() - start > 10 * (1 + static_cast<double>(size) / 65536)) std::abort();
  return 0;
}
