// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Text with the statistics of real text: words of a seeded vocabulary, drawn by Zipf's law with
// exponent 1, so that in a document of 150 words some 28 words stand in 40 % of all documents.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "ahub/base/random.hpp"

namespace ahub::bench {

/// Draws 0 .. size - 1 with weights 1 / (rank + 1)^exponent in constant time (Walker's aliases,
/// built by Vose, IEEE TSE 17(9), 1991).
class Zipf {
 public:
  explicit Zipf(std::size_t size, double exponent = 1) : keep_(size), other_(size) {
    std::vector<double> weight(size);
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i)
      sum += weight[i] = std::pow(static_cast<double>(i + 1), -exponent);
    std::vector<std::size_t> small, large;
    for (std::size_t i = 0; i < size; ++i) {
      weight[i] *= static_cast<double>(size) / sum;
      (weight[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
      const std::size_t low = small.back(), high = large.back();
      small.pop_back();
      keep_[low] = weight[low];
      other_[low] = high;
      weight[high] -= 1 - weight[low];
      if (weight[high] >= 1) continue;
      large.pop_back();
      small.push_back(high);
    }
    for (const std::size_t left : small) keep_[left] = 1;
    for (const std::size_t left : large) keep_[left] = 1;
  }
  std::size_t draw(Xoshiro256ss& random) const {
    const std::size_t at = random.below(keep_.size());
    return random.uniform() < keep_[at] ? at : other_[at];
  }

 private:
  std::vector<double> keep_;
  std::vector<std::size_t> other_;
};

/// Pronounceable words, the most frequent ones short as in English.
class Vocabulary {
 public:
  explicit Vocabulary(std::size_t size, std::uint64_t seed) : zipf_(size) {
    static constexpr const char* kFirst[] = {"b",  "c",  "d",  "f", "g", "l", "m",  "n",
                                             "p",  "r",  "s",  "t", "v", "w", "st", "tr",
                                             "pr", "gr", "ch", "k", "h", "j", "qu", ""};
    static constexpr const char* kMiddle[] = {"a", "e", "i", "o", "u", "ea", "io", "ou"};
    static constexpr const char* kLast[] = {"", "n", "r", "s", "t", "l", "m", "ng"};
    Xoshiro256ss random(seed);
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t syllables = i < 60 ? 1 : 2 + random.below(i < 2000 ? 2 : 3);
      std::string word;
      for (std::size_t k = 0; k < syllables; ++k) {
        word += kFirst[random.below(std::size(kFirst))];
        word += kMiddle[random.below(std::size(kMiddle))];
        word += kLast[random.below(std::size(kLast))];
      }
      words_.push_back(std::move(word));
    }
  }
  const std::string& word(std::size_t rank) const { return words_[rank % words_.size()]; }
  const std::string& draw(Xoshiro256ss& random) const { return words_[zipf_.draw(random)]; }
  std::string title(Xoshiro256ss& random) const {
    std::string text = sentence(random, 6 + random.below(5));
    text.pop_back();
    return text;
  }
  /// Sentences of about 15 words, `count` words in all.
  std::string abstract(Xoshiro256ss& random, std::size_t count) const {
    std::string text;
    for (std::size_t done = 0; done < count;) {
      const std::size_t now = 10 + random.below(11);
      if (!text.empty()) text += ' ';
      text += sentence(random, now);
      done += now;
    }
    return text;
  }
  std::string name(Xoshiro256ss& random) const {
    return capital(word(60 + random.below(2000))) + " " + capital(draw_rare(random));
  }

 private:
  static std::string capital(std::string text) {
    if (text.front() >= 'a') text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
  }
  const std::string& draw_rare(Xoshiro256ss& random) const {
    return words_[words_.size() / 2 + random.below(words_.size() / 2)];
  }
  std::string sentence(Xoshiro256ss& random, std::size_t count) const {
    std::string text = capital(draw(random));
    for (std::size_t i = 1; i < count; ++i) {
      text += ' ';
      text += draw(random);
    }
    return text += '.';
  }

  Zipf zipf_;
  std::vector<std::string> words_;
};

}  // namespace ahub::bench
