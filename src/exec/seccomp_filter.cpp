// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "exec/seccomp_filter.hpp"

#include <asm/ioctls.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

namespace ahub {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "the sandbox knows x86-64 and aarch64"
#endif

// What CPython needs to compute and print: memory, reading, clocks, threads, its own signals.
// Nothing that names another process, a socket, or changes a file; opening is allowed because
// Landlock decides which files and how.
constexpr long kAllowed[] = {
    SYS_read,
    SYS_readv,
    SYS_pread64,
    SYS_write,
    SYS_writev,
    SYS_close,
    SYS_close_range,
    SYS_lseek,
    SYS_fstat,
    SYS_newfstatat,
    SYS_statx,
    SYS_openat,
    SYS_getdents64,
    SYS_getcwd,
    SYS_readlinkat,
    SYS_faccessat,
    SYS_faccessat2,
    SYS_dup,
    SYS_dup3,
    SYS_fcntl,
    SYS_pipe2,
    SYS_eventfd2,
    SYS_mmap,
    SYS_mprotect,
    SYS_munmap,
    SYS_mremap,
    SYS_madvise,
    SYS_brk,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_restart_syscall,
    SYS_futex,
    SYS_set_tid_address,
    SYS_set_robust_list,
    SYS_rseq,
    SYS_membarrier,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_getcpu,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_clock_nanosleep,
    SYS_nanosleep,
    SYS_gettimeofday,
    SYS_times,
    SYS_getpid,
    SYS_gettid,
    SYS_getppid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_getpgid,
    SYS_getsid,
    SYS_getrusage,
    SYS_getrandom,
    SYS_uname,
    SYS_sysinfo,
    SYS_umask,
    SYS_ppoll,
    SYS_pselect6,
    SYS_epoll_create1,
    SYS_epoll_ctl,
    SYS_epoll_pwait,
    SYS_execve,
    SYS_exit,
    SYS_exit_group,
#if defined(__x86_64__)
    SYS_open,
    SYS_stat,
    SYS_lstat,
    SYS_access,
    SYS_readlink,
    SYS_poll,
    SYS_select,
    SYS_dup2,
    SYS_pipe,
    SYS_arch_prctl,
    SYS_time,
    SYS_epoll_wait,
    SYS_getdents,
#endif
};

class Program {
 public:
  void load(std::size_t offset) {
    add(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
  }
  void load_argument(unsigned index) {
    load(offsetof(seccomp_data, args) + std::size_t{8} * index);
  }
  void answer(std::uint32_t action) { add(BPF_RET | BPF_K, action); }
  /// Goes on when the loaded word equals `value`, else skips `count` instructions.
  void unless_equal_skip(std::uint32_t value, std::uint8_t count) {
    add(BPF_JMP | BPF_JEQ | BPF_K, value, 0, count);
  }
  void if_equal_skip(std::uint32_t value, std::uint8_t count) {
    add(BPF_JMP | BPF_JEQ | BPF_K, value, count, 0);
  }
  void if_any_bit_skip(std::uint32_t bits, std::uint8_t count) {
    add(BPF_JMP | BPF_JSET | BPF_K, bits, count, 0);
  }
  void mask(std::uint32_t bits) { add(BPF_ALU | BPF_AND | BPF_K, bits); }
  void if_at_least_answer(std::uint32_t value, std::uint32_t action) {
    add(BPF_JMP | BPF_JGE | BPF_K, value, 0, 1);
    answer(action);
  }
  std::vector<sock_filter> code;

 private:
  void add(unsigned operation, std::uint32_t k, std::uint8_t yes = 0, std::uint8_t no = 0) {
    code.push_back({static_cast<std::uint16_t>(operation), yes, no, k});
  }
};

void allow_threads(Program& p) {
  constexpr std::uint32_t kThread = CLONE_VM | CLONE_THREAD;
  constexpr std::uint32_t kNamespaces = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |
                                        CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWCGROUP;
  p.unless_equal_skip(SYS_clone, 6);
  p.load_argument(0);
  p.if_any_bit_skip(kNamespaces, 3);
  p.mask(kThread);
  p.unless_equal_skip(kThread, 1);
  p.answer(SECCOMP_RET_ALLOW);
  p.answer(SECCOMP_RET_ERRNO | EPERM);
}

}  // namespace

std::vector<sock_filter> seccomp_filter(unsigned pid) {
  Program p;
  p.load(offsetof(seccomp_data, arch));
  p.if_equal_skip(kArchitecture, 1);
  p.answer(SECCOMP_RET_KILL_PROCESS);
  p.load(offsetof(seccomp_data, nr));
#if defined(__x86_64__)
  constexpr std::uint32_t kX32 = 0x40000000U;
  p.if_at_least_answer(kX32, SECCOMP_RET_KILL_PROCESS);
#endif
  for (const long call : kAllowed) {
    p.unless_equal_skip(static_cast<std::uint32_t>(call), 1);
    p.answer(SECCOMP_RET_ALLOW);
  }
  // glibc falls back to clone, whose flags a filter can read.
  p.unless_equal_skip(SYS_clone3, 1);
  p.answer(SECCOMP_RET_ERRNO | ENOSYS);
  allow_threads(p);
  // Only asking for limits: a new value must be the null pointer.
  p.unless_equal_skip(SYS_prlimit64, 6);
  p.load_argument(2);
  p.unless_equal_skip(0, 3);
  p.load(offsetof(seccomp_data, args) + std::size_t{20});
  p.unless_equal_skip(0, 1);
  p.answer(SECCOMP_RET_ALLOW);
  p.answer(SECCOMP_RET_ERRNO | EPERM);
  p.unless_equal_skip(SYS_ioctl, 6);
  p.load_argument(1);
  p.unless_equal_skip(TCGETS, 1);
  p.answer(SECCOMP_RET_ALLOW);
  p.unless_equal_skip(FIOCLEX, 1);
  p.answer(SECCOMP_RET_ALLOW);
  p.answer(SECCOMP_RET_ERRNO | EPERM);
  p.unless_equal_skip(SYS_tgkill, 3);
  p.load_argument(0);
  p.unless_equal_skip(pid, 1);
  p.answer(SECCOMP_RET_ALLOW);
  p.answer(SECCOMP_RET_ERRNO | EPERM);
  return std::move(p.code);
}

std::size_t seccomp_pid_index(const std::vector<sock_filter>& filter, unsigned pid) {
  // The comparison with the pid stands last but two.
  const std::size_t index = filter.size() - 3;
  return filter[index].k == pid ? index : filter.size();
}

}  // namespace ahub
