#include "tests/fuzz/word_checks.h"

#include <algorithm>

#include "indexer/analysis/aliases.h"
#include "indexer/analysis/fold.h"

namespace dateline {
namespace {

// The languages of the awkward articles that have a stemmer, and none.
constexpr const char* kLanguages[] = {"", "en", "fr", "de", "tr", "ru", "ar", "ja", "zh", "ko", "th"};

constexpr std::size_t kMostPieces = 6;  // of a compound

constexpr std::size_t kMostForms = 10'000;

std::string fault_text(const MarkedText& marked, const Span& mark, const std::string& wanted) {
  return "'" + marked.text.substr(mark.begin, mark.end - mark.begin) + "' is marked for '" + wanted +
         "' in: " + marked.text;
}

bool is_in_alias(const std::string& form) {
  static const AliasTable shipped;
  for (const auto& groups : {shipped.groups(), number_unit_aliases()})
    for (const AliasGroup& group : groups)
      for (const AliasWay& way : group)
        if (std::find(way.words.begin(), way.words.end(), form) != way.words.end()) return true;
  return false;
}

// Umlauts may be written with an e: "Mueller" as "Muller".
std::string without_umlauts(const std::string& form) {
  std::string out;
  for (const char c : fold_accents(form))
    if (c != 'e' || out.empty() || std::string_view("aou").find(out.back()) == std::string_view::npos) out += c;
  return out;
}

}  // namespace

bool WordChecks::is_plain_word(std::string_view q) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (q.size() < 3 || q.size() > 40 || !std::all_of(q.begin(), q.end(), is_letter)) return false;
  return !is_in_alias(exact_form(q));
}

bool WordChecks::alike(const std::string& one, const std::string& other) {
  if (without_umlauts(one) == without_umlauts(other)) return true;
  for (const char* left : kLanguages)
    for (const char* right : kLanguages)
      for (const std::string& term : stemmer_.terms(one, left))
        for (const std::string& same : stemmer_.terms(other, right))
          if (term == same) return true;
  return false;
}

bool WordChecks::alike_in_halves(const std::string& word, const std::string& left, const std::string& right) {
  for (std::size_t at = 1; at < word.size(); ++at)
    if (alike(word.substr(0, at), left) && alike(word.substr(at), right)) return true;
  return false;
}

WordChecks::MarkedForms WordChecks::forms_in(const Span& mark, const std::vector<Token>& tokens) const {
  MarkedForms out;
  std::uint32_t begin = 0, end = 0;
  for (const Token& token : tokens) {
    if (token.begin < mark.begin || token.end > mark.end) continue;
    if (out.forms.empty()) begin = token.begin;
    end = token.end;
    out.forms.emplace_back(tokenizer_.forms().text(token.form));
  }
  out.whole = !out.forms.empty() && begin == mark.begin && end == mark.end;
  return out;
}

std::vector<Token> WordChecks::tokens_of(std::string_view text) {
  if (tokenizer_.forms().size() > kMostForms) tokenizer_ = Tokenizer();
  std::vector<Token> tokens;
  tokenizer_.tokenize(text, tokens);
  return tokens;
}

// How many forms from `at` on are the word in pieces; 0: none.
std::size_t WordChecks::pieces_at(const std::string& word, const std::vector<std::string>& forms, std::size_t at) {
  if (at + 1 < forms.size() && alike_in_halves(word, forms[at], forms[at + 1])) return 2;
  std::string joined = forms[at];
  for (std::size_t count = 2; count <= kMostPieces && at + count <= forms.size(); ++count) {
    joined += forms[at + count - 1];
    if (alike(word, joined)) return count;
  }
  return 0;
}

// Matches may overlap: "a a a" is marked as one for "aa", twice in halves.
bool WordChecks::is_made_of(const std::string& word, const std::vector<std::string>& forms) {
  std::size_t covered = 0;  // forms that are told by now
  for (std::size_t at = 0; at < forms.size(); ++at) {
    if (alike(word, forms[at])) covered = std::max(covered, at + 1);
    if (const std::size_t pieces = pieces_at(word, forms, at)) covered = std::max(covered, at + pieces);
    if (covered <= at) return false;
  }
  return true;
}

std::string WordChecks::fault_of(const std::string& typed, const MarkedText& marked) {
  if (marked.marks.empty()) return {};
  const std::vector<Token> tokens = tokens_of(marked.text);
  for (const Span& mark : marked.marks) {
    const MarkedForms found = forms_in(mark, tokens);
    if (!found.whole || !is_made_of(exact_form(typed), found.forms)) return fault_text(marked, mark, typed);
  }
  return {};
}

std::string WordChecks::fault_of_exact(const std::string& phrase, const MarkedText& marked) {
  if (marked.marks.empty()) return {};
  std::vector<std::string> wanted;
  for (const Token& token : tokens_of(phrase)) wanted.emplace_back(tokenizer_.forms().text(token.form));
  const std::vector<Token> tokens = tokens_of(marked.text);
  for (const Span& mark : marked.marks) {
    const MarkedForms found = forms_in(mark, tokens);
    const bool fits = found.whole && found.forms.size() >= wanted.size() &&
                      std::equal(wanted.begin(), wanted.end(), found.forms.begin()) &&
                      std::equal(wanted.rbegin(), wanted.rend(), found.forms.rbegin());
    if (!fits) return fault_text(marked, mark, phrase);
  }
  return {};
}

}  // namespace dateline
