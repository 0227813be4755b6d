// What pages say of themselves, from the places where they say it: invented pages in, headline, byline and dates out.
#include "indexer/extract/html_meta.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/flat_markup.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

PageMeta meta_of(const std::string& html, const LinkedData& linked = {}, std::string_view address = {}) {
  const Tree page = Tree::of_html(html);
  PageMeta meta = read_page_meta(scan_meta(page), linked, address);
  meta.headline_node = nullptr;  // the page is gone
  return meta;
}

std::string place(const PageMeta& meta, std::string_view field) {
  for (const FoundIn& one : meta.found_in)
    if (one.field == field) return one.where;
  return {};
}

// A head that begins with "</head>" brings its own <html>.
std::string whole(const std::string& head, const std::string& body) {
  if (head.starts_with("</head>")) return head.substr(7) + "<body>" + body;
  return "<html><head>" + head + "</head><body>" + body + "</body></html>";
}

const std::string prose =
    "<p>The harbour of Kaltensiel will open to sailing boats again in the spring, the town council decided on Tuesday after a long debate "
    "about the bill for the northern quay, which has cost more than planned.</p>";

// The day and time as they were written, without the zone.
std::string shown(const Moment& moment) {
  if (!moment.known()) return "";
  const std::int64_t local = moment.seconds + moment.offset_minutes * 60;
  const std::int64_t days = (local >= 0 ? local : local - 86399) / 86400;
  std::string out = std::to_string(days);
  if (moment.precision == Precision::second) out += '+' + std::to_string((local - days * 86400) / 60);
  return out;
}

constexpr int may_4 = 18386;  // 2020-05-04 in days since 1970
std::string day(int days) { return std::to_string(days); }
std::string at(int days, int hour, int minute) { return day(days) + '+' + std::to_string(hour * 60 + minute); }

}  // namespace

TEST_CASE("the headline is the heading that the metadata confirm, without the site's name") {
  struct Row {
    std::string head, body, headline, where;
  };
  const std::string site = "<meta property=og:site_name content='Kaltensieler Anzeiger'>";
  const Row rows[] = {
      {"<title>Harbour opens in spring | Kaltensieler Anzeiger</title>", "<h1>Harbour opens in spring</h1>", "Harbour opens in spring", "h1"},
      // The heading is what a reader sees, whatever search engines are told.
      {"<title>Kaltensiel harbour to open again, council says</title>" + site, "<h1>Harbour opens in spring</h1>", "Harbour opens in spring", "h1"},
      // Several headings: the one that is the title.
      {"<title>Harbour opens in spring</title>", "<h1>Most read today in Kaltensiel</h1><h1>Harbour opens in spring</h1><h1>More from the coast</h1>",
       "Harbour opens in spring", "h1"},
      // A heading that is the name of the site or of a section is none.
      {"<meta property=og:title content='Harbour opens in spring'>" + site, "<h1>Kaltensieler Anzeiger</h1><h2>Harbour opens in spring</h2>",
       "Harbour opens in spring", "h2"},
      {"<meta property=og:title content='Harbour opens in spring'>", "<h1>Politics</h1><p>x</p>", "Harbour opens in spring", "og:title"},
      // The heading of the article and not the teaser that links to it.
      {"<title>Harbour opens in spring</title>", "<h2><a href=/1>Harbour opens in spring</a></h2><article><h2>Harbour opens in spring</h2></article>",
       "Harbour opens in spring", "h2"},
      // Rubrics and counters that stand in the heading.
      {"<meta property=og:title content='Harbour opens in spring'>", "<h1><span>Coast</span> Harbour opens in spring <small>12 comments</small></h1>",
       "Harbour opens in spring", "h1"},
      {"<meta property=og:title content='Harbour opens in spring'>", "<h1>Harbour<br>opens in <em>spr</em>ing</h1>", "Harbour opens in spring", "h1"},
      {"", "<h1><span>Coast</span><span>Harbour opens</span></h1>", "Coast Harbour opens", "h1"},
      {"<title>Hafen&shy;öffnung im Früh&shy;jahr</title>", "<h1>Hafen&shy;öffnung im Früh&shy;jahr beschlossen&#8203;</h1>", "Hafenöffnung im Frühjahr beschlossen", "h1"},
      // Site names behind all sorts of marks, and in front.
      {"<meta property=og:title content='Harbour opens - Coast - Kaltensieler Anzeiger'>" + site, "", "Harbour opens - Coast", "og:title"},
      {"<meta property=og:title content='Kaltensieler Anzeiger: Harbour opens in spring'>" + site, "", "Harbour opens in spring", "og:title"},
      {"<meta property=og:title content='Harbour opens in spring'><title>Harbour opens in spring :: News :: KA</title>", "",
       "Harbour opens in spring", "og:title"},
      {"<title>Harbour opens in spring - Anzeiger</title>", "", "Harbour opens in spring", "title"},
      {"<title>Harbour opens in spring » Coast » News for all of Kaltensiel</title>", "<b>Harbour opens in spring » Coast</b>",
       "Harbour opens in spring » Coast", "title"},
      {"<meta property=og:title content='Harbour opens - Kaltensieler Anzeiger - Coast'>" + site, "", "Harbour opens", "og:title"},
      // A rubric keeps the mark that the metadata give it.
      {"<meta property=og:title content='Coast: Harbour opens in spring'>", "<h1><span>Coast</span><span>Harbour opens in spring</span></h1>",
       "Coast: Harbour opens in spring", "h1"},
      // References that were escaped twice.
      {"<meta property=og:title content='Harbour &amp;amp; quay: Ames&amp;#8217;s plan'>", "", "Harbour & quay: Ames’s plan", "og:title"},
      {"", "<h1>Harbour opens in spring</h1>", "Harbour opens in spring", "h1"},
      {"", "<p>Nothing here says what it is called.</p>", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head);
    CAPTURE(row.body);
    const PageMeta meta = meta_of(whole(row.head, row.body));
    CHECK(meta.headline == row.headline);
    CHECK(place(meta, "title") == row.where);
  }
}

TEST_CASE("bylines are names only, from metadata or from what stands beside the headline") {
  struct Row {
    std::string head, body;
    Strings byline;
  };
  const std::string h1 = "<h1>Harbour opens in spring</h1>";
  const std::string site = "<meta property=og:site_name content='Coast News'>";
  const Row rows[] = {
      {"<meta name=author content='Ruth Ames'>", h1, {"Ruth Ames"}},
      {"<meta name=author content='By Ruth Ames, Tom Reed and Ann Lee'>", h1, {"Ruth Ames", "Tom Reed", "Ann Lee"}},
      {"<meta name=parsely-author content='Ruth Ames'><meta name=parsely-author content='Tom Reed'>", h1, {"Ruth Ames", "Tom Reed"}},
      {"<meta name=dc.creator content='Analysis by Ruth Ames'>", h1, {"Ruth Ames"}},
      // No addresses, handles, jobs and places of work.
      {"<meta property=article:author content='https://social.example/ruth'>", h1, {}},
      {"<meta name=author content='Ruth Ames ruth@coast.example @ruthames'>", h1, {"Ruth Ames"}},
      {"<meta name=author content='Ruth Ames, Coast News Staff Writer'>" + site, h1, {"Ruth Ames"}},
      {"<meta name=author content='Ruth Ames, Associated Press'>", h1, {"Ruth Ames"}},
      // Words that part names in one language and belong to them in another.
      {"<meta name=author content='Alexander von Humboldt'>", h1, {"Alexander von Humboldt"}},
      {"<meta name=author content='Eine Analyse von Jörg Lahm'>", h1, {"Jörg Lahm"}},
      {"</head><html lang=nl><meta name=author content='Jan Smit en Piet de Boer'>", h1, {"Jan Smit", "Piet de Boer"}},
      {"</head><html lang=pl><meta name=author content='Jan Nowak i Anna Lis'>", h1, {"Jan Nowak", "Anna Lis"}},
      {"</head><html lang=sv><meta name=author content='Jan Berg och Anna Lind'>", h1, {"Jan Berg", "Anna Lind"}},
      // Agencies and desks are bylines, and so is the site where nobody else is named.
      {"<meta name=author content='Reuters'>", h1, {"Reuters"}},
      {"<meta name=author content='Coast News'>" + site, h1 + "<p>By Ruth Ames</p>", {"Ruth Ames"}},
      {"<meta name=author content='Coast News'>" + site, h1, {"Coast News"}},
      {"<meta name=author content='admin'>", h1, {}},
      // Beside the headline, with and without names of classes.
      {"", h1 + "<div class=article-byline>By <a href=/a/1>Ruth Ames</a></div>", {"Ruth Ames"}},
      {"", h1 + "<p>By Ruth Ames on Monday, May 4th, 2020 at 11:04 a.m.</p>", {"Ruth Ames"}},
      {"", h1 + "<p>Posted May 4, 2020 by Ruth Ames</p>", {"Ruth Ames"}},
      {"", h1 + "<div>By</div><div>Ruth Ames</div><div>@ruthames</div>", {"Ruth Ames"}},
      {"", h1 + "<div>Von Jörg Lahm</div>", {"Jörg Lahm"}},
      {"", h1 + "<p>By <a href=/1>Ruth Ames</a> Harbour Master Watch</p>", {"Ruth Ames"}},
      {"", h1 + "<p>Ruth Ames - May 4, 2020, 10:31 pm CST</p>", {"Ruth Ames"}},
      {"", h1 + "<div>Ruth Ames</div><div>May 4, 2020</div>", {"Ruth Ames"}},
      {"", h1 + "<a rel=author href=/people/1>Ruth Ames</a>", {"Ruth Ames"}},
      {"", h1 + "<a rel=author href=/people/1>Ruth Ames</a>, <a rel=author href=/people/2>Tom Reed</a>", {"Ruth Ames", "Tom Reed"}},
      {"<meta name=author content='Ruth Ames | Tom Reed'>", h1, {"Ruth Ames", "Tom Reed"}},
      {"<meta name=citation_author content='Ames, Ruth'><meta name=citation_author content='Reed, Tom'>", h1, {"Ruth Ames", "Tom Reed"}},
      {"", h1 + "<span itemprop=author itemscope itemtype=http://schema.org/Person><span itemprop=name>Ruth Ames</span></span>", {"Ruth Ames"}},
      {"", h1 + "<article><footer class=author>Ruth Ames</footer></article>", {"Ruth Ames"}},
      // Somebody else's name: a headline, a comment, a person below.
      {"", h1 + "<nav class=author>Ruth Ames</nav>", {}},
      {"", "<h1>Ruth Ames</h1><div>May 4, 2020</div>", {}},
      {"", "<h1>港口将于春季重新开放</h1><p>2020-05-04 18:20</p><p>记者：王小明、李华</p>", {"王小明", "李华"}},
      {"<meta name=author content='홍길동 기자'>", "<h1>항구 봄에 다시 연다</h1>", {"홍길동"}},
      // Who took the picture, and who edited the text.
      {"<meta name=author content='Ruth Ames'>", h1 + "<p>Photo by Tom Reed</p><p>Edited by Ann Lee</p>", {"Ruth Ames"}},
      {"<meta name=author content='Words by Ruth Ames; Photos by Tom Reed'>", h1, {"Ruth Ames"}},
      // The line that a reader sees knows them all.
      {"<meta name=author content='Ruth Ames'>", h1 + "<p>By Ruth Ames, Tom Reed</p>", {"Ruth Ames", "Tom Reed"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head);
    CAPTURE(row.body);
    CHECK(meta_of(whole(row.head, row.body + prose)).byline == row.byline);
  }
}

TEST_CASE("a page was published when it first was, on the day that it shows its readers") {
  struct Row {
    std::string head, body, published, updated;
  };
  const std::string h1 = "<h1>Harbour opens in spring</h1>";
  const std::string utc = "<meta property=article:published_time content='2020-05-05T02:24:11Z'>";
  const Row rows[] = {
      {"<meta property=article:published_time content='2020-05-04T18:20:00+02:00'>", h1, at(may_4, 18, 20), ""},
      {"<meta property=article:published_time content='2020-05-04T18:20:00+02:00'><meta property=article:modified_time "
       "content='2020-05-05T09:00:00+02:00'>",
       h1, at(may_4, 18, 20), at(may_4 + 1, 9, 0)},
      {"<meta itemprop=datePublished content=2020-05-04>", h1, day(may_4), ""},
      {"<meta name=dc.date.issued content=20200504>", h1, day(may_4), ""},
      {"<meta name=parsely-pub-date content=1588609200000>", h1, at(may_4, 16, 20), ""},
      // The clock beside the headline tells the zone of the readers.
      {utc, h1 + "<p>May 4, 2020 at 9:24 pm ET</p>", at(may_4, 21, 24), ""},
      {utc, h1 + "<div>May 4, 2020</div><div>at</div><div>9:24 pm ET</div>", at(may_4, 21, 24), ""},
      {utc, h1 + "<p>May 4, 2020, 9:25 pm</p>", at(may_4 + 1, 2, 24), ""},
      {utc, h1 + "<time datetime='2020-05-04T21:24:11-05:00'></time>", at(may_4, 21, 24), ""},
      {utc, h1 + "<p>Updated May 5, 2020 at 8:00 AM HST</p>", at(may_4, 16, 24), at(may_4 + 1, 8, 0)},
      // Not the day of the last change, which some systems give out for that of publication.
      {"<meta itemprop=datePublished content='2020-05-06T08:00:00Z'><meta itemprop=dateModified content='2020-05-06T08:00:00Z'>",
       h1 + "<p>May 4, 2020</p>", day(may_4), at(may_4 + 2, 8, 0)},
      {"<meta itemprop=datePublished content='2020-05-06'>", h1 + "<p>Published May 4, 2020 | Updated May 6, 2020</p>", day(may_4), day(may_4 + 2)},
      // Pages without metadata.
      {"", h1 + "<p>Published 4 May 2020, 18:20 CEST</p>", at(may_4, 18, 20), ""},
      {"", h1 + "<p>Updated: May 6, 2020</p><p>Posted: May 4, 2020</p>", day(may_4), day(may_4 + 2)},
      {"", h1 + "<time datetime=2020-05-04>yesterday</time>", day(may_4), ""},
      {"", h1 + "<abbr class=published title='2020-05-04T18:20:00+02:00'>yesterday</abbr>", at(may_4, 18, 20), ""},
      {"", h1 + "<span class=timestamp data-timestamp=1588609200>yesterday</span>", at(may_4, 16, 20), ""},
      {"", h1 + "<p>Veröffentlicht am 4. Mai 2020</p>", day(may_4), ""},
      {"", h1 + "<p>4 мая 2020</p>", day(may_4), ""},
      {"", h1 + "<p>By Ruth Ames on Monday, May 4th, 2020</p>", day(may_4), ""},
      // A date of two readings is read where the language settles it, and refused elsewhere.
      {"</head><html lang=en-US>", h1 + "<p>05/04/2020</p>", day(may_4), ""},
      {"</head><html lang=fr>", h1 + "<p>04/05/2020</p>", day(may_4), ""},
      {"</head><html lang=en>", h1 + "<p>04/05/2020</p>", "", ""},
      {"</head><html lang=en>", h1 + "<p>By Ruth Ames - 05/14/20 11:04 PM EST</p>", at(may_4 + 10, 23, 4), ""},
      {"</head><html lang=de>", h1 + "<p>04.05.20, 18:20 Uhr</p>", at(may_4, 18, 20), ""},
      // The address, at last, and only where it says a day.
      {"<link rel=canonical href=https://a.example/2020/05/04/harbour>", h1, day(may_4), ""},
      {"<link rel=canonical href=https://a.example/news/2020-05-04-harbour>", h1, day(may_4), ""},
      {"<link rel=canonical href=https://a.example/2020/05/harbour-20203199>", h1, "", ""},
      // Days that nobody means.
      {"<meta name=date content=0001-01-01T00:00:00>", h1, "", ""},
      {"<meta name=date content='1970-01-01T00:00:00Z'>", h1, "", ""},
      // Dates of other things: what the text tells of, the foot of the page.
      {"", h1 + "<footer>4 May 2020</footer>", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head);
    CAPTURE(row.body);
    const PageMeta meta = meta_of(whole(row.head, row.body + prose));
    CHECK(shown(meta.published) == row.published);
    CHECK(shown(meta.updated) == row.updated);
  }
}

TEST_CASE("dates that cannot be read, and those that contradict, are told") {
  const std::string h1 = "<h1>Harbour opens in spring</h1>";
  const PageMeta unread = meta_of(whole("<meta property=article:published_time content='04/05/2020'>", h1));
  REQUIRE(unread.dropped.size() == 1);
  CHECK(unread.dropped[0].reason == "unreadable_date");
  CHECK(unread.dropped[0].text == "meta article:published_time: 04/05/2020");
  const PageMeta two = meta_of(whole("<meta property=article:published_time content=2020-05-04><meta name=date content=2021-01-01>", h1));
  CHECK(shown(two.published) == day(may_4));
  REQUIRE(two.dropped.size() == 1);
  CHECK(two.dropped[0].reason == "metadata");
  CHECK(two.dropped[0].text == "meta date: 2021-01-01");
}

TEST_CASE("source, section, language, address, tags and rights come from the first place that says them") {
  const PageMeta meta = meta_of(
      "<html lang=de-AT><head><meta property=og:site_name content='Coast News'><meta property=article:section content=Harbours><meta "
      "property=article:tag content='Boats'>"
      "<meta property=article:tag content='Quays, Bills'><meta name=keywords content=other><meta name=dc.rights content='© Coast News'>"
      "<link rel=canonical href=/harbour><link rel=amphtml href=https://coast.example/amp/harbour></head><body><h1>Harbour opens</h1>",
      {}, "https://coast.example/harbour?utm_source=x");
  CHECK(meta.source == "Coast News");
  CHECK(meta.section == "Harbours");
  CHECK(meta.lang == "de");
  CHECK(meta.url == "https://coast.example/harbour");
  CHECK(meta.tags == Strings{"Boats", "Quays", "Bills"});
  CHECK(meta.copyright == "© Coast News");
  CHECK(place(meta, "url") == "link[rel=canonical]");
  CHECK(place(meta, "lang") == "html[lang]");
  CHECK(meta.dropped.back().text == "link[rel=amphtml]: https://coast.example/amp/harbour");
}

TEST_CASE("two places that agree on the language outvote the template") {
  const std::string head = "<html lang=en><head><meta property=og:locale content=id_ID>";
  CHECK(meta_of(head + "<meta http-equiv=content-language content=id>").lang == "id");
  CHECK(meta_of(head).lang == "en");
}

TEST_CASE("an address that only names the site is not the article's") {
  const std::string html = whole("<link rel=canonical href=https://coast.example/>", "<h1>Harbour opens in spring</h1>");
  CHECK(meta_of(html, {}, "https://coast.example/harbour").url == "https://coast.example/harbour");
  CHECK(meta_of(html).url == "https://coast.example/");
}

TEST_CASE("mark-up is made flat without losing text") {
  CHECK(flattened_html("<div><p>a<b>b</b></div>c", 8) == "<div><p>a<b>b</b></p></div>c");
  CHECK(flattened_html("<div><div><div>a</div></div></div>", 2) == "<div><div> a</div></div>");
  CHECK(flattened_html("<p>a<p>b<li>c<li>d", 9) == "<p>a</p><p>b<li>c</li><li>d</li></p>");
  CHECK(flattened_html("<script>if (a < b) '</div>'</script><br>x<!-- y -->", 3) == "<script>if (a < b) '</div>'</script><br>x");
  CHECK(flattened_html("a < b </nothing> <i", 3) == "a &lt; b  <i</i>");
  CHECK(flattened_html("<title>a<b><b></title>x", 3) == "<title>a&lt;b>&lt;b></title>x");
  CHECK(flattened_html("<a x=\"<b><i>y", 3) == "<a></a>");
}
