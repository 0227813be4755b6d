#include "tests/fuzz/awkward_articles.h"

#include <string>

namespace dateline {
namespace {

std::string repeated(const std::string& piece, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += piece;
  return out;
}

Article article(const std::string& id, const std::string& lang, const std::string& title,
                std::vector<std::string> body) {
  Article out;
  out.id = id;
  out.lang = lang;
  out.title = title;
  out.body = std::move(body);
  out.origin.path = "/news/" + id;
  return out;
}

Article dated(Article out, std::int64_t seconds) {
  out.published = {seconds, Precision::day, 0, false};
  return out;
}

Article full() {
  Article out = dated(article("huawei", "en", "Huawei 'back door' claims: the U.S. and the UK differ",
                              {"Robert O\u2019Brien told the WSJ that Huawei has had a back door since 2009. The "
                               "back-door claim, the company said, is \"false\".",
                               "TS 33.128 and TS33.107 are standards; \u00A3169m was paid, or \u00A3169 million, or "
                               "$3.83 billion. It is 12.5% of 1,000,000.",
                               "It's us, not the US: the United States (U.S., USA) said so in Washington, D.C. on 14 "
                               "February 2020 at 10:30."}),
                      1581638400);
  out.byline = {"Ruben Fields", "Anne-Marie O'Neill"};
  out.source = "Harbour Post";
  out.section = "Politics & Law";
  out.tags = {"5G", "\"quoted\" tag", "<tag>"};
  out.persons = {"Robert O'Brien"};
  out.orgs = {"Huawei"};
  out.places = {"Washington, D.C."};
  out.url = "https://example.org/a?b=c&d=%22";
  return out;
}

std::vector<Article> scripts() {
  return {
      dated(
          article(
              "markup", "en", "<mark>Not ours</mark> & &amp; &lt;b&gt;",
              {"<script>alert('harbour')</script> <b>bold harbour</b> &amp;harbour; &#39;harbour&#39; \"harbour\" "
               "'harbour' </mark><mark>harbour",
               "a<b>c</b>d x&y;z AT&T R&D &harbour; &#x27; ]]> <!-- harbour --> {{harbour}} ${harbour} %27harbour%27"}),
          1500000000),
      article("cjk", "ja", "\u6771\u4EAC\u5927\u5B66\u306E\u65E5\u672C\u8A9E",
              {"\u65E5\u672C\u306E\u6771\u4EAC\u3067\u65E5\u672C\u65E5\u672C\u8A9E\u3092\u8A71\u3059\u3002\u30CB\u30E5"
               "\u30FC\u30B9\uFF12\uFF10\uFF12\uFF10\u5E74\uFF15\uFF27\u3002" +
               repeated("\u65E5\u672C", 120)}),
      article("zh", "zh", "\u534E\u4E3A\u516C\u53F8",
              {"\u534E\u4E3A\u516C\u53F8\u5728\u4E2D\u56FD\u6DF1\u5733 Huawei "
               "5G\u7F51\u7EDC\u3002\uFF28\uFF35\uFF21\uFF37\uFF25\uFF29"}),
      article("korean", "ko", "\uD55C\uAD6D \uB274\uC2A4",
              {"\uC11C\uC6B8\uC5D0\uC11C \uD654\uC6E8\uC774\uAC00 \u1112\u1161\u11AB\uAE00\uC744 \uC37C\uB2E4."}),
      article("thai", "th", "\u0E02\u0E48\u0E32\u0E27",
              {"\u0E01\u0E23\u0E38\u0E07\u0E40\u0E17\u0E1E\u0E21\u0E2B\u0E32\u0E19\u0E04\u0E23 "
               "\u0E02\u0E48\u0E32\u0E27 huawei \u0E19\u0E49\u0E33"}),
      article("rtl", "ar", "\u202B\u0623\u062E\u0628\u0627\u0631 \u0647\u0648\u0627\u0648\u064A\u202C",
              {"\u0623\u064E\u062E\u0652\u0628\u064E\u0627\u0631\u064C \u0645\u0646 huawei "
               "\u0648\u0627\u0644\u0628\u0627\u0628 \u0627\u0644\u062E\u0644\u0641\u064A "
               "\u200F\u05E9\u05DC\u05D5\u05DD\u200E 5G"}),
      article("emoji", "en",
              "\U0001F468\u200D\U0001F469\u200D\U0001F467 family \U0001F1EC\U0001F1E7\U0001F1FA\U0001F1F8",
              {"harbour\U0001F600levy \U0001F44D\U0001F3FD huawei\u2764\uFE0Fhuawei 1\uFE0F\u20E3 "
               "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F end"}),
      article("marks", "fr", "L\u2019\u00E9lection d\u2019e\u0301te\u0301",
              {"cafe\u0301 caf\u00E9 cafe \u00E9lection e\u0301lection l'\u00E9lection "
               "z\u0335\u0321\u0358a\u0335l\u0338g\u0337o\u0334 \u0301\u0301\u0301 \u0301a Dvo\u0159\u00E1k "
               "Dvor\u030Ca\u0301k publi\u00E9 publier"}),
      article("german", "de", "Stra\u00DFe in K\u00F6ln",
              {"STRASSE Stra\u00DFen Strasse K\u00F6ln Koeln Koln Donau\u00ADdampf\u00ADschiff Bl\u00E4tter "
               "B\u00FCrger\u00ADmeisterin \u201EHintert\u00FCr\u201C"}),
      article("turkish", "tr", "\u0130stanbul'da \u0131\u015F\u0131k",
              {"I\u015EIK \u0131\u015F\u0131k \u0130STANBUL istanbul \u015Fehir\u2019de DI\u015E"}),
      article("russian", "ru", "\u041D\u043E\u0432\u043E\u0441\u0442\u0438 \u043E Huawei",
              {"\u0404\u0451\u043B\u043A\u0430 \u0435\u043B\u043A\u0430 \u0434\u0432\u0435\u0440\u0438 "
               "\u0434\u0432\u0435\u0440\u044C \u0441\u0435\u0442\u0435\u0439 \u0441\u0435\u0442\u044C"}),
  };
}

std::vector<Article> shapes() {
  return {
      article("long", "en", repeated("harbour", 50),
              {repeated("x", 70) + " " + repeated("y", 500) + " " + repeated("backdoor", 40) + " levy.",
               repeated("1234567890", 30) + repeated(".1", 100)}),
      article("repeats", "en", "the the the",
              {repeated("0 ", 800), repeated("the end of the ", 120), repeated("1 million ", 60) + "1 millions"}),
      article("hidden", "en", "soft\u00ADhyphen zero\u200Bwidth",
              {"har\u00ADbour har\u200Bbour har\u200Dbour \uFEFFharbour \uFB01nance o\uFB03ce "
               "\u210C\uFF41\uFF52\uFF42\uFF4F\uFF55\uFF52 \uFFFD harbour\uFFFDlevy\u00A0ban\u2028line"}),
      article("codes", "en", "F-16 & F16, 5G, COVID-19",
              {"F-16s, F16, C++ C# .NET file_name back_door e-mail: a.b@example.org #MeToo @name "
               "https://example.org/back/door?x=1 192.168.0.1 GB29 NWBK 6016 1331 9268 19 +44 (0)20 7946 0018 10:30 "
               "5\" pipe; A.B.C. W.H.O. e.g. i.e."}),
      dated(article("copy1", "en", "Council votes on harbour levy",
                    {"The council voted on the levy on Monday, and the harbour master was not amused by the vote of "
                     "the council.",
                     "Fees will rise by 12.5 per cent."}),
            1581552000),
      dated(article("copy2", "en", "Council votes on harbour levy",
                    {"The council voted on the levy on Monday, and the harbour master was not amused by the vote of "
                     "the council.",
                     "Fees will rise by 12.5 per cent."}),
            1581638400),
      article("no title", "en", "", {"Only a body, about networks and networking.", "", " ", "..."}),
      article("title only", "", "Organisation organization women woman", {}),
      article("<id>&\"'", "en", "An id with <signs> & \"quotes\"", {"words"}),
      dated(article("future", "en", "Dated tomorrow", {"International organisations of the nation."}), 4102444800),
      dated(article("past", "en", "SHOUTED HEADLINE ABOUT US AND IT AND THE WHO", {"Dated long ago: 1600s."}),
            -11676096000),
  };
}

}  // namespace

std::vector<Article> awkward_articles() {
  std::vector<Article> out = {full()};
  for (std::vector<Article> more : {scripts(), shapes()})
    for (Article& one : more) out.push_back(std::move(one));
  return out;
}

}  // namespace dateline
