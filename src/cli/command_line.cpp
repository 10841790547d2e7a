// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <deque>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"

namespace ahub::cli {
namespace {

using commands::CommandSpec;
using commands::OptionKind;
using commands::OptionSpec;

[[noreturn]] void usage(const std::string& message, std::string hint) {
  throw Error(ErrorKind::usage, "usage", message, std::move(hint));
}

bool is_option(const std::string& word) { return word.size() > 1 && word.front() == '-'; }

/// True when a word could be the option: CLI11 takes longer to hear of all that a command has than
/// a short command runs.
bool mentioned(const OptionSpec& option, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    if (!is_option(word)) return false;
    if (word[1] != '-') return option.letter != '\0';
    return std::string_view(word).substr(2, word.find('=') - 2) == option.name;
  });
}

/// The global option that a word names and that takes its value from the next word.
bool takes_next(const std::string& word) {
  if (word.find('=') != std::string::npos) return false;
  for (const OptionSpec& option : commands::global_options()) {
    if (option.kind == OptionKind::flag) continue;
    const bool named = word == fmt::format("--{}", option.name) ||
                       (option.letter != '\0' && word == fmt::format("-{}", option.letter));
    if (named) return true;
  }
  return false;
}

/// The second words of the commands that begin with `first`.
std::vector<std::string> verbs_of(std::string_view first) {
  std::vector<std::string> verbs;
  for (const CommandSpec& row : commands::table()) {
    const std::string_view name = row.name;
    if (!row.hidden && name.size() > first.size() && name.substr(0, first.size()) == first &&
        name[first.size()] == ' ')
      verbs.emplace_back(name.substr(first.size() + 1));
  }
  return verbs;
}

/// The words that name the command, taken out of `arguments`; the longest name of the table wins.
const CommandSpec* take_command(std::vector<std::string>& arguments) {
  std::size_t at = 0;
  while (at < arguments.size() && is_option(arguments[at])) at += takes_next(arguments[at]) ? 2 : 1;
  if (at >= arguments.size()) return nullptr;
  const std::string first = arguments[at];
  const std::string second = at + 1 < arguments.size() ? arguments[at + 1] : std::string();
  for (const std::string& name : {first + " " + second, first}) {
    const CommandSpec* spec = commands::find_command(name);
    if (spec == nullptr) continue;
    const std::ptrdiff_t count = name == first ? 1 : 2;
    const auto begin = arguments.begin() + static_cast<std::ptrdiff_t>(at);
    arguments.erase(begin, begin + count);
    return spec;
  }
  std::vector<std::string> names;
  for (const CommandSpec& row : commands::table()) {
    if (!row.hidden) names.emplace_back(row.name.substr(0, row.name.find(' ')));
  }
  const std::vector<std::string> verbs = verbs_of(first);
  if (!verbs.empty()) {
    const std::optional<std::string> near = nearest(second, verbs);
    usage(second.empty() || is_option(second)
              ? fmt::format("'ahub {}' needs one of: {}", first, fmt::join(verbs, ", "))
              : fmt::format("'ahub {}' has no command '{}'", first, safe_text(second)),
          near ? fmt::format("did you mean 'ahub {} {}'?", first, *near)
               : fmt::format("'ahub help {}' shows them", first));
  }
  const std::optional<std::string> near = nearest(first, names);
  usage(fmt::format("there is no command '{}'", safe_text(first)),
        near ? fmt::format("did you mean '{}'?", *near) : "'ahub --help' lists the commands");
}

std::vector<OptionSpec> options_of(const CommandSpec* spec) {
  std::vector<OptionSpec> options(commands::global_options().begin(),
                                  commands::global_options().end());
  if (spec != nullptr) options.insert(options.end(), spec->options.begin(), spec->options.end());
  return options;
}

std::string shown(const OptionSpec& option) { return fmt::format("--{}", option.name); }

std::vector<std::string> choices_of(const OptionSpec& option) {
  std::vector<std::string> words;
  const std::string all(option.choices);
  for (std::size_t start = 0; start < all.size();) {
    const std::size_t end = std::min(all.find('|', start), all.size());
    words.push_back(all.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

void check_value(const OptionSpec& option, const std::string& value) {
  switch (option.kind) {
    case OptionKind::integer:
      if (!parse_integer(value))
        usage(fmt::format("{} takes an integer, not '{}'", shown(option), safe_text(value)), "");
      break;
    case OptionKind::real:
      if (!parse_real(value))
        usage(fmt::format("{} takes a number, not '{}'", shown(option), safe_text(value)), "");
      break;
    case OptionKind::choice: {
      const std::vector<std::string> words = choices_of(option);
      if (std::find(words.begin(), words.end(), value) != words.end()) break;
      const std::optional<std::string> near = nearest(value, words);
      usage(fmt::format("{} takes one of {}, not '{}'", shown(option), fmt::join(words, ", "),
                        safe_text(value)),
            near ? fmt::format("did you mean '{}'?", *near) : "");
    }
    case OptionKind::path:
    case OptionKind::text:
    case OptionKind::list:
      if (value.empty() && option.kind == OptionKind::path)
        usage(fmt::format("{} takes a path, not nothing", shown(option)), "");
      break;
    case OptionKind::flag:
      break;
  }
}

/// Only lists take several values: of two others one would be lost without a word.
void check_once(const OptionSpec& option, const std::vector<std::string>& values) {
  if (option.kind == OptionKind::list) return;
  for (const std::string& value : values) {
    if (value == values.front()) continue;
    usage(fmt::format("{} is given twice, as '{}' and as '{}'", shown(option),
                      safe_text(values.front()), safe_text(value)),
          "leave one of them out");
  }
}

[[noreturn]] void unknown_option(const std::string& word, const std::vector<OptionSpec>& options) {
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> names;
  for (const OptionSpec& option : options) names.push_back(shown(option));
  const std::optional<std::string> near = nearest(name, names);
  usage(fmt::format("there is no option '{}'", safe_text(name)),
        near ? fmt::format("did you mean '{}'?", *near) : "'--help' lists the options");
}

void check_arguments(const CommandSpec& spec, const std::vector<std::string>& given) {
  int min = 0, max = 0;
  for (const commands::ArgumentSpec& argument : spec.arguments) {
    min += argument.min;
    max = max < 0 || argument.max < 0 ? -1 : max + argument.max;
  }
  const auto count = static_cast<int>(given.size());
  const std::string hint = fmt::format("'ahub {} --help' shows the usage", spec.name);
  if (count < min)
    usage(
        fmt::format("'ahub {}' needs {}", spec.name,
                    spec.arguments[static_cast<std::size_t>(std::min<std::size_t>(
                                       static_cast<std::size_t>(count), spec.arguments.size() - 1))]
                        .name),
        hint);
  if (max < 0 || count <= max) return;
  // The first word may have been meant as the second half of a command's name.
  const std::optional<std::string> near = nearest(given.front(), verbs_of(spec.name));
  usage(fmt::format("'ahub {}' takes no '{}'", spec.name,
                    safe_text(given[static_cast<std::size_t>(max)])),
        near ? fmt::format("did you mean 'ahub {} {}'?", spec.name, *near) : hint);
}

}  // namespace

CommandLine parse(const std::vector<std::string>& arguments) {
  std::vector<std::string> words = arguments;
  CommandLine line;
  line.command = take_command(words);
  const std::vector<OptionSpec> options = options_of(line.command);
  // Behind "--" everything is an argument, whatever it looks like.
  const auto end_of_options = std::find(words.begin(), words.end(), "--");
  std::vector<std::string> plain;
  if (end_of_options != words.end()) plain.assign(end_of_options + 1, words.end());
  words.erase(end_of_options, words.end());

  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::deque<std::vector<std::string>> values(options.size());
  std::deque<int> flags(options.size(), 0);
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (!mentioned(options[i], words)) continue;
    std::string name = shown(options[i]);
    if (options[i].letter != '\0') name += fmt::format(",-{}", options[i].letter);
    if (options[i].kind == OptionKind::flag) {
      app.add_flag(name, flags[i]);
    } else {
      app.add_option(name, values[i])->allow_extra_args(false);
    }
  }
  std::vector<std::string> positionals;
  app.add_option("arguments", positionals)->expected(-1);
  try {
    std::reverse(words.begin(), words.end());  // CLI11 takes the last word first.
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    usage(safe_text(error.what()), "'--help' lists the options");
  }
  for (const std::string& extra : app.remaining()) {
    if (is_option(extra)) unknown_option(extra, options);
    positionals.push_back(extra);
  }
  positionals.insert(positionals.end(), plain.begin(), plain.end());
  commands::Invocation& invocation = line.invocation;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const std::string name(options[i].name);
    for (const std::string& value : values[i]) check_value(options[i], value);
    check_once(options[i], values[i]);
    if (flags[i] > 0) invocation.options[name].assign(static_cast<std::size_t>(flags[i]), "true");
    if (!values[i].empty()) invocation.options[name] = values[i];
    if (values[i].empty() && !options[i].initial.empty())
      invocation.options[name] = {std::string(options[i].initial)};
  }
  line.help = invocation.flag("help");
  line.version = invocation.flag("version");
  line.directory = invocation.text("chdir");
  invocation.store = invocation.text("store");
  invocation.quiet = invocation.flag("quiet");
  invocation.verbose = static_cast<int>(invocation.list("verbose").size());
  invocation.arguments = std::move(positionals);
  if (line.command == nullptr || line.help || line.version) return line;

  check_arguments(*line.command, invocation.arguments);
  if (invocation.flag("json")) {
    const auto format = std::find_if(options.begin(), options.end(), [](const OptionSpec& option) {
      return option.name == "format";
    });
    if (format == options.end() || format->choices.find("json") == std::string_view::npos) {
      usage(fmt::format("'ahub {}' has no JSON output", line.command->name), "");
    }
    const auto at = static_cast<std::size_t>(format - options.begin());
    if (!values[at].empty() && values[at].front() != "json") {
      usage(fmt::format("--json and --format {} are two formats", safe_text(values[at].front())),
            "leave one of them out");
    }
  }
  return line;
}

bool wants_json(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& word = arguments[i];
    if (word == "--json" || word == "--format=json" || word == "--format=ndjson" ||
        word == "-fjson")
      return true;
    const bool format = (word == "-f" || word == "--format") && i + 1 < arguments.size();
    if (format && (arguments[i + 1] == "json" || arguments[i + 1] == "ndjson")) return true;
  }
  return false;
}

}  // namespace ahub::cli
