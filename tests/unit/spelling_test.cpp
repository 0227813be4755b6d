// Did you mean: what is suggested for misspelled queries, and what is left alone.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/search/query_words.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

std::vector<Article> many(const std::string& id, const std::string& body, int count) {
  std::vector<Article> out;
  for (int number = 0; number < count; ++number) out.push_back(an_article(id + std::to_string(number), "Report " + id, body));
  return out;
}

// Words of different use: "accommodate" in 250 articles and its slip in one, "trail" and "trial" both in use.
const SmallArchive& busy_archive() {
  static const SmallArchive archive = [] {
    std::vector<Article> all = many("policy", "a backdoor policy of the government will accommodate them in New York, said Angela Merkel", 250);
    const auto append = [&](std::vector<Article> more) { all.insert(all.end(), more.begin(), more.end()); };
    append(many("trade", "Huawei trades telephones; the trial of the network ends on a trail, photographs show", 40));
    append(many("post", "the post office rejects a policy on packages near the harbour", 20));
    append(many("slip", "hotels accomodate guests of the harbor", 1));
    append(many("rare", "causal links in an étude by Merkle", 1));
    return SmallArchive(all);
  }();
  return archive;
}

std::string suggested(const std::string& q) { return busy_archive().search(q).suggestion.value_or(""); }

struct Row {
  std::string q, suggestion, why;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.q);
    CAPTURE(row.why);
    CHECK(suggested(row.q) == row.suggestion);
  }
}

}  // namespace

TEST_CASE("A misspelled word is answered with the one that was meant") {
  check({
      {"bakdoor", "backdoor", "a letter is missing"},
      {"backkdoor", "backdoor", "a letter is double"},
      {"bcakdoor", "backdoor", "two letters changed places"},
      {"bsckdoor", "backdoor", "a neighbour on the keyboard"},
      {"govermnet", "government", "two slips"},
      {"fotographs", "photographs", "it sounds the same"},
      {"akcommodate", "accommodate", "it sounds the same"},
      {"Huawai", "Huawei", "a name keeps its capital"},
      {"GOVERMENT", "GOVERNMENT", "capitals stay"},
      {"ètudde", "étude", "accents do not matter"},
      {"harbuor", "harbour", "the more frequent of two that are near"},
      {"zzzzzzzzzz", "", "nothing is near"},
      {"бекдор", "", "another script is no slip"},
      {"b4ckdoor", "", "codes are as they are"},
  });
}

TEST_CASE("Words that the archive has are left alone, but for rare ones that look like a slip") {
  check({
      {"accomodate", "accommodate", "in one article, where the right form is in hundreds"},
      {"trail", "", "as usual as its neighbour"},
      {"trial", "", "as usual as its neighbour"},
      {"causal", "", "rare and right: nothing near is frequent"},
      {"étude", "", "rare and right"},
      {"backdoors", "", "another form of a known word finds it"},
      {"backdoor policy", "", "right"},
      {"New York", "", "right"},
  });
}

TEST_CASE("Several words are corrected to what the archive has together") {
  check({
      {"backdor policy", "backdoor policy", "one of two"},
      {"bakdoor polcy", "backdoor policy", "both"},
      {"telefone trail", "telephones trail", "the form that the archive has"},
      {"post ofice", "post office", "one of two"},
      {"Angela Merkl", "Angela Merkel", "the name that is beside the other, not the rarer one"},
      {"newyork", "new york", "a blank is missing"},
      {"newyrok policy", "new york policy", "a blank is missing, and a slip"},
      {"hua wei", "", "a blank too many: what is meant is found"},
      {"hua wai network", "huawei network", "a blank too many, and a slip"},
      {"back doar", "backdoor", "a blank too many, and a slip"},
      {"bakdoor huawei", "", "no article has both: nothing is suggested that finds nothing"},
  });
}

TEST_CASE("What is around a corrected word stays byte for byte") {
  check({
      {"(Bakdoor  OR  nothing) AND \"The Government\"", "(Backdoor  OR  nothing) AND \"The Government\"", "operators, brackets, blanks, capitals"},
      {"bakdoor title:report", "backdoor title:report", "a field"},
      {"title:reprot backdoor", "title:report backdoor", "a word in a headline"},
      {"+bakdoor -trial", "+backdoor -trial", "signs"},
      {"bakdoor from:2019", "", "a date that leaves nothing"},
      {"\"bakdoor policy\"~2", "\"backdoor policy\"~2", "an unknown word in a phrase"},
      {"\"newyork policy\"", "", "no word of a phrase is cut"},
      {"exact:bakdoor", "", "asked for as it is"},
      {"exact:(bakdoor)", "", "asked for as it is"},
      {"policy -bakdoor", "", "what is taken away"},
      {"policy NOT (bakdoor huawai)", "", "what is taken away"},
      {"bakdo*", "", "a prefix"},
      {"source:bakdoor", "", "a value"},
  });
}

TEST_CASE("A suggestion finds more than what was typed, whatever was typed") {
  const std::string letters = "abdegiklmnoprtuvwy";
  std::uint32_t random = 7;
  const auto next = [&] { return (random = random * 1664525u + 1013904223u) >> 16; };
  for (int round = 0; round < 300; ++round) {
    std::string q = std::vector<std::string>{"backdoor policy", "post office packages", "huawei network", "government accommodate", "trial photographs"}[next() % 5];
    for (int slip = 0; slip < 2; ++slip) {
      const std::size_t at = next() % q.size();
      if (next() % 2 == 0) q.erase(at, 1);
      else q.insert(at, 1, letters[next() % letters.size()]);
    }
    CAPTURE(q);
    const SearchAnswer answer = busy_archive().search(q);
    if (!answer.suggestion) continue;
    const SearchAnswer better = busy_archive().search(*answer.suggestion);
    CHECK(better.total > 0);
    CHECK((better.total >= answer.total || (answer.relaxed && !better.relaxed)));
  }
}

TEST_CASE("With spelling=auto the corrected query is answered only where nothing was found") {
  SearchRequest request;
  request.spelling = Spelling::automatic;
  request.q = "bakdoor polcy";
  SearchAnswer answer = busy_archive().search(request);
  CHECK(answer.suggestion_used);
  CHECK(answer.suggestion == "backdoor policy");
  CHECK(answer.total == 250);
  CHECK(answer.hits.size() == 10);
  CHECK(answer.ways_out.empty());
  request.q = "accomodate";
  answer = busy_archive().search(request);
  CHECK_FALSE(answer.suggestion_used);
  CHECK(answer.suggestion == "accommodate");
  CHECK(answer.total == 1);
}

TEST_CASE("The words of a query are those that are looked for as words") {
  Tokenizer tokenizer;
  const auto words = [&](const std::string& q) {
    std::string out;
    for (const QueryWord& word : words_of_query(q, tokenizer))
      out += (out.empty() ? "" : " ") + word.form + '@' + std::to_string(word.begin) + (word.quoted ? "q" : "") + (word.beside ? "+" : "");
    return out;
  };
  struct Words {
    std::string q, words;
  };
  for (const Words& row : std::vector<Words>{{"Tax  cut", "tax@0+ cut@5"},
                                             {"tax AND cut", "tax@0 cut@8"},
                                             {"title:tax cut", "tax@6 cut@10"},
                                             {"title:(tax cut)", "tax@7+ cut@11"},
                                             {"\"tax cut\" now", "tax@1q cut@5q now@10"},
                                             {"-tax +cut", "cut@6"},
                                             {"tax NOT cut law", "tax@0 law@12"},
                                             {"section:tax from:2020 id:x tax*", ""},
                                             {"\xff tax", "tax@2"},
                                             {")))", ""}}) {
    CAPTURE(row.q);
    CHECK(words(row.q) == row.words);
  }
}
