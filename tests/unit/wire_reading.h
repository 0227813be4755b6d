// Reading one file of a wire format in a test: what came of it, and what a person may see of it.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/reader.h"

namespace dateline {

struct WireReading : ArticleSink {
  std::string format;  // the row that took the file; empty: none
  std::vector<Article> articles;
  std::vector<BadArticle> rejected, skipped;
  void article(Article&& article) override { articles.push_back(std::move(article)); }
  void reject(BadArticle&& bad) override { rejected.push_back(std::move(bad)); }
  void skip(BadArticle&& what) override { skipped.push_back(std::move(what)); }
};

inline WireReading read_wire(std::string_view bytes, const std::string& path = "/wire/item.xml") {
  WireReading reading;
  const Input input = {path, bytes};
  const Format* format = format_of(input);
  if (format == nullptr) return reading;
  reading.format = format->name;
  format->read(input, {}, reading);
  return reading;
}

inline Article one_of_wire(std::string_view bytes, const std::string& path = "/wire/item.xml") {
  const WireReading reading = read_wire(bytes, path);
  for (const BadArticle& bad : reading.rejected) FAIL(bad.line << ": " << bad.reason);
  for (const BadArticle& skipped : reading.skipped) FAIL(skipped.line << ": " << skipped.reason);
  REQUIRE(reading.articles.size() == 1);
  return reading.articles.front();
}

// "always", "never", or the second from which on the article may be seen.
inline std::string seen_from(const Article& article) {
  if (article.visible_from == kAlwaysVisible) return "always";
  return article.visible_from == kNeverVisible ? "never" : std::to_string(article.visible_from);
}

// The texts of the ledger with that reason, joined with "|".
inline std::string dropped_as(const Article& article, std::string_view reason) {
  std::string out;
  for (const Dropped& entry : article.dropped)
    if (entry.reason == reason) (out += out.empty() ? "" : "|") += entry.text;
  return out;
}

inline std::string where_of(const Article& article, std::string_view field) {
  for (const FoundIn& entry : article.found_in)
    if (entry.field == field) return entry.where;
  return {};
}

}  // namespace dateline
