#include "tests/bench/peers/queries.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "tests/bench/peers/plain_articles.h"

namespace dateline {
namespace {

constexpr std::size_t kHeadlineWords = 14;  // some data have the whole text as headline
constexpr std::size_t kTries = 2000;  // draws without a new query until there is none left

// Words that nobody searches for alone.
constexpr const char* kStopwords[] = {"about", "after", "and",  "are",  "but", "for",  "from", "has",  "have",
                                      "his",   "into",  "its",  "more", "new", "not",  "over", "says", "that",
                                      "the",   "their", "this", "was",  "who", "will", "with", "you",  "your"};

bool is_plain(const std::string& word) {
  return word.size() >= 3 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_stopword(const std::string& word) {
  return std::find(std::begin(kStopwords), std::end(kStopwords), word) != std::end(kStopwords);
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
}

std::vector<std::string> words_of(const std::string& headline) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < headline.size() && out.size() < kHeadlineWords;) {
    std::string word;
    for (; at < headline.size() && is_letter(headline[at]); ++at)
      word += headline[at] >= 'A' && headline[at] <= 'Z' ? char(headline[at] + 32) : headline[at];
    if (word.empty())
      ++at;
    else
      out.push_back(std::move(word));
  }
  return out;
}

// What a newsroom asks, in hundredths.
QueryClass class_of_share(std::size_t hundredth) {
  constexpr std::pair<QueryClass, std::size_t> shares[] = {{QueryClass::term, 30},   {QueryClass::all, 70},
                                                           {QueryClass::any, 74},    {QueryClass::phrase, 82},
                                                           {QueryClass::prefix, 87}, {QueryClass::newest, 95}};
  for (const auto& [kind, end] : shares)
    if (hundredth < end) return kind;
  return QueryClass::facets;
}

}  // namespace

const char* name_of(QueryClass kind) {
  switch (kind) {
    case QueryClass::term: return "term";
    case QueryClass::all: return "and";
    case QueryClass::any: return "or";
    case QueryClass::phrase: return "phrase";
    case QueryClass::prefix: return "prefix";
    case QueryClass::newest: return "filter + newest";
    case QueryClass::facets: return "facets";
    case QueryClass::typing: return "as you type";
    case QueryClass::completions: return "completions";
    case QueryClass::mixed: return "mixed";
  }
  return "";
}

QueryDrawer::QueryDrawer(const std::string& articles, std::uint64_t seed) : state_(seed) {
  for_each_article(articles, [&](const PlainArticle& article) {
    Headline headline{words_of(article.title), article.source, article.year()};
    if (!headline.words.empty()) headlines_.push_back(std::move(headline));
  });
  if (headlines_.empty()) throw std::runtime_error("no article has a headline to draw queries from");
}

// SplitMix64: the same numbers with every standard library.
std::uint64_t QueryDrawer::random() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

bool QueryDrawer::is_new(const LoggedQuery& query) {
  const char* const kind = query.kind == QueryClass::phrase        ? "\""
                           : query.kind == QueryClass::any         ? "|"
                           : query.kind == QueryClass::completions ? "?"
                                                                   : "";
  std::string key = query.source + "/" + std::to_string(query.from_year) + kind;
  for (const std::string& word : query.words) key += " " + word;
  return given_.insert(std::move(key)).second;
}

// A query of a class other than typing and mixed; without words when this headline gives none.
LoggedQuery QueryDrawer::one(QueryClass kind) {
  const Headline& headline = headlines_[pick(headlines_.size())];
  LoggedQuery out{kind, {}, {}, 0};
  std::vector<std::string> words = headline.words;
  const bool phrase = kind == QueryClass::phrase;
  const std::size_t wanted = phrase                    ? 2 + pick(2)
                             : kind == QueryClass::all ? 2 + pick(10) / 8
                             : kind == QueryClass::any ? 3
                                                       : 1;
  if (!phrase) std::erase_if(words, [](const std::string& word) { return !is_plain(word) || is_stopword(word); });
  if (words.size() < wanted) return out;
  const std::size_t first = pick(words.size() - wanted + 1);
  out.words.assign(words.begin() + static_cast<std::ptrdiff_t>(first),
                   words.begin() + static_cast<std::ptrdiff_t>(first + wanted));
  if (!std::all_of(out.words.begin(), out.words.end(), is_plain) || (phrase && is_stopword(out.words.front())))
    return {kind, {}, {}, 0};
  if (kind == QueryClass::prefix) {
    if (out.words[0].size() < 5) return {kind, {}, {}, 0};
    out.words[0].resize(3 + pick(out.words[0].size() - 4));
  }
  if (kind == QueryClass::newest) {
    out.source = headline.source;
    if (pick(2) == 0) out.from_year = headline.year;
  }
  return out;
}

void QueryDrawer::type(QueryClass kind, std::vector<LoggedQuery>& out, std::size_t count) {
  const LoggedQuery typed = one(pick(2) == 0 ? QueryClass::term : QueryClass::all);
  LoggedQuery so_far{kind, {}, {}, 0};
  for (const std::string& word : typed.words) {
    so_far.words.emplace_back();
    for (std::size_t letters = 2; letters <= word.size() && out.size() < count; ++letters) {
      so_far.words.back() = word.substr(0, letters);
      if (is_new(so_far)) out.push_back(so_far);
    }
  }
}

std::vector<LoggedQuery> QueryDrawer::draw(QueryClass kind, std::size_t count) {
  std::vector<LoggedQuery> out;
  for (std::size_t tries = 0; out.size() < count && tries < kTries; ++tries) {
    const std::size_t before = out.size();
    if (kind == QueryClass::typing || kind == QueryClass::completions) {
      type(kind, out, count);
    } else {
      LoggedQuery query = one(kind == QueryClass::mixed ? class_of_share(pick(100)) : kind);
      if (!query.words.empty() && is_new(query)) out.push_back(std::move(query));
    }
    if (out.size() > before) tries = 0;
  }
  return out;
}

}  // namespace dateline
