// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Help texts, all from the rows of the table.
#include <algorithm>

#include <fmt/format.h>

#include "ahub/base/limits.hpp"
#include "ahub/base/litter.hpp"
#include "ahub/base/text.hpp"
#include "ahub/base/units.hpp"
#include "ahub/sim/policies.hpp"
#include "commands/reading_forms.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

using report::Style;
using report::Text;

std::size_t width_of(const Style& style) {
  return style.width == 0 ? 80 : std::clamp<std::size_t>(style.width, 40, 100);
}

Text wrapped(std::string_view text, std::size_t indent, const Style& style) {
  Text out;
  for (const std::string& line : wrap(text, width_of(style) - indent))
    out += Text::blanks(indent) + Text::of(line) + "\n";
  return out;
}

/// "  name   text", the text wrapped beside the names.
Text entry(std::string_view name, std::string_view text, std::size_t column, const Style& style) {
  Text out = "  " + style.bold(name);
  const std::size_t used = 2 + display_width(name);
  std::vector<std::string> lines =
      wrap(text, width_of(style) > column + 20 ? width_of(style) - column : 20);
  bool fits = used + 2 <= column;
  if (!fits) out += "\n";
  for (const std::string& line : lines) {
    out += Text::blanks(fits ? column - used : column) + Text::of(line) + "\n";
    fits = false;
  }
  return out;
}

std::string option_name(const OptionSpec& option) {
  std::string name = option.letter != '\0' ? fmt::format("-{}, --{}", option.letter, option.name)
                                           : fmt::format("--{}", option.name);
  return option.value.empty() ? name : fmt::format("{} {}", name, option.value);
}

std::string option_text(const OptionSpec& option) {
  std::string text(option.help);
  if (!option.choices.empty()) {
    std::string words(option.choices);
    std::replace(words.begin(), words.end(), '|', ' ');
    text += fmt::format(" One of: {}.", words);
  }
  if (!option.initial.empty()) text += fmt::format(" Default: {}.", option.initial);
  return text;
}

Text options_help(std::span<const OptionSpec> options, const Style& style) {
  Text out;
  for (const OptionSpec& option : options)
    out += entry(option_name(option), option_text(option), 26, style);
  return out;
}

Text exit_codes_help(const Style& style) {
  Text out("Exit codes\n\n");
  for (const ExitStatus& status : exit_codes())
    out += entry(std::to_string(status.code), status.meaning, 8, style);
  return out + "\n" +
         wrapped("With several causes the first of 70, 4, 5, 6, 3, 7, 1 is taken.", 0, style);
}

Text limits_help(const Style&) {
  Text out("Limits on input\n\n");
  for (const limits::Limit& limit : limits::table())
    out += Text::format("  {:<34} {:>13} {}\n", limit.what, limit.value, limit.unit);
  return out;
}

Text environment_help(const Style& style) {
  Text out("Environment\n\n");
  out += entry("AHUB_STORE", "The store, when --store is not given.", 22, style);
  out += entry("XDG_DATA_HOME",
               "Where ahub/hub.db lies when no project store is near; ~/.local/share by default.",
               22, style);
  out += entry("AHUB_SAFE_DIRECTORY",
               "Directories (separated by ':') of other users whose stores may be read where they "
               "are found.",
               22, style);
  out += entry("XDG_CONFIG_HOME",
               "Where ahub/safe-directories lies, the list of 'ahub trust store'; ~/.config by "
               "default.",
               22, style);
  out += entry("NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM", "Whether to colour; --color wins.", 22,
               style);
  out += entry("COLUMNS", "The terminal's width.", 22, style);
  out += entry("SOURCE_DATE_EPOCH",
               "The time that events and receipts carry, in seconds since 1970.", 22, style);
  out += entry("TMPDIR", "Where scripts are unpacked for their run.", 22, style);
  return out;
}

Text attention_help(const Style& style) {
  return "Attention\n\n  attention = 1 + 3 x level + influence\n\n" +
         wrapped(
             "Influence comes from later packages of level 3 or above that confirm it (weight 1), "
             "build on it or use it (0.5), share no "
             "contributor with it and do not supersede it. Such a package passes on what it earned "
             "by verification (3 points above "
             "level 2 for each level) and its own influence, at most 12, divided by twice the sum "
             "of its weights (at least 1). A package "
             "receives at most 6. Contributors are the same by ORCID, else by name, folded. Text, "
             "version bumps and unverified citations earn nothing.",
             0, style) +
         "\n" +
         wrapped(
             "ahub rank --explain shows every part with its event; ahub-attention(7) has the "
             "formula in full.",
             0, style);
}

Text levels_help(const Style& style) {
  Text out("Trust levels\n\n");
  out += entry("L0 published", "The manifest is valid.", 18, style);
  out += entry("L1 integrity",
               "Every artifact's hash matches, every claim carries evidence that resolves.", 18,
               style);
  out += entry("L2 runs", "A verification method ran to its end.", 18, style);
  out += entry("L3 verified", "One method ran and every assertion of it passed.", 18, style);
  out += entry("L4 reproduced",
               "A second, distinct runner passed too: another implementation, or another host's "
               "trusted key.",
               18, style);
  return out + "\n" +
         wrapped(
             "Levels are computed from signed receipts. L3 means computationally reproducible as "
             "shipped, not true in general. A claim "
             "about a real system that only a calibrated or generative model supports is "
             "'recomputed' and lifts nothing.",
             0, style);
}

Text policies_help(const Style& style) {
  Text out("Replacement policies of the simulator 'cache': what goes first\n\n");
  for (const sim::PolicyInfo& policy : sim::policy_infos()) {
    std::string text = fmt::format("{}{}. {}.", policy.doc,
                                   policy.sized ? "" : " (objects of one size)", policy.source);
    if (!policy.departure.empty()) text += fmt::format(" {}", policy.departure);
    out += entry(policy.name, text, 18, style);
  }
  return out;
}

Text files_help(const Style& style) {
  Text out = wrapped(
      "The files of a package are those of its directory or archive, but for what is never meant "
      "to be published: repositories, and what desktops, editors and interpreters leave behind. "
      "'ahub lint' lists what was left out (AH811). A file that the manifest names is always "
      "taken, "
      "whatever its name.",
      0, style);
  out += "\n" +
         wrapped(
             "A file .ahubignore at the root leaves out more, in the syntax of gitignore(5): blank "
             "lines and lines that begin with '#' say nothing; '*' and '?' stand for characters "
             "other than '/', [a-z] and [!a-z] for one of a set, '**' between slashes for any "
             "number of directories; a '/' at the end means directories only, one at the beginning "
             "or inside counts from the root; a '!' in front takes back what a line before it, or "
             "the table below, left out; a backslash takes the next character as it is. The last "
             "line that matches decides; nothing below a directory that is left out can be taken "
             "back. Classes such as [[:alpha:]] are refused. The file itself is no part of the "
             "package, so adding it changes no digest. .gitignore is not looked at.",
             0, style);
  out +=
      "\n" +
      wrapped("--all-files takes everything but .git and .ahub, whose names no package may hold.",
              0, style) +
      "\n";
  std::vector<std::pair<std::string, std::string>> groups;
  for (const LitterRow& row : litter_rows()) {
    const auto same = std::find_if(groups.begin(), groups.end(),
                                   [&](const auto& group) { return group.first == row.what; });
    std::string& patterns =
        same != groups.end() ? same->second : groups.emplace_back(row.what, "").second;
    patterns += (patterns.empty() ? "" : "  ") + safe_text(row.pattern);
  }
  for (const auto& [what, patterns] : groups) out += entry(what, patterns, 26, style);
  return out;
}

Text reading_help(const Style& style) {
  Text out = "Files of other programs\n\n" + wrapped(kReadingIntroduction, 0, style);
  for (const ReadingForm& form : reading_forms()) {
    out += "\n" + style.bold(form.name) + "\n";
    out += entry("taken", fmt::format("{}.", form.taken), 12, style);
    out += entry("refused", fmt::format("{}.", form.refused), 12, style);
    if (!form.said.empty()) out += entry("said", fmt::format("{}.", form.said), 12, style);
  }
  return out;
}

/// Every spelling of the table, by what one of it is.
Text units_help(const Style& style) {
  Text out("Units of claims, outputs, the frontier, tensions and the simulator 'arith'\n");
  std::string_view group;
  std::vector<std::pair<Unit, std::string>> values;
  const auto flush = [&] {
    for (const auto& [unit, symbols] : values) {
      const std::string one = fmt::format("{} {}", format_real(unit.factor.value()), unit.kind());
      out += entry(one, symbols, 28, style);
    }
    values.clear();
  };
  for (const NamedUnit& unit : units()) {
    if (unit.group != group) {
      flush();
      group = unit.group;
      out += Text::format("\n{}\n", style.bold(group));
    }
    const auto known = std::find_if(values.begin(), values.end(),
                                    [&](const auto& value) { return value.first == unit.unit; });
    if (known == values.end()) {
      values.emplace_back(unit.unit, unit.symbol);
    } else {
      known->second += ", " + unit.symbol;
    }
  }
  flush();
  out += Text::format("\n{}\n", style.bold("read in two ways, and refused"));
  for (const auto& [symbol, advice] : units_read_in_two_ways())
    out += entry(symbol, std::string(advice), 28, style);
  return out + "\n" +
         wrapped(
             "Units are multiplied, divided and raised: GB/(s*W), tok/s/GPU, s^-1, also as 'tokens "
             "per second per GPU' and GPU-hours. Values convert when what stands behind their "
             "number is the same: % and fraction do; pp (a difference of shares) and x (a ratio) "
             "are of their own kind, and so is each countable. A number is converted exactly, from "
             "its decimal digits. A plain number or count of a run (unit 1) agrees with claims in "
             "1, countables and shares, a number also with x; with nothing else.",
             0, style);
}

struct Topic {
  const char* name;
  Text (*text)(const Style&);
};

constexpr Topic kTopics[] = {
    {"attention", attention_help},   {"environment", environment_help},
    {"exit-codes", exit_codes_help}, {"files", files_help},
    {"limits", limits_help},         {"policies", policies_help},
    {"reading", reading_help},       {"trust-levels", levels_help},
    {"units", units_help},
};

}  // namespace

std::string synopsis(const CommandSpec& spec) {
  std::string text = fmt::format("ahub {} [OPTIONS]", spec.name);
  for (const ArgumentSpec& argument : spec.arguments) {
    std::string name(argument.name);
    if (argument.max == -1 || argument.max > 1) name += "...";
    text += argument.min == 0 ? fmt::format(" [{}]", name) : fmt::format(" {}", name);
  }
  return text;
}

Text command_help(const CommandSpec& spec, const Style& style) {
  Text out = Text::format("ahub {}: {}\n\n{} {}\n\n", spec.name, spec.summary, style.bold("Usage:"),
                          synopsis(spec));
  const std::string description(spec.description);
  for (std::size_t start = 0; start < description.size();) {
    const std::size_t end = std::min(description.find("\n\n", start), description.size());
    out += wrapped(description.substr(start, end - start), 0, style) + "\n";
    start = end + 2;
  }
  if (!spec.arguments.empty()) {
    out += style.bold("Arguments:") + "\n";
    for (const ArgumentSpec& argument : spec.arguments)
      out += entry(argument.name, argument.help, 26, style);
    out += "\n";
  }
  if (!spec.options.empty())
    out += style.bold("Options:") + "\n" + options_help(spec.options, style) + "\n";
  out += style.bold("Global options:") + "\n" + options_help(global_options(), style) + "\n";
  out += style.bold("Exit status:") + "\n";
  for (const ExitStatus& status : spec.exits)
    out += entry(std::to_string(status.code), status.meaning, 8, style);
  out += "\n" + style.bold("Examples:") + "\n";
  for (const Example& example : spec.examples)
    out += Text::format("  {}\n", example.command) + wrapped(example.explains, 6, style);
  return out;
}

Text overview(const Style& style) {
  Text out("ahub: a local registry of research packages that are checked by being run again\n\n");
  out += style.bold("Usage:") + " ahub COMMAND [OPTIONS] [ARGUMENTS]\n\n";
  for (const CommandSpec& row : table()) {
    if (!row.hidden) out += entry(row.name, row.summary, 18, style);
  }
  return out + "\n" +
         wrapped(
             "'ahub COMMAND --help' shows options and examples, 'ahub help exit-codes' a topic. "
             "Start with 'ahub demo'.",
             0, style);
}

std::optional<Text> topic_help(std::string_view topic, const Style& style) {
  for (const Topic& known : kTopics) {
    if (topic == known.name) return known.text(style);
  }
  return std::nullopt;
}

std::vector<std::string> topic_names() {
  std::vector<std::string> names;
  for (const Topic& topic : kTopics) names.emplace_back(topic.name);
  return names;
}

}  // namespace ahub::commands
