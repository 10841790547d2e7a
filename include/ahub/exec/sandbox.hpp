// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Runs one program under fork, rlimits, no_new_privs, Landlock and seccomp (safety.md section 4).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ahub {

enum class SandboxMode { required, none };

/// How the program ended. `sandbox_error` is never counted against the package.
enum class ExecStatus { ok, exit, signal, cpu, wall, memory, output, sandbox_error };
/// "ok", "exit", "signal", "cpu", "wall", "memory", "output", "sandbox-error".
std::string_view to_string(ExecStatus status) noexcept;

struct ExecLimits {
  double wall_seconds = 60;
  double cpu_seconds = 30;
  std::uint64_t memory_bytes = 1ULL << 30;
  std::uint64_t output_bytes = 1ULL << 20;
};

struct ExecRequest {
  std::filesystem::path
      directory;       ///< Readable and executable for the program; its working directory.
  /// Removed, with what lies below it, when ahub is killed while the program runs; empty: nothing.
  std::filesystem::path scratch;
  std::string script;  ///< Path inside `directory`; run by python3 -s -S -B.
  ExecLimits limits;
  SandboxMode sandbox = SandboxMode::required;
};

struct ExecResult {
  ExecStatus status = ExecStatus::ok;
  int code = 0;             ///< Exit status or signal number.
  std::string out;          ///< Standard output, at most output_bytes.
  std::string err;          ///< Standard error, at most 64 KiB, raw.
  std::string sandbox;      ///< What enclosed it: "landlock:7+seccomp+rlimits" or "none".
  std::string interpreter;  ///< Path of the interpreter.
  double wall_seconds = 0;
};

/// Which layers this kernel offers; `missing` names the first required one that is absent.
struct SandboxSupport {
  int landlock_abi = 0;
  bool seccomp = false;
  std::string missing;  ///< Empty when the sandbox can be made.
};
SandboxSupport sandbox_support() noexcept;

/// Runs the program to its end. Throws `Error{sandbox, "sandbox-unavailable"}` naming the missing
/// layer when `sandbox` is required and the kernel cannot do it, `Error{input, "no-interpreter"}`
/// without python3, `Error{temporary, "interrupted"}` after `end_programs`. Safe to call from
/// several threads at once. No process that the program started is left when this returns, nor when
/// ahub ends before, whatever ended it; without a PID namespace (which needs root) that does not
/// hold for a program that runs without the sandbox and outruns the killing by forking.
ExecResult run_program(const ExecRequest& request);

/// Kills every program that runs, and lets none begin any more. Async-signal-safe; does not wait.
void end_programs() noexcept;
/// Waits up to `milliseconds` until none is left. Async-signal-safe.
void await_programs(int milliseconds) noexcept;

}  // namespace ahub
