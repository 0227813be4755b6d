// A vocabulary without an end whose words follow Zipf's law, so that what texts use of it grows by Heaps' law.
#pragma once

#include <cstdint>
#include <string>

#include "tests/bench/generator/randomness.h"

namespace dateline {

// Ranks below this are words of grammar.
constexpr std::uint64_t kGrammarWords = 96;

// A rank of a word: as 1 / rank among the frequent ones, and more steeply behind them, as in news, where a text of n words has about n^0.54 different ones.
std::uint64_t draw_rank(Dice& dice);
// The same without words of grammar.
std::uint64_t draw_content_rank(Dice& dice);

// Appends the word of that rank in lower case. Grammar is English; content is made of syllables, with English endings, so that some four words share a
// stem.
void append_word(std::uint64_t rank, std::string& out);

}  // namespace dateline
