// What entries of RSS and of Atom have in common.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article.h"
#include "indexer/readers/feed_names.h"
#include "indexer/readers/feed_text.h"

namespace dateline {

// What a feed says for all its entries.
struct FeedHead {
  std::string title, lang, copyright;
  std::string base;  // the address that references are relative to; empty: none is known
  std::vector<std::string> byline;
};

// One entry while it is read. References live as long as the call.
struct FeedEntry {
  const Node& node;
  const FeedHead& head;
  std::uint32_t first_line = 1;  // of the file, where the tree's first line lies
  std::int64_t now = 0;          // UTC seconds
  Article article = {};
  std::string passed_over = {};  // what the entry is instead of an article ("is a ..."); empty: it is one

  std::uint32_t line(const Node& at) const { return first_line + (at.line == 0 ? 0 : at.line - 1); }
  void found(std::string_view field, std::string_view where) { article.found_in.push_back({std::string(field), std::string(where)}); }
  void drop(std::string_view reason, const Node& at, std::string text) { article.dropped.push_back({std::string(reason), line(at), std::move(text)}); }
};

using FeedNames = std::initializer_list<std::string_view>;

// The first of these elements in one line, without mark-up; empty: there is none.
std::string line_in(const FeedElements& elements, FeedNames names, FeedText (*read)(const Node& node));

// The first date of these elements that can be read; those before it that cannot are dropped as "unreadable_date", or withhold the entry where it may be
// published in the future.
Moment take_moment(std::string_view field, const FeedElements& elements, FeedNames names, FeedEntry& entry);

// published (updated where that is all there is) and updated, and the hold of what is published in the future.
void take_dates(const FeedElements& elements, FeedNames published, FeedNames updated, FeedEntry& entry);

// The names of these elements, each of which may have a <name> or be a text; addresses alone are dropped as "credit".
void take_people(const FeedElements& elements, FeedNames names, FeedEntry& entry);

// The body out of `content`, or out of `summary` where that is nullptr or empty. A summary beside a content is dropped as "summary", a body that seems to
// be the beginning only is noted as "teaser_only".
struct FeedBody {
  const FeedElement* content = nullptr;
  const FeedElement* summary = nullptr;
  FeedText (*read)(const Node& node) = nullptr;
};
void take_body(const FeedBody& body, FeedEntry& entry);

// Captions of pictures, sounds and films, files that are attached, and their keywords as tags.
void take_media(const FeedElements& elements, FeedEntry& entry);

// Tags in a list with commas.
void add_tags(std::string_view list, std::vector<std::string>& tags);

// Source, language and copyright of the feed where the entry has none.
void take_defaults(FeedEntry& entry);

}  // namespace dateline
