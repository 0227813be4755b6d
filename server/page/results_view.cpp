#include "server/page/results_view.h"

#include <algorithm>
#include <array>
#include <set>

#include "server/api/escape.h"
#include "server/api/paging.h"

namespace dateline {
namespace {

std::string page_of(const SearchAnswer& answer, const AskedPage& asked, const Reader& reader) {
  if (asked.search.page < 2) return {};
  return reader.texts.text("page_of", {{"n", reader.locale.number(std::uint64_t{asked.search.page})},
                                       {"m", reader.locale.number(std::uint64_t{pages_of(answer, asked.search)})}});
}

View orders_view(const AskedPage& asked, const SearchAnswer& answer, const Reader& reader) {
  struct Row { Sort sort; const char* value; const char* text; };
  constexpr std::array<Row, 3> rows = {{{Sort::relevance, "relevance", "relevance"}, {Sort::newest, "newest", "newest_first"},
                                        {Sort::oldest, "oldest", "oldest_first"}}};
  View list = view_list();
  const bool has_q = asked.query.has("q");
  for (const Row& row : rows) {
    if (!has_q && row.sort == Sort::relevance) continue;
    const bool is_default = row.sort == (has_q ? Sort::relevance : Sort::newest);
    View item;
    put(item, "value", std::string(row.value));
    put(item, "name", std::string(reader.texts.text(row.text)));
    put(item, "href", asked.query.with("sort", is_default ? "" : row.value).address(asked.path));
    put(item, "current", answer.sort == row.sort);
    list << item;
  }
  return answer.total > 1 ? list : view_list();
}

View chip(const std::string& field, const std::string& value, bool excluded, const std::string& href, const Reader& reader) {
  View item;
  put(item, "field", std::string(reader.texts.text(field)));
  put(item, "value", value);
  put(item, "excluded", excluded);
  put(item, "href", href);
  return item;
}

View chips_view(const AskedPage& asked, const Reader& reader) {
  View list = view_list();
  for (const char* field : filter_fields())
    for (const std::string& value : asked.query.values(field)) {
      const bool excluded = value.starts_with('-');
      list << chip(field, shown_value(field, value.substr(excluded), reader), excluded, asked.query.without(field, value).address(asked.path), reader);
    }
  const std::string from = asked.query.text("from"), to = asked.query.text("to");
  if (!from.empty() || !to.empty())
    list << chip("published", span_text(from, to, reader), false, asked.query.with("from", "").with("to", "").address(asked.path), reader);
  return list;
}

std::string without_filters(const AskedPage& asked) {
  Query query = asked.query.with("from", "").with("to", "");
  for (const char* field : filter_fields()) query = query.with(field, "");
  return query.address(asked.path);
}

View suggestion_view(const AskedPage& asked, const SearchAnswer& answer) {
  if (!answer.suggestion) return View(false);
  View view;
  put(view, "used", answer.suggestion_used);
  put(view, "html", escape_html(*answer.suggestion));
  put(view, "href", asked.query.with("q", *answer.suggestion).address(asked.path));
  return view;
}

View notice(const std::string& text, bool foreign) {
  View item;
  put(item, "text", text);
  put(item, "foreign", foreign);
  return item;
}

View notices_view(const AskedPage& asked, const SearchAnswer& answer, const Reader& reader) {
  View list = view_list();
  for (const std::string& name : asked.unknown) list << notice(reader.texts.text("unknown_parameter", {{"name", name}}), false);
  const std::string q = asked.query.text("q");
  std::set<std::string> said;
  for (const Warning& warning : answer.warnings) {
    if (warning.code == kFewerWords || !said.insert(warning.detail).second) continue;
    list << notice(warning.detail, reader.locale.language() != "en");
  }
  if (!said.empty() && !answer.interpreted.empty() && answer.interpreted != q)
    list << notice(reader.texts.text("read_as", {{"q", answer.interpreted}}), false);
  if (answer.relaxed && answer.total > 0) {
    const bool none = answer.with_all == 0;
    list << notice(reader.texts.text(none ? "none_have_all" : "some_have_all",
                                     {{"articles", reader.counted("articles", none ? answer.total : answer.with_all)}}), false);
  }
  if (answer.partial) list << notice(std::string(reader.texts.text("partial")), false);
  return list;
}

std::string filter_names(const std::vector<std::string>& names, const Reader& reader) {
  std::string out;
  for (const std::string& name : names)
    out += (out.empty() ? "" : ", ") + std::string(reader.texts.text(name));
  return out;
}

View ways_view(const AskedPage& asked, const SearchAnswer& answer, const Reader& reader) {
  View list = view_list();
  const bool both_dates = asked.query.has("from") && asked.query.has("to");
  for (const WayOut& way : answer.ways_out) {
    const bool is_half = both_dates && way.without.size() == 1 && (way.without.front() == "from" || way.without.front() == "to");
    if (is_half || (way.code == "correction" && answer.suggestion)) continue;  // said elsewhere on the page
    Query query = asked.query.with("q", way.q);
    for (const std::string& name : way.without) query = query.with(name, "");
    View item;
    put(item, "text", reader.texts.text("way_" + way.code, {{"names", filter_names(way.without, reader)}}));
    put(item, "q", way.q.empty() ? std::string(reader.texts.text("all_articles")) : way.q);
    put(item, "articles", reader.counted("articles", way.total));
    put(item, "href", query.address(asked.path));
    list << item;
  }
  return list;
}

// To the last page, from one behind it.
View way_back(const AskedPage& asked, const SearchAnswer& answer, const Reader& reader) {
  const std::uint64_t last = pages_of(answer, asked.search);
  View list = view_list(), item;
  put(item, "text", false);
  put(item, "q", reader.texts.text("page_label", {{"n", reader.locale.number(last)}}));
  put(item, "articles", false);
  put(item, "href", asked.query.on_page(last).address(asked.path));
  list << item;
  return list;
}

std::string nothing_text(const AskedPage& asked, const SearchAnswer& answer, const Reader& reader) {
  if (answer.total > 0) return std::string(reader.texts.text("past_the_last"));
  const std::string q = asked.query.text("q");
  const char* key = count_filters(asked.query) > 0 ? "nothing_filtered" : q.find(' ') != q.npos ? "nothing_of_all" : "nothing_at_all";
  return std::string(reader.texts.text(key));
}

View pages_view(const AskedPage& asked, std::uint64_t last, const Reader& reader) {
  const std::uint64_t page = asked.search.page;
  View list = view_list();
  std::uint64_t before = 0;
  for (const std::uint64_t at : std::set<std::uint64_t>{1, page - 1, page, page + 1, last}) {
    if (at < 1 || at > last) continue;
    if (at > before + 1) {
      View gap;
      put(gap, "gap", true);
      list << gap;
    }
    View item;
    put(item, "gap", false);
    put(item, "number", reader.locale.number(at));
    put(item, "label", reader.texts.text("page_label", {{"n", reader.locale.number(at)}}));
    put(item, "href", asked.query.on_page(at).address(asked.path));
    put(item, "current", at == page);
    list << item;
    before = at;
  }
  return list;
}

View pager_view(const AskedPage& asked, const SearchAnswer& answer, const Reader& reader) {
  const std::uint64_t last = pages_of(answer, asked.search), page = asked.search.page;
  if (last < 2) return View(false);
  View view;
  put(view, "pages", pages_view(asked, last, reader));
  put(view, "prev_page", page > 1 ? asked.query.on_page(std::min(page - 1, last)).address(asked.path) : "");
  put(view, "next_page", page < last ? asked.query.on_page(page + 1).address(asked.path) : "");
  return view;
}

}  // namespace

std::uint32_t pages_of(const SearchAnswer& answer, const SearchRequest& search) {
  return last_page({answer.total, answer.total_exact, search.page, search.per_page});
}

std::size_t count_filters(const Query& query) {
  std::size_t count = query.has("from") || query.has("to") ? 1 : 0;
  for (const char* field : filter_fields()) count += query.values(field).size();
  return count;
}

std::string span_text(const std::string& from, const std::string& to, const Reader& reader) {
  std::string begin = reader.locale.period(from);
  const std::string end = reader.locale.period(to);
  if (from == to) return begin;
  if (!from.empty() && !to.empty()) return reader.texts.text("span", {{"from", begin}, {"to", end}});
  return from.empty() ? reader.texts.text("until", {{"to", end}}) : reader.texts.text("since", {{"from", begin}});
}

std::string total_text(const SearchAnswer& answer, const Reader& reader) {
  if (answer.total == 0) return std::string(reader.texts.text("no_articles"));
  const std::string articles = reader.counted("articles", answer.total);
  return answer.total_exact ? articles : reader.texts.text("at_least", {{"articles", articles}});
}

View results_view(const AskedPage& asked, const SearchAnswer& answer, const Reader& reader) {
  const std::string q = asked.query.text("q");
  View view;
  put(view, "total", total_text(answer, reader));
  put(view, "page_of", page_of(answer, asked, reader));
  put(view, "what", q.empty() ? std::string(reader.texts.text("all_articles")) : reader.texts.text("search_for", {{"q", q}}));
  put(view, "status", total_text(answer, reader) + page_of(answer, asked, reader) + ".");
  put(view, "took", reader.texts.text("took", {{"n", reader.locale.number(answer.timing.total_ms)}}));
  put_list(view, "chips", chips_view(asked, reader));
  put(view, "remove_all", count_filters(asked.query) > 1 ? without_filters(asked) : "");
  put(view, "suggestion", suggestion_view(asked, answer));
  put_list(view, "notices", notices_view(asked, answer, reader));
  View hits = view_list();
  for (const Hit& hit : answer.hits) hits << hit_view(hit, q, reader);
  put_list(view, "hits", std::move(hits));
  put(view, "first", std::to_string((std::uint64_t{asked.search.page} - 1) * asked.search.per_page + 1));
  put(view, "nothing", nothing_text(asked, answer, reader));
  put_list(view, "ways", answer.total > 0 ? way_back(asked, answer, reader) : ways_view(asked, answer, reader));
  put(view, "pager", pager_view(asked, answer, reader));
  const bool whole = asked.path == "/search";
  put_list(view, "orders", whole ? orders_view(asked, answer, reader) : view_list());
  put(view, "filters", whole ? filters_view(asked, answer, reader) : View(false));
  return view;
}

}  // namespace dateline
