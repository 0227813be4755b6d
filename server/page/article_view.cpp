#include "server/page/article_view.h"

#include <algorithm>

#include "server/api/addresses.h"
#include "server/api/citation.h"
#include "server/api/escape.h"

namespace dateline {
namespace {

// Marked text whose marks are numbered on from `number`: <mark id="m3">.
std::string numbered_html(const MarkedText& marked, std::size_t& number) {
  const std::string html = marked_html(marked);
  constexpr std::string_view kMark = "<mark>";
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = html.find(kMark); at != html.npos; at = html.find(kMark, done)) {
    out.append(html, done, at - done).append("<mark id=\"m").append(std::to_string(++number)).append("\">");
    done = at + kMark.size();
  }
  return out.append(html, done);
}

// "example.org" of "https://www.example.org/news".
std::string host_of(const std::string& url) {
  const std::size_t begin = url.find("://") + 3;
  std::string host = url.substr(begin, url.find_first_of("/?#", begin) - begin);
  if (const std::size_t at = host.rfind('@'); at != host.npos) host.erase(0, at + 1);
  return host.starts_with("www.") ? host.substr(4) : host;
}

class AboutRows {
 public:
  explicit AboutRows(const Reader& reader) : reader_(reader) {}

  void plain(const char* key, const std::string& text) {
    if (text.empty()) return;
    View item = row(key);
    put(item, "plain", text);
    list_ << item;
  }

  void time(const char* key, const Moment& moment) {
    if (!moment.known()) return;
    View item = row(key);
    put(item, "time", time_view(moment, reader_));
    list_ << item;
  }

  // Each value as a link to the search for it.
  void links(const char* key, const char* field, const std::vector<std::string>& values) {
    View links = view_list();
    for (const std::string& value : values) {
      if (value.empty()) continue;
      View link;
      put(link, "text", shown_value(field, value, reader_));
      put(link, "href", Query().with(field, value).with("ui", reader_.ui).address("/search"));
      put(link, "more", &value != &values.back());
      links << link;
    }
    if (links.is_empty_list()) return;
    View item = row(key);
    put(item, "links", std::move(links));
    list_ << item;
  }

  void outside(const char* key, const std::string& url) {
    const auto address = web_url(url);
    if (!address) return plain(key, url);
    View item = row(key), link;
    put(link, "text", host_of(*address));
    put(link, "href", *address);
    put(item, "outside", std::move(link));
    list_ << item;
  }

  const View& list() const { return list_; }

 private:
  View row(const char* key) const {
    View item;
    put(item, "name", std::string(reader_.texts.text(key)));
    for (const char* part : {"time", "links", "outside", "plain"}) put(item, part, false);
    return item;
  }

  const Reader& reader_;
  View list_ = view_list();
};

View about_view(const ArticleAnswer& found, const Reader& reader) {
  const Article& article = found.article;
  AboutRows rows(reader);
  rows.links("source", "source", {article.source});
  rows.links("section", "section", {article.section});
  rows.links("byline", "byline", article.byline);
  if (article.published.known()) rows.time("published", article.published);
  else rows.plain("published", std::string(reader.texts.text("not_known")));
  rows.time("updated", article.updated);
  if (!article.lang.empty()) rows.links("lang", "lang", {article.lang});
  rows.plain("length", reader.counted("words", found.words));
  rows.links("tag", "tag", article.tags);
  rows.outside("original", article.url);
  rows.plain("rights", article.copyright);
  return rows.list();
}

// What leads to the version that is shown.
std::string version_part(const ShownArticle& shown, const char* sign) {
  return shown.version.empty() ? std::string() : sign + ("version=" + percent_encoded(shown.version));
}

View cites_view(const ShownArticle& shown, const Reader& reader) {
  constexpr std::pair<const char*, const char*> formats[] = {{"text", ""}, {"bibtex", "BibTeX"}, {"ris", "RIS"}, {"csl-json", "CSL-JSON"}};
  View list = view_list();
  for (const auto& [format, name] : formats) {
    View item;
    put(item, "name", *name == '\0' ? std::string(reader.texts.text("plain_text")) : name);
    put(item, "href", "/api/v1" + article_path(shown.found.article.id) + "/citation?format=" + format + version_part(shown, "&"));
    list << item;
  }
  return list;
}

View versions_view(const ShownArticle& shown, const Reader& reader) {
  const auto& versions = shown.found.versions;
  if (versions.size() < 2) return View(false);
  View view, list = view_list();
  for (const VersionEntry& entry : versions) {
    View item;
    put(item, "title", entry.title);
    put(item, "current", entry.current);
    std::string href = article_address(entry.id, shown.q, reader.ui);
    if (!entry.current && !entry.version.empty()) href += (href.find('?') == href.npos ? "?" : "&") + ("version=" + percent_encoded(entry.version));
    put(item, "href", href);
    put(item, "time", time_view(entry.updated.known() ? entry.updated : entry.published, reader));
    list << item;
  }
  put(view, "name", reader.counted("versions", versions.size()));
  put(view, "list", std::move(list));
  return view;
}

View copies_view(const ShownArticle& shown, const Reader& reader) {
  const Copies& copies = shown.found.copies;
  if (copies.count < 2) return View(false);
  View view, list = view_list();
  for (const Article& copy : shown.copies) {
    View item;
    put(item, "title", copy.title);
    put(item, "source", copy.source);
    put(item, "time", time_view(copy.published, reader));
    put(item, "href", article_address(copy.id, shown.q, reader.ui));
    list << item;
  }
  put(view, "text", reader.counted("also_in", copies.count - 1));
  put(view, "where", sources_text(copies, shown.found.article.source, reader));
  put(view, "list", std::move(list));
  return view;
}

View ledger_view(const Article& article, const Reader& reader) {
  if (article.dropped.empty()) return View(false);
  View view, list = view_list();
  for (const Dropped& entry : article.dropped) {
    View item;
    std::string reason = entry.reason;
    std::replace(reason.begin(), reason.end(), '_', ' ');
    put(item, "reason", reason);
    put(item, "line", entry.line == 0 ? "" : reader.texts.text("line", {{"n", reader.locale.number(std::uint64_t{entry.line})}}));
    put(item, "text", entry.text);
    list << item;
  }
  put(view, "name", reader.counted("left_out", article.dropped.size()));
  put(view, "list", std::move(list));
  return view;
}

View marks_view(std::size_t count, const Reader& reader) {
  if (count == 0) return View(false);
  View view;
  put(view, "last", std::to_string(count));
  put(view, "text", reader.counted("matches", count));
  return view;
}

View note_view(const Article& article, const Reader& reader) {
  if (article.status != Status::corrected && article.status_note.empty()) return View(false);
  View view;
  put(view, "name", article.status == Status::corrected ? std::string(reader.texts.text("corrected")) + "." : "");
  put(view, "text", article.status_note);
  return view;
}

void put_head(View& view, const ShownArticle& shown, std::size_t& marks, const Reader& reader) {
  const Article& article = shown.found.article;
  put(view, "article_lang", article.lang);
  put(view, "kicker", article.section);
  put(view, "headline", numbered_html(shown.found.title, marks));
  std::string byline;
  for (const MarkedText& name : shown.found.byline) byline += (byline.empty() ? "" : ", ") + numbered_html(name, marks);
  put(view, "byline", byline);
  put(view, "source", article.source);
  put(view, "time", time_view(article.published, reader));
  const bool another_day = reader.locale.day(article.updated) != reader.locale.day(article.published);
  put(view, "updated", another_day ? time_view(article.updated, reader) : View(false));
  put_credit_line(view, {"source", "time", "updated"});
  put(view, "note", note_view(article, reader));
  View older(false);
  if (!shown.found.superseded_by.empty()) {
    older = View();
    put(older, "href", article_address(shown.found.superseded_by, shown.q, reader.ui));
  }
  put(view, "older", std::move(older));
}

void put_body(View& view, const ArticleAnswer& found, std::size_t& marks) {
  View paragraphs = view_list();
  for (std::size_t at = 0; at < found.article.body.size(); ++at) {
    View item;
    put(item, "number", std::to_string(at + 1));
    put(item, "html", at < found.body.size() ? numbered_html(found.body[at], marks) : escape_html(found.article.body[at]));
    paragraphs << item;
  }
  put(view, "paragraphs", std::move(paragraphs));
}

}  // namespace

View article_view(const ShownArticle& shown, const Reader& reader) {
  View view;
  std::size_t marks = 0;
  put_head(view, shown, marks, reader);
  put_body(view, shown.found, marks);
  put(view, "marks", marks_view(marks, reader));
  put(view, "back", shown.q.empty() ? Query().with("ui", reader.ui).address("/") : Query().with("q", shown.q).with("ui", reader.ui).address("/search"));
  const std::string address = shown.base + article_address(shown.found.article.id, "", "") + version_part(shown, "?");
  put(view, "address", address);
  std::string cited = citation(shown.found.article, address, CitationFormat::text);
  cited.erase(cited.find_last_not_of('\n') + 1);
  put(view, "archived_at", cited.find(address) == cited.npos ? address : "");
  put(view, "citation", cited);
  put(view, "rows", about_view(shown.found, reader));
  put(view, "cites", cites_view(shown, reader));
  put(view, "versions", versions_view(shown, reader));
  put(view, "copies", copies_view(shown, reader));
  put(view, "ledger", ledger_view(shown.found.article, reader));
  View related = view_list();
  if (shown.related != nullptr)
    for (const RelatedArticle& each : shown.related->articles) related << brief_view(each.article, reader);
  put_list(view, "related", std::move(related));
  return view;
}

}  // namespace dateline
