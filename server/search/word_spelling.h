// How a word is written: forms are folded, readers want "O'Brien" and "Dvořák".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/analysis/tokenizer.h"

namespace dateline {

// True for words that say nothing by themselves ("of", "the", "with"), one letter, and nothing.
bool is_small_word(std::string_view form);

// Listens to the places where one form stands and tells how it is written in the middle of a sentence: in lower case when it was met so, else with the
// capitals that it was met with. One thread.
class WordSpelling {
 public:
  explicit WordSpelling(std::string_view form) : form_(form) {}

  // A token of `text` with that form.
  void see(std::string_view text, const Token& token);

  // True once a place has told for sure.
  bool sure() const { return rank_ == kSure; }
  // True when it was met with a capital in the middle of a sentence, and nowhere without.
  bool is_name() const { return rank_ == kCapital; }
  // The form itself when nothing better was met.
  std::string text() const { return rank_ == kUnseen ? form_ : best_; }

 private:
  // How good the best spelling is.
  static constexpr int kUnseen = 0, kOdd = 1, kCapital = 2, kSure = 3;

  std::string form_, best_;
  int rank_ = kUnseen;
};

}  // namespace dateline
