#include "server/page/pages.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <mutex>
#include <optional>
#include <tuple>

#include "server/api/paging.h"
#include "server/api/parameters.h"
#include "server/api/problems.h"
#include "server/api/times.h"
#include "server/page/article_view.h"
#include "server/page/asked_page.h"
#include "server/page/locale.h"
#include "server/page/results_view.h"
#include "server/page/start_view.h"
#include "server/page/template.h"
#include "server/page/texts.h"
#include "server/page/view.h"

namespace dateline {
namespace {

constexpr std::uint32_t kLeadLength = 450;  // characters of the lead's passage on the start page
constexpr std::uint32_t kRelated = 4;
constexpr std::size_t kShownCopies = 8;  // of an article; their number and sources are said of all

std::string hash_of(const PageFiles& files) {
  std::string all;
  const auto add = [&](std::string_view part) { all.append(std::to_string(part.size())).append(":").append(part); };
  add(files.page);
  add(files.texts);
  for (const std::string& script : files.scripts) add(script);
  char text[20];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(XXH3_64bits(all.data(), all.size())));
  return text;
}

// The language that an address names, for pages that tell of a problem too.
std::string language_or_none(std::string_view raw_query) {
  try {
    return chosen_language(Query(raw_query));
  } catch (const BadRequest&) {
    return {};
  }
}

}  // namespace

struct Pages::Parts {
  // One language's template with its texts, which are shared by the locales of the language.
  struct Language {
    const Texts& texts;
    Template page;
  };

  explicit Parts(const PageFiles& files) : made_from(hash_of(files)), table(files.texts), scripts(files.scripts) {
    for (const std::string_view language : page_languages()) {
      const Texts& texts = table.in(language);
      languages.emplace(language, Language{texts, Template(files.page, texts)});
    }
  }

  // Locales are made when the first reader wants one.
  const Locale& locale(const std::string& tag) {
    const std::lock_guard lock(mutex);
    auto& slot = locales[tag];
    if (!slot) slot = std::make_unique<Locale>(tag);
    return *slot;
  }

  std::string made_from;
  TextTable table;
  std::vector<std::string> scripts;
  std::map<std::string, Language, std::less<>> languages;
  std::mutex mutex;
  std::map<std::string, std::unique_ptr<Locale>> locales;
};

namespace {

// The page around its content.
class PageFrame {
 public:
  PageFrame(const PageCall& page, const Query& query, const Reader& reader, const std::vector<std::string>& scripts)
      : page_(page), query_(query), reader_(reader) {
    put(view_, "lang", reader.locale.tag());
    put(view_, "ui", reader.ui);
    put(view_, "q", query.shown_q());
    put(view_, "description", text("description"));
    put(view_, "home", Query().with("ui", reader.ui).address("/"));
    put(view_, "today", reader.locale.today(now_seconds()));
    put(view_, "script_texts", reader.texts.script_json());
    put(view_, "action", std::string("/search"));
    put(view_, "placeholder", text("search_archive"));
    View list = view_list();
    for (const std::string& script : scripts) list << View(script);
    put(view_, "scripts", std::move(list));
    for (const char* part : {"embed", "start", "results", "article", "failure", "autofocus", "kept", "alternates", "robots",
                             "target", "feeds", "ancestors", "address"})
      put(view_, part, false);
    put(view_, "languages", languages());
  }

  View& view() { return view_; }
  std::string text(std::string_view key) const { return std::string(reader_.texts.text(key)); }

  // `name`: what the window is called before the name of the program.
  void name(const std::string& kind, const std::string& name) {
    put(view_, "view", kind);
    put(view_, "title", name.empty() ? std::string("Dateline") : name + " – Dateline");
  }

  // Without what stands around the content; the form leads to `path`.
  void put_in_frame(const std::string& path) {
    put(view_, "embed", true);
    put(view_, "action", path);
    put(view_, "ancestors", page_.ancestors);
  }

  Answer finished(const Template& page, int status = 200) const {
    Answer answer;
    answer.status = status;
    answer.content_type = "text/html; charset=utf-8";
    answer.headers.emplace_back("Vary", "Accept-Language");
    answer.headers.emplace_back("Content-Language", reader_.locale.tag());
    answer.body = page.filled(view_);
    return answer;
  }

 private:
  View languages() const {
    View list = view_list();
    for (const std::string_view code : page_languages()) {
      View item;
      put(item, "code", std::string(code));
      put(item, "name", std::string(own_name(code)));
      put(item, "current", code == reader_.locale.language());
      put(item, "href", query_.apart_from("ui", code).address(path_of(page_.call)));
      list << item;
    }
    return list;
  }

  // The path as it was sent, when it is one of this server and nothing else.
  static std::string path_of(const Call& call) {
    std::string path = call.target.substr(0, call.target.find('?'));
    return path.starts_with('/') && !path.starts_with("//") ? path : "/";
  }

  const PageCall& page_;
  const Query& query_;
  const Reader& reader_;
  View view_;
};

// At most kDescription bytes of a paragraph, cut at a blank or between code points.
std::string beginning_of(const std::string& paragraph) {
  constexpr std::size_t kDescription = 200;
  if (paragraph.size() <= kDescription) return paragraph;
  std::size_t end = paragraph.rfind(' ', kDescription);
  if (end == paragraph.npos || end < kDescription / 2)
    for (end = kDescription; end > 0 && (static_cast<unsigned char>(paragraph[end]) & 0xC0) == 0x80;) --end;
  return paragraph.substr(0, end) + "…";
}

// What the form keeps beside its visible fields.
View kept_view(const Query& query, bool filters_are_shown) {
  constexpr std::string_view kVisible[] = {"q", "ui", "page", "from", "to", "group", "section", "source", "byline", "tag", "lang"};
  View list = view_list();
  for (const auto& [name, value] : query.pairs()) {
    const bool is_first = name == "q" || name == "ui" || name == "page";
    const bool is_visible = std::find(std::begin(kVisible), std::end(kVisible), name) != std::end(kVisible);
    if (is_first || (is_visible && filters_are_shown)) continue;
    View item;
    put(item, "name", name);
    put(item, "value", value);
    list << item;
  }
  return list;
}

// "?q=..." with what those who answer by this table of parameters take of the question, but for its page.
std::string asked_of(const Query& query, std::span<const Parameter> table) {
  Query taken = query.on_page(1);
  for (const auto& pair : query.pairs())
    if (std::none_of(table.begin(), table.end(), [&](const Parameter& row) { return row.name == pair.first; })) taken = taken.apart_from(pair.first);
  return behind_path(taken.raw());
}

// Feeds are newest first, however the page is ordered.
std::string feed_address(std::string_view path, const Query& query) {
  return std::string(path) + asked_of(query.apart_from("sort").apart_from("per_page"), feed_parameters());
}

View alternates_view(const Query& query) {
  View list = view_list();
  for (const auto& [path, type, name] : {std::tuple{"/api/v1/search.atom", "application/atom+xml", "Atom"},
                                         std::tuple{"/api/v1/search.json-feed", "application/feed+json", "JSON Feed"}}) {
    View item;
    put(item, "href", feed_address(path, query));
    put(item, "type", std::string(type));
    put(item, "name", std::string(name));
    list << item;
  }
  return list;
}

View feeds_view(const Query& query) {
  View view;
  put(view, "atom", feed_address("/api/v1/search.atom", query));
  put(view, "json_feed", feed_address("/api/v1/search.json-feed", query));
  put(view, "csv", "/api/v1/search.csv" + asked_of(query, csv_parameters()));
  return view;
}

std::vector<Article> copies_of(const ArticleAnswer& found, const SearchCalls& archive) {
  std::vector<Article> out;
  for (const std::string& id : found.copies.ids) {
    if (out.size() == kShownCopies) break;
    if (const auto copy = archive.article(id, "", ""); copy && !copy->gone) {
      out.emplace_back();
      out.back().id = copy->article.id;
      out.back().title = copy->article.title;
      out.back().source = copy->article.source;
      out.back().published = copy->article.published;
    }
  }
  return out;
}

// Title and words of a problem page, as people say it in the reader's language; the server's own words where those say more.
void put_problem(View& view, const Problem& row, const BadRequest& problem, std::string_view request_id, const Reader& reader) {
  const std::string_view code = row.code;
  const auto say = [&](std::string_view key) { return std::string(reader.texts.text(key)); };
  std::string title = say("refused_title"), detail;
  if (code == "article_not_found") title = say("missing_title"), detail = say("missing_detail");
  else if (code == "article_withdrawn") title = say("gone_title");
  else if (row.status == 404) title = say("no_page_title"), detail = say("no_page_detail");
  else if (row.status == 503) title = say("busy_title"), detail = say("busy_detail");
  else if (row.status >= 500) title = say("broken_title"), detail = reader.texts.text("broken_detail", {{"id", request_id}});
  put(view, "title", title);
  put(view, "foreign", detail.empty() && reader.locale.language() != "en");
  put(view, "detail", detail.empty() ? problem.detail : detail);
}

}  // namespace

Pages::Pages(const PageFiles& files) : parts_(std::make_unique<Parts>(files)) {}
Pages::~Pages() = default;

const std::string& Pages::made_from() const { return parts_->made_from; }

std::string Pages::locale_of(const Call& call) const {
  return negotiated_locale(language_or_none(call.raw_query), call.header("accept-language"));
}

// Calls `fill(frame)` and finishes the page.
template <typename Fill>
Answer Pages::made(const PageCall& page, const Query& query, Fill fill, int status) const {
  const std::string tag = locale_of(page.call);
  const Locale& locale = parts_->locale(tag);
  const Parts::Language& language = parts_->languages.find(locale.language())->second;
  const Reader reader{language.texts, locale, language_or_none(page.call.raw_query)};
  PageFrame frame(page, query, reader, parts_->scripts);
  fill(frame, reader);
  return frame.finished(language.page, status);
}

Answer Pages::start(const PageCall& page) const {
  std::vector<std::string> unknown;
  const Query query = known_query(page.call.raw_query, search_parameters(), unknown);
  chosen_language(query);
  if (!query.apart_from("ui").pairs().empty()) {
    Answer moved;
    moved.status = 308;
    moved.headers.emplace_back("Location", query.address("/search"));
    return moved;
  }
  SearchRequest newest;
  newest.sort = Sort::newest;
  newest.snippet_length = kLeadLength;
  newest.time_limit = time_left(page.call, page.time_limit);
  const SearchAnswer answer = page.archive.search(newest);
  Answer made_page = made(page, query, [&](PageFrame& frame, const Reader& reader) {
    frame.name("at-start", "");
    put(frame.view(), "autofocus", true);
    put(frame.view(), "start", start_view(page.archive.stats(), answer, reader));
    put(frame.view(), "alternates", alternates_view(query));
  });
  tell_search(made_page, answer, false);
  return made_page;
}

Answer Pages::results(const PageCall& page, const std::string& path) const {
  const bool framed = path != "/search";
  const std::string placeholder = framed ? Query(page.call.raw_query).text("placeholder") : "";
  AskedPage asked = read_asked_page(page.call.raw_query, path);
  asked.search.time_limit = time_left(page.call, page.time_limit);
  const Query query = asked.query;
  const SearchAnswer found = answered(asked, page.archive);
  asked.query = decided(asked, found.interpreted);
  Answer answer = made(page, query, [&](PageFrame& frame, const Reader& reader) {
    View& view = frame.view();
    const std::string q = query.shown_q();
    frame.name(framed ? "at-search embed" : "at-search", q.empty() ? frame.text("results_title") : q);
    put(view, "results", results_view(asked, found, reader));
    put(view, "open_q", asked.query.text("q") == query.text("q") ? "" : asked.query.text("q"));
    put(view, "kept", kept_view(query, !framed));
    put(view, "robots", std::string("nofollow"));  // a search that somebody links to may be found, and not all that its links could ask
    if (!framed) put(view, "alternates", alternates_view(query));
    if (!framed) put(view, "feeds", feeds_view(query));
    if (!framed) put(view, "address", page.base + query.address(path));
    if (!framed) return;
    frame.put_in_frame(path);
    put(view, "target", std::string("_blank"));
    if (!placeholder.empty()) put(view, "placeholder", placeholder);
  }, asked.wrong_dates ? 400 : 200);
  const auto read_at = [&](std::int64_t now) { return read_search_query(asked.query.raw(), now).search.published; };
  if (asked.wrong_dates) answer.headers.emplace_back("Cache-Control", "no-store");
  else tell_search(answer, found, is_of_the_hour(asked.search.published, now_seconds(), read_at));
  return answer;
}

Answer Pages::search(const PageCall& page) const { return results(page, "/search"); }
Answer Pages::embed(const PageCall& page) const { return results(page, "/embed"); }

Answer Pages::article(const PageCall& page, std::string_view id) const {
  std::vector<std::string> unknown;
  const Query query = known_query(page.call.raw_query, article_parameters(), unknown);
  chosen_language(query);
  const ArticleCall asked = read_article_query(query.raw());
  const ArticleAnswer found = article_or_throw(page.archive, id, asked.q, asked.version);
  std::optional<RelatedAnswer> related;
  if (found.superseded_by.empty()) related = page.archive.related({std::string(id), kRelated, time_left(page.call, page.time_limit)});
  Answer answer = made(page, query, [&](PageFrame& frame, const Reader& reader) {
    const ShownArticle shown{found, related ? &*related : nullptr, copies_of(found, page.archive), asked.q, found.superseded_by.empty() ? std::string() : asked.version, page.base};
    frame.name("at-article", found.article.title);
    View view = article_view(shown, reader);
    put(frame.view(), "article", std::move(view));
    if (!found.article.body.empty()) put(frame.view(), "description", beginning_of(found.article.body.front()));
  });
  if (related && related->partial) answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

Answer Pages::failure(const PageCall& page, const BadRequest& problem, std::string_view request_id) const {
  Query query;
  try {
    query = Query(page.call.raw_query);
  } catch (const BadRequest&) {
    // The page shows none of it then.
  }
  const Problem& row = problem_of(problem.code);
  Answer answer = made(page, query, [&](PageFrame& frame, const Reader& reader) {
    View view;
    put_problem(view, row, problem, request_id, reader);
    put(view, "again", row.status >= 500 && page.call.target.starts_with('/') && !page.call.target.starts_with("//") ? page.call.target : "");
    const bool framed = page.call.path == "/embed";
    frame.name(framed ? "at-failure embed" : "at-failure", view.get("title")->string_value());
    if (framed) frame.put_in_frame("/embed");
    if (framed || page.call.path == "/search") put(frame.view(), "kept", kept_view(query.with(problem.parameter, ""), false));
    put(frame.view(), "failure", std::move(view));
    put(frame.view(), "robots", std::string("noindex"));
  }, row.status);
  answer.headers.emplace_back("Cache-Control", "no-store");
  if (row.status == 503) answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

}  // namespace dateline
