// What a web page says of its article: headline, byline, dates and the like, weighed from all the places where pages say it. Pure functions, safe
// from any thread; general rules only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/article.h"
#include "indexer/extract/linked_data.h"
#include "indexer/extract/meta_scan.h"
#include "indexer/extract/tree.h"

namespace dateline {

// Members as in Article. `found_in` names the place of each: "h1", "og:title", "JSON-LD author", "meta parsely-author", "time[datetime]".
struct PageMeta {
  std::string headline;
  const Node* headline_node = nullptr;  // the visible heading that says it; nullptr: none does
  std::vector<std::string> byline;
  std::string source, section, lang, url, copyright;
  std::string description;
  Moment published, updated;
  std::vector<std::string> tags;
  std::vector<FoundIn> found_in;
  std::vector<Dropped> dropped;  // "unreadable_date", "metadata": what contradicts what was taken, addresses of other copies
};

// Weighs what `scan_meta` and the JSON-LD of the page found. `address` is where the page was fetched from; may be empty.
PageMeta read_page_meta(const MetaScan& scan, const LinkedData& linked, std::string_view address);

}  // namespace dateline
