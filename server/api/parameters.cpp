#include "server/api/parameters.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "server/api/json_body.h"
#include "server/api/nearest.h"
#include "server/api/paging.h"
#include "server/api/query_string.h"
#include "server/search/dates.h"

namespace dateline {
namespace {

constexpr std::size_t kMostValues = 100;
constexpr std::size_t kMostShown = 60;  // bytes of a wrong value that a message repeats

// A wrong value as messages show it: cut at a code point border.
std::string quoted(std::string_view text) {
  std::size_t end = std::min(text.size(), kMostShown);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "\"" + std::string(text.substr(0, end)) + (end < text.size() ? "…\"" : "\"");
}

[[noreturn]] void fail(std::string_view code, const Parameter& parameter, std::string_view value, std::size_t position) {
  throw BadRequest{std::string(code), std::string(parameter.name),
                   std::string(parameter.name) + " takes " + expected_values(parameter) + ", not " + quoted(value) + ".",
                   static_cast<std::int64_t>(position)};
}

std::vector<std::string_view> names_of(std::span<const Parameter> table) {
  std::vector<std::string_view> names;
  for (const Parameter& row : table) names.push_back(row.name);
  return names;
}

const Parameter& row_named(std::span<const Parameter> table, const std::string& name) {
  const auto row = std::find_if(table.begin(), table.end(), [&](const Parameter& p) { return p.name == name; });
  if (row != table.end()) return *row;
  std::string detail = "There is no parameter " + quoted(name) + " here.";
  if (table.empty()) detail += " This path takes none.";
  if (const auto near = nearest(name, names_of(table)); !near.empty()) detail += " Did you mean " + quoted(near) + "?";
  throw BadRequest{"unknown_parameter", name, detail};
}

std::uint32_t read_number(const Parameter& parameter, const std::string& value) {
  const std::size_t bad = value.find_first_not_of("0123456789");
  if (bad != std::string::npos || value.empty()) fail("bad_number", parameter, value, value.empty() ? 0 : bad);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || number < parameter.least || number > parameter.most)
    fail("bad_number", parameter, value, 0);
  return number;
}

std::size_t read_choice(const Parameter& parameter, const std::string& value) {
  const auto at = std::find(parameter.choices.begin(), parameter.choices.end(), value);
  if (at == parameter.choices.end()) fail("bad_value", parameter, value, 0);
  return static_cast<std::size_t>(at - parameter.choices.begin());
}

bool read_flag(const Parameter& parameter, const std::string& value) {
  if (value != "true" && value != "false") fail("bad_value", parameter, value, 0);
  return value == "true";
}

std::vector<std::string> read_list(const Parameter& parameter, const std::string& value, std::string_view code) {
  std::vector<std::string> items;
  if (value.empty()) return items;
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t end = std::min(value.find(',', begin), value.size());
    std::string item = value.substr(begin, end - begin);
    const bool known = std::find(parameter.choices.begin(), parameter.choices.end(), item) != parameter.choices.end();
    const bool twice = std::find(items.begin(), items.end(), item) != items.end();
    if (!known || twice) {
      std::string detail = twice ? quoted(item) + " is listed twice in " + std::string(parameter.name) + "."
                                 : std::string(parameter.name) + " has no " + quoted(item) + "; it takes " +
                                       expected_values(parameter) + ".";
      if (const auto near = nearest(item, parameter.choices); !known && !near.empty())
        detail += " Did you mean " + quoted(near) + "?";
      throw BadRequest{std::string(code), std::string(parameter.name), detail, static_cast<std::int64_t>(begin)};
    }
    items.push_back(std::move(item));
    begin = end + 1;
  }
  return items;
}

TimeRange read_date(const Parameter& parameter, const std::string& value, std::int64_t now) {
  const auto period = read_period(value, now);
  if (!period) fail("bad_date", parameter, value, 0);
  return *period;
}

void add_value(const Parameter& parameter, const std::string& value, std::vector<ValueFilter>& filters) {
  const bool excludes = value.starts_with('-');
  if (value.size() == (excludes ? 1U : 0U)) fail("bad_value", parameter, value, 0);
  auto filter = std::find_if(filters.begin(), filters.end(), [&](const auto& f) { return f.field == parameter.name; });
  if (filter == filters.end()) filter = filters.insert(filters.end(), ValueFilter{std::string(parameter.name), {}, {}});
  (excludes ? filter->none_of : filter->any_of).push_back(excludes ? value.substr(1) : value);
  std::size_t count = 0;
  for (const ValueFilter& f : filters) count += f.any_of.size() + f.none_of.size();
  if (count > kMostValues)
    throw BadRequest{"too_many_values", std::string(parameter.name), "A request may filter by at most 100 values."};
}

// The fields that come back, in the table's order: those asked for, or all but `left_out`.
std::vector<std::string> chosen_fields(const std::optional<std::vector<std::string>>& asked, std::span<const std::string_view> table,
                                       std::string_view left_out) {
  std::vector<std::string> chosen;
  for (const std::string_view name : table) {
    const bool wanted = asked ? std::find(asked->begin(), asked->end(), name) != asked->end() : name != left_out;
    if (wanted || name == "id") chosen.emplace_back(name);
  }
  return chosen;
}

std::vector<std::string> read_fields(const Parameter& parameter, const std::string& value) {
  if (value.empty()) fail("bad_field", parameter, value, 0);
  return read_list(parameter, value, "bad_field");
}

struct SearchReading {
  SearchCall call;
  std::optional<std::vector<std::string>> fields;
  std::int64_t now = 0;

  void take(const Parameter& row, const std::string& value);
  void take_number(const Parameter& row, std::uint32_t number);
  void take_choice(const Parameter& row, std::size_t choice);
  void take_flag(const Parameter& row, bool flag);
};

void SearchReading::take_number(const Parameter& row, std::uint32_t number) {
  SearchRequest& search = call.search;
  if (row.name == "page") search.page = number;
  if (row.name == "per_page") search.per_page = number;
  if (row.name == "facet_size") search.facet_size = number;
  if (row.name == "snippets") search.snippets = number;
  if (row.name == "snippet_length") search.snippet_length = number;
}

void SearchReading::take_choice(const Parameter& row, std::size_t choice) {
  constexpr Sort sorts[] = {Sort::relevance, Sort::newest, Sort::oldest};
  constexpr Spelling spellings[] = {Spelling::suggest, Spelling::automatic, Spelling::off};
  if (row.name == "sort") call.search.sort = sorts[choice];
  constexpr Match matches[] = {Match::automatic, Match::all, Match::most};
  if (row.name == "match") call.search.match = matches[choice];
  if (row.name == "group") call.search.group_copies = true;
  if (row.name == "aliases") call.search.aliases = choice == 0;
  if (row.name == "spelling") call.search.spelling = spellings[choice];
}

void SearchReading::take_flag(const Parameter& row, bool flag) {
  if (row.name == "explain") call.search.explain = flag;
  if (row.name == "typing") call.search.typing = flag;
  if (row.name == "freshness" && !flag) call.search.ranking.freshness = 0;
}

void SearchReading::take(const Parameter& row, const std::string& value) {
  SearchRequest& search = call.search;
  switch (row.kind) {
    case ParameterKind::text: search.q = value; break;
    case ParameterKind::values: add_value(row, value, search.filters); break;
    case ParameterKind::number: take_number(row, read_number(row, value)); break;
    case ParameterKind::choice: take_choice(row, read_choice(row, value)); break;
    case ParameterKind::flag: take_flag(row, read_flag(row, value)); break;
    case ParameterKind::date: {
      const TimeRange period = read_date(row, value, now);
      if (row.name == "from") search.published.from = period.from;
      if (row.name == "to") search.published.until = period.until;
      break;
    }
    case ParameterKind::list:
      if (row.name == "facets") search.facets = read_list(row, value, "bad_facet");
      if (row.name == "fields") fields = read_fields(row, value);
      break;
  }
}

// Calls `take(row, value)` for each pair; throws for unknown and repeated names.
template <typename Take>
void walk(const Pairs& pairs, std::span<const Parameter> table, Take take) {
  std::vector<std::string_view> seen;
  for (const auto& [name, value] : pairs) {
    const Parameter& row = row_named(table, name);
    if (row.kind != ParameterKind::values) {
      if (std::find(seen.begin(), seen.end(), row.name) != seen.end())
        throw BadRequest{"repeated_parameter", name, name + " can be given only once."};
      seen.push_back(row.name);
    }
    take(row, value);
  }
}

// `table` may be a part of the search's.
SearchCall read_search(const Pairs& pairs, std::int64_t now, std::span<const Parameter> table = search_parameters(), const SearchRequest& defaults = {}) {
  SearchReading reading;
  reading.call.search = defaults;
  reading.now = now;
  walk(pairs, table, [&](const Parameter& row, const std::string& value) { reading.take(row, value); });
  const SearchRequest& search = reading.call.search;
  if (std::uint64_t{search.page} * search.per_page > kSearchWindow)
    throw BadRequest{"page_past_window", "page",
                     "page times per_page may reach 10,000, not " +
                         std::to_string(std::uint64_t{search.page} * search.per_page) + "; narrow the search instead.",
                     0};
  const TimeRange& period = search.published;
  if (period.from && period.until && *period.from >= *period.until)
    throw BadRequest{"impossible_period", "to", "to ends before from begins, so that no article can match.", 0};
  reading.call.fields = chosen_fields(reading.fields, hit_fields(), "body");
  const auto& chosen = reading.call.fields;
  reading.call.search.body = std::find(chosen.begin(), chosen.end(), "body") != chosen.end();
  return reading.call;
}

}  // namespace

SearchCall read_search_query(std::string_view raw_query, std::int64_t now) {
  return read_search(read_query_string(raw_query), now);
}

SearchCall read_search_body(std::string_view json, std::string_view raw_query, std::int64_t now) {
  Pairs pairs = read_query_string(raw_query);
  for (auto& pair : read_json_body(json, search_parameters())) pairs.push_back(std::move(pair));
  return read_search(pairs, now);
}

SearchCall read_feed_query(std::string_view raw_query, std::int64_t now) {
  constexpr std::uint32_t kEntries = 20;
  SearchRequest defaults;
  defaults.sort = Sort::newest;
  defaults.per_page = kEntries;
  return read_search(read_query_string(raw_query), now, feed_parameters(), defaults);
}

SearchCall read_csv_query(std::string_view raw_query, std::int64_t now) {
  const Pairs pairs = read_query_string(raw_query);
  for (const auto& [name, value] : pairs)
    if (name == "page" || name == "per_page")
      throw BadRequest{"unknown_parameter", name, "A table has all matches, up to 10,000, and no pages: leave " + name + " out."};
  SearchCall call = read_search(pairs, now, csv_parameters());
  const auto fields = std::find_if(pairs.begin(), pairs.end(), [](const auto& pair) { return pair.first == "fields"; });
  const Parameter& row = row_named(csv_parameters(), "fields");
  call.fields = read_fields(row, fields == pairs.end() ? std::string(row.default_text) : fields->second);
  call.search.body = std::find(call.fields.begin(), call.fields.end(), "body") != call.fields.end();
  return call;
}

ArticleCall read_article_query(std::string_view raw_query) {
  ArticleCall call;
  std::optional<std::vector<std::string>> fields;
  walk(read_query_string(raw_query), article_parameters(), [&](const Parameter& row, const std::string& value) {
    if (row.name == "q") call.q = value;
    if (row.name == "version") call.version = value;
    if (row.name == "fields") fields = read_fields(row, value);
  });
  call.fields = chosen_fields(fields, article_fields(), "ledger");
  return call;
}

CitationCall read_citation_query(std::string_view raw_query) {
  CitationCall call;
  walk(read_query_string(raw_query), citation_parameters(), [&](const Parameter& row, const std::string& value) {
    if (row.name == "version") call.version = value;
    if (row.name == "format") call.format = static_cast<CitationFormat>(read_choice(row, value));
  });
  return call;
}

SuggestRequest read_suggest_query(std::string_view raw_query) {
  SuggestRequest out;
  walk(read_query_string(raw_query), suggest_parameters(), [&](const Parameter& row, const std::string& value) {
    if (row.name == "q") out.q = value;
    if (row.name == "limit") out.limit = read_number(row, value);
    if (row.name != "kinds") return;
    for (const std::string& name : read_list(row, value, "bad_value"))
      out.kinds.push_back(static_cast<SuggestionKind>(std::find(row.choices.begin(), row.choices.end(), name) - row.choices.begin()));
  });
  return out;
}

RelatedRequest read_related_query(std::string_view raw_query) {
  RelatedRequest out;
  walk(read_query_string(raw_query), related_parameters(),
       [&](const Parameter& row, const std::string& value) { out.limit = read_number(row, value); });
  return out;
}

void read_no_parameters(std::string_view raw_query) {
  walk(read_query_string(raw_query), {}, [](const Parameter&, const std::string&) {});
}

}  // namespace dateline
