// indexer/analysis/fold.h and terms.h: how words and values are compared.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "indexer/analysis/aliases.h"
#include "indexer/analysis/fold.h"
#include "indexer/analysis/terms.h"

using namespace dateline;

namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

void check_rows(const Rows& rows, std::string (*fold)(std::string_view)) {
  for (const auto& [given, expected] : rows) {
    CAPTURE(given);
    CHECK(fold(given) == expected);
    CHECK(fold(expected) == expected);
  }
}

}  // namespace

TEST_CASE("An exact form keeps diacritics and loses case, width, ligatures, apostrophes and what has no width") {
  check_rows({{"", ""},
              {"BackDoor", "backdoor"},
              {"O\u2019Brien", "obrien"},
              {"O'Brien", "obrien"},
              {"Caf\u00E9", "caf\u00E9"},
              {"Cafe\u0301", "caf\u00E9"},
              {"Stra\u00DFe", "stra\u00DFe"},
              {"\u0130stanbul", "istanbul"},
              {"\uFB01nance", "finance"},
              {"\uFF28ua", "hua"},
              {"co\u00ADop", "coop"},
              {"back\u200Bdoor", "backdoor"},
              {"e\u200D\u0301t\u00E9", "\u00E9t\u00E9"},
              {"\u039F\u0394\u039F\u03A3", "\u03BF\u03B4\u03BF\u03C2"}},
             exact_form);
}

TEST_CASE("Folding accents takes away what readers leave out, and nothing that makes another letter") {
  check_rows({{"caf\u00E9", "cafe"},
              {"z\u00FCrich", "zurich"},
              {"stra\u00DFe", "strasse"},
              {"\u0142\u00F3d\u017A", "lodz"},
              {"\u00F8rsted", "orsted"},
              {"\u00E6ther", "aether"},
              {"i\u0307stanbul", "istanbul"},
              {"\u03B1\u03B8\u03AE\u03BD\u03B1", "\u03B1\u03B8\u03B7\u03BD\u03B1"},
              {"\u0451\u043B\u043A\u0430", "\u0435\u043B\u043A\u0430"},
              {"\u0439\u043E\u0434", "\u0439\u043E\u0434"},
              {"\u304C", "\u304C"},
              {"\u0645\u0650", "\u0645"},
              {"\u05E9\u05B8", "\u05E9"},
              {"\u0939\u093F\u0928\u094D\u0926\u0940", "\u0939\u093F\u0928\u094D\u0926\u0940"}},
             fold_accents);
}

TEST_CASE("Values are compared without case, width and spare blanks, but with diacritics") {
  check_rows({{"", ""},
              {"   ", ""},
              {"  The\t New\n York  Times ", "the new york times"},
              {"POLITIK", "politik"},
              {"Caf\u00E9", "caf\u00E9"},
              {"Stra\u00DFe", "strasse"},
              {"\u3000\u65E5\u672C\u3000", "\u65E5\u672C"},
              {"\uFF21\uFF30", "ap"},
              {"O'Brien", "o'brien"}},
             fold_value);
}

TEST_CASE("Inflected forms of a language meet in one term") {
  struct Row {
    std::string lang;
    std::vector<std::string> forms;
  };
  Stemmer stemmer;
  for (const Row& row : std::vector<Row>{{"en", {"network", "networks", "networking"}},
                                         {"en", {"backdoor", "backdoors"}},
                                         {"", {"vote", "voted", "votes"}},
                                         {"de", {"wahl", "wahlen"}},
                                         {"de", {"h\u00E4user", "hauses", "haus"}},
                                         {"fr", {"\u00E9lection", "\u00E9lections", "election"}},
                                         {"es", {"embalse", "embalses"}},
                                         {"nb", {"bil", "biler"}}}) {
    std::set<std::string> terms;
    for (const std::string& form : row.forms) terms.insert(stemmer.term(form, row.lang));
    CAPTURE(row.forms.front());
    CHECK(terms.size() == 1);
  }
  CHECK(stemmer.term("news", "en") != stemmer.term("new", "en"));
  CHECK(stemmer.term("wahlen", "ja") == "wahlen");
}

TEST_CASE("A form whose ending is told by its accents has two terms, and meets its other forms in one of them") {
  struct Row {
    std::string lang, one, other;
  };
  Stemmer stemmer;
  for (const auto& [lang, one, other] : std::vector<Row>{{"es", "declaraci\u00F3n", "declaraciones"},
                                                         {"pt", "elei\u00E7\u00E3o", "elei\u00E7\u00F5es"},
                                                         {"fr", "publi\u00E9", "publi\u00E9e"},
                                                         {"tr", "y\u0131l", "y\u0131llar"}}) {
    const auto left = stemmer.terms(one, lang), right = stemmer.terms(other, lang);
    CAPTURE(one);
    CHECK(std::any_of(left.begin(), left.end(), [&](const std::string& term) { return std::count(right.begin(), right.end(), term) == 1; }));
    CHECK(left.front() == stemmer.term(fold_accents(one), lang));
    CHECK(left.size() <= 2);
  }
  CHECK(stemmer.terms("networks", "en") == std::vector<std::string>{"network"});
  CHECK(stemmer.terms("caf\u00E9", "en") == std::vector<std::string>{"cafe"});
}

TEST_CASE("Numbers and initialisms are not stemmed") {
  Stemmer stemmer;
  for (const std::string form : {"33.128", "u.s.", "2020", "4s"}) {
    CAPTURE(form);
    CHECK(stemmer.term(form, "en") == form);
  }
}

TEST_CASE("A term has 1 to 128 bytes, no NUL, and whole code points") {
  Stemmer stemmer;
  const std::string nul(200, '\0');
  CHECK(stemmer.term(nul, "en") == "?");
  CHECK(stemmer.term("", "en") == "?");
  CHECK(stemmer.term(std::string("a\0b1", 4), "en") == "ab1");
  CHECK(stemmer.term(std::string(500, '1'), "en").size() == 128);
  std::string wide;
  for (int i = 0; i < 100; ++i) wide += "\u65E5";
  CHECK(stemmer.term(wide, "ja").size() == 126);
  CHECK(pair_term("\u65E5", "\u672C") == "\u65E5\u672C");
  CHECK(pair_term(wide, wide).size() == 126);
}

TEST_CASE("A language has a stemmer, or says that it has none") {
  for (const std::string lang : {"en", "de", "fr", "es", "it", "nb", "no", "ru"}) CHECK(Stemmer::stems(lang));
  for (const std::string lang : {"", "ja", "zh", "english", "EN"}) CHECK(!Stemmer::stems(lang));
}

TEST_CASE("Words too common to be half of a compound are known") {
  for (const std::string word : {"the", "und", "pour", "not"}) CHECK(is_function_word(word));
  for (const std::string word : {"back", "door", "", "backdoor"}) CHECK(!is_function_word(word));
}
