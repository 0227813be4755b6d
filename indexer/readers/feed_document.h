// The way of a feed in XML from bytes to entries, the same for RSS and Atom.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/readers/feed_entry.h"
#include "indexer/readers/reader.h"

namespace dateline {

// Limits of all kinds of feeds; docs/limits.md lists them.
constexpr std::size_t largest_feed_bytes = 256u << 20;
constexpr std::size_t largest_entry_bytes = 8u << 20;
constexpr std::size_t most_entries = 1'000'000;

struct FeedKind {
  std::vector<std::string_view> entries;      // local names of what becomes an article each
  FeedHead (*head)(const Node& root);         // what the feed says for all of them
  void (*entry)(FeedEntry& entry);            // fills `entry.article` from `entry.node`
};

// Reads each entry on its own: one that is not well-formed is rejected with line and column and costs no other. What could be mended without doubt is
// noted with the articles that it concerns as "repaired".
void read_feed(const Input& input, const ReadOptions& options, ArticleSink& sink, const FeedKind& kind);

// The start of a document in UTF-8, whatever it is encoded in; for recognising it.
std::string markup_head(std::string_view head);

}  // namespace dateline
