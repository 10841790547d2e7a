// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "verify/execute.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/limits.hpp"
#include "ahub/base/scratch.hpp"
#include "ahub/base/text.hpp"
#include "ahub/package/hash_difference.hpp"
#include "ahub/sim/simulator.hpp"
#include "ahub/sim/stated_unit.hpp"
#include "verify/script_output.hpp"

namespace ahub {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

/// How long one run may take: as long as each may, or what the runs before it left over.
class RunTime {
 public:
  RunTime(double seconds, Clock::time_point end) : seconds_(seconds) {
    const Clock::time_point now = Clock::now();
    const std::chrono::duration<double> left = end - now;
    shortened_ = left.count() < seconds;
    end_ = shortened_ ? end
                      : now + std::chrono::duration_cast<Clock::duration>(
                                  std::chrono::duration<double>(seconds));
  }
  double left() const { return std::chrono::duration<double>(end_ - Clock::now()).count(); }
  /// Throws `Error{limit, "deadline"}` when it is over.
  void check() const { sim::Deadline(std::chrono::duration<double>(left())).check(); }
  sim::Deadline deadline() const { return sim::Deadline(std::chrono::duration<double>(left())); }
  std::string why() const {
    return shortened_ ? fmt::format(
                            "the runs of this package take more than {:g} s together, {} "
                            "times what --timeout gives to one",
                            seconds_ * static_cast<double>(limits::kPackageRunTimes),
                            limits::kPackageRunTimes)
                      : fmt::format("the run took longer than its time limit of {:g} s", seconds_);
  }

 private:
  double seconds_;
  bool shortened_ = false;
  Clock::time_point end_;
};

/// The package's files on disk for the time of one script run.
class Unpacked {
 public:
  Unpacked(const PackageFiles& files, const RunTime& time)
      : scratch_(make_scratch_directory("ahub-run")) {
    for (const PackageFile& file : files.files) {
      time.check();
      const fs::path target = path() / file.path;
      fs::create_directories(target.parent_path());
      write_file(target, file.bytes);
    }
    // The script may run as another user when ahub runs as root; the name is unguessable.
    ::chmod(path().c_str(), 0755);
  }
  const fs::path& path() const noexcept { return scratch_.path(); }

 private:
  Scratch scratch_;
};

void run_simulator(const Package& package, const PackageFiles& files, const RunSpec& spec,
                   const VerifyOptions& options, const RunTime& time, RunRecord& record) {
  record.engine = "simulator";
  record.simulator = spec.simulator;
  record.implementation = spec.simulator;
  record.seed = spec.seed;
  const sim::Simulator* simulator = sim::find_simulator(spec.simulator);
  if (simulator == nullptr) {
    record.status = "error";
    record.message = fmt::format("there is no simulator '{}'", spec.simulator);
    return;
  }
  record.version = simulator->about.version;
  record.implementation = fmt::format("{}@{}", spec.simulator, record.version);
  sim::Context context(time.deadline());
  context.open = [&](const std::string& path) { return open_artifact(package, files, path); };
  Reading reading(options.strict_input);
  context.reading = &reading;
  const sim::RunResult result = sim::run(*simulator, spec.params, spec.seed, context);
  record.choices = to_json_value(result.choices);
  record.fidelity = sim::to_string(result.fidelity);
  for (const sim::Setting& setting : result.settings)
    record.params.set(setting.name, setting.value);
  for (const sim::Output& output : result.outputs) record.outputs.set(output.name, output.value);
  record.status = "ok";
}

std::string last_line(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return std::string(
      text.substr(text.rfind('\n') == std::string_view::npos ? 0 : text.rfind('\n') + 1));
}

void run_script(const PackageFiles& files, const Method& method, const VerifyOptions& options,
                const RunTime& time, RunRecord& record) {
  record.engine = "script";
  record.fidelity = "numeric";
  const FileId entry = files.find(method.entrypoint);
  if (entry == kNoFile) {
    record.implementation = "script";
    record.status = "error";
    record.message = fmt::format("the entry point '{}' is not in the package", method.entrypoint);
    return;
  }
  record.implementation = "script:" + files.files[entry].sha256;
  const Unpacked unpacked(files, time);
  ExecRequest request;
  request.directory = unpacked.path();
  request.scratch = unpacked.path();
  request.script = method.entrypoint;
  // What the files took to be written out is gone.
  time.check();
  request.limits.wall_seconds = time.left();
  request.limits.cpu_seconds =
      std::min(options.run_seconds, static_cast<double>(limits::kScriptCpuSeconds));
  request.limits.memory_bytes = limits::kScriptMemoryBytes;
  request.limits.output_bytes = limits::kScriptOutputBytes;
  request.sandbox = options.sandbox;
  const ExecResult result = run_program(request);
  record.sandbox = result.sandbox;
  record.status = to_string(result.status);
  if (result.status != ExecStatus::ok) {
    const std::string said = last_line(result.err);
    record.message = result.status != ExecStatus::wall
                         ? fmt::format("{} {}: {}", record.status, result.code, said)
                         : time.why() + (said.empty() ? "" : "; its last line: " + said);
    return;
  }
  ScriptOutput output = read_script_output(result.out);
  record.outputs = std::move(output.outputs);
  record.unusable = std::move(output.unusable);
}

}  // namespace

sim::FileView open_artifact(const Package& package, const PackageFiles& files,
                            const std::string& path) {
  const auto declared =
      std::find_if(package.artifacts.begin(), package.artifacts.end(),
                   [&](const Artifact& artifact) { return artifact.path == path; });
  const FileId file = files.find(path);
  if (declared == package.artifacts.end() || file == kNoFile) {
    throw Error(ErrorKind::input, "not-found",
                fmt::format("'{}' is no artifact of the package", safe_text(path)));
  }
  const ArtifactCheck check = check_artifact(files, *declared);
  if (check.resolution != Resolution::ok) {
    HashDifference why = explain_artifact(files, *declared);
    throw Error(ErrorKind::input, "hash-mismatch",
                check.resolution == Resolution::pointer
                    ? fmt::format("the artifact '{}' is no data: {}", safe_text(path), why.what)
                    : fmt::format("the artifact '{}' is not the declared one: expected {}, found "
                                  "{}: {}",
                                  safe_text(path), check.expected, check.actual, why.what),
                why.help);
  }
  if (declared->sha256.empty()) {
    throw Error(ErrorKind::input, "hash-mismatch",
                fmt::format("the artifact '{}' has no sha256, so nobody can tell whether it is the "
                            "one that was meant",
                            safe_text(path)),
                fmt::format("add 'sha256: {}' to its entry", files.files[file].sha256));
  }
  // The package's files outlive its runs.
  return {path, files.files[file].bytes, nullptr};
}

RunRecord execute(const Package& package, const PackageFiles& files, const Job& job,
                  const VerifyOptions& options, Clock::time_point end) {
  RunRecord record;
  record.method = job.method->id;
  record.id = job.run != nullptr ? job.run->id : "script";
  const auto start = Clock::now();
  const RunTime time(options.run_seconds, end);
  try {
    if (job.run != nullptr) {
      run_simulator(package, files, *job.run, options, time, record);
    } else {
      run_script(files, *job.method, options, time, record);
    }
  } catch (const Error& error) {
    // It says nothing about the package, so no receipt may say it.
    if (error.code() == "strict-input") throw;
    record.outputs = Json::object();
    record.unusable.clear();
    record.message = error.code() == "deadline" ? time.why() : error.what();
    switch (error.kind()) {
      case ErrorKind::limit:
        record.status = "wall";
        break;
      case ErrorKind::sandbox:
        record.status = "sandbox-unavailable";
        break;
      case ErrorKind::usage:
      case ErrorKind::store:
      case ErrorKind::temporary:
      case ErrorKind::input:
      case ErrorKind::internal:
        record.status = "error";
        break;
    }
    if (error.code() == "no-interpreter") record.status = "no-interpreter";
  }
  record.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return record;
}

StatedUnit unit_of(const RunRecord& run, std::string_view output) {
  return sim::stated_unit(run.simulator, run.params.as_object(), output);
}

}  // namespace ahub
