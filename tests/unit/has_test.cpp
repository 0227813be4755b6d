// has: and the other conditions on what is known of an article.
#include <doctest/doctest.h>

#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

std::vector<Article> some_articles() {
  Article all = an_article("all", "All", "one two three four");
  all.byline = {"Ruben Fields"};
  all.source = "Harbour Post";
  all.section = "Politics";
  all.tags = {"5G"};
  all.published = on_day(0);
  Article some = an_article("some", "Some", "one two");
  some.section = "Sport";
  some.lang = "de";
  some.published = on_day(-30);
  return {all, some, an_article("none", "None", "one")};
}

}  // namespace

TEST_CASE("Articles are found by what they have, lack and measure") {
  const SmallArchive archive(some_articles());
  const std::pair<const char*, const char*> rows[] = {
      {"has:byline", "all"},
      {"has:source", "all"},
      {"has:section", "all some"},
      {"has:tag", "all"},
      {"has:date", "all some"},
      {"section:pol*", "all"},
      {"section:*O*", "all some"},
      {"source:\"harbour *\"", "all"},
      {"-section:pol*", "none some"},
      {"section:x*", ""},
      {"has:person", ""},
      {"-has:byline", "none some"},
      {"one -has:section", "none"},
      {"one has:section -has:tag", "some"},
      {"has:(tag OR date)", "all some"},
      {"NOT has:date", "none"},
      {"-has:date -has:tag", "none"},
      {"three OR -has:date", "all none"},
      {"lang:de", "some"},
      {"lang:DE", "some"},
      {"-lang:en", "some"},
      {"lang:(de OR en) -has:date", "none"},
      {"words:>5", "all"},
      {"words:>1k", ""},
      {"words:2", "none"},
      {"words:3..2", "none some"},
      {"words:<=3 one", "none some"},
      {"id:some", "some"},
      {"id:\"some\"", "some"},
      {"id:nobody", ""},
      {"-id:some", "all none"},
      {"id:(some OR none)", "none some"},
      {"date:2020-02-14", "all"},
      {"date:14 Feb 2020", "all"},
      {"date:>2020-02-01", "all"},
      {"date:<2020-02-14", "some"},
      {"-date:2020-02", "none some"},
      {"after:2020-01 before:2021", "all"},
      {"one AND", "all none some"},
      {"three AND", "all"},
      {"-one", ""},
      {"-(one three)", "none some"},
      {"-(one -three)", "all"},
  };
  for (const auto& [q, ids] : rows) {
    CAPTURE(q);
    CHECK(sorted_ids_of(archive.search(q)) == ids);
  }
  CHECK(archive.search("three AND").warnings.at(0).code == "dangling_operator");
}

TEST_CASE("NEAR reaches any of what stands in brackets") {
  const SmallArchive archive(
      {an_article("a", "t", "Huawei was let off a fine."), an_article("b", "t", "The ban on Huawei."),
       an_article("c", "t", "Huawei is one thing, and what the ban is about is quite another one."),
       an_article("d", "t", "A fine day, banning nobody; Huawei's networks.")});
  CHECK(sorted_ids_of(archive.search("(ban OR fine) NEAR/5 huawei")) == "a b d");
  CHECK(sorted_ids_of(archive.search("(\"the ban\" OR \"a fine\") NEAR/2 huawei")) == "b");
  CHECK(sorted_ids_of(archive.search("(\"the ban\" OR \"a fine\") NEAR/3 huawei")) == "a b d");
  CHECK(sorted_ids_of(archive.search("net* NEAR/1 huawei")) == "d");
  CHECK(sorted_ids_of(archive.search("huawei -(ban OR fine) NEAR/5 huawei")) == "c");
  CHECK(bracketed(archive.search("(\"the ban\" OR nothing) NEAR/2 huawei").hits.at(0).body.at(0).marked) ==
        "[The ban] on [Huawei].");
}

TEST_CASE("NEAR beyond what one query may have is read as AND and said to be") {
  const SmallArchive archive({an_article(
      "a", "t",
      "One ban and, a long while after it and quite apart from it, as far as anybody knows or cares, a fine.")});
  std::string q;
  for (int left = 5; left > 0; --left) q += "-(ban OR x OR y OR z) NEAR (fine OR u OR v OR w) ";
  const SearchAnswer answer = archive.search(q);
  CHECK(answer.total == 0);
  REQUIRE(answer.warnings.size() == 1);
  CHECK(answer.warnings[0].code == "too_many_near");
  CHECK(archive.search(q.substr(0, q.size() / 5 * 4)).total == 1);
}
