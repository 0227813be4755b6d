// Words that mean the same thing in the news: U.S., US, USA and United States.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// One way to write something: its exact forms in order.
using AliasWords = std::vector<std::string>;
// All ways to write one thing; two or more.
using AliasGroup = std::vector<AliasWords>;

// The groups that ship with the program. Built on the first call; safe from any thread.
std::span<const AliasGroup> builtin_aliases();

// "m" after a number is "million": single words that are alike only behind a number.
std::span<const AliasGroup> number_unit_aliases();

// True for a word too common to be half of a compound ("to", "not", "may"), in the languages that the compounds are tried in.
bool is_function_word(std::string_view form);

}  // namespace dateline
