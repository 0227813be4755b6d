// The side column of server/page/results_view.h.
#include <algorithm>

#include "server/page/results_view.h"

namespace dateline {
namespace {

constexpr std::size_t kShownAtFirst = 8;
constexpr std::size_t kLongestQuestion = 1000;  // bytes that every value's link would say again

View choice(const AskedPage& asked, const std::string& field, const FacetValue& value, const Reader& reader) {
  View item;
  put(item, "value", value.value);
  put(item, "shown", shown_value(field, value.value, reader));
  put(item, "count", reader.locale.number(value.count));
  const std::vector<std::string> chosen = asked.query.values(field);
  put(item, "checked", std::find(chosen.begin(), chosen.end(), value.value) != chosen.end());
  const bool is_short = asked.query.raw().size() < kLongestQuestion;
  put(item, "without", is_short ? asked.query.without(field, value.value).adding(field, "-" + value.value).address(asked.path) : std::string());
  return item;
}

// What is chosen and not among the values: what is left out, and what nothing has.
View chosen_view(const AskedPage& asked, const std::string& field, const Facet& facet, const Reader& reader) {
  View list = view_list();
  for (const std::string& value : asked.query.values(field)) {
    if (std::any_of(facet.values.begin(), facet.values.end(), [&](const FacetValue& each) { return each.value == value; })) continue;
    const bool excluded = value.starts_with('-');
    View item;
    put(item, "value", value);
    put(item, "shown", shown_value(field, value.substr(excluded), reader));
    put(item, "excluded", excluded);
    list << item;
  }
  return list;
}

View facet_view(const AskedPage& asked, const Facet& facet, const Reader& reader) {
  View view;
  put(view, "field", facet.name);
  put(view, "name", std::string(reader.texts.text(facet.name)));
  put(view, "chosen", chosen_view(asked, facet.name, facet, reader));
  const bool all = facet.values.size() <= kShownAtFirst + 1 && facet.other == 0;
  const std::size_t shown = all ? facet.values.size() : std::min(facet.values.size(), kShownAtFirst);
  View values = view_list(), rest = view_list();
  for (std::size_t at = 0; at < facet.values.size(); ++at) (at < shown ? values : rest) << choice(asked, facet.name, facet.values[at], reader);
  put(view, "values", std::move(values));
  put_list(view, "rest", std::move(rest));
  put(view, "rest_name", reader.texts.text("show_all", {{"n", reader.locale.number(facet.values.size() - shown)}}));
  put(view, "other", facet.other == 0 ? "" : reader.texts.text("in_others", {{"articles", reader.counted("articles", facet.other)}}));
  return view;
}

View rows_view(const AskedPage& asked, const std::vector<FacetValue>& periods, const Reader& reader) {
  View rows = view_list();
  for (const FacetValue& period : periods) {
    View row;
    put(row, "period", period.value);
    put(row, "name", reader.locale.period(period.value));
    put(row, "plain", std::to_string(period.count));
    put(row, "count", reader.locale.number(period.count));
    put(row, "href", asked.query.with("from", period.value).with("to", period.value).address(asked.path));
    rows << row;
  }
  return rows;
}

View chart_view(const std::vector<FacetValue>& bars, std::string_view unit, const Reader& reader) {
  std::uint64_t most = 0;
  for (const FacetValue& bar : bars) most = std::max(most, bar.count);
  View view;
  put(view, "bars", std::to_string(bars.size()));
  put(view, "path", bars_path(bars));
  put(view, "label", std::string(reader.texts.text("chart_label")));
  put(view, "first", bars.front().value);
  put(view, "last", bars.back().value);
  put(view, "most", reader.texts.text("most_a_" + std::string(unit), {{"n", reader.locale.number(most)}}));
  return view;
}

View histogram_view(const AskedPage& asked, const Facet& counts, const Reader& reader) {
  if (counts.values.empty()) return View(false);
  ChartUnit unit = asked.unit;
  const std::vector<FacetValue> periods = fewer_periods(counts.values, unit);
  const std::vector<FacetValue> bars = without_gaps(periods, unit);
  View view;
  put(view, "unit", std::string(unit_name(unit)));
  put(view, "unit_name", std::string(reader.texts.text(unit_name(unit))));
  put(view, "caption", span_text(bars.front().value, bars.back().value, reader));
  put(view, "chart", bars.size() > 1 ? chart_view(bars, unit_name(unit), reader) : View(false));
  put(view, "rows", rows_view(asked, periods, reader));
  return view;
}

// A field with one value, which all matches have, is nothing to choose from.
bool is_worth_showing(const AskedPage& asked, const Facet& facet) {
  return facet.values.size() > 1 || facet.other > 0 || asked.query.has(facet.name) || (facet.values.size() == 1 && facet.name == "section");
}

}  // namespace

View filters_view(const AskedPage& asked, const SearchAnswer& answer, const Reader& reader) {
  View view;
  const std::size_t set = count_filters(asked.query);
  put(view, "filters_name", set == 0 ? std::string(reader.texts.text("filters"))
                                     : reader.texts.text("filters_count", {{"n", reader.locale.number(std::uint64_t{set})}}));
  put(view, "from", asked.from);
  put(view, "to", asked.to);
  put(view, "wrong_dates", asked.wrong_dates);
  put(view, "grouped", asked.search.group_copies);
  View facets = view_list();
  put(view, "histogram", View(false));
  for (const Facet& facet : answer.facets) {
    if (facet.name.starts_with("published")) put(view, "histogram", histogram_view(asked, facet, reader));
    else if (is_worth_showing(asked, facet)) facets << facet_view(asked, facet, reader);
  }
  put(view, "facets", std::move(facets));
  return view;
}

}  // namespace dateline
