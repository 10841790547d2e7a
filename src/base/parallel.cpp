// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#include "ahub/base/parallel.hpp"

#include <algorithm>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace ahub {

void for_each_parallel(std::size_t count, int jobs, const std::atomic<bool>* stop,
                       const std::function<void(std::size_t)>& body,
                       const std::function<void(std::size_t finished, std::size_t i)>& after) {
  std::atomic<std::size_t> next{0};
  std::size_t finished = 0;
  std::mutex reporting;
  std::atomic<bool> failed{false};
  std::map<std::size_t, std::exception_ptr> thrown;
  const auto work = [&] {
    for (std::size_t i = next++; i < count && !failed; i = next++) {
      if (stop != nullptr && stop->load()) return;
      try {
        body(i);
        if (!after) continue;
        const std::lock_guard<std::mutex> lock(reporting);
        after(++finished, i);
      } catch (...) {
        failed = true;
        const std::lock_guard<std::mutex> lock(reporting);
        thrown.emplace(i, std::current_exception());
      }
    }
  };
  const std::size_t threads = std::min(static_cast<std::size_t>(std::max(jobs, 1)), count);
  std::vector<std::thread> helpers;
  for (std::size_t i = 1; i < threads; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  if (!thrown.empty()) std::rethrow_exception(thrown.begin()->second);
}

}  // namespace ahub
