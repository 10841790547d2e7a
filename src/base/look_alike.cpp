// SPDX-FileCopyrightText: 2026 The ahub authors
// SPDX-License-Identifier: Apache-2.0
// Written from how the letters are drawn. Full-width, mathematical and enclosed letters are not
// here: their compatibility decomposition is the Latin letter.
#include "base/look_alike.hpp"

#include <algorithm>
#include <iterator>

namespace ahub {
namespace {

struct Pair {
  char32_t letter;
  char as;
};

/// After case folding, in order. A letter whose capital is drawn like a Latin one goes with it.
constexpr Pair kFolded[] = {
    {0x0185, 'b'},  // tone six
    {0x0188, 'c'},  // hooks, bars, tails and tildes that Unicode does not take apart, and small
                    // capitals
    {0x018C, 'd'}, {0x0192, 'f'}, {0x019A, 'l'}, {0x019E, 'n'}, {0x01A5, 'p'},
    {0x01AB, 't'}, {0x01AD, 't'}, {0x01BF, 'p'},  // wynn
    {0x01C0, 'l'},                                // dental click
    {0x0221, 'd'}, {0x0225, 'z'}, {0x0234, 'l'}, {0x0235, 'n'}, {0x0236, 't'},
    {0x023C, 'c'}, {0x023F, 's'}, {0x0240, 'z'}, {0x0247, 'e'}, {0x0249, 'j'},
    {0x024B, 'q'}, {0x024D, 'r'}, {0x024F, 'y'}, {0x0251, 'a'},  // alpha
    {0x0255, 'c'}, {0x025F, 'j'}, {0x0260, 'g'}, {0x0261, 'g'},  // script g
    {0x0262, 'g'}, {0x0266, 'h'}, {0x0269, 'i'},                 // iota
    {0x026A, 'i'}, {0x026B, 'l'}, {0x026C, 'l'}, {0x026D, 'l'}, {0x0271, 'm'},
    {0x0272, 'n'}, {0x0273, 'n'}, {0x0274, 'n'}, {0x027C, 'r'}, {0x027D, 'r'},
    {0x027E, 'r'}, {0x0280, 'r'}, {0x0282, 's'}, {0x0288, 't'}, {0x028B, 'v'},
    {0x028F, 'y'}, {0x0290, 'z'}, {0x0291, 'z'}, {0x0299, 'b'}, {0x029C, 'h'},
    {0x029D, 'j'}, {0x029F, 'l'}, {0x02A0, 'q'}, {0x03B1, 'a'},  // Greek
    {0x03B2, 'b'}, {0x03B3, 'y'}, {0x03B5, 'e'}, {0x03B6, 'z'}, {0x03B7, 'h'},
    {0x03B9, 'i'}, {0x03BA, 'k'}, {0x03BC, 'm'}, {0x03BD, 'n'}, {0x03BF, 'o'},
    {0x03C1, 'p'}, {0x03C4, 't'}, {0x03C5, 'y'}, {0x03C7, 'x'}, {0x03DD, 'f'},  // digamma
    {0x03F2, 'c'}, {0x03F3, 'j'}, {0x03FB, 'm'}, {0x0430, 'a'}, {0x0432, 'b'},
    {0x0435, 'e'}, {0x043A, 'k'}, {0x043C, 'm'}, {0x043D, 'h'}, {0x043E, 'o'},
    {0x0440, 'p'}, {0x0441, 'c'}, {0x0442, 't'}, {0x0443, 'y'}, {0x0445, 'x'},
    {0x044C, 'b'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x0461, 'w'},
    {0x0475, 'v'}, {0x049B, 'k'}, {0x04AB, 'c'}, {0x04AF, 'y'}, {0x04B3, 'x'},
    {0x04BB, 'h'}, {0x04CF, 'l'},                                               // palochka
    {0x0501, 'd'}, {0x050D, 'g'}, {0x051B, 'q'}, {0x051D, 'w'}, {0x0563, 'q'},  // Armenian
    {0x0566, 'q'}, {0x0570, 'h'}, {0x0575, 'j'}, {0x0578, 'n'}, {0x057D, 'u'},
    {0x0581, 'g'}, {0x0585, 'o'}, {0x13A0, 'd'},  // Cherokee, whose letters fold to their capitals
    {0x13A1, 'r'}, {0x13A2, 't'}, {0x13A5, 'i'}, {0x13A9, 'y'}, {0x13AA, 'a'},
    {0x13AB, 'j'}, {0x13AC, 'e'}, {0x13B3, 'w'}, {0x13B7, 'm'}, {0x13BB, 'h'},
    {0x13BD, 'y'}, {0x13C0, 'g'}, {0x13C2, 'h'}, {0x13C3, 'z'}, {0x13CF, 'b'},
    {0x13D2, 'r'}, {0x13D4, 'w'}, {0x13D5, 's'}, {0x13D9, 'v'}, {0x13DA, 's'},
    {0x13DE, 'l'}, {0x13DF, 'c'}, {0x13E2, 'p'}, {0x13E6, 'k'}, {0x13E7, 'd'},
    {0x13F3, 'g'}, {0x13F4, 'b'}, {0x1D00, 'a'},  // small capitals
    {0x1D04, 'c'}, {0x1D05, 'd'}, {0x1D07, 'e'}, {0x1D0A, 'j'}, {0x1D0B, 'k'},
    {0x1D0D, 'm'}, {0x1D0F, 'o'}, {0x1D18, 'p'}, {0x1D1B, 't'}, {0x1D1C, 'u'},
    {0x1D20, 'v'}, {0x1D21, 'w'}, {0x1D22, 'z'}, {0x1D6C, 'b'}, {0x1D6D, 'd'},
    {0x1D6E, 'f'}, {0x1D6F, 'm'}, {0x1D70, 'n'}, {0x1D71, 'p'}, {0x1D72, 'r'},
    {0x1D73, 'r'}, {0x1D74, 's'}, {0x1D75, 't'}, {0x1D76, 'z'}, {0x1D7D, 'p'},
    {0x2C61, 'l'}, {0x2C65, 'a'}, {0x2C66, 't'}, {0x2C68, 'h'}, {0x2C6A, 'k'},
    {0x2C6C, 'z'}, {0x2C81, 'a'},  // Coptic
    {0x2C83, 'b'}, {0x2C89, 'e'}, {0x2C8F, 'h'}, {0x2C93, 'i'}, {0x2C95, 'k'},
    {0x2C99, 'm'}, {0x2C9B, 'n'}, {0x2C9F, 'o'}, {0x2CA3, 'p'}, {0x2CA5, 'c'},
    {0x2CA7, 't'}, {0x2CA9, 'y'}, {0x2CAD, 'x'}, {0xA4D0, 'b'},  // Lisu
    {0xA4D1, 'p'}, {0xA4D3, 'd'}, {0xA4D4, 't'}, {0xA4D6, 'g'}, {0xA4D7, 'k'},
    {0xA4D9, 'j'}, {0xA4DA, 'c'}, {0xA4DC, 'z'}, {0xA4DD, 'f'}, {0xA4DF, 'm'},
    {0xA4E0, 'n'}, {0xA4E1, 'l'}, {0xA4E2, 's'}, {0xA4E3, 'r'}, {0xA4E6, 'v'},
    {0xA4E7, 'h'}, {0xA4EA, 'w'}, {0xA4EB, 'x'}, {0xA4EC, 'y'}, {0xA4EE, 'a'},
    {0xA4F0, 'e'}, {0xA4F2, 'i'}, {0xA4F3, 'o'}, {0xA4F4, 'u'}, {0xA730, 'f'},  // small capitals
    {0xA731, 's'}, {0xA741, 'k'}, {0xA743, 'k'}, {0xA745, 'k'}, {0xA749, 'l'},
    {0xA74B, 'o'}, {0xA74D, 'o'}, {0xA751, 'p'}, {0xA753, 'p'}, {0xA755, 'p'},
    {0xA757, 'q'}, {0xA759, 'q'}, {0xAB75, 'i'},  // a Cherokee letter where case folding leaves it
};

/// As written, in order: what is drawn like another letter than the table above says, or only in
/// one case.
constexpr Pair kDrawn[] = {
    {0x03B7, 'n'}, {0x03BC, 'u'}, {0x03BD, 'v'}, {0x03C2, 'c'}, {0x03C3, 'o'},
    {0x03C5, 'u'}, {0x03C9, 'w'}, {0x0433, 'r'}, {0x043F, 'n'}, {0x053C, 'L'},
    {0x0548, 'n'}, {0x054F, 'S'}, {0x0561, 'w'}, {0x0582, 'i'}, {0x0584, 'p'},
    {0x05C0, 'l'}, {0x05E1, 'o'}, {0x0647, 'o'}, {0x0D20, 'o'}, {0x10FF, 'o'},
    {0x1CBF, 'o'}, {0x212E, 'e'}, {0x2223, 'l'}, {0x25CB, 'o'}, {0x104C2, 'o'},
    {0x104EA, 'o'}, {0x118A8, 'o'}, {0x118C8, 'o'},
};

template <std::size_t N>
constexpr bool in_order(const Pair (&pairs)[N]) {
  for (std::size_t i = 1; i < N; ++i) {
    if (pairs[i].letter <= pairs[i - 1].letter) return false;
  }
  return true;
}
static_assert(in_order(kFolded) && in_order(kDrawn));

template <std::size_t N>
char find(const Pair (&pairs)[N], char32_t c) noexcept {
  const Pair* pair =
      std::lower_bound(std::begin(pairs), std::end(pairs), c,
                       [](const Pair& each, char32_t letter) { return each.letter < letter; });
  return pair != std::end(pairs) && pair->letter == c ? pair->as : '\0';
}

}  // namespace

char look_alike(char32_t c) noexcept {
  // White letters in black circles and squares.
  for (const char32_t first : {U'\U0001F150', U'\U0001F170'}) {
    if (c >= first && c < first + 26) return static_cast<char>('a' + (c - first));
  }
  return find(kFolded, c);
}

char look_alike_as_drawn(char32_t c) noexcept { return find(kDrawn, c); }

}  // namespace ahub
