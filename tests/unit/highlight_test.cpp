// server/search/search.h: what is marked in a hit is exactly what matched.
#include <doctest/doctest.h>

#include "server/search/highlight.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

struct Row {
  std::string q, text, marked;
};

// The one article of `text` as its page shows it for `q`, and as the hit does.
void check_rows(const std::string& why, const std::vector<Row>& rows, const std::string& lang = "en") {
  for (const Row& row : rows) {
    CAPTURE(why);
    CAPTURE(row.q);
    Article article = an_article("one", "Title", row.text);
    article.lang = lang;
    const SmallArchive archive(std::vector{article});
    const auto answer = archive.searcher().article("one", row.q);
    REQUIRE(answer);
    CHECK(bracketed(answer->body.front()) == row.marked);
    SearchRequest request;
    request.q = row.q;
    request.snippet_length = 1000;
    const SearchAnswer found = archive.search(request);
    CHECK(found.total == (row.marked == row.text ? 0 : 1));
    for (const Hit& hit : found.hits) {
      REQUIRE(hit.body.size() == 1);
      CHECK(bracketed(hit.body.front().marked) == row.marked);
    }
  }
}

}  // namespace

TEST_CASE("Words are marked in all their forms, whole, and nothing else is") {
  check_rows("forms of the word", {{"network", "Networks and networking, a network.", "[Networks] and [networking], a [network]."},
                                   {"network*", "Networks at networkers.", "[Networks] at [networkers]."},
                                   {"exact:network", "Networks, a network.", "Networks, a [network]."},
                                   {"new", "News of a newt.", "News of a newt."}});
  check_rows("apostrophes, marks and points belong to the word",
             {{"huawei", "Huawei\u2019s ban, Huawei's ban.", "[Huawei\u2019s] ban, [Huawei's] ban."}, {"o'brien", "O\u2019Brien signs.", "[O\u2019Brien] signs."},
              {"cafe", "The cafe\u0301 and the caf\u00E9.", "The [cafe\u0301] and the [caf\u00E9]."}, {"us", "Tell us.", "Tell [us]."},
              {"U.S.", "The U.S. ban.", "The [U.S.] ban."}, {"\u00E9lection", "L\u2019\u00E9lection.", "L\u2019[\u00E9lection]."}});
  check_rows("emoji and markup around a word are left as they are",
             {{"win", "\U0001F44Dwin\U0001F44D <b>win</b> &amp;", "\U0001F44D[win]\U0001F44D <b>[win]</b> &amp;"}});
}

TEST_CASE("Phrases are marked only as phrases, and as one") {
  check_rows("the words of a loose phrase, and not what stands between them",
             {{"\"back door\"", "The door. The back door, the back. Back-doors.", "The door. The [back door], the back. [Back-doors]."},
              {"backdoor", "A backdoor, a back door, a back and a door.", "A [backdoor], a [back door], a back and a door."},
              {"\"door back\"~3", "The door at the back, back.", "The [door] at the [back], [back]."},
              {"TS33.128", "TS33.128, TS 33.128, 33.128.", "[TS33.128], [TS 33.128], 33.128."},
              {"\"United States\"", "The U.S., the United States, us.", "The [U.S.], the [United States], us."},
              {"\u65E5\u672C", "\u65E5\u672C\u306E\u65E5\u3068\u672C", "[\u65E5\u672C]\u306E\u65E5\u3068\u672C"}});
  check_rows("words near each other are marked singly, and others of them are not",
             {{"huawei NEAR/2 ban", "Huawei fears a ban. It is far off for all, ban or not, says Huawei.", "[Huawei] fears a [ban]. It is far off for all, ban or not, says Huawei."}});
  check_rows("overlapping and touching matches are one mark",
             {{"\"a b\" OR \"b c\"", "x a b c x", "x [a b c] x"}, {"\"\u65E5\u672C\" OR \u8A9E", "\u65E5\u672C\u8A9E\u3002", "[\u65E5\u672C\u8A9E]\u3002"}});
}

TEST_CASE("Nothing is marked that the query does not want, or wants elsewhere") {
  check_rows("what is under NOT", {{"alpha -beta", "Alpha alone.", "[Alpha] alone."}, {"alpha -(beta OR \"gamma alpha\")", "Alpha, gamma.", "[Alpha], gamma."}});
  Article article = an_article("one", "Fields of wheat", "The fields are green.");
  article.byline = {"Ruben Fields", "Mina Fields-Okafor"};
  const SmallArchive archive(std::vector{article});
  const auto view = [&](const std::string& q) {
    const auto answer = archive.searcher().article("one", q);
    return bracketed(answer->title) + " / " + bracketed(answer->byline.at(0)) + " / " + bracketed(answer->byline.at(1)) + " / " + bracketed(answer->body.at(0));
  };
  CHECK(view("fields") == "[Fields] of wheat / Ruben [Fields] / Mina [Fields]-Okafor / The [fields] are green.");
  CHECK(view("title:fields") == "[Fields] of wheat / Ruben Fields / Mina Fields-Okafor / The fields are green.");
  CHECK(view("byline:\"ruben fields\"") == "Fields of wheat / [Ruben Fields] / Mina Fields-Okafor / The fields are green.");
  CHECK(view("body:fields") == "Fields of wheat / Ruben Fields / Mina Fields-Okafor / The [fields] are green.");
  CHECK(view("") == "Fields of wheat / Ruben Fields / Mina Fields-Okafor / The fields are green.");
}

TEST_CASE("A hit without a match in its body shows its lead, and the match at the end of a long text is found") {
  Article article = an_article("one", "Backdoor", "The lead says little.");
  for (int i = 0; i < 5000; ++i) article.body.push_back("Paragraph of many words number " + std::to_string(i) + ", and none of them matters to anybody at all.");
  article.body.push_back("Only here stands the needle.");
  const SmallArchive archive(std::vector{article});
  const SearchAnswer lead = archive.search("backdoor");
  REQUIRE(lead.hits.size() == 1);
  CHECK(bracketed(lead.hits.front().title) == "[Backdoor]");
  CHECK(bracketed(lead.hits.front().body.at(0).marked).starts_with("The lead says little."));
  CHECK(lead.hits.front().body.at(0).marked.marks.empty());
  const SearchAnswer deep = archive.search("needle");
  REQUIRE(deep.hits.size() == 1);
  CHECK(bracketed(deep.hits.front().body.at(0).marked) == "Only here stands the [needle].");
  CHECK(deep.hits.front().body.at(0).paragraph == 5001);
}

TEST_CASE("Of a very long article passages come from its beginning when that shows all words, and its page marks everything") {
  Article article = an_article("one", "Backdoor", "An early needle.");
  const std::string filling = "Paragraph of ten words, and none of them matters much.";
  for (std::uint32_t words = 0; words < kWordsOfPassages; words += 10) article.body.push_back(filling);
  article.body.push_back("A late needle in the haystack, behind the backdoor.");
  const SmallArchive archive(std::vector{article});
  struct Case {
    const char *q, *wanted, *why;
  };
  for (const auto& [q, wanted, why] : {Case{"needle", "An early [needle].", "it is at the beginning"},
                                       Case{"needle haystack", "A late [needle] in the [haystack], behind the backdoor.", "one of the words is only at the end"},
                                       Case{"backdoor", "A late needle in the haystack, behind the [backdoor].", "the headline alone is not enough"},
                                       Case{"\"late needle\"", "A [late needle] in the haystack, behind the backdoor.", "the phrase is only at the end"}}) {
    CAPTURE(why);
    const SearchAnswer answer = archive.search(q);
    REQUIRE(answer.hits.size() == 1);
    CHECK(bracketed(answer.hits.front().body.at(0).marked) == wanted);
  }
  const auto page = archive.searcher().article("one", "needle");
  REQUIRE(page);
  CHECK(bracketed(page->body.front()) == "An early [needle].");
  CHECK(bracketed(page->body.back()) == "A late [needle] in the haystack, behind the backdoor.");
}
