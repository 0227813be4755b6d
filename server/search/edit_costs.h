// What it costs to take one spelling for another: little for the slips that people make, much for those they do not.
#pragma once

#include <string_view>
#include <vector>

namespace dateline {

// In hundredths of an ordinary edit. Found on the tuning halves of public lists of misspellings (tests/bench/spelling.cpp).
struct EditCosts {
  int change = 120;         // one letter for another
  int vowel = 85;           // one vowel for another
  int key = 120;             // for a neighbour on the keyboard
  int sound = 100;           // for a letter that may sound alike
  int accent = 10;          // the same letter with other marks
  int missing = 75;        // the typed word lacks a letter
  int missing_vowel = 75;
  int missing_double = 45;  // ... of a pair
  int extra = 100;          // the typed word has a letter too many
  int extra_vowel = 80;
  int extra_double = 65;    // ... the same as its neighbour
  int swap = 80;            // two neighbours in the other order
  int pair = 80;            // two letters for one that sounds like them: ph and f
  int first = 30;           // on top when it is the first letter
};

// More than any limit: what is no slip of the pen, such as a digit or a letter of another script.
inline constexpr int kNoEdit = 10'000;

// A letter as the costs see it. Code 0 is the nothing at the ends of a word.
struct Letter {
  char32_t code = 0;
  char32_t base = 0;  // without its marks
};

Letter letter_of(char32_t code);
// The letters of a form; `form` is valid UTF-8.
std::vector<Letter> letters_of(std::string_view form);

// Cost of `typed` where `meant` was meant; 0 when they are the same.
int change_cost(const EditCosts& costs, const Letter& meant, const Letter& typed);
// Cost of leaving out `meant`, which stands behind `before`.
int missing_cost(const EditCosts& costs, const Letter& meant, const Letter& before);
// Cost of a `typed` too many between its neighbours in the typed word.
int extra_cost(const EditCosts& costs, const Letter& typed, const Letter& before, const Letter& after);
// Whether `a` and `b` together sound like `one`: ph and f.
bool sounds_like_pair(const Letter& a, const Letter& b, const Letter& one);
// Whether `a` may be the first of such a pair.
bool begins_pair(const Letter& a);

}  // namespace dateline
