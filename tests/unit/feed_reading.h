// Feeds at the readers' seam, for the tests of each kind of feed.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/reader.h"

namespace dateline {

struct FeedReading : ArticleSink {
  std::string format;
  std::vector<Article> articles;
  std::vector<BadArticle> bad, skipped;
  void article(Article&& article) override { articles.push_back(std::move(article)); }
  void skip(BadArticle&& what) override { skipped.push_back(std::move(what)); }
  void reject(BadArticle&& rejected) override { bad.push_back(std::move(rejected)); }
};

// Reads in the format that the content has. `path` tells nothing of it.
inline FeedReading read_feed_text(std::string_view bytes, const std::string& path = "feed.txt") {
  FeedReading sink;
  const Input input = {path, bytes};
  const Format* format = format_of(input);
  if (format == nullptr) return sink;
  sink.format = format->name;
  format->read(input, {}, sink);
  return sink;
}

inline Article only_article(std::string_view bytes) {
  FeedReading sink = read_feed_text(bytes);
  for (const BadArticle& bad : sink.bad) FAIL(bad.line << ": " << bad.reason);
  REQUIRE(sink.articles.size() == 1);
  return sink.articles.front();
}

// The texts of what was dropped or noted for this reason.
inline std::vector<std::string> all_dropped_as(const Article& article, std::string_view reason) {
  std::vector<std::string> texts;
  for (const Dropped& entry : article.dropped)
    if (entry.reason == reason) texts.push_back(entry.text);
  return texts;
}

inline std::string where_found(const Article& article, std::string_view field) {
  const auto found = std::find_if(article.found_in.begin(), article.found_in.end(), [&](const FoundIn& entry) { return entry.field == field; });
  return found == article.found_in.end() ? std::string() : found->where;
}

}  // namespace dateline
