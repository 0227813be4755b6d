// indexer/archive/fields.h: every row of the field table is documented, is written, and comes back.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "indexer/archive/columns.h"
#include "indexer/archive/fields.h"
#include "server/search/query.h"
#include "tests/unit/small_archive.h"

using namespace dateline;

namespace {

// The cells of a row of a Markdown table, trimmed; none for another line.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  std::string cell;
  if (!line.starts_with("|") || !std::getline(in, cell, '|')) return out;
  while (std::getline(in, cell, '|')) {
    const std::size_t begin = std::min(cell.find_first_not_of(" `"), cell.size());
    out.push_back(cell.substr(begin, cell.find_last_not_of(" `") + 1 - begin));
  }
  return out;
}

std::string kind_name(FieldKind kind) {
  switch (kind) {
    case FieldKind::text: return "text";
    case FieldKind::keyword: return "keyword";
    case FieldKind::date: return "date";
    case FieldKind::number: return "number";
    case FieldKind::stored: return "stored";
  }
  return "";
}

std::vector<std::string> cells_of(const Field& field) {
  const auto text = [](std::string_view view) { return std::string(view); };
  return {text(field.name), text(field.query), kind_name(field.kind), text(field.prefix), text(field.column), std::to_string(field.weight),
          field.stored ? "yes" : "no", field.facet ? "yes" : "no", text(field.what)};
}

// One article that has a value of its own in every field.
Article full_article() {
  Article out = an_article("full", "Uniquetitle", "Uniquebody stands here.");
  out.url = "https://example.org/unique";
  out.byline = {"Uniquebyline Okafor"};
  out.source = "Uniquesource Post";
  out.section = "Uniquesection";
  out.tags = {"Uniquetag", "Secondtag"};
  out.persons = {"Uniqueperson Achebe"};
  out.orgs = {"Uniqueorg Ltd", "Secondorg"};
  out.places = {"Uniqueplace"};
  out.lang = "fr";
  out.published = on_day(0);
  out.updated = {kValentine + 5, Precision::second, 60, true};
  return out;
}

std::vector<std::string> values_of(const Article& article, std::string_view name) {
  if (name == "byline") return article.byline;
  if (name == "source") return {article.source};
  if (name == "section") return {article.section};
  if (name == "lang") return {article.lang};
  if (name == "tags") return article.tags;
  if (name == "persons") return article.persons;
  if (name == "orgs") return article.orgs;
  if (name == "places") return article.places;
  return {};
}

// Whether `article` still has what the full one has in that field.
bool is_stored(const Article& article, std::string_view name) {
  const Article full = full_article();
  if (name == "title") return article.title == full.title;
  if (name == "body") return article.body == full.body;
  if (name == "url") return article.url == full.url;
  if (name == "published") return article.published == full.published;
  if (name == "updated") return article.updated == full.updated;
  return !values_of(full, name).empty() && values_of(article, name) == values_of(full, name);
}

}  // namespace

TEST_CASE("Every row of the field table is a row of docs/archive-format.md, and no other row is") {
  std::vector<std::vector<std::string>> documented;
  std::istringstream page(source_file("docs/archive-format.md"));
  bool inside = false;
  for (std::string line; std::getline(page, line);) {
    const auto cells = cells_of(line);
    if (!cells.empty() && cells.front() == "name") inside = true;
    else if (cells.empty()) inside = false;
    else if (inside && !cells.front().starts_with("---")) documented.push_back(cells);
  }
  REQUIRE(documented.size() == fields().size());
  for (std::size_t row = 0; row < documented.size(); ++row) CHECK(documented[row] == cells_of(fields()[row]));
}

TEST_CASE("Names and prefixes are unique, no prefix begins another, and no prefix can begin a word's term") {
  std::set<std::string_view> names, queries;
  std::vector<std::string> prefixes;
  for (const Field& field : fields()) {
    CAPTURE(field.name);
    CHECK(names.insert(field.name).second);
    CHECK(queries.insert(field.query).second);
    CHECK(!field.what.empty());
    CHECK(field_named(field.name) == &field);
    CHECK(field_named(field.query) == &field);
    CHECK((field.kind == FieldKind::keyword) == !field.prefix.empty());
    if (field.prefix.empty()) continue;
    CHECK(std::all_of(field.prefix.begin(), field.prefix.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
    prefixes.push_back(keyword_term(field, ""));
  }
  for (const std::string& one : prefixes)
    CHECK(std::count_if(prefixes.begin(), prefixes.end(), [&](const std::string& other) { return other.starts_with(one); }) == 1);
  CHECK(field_named("headline") == field_named("title"));
  CHECK(field_named("nonsense") == nullptr);
  CHECK(field_named("") == nullptr);
}

TEST_CASE("A row has the column that its kind needs") {
  for (const Field& field : fields()) {
    CAPTURE(field.name);
    const bool has_column = field.kind == FieldKind::keyword || field.kind == FieldKind::date || field.kind == FieldKind::number;
    CHECK(has_column == !field.column.empty());
    if (field.kind == FieldKind::keyword) CHECK_NOTHROW(keyword_column(field.column));
    if (field.kind == FieldKind::text) CHECK(field.weight > 0);
  }
}

TEST_CASE("What is written in a field is found by it, counted by it and comes back from it") {
  const Article full = full_article(), other = an_article("other", "Other", "Other.");
  const SmallArchive archive({full, other});
  for (const Field& field : fields()) {
    CAPTURE(field.name);
    const std::string query(field.query);
    if (field.kind == FieldKind::keyword) {
      for (const std::string& value : values_of(full, field.name)) {
        SearchRequest request;
        request.filters = {{query, {value}, {}}};
        CHECK(ids_of(archive.search(request)) == "full");
        CHECK(ids_of(archive.search(query + ":\"" + value + "\"")) == "full");
      }
    }
    if (field.kind == FieldKind::text) CHECK(ids_of(archive.search(query + ":unique" + query)) == "full");
    if (field.kind == FieldKind::date) CHECK(ids_of(archive.search("date:2020-02-14")) == "full");
    if (field.kind == FieldKind::number) CHECK(ids_of(archive.search("words:6")) == "full");
    SearchRequest request;
    request.q = "id:full";
    request.body = true;
    request.facets = {field.kind == FieldKind::date ? query + ":day" : query};
    if (field.facet) {
      const Facet facet = archive.search(request).facets.at(0);
      CHECK(facet.exact);
      CHECK(facet.other == 0);
      CHECK(!facet.values.empty());
      for (const FacetValue& value : facet.values) CHECK(value.count == 1);
      if (field.kind == FieldKind::keyword) CHECK(facet.values.size() == values_of(full, field.name).size());
    } else {
      CHECK_THROWS_AS(archive.search(request), BadRequest);
    }
    request.facets.clear();
    const Hit hit = archive.search(request).hits.at(0);
    if (field.stored && field.name != "words") CHECK(is_stored(hit.article, field.name));
    if (field.name == "words") CHECK(hit.words == 6);
  }
}

TEST_CASE("A keyword's term is bounded, and long values that differ at their end stay apart") {
  const Field& tag = *field_named("tag");
  CHECK(keyword_term(tag, " 5G  Ban ") == keyword_term(tag, "5g ban"));
  CHECK(keyword_term(tag, "") == "XK:");
  const std::string one = std::string(5000, 'a') + "1", two = std::string(5000, 'a') + "2";
  CHECK(keyword_term(tag, one).size() == 200);
  CHECK(keyword_term(tag, one) != keyword_term(tag, two));
  CHECK(keyword_term(tag, std::string(200, '\0')).size() <= 200);
  Article long_tag = an_article("long", "Long", ""), nul_tag = an_article("nul", "Nul", "");
  long_tag.tags = {one};
  nul_tag.tags = {std::string(190, '\0') + "x"};
  const SmallArchive archive({long_tag, nul_tag});
  SearchRequest request;
  request.filters = {{"tag", {one}, {}}};
  CHECK(ids_of(archive.search(request)) == "long");
  request.filters = {{"tag", {two}, {}}};
  CHECK(ids_of(archive.search(request)) == "");
}

TEST_CASE("A value that an article names twice counts once") {
  Article twice = an_article("one", "One", "");
  twice.tags = {"levy", "levy", "Levy"};
  const SmallArchive archive({twice});
  SearchRequest request;
  request.facets = {"tag"};
  const SearchAnswer answer = archive.search(request);
  for (const FacetValue& value : answer.facets.at(0).values) CHECK(value.count == 1);
}
