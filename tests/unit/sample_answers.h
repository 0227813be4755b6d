// Answers as a Searcher would give them, for tests of what is made of them.
#pragma once

#include "server/search/help.h"
#include "server/search/search.h"

inline dateline::Article sample_article() {
  dateline::Article article;
  article.id = "id-1";
  article.title = "A <b> tax";
  article.byline = {"Jo Doe"};
  article.source = "Reuters";
  article.published = {1'581'700'000, dateline::Precision::second, 60, true};
  article.lang = "en";
  article.tags = {"eu"};
  article.body = {"One.", "Two."};
  return article;
}

inline dateline::SearchAnswer sample_search_answer() {
  dateline::SearchAnswer answer;
  answer.interpreted = "tax cut";
  answer.terms = {"tax", "cut"};
  answer.aliases = {{"US", {"USA", "United States"}}};
  answer.total = 42;
  answer.total_exact = false;
  answer.partial = true;
  answer.suggestion = "tax cut";
  answer.suggestion_used = true;
  answer.warnings = {{"unbalanced_quote", "x", 12}};
  answer.facets = {{"section", {{"World", 30}}, 12, true}};
  answer.revision = "r1";
  answer.timing = {0.1, 0.2, 0.3, 1.23456};
  dateline::Hit hit;
  hit.article = sample_article();
  hit.words = 321;
  hit.score = 2.5;
  hit.title = {"A <b> tax", {{6, 9}}};
  hit.byline = {{"Jo Doe", {}}};
  hit.body = {{{"the tax…", {{4, 7}}}, 3}};
  hit.explanation = {{"tax", 1.5}};
  answer.hits = {hit};
  return answer;
}

inline dateline::ArticleAnswer sample_article_answer() {
  dateline::ArticleAnswer answer;
  answer.article = sample_article();
  answer.article.body = {"One.", "Two & <three>."};
  answer.words = 321;
  answer.title = {"A <b> tax", {}};
  answer.byline = {{"Jo Doe", {}}};
  answer.body = {{"One.", {}}, {"Two & <three>.", {}}};
  answer.revision = "r1";
  return answer;
}

inline dateline::SuggestAnswer sample_suggest_answer() {
  dateline::SuggestAnswer answer;
  answer.suggestions = {{dateline::SuggestionKind::word, {"tax & taxes", {{0, 2}}}, "tax & taxes", "", 7},
                        {dateline::SuggestionKind::source, {"Reuters", {}}, "source:Reuters", "", 3},
                        {dateline::SuggestionKind::title, {"A <b> tax", {{6, 8}}}, "", "id-1", 1}};
  answer.took_ms = 1.23456;
  answer.revision = "r1";
  return answer;
}

inline dateline::RelatedAnswer sample_related_answer() {
  dateline::RelatedAnswer answer;
  answer.articles = {{sample_article(), 321, 0.123456, {"tax", "O'Brien"}}};
  answer.articles.front().article.body.clear();
  answer.revision = "r1";
  return answer;
}
