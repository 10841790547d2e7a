// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "commands/manual.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ahub/lint/rule.hpp"
#include "ahub/sim/policies.hpp"
#include "ahub/sim/simulator.hpp"
#include "commands/manual_topics.hpp"
#include "commands/reading_forms.hpp"
#include "commands/rows.hpp"

namespace ahub::commands {
namespace {

/// The manual's own date: of the release, so that regenerating changes nothing.
constexpr std::string_view kDate = "November 24, 2026";

/// Text as mdoc takes it: backslashes and a leading dot or quote mean something to roff.
std::string roff(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    line_start = c == '\n';
  }
  return out;
}

std::string paragraphs(std::string_view text) {
  std::string out;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", start), text.size());
    if (start > 0) out += ".Pp\n";
    // A sentence a line, as mdoc wants it.
    const std::string_view paragraph = text.substr(start, end - start);
    for (std::size_t from = 0; from < paragraph.size();) {
      const std::size_t stop = std::min(paragraph.find(". ", from), paragraph.size());
      const std::size_t to = stop == paragraph.size() ? stop : stop + 1;
      out += roff(paragraph.substr(from, to - from)) + "\n";
      from = to + 1;
    }
    start = end + 2;
  }
  return out;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

std::string head(const std::string& name, int section, std::string_view what) {
  return fmt::format(
      ".\\\" Generated from the program's tables by 'ahub __man'; edit those instead.\n"
      ".Dd {}\n.Dt {} {}\n.Os\n.Sh NAME\n.Nm {}\n.Nd {}\n",
      kDate, upper(name), section, name, roff(what));
}

std::string page_name(std::string_view command) {
  std::string name = fmt::format("ahub-{}", command);
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string option_items(std::span<const OptionSpec> options) {
  std::string out = ".Bl -tag -width Ds\n";
  for (const OptionSpec& option : options) {
    out += ".It ";
    if (option.letter != '\0') out += fmt::format("Fl {} , ", option.letter);
    out += fmt::format("Fl \\-{}", roff(option.name));
    if (!option.value.empty()) out += fmt::format(" Ar {}", option.value);
    out += "\n" + paragraphs(option.help);
    if (!option.choices.empty()) {
      std::string words(option.choices);
      std::replace(words.begin(), words.end(), '|', ' ');
      out += fmt::format("One of: {}.\n", roff(words));
    }
    if (!option.initial.empty()) out += fmt::format("The default is {}.\n", roff(option.initial));
  }
  return out + ".El\n";
}

std::string exit_items(std::span<const ExitStatus> statuses) {
  std::string out = ".Bl -tag -width Ds\n";
  for (const ExitStatus& status : statuses)
    out += fmt::format(".It {}\n{}\n", status.code, roff(status.meaning));
  return out + ".El\n";
}

std::string synopsis_lines(const CommandSpec& row) {
  std::string out = fmt::format(".Nm ahub {}\n.Op Ar OPTIONS\n", roff(row.name));
  for (const ArgumentSpec& arg : row.arguments) {
    const std::string dots = arg.max != 1 ? " ..." : "";
    out += arg.min == 0 ? fmt::format(".Op Ar {}{}\n", arg.name, dots)
                        : fmt::format(".Ar {}{}\n", arg.name, dots);
  }
  return out;
}

ManualPage command_page(const CommandSpec& row) {
  const std::string name = page_name(row.name);
  std::string text = head(name, 1, row.summary) + ".Sh SYNOPSIS\n" + synopsis_lines(row) +
                     ".Sh DESCRIPTION\n" + paragraphs(row.description);
  if (!row.arguments.empty()) {
    text += ".Pp\nThe arguments are:\n.Bl -tag -width Ds\n";
    for (const ArgumentSpec& arg : row.arguments)
      text += fmt::format(".It Ar {}\n{}\n", arg.name, roff(arg.help));
    text += ".El\n";
  }
  if (!row.options.empty()) text += ".Pp\nThe options are:\n" + option_items(row.options);
  text += ".Pp\nThe options of every command are in\n.Xr ahub 1 .\n";
  text += ".Sh EXIT STATUS\n" + exit_items(row.exits) + ".Sh EXAMPLES\n";
  for (const Example& example : row.examples) {
    text += fmt::format("{}:\n.Dl {}\n",
                        roff(upper(std::string(example.explains.substr(0, 1))) +
                             std::string(example.explains.substr(1))),
                        roff(example.command));
    text += ".Pp\n";
  }
  text.erase(text.size() - 4);  // The last example ends the section.
  return {name + ".1", text + ".Sh SEE ALSO\n.Xr ahub 1\n"};
}

ManualPage main_page() {
  std::string text =
      head("ahub", 1, "a local registry of research packages that are checked by being run again");
  text += ".Sh SYNOPSIS\n.Nm\n.Ar COMMAND\n.Op Ar OPTIONS\n.Op Ar ARGUMENTS\n.Sh DESCRIPTION\n" +
          std::string(topics::kMain);
  text += ".Pp\nThe commands are:\n.Bl -tag -width Ds\n";
  for (const CommandSpec& row : table()) {
    if (!row.hidden)
      text += fmt::format(".It Xr {} 1\n{}\n", page_name(row.name), roff(row.summary));
  }
  text += ".El\n.Pp\nThese options stand before or behind any command:\n" +
          option_items(global_options());
  text += ".Sh ENVIRONMENT\n" + std::string(topics::kEnvironment) + ".Sh EXIT STATUS\n" +
          exit_items(exit_codes());
  text += "With several causes the first of 70, 4, 5, 6, 3, 7, 1 is taken.\n";
  text += ".Sh EXAMPLES\nThe feed of the seed, computed here:\n.Dl ahub demo\n";
  return {"ahub.1",
          text +
              ".Sh SEE ALSO\n.Xr ahub-discovery 5 ,\n.Xr ahub-receipt 5 ,\n.Xr "
              "ahub-attention 7 ,\n.Xr ahub-reading 7 ,\n.Xr ahub-rules 7 ,\n.Xr ahub-sim 7 ,\n.Xr "
              "ahub-simulators 7\n"};
}

std::string code_block(std::string_view text) {
  std::string body = roff(text);
  while (!body.empty() && body.back() == '\n') body.pop_back();
  return ".Bd -literal -offset indent\n" + body + "\n.Ed\n";
}

ManualPage rules_page() {
  std::string text = head("ahub-rules", 7, "the rules of ahub lint") + ".Sh DESCRIPTION\n" +
                     std::string(topics::kRules) + ".Bl -tag -width Ds\n";
  for (const Rule& rule : rules()) {
    text += fmt::format(".It {} {}\n{}{}", rule.code, roff(rule.name), paragraphs(rule.summary),
                        paragraphs(rule.why));
    text += fmt::format("Severity: {}{}.\n", to_string(rule.severity),
                        rule.blocks_import ? "; the store does not take such a package" : "");
  }
  return {"ahub-rules.7", text + ".El\n.Sh SEE ALSO\n.Xr ahub-explain 1 ,\n.Xr ahub-lint 1\n"};
}

std::string value_text(const Json& value) {
  if (!value.is_array()) return value.is_string() ? value.as_string() : to_json(value);
  std::string text;
  for (const Json& item : value.as_array()) text += (text.empty() ? "" : ",") + item.as_string();
  return text;
}

ManualPage simulators_page() {
  std::string text = head("ahub-simulators", 7, "the built-in simulators") + ".Sh DESCRIPTION\n" +
                     std::string(topics::kSimulators);
  for (const sim::Simulator& simulator : sim::catalog()) {
    text += fmt::format(".Ss {} version {}\n{}", roff(simulator.about.name),
                        simulator.about.version, paragraphs(simulator.about.description));
    text += fmt::format(".Pp\nSource: {}.\n.Pp\nParameters:\n.Bl -tag -width Ds\n",
                        roff(simulator.about.source));
    for (const sim::ParamInfo& param : simulator.params) {
      std::string legal;
      for (const std::string_view option : param.options)
        legal += fmt::format("{}{}", legal.empty() ? "" : ", ", option);
      const bool number =
          param.type == sim::ParamType::integer || param.type == sim::ParamType::real;
      if (legal.empty() && !number)
        legal = param.type == sim::ParamType::file ? "a file" : "a text";
      if (legal.empty())
        legal = fmt::format("{} to {}{}{}", param.min, param.max, param.unit.empty() ? "" : " ",
                            param.unit);
      text += fmt::format(".It Va {}\n{}\nTakes {}.\nThe default is {}.\n", param.name,
                          roff(param.doc), roff(legal),
                          param.initial == Json("") ? "none" : roff(value_text(param.initial)));
    }
    text += ".El\n.Pp\nOutputs:\n.Bl -tag -width Ds\n";
    for (const sim::OutputInfo& output : simulator.outputs) {
      text += fmt::format(".It Va {}\n{}\n", output.name, roff(output.doc));
      if (!output.unit.empty()) text += fmt::format("In {}.\n", roff(output.unit));
    }
    text += ".El\n";
  }
  text += ".Ss Replacement policies of cache\n.Bl -tag -width Ds\n";
  for (const sim::PolicyInfo& policy : sim::policy_infos()) {
    text +=
        fmt::format(".It Cm {}\nEvicts: {}{}.\nSource: {}.\n", roff(policy.name), roff(policy.doc),
                    policy.sized ? "" : " (objects of one size)", roff(policy.source));
    if (!policy.departure.empty()) text += roff(policy.departure) + "\n";
  }
  text += ".El\n";
  return {"ahub-simulators.7",
          text + ".Sh SEE ALSO\n.Xr ahub-sim-describe 1 ,\n.Xr ahub-sim-run 1\n"};
}

/// What is taken, refused and said, form by form.
ManualPage reading_page() {
  std::string text = head("ahub-reading", 7, "how files of other programs are read") +
                     ".Sh DESCRIPTION\n" + paragraphs(kReadingIntroduction);
  const auto part = [&](std::string_view what, std::string_view words) {
    if (!words.empty()) text += paragraphs(fmt::format("{}: {}.", what, words));
  };
  for (const ReadingForm& form : reading_forms()) {
    text += fmt::format(".Ss {}\n", roff(form.name));
    part("Taken", form.taken);
    text += ".Pp\n";
    part("Refused", form.refused);
    if (!form.said.empty()) text += ".Pp\n";
    part("Said", form.said);
  }
  return {"ahub-reading.7",
          text + ".Sh SEE ALSO\n.Xr ahub 1 ,\n.Xr ahub-discovery 5 ,\n.Xr ahub-sim 7\n"};
}

/// The overview of the laboratory: its commands, and the path from a trace to a picture.
ManualPage sim_page() {
  std::string text = head("ahub-sim", 7, "the laboratory of simulators and traces") +
                     ".Sh DESCRIPTION\n" + std::string(topics::kLaboratory) +
                     ".Pp\nThe commands are:\n.Bl -tag -width Ds\n";
  for (const CommandSpec& row : table()) {
    if (row.name.substr(0, 4) == "sim " || row.name.substr(0, 6) == "trace ")
      text += fmt::format(".It Xr {} 1\n{}\n", page_name(row.name), roff(row.summary));
  }
  return {"ahub-sim.7", text + ".El\n" + std::string(topics::kLaboratoryExamples) +
                            ".Sh SEE ALSO\n.Xr ahub 1 ,\n.Xr ahub-simulators 7\n"};
}

}  // namespace

std::vector<ManualPage> manual_pages() {
  std::vector<ManualPage> pages{main_page()};
  for (const CommandSpec& row : table()) {
    if (!row.hidden) pages.push_back(command_page(row));
  }
  pages.push_back({"ahub-discovery.5", head("ahub-discovery", 5, "the manifest of a package") +
                                           std::string(topics::kDiscovery) +
                                           code_block(topics::kDiscoveryExample) +
                                           std::string(topics::kDiscoveryEnd)});
  pages.push_back({"ahub-receipt.5", head("ahub-receipt", 5, "signed results of verification") +
                                         std::string(topics::kReceipt)});
  pages.push_back({"ahub-attention.7", head("ahub-attention", 7, "how attention is earned") +
                                           std::string(topics::kAttention)});
  pages.push_back(reading_page());
  pages.push_back(rules_page());
  pages.push_back(sim_page());
  pages.push_back(simulators_page());
  return pages;
}

}  // namespace ahub::commands
