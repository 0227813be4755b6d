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
constexpr std::size_t largest_field_bytes = 1000;          // headline, url, source, section; each name and tag 200
constexpr std::size_t largest_item_bytes = 200;
constexpr std::size_t most_items = 200;                    // names in a byline, tags
constexpr std::size_t most_dropped = 1000;                 // entries in Article::dropped

// Makes `article` what article.h promises and hands it to `sink`, or rejects it when it has neither headline nor body.
// `article.id` is what the source gave, or empty. `note` says how the text was converted; empty: it was not.
void finish_article(Article&& article, const Input& input, std::uint32_t line, const ReadOptions& options,
                    const std::string& note, ArticleSink& sink);

// The present, UTC seconds, to hold embargoes against.
std::int64_t seconds_now();

// Rejects the article at `line`, 0 for the whole file.
void reject(const Input& input, std::uint32_t line, std::string reason, ArticleSink& sink);

}  // namespace dateline
