// Related articles: server/search/related.h through Searcher.
#include <doctest/doctest.h>

#include <ctime>

#include "server/search/help.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

RelatedAnswer related_to(const SmallArchive& archive, const std::string& id, std::uint32_t limit = 5) {
  const auto answer = archive.searcher().related({id, limit, std::chrono::minutes(5)});
  REQUIRE(answer);
  return *answer;
}

std::string ids_of(const RelatedAnswer& answer) {
  std::string out;
  for (const RelatedArticle& one : answer.articles) (out += out.empty() ? "" : " ") += one.article.id;
  return out;
}

std::vector<Article> small_news() {
  return {
      an_article("encrypt1", "Ministers want a backdoor in encrypted messengers",
                 "The interior ministers of the union asked for a backdoor in the encryption of messengers. Signal and WhatsApp refused."),
      an_article("encrypt2", "Signal will not weaken its encryption",
                 "The foundation behind the messenger Signal said that it would leave the union rather than build a backdoor for the ministers."),
      an_article("fish1", "Herring quotas cut again", "Fishermen in the Baltic may catch less herring and cod next year, the commission said on Monday."),
      an_article("fish2", "Baltic fishermen protest", "Hundreds of fishermen blocked the port of Kiel over quotas for herring and cod in the Baltic."),
      an_article("tennis", "Final in five sets", "The champion won the final after four hours, her third title on grass."),
  };
}

}  // namespace

TEST_CASE("of five articles those on the same subject are related, and others are not") {
  const SmallArchive archive(small_news());
  CHECK(ids_of(related_to(archive, "encrypt1")) == "encrypt2");
  CHECK(ids_of(related_to(archive, "encrypt2")) == "encrypt1");
  CHECK(ids_of(related_to(archive, "fish1")) == "fish2");
  CHECK(ids_of(related_to(archive, "fish2")) == "fish1");
  CHECK(ids_of(related_to(archive, "tennis")).empty());
}

TEST_CASE("the words in common are told as they are written, and the score is a share") {
  const SmallArchive archive(small_news());
  const RelatedArticle one = related_to(archive, "encrypt2").articles.front();
  CHECK(one.score > 0);
  CHECK(one.score <= 1);
  CHECK(std::find(one.shared.begin(), one.shared.end(), "Signal") != one.shared.end());
  CHECK(std::find(one.shared.begin(), one.shared.end(), "backdoor") != one.shared.end());
  CHECK(one.article.body.empty());
  CHECK(one.words > 10);
}

TEST_CASE("neither the article itself, nor its copies, nor older versions, nor what may not be seen is related to it") {
  std::vector<Article> articles = small_news();
  const auto add = [&](std::size_t of, const std::string& id, const std::string& title) -> Article& {
    Article copy = articles[of];
    copy.id = id;
    copy.origin.path = "/news/" + id;
    if (!title.empty()) copy.title = title;
    articles.push_back(copy);
    return articles.back();
  };
  add(1, "embargoed", "Signal threatens to leave").visible_from = std::time(nullptr) + 3600;
  Article& withheld = add(1, "withheld", "Signal on encryption");
  withheld.visible_from = kNeverVisible;
  withheld.status = Status::withheld;
  Article& killed = add(1, "killed", "Signal on the backdoor");
  killed.status = Status::canceled;
  killed.visible_from = kNeverVisible;
  SmallArchive archive(articles);
  CHECK(ids_of(related_to(archive, "encrypt1")) == "encrypt2");
  CHECK(!archive.searcher().related({"embargoed", 5, std::chrono::minutes(5)}));
  CHECK(!archive.searcher().related({"withheld", 5, std::chrono::minutes(5)}));
  CHECK(related_to(archive, "killed").gone);
  CHECK(related_to(archive, "killed").articles.empty());
  CHECK(!archive.searcher().related({"no such", 5, std::chrono::minutes(5)}));
  Article newer = an_article("encrypt2", "Harbour closed for the storm", "Waves and wind kept all ships in port.");
  archive.run({newer});
  CHECK(ids_of(related_to(archive, "encrypt1")).empty());
}

TEST_CASE("of copies of one text one is named, and none of the article's own") {
  std::string text;
  for (int word = 0; word < 60; ++word) text += "encryption" + std::to_string(word) + " messenger backdoor ministers number" + std::to_string(word) + ". ";
  std::vector<Article> articles = small_news();
  for (const char* id : {"copy1", "copy2", "copy3"}) {
    articles.push_back(an_article(id, std::string("Messengers and backdoors ") + id, text));
    articles.back().source = id;
    articles.back().published = on_day(1);
  }
  const SmallArchive archive(articles);
  const std::string ids = ids_of(related_to(archive, "encrypt1"));
  std::size_t copies = 0;
  for (std::size_t at = ids.find("copy"); at != std::string::npos; at = ids.find("copy", at + 1)) ++copies;
  CHECK(copies <= 1);
  CHECK(ids_of(related_to(archive, "copy1")).find("copy") == std::string::npos);
}

TEST_CASE("no more are named than asked for, the nearest in time first of what is equally alike") {
  std::vector<Article> articles;
  for (int day = 0; day < 9; ++day) {
    articles.push_back(an_article("d" + std::to_string(day), "Volcano erupts again on day " + std::string(1, static_cast<char>('a' + day)), "Lava from the volcano reached the village."));
    articles.back().published = on_day(day * 20);
  }
  articles.push_back(an_article("other", "Final in five sets", "The champion won on grass."));
  const SmallArchive archive(articles);
  CHECK(related_to(archive, "d0", 3).articles.size() == 3);
  CHECK(ids_of(related_to(archive, "d0", 2)) == "d1 d2");
}

TEST_CASE("articles of one headline are related when their texts are not one") {
  std::vector<Article> articles = small_news();
  articles[2].title = articles[3].title = "News from the sea";
  CHECK(ids_of(related_to(SmallArchive(articles), "fish1")) == "fish2");
  articles[3].body = articles[2].body;
  CHECK(ids_of(related_to(SmallArchive(articles), "fish1")).empty());
}

TEST_CASE("an article without words, or alone in its archive, has none") {
  CHECK(ids_of(related_to(SmallArchive({an_article("a", "", "")}), "a")).empty());
  CHECK(ids_of(related_to(SmallArchive({an_article("a", "Alone here", "Nobody else is here.")}), "a")).empty());
}
