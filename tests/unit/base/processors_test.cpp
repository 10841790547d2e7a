// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/processors.hpp"

#include <sched.h>
#include <stdlib.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <thread>

using namespace ahub;
namespace fs = std::filesystem;

namespace {

struct Groups {
  Groups() {
    std::string name = (fs::temp_directory_path() / "ahub-groups-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    root = name;
  }
  ~Groups() {
    std::error_code ignored;
    fs::remove_all(root, ignored);
  }
  void put(const fs::path& file, const char* text) const {
    fs::create_directories((root / file).parent_path());
    std::ofstream(root / file) << text;
  }
  fs::path root;
};

}  // namespace

TEST_CASE("the quota is the least of a control group and those above it", "[processors]") {
  const Groups groups;
  CHECK_FALSE(processor_quota("0::/job/step\n", groups.root));
  groups.put("job/step/cpu.max", "max 100000\n");
  CHECK_FALSE(processor_quota("0::/job/step\n", groups.root));
  groups.put("job/cpu.max", "150000 100000\n");
  CHECK(processor_quota("0::/job/step\n", groups.root).value() == 1.5);
  groups.put("job/step/cpu.max", "50000 100000\n");
  CHECK(processor_quota("0::/job/step\n", groups.root).value() == 0.5);
  CHECK_FALSE(processor_quota("0::/\n", groups.root));
  groups.put("cpu.max", "400000 100000\n");
  CHECK(processor_quota("0::/\n", groups.root).value() == 4);
}

TEST_CASE("the first version of control groups keeps its quota in two files", "[processors]") {
  const Groups groups;
  groups.put("cpu/slurm/cpu.cfs_quota_us", "200000\n");
  groups.put("cpu/slurm/cpu.cfs_period_us", "100000\n");
  groups.put("cpu/free/cpu.cfs_quota_us", "-1\n");
  groups.put("cpu/free/cpu.cfs_period_us", "100000\n");
  CHECK(processor_quota("5:memory:/slurm\n4:cpu,cpuacct:/slurm\n", groups.root).value() == 2);
  CHECK_FALSE(processor_quota("4:cpuset:/slurm\n", groups.root));
  CHECK_FALSE(processor_quota("4:cpu,cpuacct:/free\n", groups.root));
}

TEST_CASE("a thread bound to one processor may use one", "[processors]") {
  int found = 0;
  std::thread([&] {
    cpu_set_t allowed, one;
    CPU_ZERO(&one);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
    int first = 0;
    while (CPU_ISSET(first, &allowed) == 0) ++first;
    CPU_SET(first, &one);
    if (sched_setaffinity(0, sizeof one, &one) == 0) found = usable_processors();
  }).join();
  CHECK(found == 1);
  CHECK(usable_processors() >= 1);
}
