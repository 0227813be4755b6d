#include "server/page/start_view.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "server/api/escape.h"

namespace dateline {
namespace {

constexpr std::int32_t kShortestWord = 5, kLongestWord = 13;  // in code points

struct TitleWord {
  std::string text;
  std::int32_t length = 0;     // in code points
  bool follows_closely = false;  // one blank stands between it and the word before
};

// The letters from `at` on, and how many they are. `at` is behind them then.
TitleWord next_word(const std::string& title, std::int32_t& at) {
  const auto size = static_cast<std::int32_t>(title.size());
  const std::int32_t begin = at;
  TitleWord word;
  for (std::int32_t next = at; next < size; at = next, ++word.length) {
    UChar32 c = 0;
    U8_NEXT(title.data(), next, size, c);
    if (c < 0 || !u_isalpha(c)) break;
  }
  word.text = title.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
  return word;
}

// Runs of letters.
std::vector<TitleWord> words_of(const std::string& title) {
  std::vector<TitleWord> words;
  const auto size = static_cast<std::int32_t>(title.size());
  for (std::int32_t at = 0, end = -2; at < size;) {
    const std::int32_t begin = at;
    TitleWord word = next_word(title, at);
    if (word.length == 0) {
      U8_FWD_1(title.data(), at, size);
      continue;
    }
    word.follows_closely = begin == end + 1 && title[static_cast<std::size_t>(end)] == ' ';
    end = at;
    words.push_back(std::move(word));
  }
  return words;
}

std::string phrase_of(const std::vector<TitleWord>& words) {
  for (std::size_t at = 1; at < words.size(); ++at)
    if (words[at].follows_closely && words[at].length >= kShortestWord && words[at - 1].length >= kShortestWord)
      return "\"" + words[at - 1].text + " " + words[at].text + "\"";
  return {};
}

void add_fact(View& list, const std::string& name, const std::string& text, View time) {
  if (text.empty() && time.is_false()) return;
  View item;
  put(item, "name", name);
  put(item, "text", text);
  put(item, "time", std::move(time));
  list << item;
}

View facts_view(const ArchiveStats& stats, const Reader& reader) {
  const auto name = [&](const char* key) { return std::string(reader.texts.text(key)); };
  View list = view_list();
  add_fact(list, name("in_archive"), reader.counted("articles", stats.articles), View(false));
  if (!stats.sources.empty()) add_fact(list, name("from_sources"), reader.counted("sources", stats.sources.size()), View(false));
  add_fact(list, name("first_day"), "", time_view(stats.first_published, reader));
  add_fact(list, name("last_day"), "", time_view(stats.last_published, reader));
  add_fact(list, name("indexed"), "", time_view({stats.indexed_at, Precision::second, 0, true}, reader));
  return list;
}

View tries_view(const std::vector<Hit>& hits, const Reader& reader) {
  View list = view_list();
  for (const std::string& q : example_queries(hits)) {
    View item;
    put(item, "q", q);
    put(item, "href", Query().with("q", q).with("ui", reader.ui).address("/search"));
    list << item;
  }
  return list;
}

}  // namespace

std::vector<std::string> example_queries(const std::vector<Hit>& hits) {
  std::string word, phrase, name;
  std::int32_t longest = 0;
  for (const Hit& hit : hits) {
    const std::vector<TitleWord> words = words_of(hit.article.title);
    for (const TitleWord& each : words) {
      if (each.length < kShortestWord || each.length > kLongestWord || each.length <= longest) continue;
      word = each.text;
      longest = each.length;
    }
    if (phrase.empty()) phrase = phrase_of(words);
    if (name.empty() && !hit.article.byline.empty()) name = hit.article.byline.front();
  }
  std::erase(name, '"');
  if (!name.empty()) name = "byline:\"" + name + "\"";
  std::vector<std::string> all = {word, phrase, name};
  std::erase(all, "");
  return all;
}

View start_view(const ArchiveStats& stats, const SearchAnswer& newest, const Reader& reader) {
  View view;
  put_list(view, "facts", facts_view(stats, reader));
  put_list(view, "tries", tries_view(newest.hits, reader));
  View briefs = view_list();
  for (std::size_t at = 1; at < newest.hits.size(); ++at) briefs << brief_view(newest.hits[at].article, reader);
  put(view, "briefs", std::move(briefs));
  put(view, "has_newest", !newest.hits.empty());
  put(view, "empty", newest.hits.empty());
  put(view, "lead", newest.hits.empty() ? View(false) : hit_view(newest.hits.front(), "", reader));
  return view;
}

}  // namespace dateline
