// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/draws.hpp"
#include "sim/numeric/dense.hpp"
#include "sim/quant/params.hpp"

namespace ahub::sim {

/// What one attention head sees. Declared assumptions, not measurements of a model.
struct Head {
  Matrix<double> keys, values;  ///< tokens x channels.
  Matrix<double> queries;       ///< queries x channels.
};

/// keys: a channel's mean 0.3 N, of one in each quarter +-key_outlier U(0.75, 1.25), plus N times
/// exp(0.2 N) of the channel. The first four tokens and 2 % of the others are heavy. values: N
/// times exp(0.3 N) of the token, of a heavy one times value_sink. queries: 0.3 N plus, for three
/// heavy tokens, query_gain U(0.6, 1) times the token's key less the means.
Head generated_head(const QuantParams& p, Draws& draws);

/// Elements of one group: of one token (a part of its channels) or of one channel (a run of
/// tokens).
enum class CacheAxis { token, channel };

/// KIVI (2402.02750) section 3.1: x -> round((x - min) / s) s + min with
/// s = (max - min) / (2^bits - 1) over each group of `group` elements; a last group may be shorter.
/// The last `residual` tokens stay as they are.
Matrix<double> quantised_cache(const Matrix<double>& cache, CacheAxis axis, int bits,
                               std::size_t group, std::size_t residual);

/// softmax(queries keys^T / sqrt(channels)) by rows.
Matrix<double> attention(const Matrix<double>& queries, const Matrix<double>& keys);

}  // namespace ahub::sim
