// Finds a leaf in an article's encoded words, mostly without decoding them. What it finds is what LeafMatcher finds in the decoded words.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/archive/vocabulary.h"
#include "server/search/code_search.h"
#include "server/search/pattern.h"

namespace dateline {

// Words side by side: one way through a pattern, in one segment's codes. Immutable.
class CodeRun {
 public:
  // `words` must outlive it and are not empty.
  CodeRun(std::vector<const RankSet*> words, const Vocabulary& vocabulary);

  std::size_t size() const { return words_.size(); }
  // Only the word that is looked for first.
  CodeRun seat_alone(const Vocabulary& vocabulary) const { return CodeRun({words_[seat_]}, vocabulary); }

  // Calls `each` with the byte where each run in codes[begin, end) begins, ascending, until it returns true; returns whether it did. A code begins at `begin`,
  // and codes.data()[begin - 1] must be readable. Units are not looked at.
  template <typename Each>
  bool any(std::string_view codes, std::size_t begin, const Each& each) const;

 private:
  static constexpr std::size_t kNowhere = std::string_view::npos;

  void choose_seat(const Vocabulary& vocabulary);
  void make_search();
  // Where the run begins whose word at the seat is `code`, in [at, behind); kNowhere: there is none.
  std::size_t begin_around(std::string_view codes, std::size_t begin, std::size_t at, std::size_t behind) const;

  std::vector<const RankSet*> words_;
  std::size_t seat_ = 0;    // the word that is looked for; the others are then read beside it
  bool by_bytes_ = false;   // else all codes are read
  CodeSearch search_;       // finds the first byte of a code of the seat, or the byte before
  std::size_t before_ = 0;  // how far before the code
};

// A leaf in one segment's codes. Immutable; any number of threads may use it, each with its own `scratch`, whose memory is used again and whose content means
// nothing. Throws ArchiveCorrupt when it comes across something broken in a blob (see word_sequence.h); never reads outside of it.
class LeafScan {
 public:
  LeafScan(const Leaf& leaf, const Vocabulary& vocabulary);
  LeafScan(LeafScan&&) = default;

  // LeafMatcher::matches for the blob of an article's words. Tens of nanoseconds for a few words or phrases.
  bool matches(std::string_view blob, WordSequence& scratch) const;

  // LeafMatcher::find for the blob of an article's words. Returns how many of the matches are the one word `typed`.
  std::uint32_t find(std::string_view blob, std::vector<TokenSpan>& out, WordSequence& scratch, std::optional<std::uint32_t> typed = {}) const;

  // The same for decoded words.
  const LeafMatcher& matcher() const { return matcher_; }

 private:
  // All ways through a pattern.
  struct Ways {
    std::vector<CodeRun> runs;
    bool listed = true;  // false: there are too many
    bool exact = true;   // false: a match has one of the runs, but not all that have one are matches
  };
  class Lister;
  class Look;

  bool may_match(const Look& look) const;
  std::uint32_t find_decoded(std::string_view blob, std::vector<TokenSpan>& out, WordSequence& scratch, std::optional<std::uint32_t> typed) const;
  bool is_exact() const { return patterns_.size() == 1 && patterns_.front().listed && patterns_.front().exact; }

  LeafMatcher matcher_;
  std::vector<Ways> patterns_;
};

}  // namespace dateline
