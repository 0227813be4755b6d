// indexer/analysis/aliases.h: what ships, a newsroom's own table on top of it, and what a search says of both.
#include <doctest/doctest.h>

#include <set>

#include "indexer/analysis/aliases.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

std::string message_of(const std::string& own) {
  try {
    AliasTable(own, "own.txt");
  } catch (const AliasError& error) {
    return error.what();
  }
  return "";
}

// All other ways to say the words, as the table writes them, joined by '|'.
std::string others_of(const AliasTable& table, const std::vector<std::string>& forms) {
  std::string out;
  for (const AliasTable::Found& found : table.find(forms))
    for (const AliasWay& way : *found.group)
      if (&way != found.way) (out += out.empty() ? "" : "|") += way.text;
  return out;
}

std::string notes_of(const SearchAnswer& answer) {
  std::string out;
  for (const AliasNote& note : answer.aliases) {
    (out += out.empty() ? "" : "; ") += note.typed + " =";
    for (const std::string& other : note.also) out += " " + other + ",";
    out.pop_back();
  }
  return out;
}

std::vector<Article> country_articles() {
  return {an_article("pronoun", "", "Tell us more."),         an_article("states", "", "The United States' ban holds."),
          an_article("dotted", "", "The U.S.'s ban holds."),  an_article("spaced", "", "The U. S. Senate sat."),
          an_article("usa", "", "Made in USA."),              an_article("union", "", "The European Union's rules."),
          an_article("eu", "", "The EU's rules."),            an_article("wsj", "", "As the Wall Street Journal says."),
          an_article("ftse", "", "Six ft of water."),         an_article("pink", "", "The FT has it."),
          an_article("police", "", "F.B.I. agents came."),    an_article("bureau", "", "The Federal Bureau of Investigation came."),
          an_article("ivory", "", "In Cote d'Ivoire it rains."), an_article("harbour", "", "The Harbour Office voted.")};
}

}  // namespace

TEST_CASE("Every shipped group has two ways or more, and no way is in two groups") {
  const AliasTable table;
  CHECK(table.groups().size() > 100);
  std::set<AliasWords> seen;
  for (const AliasGroup& group : table.groups()) {
    CHECK(group.size() >= 2);
    for (const AliasWay& way : group) {
      CAPTURE(way.text);
      CHECK(!way.words.empty());
      CHECK(seen.insert(way.words).second);
      if (way.words.size() == 1) CHECK(!is_function_word(way.words.front()));
    }
  }
  for (const AliasGroup& group : number_unit_aliases()) CHECK(group.size() >= 2);
}

TEST_CASE("A newsroom's table adds groups, joins those that share a way, and takes ways out") {
  const AliasTable own("# ours\n\n HPA | Harbour Port Authority = port authority  # as we call it\r\nHPA|Hafenbehörde\nUS|Uncle Sam\n- NYT | New York Times\n-Great Britain\n", "own.txt");
  CHECK(others_of(own, {"hpa"}) == "Hafenbehörde|Harbour Port Authority|port authority");
  CHECK(others_of(own, {"uncle", "sam"}) == "US|USA|United States|United States of America|U. S.|U. S. A.");
  CHECK(others_of(own, {"nyt"}) == "");
  CHECK(others_of(own, {"great", "britain"}) == "");
  CHECK(others_of(own, {"uk"}).starts_with("United Kingdom"));
  CHECK(others_of(own, {"hafenbehorde"}) == "HPA|Harbour Port Authority|port authority");
  CHECK(others_of(own, {"harbour"}) == "");
}

TEST_CASE("What is wrong with a table is told with its name and line") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", ""}, {"\xEF\xBB\xBFone | two", ""}, {"one", "own.txt:1: a group has two names"}, {"# fine\n\none | | two", "own.txt:3: '' has no word"},
      {"one | ONE", "own.txt:1: a group has two names"}, {"\none | -!", "own.txt:2: '-!' has no word"}, {"- Nobody Knows", "own.txt:1: no group has 'Nobody Knows'"},
      {"one | a b c d e f g h i", "own.txt:1: 'a b c d e f g h i' has more than 8 words"}, {"one | \xff", "own.txt:1: not UTF-8"},
      {"a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q", "own.txt:1: a group has at most 16 names"}, {std::string(2 << 20, '\n'), "own.txt:0: a table has at most 1 MiB"}};
  for (const auto& [own, message] : rows) {
    CAPTURE(own.substr(0, 80));
    const std::string said = message_of(own);
    CHECK(said.substr(0, message.size()) == message);
    CHECK(said.empty() == message.empty());
  }
  std::string many;
  for (int at = 0; at < 10'001; ++at) many += "a" + std::to_string(at) + "x|b" + std::to_string(at) + "y\n";
  CHECK(message_of(many).find("at most 10,000 groups") != std::string::npos);
}

TEST_CASE("A thing is found by each of its names, typed as one word, a phrase or plain words, and no related thing is") {
  const SmallArchive archive(country_articles());
  const std::string states = "dotted spaced states usa";
  for (const auto& [q, ids] : std::vector<std::pair<std::string, std::string>>{
           {"US", states}, {"U.S.", states}, {"USA", states}, {"U.S.A.", states}, {"\"United States\"", states}, {"United States", states},
           {"united states ban", "dotted states"}, {"\"the US ban\"", "dotted states"}, {"us", "pronoun"}, {"exact:US", "dotted"},
           {"exact:\"united states\"", "states"}, {"EU rules", "eu union"}, {"\"European Union\"", "eu union"}, {"european union rules", "eu union"},
           {"WSJ", "wsj"}, {"FT", "pink"}, {"\"Financial Times\"", "pink"}, {"ft", "ftse"}, {"FBI", "bureau police"}, {"f.b.i.", "bureau police"},
           {"\"ivory coast\"", "ivory"}, {"\"C\u00F4te d\u2019Ivoire\"", "ivory"}, {"Spanish Union", ""}}) {
    CAPTURE(q);
    SearchRequest request;
    request.q = q;
    request.match = Match::all;
    CHECK(sorted_ids_of(archive.search(request)) == ids);
  }
}

TEST_CASE("An answer says which aliases it applied, and the request switches them off") {
  const SmallArchive archive(country_articles());
  CHECK(notes_of(archive.search("EU rules")) == "EU = European Union");
  CHECK(notes_of(archive.search("european union rules")) == "european union = EU");
  CHECK(notes_of(archive.search("EU EU -NATO")) == "EU = European Union");
  CHECK(notes_of(archive.search("exact:EU")) == "");
  SearchRequest request;
  request.q = "EU rules";
  request.aliases = false;
  CHECK(sorted_ids_of(archive.search(request)) == "eu");
  CHECK(notes_of(archive.search(request)) == "");
}

TEST_CASE("A search with a newsroom's own table finds and marks by it") {
  const SmallArchive archive(country_articles());
  const Searcher searcher(archive.path(), {AliasTable("HBO | Harbour Office\n- EU\n", "own.txt")});
  SearchRequest request;
  request.q = "hbo";
  const SearchAnswer answer = searcher.search(request);
  REQUIRE(answer.hits.size() == 1);
  CHECK(bracketed(answer.hits.front().body.at(0).marked) == "The [Harbour Office] voted.");
  CHECK(bracketed(searcher.article("harbour", "hbo")->body.at(0)) == "The [Harbour Office] voted.");
  request.q = "\"European Union\"";
  CHECK(sorted_ids_of(searcher.search(request)) == "union");
}
