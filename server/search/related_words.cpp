#include "server/search/related_words.h"

#include <algorithm>
#include <cmath>

#include "server/search/word_spelling.h"

namespace dateline {
namespace {

constexpr std::uint32_t kMostWords = 4'000;  // of an article that are read
constexpr std::size_t kMostTelling = 400;    // different words that are kept

// What a word counts where it stands. Bylines say who wrote, not of what.
constexpr double kInTitle = 3.0, kInLead = 1.5;
constexpr double kName = 1.3, kNumber = 0.5;

double place_weight(std::uint32_t unit) {
  if (unit == kTitleUnit) return kInTitle;
  if (unit == kBylineUnit) return 0;
  return unit == kFirstBodyUnit ? kInLead : 1;
}

double use_of(double places) { return places <= 0 ? 0 : 1 + std::log(std::max(1.0, places)); }

// Articles that are imagined to be there and to have nothing in common, so that a word which most of a few articles have still tells something.
constexpr double kImagined = 100;

// How telling a word of so many of all articles is.
double rarity(double articles, double all) { return std::log((all + kImagined) / (articles + 0.5)); }

bool has_digit(std::string_view form) {
  return std::any_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The term that the most articles have: a form that is stemmed by several languages has some that are rare.
std::string usual_term(const std::vector<std::string_view>& terms, const Xapian::Database& database) {
  std::string best;
  Xapian::doccount most = 0;
  for (const std::string_view term : terms) {
    const Xapian::doccount articles = terms.size() > 1 ? database.get_termfreq(std::string(term)) : 1;
    if (!best.empty() && articles <= most) continue;
    best = term;
    most = articles;
  }
  return best;
}

}  // namespace

struct TellingWords::Spoken {
  double places = 0;
  std::map<std::string_view, std::pair<std::uint32_t, WordSpelling>, std::less<>> forms;  // how often, and how they are written

  const std::pair<std::uint32_t, WordSpelling>& usual() const {
    return std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.second.first < b.second.first; })->second;
  }
};

void TellingWords::collect(const Segment& segment, std::uint32_t article, const Article& text, SearchHand& hand,
                           std::map<std::string, Spoken>& found) const {
  const Vocabulary& vocabulary = segment.vocabulary();
  WordReader reader;
  WordSequence words;
  reader.start(segment.encoded_words(article));
  reader.read(kMostWords, words);
  std::vector<Token> tokens;
  std::unordered_map<std::uint32_t, std::string> terms;
  for (std::uint32_t unit = 0; unit < words.units(); ++unit) {
    const bool in_body = unit >= kFirstBodyUnit && unit - kFirstBodyUnit < text.body.size();
    const std::string_view written = in_body ? std::string_view(text.body[unit - kFirstBodyUnit]) : std::string_view();
    tokens.clear();
    hand.tokenizer.tokenize(written, tokens);
    const auto codes = words.unit(unit);
    for (std::size_t at = 0; at < codes.size(); ++at) {
      if (codes[at] >= vocabulary.size()) throw ArchiveCorrupt("an article has a word that its segment does not know");
      const std::string_view form = vocabulary.form(codes[at]);
      if (place_weight(unit) == 0 || is_small_word(form)) continue;
      auto [term, fresh] = terms.try_emplace(codes[at]);
      if (fresh) term->second = usual_term(vocabulary.terms_of(codes[at]), hand.database);
      if (term->second.empty()) continue;
      Spoken& word = found[term->second];
      word.places += place_weight(unit);
      auto& [times, spelling] = word.forms.try_emplace(form, 0, WordSpelling(form)).first->second;
      ++times;
      if (at < tokens.size()) spelling.see(written, tokens[at]);
    }
  }
}

TellingWords::TellingWords(const Segment& segment, std::uint32_t article, const Article& text, const Snapshot& snapshot, SearchHand& hand) {
  std::map<std::string, Spoken> found;
  collect(segment, article, text, hand, found);
  const double all = hand.database.get_doccount();
  for (const auto& [term, spoken] : found) {
    const auto& [times, spelling] = spoken.usual();
    Word word;
    word.term = term;
    word.text = spelling.text();
    word.articles = hand.database.get_termfreq(term);
    word.use = use_of(spoken.places) * (spelling.is_name() ? kName : 1) * (has_digit(word.text) ? kNumber : 1);
    word.weight = word.use * rarity(word.articles, all);
    norm_ += word.weight * word.weight;
    words_.push_back(std::move(word));
  }
  norm_ = std::sqrt(norm_);
  std::stable_sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) { return a.weight > b.weight; });
  if (words_.size() > kMostTelling) words_.resize(kMostTelling);
  for (std::uint32_t number = 0; number < snapshot.segments(); ++number) numbers_[number];
}

const std::unordered_map<std::uint32_t, std::uint32_t>& TellingWords::numbers_in(const Snapshot& snapshot, std::uint32_t segment) {
  auto& numbers = numbers_[segment];
  if (!numbers.empty()) return numbers;
  const Vocabulary& vocabulary = snapshot.live(segment).segment->vocabulary();
  for (std::uint32_t number = 0; number < words_.size(); ++number)
    for (const std::uint32_t rank : vocabulary.forms_of(words_[number].term)) numbers.emplace(rank, number);
  return numbers;
}

TellingWords::Likeness TellingWords::likeness(const Snapshot& snapshot, ArticlePlace place) {
  const Segment& segment = *snapshot.live(place.segment).segment;
  const Vocabulary& vocabulary = segment.vocabulary();
  const auto& numbers = numbers_in(snapshot, place.segment);
  reader_.start(segment.encoded_words(place.article));
  reader_.read(kMostWords, sequence_);
  std::unordered_map<std::uint32_t, double> places;  // by rank
  for (std::uint32_t unit = 0; unit < sequence_.units(); ++unit)
    for (const std::uint32_t rank : sequence_.unit(unit)) places[rank] += place_weight(unit);
  double norm = 0;
  std::map<std::uint32_t, double> shared;
  for (const auto& [rank, sum] : places) {
    if (rank >= vocabulary.size()) throw ArchiveCorrupt("an article has a word that its segment does not know");
    if (is_small_word(vocabulary.form(rank))) continue;
    const double weight = use_of(sum) * rarity(vocabulary.articles(rank), segment.size());
    norm += weight * weight;
    if (const auto number = numbers.find(rank); number != numbers.end()) shared[number->second] += sum;
  }
  Likeness out;
  const double both = std::sqrt(norm) * norm_;
  for (const auto& [number, sum] : shared) {
    const Word& word = words_[number];
    const double gave = both > 0 ? word.weight * use_of(sum) * (word.use > 0 ? word.weight / word.use : 0) / both : 0;
    if (gave > 0) out.shared.emplace_back(gave, number);
    out.cosine += gave;
  }
  out.cosine = std::min(out.cosine, 1.0);
  std::stable_sort(out.shared.begin(), out.shared.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  return out;
}

}  // namespace dateline
