// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A tension explained: the experiments between its two sides are run, the gap is shared out among
// the parameters, the result is recorded.
#include "ahub/hub/explain.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ahub/base/error.hpp"
#include "ahub/base/text.hpp"
#include "ahub/sim/stated_unit.hpp"
#include "ahub/version.hpp"
#include "hub/derive.hpp"
#include "hub/laboratory.hpp"
#include "hub/refresh.hpp"

namespace ahub {
namespace {

constexpr std::uint64_t kSamplingSeed = 1;
constexpr double kNormal95 = 1.96;
/// With more runs than this the noise is measured at both ends alone.
constexpr std::size_t kNoiseRuns = 512;

Recipe side_of(const Store& store, const std::string& side) {
  const std::size_t hash = side.find('#');
  const std::string slug = side.substr(0, hash);
  Recipe recipe;
  const StoredPackage stored = named_package(store, slug);
  recipe.files = store.files(stored);
  recipe.package = parse_stored(stored, recipe.files);
  if (hash != std::string::npos) recipe.claim = side.substr(hash + 1);
  return recipe;
}

std::vector<HybridMask> masks_of(std::size_t parameters, const ExplainRequest& request) {
  if (parameters > kExactParameters)
    return sampled_masks(static_cast<int>(parameters), request.permutations, kSamplingSeed);
  std::vector<HybridMask> masks(std::size_t{1} << parameters);
  for (std::size_t i = 0; i < masks.size(); ++i) masks[i] = i;
  return masks;
}

Attribution attribute(std::size_t parameters, const ExplainRequest& request,
                      const std::vector<HybridMask>& masks,
                      const std::function<double(HybridMask)>& value) {
  const int count = static_cast<int>(parameters);
  if (count > kExactParameters)
    return sampled_attribution(count, request.permutations, kSamplingSeed, value);
  std::vector<double> values;
  values.reserve(masks.size());
  for (const HybridMask mask : masks) values.push_back(value(mask));
  return exact_attribution(values, count);
}

double deviation_of(const std::vector<double>& values) {
  double mean = 0, squares = 0;
  for (const double value : values) mean += value;
  mean /= static_cast<double>(values.size());
  for (const double value : values) squares += (value - mean) * (value - mean);
  return values.size() < 2 ? 0 : std::sqrt(squares / static_cast<double>(values.size() - 1));
}

/// Everything about one explanation while it is made.
class Explainer {
 public:
  Explainer(const Recipe& left, const Recipe& right, const ExplainRequest& request,
            Explanation& out)
      : left_(left), right_(right), request_(request), out_(out) {
    const sim::Simulator& simulator = *sim::find_simulator(left_.run.simulator);
    out_.left_ref = left_.package.ref();
    out_.right_ref = right_.package.ref();
    out_.simulator = left_.run.simulator;
    out_.version = simulator.about.version;
    out_.fidelity = sim::to_string(simulator.fidelity(left_.settings));
    out_.output = left_.output;
    const StatedUnit unit = sim::stated_unit(out_.simulator, left_.run.params, out_.output);
    const bool plain =
        unit.source == StatedUnit::Source::number || unit.source == StatedUnit::Source::count;
    out_.unit = plain ? std::string() : unit.unit;
    out_.differences = differences_of(left_, right_);
    if (out_.differences.empty()) {
      throw Error(ErrorKind::input, "not-executable",
                  fmt::format("{} and {} run the same experiment, parameter by parameter",
                              out_.left_ref, out_.right_ref),
                  "'ahub verify' tells which of the two claims it confirms");
    }
    masks_ = masks_of(out_.differences.size(), request_);
    noise_masks_ = masks_;
    if (masks_.size() * static_cast<std::size_t>(request_.seeds) > kNoiseRuns ||
        out_.differences.size() > kExactParameters)
      noise_masks_ = {masks_.front(), masks_.back()};
  }

  /// Which experiments the contributions and the noise need.
  void ask(Laboratory& lab) const {
    for (const HybridMask mask : masks_) lab.ask(trial(mask));
    for (int seed = 1; seed <= seeds(); ++seed) {
      for (const HybridMask mask : noise_masks_) lab.ask(seeded(mask, seed));
    }
  }

  void conclude(const Laboratory& lab) {
    const auto value = [&](HybridMask mask) { return lab.value(trial(mask)); };
    out_.left_value = value(masks_.front());
    out_.right_value = value(masks_.back());
    out_.attribution = attribute(out_.differences.size(), request_, masks_, value);
    for (const HybridMask mask : masks_) out_.hybrids.push_back(hybrid(lab, mask));
    if (seeds() > 0) out_.noise = noise(lab);
  }

  /// The sweep needs the contributions first: it runs along the largest.
  void sweep(Laboratory& lab) {
    std::optional<std::size_t> largest;
    for (std::size_t i = 0; i < out_.differences.size(); ++i) {
      if (sweep_values(out_.differences[i], request_.sweep_points).empty()) continue;
      if (!largest || std::abs(out_.attribution.contribution[i]) >
                          std::abs(out_.attribution.contribution[*largest]))
        largest = i;
    }
    if (!largest) return;
    const Difference& along = out_.differences[*largest];
    const std::vector<Json> values = sweep_values(along, request_.sweep_points);
    for (const Json& value : values) {
      for (const HybridMask others : {masks_.front(), masks_.back()})
        lab.ask(with_value(trial(others), along.name, value));
    }
    lab.run(request_);
    ExplainSweep found;
    found.parameter = *largest;
    for (const Json& value : values) {
      for (const auto& [others, points] :
           {std::pair(masks_.front(), &found.left), std::pair(masks_.back(), &found.right)}) {
        const auto y = lab.value_if_any(with_value(trial(others), along.name, value));
        if (y) points->emplace_back(value.as_number(), *y);
      }
    }
    out_.sweep = std::move(found);
  }

  /// One signed receipt for each hybrid, in the order of `out_.hybrids`.
  std::vector<Receipt> receipts(const Laboratory& lab, const KeyPair& key) const {
    std::vector<Receipt> receipts;
    const Json meta = Json::object().set("host", request_.host).set("time", request_.time);
    for (const HybridRun& hybrid : out_.hybrids) {
      const sim::RunResult& result = lab.outcome(trial(hybrid.mask)).result;
      RunRecord record;
      record.id = "hybrid";
      record.engine = "simulator";
      record.simulator = out_.simulator;
      record.version = out_.version;
      record.implementation = fmt::format("{}@{}", out_.simulator, out_.version);
      record.fidelity = sim::to_string(result.fidelity);
      record.seed = result.seed;
      for (const sim::Setting& setting : result.settings)
        record.params.set(setting.name, setting.value);
      record.outputs = hybrid.outputs;
      record.choices = to_json_value(result.choices);
      record.status = "ok";
      // No method of a package can bear this name, so that no level counts the receipt.
      const std::string method = fmt::format("tension:{}/{:x}", out_.item.tension.id, hybrid.mask);
      receipts.push_back(make_receipt(left_.package, left_.claim, method, Verdict::recomputed,
                                      why(hybrid.mask), {}, std::span(&record, 1), key, meta));
    }
    return receipts;
  }

 private:
  int seeds() const {
    const bool fixed = std::none_of(out_.differences.begin(), out_.differences.end(),
                                    [](const Difference& one) { return one.name == "seed"; });
    return fixed ? request_.seeds : 0;
  }
  Trial trial(HybridMask mask) const { return hybrid_of(left_, out_.differences, mask); }
  Trial seeded(HybridMask mask, int seed) const { return with_value(trial(mask), "seed", seed); }

  HybridRun hybrid(const Laboratory& lab, HybridMask mask) const {
    HybridRun run;
    run.mask = mask;
    run.value = lab.value(trial(mask));
    for (const sim::Output& output : lab.outcome(trial(mask)).result.outputs) {
      run.outputs.set(output.name, output.value);
      for (const std::vector<std::string>* names : {&left_.asserted, &right_.asserted}) {
        if (std::find(names->begin(), names->end(), output.name) == names->end()) continue;
        run.asserted.emplace_back(output.name, output.value);
        break;
      }
    }
    return run;
  }

  Noise noise(const Laboratory& lab) const {
    Noise noise;
    noise.seeds = seeds();
    std::vector<double> gaps;
    std::vector<std::vector<double>> contributions(out_.differences.size());
    for (int seed = 1; seed <= noise.seeds; ++seed) {
      const auto value = [&](HybridMask mask) { return lab.value(seeded(mask, seed)); };
      gaps.push_back(value(masks_.back()) - value(masks_.front()));
      noise.mean_gap += gaps.back() / noise.seeds;
      if (noise_masks_.size() != masks_.size()) continue;
      const Attribution one = attribute(out_.differences.size(), request_, masks_, value);
      for (std::size_t i = 0; i < contributions.size(); ++i)
        contributions[i].push_back(one.contribution[i]);
    }
    noise.deviation = deviation_of(gaps);
    const double gap = std::abs(out_.right_value - out_.left_value);
    noise.share = !(gap > 0) ? 1
                  : std::isfinite(noise.deviation)
                      ? std::min(1.0, kNormal95 * noise.deviation / gap)
                      : noise.deviation;
    if (noise_masks_.size() == masks_.size()) {
      for (const std::vector<double>& one : contributions)
        noise.contribution.push_back(deviation_of(one));
    }
    return noise;
  }

  std::string why(HybridMask mask) const {
    std::vector<std::string> taken;
    for (std::size_t i = 0; i < out_.differences.size(); ++i) {
      if ((mask >> i & 1U) != 0) taken.push_back(out_.differences[i].name);
    }
    return fmt::format("the experiment of {} with {} of {}", out_.left_ref,
                       taken.empty() ? "nothing" : fmt::format("{}", fmt::join(taken, ", ")),
                       out_.right_ref);
  }

  const Recipe& left_;
  const Recipe& right_;
  const ExplainRequest& request_;
  Explanation& out_;
  std::vector<HybridMask> masks_, noise_masks_;
};

/// "capacity -4.98 pp, warmup -1.02 pp of a gap of -6.00 pp".
std::string summary_of(const Explanation& explanation) {
  const auto number = [](double value) {
    return std::isfinite(value) ? fmt::format("{:+.4g}", value) : "undefined";
  };
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < explanation.differences.size(); ++i) {
    parts.push_back(fmt::format("{} {} {}", explanation.differences[i].name,
                                number(explanation.attribution.contribution[i]), explanation.unit));
  }
  return fmt::format("{} of a gap of {} {}", fmt::join(parts, ", "),
                     number(explanation.right_value - explanation.left_value), explanation.unit);
}

}  // namespace

Explanation Hub::explain_tension(const std::string& text, const ExplainRequest& request) {
  Explanation explanation;
  explanation.item = find_tension(text);
  const DerivedTension& tension = explanation.item.tension;
  auto [left, right] =
      common_recipes(side_of(store_, tension.left), side_of(store_, tension.right));
  Laboratory lab(left, right);
  Explainer explainer(left, right, request, explanation);
  explainer.ask(lab);
  explanation.runs = lab.size();
  explanation.steps = lab.steps();
  if (request.plan_only) return explanation;
  const auto interrupted = [&] {
    return request.interrupted != nullptr && request.interrupted->load();
  };
  lab.run(request);
  if (interrupted()) return explanation;
  explainer.conclude(lab);
  if (request.sweep_points > 1) explainer.sweep(lab);
  if (interrupted()) return explanation;
  explanation.runs = lab.size();
  explanation.steps = lab.steps();
  explanation.choices = lab.choices();
  if (!request.record) return explanation;

  const KeyPair key = store_.own_key();
  const std::vector<Receipt> receipts = explainer.receipts(lab, key);
  TensionEvent event;
  event.time = request.time;
  event.tension = tension.id;
  event.state = "explained";
  event.by = fmt::format("ahub {} with key {}", version(), to_hex(key.public_key).substr(0, 12));
  event.note = summary_of(explanation);
  for (std::size_t i = 0; i < receipts.size(); ++i) {
    explanation.hybrids[i].receipt = receipts[i].id;
    event.receipts.push_back(receipts[i].id);
  }
  const std::vector<TensionEvent>& history = explanation.item.history;
  // The same hybrids again say nothing new, and a person's decision stands.
  const bool said = !history.empty() && (history.back().receipts == event.receipts ||
                                         history.back().state == "resolved");
  store_.write([&] {
    for (const Receipt& receipt : receipts) store_.add_receipt(to_stored(receipt), request.time);
    if (!said) store_.add_tension_event(event);
    refresh_packages(store_, {});
    refresh_tension(store_, tension);
  });
  explanation.item = find_tension(tension.id);
  return explanation;
}

}  // namespace ahub
