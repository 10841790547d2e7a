// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The parent's side: prepare, fork, read both pipes under the limits, reap, classify.
#include "ahub/exec/sandbox.hpp"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "exec/child.hpp"
#include "exec/landlock.hpp"
#include "exec/pipe.hpp"
#include "exec/seccomp_filter.hpp"
#include "exec/supervisor.hpp"
#include "exec/support_override.hpp"

namespace ahub {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kErrorBytes = 64U << 10;
constexpr const char* kInterpreter = "/usr/bin/python3";

using Clock = std::chrono::steady_clock;

SandboxSupport probe() noexcept {
  SandboxSupport support;
  support.landlock_abi = landlock::abi();
  unsigned action = SECCOMP_RET_ERRNO;
  support.seccomp = syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
  if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) < 0)
    support.missing = "no_new_privs";
  else if (!support.seccomp)
    support.missing = "seccomp filters";
  else if (support.landlock_abi < 1)
    support.missing = "Landlock";
  return support;
}

/// True when any user could reach the directory: only then may the program run as nobody.
bool world_reachable(const fs::path& directory) {
  struct stat status {};
  for (fs::path place = directory; !place.empty(); place = place.parent_path()) {
    if (stat(place.c_str(), &status) != 0 || (status.st_mode & S_IXOTH) == 0) return false;
    if (place == place.parent_path()) break;
  }
  return stat(directory.c_str(), &status) == 0 && (status.st_mode & S_IROTH) != 0;
}

std::vector<landlock::Grant> grants(const fs::path& interpreter, const fs::path& directory) {
  using namespace landlock;
  constexpr std::uint64_t kRead = kReadFile | kReadDirectory;
  return {{"/usr", kRead},
          {"/lib", kRead},
          {"/lib64", kRead},
          {"/etc/ld.so.cache", kReadFile},
          {"/dev/null", kReadFile},
          {"/dev/urandom", kReadFile},
          {directory.string(), kRead},
          {interpreter.string(), kReadFile | kExecute},
          {"/lib64/ld-linux-x86-64.so.2", kReadFile | kExecute},
          {"/lib/ld-linux-aarch64.so.1", kReadFile | kExecute}};
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

/// Reads what is there; false at the end of the stream. Sets `over` when the limit is passed.
bool drain(int descriptor, std::string& bytes, std::size_t limit, bool& over) {
  char buffer[16384];
  const ssize_t count = read(descriptor, buffer, sizeof buffer);
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  if (count == 0) return false;
  const std::size_t room = limit - bytes.size();
  over = over || static_cast<std::size_t>(count) > room;
  bytes.append(buffer, std::min(static_cast<std::size_t>(count), room));
  return true;
}

struct Outcome {
  int status = 0;
  bool wall = false, output = false;
  double cpu_seconds = 0;
};

/// The supervisor's report, or nothing by `end`.
bool read_report(int descriptor, Clock::time_point end, ChildReport& report) {
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd stream{descriptor, POLLIN, 0};
    const int ready = poll(&stream, 1, static_cast<int>(std::clamp<long long>(left + 1, 0, 1000)));
    if (ready > 0) break;
    if (left <= 0) return false;
  }
  ssize_t count = 0;
  do {
    count = read(descriptor, &report, sizeof report);
  } while (count < 0 && errno == EINTR);
  // A supervisor that was killed says nothing, and takes the program with it.
  if (count != static_cast<ssize_t>(sizeof report)) report = {SIGKILL, 0};
  return true;
}

/// Reads until both streams end or a limit is passed, then reaps. No process of the program's is
/// left.
Outcome supervise(pid_t supervisor, int out, int err, int told, const ExecLimits& limits,
                  ExecResult& result) {
  Outcome outcome;
  const Clock::time_point end =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(
                         std::chrono::duration<double>(limits.wall_seconds));
  bool ignored = false;
  pollfd streams[2] = {{out, POLLIN, 0}, {err, POLLIN, 0}};
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) {
      outcome.wall = true;
      break;
    }
    if (poll(streams, 2, static_cast<int>(std::min<long long>(left + 1, 1000))) < 0) {
      // What it says of the streams is of the time before.
      if (errno == EINTR) continue;
      break;
    }
    if (streams[0].fd >= 0 && streams[0].revents != 0 &&
        !drain(out, result.out, limits.output_bytes, outcome.output))
      streams[0].fd = -1;
    if (streams[1].fd >= 0 && streams[1].revents != 0 &&
        !drain(err, result.err, kErrorBytes, ignored))
      streams[1].fd = -1;
    if (outcome.output) break;
  }
  ChildReport report;
  // A program that closed its streams may still run: it gets what is left of its time.
  const bool stopped = outcome.wall || outcome.output;
  if (stopped || !read_report(told, end, report)) {
    outcome.wall = outcome.wall || !outcome.output;
    stop_supervisor(supervisor);
    // It kills and reports at once, unless the machine has no time for it at all.
    if (!read_report(told, Clock::now() + std::chrono::seconds(10), report)) {
      kill(supervisor, SIGKILL);
      report = {SIGKILL, 0};
    }
  }
  outcome.status = report.status;
  outcome.cpu_seconds = report.cpu_seconds;
  return outcome;
}

/// Waits for a child in spite of signals.
void reap(pid_t child) {
  while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
  }
}

ExecStatus classify(const Outcome& outcome, const ExecLimits& limits, const ExecResult& result,
                    int& code) {
  if (outcome.output) return ExecStatus::output;
  if (outcome.wall) return ExecStatus::wall;
  if (WIFSIGNALED(outcome.status)) {
    code = WTERMSIG(outcome.status);
    const bool cpu =
        code == SIGXCPU || (code == SIGKILL && outcome.cpu_seconds >= limits.cpu_seconds);
    return cpu ? ExecStatus::cpu : ExecStatus::signal;
  }
  code = WEXITSTATUS(outcome.status);
  if (code == 0) return ExecStatus::ok;
  return result.err.find("MemoryError") != std::string::npos ? ExecStatus::memory
                                                             : ExecStatus::exit;
}

SandboxSupport& override_slot() {
  static SandboxSupport support;
  return support;
}
bool overridden = false;

}  // namespace

std::string_view to_string(ExecStatus status) noexcept {
  switch (status) {
    case ExecStatus::ok:
      return "ok";
    case ExecStatus::exit:
      return "exit";
    case ExecStatus::signal:
      return "signal";
    case ExecStatus::cpu:
      return "cpu";
    case ExecStatus::wall:
      return "wall";
    case ExecStatus::memory:
      return "memory";
    case ExecStatus::output:
      return "output";
    case ExecStatus::sandbox_error:
      return "sandbox-error";
  }
  return "sandbox-error";
}

void override_sandbox_support(const SandboxSupport* support) {
  overridden = support != nullptr;
  if (overridden) override_slot() = *support;
}

SandboxSupport sandbox_support() noexcept { return overridden ? override_slot() : probe(); }

ExecResult run_program(const ExecRequest& request) {
  std::error_code error;
  const fs::path interpreter = fs::canonical(kInterpreter, error);
  if (error) {
    throw Error(ErrorKind::input, "no-interpreter", fmt::format("{} is not there", kInterpreter),
                "apt-get install python3-minimal");
  }
  ExecResult result;
  result.interpreter = interpreter.string();
  ChildPlan plan;
  plan.directory = fs::absolute(request.directory).string();
  // Modules beside the script are its own, so not -I; the environment holds nothing of the user's,
  // so not -E either, which would ignore the seed of hashes.
  // Compiled modules of a package (__pycache__) could differ from the sources that people read.
  plan.arguments = {result.interpreter, "-s", "-S", "-B", "-X", "pycache_prefix=/nonexistent",
                    request.script};
  plan.environment = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TZ=UTC", "PYTHONHASHSEED=0",
                      "HOME=/nonexistent"};
  plan.argv = pointers(plan.arguments);
  plan.envp = pointers(plan.environment);
  plan.limits = request.limits;
  plan.sandboxed = request.sandbox == SandboxMode::required;
  result.sandbox = "none";
  OwnedDescriptor ruleset;
  if (plan.sandboxed) {
    const SandboxSupport support = sandbox_support();
    if (!support.missing.empty()) {
      throw Error(ErrorKind::sandbox, "sandbox-unavailable",
                  fmt::format("this kernel offers no {}, so scripts of packages are not run",
                              support.missing),
                  "'--sandbox=none' runs them unprotected, if you trust the package");
    }
    result.sandbox = fmt::format("landlock:{}+seccomp+rlimits", support.landlock_abi);
    ruleset.reset(landlock::make_ruleset(grants(interpreter, plan.directory)));
    if (ruleset.get() < 0) {
      throw Error(ErrorKind::sandbox, "sandbox-unavailable",
                  fmt::format("Landlock refused the rules: {}", std::strerror(errno)));
    }
    plan.ruleset = ruleset.get();
    constexpr unsigned kPidMark = 0x7ffffff1U;
    plan.filter = seccomp_filter(kPidMark);
    plan.filter_pid = seccomp_pid_index(plan.filter, kPidMark);
    plan.drop_user = geteuid() == 0 && world_reachable(plan.directory);
  }
  Pipe out, err, status, life, report;
  OwnedDescriptor null(open("/dev/null", O_RDONLY | O_CLOEXEC));
  plan.null_in = null.get();
  plan.out = out.write.get();
  plan.err = err.write.get();
  plan.status = status.write.get();
  plan.life = life.read.get();
  plan.report = report.write.get();
  plan.scratch = request.scratch.empty() ? "" : fs::absolute(request.scratch).string();

  const Clock::time_point start = Clock::now();
  const pid_t supervisor = start_supervisor(plan);
  if (supervisor < 0)
    throw Error(ErrorKind::temporary, "no-process",
                fmt::format("cannot fork: {}", std::strerror(errno)));
  Outcome outcome;
  ChildFailure failure{};
  ssize_t failed = 0;
  {
    const Running running(supervisor);
    out.write.reset();
    err.write.reset();
    status.write.reset();
    report.write.reset();

    do {
      failed = read(status.read.get(), &failure, sizeof failure);
    } while (failed < 0 && errno == EINTR);
    if (failed <= 0) {
      outcome = supervise(supervisor, out.read.get(), err.read.get(), report.read.get(),
                          request.limits, result);
    }
  }
  reap(supervisor);
  if (failed > 0) {
    result.status = ExecStatus::sandbox_error;
    result.code = failure.error;
    result.err =
        fmt::format("{} failed: {}", to_string(failure.step), std::strerror(failure.error));
    return result;
  }
  result.status = classify(outcome, request.limits, result, result.code);
  result.wall_seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return result;
}

}  // namespace ahub
