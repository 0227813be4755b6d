// server/search/search.h: what a query finds, in which order, and what is counted and said about it.
#include <doctest/doctest.h>

#include <random>

#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

struct Group {
  std::string why;
  std::vector<std::pair<std::string, std::string>> rows;  // query, ids found in the order of the ids
};

void check_groups(const SmallArchive& archive, const std::vector<Group>& groups) {
  for (const Group& group : groups) {
    for (const auto& [q, ids] : group.rows) {
      CAPTURE(group.why);
      CAPTURE(q);
      const SearchAnswer answer = archive.search(q);
      CHECK(sorted_ids_of(answer) == ids);
      CHECK(answer.total == answer.hits.size());
      CHECK(answer.total_exact);
      CHECK(!answer.partial);
    }
  }
}

// Articles that differ in one point each.
std::vector<Article> word_articles() {
  return {an_article("apart", "", "The door at the back was open."),
          an_article("door", "", "They found a back door in the base station."),
          an_article("doors", "", "Two back doors were closed."),
          an_article("hyphen", "", "It is a back-door deal."),
          an_article("joined", "", "Huawei denies any backdoor."),
          an_article("many", "", "Backdoors everywhere, says the report."),
          an_article("title", "Backdoor found", "Nothing else.")};
}

std::vector<Article> name_articles() {
  Article byline = an_article("byline", "Harbour levy rises", "The council voted.");
  byline.byline = {"Ruben Fields", "Mina Okafor"};
  return {byline,
          an_article("brien", "O\u2019Brien signs", "The manager stays."),
          an_article("fields", "Poppy time", "The fields are red."),
          an_article("pronoun", "", "They told us nothing."),
          an_article("spec", "", "The rules of TS33.128 apply."),
          an_article("spec2", "", "See TS 33.127 instead."),
          an_article("states", "", "The United States objected."),
          an_article("tokyo", "", "\u65E5\u672C\u306E\u9996\u76F8\u304C\u6771\u4EAC\u3067\u4F1A\u898B\u3057\u305F\u3002"),
          an_article("kyoto", "", "\u4EAC\u90FD\u306E\u6771\u306B\u3042\u308B\u65E5\u5149\u3068\u672C\u3002"),
          an_article("us", "", "A US official spoke."),
          an_article("usdots", "", "The U.S. ban holds."),
          an_article("zurich", "", "Z\u00FCrich votes on \u00A3169m plan, not on 12 million."),
          an_article("z_million", "", "It cost 169 million.")};
}

}  // namespace

TEST_CASE("Words are found in any form and any order, compounds in every way they are written") {
  const SmallArchive archive(word_articles());
  check_groups(archive, {
      {"all words are wanted", {{"door back", "apart door doors hyphen"}, {"back closed", "doors"}}},
      {"a word is found in all its forms", {{"denied", "joined"}, {"station", "door"}, {"STATIONS", "door"}}},
      {"the query that every way of writing must answer alike",
       {{"\"back door\"", "door doors hyphen joined many title"}, {"back-door", "door doors hyphen joined many title"},
        {"backdoor", "door doors hyphen joined many title"}, {"backdoors", "door doors hyphen joined many title"},
        {"\"back doors\"", "door doors hyphen joined many title"}}},
      {"apart, the two words are wanted, or their compound", {{"back door", "apart door doors hyphen joined many title"}}},
      {"an exact word is found in no other form", {{"exact:backdoor", "joined title"}, {"exact:\"back door\"", "door hyphen"}, {"exact:doors", "doors"}}},
      {"a phrase asks for the order", {{"\"door back\"", ""}, {"\"base station\"", "door"}, {"\"station base\"", ""}}},
      {"words may be let in between", {{"\"door back\"~3", "apart"}, {"\"door back\"~1", ""}, {"\"found base\"~5", "door"}}},
      {"NEAR takes any order and a distance", {{"back NEAR/2 door", "apart door doors hyphen"}, {"station NEAR/2 door", ""}, {"station NEAR/5 door", "door"}}},
  });
}

TEST_CASE("Parts, prefixes and negatives") {
  const SmallArchive archive(word_articles());
  check_groups(archive, {
      {"a field is searched alone",
       {{"title:backdoor", "title"}, {"headline:backdoor", "title"}, {"body:backdoor", "door doors hyphen joined many"}, {"title:nothing", ""}}},
      {"a prefix finds what begins so", {{"back*", "apart door doors hyphen joined many title"}, {"backd*", "joined many title"}, {"title:ba*", "title"}, {"zz*", ""}}},
      {"NOT takes away", {{"backdoor -title:backdoor", "door doors hyphen joined many"}, {"back -station", "apart doors hyphen"}}},
      {"a lone negative is taken from everything", {{"-backdoor", "apart"}, {"-back -backdoor", ""}, {"-nothing", "apart door doors hyphen joined many"}}},
      {"OR wants one", {{"report OR closed", "doors many"}, {"report OR nowhere", "many"}, {"(report OR closed) back", "doors"}}},
      {"nothing to look for is everything", {{"", "apart door doors hyphen joined many title"}, {"  ", "apart door doors hyphen joined many title"}, {"!!!", "apart door doors hyphen joined many title"}}},
  });
}

TEST_CASE("Names, numbers, countries and other scripts are found as they are meant") {
  const SmallArchive archive(name_articles());
  check_groups(archive, {
      {"the country in all its ways, and not the pronoun",
       {{"U.S.", "states us usdots"}, {"US", "states us usdots"}, {"USA", "states us usdots"}, {"\"United States\"", "states us usdots"}, {"us", "pronoun"},
        {"exact:US", "us usdots"}}},
      {"a specification by its number, however it is spaced", {{"TS33.128", "spec"}, {"\"TS 33.128\"", "spec"}, {"TS33.127", "spec2"}, {"33.128", "spec"}}},
      {"a name with an apostrophe of any kind", {{"O'Brien", "brien"}, {"O\u2019Brien", "brien"}, {"obrien", "brien"}}},
      {"a byline is found by its words, and byline: only there", {{"fields", "byline fields"}, {"byline:Fields", "byline"}, {"byline:\"Mina Okafor\"", "byline"}, {"body:okafor", ""}}},
      {"accents may be left out, and exact: wants them", {{"zurich", "zurich"}, {"Z\u00FCrich", "zurich"}, {"exact:zurich", ""}, {"exact:z\u00FCrich", "zurich"}}},
      {"m behind a number is million", {{"\"169 million\"", "z_million zurich"}, {"169m", "z_million zurich"}, {"12m", "zurich"}}},
      {"several characters in a row are a phrase", {{"\u65E5\u672C", "tokyo"}, {"\u6771\u4EAC", "tokyo"}, {"\u4EAC\u90FD", "kyoto"}, {"\u672C\u65E5", ""}, {"\u65E5", "kyoto tokyo"}, {"\u65E5\u672C\u306E\u9996\u76F8", "tokyo"}}},
  });
}

TEST_CASE("Conditions: exact values, dates, lengths and ids") {
  Article old = an_article("old", "Old news", "one two three");
  old.published = on_day(-400);
  old.section = "Politics";
  old.source = "Harbour  Post";
  old.tags = {"5G", "Ferries"};
  Article fresh = an_article("fresh", "New news", "one two three four five");
  fresh.published = {kValentine + 10 * 3600, Precision::second, 0, true};
  fresh.section = "politics";
  fresh.lang = "de";
  Article undated = an_article("undated", "Some news", "one");
  undated.section = "sport";
  const SmallArchive archive(std::vector{old, fresh, undated});
  check_groups(archive, {
      {"values are compared whole, without case and spare blanks",
       {{"section:politics", "fresh old"}, {"section:POLITICS", "fresh old"}, {"section:polit", ""}, {"source:\"harbour post\"", "old"}, {"tag:5g", "old"}, {"tag:ferry", ""}, {"lang:de", "fresh"},
        {"-section:sport", "fresh old"}, {"section:sport OR tag:5G", "old undated"}}},
      {"dates take in the whole period, and nothing undated",
       {{"date:2020", "fresh"}, {"date:2020-02-14", "fresh"}, {"from:2020-02-14", "fresh"}, {"from:2020-02-15", ""}, {"to:2020-02-14", "fresh old"}, {"to:2020-02-13", "old"}, {"date:2019..2020", "fresh old"}, {"date:2019", "old"},
        {"-from:2020", "old undated"}, {"from:2020-02-14T10:00:00Z", "fresh"}, {"from:2020-02-14T10:00:01Z", ""}}},
      {"words are counted in headline, byline and body", {{"words:5", "old"}, {"words:>5", "fresh"}, {"words:<5", "undated"}, {"words:3..5", "old undated"}}},
      {"an id is one article or none", {{"id:old", "old"}, {"id:Old", ""}, {"id:none", ""}, {"id:old news", "old"}, {"-id:old", "fresh undated"}}},
  });
}

TEST_CASE("Filters of the request narrow what the query finds") {
  Article one = an_article("one", "News", "alpha"), two = an_article("two", "News", "alpha"), three = an_article("three", "News", "beta");
  one.section = "Sport", two.section = "Culture", three.section = "sport";
  one.published = on_day(0), two.published = on_day(1);
  const SmallArchive archive(std::vector{one, two, three});
  SearchRequest request;
  request.filters = {{"section", {"SPORT"}, {}}};
  CHECK(sorted_ids_of(archive.search(request)) == "one three");
  request.q = "alpha";
  CHECK(sorted_ids_of(archive.search(request)) == "one");
  request.filters = {{"section", {"sport", "culture"}, {"culture"}}};
  CHECK(sorted_ids_of(archive.search(request)) == "one");
  request.filters = {{"section", {}, {"sport"}}};
  CHECK(sorted_ids_of(archive.search(request)) == "two");
  request.filters.clear();
  request.published = {kValentine, kValentine + kDay};
  CHECK(sorted_ids_of(archive.search(request)) == "one");
  request.published = {std::nullopt, kValentine};
  CHECK(sorted_ids_of(archive.search(request)) == "");
  request.published = {kValentine + kDay, kValentine};
  CHECK(sorted_ids_of(archive.search(request)) == "");
}

TEST_CASE("What cannot be asked for is the caller's fault") {
  const SmallArchive archive(word_articles());
  const auto code_of = [&](const SearchRequest& request) -> std::string {
    try {
      archive.search(request);
    } catch (const BadRequest& bad) {
      CHECK(!bad.detail.empty());
      return bad.code + " " + bad.parameter;
    }
    return "";
  };
  SearchRequest request;
  CHECK(code_of(request) == "");
  request.page = 101, request.per_page = 100;
  CHECK(code_of(request) == "page_past_window page");
  request.page = 0xffffffff, request.per_page = 0xffffffff;
  CHECK(code_of(request) == "page_past_window page");
  request = {};
  request.filters = {{"words", {"3"}, {}}};
  CHECK(code_of(request) == "bad_value words");
  request.filters = {{"nonsense", {"3"}, {}}};
  CHECK(code_of(request) == "bad_value nonsense");
  for (const std::string facet : {"title", "words", "published", "published:hour", ""}) {
    request = {};
    request.facets = {facet};
    CAPTURE(facet);
    CHECK(code_of(request) == "bad_value facets");
  }
}

TEST_CASE("The order is by relevance or date, the undated last, and pages follow each other without gap or repeat") {
  std::vector<Article> articles;
  for (int i = 0; i < 30; ++i) {
    Article article = an_article("a" + std::to_string(100 + i), "News", "alpha");
    if (i % 10 != 9) article.published = on_day(i / 3);
    articles.push_back(article);
  }
  SmallArchive archive;
  for (int part = 0; part < 3; ++part) archive.run({articles.begin() + part * 10, articles.begin() + part * 10 + 10});
  for (const Sort sort : {Sort::newest, Sort::oldest, Sort::relevance}) {
    SearchRequest request;
    request.q = "alpha";
    request.sort = sort;
    request.per_page = 7;
    std::vector<std::string> seen;
    std::vector<std::int64_t> dates;
    for (request.page = 1; request.page <= 6; ++request.page) {
      const SearchAnswer answer = archive.search(request);
      CHECK(answer.total == 30);
      CHECK(answer.sort == sort);
      for (const Hit& hit : answer.hits) {
        seen.push_back(hit.article.id);
        dates.push_back(hit.article.published.known() ? hit.article.published.seconds : sort == Sort::newest ? INT64_MIN : INT64_MAX);
      }
    }
    CHECK(seen.size() == 30);
    if (sort == Sort::newest) CHECK(std::is_sorted(dates.rbegin(), dates.rend()));
    if (sort == Sort::oldest) CHECK(std::is_sorted(dates.begin(), dates.end()));
    std::sort(seen.begin(), seen.end());
    CHECK(std::unique(seen.begin(), seen.end()) == seen.end());
  }
  CHECK(archive.search("alpha").sort == Sort::relevance);
  CHECK(archive.search("from:2019").sort == Sort::newest);
  CHECK(archive.search("").sort == Sort::newest);
}

TEST_CASE("A headline counts more than a paragraph, a rare word more than a common one") {
  const SmallArchive archive(std::vector{an_article("body", "Harbour news", "A levy was voted on by the council in the harbour after hours of talk."),
                                         an_article("title", "Levy voted on", "The council in the harbour sat for hours of talk about the harbour."),
                                         an_article("other", "Harbour news", "The council sat in the harbour.")});
  CHECK(ids_of(archive.search("levy")) == "title body");
  CHECK(archive.search("levy").hits.front().score > 0);
  CHECK(ids_of(archive.search("levy OR harbour")).ends_with("other"));
}

TEST_CASE("An unknown word is answered with one that the archive has") {
  const SmallArchive archive(word_articles());
  SearchRequest request;
  request.q = "bakdoor";
  SearchAnswer answer = archive.search(request);
  CHECK(answer.total == 0);
  CHECK(answer.suggestion.value_or("") == "backdoor");
  CHECK(!answer.suggestion_used);
  request.spelling = Spelling::automatic;
  answer = archive.search(request);
  CHECK(answer.suggestion_used);
  CHECK(answer.total == 6);
  request.spelling = Spelling::off;
  CHECK(!archive.search(request).suggestion);
  CHECK(!archive.search("backdoor").suggestion);
  CHECK(!archive.search("zzzzzzzzzz").suggestion);
}

TEST_CASE("The answer says what was looked for, on which archive, and gives each hit whole") {
  Article article = an_article("one", "Levy", "First paragraph.");
  article.body = {"First paragraph.", "Second one."};
  article.byline = {"Mina Okafor"};
  article.dropped = {{"comment", 3, "rubbish"}};
  const SmallArchive archive(std::vector{article});
  SearchRequest request;
  request.q = "Levy levy PARAGRAPH -nonsense";
  const SearchAnswer answer = archive.search(request);
  CHECK(answer.terms == std::vector<std::string>{"levy", "paragraph"});
  CHECK(answer.revision == archive.searcher().revision());
  REQUIRE(answer.hits.size() == 1);
  const Hit& hit = answer.hits.front();
  CHECK(hit.words == 7);
  CHECK(hit.article.body.empty());
  CHECK(hit.article.dropped.empty());
  CHECK(hit.article.byline == article.byline);
  request.body = true;
  CHECK(archive.search(request).hits.front().article.body == article.body);
  const auto whole = archive.searcher().article("one", "");
  REQUIRE(whole);
  CHECK(whole->article == article);
  CHECK(whole->words == 7);
  CHECK(!archive.searcher().article("two", ""));
  CHECK(!archive.searcher().article("", ""));
}

TEST_CASE("While it is typed the last word may go on, and only where it may") {
  const SmallArchive archive(word_articles());
  struct Row {
    std::string typed;
    std::string whole;   // found when it is whole
    std::string typing;  // found while it is typed
    std::string why;
  };
  const std::vector<Row> rows = {
      {"backdo", "", "joined many title", "a word of the archive begins so"},
      {"report backdo", "", "many", "the words before it are whole"},
      {"every", "", "many", "everywhere"},
      {"backdo ", "", "", "a blank ends the word"},
      {"b", "", "", "one letter says too little"},
      {"\"backdo", "", "", "a phrase is taken as it stands"},
      {"title:backdo", "", "", "so is a field"},
      {"-backdo", "apart door doors hyphen joined many title", "apart door doors hyphen joined many title", "and what is left out"},
      {"closed", "doors", "doors", "a whole word is found as ever"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.typed);
    CAPTURE(row.why);
    SearchRequest request;
    request.q = row.typed;
    request.match = Match::all;
    request.per_page = 100;
    CHECK(sorted_ids_of(archive.searcher().search(request)) == row.whole);
    request.typing = true;
    const SearchAnswer answer = archive.searcher().search(request);
    CHECK(sorted_ids_of(answer) == row.typing);
    CHECK_FALSE(answer.suggestion);
    CHECK(answer.ways_out.empty());
  }
}

TEST_CASE("An archive without articles answers every question with nothing") {
  SmallArchive archive;
  archive.run({});
  SearchRequest request;
  request.facets = {"section", "published:year"};
  for (const std::string q : {"", "levy", "\"a levy\"", "date:2020", "id:one", "words:>3", "-levy"}) {
    CAPTURE(q);
    request.q = q;
    const SearchAnswer answer = archive.search(request);
    CHECK(answer.total == 0);
    CHECK(answer.total_exact);
    REQUIRE(answer.facets.size() == 2);
    CHECK(answer.facets.front().values.empty());
  }
  CHECK(archive.searcher().stats().articles == 0);
}
