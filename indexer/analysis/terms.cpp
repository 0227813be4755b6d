#include "indexer/analysis/terms.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/analysis/fold.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestTerm = 128;

// Languages that Snowball has a stemmer for in the oldest Xapian that we build with.
constexpr std::array<std::pair<std::string_view, const char*>, 21> kStemmers = {{
    {"ca", "catalan"},   {"da", "danish"},    {"de", "german"},  {"en", "english"},    {"es", "spanish"}, {"eu", "basque"},
    {"fi", "finnish"},   {"fr", "french"},    {"ga", "irish"},   {"hu", "hungarian"},  {"hy", "armenian"}, {"id", "indonesian"},
    {"it", "italian"},   {"lt", "lithuanian"}, {"nl", "dutch"},  {"no", "norwegian"},  {"pt", "portuguese"}, {"ro", "romanian"},
    {"ru", "russian"},   {"sv", "swedish"},   {"tr", "turkish"},
}};

// Families of English words that Snowball puts under the stem of another: cooperation under cooper, organization under organ, authority under author.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kEnglishFamilies = {{
    {"cooperat", "cooperat"},   {"organiz", "organiz"},       {"organis", "organiz"},   {"authorit", "authorit"},
    {"authoriz", "authoriz"},   {"authoris", "authoriz"},     {"international", "international"}, {"universit", "universit"},
    {"nationaliz", "nationaliz"}, {"nationalis", "nationaliz"}, {"journalis", "journalis"},
}};

const char* stemmer_name(std::string_view lang) {
  if (lang.empty()) lang = "en";
  if (lang == "nb" || lang == "nn") lang = "no";
  for (const auto& [code, name] : kStemmers)
    if (code == lang) return name;
  return nullptr;
}

bool is_plain_word(std::string_view form) {
  return std::none_of(form.begin(), form.end(), [](unsigned char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

std::string bounded(std::string term) {
  std::erase(term, '\0');
  if (term.size() > kLongestTerm) {
    std::size_t cut = kLongestTerm;
    while (cut > 0 && (static_cast<unsigned char>(term[cut]) & 0xC0) == 0x80) --cut;
    term.resize(cut);
  }
  return term.empty() ? std::string("?") : term;
}

// Snowball leaves the Portuguese plurals of -ão apart: eleições, pães, mãos.
std::string with_singular_nasal(std::string_view form) {
  for (const std::string_view plural : {"\u00F5es", "\u00E3es", "\u00E3os"})
    if (form.ends_with(plural) && form.size() > plural.size() + 1) return std::string(form.substr(0, form.size() - plural.size())) + "\u00E3o";
  return std::string(form);
}

}  // namespace

std::string pair_term(std::string_view left, std::string_view right) { return bounded(std::string(left) + std::string(right)); }

struct Stemmer::Stems {
  std::map<std::string, Xapian::Stem, std::less<>> by_name;
};

Stemmer::Stemmer() : stems_(std::make_unique<Stems>()) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

bool Stemmer::stems(std::string_view lang) { return !lang.empty() && stemmer_name(lang) != nullptr; }

// The word itself where it is not to be stemmed.
std::string Stemmer::stem(const std::string& word, std::string_view lang) {
  const char* name = is_plain_word(word) ? stemmer_name(lang) : nullptr;
  if (name == nullptr) return word;
  if (name == std::string_view("english"))
    for (const auto& [beginning, stem] : kEnglishFamilies)
      if (word.starts_with(beginning)) return std::string(stem);
  auto found = stems_->by_name.find(std::string_view(name));
  if (found == stems_->by_name.end()) found = stems_->by_name.emplace(name, Xapian::Stem(std::string(name))).first;
  std::string stem = found->second(word);
  return stem.empty() ? word : stem;
}

std::string Stemmer::term(std::string_view form, std::string_view lang) { return bounded(stem(fold_accents(form), lang)); }

std::vector<std::string> Stemmer::terms(std::string_view form, std::string_view lang) {
  const std::string folded = fold_accents(form);
  std::vector<std::string> out = {bounded(stem(folded, lang))};
  if (folded == form) return out;
  std::string second = bounded(fold_accents(stem(lang == "pt" ? with_singular_nasal(form) : std::string(form), lang)));
  if (second != out.front()) out.push_back(std::move(second));
  return out;
}

}  // namespace dateline
