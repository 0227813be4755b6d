#include "server/api/search_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "server/api/escape.h"
#include "server/api/json_writer.h"
#include "server/api/paging.h"
#include "server/api/times.h"

namespace dateline {
namespace {

std::optional<std::string_view> or_null(const std::string& text) { return text.empty() ? std::nullopt : std::optional<std::string_view>(text); }

double rounded(double milliseconds) { return std::round(milliseconds * 1000) / 1000; }

std::string finished(JsonWriter& json) { return json.take() + "\n"; }

void write_marked(JsonWriter& json, const MarkedText& marked) {
  json.member("html", marked_html(marked));
  json.member("text", marked.text);
}

void write_marked_list(JsonWriter& json, std::string_view name, const std::vector<MarkedText>& list) {
  json.array(name, [&] {
    for (const MarkedText& marked : list) json.object([&] { write_marked(json, marked); });
  });
}

void write_ledger(JsonWriter& json, const std::vector<Dropped>& dropped) {
  json.array("ledger", [&] {
    for (const Dropped& entry : dropped)
      json.object([&] {
        json.member("reason", entry.reason);
        if (entry.line == 0) json.member("line", nullptr);
        else json.member("line", entry.line);
        json.member("text", entry.text);
      });
  });
}

void write_field(JsonWriter& json, std::string_view name, const Article& article, std::uint32_t words) {
  if (name == "id") return json.member(name, article.id);
  if (name == "url") return json.member(name, or_null(article.url));
  if (name == "title") return json.member(name, article.title);
  if (name == "byline") return json.member(name, article.byline);
  if (name == "source") return json.member(name, or_null(article.source));
  if (name == "section") return json.member(name, or_null(article.section));
  if (name == "published") return json.member(name, moment_text(article.published));
  if (name == "updated") return json.member(name, moment_text(article.updated));
  if (name == "lang") return json.member(name, or_null(article.lang));
  if (name == "tags") return json.member(name, article.tags);
  if (name == "persons") return json.member(name, article.persons);
  if (name == "orgs") return json.member(name, article.orgs);
  if (name == "places") return json.member(name, article.places);
  if (name == "words") return json.member(name, words);
  if (name == "status") return json.member(name, status_name(article.status));
  if (name == "version") return json.member(name, or_null(article.version));
  if (name == "copyright") return json.member(name, or_null(article.copyright));
  if (name == "status_note") return json.member(name, or_null(article.status_note));
  if (name == "ledger") return write_ledger(json, article.dropped);
  json.member(name, article.body);
}

void write_values(JsonWriter& json, std::string_view name, const std::vector<FacetValue>& values) {
  json.array(name, [&] {
    for (const FacetValue& value : values)
      json.object([&] {
        json.member("value", value.value);
        json.member("count", value.count);
      });
  });
}

void write_copies(JsonWriter& json, const Copies& copies) {
  json.object("copies", [&] {
    json.member("count", copies.count);
    write_values(json, "sources", copies.sources);
    json.member("ids", copies.ids);
  });
}

void write_versions(JsonWriter& json, const std::vector<VersionEntry>& versions) {
  json.array("versions", [&] {
    for (const VersionEntry& entry : versions)
      json.object([&] {
        json.member("id", entry.id);
        json.member("version", or_null(entry.version));
        json.member("title", entry.title);
        json.member("published", moment_text(entry.published));
        json.member("updated", moment_text(entry.updated));
        json.member("status", status_name(entry.status));
        json.member("current", entry.current);
      });
  });
}

bool has(const std::vector<std::string>& fields, std::string_view name) { return std::find(fields.begin(), fields.end(), name) != fields.end(); }

// Fields that are more than one value of the article.
bool is_composed(std::string_view name) { return name == "highlights" || name == "copies" || name == "versions"; }

void write_passages(JsonWriter& json, const std::vector<Passage>& passages) {
  json.array("body", [&] {
    for (const Passage& passage : passages)
      json.object([&] {
        write_marked(json, passage.marked);
        json.member("paragraph", passage.paragraph);
      });
  });
}

void write_explanation(JsonWriter& json, const Hit& hit) {
  json.array("explanation", [&] {
    for (const auto& [part, gave] : hit.explanation)
      json.object([&] {
        json.member("part", part);
        json.member("score", gave);
      });
  });
}

void write_hit(JsonWriter& json, const Hit& hit, const SearchCall& call) {
  for (const std::string& name : call.fields)
    if (!is_composed(name)) write_field(json, name, hit.article, hit.words);
  json.member("score", hit.score);
  if (call.search.group_copies && has(call.fields, "copies")) write_copies(json, hit.copies);
  if (has(call.fields, "highlights"))
    json.object("highlights", [&] {
      json.object("title", [&] { write_marked(json, hit.title); });
      write_marked_list(json, "byline", hit.byline);
      write_passages(json, hit.body);
    });
  if (!hit.missing.empty()) json.member("missing", hit.missing);
  if (call.search.explain) write_explanation(json, hit);
}

void write_facets(JsonWriter& json, const std::vector<Facet>& facets) {
  json.object("facets", [&] {
    for (const Facet& facet : facets)
      json.object(facet.name, [&] {
        write_values(json, "values", facet.values);
        json.member("other", facet.other);
        json.member("exact", facet.exact);
      });
  });
}

void write_query(JsonWriter& json, const SearchAnswer& answer, const std::string& q) {
  json.object("query", [&] {
    json.member("q", q);
    json.member("interpreted", answer.interpreted);
    json.member("terms", answer.terms);
    json.array("aliases", [&] {
      for (const AliasNote& note : answer.aliases)
        json.object([&] {
          json.member("typed", note.typed);
          json.member("also", note.also);
        });
    });
  });
}

void write_warnings(JsonWriter& json, const std::vector<Warning>& warnings) {
  json.array("warnings", [&] {
    for (const Warning& warning : warnings)
      json.object([&] {
        json.member("code", warning.code);
        json.member("detail", warning.detail);
        json.member("position", warning.position);
      });
  });
}

void write_suggestion(JsonWriter& json, const SearchAnswer& answer, const std::string& q) {
  if (!answer.suggestion) return json.member("suggestion", nullptr);
  json.object("suggestion", [&] {
    json.member("q", *answer.suggestion);
    json.member("html", suggestion_html(q, *answer.suggestion));
    json.member("used", answer.suggestion_used);
  });
}

void write_ways_out(JsonWriter& json, const std::vector<WayOut>& ways) {
  json.array("ways_out", [&] {
    for (const WayOut& way : ways)
      json.object([&] {
        json.member("code", way.code);
        json.member("detail", way.detail);
        json.member("q", way.q);
        json.member("without", way.without);
        json.member("total", way.total);
      });
  });
}

std::string_view sort_name(Sort sort) {
  switch (sort) {
    case Sort::relevance: return "relevance";
    case Sort::newest: return "newest";
    case Sort::oldest: return "oldest";
  }
  return "relevance";
}

// How long it took, which archive answered, and whether the time was too short.
void write_circumstances(JsonWriter& json, double took_ms, const std::string& revision, bool partial) {
  json.member("took_ms", rounded(took_ms));
  json.member("revision", revision);
  json.member("partial", partial);
}

// Calls see(begin, end) for every run of characters without white space.
template <typename See>
void each_word(std::string_view text, See see) {
  constexpr std::string_view spaces = " \t\r\n";
  for (std::size_t begin = text.find_first_not_of(spaces); begin != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(spaces, begin), text.size());
    see(begin, end);
    begin = text.find_first_not_of(spaces, end);
  }
}

}  // namespace

std::string_view status_name(Status status) {
  switch (status) {
    case Status::usable: return "usable";
    case Status::corrected: return "corrected";
    case Status::withheld: return "withheld";
    case Status::canceled: return "canceled";
  }
  return "withheld";
}

std::string suggestion_html(const std::string& q, const std::string& suggestion) {
  std::vector<std::string_view> typed;
  each_word(q, [&](std::size_t begin, std::size_t end) { typed.push_back(std::string_view(q).substr(begin, end - begin)); });
  MarkedText marked{suggestion, {}};
  each_word(suggestion, [&](std::size_t begin, std::size_t end) {
    const auto word = std::string_view(suggestion).substr(begin, end - begin);
    if (std::find(typed.begin(), typed.end(), word) == typed.end())
      marked.marks.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  });
  return marked_html(marked);
}

std::string search_json(const SearchAnswer& answer, const SearchCall& call) {
  const SearchRequest& asked = call.search;
  const std::uint64_t pages = (answer.total + asked.per_page - 1) / asked.per_page;
  JsonWriter json;
  json.object([&] {
    write_query(json, answer, asked.q);
    json.member("total", answer.total);
    json.member("total_relation", answer.total_exact ? "eq" : "gte");
    json.member("sort", sort_name(answer.sort));
    json.member("page", asked.page);
    json.member("per_page", asked.per_page);
    json.member("pages", std::min(pages, kSearchWindow / asked.per_page));
    write_circumstances(json, answer.timing.total_ms, answer.revision, answer.partial);
    json.member("relaxed", answer.relaxed);
    if (answer.relaxed) json.member("with_all_words", answer.with_all);
    write_suggestion(json, answer, asked.q);
    write_ways_out(json, answer.ways_out);
    write_warnings(json, answer.warnings);
    json.array("hits", [&] {
      for (const Hit& hit : answer.hits) json.object([&] { write_hit(json, hit, call); });
    });
    write_facets(json, answer.facets);
  });
  return finished(json);
}

std::string article_json(const ArticleAnswer& answer, const ArticleCall& call) {
  JsonWriter json;
  json.object([&] {
    for (const std::string& name : call.fields)
      if (!is_composed(name)) write_field(json, name, answer.article, answer.words);
    if (has(call.fields, "copies")) write_copies(json, answer.copies);
    if (has(call.fields, "versions")) write_versions(json, answer.versions);
    if (!answer.superseded_by.empty()) json.member("superseded_by", answer.superseded_by);
    if (has(call.fields, "highlights"))
      json.object("highlights", [&] {
        json.object("title", [&] { write_marked(json, answer.title); });
        write_marked_list(json, "byline", answer.byline);
        write_marked_list(json, "body", answer.body);
      });
    json.member("revision", answer.revision);
  });
  return finished(json);
}

std::string suggest_json(const SuggestAnswer& answer, const SuggestRequest& asked) {
  JsonWriter json;
  json.object([&] {
    json.member("q", asked.q);
    json.array("suggestions", [&] {
      for (const Suggestion& one : answer.suggestions)
        json.object([&] {
          json.member("kind", suggestion_kinds()[static_cast<std::size_t>(one.kind)]);
          json.member("text", one.text.text);
          json.member("html", marked_html(one.text));
          if (one.kind == SuggestionKind::title) json.member("id", one.id);
          else json.member("q", one.q);
          json.member("count", one.count);
        });
    });
    write_circumstances(json, answer.took_ms, answer.revision, answer.partial);
  });
  return finished(json);
}

std::string related_json(const RelatedAnswer& answer) {
  JsonWriter json;
  json.object([&] {
    json.array("articles", [&] {
      for (const RelatedArticle& one : answer.articles)
        json.object([&] {
          for (const std::string_view name : hit_fields())
            if (!is_composed(name) && name != "body") write_field(json, name, one.article, one.words);
          json.member("score", std::round(one.score * 10'000) / 10'000);
          json.member("shared", one.shared);
        });
    });
    write_circumstances(json, answer.took_ms, answer.revision, answer.partial);
  });
  return finished(json);
}

std::string stats_json(const ArchiveStats& stats) {
  JsonWriter json;
  json.object([&] {
    json.member("articles", stats.articles);
    write_values(json, "sources", stats.sources);
    json.member("first_published", moment_text(stats.first_published));
    json.member("last_published", moment_text(stats.last_published));
    json.member("indexed_at", stats.indexed_at == 0 ? std::nullopt : utc_text(stats.indexed_at));
    json.member("revision", stats.revision);
    const auto last_run = nlohmann::ordered_json::parse(stats.last_run_json, nullptr, false);
    json.raw("last_run", last_run.is_object() ? last_run.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) : "null");
  });
  return finished(json);
}

}  // namespace dateline
