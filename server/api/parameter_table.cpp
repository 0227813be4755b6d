// The rows of server/api/parameters.h.
#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "indexer/archive/fields.h"
#include "server/api/parameters.h"

namespace dateline {
namespace {

constexpr std::uint32_t kAny = std::numeric_limits<std::uint32_t>::max();  // bounded by the window instead

constexpr std::array<std::string_view, 3> kSorts = {"relevance", "newest", "oldest"};
constexpr std::array<std::string_view, 3> kMatches = {"auto", "all", "most"};
constexpr std::array<std::string_view, 3> kSpellings = {"suggest", "auto", "off"};
// Those of hits first; what only whole articles have follows.
constexpr std::array<std::string_view, 23> kArticleFields = {
    "id",      "url",        "title",   "byline",  "source",  "section",    "published",   "updated",
    "lang",    "tags",       "persons", "orgs",    "places",  "words",      "status",      "version",
    "body",    "highlights", "copies",  "copyright", "status_note", "versions", "ledger"};
constexpr std::size_t kHitFields = 19;

// Fields of a hit that are one value or a list of values, and the address of its page.
constexpr std::array<std::string_view, 18> kCsvColumns = {"id",   "title",   "byline", "source", "section", "published", "updated", "lang",    "tags",
                                                          "words", "url", "address", "persons", "orgs", "places", "status", "version", "body"};
constexpr std::string_view kDefaultColumns = "id,title,byline,source,section,published,updated,lang,tags,words,url,address";

constexpr std::array<std::string_view, kSuggestionKinds> kSuggestionKindNames = {"word", "name", "section", "tag", "source", "title"};

constexpr std::array<std::string_view, 1> kGroups = {"copies"};
constexpr std::array<std::string_view, 2> kSwitch = {"on", "off"};

// Names of facets: keyword rows by their query name, date rows as histograms.
std::span<const std::string_view> facet_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const Field& field : fields()) {
      if (!field.facet) continue;
      const std::string name(field.query);
      if (field.kind == FieldKind::date)
        for (const char* step : {":year", ":month", ":day"}) all.push_back(name + step);
      else
        all.push_back(name);
    }
    return all;
  }();
  static const std::vector<std::string_view> views(names.begin(), names.end());
  return views;
}

constexpr Parameter kQuery = {.name = "q",
                              .kind = ParameterKind::text,
                              .what = "what to look for, in the query language; empty matches everything"};

void add_filters(std::vector<Parameter>& rows) {
  for (const Field& field : fields())
    if (field.kind == FieldKind::keyword)
      rows.push_back({.name = field.query, .kind = ParameterKind::values, .what = field.what});
}

void add_period_and_paging(std::vector<Parameter>& rows) {
  using enum ParameterKind;
  rows.push_back({.name = "from", .kind = date, .what = "published in this period or later"});
  rows.push_back({.name = "to", .kind = date, .what = "published in this period or earlier"});
  rows.push_back({.name = "sort", .kind = choice, .default_text = "relevance; newest when q is empty",
                  .what = "order of the hits", .choices = kSorts});
  rows.push_back({.name = "group", .kind = choice, .default_text = "none",
                  .what = "fold copies of one text into the first published, with their number and sources", .choices = kGroups});
  rows.push_back({.name = "page", .kind = number, .default_text = "1", .what = "which page; page times per_page may reach 10,000",
                  .least = 1, .most = kAny});
  rows.push_back({.name = "per_page", .kind = number, .default_text = "10", .what = "hits a page", .least = 1,
                  .most = 100});
}

void add_answer_shape(std::vector<Parameter>& rows) {
  using enum ParameterKind;
  rows.push_back({.name = "facets", .kind = list, .default_text = "none", .what = "which fields to count values of",
                  .choices = facet_names()});
  rows.push_back({.name = "facet_size", .kind = number, .default_text = "10",
                  .what = "values a facet; histograms are always whole", .least = 1, .most = 100});
  rows.push_back({.name = "fields", .kind = list, .default_text = "all but body",
                  .what = "what comes back in each hit; id always does", .choices = hit_fields()});
  rows.push_back({.name = "snippets", .kind = number, .default_text = "1", .what = "passages a hit", .least = 0, .most = 5});
  rows.push_back({.name = "snippet_length", .kind = number, .default_text = "240",
                  .what = "about how many characters a passage has", .least = 40, .most = 1000});
  rows.push_back({.name = "spelling", .kind = choice, .default_text = "suggest",
                  .what = "offer a correction, or run it when nothing matches (auto), or neither", .choices = kSpellings});
  rows.push_back({.name = "match", .kind = choice, .default_text = "auto",
                  .what = "whether articles must have all words: all, or most of them when too few have all (auto), or most in any case", .choices = kMatches});
  rows.push_back({.name = "typing", .kind = flag, .default_text = "false",
                  .what = "q is being typed: its last word also finds words that begin with it, and no help is given"});
  rows.push_back({.name = "freshness", .kind = flag, .default_text = "true", .what = "rank newer articles a little higher"});
  rows.push_back({.name = "aliases", .kind = choice, .default_text = "on",
                  .what = "whether other ways to say the same are found too: US and United States", .choices = kSwitch});
  rows.push_back({.name = "explain", .kind = flag, .default_text = "false",
                  .what = "tell per hit what each term and boost gave"});
}

std::vector<Parameter> search_parameters_without(std::initializer_list<std::string_view> names) {
  std::vector<Parameter> all;
  for (const Parameter& row : search_parameters())
    if (std::find(names.begin(), names.end(), row.name) == names.end()) all.push_back(row);
  return all;
}

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (at > 0) text += at + 1 == words.size() ? " or " : ", ";
    text += words[at];
  }
  return text;
}

}  // namespace

std::span<const std::string_view> article_fields() { return kArticleFields; }

std::span<const std::string_view> hit_fields() { return article_fields().first(kHitFields); }

std::span<const Parameter> search_parameters() {
  static const std::vector<Parameter> rows = [] {
    std::vector<Parameter> all = {kQuery};
    add_filters(all);
    add_period_and_paging(all);
    add_answer_shape(all);
    return all;
  }();
  return rows;
}

std::span<const Parameter> feed_parameters() {
  static const std::vector<Parameter> rows = [] {
    std::vector<Parameter> all = search_parameters_without({"facets", "facet_size", "fields", "explain"});
    for (Parameter& row : all) {
      if (row.name == "sort") row.default_text = "newest";
      if (row.name == "per_page") row.default_text = "20";
    }
    return all;
  }();
  return rows;
}

std::span<const std::string_view> csv_columns() { return kCsvColumns; }

std::span<const Parameter> csv_parameters() {
  static const std::vector<Parameter> rows = [] {
    std::vector<Parameter> all =
        search_parameters_without({"page", "per_page", "facets", "facet_size", "fields", "snippets", "snippet_length", "spelling", "explain"});
    all.push_back({.name = "fields", .kind = ParameterKind::list, .default_text = kDefaultColumns, .what = "columns, in this order", .choices = csv_columns()});
    return all;
  }();
  return rows;
}

std::span<const Parameter> article_parameters() {
  static const std::vector<Parameter> rows = {
      {.name = "q", .kind = ParameterKind::text, .what = "whose words to mark; empty marks nothing"},
      {.name = "version", .kind = ParameterKind::text, .default_text = "the newest", .what = "an older version, by what versions calls it"},
      {.name = "fields", .kind = ParameterKind::list, .default_text = "all but ledger", .what = "what comes back; id always does",
       .choices = article_fields()}};
  return rows;
}

std::span<const std::string_view> suggestion_kinds() { return kSuggestionKindNames; }

std::span<const Parameter> suggest_parameters() {
  static const std::vector<Parameter> rows = {
      {.name = "q", .kind = ParameterKind::text, .what = "what has been typed so far; the word at its end is completed"},
      {.name = "limit", .kind = ParameterKind::number, .default_text = "10", .what = "how many suggestions at most", .least = 1, .most = 50},
      {.name = "kinds", .kind = ParameterKind::list, .default_text = "all", .what = "which kinds of suggestions", .choices = suggestion_kinds()}};
  return rows;
}

std::span<const Parameter> related_parameters() {
  static const std::vector<Parameter> rows = {
      {.name = "limit", .kind = ParameterKind::number, .default_text = "5", .what = "how many articles at most", .least = 1, .most = 20}};
  return rows;
}

std::span<const Parameter> citation_parameters() {
  static const std::vector<Parameter> rows = {
      {.name = "format", .kind = ParameterKind::choice, .default_text = "text", .what = "how it is written", .choices = citation_formats()},
      {.name = "version", .kind = ParameterKind::text, .default_text = "the newest", .what = "an older version, by what versions calls it"}};
  return rows;
}

std::string expected_values(const Parameter& parameter) {
  switch (parameter.kind) {
    case ParameterKind::text: return "any text";
    case ParameterKind::values: return "an exact value; a leading - excludes; repeatable";
    case ParameterKind::date:
      return "2020, 2020-02, 2020-02-14, an RFC 3339 time, today, yesterday, -30d, -2w, -6m or -1y";
    case ParameterKind::choice: return joined(parameter.choices);
    case ParameterKind::number:
      return "a whole number from " + std::to_string(parameter.least) +
             (parameter.most == kAny ? "" : " to " + std::to_string(parameter.most));
    case ParameterKind::flag: return "true or false";
    case ParameterKind::list: return "a comma-separated list of " + joined(parameter.choices);
  }
  return {};
}

}  // namespace dateline
