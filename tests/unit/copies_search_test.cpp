// Copies from the writer to the answer: groups, folding, counts.
#include <doctest/doctest.h>

#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

// Some 200 different words in an order that `seed` decides.
std::string long_text(unsigned seed) {
  std::string out;
  for (unsigned at = 0; at < 200; ++at) {
    seed = seed * 1664525u + 1013904223u;
    out += "word" + std::to_string(seed >> 20) + " ";
  }
  return out + "harbour.";
}

Article published(const std::string& id, const std::string& source, int day, const std::string& body) {
  Article out = an_article(id, "Headline of " + id, body);
  out.source = source;
  out.published = on_day(day);
  return out;
}

SearchRequest grouped(const std::string& q) {
  SearchRequest request;
  request.q = q;
  request.group_copies = true;
  return request;
}

std::vector<Article> copies() {
  const std::string wire = long_text(1);
  return {published("copy-b", "Courier", 2, "Our own lead. " + wire), published("original", "Wire", 1, wire), published("copy-a", "Courier", 3, wire),
          published("other", "Wire", 4, long_text(2)), published("copy-c", "", 5, wire + " Read more of this in our paper.")};
}

}  // namespace

TEST_CASE("Copies are one hit: the first published, with how many there are and from where") {
  const SmallArchive together(copies());
  SmallArchive apart;
  for (const Article& article : copies()) apart.run({article});
  for (const SmallArchive* archive : std::initializer_list<const SmallArchive*>{&together, &apart}) {
    CHECK(archive->search("harbour").total == 5);
    const SearchAnswer answer = archive->search(grouped("harbour"));
    CHECK(answer.total == 2);
    REQUIRE(answer.hits.size() == 2);
    const Hit& hit = answer.hits[0].article.id == "original" ? answer.hits[0] : answer.hits[1];
    CHECK(hit.article.id == "original");
    CHECK(hit.copies.count == 4);
    CHECK(hit.copies.ids.size() == 3);
    REQUIRE(hit.copies.sources.size() == 2);
    CHECK(hit.copies.sources[0].value == "Courier");
    CHECK(hit.copies.sources[0].count == 2);
    const auto whole = archive->searcher().article("copy-a", "");
    CHECK(whole->copies.count == 4);
    CHECK(archive->searcher().article("other", "")->copies.count == 1);
  }
}

TEST_CASE("Only what matches leads a group, and pages count groups") {
  const SmallArchive archive(copies());
  const SearchAnswer courier = archive.search(grouped("source:Courier"));
  CHECK(ids_of(courier) == "copy-b");
  CHECK(courier.hits[0].copies.count == 2);
  SearchRequest second = grouped("harbour");
  second.per_page = 1;
  second.page = 2;
  CHECK(archive.search(second).hits.size() == 1);
  CHECK(archive.search(second).total == 2);
  second.page = 3;
  CHECK(archive.search(second).hits.empty());
}

TEST_CASE("A copy that nobody may see leads no group and is not counted") {
  std::vector<Article> articles = copies();
  articles[1].visible_from = kNeverVisible;
  const SmallArchive archive(articles);
  const SearchAnswer answer = archive.search(grouped("harbour"));
  CHECK(answer.total == 2);
  for (const Hit& hit : answer.hits) {
    CHECK(hit.article.id != "original");
    CHECK(std::count(hit.copies.ids.begin(), hit.copies.ids.end(), "original") == 0);
  }
  CHECK(archive.searcher().article("copy-a", "")->copies.count == 3);
}

TEST_CASE("An article stays in its group when it is edited, and when segments are merged") {
  SmallArchive archive(copies());
  Article edited = copies()[2];
  edited.title = "Edited headline";
  archive.run({edited});
  for (int run = 0; run < 10; ++run) archive.run({published("later" + std::to_string(run), "Wire", 9, long_text(100 + static_cast<unsigned>(run)))});
  CHECK(archive.searcher().article("copy-a", "")->copies.count == 4);
}
