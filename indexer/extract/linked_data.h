// What a page's JSON-LD says of its article, as plain text: filled by readers/json_ld.h, weighed in html_meta.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/article.h"

namespace dateline {

// Texts are valid UTF-8 without mark-up or character references, white space squeezed; empty: the page does not say.
struct LinkedData {
  std::string headline;
  std::string alternative_headline;
  std::vector<std::string> authors;  // one element for each that the page tells apart; may hold "A and B", or the site's name
  std::string published, created, modified;  // as written
  std::string publisher, section, language, url, copyright;
  std::vector<std::string> tags;
  std::vector<std::string> persons, orgs, places;  // of `about` and `mentions`
  std::string body;  // articleBody as it stands, mark-up and all
  std::string description;
  bool for_subscribers = false;  // isAccessibleForFree is false
  std::uint32_t line = 0;  // of the block that named the article; 0: none did
  std::vector<Dropped> dropped;  // blocks that could not be read, or only after repair
};

}  // namespace dateline
