// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "ahub/base/error.hpp"
#include "ahub/base/files.hpp"
#include "exec/support_override.hpp"

using namespace ahub;
namespace fs = std::filesystem;

namespace {

class Box {
 public:
  Box() {
    std::string name = (fs::temp_directory_path() / "ahub-box-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path = name;
    chmod(path.c_str(), 0755);
    write_file(path / "secret-elsewhere.txt", "secret");
    fs::create_directory(path / "package");
    chmod((path / "package").c_str(), 0755);
    write_file(path / "package/data.txt", "inside");
  }
  ~Box() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  ExecResult run(const std::string& program,
                 const ExecLimits& limits = {5, 3, 256U << 20, 65536}) const {
    write_file(path / "package/main.py", program);
    ExecRequest request;
    request.directory = path / "package";
    request.script = "main.py";
    request.limits = limits;
    return run_program(request);
  }
  fs::path path;
};

struct Attack {
  const char* name;
  const char* program;
};

// Each prints "HARM" when it got what it wanted, and anything else when it was stopped.
constexpr const char* kTry =
    "import os, sys, ctypes, socket, errno\nlibc = ctypes.CDLL(None, use_errno=True)\n"
    "def harm(what):\n  print('HARM', what)\n"
    "def syscall(*a):\n  r = libc.syscall(*a)\n  return r\n";

constexpr Attack kAttacks[] = {
    {"tcp", "s = socket.socket(); s.connect(('127.0.0.1', 9)); harm(1)"},
    {"tcp socket", "socket.socket(socket.AF_INET, socket.SOCK_STREAM); harm(1)"},
    {"udp",
     "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9)); harm(1)"},
    {"netlink", "socket.socket(16, socket.SOCK_RAW, 0); harm(1)"},
    {"unix socket", "socket.socket(socket.AF_UNIX); harm(1)"},
    {"socket pair", "socket.socketpair(); harm(1)"},
    {"write outside", "open('/tmp/ahub-harm', 'w').write('x'); harm(1)"},
    {"write into the package", "open('data.txt', 'w').write('x'); harm(1)"},
    {"append to the package", "open('data.txt', 'a').write('x'); harm(1)"},
    {"new file in the package", "open('new.txt', 'x'); harm(1)"},
    {"new directory", "os.mkdir('d'); harm(1)"},
    {"new link", "os.symlink('/etc/passwd', 'l'); harm(1)"},
    {"remove", "os.unlink('data.txt'); harm(1)"},
    {"rename", "os.rename('data.txt', 'other.txt'); harm(1)"},
    {"read elsewhere", "print(open('../secret-elsewhere.txt').read()); harm(1)"},
    {"read passwd", "open('/etc/passwd').read(); harm(1)"},
    {"read shadow", "open('/etc/shadow').read(); harm(1)"},
    {"list root", "os.listdir('/'); harm(1)"},
    {"list the parent", "os.listdir('..'); harm(1)"},
    {"environment of the parent", "open('/proc/%d/environ' % os.getppid()).read(); harm(1)"},
    {"own proc", "open('/proc/self/status').read(); harm(1)"},
    {"fork", "os.fork(); harm(1)"},
    {"vfork", "r = syscall(58); harm(1) if r >= 0 else 0"},
    {"subprocess", "import subprocess; subprocess.run(['/usr/bin/id']); harm(1)"},
    {"exec of another program", "os.execv('/usr/bin/id', ['id']); harm(1)"},
    {"kill the parent", "os.kill(os.getppid(), 9); harm(1)"},
    {"kill all", "os.kill(-1, 0); harm(1)"},
    {"setuid", "os.setuid(0); harm(1)"},
    {"setgroups", "os.setgroups([]); harm(1)"},
    {"chmod", "os.chmod('data.txt', 0o777); harm(1)"},
    {"chown", "os.chown('data.txt', 0, 0); harm(1)"},
    {"truncate", "os.truncate('data.txt', 0); harm(1)"},
    {"utime", "os.utime('data.txt'); harm(1)"},
    {"setxattr", "os.setxattr('data.txt', 'user.x', b'1'); harm(1)"},
    {"chroot", "os.chroot('.'); harm(1)"},
    {"chdir out", "os.chdir('/'); harm(1)"},
    {"raise a limit",
     "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128)); harm(1)"},
    {"priority", "os.setpriority(0, 0, 5); harm(1)"},
    {"memfd", "os.memfd_create('x'); harm(1)"},
    {"unshare", "r = libc.unshare(0x10000000); harm(1) if r == 0 else 0"},
    {"mount", "r = libc.mount(b'none', b'/mnt', b'tmpfs', 0, None); harm(1) if r == 0 else 0"},
    {"ptrace", "r = libc.ptrace(16, os.getppid(), None, None); harm(1) if r == 0 else 0"},
    {"personality", "r = libc.personality(0x0040000); harm(1) if r >= 0 else 0"},
    {"keyctl", "r = syscall(250, 0, -3, 0, 0, 0); harm(1) if r >= 0 else 0"},
    {"io_uring", "r = syscall(425, 1, None); harm(1) if r >= 0 else 0"},
    {"bpf", "r = syscall(321, 0, None, 0); harm(1) if r >= 0 else 0"},
    {"userfaultfd", "r = syscall(323, 0); harm(1) if r >= 0 else 0"},
    {"open by handle", "r = syscall(304, 3, None, 0); harm(1) if r >= 0 else 0"},
    {"process_vm_readv",
     "r = syscall(310, os.getppid(), None, 0, None, 0, 0); harm(1) if r >= 0 else 0"},
    {"inherited descriptors",
     "n = [f for f in range(3, 64) if not os.path.exists('/nonexistent') and libc.fcntl(f, 1) >= "
     "0]; harm(n) if n else 0"},
    {"inherited environment",
     "e = set(os.environ) - {'PATH', 'LANG', 'TZ', 'PYTHONHASHSEED', 'HOME', 'LC_CTYPE'}; harm(e) "
     "if e else 0"},
};

}  // namespace

TEST_CASE("a well-behaved program computes, reads its package and prints", "[sandbox]") {
  const Box box;
  const ExecResult result = box.run(
      "import json, math, random, threading\n"
      "t = threading.Thread(target=lambda: None); t.start(); t.join()\n"
      "print(json.dumps({'x': math.sqrt(4), 'text': open('data.txt').read()}))\n");
  INFO(result.err);
  CHECK(result.status == ExecStatus::ok);
  CHECK(result.out == "{\"x\": 2.0, \"text\": \"inside\"}\n");
  CHECK(result.sandbox.find("landlock") == 0);
}

TEST_CASE("no hostile program gets what it wants", "[sandbox]") {
  const Box box;
  ::setenv("AHUB_TEST_SECRET", "secret", 1);
  for (const Attack& attack : kAttacks) {
    const ExecResult result = box.run(std::string(kTry) + attack.program + "\n");
    INFO(attack.name << ": " << result.out << result.err);
    CHECK(result.out.find("HARM") == std::string::npos);
    CHECK(result.out.find("uid=") == std::string::npos);
    CHECK(result.out.find("secret") == std::string::npos);
    CHECK(result.status != ExecStatus::sandbox_error);
  }
  CHECK(read_file(box.path / "package/data.txt", 100) == "inside");
  CHECK_FALSE(fs::exists("/tmp/ahub-harm"));
}

TEST_CASE("limits end a program and are named", "[sandbox]") {
  const Box box;
  const auto status = [&](const char* program, const ExecLimits& limits) {
    return box.run(program, limits).status;
  };
  CHECK(status("while True: pass\n", {10, 1, 256U << 20, 65536}) == ExecStatus::cpu);
  CHECK(status("import time\ntime.sleep(60)\n", {0.5, 5, 256U << 20, 65536}) == ExecStatus::wall);
  CHECK(status("while True: print('x' * 1000)\n", {10, 5, 256U << 20, 65536}) ==
        ExecStatus::output);
  CHECK(status("x = bytearray(1 << 30)\n", {10, 5, 256U << 20, 65536}) == ExecStatus::memory);
  CHECK(status("import sys\nsys.exit(3)\n", {10, 5, 256U << 20, 65536}) == ExecStatus::exit);
  CHECK(status("import os, signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nos.abort()\n",
               {10, 5, 256U << 20, 65536}) == ExecStatus::signal);
}

TEST_CASE("a program that ignores signals and closes its output still ends in time", "[sandbox]") {
  const Box box;
  const ExecResult result = box.run(
      "import os, signal, time\nfor s in range(1, 32):\n  try: signal.signal(s, signal.SIG_IGN)\n"
      "  except OSError: pass\nos.close(1); os.close(2)\ntime.sleep(60)\n",
      {0.7, 5, 256U << 20, 65536});
  CHECK(result.status == ExecStatus::wall);
  CHECK(result.wall_seconds < 3);
}

TEST_CASE("without a required layer nothing is run", "[sandbox]") {
  const Box box;
  SandboxSupport support = sandbox_support();
  support.missing = "Landlock";
  override_sandbox_support(&support);
  try {
    box.run("print('ran')\n");
    FAIL("must refuse");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::sandbox);
    CHECK(error.code() == "sandbox-unavailable");
    CHECK(std::string(error.what()).find("Landlock") != std::string::npos);
  }
  override_sandbox_support(nullptr);
}
