// What one leaf of a query looks for in an article's words: checks it, and finds the places to mark. Knows nothing of Xapian.
//
// A pattern is a small lattice: places 0..n between the leaf's tokens, and edges that lead from one place to a later one over a
// sequence of words. "back door" has the edges 0-1 back, 1-2 door and 0-2 backdoor; every way from 0 to n is a match.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/archive/vocabulary.h"
#include "indexer/archive/word_sequence.h"

namespace dateline {

// The words of which one is wanted at a place: all forms behind `terms`, or the given `forms`.
struct WordClass {
  std::vector<std::string> terms;
  std::vector<std::string> forms;
};

struct PatternEdge {
  std::uint32_t from = 0, to = 0;
  std::vector<std::uint32_t> classes;  // indices into Pattern::classes; at least one
};

struct Pattern {
  std::vector<WordClass> classes;
  std::vector<PatternEdge> edges;  // sorted by `from`
  std::uint32_t places = 0;        // n: number of tokens typed
  std::uint32_t slop = 0;          // further words allowed between its words, in sum
};

// Which units of an article a leaf looks at.
enum class Scope : std::uint8_t { anywhere, title, byline, body };

// One leaf: a pattern, or several that stand near each other.
struct Leaf {
  std::vector<Pattern> patterns;  // more than one: NEAR
  std::uint32_t distance = 0;     // NEAR: most words between the first and the last of neighbours, in any order
  Scope scope = Scope::anywhere;
};

// A match: tokens [begin, end) of WordSequence::codes.
struct TokenSpan {
  std::uint32_t begin = 0, end = 0;
  friend bool operator==(const TokenSpan&, const TokenSpan&) = default;
};

// The ranks of one class in a segment: the words of which one is wanted. Immutable.
class RankSet {
 public:
  RankSet() = default;
  // In any order, with repeats.
  explicit RankSet(std::vector<std::uint32_t> ranks);
  RankSet(const WordClass& words, const Vocabulary& vocabulary);

  // Says no at once for nearly all ranks that are not in it.
  bool has(std::uint32_t rank) const { return (sieve_[rank / 64 & last_] >> rank % 64 & 1) != 0 && is_in(rank); }
  const std::vector<std::uint32_t>& ranks() const { return ranks_; }  // ascending

 private:
  bool is_in(std::uint32_t rank) const;

  std::vector<std::uint32_t> ranks_;
  std::vector<std::uint64_t> sieve_ = {0};
  std::uint32_t last_ = 0;  // of the sieve
};

// A leaf in one segment's numbers. Immutable after construction; any number of threads may use it.
class LeafMatcher {
 public:
  LeafMatcher(const Leaf& leaf, const Vocabulary& vocabulary);

  // True when the article's words have a match.
  bool matches(const WordSequence& words) const;

  // All matches, by begin; of those that begin at one place only the longest, of those that end at one place the one with the fewest words let
  // in. Appends.
  void find(const WordSequence& words, std::vector<TokenSpan>& out) const;

  Scope scope() const { return scope_; }

  // Whether words may stand between those of a match, which then reaches over them.
  bool lets_words_in() const { return patterns_.size() == 1 && patterns_.front().slop > 0; }
  // Whether the pattern has the word anywhere.
  bool has_word(std::uint32_t code) const;
  // The classes of a pattern, parallel to Pattern::classes.
  const std::vector<RankSet>& classes(std::size_t pattern) const { return patterns_[pattern].classes; }

 private:
  // One word of a way through the lattice: from state to state. State 0 is place 0, `last` is place n; states in between are places, or lie
  // inside edges of several words.
  struct Step {
    std::uint32_t from = 0, to = 0, words = 0;  // index in `classes`
  };
  struct Compiled {
    std::vector<RankSet> classes;
    RankSet starts;           // of the classes of all steps that leave state 0
    std::vector<Step> steps;  // those that leave later states first; those that leave state 0 from `first_steps` on
    std::size_t first_steps = 0;
    std::uint32_t last = 0, slop = 0;

    void lay_out(const Pattern& pattern);
    // Appends the matches in a unit by their end; stops at the first when `out` is null. True when there is one. Takes time in proportion to the
    // unit's words times the pattern's steps, whatever repeats in them.
    bool find(std::span<const std::uint32_t> unit, std::vector<TokenSpan>* out) const;
  };

  static Compiled compile(const Pattern& pattern, const Vocabulary& vocabulary);
  bool find_in_unit(std::span<const std::uint32_t> unit, std::uint32_t offset, std::vector<TokenSpan>* out) const;
  bool find_near(std::span<const std::uint32_t> unit, std::uint32_t offset, std::vector<TokenSpan>* out) const;
  bool looks_at(std::uint32_t unit) const;

  std::vector<Compiled> patterns_;
  std::uint32_t distance_;
  Scope scope_;
};

}  // namespace dateline
