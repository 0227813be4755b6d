// The orders that completions are made from, as the indexer writes them: indexer/archive/completions_file.h.
#include "indexer/archive/completions_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "indexer/analysis/aliases.h"
#include "indexer/archive/segment.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Article> many_headlines() {
  std::mt19937 random(11);
  const std::vector<std::string> words = {"harbour", "Müller", "the", "levy", "élan", "elan", "ferry", "of", "Straße", "council"};
  std::vector<Article> out;
  for (int number = 0; number < 60; ++number) {
    std::string title;
    for (std::size_t left = 1 + random() % 5; left > 0; --left) title += words[random() % words.size()] + " ";
    out.push_back(an_article("a" + std::to_string(number), title, "Words of the body " + std::to_string(number)));
    out.back().published = on_day(number);
    out.back().tags = {words[random() % words.size()] + " news"};
  }
  return out;
}

struct OpenSegment {
  SmallArchive archive{many_headlines()};
  std::shared_ptr<const Archive> opened = Archive::open(archive.path());
  const Segment& segment = *opened->segments().front().segment;
  std::string folder = archive.path() + "/segments/" + opened->segments().front().name + "/";
};

}  // namespace

TEST_CASE("The index of headlines has every word of every headline but function words, however few are sorted at once") {
  const OpenSegment open;
  const Vocabulary& vocabulary = open.segment.vocabulary();
  const CompletionOrders orders = open.segment.completions();
  std::map<std::uint32_t, std::vector<std::uint32_t>> having, starting;  // by place
  WordSequence words;
  for (std::uint32_t article = 0; article < open.segment.size(); ++article) {
    open.segment.words(article, words);
    const auto title = words.unit(kTitleUnit);
    starting[vocabulary.place(title.front())].push_back(article);
    for (const std::uint32_t code : title) {
      auto& list = having[vocabulary.place(code)];
      const std::string_view form = vocabulary.form(code);
      if (!is_function_word(form) && (list.empty() || list.back() != article)) list.push_back(article);
    }
  }
  for (std::uint32_t place = 0; place < vocabulary.size(); ++place) {
    CAPTURE(vocabulary.form_in_order(place));
    CHECK(std::ranges::equal(orders.titles.with(place), having[place]));
    CHECK(std::ranges::equal(orders.titles.starting_with(place), starting[place]));
  }
  const SectionFile words_file(open.folder + kWordsFile);
  for (const std::size_t at_once : {1, 7, 1000}) {
    const std::string path = open.folder + "again", whole = open.folder + "whole";
    for (const auto& [name, size] : {std::pair{path, at_once}, std::pair{whole, std::size_t{1} << 20}}) {
      SectionWriter file(name);
      write_title_index(file, words_file, vocabulary, size);
      file.finish();
    }
    CHECK(bytes_of(path) == bytes_of(whole));
  }
}

TEST_CASE("Values and forms are counted over all articles of the segment, and over the new ones") {
  const OpenSegment open;
  const CompletionOrders orders = open.segment.completions();
  const std::uint32_t recent = orders.recent();
  CHECK(recent == open.segment.size() / 8);
  std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> values, forms;
  WordSequence words;
  for (std::uint32_t article = 0; article < open.segment.size(); ++article) {
    const auto count = [&](auto& counts) {
      ++counts.first;
      counts.second += article < recent ? 1 : 0;
    };
    for (std::size_t column = 0; column < kCompletedColumns.size(); ++column)
      for (const std::uint32_t ordinal : open.segment.columns().keyword(kCompletedColumns[column]).values(article)) count(values[orders.values.number(column, ordinal)]);
    open.segment.words(article, words);
    std::sort(words.codes.begin(), words.codes.end());
    words.codes.erase(std::unique(words.codes.begin(), words.codes.end()), words.codes.end());
    for (const std::uint32_t code : words.codes) count(forms[code]);
  }
  for (std::uint32_t value = 0; value < orders.values.values(); ++value) {
    CHECK(orders.values.articles(value) == values[value].first);
    CHECK(orders.values.recent(value) == values[value].second);
  }
  for (std::uint32_t rank = 0; rank < open.segment.vocabulary().size(); ++rank) CHECK(orders.recent_of_form(rank) == forms[rank].second);
}

TEST_CASE("Forms with accents stand where they would without them") {
  const OpenSegment open;
  const Vocabulary& vocabulary = open.segment.vocabulary();
  const CompletionOrders orders = open.segment.completions();
  const auto spelled = [&](std::string_view word) {
    std::vector<std::string> out;
    for (const std::uint32_t rank : orders.forms.spelled(word)) out.emplace_back(vocabulary.form(rank));
    return out;
  };
  CHECK(spelled("elan") == std::vector<std::string>{"elan", "élan"});
  CHECK(spelled("muller") == std::vector<std::string>{"müller"});
  CHECK(spelled("strasse") == std::vector<std::string>{"straße"});
  CHECK(spelled("levys").empty());
}
