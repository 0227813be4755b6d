#include "server/search/leaf_words.h"

#include <algorithm>
#include <set>

#include "indexer/analysis/fold.h"

namespace dateline {
namespace {

constexpr std::size_t kLookalikes = 64;  // forms of one term and segment
constexpr std::uint32_t kLongestGap = 8;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

}  // namespace

LeafWords::LeafWords(const Snapshot& snapshot, SearchHand& hand) : snapshot_(snapshot), hand_(hand) {
  for (const std::string& lang : snapshot.languages()) turkic_ = turkic_ || casing_of(lang) == Casing::turkic;
}

std::vector<TypedWord> LeafWords::read(std::string_view text, std::size_t most) {
  std::vector<Token> tokens, turkic;
  hand_.tokenizer.tokenize(text, tokens);
  if (turkic_) hand_.tokenizer.tokenize(text, turkic, Casing::turkic);
  const FormTable& forms = hand_.tokenizer.forms();
  std::vector<TypedWord> out;
  for (std::size_t at = 0; at < std::min(most, tokens.size()); ++at) {
    const Token& token = tokens[at];
    TypedWord& word = out.emplace_back();
    word.form = forms.text(token.form);
    if (turkic_ && turkic[at].form != token.form) word.turkic = forms.text(turkic[at].form);
    word.spelling = text.substr(token.begin, token.end - token.begin);
    const std::uint32_t before = at == 0 ? 0 : tokens[at - 1].end;
    const std::uint32_t gap = std::min(token.begin - before, kLongestGap);
    word.gap = text.substr(token.begin - gap, gap);
  }
  return out;
}

// Words of the archive that are the form but for their accents, itself included.
std::vector<std::string> LeafWords::lookalikes(const std::string& form, const std::vector<std::string>& stems) const {
  std::vector<std::string> out;
  const std::string folded = fold_accents(form);
  for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment) {
    const Vocabulary& words = vocabulary(segment);
    if (words.rank_of(form)) unite(out, std::vector{form});
    for (const std::string& stem : stems) {
      const auto ranks = words.forms_of(stem);
      for (const std::uint32_t rank : ranks.first(std::min(ranks.size(), kLookalikes)))
        if (const auto text = words.form(rank); !is_ascii(text) && fold_accents(text) == folded) unite(out, std::vector{text});
    }
  }
  return out;
}

std::vector<std::string> LeafWords::stems_of(const std::string& form) {
  std::vector<std::string> out;
  for (const std::string& lang : snapshot_.languages()) unite(out, hand_.stemmer.terms(form, lang));
  return out;
}

// A word without its accents is found in all forms of those that have them.
std::vector<std::string> LeafWords::terms_of(const std::string& form) {
  std::vector<std::string> all = stems_of(form), known;
  unite(all, std::vector{fold_accents(form)});
  for (const std::string& other : lookalikes(form, all)) unite(all, stems_of(other));
  std::copy_if(all.begin(), all.end(), std::back_inserter(known), [&](const std::string& term) { return has_term(term); });
  if (known.empty()) known.push_back(all.front());
  return known;
}

std::vector<std::string> LeafWords::own_terms(const std::string& form) const {
  std::vector<std::string> out;
  for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment)
    if (const auto rank = vocabulary(segment).rank_of(form)) unite(out, vocabulary(segment).terms_of(*rank));
  return out;
}

WordClass LeafWords::forms_of_rare_languages(const std::string& form) {
  WordClass out;
  std::vector<std::string> stems = stems_of(form);
  unite(stems, std::vector{fold_accents(form)});
  const std::vector<std::string> terms = terms_of(form);
  for (const std::string& other : lookalikes(form, stems))
    for (const std::string& term : own_terms(other))
      if (std::find(terms.begin(), terms.end(), term) == terms.end()) unite(out.forms, std::vector{other});
  return out;
}

// Articles have a form under the terms that it has in their languages.
std::vector<std::string> LeafWords::terms_of(const WordClass& words) {
  std::vector<std::string> out = words.terms;
  for (const std::string& form : words.forms) {
    const std::vector<std::string> own = own_terms(form);
    unite(out, own.empty() ? terms_of(form) : own);
  }
  return out;
}

std::uint64_t LeafWords::articles_with(std::string_view form) const {
  std::uint64_t sum = 0;
  for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment)
    if (const auto rank = vocabulary(segment).rank_of(form)) sum += vocabulary(segment).articles(*rank);
  return sum;
}

bool LeafWords::has(std::string_view form) const {
  for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment)
    if (vocabulary(segment).rank_of(form)) return true;
  return false;
}

bool LeafWords::has_term(const std::string& term) const {
  for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment)
    if (!vocabulary(segment).forms_of(term).empty()) return true;
  return false;
}

bool LeafWords::known(const std::string& form) {
  const auto terms = terms_of(form);
  return std::any_of(terms.begin(), terms.end(), [&](const std::string& term) { return has_term(term); });
}

std::vector<std::string> LeafWords::forms_of(const std::string& term) const {
  std::vector<std::string> out;
  for (std::uint32_t segment = 0; segment < snapshot_.segments(); ++segment) {
    const auto ranks = vocabulary(segment).forms_of(term);
    for (const std::uint32_t rank : ranks.first(std::min(ranks.size(), kLookalikes)))
      if (out.size() < kLookalikes) unite(out, std::vector{vocabulary(segment).form(rank)});
  }
  return out;
}

TermsOfForms LeafWords::terms_of_forms(const std::vector<std::string>& forms) {
  TermsOfForms out;
  if (forms.empty()) return out;
  const std::set<std::string_view> chosen(forms.begin(), forms.end());
  for (std::string& term : terms_of(WordClass{{}, forms})) {
    bool sure = true;
    for (std::uint32_t segment = 0; sure && segment < snapshot_.segments(); ++segment) {
      const auto ranks = vocabulary(segment).forms_of(term);
      sure = std::all_of(ranks.begin(), ranks.end(), [&](std::uint32_t rank) { return chosen.contains(vocabulary(segment).form(rank)); });
    }
    (sure ? out.sure : out.unsure).push_back(std::move(term));
  }
  return out;
}

}  // namespace dateline
