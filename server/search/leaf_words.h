// What a search knows of single words: their terms, and how many articles of the open segments have them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/pattern.h"
#include "server/search/snapshot.h"

namespace dateline {

// A word of a leaf as it was typed.
struct TypedWord {
  std::string form;
  std::string turkic;    // its form where I is the capital of a dotless i; empty: the same, or no such language is in the archive
  std::string spelling;  // as typed
  std::string gap;       // what stands before it, behind the word before: the last few bytes of it
};

// Terms that stand for given forms, and for no others (`sure`: the postings alone tell the matches) or for others too.
struct TermsOfForms {
  std::vector<std::string> sure, unsure;
};

// Kept while one query is planned. All calls cost a few binary searches in each segment.
class LeafWords {
 public:
  LeafWords(const Snapshot& snapshot, SearchHand& hand);

  // The words of a text, at most `most`.
  std::vector<TypedWord> read(std::string_view text, std::size_t most);

  // The posting terms under which a form may stand: its stems in the archive's languages, with and without accents. Those that no article has are
  // left out; one when there is none.
  std::vector<std::string> terms_of(const std::string& form);
  std::vector<std::string> terms_of(const WordClass& words);
  WordClass any_form(const std::string& form) { return {terms_of(form), {}}; }
  // The form as it stands in articles of languages that are rare in the archive and have another stem for it; no forms: in none.
  WordClass forms_of_rare_languages(const std::string& form);

  // Sum over the segments.
  std::uint64_t articles_with(std::string_view form) const;
  bool has(std::string_view form) const;
  // True when some article has the form, or one with the same stem.
  bool known(const std::string& form);
  // The posting terms behind forms of the archive.
  TermsOfForms terms_of_forms(const std::vector<std::string>& forms);
  // The forms behind a term in all segments, at most a few dozen.
  std::vector<std::string> forms_of(const std::string& term) const;

 private:
  const Vocabulary& vocabulary(std::uint32_t segment) const { return snapshot_.live(segment).segment->vocabulary(); }
  bool has_term(const std::string& term) const;
  std::vector<std::string> lookalikes(const std::string& form, const std::vector<std::string>& stems) const;
  std::vector<std::string> stems_of(const std::string& form);
  std::vector<std::string> own_terms(const std::string& form) const;

  const Snapshot& snapshot_;
  SearchHand& hand_;
  bool turkic_ = false;
};

// Appends what is not there yet.
template <typename Container>
void unite(std::vector<std::string>& out, const Container& more) {
  for (const auto& one : more) {
    bool there = false;
    for (const std::string& old : out) there = there || old == one;
    if (!there) out.emplace_back(one);
  }
}

}  // namespace dateline
