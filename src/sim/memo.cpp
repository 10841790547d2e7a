// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "ahub/sim/simulator.hpp"

namespace ahub::sim {

Memo::Value Memo::get(const std::string& key, const Make& make, Reading* reading) {
  // A sweep goes through few different traces at a time, and each may be large.
  constexpr std::size_t kKept = 3;
  std::promise<Made> promise;
  std::shared_future<Made> made;
  bool mine = false;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const Entry& entry) { return entry.key == key; });
    if (found != entries_.end()) {
      made = found->made;
      std::rotate(found, found + 1, entries_.end());
    } else {
      mine = true;
      made = promise.get_future().share();
      if (entries_.size() == kKept) entries_.erase(entries_.begin());
      entries_.push_back({key, made});
    }
  }
  if (mine) {
    try {
      Reading own(reading != nullptr && reading->strict());
      Value value = make(&own);
      promise.set_value({std::move(value), own.choices()});
    } catch (...) {
      promise.set_exception(std::current_exception());
    }
  }
  const Made& result = made.get();
  if (reading != nullptr)
    for (const Choice& choice : result.choices) reading->chose(choice);
  return result.value;
}

}  // namespace ahub::sim
