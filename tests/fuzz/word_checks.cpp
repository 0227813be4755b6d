#include "tests/fuzz/word_checks.h"

#include <algorithm>

#include "indexer/analysis/aliases.h"
#include "indexer/analysis/fold.h"

namespace dateline {
namespace {

// The languages of the awkward articles that have a stemmer, and none.
constexpr const char* kLanguages[] = {"", "en", "fr", "de", "tr", "ru", "ar", "ja", "zh", "ko", "th"};

constexpr std::size_t kMostForms = 10'000;

bool is_in_alias(const std::string& form) {
  for (const auto& groups : {builtin_aliases(), number_unit_aliases()})
    for (const AliasGroup& group : groups)
      for (const AliasWords& words : group)
        if (std::find(words.begin(), words.end(), form) != words.end()) return true;
  return false;
}

}  // namespace

bool WordChecks::is_plain_word(std::string_view q) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (q.size() < 3 || q.size() > 40 || !std::all_of(q.begin(), q.end(), is_letter)) return false;
  return !is_in_alias(exact_form(q));
}

bool WordChecks::alike(const std::string& one, const std::string& other) {
  if (fold_accents(one) == fold_accents(other)) return true;
  for (const char* left : kLanguages)
    for (const char* right : kLanguages)
      if (stemmer_.term(one, left) == stemmer_.term(other, right)) return true;
  return false;
}

bool WordChecks::alike_in_halves(const std::string& word, const std::string& left, const std::string& right) {
  for (std::size_t at = 1; at < word.size(); ++at)
    if (alike(word.substr(0, at), left) && alike(word.substr(at), right)) return true;
  return false;
}

std::string WordChecks::fault_of_mark(const std::string& word, const MarkedText& marked, const Span& mark, const std::vector<Token>& tokens) {
  const std::string what = "'" + marked.text.substr(mark.begin, mark.end - mark.begin) + "' is marked for '" + word + "'";
  std::vector<std::string> forms;
  std::uint32_t begin = 0, end = 0;
  for (const Token& token : tokens) {
    if (token.begin < mark.begin || token.end > mark.end) continue;
    if (forms.empty()) begin = token.begin;
    end = token.end;
    forms.emplace_back(tokenizer_.forms().text(token.form));
  }
  if (forms.empty() || begin != mark.begin || end != mark.end) return "not whole words: " + what;
  for (std::size_t at = 0; at < forms.size();) {
    if (alike(word, forms[at])) ++at;
    else if (at + 1 < forms.size() && alike_in_halves(word, forms[at], forms[at + 1])) at += 2;
    else return what;
  }
  return {};
}

std::string WordChecks::fault_of(const std::string& typed, const MarkedText& marked) {
  if (marked.marks.empty()) return {};
  if (tokenizer_.forms().size() > kMostForms) tokenizer_ = Tokenizer();
  std::vector<Token> tokens;
  tokenizer_.tokenize(marked.text, tokens);
  for (const Span& mark : marked.marks)
    if (std::string fault = fault_of_mark(exact_form(typed), marked, mark, tokens); !fault.empty()) return fault;
  return {};
}

}  // namespace dateline
