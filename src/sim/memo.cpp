// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "ahub/sim/simulator.hpp"

namespace ahub::sim {

Memo::Value Memo::get(const std::string& key, const std::function<Value()>& make) {
  // A sweep goes through few different traces at a time, and each may be large.
  constexpr std::size_t kKept = 3;
  std::promise<Value> promise;
  std::shared_future<Value> value;
  bool mine = false;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const Entry& entry) { return entry.key == key; });
    if (found != entries_.end()) {
      value = found->value;
      std::rotate(found, found + 1, entries_.end());
    } else {
      mine = true;
      value = promise.get_future().share();
      if (entries_.size() == kKept) entries_.erase(entries_.begin());
      entries_.push_back({key, value});
    }
  }
  if (mine) {
    try {
      promise.set_value(make());
    } catch (...) {
      promise.set_exception(std::current_exception());
    }
  }
  return value.get();
}

}  // namespace ahub::sim
