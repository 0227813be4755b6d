#include "server/search/spelling.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "indexer/analysis/fold.h"

namespace dateline {
namespace {

constexpr std::size_t kMostNear = 8;

template <typename Each>
void each_vocabulary(const Snapshot& snapshot, const Each& each) {
  for (std::uint32_t segment = 0; segment < snapshot.segments(); ++segment) each(snapshot.live(segment).segment->vocabulary());
}

}  // namespace

bool is_all_letters(std::string_view form) {
  return std::none_of(form.begin(), form.end(), [](unsigned char c) { return (c >= '0' && c <= '9') || c == '.' || c == '_'; });
}

int usual_limit(std::size_t letters) {
  if (letters <= 3) return 150;
  if (letters <= 5) return 210;
  return letters <= 8 ? 260 : 300;
}

double nats_of(int cost) { return WalkOptions{}.nats * cost; }

std::uint64_t SpellingBook::articles(std::string_view form) const {
  std::uint64_t sum = 0;
  each_vocabulary(snapshot_, [&](const Vocabulary& vocabulary) {
    if (const auto rank = vocabulary.rank_of(form)) sum += vocabulary.articles(*rank);
  });
  return sum;
}

std::uint64_t SpellingBook::articles_of_word(const std::string& form) {
  const std::set<std::string> terms = {fold_accents(form), hand_.stemmer.term(form, snapshot_.languages().front())};
  std::uint64_t sum = 0;
  each_vocabulary(snapshot_, [&](const Vocabulary& vocabulary) {
    std::set<std::uint32_t> ranks;
    for (const std::string& term : terms)
      for (const std::uint32_t rank : vocabulary.forms_of(term)) ranks.insert(rank);
    if (const auto rank = vocabulary.rank_of(form)) ranks.insert(*rank);
    for (const std::uint32_t rank : ranks) sum += vocabulary.articles(rank);
  });
  return sum;
}

std::vector<NearForm> SpellingBook::near(std::string_view form, int limit) const {
  std::vector<NearForm> out;
  if (!is_all_letters(form)) return out;
  WalkOptions options;
  options.limit = limit;
  std::map<std::string, NearForm, std::less<>> all;
  each_vocabulary(snapshot_, [&](const Vocabulary& vocabulary) {
    for (NearForm& one : walk_vocabulary(vocabulary, form, options, deadline_)) all.emplace(one.form, std::move(one));
  });
  for (auto& [text, one] : all) {
    if (!is_all_letters(text)) continue;
    one.articles = articles(text);
    one.score = std::log(static_cast<double>(one.articles)) - nats_of(one.cost);
    out.push_back(std::move(one));
  }
  std::sort(out.begin(), out.end(), [](const NearForm& a, const NearForm& b) { return a.score != b.score ? a.score > b.score : a.form < b.form; });
  if (out.size() > kMostNear) out.resize(kMostNear);
  return out;
}

}  // namespace dateline
