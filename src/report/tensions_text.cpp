// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// The list of tensions.
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "ahub/base/limits.hpp"
#include "ahub/base/text.hpp"
#include "ahub/report/report.hpp"
#include "ahub/report/tensions.hpp"
#include "report/number_words.hpp"
#include "report/words.hpp"

namespace ahub::report {
namespace {

constexpr const char* kTooLarge = "it is too large for a number";
constexpr std::string_view kStates[] = {"open", "explained", "resolved"};

Text coloured_state(const std::string& state, const Style& style) {
  if (state == "open") return style.yellow(state);
  return state == "explained" ? style.cyan(state) : style.green(state);
}

bool is_too_large(double gap) { return !(gap < std::numeric_limits<double>::max()); }

std::string gap_words(const DisagreeingPair& pair) {
  const std::string gap = is_too_large(pair.gap) ? fmt::format("undefined, because {}", kTooLarge)
                                                 : computed_words(pair.gap, gap_unit(pair.unit));
  if (pair.z && !std::isfinite(*pair.z))
    return fmt::format("gap {}, z undefined, because {}", gap, kTooLarge);
  // Beyond a million its decimals say nothing.
  if (pair.z && *pair.z >= 1e6) return fmt::format("gap {}, z = {:.6g}", gap, *pair.z);
  if (pair.z) return fmt::format("gap {}, z = {:.2f}", gap, *pair.z);
  return fmt::format("gap {}, tolerance {}", gap, computed_words(pair.limit, gap_unit(pair.unit)));
}

Text sides(const DisagreeingPair& pair, std::size_t indent) {
  const std::size_t width = std::max(display_width(pair.left), display_width(pair.right));
  const auto side = [&](const std::string& name, double value) {
    return Text::format("{:{}}{}  {}\n", "", indent, padded(safe_text(name), width),
                        converted_words(value, pair.unit));
  };
  if (pair.key == "contradicts") {
    return Text::format("{:{}}{} and {} contradict each other, as one of them states\n", "", indent,
                        pair.left, pair.right);
  }
  return side(pair.left, pair.left_value) + side(pair.right, pair.right_value) +
         Text::format("{:{}}{}\n", "", indent, gap_words(pair));
}

Json pair_json(const DisagreeingPair& pair) {
  return Json::object()
      .set("left", pair.left)
      .set("right", pair.right)
      .set("key", pair.key)
      .set("unit", pair.unit)
      .set("left_value", pair.left_value)
      .set("right_value", pair.right_value)
      .set("gap", is_too_large(pair.gap) ? Json() : Json(pair.gap))
      .set("gap_undefined", is_too_large(pair.gap) ? Json(kTooLarge) : Json())
      .set("limit", pair.limit)
      .set("z", pair.z ? Json(*pair.z) : Json())
      .set("z_undefined", pair.z && !std::isfinite(*pair.z) ? Json(kTooLarge) : Json());
}

Json number_or_null(const std::optional<double>& number) { return number ? Json(*number) : Json(); }
Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

/// "mean 3.2 pp, Q = 9.875 with 2 degrees of freedom (p = 0.0072), I^2 = 79.75 %".
std::string pooled_words(const Heterogeneity& group) {
  if (!group.mean) return fmt::format("mean undefined, because {}", group.mean_undefined);
  const std::string q = group.q ? fmt::format("= {:.6g}", *group.q)
                                : fmt::format("undefined, because {},", group.q_undefined);
  return fmt::format("mean {}, Q {} with {} degrees of freedom (p = {:.2g}), I^2 = {:.2f} %",
                     computed_words(*group.mean, group.unit), q, group.degrees, group.p.value_or(0),
                     100 * group.i_squared.value_or(0));
}

Json event_json(const TensionEvent& event) {
  Json receipts = Json::array();
  for (const std::string& receipt : event.receipts) receipts.push(receipt);
  return Json::object()
      .set("event", event.sequence)
      .set("time", event.time)
      .set("state", event.state)
      .set("by", event.by)
      .set("note", event.note)
      .set("receipts", std::move(receipts));
}

}  // namespace

Json tension_item_json(const TensionItem& item);

Text tensions_human(const TensionList& list, const Style& style) {
  Text out;
  for (const TensionItem& item : list.items) {
    const DerivedTension& tension = item.tension;
    out += Text::format("{}  {}  {}\n", style.bold(tension.id),
                        coloured_state(tension.state, style), tension.key);
    out += sides(tension, 2);
    for (const DisagreeingPair& pair : tension.also) {
      out += style.dim(Text::format("  also {}", pair.key)) + "\n" + sides(pair, 4);
    }
    if (!item.history.empty()) {
      const TensionEvent& last = item.history.back();
      out += paragraph(fmt::format("{} by {}: {}", last.state, last.by, last.note), 2, style);
    }
  }
  for (const Heterogeneity& group : list.groups) {
    out += Text::format("{}  {} comparable claims\n", style.bold(group.key),
                        group.claims.size() + group.left_out.size() + group.unweighed.size());
    // As one line always, so that it can be searched for.
    out += Text::format("  {}\n", pooled_words(group));
    if (group.assumed)
      out += "  no claim states a standard error: each counts with its tolerance / sqrt(3)\n";
    if (!group.left_out.empty())
      out +=
          paragraph(fmt::format("left out, no standard error: {}", fmt::join(group.left_out, ", ")),
                    2, style);
    for (const Heterogeneity::Unweighed& one : group.unweighed)
      out += paragraph(fmt::format("left out: {}, because {}", one.claim, one.why), 2, style);
  }
  if (list.more_groups > 0) {
    out += Text::format("{} more keys with three or more claims: name a package to see its own\n",
                        list.more_groups);
  }
  for (const Facet& key : list.crowded) {
    out += paragraph(
        fmt::format("{}: of its {} claims each is compared with the {} nearest above it that "
                    "disagree; further pairs are left out",
                    key.name, key.count, limits::kTensionNeighbours),
        0, style);
  }
  std::vector<std::string> counts;
  for (const std::string_view state : kStates) {
    const auto count = std::count_if(list.items.begin(), list.items.end(),
                                     [&](const auto& item) { return item.tension.state == state; });
    counts.push_back(fmt::format("{} {}", count, state));
  }
  return out + Text::format("{}: {}\n",
                            counted(static_cast<std::int64_t>(list.items.size()), "tension"),
                            Text::join(counts, ", "));
}

Json tension_item_json(const TensionItem& item) {
  Json also = Json::array(), history = Json::array();
  for (const DisagreeingPair& pair : item.tension.also) also.push(pair_json(pair));
  for (const TensionEvent& event : item.history) history.push(event_json(event));
  Json json = Json::object().set("id", item.tension.id).set("state", item.tension.state);
  const Json pair = pair_json(item.tension);
  for (const Json::Member& member : pair.as_object()) json.set(member.first, member.second);
  return json.set("also", std::move(also)).set("history", std::move(history));
}

JsonLines tensions_json(const TensionList& list) {
  Json items = Json::array(), groups = Json::array();
  for (const TensionItem& item : list.items) items.push(tension_item_json(item));
  for (const Heterogeneity& group : list.groups) {
    Json claims = Json::array(), left_out = Json::array(), unweighed = Json::array();
    for (const std::string& claim : group.claims) claims.push(claim);
    for (const std::string& claim : group.left_out) left_out.push(claim);
    for (const Heterogeneity::Unweighed& one : group.unweighed)
      unweighed.push(Json::object().set("claim", one.claim).set("because", one.why));
    groups.push(Json::object()
                    .set("key", group.key)
                    .set("unit", group.unit)
                    .set("claims", std::move(claims))
                    .set("left_out", std::move(left_out))
                    .set("unweighed", std::move(unweighed))
                    .set("assumed", group.assumed)
                    .set("mean", number_or_null(group.mean))
                    .set("mean_undefined", text_or_null(group.mean_undefined))
                    .set("q", number_or_null(group.q))
                    .set("q_undefined", text_or_null(group.q_undefined))
                    .set("degrees", group.degrees)
                    .set("p", number_or_null(group.p))
                    .set("i_squared", number_or_null(group.i_squared)));
  }
  Json data = Json::object().set("tensions", std::move(items)).set("groups", std::move(groups));
  if (!list.crowded.empty()) {
    Json crowded = Json::array();
    for (const Facet& key : list.crowded) {
      crowded.push(Json::object()
                       .set("key", key.name)
                       .set("claims", key.count)
                       .set("neighbours", limits::kTensionNeighbours));
    }
    data.set("crowded", std::move(crowded));
  }
  return JsonText::pretty(envelope("ahub.tensions/1", std::move(data)));
}

}  // namespace ahub::report
