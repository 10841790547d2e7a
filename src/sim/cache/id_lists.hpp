// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Doubly linked lists of object ids without allocation: one pair of indices an object, shared by
// all lists of a policy, because an object is in at most one of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ahub::sim {

class IdLists {
 public:
  static constexpr std::uint32_t kAbsent = 0xffffffffU;

  /// `lists` empty lists over ids 0 .. objects-1.
  IdLists(std::uint32_t objects, std::uint32_t lists)
      : links_(std::size_t{objects} + lists, Link{kAbsent, kAbsent}), objects_(objects) {
    for (std::uint32_t list = 0; list < lists; ++list) links_[end(list)] = {end(list), end(list)};
  }

  bool contains(std::uint32_t id) const { return links_[id].next != kAbsent; }
  bool empty(std::uint32_t list) const { return links_[end(list)].next == end(list); }
  std::uint32_t front(std::uint32_t list) const { return links_[end(list)].next; }
  std::uint32_t back(std::uint32_t list) const { return links_[end(list)].previous; }
  /// The element on the front side of `id`, or `end(list)` when it is the first.
  std::uint32_t before(std::uint32_t id) const { return links_[id].previous; }
  std::uint32_t end(std::uint32_t list) const { return objects_ + list; }

  void push_front(std::uint32_t list, std::uint32_t id) {
    insert(end(list), links_[end(list)].next, id);
  }
  void push_back(std::uint32_t list, std::uint32_t id) {
    insert(links_[end(list)].previous, end(list), id);
  }
  void remove(std::uint32_t id) {
    unlink(id);
    links_[id].next = kAbsent;
  }
  /// From wherever it is to the front of `list`.
  void move_front(std::uint32_t list, std::uint32_t id) {
    unlink(id);
    push_front(list, id);
  }
  void move_back(std::uint32_t list, std::uint32_t id) {
    unlink(id);
    push_back(list, id);
  }
  void prefetch(std::uint32_t id) const { __builtin_prefetch(&links_[id], 1); }

 private:
  struct Link {
    std::uint32_t next, previous;
  };
  void unlink(std::uint32_t id) {
    const Link link = links_[id];
    links_[link.previous].next = link.next;
    links_[link.next].previous = link.previous;
  }
  void insert(std::uint32_t previous, std::uint32_t next, std::uint32_t id) {
    links_[id] = {next, previous};
    links_[previous].next = id;
    links_[next].previous = id;
  }

  std::vector<Link> links_;  // The ends of the lists come after the objects.
  std::uint32_t objects_;
};

}  // namespace ahub::sim
