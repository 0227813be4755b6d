// Completions while typing: server/search/suggest.h through Searcher.
#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <ctime>
#include <random>
#include <thread>

#include "server/api/escape.h"
#include "server/search/help.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

constexpr std::array<const char*, kSuggestionKinds> kKinds = {"word", "name", "section", "tag", "source", "title"};

SuggestAnswer completed(const SmallArchive& archive, const std::string& q, std::vector<SuggestionKind> kinds = {}) {
  SuggestRequest request;
  request.q = q;
  request.kinds = std::move(kinds);
  request.time_limit = std::chrono::minutes(5);
  return archive.searcher().suggest(request);
}

// "kind:text" of each, what was typed in square brackets, separated by " | ".
std::string shown(const SuggestAnswer& answer) {
  std::string out;
  for (const Suggestion& one : answer.suggestions)
    (out += out.empty() ? "" : " | ") += std::string(kKinds[static_cast<std::size_t>(one.kind)]) + ":" + bracketed(one.text);
  return out;
}

Article by(Article article, const std::string& name) {
  article.byline = {name};
  return article;
}

std::vector<Article> newsroom() {
  std::vector<Article> out;
  out.push_back(by(an_article("a1", "Climate change hits the harbour", "The climate is changing. Climate change was met by Antonín Dvořák's heirs."), "Conan O'Brien"));
  out.push_back(by(an_article("a2", "Harbour strike ends", "Talks on climate change and the climbing costs ended the strike. So O'Brien said."), "Conan O'Brien"));
  out.push_back(by(an_article("a3", "Mayor on climate", "The mayor spoke of climate policy. Chance had it that nobody listened."), "Mary Climber"));
  out.push_back(an_article("a4", "New York mayor in the harbour of Hamburg", "In the harbour the mayor met Müller, and Müllers wife."));
  for (std::size_t at = 0; at < out.size(); ++at) out[at].published = on_day(static_cast<std::int64_t>(at));
  out[0].source = "Courier";
  out[1].source = "Climate Courier";
  out[1].section = "Harbour news";
  out[2].tags = {"climate policy", "town"};
  out[3].places = {"New York"};
  return out;
}

}  // namespace

TEST_CASE("what is typed is completed out of words, names, sections, tags, sources and headlines") {
  const SmallArchive archive(newsroom());
  struct Row {
    const char* q;
    std::vector<SuggestionKind> kinds;
    const char* wanted;
    const char* why;
  };
  using enum SuggestionKind;
  const std::vector<Row> rows = {
      {"clim", {word}, "word:[clim]ate | word:[clim]ber | word:[clim]bing", "words by how many articles have them"},
      {"CLIM", {word}, "word:[clim]ate | word:[clim]ber | word:[clim]bing", "case does not matter"},
      {"obri", {word}, "word:[O'Bri]en", "an apostrophe need not be typed"},
      {"o'bri", {name}, "name:Conan [O'Bri]en", "but may be"},
      {"dvor", {word}, "word:[Dvoř]ák", "nor an accent"},
      {"dvoř", {word}, "word:[Dvoř]ák", "but may be"},
      {"mull", {word}, "word:[Müll]er", "forms of one word are one, the most frequent"},
      {"conan o", {name}, "name:[Conan] [O]'Brien", "several words of a name"},
      {"brien con", {name}, "", "words that the name does not have so are not in it"},
      {"obrien con", {name}, "name:[Con]an [O'Brien]", "in any order"},
      {"climate ch", {word}, "word:[climate] [ch]ange | word:[climate] [ch]ance", "the word that stands behind the one before, then what stands somewhere in those articles"},
      {"climate", {word}, "", "a word that is whole is not completed by itself"},
      {"climate ", {word}, "word:[climate] change | word:[climate] policy", "behind a blank comes the next word"},
      {"harb", {title}, "title:[Harb]our strike ends | title:New York mayor in the [harb]our of Hamburg | title:Climate change hits the [harb]our",
       "headlines that begin so are first, then newer ones"},
      {"mayor harb", {title}, "title:New York [mayor] in the [harb]our of Hamburg", "all words have to be in a headline"},
      {"hamburg mayor", {title}, "title:New York [mayor] in the harbour of [Hamburg]", "in any order"},
      {"in the ham", {title}, "title:New York mayor [in] [the] harbour of [Ham]burg", "small words count too"},
      {"clim", {source}, "source:[Clim]ate Courier", "a source"},
      {"courier", {source}, "source:[Courier] | source:Climate [Courier]", "what begins so is first"},
      {"harbour n", {section}, "section:[Harbour] [n]ews", "a section"},
      {"pol", {tag}, "tag:climate [pol]icy", "a tag, by any of its words"},
      {"york", {name}, "name:New [York]", "a place"},
      {"byline:con", {}, "name:[Con]an O'Brien", "behind a field its values"},
      {"tag:cl", {}, "tag:[cl]imate policy", "and no others"},
      {"source:\"climate c", {}, "source:[Climate] [C]ourier", "in quotation marks"},
      {"\"climate ch", {word}, "word:\"[climate] [ch]ange\"", "an unfinished phrase"},
      {"title:har", {word}, "word:title:[har]bour", "words behind a field of text"},
      {"-clim", {}, "", "what is to be excluded is not completed"},
      {"climate NOT har", {}, "", "in any way"},
      {"climate-ch", {word}, "word:[climate]-[ch]ange", "joined words stand side by side"},
      {"harbour/ch", {word}, "", "or are no completion"},
      {"mayor %con", {name}, "", "a sign before a field is not read as one"},
      {"mayor (clim", {word}, "word:[mayor] ([clim]ate | word:[mayor] ([clim]ber", "within brackets"},
      {"-mayor hei", {word}, "word:-mayor [hei]rs", "behind what is excluded"},
      {"mayor -xyzzy har", {word}, "word:[mayor] -xyzzy [har]bour", "and in between"},
      {"xyzzy", {}, "", "nothing begins so"},
      {"", {}, "", "nothing was typed"},
      {"  \"", {}, "", "nothing that is a word"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.q);
    CAPTURE(row.why);
    CHECK(shown(completed(archive, row.q, row.kinds)) == row.wanted);
  }
}

TEST_CASE("every suggestion finds what it says") {
  const SmallArchive archive(newsroom());
  for (const char* q : {"c", "cl", "climate ch", "climate ", "har", "mayor o", "mayor h", "con", "obr", "tag:t", "\"climate ch", "new york ma", "(clim", "m", "mü", "n", "the h"}) {
    CAPTURE(q);
    const SuggestAnswer answer = completed(archive, q);
    CHECK(!answer.suggestions.empty());
    for (const Suggestion& one : answer.suggestions) {
      CAPTURE(one.q);
      if (one.kind == SuggestionKind::title) CHECK(archive.searcher().article(one.id, "").has_value());
      else CHECK(archive.search(one.q).total >= one.count);
      CHECK(one.count > 0);
    }
  }
}

TEST_CASE("counts are of articles, and no text is suggested twice") {
  const SmallArchive archive(newsroom());
  const SuggestAnswer answer = completed(archive, "clim");
  CHECK(answer.suggestions.front().text.text == "climate");
  CHECK(answer.suggestions.front().count == 3);
  CHECK(shown(answer).find("source:[Clim]ate Courier") != std::string::npos);
  std::vector<Article> same = newsroom();
  for (Article& article : same) article.tags = {"climate"};
  CHECK(shown(completed(SmallArchive(same), "clima", {SuggestionKind::word, SuggestionKind::tag})) == "tag:[clima]te");
  for (Article& article : same) article.title = "Climate of the day";
  CHECK(shown(completed(SmallArchive(same), "clima", {SuggestionKind::title})) == "title:[Clima]te of the day");
}

TEST_CASE("what was replaced, withheld, or is under embargo is neither suggested nor counted, and comes in its time") {
  std::vector<Article> articles = newsroom();
  articles[1].visible_from = std::time(nullptr) + 3600;
  articles[2].visible_from = kNeverVisible;
  articles[2].status = Status::withheld;
  SmallArchive archive(articles);
  archive.run({by(an_article("a1", "Another headline", "Another text."), "Somebody Else")});
  for (const char* q : {"c", "cl", "clim", "climate ch", "o", "obri", "con", "conan o", "dv", "strike", "courier", "harbour n", "pol", "mary", "change ", "byline:c"}) {
    CAPTURE(q);
    for (const Suggestion& one : completed(archive, q).suggestions) {
      CAPTURE(one.text.text);
      CHECK((one.id == "a4" || one.count == 1));
      for (const char* word : {"limate", "Brien", "Dvo", "strike", "Courier", "policy", "Mary", "hange", "Conan"}) CHECK(one.text.text.find(word) == std::string::npos);
    }
  }
  CHECK(shown(completed(archive, "harb")) == "word:[harb]our | title:New York mayor in the [harb]our of Hamburg");
  CHECK(completed(archive, "harb").suggestions.front().count == 1);
  CHECK(shown(completed(archive, "some", {SuggestionKind::name})) == "name:[Some]body Else");
}

TEST_CASE("an article is completed from the moment when it may be seen") {
  std::vector<Article> articles = newsroom();
  articles[1].visible_from = std::time(nullptr) + 2;
  const SmallArchive archive(articles);
  const std::time_t patience = std::time(nullptr) + 60;
  while (completed(archive, "strik").suggestions.empty() && std::time(nullptr) < patience) {
  }
  CHECK(std::time(nullptr) >= articles[1].visible_from);
  CHECK(shown(completed(archive, "strik")) == "word:[strik]e | title:Harbour [strik]e ends");
}

TEST_CASE("completions follow the archive") {
  SmallArchive archive(newsroom());
  CHECK(shown(completed(archive, "zep")).empty());
  archive.run({an_article("z", "A zeppelin", "Zeppelin over the harbour.")});
  CHECK(shown(completed(archive, "zep", {SuggestionKind::title})) == "title:A [zep]pelin");
  CHECK(completed(archive, "harbou", {SuggestionKind::word}).suggestions.front().count == 4);
}

TEST_CASE("many may ask while the archive changes, and nobody is told what was replaced before") {
  SmallArchive archive(newsroom());
  const Searcher& searcher = archive.searcher();
  std::atomic<int> published{0}, wrong{0}, answers{0};
  std::atomic<bool> done{false};
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 3; ++reader)
    readers.emplace_back([&] {
      while (!done) {
        const int before = published;
        for (const Suggestion& one : searcher.suggest({"gener", 50, {SuggestionKind::title}, std::chrono::minutes(5)}).suggestions)
          if (std::stoi(one.text.text.substr(one.text.text.rfind(' ') + 1)) < before) ++wrong;
        ++answers;
      }
    });
  for (int run = 1; run <= 6; ++run) {
    archive.run({an_article("g", "Generation " + std::to_string(run), "A text.")});
    published = run;
    const int seen = answers;
    while (answers < seen + 3) std::this_thread::yield();
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  CHECK(wrong == 0);
  CHECK(shown(completed(archive, "generation")) == "title:[Generation] 6");
}

TEST_CASE("any bytes get an answer, and its marks are whole") {
  const SmallArchive archive(newsroom());
  const std::vector<std::string> pieces = {"cl", "imate", " ", "\"", "\xff", "(", ")", "-", ":", "tag:", "byline:\"", "OR ", "NEAR/", "é", "o'", "’", "*", "\xe4\xb8\xad", std::string(1, '\0'), "U.S", ".", "1,0", "har", "mü"};
  std::mt19937 random(11);
  for (int round = 0; round < 400; ++round) {
    std::string q;
    for (std::size_t left = random() % 7; left > 0; --left) q += pieces[random() % pieces.size()];
    CAPTURE(q);
    for (const Suggestion& one : completed(archive, q).suggestions) {
      std::uint32_t last = 0;
      for (const Span& mark : one.text.marks) {
        CHECK(mark.begin >= last);
        CHECK(mark.end > mark.begin);
        CHECK(mark.end <= one.text.text.size());
        last = mark.end;
      }
      CHECK(marked_html(one.text).find('"') == std::string::npos);
    }
  }
  CHECK(completed(archive, std::string(100'000, 'c')).suggestions.empty());
  std::string many;
  for (int word = 0; word < 400; ++word) many += "c ";
  CHECK(completed(archive, many).suggestions.empty());
}

TEST_CASE("an archive without articles suggests nothing, and without time nothing is waited for") {
  const SmallArchive none(std::vector<Article>{});
  CHECK(completed(none, "a").suggestions.empty());
  const SmallArchive archive(newsroom());
  SuggestRequest request;
  request.q = "clim";
  request.time_limit = std::chrono::milliseconds(0);
  const SuggestAnswer answer = archive.searcher().suggest(request);
  CHECK(answer.partial);
}
