// extract/html_body.h: what of a web page is the article, on small invented pages. Real ones are read by html_pages_test.cpp.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/extract/attributes.h"
#include "indexer/extract/html_body.h"
#include "indexer/extract/text.h"

using namespace dateline;

namespace {

const std::string kLead = "The council of Harrowmere voted on Tuesday to close the old bridge over the river for two years.";
const std::string kSecond = "Engineers had found cracks in three of its seven piers, and a report put the repair at nine million pounds.";
const std::string kThird = "Shopkeepers on the north bank fear for their trade, since the next bridge is eleven miles away by road.";

const std::string kFourth = "The council will hear what they have to say in the town hall next Thursday at seven o'clock in the evening.";

std::string p(const std::string& text) { return "<p>" + text + "</p>\n"; }
const std::string kProse = p(kLead) + p(kSecond) + p(kThird);

std::string page(const std::string& body) {
  return "<!DOCTYPE html><html><head><title>Bridge to close for two years - The Harrowmere Courier</title>"
         "<link rel=\"canonical\" href=\"https://www.courier.example/bridge\"></head><body>" +
         body + "</body></html>";
}

const std::string kHeadline = "<h1>Bridge to close for two years</h1>\n";

HtmlBody body_of(const std::string& html, const PageHints& hints = {}) {
  const Tree tree = Tree::of_html(html);
  HtmlBody body = extract_html_body(tree, hints);
  body.container = nullptr;  // what it points to ends with the tree
  body.headline = nullptr;
  return body;
}

std::string joined(const std::vector<std::string>& paragraphs) {
  std::string out;
  for (const std::string& paragraph : paragraphs) (out += out.empty() ? "" : "\n") += paragraph;
  return out;
}

// Whether the ledger tells of `text` for `reason`.
bool told(const HtmlBody& body, std::string_view reason, std::string_view text) {
  return std::any_of(body.dropped.begin(), body.dropped.end(),
                     [&](const Dropped& dropped) { return dropped.reason == reason && dropped.text.find(text) != std::string::npos; });
}

// A page of which kLead, kSecond and kThird are the article, and nothing else but `also`.
struct Noise {
  std::string why;
  std::string html;    // of the body
  std::string reason;  // for which the ledger tells of ...
  std::string text;    // ... this text; empty: it is not asked
  std::string also;    // kept behind kThird; empty: nothing
};

void check(const std::vector<Noise>& cases) {
  for (const Noise& one : cases) {
    CAPTURE(one.why);
    const HtmlBody body = body_of(page(one.html));
    CHECK(joined(body.paragraphs) == kLead + "\n" + kSecond + "\n" + kThird + (one.also.empty() ? "" : "\n" + one.also));
    if (!one.text.empty()) CHECK(told(body, one.reason, one.text));
  }
}

std::string in_article(const std::string& inner) { return "<article>" + kHeadline + inner + "</article>"; }

}  // namespace

TEST_CASE("HTML body: what stands around an article is left out, and told") {
  const std::string menu = "<ul><li><a href=/a>News from town</a></li><li><a href=/b>Sport</a></li></ul>";
  check({
      {"navigation by element", "<nav>" + menu + "</nav>" + in_article(kProse), "boilerplate", "News from town", ""},
      {"navigation by name", "<div class=\"mainMenu\">" + menu + "</div>" + in_article(kProse), "boilerplate", "Sport", ""},
      {"navigation by its links alone", "<div>" + menu + "</div><div>" + kHeadline + kProse + "</div>", "boilerplate", "Sport", ""},
      {"footer", in_article(kProse) + "<footer><p>The Courier is published by Harrowmere Press, 3 Mill Lane, and printed in the county.</p></footer>",
       "boilerplate", "Mill Lane", ""},
      {"cookies, longer than the article",
       in_article(kProse) + "<div id=\"cookie-law\"><p>" + std::string(40, 'x') + " We keep small files on your machine. They are needed for the site to work. Some are not.</p>"
       + p("You can refuse those that are not needed at any time, and the site will work all the same, though less well.")
       + p("We share what we learn of you with others, who may combine it with what they know of you from elsewhere.")
       + p("To learn more of how we treat what we know of you, read the long text to which the link below will lead you.") + "</div>",
       "boilerplate", "small files", ""},
      {"sharing", in_article("<div class=\"share-buttons\"><span>Share on our favourite network</span></div>" + kProse), "boilerplate", "favourite network", ""},
      {"newsletter in between", in_article(p(kLead) + p(kSecond) + "<div class=\"newsletter-signup\"><p>All of the week's news from town on one page, every Friday at noon.</p></div>" + p(kThird)),
       "boilerplate", "every Friday", ""},
      {"an advertisement's label in a division of its own", in_article(p(kLead) + "<div>Anuncio</div>" + p(kSecond) + p(kThird)), "boilerplate", "Anuncio", ""},
      {"scripts, styles and forms' fields", in_article(kProse + "<script>var a = 'The script of the page is no text of it.';</script><style>p{}</style><select><option>One</option></select>"), "", "", ""},
      {"what cannot be seen", in_article(kProse + "<p style=\"display: none\">A text that a script would show one day, to readers that have paid for it.</p>"), "boilerplate", "would show", ""},
  });
}

TEST_CASE("HTML body: links to other stories are teasers") {
  const std::string card = "<div class=\"c\"><h3><a href=\"/x\">A dog has saved its master from the river</a></h3><p>He had fallen in at night, and nobody else was there to hear him call for help.</p></div>";
  check({
      {"by name", in_article(p(kLead) + "<div class=\"related-articles\"><a href=/x>Another bridge</a></div>" + p(kSecond) + p(kThird)), "teaser", "Another bridge", ""},
      {"by name, in German", in_article(kProse + "<div class=\"mehr-zum-thema\"><p>Eine andere Brücke ist seit drei Jahren gesperrt, und niemand weiß, wie lange noch.</p></div>"), "teaser", "andere Brücke", ""},
      {"by name, in French", in_article(kProse + "<div class=\"a-lire-aussi\"><p>Un autre pont est fermé depuis trois ans, et personne ne sait pour combien de temps.</p></div>"), "teaser", "autre pont", ""},
      {"a paragraph that is one link to a page of the site", in_article(p(kLead) + "<p><a href=/x>A dog has saved its master from the river</a></p>" + p(kSecond) + p(kThird)), "teaser", "A dog", ""},
      {"a line that says so", in_article(p(kLead) + p(kSecond) + "<p>Read more: <a href=/x>The dog</a></p>" + p(kThird)), "teaser", "The dog", ""},
      {"a list below a label", in_article(p(kLead) + p(kSecond) + "<h3>Related stories</h3><ul><li><a href=/x>The dog</a></li><li><a href=/y>The cat</a></li></ul>" + p(kThird)), "teaser", "The cat", ""},
      {"a list of links below the last paragraph", in_article(kProse + "<ul><li>The <a href=/x>dog that saved its master</a></li><li>The <a href=/y>cat that did not</a></li></ul>"), "teaser", "that did not", ""},
      {"a box below a label", in_article(kProse + "<div><h3>Related stories</h3><div><h4><a href=/x>The dog</a></h4><p>He had fallen in at night, and nobody else was there to hear him call for help.</p></div></div>"), "teaser", "fallen in at night", ""},
      {"cards without a name", "<div><div>" + kHeadline + kProse + "</div><div>" + card + card + card + card + "</div></div>", "teaser", "A dog", ""},
      {"a feed of other articles behind this one", in_article(kProse) + "<article>" + p("Another article begins here, and goes on for as long as this one does, about a dog.") + p("It is not what the page is about, although it is there, and is as long as any other on it.") + "</article>", "", "", ""},
  });
}

TEST_CASE("HTML body: comments are left out, however long") {
  std::string comments;
  for (int i = 0; i < 30; ++i) comments += "<div>" + p("I have used that bridge for " + std::to_string(40 + i) + " years, and I never saw a crack in it, nor did anybody else I know.") + "</div>";
  check({
      {"by name", in_article(kProse) + "<div id=\"comments\">" + comments + "</div>", "comment", "for 40 years", ""},
      {"by name, in Spanish", in_article(kProse) + "<section class=\"comentarios\">" + comments + "</section>", "comment", "for 40 years", ""},
      {"by the heading above them", "<div><div>" + kHeadline + kProse + "</div><div><h4>30 comments</h4><div>" + comments + "</div></div></div>", "", "", ""},
  });
}

TEST_CASE("HTML body: captions, credits and by-lines are kept apart") {
  check({
      {"figure", in_article(p(kLead) + "<figure><img src=a><figcaption>The old bridge, seen from the south bank in March.</figcaption></figure>" + p(kSecond) + p(kThird)), "caption", "south bank", ""},
      {"by name", in_article(p(kLead) + "<div class=\"wp-caption\"><img src=a><p>The old bridge, seen from the south bank in March.</p></div>" + p(kSecond) + p(kThird)), "caption", "south bank", ""},
      {"below a picture, without a name", "<div>" + kHeadline + p(kLead) + "<span><img src=a></span><div>The old bridge in March</div>" + p(kSecond) + p(kThird) + "</div>", "caption", "in March", ""},
      {"by-line and date", in_article("<p class=\"byline\">By Ada Marsh</p><div>14 February 2020</div>" + kProse), "metadata", "Ada Marsh", ""},
      {"by-line without a name", in_article("<p>By Ada Marsh</p>" + kProse), "metadata", "Ada Marsh", ""},
      {"tags", in_article(kProse + "<div class=\"tags\"><a href=/t>bridges</a> <a href=/u>council</a></div>"), "metadata", "bridges", ""},
      {"agency's credit", in_article(kProse + p("(Reporting by Ada Marsh in Harrowmere; additional reporting by Tom Reed and Lucy Hale in Westbury; editing by Ann Lee)")), "credit", "Tom Reed", ""},
      {"who the writer is", in_article(kProse + p("Ada Marsh is a reporter for the Courier who writes about roads, rails and rivers.")), "boilerplate", "roads, rails", ""},
      {"about the author, by name", in_article(kProse) + "<div class=\"author-bio\"><p>Ada Marsh came to the Courier in 1999 from a paper that is no more, and has never left.</p></div>", "boilerplate", "no more", ""},
  });
}

TEST_CASE("HTML body: what the article says in other shapes than paragraphs is kept") {
  check({
      {"a subhead", in_article(p(kLead) + p(kSecond) + p(kThird) + "<h2>No date yet</h2>" + p("When the work will begin is not known to anybody at the town hall, said its speaker.")), "", "", "No date yet\nWhen the work will begin is not known to anybody at the town hall, said its speaker."},
      {"a list", in_article(kProse + "<ul><li>no cars from May</li><li>no bicycles from June</li></ul>" + p("So it says in the plan that the council has now passed, and that anybody may read.")), "", "", "no cars from May\nno bicycles from June\nSo it says in the plan that the council has now passed, and that anybody may read."},
      {"a quotation", in_article(kProse + "<blockquote><p>We shall miss it.</p></blockquote>"), "", "", "We shall miss it."},
      {"a quotation with its source", in_article(kProse + "<blockquote><p>We shall miss it.</p><footer>Ann Lee, who lives beside it</footer></blockquote>"), "", "", "We shall miss it.\nAnn Lee, who lives beside it"},
      {"a post from elsewhere, with who wrote it", in_article(kProse + "<div class=\"social-media-embed\"><blockquote class=\"twitter-tweet\"><p>So it closes. After 200 years! <a href=\"https://t.example/1\">t.example/1</a></p>&mdash; Tom Reed (@tom) <a href=\"https://t.example/2\">March 3, 2020</a></blockquote></div>"), "", "", "So it closes. After 200 years! t.example/1\n— Tom Reed (@tom) March 3, 2020"},
      {"a table of data", in_article(kProse + "<table><tr><th>Year</th><th>Cars</th></tr><tr><td>1990</td><td>4,000</td></tr></table>" + p("The figures are the county's own, and were counted by hand on one day in each year.")), "", "", "Year | Cars\n1990 | 4,000\nThe figures are the county's own, and were counted by hand on one day in each year."},
      {"text set as it was typed", in_article(kProse + "<pre>Farewell, old bridge,\n  farewell.</pre>"), "", "", "Farewell, old bridge, farewell."},
      {"a link to another site that is a line of its own", in_article(kProse + "<p><a href=\"https://county.example/plan\">The plan in full at the county's own place</a></p>"), "", "", "The plan in full at the county's own place"},
      {"a short line among the paragraphs", in_article(kProse + p("So be it")), "", "", "So be it"},
  });
}

TEST_CASE("HTML body: pages are built in many ways") {
  const std::string breaks = kLead + "<br><br>" + kSecond + "<br/>\n<br/>" + kThird;
  check({
      {"paragraphs divided by line breaks", "<div class=x>" + kHeadline + "<div>" + breaks + "</div></div>", "", "", ""},
      {"one line break behind a whole sentence", "<div>" + kHeadline + "<div>" + kLead + "<br>" + kSecond + "<br>" + kThird + "</div></div>", "", "", ""},
      {"divisions only", "<div><div>" + kHeadline + "</div><div><div>" + kLead + "</div><div>" + kSecond + "</div><div>" + kThird + "</div></div></div>", "", "", ""},
      {"paragraphs in columns of their own", "<section>" + kHeadline + "<div class=col><div>" + p(kLead) + "</div></div><div class=col><div>" + p(kSecond) + "</div></div><div class=col><div>" + p(kThird) + "</div></div></section>", "", "", ""},
      {"a page laid out with tables", "<table><tr><td><a href=/a>News</a></td><td>" + kHeadline + kProse + "</td></tr></table>", "", "", ""},
      {"names of states are no names of what it is", "<body class=\"has-sidebar no-comments\"><div class=\"with-newsletter\">" + in_article(kProse) + "</div>", "", "", ""},
      {"a name that cannot be true", "<div class=\"sidebar\">" + in_article(kProse) + "</div>", "", "", ""},
      {"the headline in no heading", "<div class=\"top\"><a href=/>Courier</a></div><div><div>Bridge to close for two years</div>" + kProse + "</div>", "", "", ""},
      {"another heading first", "<h1>Courier</h1>" + in_article(kProse), "", "", ""},
      {"AMP", "<amp-sidebar><ul><li><a href=/a>News from town</a></li></ul></amp-sidebar><article class=\"amp-wp-article\">" + kHeadline + "<div class=\"amp-wp-article-content\">" + kProse + "<amp-ad>Ad</amp-ad></div></article>", "", "", ""},
      {"a place for links that is never closed", "<div>" + kHeadline + "<a name=\"top\">" + kProse + "</div>", "", "", ""},
      {"an opinion, which is called a comment", "<div>" + kHeadline + "</div><div class=\"kommentar-text\">" + kProse + "</div>", "", "", ""},
      {"itemprop", "<div><p>The Courier is the paper of Harrowmere, and has been that since eighteen hundred and three.</p><div itemprop=\"articleBody\">" + kProse + "</div></div>", "", "", ""},
      {"cut by a paywall, in French", in_article(kProse + p("Il vous reste 60 % de cet article à lire.")), "boilerplate", "60 %", ""},
      {"cut by a paywall", in_article(kProse + "<div class=\"paywall-prompt\"><p>Subscribers read on here. There are four kinds of subscriptions, and the first month is free.</p></div>"), "", "", ""},
  });
}

TEST_CASE("HTML body: white space is squeezed, and inline elements divide no word") {
  const HtmlBody body = body_of(page(in_article("<p>The <b>coun</b>cil\n   of Harrowmere voted&nbsp; on <i>Tuesday</i> to close the old bridge over the river for two years.</p>" + p(kSecond))));
  CHECK(joined(body.paragraphs) == kLead + "\n" + kSecond);
}

TEST_CASE("HTML body: other scripts") {
  const std::string japanese = "ハロウミア市議会は火曜日、老朽化した橋を二年間閉鎖することを決めた。七本の橋脚のうち三本に亀裂が見つかっていた。";
  const std::string arabic = "قرر مجلس المدينة يوم الثلاثاء إغلاق الجسر القديم لمدة عامين بعد العثور على شقوق في ثلاث من دعائمه السبع.";
  for (const std::string& text : {japanese, arabic}) {
    const HtmlBody body = body_of("<html><head><title>橋</title></head><body><nav><a href=/>社会</a></nav><div><h1>橋</h1>" + p(text) + p(text + text) + "</div></body></html>");
    CHECK(joined(body.paragraphs) == text + "\n" + text + text);
  }
}

TEST_CASE("HTML body: short articles and pages without one") {
  CHECK(joined(body_of(page(in_article(p("Mayor Ann Lee has died, aged 63")))).paragraphs) == "Mayor Ann Lee has died, aged 63");
  CHECK(body_of("").paragraphs.empty());
  CHECK(body_of("<html><body></body></html>").dropped.empty());
  CHECK(body_of(page("<ul><li><a href=/a>News</a></li><li><a href=/b>Sport</a></li></ul>")).paragraphs.empty());
}

TEST_CASE("HTML body: the article's own text elsewhere on the page tells which text it is") {
  const std::string other = p("A dog has saved its master from the river. He had fallen in at night, and nobody else was there to hear him.") +
                            p("The dog barked until a fisherman came, who had a rope with him and knew what to do with it at once.") ;
  const std::string html = "<html><head><title>News</title></head><body><div><div>" + kProse + p(kFourth) + "</div><section>" + other + "</section></div></body></html>";
  const std::string whole = kLead + "\n" + kSecond + "\n" + kThird + "\n" + kFourth;
  const HtmlBody body = body_of(html, {"", whole, ""});
  CHECK(joined(body.paragraphs) == whole);
}

TEST_CASE("HTML body: container and headline are nodes of the page") {
  const Tree tree = Tree::of_html(page("<nav><h2><a href=/x>Bridge news</a></h2></nav>" + in_article(kProse)));
  const HtmlBody body = extract_html_body(tree, {});
  REQUIRE(body.headline != nullptr);
  REQUIRE(body.container != nullptr);
  CHECK(text_content(*body.headline) == "Bridge to close for two years");
  CHECK(body.container->name == "article");
}

TEST_CASE("HTML body: the ledger is short, whatever the page, and cut at code points") {
  std::string links;
  for (int i = 0; i < 3000; ++i) links += "<div><a href=/x>Überall Örtliches " + std::to_string(i) + "</a></div>" + (i % 3 == 0 ? "<span class=credit>Foto Ä</span>" : "");
  const HtmlBody body = body_of(page("<div>" + links + "</div>" + in_article(kProse + links)));
  CHECK(body.dropped.size() < 300);
  for (const Dropped& dropped : body.dropped) {
    CHECK(dropped.text.size() <= 500);
    CHECK(is_utf8(dropped.text));
    CHECK(!dropped.reason.empty());
  }
}

TEST_CASE("HTML body: attributes beyond the bound are left out, and nothing else") {
  struct Flood {
    std::string why, html;
  };
  std::string many;
  for (std::size_t i = 0; i < most_attributes + 10; ++i) many += " a" + std::to_string(i) + "=\"<>\"\n";
  std::string storage;
  const std::vector<Flood> usual = {
      {"a usual page", page(in_article(kProse))},
      {"many in a script", "<script>if (a<b" + many + ")</script><p>x"},
      {"a quotation mark that is never closed", "<p title=\"x>" + kProse},
      {"nothing", ""},
  };
  for (const Flood& one : usual) {
    CAPTURE(one.why);
    CHECK(cut_attributes(one.html, MarkupKind::html, storage) == one.html);
  }
  const std::string cut(cut_attributes("<p" + many + " last>text</p>\n<b c=d>", MarkupKind::html, storage));
  CHECK(cut.find("a" + std::to_string(most_attributes - 1) + "=") != std::string::npos);
  CHECK(cut.find("a" + std::to_string(most_attributes) + "=") == std::string::npos);
  CHECK(cut.ends_with(">text</p>\n<b c=d>"));
  CHECK(std::count(cut.begin(), cut.end(), '\n') == static_cast<std::ptrdiff_t>(most_attributes + 11));
}

TEST_CASE("XML: attributes beyond the bound are left out, wherever the element stands") {
  std::string xml = "<a><script><b";
  for (int i = 0; i < 100'000; ++i) xml += " a" + std::to_string(i) + "=\"b\"";
  const Tree tree = Tree::of_xml(xml + "/></script><![CDATA[<p>]]></a>");
  REQUIRE(tree.root() != nullptr);
  CHECK(!tree.fault().structural);
  CHECK(tree.root()->first->first->attributes.size() == most_attributes);
  CHECK(text_content(*tree.root()) == "<p>");
}

TEST_CASE("HTML body: hostile pages end") {
  const auto times = [](const std::string& text, std::size_t count) {
    std::string out;
    out.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
  };
  constexpr std::size_t many = 100'000;
  struct Hostile {
    std::string why;
    std::string html;
  };
  std::string attributes;
  for (std::size_t i = 0; i < many; ++i) attributes += " a" + std::to_string(i) + "=b";
  const std::vector<Hostile> pages = {
      {"attributes", "<div" + attributes + ">" + kProse},
      {"siblings", times("<div>label</div>", many)},
      {"paragraphs", times(p(kLead), many / 4)},
      {"labels above links", kProse + times("<div>Related</div><p><a href=/x>A link to another story of ours</a></p>", many / 4)},
      {"headings", times("<h1>Bridge to close</h1>", many) + kProse},
      {"cards", times("<div><h3><a href=/x>Bridge to close for two years</a></h3></div>", many / 4) + kProse},
      {"levels", times("<div>", 240) + kProse + times("</div>", 240)},
      {"quotations in quotations", times("<blockquote>", 200) + times("<p>Subscribe</p>", many) + times("</blockquote>", 200)},
      {"inline elements in inline elements", times(times("<b>", 200) + "x" + times("</b>", 200), 500)},
      {"one text", "<p>" + times("word ", many * 10) + "</p>"},
      {"one word", "<p>" + std::string(many * 30, 'a') + "</p>"},
      {"line breaks", "<div>" + times("word<br>", many) + "</div>"},
      {"a long name", "<div class=\"" + times("related-", many) + "\">" + kProse + "</div>"},
      {"cells", kProse + "<table>" + times("<tr><td>a</td><td>1</td></tr>", many / 4) + "</table>"},
      {"tags that nothing closes", times("<p><li><a><td><em>", many / 4)},
      {"no page", std::string(1000, '<') + times("&#x110000;</", 1000)},
  };
  for (const Hostile& one : pages) {
    CAPTURE(one.why);
    const HtmlBody body = body_of(one.html);
    CHECK(body.dropped.size() < 300);
  }
}

TEST_CASE("HTML body: names that would leave nothing are not believed") {
  std::string html = kHeadline;
  std::string whole;
  for (const std::string name : {"promo", "popular", "share", "newsletter", "promo", "popular", "share", "newsletter"}) {
    const std::string text = "Paragraph " + std::to_string(html.size()) + " of the plan says that no car may cross the bridge while the work goes on.";
    html += "<div class=\"" + name + "-x\">" + p(text) + "</div>";
    whole += (whole.empty() ? "" : "\n") + text;
  }
  CHECK(joined(body_of(page(html)).paragraphs) == whole);
}

TEST_CASE("HTML body: elements of one kind belong together, with one paragraph in them or more") {
  const auto block = [](const std::string& inner) { return "<div data-component=\"text-block\">" + inner + "</div>"; };
  const HtmlBody body = body_of(page(in_article(block(p(kLead)) + block(p("It had no choice.") + p("So it said.")) + block(p("Work begins in May.")))));
  CHECK(joined(body.paragraphs) == kLead + "\nIt had no choice.\nSo it said.\nWork begins in May.");
}

TEST_CASE("HTML body: headings that link to themselves make no cards") {
  std::string html = kHeadline, whole;
  for (const std::string name : {"The cracks", "The cost", "The other bridge", "The plan"}) {
    const std::string text = name + " will be the subject of a meeting in the town hall next Thursday, at seven o'clock.";
    html += "<section><h2><a href=\"#here\">" + name + " explained</a></h2>" + p(text) + "</section>";
    whole += (whole.empty() ? "" : "\n") + name + " explained\n" + text;
  }
  CHECK(joined(body_of(page(html)).paragraphs) == whole);
}

TEST_CASE("HTML body: a page whose text a script would write is read from what it says of itself") {
  const HtmlBody body = body_of(page("<div id=\"app\"></div>"), {"Bridge to close for two years", kLead + "\n\n" + kSecond, ""});
  CHECK(joined(body.paragraphs) == kLead + "\n" + kSecond);
}
