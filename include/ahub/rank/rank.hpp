// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Attention (product.md section 2): pure arithmetic in integer milli-points.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ahub {

/// Kinds of relation that can pass attention on; all others weigh nothing.
enum class Endorsement : unsigned char { none, confirms, builds_on, uses };

/// One relation of a package. `target` indexes the input span, or is kExternal.
struct RankRelation {
  static constexpr std::size_t kExternal = static_cast<std::size_t>(-1);
  std::size_t target = kExternal;
  Endorsement kind = Endorsement::none;
  bool supersedes = false;  ///< The package also supersedes this target: passes nothing.
};

/// What a contributor is found by; each may have several. Two packages have a contributor in
/// common when they share a text, unless `weak` holds on both sides.
struct ContributorKey {
  std::string text;
  bool weak = false;  ///< A name whose bearer is known by something better, which has its own key.

  ContributorKey(std::string key, bool is_weak = false) : text(std::move(key)), weak(is_weak) {}
  auto operator<=>(const ContributorKey&) const = default;
};

/// True when two packages' keys, each sorted, have a contributor in common.
bool share_key(std::span<const ContributorKey> left, std::span<const ContributorKey> right);

/// Everything the ranking may know about a package. No prose: text cannot earn attention.
struct Standing {
  std::int64_t sequence = 0;  ///< Order of publication, unique.
  int level = 0;              ///< 0..4
  std::vector<ContributorKey> contributors;
  std::vector<RankRelation> relations;
};

/// One addend of I(p).
struct Endorser {
  std::size_t from = 0;  ///< Index of q.
  Endorsement kind = Endorsement::none;
  std::int64_t milli = 0;  ///< m(q) * w / (2 * max(1, sum of w)), rounded down.
};

struct Attention {
  std::int64_t total = 0;           ///< Milli-points: 1000 + 3000 * level + influence.
  std::int64_t influence = 0;       ///< Milli-points, at most 6000.
  std::vector<Endorser> endorsers;  ///< Non-zero addends, newest first; before the cap.
};

/// The packages as the pass over all of them reads them: numbers side by side, names as ids. The
/// relations of package i are those from first_relation[i] to first_relation[i + 1].
struct RankGraph {
  static constexpr std::uint32_t kExternal = static_cast<std::uint32_t>(-1);
  std::vector<std::int64_t> sequence;
  std::vector<int> level;
  std::vector<std::uint32_t> first_relation{0}, first_contributor{0};
  std::vector<std::uint32_t> target;      ///< Index of a package, or kExternal.
  std::vector<Endorsement> kind;          ///< Of each relation.
  std::vector<unsigned char> supersedes;  ///< Of each relation, as in RankRelation.
  /// Twice the id of a key, and one more for a weak one; ascending within a package, each once.
  std::vector<std::uint32_t> contributor;

  std::size_t size() const noexcept { return sequence.size(); }
};

/// Gives each name a number, in order of arrival.
class NameIds {
 public:
  std::uint32_t of(std::string_view name);
  /// The names by number. O(names).
  std::vector<std::string_view> names() const;

 private:
  std::unordered_map<std::string, std::uint32_t> ids_;
};

/// Appends a package; its relations' targets are indices into the whole graph.
void add_standing(RankGraph& graph, NameIds& names, const Standing& standing);

/// True when two packages, by index, have a contributor in common.
bool share_contributor(const RankGraph& graph, std::size_t left, std::size_t right);

/// What flows through a graph, in milli-points.
struct Flow {
  std::vector<std::int64_t> influence;  ///< By package, capped.
  std::vector<std::uint8_t> weight;     ///< By relation: twice its weight, under all conditions.
  std::vector<std::uint16_t> milli;     ///< By relation: what it passes on, at most 6000.
};

/// One pass from the newest to the oldest, O(packages + relations); packages that are not in
/// ascending order of publication cost a sort.
Flow flow(const RankGraph& graph);

/// 1000 + 3000 * level + influence.
std::int64_t total_attention(int level, std::int64_t influence) noexcept;

/// Attention of each standing, in input order. One pass from the newest to the oldest.
std::vector<Attention> attention(std::span<const Standing> standings);

/// Indices in feed order: attention descending, then sequence ascending.
std::vector<std::size_t> feed_order(std::span<const Standing> standings,
                                    std::span<const Attention> attentions);

}  // namespace ahub
