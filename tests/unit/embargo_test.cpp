// What may not be found: every way into an archive, asked for articles under embargo, withheld and killed.
#include <doctest/doctest.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "server/api/search_json.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

constexpr std::int64_t kHour = 3600;

Article secret(const std::string& id, std::int64_t visible_from) {
  Article out = an_article(id, "Xylograph merger announced", "The zymurgist of Quonset will merge with Xylograph.");
  out.byline = {"Philomena Secretive"};
  out.source = "Hushwire";
  out.section = "Deals";
  out.tags = {"mergers"};
  out.persons = {"Zelda Hidden"};
  out.lang = "en";
  out.visible_from = visible_from;
  out.published = on_day(0);
  return out;
}

std::vector<Article> with_secrets() {
  Article withheld = secret("withheld", kNeverVisible);
  withheld.status = Status::withheld;
  return {an_article("open", "Harbour opens", "The xylophone of the harbour opens."), secret("embargoed", std::time(nullptr) + 24 * kHour), withheld};
}

SearchRequest everything(const std::string& q) {
  SearchRequest request;
  request.q = q;
  request.per_page = 100;
  request.facets = {"source", "byline", "section", "tag", "person", "lang", "published:day"};
  return request;
}

}  // namespace

TEST_CASE("An article under embargo, or withheld, leaks by no route") {
  const SmallArchive archive(with_secrets());
  for (const char* q : {"", "xylograph", "zymurgist", "\"zymurgist of quonset\"", "xylo*", "byline:secretive", "source:Hushwire", "id:embargoed",
                        "id:withheld", "tag:mergers", "person:\"Zelda Hidden\"", "-harbour", "date:2020-02-14", "words:>1", "title:xylograph",
                        "zymurgist OR quonset", "exact:Quonset", "merge NEAR xylograph"}) {
    CAPTURE(q);
    SearchRequest request = everything(q);
    for (const bool grouped : {false, true}) {
      request.group_copies = grouped;
      const SearchAnswer answer = archive.search(request);
      for (const Hit& hit : answer.hits) CHECK(hit.article.id == "open");
      CHECK(answer.total == answer.hits.size());
      CHECK(answer.total_exact);
      for (const Facet& facet : answer.facets)
        for (const FacetValue& value : facet.values) CHECK((value.value == "en" || value.count == 0));
      CHECK(answer.warnings.empty());
    }
  }
  for (const char* id : {"embargoed", "withheld"}) CHECK(!archive.searcher().article(id, "zymurgist"));
  CHECK(!archive.searcher().article("embargoed", "", "1"));
  const ArchiveStats stats = archive.searcher().stats();
  CHECK(stats.articles == 1);
  CHECK(stats.sources.empty());
  CHECK(!stats.first_published.known());
}

TEST_CASE("No word of it is suggested or taken for known, and no weight tells of it") {
  const SmallArchive archive(with_secrets()), without({with_secrets().front()});
  for (const char* q : {"xylogroph", "zymurgyst", "quonsett", "zymurgist", "xylophone", "harbour"}) {
    CAPTURE(q);
    for (const Spelling spelling : {Spelling::suggest, Spelling::automatic}) {
      SearchRequest request = everything(q);
      request.spelling = spelling;
      request.explain = true;
      SearchCall call;
      call.search = request;
      call.fields = {"id", "title"};
      const auto shown = [&](const SmallArchive& one) {
        SearchAnswer answer = one.search(request);
        answer.revision.clear();
        answer.timing = {};
        return search_json(answer, call);
      };
      CHECK(shown(archive) == shown(without));
    }
  }
}

TEST_CASE("It appears by itself when its time comes, word, count, facet and all") {
  SmallArchive archive({an_article("open", "Harbour opens", "The harbour opens."), secret("soon", std::time(nullptr) + 2)});
  const std::string before = archive.searcher().revision();
  CHECK(archive.search("zymurgist").total == 0);
  CHECK(archive.searcher().stats().articles == 1);
  const std::time_t patience = std::time(nullptr) + 60;
  while (archive.search("zymurgist").total == 0 && std::time(nullptr) < patience) {
  }
  const SearchAnswer answer = archive.search(everything("zymurgist"));
  CHECK(ids_of(answer) == "soon");
  CHECK(answer.facets.front().values.front().value == "Hushwire");
  CHECK(archive.searcher().revision() != before);
  CHECK(archive.searcher().stats().articles == 2);
  CHECK(archive.searcher().article("soon", "merge")->article.title == "Xylograph merger announced");
  // The next run takes it among the others.
  archive.run({an_article("more", "More", "More.")});
  CHECK(archive.search("zymurgist").total == 1);
}

TEST_CASE("Many articles with an embargo each open one by one") {
  std::vector<Article> articles;
  const std::int64_t now = std::time(nullptr);
  for (int number = 0; number < 40; ++number) articles.push_back(secret("e" + std::to_string(number), now + (number % 2 == 0 ? -1 : 1) * (number + 1) * kHour));
  SmallArchive archive(articles);
  CHECK(archive.search("zymurgist").total == 20);
  for (const Hit& hit : archive.search("zymurgist").hits) CHECK(hit.article.visible_from <= now);
  CHECK(Archive::open(archive.path())->segments().size() <= 13);
  for (int run = 0; run < 5; ++run) archive.run({secret("late" + std::to_string(run), now + (100 + run) * kHour)});
  CHECK(Archive::open(archive.path())->segments().size() <= 20);
  CHECK(archive.search("zymurgist").total == 20);
  CHECK(archive.search("").total == 20);
}

TEST_CASE("A newer version under embargo hides the story until its time, and the older one does not stand in for it") {
  Article first = an_article("story", "Xylograph first", "First text."), second = secret("story", std::time(nullptr) + kHour);
  first.version = "1";
  second.version = "2";
  second.origin.path = "/news/second";
  for (const bool first_first : {true, false}) {
    SmallArchive archive;
    for (const Article& one : first_first ? std::vector<Article>{first, second} : std::vector<Article>{second, first}) archive.run({one});
    CHECK(archive.search("").total == 0);
    CHECK(!archive.searcher().article("story", ""));
    CHECK(!archive.searcher().article("story", "", "1"));
  }
}

TEST_CASE("The same article from two places is as visible as the stricter of the two says") {
  Article loose = secret("story", kAlwaysVisible), strict = secret("story", kNeverVisible);
  loose.origin.path = "/feeds/loose";
  for (const bool loose_first : {true, false}) {
    SmallArchive archive;
    for (const Article& one : loose_first ? std::vector<Article>{loose, strict} : std::vector<Article>{strict, loose}) archive.run({one});
    CHECK(archive.search("").total == 0);
    CHECK(!archive.searcher().article("story", ""));
  }
}

TEST_CASE("An embargo that is lifted in the same file lets the article be found at the next run") {
  SmallArchive archive({secret("story", kNeverVisible)});
  CHECK(archive.search("").total == 0);
  archive.run({secret("story", kAlwaysVisible)});
  CHECK(archive.search("zymurgist").total == 1);
  archive.run({secret("story", kNeverVisible)});
  CHECK(archive.search("").total == 0);
  CHECK(!archive.searcher().article("story", ""));
}
