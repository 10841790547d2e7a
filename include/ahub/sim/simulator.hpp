// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The uniform interface of all simulators: a model declares its parameters, outputs, fidelity,
// version and cost once; CLI, lint, verify, schemas and manual pages read that declaration.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ahub/base/json.hpp"
#include "ahub/base/reading.hpp"
#include "ahub/sim/timeline.hpp"

namespace ahub::sim {

/// How far a simulator's numbers may be trusted; printed beside every result.
enum class Fidelity { exact, arithmetic, numeric, calibrated, generative, host_timing };
/// "exact", "arithmetic", "numeric", "calibrated", "generative", "host-timing".
std::string_view to_string(Fidelity fidelity) noexcept;

/// text: any word; file: the path of a file that the run reads through `Context::open`.
enum class ParamType { integer, real, choice, choices, text, file };

/// One declared parameter.
struct ParamInfo {
  std::string_view name;
  ParamType type = ParamType::integer;
  Json initial;             ///< Default: integer, real, text, or array of texts (choices).
  double min = 0, max = 0;  ///< Inclusive; integer bounds stay within 2^53. A text's most bytes.
  std::string_view unit;    ///< Symbol of base/units.hpp; empty for none.
  std::string_view doc;     ///< One sentence.
  std::vector<std::string_view> options = {};  ///< Legal words of choice and choices.
  /// It came after runs had been recorded without it: a run's settings leave it out while it has
  /// its default, so that those records stay as they are.
  bool late = false;
  /// To write the default is not the same as to write nothing.
  bool given_counts = false;
};

/// One declared output. Integers are bit-exact on every machine unless the fidelity is host-timing.
struct OutputInfo {
  std::string name;
  bool exact = true;      ///< True for integers.
  std::string_view unit;  ///< Symbol of base/units.hpp; empty for none.
  std::string_view doc;
};

/// One parameter with its value.
struct Setting {
  std::string name;
  Json value;
  bool given = false;  ///< By the user, be it the default.
};
/// One output with its value (integer or finite real).
struct Output {
  std::string name;
  Json value;
};

/// Upper bounds known before running, so that absurd settings are refused first.
struct Cost {
  double steps = 0;  ///< Elementary model steps.
  double bytes = 0;  ///< Peak memory.
};

/// Stops a run that takes too long or was interrupted. Models ask every 2^16 steps.
class Deadline {
 public:
  Deadline() = default;
  explicit Deadline(std::chrono::duration<double> budget)
      : end_(std::chrono::steady_clock::now() +
             std::chrono::duration_cast<std::chrono::steady_clock::duration>(budget)) {}
  /// Throws `Error{limit, "deadline"}` when the time is over.
  void check() const;

 private:
  std::optional<std::chrono::steady_clock::time_point> end_;
};

/// The bytes of one file that a run reads, alive as long as `owner`.
struct FileView {
  std::string name;  ///< For messages.
  std::string_view bytes;
  std::shared_ptr<const void> owner;
};

/// Values that several runs share, such as one trace under many policies. Safe for threads; keeps
/// the few that were used last.
class Memo {
 public:
  using Value = std::shared_ptr<const void>;
  /// Makes a value; tells the choices that it rests on to its argument, which is never null here.
  using Make = std::function<Value(Reading*)>;
  /// The value of `key`; made by `make` when it is not there. Others that ask meanwhile wait. What
  /// `make` throws passes through to each of them. `reading` (or null) hears of the choices that
  /// the value rests on, whoever made it.
  Value get(const std::string& key, const Make& make, Reading* reading);

 private:
  struct Made {
    Value value;
    std::vector<Choice> choices;
  };
  struct Entry {
    std::string key;
    std::shared_future<Made> made;
  };
  std::mutex mutex_;
  std::vector<Entry> entries_;  // The last one was used last.
};

/// What a run may use of the world.
struct Context {
  Context(const Deadline& until = Deadline()) : deadline(until) {}
  Deadline deadline;
  /// Opens a file that a parameter names. Throws `Error{input}` when it cannot be had. Absent: no
  /// run may read files.
  std::function<FileView(const std::string& path)> open;
  Memo* memo = nullptr;          ///< Shared between runs; null when there is but one.
  Timeline* timeline = nullptr;  ///< Where simulators with events record them; null: nowhere.
  Reading* reading = nullptr;    ///< Hears of what readers of files chose; null: nobody does.
};

struct About {
  std::string_view name;         ///< "cache"
  int version;                   ///< Raised whenever any result changes for the same settings.
  std::string_view summary;      ///< One sentence.
  std::string_view description;  ///< The model: entities, events, what is left out.
  std::string_view source;       ///< Paper, section, equation or table that the model follows.
  std::vector<std::string_view> figure;  ///< The outputs that a plot shows unless told otherwise.
};

/// What is wrong with one setting. `suggestion` is the nearest legal name, or empty.
struct SettingProblem {
  enum class Kind { unknown, wrong_type, out_of_range, not_a_choice, duplicate, bad_expression };
  Kind kind;
  std::string name;
  std::string message;  ///< One phrase naming the value and what is legal.
  std::string suggestion;
  std::string hint;  ///< What to do, when the suggestion does not say it.
};

/// The erased form of a model.
struct Simulator {
  About about;
  std::vector<ParamInfo> params;
  std::vector<OutputInfo> outputs;  ///< All that any settings can give.
  /// The fidelity of a run with these bound settings (search: model or host timing).
  std::function<Fidelity(std::span<const Setting>)> fidelity;
  /// The names of the outputs that a run with these bound settings gives.
  std::function<std::vector<std::string>(std::span<const Setting>)> outputs_of;
  std::function<Cost(std::span<const Setting>)> cost;
  /// What is wrong with settings that are each legal, such as a program that does not parse; null
  /// for a model that takes all. Binding asks it, so that lint and a run say the same.
  std::function<std::optional<SettingProblem>(std::span<const Setting>)> check;
  /// What `check` has just spent on the same settings, in steps as `Cost::steps`; null for little.
  std::function<double(std::span<const Setting>)> check_steps;
  /// Same settings and seed give the same outputs on every machine (host-timing excepted).
  std::function<std::vector<Output>(std::span<const Setting>, std::int64_t seed, const Context&)>
      run;

  const ParamInfo* find_param(std::string_view name) const noexcept;
  const OutputInfo* find_output(std::string_view name) const noexcept;
};

/// Settings complete (defaults filled in), typed, in declared order; or what is wrong with them.
struct Bound {
  std::vector<Setting> settings;
  std::vector<SettingProblem> problems;
  double check_steps = 0;  ///< What `Simulator::check` spent.
};

/// Binds what a user wrote to the declaration. A number that is integral is legal for a real; a
/// text that parses as the declared type is taken (command line), "a,b" as choices too when
/// `from_text`.
Bound bind_settings(const Simulator& simulator,
                    std::span<const std::pair<std::string, Json>> params, bool from_text = false);

/// As `bind_settings`, without problems: throws `Error{input, "bad-parameter"}` naming the first,
/// "bad-expression" when a program does not parse.
Bound bind_or_refuse(const Simulator& simulator,
                     std::span<const std::pair<std::string, Json>> params, bool from_text = false);

/// Binds, checks the cost against the limits, runs. Throws `Error{input, "bad-parameter"}` naming
/// the first problem, `Error{limit, "cost"}` before allocation, `Error{limit, "deadline"}`.
struct RunResult {
  std::vector<Setting> settings;  ///< In declared order, without late ones at their default.
  std::int64_t seed = 0;
  Fidelity fidelity = Fidelity::exact;
  std::vector<Output> outputs;
  std::string digest;           ///< SHA-256 of the canonical JSON object of the outputs.
  std::vector<Choice> choices;  ///< What the readers of its files chose.
};
RunResult run(const Simulator& simulator, std::span<const std::pair<std::string, Json>> params,
              std::int64_t seed, const Context& context, bool from_text = false);

/// All simulators, ordered by name. Built on first use.
std::span<const Simulator> catalog();
/// The simulator `name`, or null.
const Simulator* find_simulator(std::string_view name);
/// The unit of one simulator's output; empty when either is unknown.
std::string_view output_unit(std::string_view simulator, std::string_view output) noexcept;

/// The command that repeats a run: "ahub sim run cache -p capacity=100 ... --seed 42";
/// settings at their default are left out, unless it counts that they were given. `output` adds
/// "--output NAME" when not empty.
std::string reproduce_command(const Simulator& simulator, std::span<const Setting> settings,
                              std::int64_t seed, std::string_view output);

}  // namespace ahub::sim
