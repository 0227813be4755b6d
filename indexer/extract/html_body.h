// The article that a web page holds, told from all that stands around it by general rules: no model, no list of sites. Pure functions, safe from any
// thread; time is linear in the page whatever its shape.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/article.h"
#include "indexer/extract/tree.h"

namespace dateline {

// What the page says about itself elsewhere, to lean on. Views live as long as the call; empty: the page does not say.
struct PageHints {
  std::string_view headline;
  std::string_view article_body;  // JSON-LD articleBody, plain text or markup; may be cut short by a paywall
  std::string_view description;   // a summary or the first sentences
};

struct HtmlBody {
  // What a reader would call the article: prose, subheads, list items, quotations, in order; without headline, byline, captions. None is empty or
  // holds a line break; white space is squeezed. Where the page itself shows no text, these are those of PageHints::article_body. Empty: there is no
  // article that can be told.
  std::vector<std::string> paragraphs;
  // The loss ledger, in the order of the page: "caption", "comment", "teaser" (links to other stories), "credit", "metadata" (byline, dates, tags of
  // the article), "boilerplate" (newsletter, sharing, notices, navigation). What lies outside the article is told in few entries.
  std::vector<Dropped> dropped;
  const Node* container = nullptr;  // the element that holds the article, its headline mostly included; nullptr: none found
  const Node* headline = nullptr;   // the h1 (or other heading) that is the article's; nullptr: none found
};

// Reads the article out of `page`. The nodes in the result belong to `page`. Never fails: a page without a root gives an empty result.
HtmlBody extract_html_body(const Tree& page, const PageHints& hints);

}  // namespace dateline
