// server/search/search.h: however a word, a code or a number is written, here and there, it is found and marked whole.
#include <doctest/doctest.h>

#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

struct Sighting {
  std::string q, text, marked;  // `marked` is `text` when it is not to be found
};

// One article a row, in an archive of its own.
void check_sightings(const std::string& why, const std::vector<Sighting>& rows, const std::string& lang = "en") {
  for (const Sighting& row : rows) {
    CAPTURE(why);
    CAPTURE(row.q);
    CAPTURE(row.text);
    Article article = an_article("one", "Title", row.text);
    article.lang = lang;
    const SmallArchive archive(std::vector{article});
    const auto page = archive.searcher().article("one", row.q);
    REQUIRE(page);
    CHECK(bracketed(page->body.front()) == row.marked);
    SearchRequest request;
    request.q = row.q;
    request.snippet_length = 1000;
    const SearchAnswer found = archive.search(request);
    CHECK(found.total == (row.marked == row.text ? 0 : 1));
    for (const Hit& hit : found.hits) CHECK(bracketed(hit.body.front().marked) == row.marked);
  }
}

// Signs before a word are none of it.
std::string sign_of(const std::string& spelling) {
  for (const std::string sign : {"\u00A3", "$", "(", "+", "#"})
    if (spelling.starts_with(sign)) return sign;
  return "";
}

// Every spelling finds and marks every other, as a query and, between quotation marks, as a phrase.
void check_alike(const std::string& why, const std::vector<std::string>& spellings, bool as_words = true) {
  std::vector<Sighting> rows;
  for (const std::string& typed : spellings)
    for (const std::string& written : spellings) {
      const std::string text = "Yesterday, " + written + " it was.", sign = sign_of(written);
      const std::string marked = "Yesterday, " + sign + "[" + written.substr(sign.size()) + "] it was.";
      rows.push_back({"\"" + typed + "\"", text, marked});
      if (as_words && typed.find(' ') == std::string::npos) rows.push_back({typed, text, marked});
      rows.push_back({"\"yesterday " + typed + " it\"", text, "[Yesterday, " + written + " it] was."});
    }
  check_sightings(why, rows);
}

}  // namespace

TEST_CASE("Inflected forms meet across their accents, with accents typed and without") {
  check_sightings("Spanish", {{"declaraci\u00F3n", "Las declaraciones.", "Las [declaraciones]."}, {"declaraciones", "Una declaraci\u00F3n.", "Una [declaraci\u00F3n]."},
                              {"declaracion", "Una declaraci\u00F3n.", "Una [declaraci\u00F3n]."}, {"declaraci\u00F3n", "Una declaracion.", "Una [declaracion]."},
                              {"exact:declaracion", "Una declaraci\u00F3n.", "Una declaraci\u00F3n."}}, "es");
  check_sightings("Portuguese", {{"elei\u00E7\u00E3o", "As elei\u00E7\u00F5es.", "As [elei\u00E7\u00F5es]."}, {"elei\u00E7\u00F5es", "A elei\u00E7\u00E3o.", "A [elei\u00E7\u00E3o]."},
                                 {"eleicao", "A elei\u00E7\u00E3o.", "A [elei\u00E7\u00E3o]."}}, "pt");
  check_sightings("French", {{"publi\u00E9", "Elle est publi\u00E9e.", "Elle est [publi\u00E9e]."}, {"publi\u00E9e", "Il est publi\u00E9.", "Il est [publi\u00E9]."},
                             {"publie", "Il est publi\u00E9.", "Il est [publi\u00E9]."}}, "fr");
}

TEST_CASE("A word without accents finds all forms of the word with them") {
  const SmallArchive archive([] {
    std::vector<Article> out = {an_article("one", "", "Una declaraci\u00F3n."), an_article("many", "", "Las declaraciones."), an_article("plain", "", "Una declaracion.")};
    for (Article& article : out) article.lang = "es";
    return out;
  }());
  CHECK(sorted_ids_of(archive.search("declaracion")) == "many one plain");
  CHECK(sorted_ids_of(archive.search("declaraci\u00F3n")) == "many one plain");
  CHECK(sorted_ids_of(archive.search("exact:declaraci\u00F3n")) == "one");
}

TEST_CASE("Turkish has an i with a dot and one without, and a query may mean either") {
  check_sightings("the capital of the dotless i", {{"\u0131sparta", "ISPARTA g\u00FCzel.", "[ISPARTA] g\u00FCzel."}, {"ISPARTA", "\u0131sparta g\u00FCzel.", "[\u0131sparta] g\u00FCzel."},
                                                   {"isparta", "ISPARTA g\u00FCzel.", "[ISPARTA] g\u00FCzel."}, {"exact:ISPARTA", "\u0131sparta g\u00FCzel.", "[\u0131sparta] g\u00FCzel."},
                                                   {"exact:isparta", "ISPARTA g\u00FCzel.", "ISPARTA g\u00FCzel."}}, "tr");
  check_sightings("the capital of the dotted i", {{"istanbul", "\u0130stanbul b\u00FCy\u00FCk.", "[\u0130stanbul] b\u00FCy\u00FCk."}, {"\u0130stanbul", "istanbul b\u00FCy\u00FCk.", "[istanbul] b\u00FCy\u00FCk."},
                                                  {"exact:istanbul", "\u0130STANBUL b\u00FCy\u00FCk.", "[\u0130STANBUL] b\u00FCy\u00FCk."}, {"exact:\u0130stanbul", "\u0130stanbul b\u00FCy\u00FCk.", "[\u0130stanbul] b\u00FCy\u00FCk."}}, "tr");
  check_sightings("elsewhere a capital I is an i", {{"exact:istanbul", "ISTANBUL and \u0130stanbul.", "[ISTANBUL] and [\u0130stanbul]."}});
}

TEST_CASE("Umlauts are found spelled out, and the other way round, and never without either") {
  check_sightings("German", {{"M\u00FCller", "Herr Mueller kam.", "Herr [Mueller] kam."}, {"Mueller", "Herr M\u00FCller kam.", "Herr [M\u00FCller] kam."},
                             {"Mueller", "Herr Muller kam.", "Herr Muller kam."}, {"Muller", "Herr M\u00FCller kam.", "Herr [M\u00FCller] kam."},
                             {"Buergermeister", "Die B\u00FCrgermeister.", "Die [B\u00FCrgermeister]."}, {"Stra\u00DFe", "Die Strasse.", "Die [Strasse]."},
                             {"exact:Mueller", "Herr M\u00FCller kam.", "Herr M\u00FCller kam."}}, "de");
}

TEST_CASE("Letters that have no accent to lose are found as people type them") {
  check_sightings("letters", {{"lodz", "In \u0141\u00F3d\u017A.", "In [\u0141\u00F3d\u017A]."}, {"orsted", "\u00D8rsted sold.", "[\u00D8rsted] sold."}, {"\u00D8rsted", "Orsted sold.", "[Orsted] sold."},
                              {"encyclopaedia", "An encyclop\u00E6dia.", "An [encyclop\u00E6dia]."}, {"thingvellir", "At \u00DEingvellir.", "At [\u00DEingvellir]."}, {"dokovic", "\u0110okovi\u0107 won.", "[\u0110okovi\u0107] won."}});
}

TEST_CASE("Codes are found however their letters and digits are spaced") {
  check_alike("a specification", {"TS 33.107", "TS33.107", "TS-33.107"});
  check_alike("an aircraft", {"F-16", "F16", "F 16"});
  check_alike("an illness", {"COVID-19", "Covid19", "covid 19"});
  check_alike("a generation", {"5G", "5-G"});
  check_sightings("another code is another", {{"F16", "The F-161 and F-15.", "The F-161 and F-15."}, {"TS33.107", "TS 33.108 and 33.107.", "TS 33.108 and 33.107."}});
}

TEST_CASE("Amounts are found however their units are written") {
  check_alike("millions", {"\u00A3169m", "\u00A3169 million", "\u00A3169mn"});
  check_alike("billions", {"$3.83 billion", "$3.83bn", "$3,83bn"});
  check_alike("thousands", {"1,000", "1000", "1\u00A0000", "1\u202F000", "1\u2009000", "1 000", "1\u2019000"}, false);
  check_alike("more of them", {"12.345.678", "12,345,678", "12345678", "12\u00A0345\u00A0678"}, false);
  check_alike("parts of a hundred", {"12.5%", "12.5 %", "12.5 percent", "12.5 per cent", "12.5 pct"}, false);
  check_sightings("typed as plain words", {{"\u00A3169 million", "It cost \u00A3169m.", "It cost \u00A3[169m]."}, {"12.5 per cent", "Up 12.5% on May.", "Up [12.5%] on May."},
                                           {"1 000", "All 1000 came.", "All [1000] came."}, {"1\u00A0000", "All 1,000 came.", "All [1,000] came."},
                                           {"1,000", "All 1\u00A0000 came.", "All [1\u00A0000] came."}});
  check_sightings("other amounts are others", {{"169m", "169 people, 12 million.", "169 people, 12 million."}, {"12.5%", "12.5 million.", "12.5 million."}, {"1000", "1 and 000.", "1 and 000."},
                                               {"3-1", "The 31 players.", "The 31 players."}, {"9/11", "They rang 911.", "They rang 911."}, {"2020", "A 20 20 view.", "A 20 20 view."}});
}

TEST_CASE("Dates in a text are found by their parts") {
  check_sightings("parts", {{"2020-02-14", "On 2020-02-14 it rained.", "On [2020-02-14] it rained."}, {"14/02/2020", "On 14/02/2020 it rained.", "On [14/02/2020] it rained."},
                            {"2020", "On 14/02/2020 it rained.", "On 14/02/[2020] it rained."}, {"20200214", "On 2020-02-14 it rained.", "On [2020-02-14] it rained."},
                            {"14/02/2020", "Am 14.02.2020 war es.", "Am [14.02.2020] war es."}, {"2020", "Am 14.02.2020 war es.", "Am 14.02.[2020] war es."},
                            {"2020-02-14", "File 20200214 is gone.", "File [20200214] is gone."}});
}

TEST_CASE("Telephone and account numbers are found whole, whichever way their groups are written") {
  check_alike("a telephone number", {"020 7946 0958", "02079460958", "020-7946-0958", "(020) 7946 0958"}, false);
  check_alike("with its country", {"+44 20 7946 0958", "442079460958"}, false);
  check_alike("one of America", {"1-212-555-0100", "12125550100", "1 212 555 0100"}, false);
  check_alike("a book", {"978-3-16-148410-0", "9783161484100"});
  check_alike("an IBAN", {"DE89 3704 0044 0532 0130 00", "DE89370400440532013000"});
  check_alike("an IBAN with letters", {"GB33 BUKB 2020 1555 5555 55", "GB33BUKB20201555555555"});
  check_sightings("typed as plain words", {{"DE89 3704 0044 0532 0130 00", "To DE89370400440532013000 now.", "To [DE89370400440532013000] now."},
                                           {"020 7946 0958", "Ring 02079460958 now.", "Ring [02079460958] now."}});
  check_sightings("a group is a number too", {{"3704", "To DE89 3704 0044 0532.", "To DE89 [3704] 0044 0532."}, {"79460958", "Ring 020 7946 0958.", "Ring 020 [7946 0958]."}});
}

TEST_CASE("Hashtags, names, addresses and files are found whole and by their parts") {
  check_alike("a hashtag", {"#BlackLivesMatter", "BlackLivesMatter", "#blacklivesmatter", "black lives matter"}, false);
  check_sightings("parts of a hashtag", {{"lives", "Say #BlackLivesMatter now.", "Say #Black[Lives]Matter now."}, {"#MeToo", "The #metoo years.", "The #[metoo] years."},
                                         {"metoo", "The #MeToo years.", "The #[MeToo] years."}, {"climatestrike", "The #ClimateStrike day.", "The #[ClimateStrike] day."},
                                         {"climate strike", "The #climatestrike day.", "The #[climatestrike] day."}, {"#COP26", "At COP26 and COP 26.", "At [COP26] and [COP 26]."}});
  check_sightings("names", {{"@realDonaldTrump", "Says @realDonaldTrump today.", "Says @[realDonaldTrump] today."}, {"realdonaldtrump", "Says @realDonaldTrump today.", "Says @[realDonaldTrump] today."},
                            {"trump", "Says @realDonaldTrump today.", "Says @realDonald[Trump] today."}, {"@BBCNews", "From @bbcnews today.", "From @[bbcnews] today."}});
  check_sightings("addresses", {{"jane.doe@example.com", "Write to jane.doe@example.com today.", "Write to [jane.doe@example.com] today."}, {"example.com", "Write to jane.doe@example.com today.", "Write to jane.doe@[example.com] today."},
                                {"doe", "Write to jane.doe@example.com today.", "Write to jane.[doe]@example.com today."}, {"https://www.bbc.co.uk/news", "See https://www.bbc.co.uk/news here.", "See [https://www.bbc.co.uk/news] here."},
                                {"bbc.co.uk", "See https://www.bbc.co.uk/news here.", "See https://www.[bbc.co.uk]/news here."}});
  check_sightings("files", {{"file_name", "The file_name.txt is gone.", "The [file_name].txt is gone."}, {"name", "The file_name.txt is gone.", "The file_[name].txt is gone."}, {"file_name", "A file name, a filename.", "A [file name], a [filename]."}});
}

TEST_CASE("Names with an apostrophe are found without it, with a blank for it, and with any other one") {
  check_alike("Irish", {"O'Brien", "O\u2019Brien", "OBrien", "O\u02BCBrien", "O Brien"});
  check_sightings("French", {{"\u00E9lection", "L\u2019\u00E9lection d'hier.", "L\u2019[\u00E9lection] d'hier."}, {"l'\u00E9lection", "L\u2019\u00E9lection d'hier.", "[L\u2019\u00E9lection] d'hier."}, {"L'Oreal", "La marque LOr\u00E9al.", "La marque [LOr\u00E9al]."}}, "fr");
}

TEST_CASE("An elided article is no part of another word") {
  std::vector<Article> articles = {an_article("gold", "", "Tutto l'oro del mondo."), an_article("their", "", "I loro libri.")};
  for (Article& article : articles) article.lang = "it";
  const SmallArchive archive(articles);
  CHECK(sorted_ids_of(archive.search("loro")) == "their");
  CHECK(sorted_ids_of(archive.search("l'oro")) == "gold");
  CHECK(sorted_ids_of(archive.search("oro")) == "gold");
}

TEST_CASE("Compounds are found written as one word, with a hyphen or apart, alone and inside phrases") {
  check_alike("back door", {"back door", "backdoor", "back-door"});
  check_alike("three parts", {"state-of-the-art", "state of the art", "stateoftheart"});
  check_alike("a prefix", {"co-operation", "cooperation", "co\u00F6peration"});
  check_alike("electronic", {"e-mail", "email"});
  check_alike("on line", {"on-line", "online"});
  check_sightings("as words of a longer query", {{"huawei back door report", "Report: Huawei backdoor found.", "[Report]: [Huawei] [backdoor] found."}, {"huawei backdoor report", "Report: Huawei back-door found.", "[Report]: [Huawei] [back-door] found."}});
  check_sightings("what only looks like one is none", {{"\"to get her\"", "They sit together.", "They sit together."}, {"notable", "He was not able.", "He was not able."}});
}

TEST_CASE("Words that a line's end divides are whole, and suspended halves stay halves") {
  check_sightings("a hyphen before the line's end", {{"government", "The govern-\nment fell.", "The [govern-\nment] fell."}, {"governments", "The govern-\r\n   ment fell.", "The [govern-\r\n   ment] fell."}, {"war", "Pre-\n\nwar and post-war.", "Pre-\n\n[war] and post-[war]."},
                                                     {"known", "A well- known man.", "A well- [known] man."}});
  check_sightings("what has no width", {{"government", "The govern\u00ADment fell.", "The [govern\u00ADment] fell."}, {"govern\u200Bment", "The government fell.", "The [government] fell."}, {"finance", "The \uFB01nance bill.", "The [\uFB01nance] bill."},
                                        {"huawei", "The \uFF28\uFF35\uFF21\uFF37\uFF25\uFF29 case.", "The [\uFF28\uFF35\uFF21\uFF37\uFF25\uFF29] case."}, {"cafe\u0301", "The caf\u00E9.", "The [caf\u00E9]."}});
  check_sightings("quotation marks of any kind", {{"\u201Cback door\u201D", "A back door.", "A [back door]."}, {"back", "A \u201Cback\u201D door.", "A \u201C[back]\u201D door."}});
}

TEST_CASE("Capitalised words are stemmed too, numbers are not") {
  check_sightings("stems", {{"Networks", "A NETWORK.", "A [NETWORK]."}, {"network", "Networks fail.", "[Networks] fail."}, {"2020", "In 202 and 20200.", "In 202 and 20200."}, {"1990", "The 1990s.", "The [1990]s."}});
}

TEST_CASE("Scripts without spaces are found by characters and words, marked as one run, in every width and composition") {
  check_sightings("Japanese", {{"\u6771\u4EAC", "\u6771\u4EAC\u90FD\u306E\u4EAC\u90FD", "[\u6771\u4EAC]\u90FD\u306E\u4EAC\u90FD"}, {"\u4EAC\u6771", "\u6771\u4EAC\u90FD", "\u6771\u4EAC\u90FD"}, {"\u30AC\u30E9\u30B9", "\uFF76\uFF9E\uFF97\uFF7D\u7A93", "[\uFF76\uFF9E\uFF97\uFF7D]\u7A93"},
                               {"\uFF76\uFF9E\uFF97\uFF7D", "\u30AC\u30E9\u30B9\u7A93", "[\u30AC\u30E9\u30B9]\u7A93"}, {"\u98DF\u3079\u308B", "\u98DF\u3079\u308B\u3002", "[\u98DF\u3079\u308B]\u3002"}, {"5G\u57FA\u5730\u5C40", "\u65B0\u3057\u30445G\u57FA\u5730\u5C40\u3002", "\u65B0\u3057\u3044[5G\u57FA\u5730\u5C40]\u3002"}}, "ja");
  check_sightings("Korean", {{"\uD55C\uAD6D", "\uD55C\uAD6D\uC740\uD589", "[\uD55C\uAD6D]\uC740\uD589"}, {"\uD55C\uAD6D", "\u1112\u1161\u11AB\u1100\u116E\u11A8", "[\u1112\u1161\u11AB\u1100\u116E\u11A8]"}, {"\uAD6D\uD55C", "\uD55C\uAD6D", "\uD55C\uAD6D"}}, "ko");
  check_sightings("Thai", {{"\u0E02\u0E48\u0E32\u0E27", "\u0E2D\u0E48\u0E32\u0E19\u0E02\u0E48\u0E32\u0E27\u0E27\u0E31\u0E19\u0E19\u0E35\u0E49", "\u0E2D\u0E48\u0E32\u0E19[\u0E02\u0E48\u0E32\u0E27]\u0E27\u0E31\u0E19\u0E19\u0E35\u0E49"}}, "th");
}
