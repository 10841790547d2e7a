// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Subcommands as rows: parsing, help, manual pages, completion and the exit-status table all come
// from them.
#pragma once

#include <cstdio>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ahub/report/printable.hpp"
#include "ahub/report/style.hpp"

namespace ahub::commands {

enum class OptionKind { flag, text, integer, real, path, choice, list };

struct OptionSpec {
  std::string_view name;  ///< Long name without dashes, e.g. "limit".
  char letter = '\0';     ///< Short name or none.
  OptionKind kind = OptionKind::flag;
  std::string_view value;         ///< Placeholder, e.g. "N"; empty for a flag.
  std::string_view initial;       ///< Default as text; empty for none.
  std::string_view help;          ///< One line, ends with a full stop.
  std::string_view choices = {};  ///< "human|json|ndjson" for choice.
};

struct ArgumentSpec {
  std::string_view name;  ///< "PKG"
  std::string_view help;
  int min = 1, max = 1;  ///< max -1: any number.
  /// What completion offers: "package", "path", "simulator", "rule", "command", "shell", "receipt",
  /// or empty.
  std::string_view completes = {};
};

struct ExitStatus {
  int code;
  std::string_view meaning;
};

struct Example {
  std::string_view
      command;  ///< Runs as it stands in the repository's root after a demo store was made.
  std::string_view explains;
  int exit = 0;
};

/// Everything a command's run() may use.
class Invocation {
 public:
  std::vector<std::string> arguments;
  std::map<std::string, std::vector<std::string>, std::less<>>
      options;             ///< Given or defaulted, validated by kind.
  report::Style out, err;  ///< Per stream: colour, width, terminal.
  bool quiet = false;
  int verbose = 0;
  std::string store;  ///< --store as given; may be empty.

  bool flag(std::string_view name) const;
  std::string text(std::string_view name) const;  ///< Empty when absent.
  long long integer(std::string_view name) const;
  double real(std::string_view name) const;
  const std::vector<std::string>& list(std::string_view name) const;
  /// The output format: --format, or json when --json was given.
  std::string format() const;

  /// Writes data to standard output: text that is safe in its form, nothing else. Throws
  /// `Error{temporary, "write-failed"}` when it cannot.
  template <class Form>
  void print(const report::Printable<Form>& data) const {
    write(data.str());
  }
  void print(const report::Verbatim& data) const { write(data.bytes()); }
  /// Writes one line to standard error unless quiet.
  void say(const report::Text& line) const;

 private:
  static void write(std::string_view bytes);
};

struct CommandSpec {
  std::string_view name;         ///< "verify", "receipt list".
  std::string_view summary;      ///< One line, no final stop.
  std::string_view description;  ///< Paragraphs separated by a blank line.
  std::vector<ArgumentSpec> arguments;
  std::vector<OptionSpec> options;  ///< Its own; global ones are in global_options().
  std::vector<ExitStatus> exits;
  std::vector<Example> examples;
  bool writes_store = false;
  bool hidden = false;
  int (*run)(const Invocation&);
};

/// All subcommands in the order of ahub(1), built when they are first asked for; one of them alone
/// is cheaper by find_command.
std::span<const CommandSpec> table();
const CommandSpec* find_command(std::string_view name);
std::span<const OptionSpec> global_options() noexcept;
/// Every documented exit code with its meaning.
std::span<const ExitStatus> exit_codes() noexcept;

}  // namespace ahub::commands
