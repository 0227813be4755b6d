// Words with * and ? in them: what they find, what is marked, and their bounds.
#include "server/search/wildcards.h"

#include <doctest/doctest.h>

#include "indexer/analysis/tokenizer.h"
#include "server/search/query_text.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

const SmallArchive& words_archive() {
  static const SmallArchive kArchive({
      an_article("a", "Watergate", "The organization met an organisation in Prague."),
      an_article("b", "Dvořák in concert", "Publié à Paris. La foule publiait."),
      an_article("c", "Irangate and more", "International women and one woman of 33.128 kinds, TS33.128 and F-16."),
      an_article("d", "Plain",
                 "Nothing what now of it; a backdoor, a back-door. Straße, Köln. 東京大学 A 1,000-metre race."),
  });
  return kArchive;
}

struct Found {
  std::string q, ids, marked;  // marked: a hit's headline or passage, with brackets
};

bool shows(const SearchAnswer& answer, const std::string& marked) {
  for (const Hit& hit : answer.hits) {
    if (bracketed(hit.title) == marked) return true;
    for (const Passage& passage : hit.body)
      if (bracketed(passage.marked).find(marked) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("Wildcards find the words that fit, and mark them") {
  const Found rows[] = {
      {"organi?ation", "a", "The [organization] met an [organisation] in"},
      {"inter*nal", "c", "[International] women"},
      {"*gate", "a c", "[Irangate] and more"},
      {"wom?n", "c", "[women] and one [woman] of"},
      {"w*m?n", "c", "[women] and one [woman] of"},
      {"dvor*", "b", "[Dvořák] in concert"},
      {"dv?r?k", "b", "[Dvořák] in concert"},
      {"DVOŘ*", "b", "[Dvořák] in concert"},
      {"publi*", "b", "[Publié] à Paris. La foule [publiait]"},
      {"publié*", "b", "[Publié] à Paris"},
      {"stra?e", "d", "[Straße]"},
      {"strass*", "d", "[Straße]"},
      {"k?ln", "d", "[Köln]"},
      {"33.1*8", "c", "[33.128] kinds"},
      {"TS33*", "c", "[TS33.128]"},
      {"back-d?or", "d", "a [back-door]"},
      {"1,000-met*", "d", "[1,000-metre]"},
      {"東京大*", "d", "[東京大]学"},
      {"title:*gate", "a c", "[Watergate]"},
      {"body:*gate", "", ""},
      {"what?now", "d", "Nothing [what now] of"},
      {"wom?n -international", "", ""},
      {"met NEAR/3 organi?ation", "a", "The [organization] [met] an"},
      {"zzz*yyy", "", ""},
      {"why?", "", ""},
  };
  for (const Found& row : rows) {
    CAPTURE(row.q);
    const SearchAnswer answer = words_archive().search(row.q);
    CHECK(sorted_ids_of(answer) == row.ids);
    CHECK(answer.warnings.empty());
    if (!row.marked.empty()) CHECK(shows(answer, row.marked));
  }
}

TEST_CASE("A token with wildcards fits forms with and without accents") {
  struct Row {
    const char* typed;
    const char* form;
    bool fits;
  };
  const Row rows[] = {
      {"a*", "a", true},           {"a?", "a", false},     {"a?", "ab", true},    {"a?", "aé", true},
      {"*b", "aab", true},         {"*b*b", "abab", true}, {"*b*b", "ab", false}, {"a*b*c", "axxbyyc", true},
      {"a*b*c", "axxcyyb", false}, {"é?", "eb", true},     {"e*", "élan", true},  {"O'B*", "obrien", true},
      {"??", "日本", true},        {"a**b", "ab", true},   {"a", "a", true},      {"a", "ab", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.typed);
    CAPTURE(row.form);
    CHECK(WildToken(row.typed).fits(row.form) == row.fits);
  }
}

TEST_CASE("What stands for letters is told from punctuation") {
  const std::pair<const char*, const char*> rows[] = {
      {"wi*ld", "wixld"}, {"*card", "xcard"}, {"card*", "cardx"},
      {"wh?", "wh?"},     {"?wh", "?wh"},     {"1?2", "102"},
      {"*3", "03"},       {"a.*b", "a.*b"},   {"a?*b", "axxb"},
      {"a/b?c", "a/b?c"}, {"a/b*c", "a/bxc"}, {"http://a*b", "http://a*b"},
      {"é?é", "éxé"},     {"?*", "?*"},       {"really?!", "really?!"},
  };
  for (const auto& [typed, masked] : rows) {
    CAPTURE(typed);
    CHECK(masked_wildcards(typed) == masked);
  }
}

TEST_CASE("Wildcards for very many words look for the most frequent ones and say so") {
  std::vector<Article> articles;
  for (int number = 0; number < 300; ++number) {
    std::string word = "zo";
    for (int rest = number + 1000; rest > 0; rest /= 10) word += static_cast<char>('a' + rest % 10);
    articles.push_back(an_article(std::to_string(number), "t", number < 40 ? word + "gate common" : word + "gate"));
  }
  articles.push_back(an_article("twice", "t", "zoagate"));
  articles.push_back(an_article("again", "t", "zoagate"));
  const SmallArchive archive(articles);
  const SearchAnswer answer = archive.search("*gate");
  REQUIRE(answer.warnings.size() == 1);
  CHECK(answer.warnings[0].code == "wildcard_too_common");
  CHECK(answer.total == 129);
  CHECK_FALSE(answer.total_exact);
  CHECK(ids_of(archive.search("*gate id:twice")) == "twice");
}

TEST_CASE("No more words are looked at than the query has left") {
  const Snapshot snapshot(Archive::open(words_archive().path()), kValentine);
  const auto forms = [&](const char* typed, std::size_t left) {
    const FittingForms found = forms_that_fit(WildToken(typed), snapshot, left);
    return std::to_string(found.forms.size()) + (found.cut ? " cut " : " ") + std::to_string(left);
  };
  CHECK(forms("*", 3) == "3 cut 0");
  CHECK(forms("wo*", 0) == "0 cut 0");
  CHECK(forms("zzz*", 3) == "0 3");
}
