// How a query of words is relaxed when no article has them all.
#pragma once

#include <vector>

#include "server/search/posting_query.h"
#include "server/search/query.h"

namespace dateline {

struct Relaxed;

// The query that is relaxed: hyphenated words as the words they are made of and, with `phrases`, phrases beside other parts as words.
QueryNode loosened(const QueryNode& root, bool phrases);

// Takes in the parts of a query that are wanted together, and gives the queries for most of them. One thread.
class Relaxing {
 public:
  // A word, or several that are counted as one, which some articles have.
  void add_words(const PostingQuery& words) { words_.push_back(words); }
  // A word that no article has.
  void add_unknown() { ++unknown_; }
  // A function word: it is looked for only as long as all words are.
  void add_light() { light_ = true; }
  // A phrase or an exact word: it is never left out.
  void add_phrase(const PostingQuery& phrase) {
    conditions_.push_back(phrase);
    phrase_ = true;
  }
  // What is never left out either: filters, what stands in brackets.
  void add_condition(const PostingQuery& condition) { conditions_.push_back(condition); }
  // What must not be found.
  void exclude(const PostingQuery& unwanted) { unwanted_ = unwanted; }

  // No steps when nothing can be left out. Up to four words: at first without the function words,
  // then without others as long as half of them, and two, are left; of more words any, which leaves it to
  // the ranking to put those first that have the most.
  Relaxed take();

 private:
  PostingQuery whole(const PostingQuery& words) const;

  std::vector<PostingQuery> words_, conditions_;
  PostingQuery unwanted_;
  std::size_t unknown_ = 0;
  bool light_ = false, phrase_ = false;
};

}  // namespace dateline
