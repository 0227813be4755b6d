// Help while searching: completions of what is being typed, and articles that are related to one. Requests and answers in plain values.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/search/search.h"

namespace dateline {

enum class SuggestionKind : std::uint8_t { word, name, section, tag, source, title };
inline constexpr std::size_t kSuggestionKinds = 6;

struct SuggestRequest {
  std::string q;             // what has been typed so far; any bytes
  std::uint32_t limit = 10;  // 1..50
  std::vector<SuggestionKind> kinds;  // empty: all
  std::chrono::milliseconds time_limit{2000};
};

// What could have been meant. Running it finds an article that may be seen.
struct Suggestion {
  SuggestionKind kind = SuggestionKind::word;
  MarkedText text;          // the word, the value or the headline as it is written; marked is what was typed of it
  std::string q;            // the query to run; empty for a headline
  std::string id;           // the article of a headline; empty for all else
  std::uint64_t count = 0;  // articles that have it; behind other words, those among the first kMostSuggestionCount with these. 1 for a headline
};
inline constexpr std::uint32_t kMostSuggestionCount = 128;

struct SuggestAnswer {
  std::vector<Suggestion> suggestions;
  bool partial = false;  // the time limit cut it short
  double took_ms = 0;
  std::string revision;
};

struct RelatedRequest {
  std::string id;
  std::uint32_t limit = 5;  // 1..20
  std::chrono::milliseconds time_limit{2000};
};

struct RelatedArticle {
  Article article;  // without body and dropped
  std::uint32_t words = 0;
  double score = 0;  // 0..1: how alike they are
  std::vector<std::string> shared;  // words that both have, as the article asked for writes them, the most telling first
};

struct RelatedAnswer {
  bool gone = false;  // as ArticleAnswer::gone; `tombstone` has id, dates and the reason
  Article tombstone;
  std::vector<RelatedArticle> articles;  // the most alike first
  bool partial = false;
  double took_ms = 0;
  std::string revision;
};

}  // namespace dateline
