// Search against a plain reading of the same query, over many small random archives.
#include <doctest/doctest.h>

#include <random>
#include <set>

#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

// No word is a form, a compound or an alias of another one, or of two of them.
const std::vector<std::string> kWords = {"harbour", "levy", "ferry", "council", "bridge", "winter"};

using Words = std::vector<std::string>;

struct Text {
  std::string id;
  std::vector<Words> units;  // headline, paragraphs
  std::string section;
};

std::string joined(const Words& words) {
  std::string out;
  for (const std::string& word : words) (out += out.empty() ? "" : " ") += word;
  return out;
}

// A query and its meaning.
struct Wanted {
  enum Kind { word, phrase, all, any, without } kind = word;
  Words words;
  std::vector<Wanted> parts;

  std::string text() const {
    switch (kind) {
      case word: return words.front();
      case phrase: return "\"" + joined(words) + "\"";
      case without: return "(" + parts[0].text() + " -" + parts[1].text() + ")";
      default: break;
    }
    std::string out;
    for (const Wanted& part : parts) (out += out.empty() ? "(" : kind == all ? " " : " OR ") += part.text();
    return out + ")";
  }

  bool found_in(const Text& article) const {
    const auto holds = [&](const Wanted& part) { return part.found_in(article); };
    switch (kind) {
      case all: return std::all_of(parts.begin(), parts.end(), holds);
      case any: return std::any_of(parts.begin(), parts.end(), holds);
      case without: return parts[0].found_in(article) && !parts[1].found_in(article);
      default: break;
    }
    return std::any_of(article.units.begin(), article.units.end(), [&](const Words& unit) {
      return std::search(unit.begin(), unit.end(), words.begin(), words.end()) != unit.end();
    });
  }
};

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) { return random() % limit; }

Words random_words(Random& random, std::size_t most) {
  Words out;
  for (std::size_t left = 1 + below(random, most); left > 0; --left) out.push_back(kWords[below(random, kWords.size())]);
  return out;
}

Wanted random_query(Random& random, int depth) {
  Wanted out;
  const std::size_t kind = below(random, depth > 0 ? 6 : 3);
  if (kind < 2) {
    out.words = random_words(random, 1);
  } else if (kind == 2) {
    out.kind = Wanted::phrase;
    out.words = random_words(random, 3);
  } else {
    out.kind = kind == 3 ? Wanted::all : kind == 4 ? Wanted::any : Wanted::without;
    const std::size_t parts = kind == 5 ? 2 : 2 + below(random, 2);
    for (std::size_t i = 0; i < parts; ++i) out.parts.push_back(random_query(random, depth - 1));
  }
  return out;
}

std::vector<Text> random_texts(Random& random, std::size_t count) {
  std::vector<Text> out;
  for (std::size_t i = 0; i < count; ++i) {
    Text text{"a" + std::to_string(10000 + i), {}, below(random, 2) ? "sport" : "local"};
    for (std::size_t units = 2 + below(random, 3); units > 0; --units) text.units.push_back(random_words(random, 4));
    out.push_back(text);
  }
  return out;
}

Article article_of(const Text& text, std::int64_t day) {
  Article out = an_article(text.id, joined(text.units.front()), "");
  for (std::size_t unit = 1; unit < text.units.size(); ++unit) out.body.push_back(joined(text.units[unit]));
  out.section = text.section;
  if (day % 7 != 0) out.published = on_day(day);
  return out;
}

// All ids in the order of the ids, over as many pages as it takes.
std::string all_found(const SmallArchive& archive, SearchRequest request) {
  std::vector<std::string> ids;
  request.per_page = 100;
  request.snippets = 0;
  request.spelling = Spelling::off;
  for (request.page = 1;; ++request.page) {
    const SearchAnswer answer = archive.search(request);
    for (const Hit& hit : answer.hits) ids.push_back(hit.article.id);
    if (answer.hits.size() < request.per_page) {
      CHECK(answer.total == ids.size());
      break;
    }
  }
  std::sort(ids.begin(), ids.end());
  return joined(ids);
}

void check_queries(Random& random, const SmallArchive& archive, const std::vector<Text>& texts, int queries) {
  for (int left = queries; left > 0; --left) {
    const Wanted wanted = random_query(random, 3);
    std::vector<std::string> expected;
    std::size_t sport = 0;
    for (const Text& text : texts) {
      if (!wanted.found_in(text)) continue;
      expected.push_back(text.id);
      sport += text.section == "sport";
    }
    SearchRequest request;
    request.q = wanted.text();
    request.time_limit = std::chrono::minutes(5);
    request.match = Match::all;
    CAPTURE(request.q);
    for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
      request.sort = sort;
      REQUIRE(all_found(archive, request) == joined(expected));
    }
    request.facets = {"section"};
    request.per_page = 1;
    std::size_t counted = 0;
    const SearchAnswer answer = archive.search(request);
    for (const FacetValue& value : answer.facets.at(0).values)
      if (value.value == "sport") counted = value.count;
    REQUIRE(counted == sport);
  }
}

}  // namespace

TEST_CASE("Any query of words, phrases, AND, OR and NOT finds what a plain reading finds, in one segment and in several") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<Text> texts = random_texts(random, 40);
    std::vector<Article> articles;
    for (std::size_t i = 0; i < texts.size(); ++i) articles.push_back(article_of(texts[i], static_cast<std::int64_t>(i)));
    SmallArchive archive;
    WriterOptions separate;
    separate.segment_articles = 10;
    archive.run(articles, separate);
    CHECK(Archive::open(archive.path())->segments().size() == 4);
    check_queries(random, archive, texts, 60);
    archive.run(articles, {.rebuild = true});
    CHECK(Archive::open(archive.path())->segments().size() == 1);
    check_queries(random, archive, texts, 60);
  }
}

TEST_CASE("The same holds for a larger archive, where the engine skips, and for one with dead articles") {
  Random random(7);
  std::vector<Text> texts = random_texts(random, 1500);
  std::vector<Article> articles;
  for (std::size_t i = 0; i < texts.size(); ++i) articles.push_back(article_of(texts[i], static_cast<std::int64_t>(i)));
  SmallArchive archive(articles);
  check_queries(random, archive, texts, 30);
  std::vector<Article> replaced;
  for (std::size_t i = 0; i < texts.size(); i += 10) {
    const std::string id = texts[i].id;
    texts[i] = random_texts(random, 1).front();
    texts[i].id = id;
    replaced.push_back(article_of(texts[i], static_cast<std::int64_t>(i)));
  }
  archive.run(replaced);
  CHECK(Archive::open(archive.path())->segments().size() == 2);
  check_queries(random, archive, texts, 30);
}
