// The last step of every reader: limits, repair, defaults and the id.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

// Limits of all readers; docs/limits.md lists them.
constexpr std::size_t largest_article_bytes = 64u << 20;  // one article as it is written, in any format
constexpr std::size_t largest_field_bytes = 1000;  // headline, url, source, section; each name and tag 200
constexpr std::size_t largest_item_bytes = 200;
constexpr std::size_t most_items = 200;  // names in a byline, tags
constexpr std::size_t most_dropped = 1000;  // entries in Article::dropped
constexpr std::uint32_t deepest_container = 4;  // containers in containers

// One call of a reader: what every article of the file shares. References live as long as the call.
struct ReadingJob {
  const Input& input;
  const ReadOptions& options;
  ArticleSink& sink;
  std::string note;  // how the text was converted; empty: it was not
};

// Where in the file an article starts.
struct Place {
  std::uint32_t line = 0;  // 1-based; 0: it is the whole file
  std::uint32_t nth = 1;  // among the articles that start on that line, 1-based
};

// Makes `article` what article.h promises and hands it to the sink, or rejects it when it has neither headline nor
// body (one that is canceled, withheld or under embargo and has an id needs neither). `article.id` is what the source gave, or empty. Withheld and canceled
// articles become invisible here, whatever the reader set. Embargoes that stand in the headline or as lines of the body hold the article, and these lines
// go to its ledger.
void finish_article(Article&& article, const Place& place, const ReadingJob& job);

// The present, UTC seconds, to hold embargoes against.
std::int64_t seconds_now();

// Tells of something at `line` that is no article and no fault.
void skip(std::uint32_t line, std::string reason, const ReadingJob& job);

// Rejects the article at `line`, 0 for the whole file.
void reject(std::uint32_t line, std::string reason, const ReadingJob& job);

}  // namespace dateline
