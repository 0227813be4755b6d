#include "server/page/hit_view.h"

#include <iterator>

#include "server/api/escape.h"
#include "server/api/times.h"

namespace dateline {
namespace {

// Fields that an article may lack are set in any case, so that none of the page around it shows through.
void put_credit(View& view, const Article& article, const Reader& reader) {
  put(view, "id", article.id);
  put(view, "hit_lang", article.lang);
  put(view, "kicker", article.section);
  put(view, "source", article.source);
  put(view, "corrected", article.status == Status::corrected);
  put(view, "time", time_view(article.published, reader));
  put_credit_line(view, {"source", "time"});
}

// The names that are not the source's, marked.
std::string byline_html(const Hit& hit) {
  std::string out;
  for (std::size_t at = 0; at < hit.article.byline.size(); ++at) {
    if (hit.article.byline[at] == hit.article.source) continue;
    out += (out.empty() ? "" : ", ") + (at < hit.byline.size() ? marked_html(hit.byline[at]) : escape_html(hit.article.byline[at]));
  }
  return out;
}

View missing_view(const std::vector<std::string>& words) {
  View list = view_list();
  for (const std::string& word : words) {
    View item;
    put(item, "word", word);
    put(item, "more", &word != &words.back());
    list << item;
  }
  return list;
}

}  // namespace

void put_credit_line(View& view, std::initializer_list<const char*> parts) {
  bool more = false;
  for (auto part = std::rbegin(parts); part != std::rend(parts); ++part) {
    put(view, (std::string(*part) + "_more").c_str(), more);
    more = more || !view.get(*part)->is_false();
  }
  put(view, "has_credit", more);
}

View time_view(const Moment& moment, const Reader& reader) {
  const auto datetime = moment_text(moment);
  if (!datetime) return View(false);
  View view;
  put(view, "datetime", *datetime);
  put(view, "exact", reader.locale.exact(moment, reader.texts.text("no_time")));
  put(view, "text", reader.locale.day(moment));
  return view;
}

std::string sources_text(const Copies& copies, std::string_view own, const Reader& reader) {
  std::string out;
  for (const auto& [source, all] : copies.sources) {
    const std::uint64_t count = all - (source == own ? 1 : 0);
    if (count == 0) continue;
    out += (out.empty() ? "" : ", ") + source + (count > 1 ? " (" + reader.locale.number(count) + ")" : "");
  }
  return out;
}

std::string shown_value(std::string_view field, const std::string& value, const Reader& reader) {
  return field == "lang" ? reader.locale.language_name(value) : value;
}

View hit_view(const Hit& hit, std::string_view q, const Reader& reader) {
  View view;
  put_credit(view, hit.article, reader);
  put(view, "href", article_address(hit.article.id, q, reader.ui));
  put(view, "headline", marked_html(hit.title));
  put(view, "byline", byline_html(hit));
  put_credit_line(view, {"source", "byline", "time", "corrected"});
  View passages = view_list();
  for (const Passage& passage : hit.body) passages << View(marked_html(passage.marked));
  put(view, "passages", std::move(passages));
  View copies(false);
  if (hit.copies.count > 1) {
    copies = View();
    put(copies, "text", reader.counted("also_in", hit.copies.count - 1));
    put(copies, "where", sources_text(hit.copies, hit.article.source, reader));
  }
  put(view, "copies", std::move(copies));
  put_list(view, "missing", missing_view(hit.missing));
  return view;
}

View brief_view(const Article& article, const Reader& reader) {
  View view;
  put_credit(view, article, reader);
  put(view, "href", article_address(article.id, "", reader.ui));
  put(view, "headline", escape_html(article.title));
  return view;
}

}  // namespace dateline
