#include "server/api/search_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "server/api/escape.h"
#include "server/api/times.h"

namespace dateline {
namespace {

using nlohmann::ordered_json;

constexpr std::uint64_t kWindow = 10'000;

std::string dumped(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

ordered_json or_null(const std::string& text) { return text.empty() ? ordered_json(nullptr) : ordered_json(text); }

ordered_json or_null(const std::optional<std::string>& text) {
  return text ? ordered_json(*text) : ordered_json(nullptr);
}

double rounded(double milliseconds) { return std::round(milliseconds * 1000) / 1000; }

ordered_json marked_json(const MarkedText& marked) {
  return {{"html", marked_html(marked)}, {"text", marked.text}};
}

ordered_json marked_list(const std::vector<MarkedText>& list) {
  ordered_json result = ordered_json::array();
  for (const MarkedText& marked : list) result.push_back(marked_json(marked));
  return result;
}

std::string_view status_name(Status status) {
  switch (status) {
    case Status::usable: return "usable";
    case Status::corrected: return "corrected";
    case Status::withheld: return "withheld";
    case Status::canceled: return "canceled";
  }
  return "withheld";
}

ordered_json ledger_json(const std::vector<Dropped>& dropped) {
  ordered_json list = ordered_json::array();
  for (const Dropped& entry : dropped)
    list.push_back({{"reason", entry.reason}, {"line", entry.line == 0 ? ordered_json(nullptr) : ordered_json(entry.line)}, {"text", entry.text}});
  return list;
}

ordered_json field_json(const std::string& name, const Article& article, std::uint32_t words) {
  if (name == "id") return article.id;
  if (name == "url") return or_null(article.url);
  if (name == "title") return article.title;
  if (name == "byline") return article.byline;
  if (name == "source") return or_null(article.source);
  if (name == "section") return or_null(article.section);
  if (name == "published") return or_null(moment_text(article.published));
  if (name == "updated") return or_null(moment_text(article.updated));
  if (name == "lang") return or_null(article.lang);
  if (name == "tags") return article.tags;
  if (name == "persons") return article.persons;
  if (name == "orgs") return article.orgs;
  if (name == "places") return article.places;
  if (name == "words") return words;
  if (name == "status") return status_name(article.status);
  if (name == "version") return or_null(article.version);
  if (name == "copyright") return or_null(article.copyright);
  if (name == "status_note") return or_null(article.status_note);
  if (name == "ledger") return ledger_json(article.dropped);
  return article.body;
}

ordered_json values_json(const std::vector<FacetValue>& values) {
  ordered_json list = ordered_json::array();
  for (const FacetValue& value : values) list.push_back({{"value", value.value}, {"count", value.count}});
  return list;
}

ordered_json copies_json(const Copies& copies) {
  return {{"count", copies.count}, {"sources", values_json(copies.sources)}, {"ids", copies.ids}};
}

ordered_json versions_json(const std::vector<VersionEntry>& versions) {
  ordered_json list = ordered_json::array();
  for (const VersionEntry& entry : versions)
    list.push_back({{"id", entry.id},
                    {"version", or_null(entry.version)},
                    {"title", entry.title},
                    {"published", or_null(moment_text(entry.published))},
                    {"updated", or_null(moment_text(entry.updated))},
                    {"status", status_name(entry.status)},
                    {"current", entry.current}});
  return list;
}

bool has(const std::vector<std::string>& fields, std::string_view name) { return std::find(fields.begin(), fields.end(), name) != fields.end(); }

// Fields that are more than one value of the article.
bool is_composed(std::string_view name) { return name == "highlights" || name == "copies" || name == "versions"; }

ordered_json passages_json(const std::vector<Passage>& passages) {
  ordered_json list = ordered_json::array();
  for (const Passage& passage : passages) {
    ordered_json item = marked_json(passage.marked);
    item["paragraph"] = passage.paragraph;
    list.push_back(std::move(item));
  }
  return list;
}

ordered_json hit_json(const Hit& hit, const SearchCall& call) {
  ordered_json item;
  for (const std::string& name : call.fields)
    if (!is_composed(name)) item[name] = field_json(name, hit.article, hit.words);
  item["score"] = hit.score;
  if (call.search.group_copies && has(call.fields, "copies")) item["copies"] = copies_json(hit.copies);
  if (has(call.fields, "highlights"))
    item["highlights"] = {{"title", marked_json(hit.title)},
                          {"byline", marked_list(hit.byline)},
                          {"body", passages_json(hit.body)}};
  if (!hit.missing.empty()) item["missing"] = hit.missing;
  if (call.search.explain) {
    item["explanation"] = ordered_json::array();
    for (const auto& [part, gave] : hit.explanation) item["explanation"].push_back({{"part", part}, {"score", gave}});
  }
  return item;
}

ordered_json facets_json(const std::vector<Facet>& facets) {
  ordered_json all = ordered_json::object();
  for (const Facet& facet : facets)
    all[facet.name] = {{"values", values_json(facet.values)}, {"other", facet.other}, {"exact", facet.exact}};
  return all;
}

ordered_json aliases_json(const std::vector<AliasNote>& aliases) {
  ordered_json list = ordered_json::array();
  for (const AliasNote& note : aliases) list.push_back({{"typed", note.typed}, {"also", note.also}});
  return list;
}

ordered_json warnings_json(const std::vector<Warning>& warnings) {
  ordered_json list = ordered_json::array();
  for (const Warning& warning : warnings)
    list.push_back({{"code", warning.code}, {"detail", warning.detail}, {"position", warning.position}});
  return list;
}

ordered_json suggestion_json(const SearchAnswer& answer, const std::string& q) {
  if (!answer.suggestion) return nullptr;
  return {{"q", *answer.suggestion},
          {"html", suggestion_html(q, *answer.suggestion)},
          {"used", answer.suggestion_used}};
}

ordered_json ways_out_json(const std::vector<WayOut>& ways) {
  ordered_json list = ordered_json::array();
  for (const WayOut& way : ways)
    list.push_back({{"code", way.code}, {"detail", way.detail}, {"q", way.q}, {"without", way.without}, {"total", way.total}});
  return list;
}

std::string_view sort_name(Sort sort) {
  switch (sort) {
    case Sort::relevance: return "relevance";
    case Sort::newest: return "newest";
    case Sort::oldest: return "oldest";
  }
  return "relevance";
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
  ordered_json document;
  document["query"] = {{"q", asked.q}, {"interpreted", answer.interpreted}, {"terms", answer.terms}, {"aliases", aliases_json(answer.aliases)}};
  document["total"] = answer.total;
  document["total_relation"] = answer.total_exact ? "eq" : "gte";
  document["sort"] = sort_name(answer.sort);
  document["page"] = asked.page;
  document["per_page"] = asked.per_page;
  document["pages"] = std::min(pages, kWindow / asked.per_page);
  document["took_ms"] = rounded(answer.timing.total_ms);
  document["revision"] = answer.revision;
  document["partial"] = answer.partial;
  document["relaxed"] = answer.relaxed;
  if (answer.relaxed) document["with_all_words"] = answer.with_all;
  document["suggestion"] = suggestion_json(answer, asked.q);
  document["ways_out"] = ways_out_json(answer.ways_out);
  document["warnings"] = warnings_json(answer.warnings);
  document["hits"] = ordered_json::array();
  for (const Hit& hit : answer.hits) document["hits"].push_back(hit_json(hit, call));
  document["facets"] = facets_json(answer.facets);
  return dumped(document);
}

std::string article_json(const ArticleAnswer& answer, const ArticleCall& call) {
  ordered_json document;
  for (const std::string& name : call.fields)
    if (!is_composed(name)) document[name] = field_json(name, answer.article, answer.words);
  if (has(call.fields, "copies")) document["copies"] = copies_json(answer.copies);
  if (has(call.fields, "versions")) document["versions"] = versions_json(answer.versions);
  if (!answer.superseded_by.empty()) document["superseded_by"] = answer.superseded_by;
  if (has(call.fields, "highlights"))
    document["highlights"] = {{"title", marked_json(answer.title)},
                              {"byline", marked_list(answer.byline)},
                              {"body", marked_list(answer.body)}};
  document["revision"] = answer.revision;
  return dumped(document);
}

std::string suggest_json(const SuggestAnswer& answer, const SuggestRequest& asked) {
  ordered_json document = {{"q", asked.q}, {"suggestions", ordered_json::array()}};
  for (const Suggestion& one : answer.suggestions) {
    ordered_json item = {{"kind", suggestion_kinds()[static_cast<std::size_t>(one.kind)]},
                         {"text", one.text.text},
                         {"html", marked_html(one.text)}};
    if (one.kind == SuggestionKind::title) item["id"] = one.id;
    else item["q"] = one.q;
    item["count"] = one.count;
    document["suggestions"].push_back(std::move(item));
  }
  document["took_ms"] = rounded(answer.took_ms);
  document["revision"] = answer.revision;
  document["partial"] = answer.partial;
  return dumped(document);
}

std::string related_json(const RelatedAnswer& answer) {
  ordered_json document = {{"articles", ordered_json::array()}};
  for (const RelatedArticle& one : answer.articles) {
    ordered_json item;
    for (const std::string_view name : hit_fields())
      if (!is_composed(name) && name != "body") item[std::string(name)] = field_json(std::string(name), one.article, one.words);
    item["score"] = std::round(one.score * 10'000) / 10'000;
    item["shared"] = one.shared;
    document["articles"].push_back(std::move(item));
  }
  document["took_ms"] = rounded(answer.took_ms);
  document["revision"] = answer.revision;
  document["partial"] = answer.partial;
  return dumped(document);
}

std::string stats_json(const ArchiveStats& stats) {
  ordered_json document;
  document["articles"] = stats.articles;
  document["sources"] = values_json(stats.sources);
  document["first_published"] = or_null(moment_text(stats.first_published));
  document["last_published"] = or_null(moment_text(stats.last_published));
  document["indexed_at"] = or_null(stats.indexed_at == 0 ? std::nullopt : utc_text(stats.indexed_at));
  document["revision"] = stats.revision;
  ordered_json last_run = ordered_json::parse(stats.last_run_json, nullptr, false);
  document["last_run"] = last_run.is_object() ? std::move(last_run) : ordered_json(nullptr);
  return dumped(document);
}

}  // namespace dateline
