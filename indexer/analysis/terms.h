// Forms -> the terms that stand in the postings.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Two neighbouring tokens of a script without spaces are also indexed as this term, so that a query of several characters
// does not meet in every article that has them all.
std::string pair_term(std::string_view left, std::string_view right);

// Stems by language. Not to be shared between threads; copies are independent.
class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  // The posting term of a form in a language (BCP 47 primary subtag): accents folded, then Snowball's stem where there is one for the
  // language; English where `lang` is empty. Forms with digits or points are not stemmed. 1..128 bytes, without NUL.
  std::string term(std::string_view form, std::string_view lang);

  // All posting terms of a form: `term` first, and where it is another one the stem of the form as it is written, folded afterwards. The first
  // meets what is typed without accents, the second the forms whose endings are told by their accents (declaración, declaraciones). One or two.
  std::vector<std::string> terms(std::string_view form, std::string_view lang);

  // True when `lang` has a stemmer of its own.
  static bool stems(std::string_view lang);

 private:
  struct Stems;
  std::string stem(const std::string& word, std::string_view lang);

  std::unique_ptr<Stems> stems_;
};

}  // namespace dateline
