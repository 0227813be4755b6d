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

// A leaf in one segment's numbers. Immutable after construction; any number of threads may use it.
class LeafMatcher {
 public:
  LeafMatcher(const Leaf& leaf, const Vocabulary& vocabulary);

  // True when the article's words have a match.
  bool matches(const WordSequence& words) const;

  // All matches, by begin; from one place only the longest. Appends.
  void find(const WordSequence& words, std::vector<TokenSpan>& out) const;

  Scope scope() const { return scope_; }

  // False when a word of every way through is missing in this segment.
  bool possible() const;

 private:
  struct Compiled {
    std::vector<std::vector<std::uint32_t>> classes;  // sorted ranks
    std::vector<PatternEdge> edges;
    std::uint32_t places = 0, slop = 0;

    bool has(std::uint32_t number, std::uint32_t code) const;
    bool starts(std::uint32_t code) const;
    // End of the longest match that begins at `at` of a unit; 0 when there is none.
    std::uint32_t match(std::span<const std::uint32_t> unit, std::uint32_t at) const;
    std::uint32_t follow(std::span<const std::uint32_t> unit, std::uint32_t at, std::uint32_t place, std::uint32_t slop_left) const;
    std::uint32_t step(const PatternEdge& edge, std::size_t word, std::span<const std::uint32_t> unit, std::uint32_t at, std::uint32_t slop_left) const;
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
