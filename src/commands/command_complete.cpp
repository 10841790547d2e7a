// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// ahub completion and the hidden __complete that answers the shells.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/lint/rule.hpp"
#include "ahub/package/package.hpp"
#include "ahub/sim/simulator.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

constexpr int kOffered = 1000;

constexpr const char* kBash =
    R"(# bash completion for ahub: source this, or put it into a bash-completion directory.
_ahub() {
  local IFS=$'\n'
  COMPREPLY=($(ahub __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  [ "${#COMPREPLY[@]}" -gt 0 ] || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _ahub ahub
)";

constexpr const char* kZsh = R"(#compdef ahub
# zsh completion for ahub: put it into a directory of fpath as _ahub.
_ahub() {
  local -a offered
  offered=("${(@f)$(ahub __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "${offered[1]}" ]]; then compadd -- "${offered[@]}"; else _files; fi
}
if [[ "$funcstack[1]" == _ahub ]]; then _ahub "$@"; else compdef _ahub ahub; fi
)";

constexpr const char* kFish =
    R"(# fish completion for ahub: put it into a completions directory as ahub.fish.
function __ahub_offer
  set -l words (commandline -opc) (commandline -ct)
  ahub __complete -- $words[2..-1] 2>/dev/null
end
complete -c ahub -a '(__ahub_offer)'
)";

using Words = std::vector<std::string>;

bool starts(const std::string& text, const std::string& prefix) {
  return text.compare(0, prefix.size(), prefix) == 0;
}

Words choices(std::string_view list) {
  Words words;
  for (std::size_t start = 0; start < list.size();) {
    const std::size_t end = std::min(list.find('|', start), list.size());
    words.emplace_back(list.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

/// The store's packages; nothing when there is no store.
Words packages(const Invocation& invocation) {
  try {
    Words slugs = open_hub(invocation, StoreMode::read_only).store().slugs(kOffered);
    // A shell puts them on the command line: of a store that somebody else wrote, names alone.
    std::erase_if(slugs, [](const std::string& slug) { return !is_slug(slug); });
    return slugs;
  } catch (const Error&) {
    return {};
  }
}

Words offered_for(std::string_view kind, const Invocation& invocation) {
  Words words;
  if (kind == "package") words = packages(invocation);
  if (kind == "simulator") {
    for (const sim::Simulator& simulator : sim::catalog()) words.emplace_back(simulator.about.name);
  }
  if (kind == "rule") {
    for (const Rule& rule : rules()) words.emplace_back(rule.code);
  }
  if (kind == "shell") words = {"bash", "zsh", "fish"};
  if (kind == "command") {
    for (const CommandSpec& row : table()) {
      if (!row.hidden) words.emplace_back(row.name.substr(0, row.name.find(' ')));
    }
    for (const std::string& topic : topic_names()) words.push_back(topic);
  }
  return words;
}

/// The command that the words before the last name, and how many words that took.
const CommandSpec* command_of(const Words& words, std::size_t& used) {
  for (const std::size_t count : {std::size_t{2}, std::size_t{1}}) {
    if (words.size() <= count) continue;
    const std::string name = count == 2 ? words[0] + " " + words[1] : words[0];
    if (const CommandSpec* spec = find_command(name)) {
      used = count;
      return spec;
    }
  }
  return nullptr;
}

/// First words, or the second words of a group such as "receipt".
Words command_words(const Words& words) {
  Words offered;
  for (const CommandSpec& row : table()) {
    if (row.hidden) continue;
    const std::string name(row.name);
    const std::size_t blank = name.find(' ');
    if (words.size() == 1) {
      offered.push_back(name.substr(0, blank));
    } else if (blank != std::string::npos && words.size() == 2 &&
               name.substr(0, blank) == words[0]) {
      offered.push_back(name.substr(blank + 1));
    }
  }
  offered.erase(std::unique(offered.begin(), offered.end()), offered.end());
  return offered;
}

const OptionSpec* find_option(const CommandSpec& spec, const std::string& word) {
  const auto named = [&](const OptionSpec& option) {
    return word == fmt::format("--{}", option.name) ||
           (option.letter != '\0' && word == fmt::format("-{}", option.letter));
  };
  const auto own = std::find_if(spec.options.begin(), spec.options.end(), named);
  if (own != spec.options.end()) return &*own;
  const auto global = std::find_if(global_options().begin(), global_options().end(), named);
  return global == global_options().end() ? nullptr : &*global;
}

/// "capacity=" and so on, when the words name a simulator.
Words parameter_names(const Words& words) {
  Words offered;
  for (const std::string& word : words) {
    const sim::Simulator* simulator = sim::find_simulator(word);
    if (simulator == nullptr) continue;
    for (const sim::ParamInfo& param : simulator->params)
      offered.push_back(fmt::format("{}=", param.name));
  }
  return offered;
}

Words option_words(const CommandSpec& spec) {
  Words offered;
  for (const OptionSpec& option : spec.options) offered.push_back(fmt::format("--{}", option.name));
  for (const OptionSpec& option : global_options())
    offered.push_back(fmt::format("--{}", option.name));
  return offered;
}

Words offer(const Invocation& invocation) {
  Words words = invocation.arguments;
  if (words.empty()) words.emplace_back();
  std::size_t used = 0;
  const CommandSpec* spec = command_of(words, used);
  if (spec == nullptr) return command_words(words);
  const std::string& last = words.back();
  const std::string& before = words[words.size() - 2];
  if (starts(last, "-")) return option_words(*spec);
  if (const OptionSpec* option = find_option(*spec, before);
      option != nullptr && option->kind != OptionKind::flag) {
    if (option->name == "param") return parameter_names(words);
    return choices(option->choices);
  }
  for (const ArgumentSpec& argument : spec->arguments)
    return offered_for(argument.completes, invocation);
  return {};
}

int run_complete(const Invocation& invocation) {
  const std::string last = invocation.arguments.empty() ? "" : invocation.arguments.back();
  report::Text out;
  for (const std::string& word : offer(invocation)) {
    if (starts(word, last)) out += report::Text::of(word) + "\n";
  }
  invocation.print(out);
  return 0;
}

int run_completion(const Invocation& invocation) {
  const std::string& shell = invocation.arguments.front();
  if (shell == "bash")
    invocation.print(report::Text(kBash));
  else if (shell == "zsh")
    invocation.print(report::Text(kZsh));
  else if (shell == "fish")
    invocation.print(report::Text(kFish));
  else
    throw Error(ErrorKind::usage, "usage",
                fmt::format("there is no completion for '{}'", safe_text(shell)),
                "the shells are bash, zsh and fish");
  return 0;
}

}  // namespace

CommandSpec completion_command() {
  CommandSpec row;
  row.summary = "a completion script for your shell";
  row.description =
      "Prints a small script that completes commands, options, packages of the store, simulators "
      "and their parameters, and rule codes.";
  row.arguments = {{"SHELL", "bash, zsh or fish.", 1, 1, "shell"}};
  row.exits = {{0, "it was printed"}, kUsageExit, kTemporaryExit};
  row.examples = {{"ahub completion bash", "for ~/.bashrc: source <(ahub completion bash)"}};
  row.run = run_completion;
  return row;
}

CommandSpec complete_command() {
  CommandSpec row;
  row.summary = "answer a shell";
  row.arguments = {{"WORD", "The words so far; the last is completed.", 0, -1}};
  row.hidden = true;
  row.run = run_complete;
  return row;
}

}  // namespace ahub::commands
