// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// A loop over independent pieces of work on several threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

namespace ahub {

/// Calls `body(i)` for each i in [0, count) on up to `jobs` threads (1 or more; the caller's is one
/// of them), and after each, one at a time, `after(finished, i)` when given. Begins no further
/// piece once `*stop` is set (null: never) or one has thrown; then throws what the piece of the
/// lowest number threw.
void for_each_parallel(std::size_t count, int jobs, const std::atomic<bool>* stop,
                       const std::function<void(std::size_t)>& body,
                       const std::function<void(std::size_t finished, std::size_t i)>& after = {});

}  // namespace ahub
