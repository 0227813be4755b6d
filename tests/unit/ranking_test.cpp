// In which order hits stand and why, and what is found when no article has all words.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

Article dated(Article article, std::int64_t days_after_valentine) {
  article.published = on_day(days_after_valentine);
  return article;
}

Article with_paragraphs(const std::string& id, const std::string& title, std::vector<std::string> body) {
  Article out = an_article(id, title, "");
  out.body = std::move(body);
  return out;
}

// Nothing that any query below asks for.
const std::string kFiller = "Swans gathered on the pond while gulls circled over the old mill and nobody came.";

struct OrderCase {
  std::string why, q;
  std::vector<Article> articles;
  std::string order;  // ids, best first
};

std::string order_of(const OrderCase& row, const SearchRequest& more = {}) {
  const SmallArchive archive(row.articles);
  SearchRequest request = more;
  request.q = row.q;
  request.time_limit = std::chrono::minutes(5);
  return ids_of(archive.search(request));
}

}  // namespace

TEST_CASE("Ranking: what stands where, and how it is written, decides between articles that have the same words") {
  const std::vector<OrderCase> rows = {
      {"the whole query in the headline is on top, before more mentions in a body", "harbour levy",
       {an_article("body", "Council news", "Harbour levy, harbour levy, harbour levy: the harbour levy rises."),
        an_article("headline", "Harbour levy rises", kFiller + " " + kFiller)},
       "headline body"},
      {"words side by side count for more than words far apart", "harbour levy",
       {an_article("apart", "News", "The levy is high. " + kFiller + " " + kFiller + " They saw the harbour."),
        an_article("beside", "News", "They saw it. " + kFiller + " " + kFiller + " The harbour levy is high.")},
       "beside apart"},
      {"and in the order of the query for more than the other way round", "levy harbour",
       {an_article("other", "News", "The harbour levy is high. " + kFiller), an_article("order", "News", "The levy harbour is high. " + kFiller)},
       "order other"},
      {"the accent that was typed before the word without it", "café",
       {an_article("folded", "News", "The cafe opened. " + kFiller), an_article("typed", "News", "The café opened. " + kFiller)},
       "typed folded"},
      {"and the word without it first when it was typed so", "cafe",
       {an_article("accent", "News", "The café opened. " + kFiller), an_article("plain", "News", "The cafe opened. " + kFiller)},
       "plain accent"},
      {"the form that was typed before its other forms", "bridges",
       {an_article("singular", "News", "The bridge opened. " + kFiller), an_article("typed", "News", "The bridges opened. " + kFiller)},
       "typed singular"},
      {"the first paragraph before a later one", "oysters",
       {with_paragraphs("later", "News", {kFiller, "The oysters opened."}), with_paragraphs("lead", "News", {"The oysters opened.", kFiller})},
       "lead later"},
      {"the newer of two that are alike", "oysters",
       {dated(an_article("old", "News", "The oysters opened. " + kFiller), -2000), dated(an_article("young", "News", "The oysters shut. " + kFiller), 0)},
       "young old"},
      {"but not one with fewer mentions", "oysters",
       {dated(an_article("old", "Oysters", "The oysters opened: oysters, oysters. " + kFiller), -2000),
        dated(an_article("young", "News", kFiller + " The oysters shut. " + kFiller), 0)},
       "old young"},
  };
  for (const OrderCase& row : rows) {
    CAPTURE(row.why);
    CHECK(order_of(row) == row.order);
  }
}

TEST_CASE("Ranking: freshness can be switched off, and equal hits stand newest first") {
  const OrderCase row{"", "oysters",
                      {dated(an_article("old", "News", "The oysters opened. " + kFiller), -20), dated(an_article("young", "News", "The oysters opened. Gulls."), -2000)},
                      ""};
  SearchRequest without;
  without.ranking.freshness = 0;
  CHECK(order_of(row, without) == "young old");
  const OrderCase twins{"", "oysters", {dated(an_article("b", "News", "The oysters opened."), -3), dated(an_article("a", "News", "The oysters opened."), -2)}, ""};
  without.ranking.originals_first = false;
  CHECK(order_of(twins, without) == "a b");
}

TEST_CASE("Ranking: a copy does not stand before the article it was made of") {
  std::string text;
  for (int word = 0; word < 120; ++word) text += "word" + std::string(1, static_cast<char>('a' + word % 26)) + std::string(1, static_cast<char>('a' + word / 26)) + " ";
  const OrderCase row{"", "oysters",
                      {dated(an_article("original", "News of the day", text + "The oysters opened."), -3),
                       dated(an_article("copy", "Oysters opened: oysters", text + "The oysters opened."), 0)},
                      ""};
  CHECK(order_of(row) == "original copy");
}

TEST_CASE("Ranking: pages of any size are slices of one order, though few hits are read whole for a short one") {
  std::mt19937 random(5);
  const auto pick = [&](std::uint32_t below) { return std::uniform_int_distribution<std::uint32_t>(0, below - 1)(random); };
  const std::vector<std::string> words = {"harbour", "levy", "levies", "bridge", "bridges", "back", "door", "backdoor", "the", "of", "swans", "gulls", "mill", "pond"};
  const auto text = [&](std::uint32_t most) {
    std::string out;
    for (std::uint32_t left = 1 + pick(most); left > 0; --left) out += words[pick(static_cast<std::uint32_t>(words.size()))] + " ";
    return out;
  };
  std::vector<Article> articles;
  for (std::uint32_t number = 0; number < 400; ++number) {
    Article article = with_paragraphs("a" + std::to_string(number), text(5), {});
    for (std::uint32_t left = 1 + pick(3); left > 0; --left) article.body.push_back(text(40));
    if (number % 7 == 6) article.body = articles[pick(number)].body;
    articles.push_back(number % 5 == 4 ? article : dated(article, -static_cast<std::int64_t>(pick(900))));
  }
  const SmallArchive archive(articles);
  for (const char* q : {"harbour", "levies", "the harbour levy", "harbour levy", "back door", "bridges OR levy", "har* mill", "\"harbour levy\" pond", "title:harbour levy", "harbour NEAR levy", "the"}) {
    SearchRequest request;
    request.q = q;
    request.snippets = 0;
    request.time_limit = std::chrono::minutes(5);
    request.per_page = 400;
    const SearchAnswer whole = archive.search(request);
    for (const std::uint32_t size : {1u, 7u, 10u, 60u}) {
      request.per_page = size;
      std::size_t at = 0;
      for (request.page = 1; at < whole.hits.size(); ++request.page)
        for (const Hit& hit : archive.search(request).hits) {
          CAPTURE(q);
          CAPTURE(at);
          REQUIRE(hit.article.id == whole.hits[at].article.id);
          REQUIRE(hit.score == whole.hits[at++].score);
        }
      request.page = 1;
    }
  }
}

TEST_CASE("Ranking: the parts of a score sum up to it") {
  const SmallArchive archive({dated(an_article("a", "Harbour levy rises", "The harbour levy rises. " + kFiller), 0),
                              dated(with_paragraphs("b", "Back door", {"A levy on the backdoor in the harbour.", kFiller}), -500),
                              an_article("c", "News", "The US levy. A harbour in the United States. " + kFiller)});
  for (const char* q : {"harbour levy", "the harbour levy", "back door", "US levy", "harbour OR backdoor", "har* levy", "\"harbour levy\"", "harbour levy nowhere",
                        "title:harbour levy", "harbour NEAR levy", "harbour -backdoor", "levy harbour backdoor opera mill"}) {
    CAPTURE(q);
    SearchRequest request;
    request.q = q;
    request.explain = true;
    request.time_limit = std::chrono::minutes(5);
    const SearchAnswer answer = archive.search(request);
    CHECK(answer.total > 0);
    for (const Hit& hit : answer.hits) {
      double sum = 0;
      for (const auto& [part, worth] : hit.explanation) sum += worth;
      CHECK(std::abs(sum - hit.score) < 1e-6 * std::max(1.0, hit.score));
      CHECK(!hit.explanation.empty());
    }
  }
}

TEST_CASE("Relaxed: where no article has all words, those with most of them are found, and the answer says so") {
  const SmallArchive archive({an_article("all", "News", "The harbour levy pays for a bridge."), an_article("two", "News", "The harbour levy."),
                              an_article("one", "News", "A bridge."), an_article("shock", "News", "The sound of a shock."),
                              an_article("state", "News", "State union."), an_article("quote", "News", "The levy on a quiet pond.")});
  struct Row {
    std::string why, q, found;
    bool relaxed = true;
    std::string missing = {};  // of the first hit
  };
  const std::vector<Row> rows = {
      {"all words are there: nothing is relaxed", "harbour levy bridge", "all", false},
      {"one of three words is nowhere", "harbour levy opera", "all two", true, "opera"},
      {"of two words none is left out", "shock levy", "", false},
      {"the more words an article has, the better: two of three before one", "harbour bridge shock", "all", true, "shock"},
      {"of function words alone all are wanted", "of the nowhere", "", false},
      {"nothing but unknown words finds nothing", "opera nowhere", "", false},
      {"a hyphenated word may be two", "shock-sound opera", "shock", true, "opera"},
      {"phrases stay", "\"harbour levy\" opera", "all two", true, "opera"},
      {"a phrase that nobody has gives way to its words", "\"levy harbour\" pond", "all quote two", true, "harbour"},
      {"what is excluded stays excluded", "harbour levy opera -bridge", "two", true, "opera"},
      {"a lone phrase is exact", "\"bridge harbour\"", "", false},
      {"exact words stay", "exact:bridges harbour", "", false},
      {"alternatives stay", "(opera OR bridge) harbour levy shock", "all", true, "shock"},
      {"a single word cannot be relaxed", "opera", "", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CAPTURE(row.q);
    const SearchAnswer answer = archive.search(row.q);
    CHECK(sorted_ids_of(answer) == row.found);
    CHECK(answer.relaxed == row.relaxed);
    const bool said = std::any_of(answer.warnings.begin(), answer.warnings.end(), [](const Warning& warning) { return warning.code == "fewer_words"; });
    CHECK(said == row.relaxed);
    std::string missing;
    if (!answer.hits.empty())
      for (const std::string& word : answer.hits.front().missing) missing += (missing.empty() ? "" : " ") + word;
    CHECK(missing == row.missing);
    SearchRequest strict;
    strict.q = row.q;
    strict.match = Match::all;
    const SearchAnswer all = archive.search(strict);
    CHECK(!all.relaxed);
    CHECK(ids_of(all) == (row.relaxed ? "" : ids_of(answer)));
  }
}

TEST_CASE("Relaxed: function words are left out before anything else, and nothing is said of it") {
  const SmallArchive archive({an_article("state", "News", "State union.")});
  const SearchAnswer answer = archive.search("the state of the union");
  CHECK(ids_of(answer) == "state");
  CHECK(!answer.relaxed);
  CHECK(answer.warnings.empty());
}

TEST_CASE("Relaxed: what was found is marked in the article, too") {
  const SmallArchive archive({an_article("a", "News", "The sound of a shock. The harbour levy.")});
  for (const auto& [q, marked] : std::vector<std::pair<std::string, std::string>>{
           {"shock-sound", "The [sound] of a [shock]. The harbour levy."}, {"shock-sound opera", "The [sound] of a [shock]. The harbour levy."},
           {"\"levy harbour\" opera", "The sound of a shock. The [harbour] [levy]."}}) {
    CAPTURE(q);
    CHECK(archive.search(q).total == 1);
    const auto answer = archive.searcher().article("a", q);
    REQUIRE(answer.has_value());
    CHECK(bracketed(answer->body.front()) == marked);
  }
}

TEST_CASE("Relaxed: behind the few articles that have all of many words, those follow that have some") {
  const SmallArchive archive({an_article("some", "Harbour levy", "Harbour levy harbour levy bridge."),
                              an_article("all", "News", kFiller + " The harbour levy pays for a bridge, a tunnel and an opera. " + kFiller)});
  const SearchAnswer answer = archive.search("harbour levy bridge tunnel opera");
  CHECK(ids_of(answer) == "all some");
  CHECK(answer.relaxed);
  CHECK(answer.with_all == 1);
  CHECK(answer.hits.front().missing.empty());
  CHECK(answer.hits.back().missing == std::vector<std::string>{"tunnel", "opera"});
}

TEST_CASE("Function words are marked where they touch what says something, and nowhere else") {
  const SmallArchive archive({an_article("a", "The ban", "The ban of the year. The rest of it is the old thing.")});
  SearchRequest request;
  request.q = "the ban";
  const SearchAnswer answer = archive.search(request);
  REQUIRE(answer.hits.size() == 1);
  CHECK(bracketed(answer.hits.front().title) == "[The] [ban]");
  CHECK(bracketed(answer.hits.front().body.front().marked) == "[The] [ban] of the year. The rest of it is the old thing.");
}

TEST_CASE("A query whose characters make no word finds nothing, and says why") {
  const SmallArchive archive({an_article("a", "News", "The harbour levy.")});
  const SearchAnswer answer = archive.search("\u11F7");  // half a Korean syllable
  CHECK(answer.total == 0);
  CHECK(std::any_of(answer.warnings.begin(), answer.warnings.end(), [](const Warning& warning) { return warning.code == "nothing_to_search"; }));
}

TEST_CASE("Several segments, of which the last has no article with the word, are searched to their end") {
  SmallArchive archive;
  std::size_t number = 0;
  for (const auto& [articles, text] : std::vector<std::pair<int, std::string>>{
           {640, "A monter and a montermont. "}, {160, "A monter. "}, {40, "A monter mont. "}, {10, "Nothing of the kind. "}}) {
    std::vector<Article> run;
    for (int left = articles; left > 0; --left) {
      ++number;
      run.push_back(an_article("a" + std::to_string(number), "News", text + std::string(number % 7, 'x')));
    }
    archive.run(run);
  }
  for (const char* q : {"monter monter", "monter monters", "monter mont", "monter body:monter", "\"monter monter\" monter", "monter mont*"}) {
    CAPTURE(q);
    CHECK(archive.search(q).total <= 840);
  }
  CHECK(archive.search("monter monters").total == 840);
}

TEST_CASE("Amounts are one thing, in whatever way they are written") {
  const SmallArchive archive({an_article("apart", "News", "Five years and 5 ships; a million trees."), an_article("long", "News", "It cost $5 million."),
                              an_article("short", "News", "It cost $5m."), an_article("share", "News", "Some 20 percent of it."), an_article("sign", "News", "Some 20% of it.")});
  for (const auto& [q, ids] : std::vector<std::pair<std::string, std::string>>{
           {"$5 million", "long short"}, {"5 million", "long short"}, {"$5m", "long short"}, {"20 percent", "share sign"}, {"20%", "share sign"}}) {
    CAPTURE(q);
    CHECK(sorted_ids_of(archive.search(q)) == ids);
  }
}

TEST_CASE("Languages of a few articles lend their stems to no other") {
  std::vector<Article> articles;
  for (int number = 0; number < 60; ++number) articles.push_back(an_article("en" + std::to_string(100 + number), "News", "A car passed. The CoV ward."));
  articles.push_back(an_article("es", "Titular", "El cuidado, los cuidados y el covid."));
  articles.back().lang = "es";
  articles.push_back(an_article("covid", "News", "They had covid."));
  const SmallArchive archive(articles);
  CHECK(sorted_ids_of(archive.search("covid")) == "covid es");
  CHECK(archive.search("care").total == 0);
}
