#include "server/page/asked_page.h"

#include <algorithm>
#include <array>

#include "server/api/times.h"
#include "server/page/locale.h"

namespace dateline {
namespace {

constexpr std::uint32_t kFacetSize = 40;
constexpr std::uint32_t kPassages = 2;  // a hit, unless the address says it

// The search, without dates where these are wrong.
SearchRequest read_search(AskedPage& asked) {
  try {
    return read_search_query(asked.query.raw(), now_seconds()).search;
  } catch (const BadRequest& wrong) {
    if (wrong.parameter != "from" && wrong.parameter != "to") throw;
    asked.wrong_dates = true;
    asked.query = asked.query.apart_from("from").apart_from("to");
    return read_search_query(asked.query.raw(), now_seconds()).search;
  }
}

}  // namespace

std::span<const char* const> filter_fields() {
  static constexpr std::array<const char*, 5> fields = {"section", "source", "byline", "tag", "lang"};
  return fields;
}

std::string chosen_language(const Query& query) {
  std::string ui = query.text("ui");
  for (const std::string_view language : page_languages())
    if (ui.empty() || ui == language) return ui;
  throw BadRequest{"bad_value", "ui", "ui takes en, de, fr or es."};
}

Query known_query(std::string_view raw_query, std::span<const Parameter> table, std::vector<std::string>& unknown) {
  const Query all(raw_query);
  Query known = all;
  for (const auto& pair : all.pairs()) {
    const bool is_known = pair.first == "ui" || std::any_of(table.begin(), table.end(), [&](const Parameter& row) { return row.name == pair.first; });
    if (is_known) continue;
    known = known.apart_from(pair.first);
    if (std::find(unknown.begin(), unknown.end(), pair.first) == unknown.end()) unknown.push_back(pair.first);
  }
  return known;
}

AskedPage read_asked_page(std::string_view raw_query, const std::string& path) {
  AskedPage asked;
  asked.path = path;
  asked.query = known_query(raw_query, search_parameters(), asked.unknown);
  if (path == "/embed") std::erase(asked.unknown, "placeholder");
  chosen_language(asked.query);
  asked.from = asked.query.text("from");
  asked.to = asked.query.text("to");
  asked.search = read_search(asked);
  asked.query = asked.query.apart_from("typing");
  asked.search.body = false;
  asked.search.explain = false;
  if (!asked.query.has("snippets")) asked.search.snippets = kPassages;
  asked.search.facets.clear();
  if (path != "/search") return asked;
  asked.unit = unit_for(asked.search.published);
  asked.search.facets.assign(filter_fields().begin(), filter_fields().end());
  asked.search.facets.push_back("published:" + std::string(unit_name(asked.unit)));
  asked.search.facet_size = kFacetSize;
  return asked;
}

Query decided(const AskedPage& asked, std::string_view interpreted) {
  if (!asked.search.typing) return asked.query;
  const std::string q = asked.query.text("q");
  const std::size_t word = q.find_last_of(" \t") + 1;  // 0 when it is the only one
  const std::string open = "(" + q.substr(word) + " OR " + q.substr(word) + "*)";
  return interpreted.ends_with(open) || interpreted == open.substr(1, open.size() - 2) ? asked.query.apart_from("q", q + "*") : asked.query;
}

SearchAnswer answered(const AskedPage& asked, const SearchCalls& archive) {
  SearchAnswer answer = archive.search(asked.search);
  for (Facet& facet : answer.facets) {
    SearchRequest wider = asked.search;
    const auto filter = std::find_if(wider.filters.begin(), wider.filters.end(), [&](const ValueFilter& each) { return each.field == facet.name; });
    if (filter == wider.filters.end() || filter->any_of.empty()) continue;
    filter->any_of.clear();
    wider.facets = {facet.name};
    wider.page = wider.per_page = 1;
    wider.snippets = 0;
    wider.spelling = Spelling::off;
    wider.group_copies = false;
    SearchAnswer others = archive.search(wider);
    answer.partial = answer.partial || others.partial;
    if (!others.facets.empty()) facet = std::move(others.facets.front());
  }
  return answer;
}

}  // namespace dateline
