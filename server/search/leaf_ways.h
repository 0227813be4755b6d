// The ways in which an article may have written the words of a leaf: compounds, aliases, numbers in groups, umlauts spelled out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/analysis/aliases.h"
#include "server/search/leaf_words.h"
#include "server/search/search.h"

namespace dateline {

// Words that stand for the typed words [from, to).
struct LeafWay {
  std::uint32_t from = 0, to = 0;
  std::vector<WordClass> words;  // in order
  std::uint32_t needs = 0;       // words before `from` without which it means something else: the number before a unit
};

// A pattern, and what its places are. A long number that may be written in groups has several places.
struct LaidPattern {
  Pattern pattern;
  std::vector<std::string> forms;   // by place: the form of the word that takes this place alone; empty: part of a number
  std::vector<AliasNote> aliases;   // that were applied
};

// Bounded by the number of words (see LeafBuilder) and by fixed numbers a word.
class LeafWays {
 public:
  // `aliases` may be null: none are applied. Both must outlive it.
  LeafWays(LeafWords& words, const AliasTable* aliases) : words_(words), aliases_(aliases) {}

  // The pattern of the words in all their ways; as typed only when `exact`.
  LaidPattern lay_out(const std::vector<TypedWord>& typed, bool exact);

  // Whether the words are a number and its unit: "5 million", "20 per cent".
  static bool is_amount(const std::vector<TypedWord>& typed);

  // All ways but the words themselves.
  std::vector<LeafWay> ways(const std::vector<TypedWord>& typed);

 private:
  using Ways = std::vector<LeafWay>;

  void add_compounds(const std::vector<TypedWord>& typed, Ways& out);
  void add_splits(const TypedWord& word, std::uint32_t at, Ways& out);
  void add_umlauts(const std::string& form, std::uint32_t at, Ways& out);
  void add_joined_numbers(const std::vector<TypedWord>& typed, std::uint32_t at, Ways& out);
  void add_thousands(const std::string& form, std::uint32_t at, Ways& out);
  void add_units(const std::vector<std::string>& forms, std::uint32_t at, Ways& out);
  void add_aliases(const std::vector<std::string>& forms, std::uint32_t at, Ways& out);
  void note_aliases(const std::vector<TypedWord>& typed, const std::vector<std::string>& forms, LaidPattern& out) const;

  bool may_join(const TypedWord& left, const TypedWord& right) const;
  Ways pieces_of_number(const std::string& form) const;

  LeafWords& words_;
  const AliasTable* aliases_;
};

}  // namespace dateline
