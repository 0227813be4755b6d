// What the archive's own words say of a typed one: how usual it is, and what may have been meant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/snapshot.h"
#include "server/search/spelling_walk.h"

namespace dateline {

// The vocabularies of the open segments as one. Forms are as Token::form is. One thread; the snapshot and the hand must outlive it.
class SpellingBook {
 public:
  SpellingBook(const Snapshot& snapshot, SearchHand& hand, const Deadline& deadline) : snapshot_(snapshot), hand_(hand), deadline_(deadline) {}

  // Articles that have the form, those that were replaced included.
  std::uint64_t articles(std::string_view form) const;
  // Articles of all forms of the word, summed, as the language of the most articles forms it: about what a search for it finds. Forms that are one
  // word in another language alone may be two words here.
  std::uint64_t articles_of_word(const std::string& form);

  // The likeliest forms that were meant where `form` was typed, best first, at most eight; none when it has digits or is too long. `limit` as in
  // WalkOptions. Walks every vocabulary; gives what it has when the deadline passes.
  std::vector<NearForm> near(std::string_view form, int limit) const;

 private:
  const Snapshot& snapshot_;
  SearchHand& hand_;
  const Deadline& deadline_;
};

// How far from a word of so many letters a meant one may be, in hundredths of an edit.
int usual_limit(std::size_t letters);

// What so many hundredths of an edit take from the logarithm of how likely a form is.
double nats_of(int cost);

// Whether a form is all letters: neither a number nor a code.
bool is_all_letters(std::string_view form);

}  // namespace dateline
