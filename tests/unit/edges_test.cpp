// Cases at the edges of search and of the writer, each of which was once wrong.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "indexer/archive/files.h"
#include "tests/unit/small_archive.h"

namespace dateline {
namespace {

std::vector<Article> desks() {
  std::vector<Article> out;
  for (int number = 0; number < 12; ++number) {
    Article article = an_article("a" + std::to_string(number), "A report", number % 3 == 0 ? "report from abroad" : "report from home");
    article.section = number % 2 == 0 ? "politics" : "sport";
    article.published = on_day(number);
    out.push_back(article);
  }
  return out;
}

std::uint64_t sum_of(const Facet& facet) {
  std::uint64_t sum = facet.other;
  for (const FacetValue& value : facet.values) sum += value.count;
  return sum;
}

}  // namespace

TEST_CASE("Facets count hits and nothing that was excluded, in every order") {
  const SmallArchive archive(desks());
  for (const char* q : {"report -abroad", "report NOT section:politics", "report", "-abroad", "report -\"from abroad\""}) {
    for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
      CAPTURE(q);
      SearchRequest request;
      request.q = q;
      request.sort = sort;
      request.filters = {{"section", {}, {"weather"}}};
      request.facets = {"section", "published:day"};
      const SearchAnswer answer = archive.search(request);
      CHECK(sum_of(answer.facets[0]) == answer.total);
      CHECK(sum_of(answer.facets[1]) == answer.total);
    }
  }
}

TEST_CASE("An article is found by its own words, however few there are in its language") {
  std::vector<Article> articles;
  int number = 0;
  for (const char* lang : {"de", "fr", "es", "it", "pt", "nl", "sv", "da"})
    for (int copy = 0; copy < 2; ++copy) {
      articles.push_back(an_article("x" + std::to_string(number++), "uno", "due tre"));
      articles.back().lang = lang;
    }
  articles.push_back(an_article("english", "Happiness", "organizing relational ministries"));
  articles.push_back(an_article("unknown", "Happenings", "generously nationalities"));
  articles.back().lang = "";
  const SmallArchive archive(articles);
  for (const char* q : {"happiness", "organizing", "relational", "ministries", "exact:happiness"}) CHECK(ids_of(archive.search(q)) == "english");
  for (const char* q : {"happenings", "generously", "nationalities"}) CHECK(ids_of(archive.search(q)) == "unknown");
}

TEST_CASE("An alias whose stem in another language is another word does not find that word") {
  Article turkish = an_article("turkish", "Haberler", "Liman ve vergi.");
  turkish.lang = "tr";
  const SmallArchive archive({turkish, an_article("pronoun", "News", "They told us so."), an_article("country", "News", "Voters in the United States.")});
  CHECK(sorted_ids_of(archive.search("U.S.")) == "country");
}

TEST_CASE("A prefix of more words than are looked for says so") {
  std::vector<Article> articles;
  for (int number = 0; number < 300; ++number) {
    std::string word = "co";
    for (int rest = number + 1000; rest > 0; rest /= 10) word += static_cast<char>('a' + rest % 10);
    articles.push_back(an_article(std::to_string(number), "t", word));
  }
  const SmallArchive archive(articles);
  const SearchAnswer answer = archive.search("co*");
  CHECK(answer.total < 300);
  CHECK_FALSE(answer.total_exact);
  REQUIRE(answer.warnings.size() == 1);
  CHECK(answer.warnings[0].code == "wildcard_too_common");
  CHECK(archive.search("coaaab*").warnings.empty());
}

TEST_CASE("Characters without spaces may stand apart where the query lets them") {
  Article article = an_article("ja", "題", "日の本");
  article.lang = "ja";
  const SmallArchive archive({article});
  CHECK(ids_of(archive.search("\"日本\"~3")) == "ja");
  CHECK(ids_of(archive.search("\"日本\"")).empty());
}

TEST_CASE("A correction replaces words and not parts of words, everywhere, and takes no longer than the search may") {
  const SmallArchive archive({an_article("a", "Backdoor", "a backdoor and pollution of the air")});
  CHECK(archive.search("backdor \"backdor\"").suggestion == "backdoor \"backdoor\"");
  CHECK(archive.search("pollutio -xpollutio").suggestion == "pollution -xpollutio");
  std::string many;
  for (int number = 0; number < 60; ++number) many += "backdo" + std::string(1, static_cast<char>('a' + number % 26)) + std::string(static_cast<std::size_t>(number / 26), 'q') + " ";
  SearchRequest request;
  request.q = many;
  request.time_limit = std::chrono::milliseconds(200);
  CHECK_NOTHROW(archive.search(request));
}

TEST_CASE("Out of time, the answer says that it is partial") {
  const SmallArchive archive(desks());
  SearchRequest request;
  request.q = "title:report";
  request.time_limit = std::chrono::milliseconds(-1);
  const SearchAnswer answer = archive.search(request);
  CHECK(answer.partial);
  for (const Hit& hit : answer.hits) CHECK(hit.body.empty());
}

TEST_CASE("A generation that cannot be opened leaves the last good one answering") {
  const SmallArchive archive(desks());
  CHECK(archive.search("report").total == 12);
  const std::string good = *read_file(manifest_path(archive.path()));
  write_file_durably(manifest_path(archive.path()), "{}");
  CHECK(archive.search("report").total == 12);
  write_file_durably(manifest_path(archive.path()), good);
  CHECK(archive.search("report").total == 12);
}

TEST_CASE("Broken postings are an error of the archive, said with what to do") {
  const SmallArchive archive(desks());
  const std::string name = Archive::open(archive.path())->segments()[0].name;
  std::filesystem::resize_file(archive.path() + "/segments/" + name + "/" + kPostingsFile, 100);
  CHECK_THROWS_AS(archive.searcher(), ArchiveError);
}

TEST_CASE("A rebuild of an archive that cannot be read keeps its files until the new one is published") {
  const SmallArchive archive(desks());
  const std::string good = *read_file(manifest_path(archive.path()));
  const std::string name = Archive::open(archive.path())->segments()[0].name;
  write_file_durably(manifest_path(archive.path()), "{\"format\": 999}");
  {
    ArchiveWriter writer(archive.path(), {.rebuild = true});
    WriterHand hand;
    writer.add(an_article("new", "New", "text"), hand);
  }
  CHECK(std::filesystem::exists(archive.path() + "/segments/" + name));
  write_file_durably(manifest_path(archive.path()), good);
  CHECK(archive.search("report").total == 12);
}

TEST_CASE("What another file still has comes back after the file that had taken its id is gone") {
  TemporaryFolder folder;
  const std::string path = (folder.path() / "archive").string();
  const std::string first = (folder.path() / "a.json").string(), second = (folder.path() / "b.json").string();
  const auto run = [&](const std::vector<std::string>& files) {
    ArchiveWriter writer(path, {});
    WriterHand hand;
    for (const std::string& file : files) {
      if (writer.skip_unchanged(file, {1, 1, 7})) continue;
      Article article = an_article("x", "Same story", "text of " + file);
      article.origin.path = file;
      writer.add(article, hand);
      writer.remember(file, {1, 1, 7});
    }
    writer.prune({folder.path().string()});
    writer.publish("{}");
  };
  run({first, second});
  run({first});
  run({first});
  const auto archive = Archive::open(path);
  const auto places = archive->with_id("x");
  REQUIRE(places.size() == 1);
  CHECK(archive->card(places.front()).origin.path == first);
}

TEST_CASE("Nothing below a folder that could not be read is pruned") {
  SmallArchive archive({an_article("desk/one", "One", "text"), an_article("desk/two", "Two", "text"), an_article("other", "Three", "text")});
  ArchiveWriter writer(archive.path(), {});
  writer.protect("/news/desk");
  CHECK(writer.prune({"/news"}) == 1);
}

}  // namespace dateline
