// An answer without hits says what stands in the way and what to ask instead.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "server/search/query_parts.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

Article placed(const std::string& id, const std::string& body, const std::string& section, std::int64_t day) {
  Article out = an_article(id, "Report " + id, body);
  out.section = section;
  out.published = on_day(day);
  return out;
}

const SmallArchive& harbour_archive() {
  static const SmallArchive archive({placed("one", "the harbour opens for trade", "World", 0), placed("two", "trade falls as the levy rises", "Money", 10),
                                     placed("three", "harbour pilots strike over the levy", "World", 20)});
  return archive;
}

// "code q -without =total" of each way.
std::vector<std::string> ways(const SearchRequest& request) {
  std::vector<std::string> out;
  SearchRequest strict = request;
  strict.match = Match::all;
  for (const WayOut& way : harbour_archive().search(strict).ways_out) {
    CHECK_FALSE(way.detail.empty());
    std::string text = way.code + " [" + way.q + "]";
    for (const std::string& name : way.without) text += " -" + name;
    out.push_back(text + " =" + std::to_string(way.total));
  }
  return out;
}

bool has_way(const SearchRequest& request, const std::string& wanted) {
  const auto all = ways(request);
  std::string shown;
  for (const std::string& one : all) shown += one + "; ";
  CAPTURE(shown);
  const bool found = std::find(all.begin(), all.end(), wanted) != all.end();
  CHECK(found);
  return found;
}

SearchRequest asking(const std::string& q) {
  SearchRequest out;
  out.q = q;
  return out;
}

}  // namespace

TEST_CASE("Each way out of a query that finds nothing finds something") {
  struct Row {
    std::string q, way, why;
  };
  for (const Row& row : std::vector<Row>{
           {"harbuor", "correction [harbour] =2", "a slip"},
           {"harbour quetzalcoatlus", "without_word [harbour] =2", "a word that the archive does not have"},
           {"quetzalcoatlus archaeopteryx levy", "without_word [levy] =2", "two of them"},
           {"\"opens trade\"", "as_words [opens trade] =1", "the words are there, but not side by side"},
           {"harbour \"levy the over\"", "as_words [harbour (levy the over)] =1", "a phrase among other words"},
           {"opens rises pilots", "any_word [opens OR rises OR pilots] =3", "no two of them are in one article"},
           {"levy section:Sport", "without_value [levy] =2", "a value that empties it"},
           {"levy from:2021", "without_dates [levy] =2", "a date that empties it"},
           {"levy -trade -pilots", "without_not [levy -pilots] =1", "what is taken away"},
           {"levy NOT (trade OR pilots)", "without_not [levy] =2", "what is taken away in brackets"},
           {"levy AND (opens OR closes)", "without_group [levy] =2", "a group"},
       }) {
    CAPTURE(row.q);
    CAPTURE(row.why);
    has_way(asking(row.q), row.way);
  }
}

TEST_CASE("Filters that empty an answer are named") {
  SearchRequest request = asking("levy");
  request.filters = {{"section", {"Sport"}, {}}};
  CHECK(ways(request) == std::vector<std::string>{"without_filter [levy] -section =2"});
  request.published.from = kValentine + 100 * kDay;
  CHECK(ways(request) == std::vector<std::string>{"without_filter [levy] -section -from =2"});
  request.filters = {{"section", {"World"}, {}}};
  has_way(request, "without_filter [levy] -from =1");
}

TEST_CASE("An answer with hits has no ways out, and none is made up where nothing helps") {
  CHECK(ways(asking("harbour")).empty());
  CHECK(ways(asking("")).empty());
  CHECK(SmallArchive(std::vector<Article>{}).search("harbour").ways_out.empty());
  SearchRequest request = asking("quetzalcoatlus");
  request.filters = {{"section", {"Sport"}, {}}};
  CHECK(ways(request).empty());
}

TEST_CASE("Any query has an answer with ways that work") {
  for (const std::string q : {"((((", "NOT", "AND OR", "\"", "-(", "a AND", "title:", "\xff\xfe zz", "zz OR (yy AND \"xx", "zz NEAR/3 yy", ") zz (", "NOT NOT zz"}) {
    CAPTURE(q);
    for (const WayOut& way : harbour_archive().search(q).ways_out) CHECK(harbour_archive().search(way.q).total == way.total);
  }
}

TEST_CASE("A query without one of its parts has no link that links nothing") {
  struct Row {
    std::string q;
    std::size_t left_out;
    std::string rest;
  };
  for (const Row& row : std::vector<Row>{{"a AND b", 0, "b"},
                                         {"a AND b", 2, "a"},
                                         {"a OR b AND c", 2, "a AND c"},
                                         {"a  b", 0, "b"},
                                         {"a NOT b c", 1, "a c"},
                                         {"a -b title:\"c d\"", 1, "a title:\"c d\""},
                                         {"(a OR (b c)) d", 0, "d"},
                                         {"(a OR (b c)) d", 1, "(a OR (b c))"}}) {
    CAPTURE(row.q);
    const auto parts = parts_of_query(row.q);
    std::vector<bool> kept(parts.size(), true);
    REQUIRE(row.left_out < parts.size());
    kept[row.left_out] = false;
    CHECK(query_of_parts(parts, kept) == row.rest);
  }
}
