// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Runs commands in turn, A B A B, and prints a line a run: which, wall ms, CPU ms, peak KiB,
// status.
//   alternate ROUNDS COMMAND [ARGUMENT...] [-- COMMAND [ARGUMENT...]]...
// A small program, since a process's peak memory starts at that of the program that started it, and
// an interpreter's is larger than ahub's. A first round that warms the caches is not printed.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

extern char** environ;

namespace {

struct Sample {
  double wall = 0, cpu = 0;
  long peak = 0;
  int status = 0;
};

double milliseconds(const timeval& time) {
  return 1e3 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_usec);
}

bool measure(const std::vector<char*>& command, Sample& sample) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (posix_spawnp(&child, command[0], &actions, nullptr, command.data(), environ) != 0)
    return false;
  rusage usage{};
  int status = 0;
  if (wait4(child, &status, 0, &usage) != child) return false;
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
  posix_spawn_file_actions_destroy(&actions);
  sample = {wall.count(), milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
            usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::vector<char*>> commands(1);
  for (int i = 2; i < count; ++i) {
    if (std::strcmp(arguments[i], "--") == 0)
      commands.emplace_back();
    else
      commands.back().push_back(arguments[i]);
  }
  for (std::vector<char*>& command : commands) {
    if (command.empty()) {
      std::fputs("usage: alternate ROUNDS COMMAND [ARGUMENT...] [-- COMMAND...]\n", stderr);
      return 2;
    }
    command.push_back(nullptr);
  }
  const long rounds = std::strtol(arguments[1], nullptr, 10);
  for (long round = 0; round <= rounds; ++round) {
    for (std::size_t which = 0; which < commands.size(); ++which) {
      Sample sample;
      if (!measure(commands[which], sample)) {
        std::perror(commands[which][0]);
        return 1;
      }
      if (round > 0)
        std::printf("%zu %.3f %.3f %ld %d\n", which, sample.wall, sample.cpu, sample.peak,
                    sample.status);
    }
  }
  return 0;
}
